// Exports: card. Payment cards: 13 to 19 digits of a known issuer whose Luhn checksum holds.

import type { Recogniser } from '../recognise.ts';
import { apart, chains, luhn } from './digits.ts';

/** Ranges of issuers by their first digits, and the lengths they have. */
const ISSUERS: readonly [RegExp, readonly number[]][] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^(?:62|81)/, [16, 17, 18, 19]],
  [/^(?:60|9558|955|940[0-9]|5[06789]|6[0137])/, [16, 18, 19]],
  [/^220[0-4]/, [16]],
];
const CUE = /(?:card|visa|mastercard|amex|american express|unionpay|debit|credit|pan|卡号|银行卡|信用卡|储蓄卡|借记卡|卡|账号|账户)[^\d\n]{0,14}$/i;
const OTHER = /(?:order|tracking|invoice|serial|ticket|ref(?:erence)?|trace|transaction|txn|barcode|sku|订单|单号|编号|流水|快递|运单|票号|序列号|条码|交易号|批次|凭证)[^\d\n]{0,10}$/i;

export const card: Recogniser = ({ text }) => apart(chains(text, 13, 19).flatMap((c) => {
  if (!/^\d+$/.test(c.digits) || !luhn(c.digits) || /^(\d)\1*$/.test(c.digits)) return [];
  const before = text.slice(Math.max(0, c.start - 24), c.start);
  const cue = CUE.test(before);
  const known = ISSUERS.some(([prefix, lengths]) => prefix.test(c.digits) && lengths.includes(c.digits.length));
  const inFours = c.groups.length > 2 && c.groups.slice(0, 2).every((n) => n === 4);
  if (!cue && (!known || (OTHER.test(before) && !inFours))) return [];
  if (/^[.]\d/.test(text.slice(c.end))) return [];
  return [{ start: c.start, end: c.end, kind: 'card' as const, score: 1 }];
}));
