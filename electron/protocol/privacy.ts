// Exports: PERSONAL, Personal, PersonalSpan, Label, OWNER, OUTLETS, Outlet, Declassification, Origin, Sink, Taint. Personal data in texts; who may read what; what was let out.

/** Kinds of personal data and secrets that texts are searched for (guard.md 5.1). */
export const PERSONAL = ['phone', 'email', 'card', 'resident-id', 'iban', 'imei', 'passport', 'ssn', 'name', 'address', 'secret'] as const;
export type Personal = (typeof PERSONAL)[number];

/** Where it stands: UTF-16 code units, `end` exclusive. `score` 0–1; 1 = a checksum holds. */
export interface PersonalSpan { start: number; end: number; kind: Personal; score: number }

/**
 * Who may read something, and whether its words may be trusted (information flow control). `all`: no limit.
 * Integrity is `untrusted` once words of a phone or a model went into it.
 */
export interface Label { readers: 'all' | string[]; integrity: 'trusted' | 'untrusted' }

/** Whoever sits at a window where nobody has signed in. */
export const OWNER = 'owner';

/** Ways by which something leaves this machine or its readers. */
export const OUTLETS = ['export', 'share', 'remote'] as const;
export type Outlet = (typeof OUTLETS)[number];

/** A logged decision to let something labelled out. */
export interface Declassification { at: number; what: string; outlet: Outlet; label: Label; by: string; reason: string }

/** Where a value that is typed or opened comes from. What `screen` and `model` say may not decide where things go. */
export type Origin = 'sop' | 'param' | 'person' | 'screen' | 'model';

/** Places whose value decides where something goes or what is run. */
export type Sink = 'url' | 'recipient' | 'package' | 'command';

export interface Taint { from: Origin; sink: Sink; /** Secrets masked. */ value: string }
