// Exports: usesPath, checkUses, loadUses, ReadText. Which other SOPs a document runs, and that they never run in circles.

import * as path from 'node:path';
import { Failure } from '../protocol/faults.ts';
import type { Problem, Sop, Span } from '../protocol/sop.ts';
import { checkSop } from './check.ts';
import { placedSteps } from './flow.ts';
import { suggest } from './front.ts';
import { lineOf, parseSop, readSop, type Reading } from './parse.ts';

/** The text at a path relative to the folder; fails with a Failure. */
export type ReadText = (path: string) => Promise<string>;

/** Path (relative to the folder) that `uses` of the document at `from` names. */
export const usesPath = (from: string, relative: string): string => path.posix.normalize(path.posix.join(path.posix.dirname(from), relative));

/** Problems of `uses`: files that are missing or have errors, circles, and what `Run` hands over. Reads each file once. */
export async function checkUses(file: string, reading: Reading, read: ReadText): Promise<Problem[]> {
  const { sop, lines } = reading;
  const cache = new Map<string, Promise<Reading>>();
  const cached = (p: string): Promise<Reading> => { const known = cache.get(p) ?? read(p).then((text) => readSop(text, { path: p })); cache.set(p, known); return known; };
  const problems: Problem[] = [];
  const add = (severity: Problem['severity'], code: string, message: string, span: Span): void => { problems.push({ severity, code, message, span, ...lineOf(lines, span.start), fixes: [] }); };
  const clear = new Set<string>();
  const known = new Set([...sop.meta.params.map((p) => p.name), ...reading.refs.filter((r) => r.kind === 'binds').map((r) => r.name)]);
  for (const use of sop.meta.uses) {
    const at = usesPath(file, use.path);
    try {
      const found = await trouble(at, [file], cached, clear);
      if (found) { add('error', found.code, found.message, use.span); continue; }
      const { params } = (await cached(at)).sop.meta;
      for (const { step } of placedSteps(sop)) {
        if (step.op?.verb !== 'run' || step.op.alias !== use.alias) continue;
        const { args } = step.op;
        for (const { name } of args) {
          if (params.some((p) => p.name === name)) continue;
          const near = suggest(name, params.map((p) => p.name));
          add('error', 'uses/argument', `${use.path} has no parameter ${name}${near ? `; did you mean ${near}?` : params.length ? ` (it has: ${params.map((p) => p.name).join(', ')})` : ''}`, step.span);
        }
        for (const p of params) {
          if (p.default !== undefined || known.has(p.name) || args.some((x) => x.name === p.name)) continue;
          add('warning', 'uses/argument-missing', `${use.path} needs ${p.name}: hand it over with ${p.name} = …`, step.span);
        }
      }
    } catch (e) {
      if (!(e instanceof Failure)) throw e;
      add('error', 'uses/missing', `${use.path} cannot be used: ${e.message}`, use.span);
    }
  }
  return problems;
}

/** The first thing wrong at `at` or below it. `clear` holds what is known to be in order, so that no file is walked twice. */
async function trouble(at: string, path: string[], read: (p: string) => Promise<Reading>, clear: Set<string>): Promise<{ code: string; message: string } | undefined> {
  const seen = path.indexOf(at);
  if (seen >= 0) return { code: 'uses/cycle', message: `SOPs run each other in a circle: ${[...path.slice(seen), at].join(' → ')}` };
  if (clear.has(at)) return undefined;
  const reading = await read(at);
  const first = checkSop(reading).find((p) => p.severity === 'error');
  if (first) return { code: 'uses/invalid', message: `${at} has errors, the first in line ${first.line}: ${first.message}` };
  for (const use of reading.sop.meta.uses) {
    const found = await trouble(usesPath(at, use.path), [...path, at], read, clear);
    if (found) return found;
  }
  clear.add(at);
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
