// The task bench as a window meets it: how far it is, stopped, gone on with, crashed; with a process that the test plays, and once with the real one, killed.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../electron/base/log.ts';
import { scoreOf, type Result } from '../../electron/bench/tasks/score.ts';
import type { Arm, BenchOptions, BenchState } from '../../electron/protocol/bench.ts';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import { createBenches, stillRuns, type BenchChild } from '../../electron/services/benches.ts';
import { ManualClock } from '../demo-phone/manual-clock.ts';
import { home, host } from './host.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const turn = (): Promise<void> => new Promise((r) => { setImmediate(r); });

const result = (arm: Arm, task: string, success: boolean): Result => ({
  v: 1, arm, chooser: arm, task, seed: 1, app: 'Clock', shapes: ['toggle'], end: success ? 'complete' : 'gave-up', success, falseCompletion: false, steps: 2, minimal: 2, sideEffects: [], unapproved: [],
  approvals: { asked: 0, allowed: 0 }, free: 2, asked: 0, promptTokens: 0, prefillMs: 0, decodeMs: 0, seconds: 0.5, choices: { asked: 3, right: success ? 3 : 1 },
});
const GOOD = result('oracle', 'clock.stopwatch', true);
const BAD = result('lexical', 'clock.stopwatch', false);
const OPTIONS: BenchOptions = { split: 'dev', arms: ['oracle', 'lexical'], seeds: 1, tasks: ['clock.stopwatch'] };

