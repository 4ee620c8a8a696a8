// Exports: letOut, LET_OUT, readerOf. Before something recorded leaves this machine from a terminal: who may read it, and whether somebody decided that it may go.

import * as path from 'node:path';
import { openAudit } from '../audit/audit.ts';
import { loadConfig } from '../base/config.ts';
import { createLog } from '../base/log.ts';
import { labelled } from '../privacy/labels.ts';
import { OWNER, type Label } from '../protocol/privacy.ts';
import { createDeclassifier, noteOf } from '../services/declassify.ts';
import { processAlive } from '../services/model-library.ts';
import { printFault, textOption, type CommandIo } from './command.ts';

/** Nobody signs in at a terminal: whoever may read the files may say who they are. */
export const readerOf = (values: Record<string, unknown>): string => textOption(values, 'as') ?? OWNER;

export const LET_OUT = `  --declassify  lets out what not everybody may read; the reason is kept in declassified.jsonl and in the audit log
  --as          the profile that reads; default owner`;

/** @throws Failure `privacy/labelled` when it is labelled and nobody has decided, nor decides with `--declassify`; `file/*`, `audit/*` */
export async function letOut(values: Record<string, unknown>, io: CommandIo, q: { what: string; label: Label }): Promise<void> {
  const config = await loadConfig(io.root, io.env);
  const { data } = config;
  const declassifier = createDeclassifier({
    file: path.join(data, 'declassified.jsonl'), clock: io.clock, log: createLog({ clock: io.clock, file: path.join(data, 'logs', 'cli.jsonl') }),
    declassified: async (d) => {
      const audit = await openAudit({ data, mirror: config.settings.auditMirror ?? config.auditMirror, clock: io.clock, image: () => undefined, alive: processAlive, onFault: (fault) => printFault(fault, io.err) });
      try { await audit.note(noteOf(d)); } finally { await audit.close(); }
    },
  });
  const reason = textOption(values, 'declassify');
  if (reason !== undefined && labelled(q.label)) await declassifier.decide({ ...q, outlet: 'export', by: readerOf(values), reason });
  await declassifier.check({ ...q, outlet: 'export' });
}
