// Exports: fold, Folded. Full-width forms, foreign digits, odd blanks and dashes as ASCII, invisible characters left out; offsets of the original are kept.

export interface Folded {
  readonly text: string;
  /** The part of the original that `text.slice(start, end)` was made from. */
  span(start: number, end: number): { start: number; end: number };
}

/** First digits of other scripts' tens, by code point: Arabic-Indic, Persian, Devanagari, Bengali, Thai, mathematical. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6];
const INVISIBLE = /[\p{Cf}\u034f]|[\ufe00-\ufe0f]/u;

function plain(c: string, code: number): string {
  if (code < 0x80) return c;
  if (INVISIBLE.test(c)) return '';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f) return ' ';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63) return '-';
  const zero = ZEROS.find((z) => code >= z && code < z + 10);
  return zero === undefined ? c : String(code - zero);
}

const NOTHING_TO_FOLD = /^[\u0000-\u007e\u00c0-\u024f\u4e00-\u9fff\u3001-\u301f]*$/; // oxlint-disable-line no-control-regex -- ASCII as it is

export function fold(original: string): Folded {
  if (NOTHING_TO_FOLD.test(original)) return { text: original, span: (start, end) => ({ start, end }) };
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const c of original) {
    const folded = plain(c, c.codePointAt(0)!);
    // One entry a code unit of the folded text.
    for (let i = 0; i < folded.length; i++) { from.push(folded.length === c.length ? at + i : at); to.push(folded.length === c.length ? at + i + 1 : at + c.length); }
    text += folded;
    at += c.length;
  }
  return { text, span: (start, end) => (end <= start ? { start: from[start] ?? original.length, end: from[start] ?? original.length } : { start: from[start]!, end: to[end - 1]! }) };
}
