// Exports: Actor, Outcome, Step record, Proposal, Verdict, Card, Decision, RunState, RunOptions, Question, EpisodeInfo.
// The one record: a step is action + before + after + outcome, whoever acted.

import type { Action } from './actions.ts';
import type { Fault } from './faults.ts';
import type { Label, Taint } from './privacy.ts';
import type { Bounds, Selector, Snapshot } from './screen.ts';
import type { Class } from './sop.ts';

export type Actor =
  | { kind: 'human'; via: 'mirror' | 'terminal' | 'take-over' }
  | { kind: 'agent'; run: string }
  | { kind: 'explorer'; job: string };

/** What became of an action. Expected failures are outcomes, not exceptions. */
export type Outcome =
  | { ok: true; sent: boolean; how: string }
  /** `maybe`: the phone was lost while sending, so part of the input may have arrived. */
  | { ok: false; sent: boolean; maybe?: true; fault: Fault };

/** Who else feels it: nobody but the person the phone belongs to, someone (a recipient, a payee), everyone who may read it. */
export type Affects = 'you' | 'someone' | 'everyone';

/** How far a leave may reach. `step`: this step of this run; `sop`: this SOP; `app`: this class in this app; the last two for this session or until a date. */
export type Scope = { kind: 'once' } | { kind: 'step' } | { kind: 'sop' | 'app'; until?: number };

/** How the executor judged an action before doing it. */
export interface Verdict {
  decision: 'auto' | 'ask' | 'deny';
  classes: Class[];
  /** One entry per reason: the rule and the words or facts that fired it. */
  because: { rung: 'fact' | 'lexicon' | 'dialog' | 'money' | 'sop' | 'model' | 'policy'; class?: Class; words: string }[];
  /** Whether what it does can be taken back, and whom it concerns (Zhang et al., IUI 2025). Absent: nothing sensitive. */
  reversible?: boolean;
  affects?: Affects;
  /** Rules of the policy that decided, with where they stand. */
  rules?: { id: string; words: string; file?: string; line?: number; column?: number; effect?: 'permit' | 'forbid' }[];
  /** Digest of the policies it was judged by. */
  policy?: string;
  /** How a leave for this may be remembered; `once` alone: never. */
  scopes?: Scope['kind'][];
  /** How many people have to agree; default 1. */
  people?: 1 | 2;
  /** A key has to be held, or the amount typed. */
  hold?: boolean;
  /** Where the value comes from that decides where it goes. */
  taint?: Taint;
  /** What the policy was asked about: enough to ask it, or another one, again. */
  facts?: VerdictFacts;
}

/** Facts of one action as policies see them; from the phone's tree, the SOP and the detector only. */
export interface VerdictFacts {
  actor: Actor['kind'];
  /** Name of the action; `restart_app` for opening an app from its start. */
  action: string;
  /** Package of what is touched or opened. */
  app: string;
  classes: Class[];
  /** The SOP says: Ask first. */
  ask: boolean;
  /** ISO 4217 code → largest amount at stake, as a decimal number. */
  amounts?: Record<string, string>;
  labels?: string[];
  destinations?: string[];
  origin?: 'sop' | 'param' | 'person' | 'screen' | 'model';
  run?: string;
  step?: string;
  sop?: string;
  /** Recipient or destination that a remembered leave is bound to. */
  about?: string;
  reversible?: boolean;
  affects?: Affects;
  /** Kinds of remembered leaves that apply. */
  leaves?: string[];
}

/** How the step's target was found. */
export type ResolvedBy = 'none-needed' | 'exact' | 'normalised' | 'binding' | 'fuzzy' | 'selector' | 'guard' | 'model' | 'person' | 'scroll';

/** `claimed`: what the actor says. `verified`: what the phone shows; `unknown` = nothing to check against. */
export type Verified = 'yes' | 'no' | 'unknown';

