// Exports: Run (what the parts of a run share), Flow, People, Bindings, Remembering, RunParts, ON, fail. Types and two tiny makers.

import type { RunAudit } from '../audit/audit.ts';
import type { Clock } from '../base/clock.ts';
import type { Executor, SopMarks, Witness } from '../control/types.ts';
import type { PhoneSession } from '../device/types.ts';
import type { Action } from '../protocol/actions.ts';
import type { Fault } from '../protocol/faults.ts';
import type { Label } from '../protocol/privacy.ts';
import type { Question, Reply, ResolvedBy, RunOptions, RunState, RunStatus, StepRecord } from '../protocol/run.ts';
import type { Selector, Snapshot } from '../protocol/screen.ts';
import type { Guard, Sop, Step } from '../protocol/sop.ts';
import type { Observer } from '../screen/observe.ts';
import type { Recorder } from '../trajectory/recorder.ts';
import type { Gate } from './gate.ts';
import type { Loops } from './loops.ts';
import type { Mind, Thought } from './mind.ts';
import type { Seen } from './seen.ts';
import type { Shown } from './shown.ts';
import type { Scope, Value } from './values.ts';

/** Whoever answers besides approving: a window, a terminal, a list of rules. */
export interface People { question(question: Question, signal: AbortSignal): Promise<Reply> }

/** Selectors that a person's or a model's choice left behind, by SOP and step. */
export interface Bindings {
  get(sopId: string, step: string): readonly Selector[] | undefined;
  set(sopId: string, step: string, selectors: readonly Selector[]): Promise<void> | void;
}

/** What earlier visits left behind, and where this run leaves its own. */
export interface Remembering {
  /** Words by element id, for elements that lead towards the goal. Empty when nothing is known; never fails. */
  leads(screen: Snapshot, goal: string, signal: AbortSignal): Promise<ReadonlyMap<number, string>>;
  /** Hears each finished step, secrets masked. Never fails: a run does not end for what it cannot remember. */
  learn(record: StepRecord, before: Snapshot | undefined, after: Snapshot | undefined): Promise<void>;
}

export interface RunParts {
  id: string;
  sop: Sop;
  /** As the person knows it. */
  path: string;
  values: Readonly<Record<string, Value>>;
  /** Values of secret parameters by name. Grows by what a person types in answer to a question. */
  secrets: Map<string, string>;
  session: PhoneSession;
  executor: Executor;
  observer: Observer;
  mind?: Mind;
  people: People;
  recorder: Recorder;
  /** The tamper-evident log of the run; an action that it cannot take is not sent. */
  audit?: RunAudit;
  bindings: Bindings;
  /** Who may read what the run leaves behind. */
  label?: Label;
  memory?: Remembering;
  /** How the screen looked after a step when it was last allowed. */
  lastTime?: (step: { id: string; number: string }) => Promise<SopMarks['last'] | undefined>;
  clock: Clock;
  options?: Pick<RunOptions, 'from' | 'to' | 'only' | 'breakpoints' | 'paused'>;
  /** The SOP behind an alias of `uses`, relative to the one that names it. Throws a Failure when there is none. */
  library?: (path: string, from: string) => Promise<{ sop: Sop; path: string }>;
  /** The broker's announcements of cards: shown in the state. */
  onCard?: (on: (run: string, card: RunState['card']) => void) => () => void;
  onState(state: RunState): void;
  /** Tells the log to hide a value from now on. */
  hide?: (secret: string) => void;
}

/** Where a step leads. */
export type Flow =
  | { go: 'on' }
  | { go: 'skip' }
  | { go: 'leave-loop' }
  | { go: 'to'; step: string }
  | { go: 'fail'; fault: Fault }
  | { go: 'end'; status: RunStatus; fault?: Fault };

export const ON: Flow = { go: 'on' };
export const fail = (fault: Fault): Flow => ({ go: 'fail', fault });

/** One SOP being carried out: the run's own, or one it runs. */
export interface Frame {
  sop: Sop;
  path: string;
  scope: Scope;
  depth: number;
  /** Numbers of steps of an SOP that is run stand behind those of the step that runs it. */
  prefix: string;
  outer?: Frame;
  /** The innermost `For each` and its round. */
  each?: NonNullable<SopMarks['each']>;
  /** Inside a repetition whose length the author fixed: doing the same on the same screen is what was asked for. */
  bounded?: boolean;
}

/** What a step adds to each of its actions. */
export interface StepContext {
  frame: Frame;
  step: Step;
  mark: NonNullable<StepRecord['step']>;
  guarded: boolean;
  /** When its `Timeout` is over, as `Run.worked` tells time. */
  until?: number;
}

export type Acted =
  | { kind: 'done'; after?: Snapshot; record: StepRecord }
  /** Nothing was sent, or nothing arrived: look at the screen anew and decide again. */
  | { kind: 'again'; why: string }
  | { kind: 'flow'; flow: Flow };

/** Shared by the parts of one run. */
export interface Run {
  readonly parts: RunParts;
  readonly gate: Gate;
  state(): RunState;
  update(change: Partial<RunState>): void;
  setStep(id: string, state: RunState['steps'][string]): void;
  nextSeq(): number;
  /** Milliseconds at work: time spent paused, and waiting for people or for the phone's return, does not count against an SOP's limits. */
  worked(): number;
  /** Keeps a record in the episode and the state. */
  keep(record: StepRecord, before?: Snapshot, after?: Snapshot): Promise<void>;
  readonly witness: Witness;
  /** A look that outlives an unplugged phone. */
  look(settle?: boolean): Promise<Snapshot>;
  act(c: StepContext, action: Action, before: Snapshot, how: { resolvedBy: ResolvedBy; marks?: Partial<SopMarks>; thought?: Thought }): Promise<Acted>;
  /** Puts a question to a person; the state shows it meanwhile. */
  ask(question: Question): Promise<Reply>;
  readonly history: string[];
  /** Values that its screens have shown, secrets masked. */
  readonly seen: Seen;
  /** Texts that its screens have shown: what was read there was not chosen by the SOP. */
  readonly shown: Shown;
  readonly done: Set<string>;
  /** Told when a person is asked to decide: what may be prepared meanwhile. */
  meanwhile?: (() => void) | undefined;
  /** Guards already tried, by screen. */
  readonly guarded: Map<Guard, string>;
  readonly visits: Map<string, number>;
  readonly loops: Loops;
  readonly tally: { checked: number; lastChecked: boolean };
}
