// Exports: parseSop, readSop, Reading, Ref, Item, Section, MAX_TEXT, MAX_BYTES, MAX_STEPS.
// Markdown blocks come from mdast-util-from-markdown, the front matter from `yaml`, inline text from scan.ts over the
// raw source of each paragraph, so that every span is an exact offset of the text as given. Nothing here throws.

import { createHash } from 'node:crypto';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { frontmatter } from 'micromark-extension-frontmatter';
import { CLASSES, type Clause, type Fix, type Guard, type Operation, type Phase, type Problem, type Recovery, type SemanticToken, type Sop, type Span, type Statement, type Step, type Term } from '../protocol/sop.ts';
import { openFront } from './front-advice.ts';
import { emptyMeta, readFront, suggest, type Front } from './front.ts';
import { beginsWithVerb, readStep, splitSteps } from './operation.ts';
import { fold, numberOf, rawOf, scan, tokenAt, type Flat, type Sink } from './scan.ts';
import { parseStatement, termsOf, trimRange } from './statement.ts';
import { CLASS_NAMES, CLAUSE_TABLE, RECOVERY_TABLE, SECTION_TABLE, headPattern, type ClauseRow, type SectionKind } from './verbs.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Block = Root['children'][number];
type List = Extract<Block, { type: 'list' }>;
type ListItem = List['children'][number];

/** Longest text parsed (UTF-16 units), most steps, deepest nesting, most markers on one line. */
export const MAX_TEXT = 2 * 1024 * 1024;
/** Of a file that holds one: no longer text fits into fewer. */
export const MAX_BYTES = 4 * MAX_TEXT;
export const MAX_STEPS = 5000;
const MAX_DEPTH = 12;
const MAX_MARKERS = 60;

/** Something the text mentions, with where; `step` is the id of the step it belongs to. */
export type Ref =
  | { kind: 'param' | 'binds' | 'alias' | 'data-name' | 'destination' | 'go-to' | 'step-name'; name: string; span: Span; step?: string }
  | { kind: 'class'; name: string; span: Span; step?: string; known: boolean };

/** One list item of a section that counts: what numbering, formatting and folding need. */
export interface Item {
  kind: 'step' | 'clause' | 'guard' | 'statement';
  /** As printed; undefined for bullets. */
  printed?: number;
  expected?: number;
  /** The marker, `3.` or `-`. */
  marker: Span;
  /** The whole item with what is nested in it. */
  span: Span;
  /** Spans of verb or clause head, if any. */
  head?: Span;
  depth: number;
  step?: Step;
  clause?: Clause;
}

export interface Section { kind: SectionKind | 'unknown'; title: string; heading: Span; titleSpan: Span; span: Span }

/** A parsed document with everything the checker, formatter and editor need beside the model. */
export interface Reading {
  sop: Sop;
  text: string;
  front: Front;
  root: Root;
  sections: Section[];
  items: Item[];
  refs: Ref[];
  marks: SemanticToken[];
  /** Start offsets of clause lists that were indented too little and belong to the step above. */
  attached: Set<number>;
  /** Inline flats by start offset of their paragraph. */
  flats: Map<number, Flat>;
  /** Offsets at which lines begin. */
  lines: number[];
  /** Too large or of another version: nothing but `sop.problems` means anything. */
  refused: boolean;
}

/** Parses a document. Never throws; what could not be read is in `problems`. */
export const parseSop = (text: string, o?: { path?: string }): Sop => readSop(text, o).sop;

/** Like `parseSop`, with positions of everything. */
export function readSop(text: string, o?: { path?: string }): Reading {
  const lines = lineStarts(text);
  const problems: Problem[] = [];
  const marks: SemanticToken[] = [];
  const sink: Sink = {
    problem(severity, code, message, span, fixes = []) {
      const at = clampSpan(span, text.length);
      problems.push({ severity, code, message, span: at, ...lineOf(lines, at.start), fixes });
    },
    mark(kind, span) { marks.push({ kind, span }); },
  };
  const sop: Sop = { meta: emptyMeta(), title: '', preconditions: [], phases: [], guards: [], outcome: [], problems, sha256: createHash('sha256').update(text).digest('hex') };
  const reading: Reading = { sop, text, front: { meta: sop.meta, end: 0, range: () => undefined }, root: { type: 'root', children: [] }, sections: [], items: [], refs: [], marks, attached: new Set(), flats: new Map(), lines, refused: true };
  const first = { start: 0, end: Math.min(text.length, lines[1] ?? text.length) };
  if (text.length > MAX_TEXT) {
    sink.problem('error', 'doc/too-large', `The document is larger than ${MAX_TEXT / 1024 / 1024} MB`, first);
    return reading;
  }
  const nested = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){60,}/m.exec(text);
  if (nested && (nested[0].match(/[-*+>]|\d+[.)]/g) ?? []).length >= MAX_MARKERS && !/^[ \t]*(?:[-*+][ \t]*)+$/.test(nested[0])) {
    sink.problem('error', 'doc/too-large', 'This line nests too deeply', { start: nested.index, end: nested.index + nested[0].length });
    return reading;
  }
  // A byte order mark is no content; micromark would drop it and shift every offset.
  const skip = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const root = fromMarkdown(skip ? text.slice(1) : text, { extensions: [frontmatter(['yaml'])], mdastExtensions: [frontmatterFromMarkdown(['yaml'])] });
  if (skip) shift(root, skip);
  reading.root = root;
  reading.refused = false;
  new Walker(reading, sink, o?.path).walk();
  if (reading.refused) Object.assign(sop, { phases: [], guards: [], preconditions: [], outcome: [] });
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return reading;
}

