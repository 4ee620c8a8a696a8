// Exports: Mind, Thought, MindQuery. What the agent asks when the words of a step do not say which element is meant.
// Implementations (a local model, a scripted one) live elsewhere; they build their prompt with prompt.ts and read
// answers with answer.ts.

import type { Action } from '../protocol/actions.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { PromptParts } from './prompt.ts';
import type { Seen } from './seen.ts';

export interface MindQuery {
  /** Stable first: an implementation keeps what it evaluated of the common beginning. */
  prompt: PromptParts;
  /** The screen an answer's element belongs to. */
  screen: Snapshot;
  /** The step alone, parameters filled in, secrets as `<secret:name>`: for minds that read no prompt. */
  step: string;
  /** What was done before, oldest first. */
  past: readonly string[];
  /** How many of them belong to this step. */
  acted: number;
  /** The step quotes a label that the screen does not show: what is wanted is the element that is meant by it. */
  named: boolean;
  /** What was wrong with the last answer, or why another way is wanted. */
  note?: string;
  /** What the procedure is called and its steps before this one, parameters filled in. */
  earlier?: readonly string[];
  /** What earlier screens of the run have shown. */
  seen?: Seen;
  /** What memory says lies behind elements, by id: hints. */
  leads?: ReadonlyMap<number, string>;
  /** The step is all there is to the procedure: a whole goal, and what may be asked on the way to it. */
  whole?: { apps(): Promise<readonly string[]>; recall(text: string): Promise<ReadonlyMap<number, string>> };
  /** The procedure: its prompts begin alike. */
  key: string;
  signal: AbortSignal;
}

export interface Thought {
  action: Action;
  /** The model's own words; shown as such, never acted on. */
  thought?: string;
  promptTokens: number;
  /** Of them kept from the step before. */
  reused: number;
  /** What reading them again would have taken, milliseconds. */
  savedMs?: number;
  ms: number;
  /** How sure the model is, 0–1, where it can tell. */
  confidence?: number;
  /** Of what it was asked. */
  promptSha256?: string;
}

export interface Mind {
  /** Name for records. */
  readonly id: string;
  /** It is not on this machine: nothing personal may reach it (remote-mind.ts). */
  readonly remote?: true;
  /**
   * @returns undefined when it does not know: a person is asked
   * @throws Failure `model/answer` when the answer is not one action on this screen
   */
  propose(query: MindQuery): Promise<Thought | undefined>;
  /** What it will probably be asked next, told while a person decides: it may begin to read. */
  prepare?(query: Omit<MindQuery, 'signal'>): void;
}
