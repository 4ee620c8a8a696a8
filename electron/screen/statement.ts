// Exports: holds, parseAmount, compareAmounts. Whether a claim of an SOP is true of a screen, without a model.

import type { Element, Snapshot } from '../protocol/screen.ts';
import type { Statement, Term } from '../protocol/sop.ts';
import { height } from './geometry.ts';
import { elementsSaying, isToggle, isVisible, matchTerm, saysWords, type Query } from './match.ts';
import { normalise } from './words.ts';

export type Holds = 'yes' | 'no' | 'unknown';

/**
 * @param values text of a term: quoted text as written, parameters and templates filled in
 * @returns `unknown` for prose, and where the screen does not say enough: a person or a model has to judge
 */
export function holds(snapshot: Snapshot, statement: Statement, values: (term: Term) => string): Holds {
  const query = (term: Term): Pick<Query, 'text' | 'selector'> => (term.kind === 'selector' ? { selector: { by: term.by, value: term.value } } : { text: values(term) });
  const blank = (term: Term): boolean => term.kind !== 'selector' && values(term).trim() === '';
  switch (statement.is) {
    case 'visible': return blank(statement.target) ? 'unknown' : isVisible(snapshot, query(statement.target)) ? 'yes' : 'no';
    case 'not-visible': return blank(statement.target) ? 'unknown' : isVisible(snapshot, query(statement.target)) ? 'no' : 'yes';
    case 'contains': return containsValue(snapshot, query(statement.target), values(statement.value));
    case 'on': case 'off': return toggled(snapshot, query(statement.target), statement.is === 'on');
    case 'compare': return compare(snapshot, statement, query, values);
    case 'free': return 'unknown';
  }
}

/** Fields by their name first, then anything of that name and what stands beside it. */
function containsValue(snapshot: Snapshot, target: Pick<Query, 'text' | 'selector'>, value: string): Holds {
  const fields = candidates(snapshot, { ...target, role: 'input' });
  if (fields.length > 0) {
    // What a password field holds is never read.
    if (fields.every((f) => f.password)) return 'unknown';
    return fields.some((f) => has(f.value ?? '', value)) ? 'yes' : 'no';
  }
  const found = candidates(snapshot, target);
  const all = found.length > 0 ? found : target.text === undefined ? [] : elementsSaying(snapshot, target.text);
  return all.some((e) => [textOf(e), ...besides(snapshot, e).map(textOf)].some((t) => has(t, value))) ? 'yes' : 'no';
}

const has = (whole: string, part: string): boolean => (part === '' ? whole === '' : saysWords(whole, part));
const textOf = (e: Element): string => [...(e.texts ?? [e.label]), e.value ?? ''].join(' ').trim();

function candidates(snapshot: Snapshot, q: Query): Element[] {
  const m = matchTerm(snapshot, q);
  const ids = m.kind === 'unique' ? [m.element] : m.kind === 'many' ? m.elements : [];
  return snapshot.elements.filter((e) => ids.includes(e.id));
}

/** Label and value are often two texts on one line, or one above the other: what follows on the line, else what is right below. */
function besides(snapshot: Snapshot, e: Element): Element[] {
  const others = snapshot.elements.filter((o) => o.id !== e.id && (o.role === 'text' || o.role === 'button'));
  const level = others.filter((o) => o.bounds[0] >= e.bounds[2] - 2 && Math.min(o.bounds[3], e.bounds[3]) - Math.max(o.bounds[1], e.bounds[1]) > Math.min(height(o.bounds), height(e.bounds)) * 0.5);
  if (level.length > 0) return level.toSorted((a, b) => a.bounds[0] - b.bounds[0]).slice(0, 1);
  const below = others.filter((o) => o.role === 'text' && o.bounds[1] >= e.bounds[3] - 2 && o.bounds[1] - e.bounds[3] <= height(e.bounds) && Math.min(o.bounds[2], e.bounds[2]) > Math.max(o.bounds[0], e.bounds[0]));
  return below.toSorted((a, b) => a.bounds[1] - b.bounds[1]).slice(0, 1);
}

const ON = /^(?:on|enabled|active|turned on|开|开启|已开启|打开|已打开|启用|已启用)$/u;
const OFF = /^(?:off|disabled|inactive|turned off|关|关闭|已关闭|停用|已停用|未启用|未开启)$/u;

