// The `countersign` command: this process's streams and signals handed to commands/main.ts.

import * as path from 'node:path';
import { systemClock } from './base/clock.ts';
import { runCommandLine } from './commands/main.ts';

/** `process.exit` would cut off what is still being written to a pipe. */
async function leave(code: number): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map((s) => new Promise<void>((resolve) => { if (s.writableLength === 0) resolve(); else s.write('', () => resolve()); })));
  process.exit(code);
}

const stop = new AbortController();
const end = (): void => stop.abort(new DOMException('Interrupted', 'AbortError'));
// The first Ctrl+C ends things in order; the second, at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
// Whoever reads us may leave early (`| head`): a run ends in order and its exit code stays true.
for (const stream of [process.stdout, process.stderr]) stream.on('error', end);

await leave(await runCommandLine(process.argv.slice(2), {
  root: path.resolve(import.meta.dirname, '..'),
  env: process.env,
  clock: systemClock,
  signal: stop.signal,
  out: (text) => { process.stdout.write(`${text}\n`); },
  err: (text) => { process.stderr.write(`${text}\n`); },
}));
