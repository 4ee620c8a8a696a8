// Exports: splitOf, Split, seen, trained. Which concepts and phrases of the lexicon training never sees.

import { createHash } from 'node:crypto';
import type { Concept } from '../../model/pilot/lexicon.ts';

/** `unseen-app`: whole domains; `unseen-concept`: single ones; `new-phrase`: one `say` and one `do` of it are kept from training. */
export type Split = 'train' | 'new-phrase' | 'unseen-concept' | 'unseen-app';

/** Chosen before anything was trained, by name, and never looked at again. */
const UNSEEN_APPS: ReadonlySet<string> = new Set(['weather', 'podcast', 'hotel', 'pet', 'parcel', 'insure', 'tax', 'transit', 'lib', 'live', 'todo']);

export function splitOf(c: Concept): Split {
  if (UNSEEN_APPS.has(c.id.slice(0, c.id.indexOf('.')))) return 'unseen-app';
  const n = createHash('sha256').update(c.id).digest()[0]!;
  return n < 20 ? 'unseen-concept' : n < 60 ? 'new-phrase' : 'train';
}

/** Phrases of a list that training sees: of a `new-phrase` concept all but the last. */
export const seen = (c: Concept, list: readonly string[]): readonly string[] => (splitOf(c) === 'new-phrase' && list.length > 1 ? list.slice(0, -1) : list);

/** The lexicon as training knows it: what the tests ask about is not in it. */
export const trained = (concepts: readonly Concept[]): Concept[] => concepts
  .filter((c) => splitOf(c) === 'train' || splitOf(c) === 'new-phrase')
  .map((c) => ({ ...c, say: [...seen(c, c.say)], do: [...seen(c, c.do)], zhSay: [...seen(c, c.zhSay)], zhDo: [...seen(c, c.zhDo)] }));
