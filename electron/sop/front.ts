// Exports: readFront, Front, emptyMeta, META_KEYS, PARAM_KEYS, LABELS, CLASSIFICATIONS, suggest, distance.
// The YAML between the `---` lines, checked against a strict schema, with the source range of every key and value.

import { isMap, isScalar, parseDocument, type Document, type Node, type Pair } from 'yaml';
import { z } from 'zod';
import { OWNER } from '../protocol/privacy.ts';
import type { Meta, Param, Span } from '../protocol/sop.ts';
import { wideMarks, yamlAdvice } from './front-advice.ts';
import type { Sink } from './scan.ts';

export const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'restricted'] as const;
/** Kinds of personal or secret data a parameter may carry, and the lowest classification that may hold them. */
export const LABELS = { contact: 'internal', credential: 'internal', health: 'restricted', financial: 'confidential', location: 'internal', identity: 'confidential', other: 'public' } as const satisfies Record<string, (typeof CLASSIFICATIONS)[number]>;
const TYPES = ['string', 'number', 'boolean', 'date', 'email', 'phone', 'money', 'choice', 'list'] as const;

/** Largest front matter read, UTF-16 units, and how many nodes aliases may add up to. */
const MAX_FRONT = 64 * 1024;
const MAX_ALIASES = 50;

const VERSION = String.raw`(?:[<>]=?|=|~|\^)?\s*v?\d+(?:\.(?:\d+|x|\*))*(?:-[\w.]+)?`;
const RANGE = new RegExp(`^\\s*(?:\\*|${VERSION}(?:\\s+(?:-\\s+)?${VERSION})*)(?:\\s*\\|\\|\\s*${VERSION}(?:\\s+${VERSION})*)*\\s*$`);
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

const name = z.string().regex(NAME, 'Names begin with a letter and hold letters, digits, "_", "-" and "." only');
const text = z.string().max(2000);

const ParamSchema = z.object({
  type: z.enum(TYPES),
  secret: z.boolean().optional(),
  label: z.enum(Object.keys(LABELS) as [keyof typeof LABELS, ...(keyof typeof LABELS)[]]).optional(),
  description: text.optional(),
  example: z.unknown().optional(),
  default: z.unknown().optional(),
  options: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).min(1, 'Give at least one option').optional(),
  of: z.enum(TYPES.filter((t) => t !== 'list') as [(typeof TYPES)[number], ...(typeof TYPES)[number][]]).optional(),
  format: z.string().regex(/^(?:yyyy|MM|dd|HH|mm|ss|[-/. :T年月日时分])+$/, 'A date format is made of yyyy MM dd HH mm ss and separators').optional(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'A currency is three capital letters, such as EUR or CNY').optional(),
  min: z.number().optional(),
  max: z.number().optional(),
}).strict();

const MetaSchema = z.object({
  sop: z.union([z.number(), z.string()]),
  id: z.string().regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'An id is made of lower-case words joined by "." and "-", such as settings.join-wifi'),
  title: text.optional(),
  owner: text.optional(),
  classification: z.enum(CLASSIFICATIONS).optional(),
  readers: z.array(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,99}$/u, 'A reader is the name of a profile')).min(1, 'Name at least one reader, or leave it out').optional(),
  lang: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'A language tag such as en or zh-CN').optional(),
  applies: z.array(z.object({ app: z.string().regex(/^[A-Za-z][\w]*(?:\.[A-Za-z_]\w*)+$/, 'An Android package name such as com.android.settings'), versions: z.string().regex(RANGE, 'A version range such as ">=13" or ">=10.5 <11"').optional(), locales: z.array(z.string()).optional() }).strict()).optional(),
  params: z.record(name, ParamSchema).optional(),
  policy: z.object({ egress: z.array(z.string()).optional() }).strict().optional(),
  uses: z.record(name, z.string().regex(/\.sop\.md$/, 'A path to another *.sop.md, relative to this one')).optional(),
  tags: z.array(z.string()).optional(),
}).strict();

