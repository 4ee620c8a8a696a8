// Exports: hit (what lies under a point), chain, find. The uppermost window that takes the touch decides; inside it the deepest view.

import { inside, type View, type Window } from './view.ts';

/** From the root to the deepest view whose visible part holds the point; empty when none does. */
export function chain(root: View, x: number, y: number): View[] {
  // Children may hang out of their parent (a button on an edge), but not out of what clips them.
  for (let i = root.children.length - 1; i >= 0; i--) {
    const c = root.children[i];
    if (!c) continue;
    const below = chain(c, x, y);
    if (below.length) return [root, ...below];
  }
  return inside(root.clip, x, y) && takes(root) ? [root] : [];
}

/** Decorations and plain boxes let a touch through to what lies below them. */
const takes = (v: View): boolean => v.clickable || v.longClickable || v.onSwipe !== undefined || v.onSlide !== undefined || v.scroll !== undefined || v.input !== undefined || v.paints.length > 0 || v.dump === 'leaf';

/** The window that gets a touch, top first, and the views under it. */
export function hit(windows: readonly Window[], x: number, y: number): { window: Window; views: View[]; outside: boolean } | null {
  for (let i = windows.length - 1; i >= 0; i--) {
    const w = windows[i];
    if (!w || w.kind === 'toast') continue;
    if (inside(w.frame, x, y)) return { window: w, views: chain(w.root, x, y), outside: false };
    if (w.modal) return { window: w, views: [], outside: true };
  }
  return null;
}
