// People on the command line: added, listed, removed; and a run that two of them approve by rules, or that one alone does not get through.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import type { Fault } from '../../electron/protocol/faults.ts';
import { countersign, home, sopFile } from './in-process.ts';

const SOP = '1. Go home.\n2. Open "Settings".\n3. Tap "Display".\n   - Ask first: settings-security, a test';
const TWO = '@id("both") @reason("two people") forbid (principal is Countersign::Agent, action, resource) when { context.classes.contains("settings-security") } unless { context.approval.people >= 2 };';

test('profiles are added with a passphrase from the environment, listed without it, removed with it', async () => {
  const data = home();
  const env = { COUNTERSIGN_PASSPHRASE: 'long enough words' };
  const added = await countersign(['profile', 'add', 'Alice', '--json'], { data, env });
  const short = await countersign(['profile', 'add', 'Bob', '--json'], { data, env: { COUNTERSIGN_PASSPHRASE: 'short' } });
  const wrong = await countersign(['profile', 'remove', 'Alice', '--json'], { data, env: { COUNTERSIGN_PASSPHRASE: 'another one' } });
  const removed = await countersign(['profile', 'remove', 'alice', '--json'], { data, env });
  const names = (r: typeof added): unknown => (r.json() as { profiles: { name: string }[] }).profiles.map((p) => p.name);
  expect([added.code, names(added), short.code, (short.json() as { fault: Fault }).fault.kind, wrong.code, (wrong.json() as { fault: Fault }).fault, removed.code, names(removed)]).toEqual([
    0, ['Alice'], 2, 'profile/name', 2, { kind: 'profile/passphrase', name: 'Alice', left: 4 }, 0, [],
  ]);
  expect(added.out + added.err).not.toContain('long enough words');
});

test('two people by rules: both passphrases let the run through; one, or a wrong one, does not', { timeout: 90_000 }, async () => {
  const data = home();
  for (const name of ['Alice', 'Bob']) await countersign(['profile', 'add', name], { data, env: { COUNTERSIGN_PASSPHRASE: `the words of ${name}` } });
  fs.mkdirSync(path.join(data, 'sops', 'policy'), { recursive: true });
  fs.writeFileSync(path.join(data, 'sops', 'policy', 'two.cedar'), TWO);
  const rules = path.join(data, 'rules.json');
  fs.writeFileSync(rules, JSON.stringify([{ class: 'settings-security', decision: 'allow', as: 'Alice' }, { class: 'settings-security', decision: 'allow', as: 'Bob' }]));
  const file = sopFile(SOP, { outcome: '- "Dark theme" is visible.' });
  const run = (env: Record<string, string>) => countersign(['run', file, '--device', 'demo', '--approve', rules, '--json'], { data, env });
  const both = await run({ COUNTERSIGN_PASSPHRASE_ALICE: 'the words of Alice', COUNTERSIGN_PASSPHRASE_BOB: 'the words of Bob' });
  const one = await run({ COUNTERSIGN_PASSPHRASE_ALICE: 'the words of Alice' });
  const wrong = await run({ COUNTERSIGN_PASSPHRASE_ALICE: 'the words of Bob' });
  const of = (r: typeof both) => { const j = r.json() as { status: string; fault?: Fault; approvals: { decision: string; by: string; and?: string; reason?: string }[] }; return [r.code, j.status, j.approvals.map((a) => [a.decision, a.by, a.and])]; };
  expect([of(both), of(one), wrong.code, (wrong.json() as { fault: Fault }).fault]).toEqual([
    [0, 'done-verified', [['allow', 'Alice', 'Bob']]], [1, 'failed', [['deny', 'rules', undefined]]], 2, { kind: 'profile/passphrase', name: 'Alice', left: 4 },
  ]);
  expect((one.json() as { fault: Fault }).fault).toEqual({ kind: 'action/denied', reason: 'Alice agreed, and no rule speaks as another person whose passphrase is known' });
});
