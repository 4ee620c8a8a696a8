// Lines as the data sets are exported → episodes, and every line that cannot be used.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { eachLine } from '../../../electron/base/files.ts';
import { chance, type Chance } from '../../../electron/bench/chance.ts';
import type { Episode } from '../../../electron/bench/datasets/episode.ts';
import { predictionReader, readEpisodes, type Format } from '../../../electron/bench/datasets/read.ts';
import { hierarchyXml } from '../../../electron/bench/hierarchies.ts';
import { mutate } from '../../../electron/bench/mutate.ts';
import { Failure, type Fault } from '../../../electron/protocol/faults.ts';
import { home } from '../../cli/in-process.ts';

const lines = (...objects: object[]): string => objects.map((o) => JSON.stringify(o)).join('\n');
const read = (format: Format, ...objects: object[]): Episode[] => readEpisodes(format, lines(...objects), 'f.jsonl');

function faultOf(work: () => unknown): Fault | undefined {
  try { work(); } catch (e) { if (e instanceof Failure) return e.fault; throw e; }
  return undefined;
}

describe('Android in the Wild', () => {
  const ELEMENTS = { 'image/ui_annotations_positions': [0.1, 0.2, 0.05, 0.3, 0.5, 0, 0.1, 0.1], 'image/ui_annotations_text': ['Search', ''], 'image/ui_annotations_ui_types': ['TEXT', 'ICON_MENU'] };
  const SEEN = [{ box: [0.1, 0.2, 0.05, 0.3], text: 'Search', kind: 'TEXT' }, { box: [0.5, 0, 0.1, 0.1], text: '', kind: 'ICON_MENU' }];
  const head = { episode_id: '77', goal_info: 'Search for milk', episode_length: 3, 'image/height': 1280, 'image/width': 720 };

  test('records under their own names, a step a line, in any order', () => {
    expect(read('aitw',
      { ...head, ...ELEMENTS, step_id: 1, 'results/action_type': 3, 'results/type_action': 'milk', 'results/yx_touch': [-1, -1], 'results/yx_lift': [-1, -1] },
      { ...head, ...ELEMENTS, step_id: 0, 'results/action_type': 4, 'results/type_action': '', 'results/yx_touch': [0.12, 0.3], 'results/yx_lift': [0.12, 0.31] },
      { ...head, episode_id: '78', goal_info: 'Go home', episode_length: 1, step_id: 0, 'results/action_type': 6 },
    )).toEqual([
      { id: '77', goal: 'Search for milk', length: 3, steps: [
        { step: 0, action: { type: 'dual-point', touch: [0.12, 0.3], lift: [0.12, 0.31] }, elements: SEEN, size: [720, 1280] },
        { step: 1, action: { type: 'type', text: 'milk' }, elements: SEEN, size: [720, 1280] },
      ] },
      { id: '78', goal: 'Go home', length: 1, steps: [{ step: 0, action: { type: 'home' }, elements: [], size: [720, 1280] }] },
    ]);
  });

  test('values in lists of one, boxes in rows, empty lists', () => {
    expect(read('aitw', {
      episode_id: ['77'], goal_info: ['Search'], step_id: [0], episode_length: [1], 'image/ui_annotations_positions': [[0.1, 0.2, 0.05, 0.3]], 'image/ui_annotations_text': ['Search'],
      'image/ui_annotations_ui_types': [], 'results/action_type': [3], 'results/type_action': [],
    })).toEqual([{ id: '77', goal: 'Search', length: 1, steps: [{ step: 0, action: { type: 'type', text: '' }, elements: [{ box: [0.1, 0.2, 0.05, 0.3], text: 'Search', kind: '' }] }] }]);
  });

  test('an episode a line, names and lists as exports give them, a step instruction', () => {
    expect(read('aitw', {
      episode_id: 9, goal: 'Search for milk', data: [
        { step_id: 0, ui_positions: '[[0.1, 0.2, 0.05, 0.3]]', ui_text: ['Search'], ui_types: ['TEXT'], result_action: ['DUAL_POINT', ''], result_touch_yx: '[0.12, 0.3]', result_lift_yx: '[0.12, 0.3]', coat_action_desc: 'tap the search bar' },
        { step_id: 1, result_action: ['PRESS_ENTER', ''] },
        { step_id: 2, result_action_type: 10, result_action_text: '' },
      ],
    })).toEqual([{ id: '9', goal: 'Search for milk', steps: [
      { step: 0, action: { type: 'dual-point', touch: [0.12, 0.3], lift: [0.12, 0.3] }, elements: [{ box: [0.1, 0.2, 0.05, 0.3], text: 'Search', kind: 'TEXT' }], instruction: 'tap the search bar' },
      { step: 1, action: { type: 'enter' }, elements: [] },
      { step: 2, action: { type: 'complete' }, elements: [] },
    ] }]);
  });

  test('boxes in pixels become fractions', () => {
    const [episode] = read('aitw', { ...head, 'results/action_type': 5, 'image/ui_annotations_positions': [128, 72, 64, 360], 'image/ui_annotations_text': ['A'] });
    expect(episode!.steps[0]!.elements).toEqual([{ box: [0.1, 0.1, 0.05, 0.5], text: 'A', kind: '' }]);
  });

  test('steps without numbers follow each other', () => {
    const [episode] = read('aitw', { episode_id: 'a', goal: 'g', action_type: 'press_back' }, { episode_id: 'a', goal: 'g', step_id: 5, action_type: 'go_home' }, { episode_id: 'a', goal: 'g', action_type: 'task_impossible' });
    expect(episode!.steps.map((s) => [s.step, s.action.type])).toEqual([[0, 'back'], [5, 'home'], [6, 'impossible']]);
  });

  test.each<[unknown, string]>([
    [3, 'type'], [4, 'dual-point'], [5, 'back'], [6, 'home'], [7, 'enter'], [10, 'complete'], [11, 'impossible'], ['4', 'dual-point'], ['dual-point gesture', 'dual-point'], ['DUAL_POINT', 'dual-point'],
    ['type', 'type'], ['TYPE', 'type'], ['go_back', 'back'], ['PRESS_HOME', 'home'], ['enter', 'enter'], ['STATUS_TASK_COMPLETE', 'complete'], ['task_complete', 'complete'], ['STATUS_TASK_IMPOSSIBLE', 'impossible'],
  ])('action %j is %s', (said, type) => {
    expect(read('aitw', { ...head, 'results/action_type': said, 'results/type_action': 'x', 'results/yx_touch': [0, 0], 'results/yx_lift': [0, 0] })[0]!.steps[0]!.action.type).toBe(type);
  });

  test.each<[string, object | string, RegExp]>([
    ['no JSON', '{"episode_id": 1', /^It is no JSON: /],
    ['no object', '[1]', /^It is no JSON object$/],
    ['no episode', { goal: 'g', action_type: 5 }, /episode_id/],
    ['no goal', { episode_id: 1, action_type: 5 }, /goal_info/],
    ['no action', { episode_id: 1, goal: 'g' }, /action_type/],
    ['an unknown action', { episode_id: 1, goal: 'g', action_type: 9 }, /^There is no action 9$/],
    ['a name of no action', { episode_id: 1, goal: 'g', action_type: 'constructor' }, /^There is no action constructor$/],
    ['a gesture without its end', { episode_id: 1, goal: 'g', action_type: 4, touch_point: [0, 0] }, /lift point/],
    ['a point of three', { episode_id: 1, goal: 'g', action_type: 4, touch_point: [0, 0, 0], lift_point: [0, 0] }, /^touch_point is not \[y, x\]$/],
    ['a point of words', { episode_id: 1, goal: 'g', action_type: 4, touch_point: ['a', 'b'], lift_point: [0, 0] }, /touch_point holds/],
    ['a point that is no JSON', { episode_id: 1, goal: 'g', action_type: 4, touch_point: '(0, 0)', lift_point: [0, 0] }, /^touch_point is a text that is no JSON/],
    ['boxes of three', { episode_id: 1, goal: 'g', action_type: 5, ui_positions: [0, 0, 1] }, /boxes of four/],
    ['texts that are too few', { episode_id: 1, goal: 'g', action_type: 5, ui_positions: [0, 0, 1, 1, 0, 0, 1, 1], ui_text: ['a'] }, /2 positions and 1 of /],
    ['pixels of an unknown screen', { episode_id: 1, goal: 'g', action_type: 5, ui_positions: [0, 0, 100, 100] }, /pixels/],
    ['a step that is no number', { episode_id: 1, goal: 'g', step_id: -1, action_type: 5 }, /step_id/],
    ['a step that was there', { episode_id: 'a', goal: 'g', step_id: 0, action_type: 5 }, /^Step 0 of episode a is there already$/],
    ['another goal', { episode_id: 'a', goal: 'h', step_id: 1, action_type: 5 }, /goal of episode a/],
    ['an episode without steps', { episode_id: 'b', goal: 'g', data: [] }, /no list of steps/],
    ['a step that is none', { episode_id: 'b', goal: 'g', data: [7] }, /^Step 0 is no JSON object$/],
  ])('%s is a fault with its line', (_, bad, detail) => {
    const text = `${lines({ episode_id: 'a', goal: 'g', step_id: 0, action_type: 5 })}\r\n\r\n${typeof bad === 'string' ? bad : lines(bad)}\n${lines({ episode_id: 'z', goal: 'g', action_type: 5 })}`;
    expect(faultOf(() => readEpisodes('aitw', text, 'f.jsonl'))).toEqual({ kind: 'file/line', path: 'f.jsonl', line: 3, detail: expect.stringMatching(detail) });
  });

  test('nothing is no episode', () => {
    expect(faultOf(() => readEpisodes('aitw', '\n\n', 'f.jsonl'))).toEqual({ kind: 'file/damaged', path: 'f.jsonl', detail: 'It holds no episode' });
  });
});

