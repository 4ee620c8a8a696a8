// Other policies and other kept leave are noted in the data folder's log: by whom, how, and from what to what; also what changed while no program ran.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { checkAudit, readChain } from '../../electron/audit/inspect.ts';
import type { Fields } from '../../electron/audit/log.ts';
import { systemClock } from '../../electron/base/clock.ts';
import { createLog } from '../../electron/base/log.ts';
import type { AuditLine } from '../../electron/protocol/audit.ts';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import type { PolicyRule, PolicyState } from '../../electron/protocol/policy.ts';
import type { Verdict } from '../../electron/protocol/run.ts';
import { createPolicyNotes } from '../../electron/services/auditing.ts';
import { openPolicies, type InForceChange } from '../../electron/services/policies.ts';
import { home, host, ROOT } from '../host/host.ts';

const CAP: PolicyRule = { kind: 'limit', id: 'cap', app: 'com.countersign.bank', class: 'transfer', most: [{ currency: 'CNY', amount: '500' }], above: 'two-people', unread: 'as-above' };
const LEAVE = { id: 'l1', kind: 'app', classes: ['legal-consent'], app: 'com.example.shop', by: 'Ada', at: 1, until: Date.now() + 86_400_000 };
const FORBID = '@id("x")\n@reason("no calls")\nforbid (principal, action, resource) when { context.classes.contains("call") };\n';
const SHA = /^[0-9a-f]{64}$/;
/** What the data folder's log says of policies, without what chains it. */
const noted = async (data: string): Promise<Partial<AuditLine>[]> => (await readChain(path.join(data, 'audit', 'index.jsonl'))).records.filter((r) => r.type === 'policy-change')
  .map(({ v: _v, seq: _s, prev: _p, ts: _t, mono: _m, proc: _c, run: _r, hash: _h, ...said }) => said);

test('a host notes what is in force, and each change with who and how; the log checks and the window reads it', { timeout: 40_000 }, async () => {
  const data = home();
  fs.writeFileSync(path.join(data, 'remembered.json'), JSON.stringify([LEAVE]));
  const first = await host(data);
  const [one, two] = [first.window(), first.window()];
  await one.call('profiles.create', { name: 'Alice', passphrase: 'long enough words' });
  await one.call('profiles.signIn', { name: 'Alice', passphrase: 'long enough words' });
  const built = await one.call('policy.state');
  const form = await one.call('policy.save', { rules: [CAP], digest: built.digest });
  // The same again is no change.
  await one.call('policy.save', { rules: [CAP], digest: form.digest });
  const seen = new Promise<PolicyState>((resolve) => { two.on('policy', (s) => { if (s.files.length > form.files.length) resolve(s); }); });
  fs.writeFileSync(path.join(built.folder, 'ops.cedar'), FORBID);
  const files = await seen;
  await two.call('policy.forget', { id: 'l1' });
  await first.close();

  fs.rmSync(path.join(built.folder, 'ops.cedar'));
  const second = await host(data);
  const read = await second.window().call('audit.read', {});
  await second.close();
  // What is as it was noted last is not noted again.
  await (await host(data)).close();

  const records = await noted(data);
  const [kept, none] = [records[0]!.leaves!, records.at(-1)!.leaves!];
  const told = { type: 'policy-change', actor: 'program' };
  expect(records).toEqual([
    { ...told, change: 'start', policy: built.digest, leaves: kept },
    { ...told, actor: 'Alice', change: 'form', policy: form.digest, leaves: kept, before: { policy: built.digest, leaves: kept } },
    { ...told, change: 'files', policy: files.digest, leaves: kept, before: { policy: form.digest, leaves: kept } },
    { ...told, actor: 'owner', change: 'leave-forgotten', policy: files.digest, leaves: none, before: { policy: files.digest, leaves: kept } },
    { ...told, change: 'start', policy: form.digest, leaves: none, before: { policy: files.digest, leaves: none } },
  ]);
  expect([kept, none].map((d) => SHA.test(d))).toEqual([true, true]);
  expect([kept === none, read.records.filter((r) => r.type === 'policy-change').length, read.unreadable]).toEqual([false, 5, 0]);
  expect(await checkAudit(data, { data })).toMatchObject({ ok: true, firstBad: null, mirror: 'agrees', notes: [] });
});

test('leave until a date is a change, leave for the session is none; dates that passed show with the next change', async () => {
  const clock = { ...systemClock, at: 1000, now() { return this.at; } };
  const told: InForceChange[] = [];
  const data = home();
  const policies = await openPolicies({ resources: path.join(ROOT, 'resources'), userFolder: path.join(data, 'sops'), data, clock, log: createLog({ clock }), onInForce: (c) => told.push(c) });
  const verdict = (app: string): Verdict => ({ decision: 'ask', classes: ['legal-consent'], because: [], scopes: ['app'], facts: { actor: 'agent', action: 'click', app, classes: ['legal-consent'], ask: false, run: 'r' } });
  const digests = [policies.inForce().leaves];
  const remember = async (app: string, until?: number): Promise<void> => {
    await policies.policy.remember({ verdict: verdict(app) }, { kind: 'app', ...(until === undefined ? {} : { until }) }, 'Ada');
    digests.push(policies.inForce().leaves);
  };
  await remember('com.a', 2000);
  await remember('com.b');
  clock.at = 3000;
  await remember('com.c', 4000);
  const { policy } = policies.inForce();
  const given = { change: 'leave-given', by: 'Ada' };
  expect(told).toEqual([
    { ...given, before: { policy, leaves: digests[0] }, now: { policy, leaves: digests[1] } },
    { ...given, before: { policy, leaves: digests[1] }, now: { policy, leaves: digests[3] } },
  ]);
  // What is kept on the disk is what was noted: the next start finds no difference.
  const again = await openPolicies({ resources: path.join(ROOT, 'resources'), userFolder: path.join(data, 'sops'), data, clock, log: createLog({ clock }) });
  expect([digests[1] === digests[2], again.inForce(), again.leaves.list().map((l) => l.app)]).toEqual([true, policies.inForce(), ['com.c']]);
});

test('a change that cannot be noted is told and holds up none after it', async () => {
  const faults: Fault[] = [];
  const said: Fields[] = [];
  let full = true;
  const notes = createPolicyNotes({
    data: home(), onFault: (f) => faults.push(f),
    audit: { note: async (f) => { if (full) { full = false; throw new Failure({ kind: 'audit/unwritten', path: 'index.jsonl', detail: 'The disk is full' }); } said.push(f); } },
  });
  const a = { policy: 'a', leaves: 'l' };
  const b = { policy: 'b', leaves: 'l' };
  await notes.begin(a);
  notes.changed({ change: 'form', by: 'Ada', before: a, now: b });
  notes.changed({ change: 'files', before: b, now: a });
  await notes.settled();
  expect([faults, said]).toEqual([
    [{ kind: 'audit/unwritten', path: 'index.jsonl', detail: 'The disk is full' }],
    [{ type: 'policy-change', actor: 'Ada', change: 'form', ...b, before: a }, { type: 'policy-change', actor: 'program', change: 'files', ...a, before: b }],
  ]);
});
