// Exports: auditOf, policyFiles. The audit log of a host or a command (chains of runs that were killed are closed first), and the policies that go with a package.

import * as path from 'node:path';
import { openAudit, type Audit } from '../audit/audit.ts';
import type { Config } from '../base/config.ts';
import { listFiles } from '../base/files.ts';
import type { Keychain } from '../base/keychain.ts';
import { faultOf, type Fault } from '../protocol/faults.ts';
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
