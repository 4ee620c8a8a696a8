// Exports: encode, PilotQuery, Encoded. A step and a screen as the pilot's tokens: goal, what was done, elements (each with its id behind its
// words, so that an id is decided once the words have been read), and the place of the answer. Pure.

import type { Kin } from './kin.ts';
import { marks, type PilotElement } from './marks.ts';
import { quotesOf, refsOf, type Ref } from './refs.ts';
import { ELEMENTS, SLOTS, type Vocabulary } from './tokens.ts';
import { near, pieces } from './words.ts';

export interface PilotQuery {
  /** The step, or a goal; secrets as `<secret:name>`. */
  goal: string;
  /** What was done before, oldest first. */
  past: readonly string[];
  elements: readonly PilotElement[];
}

export interface Encoded {
  tokens: number[];
  /** `ids[k]`: index in `elements` of the element that `<e{k+1}>` names; -1 for ids that are not on the screen. */
  ids: number[];
  /** Position of each id token in `tokens`. */
  at: number[];
  refs: Ref[];
}

/** Most words of a goal, of a title, of what else an element says. */
const GOAL = 60;
const TITLE = 8;
const MORE = 6;

export interface EncodeOptions {
  /** The order in which unknown words get their variables; default as they come. Training shuffles. */
  slots?: readonly number[];
  /** Increasing ids for the elements; default 1, 2, 3 … Training spreads them. */
  numbers?: readonly number[];
  /** Words that count as unknown though the vocabulary has them (training). */
  forget?: ReadonlySet<string>;
  /** Leave the marks out (training). */
  unmarked?: boolean;
  /** Phrases and concepts of the lexicon that count as unknown (training). */
  without?: ReadonlySet<string>;
  not?: ReadonlySet<string>;
}

/** @param kin what the lexicon says; the screen's elements carry both marks: what the step says of them, what the lexicon says */
export function encode(q: PilotQuery, vocabulary: Vocabulary, kin: Kin, o: EncodeOptions = {}): Encoded {
  const c = (name: string): number => vocabulary.control(name);
  const unknown: string[] = [];
  const tokenOf = (piece: string): number => {
    const id = o.forget?.has(piece) ? undefined : vocabulary.word(piece);
    if (id !== undefined) return id;
    let n = unknown.findIndex((u) => near(u, piece));
    if (n < 0) n = unknown.push(piece) - 1;
    return c(`<slot${((o.slots?.[n % SLOTS] ?? n) % SLOTS) + 1}>`);
  };
  const words = (text: string, limit: number): number[] => pieces(text, limit).map(tokenOf);

  const refs = refsOf(q.goal);
  const tokens: number[] = [c('<s>'), c('<goal>')];
  let at = 0;
  refs.forEach((r, i) => {
    tokens.push(...words(q.goal.slice(at, r.start), GOAL), c('<q>'), c(`<ref${i + 1}>`), ...words(r.text, 12), c('</q>'));
    at = r.end;
  });
  tokens.push(...words(q.goal.slice(at), GOAL));
  if (q.past.length > 0) {
    tokens.push(c('<past>'));
    for (const p of q.past.slice(-3)) tokens.push(...words(p, 6), c('<;>'));
  }
  tokens.push(c('<screen>'));

  const chosen = choose(q);
  const shown = chosen.map((i) => q.elements[i]!);
  const said = marks(q.goal, quotesOf(q.goal), shown);
  const meant = kin.scores(q.goal, shown, o.without, o.not).map(level);
  const ids: number[] = [];
  const places: number[] = [];
  chosen.forEach((index, n) => {
    const e = q.elements[index]!;
    const number = o.numbers?.[n] ?? n + 1;
    tokens.push(c(`<${e.role}>`));
    if (e.checked !== undefined) tokens.push(c(e.checked ? '<on>' : '<off>'));
    if (e.selected) tokens.push(c('<selected>'));
    if (e.disabled) tokens.push(c('<disabled>'));
    if (e.focused) tokens.push(c('<focused>'));
    if (e.password) tokens.push(c('<password>'));
    if (e.icon) tokens.push(c('<icon>'));
    tokens.push(...words(e.texts[0] ?? '', TITLE));
    const also = e.texts.slice(1).join(' ');
    if (also !== '') tokens.push(c('<also>'), ...words(also, MORE));
    if (e.value) tokens.push(c('<value>'), ...words(e.value, 4));
    if (e.context) tokens.push(c('<of>'), ...words(e.context, 5));
    if (e.leads) tokens.push(c('<leads>'), ...words(e.leads, 12));
    tokens.push(c(o.unmarked ? '<m?>' : `<m${said[n]}${meant[n]}>`));
    places.push(tokens.length);
    tokens.push(c(`<e${number}>`));
    while (ids.length < number) ids.push(-1);
    ids[number - 1] = index;
  });
  tokens.push(c('<act>'));
  return { tokens, ids, at: places, refs };
}

/** Six strengths. */
const level = (score: number): number => [0.08, 0.16, 0.28, 0.44, 0.65].filter((t) => score >= t).length;

/** As many as there are ids: what can be acted on before what only says something, and of that what the step speaks of. */
function choose(q: PilotQuery): number[] {
  const all = q.elements.map((_, i) => i);
  if (all.length <= ELEMENTS) return all;
  const strength = marks(q.goal, quotesOf(q.goal), q.elements);
  const worth = (i: number): number => strength[i]! * 2 + (q.elements[i]!.role === 'text' || q.elements[i]!.role === 'image' ? 0 : 3);
  return all.toSorted((a, b) => worth(b) - worth(a) || a - b).slice(0, ELEMENTS).sort((a, b) => a - b);
}
