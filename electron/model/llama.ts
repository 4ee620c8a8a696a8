// Exports: Model, Completion, LoadOptions, loadModel, openModel, THREADS.
// llama.cpp through node-llama-cpp: one context, one sequence; the common prefix of two prompts is evaluated once.

import { availableParallelism } from 'node:os';
import { getLlama, LlamaLogLevel, type Llama, type LlamaContext, type LlamaModel, type Token } from 'node-llama-cpp';
import type { Log } from '../base/log.ts';
import { Mutex } from '../base/lock.ts';
import { Failure } from '../protocol/faults.ts';
import type { ModelInfo } from '../protocol/services.ts';
import { chatOf, type Chat } from './chat.ts';
import { createEngine } from './engine.ts';
import { contextOf, memoryOf } from './fit.ts';
import { inspectGguf, type GgufInfo } from './gguf.ts';
import { createWarm } from './warm.ts';

export interface Completion {
  text: string;
  promptTokens: number;
  /** Prompt tokens whose state was already there. */
  reused: number;
  /** What evaluating them would have taken, milliseconds. */
  savedMs: number;
  /** Milliseconds until the answer's first token, and in all. */
  firstMs: number;
  answerTokens: number;
  ms: number;
}

export interface Model {
  readonly info: ModelInfo;
  /**
   * Greedy answer to one prompt, held by a GBNF grammar.
   * @param q.key which prompts begin alike (an SOP): their state is kept on disk and put back at the next start
   * @throws Failure `model/answer` when the prompt does not fit; AbortError on abort
   */
  complete(q: { system: string; user: string; grammar: string; maxTokens: number; signal: AbortSignal; key?: string }): Promise<Completion>;
  /** Evaluates in the background what will probably be asked next; a real question ends it and keeps what it has done. */
  prepare(q: { system: string; user: string }): void;
  /** Resolves when that has ended. */
  prepared(): Promise<void>;
  close(): Promise<void>;
}

/** ggml's threads spin at every barrier: one more than there are free cores made a token 300 times slower here. The host keeps a core. */
export const THREADS = Math.max(1, availableParallelism() - 1);

let shared: Promise<Llama> | undefined;

/** One llama.cpp per process. Its own messages go to our log. */
function llama(log: Log): Promise<Llama> {
  shared ??= engineOf(log);
  // Whatever kept it from loading (a missing library, say) may be mended before the next try.
  shared.catch(() => { shared = undefined; });
  return shared;
}

const engineOf = async (log: Log): Promise<Llama> => {
  try {
    return await getLlama({
      gpu: 'auto', build: 'never', skipDownload: true, logLevel: LlamaLogLevel.warn, progressLogs: false,
      logger: (level, text) => log.write('model', level === LlamaLogLevel.error || level === LlamaLogLevel.fatal ? 'error' : 'debug', text.trim()),
    });
  } catch (e) {
    throw new Failure({ kind: 'model/engine', detail: (e as Error).message });
  }
};

/** `warm`: folder for evaluated prompts, kept from one start to the next. */
export interface LoadOptions { path: string; freeBytes: number; log: Log; now: () => number; threads?: number; warm?: string; onProgress?: (share: number) => void; signal?: AbortSignal }

/**
 * A GGUF file's weights and a context of one sequence, at most `tokens` long.
 * @param freeBytes memory available now
 * @throws Failure `model/file`, `model/too-large`, `file/not-found`
 */
