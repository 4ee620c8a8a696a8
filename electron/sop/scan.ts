// Exports: scan, Flat, Token, Sink, isTerm, PLACES, rawOf, numberOf, fold.
// The inline scanner. It reads the raw source of one paragraph and makes *flat* text of it, in which every quoted text,
// selector, parameter, number and duration is one private-use character. Patterns then need no tokenizer, and because
// every flat character knows where it came from, spans are exact file offsets (Markdown escapes never shift them).

import type { Fix, Problem, SemanticToken, Span, Term } from '../protocol/sop.ts';

export type Token =
  | { kind: 'term'; term: Term }
  | { kind: 'number'; value: number; raw: string; span: Span }
  | { kind: 'duration'; ms: number; raw: string; span: Span };

/** Where scanning reports to. */
export interface Sink {
  problem(severity: Problem['severity'], code: string, message: string, span: Span, fixes?: Problem['fixes']): void;
  mark(kind: SemanticToken['kind'], span: Span): void;
}

/** `text[i]` came from source offset `at[i]`; `at[text.length]` is the end of the last character. */
export interface Flat { source: string; text: string; at: number[]; tokens: Token[]; span: Span }

/** Character classes of the placeholders: terms, numbers, durations; each holds 2,048, more become `□`. */
export const PLACES = { term: '[\\uE000-\\uE7FF]', number: '[\\uE800-\\uEFFF]', duration: '[\\uF000-\\uF7FF]', any: '[\\uE000-\\uF7FF]' } as const;
const BASE = { term: 0xe000, number: 0xe800, duration: 0xf000 } as const;
const ROOM = 0x800;

export const isTerm = (c: string | undefined): boolean => c !== undefined && c >= '\uE000' && c <= '\uE7FF';

/** The token behind a placeholder. Tokens of all kinds are numbered together. */
export function tokenAt(flat: Flat, place: string | undefined): Token | undefined {
  if (place === undefined || place === '') return undefined;
  const code = place.charCodeAt(0);
  if (code < BASE.term || code >= BASE.duration + ROOM) return undefined;
  return flat.tokens[(code - BASE.term) % ROOM];
}

const FOLD: Record<string, string> = {
  '：': ':', '，': ',', '；': ';', '。': '.', '！': '!', '？': '?', '（': '(', '）': ')', '＜': '<', '＞': '>', '＝': '=', '≤': '<=', '≥': '>=', '→': '->', '⇒': '->', '－': '-', '\u2011': '-', '　': ' ', '\u00A0': ' ',
};

/** Full-width digits and letters to ASCII, full-width punctuation folded. */
export const fold = (s: string): string => s.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[：，；。！？（）＜＞＝≤≥→⇒－\u2011　\u00A0]/g, (c) => FOLD[c] ?? c);

const CLOSERS: Record<string, string> = { '"': '"', '“': '”"', '”': '”“"', '「': '」', '『': '』', '‘': '’' };
const PARAM = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/uy;
const DURATION = /([0-9０-９]+(?:\.[0-9]+)?)[ \t]*(ms|milliseconds?|msecs?|secs?|seconds?|s|mins?|minutes?|hours?|hrs?|h|毫秒|秒钟|秒|分钟|小时)(?![A-Za-z0-9])/iy;
const NUMBER = /[0-9０-９]+(?:\.[0-9０-９]+)*(?![A-Za-z_0-9]|[:：/-][0-9])/y;
const LINK = /!?\[([^\]\n]*)\]\([^)\n]*\)/y;
const TAG = /<\/?[a-z][^<>\n]*>/iy;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;

function unitMs(unit: string): number {
  const u = unit.toLowerCase();
  if (u.startsWith('ms') || u.startsWith('milli') || u === '毫秒') return 1;
  if (u.startsWith('s') || u.startsWith('秒')) return 1000;
  if (u.startsWith('m') || u === '分钟') return 60_000;
  return 3_600_000;
}

