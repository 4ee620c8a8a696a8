// Exports: fit, assess, Sample. How likely a hint is right: logistic regression over what was found for goals whose answer is known. Pure.

import { confidence } from './recall.ts';

/** One goal on one screen: the features of its best beginning, and whether that is a right first step. Nothing found counts as coverage 0. */
export interface Sample { coverage: number; margin: number; right: boolean }
export interface Weights { bias: number; coverage: number; margin: number }

/** Newton's way would be quicker; a few thousand steps down the gradient with a little shrinkage are plenty for three numbers. */
export function fit(samples: readonly Sample[]): Weights {
  const w = { bias: 0, coverage: 0, margin: 0 };
  for (let n = 0; n < 20_000; n++) {
    const g = { bias: 0, coverage: 0, margin: 0 };
    for (const s of samples) {
      const off = confidence(s.coverage, s.margin, w) - (s.right ? 1 : 0);
      g.bias += off;
      g.coverage += off * s.coverage;
      g.margin += off * Math.max(-1, s.margin);
    }
    for (const k of ['bias', 'coverage', 'margin'] as const) w[k] -= 0.5 * (g[k] / samples.length + 0.001 * w[k]);
  }
  return { bias: Math.round(w.bias * 100) / 100, coverage: Math.round(w.coverage * 100) / 100, margin: Math.round(w.margin * 100) / 100 };
}

/** @returns of the samples at or above the threshold how many there are and how many are right; `ece` is the expected calibration error over ten bins */
export function assess(samples: readonly Sample[], w: Weights, threshold: number): { shown: number; right: number; answerable: number; ece: number } {
  const p = samples.map((s) => ({ p: confidence(s.coverage, s.margin, w), right: s.right }));
  const bins = Array.from({ length: 10 }, (_, i) => p.filter((x) => Math.min(9, Math.floor(x.p * 10)) === i));
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
  const ece = bins.filter((b) => b.length > 0).reduce((n, b) => n + (b.length / p.length) * Math.abs(mean(b.map((x) => x.p)) - mean(b.map((x) => (x.right ? 1 : 0)))), 0);
  const shown = p.filter((x) => x.p >= threshold);
  return { shown: shown.length, right: shown.filter((x) => x.right).length, answerable: samples.filter((s) => s.right).length, ece };
}
