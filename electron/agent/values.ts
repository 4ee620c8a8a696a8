// Exports: Scope, Value, createScope, listOf, statementWords. Values of parameters and of what was remembered, and what a term means with them.

import { dots, type Secrets } from '../control/secrets.ts';
import type { Statement, Term } from '../protocol/sop.ts';

export type Value = string | readonly string[];

export interface Scope {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  isSecret(name: string): boolean;
  /** For finding and comparing on the screen. `undefined`: a parameter without a value. */
  seen(term: Term): string | undefined;
  /** For typing and for records: secrets stay `<secret:name>`. */
  typed(term: Term): string | undefined;
  /** Name of the first parameter of the term that has no value. */
  missing(term: Term): string | undefined;
  /** A text of the SOP with its parameters filled in, secrets as placeholders. */
  fill(text: string): string;
  /** For windows: secrets as dots. */
  shown(): Record<string, string>;
  inner(values: Readonly<Record<string, Value>>, secretsOf: ReadonlyMap<string, string>): Scope;
}

const flat = (v: Value): string => (typeof v === 'string' ? v : v.join(', '));

/** @param aliases a name here → the name its secret has in `secrets` */
export function createScope(values: Readonly<Record<string, Value>>, secrets: Secrets, aliases: ReadonlyMap<string, string> = new Map([...secrets.keys()].map((k) => [k, k]))): Scope {
  const known = new Map<string, Value>(Object.entries(values));
  const secretOf = (name: string): string | undefined => { const a = aliases.get(name); return a !== undefined && secrets.has(a) ? a : undefined; };
  const value = (name: string, typed: boolean): string | undefined => {
    const secret = secretOf(name);
    if (secret !== undefined) return typed ? `<secret:${secret}>` : secrets.get(secret);
    const v = known.get(name);
    return v === undefined ? undefined : flat(v);
  };
  const of = (term: Term, typed: boolean): string | undefined => {
    switch (term.kind) {
      case 'text': return term.text;
      case 'number': return String(term.value);
      case 'selector': return term.value;
      case 'param': return value(term.name, typed);
      case 'template': {
        const parts = term.parts.map((p) => (typeof p === 'string' ? p : value(p.param, typed)));
        return parts.includes(undefined) ? undefined : parts.join('');
      }
    }
  };
  return {
    get: (name) => known.get(name),
    set: (name, v) => { known.set(name, v); },
    isSecret: (name) => secretOf(name) !== undefined,
    seen: (term) => of(term, false),
    typed: (term) => of(term, true),
    missing: (term) => (term.kind === 'param' ? [term.name] : term.kind === 'template' ? term.parts.flatMap((p) => (typeof p === 'string' ? [] : [p.param])) : []).find((n) => value(n, true) === undefined),
    fill: (text) => text.replace(/\{\{\s*([^{}\s]+)\s*\}\}/g, (whole, name: string) => value(name, true) ?? whole),
    shown: () => Object.fromEntries([...known].filter(([k]) => secretOf(k) === undefined).map(([k, v]): [string, string] => [k, flat(v)]).concat([...aliases].flatMap(([k, a]): [string, string][] => (secrets.has(a) ? [[k, dots(secrets.get(a) ?? '')]] : [])))),
    inner: (more, secretsOf) => createScope(more, secrets, secretsOf),
  };
}

/** Items of a list: a list value, else a text split at commas. */
export function listOf(scope: Scope, term: Term): string[] {
  const v = term.kind === 'param' ? scope.get(term.name) : undefined;
  if (Array.isArray(v)) return [...(v as readonly string[])];
  return (scope.seen(term) ?? '').split(/[,，、;；\n]/).map((s) => s.trim()).filter((s) => s !== '');
}

const termWords = (scope: Scope, t: Term): string => (t.kind === 'selector' ? `\`${t.by}:${t.value}\`` : `"${scope.typed(t) ?? (t.kind === 'param' ? `{{${t.name}}}` : '')}"`);

/** A statement in words for checks and cards; secrets as placeholders. */
export function statementWords(scope: Scope, s: Statement): string {
  switch (s.is) {
    case 'visible': return `${termWords(scope, s.target)} is visible`;
    case 'not-visible': return `${termWords(scope, s.target)} is not visible`;
    case 'contains': return `${termWords(scope, s.target)} contains ${termWords(scope, s.value)}`;
    case 'on': case 'off': return `${termWords(scope, s.target)} is ${s.is}`;
    case 'compare': return `${termWords(scope, s.left)} ${s.op} ${termWords(scope, s.right)}`;
    case 'free': return scope.fill(s.text);
  }
}