describe('AndroidControl', () => {
  const node = (id: number, more: object, [left, top, right, bottom] = [0, 0, 1000, 2000]): object => ({ unique_id: id, bounds_in_screen: { left, top, right, bottom }, class_name: 'android.view.View', package_name: 'org.example', is_enabled: true, is_visible_to_user: true, ...more });
  /** A list with a row that can be tapped, a field, something hidden; a status bar above. */
  const FOREST = { windows: [
    { window_type: 3, layer: 1, tree: { nodes: [node(9, { package_name: 'com.android.systemui', text: '12:30' }, [0, 0, 1000, 60])] } },
    { window_type: 1, tree: { nodes: [
      node(1, { child_ids: [2, 5, 7], class_name: 'android.widget.ScrollView', is_scrollable: true }),
      node(2, { child_ids: [3, 4], is_clickable: true }, [0, 200, 1000, 400]),
      node(3, { text: 'Alarm', class_name: 'android.widget.TextView' }, [50, 220, 500, 300]),
      node(4, { text: '7:00', class_name: 'android.widget.TextView' }, [50, 300, 500, 380]),
      node(5, { hint_text: 'Name', class_name: 'android.widget.EditText', is_clickable: true, is_editable: true }, [0, 600, 1000, 800]),
      node(7, { text: 'Gone', is_visible_to_user: undefined, is_clickable: true }, [0, 1000, 1000, 1200]),
    ] } },
  ] };
  const SEEN = [{ box: [0.1, 0, 0.1, 1], text: 'Alarm, 7:00', kind: 'button' }, { box: [0.3, 0, 0.1, 1], text: 'Name', kind: 'input' }];
  const camel = (v: unknown): unknown => Array.isArray(v) ? v.map(camel) : typeof v === 'object' && v !== null ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()), camel(x)])) : v;
  const episode = { episode_id: 12, goal: 'Set an alarm', screenshot_widths: [1000, 1000], screenshot_heights: [2000, 2000] };

  test('an episode a line: actions as objects or texts, step instructions, trees', () => {
    expect(read('android-control', {
      ...episode,
      actions: [{ action_type: 'open_app', app_name: 'Clock' }, '{"action_type":"click","x":500,"y":300}'],
      step_instructions: ['Open the Clock app', 'Tap the alarm'],
      accessibility_trees: [null, FOREST, FOREST],
    })).toEqual([{ id: '12', goal: 'Set an alarm', length: 2, steps: [
      { step: 0, action: { type: 'open-app', app: 'Clock' }, elements: [], instruction: 'Open the Clock app', size: [1000, 2000] },
      { step: 1, action: { type: 'dual-point', touch: [0.15, 0.5], lift: [0.15, 0.5] }, elements: SEEN, instruction: 'Tap the alarm', size: [1000, 2000] },
    ] }]);
  });

  test.each<[string, unknown]>([
    ['names in camel case', camel(FOREST)],
    ['a text', JSON.stringify(FOREST)],
    ['without visibility', JSON.parse(JSON.stringify(FOREST, (k, v: unknown) => (k === 'is_visible_to_user' ? undefined : Array.isArray(v) ? v.filter((n: { text?: string }) => n.text !== 'Gone') : v)))],
    ['a uiautomator dump', `<hierarchy rotation="0"><node class="android.widget.FrameLayout" bounds="[0,0][1000,2000]">
      <node class="android.view.View" clickable="true" enabled="true" bounds="[0,200][1000,400]"><node class="android.widget.TextView" text="Alarm" bounds="[50,220][500,300]"/><node class="android.widget.TextView" text="7:00" bounds="[50,300][500,380]"/></node>
      <node class="android.widget.EditText" hint="Name" clickable="true" enabled="true" bounds="[0,600][1000,800]"/></node></hierarchy>`],
  ])('the same elements from a tree with %s', (_, tree) => {
    expect(read('android-control', { ...episode, actions: [{ action_type: 'wait' }], accessibility_trees: [tree] })[0]!.steps[0]!.elements).toEqual(SEEN);
  });

  test('a step a line', () => {
    const step = { episode_id: 12, goal: 'Set an alarm', screenshot_width: 1000, screenshot_height: 2000 };
    expect(read('android-control',
      { ...step, step: 0, action: { action_type: 'long_press', x: 100, y: 1000 }, instruction: 'Hold it', accessibility_tree: FOREST },
      { ...step, step: 1, action: '{"action_type":"scroll","direction":"down"}' },
      { ...step, step: 2, action_type: 'input_text', text: '7' },
    )).toEqual([{ id: '12', goal: 'Set an alarm', steps: [
      { step: 0, action: { type: 'long-press', touch: [0.5, 0.1] }, elements: SEEN, instruction: 'Hold it', size: [1000, 2000] },
      { step: 1, action: { type: 'dual-point', touch: [0.8, 0.5], lift: [0.2, 0.5] }, elements: [], size: [1000, 2000] },
      { step: 2, action: { type: 'type', text: '7' }, elements: [], size: [1000, 2000] },
    ] }]);
  });

  test.each<[object, object]>([
    [{ action_type: 'scroll', direction: 'up' }, { type: 'dual-point', touch: [0.2, 0.5], lift: [0.8, 0.5] }],
    [{ action_type: 'scroll', direction: 'left' }, { type: 'dual-point', touch: [0.5, 0.2], lift: [0.5, 0.8] }],
    [{ action_type: 'scroll', direction: 'right' }, { type: 'dual-point', touch: [0.5, 0.8], lift: [0.5, 0.2] }],
    [{ action_type: 'type', x: 1, y: 2, text: 'a' }, { type: 'type', text: 'a' }],
    [{ action_type: 'navigate_back' }, { type: 'back' }],
    [{ action_type: 'navigate_home' }, { type: 'home' }],
    [{ action_type: 'keyboard_enter' }, { type: 'enter' }],
    [{ action_type: 'status', goal_status: 'successful' }, { type: 'complete' }],
    [{ action_type: 'status', goal_status: 'infeasible' }, { type: 'impossible' }],
  ])('action %j', (action, expected) => {
    expect(read('android-control', { ...episode, actions: [action] })[0]!.steps[0]!.action).toEqual(expected);
  });

  test.each<[string, object, RegExp]>([
    ['no actions', { ...episode, actions: [] }, /no list of actions/],
    ['an action that is no JSON', { ...episode, actions: ['click 3 4'] }, /^Action 0: The action is a text that is no JSON/],
    ['a click without a place', { ...episode, actions: [{ action_type: 'wait' }, { action_type: 'click' }] }, /^Action 1: click says no place/],
    ['a click in words', { ...episode, actions: [{ action_type: 'click', x: 'left', y: 3 }] }, /^Action 0: x and y are no numbers$/],
    ['a click on a screen of unknown size', { episode_id: 1, goal: 'g', actions: [{ action_type: 'click', x: 1, y: 2 }] }, /pixels/],
    ['a tree of a screen of unknown size', { episode_id: 1, goal: 'g', actions: [{ action_type: 'wait' }], accessibility_trees: [FOREST] }, /pixels/],
    ['a direction that is none', { ...episode, actions: [{ action_type: 'scroll', direction: 'toString' }] }, /^Action 0: There is no direction tostring$/],
    ['an app without a name', { ...episode, actions: [{ action_type: 'open_app' }] }, /names no app/],
    ['a status that is none', { ...episode, actions: [{ action_type: 'status', goal_status: 'maybe' }] }, /no status maybe/],
    ['a tree that is none', { ...episode, actions: [{ action_type: 'wait' }], accessibility_trees: ['CgkIARIF'] }, /^Action 0: The tree is a text that is no JSON/],
    ['a tree without windows', { ...episode, actions: [{ action_type: 'wait' }], accessibility_trees: [{}] }, /^Action 0: The tree has no windows$/],
    ['a dump that is none', { ...episode, actions: [{ action_type: 'wait' }], accessibility_trees: ['<html/>'] }, /^Action 0: The tree is no uiautomator dump \(malformed\)$/],
    ['nodes in a circle', { ...episode, actions: [{ action_type: 'wait' }], accessibility_trees: [{ windows: [{ tree: { nodes: [node(1, { child_ids: [2] }), node(2, { child_ids: [1] })] } }] }] }, /each other's children/],
    ['a node twice', { ...episode, actions: [{ action_type: 'wait' }], accessibility_trees: [{ windows: [{ tree: { nodes: [node(1, { child_ids: [3] }), node(2, { child_ids: [3] }), node(3, {})] } }] }] }, /Node 3 is in the tree twice/],
    ['too many nodes', { ...episode, actions: [{ action_type: 'wait' }], accessibility_trees: [{ windows: [{ tree: { nodes: Array.from({ length: 3001 }, (_, i) => node(i, {})) } }] }] }, /3001 nodes/],
  ])('%s is a fault with its line', (_, bad, detail) => {
    expect(faultOf(() => read('android-control', { ...episode, episode_id: 'first', actions: [{ action_type: 'wait' }] }, bad))).toEqual({ kind: 'file/line', path: 'f.jsonl', line: 2, detail: expect.stringMatching(detail) });
  });
});

