// Exports: Chance, chance. Random choices that are the same in every run (mulberry32), so that a finding can be repeated by its number.

export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
}

export function chance(seed: number): Chance {
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
    pick: (list) => {
      if (list.length === 0) throw new RangeError('Nothing to pick from');
      return list[below(list.length)]!;
    },
  };
}