export const META_KEYS: readonly string[] = Object.keys(MetaSchema.shape);
export const PARAM_KEYS: readonly string[] = Object.keys(ParamSchema.shape);
export const PARAM_TYPES: readonly string[] = TYPES;

const SHAPES: Record<string, string> = { object: 'a map such as { type: string }', record: 'a map of name: value lines', array: 'a list such as [a, b]', string: 'a text', number: 'a number', boolean: 'true or false' };
/** What people call types elsewhere. */
const TYPE_WORDS: Record<string, (typeof TYPES)[number]> = { text: 'string', str: 'string', int: 'number', integer: 'number', float: 'number', double: 'number', bool: 'boolean', checkbox: 'boolean', datetime: 'date', time: 'date', tel: 'phone', mobile: 'phone', currency: 'money', price: 'money', amount: 'money', enum: 'choice', select: 'choice', option: 'choice', array: 'list', password: 'string', secret: 'string' };

/** The value that was probably meant. */
function nearest(path: readonly (string | number)[], value: string, options: readonly string[]): string | undefined {
  if (path.length === 1 && path[0] === 'id') {
    const id = value.toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/([._-])[._-]+/g, '$1').replace(/^[._-]+|[._-]+$/g, '');
    return id === '' ? undefined : id;
  }
  return (path[path.length - 1] === 'type' ? TYPE_WORDS[value.toLowerCase()] : undefined) ?? suggest(value, options);
}

/** Front matter as read. `range` answers where the value (or, with `key`, the key) of a path stands. */
export interface Front {
  meta: Meta;
  /** The declared version as written, when it is another than 1. */
  otherVersion?: string;
  /** Span of the whole block with its fences; absent when the document has none. */
  span?: Span;
  /** The YAML could not be read: what it declares is not known. */
  unread?: boolean;
  /** Where a line could be added at the end of the YAML. */
  end: number;
  range(path: readonly (string | number)[], what?: 'key' | 'value' | 'pair'): Span | undefined;
}

export const emptyMeta = (): Meta => ({ sop: 1, id: '', classification: 'internal', applies: [], params: [], uses: [], egress: [] });

/** The nearest of `known` within a third of its length (two slips for words of five and more), or undefined. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const k of known) {
    const d = distance(word.toLowerCase(), k.toLowerCase());
    if (d <= Math.max(word.length >= 5 ? 2 : 1, Math.floor(Math.max(word.length, k.length) / 3)) && (!best || d < best.distance)) best = { word: k, distance: d };
  }
  return best?.word;
}

/** Slips between two words: a letter too many, too few, another one, or two that changed places. */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 12 || a.length > 64 || b.length > 64) return 99;
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j] as number, (above[j - 2] as number) + 1);
    }
    above = row;
    row = next;
  }
  return row[b.length] as number;
}

/**
 * Reads the YAML in `text[start, end)` (without fences). Never throws: what is wrong goes to `sink`.
 * @param span of the block with its fences
 */
