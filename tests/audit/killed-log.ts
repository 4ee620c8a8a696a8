// A process that logs a run until it is killed: `node killed-log.ts DATA`. Says each action once it is on the disk.

import * as path from 'node:path';
import { openAudit } from '../../electron/audit/audit.ts';
import { systemClock } from '../../electron/base/clock.ts';
import { createRecorder } from '../../electron/trajectory/recorder.ts';

const data = process.argv[2]!;
const recorder = await createRecorder({ folder: path.join(data, 'episodes'), clock: systemClock, image: () => undefined, head: { id: 'r1', at: systemClock.now(), device: 'demo', params: {} } });
const audit = await openAudit({ data, mirror: path.join(data, 'heads'), clock: systemClock, image: () => undefined, alive: () => false, onFault: (f) => { throw new Error(f.kind); } });
const run = await audit.begin({ id: 'r1', folder: recorder.path, device: 'demo' });
for (let seq = 1; ; seq++) {
  for (const stage of ['proposed', 'injecting'] as const) run.passage({ stage, seq, actor: { kind: 'agent', run: 'r1' }, action: { action: 'navigate_back' } });
  await run.sent();
  process.stdout.write(`sent ${seq}\n`);
  await run.observed(await recorder.witness({ v: 1, seq, at: 1, actor: { kind: 'agent', run: 'r1' }, what: 'Back', outcome: { ok: true, sent: true, how: 'input' }, claimed: true, verified: 'yes', checks: [], ms: 1 }, undefined, undefined));
}
