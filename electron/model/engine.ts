// Exports: createEngine, Engine, Answered, SNAP. One context sequence at work: what two prompts begin with is evaluated once, the rest in chunks that
// can be broken off, and what will probably be asked next is evaluated while nobody waits (llm.npu: prefill is where the time goes).

import { LlamaGrammarEvaluationState, type ControlledEvaluateInputItem, type LlamaContextSequence, type LlamaGrammar, type LlamaModel, type Token } from 'node-llama-cpp';

/** Rewinding to a multiple of this leaves greedy output as it was; other places did not (batches of another shape round otherwise). */
export const SNAP = 64;
/** Tokens evaluated at once, at most: 92 % of the best throughput, and an end within reach. */
const CHUNK = 256;
/** How long a chunk should take, milliseconds, where that leaves it `SNAP` tokens: smaller batches round otherwise, and how busy the machine is must not decide an answer. */
const PATIENCE = 100;

export interface Prefilled {
  promptTokens: number;
  /** Of them already evaluated. */
  reused: number;
  /** Milliseconds of evaluating the others. */
  ms: number;
  /** What evaluating the reused ones would have taken at the same pace, milliseconds. */
  savedMs: number;
}

export interface Answered extends Prefilled {
  text: string;
  /** Milliseconds until the first token of the answer. */
  firstMs: number;
  answerTokens: number;
}

export interface Engine {
  /** Greedy answer to the tokens. An abort is answered at once; the chunk at work ends before anything else begins. @throws AbortError */
  answer(tokens: readonly Token[], o: { grammar: LlamaGrammar; maxTokens: number; signal: AbortSignal }): Promise<Answered>;
  /** How probable each of `among` comes next, as shares of their sum. @throws AbortError */
  next(tokens: readonly Token[], among: readonly Token[], signal: AbortSignal): Promise<Prefilled & { shares: number[] }>;
  /** Evaluates in the background what will probably be asked; any real question ends it and keeps what it has done. */
  speculate(tokens: readonly Token[]): void;
  /** Resolves when the speculation going on has ended, whole or broken off. */
  settled(): Promise<void>;
  /** Ends what is going on. */
  close(): Promise<void>;
}

/** @param o.now monotonic milliseconds */
export function createEngine(o: { model: LlamaModel; sequence: LlamaContextSequence; now: () => number }): Engine {
  const { model, sequence, now } = o;
  /** Milliseconds a token takes in prefill, as measured. */
  let pace: number | undefined;
  let speculation: { stop: AbortController; done: Promise<void> } | undefined;
  /** What a question that was broken off is still at. */
  let working: Promise<unknown> = Promise.resolve();

  /** All but the last token: that one is evaluated when something is to come next. */
  async function prefill(tokens: readonly Token[], signal: AbortSignal): Promise<Prefilled> {
    const most = tokens.length - 1;
    const held = sequence.contextTokens;
    let same = 0;
    while (same < most && held[same] === tokens[same]) same++;
    // All of it is there, as when it was foreseen; else back to the last place that is safe to continue from.
    const reused = same === most && same === held.length ? same : same - (same % SNAP);
    if (reused < held.length) await sequence.eraseContextTokenRanges([{ start: reused, end: held.length }]);
    let at = sequence.nextTokenIndex;
    const from = at;
    const began = now();
    while (at < most) {
      signal.throwIfAborted();
      const wanted = pace === undefined ? SNAP : Math.min(CHUNK, Math.max(SNAP, Math.floor(PATIENCE / pace)));
      // Chunks end at the same places whatever was reused.
      const size = Math.min(most - at, Math.floor((at + wanted) / SNAP) * SNAP - at);
      const start = now();
      await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, at + size));
      const each = (now() - start) / size;
      pace = pace === undefined ? each : pace * 0.7 + each * 0.3;
      at += size;
    }
    signal.throwIfAborted();
    return { promptTokens: tokens.length, reused: from, ms: now() - began, savedMs: from * (pace ?? 0) };
  }

  async function alone(): Promise<void> {
    const before = speculation;
    speculation = undefined;
    before?.stop.abort();
    await before?.done;
    await working;
  }

  /** One question at a time; who asked is not kept waiting for a chunk that nobody wants any more. */
  async function ask<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await alone();
    signal.throwIfAborted();
    const done = work();
    working = done.catch(() => undefined);
    const aborted = Promise.withResolvers<never>();
    const onAbort = (): void => aborted.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    return Promise.race([done, aborted.promise]).finally(() => signal.removeEventListener('abort', onAbort));
  }

  return {
    answer: (tokens, { grammar, maxTokens, signal }) => ask(signal, async () => {
      const began = now();
      const filled = await prefill(tokens, signal);
      const state = new LlamaGrammarEvaluationState({ model, grammar });
      const answer: Token[] = [];
      let firstMs = 0;
      for await (const token of sequence.evaluate([tokens.at(-1)!], { temperature: 0, grammarEvaluationState: state })) {
        if (answer.length === 0) firstMs = now() - began;
        answer.push(token);
        if (answer.length >= maxTokens) break;
        signal.throwIfAborted();
      }
      signal.throwIfAborted();
      return { ...filled, text: model.detokenize(answer), firstMs, answerTokens: answer.length };
    }),
    next: (tokens, among, signal) => ask(signal, async () => {
      const filled = await prefill(tokens, signal);
      const item: ControlledEvaluateInputItem = [tokens.at(-1)!, { generateNext: { probabilities: true, options: { temperature: 1 } } }];
      const out = await sequence.controlledEvaluate([item]);
      const all = out[0]?.next.probabilities ?? new Map<Token, number>();
      const sum = among.reduce((n, t) => n + (all.get(t) ?? 0), 0);
      return { ...filled, shares: among.map((t) => (sum > 0 ? (all.get(t) ?? 0) / sum : 1 / among.length)) };
    }),
    speculate(tokens) {
      const before = alone();
      const stop = new AbortController();
      const done = before.then(() => prefill(tokens, stop.signal)).then(() => undefined, (e: unknown) => { if (!stop.signal.aborted) throw e; });
      speculation = { stop, done };
      // Its failure is the next question's, which meets the same engine.
      done.catch(() => undefined);
    },
    settled: async () => { await speculation?.done; },
    close: alone,
  };
}
