// Exports: Passage, InForce, PolicyChange, AuditType, AUDIT_TYPES, AuditRecord, AuditLine, Checkpoint, AuditWhy, AUDIT_WHY, AuditBad, AuditCheck, AuditRun, AuditExport.
// The audit log as every side knows it: what a record holds, what is found wrong with a chain, and in which words.

import type { Action } from './actions.ts';
import type { Label } from './privacy.ts';
import type { Actor, StepRecord, Verdict } from './run.ts';
import type { Snapshot } from './screen.ts';
import type { Class } from './sop.ts';

/** A station of an action on its way to the phone, told in order by the executor. Values are the real ones: whoever hears them keeps digests only. */
export interface Passage {
  stage: 'proposed' | 'judged' | 'asked' | 'decided' | 'injecting';
  /** Number of the action's record. */
  seq: number;
  actor: Actor;
  step?: StepRecord['step'];
  action: Action;
  /** What is typed, secrets filled in. */
  text?: string;
  /** `elementFingerprint` of the target. */
  element?: string;
  /** The screen it is about. */
  snapshot?: Snapshot;
  verdict?: Verdict;
  /** Decision, by whom and how long it took. */
  approval?: StepRecord['approval'];
  card?: { id: string; revision: number };
  /** Name of what is sent → where to, from the SOP's `Data`. */
  data?: readonly { names: string[]; destination: string }[];
  model?: { id: string; promptSha256?: string };
}

/** What decides without a person: digests of the policies and of the leave that is kept until a date (SHA-256). */
export interface InForce { policy: string; leaves: string }

/** How they came to be others: `start` while no window followed them, `files` changed on the disk, the rest by a person's hand. */
export type PolicyChange = 'start' | 'form' | 'files' | 'leave-given' | 'leave-forgotten';

export const AUDIT_TYPES = [
  'opened', 'proposed', 'classified', 'policy', 'asked', 'decided', 'injected', 'observed', 'takeover', 'hand-back', 'policy-change', 'declassified',
  'recovered', 'closed', 'checkpoint', 'run-opened', 'run-closed',
] as const;
export type AuditType = (typeof AUDIT_TYPES)[number];

/** An Ed25519 signature over the canonical JSON of `{ run, head, count, ts }`: `count` records were there, and the last one's hash was `head`. */
export interface Checkpoint { head: string; count: number; ts: number; /** SHA-256 of the public key (SPKI, DER). */ key: string; /** base64 */ sig: string }

/** One thing that happened. Values that were typed or sent stand as HMACs: equality can be shown, the value cannot be read. */
export interface AuditRecord {
  v: 1;
  seq: number;
  /** `hash` of the record before; 64 zeros for the first. */
  prev: string;
  /** Milliseconds since the epoch. */
  ts: number;
  /** Microseconds of a clock that nobody can set; comes from the process `proc`. */
  mono: number;
  proc: string;
  run: string;
  type: AuditType;
  /** `person`, `agent`, `program`, or who decided. */
  actor: string;
  /** Number of the action within the run: ties its records together. */
  action?: number;
  sop?: { id: string; path: string; sha256: string };
  device?: string;
  /** Number and id of the SOP step. */
  step?: { id: string; number: string };
  verb?: string;
  classes?: Class[];
  /** Ids of the rules that decided; without a policy engine the rungs, as `lexicon:payment`. */
  rules?: string[];
  /** Digest of the policies, and of the leave that is kept until a date. */
  policy?: string;
  leaves?: string;
  /** Of a change of policies: which were in force, and how they were changed. */
  before?: Partial<InForce>;
  change?: PolicyChange;
  decision?: string;
  scope?: string;
  /** The second person, where two had to agree. */
  and?: string;
  card?: { id: string; revision: number };
  latencyMs?: number;
  /** SHA-256 of the picture of the screen the actor saw, and of the text that was read from its tree. */
  frameSha256?: string;
  treeSha256?: string;
  elementFp?: string;
  /** HMAC of the canonical arguments, secrets filled in, and of each value by its name. */
  argsHmac?: string;
  values?: Record<string, string>;
  /** Name of what is sent → where to. */
  labels?: Record<string, string>;
  model?: { id: string; promptSha256?: string };
  /** Kind of the fault. */
  error?: string;
  outcome?: 'ok' | 'failed' | 'maybe';
  verified?: string;
  /** SHA-256 of its line in `episode.jsonl`, without the line's end. */
  recordSha256?: string;
  status?: string;
  /** SHA-256 of `episode.jsonl` at the end of the run. */
  episodeSha256?: string;
  /** Of the run a workspace record is about: its last record's hash and how many there are. */
  of?: { run: string; head?: string; count?: number };
  /** Torn bytes that a killed program left, and that stand as a line of their own before this record. */
  torn?: string;
  /** SPKI, DER, base64: which key signs from here on. */
  publicKey?: string;
  note?: string;
  checkpoint?: Checkpoint;
}

/** A record as its line holds it. */
export type AuditLine = AuditRecord & { hash: string };

export const AUDIT_WHY = {
  torn: 'the last line was cut off in the middle of writing',
  form: 'the line is not the canonical text of a record',
  hash: 'the record was changed: its hash is another',
  seq: 'a record is missing, was added or moved: its number is not the next',
  prev: 'the record before it was changed or replaced',
  time: 'the clock of the process ran backwards',
  checkpoint: 'the checkpoint does not fit the records before it',
  'checkpoint signature': 'the checkpoint was not signed with the key for these records: what stands before it was written anew',
  'count below checkpoint': 'records are missing: a signed head counts more of them',
  'mirror disagrees': 'the second copy of the heads knows another record here',
  'missing checkpoint': 'more records follow each other than a checkpoint may be apart',
  'missing checkpoint at the end': 'the end is not signed: the run still goes on, was killed, or its end was cut off',
  'run missing': 'the workspace knows this run, and its log is not there or is another',
  'run unknown': 'the workspace does not know this run',
  'episode differs': 'the episode is not the one that was recorded',
  'picture differs': 'a picture is not the one that was recorded',
} as const;
export type AuditWhy = keyof typeof AUDIT_WHY;

/** `line` counts from 1. `after`: the last line that a checkpoint vouches for, so what was changed lies behind it. */
export interface AuditBad { file: string; line: number; why: AuditWhy; detail?: string; after?: number }

export interface AuditCheck {
  ok: boolean;
  records: number;
  checkpoints: number;
  firstBad: AuditBad | null;
  /** Hash of the last record; null for an empty chain. */
  head: string | null;
  /** What was used: `given` (from outside), `workspace`, `embedded` (the log's own word) or `none`; and the same for the second copy. */
  key: 'given' | 'workspace' | 'embedded' | 'none';
  mirror: 'agrees' | 'disagrees' | 'none';
  /** What this check cannot show, in words. */
  limits: string[];
  /** Worth knowing and nothing wrong: clocks that were set, programs that were killed. */
  notes: string[];
}

/** A run in the list of the audit log. */
export interface AuditRun {
  run: string;
  title: string;
  startedAt: number;
  records: number;
  bytes: number;
  /** `none`: an episode without a log, from before there was one. */
  state: 'open' | 'closed' | 'recovered' | 'none';
  /** Of its episode; absent: no limit. */
  label?: Label;
}

/** `pictures`: how many are in it, `redacted` of them with something filled; `left`: how many were left out. */
export interface AuditExport { path: string; files: string[]; pictures: number; redacted: number; left: number }
