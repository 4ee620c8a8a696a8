// Exports: iban. International bank account numbers whose country format and MOD 97 hold, grouped or not.

import { isIban } from '../libraries.ts';
import type { Found, Recogniser } from '../recognise.ts';

const START = /(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d{2}(?:[ -]?[A-Za-z0-9]){11,30}/g;

export const iban: Recogniser = ({ text }) => {
  const found: Found[] = [];
  for (const m of text.matchAll(START)) {
    // What follows may be the next words: the longest beginning that holds counts.
    for (let n = m[0].length; n >= 15; n--) {
      if (/[A-Za-z0-9]/.test(text[m.index + n] ?? '')) continue;
      const part = m[0].slice(0, n);
      if (/[ -]$/.test(part) || !isIban(part.replace(/[ -]/g, '').toUpperCase())) continue;
      found.push({ start: m.index, end: m.index + n, kind: 'iban', score: 1 });
      break;
    }
  }
  return found;
};
