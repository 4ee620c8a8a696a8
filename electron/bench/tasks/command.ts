// Exports: tasks (command). `countersign bench tasks`: how well an arm carries out the tasks of the bench.

import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createLog } from '../../base/log.ts';
import { writeAtomic } from '../../base/files.ts';
import { textOption, UsageError, type Command } from '../../commands/command.ts';
import { ARMS, type Arm, type ArmScore, type BenchProgress } from '../../protocol/bench.ts';
import { fingerprint, freshState, runBench } from './bench.ts';
import { CHOOSERS } from './choosers.ts';
import { memoryJournal, openJournal } from './journal.ts';
import { rememberApps } from './remember.ts';
import { reportOf } from './report.ts';
import { scoresOf } from './score.ts';
import { tasksOf } from './tasks.ts';

function armsOf(given: unknown): Arm[] {
  const names = Array.isArray(given) ? given.map(String) : [...ARMS];
  const unknown = names.find((n) => !ARMS.some((a) => a === n));
  if (unknown !== undefined) throw new UsageError(`There is no arm ${unknown}; there are ${ARMS.join(', ')}`);
  return [...new Set(names)] as Arm[];
}

/** Scores of thousands of results are not counted anew after each. */
const SCORES_MS = 1000;

const percent = (v: number): string => `${(v * 100).toFixed(1)}%`;
const COLUMNS: readonly [string, (s: ArmScore) => string][] = [
  ['tasks', (s) => String(s.tasks)], ['success', (s) => `${percent(s.success)} [${percent(s.interval.success.low)} ${percent(s.interval.success.high)}]`], ['choices', (s) => percent(s.stepAccuracy)],
  ['false', (s) => percent(s.falseCompletion)], ['side', (s) => percent(s.sideEffects)], ['unapproved', (s) => percent(s.unapprovedSideEffects)], ['over', (s) => s.stepsOverMinimal.toFixed(2)],
  ['approvals', (s) => s.approvals.toFixed(2)], ['tokens', (s) => s.promptTokens.toFixed(0)], ['s/step', (s) => s.secondsPerStep.toFixed(3)], ['chooser', (s) => s.chooser],
];

function tableOf(arms: Record<string, ArmScore>): string {
  const rows = [['arm', ...COLUMNS.map(([c]) => c)], ...Object.entries(arms).map(([name, s]) => [name, ...COLUMNS.map(([, of]) => of(s))])];
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((r) => r[i]!.length)));
  return rows.map((r) => r.map((c, i) => (i === 0 || i === r.length - 1 ? c.padEnd(widths[i]!) : c.padStart(widths[i]!))).join('  ').trimEnd()).join('\n');
}

