// Exports: createDeclassifier, Declassifier, noteOf. Letting something labelled out: a decision with a reason, by somebody who may read it, on the disk before anything leaves.

import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { appendLine, ensureFolder, readLines } from '../base/files.ts';
import type { Log } from '../base/log.ts';
import { labelled, mayRead, readersKey } from '../privacy/labels.ts';
import { Failure } from '../protocol/faults.ts';
import type { Declassification, Label, Outlet } from '../protocol/privacy.ts';

export interface Declassifier {
  /** @throws Failure `privacy/labelled` when somebody decides who may not read it, or without a reason; `file/*` */
  decide(q: { what: string; outlet: Outlet; label: Label; by: string; reason: string }): Promise<Declassification>;
  /** @throws Failure `privacy/labelled` when it is labelled and nobody has decided that it may go there */
  check(q: { what: string; outlet: Outlet; label: Label }): Promise<void>;
  list(): Promise<Declassification[]>;
}

/** A decision as the audit log has it. */
export const noteOf = (d: Declassification): { type: 'declassified'; actor: string; note: string } => ({ type: 'declassified', actor: d.by, note: `${d.what} for ${d.outlet}: ${d.reason}` });

/** @param o.file in the data folder; `declassified`: hears each decision, for an audit */
export function createDeclassifier(o: { file: string; clock: Clock; log: Log; declassified?: (entry: Declassification) => Promise<void> | void }): Declassifier {
  const list = async (): Promise<Declassification[]> => {
    const { lines } = await readLines(o.file).catch((e: unknown) => {
      if (e instanceof Failure && e.fault.kind === 'file/not-found') return { lines: [] };
      throw e;
    });
    return lines as Declassification[];
  };
  const refuse = (what: string, outlet: Outlet, label: Label, why: string): never => { throw new Failure({ kind: 'privacy/labelled', what, outlet, readers: label.readers === 'all' ? [] : label.readers, why }); };
  return {
    list,
    async decide({ what, outlet, label, by, reason }) {
      if (!mayRead(by, label.readers)) refuse(what, outlet, label, `${by} may not read it, and so cannot decide that others may`);
      if (reason.trim() === '') refuse(what, outlet, label, 'A reason has to be given');
      const entry: Declassification = { at: o.clock.now(), what, outlet, label, by, reason: reason.trim() };
      await ensureFolder(path.dirname(o.file));
      await appendLine(o.file, entry, true);
      await o.declassified?.(entry);
      o.log.write('control', 'warning', `declassified for ${outlet}: ${what}`, { by, reason: entry.reason });
      return entry;
    },
    async check({ what, outlet, label }) {
      if (!labelled(label)) return;
      // A decision is about what it was shown: a label that became narrower since asks anew.
      const key = readersKey(label.readers);
      if (!(await list()).some((d) => d.what === what && d.outlet === outlet && readersKey(d.label.readers) === key)) refuse(what, outlet, label, 'Nobody has decided that it may');
    },
  };
}
