// A program that is killed in the middle: what it had sent is in its log, and the next program closes and signs it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { openAudit, RUN_LOG } from '../../electron/audit/audit.ts';
import { checkAudit, readChain } from '../../electron/audit/inspect.ts';
import { systemClock } from '../../electron/base/clock.ts';
import { processAlive } from '../../electron/services/model-library.ts';

const folders: string[] = [];
afterAll(() => { for (const f of folders) rmSync(f, { recursive: true, force: true }); });

test.each([3, 17, 40])('killed after %i actions: all of them are there, and the next start makes the log whole', { timeout: 30_000 }, async (actions) => {
  const data = mkdtempSync(path.join(tmpdir(), 'countersign-audit-'));
  folders.push(data);
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'killed-log.ts'), data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  let sent = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    sent = Number(/^sent (\d+)$/.exec(line)?.[1] ?? sent);
    if (sent === actions) child.kill('SIGKILL');
  }
  await gone;
  const log = path.join(data, 'episodes', 'r1', RUN_LOG);
  const before = await checkAudit(log, { data, mirror: path.join(data, 'heads') });
  expect(['torn', 'missing checkpoint at the end']).toContain(before.firstBad?.why);
  const audit = await openAudit({ data, mirror: path.join(data, 'heads'), clock: systemClock, image: () => undefined, alive: processAlive, onFault: (f) => { throw new Error(f.kind); } });
  expect(await audit.recover()).toEqual({ closed: ['r1'], left: [] });
  await audit.close();
  expect(await checkAudit(data, { data, mirror: path.join(data, 'heads') })).toMatchObject({ ok: true, firstBad: null, mirror: 'agrees' });
  const { records } = await readChain(log);
  expect(records.filter((r) => r.type === 'injected').length).toBeGreaterThanOrEqual(sent);
  expect(records.filter((r) => r.type !== 'checkpoint').slice(-2).map((r) => [r.type, r.status])).toEqual([['recovered', undefined], ['closed', 'interrupted']]);
});
