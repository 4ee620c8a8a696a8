// Exports: measure. How fast a loaded model reads and writes on this machine, and how much memory it took.

import type { Benchmark } from '../../protocol/models.ts';
import type { Model } from '../llama.ts';

/** Read once from cold, then written after: ordinary words, so that a vocabulary of words makes ordinary tokens of it. */
const TEXT = 'Open the settings, choose the network, and read the name of the first entry aloud. Then go back to the list and wait until it is quiet. '.repeat(8);
const ANSWER_TOKENS = 32;
const ONE = 'root ::= [a-z]';
/** Without an end, so that a model with much to say and one with nothing to say write equally many tokens. */
const ON = 'root ::= [a-z ] root';

/**
 * @param before resident bytes of this process before the model was loaded. What an earlier model left behind is counted with it.
 * @returns undefined when the model's context is too small to measure anything
 */
export async function measure(model: Pick<Model, 'info' | 'complete'>, o: { now: () => number; rss: () => number; before: number; at: number; signal: AbortSignal }): Promise<Benchmark | undefined> {
  // A vocabulary of bytes makes a token of every letter.
  const letters = Math.min(TEXT.length, (model.info.contextTokens ?? 0) - ANSWER_TOKENS - 128);
  if (letters < 64) return undefined;
  const ask = { system: 'Answer briefly.', user: TEXT.slice(0, letters), signal: o.signal };
  let start = o.now();
  const read = await model.complete({ ...ask, grammar: ONE, maxTokens: 1 });
  const readMs = o.now() - start;
  start = o.now();
  const written = await model.complete({ ...ask, grammar: ON, maxTokens: ANSWER_TOKENS });
  const writeMs = o.now() - start;
  const rate = (tokens: number, ms: number): number => Math.round((tokens * 10_000) / Math.max(ms, 0.1)) / 10;
  return {
    prefill: rate(read.promptTokens - read.reused, readMs),
    decode: rate(written.answerTokens, writeMs),
    rss: Math.max(0, o.rss() - o.before),
    promptTokens: read.promptTokens - read.reused,
    answerTokens: written.answerTokens,
    at: o.at,
  };
}
