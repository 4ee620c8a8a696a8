// Logs on a disk: what a full one, a killed program, a second copy that is away, another program and a hand in the data folder do to them.

import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openAudit, RUN_LOG, type Audit, type AuditParts, type RunAudit } from '../../electron/audit/audit.ts';
import { checkAudit, readChain, type AuditReport } from '../../electron/audit/inspect.ts';
import { openKeys } from '../../electron/audit/keys.ts';
import { systemClock } from '../../electron/base/clock.ts';
import type { Keychain } from '../../electron/base/keychain.ts';
import type { Passage } from '../../electron/protocol/audit.ts';
import { Failure, faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { StepRecord } from '../../electron/protocol/run.ts';
import { createRecorder, type Recorder } from '../../electron/trajectory/recorder.ts';
import { brokenDisk } from './parts.ts';

const folders: string[] = [];
afterAll(() => { for (const f of folders) rmSync(f, { recursive: true, force: true }); });
const home = (): string => { const f = mkdtempSync(path.join(tmpdir(), 'countersign-audit-')); folders.push(f); return f; };
const fault = async (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });

interface Place { data: string; mirror: string; audit: Audit; faults: Fault[] }
async function place(more: Partial<AuditParts> & { data?: string } = {}): Promise<Place> {
  const data = more.data ?? home();
  const mirror = more.mirror ?? `${data}-heads`;
  folders.push(mirror);
  const faults: Fault[] = [];
  return { data, mirror, faults, audit: await openAudit({ clock: systemClock, image: () => undefined, alive: () => false, onFault: (f) => faults.push(f), ...more, data, mirror }) };
}

interface Begun { id: string; folder: string; recorder: Recorder; log: RunAudit }
async function begin(p: Place, id = 'r1'): Promise<Begun> {
  const recorder = await createRecorder({ folder: path.join(p.data, 'episodes'), clock: systemClock, image: () => undefined, head: { id, at: 1, device: 'demo', params: {}, sop: { path: 'a.sop.md', title: 'A', sha256: 'ab' } } });
  return { id, folder: recorder.path, recorder, log: await p.audit.begin({ id, folder: recorder.path, device: 'demo', sop: { id: 'a', path: 'a.sop.md', sha256: 'ab' } }) };
}

const passage = (stage: Passage['stage'], seq: number): Passage => ({ stage, seq, actor: { kind: 'agent', run: 'r1' }, action: { action: 'input_text', element: 4, text: '<secret:pin>' }, text: '4711-canary', verdict: { decision: 'auto', classes: [], because: [{ rung: 'policy', words: 'no sensitive class' }] } });
const record = (seq: number): StepRecord => ({ v: 1, seq, at: 1, actor: { kind: 'agent', run: 'r1' }, what: `Tap "B${seq}"`, outcome: { ok: true, sent: true, how: 'input tap' }, claimed: true, verified: 'yes', checks: [], ms: 40 });
/** One action as the executor and the run tell it. */
async function act(r: Begun, seq: number): Promise<void> {
  for (const stage of ['proposed', 'judged', 'injecting'] as const) r.log.passage(passage(stage, seq));
  await r.log.sent();
  await r.log.observed(await r.recorder.witness(record(seq), undefined, undefined));
}
async function end(r: Begun): Promise<void> {
  await r.recorder.end('done-verified');
  await r.log.end('done-verified');
}
const check = (p: Place, target = p.data): Promise<AuditReport> => checkAudit(target, { data: p.data, mirror: p.mirror });
const bad = async (p: Place, target?: string): Promise<string | null> => { const { firstBad: b } = await check(p, target); return b && `${b.file}:${b.line} ${b.why}`; };

