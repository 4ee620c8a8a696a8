// Labels at the host: what a person may not read is not there, what is labelled does not leave, and nothing personal is written where it need not be.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../electron/base/log.ts';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import { createDeclassifier } from '../../electron/services/declassify.ts';
import { home, host } from './host.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const sop = (front: string, id = 'test.labels'): string => `---\nsop: 1\nid: ${id}\ntitle: Labels\nowner: qa\n${front}\napplies:\n  - { app: com.android.settings }\n---\n# Labels\n\n## Steps\n1. Go home.\n2. Open "Settings".\n\n## Expected result\n- "Display" is visible.\n`;

test('an SOP for others is neither listed, read nor run; its episodes are not there', { timeout: 40_000 }, async () => {
  const h = await host();
  const w = h.window();
  const { userFolder } = await w.call('app.settings');
  fs.mkdirSync(userFolder, { recursive: true });
  fs.writeFileSync(path.join(userFolder, 'ann.sop.md'), sop('classification: restricted\nreaders: [ann]'));
  fs.writeFileSync(path.join(userFolder, 'mine.sop.md'), sop('classification: confidential', 'test.mine'));
  expect((await w.call('sop.list')).filter((e) => e.folder === 'user').map((e) => [e.path, e.readers])).toEqual([['mine.sop.md', ['owner']]]);
  const hidden = { folder: 'user' as const, path: 'ann.sop.md' };
  expect([await faultOf(w.call('sop.read', hidden)), await faultOf(w.call('run.start', { device: 'demo', sop: hidden, params: {} })), await faultOf(w.call('sop.read', { ...hidden, path: 'none.sop.md' }))])
    .toEqual([{ kind: 'sop/not-found', path: 'ann.sop.md' }, { kind: 'sop/not-found', path: 'ann.sop.md' }, { kind: 'sop/not-found', path: 'none.sop.md' }]);

  const { id } = await w.call('run.start', { device: 'demo', sop: { folder: 'user', path: 'mine.sop.md' }, params: {} });
  expect((await w.ended(id)).status).toBe('done-verified');
  expect([(await w.call('episode.list')).map((e) => e.label), await w.call('labels.of', { episode: id })]).toEqual([[{ readers: ['owner'], integrity: 'untrusted' }], { readers: ['owner'], integrity: 'untrusted' }]);
  // The same episode, had it been ann's.
  const file = path.join(h.data, 'episodes', id, 'episode.jsonl');
  await expect.poll(() => fs.existsSync(path.join(h.data, 'episodes', id, 'report.html'))).toBe(true);
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"readers":["owner"]', '"readers":["ann"]'));
  const gone = { kind: 'run/not-found', run: id };
  expect([await w.call('episode.list'), await faultOf(w.call('episode.read', { id })), await faultOf(w.call('episode.report', { id })), await faultOf(w.call('labels.declassify', { episode: id, outlet: 'export', reason: 'audit' })), await faultOf(w.call('images.get', { id: 'x.png', episode: id }))]).toEqual([[], gone, gone, gone, gone]);
  // What was learnt on the way belongs to whom the run belongs to.
  expect((await w.call('memory.list')).map((a) => a.states > 0)).toContain(true);
});

test('an SOP for others is neither told of nor carried out by way of one that runs it', { timeout: 40_000 }, async () => {
  const h = await host();
  const w = h.window();
  const { userFolder } = await w.call('app.settings');
  fs.mkdirSync(userFolder, { recursive: true });
  fs.writeFileSync(path.join(userFolder, 'ann.sop.md'), sop('classification: restricted\nreaders: [ann]'));
  fs.writeFileSync(path.join(userFolder, 'through.sop.md'), sop('classification: public\nuses:\n  theirs: ./ann.sop.md', 'test.through').replace('2. Open "Settings".', '2. Run {{theirs}}.'));
  const through = { sop: { folder: 'user' as const, path: 'through.sop.md' }, params: {} };
  expect(JSON.stringify(await w.call('run.plan', through))).not.toContain('Settings');
  const tried = await w.ended((await w.call('run.start', { device: 'demo', ...through })).id);
  expect([tried.status, tried.fault?.kind, tried.records.some((r) => r.what.includes('Settings'))]).toEqual(['failed', 'sop/not-found', false]);
});

