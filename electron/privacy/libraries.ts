// Exports: isEmail, isIban, parsePhone. The libraries behind three recognisers, loaded when a text first has a candidate: a command must not pay for them at its start.

import { createRequire } from 'node:module';
import type { PhoneNumber } from 'libphonenumber-js/min';

const require = createRequire(import.meta.url);
let checks: typeof import('validator') | undefined;
let phones: typeof import('libphonenumber-js/min') | undefined;

const validator = (): typeof import('validator') => (checks ??= require('validator') as typeof import('validator'));

export const isEmail = (text: string): boolean => validator().isEmail(text, { allow_utf8_local_part: true });
export const isIban = (text: string): boolean => validator().isIBAN(text);

/** @param country for numbers without a leading `+`, ISO 3166 */
export function parsePhone(text: string, country?: 'CN' | 'US' | 'GB'): PhoneNumber | undefined {
  phones ??= require('libphonenumber-js/min') as typeof import('libphonenumber-js/min');
  return country === undefined ? phones.parsePhoneNumberFromString(text) : phones.parsePhoneNumberFromString(text, country);
}
