// Exports: personalBoxes. Where a screen shows what a picture of it must not show to others: personal data in texts, what password fields hold. Pure.

import type { Bounds, Element, Snapshot } from '../protocol/screen.ts';
import { recognise } from './recognise.ts';

/** The texts of an element, alone and beside what names them: "Password" or 收件人 is a cue for the text next to it. */
function texts(e: Element): Iterable<string> {
  const own = [e.label, e.value, ...(e.texts ?? [])].filter((t): t is string => t !== undefined && t !== '');
  const cues = [e.context, e.value === undefined || e.labelFrom === 'none' ? undefined : e.label].filter((t): t is string => t !== undefined && t !== '');
  return new Set([...own, ...(e.texts && e.texts.length > 1 ? [e.texts.join(' ')] : []), ...cues.flatMap((c) => own.filter((t) => t !== c).map((t) => `${c}: ${t}`))]);
}

/**
 * Whole elements, not words: their boxes are known, those of letters are not.
 * @returns boxes in pixels of the screen; undefined when no window of an application says what it shows, so that nothing can be vouched for
 */
export function personalBoxes(s: Pick<Snapshot, 'elements'>): Bounds[] | undefined {
  const tree = s.elements.filter((e) => e.source === 'tree');
  if (!tree.some((e) => e.window === undefined && (e.label !== '' || e.password === true))) return undefined;
  const boxes = tree.filter((e) => e.password === true || [...texts(e)].some((t) => recognise(t).length > 0)).map((e) => e.bounds);
  return boxes.filter((b, i) => boxes.findIndex((o) => o.join() === b.join()) === i);
}
