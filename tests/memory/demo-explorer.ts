// Exports: exploreDemo. The demo phone behind its adb server, explored; run as a program it is what crash.test.ts kills.
// Arguments: data folder, steps.

import * as path from 'node:path';
import { explore } from '../../electron/agent/explore/explore.ts';
import { systemClock as clock } from '../../electron/base/clock.ts';
import { loadConfig } from '../../electron/base/config.ts';
import { createLog } from '../../electron/base/log.ts';
import { createBroker } from '../../electron/control/approvals.ts';
import { createExecutor } from '../../electron/control/executor.ts';
import { openStore } from '../../electron/memory/store.ts';
import type { ExploreJob } from '../../electron/protocol/memory.ts';
import { openCore } from '../../electron/services/core.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const BANK = { package: 'com.countersign.bank', version: '1.0', label: 'Bank' };

/** @returns the job, and what changed in the app's own data */
export async function exploreDemo(data: string, steps: number, on: (job: ExploreJob) => void = () => {}): Promise<{ job: ExploreJob; before: unknown; after: unknown }> {
  const log = createLog({ clock });
  const core = await openCore({ config: await loadConfig(ROOT, { COUNTERSIGN_HOME: data }), clock, log, user: false });
  const session = await core.registry.open('demo');
  const broker = createBroker({ clock, asker: { ask: () => { throw new Error('Exploring asks nobody'); }, revise() {} } });
  const executor = createExecutor({ observerOf: core.observerOf, broker, clock, log, witness: { async witness() {} } });
  const { store } = openStore(path.join(data, 'memory.db'), clock.now());
  const state = (): unknown => structuredClone(core.phone.save().apps[BANK.package]);
  try {
    const before = state();
    const job = await explore({ session, executor, observer: core.observerOf(session), store, clock }, { id: `job-${process.pid}`, device: 'demo', app: BANK, bounds: { steps, minutes: 1, depth: 4, noGo: [] } }, on, new AbortController().signal);
    return { job, before, after: state() };
  } finally {
    store.close();
    await session.close();
    await core.close();
  }
}

if (process.argv[1] === import.meta.filename) await exploreDemo(process.argv[2]!, Number(process.argv[3]), (job) => process.stdout.write(`${JSON.stringify([job.id, job.steps])}\n`));