export async function openModel(o: LoadOptions, tokens?: number): Promise<{ engine: Llama; gguf: GgufInfo; model: LlamaModel; context: LlamaContext; contextSize: number }> {
  const gguf = await inspectGguf(o.path);
  if (gguf.architecture === 'clip' || gguf.layers === 0) throw new Failure({ kind: 'model/file', path: o.path, detail: `A "${gguf.architecture}" file holds no language model` });
  const contextSize = Math.min(tokens ?? Infinity, contextOf(gguf.trainedContext));
  const needBytes = memoryOf(gguf, contextSize).need;
  if (needBytes > o.freeBytes) throw new Failure({ kind: 'model/too-large', path: o.path, needBytes, freeBytes: o.freeBytes });
  const engine = await llama(o.log);
  const model = await engine.loadModel({
    modelPath: o.path,
    onLoadProgress: (share) => o.onProgress?.(share),
    ...(o.signal ? { loadSignal: o.signal } : {}),
  }).catch((e: unknown) => {
    if (o.signal?.aborted) throw e;
    throw new Failure({ kind: 'model/file', path: o.path, detail: `llama.cpp refused it: ${(e as Error).message}` });
  });
  const context = await model.createContext({ contextSize, sequences: 1, batchSize: 256, threads: o.threads ?? THREADS }).catch(async (e: unknown) => {
    await model.dispose();
    o.log.write('model', 'error', 'No context could be made', { error: String(e) });
    throw new Failure({ kind: 'model/too-large', path: o.path, needBytes, freeBytes: o.freeBytes });
  });
  return { engine, gguf, model, context, contextSize };
}

/**
 * Loads a GGUF file as a model that writes.
 * @throws Failure as `openModel`
 */
export async function loadModel(o: LoadOptions): Promise<Model> {
  const { engine: llamaCpp, gguf, model, context, contextSize } = await openModel(o);
  let chat: Chat;
  try {
    chat = chatOf(model, gguf.chatTemplate);
    chat('system', 'user');
  } catch (e) {
    await context.dispose();
    await model.dispose();
    throw new Failure({ kind: 'model/file', path: o.path, detail: `Its chat template cannot be carried out: ${(e as Error).message}` });
  }
  const sequence = context.getSequence();
  const engine = createEngine({ model, sequence, now: o.now });
  const warm = o.warm === undefined ? undefined : createWarm({ folder: o.warm, model: `${o.path} ${gguf.bytes} ${gguf.changed}`, log: o.log });
  /** Keys whose state is on disk, and that of the prompts now held. */
  const kept = new Set<string>();
  let holding: string | undefined;
  const turn = new Mutex();

  const tokensOf = (system: string, user: string): Token[] => {
    const tokens = chat(system, user);
    const { bos } = model.tokens;
    return bos !== null && model.tokens.shouldPrependBosToken && tokens[0] !== bos ? [bos, ...tokens] : tokens;
  };
  const fits = (tokens: readonly Token[], more: number): boolean => tokens.length + more < contextSize;

  return {
    info: { path: o.path, name: gguf.name || (o.path.split(/[\\/]/).at(-1) ?? ''), state: 'ready', contextTokens: contextSize, bytes: gguf.bytes },
    complete: (q) => turn.hold(async () => {
      const started = o.now();
      const tokens = tokensOf(q.system, q.user);
      if (!fits(tokens, q.maxTokens)) throw new Failure({ kind: 'model/answer', detail: `The prompt has ${tokens.length} tokens; the model's context holds ${contextSize}`, answer: '' });
      if (warm && q.key !== undefined && q.key !== holding) {
        await engine.close();
        holding = q.key;
        if (await warm.load(sequence, q.key)) kept.add(q.key);
      }
      const { text, promptTokens, reused, savedMs, firstMs, answerTokens } = await engine.answer(tokens, { grammar: await llamaCpp.createGrammar({ grammar: q.grammar }), maxTokens: q.maxTokens, signal: q.signal });
      if (warm && q.key !== undefined && !kept.has(q.key)) {
        kept.add(q.key);
        await warm.save(sequence, q.key);
      }
      return { text, promptTokens, reused, savedMs, firstMs, answerTokens, ms: o.now() - started };
    }, q.signal),
    prepare(q) {
      const tokens = tokensOf(q.system, q.user);
      if (fits(tokens, 1)) engine.speculate(tokens);
    },
    prepared: () => engine.settled(),
    close: () => turn.hold(async () => {
      await engine.close();
      await context.dispose();
      await model.dispose();
    }),
  };
}
