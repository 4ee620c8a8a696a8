// Exports: HOLD_MS, needsHold, confirmed, sameAmount, scopesOf, PASSPHRASE_MIN. Rules of approving that the window and what stands below it share. Pure.

import { NEVER_REMEMBERED } from './policy.ts';
import type { Card, Decision, Scope, Verdict } from './run.ts';

/** How long Allow is held, milliseconds. */
export const HOLD_MS = 800;

/** Characters of a passphrase, at least. */
export const PASSPHRASE_MIN = 8;

/** Money leaves by payments and transfers; a policy may ask the same of others. */
export const needsHold = (v: Verdict): boolean => v.hold === true || v.classes.some((c) => c === 'payment' || c === 'transfer');

/** How far a leave may reach beyond this once: what the policy names, and nothing for classes that are never remembered or need two people. */
export const scopesOf = (v: Verdict): Exclude<Scope['kind'], 'once'>[] =>
  (v.people === 2 || v.classes.some((c) => NEVER_REMEMBERED.includes(c)) ? [] : (v.scopes ?? []).filter((s) => s !== 'once'));

/** The number of an amount: full-width digits, grouping and currency do not matter. `undefined`: no amount, or more than one reading. */
const numberOf = (text: string): number | undefined => {
  const digits = text.normalize('NFKC').replace(/[^\d.,]/g, '').replace(/[.,]$/, '');
  if (!/\d/.test(digits)) return undefined;
  const cents = /[.,](\d{1,2})$/.exec(digits);
  const whole = (cents ? digits.slice(0, cents.index) : digits).replace(/[.,]/g, '');
  return Number(`${whole === '' ? '0' : whole}.${cents?.[1] ?? '0'}`);
};

/** `49` and `¥49.00` are the same. */
export const sameAmount = (a: string, b: string): boolean => {
  const [x, y] = [numberOf(a), numberOf(b)];
  return x !== undefined && x === y;
};

/** Whether leave was given as the card demands: held, or its amount typed. */
export const confirmed = (card: Card, d: Extract<Decision, { decision: 'allow' }>): boolean =>
  !needsHold(card.verdict) || (d.held ?? 0) >= HOLD_MS || (card.amount !== undefined && d.typed !== undefined && sameAmount(card.amount, d.typed));