/** The toggle of that name; else a row that says in words that it is on or off. */
function toggled(snapshot: Snapshot, target: Pick<Query, 'text' | 'selector'>, wanted: boolean): Holds {
  const toggles = candidates(snapshot, { ...target, role: 'toggle' }).filter(isToggle);
  const rows = toggles.length > 0 ? [] : candidates(snapshot, target);
  const states = [
    ...toggles.map((t) => t.checked === true),
    ...rows.flatMap((r) => [...(r.texts ?? []).slice(1), ...besides(snapshot, r).flatMap((b) => b.texts ?? [])].map(normalise).flatMap((t) => (ON.test(t) ? [true] : OFF.test(t) ? [false] : []))),
    ...rows.filter((r) => r.selected).map(() => true),
  ];
  if (states.length === 0) return rows.length > 0 ? 'unknown' : 'no';
  if (states.some((s) => s !== states[0])) return 'unknown';
  return states[0] === wanted ? 'yes' : 'no';
}

function compare(snapshot: Snapshot, s: Extract<Statement, { is: 'compare' }>, query: (t: Term) => Pick<Query, 'text' | 'selector'>, values: (t: Term) => string): Holds {
  const left = amountOf(snapshot, s.left, query, values);
  const right = amountOf(snapshot, s.right, query, values);
  if (left !== undefined && right !== undefined) return compareAmounts(left, s.op, right) ? 'yes' : 'no';
  if (s.op !== '=' || s.left.kind === 'selector') return 'unknown';
  // Equal as text: the element of the left name holds the right text.
  return containsValue(snapshot, query(s.left), values(s.right));
}

export function compareAmounts(left: number, op: '<=' | '<' | '=' | '>=' | '>', right: number): boolean {
  const d = Math.abs(left - right) < 1e-9 ? 0 : left - right;
  switch (op) {
    case '<=': return d <= 0;
    case '<': return d < 0;
    case '=': return d === 0;
    case '>=': return d >= 0;
    case '>': return d > 0;
  }
}

/** A number as written, or the number that stands with the name on the screen. */
function amountOf(snapshot: Snapshot, term: Term, query: (t: Term) => Pick<Query, 'text' | 'selector'>, values: (t: Term) => string): number | undefined {
  if (term.kind === 'number') return term.value;
  const written = term.kind === 'selector' ? '' : values(term);
  if (written !== '' && WHOLE.test(written.trim())) return parseAmount(written);
  const named = candidates(snapshot, query(term));
  const found = named.length > 0 || term.kind === 'selector' ? named : elementsSaying(snapshot, written);
  for (const e of found) {
    if (e.role === 'input' && e.value) { const n = parseAmount(e.value); if (n !== undefined) return n; }
    // The name itself may hold digits ("Total for 2 nights"): it is taken out first.
    const own = [...(e.texts ?? [e.label])].map((t) => (written === '' ? t : withoutName(t, written)));
    const inside = own.map(parseAmount).filter((n) => n !== undefined);
    if (inside.length === 1) return inside[0];
    if (inside.length > 1) return undefined;
    for (const b of besides(snapshot, e)) { const n = parseAmount(textOf(b)); if (n !== undefined) return n; }
  }
  return undefined;
}

function withoutName(text: string, name: string): string {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  return at < 0 ? text : `${text.slice(0, at)} ${text.slice(at + name.length)}`;
}

const NUMBER = /[-−]?\s?(?:\p{Sc}\s?)?\d(?:[\d.,'’\u00a0\u202f]*\d)?(?:\s?[万亿])?/gu;
const WHOLE = /^(?:\p{Sc}|[A-Z]{3})?\s*[-−]?\s*(?:\p{Sc}\s*)?\d[\d.,'’\u00a0\u202f]*(?:\s?[万亿])?\s*(?:\p{Sc}|[A-Z]{3}|%|元|円)?$/u;

/**
 * The one number of a text: `$1,234.50`, `1.234,50 €`, `¥100`, `CHF 1'000`, `-5`, `1.5万`. With both marks the last is the
 * decimal one; a lone comma before three digits groups, a lone point does not.
 * @returns undefined without a number, or with several
 */
export function parseAmount(s: string): number | undefined {
  const found = s.normalize('NFKC').match(NUMBER);
  if (!found || found.length !== 1) return undefined;
  const raw = found[0];
  const times = raw.endsWith('万') ? 1e4 : raw.endsWith('亿') ? 1e8 : 1;
  const negative = /^[-−]/.test(raw);
  const digits = raw.replace(/[^\d.,]/g, '');
  const [points, commas] = [digits.split('.').length - 1, digits.split(',').length - 1];
  const decimal = points > 0 && commas > 0 ? (digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',')
    : points === 1 ? '.'
    : commas === 1 && !/,\d{3}$/.test(digits) ? ','
    : '';
  const plain = [...digits].map((c) => (c === decimal ? '.' : /\d/.test(c) ? c : '')).join('');
  const n = Number(plain);
  return Number.isFinite(n) ? (negative ? -n : n) * times : undefined;
}
