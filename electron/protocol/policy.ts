// Exports: NEVER_REMEMBERED, CURRENCIES, PolicyRule (a rule as the form shows it), PolicyProblem, PolicyState, Leave, Why, DryRun.
// What the window and the command line know of policies. The words of the rules themselves are Cedar.

import type { Scope, Verdict } from './run.ts';
import type { Class } from './sop.ts';

/** Agreed to each time, by no path otherwise (guard.md 5.2). */
export const NEVER_REMEMBERED: readonly Class[] = ['payment', 'transfer', 'delete', 'credential', 'grant-permission', 'install', 'account-change', 'publish', 'settings-security'];

/** ISO 4217 codes that a policy can speak of; `XXX`: the screen does not say which. */
export const CURRENCIES = [
  'CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'MOP', 'KRW', 'INR', 'SGD', 'AUD', 'CAD', 'NZD',
  'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'HUF', 'RUB', 'UAH', 'TRY', 'BRL', 'MXN', 'ZAR', 'THB',
  'VND', 'IDR', 'PHP', 'MYR', 'AED', 'SAR', 'ILS', 'NGN', 'KES', 'EGP', 'XXX',
] as const;
export type Currency = (typeof CURRENCIES)[number];

/** `once-per-run`: the first leave in a run counts for the rest of it. `never-ask`: done without asking. `never-allow`: refused, whoever agrees. */
export const ASKING = ['every-time', 'two-people', 'once-per-run', 'never-ask', 'never-allow'] as const;
export type Asking = (typeof ASKING)[number];

/** `app`: a package; absent = every app. `reason`: shown on cards and in records. */
export type PolicyRule = { id: string; reason?: string } & (
  | { kind: 'ask'; app?: string; class: Class; when: Asking }
  /** Beyond an amount, or in a currency that is not listed: refused, or two people. `unread`: what of a screen where no amount can be read. */
  | { kind: 'limit'; app?: string; class: Class; most: { currency: Currency; amount: string }[]; above: 'never-allow' | 'two-people'; unread: 'ask' | 'as-above' }
  /** Data of this name goes nowhere else. */
  | { kind: 'destination'; label: string; to: string[] });

/** `line` and `column` count from 1; 0 = the file as a whole. */
export interface PolicyProblem { severity: 'error' | 'warning'; file: string; line: number; column: number; message: string; help?: string }

/** A rule of a Cedar file. `id`: its `@id`, else file and line. */
export interface CedarRule { id: string; effect: 'permit' | 'forbid'; words: string; file: string; line: number; column: number; text: string; builtIn: boolean; people?: 2; hold?: true }

/** A leave that is good for more than once. `run`: given once, for a rule that asks once per run. Without `until` it ends with the session. */
export interface Leave {
  id: string;
  kind: Exclude<Scope['kind'], 'once'> | 'run';
  classes: Class[];
  app: string;
  sop?: string;
  run?: string;
  step?: string;
  /** Recipient or destination it is bound to. */
  about?: string;
  by: string;
  at: number;
  until?: number;
}

export interface PolicyState {
  /** SHA-256 of schema and files. */
  digest: string;
  /** False: nothing of an agent is sent until the problems are mended. */
  ok: boolean;
  problems: PolicyProblem[];
  /** Absolute folder of the user's policies. */
  folder: string;
  files: { name: string; builtIn: boolean; rules: number }[];
  /** Rules that the form can edit, in the order of its file. */
  rules: PolicyRule[];
  /** Rules that only their text can say. */
  others: CedarRule[];
  /** Why the form cannot write its file: it holds rules that are none of the form's. */
  locked?: string;
}

/** A verdict explained: the rules that decided, the facts they saw, and what the policies of now would say. */
export interface Why {
  decision: Verdict['decision'];
  people: 1 | 2;
  rules: (NonNullable<Verdict['rules']>[number] & { text?: string })[];
  facts: { name: string; value: string }[];
  /** Absent where the facts were not recorded. */
  now?: { decision: Verdict['decision']; people: 1 | 2; rules: NonNullable<Verdict['rules']>; same: boolean };
}

export interface DryRun {
  episode: string;
  /** Digest of the policies that were tried. */
  policy: string;
  problems: PolicyProblem[];
  /** Actions that were judged again. */
  judged: number;
  /** Of those, recorded without all their facts (by an older version): amounts and labels are missing. */
  incomplete: number;
  different: { seq: number; step?: string; what: string; was: { decision: Verdict['decision']; people: 1 | 2 }; now: { decision: Verdict['decision']; people: 1 | 2; words: string; rules: NonNullable<Verdict['rules']> } }[];
}

