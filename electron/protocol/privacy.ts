// Exports: PERSONAL, Personal, PersonalSpan, Label, EVERYONE, Origin, Taint, Declassification. Personal data in texts, who may read what, and where a value came from.

/** Kinds of personal data and secrets that texts are searched for (guard.md 5.1). */
export const PERSONAL = ['phone', 'email', 'card', 'resident-id', 'iban', 'imei', 'passport', 'ssn', 'name', 'address', 'secret'] as const;
export type Personal = (typeof PERSONAL)[number];

/** Where it stands: UTF-16 code units, `end` exclusive. `score` 0–1; 1 = a checksum holds. */
export interface PersonalSpan { start: number; end: number; kind: Personal; score: number }
