// Exports: matchTerm, isVisible, elementsSaying, elementsSelected, valueOf, isToggle, isActor, Query, Match.
// From the words of an SOP to an element, without a model: exact → normalised → binding → fuzzy with margin.

import type { Element, Selector, Snapshot } from '../protocol/screen.ts';
import { area, contains, height, overlaps } from './geometry.ts';
import { clean, normalise, titleOfParts } from './words.ts';

export interface Query {
  /** The quoted text. */
  text?: string;
  selector?: { by: Selector['by'] | 'pkg'; value: string; nth?: number };
  /** What is meant: a field to type into, a toggle, a scroller, or anything. */
  role?: 'any' | 'input' | 'toggle' | 'scroll';
  /** Selectors remembered from the last time a person or a model chose, strongest first. */
  binding?: readonly Selector[];
}

export type Match =
  | { kind: 'unique'; element: number; by: 'exact' | 'normalised' | 'binding' | 'fuzzy' | 'selector' }
  | { kind: 'many'; elements: number[] }
  | { kind: 'none'; near: number[] };

export const isToggle = (e: Element): boolean => e.role === 'checkbox' || e.role === 'switch';
export const isActor = (e: Element): boolean => e.role === 'button' || e.role === 'input' || isToggle(e);

/** The element a query means on this screen. Ids are those of the snapshot. */
export function matchTerm(snapshot: Snapshot, query: Query): Match {
  const role = query.role ?? 'any';
  if (query.selector) {
    const named = elementsSelected(snapshot, query.selector);
    // A selector that names one thing means it, whatever lies around.
    const found = named.length === 1 && role === 'any' ? named : narrow(snapshot, named, role, undefined);
    return decide(snapshot, found, 'selector', query);
  }
  const text = clean(query.text ?? '');
  if (text !== '') {
    for (const by of ['exact', 'normalised'] as const) {
      const found = narrow(snapshot, snapshot.elements.filter((e) => names(e).some((n) => same(n, text, by))), role, { text, by });
      if (found.length > 0) return decide(snapshot, found, by, query);
    }
  }
  const bound = boundTo(snapshot, query);
  if (bound) return { kind: 'unique', element: bound.id, by: 'binding' };
  if (text === '') return { kind: 'none', near: [] };
  const close = narrow(snapshot, snapshot.elements.filter((e) => e.labelFrom !== 'id' && names(e).some((n) => misspelt(text, n))), role, undefined);
  // The margin: two candidates at this distance are one too many.
  if (close.length === 1) return { kind: 'unique', element: close[0]!.id, by: 'fuzzy' };
  if (close.length > 1) return { kind: 'many', elements: close.map((e) => e.id) };
  return { kind: 'none', near: nearest(snapshot, text, role) };
}

function decide(snapshot: Snapshot, found: readonly Element[], by: 'exact' | 'normalised' | 'selector', query: Query): Match {
  if (found.length === 1) return { kind: 'unique', element: found[0]!.id, by };
  if (found.length === 0) return { kind: 'none', near: [] };
  const bound = boundTo(snapshot, query, found);
  return bound ? { kind: 'unique', element: bound.id, by: 'binding' } : { kind: 'many', elements: found.map((e) => e.id) };
}

/** The element that the strongest still unambiguous remembered selector names. */
function boundTo(snapshot: Snapshot, query: Query, among: readonly Element[] = snapshot.elements): Element | undefined {
  for (const selector of query.binding ?? []) {
    if (selector.by === 'class') continue; // names a kind, not a thing
    const found = elementsSelected(snapshot, selector).filter((e) => among.includes(e));
    if (found.length === 1 && fits(found[0]!, query.role ?? 'any')) return found[0];
  }
  return undefined;
}

const fits = (e: Element, role: NonNullable<Query['role']>): boolean =>
  role === 'any' || (role === 'input' ? e.role === 'input' : role === 'toggle' ? isToggle(e) || e.role === 'button' : true);

