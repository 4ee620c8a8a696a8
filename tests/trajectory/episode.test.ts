import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../electron/protocol/faults.ts';
import type { StepRecord } from '../../electron/protocol/run.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { renderJunit } from '../../electron/trajectory/junit.ts';
import { listEpisodes, readEpisode, readHidden, readImage } from '../../electron/trajectory/reader.ts';
import { createRecorder, type Recorder } from '../../electron/trajectory/recorder.ts';
import { renderReport } from '../../electron/trajectory/report.ts';

let root: string;
beforeEach(() => { root = mkdtempSync(path.join(tmpdir(), 'countersign-episode-')); });
afterEach(() => rmSync(root, { recursive: true }));

const record = (seq: number, more: Partial<StepRecord> = {}): StepRecord => ({
  v: 1, seq, at: 1000 + seq, actor: { kind: 'agent', run: 'r1' }, step: { id: `s${seq}`, number: String(seq), text: `Tap "B${seq}"`, line: seq },
  action: { action: 'click', element: seq }, what: `Tap "B${seq}"`, outcome: { ok: true, sent: true, how: 'input tap' }, claimed: true, verified: 'yes', checks: [], ms: 40, ...more,
});
const begin = (): Promise<Recorder> => createRecorder({ folder: root, clock: { now: () => 2000, sleep: async () => {} }, image: (name) => (name === 'aa.png' ? PNG : undefined), head: { id: 'r1', at: 1000, device: 'demo', sop: { path: 'a.sop.md', title: 'A <b>', sha256: 'ab' }, params: { password: '••••' } } });
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

test('what is written reads back whole', async () => {
  const r = await begin();
  await r.intent({ seq: 1, at: 1001, what: 'Tap "B1"' });
  const one = record(1, { before: { snapshot: 'x', image: 'aa.png', title: 'T', package: 'p' } });
  await r.witness(one, undefined, undefined);
  await r.witness(record(2), undefined, undefined);
  await r.end('done-verified');
  expect(await readEpisode(root, 'r1')).toEqual({
    id: 'r1', path: path.join(root, 'r1'), device: 'demo', params: { password: '••••' }, records: [one, record(2)], damaged: 0,
    sop: { path: 'a.sop.md', title: 'A <b>' }, status: 'done-verified', steps: 2, startedAt: 1000, endedAt: 2000,
  });
  expect(await readImage(root, 'r1', 'aa.png')).toEqual(PNG);
});

test('a picture that is no longer in memory is not named', async () => {
  const r = await begin();
  const seen = { snapshot: 'x', title: 'T', package: 'p' };
  expect(await r.witness(record(1, { before: { ...seen, image: 'gone.png' } }), undefined, undefined)).toEqual(record(1, { before: seen }));
});

test('beside a picture stands what of it others may not see, of every screen that looked so; nothing when one of them is not known', async () => {
  const r = await begin();
  const seen = { snapshot: 'x', image: 'aa.png', title: 'T', package: 'p' };
  let n = 0;
  const screen = (elements: object[]): Snapshot => ({ id: `s${++n}`, image: 'aa.png', size: [100, 200], elements: elements.map((e) => ({ source: 'tree', label: '', ...e })) } as unknown as Snapshot);
  const hidden = () => readHidden(path.join(root, 'r1'), 'aa.png');
  await r.witness(record(1, { before: seen }), screen([{ label: 'Notes', bounds: [0, 0, 9, 9] }]), undefined);
  expect(await hidden()).toEqual({ v: 1, size: [100, 200], boxes: [] });
  await r.witness(record(2, { after: seen }), undefined, screen([{ label: 'to a.b@example.com', bounds: [1, 2, 3, 4] }]));
  await r.witness(record(3, { before: seen }), screen([{ password: true, bounds: [5, 6, 7, 8] }]), undefined);
  expect(await hidden()).toEqual({ v: 1, size: [100, 200], boxes: [[1, 2, 3, 4], [5, 6, 7, 8]] });
  await r.witness(record(4, { before: seen }), screen([]), undefined);
  await r.witness(record(5, { before: seen }), screen([{ label: 'Notes', bounds: [0, 0, 9, 9] }]), undefined);
  expect(await hidden()).toBe(undefined);
});

