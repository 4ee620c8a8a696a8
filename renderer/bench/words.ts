// Exports: percent, share, ARM_WORDS, SPLIT_WORDS, nowWords, sameOptions. Figures and names of the task bench in words.

import type { Arm, BenchNow, BenchOptions, Interval, Split } from '../../electron/protocol/bench.ts';

/** `83.3 %`. */
export const percent = (v: number): string => `${(v * 100).toFixed(1)}\u00a0%`;

/** With its 95 % interval: `83.3 % (75.1–89.0)`; a dash when nothing was measured. */
export const share = (i: Interval): string => (i.n === 0 ? '–' : `${percent(i.rate)} (${(i.low * 100).toFixed(1)}–${(i.high * 100).toFixed(1)})`);

export const ARM_WORDS: Record<Arm, string> = {
  oracle: 'Goes the way each task is known to take: what is possible',
  lexical: 'Knows the goal; decides by words alone, without a model',
  goal: 'Knows the goal',
  'sop-text': 'Knows the goal and the SOP as text',
  pointer: 'Knows the step that is next, as the product does',
  'no-memory': 'Knows the goal; the counterpart of memory',
  memory: 'Knows the goal and what lies behind elements; looks through each app first',
};

export const SPLIT_WORDS: Record<Split, string> = { dev: 'dev (for tuning)', 'held-out': 'held-out (kept aside)', all: 'all' };

/** What the bench is at. */
export const nowWords = (now: BenchNow | undefined): string => (now === undefined ? 'Preparing' : now.at === 'app' ? `Looking through ${now.app} for the arm with memory` : `${now.arm}: ${now.task}${now.seed > 1 ? `, draw ${now.seed}` : ''}`);

/** Whether a bench with the one goes on with the results of the other. */
export const sameOptions = (a: BenchOptions, b: BenchOptions): boolean => {
  const text = (o: BenchOptions): string => JSON.stringify([o.split, o.seeds, o.arms.toSorted(), o.tasks?.toSorted()]);
  return text(a) === text(b);
};
