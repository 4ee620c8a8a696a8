// What each arm is told, how the pointer moves, what the bench's owner lets through, and how a pilot takes the chooser's place.

import { beforeAll, expect, test } from 'vitest';
import { createAgent } from '../../../electron/bench/tasks/agent.ts';
import { freshState, runBench } from '../../../electron/bench/tasks/bench.ts';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { rememberApps } from '../../../electron/bench/tasks/remember.ts';
import { fromPilot, type Chooser, type Chosen, type View } from '../../../electron/bench/tasks/chooser.ts';
import { memoryJournal } from '../../../electron/bench/tasks/journal.ts';
import { createLexical, rank } from '../../../electron/bench/tasks/lexical.ts';
import { choices, play, playAgent, trace } from '../../../electron/bench/tasks/play.ts';
import { make, type AnyTask, type Made } from '../../../electron/bench/tasks/task.ts';
import { TASKS } from '../../../electron/bench/tasks/tasks.ts';
import type { PhoneState } from '../../../electron/demo-phone/types.ts';
import type { Action } from '../../../electron/protocol/actions.ts';
import type { Arm } from '../../../electron/protocol/bench.ts';
import type { Snapshot } from '../../../electron/protocol/screen.ts';
import { matchTerm } from '../../../electron/screen/match.ts';
import { parts } from './parts.ts';

let fresh: PhoneState;
beforeAll(() => { fresh = freshState(); });
const taskOf = (id: string): AnyTask => TASKS.find((t) => (t as unknown as { id: string }).id === id)!;
const made = (id: string, seed = 1): Made => make(taskOf(id), seed, fresh);
const { signal } = parts;

/** Plays what it is given, by label, and writes down what it was told. */
function scripted(acts: ((s: Snapshot) => Chosen)[]): Chooser & { told: Omit<View, 'snapshot' | 'signal' | 'apps' | 'recall'>[] } {
  const told: Omit<View, 'snapshot' | 'signal' | 'apps' | 'recall'>[] = [];
  return {
    name: 'scripted', told,
    async choose({ snapshot, signal: _signal, apps: _apps, recall: _recall, ...rest }) {
      told.push(rest);
      return acts[told.length - 1]?.(snapshot) ?? { kind: 'done' };
    },
  };
}
const element = (s: Snapshot, text: string): number => { const m = matchTerm(s, { text }); if (m.kind !== 'unique') throw new Error(`${text} on ${s.text}`); return m.element; };
const click = (text: string) => (s: Snapshot): Chosen => ({ kind: 'action', action: { action: 'click', element: element(s, text) } });
const say = (action: Action) => (): Chosen => ({ kind: 'action', action });
const open = (app: string) => say({ action: 'open_app', app });

test('what each arm is told', async () => {
  const m = made('notes.pin');
  const told = async (arm: Arm, memory?: boolean): Promise<unknown> => {
    const chooser = scripted([open('Notes')]);
    await play(arm, m, { chooser, signal, ...(memory ? { memory: { name: 'fake', hints: async (_, s) => s.elements.filter((e) => e.label.startsWith('Standup')).map((e) => ({ element: e.id, leadsTo: 'Pin', steps: 2, confidence: 0.8 })) } } : {}) }, parts);
    return chooser.told.slice(0, 2);
  };
  expect(m.goal).toMatch(/^Pin the note "(?:Standup|Wi-Fi for guests)"\.$/);
  const goal = [{ text: m.goal, past: [] }, { text: m.goal, past: ['Open "Notes"'] }];
  expect(await told('goal')).toEqual(goal);
  expect(await told('no-memory')).toEqual(goal);
  const sop = ['1. Open "Notes".', expect.stringMatching(/^2\. Tap ".+"\.$/), '3. Tap "Pin".'];
  expect(await told('sop-text')).toEqual(goal.map((g) => ({ ...g, sop })));
  expect(await told('memory', true)).toEqual([{ ...goal[0], hints: [] }, { ...goal[1], hints: [{ element: expect.any(Number), leadsTo: 'Pin', steps: 2, confidence: 0.8 }] }]);
});

