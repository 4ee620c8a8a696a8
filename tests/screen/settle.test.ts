import { expect, test } from 'vitest';
import type { Clock } from '../../electron/base/clock.ts';
import type { Observation, PhoneSession } from '../../electron/device/types.ts';
import type { DeviceState, Snapshot, TreeFailure } from '../../electron/protocol/screen.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import { withoutVolatile } from '../../electron/screen/hash.ts';
import { LIMITS, parseHierarchy } from '../../electron/screen/hierarchy.ts';
import { createObserver } from '../../electron/screen/observe.ts';
import { settle, type Look } from '../../electron/screen/settle.ts';
import { node, shotOf } from './fixture.ts';

function clockOf(): Clock & { time: number } {
  return { time: 0, now() { return this.time; }, async sleep(ms, signal) { signal?.throwIfAborted(); this.time += ms; } };
}
const xml = (text: string, y = 0): string => node('FrameLayout', [0, 0, 400, 800], {}, node('TextView', [0, y, 400, y + 50], { text }));
const ok = (text: string, y = 0): Look => ({ ok: true, snapshot: shotOf(xml(text, y)) });
const bad = (why: TreeFailure['why']): Look => ({ ok: false, failure: { why, raw: '' } });
const said = (l: Look): string => (l.ok ? l.snapshot.text : l.failure.why);

async function settled(looks: Look[], limitMs = 1_000): Promise<unknown[]> {
  const clock = clockOf();
  let i = 0;
  const r = await settle(async () => looks[Math.min(i++, looks.length - 1)]!, { clock, signal: new AbortController().signal, limitMs, pauseMs: 100 });
  return [said(r.look), r.rested, r.looks, clock.time];
}

test('rests when two looks in a row agree, clocks aside; moving things and failures are not rest; the limit ends it', async () => {
  const turn = Array.from({ length: 30 }, (_, i) => ok(`step ${i}`));
  expect([
    await settled([ok('a'), ok('a')]),
    await settled([ok('loading'), ok('a'), ok('a')]),
    await settled([ok('9:41'), ok('9:42')]),
    await settled([ok('a', 0), ok('a', 40), ok('a', 80), ok('a', 80)]),
    await settled([ok('a'), bad('not-idle'), ok('a'), ok('a')]),
    await settled([bad('null-root')], 300),
    await settled([ok('a'), bad('not-idle')], 300),
    await settled(turn, 500),
  ]).toEqual([
    ['<p id=1>a</p>', true, 2, 100], ['<p id=1>a</p>', true, 3, 200], ['<p id=1>9:42</p>', true, 2, 100], ['<p id=1>a</p>', true, 4, 300],
    ['<p id=1>a</p>', true, 4, 300], ['null-root', false, 4, 300], ['<p id=1>a</p>', false, 4, 300], ['<p id=1>step 5</p>', false, 6, 500],
  ]);
});

test('a text of 200,000 digits is read in time that grows with its length, whatever stands around it', () => {
  const digits = '1234567890'.repeat(20_000);
  const told = [digits, `刚 ${digits}`, `${digits}%`, `${digits}年前 ${digits}`, `${digits}条未读`, `${digits}.${digits}%`, `x ${digits}`];
  expect(told.map(withoutVolatile)).toEqual([digits, `刚 ${digits}`, '~', `~ ${digits}`, '~', '~', `x ${digits}`]);
  const { elements } = shotOf(xml(digits));
  // As long as the reader keeps a value (`LIMITS.value`).
  expect(elements.map((e) => e.label)).toEqual([digits.slice(0, LIMITS.value)]);
});

test('what changes by itself is not content; what a tap changed is', () => {
  expect(['9:41 PM', '下午4:55', 'Mon, May 5', '2026-11-24', '83%', '12 unread', '3 min ago', '5分钟前', 'Inbox (7)', '99+', '2', '$12.00', 'Room 101'].map(withoutVolatile))
    .toEqual(['~', '~~', '~', '~', '~', '~', '~', '~', 'Inbox ~', '~', '2', '$12.00', 'Room 101']);
  const hashes = (s: Snapshot): string[] => [s.structureHash, s.contentHash];
  const field = (value: string): Snapshot => shotOf(node('FrameLayout', [0, 0, 9, 9], {}, node('EditText', [0, 0, 9, 9], { text: value, hint: 'Time' })));
  const [a, b, c, d] = [hashes(shotOf(xml('Total 5'))), hashes(shotOf(xml('Total 6'))), hashes(field('9:41')), hashes(field('9:42'))];
  expect([a[0] === b[0], a[1] === b[1], c[0] === d[0], c[1] === d[1], a[0] === c[0]]).toEqual([true, false, true, false, false]);
});

test('a longer list is the same structure', () => {
  const list = (n: number): Snapshot => shotOf(node('FrameLayout', [0, 0, 400, 800], {}, ...Array.from({ length: n }, (_, i) => node('Button', [0, i * 50, 400, i * 50 + 50], { text: `Row ${i}`, clickable: 'true', 'resource-id': 'org.sample:id/row' }))));
  expect([list(3).structureHash === list(9).structureHash, list(3).contentHash === list(9).contentHash]).toEqual([true, false]);
});

const STATE: DeviceState = { package: 'org.sample', activity: '.Main', keyboard: false, locked: false, awake: true, rotation: 0, size: [400, 800], secure: false };

/** A phone that shows these trees one after the other; the last stays. */
function phone(shows: (string | TreeFailure['why'])[], state: DeviceState = STATE): PhoneSession {
  let i = 0;
  const observe = async (): Promise<Observation> => {
    const show = shows[Math.min(i++, shows.length - 1)]!;
    const parsed = show.startsWith('<') ? parseHierarchy(`<hierarchy>${show}</hierarchy>`) : { ok: false as const, failure: { why: show as TreeFailure['why'], raw: 'words of the phone' } };
    return { tree: { ...parsed, tookMs: 1 }, state, at: i, frame: { width: 400, height: 800, format: 'png', data: Uint8Array.of(i), at: i } };
  };
  return { observe, device: { info: { serial: 'S1' } } } as unknown as PhoneSession;
}

test('an observer looks until rest, keeps one picture, and tries again when the tree cannot be read', async () => {
  const kept: number[] = [];
  const images = { put: (png: Uint8Array): string => { kept.push(png[0]!); return `image-${png[0]}`; } };
  const signal = new AbortController().signal;
  const look = (session: PhoneSession, settleIt: boolean): Promise<Snapshot> => createObserver({ session, images, clock: clockOf() }).look({ settle: settleIt, signal });
  const a = await look(phone([xml('a'), xml('b'), xml('b')]), true);
  const b = await look(phone(['not-idle', 'busy', xml('late')]), false);
  const c = await look(phone([xml('secret')], { ...STATE, secure: true }), false);
  expect([a.text, a.image, a.id, a.activity, b.text, b.image, c.image, kept]).toEqual(['<p id=1>b</p>', 'image-3', 'S1#3', '.Main', '<p id=1>late</p>', 'image-3', undefined, [3, 3]]);
});

test('a tree that stays unreadable is a fault with the words of the phone; an aborted look ends at once', async () => {
  const images = { put: (): string => 'x' };
  const observer = createObserver({ session: phone(['null-root']), images, clock: clockOf() });
  await expect(observer.look({ settle: true, signal: new AbortController().signal })).rejects.toEqual(new Failure({ kind: 'screen/tree', why: 'null-root', raw: 'words of the phone' }));
  await expect(observer.look({ settle: true, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});