describe('predictions', () => {
  const episodes = read('android-control', { episode_id: 'a', goal: 'g', actions: Array.from({ length: 7 }, () => ({ action_type: 'wait' })), screenshot_widths: Array(7).fill(1000), screenshot_heights: Array(7).fill(2000) });
  const predict = (...objects: object[]): ReturnType<typeof predictionReader> => {
    const reader = predictionReader(episodes, 'p.jsonl');
    for (const o of objects) reader.add(JSON.stringify(o));
    return reader;
  };
  test('in the words of either data set', () => {
    const r = predict(
      { episode: 'a', step: 0, action: 'click', x: 100, y: 1000 },
      { episode_id: 'a', step_id: 1, action_type: 4, touch_point: [0.1, 0.2], lift_point: [0.1, 0.2] },
      { episode: 'a', step: 2, action: { action_type: 'input_text', text: 'x' } },
      { episode: 'a', step: 3, action: '{"action_type":"navigate_back"}' },
      { episode: 'a', step: 4, action: 'tap', touch: [0.5, 0.25] },
      { episode: 'a', step: 5, action: 'status', status: 'complete' },
      { episode: 'a', step: 99, action: 'wait' },
      { episode: 'other', step: 0, action: 'wait' },
    );
    expect([episodes[0]!.steps.map((s) => r.of(episodes[0]!, s)), r.unused()]).toEqual([[
      { type: 'dual-point', touch: [0.5, 0.1], lift: [0.5, 0.1] },
      { type: 'dual-point', touch: [0.1, 0.2], lift: [0.1, 0.2] },
      { type: 'type', text: 'x' }, { type: 'back' },
      { type: 'dual-point', touch: [0.5, 0.25], lift: [0.5, 0.25] },
      { type: 'complete' }, undefined,
    ], 2]);
  });
  test.each<[object, RegExp]>([
    [{ step: 1, action: 'wait' }, /names no episode/],
    [{ episode: 'a', action: 'wait' }, /names no step/],
    [{ episode: 'a', step: 1 }, /names no action/],
    [{ episode: 'a', step: 1, action: 'fly' }, /no action fly/],
    [{ episode: 'a', step: 1, action: '{' }, /no JSON/],
    [{ episode: 'a', step: 0, action: 'wait' }, /predicted already/],
  ])('%j is a fault with its line', (bad, detail) => {
    expect(faultOf(() => predict({ episode: 'a', step: 0, action: 'wait' }, bad))).toEqual({ kind: 'file/line', path: 'p.jsonl', line: 2, detail: expect.stringMatching(detail) });
  });
});

