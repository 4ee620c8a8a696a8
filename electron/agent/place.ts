// Exports: byPlace, whereIs. What a step says by the place it has: relations of the screen, with anchors that are named, drawn or said in other words.

import type { Element, Snapshot } from '../protocol/screen.ts';
import { anchorIn, inRelation, isFirm, relationOf, type Relation } from '../screen/relation.ts';
import { byLook } from './looks.ts';

/** Who else may know what an anchor's words mean. */
export type AskAnchor = (words: string) => Promise<Element | undefined>;

/**
 * @returns what stands there; `absent` when the words can only mean a place and nothing is there, so that nobody answers with the anchor itself; `undefined`
 * when they say no place, or might say something else
 */
export async function byPlace(s: Snapshot, phrase: string, ask: AskAnchor): Promise<Element | 'absent' | undefined> {
  const r = relationOf(phrase);
  if (!r) return undefined;
  const e = await whereIs(s, r, ask);
  return e && !e.disabled ? e : isFirm(r) ? 'absent' : undefined;
}

/** The element of a relation; an anchor that is not named here is looked for by its picture, then asked for. */
export async function whereIs(s: Snapshot, r: Relation, ask: AskAnchor): Promise<Element | undefined> {
  if (r.kind !== 'beside' || anchorIn(s, r.anchor)) return inRelation(s, r);
  if (!isFirm(r)) return undefined;
  const drawn = byLook(s, `Tap ${r.anchor}`) ?? byLook(s, `点击${r.anchor}图标`);
  const anchor = drawn ?? await ask(r.anchor);
  return anchor && inRelation(s, r, anchor);
}
