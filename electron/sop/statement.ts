// Exports: parseStatement, termsOf, trimRange, termAt. Claims about the screen, English and Chinese, over flat text.

import type { Statement, Term } from '../protocol/sop.ts';
import { matchAt, subject } from './pattern.ts';
import { PLACES, rawOf, tokenAt, type Flat } from './scan.ts';
import { STATEMENT_TABLE } from './verbs.ts';

const words = (list: readonly string[]): string => [...list].sort((a, b) => b.length - a.length).map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "['’]")).join('|');
const predicate = (is: keyof typeof STATEMENT_TABLE): string => `(?:${words(STATEMENT_TABLE[is].en)}|(?:应该?|会)?(?:${words(STATEMENT_TABLE[is].zh)}))`;

const WITHIN = [
  new RegExp(`,? ?\\b(?:within|in less than|in under|in at most) (?:the next )?(?<d>${PLACES.duration})`, 'd'),
  new RegExp(`,? ?(?:在|于)? ?(?<d>${PLACES.duration}) ?(?:之内|以内|内)`, 'd'),
];
const ALONE = new RegExp(`^${subject}$`, 'd');
const SEEN = new RegExp(`^(?:(?:the )?(?:screen|page|phone|app) (?:shows|displays|contains|says)|(?:i|you) (?:should )?(?:now )?see|(?:屏幕|页面)?(?:上)?(?:应该?|会)?(?:显示|出现|看到|弹出)) ${subject}$`, 'd');
const THERE_IS = new RegExp(`^there is (?:a |an |the )?${subject}$`, 'd');
const NOT_SEEN = new RegExp(`^(?:there is no|no) ${subject}(?: (?:is (?:visible|shown|displayed|there)|appears))?$|^没有 ${subject.replace('<target>', '<other>')}$`, 'd');
const PREDICATES = (['not-visible', 'off', 'on', 'visible'] as const).map((is) => ({ is, re: new RegExp(`^${subject} ?${predicate(is)}$`, 'd') }));
const CONTAINS = new RegExp(`^${subject} ?${predicate('contains')} (?:the )?(?:text )?(?<value>${PLACES.any})$`, 'd');
const OPERATORS: Record<string, '<=' | '<' | '=' | '>=' | '>'> = {
  '<=': '<=', '=<': '<=', '<': '<', '=': '=', '==': '=', '>=': '>=', '=>': '>=', '>': '>',
  'is at most': '<=', 'is no more than': '<=', 'is less than': '<', 'is under': '<', equals: '=', 'is equal to': '=', 'is at least': '>=', 'is no less than': '>=', 'is more than': '>', 'is over': '>', 'is greater than': '>',
  不超过: '<=', 小于等于: '<=', 不大于: '<=', 小于: '<', 低于: '<', 等于: '=', 应等于: '=', 不小于: '>=', 不低于: '>=', 大于等于: '>=', 至少: '>=', 大于: '>', 超过: '>', 高于: '>',
};
const COMPARE = new RegExp(`^(?<left>${PLACES.any}) ?(?<op>${words(Object.keys(OPERATORS))}) ?(?<right>${PLACES.any})$`, 'd');

/** The token of a place as a term; numbers and durations become numbers, or text when `asText`. */
export function termAt(flat: Flat, place: string | undefined, asText = false): Term | undefined {
  const token = tokenAt(flat, place);
  if (!token) return undefined;
  if (token.kind === 'term') return token.term;
  if (asText || token.kind === 'duration') return { kind: 'text', text: token.raw, span: token.span };
  return { kind: 'number', value: token.value, span: token.span };
}

/** Narrows a flat range to what is between blanks, commas and final stops. */
export function trimRange(flat: Flat, from: number, to: number): [number, number] {
  while (from < to && /[\s,]/.test(flat.text[from] as string)) from++;
  while (to > from && /[\s,.!;]/.test(flat.text[to - 1] as string)) to--;
  return [from, to];
}

/** Every quoted text, selector and parameter of a range. */
export function termsOf(flat: Flat, from: number, to: number): Term[] {
  const terms: Term[] = [];
  for (let i = from; i < to; i++) {
    const token = tokenAt(flat, flat.text[i]);
    if (token?.kind === 'term') terms.push(token.term);
  }
  return terms;
}

/** Never fails: what fits no form is `free`. */
export function parseStatement(flat: Flat, start: number, stop: number): Statement {
  const [from, to] = trimRange(flat, start, stop);
  const whole = rawOf(flat, from, to);
  const span = whole.span;
  let text = flat.text.slice(from, to);
  let withinMs: number | undefined;
  for (const re of WITHIN) {
    const m = re.exec(text);
    const token = m ? tokenAt(flat, m.groups?.['d']) : undefined;
    if (m && token?.kind === 'duration') {
      withinMs = token.ms;
      text = `${text.slice(0, m.index)} ${text.slice(m.index + m[0].length)}`.replace(/ +/g, ' ').replace(/^[\s,]+|[\s,.]+$/g, '').replace(/ (?=[,.:;])/g, '');
      break;
    }
  }
  const within = withinMs === undefined ? {} : { withinMs };
  // Only the characters of places are read from here on, and they carry their spans themselves.
  const view: Flat = { ...flat, text, at: [] };
  const find = (re: RegExp) => matchAt(re, view, 0, text.length);
  const target = (place: string | undefined): Term => termAt(flat, place) as Term;

  const compare = find(COMPARE);
  if (compare) return { is: 'compare', left: target(compare['left']?.text), op: OPERATORS[compare['op']?.text as string] as '=', right: target(compare['right']?.text), ...within, span };
  const none = find(NOT_SEEN);
  if (none) return { is: 'not-visible', target: target((none['target'] ?? none['other'])?.text), ...within, span };
  for (const re of [ALONE, SEEN, THERE_IS]) {
    const m = find(re);
    if (m) return { is: 'visible', target: target(m['target']?.text), ...within, span };
  }
  const contains = find(CONTAINS);
  if (contains) return { is: 'contains', target: target(contains['target']?.text), value: termAt(flat, contains['value']?.text, true) as Term, ...within, span };
  for (const { is, re } of PREDICATES) {
    const m = find(re);
    if (m) return { is, target: target(m['target']?.text), ...within, span };
  }
  return { is: 'free', text: whole.text.replace(/\s*\r?\n\s*/g, ' '), terms: termsOf(flat, from, to), ...within, span };
}