/** Elements a selector names; `id` may leave the package out. */
export function elementsSelected(snapshot: Snapshot, selector: NonNullable<Query['selector']>): Element[] {
  const { by, value } = selector;
  const is = (e: Element): boolean => {
    switch (by) {
      case 'id': return e.selectors.some((s) => s.by === 'id' && (s.value === value || s.value.endsWith(`/${value}`)));
      case 'desc': case 'path': return e.selectors.some((s) => s.by === by && s.value === value);
      case 'text': return e.selectors.some((s) => s.by === 'text' && s.value === value) || (e.texts ?? []).includes(value) || e.value === value;
      case 'class': return e.className === value || e.className.endsWith(`.${value}`);
      case 'pkg': return e.package === value;
    }
  };
  const found = snapshot.elements.filter(is);
  if (selector.nth === undefined) return found;
  const one = found.find((e) => e.selectors.some((s) => s.by === by && s.value === value && s.nth === selector.nth)) ?? found[selector.nth];
  return one ? [one] : [];
}

/** What an element may be called: label, its texts, the first part of an enumeration ("Wi-Fi, connected"). */
function names(e: Element): string[] {
  const all = [e.label, ...(e.texts ?? [])];
  const first = /^(.+?)\s*(?:[,，、:：·|•]\s|[，、：]|\s[-–—]\s)/u.exec(e.label)?.[1];
  if (first) all.push(first);
  if (e.role === 'input' && e.value) all.push(e.value);
  return all.filter((n) => n !== '');
}

const same = (a: string, b: string, by: 'exact' | 'normalised'): boolean => {
  if (by === 'exact') return a === b;
  const key = normalise(b);
  return key !== '' && normalise(a) === key;
};

/**
 * Of several elements that carry the words, those that are meant: of the wanted role, named so rather than merely
 * mentioning it, enabled, in the app in front. Each preference applies only if something is left.
 */
function narrow(snapshot: Snapshot, found: readonly Element[], role: NonNullable<Query['role']>, said: { text: string; by: 'exact' | 'normalised' } | undefined): Element[] {
  let left = unique(found.flatMap((e) => meant(snapshot, e, role)));
  const prefer = (test: (e: Element) => boolean): void => {
    const better = left.filter(test);
    if (better.length > 0) left = better;
  };
  if (left.length < 2) return left;
  prefer((e) => e.window === undefined);
  prefer((e) => e.package === snapshot.package);
  if (role === 'any') prefer(isActor);
  // A row and its toggle share a name: without more said the row is meant.
  if (role === 'any') prefer((e) => !(isToggle(e) && e.labelFrom === 'near' && left.some((o) => o !== e && contains(o.bounds, e.bounds))));
  prefer((e) => e.labelFrom !== 'near' || e.role !== 'button');
  prefer((e) => e.labelFrom !== 'id');
  if (said && role === 'any') prefer((e) => !(e.role === 'input' && e.value !== undefined && same(e.value, said.text, said.by) && !same(e.label, said.text, said.by)));
  if (said) {
    prefer((e) => same(e.label, said.text, said.by) || same(titleOfParts(e.texts ?? []), said.text, said.by));
    prefer((e) => same(e.label, said.text, said.by));
  }
  prefer((e) => !e.disabled);
  // A heading or tab that is already selected is where we are, not where to go; only between equals of one name.
  if (role === 'any' && left.length === 2) prefer((e) => !e.selected);
  return left;
}

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** From the element that carries the words to the one of the wanted role: the row around it, the field it names, its toggle. */
function meant(snapshot: Snapshot, e: Element, role: NonNullable<Query['role']>): Element[] {
  const all = snapshot.elements;
  switch (role) {
    case 'any': {
      if (isActor(e)) return [e];
      const [, height_] = snapshot.size;
      const row = all.filter((o) => isActor(o) && o.role !== 'input' && contains(o.bounds, e.bounds) && height(o.bounds) < height_ * 0.35).toSorted((a, b) => area(a.bounds) - area(b.bounds))[0];
      return [row ?? e];
    }
    case 'input': {
      if (e.role === 'input') return [e];
      const inputs = all.filter((o) => o.role === 'input');
      const inside = inputs.filter((o) => contains(e.bounds, o.bounds));
      return inside.length === 1 ? inside : isActor(e) ? [] : beside(e, inputs, true);
    }
    case 'toggle': {
      if (isToggle(e)) return [e];
      const toggles = all.filter(isToggle);
      const inside = toggles.filter((o) => contains(e.bounds, o.bounds));
      if (inside.length > 0) return inside.length === 1 ? inside : [];
      return beside(e, toggles, false);
    }
    case 'scroll': {
      if (e.role === 'scroll') return [e];
      const around = all.filter((o) => o.role === 'scroll' && overlaps(o.bounds, e.bounds)).toSorted((a, b) => area(a.bounds) - area(b.bounds))[0];
      return around ? [around] : [];
    }
  }
}

