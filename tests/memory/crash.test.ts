// kill -9 in the middle of exploring the demo phone: what was learnt is there, and exploring goes on with it.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../electron/memory/store.ts';
import { BANK, exploreDemo } from './demo-explorer.ts';
import { folders, temporary } from './small-app.ts';

afterAll(() => { for (const f of folders) fs.rmSync(f, { recursive: true, force: true }); });

test('killed after some steps, then resumed', async () => {
  const data = temporary();
  const node = path.resolve(import.meta.dirname, '../../node_modules/node/bin/node');
  const child = spawn(node, [path.join(import.meta.dirname, 'demo-explorer.ts'), data, '100'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  let told: [string, number] = ['', 0];
  let rest = '';
  child.stdout.on('data', (d: Buffer) => {
    const lines = (rest + d.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) told = JSON.parse(line) as [string, number];
    if (told[1] >= 5) child.kill('SIGKILL');
  });
  expect(await ended).toBe('SIGKILL');
  const { store, setAside } = openStore(path.join(data, 'memory.db'), Date.now());
  const [job, graph] = [store.job(BANK.package, BANK.version)!, store.read(BANK.package, BANK.version)!];
  store.close();
  // What was announced was on the disk before; at most the steps after that may or may not be.
  expect([setAside, job.status, job.id, job.steps >= told[1]]).toEqual([undefined, 'interrupted', told[0], true]);
  expect(graph.edges.length).toBeGreaterThan(0);

  const { job: end, before, after } = await exploreDemo(data, job.steps + 5);
  expect([end.id, end.status, end.steps]).toEqual([job.id, 'done', job.steps + 5]);
  expect([end.states >= graph.states.length, end.edges > graph.edges.length]).toEqual([true, true]);
  // A bank is looked through without a cent moving.
  expect(after).toEqual(before);
});
