// The memory as a window meets it: one phone is explored by one at a time, and the editor knows what was seen.

import { expect, test } from 'vitest';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import type { ExploreJob } from '../../electron/protocol/memory.ts';
import { host } from './host.ts';
import { SOPS } from './sops.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const bounds = { steps: 40, minutes: 1, depth: 3, noGo: [] };

test('a phone is explored by one at a time, told step by step, stopped; then the editor offers what was seen', { timeout: 40_000 }, async () => {
  const w = (await host()).window();
  expect(await faultOf(w.call('memory.explore', { device: 'demo', app: 'Nosuch', bounds }))).toMatchObject({ kind: 'action/app-not-found', app: 'Nosuch' });
  const told: ExploreJob[] = [];
  const ended = new Promise<ExploreJob>((resolve) => w.on('explore', (j) => { told.push(j); if (j.steps === 5 && j.status === 'running') void w.call('memory.stop', { job: j.id }); if (j.status !== 'running') resolve(j); }));
  const starts = await Promise.allSettled([0, 1].map(() => w.call('memory.explore', { device: 'demo', app: 'Bank', bounds })));
  expect(starts.map((s) => s.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await faultOf(w.call('run.start', { device: 'demo', sop: SOPS.quiet, params: {} }))).kind).toBe('usage');
  expect((await faultOf(w.call('memory.delete', { package: 'com.countersign.bank', version: '1.0' }))).kind).toBe('usage');
  const end = await ended;
  expect([end.status, end.steps <= 6, told.every((j, i) => i === 0 || j.steps >= told[i - 1]!.steps)]).toEqual(['stopped', true, true]);

  const text = SOPS.quiet.text.replace('2. Open "Settings".', '2. Open "Bank".\n3. Tap "');
  const offered = await w.call('sop.complete', { text, path: 'x.sop.md', offset: text.indexOf('Tap "') + 5 });
  expect(offered.filter((c) => ['Payees', 'Savings'].includes(c.label)).map((c) => c.detail)).toEqual(expect.arrayContaining(['from memory · Bank · Bank']));
  // A run has the phone: no exploring now.
  const { id } = await w.call('run.start', { device: 'demo', sop: SOPS.quiet, params: {}, paused: true });
  expect((await faultOf(w.call('memory.explore', { device: 'demo', app: 'Bank', bounds }))).kind).toBe('usage');
  await w.call('run.stop', { run: id });
  expect(await w.call('memory.delete', { package: 'com.countersign.bank', version: '1.0' })).toEqual([]);
  expect((await faultOf(w.call('memory.read', { package: 'com.countersign.bank', version: '1.0' }))).kind).toBe('usage');
});
