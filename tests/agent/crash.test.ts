// kill -9 in the middle of a run leaves an episode that can be read.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { readEpisode } from '../../electron/trajectory/reader.ts';

test('killed while it waits for approval: interrupted, with what was done', async () => {
  const node = path.resolve(import.meta.dirname, '../../node_modules/node/bin/node');
  const child = spawn(node, [path.join(import.meta.dirname, 'killed-run.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const root = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (d: Buffer) => { out += d.toString(); if (out.includes('\n')) resolve((JSON.parse(out) as { root: string }).root); });
    child.once('exit', () => reject(new Error('ended early')));
  });
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  const e = await readEpisode(root, 'r0');
  expect([e.status, e.records.map((r) => r.what), e.damaged]).toEqual(['interrupted', ['Open "A"'], 0]);
  rmSync(root, { recursive: true });
});