/** Offsets at which lines begin; `\n`, `\r\n` and `\r` end a line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** 1-based line and column of an offset. */
export function lineOf(lines: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if ((lines[mid] as number) <= offset) low = mid; else high = mid - 1;
  }
  return { line: low + 1, column: offset - (lines[low] as number) + 1 };
}

const clampSpan = (s: Span, length: number): Span => { const start = Math.max(0, Math.min(s.start, length)); return { start, end: Math.max(start, Math.min(s.end, length)) }; };

function shift(node: { position?: { start: { offset?: number }; end: { offset?: number } }; children?: unknown[] }, by: number): void {
  if (node.position) {
    node.position.start.offset = (node.position.start.offset ?? 0) + by;
    node.position.end.offset = (node.position.end.offset ?? 0) + by;
  }
  for (const child of node.children ?? []) shift(child as typeof node, by);
}

/** Text by which a step is recognised after reformatting: case, quotes, widths, blanks and final stops do not count. */
export const normalise = (text: string): string =>
  fold(text).toLowerCase().replace(/<!--.*?(?:-->|$)/gs, ' ').replace(/\*\*|["“”「」『』‘’'*]/g, '"').replace(/\s+/g, '').replace(/[.:;,!]+$/, '');

const CLAUSE_ROWS = CLAUSE_TABLE.map((row) => { const h = headPattern(row); return { row, re: new RegExp(`^(?<head>${h.en}|${h.zh}) ?(?<colon>:)?`) }; });
const RECOVERIES = (Object.entries(RECOVERY_TABLE) as [Recovery['do'], { en: readonly string[]; zh: readonly string[] }][]).map(([what, row]) => { const h = headPattern(row); return { what, re: new RegExp(`^(?:${h.en}|${h.zh})`) }; });
const SCREENSHOT = /^(?:save|take|keep) (?:a |the )?(?:screenshot|picture)$|^(?:保存|截取|记录)(?:截图|截屏|屏幕)$|^截[图屏]$/;
const CLASS_ALIASES = new Map<string, string>([...CLASSES.map((c) => [c, c] as const), ...CLASSES.map((c) => [CLASS_NAMES[c].zh, c] as const), ...CLASSES.map((c) => [c.replace('-', ' '), c] as const)]);
const NUMBERED = /^[ \t]*([0-9０-９]{1,4})[、．｡。)）](?=\s*\S)/;

/** The section a heading text names, whatever its level. */
export function sectionOf(title: string): SectionKind | undefined {
  const t = fold(title).trim().replace(/[:.]$/, '').trim().toLowerCase();
  return SECTION_TABLE.find((s) => [...s.en, ...s.zh].some((h) => h.toLowerCase() === t))?.section;
}

class Walker {
  readonly r: Reading;
  readonly sink: Sink;
  readonly path: string | undefined;
  readonly ids = new Map<string, number>();
  steps = 0;
  /** Next number of a top-level step. */
  next = 1;
  step: string | undefined;

  constructor(r: Reading, sink: Sink, path: string | undefined) { this.r = r; this.sink = sink; this.path = path; }

  walk(): void {
    const { r } = this;
    const { sop } = r;
    const children = r.root.children;
    let section: Section | undefined;
    let phase: Phase | undefined;
    let titled = false;
    const open = children[0]?.type === 'yaml' ? undefined : openFront(r.text);
    if (open) this.sink.problem('error', 'meta/none', open.message, open.at, [open.fix]);
    else if (children[0]?.type !== 'yaml') this.sink.problem('error', 'meta/none', 'A SOP begins with front matter between --- lines: at least "sop: 1" and an "id"', { start: 0, end: Math.min(r.text.length, r.lines[1] ?? r.text.length) }, [{ title: 'Add front matter', edits: [{ span: { start: 0, end: 0 }, text: `---\nsop: 1\nid: ${idFrom(this.path)}\n---\n` }] }]);
    const close = (end: number): void => { if (section) section.span.end = end; };
    for (const node of children) {
      const span = spanOf(node);
      switch (node.type) {
        case 'yaml': {
          if (node !== children[0]) break;
          const inner = yamlRange(r.text, span);
          r.front = readFront(r.text, inner.start, inner.end, span, this.sink);
          sop.meta = r.front.meta;
          if (r.front.otherVersion !== undefined) { r.refused = true; return; }
          break;
        }
        case 'heading': {
          const title = headingText(r.text, span);
          const kind = sectionOf(title.text);
          if (node.depth === 1 && !titled && kind === undefined) {
            titled = true;
            sop.title = title.text;
            close(span.start); section = undefined; phase = undefined;
          } else if (node.depth <= 2 || (kind !== undefined && section?.kind !== 'steps' && section?.kind !== 'notes')) {
            close(span.start);
            phase = undefined;
            section = { kind: kind ?? 'unknown', title: title.text, heading: span, titleSpan: title.span, span: { start: span.start, end: r.text.length } };
            r.sections.push(section);
            if (kind !== undefined && node.depth !== 2) this.sink.problem('warning', 'section/level', `"${title.text}" is a section: write it with ##`, title.span, [{ title: 'Use ##', edits: [{ span: { start: span.start, end: title.span.start }, text: '## ' }] }]);
          } else if (section?.kind === 'steps') {
            if (kind !== undefined && kind !== 'notes') this.sink.problem('warning', 'section/level', `"${title.text}" here is a phase of the steps; a section is written with ##`, title.span, [{ title: 'Make it a section', edits: [{ span: { start: span.start, end: title.span.start }, text: '## ' }] }]);
            phase = { title: title.text, steps: [], span, line: lineOf(r.lines, span.start).line };
            sop.phases.push(phase);
          }
          break;
        }
        case 'list':
          switch (section?.kind) {
            case 'steps':
              if (!phase) { phase = { title: '', steps: [], span, line: lineOf(r.lines, span.start).line }; sop.phases.push(phase); }
              if (!node.ordered && this.attach(node, phase.steps[phase.steps.length - 1])) break;
              phase.span = { start: Math.min(phase.span.start, span.start), end: span.end };
              this.stepList(node, phase.steps, '', 0, true);
              break;
            case 'whenever': for (const item of node.children) this.guard(item, sop.guards); break;
            case 'preconditions': for (const item of node.children) this.statementItem(item, sop.preconditions); break;
            case 'outcome': for (const item of node.children) this.statementItem(item, sop.outcome); break;
            default: break;
          }
          break;
        case 'paragraph':
          if (section?.kind === 'steps') this.proseInSteps(span);
          else if (section?.kind === 'preconditions' || section?.kind === 'outcome') {
            const flat = this.flat(span);
            if (flat.text !== '') (section.kind === 'outcome' ? sop.outcome : sop.preconditions).push(this.statement(flat, 0, flat.text.length));
          }
          break;
        default: break;
      }
      if (r.refused) return;
    }
    if (sop.title === '') sop.title = sop.meta.title ?? '';
  }

  flat(span: Span): Flat {
    const flat = scan(this.r.text, span.start, span.end, this.sink);
    this.r.flats.set(span.start, flat);
    for (const token of flat.tokens) {
      if (token.kind !== 'term') continue;
      for (const name of namesIn(token.term, this.r.text)) this.ref({ kind: 'param', name: name.name, span: name.span });
    }
    return flat;
  }

  ref(ref: Ref): void { this.r.refs.push(this.step === undefined ? ref : { ...ref, step: this.step }); }

  statement(flat: Flat, from: number, to: number): Statement { return parseStatement(flat, from, to); }

  /** A paragraph between the steps: prose is fine, something that was meant as a step is not. */
  proseInSteps(span: Span): void {
    const { text, lines } = this.r;
    let listed = true;
    for (let n = lineOf(lines, span.start).line, at = span.start; at < span.end; at = lines[n++] ?? text.length) {
      const stop = Math.min(span.end, lines[n] ?? text.length);
      const m = NUMBERED.exec(text.slice(at, stop));
      if (m) this.wrongMarker(at, m, !listed);
      listed = false;
    }
  }

  /** @param apart whether an empty line has to go before it: no list but one from 1 begins directly below prose */
  wrongMarker(at: number, m: RegExpExecArray, apart = false): void {
    const start = at + m[0].length - m[0].trimStart().length;
    const end = at + m[0].length;
    const after = this.r.text[end] === ' ' ? '' : ' ';
    const before = apart && Number(fold(m[1] as string)) !== 1 ? this.eol : '';
    this.sink.problem('error', 'step/marker', `Write "${fold(m[1] as string)}." : "${m[0].trim()}" begins no list item in Markdown, so this line is not a step of its own`, { start, end }, [{ title: `Write "${fold(m[1] as string)}. "`, edits: [{ span: { start: this.lineStart(start), end }, text: `${before}${fold(m[1] as string)}.${after}` }] }]);
  }

  get eol(): string { return this.r.text.includes('\r\n') ? '\r\n' : '\n'; }

  lineStart(offset: number): number { return this.r.lines[lineOf(this.r.lines, offset).line - 1] as number; }

  stepList(list: List, into: Step[], prefix: string, depth: number, top: boolean): void {
    const { r } = this;
    if (depth > MAX_DEPTH) { this.sink.problem('error', 'step/too-deep', `Steps nest deeper than ${MAX_DEPTH} levels`, spanOf(list)); return; }
    let at = 1;
    for (const item of list.children) {
      if (++this.steps > MAX_STEPS) { this.tooMany(item); return; }
      const span = spanOf(item);
      const marker = /^(?:(\d{1,9})[.)]|[-*+])/.exec(r.text.slice(span.start, span.end));
      const markerSpan = { start: span.start, end: span.start + (marker?.[0].length ?? 1) };
      const expected = top ? this.next++ : at++;
      const printed = marker?.[1] === undefined ? undefined : Number(marker[1]);
      if (!list.ordered) this.sink.problem('warning', 'step/bullet', 'Steps are numbered', markerSpan, [{ title: `Write "${expected}."`, edits: [{ span: markerSpan, text: `${expected}.` }] }]);
      else if (printed !== expected) this.sink.problem('warning', 'step/number', `This is step ${prefix}${expected}, not ${prefix}${printed ?? '?'}`, markerSpan, [{ title: `Write "${expected}."`, edits: [{ span: markerSpan, text: `${expected}.` }] }]);
      const number = `${prefix}${printed ?? expected}`;
      const record: Item = { kind: 'step', expected, marker: markerSpan, span, depth, ...(printed === undefined ? {} : { printed }) };
      r.items.push(record);
      this.stepItem(item, number, depth, record, into);
      if (r.refused) return;
    }
  }

  /**
   * Clauses under `10.` need one more blank than under `9.`; with one too few Markdown makes a list of its own of them.
   * They are read as what they were meant to be, with a warning.
   */
  attach(list: List, step: Step | undefined): boolean {
    const first = list.children[0];
    const head = first?.children[0];
    if (!step || !first || head?.type !== 'paragraph') return false;
    const at = spanOf(first).start;
    const pad = at - this.lineStart(at);
    const silent: Sink = { problem: () => undefined, mark: () => undefined };
    // Without any indentation an "If" is a step that was given a bullet; the other heads begin no step.
    const clauses = list.children.every((i) => { const row = i.children[0]?.type === 'paragraph' ? clauseHead(scan(this.r.text, spanOf(i.children[0]).start, spanOf(i.children[0]).end, silent))?.row.clause : undefined; return row !== undefined && (pad > 0 || (row !== 'if' && row !== 'otherwise')); });
    const record = this.r.items.find((i) => i.step === step);
    if (!clauses || !record) return false;
    const need = contentColumn(this.r.text, record.span.start, this.lineStart(record.span.start));
    const span = spanOf(list);
    const a = lineOf(this.r.lines, span.start).line;
    const b = lineOf(this.r.lines, Math.max(span.start, span.end - 1)).line;
    const edits = Array.from({ length: b - a + 1 }, (_, i) => this.r.lines[a - 1 + i] as number).map((start) => ({ span: { start, end: start }, text: ' '.repeat(Math.max(1, need - pad)) }));
    this.sink.problem('warning', 'clause/indent', `Indent by ${need} blanks: with ${pad} Markdown does not put this under step ${step.number}`, { start: at, end: at + 1 }, [{ title: 'Indent', edits }]);
    this.r.attached.add(span.start);
    const outer = this.step;
    this.step = step.id;
    this.clauseList(list, step, step.number, 1);
    this.step = outer;
    return true;
  }

  tooMany(item: ListItem): void {
    this.r.refused = true;
    this.r.sop.problems.length = 0;
    this.sink.problem('error', 'doc/too-large', `The document has more than ${MAX_STEPS} steps`, spanOf(item));
  }

  stepItem(item: ListItem, number: string, depth: number, record: Item, into: Step[]): void {
    const [head, ...rest] = item.children;
    if (head?.type !== 'paragraph') {
      this.sink.problem('error', 'step/empty', 'This step says nothing', record.marker, item.children.length === 0 ? [{ title: 'Remove it', edits: [{ span: wholeLines(this.r, spanOf(item)), text: '' }] }] : []);
      if (!head) return;
    }
    const span = head?.type === 'paragraph' ? spanOf(head) : record.marker;
    const step = this.makeStep(head?.type === 'paragraph' ? this.flat(span) : undefined, span, number, record, depth);
    into.push(step);
    const outer = this.step;
    this.step = step.id;
    if (head?.type === 'paragraph') this.continuations(span, item);
    for (const node of head?.type === 'paragraph' ? rest : item.children) {
      if (node.type !== 'list') continue;
      if (node.ordered) this.stepList(node, step.body, `${number}.`, depth + 1, false);
      else this.clauseList(node, step, number, depth + 1);
      if (this.r.refused) return;
    }
    if (isBody(step.op) && step.body.length === 0) this.sink.problem('error', 'branch/empty', `Nothing is to be done here: put steps after the colon or nest them below`, step.span);
    this.step = outer;
  }

  /** A step from flat text; inline bodies become nested steps. */
  makeStep(flat: Flat | undefined, span: Span, number: string, record: Item | undefined, depth: number, range?: [number, number]): Step {
    const { r } = this;
    const text = flat ? flat.text : '';
    let [from, to] = range ?? [0, text.length];
    let name: string | undefined;
    if (flat) {
      const m = /(?:^|[ \u4e00-\u9fff.:\uE000-\uF7FF])\^(\S+)$/.exec(text.slice(from, to));
      if (m && !tokenAt(flat, m[1]?.[0])) {
        const cut = from + m.index + m[0].length - (m[1] as string).length - 1;
        const raw = rawOf(flat, cut, to);
        name = raw.text.slice(1);
        to = cut;
        r.refs.push({ kind: 'step-name', name, span: raw.span });
        if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) { this.sink.problem('warning', 'step/name', 'A step name is made of letters, digits, "-" and "_"', raw.span); name = undefined; }
      }
      [from, to] = trimTo(flat, from, to);
    }
    const raw = flat ? rawOf(flat, from, to) : { text: '', span };
    const key = normalise(raw.text);
    const base = name ?? createHash('sha256').update(key).digest('hex').slice(0, 10);
    const ordinal = (this.ids.get(base) ?? 0) + 1;
    this.ids.set(base, ordinal);
    if (name !== undefined && ordinal > 1) this.sink.problem('error', 'step/duplicate-name', `Another step is already called ^${name}`, raw.span);
    const id = ordinal === 1 ? base : `${base}-${ordinal}`;
    const step: Step = { id, number, text: raw.text.replace(/\s*(?:\r\n|\r|\n)\s*/g, ' '), terms: flat ? termsOf(flat, from, to) : [], clauses: [], body: [], span: raw.span, line: lineOf(r.lines, raw.span.start).line };
    if (record) record.step = step;
    if (!flat) return step;
    const outer = this.step;
    this.step = id;
    for (const ref of r.refs) if (ref.step === outer && ref.span.start >= raw.span.start && ref.span.end <= raw.span.end) ref.step = id;
    const reading = readStep(flat, from, to);
    if (reading.op) step.op = reading.op;
    if (reading.head) {
      const head = rawOf(flat, ...reading.head).span;
      r.marks.push({ kind: reading.op ? 'verb' : 'freeStep', span: head });
      if (record) record.head = head;
    }
    if (!reading.op) r.marks.push({ kind: 'freeStep', span: raw.span });
    this.opRefs(reading.op, flat);
    if (reading.body && reading.op) step.body.push(...this.inline(flat, reading.body, number, depth));
    if (reading.otherwise) this.sink.problem('error', 'if/otherwise-inline', 'Give "Otherwise:" a step of its own, after this one', rawOf(flat, ...reading.otherwise).span);
    this.step = outer;
    return step;
  }

  opRefs(op: Operation | undefined, flat: Flat): void {
    const rename = (name: string, kind: 'binds' | 'alias'): void => {
      const ref = this.r.refs.find((x) => x.kind === 'param' && x.name === name && x.span.start >= flat.span.start && x.span.end <= flat.span.end);
      if (ref) ref.kind = kind as 'binds';
    };
    if (op?.verb === 'remember') rename(op.as, 'binds');
    if (op?.verb === 'for-each') rename(op.item, 'binds');
    if (op?.verb === 'run') rename(op.alias, 'alias');
  }

  inline(flat: Flat, body: [number, number], number: string, depth: number): Step[] {
    return splitSteps(flat, ...body).map((range, i) => {
      this.steps++;
      return this.makeStep(flat, rawOf(flat, ...range).span, `${number}.${i + 1}`, undefined, depth + 1, range);
    });
  }

  /** Lines of a paragraph after its first: glued on by Markdown, rarely meant. */
  continuations(span: Span, item: ListItem): void {
    const { r } = this;
    const own = spanOf(item);
    const column = contentColumn(r.text, own.start, this.lineStart(own.start));
    const first = lineOf(r.lines, span.start).line;
    const lastLine = lineOf(r.lines, Math.max(span.start, span.end - 1)).line;
    for (let n = first + 1; n <= lastLine; n++) {
      const start = r.lines[n - 1] as number;
      const stop = Math.min(span.end, r.lines[n] ?? r.text.length);
      const line = r.text.slice(start, stop);
      const wrong = NUMBERED.exec(line);
      const body = start + (line.length - line.trimStart().length);
      const whole = { start: body, end: body + line.trim().length };
      if (wrong) { this.wrongMarker(start, wrong); continue; }
      if (/^[ \t]*\d{1,9}[.)][ \t]/.test(line)) {
        const digits = /\d+/.exec(line) as RegExpExecArray;
        const at = { start: start + digits.index, end: start + digits.index + digits[0].length };
        this.sink.problem('error', 'step/nested-number', 'Nested steps begin at 1: Markdown glues this line to the step above', at, [{ title: 'Begin at 1', edits: [{ span: at, text: '1' }] }]);
        continue;
      }
      if (indentOf(line) >= column) continue;
      const flat = scan(r.text, whole.start, whole.end, { problem: () => undefined, mark: () => undefined });
      const meant = CLAUSE_ROWS.some(({ row, re }) => { const m = re.exec(flat.text); return m !== null && (m.groups?.['colon'] !== undefined || row.clause === 'expect'); });
      const pad = ' '.repeat(column);
      const fixes: Fix[] = [{ title: 'Indent it, as part of the step', edits: [{ span: { start, end: body }, text: pad }] }];
      if (meant) fixes.unshift({ title: 'Make it a clause of the step', edits: [{ span: { start, end: body }, text: `${pad}- ` }] });
      else fixes.push({ title: 'Make it a paragraph of its own', edits: [{ span: { start, end: start }, text: this.eol }] });
      this.sink.problem(meant ? 'error' : 'warning', 'step/lazy-line', 'Markdown glues this line to the step above, because no blank line divides them', whole, fixes);
    }
  }

  clauseList(list: List, step: Step, number: string, depth: number): void {
    if (depth > MAX_DEPTH) { this.sink.problem('error', 'step/too-deep', `Steps nest deeper than ${MAX_DEPTH} levels`, spanOf(list)); return; }
    for (const item of list.children) {
      const span = spanOf(item);
      const marker = { start: span.start, end: span.start + 1 };
      const [head, ...rest] = item.children;
      const record: Item = { kind: 'clause', marker, span, depth };
      this.r.items.push(record);
      if (head?.type !== 'paragraph') { this.sink.problem('warning', 'clause/empty', 'This clause says nothing', marker); continue; }
      const flat = this.flat(spanOf(head));
      for (const ref of this.r.refs) if (ref.step === undefined && ref.span.start >= flat.span.start && ref.span.end <= flat.span.end) ref.step = step.id;
      this.continuations(spanOf(head), item);
      const nested = rest.filter((n): n is List => n.type === 'list');
      this.clause(flat, step, number, depth, record, nested);
      if (this.r.refused) return;
    }
  }

  clause(flat: Flat, step: Step, number: string, depth: number, record: Item, nested: List[]): void {
    const found = clauseHead(flat);
    const span = rawOf(flat, 0, flat.text.length).span;
    if (!found) {
      const verb = beginsWithVerb(flat, 0, flat.text.length);
      if (verb && isBody(step.op)) {
        const inner = this.makeStep(flat, span, `${number}.${step.body.length + 1}`, record, depth);
        step.body.push(inner);
        this.sink.problem('warning', 'step/bullet', 'Steps are numbered', record.marker, [{ title: `Write "${step.body.length}."`, edits: [{ span: record.marker, text: `${step.body.length}.` }] }]);
        this.nestedSteps(nested, inner.body, inner.number, depth);
        return;
      }
      const near = nearHead(flat);
      const fixes: Fix[] = [{ title: 'Make it a note', edits: [{ span: { start: span.start, end: span.start }, text: 'Note: ' }] }];
      if (near) fixes.unshift({ title: `Change to "${near.head}"`, edits: [{ span: rawOf(flat, 0, near.end).span, text: `${near.head}${near.colon ? '' : ':'}` }] });
      this.sink.problem('warning', 'clause/unknown', `A clause begins with one of: ${CLAUSE_TABLE.map((c) => c.en[0]).join(', ')}${near ? `; did you mean "${near.head}"?` : '.'} This one is not carried out`, span, fixes);
      step.clauses.push({ clause: 'note', text: oneLine(rawOf(flat, 0, flat.text.length).text), span });
      return;
    }
    const { row, from } = found;
    const to = trimTo(flat, from, flat.text.length)[1];
    const headSpan = rawOf(flat, 0, found.headEnd).span;
    this.r.marks.push({ kind: 'clause', span: headSpan });
    record.head = headSpan;
    const add = (clause: Clause): void => { step.clauses.push(clause); record.clause = clause; };
    const nothing = trimRange(flat, from, to);
    if (nothing[0] >= nothing[1] && row.clause !== 'ask' && row.clause !== 'note' && !(row.clause === 'otherwise' && nested.length > 0)) {
      this.sink.problem('error', 'clause/empty', `"${row.en[0]}" needs something after the colon: ${row.form.en.replace(/\$\{?\d:?([^}]*)\}?/g, '$1')}`, span);
      return;
    }
    switch (row.clause) {
      case 'expect': add({ clause: 'expect', statement: this.statement(flat, from, to), span }); break;
      case 'ask': add({ ...this.ask(flat, from, to), span }); break;
      case 'data': this.data(flat, from, to, span, add); break;
      case 'on-failure': add({ clause: 'on-failure', recoveries: this.recoveries(flat, from, to), span }); break;
      case 'timeout': {
        const token = tokenAt(flat, flat.text.slice(from, to).trim()[0]);
        if (token?.kind === 'duration') add({ clause: 'timeout', ms: token.ms, span });
        else this.sink.problem('error', 'clause/duration', 'Timeout takes a duration such as 30 s or 2 min', rawOf(flat, from, to).span, token?.kind === 'number' ? [{ title: 'In seconds', edits: [{ span: { start: token.span.end, end: token.span.end }, text: ' s' }] }] : []);
        break;
      }
      case 'at-most': {
        const value = numberOf(flat, flat.text.slice(from, to).trim()[0]);
        if (value !== undefined && Number.isInteger(value) && value >= 1) add({ clause: 'at-most', times: value, span });
        else this.sink.problem('error', 'clause/number', 'At most takes a whole number of at least 1', rawOf(flat, from, to).span);
        break;
      }
      case 'note': add({ clause: 'note', text: oneLine(rawOf(flat, from, to).text), span }); break;
      case 'if': {
        const reading = readStep(flat, 0, flat.text.length);
        if (reading.op?.verb !== 'if') { this.sink.problem('error', 'clause/condition', 'Write: If <condition>: <step>', span); break; }
        const clause: Extract<Clause, { clause: 'if' }> = { clause: 'if', condition: reading.op.condition, body: [], otherwise: [], span };
        if (reading.body) clause.body.push(...this.inline(flat, reading.body, number, depth));
        if (reading.otherwise) clause.otherwise.push(...this.inline(flat, reading.otherwise, number, depth));
        this.nestedSteps(nested, clause.body, number, depth);
        if (clause.body.length === 0) this.sink.problem('error', 'branch/empty', 'Nothing is to be done when this holds: put a step after the colon or nest steps below', span);
        add(clause);
        break;
      }
      case 'otherwise': {
        const before = step.clauses[step.clauses.length - 1];
        const body: Step[] = nothing[0] < nothing[1] ? this.inline(flat, nothing, number, depth) : [];
        this.nestedSteps(nested, body, number, depth);
        if (before?.clause !== 'if') this.sink.problem('error', 'if/otherwise-alone', '"Otherwise" follows an "If" clause directly', headSpan);
        else if (before.otherwise.length > 0) this.sink.problem('error', 'if/otherwise-twice', 'This "If" already has an "Otherwise"', headSpan);
        else { before.otherwise = body; record.clause = before; }
        break;
      }
    }
    if (nested.length > 0 && row.clause !== 'if' && row.clause !== 'otherwise') this.sink.problem('warning', 'clause/nested', `Steps below "${row.en[0]}" are not carried out`, spanOf(nested[0] as List));
  }

  nestedSteps(lists: List[], into: Step[], number: string, depth: number): void {
    for (const list of lists) this.stepList(list, into, `${number}.`, depth + 1, false);
  }

  ask(flat: Flat, from: number, to: number): { clause: 'ask'; classes: string[]; reason?: string } {
    const classes: string[] = [];
    let at = from;
    while (at < to) {
      const comma = flat.text.indexOf(',', at);
      const stop = comma < 0 || comma > to ? to : comma;
      const [a, b] = trimRange(flat, at, stop);
      const word = flat.text.slice(a, b);
      const known = CLASS_ALIASES.get(word);
      // A single word in the place of a class is meant as one; anything longer begins the reason.
      const meant = known !== undefined || (/^[a-z]+(?:-[a-z]+)*$/.test(word) && word !== 'because');
      if (!meant && word !== '') break;
      if (word !== '') {
        const span = rawOf(flat, a, b).span;
        classes.push(known ?? word);
        this.ref({ kind: 'class', name: known ?? word, span, known: known !== undefined });
        if (known !== undefined) this.r.marks.push({ kind: 'class', span });
      }
      at = stop + 1;
    }
    const [a, b] = trimRange(flat, Math.min(at, to), to);
    const reason = a < b ? oneLine(rawOf(flat, a, b).text) : undefined;
    return { clause: 'ask', classes, ...(reason === undefined ? {} : { reason }) };
  }

  data(flat: Flat, from: number, to: number, span: Span, add: (c: Clause) => void): void {
    const arrow = flat.text.indexOf('->', from);
    if (arrow < 0 || arrow >= to) {
      this.sink.problem('error', 'clause/data', 'Write: Data: name, name -> destination', rawOf(flat, from, to).span);
      return;
    }
    const names: string[] = [];
    for (let at = from; at <= arrow;) {
      const next = /[,、;]/.exec(flat.text.slice(at, arrow));
      const stop = next ? at + next.index : arrow;
      const [a, b] = trimRange(flat, at, stop);
      if (a < b) {
        const token = tokenAt(flat, flat.text.slice(a, b));
        const raw = rawOf(flat, a, b);
        const name = token?.kind === 'term' && token.term.kind === 'param' ? token.term.name : token?.kind === 'term' && token.term.kind === 'text' ? token.term.text : raw.text;
        names.push(name);
        this.ref({ kind: 'data-name', name, span: raw.span });
      }
      at = stop + 1;
    }
    const [a, b] = trimRange(flat, arrow + 2, to);
    const dest = rawOf(flat, a, b);
    const token = tokenAt(flat, flat.text.slice(a, b));
    const destination = token?.kind === 'term' && token.term.kind === 'text' ? token.term.text : dest.text;
    if (destination === '' || names.length === 0) { this.sink.problem('error', 'clause/data', 'Write: Data: name, name -> destination', span); return; }
    this.ref({ kind: 'destination', name: destination, span: dest.span });
    add({ clause: 'data', names, destination, span });
  }

  recoveries(flat: Flat, from: number, to: number): Recovery[] {
    const list: Recovery[] = [];
    const text = flat.text.slice(from, to);
    let at = 0;
    const cut = /,? ?(?:then|finally)\b|,? ?(?:然后|最后)|[,;、]/g;
    const parts: [number, number][] = [];
    for (const m of text.matchAll(cut)) { parts.push([at, m.index]); at = m.index + m[0].length; }
    parts.push([at, text.length]);
    for (const [p, q] of parts) {
      const [a, b] = trimRange(flat, from + p, from + q);
      if (a >= b) continue;
      const piece = flat.text.slice(a, b);
      // Every step's pictures are kept anyway.
      if (SCREENSHOT.test(piece)) continue;
      const hits = RECOVERIES.map((x) => ({ ...x, m: x.re.exec(piece) })).filter((x) => x.m !== null).sort((x, y) => (y.m?.[0].length ?? 0) - (x.m?.[0].length ?? 0));
      const hit = hits[0];
      const rest = hit?.m ? piece.slice(hit.m[0].length).trim() : '';
      const span = rawOf(flat, a, b).span;
      if (hit?.what === 'retry') {
        const times = rest === '' || rest === 'once' ? 1 : rest === 'twice' ? 2 : numberOf(flat, rest[0]);
        if (times !== undefined && Number.isInteger(times) && times >= 1 && times <= 20) { list.push({ do: 'retry', times }); continue; }
      } else if (hit?.what === 'go-to') {
        const raw = rawOf(flat, b - rest.length, b);
        const target = raw.text.replace(/^\^/, '').replace(/[步].*$/, '').trim();
        if (target !== '') { list.push({ do: 'go-to', step: target }); this.ref({ kind: 'go-to', name: target, span: raw.span }); continue; }
      } else if (hit && rest === '') { list.push({ do: hit.what as 'skip' }); continue; }
      this.sink.problem('error', 'clause/recovery', 'After "On failure": retry N (up to 20), skip, stop, hand over, go to step N', span);
    }
    return list;
  }

  guard(item: ListItem, into: Guard[]): void {
    const { r } = this;
    const span = spanOf(item);
    const [head, ...rest] = item.children;
    const marker = { start: span.start, end: span.start + (/^\d+[.)]/.exec(r.text.slice(span.start, span.start + 12))?.[0].length ?? 1) };
    const record: Item = { kind: 'guard', marker, span, depth: 0 };
    r.items.push(record);
    if (head?.type !== 'paragraph') { this.sink.problem('warning', 'clause/empty', 'This guard says nothing', marker); return; }
    const flat = this.flat(spanOf(head));
    this.continuations(spanOf(head), item);
    const own = rawOf(flat, 0, flat.text.length).span;
    const reading = readStep(flat, 0, flat.text.length);
    if (reading.op?.verb !== 'if') {
      const target = reading.op && 'target' in reading.op ? reading.op.target : undefined;
      this.sink.problem('error', 'guard/form', 'A guard is written: If <condition>: <step>', own, target ? [{ title: 'Do it when it appears', edits: [{ span: { start: own.start, end: own.start }, text: /[\u4e00-\u9fff]/.test(flat.text) ? `如果 ${r.text.slice(target.span.start, target.span.end)} 出现: ` : `If ${r.text.slice(target.span.start, target.span.end)} appears: ` }] }] : []);
      return;
    }
    if (reading.head) { record.head = rawOf(flat, ...reading.head).span; r.marks.push({ kind: 'clause', span: record.head }); }
    const number = `W${into.length + 1}`;
    const guard: Guard = { condition: reading.op.condition, body: [], span: own, line: lineOf(r.lines, own.start).line };
    if (reading.body) guard.body.push(...this.inline(flat, reading.body, number, 0));
    if (reading.otherwise) this.sink.problem('error', 'if/otherwise-inline', 'A guard has no "Otherwise"', rawOf(flat, ...reading.otherwise).span);
    this.nestedSteps(rest.filter((n): n is List => n.type === 'list'), guard.body, number, 0);
    if (guard.body.length === 0) this.sink.problem('error', 'branch/empty', 'Nothing is to be done when this appears: put a step after the colon', own);
    into.push(guard);
  }

  statementItem(item: ListItem, into: Statement[]): void {
    const span = spanOf(item);
    const head = item.children[0];
    this.r.items.push({ kind: 'statement', marker: { start: span.start, end: span.start + (/^\d+[.)]/.exec(this.r.text.slice(span.start, span.start + 12))?.[0].length ?? 1) }, span, depth: 0 });
    if (head?.type !== 'paragraph') return;
    const flat = this.flat(spanOf(head));
    this.continuations(spanOf(head), item);
    const m = clauseHead(flat);
    const from = m?.row.clause === 'expect' ? m.from : 0;
    if (from > 0) this.r.marks.push({ kind: 'clause', span: rawOf(flat, 0, m?.headEnd ?? 0).span });
    if (flat.text.slice(from).trim() !== '') into.push(this.statement(flat, from, flat.text.length));
  }
}

