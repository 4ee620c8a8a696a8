// Exports: Executor, Performed, PerformRequest, Asker (what the executor needs answered), Witness, Intent.
// The one door: resolve → classify → policy → approval → look again → input → settle → verify → witness.

import type { Action } from '../protocol/actions.ts';
import type { Actor, Card, Decision, Outcome, ResolvedBy, StepRecord, Verdict, Verified } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { PhoneSession } from '../device/types.ts';
import type { Sources } from './taint.ts';

/** Facts the SOP adds: they can only make the verdict stricter. */
export interface SopMarks {
  step?: NonNullable<StepRecord['step']>;
  /** Classes of `Ask first`; an empty list still asks. */
  ask?: { classes: string[]; reason?: string };
  /** Names and destination of `Data`. */
  data?: { names: string[]; destination: string }[];
  /** `Expect` in words, for the card. */
  expected?: string;
}

export interface PerformRequest {
  session: PhoneSession;
  actor: Actor;
  action: Action;
  /** The snapshot the actor saw; `element` refers to it. Absent only for raw actions of a person. */
  before?: Snapshot;
  marks?: SopMarks;
  /** Values of `<secret:name>`; substituted at typing time, never recorded. */
  secrets?: ReadonlyMap<string, string>;
  /** What the actor knows of where its values come from. */
  sources?: Sources;
  resolvedBy?: ResolvedBy;
  thought?: string;
  model?: StepRecord['model'];
  /** Number of the record; the executor counts by itself when absent. */
  seq?: number;
  /** Hears this action besides the executor's own witness: the episode of a run. */
  witness?: Witness;
  signal: AbortSignal;
}

export interface Performed {
  outcome: Outcome;
  /** The action that was in fact done (an approver may have edited it). */
  action: Action;
  after?: Snapshot;
  /** Set when the approver chose something other than allowing. */
  decision?: Decision;
  verified: Verified;
  record: StepRecord;
}

export interface Executor {
  perform(request: PerformRequest): Promise<Performed>;
}

/** Written down before anything is sent, so that a crash in between leaves a trace. */
export interface Intent {
  seq: number;
  at: number;
  actor: Actor;
  step?: StepRecord['step'];
  what: string;
  verdict: Verdict;
  approval?: StepRecord['approval'];
}

/** Shows a card and waits. The token that `executor.ts` acts on is minted inside the broker, from an allowing decision only. */
export interface Asker {
  /** `revision`: the revision of the card that the decision is about. */
  ask(card: Card, signal: AbortSignal): Promise<{ decision: Decision; by: string; ms: number; revision: number }>;
  /** The screen under an open card changed: same id, higher revision. */
  revise(card: Card): void;
}

/** Hears every finished record, with the snapshots (images included) it refers to. */
export interface Witness {
  /** Called, and awaited, before input that may have been approved is sent: what is about to happen. */
  intent?(intent: Intent): Promise<void>;
  witness(record: StepRecord, before: Snapshot | undefined, after: Snapshot | undefined): Promise<void>;
}
