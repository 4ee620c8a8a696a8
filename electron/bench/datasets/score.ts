// Exports: scoreEpisodes, Score, Tally. Predicted actions of whole episodes held against the recorded ones; pure.

import type { Episode, EpisodeStep, StepAction } from './episode.ts';
import { actionsMatch, actionsMatchStrictly, isTap } from './matching.ts';

export interface Tally { steps: number; matched: number; strict: number }

export interface Score {
  episodes: number;
  steps: number;
  /** Mean over the episodes of matched steps over steps, by the published metric: 0 to 1. */
  matching: number;
  /** The same by the strict comparison. */
  strict: number;
  /** Episodes of which every step matched. */
  whole: { matching: number; strict: number };
  /** Steps without a prediction; they count as not matched. */
  unanswered: number;
  /** Episodes of which the data set says that they have more steps. */
  incomplete: number;
  /** By what was recorded, kinds that occurred only. */
  kinds: Partial<Record<Kind, Tally>>;
}

const KINDS = ['tap', 'swipe', 'long-press', 'type', 'open-app', 'back', 'home', 'enter', 'wait', 'complete', 'impossible'] as const;
type Kind = (typeof KINDS)[number];

const kindOf = (a: StepAction): Kind => (a.type === 'dual-point' ? (isTap(a.touch, a.lift) ? 'tap' : 'swipe') : a.type);

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * The score of Rawles et al. 2023: of each episode the matched steps over its length, then the mean over the episodes.
 * @param predict the predicted action of a step; undefined when there is none
 * @throws RangeError without episodes: a score of nothing would print as a figure
 */
export function scoreEpisodes(episodes: readonly Episode[], predict: (episode: Episode, step: EpisodeStep) => StepAction | undefined): Score {
  if (episodes.length === 0) throw new RangeError('There is no episode to score');
  const tallies = new Map<Kind, Tally>();
  let unanswered = 0;
  const shares = episodes.map((episode) => {
    let matched = 0;
    let strict = 0;
    for (const step of episode.steps) {
      const predicted = predict(episode, step);
      const kind = kindOf(step.action);
      const tally = tallies.get(kind) ?? { steps: 0, matched: 0, strict: 0 };
      tallies.set(kind, tally);
      tally.steps++;
      if (predicted === undefined) { unanswered++; continue; }
      if (actionsMatch(predicted, step.action, step.elements)) { matched++; tally.matched++; }
      if (actionsMatchStrictly(predicted, step.action, step.elements)) { strict++; tally.strict++; }
    }
    return { matching: matched / episode.steps.length, strict: strict / episode.steps.length };
  });
  return {
    episodes: episodes.length,
    steps: episodes.reduce((n, e) => n + e.steps.length, 0),
    matching: mean(shares.map((s) => s.matching)),
    strict: mean(shares.map((s) => s.strict)),
    whole: { matching: shares.filter((s) => s.matching === 1).length, strict: shares.filter((s) => s.strict === 1).length },
    unanswered,
    incomplete: episodes.filter((e) => (e.length ?? 0) > e.steps.length).length,
    kinds: Object.fromEntries(KINDS.flatMap((k) => (tallies.has(k) ? [[k, tallies.get(k)]] : []))),
  };
}
