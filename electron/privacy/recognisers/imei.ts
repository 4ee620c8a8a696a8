// Exports: imei. Device identities: 15 digits with a Luhn checksum, beside their name or with the first digits of a reporting body.

import type { Recogniser } from '../recognise.ts';
import { apart, chains, luhn } from './digits.ts';

const CUE = /\b(?:IMEI|MEID)\b[^\d\n]{0,10}$|(?:串号|设备识别码|设备号)[^\d\n]{0,6}$/i;
const BODY = /^(?:35|86|01)/;

export const imei: Recogniser = ({ text }) => apart(chains(text, 15, 15).flatMap((c) => {
  if (!/^\d{15}$/.test(c.digits) || !luhn(c.digits) || /^(\d)\1*$/.test(c.digits)) return [];
  const before = text.slice(Math.max(0, c.start - 20), c.start);
  const cue = CUE.test(before) || /\bIMEI\s*[12]?\b/i.test(before);
  // Written alone only: in a text, fifteen digits are more often a counter.
  return cue || (BODY.test(c.digits) && c.groups.length === 1 && text.trim().length <= 20) ? [{ start: c.start, end: c.end, kind: 'imei' as const, score: cue ? 1 : 0.7 }] : [];
}));