/** The record of one action or one checked step. Images are file names in the episode's folder. */
export interface StepRecord {
  v: 1;
  seq: number;
  at: number;
  actor: Actor;
  /** SOP step this belongs to. */
  step?: { id: string; number: string; text: string; line: number; phase?: string };
  /** Secrets in arguments stay `<secret:name>`. */
  action?: Action;
  /** `describe(action)`, secrets masked. */
  what: string;
  target?: { label: string; bounds: Bounds; selectors: Selector[] };
  resolvedBy?: ResolvedBy;
  verdict?: Verdict;
  approval?: { id: string; decision: Decision['decision']; by: string; ms: number; reason?: string; scope?: Scope; /** The second person, where two have to agree. */ and?: string; /** Allowed with an earlier round of its `For each`: the card of that one. */ with?: string };
  before?: { snapshot: string; image?: string; title: string; package: string };
  after?: { snapshot: string; image?: string; title: string; package: string };
  outcome: Outcome;
  claimed: boolean;
  verified: Verified;
  /** What was checked: "typed text read back", "Expect: …". */
  checks: { text: string; ok: Verified }[];
  /** When the first input had reached the phone. */
  inputAt?: number;
  model?: { id: string; promptTokens: number; reused: number; ms: number; savedMs?: number; confidence?: number; thought?: string; /** Of what the model was asked. */ promptSha256?: string };
  ms: number;
}

/** What the approver sees. Everything in `quoted` came from the phone and is shown as a quotation only. */
export interface Card {
  id: string;
  run: string;
  device: string;
  step?: { id: string; number: string; text: string; line: number; phase?: string };
  action: Action;
  /** Verb and target in words, secrets masked. */
  what: string;
  app: { package: string; name: string };
  target?: { label: string; role: string; bounds: Bounds };
  verdict: Verdict;
  /** Typed or sent values; secrets as dots with their length. */
  values: { name: string; shown: string; secret: boolean; destination?: string }[];
  quoted: { title: string; near: string[] };
  /** `Expect` of the step, if any. */
  expected?: string;
  /** What is better than allowing: credentials are best typed by their owner (guard.md 5.2). */
  advice?: 'take-over';
  /** Values that differ from what the SOP says. */
  deviations?: { name: string; sop: string; now: string }[];
  /** Who has agreed already, where two have to. */
  agreed?: string;
  /** The model's own words, marked as such. */
  thought?: string;
  resolvedBy?: ResolvedBy;
  snapshot: string;
  image?: string;
  /** The one amount of money it is about, as the phone writes it; typing it stands for holding the key. */
  amount?: string;
  /** The steps before and after this one, in words. */
  neighbours?: { before?: string; after?: string };
  /** How the screen looked after this step in the last run in which it was allowed. */
  last?: { episode: string; image: string; at: number };
  /** Inside one `For each`: this round's value and those that are still to come, if they may be allowed with it. */
  batch?: Batch;
  createdAt: number;
  /** When the action was proposed to the executor. */
  proposedAt?: number;
  /** Increases when the card changes under the approver; an answer names the one it saw. */
  revision: number;
  /** Set when the screen changed and the card came back. */
  changed?: string;
}

/** Rounds of one `For each` that differ in nothing but their value. */
export interface Batch {
  /** This pass of this loop; another pass asks again. */
  loop: string;
  /** Name of the loop's variable. */
  name: string;
  value: string;
  /** Values of the rounds to come, in their order. */
  rest: string[];
  /** Digest of everything that has to be alike: step, action, classes, app and screen with the value left out. */
  alike: string;
}

export type Decision =
  /** `held`: how long the key was held, milliseconds; `typed`: the amount as typed; `rows`: further values of the batch that are allowed with it. */
  | { decision: 'allow'; scope?: Scope; held?: number; typed?: string; rows?: string[] }
  | { decision: 'edit'; action: Action }
  | { decision: 'deny'; reason: string }
  | { decision: 'take-over' }
  | { decision: 'stop' };