test('who signs in at a window sees what they may read there, and the other window what its person may', { timeout: 40_000 }, async () => {
  const h = await host();
  const [one, two] = [h.window(), h.window()];
  const { userFolder } = await one.call('app.settings');
  fs.mkdirSync(userFolder, { recursive: true });
  fs.writeFileSync(path.join(userFolder, 'ann.sop.md'), sop('classification: restricted\nreaders: [ann]'));
  fs.writeFileSync(path.join(userFolder, 'mine.sop.md'), sop('classification: confidential', 'test.mine'));
  const { id } = await one.call('run.start', { device: 'demo', sop: { folder: 'user', path: 'mine.sop.md' }, params: {} });
  await one.ended(id);
  await expect.poll(() => fs.existsSync(path.join(h.data, 'episodes', id, 'report.html'))).toBe(true);
  const told: string[][] = [];
  one.on('library', (entries) => told.push(entries.filter((e) => e.folder === 'user').map((e) => e.path)));
  await one.call('profiles.create', { name: 'Ann', passphrase: 'long enough words' });
  await one.call('profiles.signIn', { name: 'Ann', passphrase: 'long enough words' });
  const seen = async (w: typeof one) => [(await w.call('sop.list')).filter((e) => e.folder === 'user').map((e) => e.path), (await w.call('episode.list')).length, (await w.call('memory.list')).length > 0];
  expect([await seen(one), await seen(two)]).toEqual([[['ann.sop.md'], 0, false], [['mine.sop.md'], 1, true]]);
  const ann = { folder: 'user' as const, path: 'ann.sop.md' };
  expect([(await one.call('sop.read', ann)).text.includes('Labels'), (await faultOf(two.call('sop.read', ann))).kind, (await faultOf(one.call('audit.export', { run: id, pictures: false }))).kind, (await faultOf(two.call('audit.export', { run: id, pictures: false }))).kind])
    .toEqual([true, 'sop/not-found', 'run/not-found', 'privacy/labelled']);
  await one.call('profiles.signOut');
  expect([await seen(one), told]).toEqual([[['mine.sop.md'], 1, true], [['ann.sop.md'], ['mine.sop.md']]]);
});

test('no list and no count holds what the person may not read: runs, logs, drafts, what is remembered', { timeout: 60_000 }, async () => {
  const h = await host();
  const [owner, ann] = [h.window(), h.window()];
  const { userFolder } = await owner.call('app.settings');
  fs.mkdirSync(userFolder, { recursive: true });
  fs.writeFileSync(path.join(userFolder, 'mine.sop.md'), sop('classification: confidential', 'test.mine'));
  fs.writeFileSync(path.join(userFolder, 'all.sop.md'), sop('classification: internal', 'test.all'));
  await ann.call('profiles.create', { name: 'Ann', passphrase: 'long enough words' });
  await ann.call('profiles.signIn', { name: 'Ann', passphrase: 'long enough words' });
  const run = async (name: string): Promise<string> => {
    const { id } = await owner.call('run.start', { device: 'demo', sop: { folder: 'user', path: `${name}.sop.md` }, params: {} });
    await owner.ended(id);
    await expect.poll(() => fs.existsSync(path.join(h.data, 'episodes', id, 'report.html'))).toBe(true);
    return id;
  };
  const counts = async (w: typeof owner) => {
    const all = await w.call('audit.verify', {});
    return {
      runs: (await w.call('run.list')).map((r) => [r.id, r.label?.readers]), audit: (await w.call('audit.list')).runs.map((r) => [r.run, r.label?.readers]), checked: all.runs?.map((r) => r.run), ok: all.ok, records: all.records, checkpoints: all.checkpoints,
      drafts: (await w.call('drafts.list')).map((d) => d.path), memory: (await w.call('memory.list')).map((a) => [a.package, a.states, a.edges, a.readers]), habits: await w.call('approvals.habits'), leaves: await w.call('policy.remembered'),
    };
  };
  const open = await run('all');
  const before = await counts(ann);
  expect(before).toMatchObject({ runs: [[open, 'all']], audit: [[open, 'all']], checked: [open], ok: true });
  const secret = await run('mine');
  await owner.call('drafts.keep', { folder: 'user', path: 'mine.sop.md', text: 'unsaved', version: '', at: 1 });
  await owner.call('drafts.keep', { folder: 'user', path: 'new.sop.md', text: sop('classification: restricted', 'test.new'), version: '', at: 2 });
  // Whatever the other run left, ann's window says the very same.
  expect(await counts(ann)).toEqual(before);
  const whole = await counts(owner);
  expect({ runs: whole.runs.length, audit: whole.audit.length, checked: whole.checked?.length, drafts: whole.drafts.sort(), more: whole.records > before.records, labelled: whole.memory.some((m) => JSON.stringify(m[3]) === '["all",["owner"]]') }).toEqual({ runs: 2, audit: 2, checked: 2, drafts: ['mine.sop.md', 'new.sop.md'], more: true, labelled: true });
  const gone = { kind: 'run/not-found', run: secret };
  expect([await faultOf(ann.call('run.get', { run: secret })), await faultOf(ann.call('audit.verify', { run: secret })), await faultOf(ann.call('sop.remove', { path: 'mine.sop.md' }))]).toEqual([gone, gone, { kind: 'sop/not-found', path: 'mine.sop.md' }]);
});

