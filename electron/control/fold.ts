// Exports: fold. Text from a screen brought to one form before it is compared with words of a lexicon.
// A label is untrusted: full-width letters, invisible characters, direction marks and letters of other scripts that look
// Latin all render like the plain word and must not hide it. Chinese is brought to the characters of the lexicon.

import { simplified } from './traditional.ts';

/** Cyrillic and Greek letters that look like Latin ones (a subset of Unicode's confusables that occurs in words). */
const LOOKALIKE: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', ɡ: 'g', һ: 'h', і: 'i', ӏ: 'l', ј: 'j', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', ԛ: 'q', ѕ: 's', т: 't', у: 'y', ԝ: 'w', х: 'x', ү: 'y',
  α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ı: 'i', ſ: 's', ʟ: 'l', ɑ: 'a',
};
const FOREIGN = new RegExp(`[${Object.keys(LOOKALIKE).join('')}]`, 'gu');

/**
 * NFKC, without format characters (zero-width, bidi), marks (combining strokes) and soft hyphens, look-alikes as Latin
 * when the text mixes scripts or is all look-alikes, lower case, spaces collapsed, `d e l e t e` joined.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/gu, '')
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .trim();
  const latin = plain.replace(FOREIGN, (c) => LOOKALIKE[c] ?? c);
  // A wholly Cyrillic or Greek word that is not made of look-alikes only stays what it is.
  const folded = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(latin) && !/\p{Script=Latin}/u.test(plain) ? plain : latin;
  const joined = folded.replace(/(?<![\p{L}\p{N}])(?:\p{L} ){2,}\p{L}(?![\p{L}\p{N}])/gu, (spaced) => spaced.replaceAll(' ', ''));
  return HAN.test(joined) ? simplified(joined.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han}(?: |$))/gu, '')) : joined;
}

const HAN = /\p{Script=Han}/u;
