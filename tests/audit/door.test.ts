// Runs with their log: it is on the disk before anything is sent, stops what it cannot take, tells the whole way of an action, and holds no value.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openAudit, RUN_LOG, type Audit } from '../../electron/audit/audit.ts';
import { checkAudit, readChain } from '../../electron/audit/inspect.ts';
import type { AppendFile } from '../../electron/audit/log.ts';
import { systemClock } from '../../electron/base/clock.ts';
import type { Card, Decision } from '../../electron/protocol/run.ts';
import type { Item } from '../agent/fake-session.ts';
import { roots, sopText, stage } from '../agent/stage.ts';
import { brokenDisk } from './parts.ts';

const folders: string[] = [];
afterAll(() => { for (const f of [...folders, ...roots]) rmSync(f, { recursive: true, force: true }); });

async function auditIn(open?: (file: string) => Promise<AppendFile>): Promise<{ audit: Audit; data: string }> {
  const data = mkdtempSync(path.join(tmpdir(), 'countersign-audit-'));
  folders.push(data);
  return { data, audit: await openAudit({ data, mirror: path.join(data, 'heads'), clock: systemClock, image: () => undefined, alive: () => false, onFault: () => undefined, ...(open ? { open } : {}) }) };
}

function shop(audit: Audit, o: { approve?: (card: Card) => Decision; onTap?: () => void } = {}) {
  const items = (): Item[] => [
    { kind: 'text', text: 'Shop' }, { kind: 'input', text: 'Name', id: 'name' }, { kind: 'input', text: 'Password', id: 'pw', password: true },
    { kind: 'button', text: 'Next', id: 'next', onTap: () => o.onTap?.() }, { kind: 'button', text: 'Pay ¥30.00', id: 'pay', onTap: () => { s.phone.go('paid'); } },
  ];
  const s = stage({
    audit,
    phone: { start: 'main', apps: {}, screens: { main: () => ({ package: 'com.shop', activity: '.Main', items: items() }), paid: () => ({ package: 'com.shop', activity: '.Paid', items: [{ kind: 'text', text: 'Paid' }] }) } },
    ...(o.approve ? { approve: o.approve } : {}),
  });
  return s;
}

const chain = async (root: string, id: string) => (await readChain(path.join(root, id, RUN_LOG))).records;

test('the way of each action, in order; what a person decided; no value and no word of the phone', async () => {
  const { audit } = await auditIn();
  const s = shop(audit);
  const run = await s.start(sopText('1. Enter {{who}} into "Name".\n2. Enter {{pin}} into "Password".\n3. Tap "Pay ¥30.00".', { params: '  who: { type: string }\n  pin: { type: string, secret: true }', outcome: '- "Paid" is visible' }), { values: { who: 'Ada Canary' }, secrets: { pin: 'hunter2-canary' } });
  const end = await run.done;
  expect(end.status).toBe('done-verified');
  await audit.close();
  const records = await chain(s.root, run.state.id);
  const way = (n: string): string[] => records.filter((r) => r.step?.number === n).map((r) => `${r.type}${r.decision ? ` ${r.decision}` : ''}${r.classes?.length ? ` ${r.classes.join()}` : ''}`);
  expect([way('1'), way('2'), way('3')]).toEqual([
    ['proposed', 'classified', 'policy auto', 'injected auto', 'observed'],
    ['proposed', 'classified credential', 'policy ask', 'asked credential', 'decided allow', 'injected ask credential', 'observed'],
    ['proposed', 'classified payment', 'policy ask', 'asked payment', 'decided allow', 'injected ask payment', 'observed'],
  ]);
  expect(records.map((r) => r.type).filter((t) => ['opened', 'closed', 'checkpoint'].includes(t))).toEqual(['opened', 'checkpoint', 'closed', 'checkpoint']);
  const typed = records.filter((r) => r.type === 'injected' && r.values);
  expect(typed.map((r) => r.values!.text)).toEqual([audit.keys.mac('value', 'Ada Canary'), audit.keys.mac('value', 'hunter2-canary')]);
  const text = readFileSync(path.join(s.root, run.state.id, RUN_LOG), 'utf8');
  expect(['canary', 'Canary', 'Ada', 'Shop', 'Password', '30.00'].filter((w) => text.includes(w))).toEqual([]);
  expect(await checkAudit(path.join(s.root, run.state.id), {})).toMatchObject({ ok: true, key: 'embedded' });
});

test('a refusal is in the log, and nothing of the action was sent', async () => {
  const { audit } = await auditIn();
  const s = shop(audit, { approve: () => ({ decision: 'deny', reason: 'not today' }) });
  const run = await s.start(sopText('1. Tap "Pay ¥30.00".'));
  await run.done;
  const records = await chain(s.root, run.state.id);
  expect(records.filter((r) => r.action === 1).map((r) => [r.type, r.decision ?? r.outcome ?? '', r.error ?? ''])).toEqual([
    ['proposed', '', ''], ['classified', '', ''], ['policy', 'ask', ''], ['asked', '', ''], ['decided', 'deny', ''], ['observed', 'failed', 'action/denied'],
  ]);
  expect(s.phone.sent).toEqual([]);
});

test('every tap finds its record on the disk already', async () => {
  const { audit } = await auditIn();
  const seen: number[] = [];
  const s = shop(audit, { onTap: () => { seen.push(readFileSync(path.join(s.root, 'r0', RUN_LOG), 'utf8').split('\n').filter((l) => l.includes('"type":"injected"')).length); } });
  const run = await s.start(sopText('1. Tap "Next".\n2. Tap "Next".\n3. Tap "Next".'));
  await run.done;
  expect([run.state.id, seen]).toEqual(['r0', [1, 2, 3]]);
});

test('a log that cannot be written stops the input: nothing is sent, the run fails and says why', async () => {
  const disk = brokenDisk(Infinity);
  const { audit } = await auditIn(disk.open);
  let taps = 0;
  const s = shop(audit, { onTap: () => { taps++; disk.room(200); } });
  const run = await s.start(sopText('1. Tap "Next".\n2. Tap "Next".\n3. Tap "Next".'));
  const end = await run.done;
  expect({ status: end.status, fault: end.fault?.kind, taps }).toEqual({ status: 'failed', fault: 'audit/unwritten', taps: 1 });
});

test('a run whose log cannot be begun does not begin', async () => {
  const disk = brokenDisk(0);
  const { audit } = await auditIn(disk.open);
  const s = shop(audit);
  await expect(s.start(sopText('1. Tap "Next".'))).rejects.toMatchObject({ fault: { kind: 'audit/unwritten' } });
  expect(s.phone.sent).toEqual([]);
});

test('a person who takes the phone over and gives it back is in the log', async () => {
  const { audit } = await auditIn();
  const s = shop(audit);
  const run = await s.start(sopText('1. Tap "Next".\n2. Tap "Next".'), { options: { paused: true } });
  run.takeOver();
  run.handBack('2');
  await run.done;
  expect((await chain(s.root, run.state.id)).filter((r) => r.actor === 'person').map((r) => r.type)).toEqual(['takeover', 'hand-back']);
});