/** The clause row a paragraph begins with, and where its content starts. */
export function clauseHead(flat: Flat): { row: ClauseRow; from: number; headEnd: number } | undefined {
  let best: { row: ClauseRow; from: number; headEnd: number } | undefined;
  for (const { row, re } of CLAUSE_ROWS) {
    const m = re.exec(flat.text);
    if (!m || (m.groups?.['colon'] === undefined && !row.bare)) continue;
    const headEnd = (m.groups?.['head'] ?? '').length;
    if (!best || headEnd > best.headEnd) best = { row, from: m[0].length, headEnd };
  }
  return best;
}

const HEADS = CLAUSE_TABLE.flatMap((c) => [...c.en, ...c.zh]);

/** The clause head that a bullet's first words were meant to be: misspelt or half typed. `end` is where they end in the flat text. */
function nearHead(flat: Flat): { head: string; end: number; colon: boolean } | undefined {
  const colon = flat.text.indexOf(':');
  const ends = colon > 0 ? [colon] : [...flat.text.matchAll(/(?<=[^ ])(?= |$)/g)].map((m) => m.index).slice(0, 3).reverse();
  for (const end of ends) {
    const words = flat.text.slice(0, end).trim();
    const head = suggest(words, HEADS) ?? (words.length >= 2 && words === flat.text.trim() ? HEADS.find((h) => h.toLowerCase().startsWith(words)) : undefined);
    if (head !== undefined) return { head, end, colon: colon > 0 };
  }
  return undefined;
}

