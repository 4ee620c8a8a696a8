// Exports: Item, Layout, layOut, isEditable, isKeyboard. From a hierarchy to a flat list of what can be seen and touched where.

import type { Bounds, Hierarchy, UiNode } from '../protocol/screen.ts';
import { area, contains, freePoint, height, intersect, overlaps, same, width } from './geometry.ts';
import { clean } from './words.ts';

/** One node in its place. */
export interface Item {
  node: UiNode;
  /** In pre-order over all windows, the front-most application window's order kept. */
  index: number;
  /** Index after the last descendant. */
  end: number;
  /** Index of the parent, or -1. */
  parent: number;
  window: number;
  /** Child positions from the window down, as `0/1/3`. */
  path: string;
  /** Bounds inside the screen. */
  rect: Bounds;
  /** Has area on the screen and no front window hides it. */
  seen: boolean;
  /** Swallows a tap: clickable, long-clickable, checkable or a text field. */
  touch: boolean;
  /** Where a tap is delivered to this node; only for touch items that have such a point. */
  tap?: readonly [number, number];
  text: string;
  /** Its lines joined by commas: accessibility texts put a name, a state and a place each on a line. */
  desc: string;
  descLines: string[];
  hint: string;
}

export interface Window {
  root: UiNode;
  rect: Bounds;
  /** Nobody can touch anything in it, such as a status bar. */
  inert: boolean;
  keyboard: boolean;
  /** Along an edge of the screen and in front of the rest: status or navigation bar. */
  bar: boolean;
  /** Floats before the others and takes all touches. */
  modal: boolean;
}

export interface Layout {
  size: readonly [number, number];
  items: Item[];
  windows: Window[];
  /** The window that the user works with: the modal one, else the largest. */
  front: number;
}

const EDITABLE = /EditText|AutoComplete|TextInput/;
export const isEditable = (n: UiNode): boolean => EDITABLE.test(n.class);

/** Soft keyboards are named by convention only. */
export const isKeyboard = (n: UiNode): boolean => /inputmethod|keyboard|(?:^|[._])ime(?:[._]|$)/i.test(n.package) || /inputmethod/i.test(n.class);

/** Views that look like buttons but forgot to say so; they count when nothing around them takes the tap. */
const BUTTON = /(?:^|\.)(?:Image|Material|Compat)?Button$/;

/** @param size of the screen in pixels */
export function layOut(hierarchy: Hierarchy, size: readonly [number, number]): Layout {
  const screen: Bounds = [0, 0, size[0], size[1]];
  const items: Item[] = [];
  const windows: Window[] = hierarchy.roots.map((root) => ({ root, rect: intersect(root.bounds, screen), inert: true, keyboard: isKeyboard(root), bar: false, modal: false }));
  hierarchy.roots.forEach((root, w) => {
    const first = items.length;
    flatten(root, w, -1, String(w), screen, items);
    const touches = items.slice(first).filter((i) => i.touch && i.seen);
    windows[w]!.inert = touches.length === 0;
  });
  for (const [w, window] of windows.entries()) {
    const [l, t, r, b] = window.rect;
    const wide = r - l >= size[0] * 0.98;
    const tall = b - t >= size[1] * 0.98;
    window.bar = windows.length > 1 && !window.keyboard && ((wide && b - t < size[1] * 0.1) || (tall && r - l < size[0] * 0.15));
    window.modal = w > 0 && !window.inert && !window.bar && !window.keyboard
      && l > 0 && r < size[0] && width(window.rect) >= size[0] * 0.5 && area(window.rect) >= area(screen) * 0.08;
  }
  const modal = windows.findLastIndex((w) => w.modal);
  hideCovered(items, windows, modal);
  placeTaps(items, windows, area(screen));
  const front = modal >= 0 ? modal : Math.max(0, largest(windows));
  return { size, items, windows, front };
}

function largest(windows: readonly Window[]): number {
  let best = -1;
  // Equal sizes: the later is above.
  for (const [i, w] of windows.entries()) if (!w.keyboard && (best < 0 || area(w.rect) >= area(windows[best]!.rect)) && !(w.inert && best >= 0)) best = i;
  return best;
}

