// `countersign bench aitw`: what it prints of episodes, predictions and the baseline of words, and what it refuses.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ScreenElement } from '../../../electron/bench/datasets/episode.ts';
import { nearestText } from '../../../electron/bench/datasets/lexical.ts';
import { countersign, home } from '../../cli/in-process.ts';

function file(...lines: (object | string)[]): string {
  const at = path.join(home(), 'lines.jsonl');
  fs.writeFileSync(at, lines.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n'));
  return at;
}

/** A list of settings; the toolbar's search at its upper right. */
const SCREEN = { 'image/ui_annotations_positions': [0.05, 0.8, 0.05, 0.15, 0.2, 0, 0.1, 1, 0.4, 0, 0.1, 1], 'image/ui_annotations_text': ['Search', 'Battery', 'Dark theme'], 'image/ui_annotations_ui_types': ['ICON_SEARCH', 'TEXT', 'TEXT'] };
const step = (episode: string, goal: string, n: number, type: number, touch = [-1, -1], lift = touch): object =>
  ({ episode_id: episode, goal_info: goal, episode_length: 2, step_id: n, ...SCREEN, 'results/action_type': type, 'results/type_action': '', 'results/yx_touch': touch, 'results/yx_lift': lift });
const EPISODES = [
  step('dark', 'turn on the dark theme', 0, 4, [0.45, 0.9]), step('dark', 'turn on the dark theme', 1, 10),
  step('sound', 'play a sound', 0, 4, [0.8, 0.5], [0.3, 0.5]),
];

describe('the baseline of words', () => {
  const at = (y: number, text: string): ScreenElement => ({ box: [y, 0, 0.1, 1], text, kind: 'TEXT' });
  const tap = (y: number): object => ({ type: 'dual-point', touch: [y + 0.05, 0.5], lift: [y + 0.05, 0.5] });
  test.each<[string, string, ScreenElement[], object]>([
    ['most words in common', 'open the wi-fi network settings', [at(0, 'Settings'), at(0.2, 'Network settings'), at(0.4, 'About')], tap(0.2)],
    ['rather than all words of everything', 'open settings', [at(0, 'Settings of this phone and of all that it holds'), at(0.2, 'settings')], tap(0.2)],
    ['the first of equal ones', 'save', [at(0, 'Cancel'), at(0.2, 'Save'), at(0.4, 'SAVE')], tap(0.2)],
    ['Chinese words', '打开电池设置', [at(0, '显示'), at(0.2, '电池')], tap(0.2)],
    ['nothing in common: scrolls down', 'open maps', [at(0, 'Battery'), at(0.2, '')], { type: 'dual-point', touch: [0.8, 0.5], lift: [0.2, 0.5] }],
    ['nothing there: scrolls down', 'open maps', [], { type: 'dual-point', touch: [0.8, 0.5], lift: [0.2, 0.5] }],
    ['no words wanted: scrolls down', '…', [at(0, 'Battery')], { type: 'dual-point', touch: [0.8, 0.5], lift: [0.2, 0.5] }],
  ])('%s', (_, goal, elements, expected) => {
    expect(JSON.parse(JSON.stringify(nearestText(goal, { elements }), (_key, v: unknown) => (typeof v === 'number' ? Math.round(v * 1e6) / 1e6 : v)))).toEqual(expected);
  });
  test('an instruction of the step goes before the goal', () => {
    expect(nearestText('save', { instruction: 'tap cancel', elements: [at(0, 'Save'), at(0.2, 'Cancel')] })).toMatchObject({ touch: [0.25, 0.5] });
  });
});

describe('scores', () => {
  test('the baseline, as JSON and as a table', async () => {
    const episodes = file(...EPISODES);
    const expected = {
      file: episodes, format: 'aitw', by: 'nearest text', episodes: 2, steps: 3, matching: 0.75, strict: 0.75, whole: { matching: 1, strict: 1 }, unanswered: 0, incomplete: 1,
      kinds: { tap: { steps: 1, matched: 1, strict: 1 }, swipe: { steps: 1, matched: 1, strict: 1 }, complete: { steps: 1, matched: 0, strict: 0 } },
    };
    const json = await countersign(['bench', 'aitw', episodes, '--json']);
    expect([json.code, json.json()]).toEqual([0, expected]);
    const plain = await countersign(['bench', 'aitw', episodes]);
    expect([plain.code, plain.err, plain.out]).toEqual([0, '', [
      `${episodes}: 2 episodes, 3 steps (aitw), predicted by nearest text`,
      '                   matching   strict',
      '  score               0.750    0.750  mean over episodes of matched steps / length',
      '  whole episodes          1        1  of 2',
      '  tap                 1.000    1.000  of 1 step',
      '  swipe               1.000    1.000  of 1 step',
      '  complete            0.000    0.000  of 1 step',
      '  1 episode of which the file lacks steps: scored over those it has',
    ].join('\n')]);
  });

  test('predictions', async () => {
    const episodes = file(...EPISODES);
    const predictions = file({ episode: 'dark', step: 0, action: 'tap', touch: [0.35, 0.1] }, '', { episode: 'sound', step: 0, action: 'scroll', direction: 'up' }, { episode: 'gone', step: 0, action: 'wait' });
    const r = await countersign(['bench', 'aitw', episodes, '--predictions', predictions, '--json']);
    // The tap is above the row and far to its left, but inside the enlarged row. The swipe goes the other way.
    expect([r.code, r.json()]).toEqual([0, {
      file: episodes, format: 'aitw', by: predictions, episodes: 2, steps: 3, matching: 0.75, strict: 0, whole: { matching: 1, strict: 0 }, unanswered: 1, incomplete: 1, unused: 1,
      kinds: { tap: { steps: 1, matched: 1, strict: 0 }, swipe: { steps: 1, matched: 1, strict: 0 }, complete: { steps: 1, matched: 0, strict: 0 } },
    }]);
    expect((await countersign(['bench', 'aitw', episodes, '--predictions', predictions])).out.split('\n').slice(-3)).toEqual([
      '  1 step without a prediction: not matched', '  1 prediction of steps that are not in the file: not used', '  1 episode of which the file lacks steps: scored over those it has',
    ]);
  });

  test('AndroidControl, with the instructions of its steps', async () => {
    const node = (id: number, text: string, top: number): object => ({ uniqueId: id, text, className: 'android.widget.Button', isClickable: true, isEnabled: true, isVisibleToUser: true, boundsInScreen: { top, right: 1000, bottom: top + 100 } });
    const episodes = file({
      episode_id: 3, goal: 'Tidy up', actions: [{ action_type: 'click', x: 10, y: 750 }, { action_type: 'navigate_back' }], step_instructions: ['Tap Delete', 'Go back'],
      screenshot_widths: [1000, 1000, 1000], screenshot_heights: [2000, 2000, 2000], accessibility_trees: Array(3).fill({ windows: [{ tree: { nodes: [node(1, 'Archive', 200), node(2, 'Delete', 700)] } }] }),
    });
    const r = await countersign(['bench', 'aitw', episodes, '--format', 'android-control', '--json']);
    expect([r.code, r.json()]).toEqual([0, {
      file: episodes, format: 'android-control', by: 'nearest text', episodes: 1, steps: 2, matching: 0.5, strict: 0.5, whole: { matching: 0, strict: 0 }, unanswered: 0, incomplete: 0,
      kinds: { tap: { steps: 1, matched: 1, strict: 1 }, back: { steps: 1, matched: 0, strict: 0 } },
    }]);
  });
});

describe('refuses', () => {
  const refused = async (...argv: string[]): Promise<unknown> => {
    const r = await countersign(['bench', 'aitw', ...argv, '--json']);
    return [r.code, r.json().fault];
  };
  test('a bad line of either file, by its number', async () => {
    const broken = file(EPISODES[0]!, '{');
    expect(await refused(broken)).toEqual([2, { kind: 'file/line', path: broken, line: 2, detail: expect.stringContaining('It is no JSON') }]);
    expect((await countersign(['bench', 'aitw', broken])).err).toMatch(/^Line 2 of .* cannot be used \[file\/line\]\n {2}It is no JSON: (?!.*line 1).*\n {2}Correct the line, or leave it out$/);
    const predictions = file({ episode: 'dark', step: 0, action: 'fly' });
    expect(await refused(file(...EPISODES), '--predictions', predictions)).toEqual([2, { kind: 'file/line', path: predictions, line: 1, detail: 'There is no action fly' }]);
  });
  test('no episodes; predictions of others; files that are not there', async () => {
    const empty = file('');
    expect(await refused(empty)).toEqual([2, { kind: 'file/damaged', path: empty, detail: 'It holds no episode' }]);
    expect(await refused(file(...EPISODES), '--predictions', file({ episode: 'x', step: 0, action: 'wait' }))).toEqual([2, { kind: 'usage', detail: expect.stringContaining('predicts a step of') }]);
    expect(await refused('/nowhere.jsonl')).toEqual([2, { kind: 'file/not-found', path: '/nowhere.jsonl' }]);
    expect(await refused(file(...EPISODES), '--predictions', '/nowhere.jsonl')).toEqual([2, { kind: 'file/not-found', path: '/nowhere.jsonl' }]);
  });
});