export function readFront(text: string, start: number, end: number, span: Span, sink: Sink): Front {
  const meta = emptyMeta();
  const front: Front = { meta, span, end, range: () => undefined };
  const source = text.slice(start, end);
  if (source.length > MAX_FRONT) {
    sink.problem('error', 'meta/too-large', `The front matter is longer than ${MAX_FRONT / 1024} KiB`, span);
    return front;
  }
  let data: unknown;
  let doc: Document.Parsed;
  try {
    doc = parseDocument(source, { prettyErrors: false, version: '1.2', merge: false, logLevel: 'error' });
    // Anchors can multiply ("billion laughs"); the limit makes `toJS` refuse them.
    data = doc.errors.length > 0 ? undefined : doc.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (e) {
    sink.problem('error', 'meta/yaml', `The front matter cannot be read: ${e instanceof Error ? e.message : String(e)}`, span);
    front.unread = true;
    return front;
  }
  const wide = doc.errors.length > 0 || !MetaSchema.safeParse(data).success ? wideMarks(source) : [];
  if (wide[0]) {
    // The errors they cause say nothing that would help.
    const edits = wide.map((m) => ({ span: { start: start + m.at, end: start + m.at + m.length }, text: m.text }));
    sink.problem('error', 'meta/yaml', `The front matter is written with plain punctuation: "${wide[0].text.trim()}", not "${source[wide[0].at]}"`, edits[0]?.span ?? span, [{ title: 'Write plain punctuation', edits }]);
  } else {
    for (const e of doc.errors.slice(0, 20)) {
      const advice = yamlAdvice(e, source, start);
      sink.problem('error', 'meta/yaml', advice.message, advice.span, advice.fixes);
    }
  }
  front.range = (path, what = 'value') => rangeOf(doc, path, what, start, end);
  if (doc.errors.length > 0 || wide.length > 0) { front.unread = true; return front; }
  if (data === null || data === undefined) data = {};
  const where = (path: readonly (string | number)[]): Span => {
    for (let n = path.length; n > 0; n--) {
      const r = front.range(path.slice(0, n)) ?? front.range(path.slice(0, n), 'key');
      if (r) return r;
    }
    return span;
  };
  const parsed = MetaSchema.safeParse(data);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.filter((p): p is string | number => typeof p !== 'symbol');
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) {
          const at = front.range([...path, key], 'key') ?? where(path);
          const known = path.length === 0 ? META_KEYS : path[0] === 'params' ? PARAM_KEYS : path[0] === 'applies' ? ['app', 'versions', 'locales'] : ['egress'];
          const near = suggest(key, known);
          sink.problem('error', 'meta/unknown-key', `There is no "${key}" here${near ? `; did you mean "${near}"?` : ` (known: ${known.join(', ')})`}`, at, near ? [{ title: `Change to "${near}"`, edits: [{ span: at, text: near }] }] : []);
        }
        continue;
      }
      const value = path.reduce<unknown>((v, p) => (v as Record<string | number, unknown> | null | undefined)?.[p], data);
      if (value === undefined && path.length > 0) {
        const key = String(path[path.length - 1]);
        const fixes = path.length === 1 ? [{ title: `Add "${key}"`, edits: [{ span: { start: end, end }, text: `${source === '' || source.endsWith('\n') ? '' : '\n'}${key}: ${key === 'sop' ? '1' : 'todo.name-me'}\n` }] }] : [];
        sink.problem('error', 'meta/missing', `"${key}" is missing${path.length > 1 ? ` in ${path.slice(0, -1).join('.')}` : ''}`, where(path.slice(0, -1)), fixes);
        continue;
      }
      const at = where(path);
      const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
      const near = typeof value === 'string' ? nearest(path, value, options) : undefined;
      const wanted = options.length ? `one of ${options.join(', ')}` : issue.code === 'invalid_type' ? `${SHAPES[issue.expected] ?? issue.expected} is wanted here` : issue.message;
      const fixes = near !== undefined ? [{ title: `Change to "${near}"`, edits: [{ span: at, text: near }] }]
        : path.length === 2 && path[0] === 'params' && (value === null || (typeof value === 'string' && (TYPES as readonly string[]).includes(value))) ? [{ title: 'Declare its type', edits: [{ span: at, text: `${/\s$/.test(text.slice(0, at.start)) ? '' : ' '}{ type: ${String(value ?? 'string')} }` }] }]
        : [];
      sink.problem('error', 'meta/value', `${path.join('.') || 'The front matter'}: ${wanted}${near !== undefined ? `; did you mean "${near}"?` : ''}`, at, fixes);
    }
  }
  fill(meta, data, front, span);
  if (String(meta.sop) !== '1') {
    front.otherVersion = String((data as { sop?: unknown }).sop);
    sink.problem('error', 'meta/version', `This is written for SOP format ${front.otherVersion}; this program reads format 1`, where(['sop']), [{ title: 'Set "sop: 1" (check the text first)', edits: [{ span: where(['sop']), text: '1' }] }]);
  }
  for (const p of meta.params) checkParam(p, front, sink);
  return front;
}