const SPOILS: readonly unknown[] = [null, -1, 3, 1.5, true, '', 'x', '{}', '[1,2]', '<hierarchy/>', [], [[]], [null], [3], {}, { windows: null }, { toString: 1 }, '__proto__'];

/** Two values of it replaced by what does not belong there. */
function spoilt(o: object, random: Chance): object {
  const copy = structuredClone(o);
  const places: ((v: unknown) => void)[] = [];
  const walk = (v: unknown): void => {
    if (typeof v !== 'object' || v === null) return;
    for (const key of Object.keys(v)) {
      places.push((x) => { (v as Record<string, unknown>)[key] = x; });
      walk((v as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  for (let i = 0; i < 2; i++) random.pick(places)(random.pick(SPOILS));
  return copy;
}

test.each<[Format, object]>([
  ['aitw', { episode_id: '77', goal_info: 'g', step_id: 0, 'image/height': 1280, 'image/width': 720, 'image/ui_annotations_positions': [0.1, 0.2, 0.05, 0.3], 'image/ui_annotations_text': ['S'], 'image/ui_annotations_ui_types': ['TEXT'], 'results/action_type': 4, 'results/yx_touch': [0.1, 0.2], 'results/yx_lift': [0.1, 0.2] }],
  ['android-control', { episode_id: 3, goal: 'g', actions: [{ action_type: 'click', x: 10, y: 750 }, { action_type: 'scroll', direction: 'down' }, '{"action_type":"wait"}'], step_instructions: ['a', 'b', 'c'], screenshot_widths: [1000, 1000, 1000], screenshot_heights: [2000, 2000, 2000],
    accessibility_trees: [{ windows: [{ layer: 1, tree: { nodes: [{ unique_id: 1, child_ids: [2], bounds_in_screen: { right: 1000, bottom: 2000 } }, { unique_id: 2, text: 'a', class_name: 'android.widget.Button', is_clickable: true, bounds_in_screen: { left: 1, top: 1, right: 900, bottom: 90 } }] } }] }, hierarchyXml(10), null] }],
])('of 4,000 damaged lines of %s each is read or is a fault, and nothing else is thrown', (format, line) => {
  const kinds = new Map<string, number>();
  for (let i = 0; i < 4000; i++) {
    const random = chance(i + 1);
    const text = i % 2 ? JSON.stringify(spoilt(line, random)) : mutate(JSON.stringify(line), random);
    const kind = faultOf(() => readEpisodes(format, text, 'f'))?.kind ?? 'read';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  expect([...kinds.keys()].filter((k) => !['read', 'file/line', 'file/damaged'].includes(k))).toEqual([]);
  expect([(kinds.get('read') ?? 0) > 300, (kinds.get('file/line') ?? 0) > 300]).toEqual([true, true]);
});

describe('lines of a file', () => {
  async function all(file: string): Promise<string[]> {
    const found: string[] = [];
    for await (const line of eachLine(file)) found.push(line);
    return found;
  }
  async function linesOf(bytes: Uint8Array | string): Promise<string[]> {
    const file = path.join(home(), 'lines');
    await fs.writeFile(file, bytes);
    return await all(file);
  }
  test.each<[string, string, string[]]>([
    ['ends of both kinds, an empty line, none at the end', 'a\r\n\nb\nc', ['a', '', 'b', 'c']],
    ['one at the end', 'a\n', ['a']],
    ['nothing', '', []],
    ['a byte order mark', '\uFEFFa\nb', ['a', 'b']],
  ])('%s', async (_, text, expected) => {
    expect(await linesOf(text)).toEqual(expected);
  });
  test('longer than what is read at once, letters on its edges', async () => {
    const long = '设'.repeat(100_001);
    expect(await linesOf(`${long}\nx${long}\r\ny`)).toEqual([long, `x${long}`, 'y']);
  });
  test.each<[string, Uint8Array]>([['in the middle', Buffer.from([0x61, 0xff, 0x0a, 0x62])], ['at the end', Buffer.from([0x61, 0x0a, 0xe8, 0xae])]])('what is no UTF-8 is refused: %s', async (_, bytes) => {
    await expect(linesOf(bytes)).rejects.toMatchObject({ fault: { kind: 'file/unreadable' } });
  });
  test('no file, a folder', async () => {
    await expect(all('/nowhere')).rejects.toMatchObject({ fault: { kind: 'file/not-found', path: '/nowhere' } });
    await expect(all(home())).rejects.toMatchObject({ fault: { kind: 'file/unreadable', detail: 'It is a folder' } });
  });
});
