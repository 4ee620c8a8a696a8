// `countersign bench tasks`: its words, its files, and that a kill -9 costs at most the run under way.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { countersign, home, ROOT } from '../../cli/in-process.ts';

const lines = (folder: string): string[] => fs.readFileSync(path.join(folder, 'results.jsonl'), 'utf8').split('\n').filter((l) => l !== '');
const some = ['clock.stopwatch', 'clock.alarm-on', 'notes.pin', 'notes.unpin', 'bank.read-balance'].flatMap((t) => ['--task', t]);

test('one JSON object with every measure of every arm', async () => {
  const ran = await countersign(['bench', 'tasks', '--arm', 'oracle', '--arm', 'pointer', '--task', 'notes.unpin', '--json']);
  expect([ran.code, ran.err]).toEqual([0, '']);
  const json = ran.json() as { split: string; seeds: number; arms: Record<string, Record<string, unknown>> };
  expect([json.split, json.seeds, Object.keys(json.arms)]).toEqual(['dev', 1, ['oracle', 'pointer']]);
  for (const arm of Object.values(json.arms)) {
    expect(['tasks', 'success', 'stepAccuracy', 'falseCompletion', 'sideEffects', 'unapprovedSideEffects', 'stepsOverMinimal', 'approvals', 'promptTokens', 'secondsPerStep'].filter((k) => typeof arm[k] !== 'number')).toEqual([]);
  }
  expect(json.arms['oracle']).toMatchObject({ tasks: 1, success: 1 });
});

test('with --progress, what begins and ends is told on the way, with the scores so far', async () => {
  const ran = await countersign(['bench', 'tasks', '--arm', 'oracle', '--arm', 'lexical', '--task', 'notes.unpin', '--json', '--progress']);
  const [first, ...more] = ran.out.trim().split('\n').map((l) => JSON.parse(l) as { progress?: object });
  const now = (arm: string): object => ({ at: 'task', arm, task: 'notes.unpin', seed: 1 });
  expect(first).toMatchObject({ progress: { done: 0, of: 2, arms: { oracle: { runs: 0 }, lexical: { runs: 0 } } } });
  expect(more.slice(0, -1).map((l) => { const { arms: _, ...p } = l.progress as { arms?: unknown }; return p; })).toEqual([
    { done: 0, of: 2, now: now('oracle') }, { done: 1, of: 2, now: now('oracle') }, { done: 1, of: 2, now: now('lexical') }, { done: 2, of: 2, now: now('lexical') },
  ]);
  expect(more.at(-1)).toMatchObject({ split: 'dev', arms: { oracle: { runs: 1, success: 1 }, lexical: { runs: 1 } } });
});

test.each([
  [['--arm', 'psychic'], 'There is no arm psychic'], [['--split', 'test'], '--split takes dev, held-out or all'], [['--seeds', '0'], '--seeds takes'],
  [['--resume'], 'name it with --out'], [['--task', 'clock.fly'], 'There is no task clock.fly'], [['--chooser', 'oracle9'], 'There is no chooser oracle9'],
])('%j is wrong usage', async (words, why) => {
  const ran = await countersign(['bench', 'tasks', ...words, '--json']);
  expect(ran.code).toBe(2);
  expect(ran.json()).toEqual({ fault: { kind: 'usage', detail: expect.stringContaining(why) } });
});

test('a killed bench goes on where it was, and does nothing twice', async () => {
  const out = home();
  const words = ['bench', 'tasks', '--arm', 'oracle', '--arm', 'lexical', '--seeds', '6', ...some, '--out', out];
  const child = spawn(process.execPath, [path.join(ROOT, 'electron', 'cli.ts'), ...words], { env: { ...process.env, COUNTERSIGN_HOME: home() }, stdio: 'ignore' });
  const left = once(child, 'exit');
  while ((fs.existsSync(path.join(out, 'results.jsonl')) ? lines(out).length : 0) < 8) {
    if (child.exitCode !== null) throw new Error('It ended before it was killed');
    await new Promise((r) => { setTimeout(r, 5); });
  }
  child.kill('SIGKILL');
  await left;
  const before = lines(out);
  expect(before.length).toBeLessThan(61);
  // Half a line, as a killed writer may leave it.
  fs.appendFileSync(path.join(out, 'results.jsonl'), '{"v":1,"arm":"ora');
  const refused = await countersign([...words, '--json']);
  expect([refused.code, (refused.json() as { fault: { detail: string } }).fault.detail]).toEqual([2, expect.stringContaining('holds results already')]);
  const other = await countersign(['bench', 'tasks', '--arm', 'oracle', '--seeds', '7', ...some, '--out', out, '--resume', '--json']);
  expect((other.json() as { fault: { detail: string } }).fault.detail).toContain('are of other seeds');

  const ran = await countersign([...words, '--resume', '--json']);
  expect(ran.code).toBe(0);
  const after = lines(out);
  const whole = before.filter((l) => { try { JSON.parse(l); return true; } catch { return false; } });
  expect(after.slice(0, whole.length)).toEqual(whole);
  const keys = after.slice(1).map((l) => { const r = JSON.parse(l) as { arm: string; task: string; seed: number }; return `${r.arm} ${r.task} ${r.seed}`; });
  expect([keys.length, new Set(keys).size]).toEqual([60, 60]);
  expect(ran.json()).toMatchObject({ arms: { oracle: { runs: 30, success: 1 }, lexical: { runs: 30 } } });
  expect(JSON.parse(fs.readFileSync(path.join(out, 'result.json'), 'utf8'))).toEqual(ran.json());
  expect(fs.readFileSync(path.join(out, 'report.html'), 'utf8')).toContain('<h1>Task bench</h1>');
}, 60_000);