export const tasks: Command = {
  usage: `bench tasks [--split dev|held-out|all] [--arm NAME]… [--seeds N] [--chooser NAME] [--task ID]… [--out DIR] [--resume] [--json]
  --split     default dev; held-out are the apps that nothing is tuned on
  --arm       ${ARMS.join(' ')}; all of them when none is named
  --seeds N   each task with N draws of its parameters; default 1
  --chooser   who decides in the arms goal, sop-text, pointer, no-memory, memory: ${Object.keys(CHOOSERS).join(' ')}; default pilot
  --pilot FILE  another pilot than the one that comes with the program
  --task ID   only this task, such as clock.add-alarm
  --out DIR   results.jsonl, result.json and report.html
  --resume    go on with what is in DIR
  --progress  with --json: a line {"progress": …} for each run that begins or ends, before the scores`,
  about: 'Carry out tasks on the demo phone and judge them by its state (electron/bench/tasks/README.md)',
  options: { split: { type: 'string' }, arm: { type: 'string', multiple: true }, seeds: { type: 'string' }, chooser: { type: 'string' }, pilot: { type: 'string' }, task: { type: 'string', multiple: true }, out: { type: 'string' }, resume: { type: 'boolean' }, progress: { type: 'boolean' } },
  words: 0,
  async run({ values }, io) {
    const split = textOption(values, 'split') ?? 'dev';
    const arms = armsOf(values['arm']);
    const seeds = Number(textOption(values, 'seeds') ?? 1);
    if (!Number.isInteger(seeds) || seeds < 1 || seeds > 1000) throw new UsageError(`--seeds takes a whole number from 1 to 1000, not ${String(values['seeds'])}`);
    const out = textOption(values, 'out');
    if (values['resume'] === true && out === undefined) throw new UsageError('--resume goes on with the results of a folder: name it with --out');
    if (values['progress'] === true && !io.json) throw new UsageError('--progress goes with --json');
    const wanted = Array.isArray(values['task']) ? values['task'].map(String) : undefined;
    const all = tasksOf(split);
    const missing = wanted?.find((id) => !all.some((t) => t.id === id));
    if (missing !== undefined) throw new UsageError(`There is no task ${missing} in the split ${split}`);
    const list = wanted ? all.filter((t) => wanted.includes(t.id)) : all;
    const name = textOption(values, 'chooser') ?? 'pilot';
    if (!Object.hasOwn(CHOOSERS, name)) throw new UsageError(`There is no chooser ${name}; there are ${Object.keys(CHOOSERS).join(', ')}`);
    const pilot = textOption(values, 'pilot');
    const folder = out === undefined ? undefined : path.resolve(out);
    const log = createLog({ clock: io.clock });
    const fresh = freshState();
    const journal = folder === undefined ? memoryJournal() : await openJournal(folder, { v: 1, bench: 'tasks', split, seeds, chooser: name, tasks: fingerprint(list, seeds, fresh) }, values['resume'] === true);
    const kept = journal.results.length;
    if (kept > 0 && !io.json) io.out(`${kept} results are there already`);
    // The oracle and the lexical ranker ask nobody.
    const asking = arms.some((a) => a !== 'oracle' && a !== 'lexical');
    const chooser = await CHOOSERS[asking ? name : 'lexical']!({ resources: path.join(io.root, 'resources'), log, signal: io.signal, ...(pilot === undefined ? {} : { pilot: path.resolve(pilot) }) });
    const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-bench-'));
    let memory: Awaited<ReturnType<typeof rememberApps>> | undefined;
    try {
      const of = list.length * seeds * arms.length;
      const begun = journal.results.filter((r) => arms.includes(r.arm)).length;
      let scored = -Infinity;
      const tell = (p: BenchProgress): void => {
        if (values['progress'] !== true) return;
        const due = performance.now() - scored >= SCORES_MS;
        if (due) scored = performance.now();
        io.out(JSON.stringify({ progress: { ...p, ...(due ? { arms: scoresOf(journal.results, arms) } : {}) } }));
      };
      tell({ done: begun, of });
      if (arms.includes('memory')) memory = await rememberApps({ folder: scratch, log, signal: io.signal, on: (app) => { if (!io.json) io.err(`Exploring ${app}`); tell({ done: begun, of, now: { at: 'app', app } }); } });
      const scores = await runBench({
        tasks: list, arms, seeds, split, chooser, ...(memory ? { memory } : {}), journal, log, signal: io.signal, now: () => performance.now(),
        before: (now, done) => tell({ done, of, now: { at: 'task', ...now } }),
        after: (r, done) => { tell({ done, of, now: { at: 'task', arm: r.arm, task: r.task, seed: r.seed } }); if (!io.json && (done % 50 === 0 || done === of)) io.err(`${done} of ${of}`); },
      });
      if (folder !== undefined) {
        await writeAtomic(path.join(folder, 'result.json'), `${JSON.stringify(scores, null, 2)}\n`);
        await writeAtomic(path.join(folder, 'report.html'), reportOf(scores, journal.results, new Date(io.clock.now()).toISOString()));
      }
      io.out(io.json ? JSON.stringify(scores) : `${tableOf(scores.arms)}${folder === undefined ? '' : `\n\n${path.join(folder, 'report.html')}`}`);
      return 0;
    } finally {
      await chooser.close?.();
      memory?.close();
      await fs.rm(scratch, { recursive: true, force: true });
    }
  },
};