test('two runs: everything is whole, values are not in it, keys are their owner\'s alone', async () => {
  const p = await place();
  for (const id of ['r1', 'r2']) {
    const r = await begin(p, id);
    for (let i = 1; i <= 6; i++) await act(r, i);
    await end(r);
  }
  await p.audit.note({ type: 'policy-change', actor: 'owner', policy: 'ff', note: 'limits' });
  expect(await p.audit.close()).toBeUndefined();
  const found = await check(p);
  expect(found).toMatchObject({ ok: true, key: 'workspace', mirror: 'agrees', notes: [], runs: [{ run: 'r1', ok: true, records: 35 }, { run: 'r2', ok: true, records: 35 }] });
  const log = readFileSync(path.join(p.data, 'episodes', 'r1', RUN_LOG), 'utf8');
  expect(log.includes('4711') || log.includes('canary')).toBe(false);
  const { records } = await readChain(path.join(p.data, 'episodes', 'r1', RUN_LOG));
  expect(records.filter((r) => r.type === 'injected').every((r) => r.values?.text === p.audit.keys.mac('value', '4711-canary'))).toBe(true);
  expect(statSync(path.join(p.data, 'audit', 'key.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(path.join(p.data, 'audit', 'open'))).toEqual([]);
});

test('a data folder in which nothing ran yet is whole', async () => {
  const p = await place();
  expect(await check(p)).toMatchObject({ ok: true, records: 0, runs: [], notes: ['Nothing was logged yet'] });
});

test('what a hand in the data folder does is named', async () => {
  const p = await place();
  for (const id of ['r1', 'r2']) { const r = await begin(p, id); await act(r, 1); await end(r); }
  await p.audit.close();
  const at = (id: string, file: string): string => path.join(p.data, 'episodes', id, file);
  const index = path.join(p.data, 'audit', 'index.jsonl');
  const tries: Record<string, () => void> = {
    'a step of the episode edited': () => writeFileSync(at('r1', 'episode.jsonl'), readFileSync(at('r1', 'episode.jsonl'), 'utf8').replace('Tap \\"B1\\"', 'Tap \\"B2\\"')),
    'the end of the episode edited': () => writeFileSync(at('r1', 'episode.jsonl'), readFileSync(at('r1', 'episode.jsonl'), 'utf8').replace('done-verified', 'failed')),
    'the episode deleted': () => rmSync(at('r1', 'episode.jsonl')),
    'the log deleted': () => rmSync(at('r1', RUN_LOG)),
    'the whole run deleted': () => rmSync(path.join(p.data, 'episodes', 'r1'), { recursive: true }),
    'the log of another run in its place': () => writeFileSync(at('r1', RUN_LOG), readFileSync(at('r2', RUN_LOG))),
    'the log emptied': () => writeFileSync(at('r1', RUN_LOG), ''),
    'a run that nobody began': () => { mkdirSync(path.join(p.data, 'episodes', 'r3')); writeFileSync(at('r3', RUN_LOG), readFileSync(at('r1', RUN_LOG))); },
    'the index cut off': () => writeFileSync(index, readFileSync(index, 'utf8').split('\n').slice(0, 4).join('\n').concat('\n')),
    'the index deleted': () => rmSync(index),
    'run and index deleted': () => { rmSync(path.join(p.data, 'episodes', 'r1'), { recursive: true }); rmSync(index); },
  };
  const found: Record<string, string | null> = {};
  const kept = new Map<string, Buffer>();
  for (const f of readdirSync(p.data, { recursive: true, withFileTypes: true })) if (f.isFile()) kept.set(path.join(f.parentPath, f.name), readFileSync(path.join(f.parentPath, f.name)));
  for (const [name, harm] of Object.entries(tries)) {
    harm();
    found[name] = await bad(p);
    rmSync(path.join(p.data, 'episodes'), { recursive: true });
    for (const [file, bytes] of kept) { mkdirSync(path.dirname(file), { recursive: true }); writeFileSync(file, bytes); }
  }
  expect(found).toEqual({
    'a step of the episode edited': 'episodes/r1/episode.jsonl:2 episode differs', 'the end of the episode edited': 'episodes/r1/episode.jsonl:3 episode differs', 'the episode deleted': 'episodes/r1/episode.jsonl:1 episode differs',
    'the log deleted': 'audit/index.jsonl:3 run missing', 'the whole run deleted': 'audit/index.jsonl:3 run missing', 'the log of another run in its place': 'episodes/r1/audit.jsonl:1 form', 'the log emptied': 'episodes/r1/audit.jsonl:1 count below checkpoint',
    'a run that nobody began': 'episodes/r3/audit.jsonl:1 run unknown', 'the index cut off': 'audit/index.jsonl:4 count below checkpoint', 'the index deleted': 'audit/index.jsonl:1 missing checkpoint at the end', 'run and index deleted': 'audit/index.jsonl:1 missing checkpoint at the end',
  });
  expect(await bad(p)).toBeNull();
});

test('records that come while others are written are not lost', async () => {
  const p = await place();
  const r = await begin(p);
  const written: Promise<void>[] = [];
  for (let i = 1; i <= 40; i++) {
    r.log.passage(passage('proposed', i));
    written.push(r.log.sent());
    if (i % 7 === 0) await written[i - 3];
  }
  await Promise.all(written);
  await end(r);
  expect(await p.audit.close()).toBeUndefined();
  expect(await check(p, r.folder)).toMatchObject({ ok: true, records: 45, mirror: 'agrees' });
  expect(readFileSync(path.join(p.mirror, 'audit-heads.jsonl'), 'utf8').trim().split('\n')).toHaveLength(6);
});

test('a full disk: the action is refused, nothing half stays, and the log goes on when there is room', async () => {
  const disk = brokenDisk(Infinity);
  const p = await place({ open: disk.open });
  const r = await begin(p);
  await act(r, 1);
  // Room for a part of the next action's lines.
  disk.room(500);
  for (const stage of ['proposed', 'judged', 'injecting'] as const) r.log.passage(passage(stage, 2));
  expect(await fault(r.log.sent())).toEqual({ kind: 'audit/unwritten', path: path.join(r.folder, RUN_LOG), detail: 'The disk is full' });
  const text = readFileSync(path.join(r.folder, RUN_LOG), 'utf8');
  expect(text.endsWith('\n') && !text.includes('"action":2')).toBe(true);
  expect((await fault(r.log.sent())).kind).toBe('audit/unwritten');
  disk.room(Infinity);
  await r.log.sent();
  await r.log.observed(await r.recorder.witness(record(2), undefined, undefined));
  await end(r);
  await p.audit.close();
  expect(await check(p)).toMatchObject({ ok: true, records: 19, firstBad: null });
});

test('a full disk that takes nothing back leaves a torn line: nothing is written behind it, the next start closes the log and names it', async () => {
  const disk = brokenDisk(Infinity);
  const p = await place({ open: disk.open });
  const r = await begin(p);
  disk.room(300);
  disk.stuck(true);
  r.log.passage(passage('proposed', 1));
  expect((await fault(r.log.sent())).kind).toBe('audit/unwritten');
  disk.room(Infinity);
  expect((await fault(r.log.sent())).kind).toBe('audit/unwritten');
  expect(await bad(p, path.join(r.folder, RUN_LOG))).toBe('audit.jsonl:2 torn');
  const next = await place({ data: p.data });
  // It is another process that was killed: this one still lives, so its run is not taken for one.
  expect(await next.audit.recover()).toEqual({ closed: [], left: [] });
  forgetProcess(p.data, 'r1');
  expect(await next.audit.recover()).toEqual({ closed: ['r1'], left: [] });
  await next.audit.close();
  const found = await check(next);
  expect(found).toMatchObject({ ok: true, runs: [{ run: 'r1', ok: true, firstBad: null }] });
  expect(found.notes).toEqual(['r1: Line 2 is what a killed program left of a record', 'r1: At line 3 a killed program\'s log was taken up again']);
  expect((await readChain(path.join(r.folder, RUN_LOG))).records.map((x) => x.type)).toEqual(['opened', 'recovered', 'closed', 'checkpoint']);
});

/** As if the process that began the run had been another one. */
function forgetProcess(data: string, run: string): void {
  const file = path.join(data, 'audit', 'open', `${run}.json`);
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, pid: 2 ** 22 + 1 }));
}

