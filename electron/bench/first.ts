// Exports: firstAction. From the start of the program, with nothing but what it comes with, to the first action that its model has chosen.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Bench, Line } from './part.ts';
import { spreadOf } from './spread.ts';

/** The words of its second step name no element. */
const SOP = `---
sop: 1
id: bench.first
title: First start
owner: bench
classification: public
applies:
  - { app: com.android.settings }
---
# First start

## Steps
1. Open "Settings".
2. Go to the place where one chooses how the screen looks.
`;
const PATIENCE_MS = 120_000;

/** @returns milliseconds until the first line of the run that a model has decided. @throws when there is none */
async function startedRun(b: Bench, sop: string): Promise<number> {
  const home = await fs.mkdtemp(path.join(b.folder, 'home-'));
  const began = b.now();
  const child = spawn(process.execPath, [path.join(b.root, 'electron', 'cli.ts'), 'run', sop, '--device', 'demo', '--model', 'pilot', '--approve', 'deny'], {
    cwd: b.root, env: { ...b.env, COUNTERSIGN_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS,
  });
  const gone = once(child, 'exit');
  let said = '';
  let found: number | undefined;
  child.stdout.on('data', (d: Buffer) => {
    said += d.toString();
    if (found === undefined && said.includes('[model]')) found = b.now() - began;
  });
  child.stderr.on('data', (d: Buffer) => { said += d.toString(); });
  const stop = (): void => { child.kill('SIGKILL'); };
  b.signal.addEventListener('abort', stop, { once: true });
  await gone;
  b.signal.removeEventListener('abort', stop);
  b.signal.throwIfAborted();
  if (found === undefined) throw new Error(`The model chose no action: ${said.slice(-2000)}`);
  return found;
}

/** Each time with an empty data folder: the demo phone is started, the model loaded, an app opened, the step decided, carried out and checked. */
export async function firstAction(b: Bench): Promise<Line> {
  const sop = path.join(b.folder, 'first.sop.md');
  await fs.writeFile(sop, SOP);
  const times: number[] = [];
  for (let i = 0; i < b.times(5); i++) times.push(await startedRun(b, sop));
  return { name: 'start of the program to the first action of the pilot', unit: 'ms', value: spreadOf(times), note: 'empty data folder, demo phone' };
}
