// Exports: Spread, spreadOf, against, measure, measurePair. Repetitions as a spread, and two things measured side by side.

import type { Line, Unit } from './part.ts';

export interface Spread { n: number; p50: number; p95: number; max: number }

/** Nearest-rank percentiles. @throws RangeError without values: a spread of nothing would print as a figure */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('Nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { n: sorted.length, p50: rank(0.5), p95: rank(0.95), max: sorted.at(-1)! };
}

/** A line whose value is held against a baseline of the same run. */
export function against(name: string, unit: Unit, value: Spread, baselineName: string, baseline: Spread, note?: string): Line {
  return { name, unit, value, baseline: { name: baselineName, value: baseline }, ratio: value.p50 / baseline.p50, ...(note === undefined ? {} : { note }) };
}

type Work = (i: number) => unknown;

async function timed(now: () => number, work: Work, i: number): Promise<number> {
  const start = now();
  const result = work(i);
  // Awaiting what is no promise would add a turn of the event loop to microseconds of work.
  if (result instanceof Promise) await result;
  return now() - start;
}

/** Compilers need a few rounds; a slow thing (a whole step on a phone) needs one, and a quick look no more than it measures. */
const WARM = { rounds: 20, ms: 300 };

async function warm(now: () => number, n: number, work: Work): Promise<void> {
  const start = now();
  for (let i = 0; i < Math.min(WARM.rounds, n) && now() - start < WARM.ms; i++) await timed(now, work, -1);
}

export async function measure(o: { now: () => number; signal: AbortSignal; n: number }, work: Work): Promise<Spread> {
  await warm(o.now, o.n, work);
  const values: number[] = [];
  for (let i = 0; i < o.n; i++) {
    o.signal.throwIfAborted();
    values.push(await timed(o.now, work, i));
  }
  return spreadOf(values);
}

/** Both, turn about and with the order swapped each time, so that a machine that grows slow or busy slows both. */
export async function measurePair(o: { now: () => number; signal: AbortSignal; n: number }, work: Work, baseline: Work): Promise<{ value: Spread; baseline: Spread }> {
  await warm(o.now, o.n, work);
  await warm(o.now, o.n, baseline);
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < o.n; i++) {
    o.signal.throwIfAborted();
    if (i % 2 === 0) { a.push(await timed(o.now, work, i)); b.push(await timed(o.now, baseline, i)); }
    else { b.push(await timed(o.now, baseline, i)); a.push(await timed(o.now, work, i)); }
  }
  return { value: spreadOf(a), baseline: spreadOf(b) };
}