/** The one candidate on the same line as a text or, for fields, the nearest right below it. */
function beside(e: Element, candidates: readonly Element[], below: boolean): Element[] {
  const level = candidates.filter((c) => Math.min(c.bounds[3], e.bounds[3]) - Math.max(c.bounds[1], e.bounds[1]) > Math.min(height(c.bounds), height(e.bounds)) * 0.5);
  if (level.length === 1) return level;
  if (level.length > 1) {
    const right = level.filter((c) => c.bounds[0] >= e.bounds[2]).toSorted((a, b) => a.bounds[0] - b.bounds[0]);
    return right.length > 0 ? [right[0]!] : [];
  }
  if (!below) return [];
  const under = candidates
    .filter((c) => {
      // A field that has a name of its own takes another only from close above; further up stand headings.
      const named = c.labelFrom === 'desc' || c.labelFrom === 'hint';
      const gap = c.bounds[1] - e.bounds[3];
      return gap >= -4 && gap <= (named ? height(e.bounds) / 2 : Math.max(height(e.bounds) * 2, height(c.bounds)))
        && Math.min(c.bounds[2], e.bounds[2]) > Math.max(c.bounds[0], e.bounds[0]);
    })
    .toSorted((a, b) => a.bounds[1] - b.bounds[1]);
  return under.length > 0 ? [under[0]!] : [];
}

// --- fuzzy -------------------------------------------------------------------------------------------------------

const FILLER = new Set(['the', 'a', 'an', 'my', 'your', 'of', 'to', 'and']);
const folded = (s: string): string => normalise(s).normalize('NFD').replace(/\p{Mn}+/gu, '').normalize('NFC');

/**
 * Whether `name` is `text` with slips of the pen: accents, small words, a plural, a letter or two inside a long word.
 * Beginnings and ends of words must agree and numbers must be equal: "increase" is not "decrease", "delete" not
 * "deleted", "不允许" not "允许", 7:00 not 8:00.
 */
export function misspelt(text: string, name: string): boolean {
  const a = folded(text);
  const b = folded(name);
  if (a === b) return a !== '';
  if (Math.abs(a.length - b.length) > 12 || a.length > 80) return false;
  if ((a.match(/\d+/g) ?? []).join() !== (b.match(/\d+/g) ?? []).join()) return false;
  const [wa, wb] = [words(a), words(b)];
  if (wa.length === 0 || wa.length !== wb.length) return joined(wa) === joined(wb) && joined(wa).length > 3;
  return wa.every((w, i) => slip(w, wb[i]!));
}

const words = (s: string): string[] => s.split(/[^\p{L}\p{N}\p{M}]+/u).filter((w) => w !== '' && !FILLER.has(w));
const joined = (w: readonly string[]): string => w.join('');