/** Takes over every part that is valid on its own, so that one wrong key does not undeclare all parameters. */
function fill(meta: Meta, data: unknown, front: Front, span: Span): void {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return;
  const raw = data as Record<string, unknown>;
  const take = <T>(schema: z.ZodType<T>, value: unknown): T | undefined => { const r = schema.safeParse(value); return r.success ? r.data : undefined; };
  if (raw['sop'] !== undefined) { const n = Number(raw['sop']); meta.sop = Number.isFinite(n) ? n : 0; }
  meta.id = typeof raw['id'] === 'string' ? raw['id'] : '';
  for (const key of ['title', 'owner', 'lang'] as const) if (typeof raw[key] === 'string') meta[key] = raw[key];
  meta.classification = take(z.enum(CLASSIFICATIONS), raw['classification']) ?? 'internal';
  const readers = take(MetaSchema.shape.readers, raw['readers']);
  if (readers) meta.readers = readers;
  // Readers that cannot be read must not make it everybody's.
  else if (raw['readers'] !== undefined) meta.readers = [OWNER];
  meta.applies = take(MetaSchema.shape.applies, raw['applies']) ?? [];
  meta.egress = take(z.object({ egress: z.array(z.string()) }).loose(), raw['policy'])?.egress ?? [];
  const maps = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);
  for (const [key, path] of maps(raw['uses'])) {
    if (typeof path === 'string') meta.uses.push({ alias: key, path, span: front.range(['uses', key], 'pair') ?? span });
  }
  for (const [key, value] of maps(raw['params'])) {
    const at = front.range(['params', key], 'key') ?? span;
    const p = take(ParamSchema.partial().loose(), value) ?? {};
    const param: Param = { name: key, type: p.type ?? 'string', secret: p.secret ?? (typeof value === 'object' && value !== null && 'secret' in value && value.secret !== false), span: at };
    for (const k of ['label', 'description', 'example', 'default', 'options', 'of', 'format', 'currency', 'min', 'max'] as const) if (p[k] !== undefined) Object.assign(param, { [k]: p[k] });
    meta.params.push(param);
  }
}

function checkParam(p: Param, front: Front, sink: Sink): void {
  const key = (k: string): Span => front.range(['params', p.name, k], 'key') ?? p.span;
  if (p.type === 'choice' && !p.options) sink.problem('error', 'param/options', `${p.name} is a choice: list its "options"`, p.span);
  if (p.min !== undefined && p.max !== undefined && p.min > p.max) sink.problem('error', 'param/range', `${p.name}: min is greater than max`, key('min'));
  if (p.secret && (p.example !== undefined || p.default !== undefined) && p.label === 'credential' && p.default !== undefined) sink.problem('error', 'param/secret-default', `${p.name} is a secret: its value does not belong into the document`, key('default'));
}

function rangeOf(doc: Document.Parsed, path: readonly (string | number)[], what: 'key' | 'value' | 'pair', start: number, end: number): Span | undefined {
  let node: unknown = doc.contents;
  let pair: Pair | undefined;
  for (const part of path) {
    if (isMap(node)) {
      pair = node.items.find((i) => isScalar(i.key) && String(i.key.value) === String(part));
      node = pair?.value;
      if (!pair) return undefined;
    } else if (typeof part === 'number' && typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)) {
      pair = undefined;
      node = node.items[part];
    } else return undefined;
  }
  const span = (n: unknown): [number, number] | undefined => { const r = (n as Node | null | undefined)?.range; return r ? [r[0], r[1]] : undefined; };
  const k = span(pair?.key);
  const v = span(node);
  const r = what === 'key' ? k : what === 'pair' ? (k && [k[0], v?.[1] ?? k[1]]) : v;
  return r ? { start: Math.min(end, start + (r[0] as number)), end: Math.min(end, start + (r[1] as number)) } : undefined;
}