/** Something a person has to say or do besides approving. `step`: the SOP step it is about. */
export type Question = { step?: NonNullable<StepRecord['step']> } & (
  | { kind: 'pick'; id: string; run: string; text: string; why: string; snapshot: Snapshot; candidates: number[] }
  | { kind: 'input'; id: string; run: string; text: string; secret: boolean; why: string }
  | { kind: 'judge'; id: string; run: string; text: string; why: string; snapshot: Snapshot }
  | { kind: 'hand-over'; id: string; run: string; text: string; why: string });

export type Reply =
  | { kind: 'pick'; element: number; remember: boolean }
  | { kind: 'input'; text: string }
  | { kind: 'judge'; holds: boolean }
  /** The person did it on the phone; go on with the named step (or the next). */
  | { kind: 'done'; next?: string }
  | { kind: 'skip' }
  | { kind: 'stop' };

export type RunStatus =
  | 'starting' | 'running' | 'paused' | 'waiting-approval' | 'waiting-person' | 'waiting-device' | 'taken-over'
  | 'done-verified' | 'done-unverified' | 'handed-over' | 'stopped' | 'failed';

export const ENDED: readonly RunStatus[] = ['done-verified', 'done-unverified', 'handed-over', 'stopped', 'failed'];

export interface RunState {
  id: string;
  device: string;
  sop: { path: string; title: string; sha256: string };
  status: RunStatus;
  /** Current SOP step. */
  step?: { id: string; number: string; line: number };
  /** Steps by id → state for the gutter. */
  steps: Record<string, 'idle' | 'running' | 'passed' | 'failed' | 'waiting' | 'skipped'>;
  /** Named parameters; secrets as dots. */
  params: Record<string, string>;
  records: StepRecord[];
  card?: Card;
  question?: Question;
  fault?: Fault;
  startedAt: number;
  endedAt?: number;
  /** Id of the episode, as `episode.read` and `images.get` take it. */
  episode: string;
  /** Path of the HTML report once ended. */
  report?: string;
  /** Who may read what it leaves behind. Absent: everybody. */
  label?: Label;
}

export interface RunOptions {
  device: string;
  sop: { folder: 'library' | 'user'; path: string } | { text: string; path: string };
  params: Record<string, string>;
  /** Secret parameters by the names of kept secrets: their values never cross. */
  stored?: Record<string, string>;
  /** Fill parameters that were not given from `example`/`default`. */
  examples?: boolean;
  /** Stop before the first step. */
  paused?: boolean;
  /** Start at / stop before / only this step id. */
  from?: string;
  to?: string;
  only?: string;
  breakpoints?: string[];
}

/** A step that will ask, or may. */
export interface PlanItem {
  step: { id: string; number: string; text: string; line: number };
  classes: Class[];
  /** False: only the phone can tell, or the step may not be reached. */
  sure: boolean;
  /** How often it is reached; `some`: as often as the run finds. */
  times: number | 'some';
  why: string;
}

/** What a run will ask, by the words of its SOP. */
export interface Plan {
  /** Questions that are sure to come; with `atLeast` each step counts once that may come more often. */
  asks: number;
  atLeast: boolean;
  /** Steps that may ask. */
  perhaps: number;
  items: PlanItem[];
  words: string;
}

export interface EpisodeInfo {
  id: string;
  /** Folder of the episode. */
  path: string;
  sop?: { path: string; title: string };
  device: string;
  status: RunStatus | 'interrupted';
  steps: number;
  startedAt: number;
  endedAt?: number;
  /** Of everything in it; absent: no limit. */
  label?: Label;
}

/** Everything needed to show an episode. */
export interface Episode extends EpisodeInfo {
  params: Record<string, string>;
  records: StepRecord[];
  fault?: Fault;
  /** Lines that could not be read (a run cut short by a crash ends in one). */
  damaged: number;
}