const isBody = (op: Operation | undefined): boolean => op?.verb === 'if' || op?.verb === 'otherwise' || op?.verb === 'for-each' || op?.verb === 'repeat';
const oneLine = (s: string): string => s.replace(/\s*(?:\r\n|\r|\n)\s*/g, ' ');

/** Cuts blanks and a final stop, keeps a colon. */
function trimTo(flat: Flat, from: number, to: number): [number, number] {
  while (from < to && flat.text[from] === ' ') from++;
  while (to > from && /[\s.;]/.test(flat.text[to - 1] as string)) to--;
  return [from, to];
}

/** Parameters a term mentions, each with the span of its own braces. */
function namesIn(term: Term, text: string): { name: string; span: Span }[] {
  if (term.kind === 'param') return [{ name: term.name, span: term.span }];
  if (term.kind !== 'template') return [];
  const names = new Set(term.parts.flatMap((p) => (typeof p === 'string' ? [] : [p.param])));
  return [...text.slice(term.span.start, term.span.end).matchAll(/\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu)]
    .filter((m) => names.has(m[1] as string))
    .map((m) => ({ name: m[1] as string, span: { start: term.span.start + m.index, end: term.span.start + m.index + m[0].length } }));
}

export const spanOf = (node: { position?: { start: { offset?: number }; end: { offset?: number } } | undefined }): Span => ({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });

