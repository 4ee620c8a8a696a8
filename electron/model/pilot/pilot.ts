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
import { mix, type Option } from './mix.ts';
import type { Concept } from './lexicon.ts';
import { ANSWERS, BYTES, CONTROL, createVocabulary, type AnswerToken } from './tokens.ts';

/** A screen of 96 elements with long names fits. */
const CONTEXT = 2048;
/** An action less probable than this is not looked at element by element. */
const LEAST = 0.02;

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
      const first = await next(code.tokens.slice(reused), possible);
      const kin = o.kin.scores(q.goal, q.elements);
      const options: Option[] = [];
      let asked = 0;
      for (const [token, p] of first) {
        const answer = answers.get(token)!;
        if (answer !== '<tap>' && answer !== '<hold>' && answer !== '<type>') { options.push({ answer, p }); continue; }
        if (p < LEAST) continue;
        signal.throwIfAborted();
        const fit = actable.filter((n) => (answer === '<type>' ? q.elements[code.ids[n - 1]!]!.role === 'input' : q.elements[code.ids[n - 1]!]!.role !== 'scroll'));
        if (fit.length === 0) continue;
        // Back to where the answer stands.
        if (asked++ > 0) await sequence.eraseContextTokenRanges([{ start: code.tokens.length, end: sequence.nextTokenIndex }]);
        const id = (n: number): number => vocabulary.control(`<e${n}>`);
        const among = await next([token], fit.map(id));
        for (const n of fit) options.push({ answer, element: code.ids[n - 1]!, p: p * (among.get(id(n)) ?? 0), token });
      }
      const { option, confidence } = mix(q.goal, options, kin, q.elements);
      const result = (more: Partial<PilotAnswer>, sure: number): PilotAnswer => ({ answer: option.answer, ...(option.element === undefined ? {} : { element: option.element }), ...more, confidence: sure, promptTokens: code.tokens.length, reused, ms: o.now() - started });
      if (option.answer !== '<type>') return result({}, confidence);
      signal.throwIfAborted();
      await sequence.eraseContextTokenRanges([{ start: code.tokens.length, end: sequence.nextTokenIndex }]);
      const place = vocabulary.control(`<e${code.ids.indexOf(option.element!) + 1}>`);
      const [ref, text] = best(await next([option.token!, place], code.refs.map((_, i) => vocabulary.control(`<ref${i + 1}>`))));
      return result({ ref: code.refs[code.refs.findIndex((_, i) => vocabulary.control(`<ref${i + 1}>`) === ref)]! }, confidence * text);
    }, signal),
    async close() {
      await context.dispose();
      await model.dispose();
    },
  };
}
