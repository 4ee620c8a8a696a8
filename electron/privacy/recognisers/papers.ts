// Exports: passport, ssn. Numbers of papers that have no checksum of their own: beside their name, or in a form nothing else has.

import type { Found, Recogniser } from '../recognise.ts';

const PASSPORT = /(?:passport|travel document|护照|通行证|港澳证|台胞证|回乡证)(?:[ ,，/(（)）]{0,2}(?:no|number|num|nr|id|card|book|#|号码?|编号|证件号码?|证号))?[.]?(?:\s*(?:[:：#=是为(（]|\bis\b))?\s*([A-Z]{0,2}\d{6,9}[A-Z]?|[A-Z]{1,2}\d{2}[A-Z]{2}\d{4,5})(?![A-Za-z0-9])/gi;
/** With some words between, or the paper's name behind: then the number has to look like one of a passport. Germany's mix letters and digits. */
const PASSPORT_NUMBER = String.raw`(?![A-Z]{9})(?:[A-Z]{1,2}\d{6,8}[A-Z]?|\d{9}|(?=(?:[A-Z]*\d){4})[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8})`;
const PASSPORT_NEAR = new RegExp(String.raw`(?<![A-Za-z])(?:[Pp]assport|PASSPORT|护照|通行证)(?:[\s:#,./()-]{1,3}(?:[A-Za-z]{2,12}|证件号码?|证号|号码?|为|是)){0,4}[\s:#,./()-]{0,3}(?:号码?|为|是)?[\s:]{0,2}(${PASSPORT_NUMBER})(?![A-Za-z0-9])`, 'g');
const PASSPORT_BEHIND = new RegExp(String.raw`(?<![A-Za-z0-9])([A-Z]{1,2}\d{7,8})\s?[(,]?\s?(?:护照|[Pp]assport)`, 'g');
const SSN = /(?<![\d\-A-Za-z])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g;

const SSN_PLAIN = /(?:\bssn|\bsocial security(?: (?:no\b\.?|num(?:ber)?|#|id))?|\bitin|\btin)[^\d\n]{0,6}((?!000|666|9\d\d)\d{3}(?!00)\d{2}(?!0000)\d{4})(?!\d)/gi;

export const passport: Recogniser = ({ text }) => [PASSPORT, PASSPORT_NEAR, PASSPORT_BEHIND].flatMap((pattern) => [...text.matchAll(pattern)].map((m): Found => {
  const start = m.index + m[0].lastIndexOf(m[1]!);
  return { start, end: start + m[1]!.length, kind: 'passport', score: 0.9 };
}));

export const ssn: Recogniser = ({ text }) => [...[...text.matchAll(SSN_PLAIN)].map((m): Found => ({ start: m.index + m[0].length - 9, end: m.index + m[0].length, kind: 'ssn', score: 0.95 })), ...[...text.matchAll(SSN)].flatMap((m): Found[] => {
  const before = text.slice(Math.max(0, m.index - 30), m.index);
  const cue = /(?:\bssn\b|social security|taxpayer|\btin\b)[^\d\n]{0,12}$/i.test(before);
  if (!cue && (m[1] === ' ' || /(?:order|tracking|invoice|part|serial|sku|ref|model|订单|编号|单号|型号)[^\d\n]{0,10}$/i.test(before))) return [];
  return [{ start: m.index, end: m.index + m[0].length, kind: 'ssn', score: cue ? 0.95 : 0.75 }];
})];
