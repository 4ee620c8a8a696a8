// Exports: formatSop, sameMeaning. The canonical printer.
// It renumbers, indents, folds quotes and the case of heads, and never changes what a document means: the result is
// parsed again and, if it does not say the same, the text comes back with nothing but its line ends and blanks tidied.

import { createHash } from 'node:crypto';
import type { Sop, Step } from '../protocol/sop.ts';
import { clauseHead, normalise, readSop, sectionOf, spanOf, type Reading } from './parse.ts';
import { fold, scan, tokenAt, type Flat } from './scan.ts';
import { beginsWithVerb } from './operation.ts';
import { CLAUSE_TABLE, SECTION_TABLE, VERB_TABLE } from './verbs.ts';

type Block = Reading['root']['children'][number];
type List = Extract<Block, { type: 'list' }>;
type ListItem = List['children'][number];

const silent = { problem: () => undefined, mark: () => undefined };
/** Verb heads that are names of keys or begin with a capital in the table keep it: `Press Home`. */
const HEADS = new Map<string, string>([...VERB_TABLE.flatMap((r) => r.en), ...CLAUSE_TABLE.flatMap((r) => r.en)].map((h) => [h.toLowerCase(), h]));

/** The text in canonical form; idempotent. What cannot be parsed at all comes back as it is. */
export function formatSop(text: string): string {
  // Tidied blanks can make printable what was not: go on until nothing changes.
  let out = pass(text);
  for (let n = 0; n < 4; n++) {
    const next = pass(out);
    if (next === out) break;
    out = next;
  }
  return out;
}

function pass(text: string): string {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const before = readSop(source);
  if (before.refused) return text;
  const printed = print(before);
  if (sameMeaning(before.sop, readSop(printed).sop)) return printed;
  const tidy = `${source.trimEnd()}\n`;
  return tidy === '\n' ? '' : tidy;
}

/** Whether two documents say the same: everything but spans, lines, printed numbers and the way the text is written. */
export const sameMeaning = (a: Sop, b: Sop): boolean => meaning(a) === meaning(b);

/** Digest of what a document says. */
export function meaning(sop: Sop): string {
  const { problems: _p, sha256: _s, ...rest } = sop;
  const references = new Map<string, string>();
  const walk = (steps: Step[], path: string): void => steps.forEach((s, i) => {
    const position = `${path}/${i}`;
    if (!references.has(s.number)) references.set(s.number, position);
    walk(s.body, position);
    s.clauses.forEach((c, k) => { if (c.clause === 'if') { walk(c.body, `${position}?${k}`); walk(c.otherwise, `${position}!${k}`); } });
  });
  sop.phases.forEach((p, i) => walk(p.steps, String(i)));
  const plain = JSON.stringify(rest, (key, value: unknown) => {
    if (key === 'span' || key === 'line' || key === 'number') return undefined;
    if (typeof value === 'object' && value !== null && 'do' in value && value.do === 'go-to' && 'step' in value) return { do: 'go-to', step: references.get(String(value.step)) ?? value.step };
    if (key === 'text' && typeof value === 'string') return normalise(value);
    if (key === 'reason' && typeof value === 'string') return normalise(value);
    return value;
  });
  return createHash('sha256').update(plain).digest('hex');
}

