// Exports: mix, Option, Weights, WEIGHTS. What the model, the lexicon and the very words say together, as one probability for each answer. The model
// has learned on made screens to use the lexicon's hints and not to trust them; on real ones they deserve more. Pure.

import { shares, type PilotElement } from './marks.ts';
import type { AnswerToken } from './tokens.ts';
import { pieces } from './words.ts';

/** One answer that is possible on this screen. `p`: the model's probability of it. */
export interface Option { answer: AnswerToken; element?: number; p: number; token?: number }

/**
 * A conditional logit over the options (McFadden, 1974). For an element: the model's log probability, how much of the step the lexicon finds in it (and its
 * square), by how much more than in any other, how much of its title the step says and of the step it says, whether its whole title stands in the step,
 * whether it only says something. For "not here": how much of the step any element says. For what needs no element: the log probability.
 */
export interface Weights { model: number; kin: number; kinSquare: number; margin: number; title: number; goal: number; exact: number; bare: number; none: number; noneModel: number; said: number; move: number; moveModel: number; done: number }

/** Fitted on phrases of our own for public dumps, and as much on made screens; see README.md. */
export const WEIGHTS: Weights = { model: 0.49, kin: 0.98, kinSquare: 0.35, margin: 1.1, title: 0.24, goal: 0.69, exact: -0.58, bare: -2, none: -0.06, noneModel: 0.15, said: 1.42, move: 0.13, moveModel: 0.99, done: 1.14 };

/** What the model rules out can still be. */
const log = (p: number): number => Math.log(p + 0.003);

/** @param kin of each element, 0–1 */
export function mix(goal: string, options: readonly Option[], kin: readonly number[], elements: readonly PilotElement[], w: Weights = WEIGHTS): { option: Option; confidence: number } {
  const words = pieces(goal);
  const said = elements.map((e) => shares(words, e));
  const most = Math.max(0, ...said.map((s) => s.goal));
  const [first = 0, second = 0] = kin.toSorted((a, b) => b - a);
  const score = (o: Option): number => {
    if (o.answer === '<none>') return w.none + w.noneModel * log(o.p) + w.said * most;
    if (o.element === undefined) return (o.answer === '<done>' ? w.done : w.move) + w.moveModel * log(o.p);
    const [k, s, e] = [kin[o.element] ?? 0, said[o.element]!, elements[o.element]!];
    return w.model * log(o.p) + w.kin * k + w.kinSquare * k * k + w.margin * Math.max(-0.5, k - (k === first ? second : first))
      + w.title * s.title + w.goal * s.goal + (s.exact ? w.exact : 0) + (e.role === 'text' || e.role === 'image' ? w.bare : 0);
  };
  const scored = options.map((option) => ({ option, score: Math.exp(score(option)) }));
  const sum = scored.reduce((n, x) => n + x.score, 0);
  const top = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return { option: top.option, confidence: sum > 0 ? top.score / sum : 0 };
}
