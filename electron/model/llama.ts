// Exports: Model, Completion, loadModel.
// llama.cpp through node-llama-cpp: one context, one sequence; the common prefix of two prompts is evaluated once.

import { availableParallelism } from 'node:os';
import { getLlama, LlamaCompletion, LlamaLogLevel, type Llama } from 'node-llama-cpp';
import type { Log } from '../base/log.ts';
import { Mutex } from '../base/lock.ts';
import { Failure } from '../protocol/faults.ts';
import type { ModelInfo } from '../protocol/services.ts';
import { chatOf, type Chat } from './chat.ts';
import { contextOf, memoryOf } from './fit.ts';
import { inspectGguf } from './gguf.ts';

export interface Completion {
  text: string;
  promptTokens: number;
  /** Prompt tokens whose state was already there. */
  reused: number;
  answerTokens: number;
  ms: number;
}

export interface Model {
  readonly info: ModelInfo;
  /**
   * Greedy answer to one prompt, held by a GBNF grammar.
   * @throws Failure `model/answer` when the prompt does not fit; AbortError on abort
   */
  complete(q: { system: string; user: string; grammar: string; maxTokens: number; signal: AbortSignal }): Promise<Completion>;
  close(): Promise<void>;
}

/** ggml's threads spin at every barrier: one more than there are free cores made a token 300 times slower here. The host keeps a core. */
const THREADS = Math.max(1, availableParallelism() - 1);

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

/**
 * Loads a GGUF file.
 * @param freeBytes memory available now
 * @throws Failure `model/file`, `model/too-large`, `file/not-found`
 */
export async function loadModel(o: { path: string; freeBytes: number; log: Log; now: () => number; threads?: number; onProgress?: (share: number) => void; signal?: AbortSignal }): Promise<Model> {
  const gguf = await inspectGguf(o.path);
  if (gguf.architecture === 'clip' || gguf.layers === 0) throw new Failure({ kind: 'model/file', path: o.path, detail: `A "${gguf.architecture}" file holds no language model` });
  const contextSize = contextOf(gguf.trainedContext);
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
  let chat: Chat;
  try {
    chat = chatOf(model, gguf.chatTemplate);
    chat('system', 'user');
  } catch (e) {
    await model.dispose();
    throw new Failure({ kind: 'model/file', path: o.path, detail: `Its chat template cannot be carried out: ${(e as Error).message}` });
  }
  const context = await model.createContext({ contextSize, sequences: 1, batchSize: 256, threads: o.threads ?? THREADS }).catch(async (e: unknown) => {
    await model.dispose();
    o.log.write('model', 'error', 'No context could be made', { error: String(e) });
    throw new Failure({ kind: 'model/too-large', path: o.path, needBytes, freeBytes: o.freeBytes });
  });
  const sequence = context.getSequence();
  const completion = new LlamaCompletion({ contextSequence: sequence });
  const turn = new Mutex();
  // generateCompletion puts it first by itself, where the file asks for it.
  const begins = model.tokens.shouldPrependBosToken;

  return {
    info: { path: o.path, name: gguf.name || (o.path.split(/[\\/]/).at(-1) ?? ''), state: 'ready', contextTokens: contextSize, bytes: gguf.bytes },
    complete: (q) => turn.hold(async () => {
      const started = o.now();
      const tokens = chat(q.system, q.user);
      if (tokens.length + q.maxTokens >= contextSize) {
        throw new Failure({ kind: 'model/answer', detail: `The prompt has ${tokens.length} tokens; the model's context holds ${contextSize}`, answer: '' });
      }
      if (begins && tokens[0] === model.tokens.bos) tokens.shift();
      const held = sequence.contextTokens;
      const first = begins ? 1 : 0;
      let reused = 0;
      while (reused < tokens.length - 1 && held[first + reused] === tokens[reused]) reused++;
      const grammar = await engine.createGrammar({ grammar: q.grammar });
      let answerTokens = 0;
      const text = await completion.generateCompletion(tokens, {
        onToken: (some) => { answerTokens += some.length; },
        grammar, maxTokens: q.maxTokens, temperature: 0, repeatPenalty: false, signal: q.signal, disableContextShift: true,
      });
      return { text, promptTokens: tokens.length, reused, answerTokens, ms: o.now() - started };
    }, q.signal),
    close: async () => {
      completion.dispose();
      await context.dispose();
      await model.dispose();
    },
  };
}
