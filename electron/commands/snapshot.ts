// Exports: snapshot. What the agent reads of a screen: of a dump file, of files named on stdin (one process, a line each), or of a phone.

import { createInterface } from 'node:readline';
import type { SnapshotReport } from '../screen/command.ts';
import { printFault, textOption, UsageError, type Command } from './command.ts';

export const snapshot: Command = {
  usage: 'snapshot FILE.xml… | --device ID | --stdin [--json]\n  --json    a JSON line per file\n  --stdin   a path per line in, a JSON line out, whatever the path; the exit code is 0',
  about: 'Show a screen as the agent reads it',
  options: { device: { type: 'string' }, stdin: { type: 'boolean' } },
  async run({ values, positionals }, io) {
    const show = (r: SnapshotReport): void => {
      if (io.json || values.stdin) io.out(JSON.stringify(r));
      if ('fault' in r && !values.stdin) printFault(r.fault, io.err);
      if (!io.json && !values.stdin && !('fault' in r)) io.out(`${r.text}\n(${r.elements.length} elements, about ${r.tokens} tokens)`);
    };
    const device = textOption(values, 'device');
    const asked = [positionals.length > 0, device !== undefined, values.stdin === true].filter(Boolean).length;
    if (asked === 0) throw new UsageError('Name a dump file, or --device, or --stdin');
    if (asked > 1) throw new UsageError('Name dump files, or --device, or --stdin: one of the three');
    const { snapshotFile, reportOf } = await import('../screen/command.ts');
    if (values.stdin) {
      for await (const line of createInterface({ input: process.stdin, signal: io.signal })) {
        if (io.signal.aborted) break;
        // A line out for every line in, also for an empty one: whoever writes and reads in turns must not wait for ever.
        const file = line.replace(/^\uFEFF/, '').trim();
        show(file === '' ? { fault: { kind: 'usage', detail: 'An empty line names no file' } } : await snapshotFile(file));
      }
      return 0;
    }
    if (device !== undefined) {
      const { withCore } = await import('./with-core.ts');
      return await withCore(io, {}, async (core) => {
        const session = await core.registry.open((await core.registry.resolve(device)).id);
        try {
          const started = performance.now();
          show(reportOf(await core.observerOf(session).look({ settle: true, signal: io.signal }), Math.round(performance.now() - started)));
          return 0;
        } finally {
          await session.close();
        }
      });
    }
    let code = 0;
    for (const file of positionals) {
      const report = await snapshotFile(file);
      if ('fault' in report) code = report.fault.kind.startsWith('file/') ? 2 : Math.max(code, 1);
      show(report);
    }
    return code;
  },
};