function slip(a: string, b: string): boolean {
  if (a === b || a === `${b}s` || b === `${a}s`) return true;
  const shorter = Math.min(a.length, b.length);
  const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(a);
  const most = cjk ? (shorter >= 6 ? 1 : 0) : shorter <= 4 ? 0 : shorter <= 8 ? 1 : 2;
  if (most === 0 || Math.abs(a.length - b.length) > most) return false;
  if (a[0] !== b[0] || a.at(-1) !== b.at(-1)) return false;
  return distance(a, b) <= most;
}

/** Damerau–Levenshtein with adjacent swaps. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      let d = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2]! + 1);
      next.push(d);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

/** Up to five elements that share letters with the text, for "did you mean". */
function nearest(snapshot: Snapshot, text: string, role: NonNullable<Query['role']>): number[] {
  const pairs = bigrams(folded(text));
  return snapshot.elements
    .filter((e) => (role === 'input' ? e.role === 'input' : role === 'toggle' ? isToggle(e) : e.role !== 'scroll'))
    .map((e) => ({ id: e.id, score: Math.max(0, ...names(e).map((n) => dice(pairs, bigrams(folded(n.slice(0, 200)))))) }))
    .filter((s) => s.score >= 0.3)
    .toSorted((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, 5)
    .map((s) => s.id);
}

const bigrams = (s: string): Set<string> => new Set(s.length < 2 ? [s] : Array.from({ length: s.length - 1 }, (_, i) => s.slice(i, i + 2)));
const dice = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => (2 * [...a].filter((x) => b.has(x)).length) / (a.size + b.size);

// --- visible -----------------------------------------------------------------------------------------------------

const CONTINUOUS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;

/** Whether `part` stands in `whole` as whole words; scripts without spaces have no word edges to respect. */
export function saysWords(whole: string, part: string): boolean {
  const text = normalise(whole);
  const wanted = normalise(part);
  if (wanted === '') return clean(part) !== '' && clean(whole).includes(clean(part));
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text[at - 1] ?? '';
    const after = text[at + wanted.length] ?? '';
    const open = !WORD.test(before) || !WORD.test(wanted[0]!) || CONTINUOUS.test(wanted[0]!) || CONTINUOUS.test(before);
    const shut = !WORD.test(after) || !WORD.test(wanted.at(-1)!) || CONTINUOUS.test(wanted.at(-1)!) || CONTINUOUS.test(after);
    // A number is not part of a longer one: 5 is not in 5.99 nor in 1,5.
    const number = (/\d/.test(wanted[0]!) && /\d[.,:]$/.test(text.slice(0, at))) || (/\d/.test(wanted.at(-1)!) && /^[.,:]\d/.test(text.slice(at + wanted.length)));
    if (open && shut && !number) return true;
  }
  return false;
}

/** Elements whose label, texts or contents say the words. Names made up from resource-ids are not on the screen, and bars and keyboards are not the app's. */
export function elementsSaying(snapshot: Snapshot, text: string): Element[] {
  return snapshot.elements.filter((e) => e.window === undefined && (saying(e).some((t) => saysWords(t, text)) || saysWords(saying(e).join(' '), text)));
}

const saying = (e: Element): string[] => (e.labelFrom === 'id' ? [] : [...(e.texts?.length ? e.texts : [e.label]), ...(e.value ? [e.value] : [])]);

export function isVisible(snapshot: Snapshot, query: Pick<Query, 'text' | 'selector'>): boolean {
  if (query.selector) {
    const { by, value } = query.selector;
    return elementsSelected(snapshot, query.selector).length > 0 || (by === 'pkg' && snapshot.package === value);
  }
  return query.text !== undefined && elementsSaying(snapshot, query.text).length > 0;
}

/** What an element holds, for people and comparisons: contents of a field, `on`/`off` of a toggle, else its text. */
export function valueOf(e: Element): string {
  if (e.role === 'input') return e.value ?? '';
  if (e.checked !== undefined) return e.checked ? 'on' : 'off';
  return e.texts?.length ? e.texts.join(', ') : e.label;
}