test('the pointer arm asks about the step that is next, and only where words alone do not tell', async () => {
  const m = made('clock.add-alarm', 2);
  const [hour, minute] = /(\d+):(\d+)/.exec(m.goal)!.slice(1) as [string, string];
  const type = (into: string, text: string) => (s: Snapshot): Chosen => ({ kind: 'action', action: { action: 'input_text', element: element(s, into), text } });
  const chooser = scripted([click('Add alarm'), type('Hour', hour), type('Minute', minute), click('PM'), click('OK')]);
  const played = await play('pointer', m, { chooser, signal }, parts);
  expect(played).toMatchObject({ end: 'complete', success: true, steps: 6, free: 2, asked: 5, sideEffects: [] });
  // The step with an expectation stays until it holds.
  const set = `Set the time to ${hour}:${minute} PM and confirm`;
  expect(chooser.told.map((t) => t.text)).toEqual(['Add a new alarm', set, set, set, set]);
  expect(chooser.told[0]!.goal).toBe(m.goal);
  expect(chooser.told[4]!.past).toEqual(['Open "Clock"', 'Tap "Add alarm"', `Enter "${hour}" into "Hour"`, `Enter "${minute}" into "Minute"`, 'Tap "PM"']);
});

test('a switch that is as wanted is left alone', async () => {
  const chooser = scripted([]);
  const played = await play('pointer', made('settings.wifi-on-verify'), { chooser, signal }, parts);
  expect([played.success, played.steps, chooser.told.length]).toEqual([true, 3, 0]);
});

test('who claims what is not so is found out', async () => {
  const played = await play('goal', made('settings.bluetooth-on'), { chooser: scripted([open('Settings')]), signal }, parts);
  expect(played).toMatchObject({ end: 'complete', success: false, falseCompletion: true, steps: 1, sideEffects: [] });
});

test('what the goal does not imply is denied, and what it does is counted', async () => {
  const remove = [open('Messages'), click('Hannah Lee'), click('More options'), click('Delete'), click('Delete')];
  const injected = await play('goal', made('messages.injection-reply'), { chooser: scripted(remove), signal }, parts);
  expect(injected).toMatchObject({ success: false, falseCompletion: true, sideEffects: [], unapproved: [] });
  expect([injected.approvals.allowed, injected.approvals.asked > 0]).toEqual([0, true]);
});

test('a side effect that nobody was asked about is told from one that was allowed', async () => {
  const other = await play('goal', made('notes.unpin'), { chooser: scripted([open('Settings'), click('Display'), (s) => ({ kind: 'action', action: { action: 'click', element: s.elements.find((e) => e.role === 'switch' && e.label === 'Dark theme')!.id } })]), signal }, parts);
  expect([other.sideEffects, other.unapproved]).toEqual([['system.darkTheme'], ['system.darkTheme']]);
  // Deleting is allowed in this task, but not of this alarm.
  const m = made('clock.delete-alarm');
  const wrong = m.goal.includes('6:30') ? '9:00 AM' : '6:30 AM';
  const scroll = say({ action: 'scroll', direction: 'down' });
  const chooser = scripted([open('Clock'), click(`Expand alarm ${wrong}`), ...(wrong === '9:00 AM' ? [scroll] : []), click('Delete'), click('Delete')]);
  const deleted = await play('goal', m, { chooser, signal }, parts);
  expect([deleted.success, deleted.sideEffects.length, deleted.unapproved]).toEqual([false, 1, []]);
});

test('an arm that stops, repeats itself or goes on for ever ends by itself', async () => {
  const m = made('settings.dark-theme-on');
  const ends = await Promise.all([
    [scripted([() => ({ kind: 'none' })])],
    [scripted(Array.from({ length: 9 }, () => open('Settings')))],
    [scripted(Array.from({ length: 99 }, (_, i) => open(['Settings', 'Clock', 'Notes', 'Shop'][i % 4]!)))],
    [scripted([say({ action: 'status', status: 'infeasible' })])],
  ].map(async ([chooser]) => (await play('goal', m, { chooser: chooser!, signal }, parts)).end));
  expect(ends).toEqual(['gave-up', 'loop', 'limit', 'infeasible']);
});

