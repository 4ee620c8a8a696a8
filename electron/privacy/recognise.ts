// Exports: recognise, maskedSpans, Recogniser, Found. Personal data and secrets in a text, English and Chinese (guard.md 5.1). Pure.

import type { PersonalSpan } from '../protocol/privacy.ts';
import { fold, type Folded } from './fold.ts';
import { addressEn, addressZh } from './recognisers/address.ts';
import { card } from './recognisers/card.ts';
import { email } from './recognisers/email.ts';
import { iban } from './recognisers/iban.ts';
import { imei } from './recognisers/imei.ts';
import { nameEn } from './recognisers/name-en.ts';
import { nameZh } from './recognisers/name-zh.ts';
import { passport, ssn } from './recognisers/papers.ts';
import { phone } from './recognisers/phone.ts';
import { residentId } from './recognisers/resident-id.ts';
import { secret } from './recognisers/secret.ts';

/** Offsets are those of the folded text. */
export type Found = PersonalSpan;
export type Recogniser = (t: Folded) => Found[];

/** Those that a checksum or a form settles come first: of two that overlap with equal scores the earlier wins. */
const NUMBERS: readonly Recogniser[] = [residentId, card, iban, imei, passport, ssn, phone];
const WORDS: readonly Recogniser[] = [email, addressZh, addressEn, secret, nameZh, nameEn];

/**
 * What is personal in a text, in order, never overlapping. Values that are masked already (138****8000) are none.
 * @returns offsets into the text as given, UTF-16 units
 */
export function recognise(text: string): PersonalSpan[] {
  const folded = fold(text);
  const found = [...(/\d|[一二三四五六七八九零〇]/.test(folded.text) ? NUMBERS : []), ...WORDS].flatMap((r) => r(folded));
  const ranked = found.map((f, rank) => ({ f, rank })).sort((a, b) => b.f.score - a.f.score || b.f.end - b.f.start - (a.f.end - a.f.start) || a.rank - b.rank);
  const kept: Found[] = [];
  for (const { f } of ranked) if (f.end > f.start && !kept.some((k) => f.start < k.end && k.start < f.end)) kept.push(f);
  return kept.sort((a, b) => a.start - b.start).map((f) => ({ ...f, ...folded.span(f.start, f.end) }));
}

const MASKS: readonly [PersonalSpan['kind'], RegExp][] = [
  ['phone', /(?<![\dA-Za-z])(?:\+?86[ -]?)?1[3-9]\d[ -]?[*•●xX]{4}[ -]?\d{4}(?!\d)/g],
  ['card', /(?<![\d*•●])(?:\d{4}[ -]?)?(?:[*•●xX]{4}[ -]?){1,4}\d{4}(?!\d)/g],
  ['resident-id', /(?<!\d)\d{3,6}[*•●]{8,14}[\dXx]{2,4}(?!\d)/g],
  ['email', /[A-Za-z0-9][A-Za-z0-9._]{0,5}[*•●]{2,}[A-Za-z0-9._]*@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g],
  ['name', /[\u4e00-\u9fff][*•●＊]{1,2}(?![*•●＊\d])[\u4e00-\u9fff]?/g],
];

/** Values that somebody masked already: nothing of them has to be hidden, and what kind they are can be told. */
export function maskedSpans(text: string): PersonalSpan[] {
  const kept: PersonalSpan[] = [];
  for (const [kind, pattern] of MASKS) for (const m of text.matchAll(pattern)) {
    const span = { start: m.index, end: m.index + m[0].length, kind, score: 0.9 };
    if (!kept.some((k) => span.start < k.end && k.start < span.end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}
