// Exports: nearestText. A baseline that knows nothing but words.

import { normalise } from '../../screen/words.ts';
import { SCROLLS, type EpisodeStep, type Point, type StepAction } from './episode.ts';

/** Words of any script; Chinese and Japanese have no spaces between theirs. */
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });
const wordsOf = (s: string): Set<string> => new Set([...SEGMENTER.segment(normalise(s))].filter((p) => p.isWordLike).map((p) => p.segment));

/**
 * Taps the middle of the element whose words are nearest to those of the step's instruction, or of the goal where the step has
 * none: most words in common over the geometric mean of both numbers of words (Ochiai 1957, the cosine of word sets), the first of
 * equal ones. Without a word in common it scrolls down.
 */
export function nearestText(goal: string, step: Pick<EpisodeStep, 'elements' | 'instruction'>): StepAction {
  const wanted = wordsOf(step.instruction || goal);
  let best: { score: number; at: Point } | undefined;
  for (const { text, box: [y, x, height, width] } of step.elements) {
    if (text === '') continue;
    const words = wordsOf(text);
    const common = [...words].filter((w) => wanted.has(w)).length;
    const score = common / Math.sqrt(words.size * wanted.size);
    if (common > 0 && (!best || score > best.score)) best = { score, at: [y + height / 2, x + width / 2] };
  }
  return best ? { type: 'dual-point', touch: best.at, lift: best.at } : SCROLLS.down;
}
