// Exports: snapshot. What the agent reads of a screen: of a dump file, of files named on stdin (one process, a line each), or of a phone.

import { createInterface } from 'node:readline';
import { snapshotFile, reportOf, type SnapshotReport } from '../screen/command.ts';
import { printFault, textOption, UsageError, type Command } from './command.ts';

export const snapshot: Command = {
  usage: 'snapshot FILE.xml… | --device ID | --stdin [--json]\n  --stdin   a path per line in, a JSON line out',
  about: 'Show a screen as the agent reads it',
  options: { device: { type: 'string' }, stdin: { type: 'boolean' } },
  async run({ values, positionals }, io) {
    const show = (r: SnapshotReport): void => {
      if (io.json || values.stdin) io.out(JSON.stringify(r));
      else if ('fault' in r) printFault(r.fault, io.err);
      else io.out(`${r.text}\n(${r.elements.length} elements, about ${r.tokens} tokens)`);
    };
    if (values.stdin) {
      for await (const line of createInterface({ input: process.stdin, signal: io.signal })) {
        if (io.signal.aborted) break;
        if (line.trim() !== '') show(await snapshotFile(line.trim()));
      }
      return 0;
    }
    const device = textOption(values, 'device');
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
    if (positionals.length === 0) throw new UsageError('Name a dump file, or --device, or --stdin');
    let code = 0;
    for (const file of positionals) {
      const report = await snapshotFile(file);
      if ('fault' in report) code = report.fault.kind.startsWith('file/') ? 2 : Math.max(code, 1);
      show(report);
    }
    return code;
  },
};