test('a killed program leaves at most one torn line, wherever it was cut; the next start closes the log', async () => {
  const p = await place();
  const r = await begin(p);
  await act(r, 1);
  await act(r, 2);
  const file = path.join(r.folder, RUN_LOG);
  const whole = readFileSync(file);
  const outcomes = new Set<string>();
  for (let cut = 0; cut <= whole.length; cut += 131) {
    const data = home();
    mkdirSync(path.join(data, 'audit', 'keys'), { recursive: true });
    for (const f of readdirSync(path.join(p.data, 'audit'), { recursive: true, withFileTypes: true })) if (f.isFile()) { const to = path.join(data, path.relative(p.data, path.join(f.parentPath, f.name))); mkdirSync(path.dirname(to), { recursive: true }); writeFileSync(to, readFileSync(path.join(f.parentPath, f.name))); }
    const folder = path.join(data, 'episodes', 'r1');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, RUN_LOG), whole.subarray(0, cut));
    writeFileSync(path.join(data, 'audit', 'open', 'r1.json'), JSON.stringify({ pid: 2 ** 22 + 1, since: 0, folder }));
    const next = await place({ data });
    const before = await bad(next, path.join(folder, RUN_LOG));
    const { closed, left } = await next.audit.recover();
    await next.audit.close();
    const after = await check(next);
    outcomes.add(`${before?.replace(/^.*:\d+ /, '')} → ${closed.length === 1 && left.length === 0 && after.ok ? 'whole' : JSON.stringify([left, after.firstBad])}`);
  }
  expect([...outcomes].sort()).toEqual(['missing checkpoint at the end → whole', 'torn → whole']);
}, 60_000);

