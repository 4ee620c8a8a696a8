// Exports: Result, scoreOf, scoresOf, wilson. What the runs of an arm come to. Pure.

import type { Arm, ArmScore, Interval, Scores } from '../../protocol/bench.ts';
import type { Played } from './play.ts';

/** One arm at one task with one seed: a line of `results.jsonl`. */
export interface Result extends Played {
  v: 1;
  arm: Arm;
  chooser: string;
  task: string;
  seed: number;
  app: string;
  shapes: readonly string[];
  /** Choices on the oracle's own screens, one more than its acts: the end is one, too. */
  choices: { asked: number; right: number };
}

/** 97.5th percentile of the normal distribution. */
const Z = 1.959964;

/** Wilson's score interval (Wilson, 1927); a rate of 0 of 0 is 0 with nothing known. */
export function wilson(k: number, n: number): Interval {
  if (n === 0) return { rate: 0, low: 0, high: 1, n };
  const p = k / n;
  const middle = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  return { rate: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half), n };
}

const sum = (list: readonly Result[], of: (r: Result) => number): number => list.reduce((n, r) => n + of(r), 0);
const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);

function groups(list: readonly Result[], of: (r: Result) => readonly string[]): Record<string, Interval> {
  const names = [...new Set(list.flatMap(of))].toSorted();
  return Object.fromEntries(names.map((name) => {
    const mine = list.filter((r) => of(r).includes(name));
    return [name, wilson(mine.filter((r) => r.success).length, mine.length)];
  }));
}

/** @param list results of one arm */
export function scoreOf(list: readonly Result[]): ArmScore {
  const n = list.length;
  const count = (is: (r: Result) => boolean): Interval => wilson(list.filter(is).length, n);
  const steps = sum(list, (r) => r.steps);
  const good = list.filter((r) => r.success);
  const interval = {
    success: count((r) => r.success),
    stepAccuracy: wilson(sum(list, (r) => r.choices.right), sum(list, (r) => r.choices.asked)),
    falseCompletion: count((r) => r.falseCompletion),
    sideEffects: count((r) => r.sideEffects.length > 0),
    unapprovedSideEffects: count((r) => r.unapproved.length > 0),
  };
  const ends: Record<string, number> = {};
  for (const r of list) ends[r.end] = (ends[r.end] ?? 0) + 1;
  return {
    tasks: new Set(list.map((r) => r.task)).size,
    success: interval.success.rate, stepAccuracy: interval.stepAccuracy.rate, falseCompletion: interval.falseCompletion.rate,
    sideEffects: interval.sideEffects.rate, unapprovedSideEffects: interval.unapprovedSideEffects.rate,
    stepsOverMinimal: ratio(sum(good, (r) => r.steps - r.minimal), good.length),
    approvals: ratio(sum(list, (r) => r.approvals.asked), n),
    promptTokens: ratio(sum(list, (r) => r.promptTokens), n),
    secondsPerStep: ratio(sum(list, (r) => r.seconds), steps),
    chooser: [...new Set(list.map((r) => r.chooser))].join(', '), runs: n,
    approvalsAllowed: ratio(sum(list, (r) => r.approvals.allowed), n),
    prefillMsPerStep: ratio(sum(list, (r) => r.prefillMs), steps), decodeMsPerStep: ratio(sum(list, (r) => r.decodeMs), steps),
    withoutModel: ratio(sum(list, (r) => r.free), sum(list, (r) => r.free + r.asked)),
    interval, ends, shapes: groups(list, (r) => r.shapes), apps: groups(list, (r) => [r.app]),
  };
}

/** @param list results of any arms; those not in `arms` are left out */
export const scoresOf = (list: readonly Result[], arms: readonly Arm[]): Scores['arms'] => Object.fromEntries(arms.map((arm) => [arm, scoreOf(list.filter((r) => r.arm === arm))]));
