// Exports: createMeanings, Meanings, Meaning. Which labels mean an operation: those of the lexicon's concepts, in both languages. Pure.

import type { Kin } from '../../model/pilot/kin.ts';
import type { Concept } from '../../model/pilot/lexicon.ts';
import type { PilotElement } from '../../model/pilot/marks.ts';
import { pieces, STOP } from '../../model/pilot/words.ts';
import { normalise } from '../../screen/words.ts';

/** What the planner knows the name of: concepts whose labels mean it. */
const CONCEPTS = {
  delete: ['control.delete', 'control.remove', 'network.wifi-forget'],
  add: ['control.add'],
  edit: ['control.edit'],
  commit: ['control.save', 'control.done', 'control.ok', 'control.confirm', 'control.apply'],
  save: ['control.save'],
  next: ['control.next'],
  more: ['control.more'],
  drawer: ['control.menu'],
  search: ['control.search'],
  send: ['chat.send'],
  compose: ['chat.compose', 'mail.compose', 'control.add'],
  message: ['chat.input'],
  first: ['field.first-name'],
  last: ['field.last-name'],
  order: ['shop.place-order', 'pay.confirm'],
  checkout: ['shop.checkout', 'shop.buy-now'],
  cart: ['shop.cart', 'shop.add-to-cart'],
  favourite: ['control.favorite', 'gallery.favourite-photo'],
  back: ['control.back', 'control.close', 'control.cancel', 'control.discard'],
  /** What changes things at a touch: no way to anywhere. */
  acts: ['control.mark-read', 'control.archive', 'control.favorite', 'control.pin', 'control.unpin', 'control.block', 'control.hide', 'control.report', 'control.restore', 'control.reset', 'control.duplicate', 'control.rename', 'control.select-all', 'chat.mute', 'mail.unread', 'todo.complete'],
  increase: ['control.increase'],
  later: ['control.later', 'control.skip', 'control.cancel'],
  allow: ['control.allow'],
} as const;
export type Meaning = keyof typeof CONCEPTS;

export interface Meanings {
  /** Whether the label is one of those. */
  is(label: string, meaning: Meaning): boolean;
  /** Whether the label begins with one of those: "Delete alarm", "添加闹钟". */
  begins(label: string, meaning: Meaning): boolean;
  /** How much each element is what the phrase means, 0–1. */
  scores(phrase: string, elements: readonly PilotElement[]): number[];
}

export function createMeanings(o: { concepts: readonly Concept[]; kin: Kin }): Meanings {
  const labels = new Map<Meaning, string[][]>();
  for (const [meaning, ids] of Object.entries(CONCEPTS)) {
    const of = o.concepts.filter((c) => (ids as readonly string[]).includes(c.id));
    labels.set(meaning as Meaning, of.flatMap((c) => [...c.en, ...c.zh, ...c.icon.map((i) => i.replace(/[_-]+/g, ' '))]).map((l) => pieces(normalise(l))));
  }
  const of = (label: string): string[] => pieces(normalise(label), 12);
  const kept = new Map<string, number[]>();
  return {
    is(label, meaning) {
      const p = of(label).join(' ');
      return p !== '' && (labels.get(meaning) ?? []).some((l) => l.join(' ') === p);
    },
    begins(label, meaning) {
      const p = of(label).filter((w) => !STOP.has(w));
      return (labels.get(meaning) ?? []).map((l) => l.filter((w) => !STOP.has(w))).some((l) => l.length > 0 && l.length <= p.length && l.every((w, i) => p[i] === w));
    },
    scores(phrase, elements) {
      const key = `${phrase}\n${elements.map((e) => e.texts.join('|')).join('\n')}`;
      const had = kept.get(key);
      if (had) return had;
      if (kept.size > 200) kept.clear();
      const found = o.kin.scores(phrase, elements);
      kept.set(key, found);
      return found;
    },
  };
}
