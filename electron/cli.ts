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
// The first Ctrl+C ends things in order; a later one, at once. Not `once`: a library that cleans up at exit (signal-exit)
// kills the process when it finds itself the only one who listens, and a handler that removed itself does not count.
let first = 0;
for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15], ['SIGHUP', 1]] as const) {
  process.on(signal, () => {
    // npm passes on what the terminal has sent to us already: that is one key, not two.
    if (stop.signal.aborted && systemClock.now() - first > 1000) process.exit(128 + number);
    if (!stop.signal.aborted) { first = systemClock.now(); end(); }
  });
}
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
