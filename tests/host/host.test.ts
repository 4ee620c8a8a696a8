// The host as a window meets it: runs steered over a port, cards and questions answered, phones lost, files kept, crashes survived.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import { env, home, host, ROOT } from './host.ts';
import { SOPS } from './sops.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const waiting = (s: { card?: unknown }): boolean => s.card !== undefined;

describe('a run', { timeout: 40_000 }, () => {
  test('is approved by the card the person saw, once, by whichever window answers first', async () => {
    const h = await host();
    const [one, two] = [h.window(), h.window()];
    const { id } = await one.call('run.start', { device: 'demo', sop: SOPS.asks, params: {} });
    const state = await one.until(id, waiting);
    const card = (await two.until(id, waiting)).card!;
    expect([state.status, card.id === state.card!.id, card.verdict.classes, (await two.call('run.list')).map((r) => r.id)]).toEqual(['waiting-approval', true, ['settings-security'], [id]]);
    const wrong = await faultOf(one.call('run.decide', { run: id, card: card.id, revision: card.revision + 1, decision: { decision: 'allow' } }));
    const foreign = await faultOf(one.call('run.decide', { run: 'other', card: card.id, revision: card.revision, decision: { decision: 'allow' } }));
    const unknown = await faultOf(one.call('run.decide', { run: id, card: 'none', revision: 1, decision: { decision: 'allow' } }));
    expect([wrong.kind, foreign.kind, unknown.kind, (await one.call('run.get', { run: id })).status]).toEqual(['action/not-approved', 'action/not-approved', 'action/not-approved', 'waiting-approval']);
    await two.call('run.decide', { run: id, card: card.id, revision: card.revision, decision: { decision: 'allow' } });
    const late = await faultOf(one.call('run.decide', { run: id, card: card.id, revision: card.revision, decision: { decision: 'deny', reason: 'late' } }));
    const [a, b] = await Promise.all([one.ended(id), two.ended(id)]);
    expect([late.kind, a.status, b]).toEqual(['action/not-approved', 'done-verified', a]);
    expect(a.records.filter((r) => r.approval).map((r) => [r.what, r.approval!.decision, r.approval!.by])).toEqual([['Tap "Display"', 'allow', 'owner']]);
    const [listed] = await one.call('episode.list');
    await expect.poll(() => one.call('episode.report', { id: listed!.id }).then((t) => t.includes('<html'), () => false)).toBe(true);
  });

  test('is denied with a reason; nothing was sent', async () => {
    const h = await host();
    const w = h.window();
    const { id } = await w.call('run.start', { device: 'demo', sop: SOPS.asks, params: {} });
    const { card } = await w.until(id, waiting);
    await w.call('run.decide', { run: id, card: card!.id, revision: card!.revision, decision: { decision: 'deny', reason: 'not today' } });
    const end = await w.ended(id);
    expect([end.status, end.fault, end.records.at(-1)!.outcome]).toEqual(['failed', { kind: 'action/denied', reason: 'not today' }, { ok: false, sent: false, fault: { kind: 'action/denied', reason: 'not today' } }]);
  });

  test('has its phone to itself', async () => {
    const h = await host();
    const w = h.window();
    const { id } = await w.call('run.start', { device: 'demo', sop: SOPS.asks, params: {}, paused: true });
    expect((await faultOf(w.call('run.start', { device: 'demo', sop: SOPS.quiet, params: {} }))).kind).toBe('usage');
    // Two starts in one breath must not both get it.
    await w.call('run.stop', { run: id });
    expect((await w.ended(id)).status).toBe('stopped');
    const both = await Promise.allSettled([0, 1].map(() => w.call('run.start', { device: 'demo', sop: SOPS.quiet, params: {}, paused: true })));
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('asks which element is meant, and only takes a fitting reply', async () => {
    const h = await host();
    const w = h.window();
    const { id } = await w.call('run.start', { device: 'demo', sop: SOPS.prose, params: {} });
    const { question } = await w.until(id, (s) => s.question !== undefined);
    if (question?.kind !== 'pick') throw new Error(`Asked ${question?.kind}`);
    expect([question.step?.number, (await faultOf(w.call('run.reply', { run: id, question: question.id, reply: { kind: 'judge', holds: true } }))).kind, (await faultOf(w.call('run.reply', { run: id, question: 'none', reply: { kind: 'skip' } }))).kind]).toEqual(['3', 'usage', 'run/needs-person']);
    const display = question.snapshot.elements.find((e) => (e.texts ?? [e.label]).includes('Display'))!;
    await w.call('run.reply', { run: id, question: question.id, reply: { kind: 'pick', element: display.id, remember: true } });
    const end = await w.ended(id);
    expect([end.status, end.records.some((r) => r.resolvedBy === 'person')]).toEqual(['done-verified', true]);
  });

  test('is taken over at a card and handed back at a later step', async () => {
    const h = await host();
    const w = h.window();
    const { id, steps } = await w.call('run.start', { device: 'demo', sop: SOPS.quiet, params: {}, paused: true });
    await w.call('run.takeOver', { run: id });
    expect((await w.until(id, (s) => s.status === 'taken-over')).records).toEqual([]);
    // The person goes to the settings; the agent goes on from there.
    expect(await w.call('act', { device: 'demo', action: { action: 'open_app', app: 'Settings' } })).toEqual({ ok: true });
    await w.call('run.handBack', { run: id, next: Object.keys(steps)[5]! });
    const end = await w.ended(id);
    expect([end.status, end.records.filter((r) => r.step).map((r) => r.step!.number)]).toEqual(['done-verified', ['6']]);
  });

  test('outlives an unplugged phone', async () => {
    const h = await host();
    const w = h.window();
    const { id } = await w.call('run.start', { device: 'demo', sop: SOPS.quiet, params: {} });
    await w.until(id, (s) => s.records.some((r) => r.what === 'Open "Settings"'));
    await w.call('demo.fault', { fault: 'disconnect', on: true });
    const lost = await w.until(id, (s) => s.status === 'waiting-device');
    await w.call('demo.fault', { fault: 'disconnect', on: false });
    const end = await w.ended(id);
    expect([lost.fault?.kind.startsWith('device/'), end.status, end.fault]).toEqual([true, 'done-verified', undefined]);
  });
});

describe('files', () => {
  test('an SOP that changed elsewhere is not overwritten', async () => {
    const h = await host();
    const w = h.window();
    const made = await w.call('sop.create', { path: 'mine.sop.md', text: SOPS.quiet.text });
    const again = await faultOf(w.call('sop.create', { path: 'mine.sop.md', text: 'x' }));
    const saved = await w.call('sop.write', { ...made, text: `${made.text}\n` });
    const conflict = await faultOf(w.call('sop.write', { ...made, text: 'lost?' }));
    const kept = await w.call('sop.read', { folder: 'user', path: 'mine.sop.md' });
    expect([again.kind, conflict.kind, kept]).toEqual(['sop/path', 'file/changed', saved]);
    for (const p of ['../x.sop.md', '/etc/x.sop.md', 'x.txt']) expect((await faultOf(w.call('sop.read', { folder: 'user', path: p }))).kind).toBe('sop/path');
  });

  test('a draft outlives the host until it is dropped', async () => {
    const data = home();
    const draft = { folder: 'library' as const, path: 'dark-theme.sop.md', text: 'half a thou', version: 'v', at: 5 };
    const first = await host(data);
    await first.window().call('drafts.keep', draft);
    await first.close();
    const w = (await host(data)).window();
    expect(await w.call('drafts.list')).toEqual([draft]);
    await w.call('drafts.drop', { folder: draft.folder, path: draft.path });
    expect(await w.call('drafts.list')).toEqual([]);
  });

  test('settings are checked, kept and told to every window', async () => {
    const data = home();
    const h = await host(data);
    const [one, two] = [h.window(), h.window()];
    const told = new Promise((resolve) => two.on('settings', resolve));
    const now = await one.call('app.configure', { theme: 'light', approvalMinutes: 2 });
    expect([now.theme, now.approvalMinutes, await told]).toEqual(['light', 2, now]);
    for (const bad of [{ theme: 'pink' }, { approvalMinutes: 0 }, { adb: { host: 'a b', port: 1 } }, { adb: { host: 'x', port: 70_000 } }, { other: 1 }, 'x']) expect((await faultOf(one.call('app.configure', bad as never))).kind).toBe('usage');
    expect((await faultOf(one.call('app.configure', { userFolder: 'relative' }))).kind).toBe('config');
    await h.close();
    expect(await (await host(data)).window().call('app.settings')).toMatchObject({ theme: 'light', approvalMinutes: 2 });
  });

  test('a damaged phone is set aside and a fresh one used; its state outlives the host', async () => {
    const data = home();
    for (const text of ['{', '{"v":2}', '{"v":1}', '{"v":1,"apps":{}}', 'null']) {
      fs.writeFileSync(path.join(data, 'demo-phone.json'), text);
      const h = await host(data);
      expect([(await h.window().call('devices.list')).map((d) => d.id), fs.readFileSync(path.join(data, 'demo-phone.json.damaged'), 'utf8')]).toEqual([['demo'], text]);
      await h.close();
    }
    const h = await host(data);
    const w = h.window();
    await w.call('act', { device: 'demo', action: { action: 'open_app', app: 'Clock' } });
    const left = await w.call('demo.save') as { tasks: { package: string }[] };
    await h.close();
    const kept = await (await host(data)).window().call('demo.save') as typeof left;
    expect([left.tasks.at(-1)?.package, kept.tasks]).toEqual(['com.google.android.deskclock', left.tasks]);
  });

  test('a state to restore that is none changes nothing', async () => {
    const w = (await host()).window();
    const before = await w.call('demo.save') as { apps: unknown };
    for (const state of [null, 7, {}, { v: 1 }, { v: 2, apps: {} }]) expect((await faultOf(w.call('demo.restore', { state }))).kind).not.toBe('internal');
    expect((await w.call('demo.save') as { apps: unknown }).apps).toEqual(before.apps);
  });

  test('a configuration that cannot be used stops the start, and says so', async () => {
    const data = home();
    fs.writeFileSync(path.join(data, 'config.json'), '{"theme":');
    expect(await faultOf(host(data))).toMatchObject({ kind: 'config', path: path.join(data, 'config.json') });
  });
});

test('strangers at the port: faults, and the host stands', async () => {
  const h = await host();
  const w = h.window();
  const call = w.call as (name: string, arg?: unknown) => Promise<unknown>;
  for (const [name, arg] of [['nothing'], ['__proto__'], ['run.get', { run: 'x' }], ['run.get', 7], ['act', { device: 'demo', action: { action: 'shell', command: 'reboot' } }], ['images.get', { id: '../../x' }], ['episode.read', { id: '..' }], ['devices.open', { device: 'nope' }]] as const) {
    expect((await faultOf(call(name, arg))).kind).not.toBe('internal');
  }
  expect((await w.call('app.info')).demo).toBe('demo');
});

test('kill -9 in the middle of a run: offered again at the next start, until it is forgotten', { timeout: 40_000 }, async () => {
  const data = home();
  const child = spawn(path.join(ROOT, 'node_modules/node/bin/node'), [path.join(import.meta.dirname, 'killed-host.ts')], { env: { PATH: process.env.PATH, ...env(data) }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', (_c, signal) => resolve(signal)));
  const id = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (d: Buffer) => { out += d.toString(); if (out.includes('\n')) resolve(out.trim()); });
    child.once('exit', () => reject(new Error('It ended early')));
  });
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  const h = await host(data);
  const w = h.window();
  const [offer, ...more] = await w.call('run.interrupted');
  expect([more, offer!.episode.id, offer!.episode.status, offer!.options.sop]).toEqual([[], id, 'interrupted', SOPS.asks]);
  expect((await w.call('episode.read', { id })).records.map((r) => r.what)).toContain('Open "Settings"');
  await w.call('run.forget', { episode: id });
  expect(await w.call('run.interrupted')).toEqual([]);
});
