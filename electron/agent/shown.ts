// Exports: createShown, Shown. The texts that the screens of a run have shown, bounded: whether a value was read there.

import { bare, plain } from '../control/taint.ts';
import type { Snapshot } from '../protocol/screen.ts';

export interface Shown {
  look(s: Snapshot): void;
  /** The text itself, or inside a longer one. What fields hold is not counted: it may have been typed. */
  has(text: string): boolean;
  /** Inside a longer text only. */
  within(text: string): boolean;
}

/** So many texts are kept, the oldest go first. */
const MOST = 2000;

export function createShown(): Shown {
  const texts = new Set<string>();
  const inside = (value: string, also: boolean): boolean => {
    const v = plain(value);
    if (v.length < 2) return false;
    const digits = bare(v);
    for (const t of texts) if ((also || t !== v) && (t.includes(v) || (digits.length >= 7 && bare(t).includes(digits)))) return true;
    return false;
  };
  return {
    look(s) {
      for (const e of s.elements) {
        if (e.window !== undefined) continue;
        for (const t of e.role === 'input' ? [] : [e.label, ...e.texts ?? []]) {
          const n = plain(t);
          if (n === '') continue;
          texts.delete(n);
          texts.add(n);
        }
      }
      for (const t of texts) { if (texts.size <= MOST) break; texts.delete(t); }
    },
    has: (text) => inside(text, true),
    within: (text) => inside(text, false),
  };
}
