// Exports: killedRuns. `countersign run` killed with SIGKILL in the middle: what it had finished can be read.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { once } from 'node:events';
import * as path from 'node:path';
import { faultOf } from '../protocol/faults.ts';
import { readEpisode } from '../trajectory/reader.ts';
import type { Bench, PartResult } from './part.ts';

/** Long enough to be cut, and nothing in it is sensitive. */
const SOP = 'star-contacts.sop.md';
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;

interface Cut { records: number; status: string; damaged: number; ended: boolean }

/** Starts a run, kills it once its episode has `lines` lines, and reads what is left. */
async function killOnce(b: Bench, lines: number): Promise<Cut> {
  const home = await fs.mkdtemp(path.join(b.folder, 'killed-'));
  const child = spawn(process.execPath, [path.join(b.root, 'electron', 'cli.ts'), 'run', path.join(b.root, 'sop-library', SOP), '--device', 'demo', '--examples', '--approve', 'deny', '--json'], {
    cwd: b.root, env: { ...b.env, COUNTERSIGN_HOME: home }, stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (d: Buffer) => { said = (said + d.toString()).slice(-2000); });
  const gone = once(child, 'exit');
  try {
    const episodes = path.join(home, 'episodes');
    const end = b.now() + PATIENCE_MS;
    let id: string | undefined;
    for (;;) {
      b.signal.throwIfAborted();
      id ??= existsSync(episodes) ? (await fs.readdir(episodes)).find((d) => existsSync(path.join(episodes, d, 'episode.jsonl'))) : undefined;
      if (id !== undefined && (await fs.readFile(path.join(episodes, id, 'episode.jsonl'), 'utf8')).split('\n').length > lines) break;
      if (child.exitCode !== null) break;
      if (b.now() > end) throw new Error(`The run wrote no ${lines} lines in ${PATIENCE_MS / 1000} s: ${said}`);
      await b.clock.sleep(LOOK_MS, b.signal);
    }
    const ended = child.exitCode !== null;
    child.kill('SIGKILL');
    await gone;
    if (id === undefined) throw new Error(`The run ended without an episode: ${said}`);
    const { records, status, damaged } = await readEpisode(episodes, id);
    return { records: records.length, status, damaged, ended };
  } finally {
    if (child.exitCode === null && child.signalCode === null) { child.kill('SIGKILL'); await gone; }
  }
}

export async function killedRuns(b: Bench): Promise<Required<Pick<PartResult, 'counts' | 'broken'>> & { skipped?: string[] }> {
  if (!existsSync(path.join(b.root, 'electron', 'commands', 'run.ts'))) return { counts: [], broken: [], skipped: ['kill -9 in the middle of a run: this build has no run command'] };
  if (b.alone) return { counts: [], broken: [], skipped: ['kill -9 in the middle of a run: other processes are not wanted here'] };
  const broken: string[] = [];
  let readable = 0;
  let cut = 0;
  let records = 0;
  let torn = 0;
  const n = b.times(6);
  for (let i = 0; i < n; i++) {
    // After the head, then later and later.
    const lines = 1 + i * 2;
    try {
      const r = await killOnce(b, lines);
      readable++;
      records += r.records;
      torn += r.damaged;
      if (r.ended) continue;
      cut++;
      if (r.status !== 'interrupted') broken.push(`A run killed after ${lines} lines reads as ${r.status}`);
    } catch (e) {
      b.signal.throwIfAborted();
      broken.push(`A run killed after ${lines} lines: ${faultOf(e).kind === 'internal' ? String(e) : JSON.stringify(faultOf(e))}`);
    }
  }
  if (cut === 0 && broken.length === 0) broken.push('No run could be killed before its end');
  return { counts: [{ name: 'killed runs whose episode reads', count: readable, of: n, note: `${cut} cut in the middle, ${records} finished steps kept, ${torn} torn lines` }], broken };
}
