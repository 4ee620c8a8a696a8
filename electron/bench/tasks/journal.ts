// Exports: openJournal, memoryJournal, readResults, Journal, JournalHead. Results as JSON lines, each on the disk before the next run begins: what a killed bench has finished
// is not done again.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { z } from 'zod';
import { appendLine, ensureFolder, readLines, readText, writeAtomic } from '../../base/files.ts';
import { UsageError } from '../../commands/command.ts';
import { ARMS, type Arm } from '../../protocol/bench.ts';
import { Failure } from '../../protocol/faults.ts';
import type { Result } from './score.ts';

/** What results must have in common to be put together. */
export interface JournalHead { v: 1; bench: 'tasks'; split: string; seeds: number; chooser: string; /** Of every task with its seeds. */ tasks: string }

export interface Journal {
  readonly results: readonly Result[];
  has(arm: Arm, task: string, seed: number): boolean;
  add(r: Result): Promise<void>;
}

const headShape = z.object({ v: z.literal(1), bench: z.literal('tasks'), split: z.string(), seeds: z.number(), chooser: z.string(), tasks: z.string() });
const count = z.number().nonnegative();
const resultShape = z.looseObject({
  v: z.literal(1), arm: z.enum(ARMS), chooser: z.string(), task: z.string(), seed: z.number(), app: z.string(), shapes: z.array(z.string()), end: z.string(),
  success: z.boolean(), falseCompletion: z.boolean(), steps: count, minimal: count, sideEffects: z.array(z.string()), unapproved: z.array(z.string()),
  approvals: z.object({ asked: count, allowed: count }), free: count, asked: count, promptTokens: count, prefillMs: count, decodeMs: count, seconds: count,
  choices: z.object({ asked: count, right: count }),
});

const resultsIn = (lines: readonly unknown[]): Result[] => lines.slice(1).flatMap((l) => { const r = resultShape.safeParse(l); return r.success ? [r.data as unknown as Result] : []; });

/** What a bench has finished in a folder; nothing when it has not begun. @throws Failure `file/unreadable` */
export async function readResults(folder: string): Promise<Result[]> {
  try {
    return resultsIn((await readLines(path.join(folder, 'results.jsonl'))).lines);
  } catch (e) {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return [];
    throw e;
  }
}

export const memoryJournal = (): Journal => keep([], async () => undefined);

function keep(results: Result[], write: (r: Result) => Promise<void>): Journal {
  const key = (arm: string, task: string, seed: number): string => `${arm} ${task} ${seed}`;
  const done = new Set(results.map((r) => key(r.arm, r.task, r.seed)));
  return {
    results,
    has: (arm, task, seed) => done.has(key(arm, task, seed)),
    async add(r) {
      await write(r);
      results.push(r);
      done.add(key(r.arm, r.task, r.seed));
    },
  };
}

/**
 * The folder's `results.jsonl`, begun or gone on with.
 * @throws UsageError when there are results and nobody said to go on with them, or they are of another bench
 */
export async function openJournal(folder: string, head: JournalHead, resume: boolean): Promise<Journal> {
  const file = path.join(folder, 'results.jsonl');
  await ensureFolder(folder);
  const exists = await fs.stat(file).then(() => true, () => false);
  if (!exists || (await readText(file)).trim() === '') {
    await writeAtomic(file, `${JSON.stringify(head)}\n`);
    return keep([], (r) => appendLine(file, r, true));
  }
  if (!resume) throw new UsageError(`${file} holds results already. Go on with them by --resume, or name another folder`);
  const { lines } = await readLines(file);
  const first = headShape.safeParse(lines[0]);
  if (!first.success) throw new UsageError(`${file} is no journal of bench tasks`);
  const other = (['split', 'seeds', 'chooser', 'tasks'] as const).filter((k) => first.data[k] !== head[k]);
  if (other.length > 0) throw new UsageError(`The results in ${file} are of other ${other.join(', ')}: ${other.map((k) => `${first.data[k]} there, ${head[k]} here`).join('; ')}`);
  const results = resultsIn(lines);
  // A killed writer may have left half a line; what is appended must not be glued to it.
  await writeAtomic(file, [first.data, ...results].map((l) => `${JSON.stringify(l)}\n`).join(''));
  return keep(results, (r) => appendLine(file, r, true));
}
