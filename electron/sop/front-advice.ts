// Exports: wideMarks, yamlAdvice, openFront. What to say, and what to offer, about front matter that YAML refuses.

import type { Fix, Span } from '../protocol/sop.ts';

interface Mark { at: number; length: number; text: string }

const WIDE: Record<string, string> = { '：': ': ', '，': ', ', '｛': '{', '｝': '}', '［': '[', '］': ']', '【': '[', '】': ']', '“': '"', '”': '"' };

/** Full-width punctuation where YAML wants its own: behind a key and inside { } and [ ]. Offsets are of `source`. */
export function wideMarks(source: string): Mark[] {
  const marks: Mark[] = [];
  let lineAt = 0;
  for (const line of source.split('\n')) {
    const key = /^\s*(?:-\s+)?[\p{L}_][\p{L}\p{N}_.-]*(?=：)/u.exec(line)?.[0].length;
    if (key !== undefined) marks.push(wide(line, key, lineAt));
    let quote = '';
    let depth = 0;
    for (let i = key === undefined ? 0 : key + 1; i < line.length; i++) {
      const c = line[i] as string;
      if (quote !== '') { if (c === quote) quote = ''; continue; }
      if (c === '#' && /\s/.test(line[i - 1] ?? ' ')) break;
      if (c === '"' || c === "'") { quote = c; continue; }
      if ('{[｛［【'.includes(c)) depth++;
      if (depth > 0 && c in WIDE) marks.push(wide(line, i, lineAt));
      if ('}]｝］】'.includes(c)) depth--;
    }
    lineAt += line.length + 1;
  }
  return marks;
}

/** One mark; a blank that follows already is not doubled. */
function wide(line: string, i: number, lineAt: number): Mark {
  const text = WIDE[line[i] as string] as string;
  return { at: lineAt + i, length: 1, text: text.endsWith(' ') && /^\s/.test(line.slice(i + 1)) ? text.trimEnd() : text };
}

/**
 * One error of the YAML reader in words, with its place and what would mend it.
 * @param pos offsets within `source`; `start` is where `source` begins in the document
 */
export function yamlAdvice(error: { code: string; message: string; pos: readonly [number, number] }, source: string, start: number): { message: string; span: Span; fixes: Fix[] } {
  const from = Math.min(error.pos[0], source.length);
  const span = { start: start + from, end: start + Math.max(from, Math.min(error.pos[1], source.length)) };
  const lineAt = source.lastIndexOf('\n', from - 1) + 1;
  if (error.code === 'TAB_AS_INDENT') {
    const edits = [...source.matchAll(/^ *\t[ \t]*/gm)].map((m) => ({ span: { start: start + m.index, end: start + m.index + m[0].length }, text: m[0].replaceAll('\t', '  ') }));
    return { message: 'The front matter is indented with blanks, never with tabs', span, fixes: edits.length > 0 ? [{ title: 'Indent with blanks', edits }] : [] };
  }
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(source.slice(from))?.[0] ?? '';
    const pad = from - lineAt;
    const alone = source.slice(lineAt, from).trim() === '';
    let end = lineAt;
    // The entry reaches to the next line that is not indented further than it.
    for (let first = true; end < source.length; first = false) {
      const line = /[^\n]*\n?/y;
      line.lastIndex = end;
      const text = line.exec(source)?.[0] ?? '';
      if (!first && text.trim() !== '' && text.length - text.trimStart().length <= pad) break;
      end += text.length;
    }
    return { message: `"${key}" stands here twice`, span: { start: span.start, end: span.start + Math.max(1, key.length) }, fixes: alone ? [{ title: 'Remove the second', edits: [{ span: { start: start + lineAt, end: start + end }, text: '' }] }] : [] };
  }
  const open = openBracket(source, from);
  if (open !== undefined) {
    const close = source[open] === '{' ? '}' : ']';
    const lineEnd = source.indexOf('\n', open) < 0 ? source.length : source.indexOf('\n', open);
    const at = open + source.slice(open, lineEnd).replace(/\s+#.*$/, '').trimEnd().length;
    return { message: `This "${source[open]}" is never closed`, span: { start: start + open, end: start + open + 1 }, fixes: [{ title: `Close it with "${close}"`, edits: [{ span: { start: start + at, end: start + at }, text: close === '}' ? ' }' : ']' }] }] };
  }
  return { message: `The front matter is no valid YAML: ${error.message}`, span, fixes: [] };
}

/** The innermost bracket that is open at `to`, outside quotes and comments, and is not closed on its own line. */
function openBracket(source: string, to: number): number | undefined {
  const stack: number[] = [];
  let quote = '';
  for (let i = 0; i < to; i++) {
    const c = source[i] as string;
    if (c === '\n') quote = '';
    else if (quote !== '') { if (c === quote) quote = ''; }
    else if (c === '#' && /\s/.test(source[i - 1] ?? ' ')) i = Math.max(i, (source.indexOf('\n', i) + 1 || to + 1) - 2);
    else if ((c === '"' || c === "'") && /[\s{[,:]/.test(source[i - 1] ?? ' ')) quote = c;
    else if (c === '{' || c === '[') stack.push(i);
    else if (c === '}' || c === ']') stack.pop();
  }
  return stack.pop();
}

/** Front matter that begins but that Markdown does not take for one: how to mend it. Undefined when there is no beginning. */
export function openFront(text: string): { message: string; at: Span; fix: Fix } | undefined {
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const lead = /^\s+(?=---[ \t]*(?:\r\n|\r|\n))/.exec(text.slice(bom));
  if (lead) return { message: 'Nothing may stand before the front matter, not even an empty line', at: { start: bom, end: bom + lead[0].length }, fix: { title: 'Remove what stands before it', edits: [{ span: { start: bom, end: bom + lead[0].length }, text: '' }] } };
  const open = /^---[ \t]*(\r\n|\r|\n)/.exec(text.slice(bom));
  if (!open) return undefined;
  const eol = open[1] as string;
  let end = bom + open[0].length;
  const line = /([^\r\n]*)(\r\n|\r|\n|$)/y;
  for (let at = end; at < text.length;) {
    line.lastIndex = at;
    const m = line.exec(text);
    // A heading ends it: what looks like a comment of YAML is the title here.
    if (!m || !/^(?:\s|[\p{L}_][\p{L}\p{N}_.-]*\s*:|$)/u.test(m[1] as string)) break;
    at += m[0].length;
    if ((m[1] as string).trim() !== '') end = at;
  }
  return { message: 'The front matter is never closed: write --- on a line of its own below it', at: { start: bom, end: bom + 3 }, fix: { title: 'Close the front matter', edits: [{ span: { start: end, end }, text: `${/[\r\n]$/.test(text.slice(0, end)) ? '' : eol}---${eol}` }] } };
}
