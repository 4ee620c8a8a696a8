// Exports: createLoops, Loops. Going round in circles: one step doing the same on the very same screen over and over.

import { createHash } from 'node:crypto';
import { elementFingerprint } from '../control/classify.ts';
import type { Action } from '../protocol/actions.ts';
import type { Snapshot } from '../protocol/screen.ts';

/** So often a step without a limit of its own may do the same on the same screen: polling is not yet a circle. */
const MOST = 8;

export interface Loops {
  /** @returns how often this step has now done this on this screen, when that is once too often */
  again(step: string, action: Action, screen: Snapshot): number | undefined;
  /** An author's `retry` is no circle. */
  forget(step: string): void;
}

export function createLoops(): Loops {
  const seen = new Map<string, Map<string, number>>();
  return {
    again(step, action, screen) {
      const element = 'element' in action ? screen.elements.find((e) => e.id === action.element) : undefined;
      // Word for word: what `contentHash` takes for noise (a timer, a counter) may be what the step works on.
      const words = screen.elements.filter((e) => e.window === undefined).map((e) => [e.label, e.texts, e.value, e.checked, e.selected, e.disabled, e.bounds]);
      const key = createHash('sha256').update(JSON.stringify([{ ...action, element: elementFingerprint(element) }, screen.activity, words])).digest('hex');
      const mine = seen.get(step) ?? new Map<string, number>();
      seen.set(step, mine);
      const times = (mine.get(key) ?? 0) + 1;
      mine.set(key, times);
      return times > MOST ? times : undefined;
    },
    forget: (step) => { seen.delete(step); },
  };
}
