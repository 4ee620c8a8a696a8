// Exports: redact, redactAll, createPlaceholders, Placeholders. Texts without what `recognise` finds: for good, or with placeholders that can be turned back.

import { PERSONAL, type Personal, type PersonalSpan } from '../protocol/privacy.ts';
import { recognise } from './recognise.ts';

const PLACE = new RegExp(`<(${[...PERSONAL, 'text'].join('|')}):(\\d{1,6})>`, 'g');
/** What is left may be seen as something else once its neighbour is gone; it always ends, since each pass takes letters and digits away. */
const PASSES = 6;

/** Replaces spans by marks until nothing is found any more. @returns the text and what was found in it at first */
function replaced(text: string, mark: (kind: Personal, value: string) => string): { text: string; spans: PersonalSpan[] } {
  const spans = recognise(text);
  let out = cut(text, spans, mark);
  for (let pass = 1; pass < PASSES; pass++) {
    const left = recognise(out);
    if (left.length === 0) return { text: out, spans };
    out = cut(out, left, mark);
  }
  return { text: out, spans };
}

function cut(text: string, spans: readonly PersonalSpan[], mark: (kind: Personal, value: string) => string): string {
  let out = '';
  let at = 0;
  for (const s of spans) {
    out += text.slice(at, s.start) + mark(s.kind, text.slice(s.start, s.end));
    at = s.end;
  }
  return out + text.slice(at);
}

/** The text with `<phone>` and the like: nothing of it can be turned back. */
export const redact = (text: string): string => replaced(text, (kind) => `<${kind}>`).text;

/** Every text inside plain data redacted; keys, numbers and bytes stay. @param keep keys whose texts are ours (ids, times, file names) */
export function redactAll<T>(value: T, keep: ReadonlySet<string> = new Set()): T {
  const walk = (v: unknown): unknown => {
    if (typeof v === 'string') return redact(v);
    if (Array.isArray(v)) return v.map(walk);
    if (typeof v !== 'object' || v === null || ArrayBuffer.isView(v)) return v;
    return Object.fromEntries(Object.entries(v).map(([k, inner]) => [k, typeof inner === 'string' && keep.has(k) ? inner : walk(inner)]));
  };
  return walk(value) as T;
}

export interface Placeholders {
  /** The text with `<phone:1>` and the like; the same value gets the same one. A placeholder that stood in the text already is hidden too, so that it is not taken for one of ours. */
  hide(text: string): { text: string; spans: PersonalSpan[] };
  /** The placeholders of this table as their values; others stay. */
  restore(text: string): string;
  /** Placeholder → value. */
  readonly table: ReadonlyMap<string, string>;
}

/** One table for everything that belongs together: all texts of a prompt and the answer to it. */
export function createPlaceholders(): Placeholders {
  const table = new Map<string, string>();
  const byValue = new Map<string, string>();
  const counts = new Map<string, number>();
  const once = (text: string): string => text.replace(PLACE, (whole) => table.get(whole) ?? whole);
  const mark = (kind: string, raw: string): string => {
    // A later pass may take a mark of an earlier one along: the table holds what stood there at first.
    const value = kind === 'text' ? raw : once(raw);
    const known = byValue.get(`${kind}\n${value}`);
    if (known !== undefined) return known;
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    const place = `<${kind}:${n}>`;
    table.set(place, value);
    byValue.set(`${kind}\n${value}`, place);
    return place;
  };
  return {
    table,
    hide: (text) => {
      const spans = recognise(text);
      return { text: replaced(text.replace(PLACE, (whole) => mark('text', whole)), mark).text, spans };
    },
    restore: once,
  };
}
