// Exports: loadPilot, Pilot, PilotAnswer. The embedded model at work: its tokens are built here, element ids are scored rather than written, so an
// answer is always an action of this screen and comes with how sure the model is.

import type { ControlledEvaluateInputItem, Token } from 'node-llama-cpp';
import { Mutex } from '../../base/lock.ts';
import { Failure } from '../../protocol/faults.ts';
import type { ModelInfo } from '../../protocol/services.ts';
import { openModel, type LoadOptions } from '../llama.ts';
import { encode, type PilotQuery } from './encode.ts';
import type { Ref } from './refs.ts';
import type { Kin } from './kin.ts';
import type { Concept } from './lexicon.ts';
import { ANSWERS, BYTES, CONTROL, createVocabulary, type AnswerToken } from './tokens.ts';

/** A screen of 96 elements with long names fits. */
const CONTEXT = 2048;

export interface PilotAnswer {
  answer: AnswerToken;
  /** Index in the query's elements. */
  element?: number;
  /** What is typed. */
  ref?: Ref;
  /** Probability of the whole answer among what is possible here, 0–1. */
  confidence: number;
  promptTokens: number;
  reused: number;
  ms: number;
}

export interface Pilot {
  readonly info: ModelInfo;
  /** The lexicon it was trained with: what labels mean. */
  readonly lexicon?: { concepts: readonly Concept[]; kin: Kin };
  /** @throws Failure `model/answer` when the screen does not fit; AbortError on abort */
  decide(q: PilotQuery, signal: AbortSignal): Promise<PilotAnswer>;
  close(): Promise<void>;
}

/**
 * @param o.kin what the lexicon says: the hints that the model was trained with
 * @throws Failure `model/file` (also when the file is no pilot of this format), `model/too-large`, `file/not-found`
 */
export async function loadPilot(o: LoadOptions & { kin: Kin; concepts?: readonly Concept[] }): Promise<Pilot> {
  const { gguf, model, context, contextSize } = await openModel(o, CONTEXT);
  const tokens = (model.fileInfo.metadata.tokenizer?.ggml?.tokens ?? []) as readonly string[];
  if (CONTROL.some((t, i) => tokens[i] !== t)) {
    await context.dispose();
    await model.dispose();
    throw new Failure({ kind: 'model/file', path: o.path, detail: 'Its tokens are not those of a pilot of this version' });
  }
  const vocabulary = createVocabulary(tokens.slice(CONTROL.length, -BYTES.length));
  const sequence = context.getSequence();
  const turn = new Mutex();
  const answers = new Map<number, AnswerToken>(ANSWERS.map((a) => [vocabulary.control(a), a]));

  /** Evaluates tokens and tells how probable each of `among` is next, as shares of their sum. */
  async function next(input: readonly number[], among: readonly number[]): Promise<Map<number, number>> {
    const items: ControlledEvaluateInputItem[] = input.map((t) => t as Token);
    items[items.length - 1] = [input.at(-1)! as Token, { generateNext: { probabilities: true, options: { temperature: 1 } } }];
    const out = await sequence.controlledEvaluate(items);
    const all = out.at(-1)?.next.probabilities ?? new Map<Token, number>();
    const sum = among.reduce((n, t) => n + (all.get(t as Token) ?? 0), 0);
    return new Map(among.map((t) => [t, sum > 0 ? (all.get(t as Token) ?? 0) / sum : 1 / among.length]));
  }
  const best = (m: Map<number, number>): [number, number] => [...m].reduce((a, b) => (b[1] > a[1] ? b : a));

  return {
    ...(o.concepts ? { lexicon: { concepts: o.concepts, kin: o.kin } } : {}),
    info: { path: o.path, name: gguf.name, state: 'ready', contextTokens: contextSize, bytes: gguf.bytes },
    decide: (q, signal) => turn.hold(async () => {
      const started = o.now();
      const code = encode(q, vocabulary, o.kin);
      if (code.tokens.length + 3 > contextSize) throw new Failure({ kind: 'model/answer', detail: `The screen takes ${code.tokens.length} tokens and the pilot holds ${contextSize}`, answer: '' });
      const held = sequence.contextTokens;
      let reused = 0;
      while (reused < code.tokens.length - 1 && held[reused] === code.tokens[reused]) reused++;
      await sequence.eraseContextTokenRanges([{ start: reused, end: sequence.nextTokenIndex }]);
      signal.throwIfAborted();

      const inputs = q.elements.some((e, i) => e.role === 'input' && !e.disabled && code.ids.includes(i)) && code.refs.length > 0;
      const actable = code.ids.flatMap((index, n) => (index >= 0 && !q.elements[index]!.disabled ? [n + 1] : []));
      const possible = [...answers].filter(([, a]) => (a === '<type>' ? inputs : a === '<tap>' || a === '<hold>' ? actable.length > 0 : a === '<down>' || a === '<up>' ? q.elements.some((e) => e.role === 'scroll') : true)).map(([t]) => t);
      const [first, sure] = best(await next(code.tokens.slice(reused), possible));
      const answer = answers.get(first)!;
      const result = (more: Partial<PilotAnswer>, confidence: number): PilotAnswer => ({ answer, ...more, confidence, promptTokens: code.tokens.length, reused, ms: o.now() - started });
      if (answer !== '<tap>' && answer !== '<hold>' && answer !== '<type>') return result({}, sure);
      signal.throwIfAborted();
      const fit = actable.filter((n) => (answer === '<type>' ? q.elements[code.ids[n - 1]!]!.role === 'input' : q.elements[code.ids[n - 1]!]!.role !== 'scroll'));
      const id = (n: number): number => vocabulary.control(`<e${n}>`);
      const [chosen, this_] = best(await next([first], fit.map(id)));
      const element = code.ids[fit.find((n) => id(n) === chosen)! - 1]!;
      if (answer !== '<type>') return result({ element }, sure * this_);
      const [ref, text] = best(await next([chosen], code.refs.map((_, i) => vocabulary.control(`<ref${i + 1}>`))));
      return result({ element, ref: code.refs[code.refs.findIndex((_, i) => vocabulary.control(`<ref${i + 1}>`) === ref)]! }, sure * this_ * text);
    }, signal),
    async close() {
      await context.dispose();
      await model.dispose();
    },
  };
}