/** Scans `text[start, end)`. Reports malformed pieces to `sink`, marks terms and numbers. */
export function scan(text: string, start: number, end: number, sink: Sink): Flat {
  const out: string[] = [];
  const at: number[] = [];
  const tokens: Token[] = [];
  let space = false;
  let spaceAt = start;
  let last = start;

  const put = (c: string, offset: number, width: number): void => {
    const prev = out[out.length - 1];
    const place = c >= '\uE000' && c <= '\uF7FF';
    if (space && prev !== undefined && !/[,:;.!?)]/.test(c) && prev !== '(' && !(CJK.test(prev) && CJK.test(c))) { out.push(' '); at.push(spaceAt); }
    else if (!space && place && prev !== undefined && !/[\s(]/.test(prev)) { out.push(' '); at.push(offset); }
    out.push(c); at.push(offset);
    space = place;
    spaceAt = offset + width;
    last = offset + width;
  };
  const putToken = (kind: keyof typeof BASE, token: Token, span: Span): void => {
    if (tokens.length >= ROOM) { put('□', span.start, span.end - span.start); return; }
    tokens.push(token);
    put(String.fromCharCode(BASE[kind] + tokens.length - 1), span.start, span.end - span.start);
  };
  const putTerm = (term: Term): void => putToken('term', { kind: 'term', term }, term.span);
  const lineEnd = (from: number): number => { for (let j = from; j < end; j++) if (text[j] === '\n' || text[j] === '\r') return j; return end; };
  const match = (re: RegExp, i: number, limit = end): RegExpExecArray | undefined => {
    re.lastIndex = i;
    const m = re.exec(text);
    return m && i + m[0].length <= limit ? m : undefined;
  };
  /** Index of the closing quote on the line, or -1. */
  const closing = (from: number, closers: string): number => {
    for (let j = from, stop = lineEnd(from); j < stop; j++) {
      if (text[j] === '\\' && j + 1 < stop) { j++; continue; }
      if (closers.includes(text[j] as string)) return j;
    }
    return -1;
  };
  const quoted = (from: number, to: number, span: Span): Term => {
    const parts: (string | { param: string })[] = [];
    let piece = '';
    for (let j = from; j < to; j++) {
      if (text[j] === '\\' && j + 1 < to && '"\\“”「」{\'’'.includes(text[j + 1] as string)) { piece += text[++j]; continue; }
      const p = text.startsWith('{{', j) ? match(PARAM, j, to) : undefined;
      if (p) {
        if (piece !== '') parts.push(piece);
        piece = '';
        parts.push({ param: p[1] as string });
        sink.mark('parameter', { start: j, end: j + p[0].length });
        j += p[0].length - 1;
        continue;
      }
      piece += text[j];
    }
    if (parts.length === 0) return { kind: 'text', text: piece, span };
    if (piece !== '') parts.push(piece);
    return { kind: 'template', parts, span };
  };

  let i = start;
  while (i < end) {
    const c = text[i] as string;
    if (/\s/.test(c)) { if (!space) { space = true; spaceAt = i; } i++; continue; }
    if (text.startsWith('<!--', i)) {
      const stop = text.indexOf('-->', i + 4);
      i = stop < 0 || stop + 3 > end ? end : stop + 3;
      space = true; continue;
    }
    if (c === '<') {
      const tag = match(TAG, i);
      if (tag) { i += tag[0].length; space = true; continue; }
    }
    if (c === '{' && text[i + 1] === '{') {
      const p = match(PARAM, i);
      if (p) {
        const span = { start: i, end: i + p[0].length };
        sink.mark('parameter', span);
        putTerm({ kind: 'param', name: p[1] as string, span });
        i = span.end; continue;
      }
      const stop = Math.min(lineEnd(i), (text.indexOf('}}', i) + 2 || end + 2));
      sink.problem('error', 'param/malformed', 'Write a parameter as {{name}}: letters, digits, "_" and "-", closed with }}', { start: i, end: Math.max(i + 2, Math.min(stop, lineEnd(i))) }, closeParam(text, i));
      put('{', i, 2); i += 2; continue;
    }
    if (c in CLOSERS || c === "'") {
      const opens = c !== "'" || i === start || /[\s(:：,，]/.test(text[i - 1] as string);
      if (opens) {
        let close = closing(i + 1, c === "'" ? "'" : CLOSERS[c] as string);
        // An apostrophe inside a single-quoted text does not close it.
        while (c === "'" && close >= 0 && /[\p{L}\p{N}]/u.test(text[close + 1] ?? '')) close = closing(close + 1, "'");
        if (close >= 0 && close < end) {
          const span = { start: i, end: close + 1 };
          if (close === i + 1) sink.problem('warning', 'text/empty', 'The quotes are empty', span);
          const term = quoted(i + 1, close, span);
          sink.mark('uiText', span);
          putTerm(term);
          i = close + 1; continue;
        }
        if (c !== "'" && c !== '‘' && c !== '”' && !(c === '"' && /[0-9]/.test(text[i - 1] ?? ''))) {
          const stop = lineEnd(i);
          sink.problem('error', 'text/unclosed', 'This quotation mark is never closed on its line', { start: i, end: stop }, [{ title: 'Close the quotation', edits: [{ span: { start: stop, end: stop }, text: c === '「' ? '」' : c === '『' ? '』' : c === '“' ? '”' : '"' }] }]);
        }
      }
      put(c, i, 1); i++; continue;
    }
    if (c === '`') {
      let n = 1;
      while (text[i + n] === '`') n++;
      const fence = '`'.repeat(n);
      const stop = lineEnd(i);
      const close = text.indexOf(fence, i + n);
      if (close >= 0 && close + n <= stop) {
        const span = { start: i, end: close + n };
        const raw = text.slice(i + n, close).trim();
        const m = /^(id|desc|class|text|pkg):\s*(.+)$/s.exec(raw);
        if (raw === '' || /^(id|desc|class|text|pkg):$/.test(raw)) sink.problem('error', 'selector/empty', 'The selector names nothing', span);
        const by = m ? m[1] as 'id' : /^[\w.]+:id\/\w+$/.test(raw) ? 'id' : 'text';
        sink.mark('selector', span);
        putTerm({ kind: 'selector', by, value: m ? m[2] as string : raw, span });
        i = span.end; continue;
      }
      sink.problem('error', 'selector/unclosed', 'This backtick is never closed on its line', { start: i, end: stop }, [{ title: 'Close the selector', edits: [{ span: { start: stop, end: stop }, text: fence }] }]);
      put('`', i, n); i += n; continue;
    }
    if (c === '*') {
      const bold = text[i + 1] === '*' && !/[\s"“「『‘`{*]/.test(text[i + 2] ?? ' ');
      const close = bold ? text.indexOf('**', i + 2) : -1;
      if (bold && close > i + 2 && close + 2 <= lineEnd(i) && !/\s/.test(text[close - 1] as string) && !/[:：]$/.test(text.slice(i + 2, close))) {
        const span = { start: i, end: close + 2 };
        sink.mark('uiText', span);
        putTerm(quoted(i + 2, close, span));
        i = span.end; continue;
      }
      i++; continue;
    }
    if (c === '[' || (c === '!' && text[i + 1] === '[')) {
      const link = match(LINK, i);
      if (link) {
        if (c === '!') { i += link[0].length; space = true; continue; }
        const inner = scan(text, i + 1, i + 1 + (link[1] as string).length, sink);
        for (let k = 0; k < inner.text.length; k++) {
          const token = tokenAt(inner, inner.text[k]);
          if (!token) put(inner.text[k] as string, inner.at[k] as number, 1);
          else if (token.kind === 'term') putTerm(token.term);
          else putToken(token.kind, token, token.span);
        }
        i += link[0].length; continue;
      }
    }
    if (c === '\\' && i + 1 < end && /[!-/:-@[-`{-~]/.test(text[i + 1] as string)) { put(text[i + 1] as string, i, 2); i += 2; continue; }
    if (/[0-9０-９]/.test(c) && !/[A-Za-z0-9_./-]/.test(space ? '' : out[out.length - 1] ?? '')) {
      const d = match(DURATION, i);
      const n = d ?? match(NUMBER, i);
      if (n) {
        const span = { start: i, end: i + n[0].length };
        const value = Number(fold(n[1] ?? n[0]));
        if (Number.isFinite(value)) {
          sink.mark('number', span);
          if (d) putToken('duration', { kind: 'duration', ms: Math.round(value * unitMs(d[2] as string)), raw: n[0], span }, span);
          else putToken('number', { kind: 'number', value, raw: fold(n[0]), span }, span);
          i = span.end; continue;
        }
      }
      // A time of day or a word that begins with digits: its colon separates nothing.
      const word = /[0-9０-９A-Za-z_:：/.-]*[0-9０-９A-Za-z_]/y;
      const w = match(word, i);
      if (w) {
        for (let k = 0; k < w[0].length; k++) put(/[:：]/.test(w[0][k] as string) ? '∶' : fold(w[0][k] as string).toLowerCase(), i + k, 1);
        i += w[0].length; continue;
      }
    }
    if ((c === ':' || c === '：') && text.startsWith('//', i + 1)) { put('∶', i, 1); i++; continue; }
    const folded = fold(c);
    if (folded.length > 1) { for (const f of folded) put(f, i, 1); i++; continue; }
    const lower = folded.toLowerCase();
    put(c >= '\uE000' && c <= '\uF8FF' ? '□' : lower.length === 1 ? lower : folded, i, 1);
    i++;
  }
  at.push(last);
  return { source: text, text: out.join(''), at, tokens, span: { start, end } };
}

/** `{{name`, `{{name}` and `{{two words}}` as they were meant. */
function closeParam(text: string, i: number): Fix[] {
  const closed = /\{\{([^{}\r\n]*)\}\}/y;
  closed.lastIndex = i;
  const whole = closed.exec(text);
  const name = whole?.[1]?.trim().replace(/[^\p{L}\p{N}_.-]+/gu, '_');
  if (whole) return name !== undefined && /^[\p{L}_]/u.test(name) ? [{ title: `Write {{${name}}}`, edits: [{ span: { start: i, end: i + whole[0].length }, text: `{{${name}}}` }] }] : [];
  const open = /\{\{\s*[\p{L}_][\p{L}\p{N}_.-]*/uy;
  open.lastIndex = i;
  const m = open.exec(text);
  if (!m) return [];
  const end = i + m[0].length;
  return [{ title: 'Close it with }}', edits: [{ span: { start: end, end: text[end] === '}' ? end + 1 : end }, text: '}}' }] }];
}

/** Source between two flat positions, trimmed. */
export function rawOf(flat: Flat, from: number, to: number): { text: string; span: Span } {
  let start = flat.at[from] ?? flat.span.end;
  let end = to >= flat.text.length ? flat.at[flat.text.length] ?? flat.span.end : to > from ? Math.max(start, endOf(flat, to - 1)) : start;
  while (start < end && /\s/.test(flat.source[start] as string)) start++;
  while (end > start && /\s/.test(flat.source[end - 1] as string)) end--;
  return { text: flat.source.slice(start, end), span: { start, end } };
}

/** Source offset just behind flat character `i`. */
function endOf(flat: Flat, i: number): number {
  const token = tokenAt(flat, flat.text[i]);
  if (token) return token.kind === 'term' ? token.term.span.end : token.span.end;
  const start = flat.at[i] as number;
  return flat.source[start] === '\\' && flat.text[i] !== '\\' ? start + 2 : start + 1;
}

/** The number of a `<name#>` place. */
export function numberOf(flat: Flat, place: string | undefined): number | undefined {
  const token = tokenAt(flat, place);
  return token?.kind === 'number' ? token.value : undefined;
}
