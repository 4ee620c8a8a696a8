// Exports: episodeReader, predictionReader, readEpisodes, FORMATS, Format, ReadStep, EpisodeReader, PredictionReader. Lines of text → episodes and predictions; pure.

import { Failure } from '../../protocol/faults.ts';
import { actionOf } from './action.ts';
import { aitwSteps } from './aitw.ts';
import { androidControlSteps } from './android-control.ts';
import type { Episode, EpisodeStep, StepAction } from './episode.ts';
import { asJson, fieldsOf, textOf, wholeOf, type Bad, type Fields } from './fields.ts';

/** A step as one line tells it; without a number it follows the one before. */
export type ReadStep = Omit<EpisodeStep, 'step'> & { episode: string; goal: string; length?: number; step: number | undefined };

const READERS = { aitw: aitwSteps, 'android-control': androidControlSteps } as const satisfies Record<string, (line: Fields, bad: Bad) => ReadStep[]>;
export type Format = keyof typeof READERS;
export const FORMATS = Object.keys(READERS) as Format[];

/** Counts lines and names the one that cannot be used. @param path of the file, for the fault */
function lineReader(path: string, take: (line: Fields, bad: Bad) => void): (text: string) => void {
  let line = 0;
  return (text) => {
    line++;
    if (text.trim() === '') return;
    const bad: Bad = (detail) => { throw new Failure({ kind: 'file/line', path, line, detail }); };
    let value: unknown;
    try { value = JSON.parse(text); } catch (e) { bad(`It is no JSON: ${(e as Error).message.replace(/ \(line \d+ column \d+\)$/, '')}`); }
    take(fieldsOf(value, 'It', bad), bad);
  };
}

export interface EpisodeReader {
  /** One line, without its end; empty ones are passed over. @throws Failure `file/line` */
  add(text: string): void;
  /** What was read: episodes in the order of their first line, steps in theirs. @throws Failure `file/damaged` when there was none */
  end(): Episode[];
}

/** @param path of the file, for faults */
export function episodeReader(format: Format, path: string): EpisodeReader {
  const episodes = new Map<string, { episode: Episode; numbers: Set<number> }>();
  return {
    add: lineReader(path, (line, bad) => {
      for (const { episode: id, goal, length, step: said, ...rest } of READERS[format](line, bad)) {
        const { episode, numbers } = episodes.get(id) ?? { episode: { id, goal, steps: [] }, numbers: new Set<number>() };
        const step = said ?? Math.max(-1, ...numbers) + 1;
        if (numbers.has(step)) bad(`Step ${step} of episode ${id} is there already`);
        if (episode.goal !== goal) bad(`The goal of episode ${id} is not the one of its lines before`);
        numbers.add(step);
        episode.steps.push({ step, ...rest });
        if (length !== undefined) episode.length = length;
        episodes.set(id, { episode, numbers });
      }
    }),
    end: () => {
      if (episodes.size === 0) throw new Failure({ kind: 'file/damaged', path, detail: 'It holds no episode' });
      return [...episodes.values()].map(({ episode: e }) => ({ ...e, steps: e.steps.toSorted((a, b) => a.step - b.step) }));
    },
  };
}

/** All lines of a text at once. @throws Failure `file/line`, `file/damaged` */
export function readEpisodes(format: Format, text: string, path: string): Episode[] {
  const reader = episodeReader(format, path);
  for (const line of text.split(/\r?\n/)) reader.add(line);
  return reader.end();
}

export interface PredictionReader {
  /** @throws Failure `file/line` */
  add(text: string): void;
  /** Of a step, if there is one. */
  of(episode: Episode, step: EpisodeStep): StepAction | undefined;
  /** Predictions of steps that no episode has. */
  unused(): number;
}

/**
 * Lines `{ "episode", "step", "action", … }`: `action` is a name with its arguments beside it, or an object of both; names and
 * arguments are those of either data set. `x` and `y` are pixels of the screen of that step.
 * @param path of the file, for faults
 */
export function predictionReader(episodes: readonly Episode[], path: string): PredictionReader {
  const steps = new Map(episodes.map((e) => [e.id, new Map(e.steps.map((s) => [s.step, s]))]));
  const predicted = new Map<string, StepAction>();
  const key = (episode: string, step: number): string => `${step} ${episode}`;
  let unused = 0;
  return {
    add: lineReader(path, (line, bad) => {
      const episode = textOf(line, ['episode', 'episode_id', 'ep_id'], bad) ?? bad('It names no episode');
      const number = wholeOf(line, ['step', 'step_id'], bad) ?? bad('It names no step');
      const at = key(episode, number);
      if (predicted.has(at)) bad(`Step ${number} of episode ${episode} is predicted already`);
      const step = steps.get(episode)?.get(number);
      if (!step) { unused++; return; }
      const { action } = line;
      const inside = (typeof action === 'object' && action !== null) || (typeof action === 'string' && action.trimStart().startsWith('{'));
      predicted.set(at, actionOf(inside ? fieldsOf(asJson(action, 'action', bad), 'action', bad) : line, step.size, bad));
    }),
    of: (episode, step) => predicted.get(key(episode.id, step.step)),
    unused: () => unused,
  };
}