function print(r: Reading): string {
  const { text } = r;
  const blocks: string[] = [];
  let section: string | undefined;
  let next = 1;
  const numbers = renumbering(r);
  let previous: Block | undefined;
  for (const node of r.root.children) {
    const span = spanOf(node);
    const raw = text.slice(span.start, span.end);
    if (node.type === 'yaml') { blocks.push(raw.split('\n').map((l) => l.trimEnd()).join('\n')); previous = node; continue; }
    let out: string;
    if (node.type === 'heading') {
      if (node.depth <= 2) { section = r.sections.find((s) => s.heading.start === span.start)?.kind; }
      out = heading(raw, node.depth, section);
    } else if (node.type === 'list' && (section === 'steps' || section === 'whenever' || section === 'preconditions' || section === 'outcome')) {
      const printer = new Printer(r, numbers);
      if (r.attached.has(span.start)) {
        // Clauses that stood too far left go under their step.
        const pad = ' '.repeat(`${next - 1}. `.length);
        const clauses = node.children.map((c) => printer.item(c, '-', 'clause')).join('\n').split('\n').map((l) => (l === '' ? '' : pad + l)).join('\n');
        blocks.push(`${blocks.pop() ?? ''}\n${clauses}`);
        previous = node;
        continue;
      }
      if (section === 'steps') { out = printer.list(node, next, true); next += node.children.length; }
      else out = printer.list(node, undefined, false, section);
      // Adjacent lists of one section are one list.
      if (previous?.type === 'list') { blocks.push(`${blocks.pop() ?? ''}\n${out}`); previous = node; continue; }
    } else out = trimLines(node, raw, text, span.start);
    // The front matter and the title belong together.
    if (node.type === 'heading' && previous?.type === 'yaml') blocks.push(`${blocks.pop() ?? ''}\n${out}`);
    // A list stands directly under its heading.
    else if (previous?.type === 'heading' && previous.depth > 1 && node.type === 'list') blocks.push(`${blocks.pop() ?? ''}\n${out}`);
    else blocks.push(out);
    previous = node;
  }
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** Printed number of a top-level step → its new one, where it is unique. */
function renumbering(r: Reading): Map<string, string> {
  const map = new Map<string, string>();
  const twice = new Set<string>();
  for (const item of r.items) {
    if (item.kind !== 'step' || item.depth !== 0 || item.printed === undefined || item.expected === undefined) continue;
    const key = String(item.printed);
    if (map.has(key)) twice.add(key);
    map.set(key, String(item.expected));
  }
  for (const key of twice) map.delete(key);
  return map;
}

function heading(raw: string, depth: number, section: string | undefined): string {
  const title = raw.replace(/^[ \t]*#{1,6}[ \t]*/, '').replace(/\n[ \t]*(?:=+|-+)[ \t]*$/, '').replace(/(?:^|[ \t]+)#+[ \t]*$/, '').replace(/\s*\n\s*/g, ' ').trim();
  const kind = depth === 2 && section !== 'unknown' ? sectionOf(title) : undefined;
  const bare = fold(title).replace(/[:.]$/, '').trim();
  const canonical = kind ? SECTION_TABLE.flatMap((s) => [...s.en, ...s.zh]).find((h) => h.toLowerCase() === bare.toLowerCase()) : undefined;
  return `${'#'.repeat(depth)} ${canonical ?? title}`.trimEnd();
}

/** Free prose as it stands; blanks at line ends go, except a hard break's two and those of code. */
function trimLines(node: Block, raw: string, text: string, start: number): string {
  if (node.type === 'code' || node.type === 'html') return leading(text, start) + raw;
  return leading(text, start) + raw.split('\n').map((l, i, all) => (i < all.length - 1 && / {2,}$/.test(l) && l.trim() !== '' ? `${l.trimEnd()}  ` : l.trimEnd())).join('\n');
}

/** Indentation before a block on its first line (Markdown allows up to three blanks; lists measure by it). */
function leading(text: string, start: number): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^[ \t]*$/.test(line) ? line : '';
}

class Printer {
  readonly r: Reading;
  readonly numbers: Map<string, string>;
  constructor(r: Reading, numbers: Map<string, string>) { this.r = r; this.numbers = numbers; }

  list(list: List, first: number | undefined, steps: boolean, section?: string): string {
    let n = first ?? 1;
    return list.children.map((item) => this.item(item, steps ? `${n++}.` : '-', steps ? 'step' : section === 'whenever' ? 'guard' : 'statement')).join('\n');
  }

  /** One item with everything in it, at no indentation. */
  item(item: ListItem, marker: string, kind: 'step' | 'clause' | 'guard' | 'statement'): string {
    const width = marker.length + 1;
    const lines: string[] = [];
    let ownSteps = 1;
    const [head, ...rest] = item.children;
    const paragraph = head?.type === 'paragraph' ? head : undefined;
    lines.push(`${marker} ${paragraph ? this.paragraph(spanOf(paragraph), kind) : ''}`.trimEnd());
    let previousParagraph = paragraph !== undefined;
    for (const node of paragraph ? rest : item.children) {
      let body: string;
      if (node.type === 'list' && node.ordered && kind !== 'statement') {
        body = this.list(node, ownSteps, true);
        ownSteps += node.children.length;
      } else if (node.type === 'list' && kind === 'step') body = node.children.map((c) => this.item(c, '-', 'clause')).join('\n');
      else {
        const span = spanOf(node);
        body = this.dedent(span.start, span.end);
        if (previousParagraph && node.type === 'paragraph') lines.push('');
      }
      previousParagraph = node.type === 'paragraph';
      lines.push(...body.split('\n').map((l) => (l === '' ? '' : ' '.repeat(width) + l)));
    }
    return lines.join('\n');
  }

  /** Raw source of a nested block without its indentation. */
  dedent(start: number, end: number): string {
    const { text } = this.r;
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    return text.slice(start, end).split('\n').map((l, i) => (i === 0 ? l : l.slice(Math.min(column, l.length - l.trimStart().length)))).map((l) => l.trimEnd()).join('\n');
  }

  /** The text of a step, clause, guard or statement on one line: heads in their case, straight quotes, single blanks. */
  paragraph(span: { start: number; end: number }, kind: 'step' | 'clause' | 'guard' | 'statement'): string {
    const { text } = this.r;
    const flat = scan(text, span.start, span.end, silent);
    const edits: { start: number; end: number; text: string }[] = [];
    for (const token of flat.tokens) {
      if (token.kind !== 'term') continue;
      const at = token.term.span;
      const printed = term(text.slice(at.start, at.end), token.term);
      if (printed !== undefined) edits.push({ ...at, text: printed });
    }
    const found = kind === 'clause' ? clauseHead(flat) : undefined;
    if (found) {
      edits.push(...this.headCase(flat, 0, found.headEnd));
      if (found.row.clause === 'on-failure') edits.push(...this.references(flat, found.from));
    } else if (kind === 'step' || kind === 'guard' || kind === 'clause') {
      const begin = beginsWithVerb(flat, 0, flat.text.length);
      if (begin && begin.head[0] === 0) edits.push(...this.headCase(flat, ...begin.head));
    }
    edits.sort((a, b) => a.start - b.start);
    let out = '';
    let at = span.start;
    // Comments keep their blanks, but not their line ends: a step is one line.
    const plain = (s: string): string => s.split(/(<!--.*?-->)/s).map((part) => (part.startsWith('<!--') ? part.replace(/[ \t]*\n[ \t]*/g, ' ') : part.replace(/\s+/g, ' '))).join('');
    for (const e of edits) {
      if (e.start < at) continue;
      out += plain(text.slice(at, e.start)) + e.text;
      at = e.end;
    }
    out = (out + plain(text.slice(at, span.end))).trim();
    if (found && found.row.bare && flat.text[found.headEnd] !== ':' && !/^ ?:/.test(flat.text.slice(found.headEnd))) out = colon(out, found.headEnd, flat);
    return out;
  }

  headCase(flat: Flat, from: number, to: number): { start: number; end: number; text: string }[] {
    const canonical = HEADS.get(flat.text.slice(from, to));
    const start = flat.at[from] as number;
    const end = (flat.at[to - 1] as number) + 1;
    return canonical !== undefined && flat.source.slice(start, end).length >= canonical.length ? [{ start, end, text: canonical }] : [];
  }

  /** `go to step 7` follows its step's new number. */
  references(flat: Flat, from: number): { start: number; end: number; text: string }[] {
    const edits: { start: number; end: number; text: string }[] = [];
    const re = /(?:go to|continue at|continue with|转到|跳到|回到)(?: ?step| ?步骤)? ?([\uE800-\uEFFF])/g;
    for (const m of flat.text.slice(from).matchAll(re)) {
      const token = tokenAt(flat, m[1]);
      const now = token?.kind === 'number' ? this.numbers.get(token.raw) : undefined;
      if (token?.kind === 'number' && now !== undefined && now !== token.raw) edits.push({ ...token.span, text: now });
    }
    return edits;
  }
}

/** `Expect "x" is visible` → `Expect: "x" is visible`. */
function colon(out: string, headEnd: number, flat: Flat): string {
  const head = flat.text.slice(0, headEnd);
  const verb = CLAUSE_TABLE.find((r) => [...r.en, ...r.zh].some((h) => h.toLowerCase() === head));
  // If and Otherwise have their colon further on, or none.
  if (!verb || verb.clause === 'if' || verb.clause === 'otherwise' || verb.clause === 'ask') return out;
  return out.toLowerCase().startsWith(head) ? `${out.slice(0, head.length)}: ${out.slice(head.length).trimStart()}` : out;
}

/** A term in canonical quotes; undefined when it has to stay as it is. */
function term(raw: string, t: { kind: string; text?: string }): string | undefined {
  if (t.kind === 'param') return raw.replace(/^\{\{\s*|\s*\}\}$/g, '').replace(/^(.*)$/, '{{$1}}');
  if (t.kind === 'selector') return raw;
  const wide = raw.startsWith('**');
  const inner = raw.slice(wide ? 2 : 1, wide ? -2 : -1);
  // Straight quotes inside would end the text early, and Chinese corner quotes are their language's own.
  if (raw[0] === '「' || raw[0] === '『' || inner.includes('"') || inner.includes('\\')) return raw;
  return `"${inner}"`;
}
