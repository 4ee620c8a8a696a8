// Exports: ordered, counts, nextProblem, countWords. The problems of a document as a list.

import type { Problem } from '../../electron/protocol/sop.ts';

const RANK: Record<Problem['severity'], number> = { error: 0, warning: 1, info: 2 };

export const ordered = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column || RANK[a.severity] - RANK[b.severity]);

export const counts = (problems: readonly Problem[]): Record<Problem['severity'], number> => ({
  error: problems.filter((p) => p.severity === 'error').length,
  warning: problems.filter((p) => p.severity === 'warning').length,
  info: problems.filter((p) => p.severity === 'info').length,
});

export function countWords(c: Record<Problem['severity'], number>): string {
  const say = (n: number, word: string): string[] => (n === 0 ? [] : [`${n} ${word}${n === 1 ? '' : 's'}`]);
  return [...say(c.error, 'error'), ...say(c.warning, 'warning'), ...say(c.info, 'note')].join(', ') || 'No problems';
}

/** The first problem behind a place (or before it), going round. Notes are passed over while there is anything graver. */
export function nextProblem(problems: readonly Problem[], at: { line: number; column: number }, by: 1 | -1): Problem | undefined {
  const all = ordered(problems);
  const grave = all.filter((p) => p.severity !== 'info');
  const list = grave.length > 0 ? grave : all;
  const behind = (p: Problem): number => p.line - at.line || p.column - at.column;
  return by === 1 ? (list.find((p) => behind(p) > 0) ?? list[0]) : (list.findLast((p) => behind(p) < 0) ?? list.at(-1));
}
