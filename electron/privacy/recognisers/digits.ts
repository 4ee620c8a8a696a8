// Exports: chains, luhn, Candidate. Numbers written in groups: the runs of digits that stand together, and the checksum of cards and devices.

import type { Found } from '../recognise.ts';

/** Digits of some neighbouring groups, and where they stand. */
export interface Candidate { digits: string; start: number; end: number; /** Lengths of the groups. */ groups: number[] }

/** "IMEI359…", "身份证ID110…": the name of a number may be glued to it, other letters may not. */
const CHAIN = /(?:(?<![A-Za-z0-9_])|(?<=(?<![A-Za-z])(?:imei|meid|visa|amex|mastercard|unionpay|card|pan|id|no|number)))\d(?:[ .-]?\d)*[Xx]?(?![A-Za-z0-9_])/gi;

/**
 * Every run of neighbouring groups with so many digits, longest first: of "6222 0212 3456 7894 2026" also the first four.
 * @param least, most how many characters; a final X counts
 */
export function chains(text: string, least: number, most: number): Candidate[] {
  const found: Candidate[] = [];
  for (const m of text.matchAll(CHAIN)) {
    const groups = [...m[0].matchAll(/[\dXx]+/g)].map((g) => ({ digits: g[0], at: m.index + g.index }));
    const spaced = groups.length > 8 && groups.every((g) => g.digits.length === 1);
    for (let i = 0; i < groups.length; i++) {
      let digits = '';
      for (let j = i; j < groups.length; j++) {
        digits += groups[j]!.digits;
        if (digits.length > most) break;
        // A number of single digits is read as a whole.
        if (digits.length < least || (spaced && (i !== 0 || j !== groups.length - 1))) continue;
        found.push({ digits: digits.toUpperCase(), start: groups[i]!.at, end: groups[j]!.at + groups[j]!.digits.length, groups: groups.slice(i, j + 1).map((g) => g.digits.length) });
      }
    }
  }
  return found.sort((a, b) => b.digits.length - a.digits.length);
}

/** The first of candidates that overlap: those given first win. */
export function apart(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const f of found) if (!kept.some((k) => f.start < k.end && k.start < f.end)) kept.push(f);
  return kept;
}

/** ISO/IEC 7812: every second digit from the right doubled. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const d = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (d < 0 || d > 9) return false;
    sum += i % 2 === 0 ? d : d > 4 ? d * 2 - 9 : d * 2;
  }
  return sum % 10 === 0;
}
