// Exports: createLexical, rank. A chooser without a model: BM25 over what elements are called, with fuzzy words, on the words of the goal that
// nothing has been done about yet. The bar that a model has to clear.

import type { Action } from '../../protocol/actions.ts';
import type { Element, Snapshot } from '../../protocol/screen.ts';
import { idWords, normalise } from '../../screen/words.ts';
import type { Chooser, Chosen, View } from './chooser.ts';

/** BM25's usual constants (Robertson & Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.75;
/** Below this an element is not taken for one that was meant. */
const SURE = 1.2;
const STOP = new Set('a an and are at by called do does for from go had has have i in into is it its me my named of off on or please so step tap that the then this to turn under up what when where which who with you your open press choose select enter type tell read say answer'.split(' '));
/** Words that end a form; tried when nothing else of the goal is left. */
const FINISH = ['save', 'ok', 'done', 'add', 'send sms', 'create', 'apply', 'confirm', 'start', '保存', '确定', '发送', '完成'];

/** What wants an answer in words, which nothing here can give. */
const ASKS = /[?？]\s*$|^\d*\.?\s*(?:say|count|compare)\b|\bsay\b/iu;

/** Latin words, numbers, and pairs of Chinese characters, which has no spaces. */
function tokens(text: string): string[] {
  const out: string[] = [];
  for (const [w] of normalise(text).matchAll(/\p{Script=Han}+|[\p{L}\p{M}]+|\d+/gu)) {
    if (!/\p{Script=Han}/u.test(w)) { if (!STOP.has(w)) out.push(w); continue; }
    const chars = [...w];
    if (chars.length === 1) out.push(w);
    for (let i = 0; i + 1 < chars.length; i++) out.push(chars[i]! + chars[i + 1]!);
  }
  return out;
}

/** 1 for equal words, less for a common beginning, 0 for others. */
function close(a: string, b: string): number {
  if (a === b) return 1;
  if (/\d/.test(a) || /\d/.test(b) || Math.min(a.length, b.length) < 4) return 0;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return same >= 4 && same >= Math.max(a.length, b.length) - 3 ? 0.7 : 0;
}

const wordsOf = (e: Element, leadsTo: string): string => [e.label, ...(e.texts ?? []).slice(0, 3), e.context ?? '', idWords(e.resourceId), leadsTo].join(' ');

/** Elements by how well they fit the words, best first; those that fit nothing are left out. */
export function rank(text: string, s: Snapshot, hints: View['hints'] = []): { element: Element; score: number }[] {
  const query = tokens(text);
  const docs = s.elements.filter((e) => e.window === undefined && e.role !== 'text' && e.role !== 'scroll' && e.role !== 'image' && !e.disabled)
    .map((element) => ({ element, words: tokens(wordsOf(element, (hints ?? []).find((h) => h.element === element.id)?.leadsTo ?? '')) }));
  const mean = docs.reduce((n, d) => n + d.words.length, 0) / Math.max(1, docs.length);
  const count = (words: readonly string[], q: string): number => words.reduce((n, w) => n + close(w, q), 0);
  const weight = new Map(query.map((q) => {
    const having = docs.filter((d) => count(d.words, q) > 0).length;
    return [q, Math.log(1 + (docs.length - having + 0.5) / (having + 0.5))];
  }));
  const said = normalise(text);
  return docs.map(({ element, words }) => {
    let score = [...weight].reduce((sum, [q, idf]) => { const f = count(words, q); return sum + (idf * f * (K1 + 1)) / (f + K1 * (1 - B + (B * words.length) / (mean || 1))); }, 0);
    const label = normalise(element.label);
    if (label.length > 1 && said.includes(label)) score += 1.5;
    return { element, score };
  }).filter((r) => r.score > 0).toSorted((a, b) => b.score - a.score || a.element.id - b.element.id);
}

/** What a goal quotes or names as a value, in order. */
const valuesOf = (text: string): string[] => [...text.matchAll(/"([^"]+)"|“([^”]+)”|「([^」]+)」|(\+?\d[\d\s-]{6,}\d)|(\d+(?:[.:]\d+)?)/gu)].map((m) => (m[1] ?? m[2] ?? m[3] ?? m[4] ?? m[5] ?? '').trim());

export function createLexical(): Chooser {
  return {
    name: 'lexical',
    async choose(v): Promise<Chosen> {
      const { snapshot: s } = v;
      const act = (action: Action): Chosen => ({ kind: 'action', action });
      const done = normalise(v.past.join(' '));
      const text = [v.text, ...(v.sop ?? [])].join(' ');
      /** A step is done once; of a goal, what was done already is not done again. */
      const step = v.goal !== undefined;
      const did = (label: string): boolean => !step && done.includes(`"${normalise(label)}"`);
      const app = v.apps.filter((a) => normalise(text).includes(normalise(a))).toSorted((a, b) => normalise(text).indexOf(normalise(a)) - normalise(text).indexOf(normalise(b)))[0];
      if (!step && app !== undefined && !done.includes('open "')) return act({ action: 'open_app', app });
      const used = new Set(tokens(v.past.filter((p) => !p.startsWith('Swipe')).join(' ')));
      const left = step ? text : tokens(text).filter((t) => !used.has(t)).join(' ');
      const [value] = valuesOf(text).filter((x) => !done.includes(`enter "${normalise(x)}"`));
      const fields = s.elements.filter((e) => e.role === 'input' && !e.disabled && e.window === undefined);
      const field = rank(text, s, v.hints).map((r) => r.element).find((e) => e.role === 'input' && !done.includes(`into "${normalise(e.label)}"`)) ?? (fields.length === 1 && !done.includes('into "') ? fields[0] : undefined);
      if (field && value !== undefined) return act({ action: 'input_text', element: field.id, text: value });
      const [best] = rank(left, s, v.hints).filter((r) => r.element.role !== 'input' && !did(r.element.label));
      if (best && best.score >= SURE) return act({ action: 'click', element: best.element.id });
      if (step) return { kind: 'none' };
      const finish = s.elements.find((e) => e.role === 'button' && e.window === undefined && !e.disabled && FINISH.includes(normalise(e.label)) && !did(e.label));
      if (finish && done !== '') return act({ action: 'click', element: finish.id });
      const scrolled = v.past.slice(-3).filter((p) => p.startsWith('Swipe')).length;
      if (s.elements.some((e) => e.role === 'scroll') && scrolled < 3 && left !== '') return act({ action: 'scroll', direction: 'down' });
      return done === '' || ASKS.test(v.text) ? { kind: 'none' } : { kind: 'done' };
    },
  };
}
