// Exports: createTerminal. Questions on a terminal, and their answers.

import { createInterface } from 'node:readline';
import type { byTerminal } from '../agent/approve.ts';
import { Failure } from '../protocol/faults.ts';
import { harmless, type CommandIo } from './command.ts';

/** Prompts on the terminal; what is typed as a secret is not echoed. Prompts go to stderr: stdout may be a pipe. */
export function createTerminal(io: CommandIo): { ask: Parameters<typeof byTerminal>[0]; close(): void } {
  let muted = false;
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY });
  const write = (lines as unknown as { _writeToOutput?: (s: string) => void })._writeToOutput?.bind(lines);
  if (write) (lines as unknown as { _writeToOutput: (s: string) => void })._writeToOutput = (s) => { if (!muted) write(s); };
  let over = false;
  lines.once('close', () => { over = true; });
  return {
    ask: (prompt, { secret, signal }) => new Promise((resolve, reject) => {
      if (over) { reject(new Failure({ kind: 'run/needs-person', why: 'The terminal was closed; use --approve FILE or --approve deny' })); return; }
      const gone = (): void => reject(new Failure({ kind: 'run/needs-person', why: 'The terminal was closed; use --approve FILE or --approve deny' }));
      const stop = (): void => reject(signal.reason as Error);
      lines.once('close', gone);
      signal.addEventListener('abort', stop, { once: true });
      lines.question(harmless(prompt), { signal }, (answer) => {
        muted = false;
        lines.off('close', gone);
        signal.removeEventListener('abort', stop);
        if (secret && process.stdin.isTTY) io.err('');
        resolve(answer);
      });
      muted = secret && process.stdin.isTTY;
    }),
    close: () => lines.close(),
  };
}
