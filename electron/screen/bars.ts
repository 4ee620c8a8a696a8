// Exports: barsOf, Bar. Rows of equal buttons along an edge of the screen: what people call its tabs.

import type { Element, Snapshot } from '../protocol/screen.ts';
import { height, width } from './geometry.ts';

export interface Bar { edge: 'top' | 'bottom'; items: Element[] }

/** Edges this close, in pixels, are one. */
const SLACK = 8;
/** Badges make the tabs of a bar reach into their neighbours by this share of their width. */
const REACH = 0.15;

/**
 * Bars of a screen, bottom first. At the bottom: three or more of one height side by side over most of the width, each about as wide as the others. At the top: two or more
 * that say what they lead to, one beside the other, in the upper quarter, or three in the upper half.
 */
export function barsOf(s: Snapshot): Bar[] {
  const [w, h] = s.size;
  const flat = s.elements.filter((e) => e.window === undefined && e.role !== 'scroll' && e.role !== 'input' && height(e.bounds) > 0 && height(e.bounds) < h * 0.15 && width(e.bounds) < w * 0.6);
  const bars: Bar[] = [];
  const lines = new Map<string, Element[]>();
  for (const e of flat) {
    const at = [...lines.keys()].find((k) => { const [t, b] = k.split(' ').map(Number) as [number, number]; return Math.abs(t - e.bounds[1]) <= SLACK && Math.abs(b - e.bounds[3]) <= SLACK; });
    const key = at ?? `${e.bounds[1]} ${e.bounds[3]}`;
    lines.set(key, [...lines.get(key) ?? [], e]);
  }
  for (const line of lines.values()) {
    const items = line.toSorted((a, b) => a.bounds[0] - b.bounds[0]).filter((e, i, all) => i === 0 || e.bounds[0] >= all[i - 1]!.bounds[2] - Math.max(SLACK, width(e.bounds) * REACH));
    const widths = items.map((e) => width(e.bounds));
    const span = items.length > 1 ? items.at(-1)!.bounds[2] - items[0]!.bounds[0] : 0;
    const apart = items.slice(1).every((e, i) => e.bounds[0] - items[i]!.bounds[2] < w * 0.2);
    if (!apart || items.filter((e) => e.role === 'button' || e.selected).length < items.length - 1) continue;
    const even = Math.max(...widths) <= Math.min(...widths) * 1.3 + SLACK;
    if (items.length >= 2 && items[0]!.bounds[3] >= h * 0.88 && items[0]!.bounds[1] >= h * 0.8 && span >= w * 0.6 && (even || items.length >= 3) && (items.length > 2 || items[0]!.bounds[3] >= h * 0.97) && items.some((e) => e.labelFrom !== 'id' && e.label !== '') && (h > w || items.every((e) => (e.texts?.length ?? 1) < 2))) bars.unshift({ edge: 'bottom', items });
    else if (items.length >= (items[0]!.bounds[3] <= h * 0.25 ? 2 : 3) && items[0]!.bounds[3] <= h * 0.5 && span >= w * 0.35 && items.every((e) => e.labelFrom !== 'id' && e.label !== '') && items.every((e) => e.className === items[0]!.className)) bars.push({ edge: 'top', items });
  }
  return bars.toSorted((a, b) => Number(b.edge === 'bottom') - Number(a.edge === 'bottom') || (a.edge === 'bottom' ? b.items.length - a.items.length : 0));
}
