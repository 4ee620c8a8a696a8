// Exports: pieces, canonical, near, STOP. A text as the words that the pilot reads: folded, stemmed, Chinese by the character. Pure.

import { stemmer } from 'stemmer';

/** Words that say nothing of what is meant. */
export const STOP: ReadonlySet<string> = new Set('the a an of to for my your our in on at with and or is are be it its this that from by as so i me you want need please can'.split(' ').map((w) => canonical(w)));

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const PART = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|\d+(?:[.,:/-]\d+)*|[\p{L}\p{M}]+(?:['’][\p{L}]+)?|[¥$€£₹]|[%+@#*&]/gu;

/** The form under which a word is known: stem of its folded letters. */
export function canonical(word: string): string {
  const w = word.replace(/['’].*$/u, '');
  return /^[a-z]+$/.test(w) ? stemmer(w) : w;
}

/**
 * Words in order; at most `limit`. Chinese, Japanese and Korean come by the character, numbers whole, currencies as `¤`.
 * Compounds that people write in two ways (Wi-Fi, e-mail) become one.
 */
export function pieces(text: string, limit = Infinity): string[] {
  const folded = text.normalize('NFKC').toLowerCase().replace(/\b(wi|e|sign|log|check|set|pop|pin|opt|pre|re|un|co)-(?=\p{L})/gu, '$1').replace(/\b(log|sign|set|check) (in|up|out|on|off)\b/gu, '$1$2');
  const found: string[] = [];
  for (const m of folded.matchAll(PART)) {
    if (found.length >= limit) break;
    const part = m[0];
    found.push(HAN.test(part) ? part : /^[¥$€£₹]$/u.test(part) ? '¤' : /^\d/.test(part) ? part : canonical(part));
  }
  return found;
}

/** Whether two unknown words are one with a slip of the pen: a letter more, fewer, other or swapped in a word of five or more. */
export function near(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length < 5 || b.length < 5 || Math.abs(a.length - b.length) > 1 || a[0] !== b[0] || /\d/.test(a + b)) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  let j = 0;
  while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
  const [ra, rb] = [a.slice(i, a.length - j), b.slice(i, b.length - j)];
  return ra.length + rb.length <= 2 && (ra.length <= 1 && rb.length <= 1) || (ra.length === 2 && rb.length === 2 && ra[0] === rb[1] && ra[1] === rb[0]);
}