test('a log that was changed while the program was down is not signed as if it were whole', async () => {
  const p = await place();
  const r = await begin(p);
  await act(r, 1);
  const file = path.join(r.folder, RUN_LOG);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"decision":"auto"', '"decision":"deny"'));
  forgetProcess(p.data, 'r1');
  const next = await place({ data: p.data });
  expect(await next.audit.recover()).toEqual({ closed: [], left: [{ run: 'r1', why: 'line 4: hash' }] });
  expect(await bad(next)).toBe('episodes/r1/audit.jsonl:4 hash');
});

test('a second copy that is away holds nobody up, is told once, and is completed when it is back', async () => {
  const p = await place();
  writeFileSync(p.mirror, 'a file stands where the folder should be');
  const r = await begin(p);
  for (let i = 1; i <= 8; i++) await act(r, i);
  expect(await p.audit.close()).toMatchObject({ kind: 'audit/mirror' });
  expect(p.faults.map((f) => f.kind)).toEqual(['audit/mirror']);
  rmSync(p.mirror);
  await end(r);
  expect(await p.audit.close()).toBeUndefined();
  // Two heads of the data folder's log at the begin, one at the end, and three of the run's.
  expect(readFileSync(path.join(p.mirror, 'audit-heads.jsonl'), 'utf8').trim().split('\n')).toHaveLength(6);
  expect(await check(p)).toMatchObject({ ok: true, mirror: 'agrees' });
});

test('what was taken back whole to an earlier state is found by the second copy alone', async () => {
  const p = await place();
  const one = await begin(p, 'r1');
  await act(one, 1);
  await end(one);
  await p.audit.close();
  const index = readFileSync(path.join(p.data, 'audit', 'index.jsonl'));
  const two = await begin(p, 'r2');
  await act(two, 1);
  await end(two);
  await p.audit.close();
  rmSync(path.join(p.data, 'episodes', 'r2'), { recursive: true });
  writeFileSync(path.join(p.data, 'audit', 'index.jsonl'), index);
  expect(await checkAudit(p.data, { data: p.data })).toMatchObject({ ok: true, mirror: 'none' });
  expect(await bad(p)).toMatch(/^audit\/index.jsonl:\d+ count below checkpoint$/);
});