test('a torn last line and a missing end make an interrupted episode', async () => {
  const r = await begin();
  await r.witness(record(1), undefined, undefined);
  appendFileSync(path.join(root, 'r1', 'episode.jsonl'), '{"t":"step","v":1,"seq":2,"at"');
  expect(await readEpisode(root, 'r1')).toMatchObject({ status: 'interrupted', steps: 1, damaged: 1 });
});

test('the list is newest first and names what it cannot read', async () => {
  await begin();
  mkdirSync(path.join(root, 'broken'));
  writeFileSync(path.join(root, 'broken', 'episode.jsonl'), 'no json\n');
  mkdirSync(path.join(root, 'newer'));
  writeFileSync(path.join(root, 'newer', 'episode.jsonl'), '{"t":"head","v":99,"id":"newer","at":1,"device":"d","params":{}}\n');
  const { episodes, unreadable } = await listEpisodes(root);
  expect([episodes.map((e) => e.id), unreadable.sort()]).toEqual([['r1'], ['broken', 'newer']]);
  expect(await listEpisodes(path.join(root, 'nowhere'))).toEqual({ episodes: [], unreadable: [] });
});

test.each(['../r1', '.', 'none', 'a/b'])('the id %s finds nothing', async (id) => {
  await expect(readEpisode(root, id)).rejects.toEqual(new Failure({ kind: 'run/not-found', run: id }));
});

describe('reports hold strangers\' text as text', () => {
  const nasty = '</div><script>alert(1)</script>"\'&\u0000]]>';
  test('HTML', async () => {
    const r = await begin();
    await r.witness(record(1, { what: nasty, step: { id: 's', number: '1', text: nasty, line: 1 }, checks: [{ text: nasty, ok: 'no' }] }), undefined, undefined);
    const html = renderReport(await readEpisode(root, 'r1'), new Map());
    expect(html).not.toContain('<script');
    expect(html.match(/<h1>.*?<\/h1>/)?.[0]).toBe('<h1>A &#60;b&#62;</h1>');
  });
  test('JUnit', async () => {
    const r = await begin();
    await r.witness(record(1), undefined, undefined);
    await r.witness(record(2, { verified: 'no', checks: [{ text: `Expect ${nasty}`, ok: 'no' }], after: { snapshot: 'x', title: 'End', package: 'p' } }), undefined, undefined);
    await r.end('failed', { kind: 'run/expectation', text: 'x', screen: 'End' });
    const xml = renderJunit(await readEpisode(root, 'r1'), { sha256: 'ab' });
    expect(xml).toContain('tests="3" failures="2"');
    expect(xml).toContain('message="Expect &#60;/div&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;\uFFFD]]&#62; (screen: End)"');
    expect(xml).not.toContain('\u0000');
  });
});

test('a test case is a step of the SOP that was run: what lies inside it, also in another SOP, belongs to it', async () => {
  const r = await begin();
  const steps: [number: string, phase: string | undefined, ok: boolean][] = [['1›1', 'Of the other', true], ['1›2.1', 'Of the other', true], ['1', 'First', true], ['2.1', 'First', false], ['2', 'First', true], ['3›1', undefined, false]];
  for (const [i, [number, phase, ok]] of steps.entries()) {
    await r.witness(record(i, { step: { id: number, number, text: `Do ${number}`, line: i, ...(phase ? { phase } : {}) }, outcome: ok ? { ok, sent: true, how: 'input tap' } : { ok, sent: false, fault: { kind: 'screen/stale', detail: 'Gone' } } }), undefined, undefined);
  }
  await r.end('failed', { kind: 'screen/stale', detail: 'Gone' });
  const stale = 'The screen changed before the action; nothing was sent';
  expect([...renderJunit(await readEpisode(root, 'r1'), {}).matchAll(/<testcase .*/g)].map((m) => m[0])).toEqual([
    '<testcase classname="a.sop.md / First" name="1. Do 1" time="0.120"></testcase>',
    '<testcase classname="a.sop.md / First" name="2. Do 2" time="0.080"></testcase>',
    `<testcase classname="a.sop.md" name="3›1. Do 3›1" time="0.040"><failure message="${stale}: Gone"/></testcase>`,
    `<testcase classname="a.sop.md" name="Result" time="0.000"><failure message="${stale}"/></testcase>`,
  ]);
});
