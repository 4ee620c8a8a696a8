// Exports: auditOf. The audit log of a host or a command: chains of runs that were killed are closed first.

import { openAudit, type Audit } from '../audit/audit.ts';
import type { Keychain } from '../base/keychain.ts';
import type { Fault } from '../protocol/faults.ts';
import { stillRuns } from './benches.ts';
import type { Core } from './core.ts';
import { processAlive } from './model-library.ts';

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