test('two programs write the log of one data folder; a lock that a killed one left is taken away', async () => {
  const p = await place();
  const other = await place({ data: p.data, mirror: p.mirror });
  await Promise.all([...Array(4).keys()].flatMap((i) => [p.audit.note({ type: 'declassified', actor: 'owner', note: `a${i}` }), other.audit.note({ type: 'declassified', actor: 'owner', note: `b${i}` })]));
  await p.audit.close();
  await other.audit.close();
  expect(await check(p)).toMatchObject({ ok: true, records: 18, checkpoints: 9 });
  const lock = path.join(p.data, 'audit', 'index.jsonl.lock');
  writeFileSync(lock, '');
  utimesSync(lock, 1, 1);
  await p.audit.note({ type: 'declassified', actor: 'owner', note: 'later' });
  expect(existsSync(lock)).toBe(false);
});

test('a torn line of the data folder\'s log is gone on from', async () => {
  const p = await place();
  await p.audit.note({ type: 'declassified', actor: 'owner', note: 'one' });
  appendFileSync(path.join(p.data, 'audit', 'index.jsonl'), '{"actor":"own');
  await p.audit.note({ type: 'declassified', actor: 'owner', note: 'two' });
  await p.audit.close();
  expect(await check(p)).toMatchObject({ ok: true, records: 8 });
});

test('keys: sealed where there is a keychain; one that is lost, damaged or unreadable is said and never replaced', async () => {
  const sealed = new Map<string, string>();
  let there = true;
  const keychain: Keychain = { available: async () => there, seal: async (t) => { const id = `s${sealed.size}`; sealed.set(id, t); return id; }, open: async (id) => { const t = sealed.get(id); if (t === undefined) throw new Failure({ kind: 'file/unreadable', path: 'the keychain', detail: 'Another user sealed it' }); return t; } };
  const folder = path.join(home(), 'audit');
  const one = await openKeys({ folder, keychain });
  expect((await openKeys({ folder, keychain })).id).toBe(one.id);
  expect([readFileSync(path.join(folder, 'key-sealed.json'), 'utf8'), existsSync(path.join(folder, 'key.json'))]).toEqual(['{"v":1,"sealed":"s0"}', false]);
  sealed.clear();
  expect(await fault(openKeys({ folder, keychain }))).toEqual({ kind: 'audit/key', path: path.join(folder, 'key-sealed.json'), detail: 'Another user sealed it' });
  there = false;
  // Without the keychain (a terminal): a key of its own, and both are known.
  const file = await openKeys({ folder, keychain });
  expect(file.id).not.toBe(one.id);
  expect(readdirSync(path.join(folder, 'keys')).sort()).toEqual([`${one.id}.pem`, `${file.id}.pem`].sort());
  writeFileSync(path.join(folder, 'key.json'), '{"v":1}');
  expect(await fault(openKeys({ folder }))).toMatchObject({ kind: 'audit/key', detail: 'It is not what was written there' });
  writeFileSync(path.join(folder, 'key.json'), JSON.stringify({ v: 1, private: 'AAAA', hmac: 'A'.repeat(44) }));
  expect(await fault(openKeys({ folder }))).toMatchObject({ kind: 'audit/key', detail: 'It holds no private key' });
});

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written: the run does not begin', async () => {
  const p = await place();
  chmodSync(path.join(p.data, 'audit'), 0o500);
  try { expect((await fault(begin(p))).kind).toBe('audit/unwritten'); } finally { chmodSync(path.join(p.data, 'audit'), 0o700); }
});

test('two programs that make the keys at once agree on one pair', async () => {
  const folder = path.join(home(), 'audit');
  const ids = await Promise.all(Array.from({ length: 8 }, () => openKeys({ folder }).then((k) => k.id)));
  expect([new Set(ids).size, readdirSync(path.join(folder, 'keys')).length, readdirSync(folder).filter((n) => n.endsWith('.tmp'))]).toEqual([1, 1, []]);
  expect(faultOf(new Failure({ kind: 'audit/none', run: 'x' })).kind).toBe('audit/none');
});
