// Exports: residentId. Resident identity numbers of China (GB 11643-1999): region, date of birth, MOD 11-2; old ones of 15 digits only beside a cue.

import type { Recogniser } from '../recognise.ts';
import { apart, chains } from './digits.ts';

const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CUE = /(?:身份证|证件号|身份号|\bID\b|identity)[^\d\n]{0,12}$/i;

const isDate = (y: number, m: number, d: number): boolean => {
  const date = new Date(Date.UTC(y, m - 1, d));
  return y >= 1880 && y <= 2100 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
};

/** MOD 11-2 of 17 digits and the check character. */
export const checksum = (id: string): boolean => '10X98765432'[WEIGHTS.reduce((sum, w, i) => sum + w * (id.charCodeAt(i) - 48), 0) % 11] === id[17];

export const residentId: Recogniser = ({ text }) => apart(chains(text, 15, 18).flatMap((c) => {
  const span = { start: c.start, end: c.end, kind: 'resident-id' as const };
  if (!REGION.test(c.digits)) return [];
  if (/^\d{17}[\dX]$/.test(c.digits)) return isDate(Number(c.digits.slice(6, 10)), Number(c.digits.slice(10, 12)), Number(c.digits.slice(12, 14))) && checksum(c.digits) ? [{ ...span, score: 1 }] : [];
  if (/^\d{15}$/.test(c.digits) && isDate(1900 + Number(c.digits.slice(6, 8)), Number(c.digits.slice(8, 10)), Number(c.digits.slice(10, 12))) && CUE.test(text.slice(Math.max(0, c.start - 20), c.start))) return [{ ...span, score: 0.9 }];
  return [];
}));