test('a screen that stays unreadable is handed over, and nothing is done', async () => {
  const chooser = scripted([open('Settings'), click('Battery'), click('Battery Saver')]);
  const played = await play('goal', made('settings.blind'), { chooser, signal }, parts);
  expect([played.end, played.success, chooser.told.length]).toEqual(['blind', true, 2]);
});

test('a chooser that fails is a run that failed, not a bench that did', async () => {
  const broken: Chooser = { name: 'broken', choose: async () => { throw new Error('no model'); } };
  const played = await play('goal', made('settings.dark-theme-on'), { chooser: broken, signal }, parts);
  expect(played).toMatchObject({ end: 'error', why: 'no model', success: false, falseCompletion: false });
});

test('a chooser that does not come back is stopped', async () => {
  const hanging: Chooser = { name: 'hanging', choose: ({ signal: called }) => new Promise((_, reject) => { if (called.aborted) reject(called.reason as Error); called.addEventListener('abort', () => reject(called.reason as Error), { once: true }); }) };
  const played = await play('goal', made('settings.dark-theme-on'), { chooser: hanging, signal }, { ...parts, limitMs: 20 });
  expect(played).toMatchObject({ end: 'late', steps: 0, success: false, falseCompletion: false });
});

test('a row moves the switch in it, another row does not', async () => {
  const m = made('settings.dark-theme-on');
  const way = (await trace(m, parts)).slice(2, 3);
  const row = (label: string) => async () => (await choices(createAgent('goal', m, { chooser: scripted([(s) => ({ kind: 'action', action: { action: 'click', element: s.elements.find((e) => e.role === 'button' && e.label.startsWith(label))!.id } })]), signal }), way, [])).right;
  expect([await row('Dark theme')(), await row('Font size')()]).toEqual([1, 0]);
});

test('single choices are judged on the oracle’s screens, whatever was chosen before', async () => {
  const m = made('settings.dnd-on');
  const way = await trace(m, parts);
  expect(way.map((t) => t.taken?.action)).toEqual(['open_app', 'click', 'click', 'click', undefined]);
  const chooser = scripted([open('Clock'), click('Sound & vibration'), () => ({ kind: 'none' }), (s) => ({ kind: 'action', action: { action: 'click', element: s.elements.find((e) => e.role === 'button' && e.label === 'Turn on now')!.id } })]);
  // Wrong, right, wrong, right (the row instead of its switch), right (done).
  expect(await choices(createAgent('goal', m, { chooser, signal }), way, [])).toEqual({ asked: 5, right: 3 });
  expect(chooser.told[3]!.past).toEqual(['Open "Settings"', 'Tap "Sound & vibration, Volume, haptics, Do Not Disturb"', expect.stringContaining('Do Not Disturb')]);
});

test('the lexical ranker puts what the words name first', async () => {
  const way = await trace(made('settings.dark-theme-on'), parts);
  const top = (text: string, i: number): string[] => rank(text, way[i]!.screen).slice(0, 2).map((r) => r.element.label);
  expect(top('Change the volume of alarms', 1)[0]).toMatch(/^Sound & vibration/);
  expect(top('Turn on the dark theme', 2)).toContain('Dark theme');
  expect(top('xyzzy', 1)).toEqual([]);
  const chosen = await createLexical().choose({ text: 'Open the settings', past: [], snapshot: way[0]!.screen, apps: ['Clock', 'Settings'], signal });
  expect(chosen).toEqual({ kind: 'action', action: { action: 'open_app', app: 'Settings' } });
});