/** A bench's process, played: it writes results as the real one does, says lines and ends. */
class Played implements BenchChild {
  readonly args: readonly string[];
  readonly pid: number;
  readonly signals: string[] = [];
  #line: (line: string) => void = () => {};
  #end: (how: { code: number | null; signal: string | null; words: string }) => void = () => {};
  constructor(args: readonly string[], pid: number) { this.args = args; this.pid = pid; }
  get out(): string { return this.args[this.args.indexOf('--out') + 1]!; }
  onLine(on: (line: string) => void): void { this.#line = on; }
  onEnd(on: (how: { code: number | null; signal: string | null; words: string }) => void): void { this.#end = on; }
  kill(signal: 'SIGTERM' | 'SIGKILL'): void { this.signals.push(signal); }
  says(line: unknown): void { this.#line(typeof line === 'string' ? line : JSON.stringify(line)); }
  ends(how: { code?: number; signal?: string; words?: string }): void { this.#end({ code: how.code ?? null, signal: how.signal ?? null, words: how.words ?? '' }); }
  finishes(...results: Result[]): void {
    fs.mkdirSync(this.out, { recursive: true });
    const file = path.join(this.out, 'results.jsonl');
    if (!fs.existsSync(file)) fs.writeFileSync(file, '{"v":1,"bench":"tasks","split":"dev","seeds":1,"chooser":"pilot","tasks":"x"}\n');
    for (const r of results) fs.appendFileSync(file, `${JSON.stringify(r)}\n`);
  }
}

function desk(folder = path.join(home(), 'bench'), alive: number[] = []) {
  const clock = new ManualClock();
  const children: Played[] = [];
  const told: BenchState[] = [];
  const waiting: ((s: BenchState) => void)[] = [];
  const benches = createBenches({
    folder, clock, log: createLog({ clock }), alive: (pid) => alive.includes(pid), onState: (s) => { told.push(s); for (const w of waiting.splice(0)) w(s); },
    spawn: async (args) => { const c = new Played(args, 100 + children.length); children.push(c); return c; },
  });
  return { folder, clock, benches, children, told, next: () => new Promise<BenchState>((r) => { waiting.push(r); }) };
}

test('a bench tells how far it is and what it has found so far, and ends with its scores and a report', async () => {
  const { benches, children, told, next, clock } = desk();
  expect(await benches.state()).toEqual({ status: 'none', done: 0, of: 0, arms: {} });
  expect((await faultOf(benches.report())).kind).toBe('usage');
  const begun: BenchState = { status: 'running', options: OPTIONS, startedAt: clock.now(), done: 0, of: 0, arms: {} };
  expect(await benches.start(OPTIONS, false)).toEqual(begun);
  const [child] = children as [Played];
  expect(child.args).toEqual(['bench', 'tasks', '--json', '--progress', '--out', child.out, '--resume', '--split', 'dev', '--seeds', '1', '--arm', 'oracle', '--arm', 'lexical', '--task', 'clock.stopwatch']);
  expect(await faultOf(benches.start(OPTIONS, true))).toEqual({ kind: 'usage', detail: 'A bench is going on already: stop it first' });

  child.says({ progress: { done: 0, of: 2, now: { at: 'app', app: 'Clock' } } });
  child.finishes(GOOD);
  child.says({ progress: { done: 1, of: 2, now: { at: 'task', arm: 'lexical', task: 'clock.stopwatch', seed: 1 }, arms: { oracle: scoreOf([GOOD]) } } });
  child.says('(node:1) a warning that is no JSON');
  child.says({ progress: { done: 1, of: 2 } });
  child.finishes(BAD);
  const arms = { oracle: scoreOf([GOOD]), lexical: scoreOf([BAD]) };
  child.says({ split: 'dev', seeds: 1, arms });
  fs.writeFileSync(path.join(child.out, 'report.html'), '<h1>Task bench</h1>');
  const end = next();
  child.ends({ code: 0 });
  const done: BenchState = { ...begun, status: 'done', done: 2, of: 2, arms };
  expect(await end).toEqual(done);
  expect(told).toEqual([
    begun,
    { ...begun, of: 2, now: { at: 'app', app: 'Clock' } },
    { ...begun, done: 1, of: 2, now: { at: 'task', arm: 'lexical', task: 'clock.stopwatch', seed: 1 }, arms: { oracle: scoreOf([GOOD]) } },
    { ...begun, done: 1, of: 2, arms: { oracle: scoreOf([GOOD]) } },
    done,
  ]);
  expect([await benches.state(), await benches.report()]).toEqual([done, '<h1>Task bench</h1>']);
  // What is done is begun anew, in a folder of its own.
  expect(await benches.start(OPTIONS, false)).toMatchObject({ status: 'running', done: 0, arms: {} });
  expect(children[1]!.out).not.toBe(child.out);
});

test('stopped, it keeps what it has; the same options go on with it, in the next host too, others begin anew', async () => {
  const { benches, children, folder, told } = desk();
  await benches.start(OPTIONS, false);
  const [first] = children as [Played];
  first.says({ progress: { done: 0, of: 2 } });
  first.finishes(GOOD);
  const stopping = benches.stop();
  await turn();
  expect([first.signals, told.at(-1)!.status]).toEqual([['SIGTERM'], 'stopping']);
  first.says({ fault: { kind: 'run/aborted' } });
  first.ends({ code: 2 });
  const stopped = await stopping;
  expect(stopped).toEqual({ status: 'stopped', options: OPTIONS, startedAt: stopped.startedAt, done: 1, of: 2, arms: { oracle: scoreOf([GOOD]) } });

  const later = desk(folder);
  expect(await later.benches.state()).toEqual(stopped);
  expect(await later.benches.start({ ...OPTIONS, arms: ['lexical', 'oracle'] }, false)).toEqual({ ...stopped, status: 'running' });
  expect(later.children[0]!.out).toBe(first.out);
  const other = desk(folder);
  expect(await other.benches.start({ ...OPTIONS, seeds: 2 }, false)).toMatchObject({ done: 0, arms: {} });
  const anew = desk(folder);
  expect(await anew.benches.start({ ...OPTIONS, seeds: 2 }, true)).toMatchObject({ done: 0, arms: {} });
  expect(new Set([first.out, other.children[0]!.out, anew.children[0]!.out]).size).toBe(3);
});

test('a process that does not stop is killed', async () => {
  const { benches, children, clock } = desk();
  await benches.start(OPTIONS, false);
  const closing = benches.close();
  await turn();
  await clock.advance(10_000);
  expect(children[0]!.signals).toEqual(['SIGTERM', 'SIGKILL']);
  children[0]!.ends({ signal: 'SIGKILL' });
  await closing;
  expect([(await benches.state()).status, (await faultOf(benches.start(OPTIONS, false))).kind]).toEqual(['stopped', 'run/aborted']);
});

test.each<[string, unknown, { code?: number; signal?: string; words?: string }, Fault]>([
  ['crashes', undefined, { signal: 'SIGSEGV', words: 'llama.cpp: abort' }, { kind: 'bench/ended', how: 'SIGSEGV', detail: 'llama.cpp: abort' }],
  ['ends without its scores', undefined, { code: 0 }, { kind: 'bench/ended', how: 'code 0', detail: '' }],
  ['says what it lacks', { fault: { kind: 'file/not-found', path: 'pilot.gguf' } }, { code: 2 }, { kind: 'file/not-found', path: 'pilot.gguf' }],
])('one that %s has failed, with what it finished', async (_, line, how, fault) => {
  const { benches, children, next } = desk();
  const begun = await benches.start(OPTIONS, false);
  children[0]!.finishes(GOOD);
  if (line !== undefined) children[0]!.says(line);
  const end = next();
  children[0]!.ends(how);
  expect(await end).toEqual({ ...begun, status: 'failed', done: 1, arms: { oracle: scoreOf([GOOD]) }, fault });
  expect(await benches.start(OPTIONS, false)).toEqual({ ...begun, done: 1, arms: { oracle: scoreOf([GOOD]) } });
  expect(children[1]!.out).toBe(children[0]!.out);
});

test('what a killed host left running is waited for; what does not end is said', async () => {
  const { benches, folder, children } = desk();
  await benches.start(OPTIONS, false);
  const alive = [children[0]!.pid];
  const next = desk(folder, alive);
  let told: Fault | undefined;
  const began = next.clock.now();
  void faultOf(next.benches.start(OPTIONS, false)).then((f) => { told = f; });
  while (told === undefined) { await turn(); if (next.clock.sleeping > 0) await next.clock.advance(250); }
  expect(next.clock.now() - began).toBe(5000);
  expect(told).toEqual({ kind: 'bench/busy', pid: 100 });
  alive.pop();
  expect(await next.benches.start(OPTIONS, false)).toMatchObject({ status: 'running' });
  expect(next.children[0]!.out).toBe(children[0]!.out);
  // Before the machine was last started nothing of today ran.
  const { clock } = next;
  expect([stillRuns(() => true, clock)(1, 0), stillRuns(() => true, clock)(1, clock.now()), stillRuns(() => false, clock)(1, clock.now())]).toEqual([false, true, false]);
});

test('a damaged note of the last bench is told, and the next start writes it anew', async () => {
  const folder = path.join(home(), 'bench');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'bench.json'), '{"v":1,"id":"../../etc"');
  const { benches } = desk(folder);
  expect(await benches.state()).toMatchObject({ status: 'failed', fault: { kind: 'file/damaged', path: path.join(folder, 'bench.json') } });
  expect(await benches.start(OPTIONS, false)).toMatchObject({ status: 'running' });
});

test('truly: the process is killed, the window is told, and the bench is gone on with to its report', { timeout: 60_000 }, async () => {
  const data = home();
  const h = await host(data);
  const w = h.window();
  const states: BenchState[] = [];
  const until = (fits: (s: BenchState) => boolean): Promise<BenchState> => new Promise((resolve) => { const off = w.on('bench', (s) => { states.push(s); if (fits(s)) { off(); resolve(s); } }); });
  const options: BenchOptions = { split: 'dev', arms: ['oracle', 'lexical'], seeds: 5, tasks: ['clock.stopwatch', 'notes.unpin'] };
  const under = until((s) => s.done >= 3);
  await w.call('bench.start', options);
  expect(await under).toMatchObject({ status: 'running', options, of: 20, now: { at: 'task', seed: expect.any(Number) } });
  const failed = until((s) => s.status === 'failed');
  process.kill((JSON.parse(fs.readFileSync(path.join(data, 'bench', 'bench.json'), 'utf8')) as { pid: number }).pid, 'SIGKILL');
  const crash = await failed;
  expect(crash).toMatchObject({ done: expect.any(Number), of: 20, fault: { kind: 'bench/ended', how: 'SIGKILL', detail: '' } });
  await h.close();

  const again = (await host(data)).window();
  expect(await again.call('bench.state')).toMatchObject({ status: 'stopped', options, done: crash.done, of: 20 });
  const done = new Promise<BenchState>((resolve) => { again.on('bench', (s) => { if (s.status === 'done' || s.fault) resolve(s); }); });
  expect(await again.call('bench.start', options)).toMatchObject({ status: 'running', done: crash.done });
  expect(await done).toMatchObject({ status: 'done', done: 20, of: 20, arms: { oracle: { runs: 10, success: 1 }, lexical: { runs: 10 } } });
  expect(await again.call('bench.report')).toContain('<h1>Task bench</h1>');
});