test('secrets: whoever keeps the first chooses the passphrase; later it unlocks', async () => {
  const data = home();
  const first = (await host(data)).window();
  expect(await first.call('secrets.list')).toEqual({ kind: 'passphrase', locked: true, fresh: true, secrets: [] });
  expect([(await faultOf(first.call('secrets.unlock', { passphrase: 'short' }))).kind, (await faultOf(first.call('secrets.set', { name: 'pin', value: '4711' }))).kind]).toEqual(['secret/locked', 'secret/locked']);
  expect(await first.call('secrets.unlock', { passphrase: 'long enough words' })).toEqual({ kind: 'passphrase', locked: false, secrets: [] });
  expect(await first.call('secrets.set', { name: 'pin', value: '4711' })).toEqual({ kind: 'passphrase', locked: false, secrets: [{ name: 'pin', from: 'file', at: expect.any(Number) }] });
});

test('what is labelled leaves by a decision with a reason, of one who may read it, and for what was decided', async () => {
  const file = path.join(home(), 'deep', 'declassified.jsonl');
  const heard: unknown[] = [];
  const d = createDeclassifier({ file, clock: { now: () => 7, sleep: async () => {} }, log: createLog({ clock: { now: () => 7, sleep: async () => {} } }), declassified: (e) => { heard.push(e); } });
  const label = { readers: ['ann', 'ben'], integrity: 'untrusted' as const };
  const q = { what: 'r1', outlet: 'export' as const, label };
  await d.check({ ...q, label: { ...label, readers: 'all' } });
  expect([(await faultOf(d.check(q))).kind, (await faultOf(d.decide({ ...q, by: 'eve', reason: 'because' }))).kind, (await faultOf(d.decide({ ...q, by: 'ann', reason: ' ' }))).kind, fs.existsSync(file)]).toEqual(['privacy/labelled', 'privacy/labelled', 'privacy/labelled', false]);
  const entry = await d.decide({ ...q, by: 'ann', reason: ' the auditor asked ' });
  expect([entry, heard, await d.list()]).toEqual([{ at: 7, what: 'r1', outlet: 'export', label, by: 'ann', reason: 'the auditor asked' }, [entry], [entry]]);
  await d.check(q);
  expect([(await faultOf(d.check({ ...q, outlet: 'remote' }))).kind, (await faultOf(d.check({ ...q, what: 'r2' }))).kind, (await faultOf(d.check({ ...q, label: { ...label, readers: ['ann'] } }))).kind]).toEqual(['privacy/labelled', 'privacy/labelled', 'privacy/labelled']);
});

test('log lines hold nothing personal, wherever it stands in them', () => {
  const file = path.join(home(), 'log.jsonl');
  const log = createLog({ clock: { now: () => 1, sleep: async () => {} }, file });
  log.hide('tops3cret');
  log.write('run', 'info', 'Enter "13800138000" with tops3cret', { what: ['mail to a.b@example.com', { deep: '张伟先生' }], n: 13800138000, pass: 'tops3cret' });
  const line = { at: 1, channel: 'run', level: 'info', text: 'Enter "<phone>" with •••', data: { what: ['mail to <email>', { deep: '<name>先生' }], n: 13800138000, pass: '•••' } };
  expect([log.recent(), JSON.parse(fs.readFileSync(file, 'utf8'))]).toEqual([[line], line]);
});
