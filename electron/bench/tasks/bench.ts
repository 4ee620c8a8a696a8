// Exports: runBench, BenchParts, freshState, fingerprint. Arms × tasks × seeds, each on a phone of its own, with what is finished kept in the journal.

import type { Log } from '../../base/log.ts';
import { sha256 } from '../../base/files.ts';
import { APPS } from '../../demo-phone/apps/index.ts';
import { createPhone } from '../../demo-phone/phone.ts';
import type { PhoneState } from '../../demo-phone/types.ts';
import type { Arm, Scores } from '../../protocol/bench.ts';
import { createAgent } from './agent.ts';
import type { Chooser, Memory } from './chooser.ts';
import type { Journal } from './journal.ts';
import { choices, play, trace, type PlayParts, type Trace } from './play.ts';
import { scoresOf, type Result } from './score.ts';
import { make, sopOf, type AnyTask, type Made } from './task.ts';
import { createTime } from './time.ts';

export interface BenchParts {
  tasks: readonly AnyTask[];
  arms: readonly Arm[];
  /** Seeds 1 to this. */
  seeds: number;
  split: string;
  chooser: Chooser;
  memory?: Memory;
  journal: Journal;
  log: Log;
  signal: AbortSignal;
  now(): number;
  /** Hears what begins, with how many are finished of how many. */
  before?(now: { arm: Arm; task: string; seed: number }, done: number, of: number): void;
  /** Hears each result, likewise. */
  after?(r: Result, done: number, of: number): void;
}

/** A phone that was just set up. */
export function freshState(): PhoneState {
  const phone = createPhone({ clock: createTime(), apps: APPS });
  const state = phone.save();
  phone.close();
  return state;
}

/** What the tasks are with these seeds, in one word. */
export const fingerprint = (tasks: readonly AnyTask[], seeds: number, fresh: PhoneState): string =>
  sha256(JSON.stringify(each(tasks, seeds).map(([t, seed]) => { const m = make(t, seed, fresh); return [m.id, seed, m.goal, sopOf(m), m.minimal, m.allowed]; }))).slice(0, 16);

const each = (tasks: readonly AnyTask[], seeds: number): [AnyTask, number][] =>
  tasks.flatMap((t) => Array.from({ length: seeds }, (_, i): [AnyTask, number] => [t, i + 1]));

/** @throws AbortError when called off; results so far are in the journal */
export async function runBench(b: BenchParts): Promise<Scores> {
  const fresh = freshState();
  const parts: PlayParts = { log: b.log, signal: b.signal, now: b.now };
  const apps = APPS.map((a) => a.label);
  const all = each(b.tasks, b.seeds);
  const of = all.length * b.arms.length;
  // A journal that is gone on with may hold other arms, too.
  let done = b.journal.results.filter((r) => b.arms.includes(r.arm)).length;
  for (const [t, seed] of all) {
    b.signal.throwIfAborted();
    let m: Made | undefined;
    let way: Trace[] | undefined;
    for (const arm of b.arms) {
      m ??= make(t, seed, fresh);
      if (b.journal.has(arm, m.id, seed)) continue;
      b.before?.({ arm, task: m.id, seed }, done, of);
      way ??= await trace(m, parts);
      const agent = { chooser: b.chooser, ...(b.memory ? { memory: b.memory } : {}), signal: b.signal };
      const played = await play(arm, m, agent, parts);
      const chosen = await choices(createAgent(arm, m, agent), way, apps);
      const r: Result = { v: 1, arm, chooser: arm === 'oracle' || arm === 'lexical' ? arm : b.chooser.name, task: m.id, seed, app: m.app, shapes: m.shapes, ...played, choices: chosen };
      await b.journal.add(r);
      b.after?.(r, ++done, of);
    }
  }
  return { split: b.split, seeds: b.seeds, arms: scoresOf(b.journal.results, b.arms) };
}
