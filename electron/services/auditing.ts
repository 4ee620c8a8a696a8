// Exports: auditOf, createPolicyNotes, PolicyNotes, policyFiles. The audit log of a host or a command (chains of runs that were killed are closed first), what it hears of other policies, and the
// policies that go with a package.

import * as path from 'node:path';
import { openAudit, type Audit } from '../audit/audit.ts';
import { readChain } from '../audit/inspect.ts';
import { INDEX } from '../audit/workspace.ts';
import type { Config } from '../base/config.ts';
import { listFiles } from '../base/files.ts';
import type { Keychain } from '../base/keychain.ts';
import type { InForce } from '../protocol/audit.ts';
import { faultOf, type Fault } from '../protocol/faults.ts';
import { stillRuns } from './benches.ts';
import type { Core } from './core.ts';
import { processAlive } from './model-library.ts';
import type { InForceChange } from './policies.ts';

/**
 * @param onFault told when the second copy cannot be written
 * @throws Failure `audit/key`, `audit/unwritten`, `file/*`
 */
export async function auditOf(o: { core: Core; keychain?: Keychain; onFault(fault: Fault): void }): Promise<Audit> {
  const { config, clock, log, images } = o.core;
  const audit = await openAudit({
    data: config.data, mirror: config.settings.auditMirror ?? config.auditMirror, clock, image: images.get, alive: stillRuns(processAlive, clock), onFault: o.onFault,
    ...(o.keychain ? { keychain: o.keychain } : {}),
  });
  const { closed, left } = await audit.recover();
  for (const run of closed) log.write('app', 'info', `The audit log of ${run} was closed: its program had been killed`);
  for (const { run, why } of left) log.write('app', 'error', `The audit log of ${run} is not as it was written (${why}); it stays as it is`);
  return audit;
}

export interface PolicyNotes {
  /** The policies and the kept leave that a program begins with: noted where those noted last are others. */
  begin(now: InForce): Promise<void>;
  changed(c: InForceChange): void;
  /** All that was heard is noted. */
  settled(): Promise<void>;
}

/**
 * Notes other policies and other kept leave in the data folder's chain, in order.
 * @param onFault told when a change cannot be noted; the next start finds the difference
 */
export function createPolicyNotes(o: { audit: Pick<Audit, 'note'>; data: string; onFault(fault: Fault): void }): PolicyNotes {
  let line = Promise.resolve();
  const next = (work: () => Promise<void>): Promise<void> => (line = line.then(work).catch((e: unknown) => o.onFault(faultOf(e))));
  return {
    begin: (now) => next(async () => {
      const { records } = await readChain(path.join(o.data, 'audit', INDEX)).catch((e: unknown) => { if (faultOf(e).kind === 'audit/none') return { records: [] }; throw e; });
      const last = records.findLast((r) => r.type === 'policy-change');
      if (last?.policy === now.policy && last.leaves === now.leaves) return;
      const { policy, leaves } = last ?? {};
      await o.audit.note({ type: 'policy-change', actor: 'program', change: 'start', ...now, ...(last ? { before: { ...(policy === undefined ? {} : { policy }), ...(leaves === undefined ? {} : { leaves }) } } : {}) });
    }),
    changed({ change, by, before, now }) { void next(() => o.audit.note({ type: 'policy-change', actor: by ?? 'program', change, ...now, before })); },
    settled: () => line,
  };
}

/** The policies as they are now, those of the program and the user's: name in a package → path. The log's digests tell whether a run was judged by these. */
export async function policyFiles(config: Config): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [name, folder] of [['program', path.join(config.resources, 'policy')], ['user', path.join(config.settings.userFolder, 'policy')]] as const) {
    for (const suffix of ['.cedar', '.cedarschema']) {
      const files = await listFiles(folder, suffix).catch((e: unknown) => { if (faultOf(e).kind === 'file/not-found') return []; throw e; });
      for (const file of files) found.set(`${name}/${file}`, path.join(folder, file));
    }
  }
  return found;
}
