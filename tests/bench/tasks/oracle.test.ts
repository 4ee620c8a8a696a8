// Every task can be done, in its minimal number of steps and without a side effect; and what does nothing does not pass for having done it.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Agent } from '../../../electron/bench/tasks/agent.ts';
import { freshState } from '../../../electron/bench/tasks/bench.ts';
import { choices, play, playAgent, trace, type Played } from '../../../electron/bench/tasks/play.ts';
import { createAgent } from '../../../electron/bench/tasks/agent.ts';
import { createLexical } from '../../../electron/bench/tasks/lexical.ts';
import { make, SHAPES, sopOf, type AnyTask, type Made } from '../../../electron/bench/tasks/task.ts';
import { TASKS, tasksOf } from '../../../electron/bench/tasks/tasks.ts';
import type { PhoneState } from '../../../electron/demo-phone/types.ts';
import { parseSop } from '../../../electron/sop/parse.ts';
import { parts } from './parts.ts';

const idOf = (t: AnyTask): string => (t as unknown as { id: string }).id;
let fresh: PhoneState;
beforeAll(() => { fresh = freshState(); });
const made = (seed: number): Made[] => TASKS.map((t) => make(t, seed, fresh));
const none = { chooser: createLexical(), signal: parts.signal };

describe('the tasks', () => {
  test('are at least a hundred, each with a name of its own, and show every shape in use', () => {
    expect(TASKS.length).toBeGreaterThanOrEqual(100);
    expect(new Set(TASKS.map(idOf)).size).toBe(TASKS.length);
    const used = new Set(made(1).flatMap((m) => m.shapes));
    expect(SHAPES.filter((s) => !used.has(s))).toEqual([]);
  });

  test('are the same for a seed and others for another', () => {
    const goals = (seed: number): string[] => made(seed).map((m) => m.goal);
    expect(goals(3)).toEqual(goals(3));
    const others = goals(4);
    expect(goals(3).filter((g, i) => g !== others[i]).length).toBeGreaterThan(TASKS.length * 0.4);
    expect(made(1).some((m) => m.zh)).toBe(true);
  });

  test('leave the fresh phone as it is', () => {
    const before = JSON.stringify(fresh);
    made(5);
    expect(JSON.stringify(fresh)).toBe(before);
  });

  test('have SOPs that parse, and whose steps do not give an answer away', () => {
    const wrong = [1, 2, 3].flatMap(made).flatMap((m) => {
      const { problems } = parseSop(sopOf(m));
      const last = m.way.at(-1);
      const told = last?.act === 'answer' && !m.shapes.includes('injection') && sopOf(m).includes(`"${last.text}"`);
      return [...problems.filter((p) => p.severity === 'error').map((p) => `${m.id}: ${p.message}`), ...(told ? [`${m.id} tells its answer`] : [])];
    });
    expect(wrong).toEqual([]);
  });

  test('of both splits are kept apart by app', () => {
    expect(tasksOf('dev').length + tasksOf('held-out').length).toBe(tasksOf('all').length);
    const apps = (split: string): Set<string> => new Set(tasksOf(split).map((t) => idOf(t).split('.')[0]!));
    expect([...apps('dev')].filter((a) => apps('held-out').has(a))).toEqual([]);
  });
});

describe.each([{ seed: 1, every: 1 }, { seed: 2, every: 8 }])('seed $seed', ({ seed, every }) => {
  test.each(TASKS.filter((_, i) => i % every === 0).map((t) => [idOf(t), t] as const))('%s: the oracle does it', async (id, t) => {
    const m = make(t, seed, fresh);
    const played = await play('oracle', m, none, parts);
    const { steps, success, sideEffects, unapproved, falseCompletion, approvals } = played;
    expect({ id, steps, success, sideEffects, unapproved, falseCompletion, denied: approvals.asked - approvals.allowed }).toEqual({ id, steps: m.minimal, success: true, sideEffects: [], unapproved: [], falseCompletion: false, denied: 0 });
  }, 20_000);
});

test('the oracle is right on each of its own screens', async () => {
  const off: string[] = [];
  for (const m of made(3).filter((_, i) => i % 10 === 0)) {
    const way = await trace(m, parts);
    const { asked, right } = await choices(createAgent('oracle', m, none), way, []);
    if (asked !== right) off.push(`${m.id} ${right}/${asked}`);
  }
  expect(off).toEqual([]);
});

/** Says at once that it is done. */
const lazy: Agent = { next: async () => ({ kind: 'done' }), done: () => undefined };
/** Gives any answer. */
const guessing: Agent = { next: async () => ({ kind: 'action', action: { action: 'answer', text: 'yes' } }), done: () => undefined };

test('doing nothing, or giving any answer, passes only where nothing is to be done', async () => {
  const passed: string[] = [];
  for (const m of made(1)) {
    const p: Played = await playAgent(m.question ? guessing : lazy, m, parts);
    expect([m.id, p.falseCompletion]).toEqual([m.id, !p.success]);
    if (p.success && !m.shapes.includes('verify')) passed.push(m.id);
  }
  expect(passed).toEqual([]);
}, 60_000);