function yamlRange(text: string, span: Span): Span {
  const open = /^---[^\n\r]*(?:\r\n|\r|\n)?/.exec(text.slice(span.start, span.end))?.[0].length ?? 3;
  const inner = text.slice(span.start + open, span.end);
  const close = /(?:^|\r\n|\r|\n)---[ \t]*$/.exec(inner);
  const start = span.start + open;
  return { start, end: close ? start + close.index + (/^(?:\r\n|\r|\n)/.exec(close[0])?.[0].length ?? 0) : span.end };
}

function headingText(text: string, span: Span): { text: string; span: Span } {
  const raw = text.slice(span.start, span.end);
  const open = /^[ \t]*#{1,6}[ \t]*/.exec(raw)?.[0].length ?? 0;
  const body = raw.slice(open).replace(/(?:\r\n|\r|\n)[ \t]*(?:=+|-+)[ \t]*$/, '').replace(/(?:^|[ \t]+)#+[ \t]*$/, '').trimEnd();
  return { text: body.replace(/\s+/g, ' '), span: { start: span.start + open, end: span.start + open + body.length } };
}

/** Columns a line is indented by; a tab goes to the next multiple of four. */
export function indentOf(line: string): number {
  let n = 0;
  for (const c of line) { if (c === ' ') n++; else if (c === '\t') n += 4 - (n % 4); else break; }
  return n;
}

/** Column at which the content of a list item begins. */
export function contentColumn(text: string, itemStart: number, lineStart: number): number {
  const m = /^(?:\d{1,9}[.)]|[-*+])([ \t]*)/.exec(text.slice(itemStart, itemStart + 24));
  const lead = indentOf(`${text.slice(lineStart, itemStart).replace(/[^\t]/g, ' ')}`);
  const blanks = m?.[1] ?? ' ';
  const width = m ? m[0].length - blanks.length : 1;
  const gap = blanks.length;
  return lead + width + (gap >= 1 && gap <= 4 ? gap : 1);
}

/** A span widened to whole lines, line end included. */
export function wholeLines(r: { text: string; lines: number[] }, span: Span): Span {
  const a = lineOf(r.lines, span.start).line;
  const b = lineOf(r.lines, Math.max(span.start, span.end - 1)).line;
  return { start: r.lines[a - 1] as number, end: r.lines[b] ?? r.text.length };
}

function idFrom(path: string | undefined): string {
  const name = (path ?? '').split('/').pop()?.replace(/\.sop\.md$/, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return name ? name : 'todo.name-me';
}
