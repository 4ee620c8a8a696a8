// Exports: createBenches, Benches, BenchChild, spawnBench. The task bench of a data folder, run by a process of its own so that the host answers meanwhile: one at
// a time, stopped and gone on with, its results in a folder each below `bench/`.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { fileFault, readText, writeAtomic } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import type { Log } from '../base/log.ts';
import { readResults } from '../bench/tasks/journal.ts';
import { scoresOf } from '../bench/tasks/score.ts';
import { ARMS, SPLITS, type BenchOptions, type BenchProgress, type BenchState, type Scores } from '../protocol/bench.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';

/** A bench's process. */
export interface BenchChild {
  readonly pid: number;
  /** Each line of its standard output. */
  onLine(on: (line: string) => void): void;
  /** After its last line. `words`: what it said last on standard error. */
  onEnd(on: (how: { code: number | null; signal: string | null; words: string }) => void): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface Benches {
  /** @throws Failure `file/*` when the last bench cannot be read */
  state(): Promise<BenchState>;
  /**
   * Begins a bench, or goes on with the last one when it has these options and was not finished. What goes wrong later is in the state.
   * @param anew begin again in any case; the old results stay on the disk
   * @throws Failure `usage` while one is going on, `bench/busy`, `bench/ended` when no process can be had, `file/*`
   */
  start(options: BenchOptions, anew: boolean): Promise<BenchState>;
  /** Resolves when its process is gone. Does nothing when none is. */
  stop(): Promise<BenchState>;
  /** The report of the last bench. @throws Failure `usage` while it is not finished, `file/*` */
  report(): Promise<string>;
  close(): Promise<void>;
}

/** A process that does not end in order within this time is killed; its results are on the disk. */
const STOP_MS = 10_000;
/** So long a process that a killed host left behind has to notice it. */
const ORPHAN_MS = 5000;
const ASK_MS = 250;

/** `bench/bench.json`: which bench was the last one. */
const keptShape = z.object({
  v: z.literal(1), id: z.string().regex(/^[\w-]{1,100}$/),
  options: z.object({ split: z.enum(SPLITS), arms: z.array(z.enum(ARMS)).min(1), seeds: z.number().int().positive(), tasks: z.array(z.string()).optional() }),
  startedAt: z.number(), of: z.number(), pid: z.number().int().positive().optional(),
});
type Kept = Omit<z.infer<typeof keptShape>, 'options'> & { options: BenchOptions };

const lineShape = z.union([
  z.object({ progress: z.looseObject({ done: z.number(), of: z.number() }) }),
  z.object({ fault: z.looseObject({ kind: z.string() }) }),
  z.object({ split: z.string(), seeds: z.number(), arms: z.record(z.string(), z.looseObject({})) }),
]);

const NONE: BenchState = { status: 'none', done: 0, of: 0, arms: {} };

const same = (a: BenchOptions, b: BenchOptions): boolean => {
  const text = (o: BenchOptions): string => JSON.stringify([o.split, o.seeds, o.arms.toSorted(), o.tasks?.toSorted()]);
  return text(a) === text(b);
};

/** @param folder `bench/` of the data folder. `alive`: whether another process of this machine runs, as far as it was started at `since` */
export function createBenches(d: { folder: string; spawn(args: readonly string[]): Promise<BenchChild>; alive(pid: number, since: number): boolean; clock: Clock; log: Log; onState(s: BenchState): void }): Benches {
  const file = path.join(d.folder, 'bench.json');
  const folderOf = (id: string): string => path.join(d.folder, id);
  let now: BenchState | undefined;
  let kept: Kept | undefined;
  let running: { child: BenchChild; ended: Promise<void> } | undefined;
  let starting: Promise<unknown> | undefined;
  let closed = false;
  const tell = (s: BenchState): BenchState => { now = s; d.onState(s); return s; };
  const turn = new Mutex();
  const keep = async (k: Kept): Promise<void> => { kept = k; await turn.hold(() => writeAtomic(file, `${JSON.stringify(kept)}\n`)); };
  /** What the disk holds of the last bench. */
  const counted = async (k: Kept): Promise<Pick<BenchState, 'done' | 'arms'>> => {
    const results = (await readResults(folderOf(k.id))).filter((r) => k.options.arms.includes(r.arm));
    return { done: results.length, arms: scoresOf(results, k.options.arms.filter((a) => results.some((r) => r.arm === a))) };
  };

  /** What an earlier host left. */
  const load = async (): Promise<BenchState> => {
    let text: string;
    try {
      text = await readText(file);
    } catch (e) {
      if (e instanceof Failure && e.fault.kind === 'file/not-found') return NONE;
      throw e;
    }
    const parsed = keptShape.safeParse(json(text));
    // The next start writes it anew.
    if (!parsed.success) return { ...NONE, status: 'failed', fault: { kind: 'file/damaged', path: file, detail: 'Start the bench again; the results of earlier ones are still beside it' } };
    kept = parsed.data as Kept;
    const found = await counted(kept);
    const finished = await fs.stat(path.join(folderOf(kept.id), 'result.json')).then(() => true, () => false);
    return { status: finished ? 'done' : 'stopped', options: kept.options, startedAt: kept.startedAt, of: kept.of, ...found };
  };
  const state = async (): Promise<BenchState> => now ?? (now = await load());

  const begin = async (options: BenchOptions, anew: boolean): Promise<BenchState> => {
    const before = await state();
    // A killed host's bench ends at its next line, which nobody reads any more.
    for (let waited = 0; kept?.pid !== undefined && d.alive(kept.pid, kept.startedAt); waited += ASK_MS) {
      if (waited >= ORPHAN_MS) throw new Failure({ kind: 'bench/busy', pid: kept.pid });
      await d.clock.sleep(ASK_MS);
    }
    const goesOn = !anew && kept !== undefined && before.status !== 'done' && same(kept.options, options);
    const startedAt = d.clock.now();
    const { pid: _, ...old } = kept ?? {};
    await keep(goesOn ? { ...old as Kept, startedAt } : { v: 1, id: `${new Date(startedAt).toISOString().slice(0, 19).replace(/\D/g, '-')}-${randomBytes(3).toString('hex')}`, options, startedAt, of: 0 });
    const child = await d.spawn([
      'bench', 'tasks', '--json', '--progress', '--out', folderOf(kept!.id), '--resume', '--split', options.split, '--seeds', String(options.seeds),
      ...options.arms.flatMap((a) => ['--arm', a]), ...(options.tasks ?? []).flatMap((t) => ['--task', t]),
    ]);
    // Heard from the first line on, whatever the disk does meanwhile.
    running = { child, ended: follow(child) };
    tell({ status: 'running', options: kept!.options, startedAt, done: goesOn ? before.done : 0, of: kept!.of, arms: goesOn ? before.arms : {} });
    await keep({ ...kept!, pid: child.pid });
    return now!;
  };

  const follow = (child: BenchChild): Promise<void> => new Promise((resolve) => {
    let fault: Fault | undefined;
    let scores: Scores | undefined;
    child.onLine((line) => {
      const parsed = lineShape.safeParse(json(line));
      if (!parsed.success) { d.log.write('app', 'warning', 'The bench said something unexpected', { line: line.slice(0, 500) }); return; }
      const said = parsed.data as { progress: BenchProgress } | { fault: Fault } | Scores;
      if ('fault' in said) fault = said.fault;
      else if ('progress' in said) {
        const { now: _, ...s } = now!;
        const { arms, ...p } = said.progress;
        if (p.of !== kept!.of) void keep({ ...kept!, of: p.of }).catch((e: unknown) => { d.log.write('app', 'error', 'The bench is not written down', faultOf(e)); });
        tell({ ...s, ...p, ...(arms ? { arms } : {}) });
      } else scores = said;
    });
    const finish = async ({ code, signal, words }: Parameters<Parameters<BenchChild['onEnd']>[0]>[0]): Promise<BenchState> => {
      const found = await counted(kept!);
      const { pid: _, ...k } = kept!;
      await keep(k);
      const { now: __, ...s } = { ...now!, ...found };
      if (scores !== undefined && code === 0) return { ...s, status: 'done', arms: scores.arms };
      if (s.status === 'stopping' || fault?.kind === 'run/aborted') return { ...s, status: 'stopped' };
      return { ...s, status: 'failed', fault: fault ?? { kind: 'bench/ended', how: signal ?? `code ${code}`, detail: words } };
    };
    child.onEnd((how) => {
      void finish(how).catch((e: unknown): BenchState => { const { now: _, ...s } = now!; return { ...s, status: 'failed', fault: faultOf(e) }; }).then((s) => {
        running = undefined;
        if (s.fault) d.log.write('app', 'error', 'The bench failed', s.fault);
        tell(s);
        resolve();
      });
    });
  });

  const stop = async (): Promise<BenchState> => {
    await starting?.catch(() => undefined);
    const mine = running;
    if (mine === undefined) return await state();
    if (now!.status === 'running') { tell({ ...now!, status: 'stopping' }); mine.child.kill('SIGTERM'); }
    const late = new AbortController();
    void d.clock.sleep(STOP_MS, late.signal).then(() => mine.child.kill('SIGKILL'), () => undefined);
    await mine.ended;
    late.abort();
    return now!;
  };

  return {
    state,
    async start(options, anew) {
      if (closed) throw new Failure({ kind: 'run/aborted' });
      if (running !== undefined || starting !== undefined) throw new Failure({ kind: 'usage', detail: 'A bench is going on already: stop it first' });
      const work = begin(options, anew);
      starting = work;
      try {
        return await work;
      } finally {
        starting = undefined;
      }
    },
    stop,
    async report() {
      if ((await state()).status !== 'done') throw new Failure({ kind: 'usage', detail: 'There is a report when the bench is done: start it, or resume it' });
      return await readText(path.join(folderOf(kept!.id), 'report.html'));
    },
    async close() {
      closed = true;
      await stop();
    },
  };
}

/** Undefined for what is no JSON. */
function json(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}

/** In dist/ the command line lies beside the host. */
const commandLine = (): string => fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../cli.ts' : './cli.js', import.meta.url));
/** Of standard error, what may be quoted. */
const MOST_WORDS = 2000;

/** The command line in a process of its own. @throws Failure `bench/ended` when it cannot be started */
export async function spawnBench(args: readonly string[], env: NodeJS.ProcessEnv): Promise<BenchChild> {
  // Electron's own binary is Node when it is told to be.
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, [commandLine(), ...args], { env: { ...env, ...(process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }) }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { words = (words + text).slice(-MOST_WORDS); });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.on('error', (e) => reject(new Failure(fileFault(e, process.execPath) ?? { kind: 'bench/ended', how: 'it could not be started', detail: e.message })));
  });
  const lines = createInterface({ input: child.stdout });
  return {
    pid: child.pid!,
    onLine: (on) => { lines.on('line', on); },
    onEnd: (on) => { child.once('close', (code, signal) => on({ code, signal, words: words.trim() })); },
    kill: (signal) => { child.kill(signal); },
  };
}

/** Whether a process may still be the one that was started at `since`: none lives longer than the machine has been up. */
export const stillRuns = (alive: (pid: number) => boolean, clock: Clock) => (pid: number, since: number): boolean => since > clock.now() - os.uptime() * 1000 && alive(pid);