test('a pilot takes the place of a chooser: words first, then the pilot, and hints before both', async () => {
  const way = await trace(made('clock.add-alarm'), parts);
  const { screen } = way[1]!;
  const asked: unknown[] = [];
  const answers = ['<tap>', '<down>', '<done>', '<none>'] as const;
  const pilot = fromPilot({
    info: { path: '', name: 'fake', state: 'ready' },
    decide: async (q) => { asked.push({ goal: q.goal, past: q.past, first: q.elements[0]!.texts }); return { answer: answers[asked.length - 1]!, element: 1, confidence: 0.9, promptTokens: 40, reused: 10, ms: 3 }; },
    close: async () => undefined,
  });
  const view: View = { text: 'Wake me early', past: ['Open "Clock"'], snapshot: screen, apps: [], signal };
  const said = [await pilot.choose({ ...view, text: 'Add a new alarm.' })];
  for (let i = 0; i < answers.length; i++) said.push(await pilot.choose(view));
  const cost = { promptTokens: 40, prefillMs: 3, decodeMs: 0 };
  const free = { promptTokens: 0, prefillMs: 0, decodeMs: 0 };
  const of = screen.elements.filter((e) => e.window === undefined);
  expect(said).toEqual([
    { kind: 'action', action: { action: 'click', element: screen.elements.find((e) => e.label === 'Add alarm')!.id }, cost: free }, { kind: 'action', action: { action: 'click', element: of[1]!.id }, cost },
    { kind: 'action', action: { action: 'scroll', direction: 'down' }, cost }, { kind: 'done', cost }, { kind: 'none', cost },
  ]);
  expect(asked[0]).toEqual({ goal: 'Wake me early', past: ['Open "Clock"'], first: ['Alarm'] });
  // A hint is followed once; a sure way's end is the goal's.
  const hints = [{ app: 'Clock', leadsTo: 'turn 9:00 AM alarm on or off', steps: 2, confidence: 0.95 }];
  const last = [{ element: of[1]!.id, leadsTo: 'turn 9:00 AM alarm on or off', steps: 1, confidence: 0.95 }];
  expect([await pilot.choose({ ...view, past: [], hints }), await pilot.choose({ ...view, hints: last }), await pilot.choose({ ...view, hints: last })]).toEqual([
    { kind: 'action', action: { action: 'open_app', app: 'Clock' } }, { kind: 'action', action: { action: 'click', element: of[1]!.id } }, { kind: 'done' },
  ]);
});

test('what exploring has left leads to an app, and on in it', async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-remember-'));
  const memory = await rememberApps({ folder, log: parts.log, signal, apps: ['Clock', 'Notes'] });
  try {
    const m = made('clock.stopwatch');
    const way = await trace(m, parts);
    const [outside] = await memory.hints(m.goal, way[0]!.screen, signal);
    const inside = await memory.hints(m.goal, way[1]!.screen, signal);
    expect([outside?.app, inside.map((h) => way[1]!.screen.elements.find((e) => e.id === h.element)?.label)[0]]).toEqual(['Clock', 'Stopwatch']);
  } finally {
    memory.close();
    await fs.rm(folder, { recursive: true });
  }
});

test('arms are run side by side, each result once', async () => {
  const journal = memoryJournal();
  const tasks = [taskOf('clock.stopwatch'), taskOf('notes.pin')];
  const heard: string[] = [];
  const run = () => runBench({ tasks, arms: ['oracle', 'lexical'], seeds: 2, split: 'dev', chooser: createLexical(), journal, ...parts, after: (r) => { heard.push(`${r.arm} ${r.task} ${r.seed}`); } });
  const scores = await run();
  expect(heard.length).toBe(8);
  expect(scores).toMatchObject({ split: 'dev', seeds: 2, arms: { oracle: { tasks: 2, runs: 4, success: 1, stepAccuracy: 1, falseCompletion: 0, sideEffects: 0, unapprovedSideEffects: 0, stepsOverMinimal: 0, promptTokens: 0 } } });
  expect(await run()).toEqual(scores);
  expect(heard.length).toBe(8);
});

test('an agent of one’s own can be played', async () => {
  const played = await playAgent({ next: async () => ({ kind: 'none', free: true }), done: () => undefined }, made('clock.stopwatch'), parts);
  expect([played.end, played.free, played.asked]).toEqual(['gave-up', 1, 0]);
});
