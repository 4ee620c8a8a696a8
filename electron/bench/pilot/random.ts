// Exports: Random, createRandom. Chance that is the same in every run with the same seed.

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole, 0 … n − 1. */
  below(n: number): number;
  /** From … to, both included. */
  between(from: number, to: number): number;
  chance(p: number): boolean;
  pick<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], n: number): T[];
}

/** mulberry32 */
export function createRandom(seed: number): Random {
  let a = seed >>> 0;
  const next = (): number => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next, below,
    between: (from, to) => from + below(to - from + 1),
    chance: (p) => next() < p,
    pick: (list) => list[below(list.length)]!,
    some(list, n) {
      const left = [...list];
      for (let i = 0; i < Math.min(n, left.length); i++) {
        const j = i + below(left.length - i);
        [left[i], left[j]] = [left[j]!, left[i]!];
      }
      return left.slice(0, Math.min(n, left.length));
    },
  };
}
