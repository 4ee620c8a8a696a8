// Exports: SLOP, LONG_PRESS_MS, velocity, fling. Constants follow Android's ViewConfiguration at density 2; the fling is a plain exponential decay.

/** A finger that moved less than this (px) has not moved. */
export const SLOP = 16;
export const LONG_PRESS_MS = 500;
/** px/s below which letting go does not throw. */
export const MIN_FLING = 100;
export const MAX_FLING = 16_000;
/** Seconds in which speed falls to 1/e. */
const DECAY = 0.325;
/** px/s at which the content counts as at rest. */
const REST = 30;

export interface Sample { x: number; y: number; t: number }

/** Speed over the last 100 ms, px/s. */
export function velocity(samples: readonly Sample[]): { x: number; y: number } {
  const last = samples.at(-1);
  const first = last && samples.find((s) => last.t - s.t <= 100);
  if (!last || !first || last.t === first.t) return { x: 0, y: 0 };
  const k = 1000 / (last.t - first.t);
  return { x: (last.x - first.x) * k, y: (last.y - first.y) * k };
}

/** Way covered (px) after `ms`, and whether the throw is over. */
export function fling(speed: number, ms: number): { way: number; done: boolean } {
  const v = Math.sign(speed) * Math.min(MAX_FLING, Math.abs(speed));
  const end = DECAY * Math.log(Math.max(1, Math.abs(v) / REST));
  const t = Math.min(ms / 1000, end);
  return { way: v * DECAY * (1 - Math.exp(-t / DECAY)), done: ms / 1000 >= end };
}
