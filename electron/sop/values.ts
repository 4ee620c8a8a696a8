// Exports: fillParams, renderTerm, shownTerm, Values. Parameters from what a person or script gave: typed, bounded, secrets kept apart.

import { Failure } from '../protocol/faults.ts';
import type { Param, Sop, Term } from '../protocol/sop.ts';

export interface Values {
  /** Typed values: string, number, boolean, or string[] for lists; dates and money stay the text that is typed. */
  values: Map<string, unknown>;
  /** For windows and logs: secrets as dots. */
  shown: Record<string, string>;
}

/**
 * Values of all declared parameters.
 * @param o.examples fill what was not given from `example` (a `default` is always taken)
 * @throws Failure sop/parameter-unknown, -missing or -type
 */
export function fillParams(sop: Sop, given: Record<string, string>, o: { examples: boolean }): Values {
  const { params } = sop.meta;
  for (const name of Object.keys(given)) {
    if (!params.some((p) => p.name === name)) throw new Failure({ kind: 'sop/parameter-unknown', name, known: params.map((p) => p.name) });
  }
  const values = new Map<string, unknown>();
  const shown: Record<string, string> = {};
  for (const p of params) {
    const raw: unknown = Object.hasOwn(given, p.name) ? given[p.name] : p.default ?? (o.examples ? p.example : undefined);
    if (raw === undefined || raw === null) throw new Failure({ kind: 'sop/parameter-missing', name: p.name });
    const value = convert(p, raw);
    values.set(p.name, value);
    shown[p.name] = p.secret ? dots(text(value)) : text(value);
  }
  return { values, shown };
}

/** One dot per character, at most 12: the length of a long secret is told by nobody. */
export const dots = (s: string): string => '•'.repeat(Math.min(12, [...s].length));

function text(v: unknown): string {
  return Array.isArray(v) ? v.map(text).join(', ') : String(v);
}

function convert(p: Param, raw: unknown, type = p.type): unknown {
  const s = typeof raw === 'string' ? raw : text(raw);
  const wrong = (what: string = type): never => { throw new Failure({ kind: 'sop/parameter-type', name: p.name, type: what, value: p.secret ? dots(s) : s }); };
  switch (type) {
    case 'string': {
      if (p.min !== undefined && s.length < p.min) wrong(`text of at least ${p.min} characters`);
      if (p.max !== undefined && s.length > p.max) wrong(`text of at most ${p.max} characters`);
      return s;
    }
    case 'number': case 'money': {
      const clean = type === 'money' ? s.replace(new RegExp(`^(?:${p.currency ?? '[A-Z]{3}'}|[¥￥$€£])\\s*|\\s*(?:${p.currency ?? '[A-Z]{3}'}|[¥￥$€£元])$`, 'g'), '').replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '') : s.trim();
      const n = Number(clean);
      if (clean === '' || !Number.isFinite(n) || !(type === 'money' ? /^\d+(?:\.\d{1,3})?$/ : /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i).test(clean)) wrong(type === 'money' ? `amount of money${p.currency ? ` in ${p.currency}` : ''}` : 'number');
      if (p.min !== undefined && n < p.min) wrong(`${type} of at least ${p.min}`);
      if (p.max !== undefined && n > p.max) wrong(`${type} of at most ${p.max}`);
      // Money keeps its digits (`30.00`), which a number would lose.
      return type === 'money' ? clean : n;
    }
    case 'boolean': {
      const b = { true: true, yes: true, on: true, '1': true, 是: true, false: false, no: false, off: false, '0': false, 否: false }[s.trim().toLowerCase()];
      return b ?? wrong('boolean (true or false)');
    }
    case 'date': return validDate(s.trim(), p.format ?? 'yyyy-MM-dd') ? s.trim() : wrong(`date written ${p.format ?? 'yyyy-MM-dd'}`);
    case 'email': return /^[^\s@<>"]+@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/.test(s) && s.length <= 254 ? s : wrong();
    case 'phone': return /^\+?[\d() .-]+$/.test(s) && s.replace(/\D/g, '').length >= 3 && s.replace(/\D/g, '').length <= 15 ? s : wrong('phone number');
    case 'choice': return p.options?.includes(s) ? s : wrong(`choice of ${(p.options ?? []).join(', ')}`);
    case 'list': {
      const items: unknown[] = Array.isArray(raw) ? raw : s.trim().startsWith('[') ? jsonList(s, wrong) : s.split(/[,，;；\n]/).map((x) => x.trim()).filter((x) => x !== '');
      if (items.length === 0) wrong('list of at least one item');
      return items.map((x) => convert({ ...p, min: undefined, max: undefined }, x, (p.of ?? 'string') as Param['type']));
    }
  }
}

function jsonList(s: string, wrong: (what?: string) => never): unknown[] {
  let list: unknown;
  try { list = JSON.parse(s); } catch { return wrong('list (JSON, or items divided by commas)'); }
  return Array.isArray(list) ? list : wrong('list');
}

/** Whether `s` is written in `format` (yyyy MM dd HH mm ss) and names a day that exists. */
function validDate(s: string, format: string): boolean {
  const parts: string[] = [];
  const re = new RegExp(`^${format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/yyyy|MM|dd|HH|mm|ss/g, (t) => { parts.push(t); return `(\\d{${t.length}})`; })}$`);
  const m = re.exec(s);
  if (!m) return false;
  const get = (t: string, missing: number): number => { const i = parts.indexOf(t); return i < 0 ? missing : Number(m[i + 1]); };
  const [y, mo, d] = [get('yyyy', 2000), get('MM', 1), get('dd', 1)];
  const date = new Date(Date.UTC(y, mo - 1, d));
  return date.getUTCMonth() === mo - 1 && date.getUTCDate() === d && get('HH', 0) < 24 && get('mm', 0) < 60 && get('ss', 0) < 60;
}

/**
 * The text of a term with parameters filled in.
 * @param secret how a secret appears: by default `<secret:name>`, which the executor alone replaces
 * @throws Failure sop/parameter-missing
 */
export function renderTerm(t: Term, values: ReadonlyMap<string, unknown>, secrets: ReadonlySet<string> = new Set(), secret: (name: string) => string = (n) => `<secret:${n}>`): string {
  const value = (name: string): string => {
    if (secrets.has(name)) return secret(name);
    if (!values.has(name)) throw new Failure({ kind: 'sop/parameter-missing', name });
    return text(values.get(name));
  };
  switch (t.kind) {
    case 'text': return t.text;
    case 'number': return String(t.value);
    case 'selector': return t.value;
    case 'param': return value(t.name);
    case 'template': return t.parts.map((p) => (typeof p === 'string' ? p : value(p.param))).join('');
  }
}

/** Names of the secret parameters of a document. */
export const secretNames = (sop: Sop): Set<string> => new Set(sop.meta.params.filter((p) => p.secret).map((p) => p.name));

/** A step's source text with parameters filled in, secrets as `<secret:name>`; names without a value stay as written. */
export function renderText(source: string, values: ReadonlyMap<string, unknown>, secrets: ReadonlySet<string>): string {
  return source.replace(/\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu, (whole, name: string) => (secrets.has(name) ? `<secret:${name}>` : values.has(name) ? text(values.get(name)) : whole));
}
