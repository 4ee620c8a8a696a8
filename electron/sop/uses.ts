// Exports: usesPath, checkUses, loadUses, ReadText. Which other SOPs a document runs, and that they never run in circles.

import * as path from 'node:path';
import { Failure } from '../protocol/faults.ts';
import type { Problem, Sop } from '../protocol/sop.ts';
import { lineOf, lineStarts, parseSop } from './parse.ts';

/** The text at a path relative to the folder; fails with a Failure. */
export type ReadText = (path: string) => Promise<string>;

/** Path (relative to the folder) that `uses` of the document at `from` names. */
export const usesPath = (from: string, relative: string): string => path.posix.normalize(path.posix.join(path.posix.dirname(from), relative));

/** Problems of `uses`: files that are missing or damaged, and circles. Reads each file once. */
export async function checkUses(file: string, text: string, sop: Sop, read: ReadText): Promise<Problem[]> {
  const lines = lineStarts(text);
  const cache = new Map<string, Promise<string>>();
  const cached: ReadText = (p) => { const known = cache.get(p) ?? read(p); cache.set(p, known); return known; };
  const problems: Problem[] = [];
  for (const use of sop.meta.uses) {
    const add = (code: string, message: string): void => { problems.push({ severity: 'error', code, message, span: use.span, ...lineOf(lines, use.span.start), fixes: [] }); };
    try {
      const circle = await findCircle(usesPath(file, use.path), [file], cached);
      if (circle) add('uses/cycle', `SOPs run each other in a circle: ${circle.join(' → ')}`);
    } catch (e) {
      if (!(e instanceof Failure)) throw e;
      add('uses/missing', `${use.path} cannot be used: ${e.message}`);
    }
  }
  return problems;
}

async function findCircle(at: string, path: string[], read: ReadText): Promise<string[] | undefined> {
  const seen = path.indexOf(at);
  if (seen >= 0) return [...path.slice(seen), at];
  for (const use of parseSop(await read(at)).meta.uses) {
    const circle = await findCircle(usesPath(at, use.path), [...path, at], read);
    if (circle) return circle;
  }
  return undefined;
}

/**
 * Every SOP that a document runs, directly or not: path → document.
 * @throws Failure sop/path for a circle, or what `read` fails with
 */
export async function loadUses(file: string, sop: Sop, read: ReadText): Promise<Map<string, Sop>> {
  const found = new Map<string, Sop>();
  const visit = async (from: string, of: Sop, above: string[]): Promise<void> => {
    for (const use of of.meta.uses) {
      const target = usesPath(from, use.path);
      if (above.includes(target)) throw new Failure({ kind: 'sop/path', path: target, why: `SOPs run each other in a circle: ${[...above, target].join(' → ')}` });
      const next = found.get(target) ?? parseSop(await read(target));
      found.set(target, next);
      await visit(target, next, [...above, target]);
    }
  };
  await visit(file, sop, [file]);
  return found;
}
