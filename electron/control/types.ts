// Exports: Executor, Performed, PerformRequest, Asker (what the executor needs answered), Witness, Intent.
// The one door: resolve → classify → policy → approval → look again → input → settle → verify → witness.

import type { Action } from '../protocol/actions.ts';
import type { Passage } from '../protocol/audit.ts';
import type { Actor, Card, Decision, Outcome, ResolvedBy, StepRecord, Verdict, Verified } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { PhoneSession } from '../device/types.ts';
import type { Person } from './profiles.ts';
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
  /** Parameters that are not what the SOP gives as default or example. */
  deviations?: NonNullable<Card['deviations']>;
  neighbours?: NonNullable<Card['neighbours']>;
  last?: NonNullable<Card['last']>;
  /** The innermost `For each` around the step: this pass of it, its variable, this round's value and those to come. */
  each?: { loop: string; name: string; value: string; rest: string[] };
  /** The SOP that holds the step. */
  sop?: { id: string; sha256: string };
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

/** What somebody said to a card. */
export interface Said {
  decision: Decision;
  /** Who it was, as far as the asker can tell: `owner`, `terminal`, `rules`. */
  by: string;
  /** Who it was for certain: their passphrase was given. */
  person?: Person;
  ms: number;
  /** The revision of the card that the decision is about. */
  revision: number;
  /** False when leave was not given as the card demands: held, or its amount typed. What was decided in advance, in a file, is no press of a key. */
  confirmed?: boolean;
}

/** Shows a card and waits. The token that `executor.ts` acts on is minted inside the broker, from an allowing decision only. */
export interface Asker {
  /** Asked again for the same card when what was said did not count, and for the second person. */
  ask(card: Card, signal: AbortSignal): Promise<Said>;
  /** The screen under an open card changed: same id, higher revision. */
  revise(card: Card): void;
}

/** Hears every finished record, with the snapshots (images included) it refers to. */
export interface Witness {
  /** Told each station of an action on its way, also of one that is refused. What throws here stops the action. */
  passage?(p: Passage): void;
  /** Called, and awaited, before input that may have been approved is sent: what is about to happen. */
  intent?(intent: Intent): Promise<void>;
  witness(record: StepRecord, before: Snapshot | undefined, after: Snapshot | undefined): Promise<void>;
}
