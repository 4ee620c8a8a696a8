// Exports: elementAtPoint, ActionKind. What stands at a point: the element that a finger there would reach. Pure.

import type { Element, Snapshot } from '../protocol/screen.ts';

/** What can be done at a point. */
export type ActionKind = 'click' | 'long_press' | 'input_text';

const area = ([l, t, r, b]: Element['bounds']): number => (r - l) * (b - t);
const holds = ([l, t, r, b]: Element['bounds'], x: number, y: number): boolean => x >= l && x < r && y >= t && y < b;
/** What takes a tap comes before what is only read, and that before what only scrolls. */
const rank = (e: Element): number => (e.role === 'scroll' ? 2 : e.role === 'text' || e.role === 'image' ? 1 : 0);

/** Of what takes taps the smallest there (the deepest in the tree, what floats above a page); of equals the later drawn. Pixels of the device. */
export function elementAtPoint(s: Snapshot, x: number, y: number): Element | undefined {
  let best: Element | undefined;
  for (const e of s.elements) {
    if (!holds(e.bounds, x, y)) continue;
    if (!best || rank(e) < rank(best) || (rank(e) === rank(best) && area(e.bounds) <= area(best.bounds))) best = e;
  }
  return best;
}
