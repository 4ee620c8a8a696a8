// Exports: Told, COMPLETE, only, click, shownOf, actorsOf, textsOf, tapsOf, says, level, meets, width, height. What a skill says of a step, and what all of them ask of a screen.

import { pieces } from '../model/pilot/words.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { height as tall, width as wide } from '../screen/geometry.ts';
import { isActor } from '../screen/match.ts';

/** The next action; `absent`: a step of this kind whose thing is not on this screen; `undefined`: not a step of this kind, or its words fit several things. */
export type Told = Action | 'absent' | undefined;

export const COMPLETE: Action = { action: 'status', status: 'complete' };

export const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);
export const click = (e: Element | undefined): Action | undefined => e && { action: 'click', element: e.id };

/** The app's own elements; bars and keyboards are not. */
export const shownOf = (s: Snapshot): Element[] => s.elements.filter((e) => e.window === undefined && e.role !== 'scroll');
export const actorsOf = (s: Snapshot): Element[] => s.elements.filter((e) => e.window === undefined && isActor(e) && !e.disabled);

/** What an element says, each text once; names made up from resource-ids are not said. */
export const textsOf = (e: Element): string[] => (e.labelFrom === 'id' ? [] : [...new Set([...(e.texts?.length ? e.texts : [e.label]), ...(e.value ? [e.value] : [])])].filter((t) => t !== ''));

/** Whether a text of the element says all these words. */
export const says = (e: Element, words: readonly string[]): boolean => {
  const have = new Set(textsOf(e).flatMap((t) => pieces(t)));
  return words.length > 0 && words.every((w) => have.has(w));
};

/** Labels tapped in lines of `describe`, oldest first; `hold` where it was a long press. */
export const tapsOf = (past: readonly string[]): { label: string; hold: boolean }[] => past.flatMap((p) => {
  const m = /^(Tap|Long-press) "(.*)"$/su.exec(p);
  return m ? [{ label: m[2]!, hold: m[1] !== 'Tap' }] : [];
});

export const width = (e: Element): number => wide(e.bounds);
export const height = (e: Element): number => tall(e.bounds);
/** Whether two elements stand on one line. */
export const level = (a: Element, b: Element): boolean => Math.min(a.bounds[3], b.bounds[3]) - Math.max(a.bounds[1], b.bounds[1]) > Math.min(height(a), height(b)) * 0.5;
/** Whether two elements share any height of the screen: an amount beside two lines of text. */
export const meets = (a: Element, b: Element): boolean => Math.min(a.bounds[3], b.bounds[3]) > Math.max(a.bounds[1], b.bounds[1]);