function flatten(node: UiNode, window: number, parent: number, path: string, screen: Bounds, out: Item[]): void {
  const index = out.length;
  const rect = intersect(node.bounds, screen);
  const seen = width(rect) > 0 && height(rect) > 0 && node.visible !== false;
  const text = node.password ? '' : clean(node.text);
  const lines = node.desc.split('\n').map(clean).filter((s) => s !== '');
  // Long lines are prose that happens to break.
  const descLines = lines.every((s) => s.length <= 60) ? lines : [lines.join(' ')];
  const item: Item = {
    node, index, end: index + 1, parent, window, path, rect, seen,
    touch: node.clickable || node.longClickable || node.checkable || isEditable(node),
    text, desc: descLines.join(', '), descLines, hint: clean(node.hint),
  };
  out.push(item);
  node.children.forEach((child, i) => flatten(child, window, index, `${path}/${i}`, screen, out));
  item.end = out.length;
  if (!item.touch && BUTTON.test(node.class) && node.enabled) {
    let around = parent;
    while (around >= 0 && !out[around]!.touch) around = out[around]!.parent;
    if (around < 0 && !out.slice(index + 1, item.end).some((i) => i.touch)) item.touch = true;
  }
}

/** Behind a modal window nothing can be used; behind other front windows what they cover wholly cannot be seen. */
function hideCovered(items: Item[], windows: readonly Window[], modal: number): void {
  for (const item of items) {
    if (!item.seen) continue;
    if (item.window < modal && !windows[item.window]!.bar) { item.seen = false; continue; }
    for (let w = item.window + 1; w < windows.length; w++) {
      const above = windows[w]!;
      if (!above.inert && contains(above.rect, item.rect)) { item.seen = false; break; }
    }
  }
}

/** Of the screen: a toucher this large that comes later is taken for a scrim or a page, not for something beneath. */
const SCRIM = 0.5;

/**
 * A tap goes to the last-drawn toucher under the finger. What is drawn last is known inside a branch (children above
 * parents) and where the dump has drawing orders; else siblings are listed by place on many phones, so order in the
 * file is only a guess. Tried in turn: a point no other toucher shares; one that nothing drawn or listed later covers;
 * one that only similar-sized things of unknown order share (a fixed bar over a list). An element without any of these
 * cannot be tapped.
 */
function placeTaps(items: Item[], windows: readonly Window[], whole: number): void {
  const touchers = items.filter((i) => i.touch && i.seen);
  for (const item of touchers) {
    const covers = windows.filter((w, i) => i > item.window && !w.inert).map((w) => w.rect);
    const others: Bounds[] = [...covers];
    const later: Bounds[] = [...covers];
    const certain: Bounds[] = [...covers];
    for (const o of touchers) {
      if (!overlaps(o.rect, item.rect) || o.window !== item.window || o === item || holdsItem(o, item)) continue;
      if (holdsItem(item, o)) { others.push(o.rect); later.push(o.rect); certain.push(o.rect); continue; }
      const above = drawnAbove(items, o, item);
      if (above === false && same(o.rect, item.rect)) continue;
      others.push(o.rect);
      if (above ?? o.index > item.index) {
        later.push(o.rect);
        if (above === true || area(o.rect) >= whole * SCRIM) certain.push(o.rect);
      }
    }
    const at = freePoint(item.rect, others, 12) ?? freePoint(item.rect, later) ?? freePoint(item.rect, certain);
    if (at) item.tap = at;
  }
}

const holdsItem = (a: Item, b: Item): boolean => a.index < b.index && b.index < a.end;

/** Whether `a` is drawn above `b`, neither inside the other; `undefined` when the dump does not say. */
function drawnAbove(items: readonly Item[], a: Item, b: Item): boolean | undefined {
  let [x, y] = [a, b];
  // Up to the children of the nearest ancestor they share.
  while (x.parent >= 0 && !(items[x.parent]!.index <= b.index && b.index < items[x.parent]!.end)) x = items[x.parent]!;
  while (y.parent !== x.parent && y.parent >= 0) y = items[y.parent]!;
  const [p, q] = [x.node.order, y.node.order];
  return p === undefined || q === undefined || p === q ? undefined : p > q;
}
