// Exports: locate, mainScroller. The same element in a later snapshot. Pure.

import type { Element, Snapshot } from '../protocol/screen.ts';
import { elementFingerprint } from './classify.ts';

const centre = (e: Element): [number, number] => [(e.bounds[0] + e.bounds[2]) / 2, (e.bounds[1] + e.bounds[3]) / 2];
const apart = (a: Element, b: Element): number => Math.hypot(centre(a)[0] - centre(b)[0], centre(a)[1] - centre(b)[1]);
const nearest = (e: Element, list: Element[]): Element | undefined => list.sort((a, b) => apart(a, e) - apart(b, e))[0];

/**
 * `same`: an element that is and says the same; of several the nearest, which must then stand where it stood (rows that
 * look alike must not be swapped by a list that moved). `changed`: what stands in its place with the same role and id
 * but says something else.
 */
export function locate(e: Element, before: Snapshot, now: Snapshot): { found: 'same' | 'changed'; element: Element } | { found: 'gone' } {
  const mark = elementFingerprint(e);
  const alike = now.elements.filter((o) => elementFingerprint(o) === mark);
  const twins = before.elements.filter((o) => elementFingerprint(o) === mark).length > 1 || alike.length > 1;
  const best = nearest(e, alike);
  if (best && (!twins || apart(best, e) < 8)) return { found: 'same', element: best };
  const place = now.elements.filter((o) => o.role === e.role && o.className === e.className && o.package === e.package && o.resourceId === e.resourceId);
  const there = nearest(e, place);
  if (there && (e.resourceId !== '' && place.length === 1 || apart(there, e) < Math.max(24, (e.bounds[3] - e.bounds[1]) / 2))) return { found: 'changed', element: there };
  return { found: 'gone' };
}

/** The largest scroller of the screen. */
export function mainScroller(s: Snapshot): Element | undefined {
  const area = (e: Element): number => (e.bounds[2] - e.bounds[0]) * (e.bounds[3] - e.bounds[1]);
  return s.elements.filter((e) => e.role === 'scroll').sort((a, b) => area(b) - area(a))[0];
}
