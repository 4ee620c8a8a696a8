import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { createLog } from '../../electron/base/log.ts';
import { bench, PARTS, runParts } from '../../electron/bench/bench.ts';
import { chance } from '../../electron/bench/chance.ts';
import { hierarchyXml } from '../../electron/bench/hierarchies.ts';
import { mutate } from '../../electron/bench/mutate.ts';
import type { Bench, Part } from '../../electron/bench/part.ts';
import { measurePair, spreadOf } from '../../electron/bench/spread.ts';
import { sopText } from '../../electron/bench/sop-text.ts';
import { tableOf } from '../../electron/bench/table.ts';
import { parseHierarchy } from '../../electron/screen/hierarchy.ts';
import type { UiNode } from '../../electron/protocol/screen.ts';
import type { Step } from '../../electron/protocol/sop.ts';
import { analyse } from '../../electron/sop/check.ts';
import { UsageError } from '../../electron/commands/command.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Everything once: whether a part measures, not what. No browser and no child processes: those are for the command. */
const once = (): Omit<Bench, 'folder'> => ({
  root: ROOT, env: {}, clock: systemClock, log: createLog({ clock: systemClock }), now: () => performance.now(),
  signal: new AbortController().signal, times: () => 1, alone: true,
});

describe.each(PARTS.map((p) => [p.name, p] as const))('%s', (_name, part) => {
  test('yields finite figures', { timeout: 60_000 }, async () => {
    const [result] = await runParts([part], once());
    expect(result!.broken ?? []).toEqual([]);
    // What needs a window measures nothing without a browser, and says so.
    expect(part.name === 'approval' ? result!.skipped : result!.lines).not.toHaveLength(0);
    const figures = result!.lines.flatMap((l) => [l.value, ...(l.baseline ? [l.baseline.value] : [])].flatMap((v) => [v.p50, v.p95, v.max]));
    expect(figures.filter((f) => !Number.isFinite(f) || f <= 0)).toEqual([]);
    expect(result!.lines.filter((l) => l.baseline !== undefined && !((l.ratio ?? 0) > 0))).toEqual([]);
  });
});

test('a part that fails is reported and the others go on', async () => {
  const fails: Part = { name: 'fails', about: '', run: () => Promise.reject(new Error('on purpose')) };
  const works: Part = { name: 'works', about: '', run: async () => ({ part: 'works', lines: [{ name: 'x', unit: 'ms', value: spreadOf([1]) }] }) };
  const results = await runParts([fails, works], once());
  expect(results).toEqual([
    { part: 'fails', lines: [], broken: ['on purpose'] },
    { part: 'works', lines: [{ name: 'x', unit: 'ms', value: { n: 1, p50: 1, p95: 1, max: 1 } }] },
  ]);
});

test('percentiles are values that were measured', () => {
  expect(spreadOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({ n: 100, p50: 50, p95: 95, max: 100 });
  expect(() => spreadOf([])).toThrow(RangeError);
});

test('a pair is measured turn about', async () => {
  const order: string[] = [];
  let time = 0;
  const r = await measurePair({ now: () => time, signal: new AbortController().signal, n: 4 },
    (i) => { if (i >= 0) order.push(`a${i}`); time += 200; }, (i) => { if (i >= 0) order.push(`b${i}`); time += 100; });
  expect({ order, ...r }).toEqual({
    order: ['a0', 'b0', 'b1', 'a1', 'a2', 'b2', 'b3', 'a3'],
    value: { n: 4, p50: 200, p95: 200, max: 200 }, baseline: { n: 4, p50: 100, p95: 100, max: 100 },
  });
});

test.each([50, 200, 600])('a generated dump has %i nodes', (size) => {
  const parsed = parseHierarchy(hierarchyXml(size));
  const count = (nodes: readonly UiNode[]): number => nodes.reduce((n, c) => n + 1 + count(c.children), 0);
  const n = parsed.ok ? count(parsed.hierarchy.roots) : 0;
  expect(n).toBeGreaterThanOrEqual(size);
  expect(n).toBeLessThanOrEqual(size + 8);
});

test.each([20, 50, 200, 1000])('a generated SOP has %i steps and no error', (steps) => {
  const { sop, problems } = analyse(sopText(steps));
  const count = (list: readonly Step[]): number => list.reduce((n, step) => n + 1 + count(step.body), 0);
  expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
  expect(count(sop.phases.flatMap((p) => p.steps))).toBe(steps);
});

test('damage is the same in every run and is damage', () => {
  const text = sopText(20);
  const all = Array.from({ length: 50 }, (_, i) => mutate(text, chance(i)));
  expect(Array.from({ length: 50 }, (_, i) => mutate(text, chance(i)))).toEqual(all);
  expect(all.filter((t) => t !== text).length).toBeGreaterThan(40);
});

test('the table says what is measured, against what, and what is broken', () => {
  expect(tableOf([{
    part: 'x', skipped: ['the window: no browser'], broken: ['it threw'],
    lines: [
      { name: 'one', unit: 'ms', value: spreadOf([2]), baseline: { name: 'half', value: spreadOf([1]) }, ratio: 2 },
      { name: 'two', unit: 'fps', value: spreadOf([61.25]) },
    ],
    counts: [{ name: 'good', count: 3, of: 4 }],
  }])).toBe([
    'X                       n       p50       p95  ratio  baseline p50',
    '  one                   1   2.00 ms   2.00 ms  2.00×  1.00 ms (half)',
    '  two                   1  61.3 fps  61.3 fps',
    '  good                  3 of 4',
    '  skipped: the window: no browser',
    '  BROKEN: it threw',
  ].join('\n'));
});

test('a part that does not exist is wrong usage', async () => {
  const io = { root: ROOT, env: {}, clock: systemClock, json: true, signal: new AbortController().signal, out: () => undefined, err: () => undefined };
  await expect(bench.run({ values: {}, positionals: ['speed'] }, io)).rejects.toThrow(UsageError);
  await expect(bench.run({ values: { scale: '0' }, positionals: ['sop'] }, io)).rejects.toThrow(UsageError);
});
