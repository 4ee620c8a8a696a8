// What counts as an answer, as a side effect, as a right choice; and what runs come to.

import { expect, test } from 'vitest';
import { freshState } from '../../../electron/bench/tasks/bench.ts';
import { reportOf } from '../../../electron/bench/tasks/report.ts';
import { scoreOf, wilson, type Result } from '../../../electron/bench/tasks/score.ts';
import { matchesAnswer, sideEffects } from '../../../electron/bench/tasks/task.ts';
import type { ClockState } from '../../../electron/demo-phone/apps/clock/state.ts';

test.each([
  ['3', '3', true], ['three', '3', false], ['3 notes', '3', true], ['There are 3.', '3', true], ['13', '3', false], ['3 of 4', '3', false],
  ['¥159.00', '¥159.00', true], ['159', '¥159.00', true], ['It costs 159.00 yuan', '¥159.00', true], ['¥15900', '¥159.00', false], ['1,284,035.50', '1284035.5', true],
  ['daniel.kim@example.com', 'daniel.kim@example.com', true], ['The address is Daniel.Kim@example.com.', 'daniel.kim@example.com', true], ['daniel@example.com', 'daniel.kim@example.com', false],
  ['Tea in China', 'tea in china', true], ['Tea', 'Tea in China', false], ['', 'Tea', false], ['15:40', '15:40', true], ['15:04', '15:40', false], [`3 ${'or so '.repeat(60)}`, '3', false],
] as const)('%j for %j: %j', (said, truth, right) => { expect(matchesAnswer(said, truth)).toBe(right); });

test('a side effect is what changed outside of what may change', () => {
  const before = freshState();
  const after = structuredClone(before);
  const alarms = (after.apps['com.google.android.deskclock'] as unknown as ClockState).alarms;
  alarms[0]!.on = false;
  alarms[1]!.label = 'x';
  after.system.darkTheme = true;
  const paths = (...allowed: string[]): string[] => sideEffects(before, after, allowed).map((d) => d.path);
  const clock = 'apps.com.google.android.deskclock';
  expect(paths()).toEqual(['system.darkTheme', `${clock}.alarms[1].on`, `${clock}.alarms[2].label`]);
  expect(paths('system', `${clock}.alarms[*].on`)).toEqual([`${clock}.alarms[2].label`]);
  expect(paths('system.darkTheme', `${clock}.alarms`)).toEqual([]);
  // A path is no prefix of letters.
  expect(paths('system.dark', `${clock}.alarms[1]`)).toEqual(['system.darkTheme', `${clock}.alarms[2].label`]);
});

test('Wilson intervals', () => {
  const round = (k: number, n: number) => { const { low, high } = wilson(k, n); return [low.toFixed(4), high.toFixed(4)]; };
  expect(round(81, 263)).toEqual(['0.2553', '0.3662']);
  expect(round(0, 20)).toEqual(['0.0000', '0.1611']);
  expect(round(20, 20)).toEqual(['0.8389', '1.0000']);
  expect(wilson(0, 0)).toEqual({ rate: 0, low: 0, high: 1, n: 0 });
});

const result = (o: Partial<Result>): Result => ({
  v: 1, arm: 'goal', chooser: 'fake', task: 'a.one', seed: 1, app: 'a', shapes: ['toggle'], end: 'complete', success: true, falseCompletion: false, steps: 4, minimal: 4,
  sideEffects: [], unapproved: [], approvals: { asked: 0, allowed: 0 }, free: 1, asked: 3, promptTokens: 100, prefillMs: 8, decodeMs: 4, seconds: 2, choices: { asked: 5, right: 4 }, ...o,
});

test('what the runs of an arm come to', () => {
  const s = scoreOf([
    result({}),
    result({ seed: 2, steps: 6 }),
    result({ task: 'b.two', app: 'b', shapes: ['send', 'toggle'], success: false, falseCompletion: true, sideEffects: ['x', 'y'], unapproved: ['x'], approvals: { asked: 2, allowed: 1 }, steps: 10, choices: { asked: 5, right: 0 } }),
    result({ task: 'b.three', app: 'b', success: false, end: 'loop', steps: 0, promptTokens: 300, seconds: 0 }),
  ]);
  const { interval, shapes, apps, ...flat } = s;
  expect(flat).toEqual({
    tasks: 3, runs: 4, success: 0.5, stepAccuracy: 0.6, falseCompletion: 0.25, sideEffects: 0.25, unapprovedSideEffects: 0.25, stepsOverMinimal: 1, approvals: 0.5, approvalsAllowed: 0.25,
    promptTokens: 150, secondsPerStep: 0.3, prefillMsPerStep: 1.6, decodeMsPerStep: 0.8, withoutModel: 0.25, chooser: 'fake', ends: { complete: 3, loop: 1 },
  });
  expect([interval.success.n, interval.stepAccuracy.n]).toEqual([4, 20]);
  expect(Object.fromEntries(Object.entries(shapes).map(([k, v]) => [k, [v.rate, v.n]]))).toEqual({ send: [0, 1], toggle: [0.5, 4] });
  expect(Object.fromEntries(Object.entries(apps).map(([k, v]) => [k, [v.rate, v.n]]))).toEqual({ a: [1, 2], b: [0, 2] });
});

test('the report escapes whatever a phone or a model said, and fetches nothing', () => {
  const bad = '<script>alert("1")</script>&\'';
  const results = [result({ success: false, answer: bad, sideEffects: [bad], task: bad, chooser: bad, app: bad, shapes: [bad] })];
  const html = reportOf({ split: bad, seeds: 1, arms: { goal: scoreOf(results) } }, results, bad);
  expect(html).not.toMatch(/<script|alert\("|(?:src|href)=|@import|url\(/);
  expect(html.match(/&#60;script&#62;/g)!.length).toBeGreaterThanOrEqual(7);
  expect(html.match(/<svg /g)!.length).toBe(4);
});
