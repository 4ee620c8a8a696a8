// Exports: Fields, Bad, fieldsOf, textOf, wholeOf, numbersOf, textsOf, pointOf, asJson. Values of an exported line under whichever of their names.

import type { Point } from './episode.ts';

export type Fields = Readonly<Record<string, unknown>>;
/** Ends the reading of a line. @throws Failure naming the line and `detail` */
export type Bad = (detail: string) => never;

export function fieldsOf(v: unknown, what: string, bad: Bad): Fields {
  if (typeof v !== 'object' || v === null || Array.isArray(v)) bad(`${what} is no JSON object`);
  return v as Fields;
}

/** TFRecord exports leave lists of one where a value is meant. */
const one = (v: unknown): unknown => (Array.isArray(v) && v.length === 1 ? (v as unknown[])[0] : v);

/** The value of the first of the names that has one, and that name. */
function found(r: Fields, names: readonly string[]): { name: string; value: unknown } | undefined {
  for (const name of names) if (Object.hasOwn(r, name) && r[name] !== null && r[name] !== undefined) return { name, value: r[name] };
  return undefined;
}

/** Exports that went through a table hold lists and objects as JSON texts. */
export function asJson(v: unknown, what: string, bad: Bad): unknown {
  if (typeof v !== 'string') return v;
  try {
    return JSON.parse(v);
  } catch (e) {
    return bad(`${what} is a text that is no JSON: ${(e as Error).message}`);
  }
}

/** A text or a number as text. */
export function textOf(r: Fields, names: readonly string[], bad: Bad): string | undefined {
  const f = found(r, names);
  if (!f) return undefined;
  const v = one(f.value);
  if (Array.isArray(v) && v.length === 0) return '';
  if (typeof v !== 'string' && typeof v !== 'number') bad(`${f.name} is no text`);
  return String(v);
}

/** A whole number from 0. */
export function wholeOf(r: Fields, names: readonly string[], bad: Bad): number | undefined {
  const f = found(r, names);
  if (!f) return undefined;
  const v = one(f.value);
  const n = typeof v === 'string' && v.trim() !== '' ? Number(v) : v;
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 0) bad(`${f.name} is no whole number from 0`);
  return n as number;
}

/** Numbers, flat, whether they come in rows or not. */
export function numbersOf(r: Fields, names: readonly string[], bad: Bad): number[] | undefined {
  const f = found(r, names);
  if (!f) return undefined;
  const v = asJson(f.value, f.name, bad);
  if (!Array.isArray(v)) return bad(`${f.name} is no list`);
  const flat = v.flat(1) as unknown[];
  if (!flat.every((n) => typeof n === 'number' && Number.isFinite(n))) bad(`${f.name} holds something other than numbers`);
  return flat as number[];
}

export function textsOf(r: Fields, names: readonly string[], bad: Bad): string[] | undefined {
  const f = found(r, names);
  if (!f) return undefined;
  const v = asJson(f.value, f.name, bad);
  if (!Array.isArray(v) || !v.every((s) => typeof s === 'string')) return bad(`${f.name} is no list of texts`);
  return v as string[];
}

/** `[y, x]` in fractions of the screen. */
export function pointOf(r: Fields, names: readonly string[], bad: Bad): Point | undefined {
  const n = numbersOf(r, names, bad);
  if (!n) return undefined;
  if (n.length !== 2) bad(`${found(r, names)!.name} is not [y, x]`);
  return [n[0]!, n[1]!];
}
