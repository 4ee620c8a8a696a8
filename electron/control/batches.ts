// Exports: createBatches, Batches, mayBatch, alikeOf. Leave for further rounds of one `For each`, given in one look at the table of their values.
// A row is used up by the round of its value and by nothing else: another pass of the loop, another class, another word on the screen asks again.

import { createHash } from 'node:crypto';
import { NEVER_REMEMBERED } from '../protocol/policy.ts';
import type { Batch, Card, Verdict } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { fold } from './fold.ts';

export interface Batches {
  /** Keeps leave for the rows that the card offered. Others are ignored. */
  open(card: Card, rows: readonly string[], by: string): void;
  /** Leave for the round this card is about, used up. */
  take(card: Card): { by: string; card: string } | undefined;
}

/** Whether rows of a table may be allowed at all: nothing whose leave is never given in advance, and nothing that needs two people. */
export const mayBatch = (v: Verdict): boolean => v.classes.length > 0 && v.people !== 2 && !v.classes.some((c) => NEVER_REMEMBERED.includes(c));

export function createBatches(): Batches {
  /** By run and pass of a loop: the last card that was answered with rows. */
  const kept = new Map<string, { alike: string; by: string; card: string; rows: Map<string, number> }[]>();
  const keyOf = (card: Card, b: Batch): string => JSON.stringify([card.run, b.loop]);
  return {
    open(card, rows, by) {
      const { batch } = card;
      if (!batch || rows.length === 0 || !mayBatch(card.verdict)) return;
      const left = new Map<string, number>();
      // A value that comes twice is allowed twice only when it was offered and ticked twice.
      for (const row of rows) if ((left.get(row) ?? 0) < batch.rest.filter((r) => r === row).length) left.set(row, (left.get(row) ?? 0) + 1);
      const mine = kept.get(keyOf(card, batch)) ?? [];
      kept.set(keyOf(card, batch), [...mine.filter((k) => k.alike !== batch.alike), { alike: batch.alike, by, card: card.id, rows: left }]);
    },
    take(card) {
      const { batch } = card;
      if (!batch || !mayBatch(card.verdict)) return undefined;
      const list = kept.get(keyOf(card, batch));
      const found = list?.find((k) => k.alike === batch.alike && (k.rows.get(batch.value) ?? 0) > 0);
      if (!found) return undefined;
      found.rows.set(batch.value, found.rows.get(batch.value)! - 1);
      if (list!.every((k) => [...k.rows.values()].every((n) => n === 0))) kept.delete(keyOf(card, batch));
      return { by: found.by, card: found.card };
    },
  };
}

/**
 * Everything that makes two rounds alike, the round's own value left out. `undefined`: nothing on the screen or in the action shows
 * the value, so that leave for it would be bound to nothing.
 */
export function alikeOf(o: { step: string; what: string; value: string; element?: Element; snapshot: Snapshot; verdict: Verdict }): string | undefined {
  const value = fold(o.value);
  if (value.trim() === '') return undefined;
  let seen = false;
  const without = (t: string): string => {
    const folded = fold(t);
    if (!folded.includes(value)) return folded;
    seen = true;
    return folded.replaceAll(value, '\u0000');
  };
  const { element, snapshot: s } = o;
  const facts = [
    o.step, without(o.what), o.verdict.classes.toSorted(), element && [element.package, element.role, element.className, element.resourceId, without(element.label)],
    s.package, s.activity, s.dialog, without(s.title), s.elements.filter((e) => e.role === 'input').map((e) => [without(e.label), without(e.value ?? '')]),
    s.dialog ? s.elements.filter((e) => e.role === 'text' && e.window === undefined).map((e) => without(e.label)) : [],
  ];
  return seen ? createHash('sha256').update(JSON.stringify(facts)).digest('hex') : undefined;
}
