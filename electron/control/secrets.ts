// Exports: Secrets, placeholders, substitute, dots, maskText, maskSnapshot, maskFault, shows.
// A secret is known by its name everywhere but at the moment it is typed. What the phone then shows of it is masked
// before anything is recorded; a screen that shows one keeps no picture.

import type { Fault } from '../protocol/faults.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';

/** Name → value of `<secret:name>`. */
export type Secrets = ReadonlyMap<string, string>;

const PLACE = /<secret:([^<>]*)>/g;

/** Names of the placeholders in a text. */
export const placeholders = (text: string): string[] => [...text.matchAll(PLACE)].map((m) => m[1] ?? '');

/** The text to type; `undefined` names the first placeholder without a value. */
export function substitute(text: string, secrets: Secrets | undefined): { ok: true; text: string } | { ok: false; missing: string } {
  const missing = placeholders(text).find((n) => !secrets?.has(n));
  if (missing !== undefined) return { ok: false, missing };
  return { ok: true, text: text.replace(PLACE, (_, name: string) => secrets?.get(name) ?? '') };
}

/** As many dots as characters, at most twelve, so that length says little. */
export const dots = (value: string): string => '•'.repeat(Math.max(4, Math.min(12, [...value].length)));

/** Secrets of one character or none would blank everything. */
const values = (secrets: Secrets | undefined): [string, string][] => [...(secrets ?? [])].filter(([, v]) => v.length > 1).sort((a, b) => b[1].length - a[1].length);

/** A text with every secret value, also spaced or grouped as fields do ("12 34"), as `<secret:name>`. */
export function maskText(text: string, secrets: Secrets | undefined): string {
  let out = text;
  for (const [name, value] of values(secrets)) {
    out = out.replaceAll(value, `<secret:${name}>`);
    if (/^\d{4,}$/.test(value)) out = out.replace(new RegExp([...value].join('[ \\-\u00a0]?'), 'g'), `<secret:${name}>`);
    const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    if (escaped !== value) out = out.replaceAll(escaped, `<secret:${name}>`);
  }
  return out;
}

/** Whether any text of the screen holds a secret. */
export const shows = (s: Snapshot, secrets: Secrets | undefined): boolean =>
  values(secrets).length > 0 && (maskText(s.text, secrets) !== s.text || s.elements.some((e) => [e.label, e.value ?? '', ...(e.texts ?? [])].some((t) => maskText(t, secrets) !== t)));

/** The snapshot as it may be kept. The same object when it shows no secret. */
export function maskSnapshot(s: Snapshot, secrets: Secrets | undefined): Snapshot {
  if (!shows(s, secrets)) return s;
  const mask = (t: string): string => maskText(t, secrets);
  const { image: _image, ...rest } = s;
  return {
    ...rest,
    title: mask(s.title),
    text: mask(s.text),
    elements: s.elements.map((e): Element => ({
      ...e,
      label: mask(e.label),
      line: mask(e.line),
      ...(e.texts === undefined ? {} : { texts: e.texts.map(mask) }),
      ...(e.value === undefined ? {} : { value: mask(e.value) }),
      selectors: e.selectors.map((x) => ({ ...x, value: mask(x.value) })),
    })),
  };
}

/** A fault's texts without secrets. */
export const maskFault = (f: Fault, secrets: Secrets | undefined): Fault => maskAll(f, secrets);

/** Every text anywhere inside plain data without secrets. */
export function maskAll<T>(value: T, secrets: Secrets | undefined): T {
  if (values(secrets).length === 0) return value;
  const walk = (v: unknown): unknown => {
    if (typeof v === 'string') return maskText(v, secrets);
    if (Array.isArray(v)) return v.map(walk);
    if (typeof v !== 'object' || v === null || ArrayBuffer.isView(v)) return v;
    return Object.fromEntries(Object.entries(v).map(([k, inner]) => [k, walk(inner)]));
  };
  return walk(value) as T;
}
