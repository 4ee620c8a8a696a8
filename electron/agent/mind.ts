// Exports: Mind, Thought, MindQuery. What the agent asks when the words of a step do not say which element is meant.
// Implementations (a local model, a scripted one) live elsewhere; they build their prompt with prompt.ts and read
// answers with answer.ts.

import type { Action } from '../protocol/actions.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { PromptParts } from './prompt.ts';

export interface MindQuery {
  /** Stable first: an implementation keeps what it evaluated of the common beginning. */
  prompt: PromptParts;
  /** The screen an answer's element belongs to. */
  screen: Snapshot;
  signal: AbortSignal;
}

export interface Thought {
  action: Action;
  /** The model's own words; shown as such, never acted on. */
  thought?: string;
  promptTokens: number;
  /** Of them kept from the step before. */
  reused: number;
  ms: number;
}

export interface Mind {
  /** Name for records. */
  readonly id: string;
  /** @throws Failure `model/answer` when the answer is not one action on this screen */
  propose(query: MindQuery): Promise<Thought>;
}
