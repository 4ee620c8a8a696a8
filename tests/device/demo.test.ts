// The device layer against the demo phone, through its real adb server.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock as clock } from '../../electron/base/clock.ts';
import { serveAdb, type AdbServer } from '../../electron/demo-phone/adb/server.ts';
import { createPhone } from '../../electron/demo-phone/phone.ts';
import type { App, Phone } from '../../electron/demo-phone/types.ts';
import { createEndpoint } from '../../electron/device/endpoint.ts';
import { createRegistry, type Registry } from '../../electron/device/registry.ts';
import type { PhoneSession } from '../../electron/device/types.ts';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { UiNode, VideoPacket } from '../../electron/protocol/screen.ts';
import { parseHierarchy } from '../../electron/screen/hierarchy.ts';
import { memoryLog } from './fake-adb.ts';

/** One field and a list longer than the screen. */
const probe: App = {
  package: 'com.example.probe', label: 'Probe It', icon: 'mdiPlus', color: '#336699', initial: () => ({ text: '' }), home: 'main',
  screens: {
    main: (api) => {
      const state = api.state as { text: string };
      return {
        el: 'col', children: [
          { el: 'input', key: 'field', id: 'field', value: state.text, onChange: (text) => api.change((s) => { (s as { text: string }).text = text; }) },
          { el: 'scroll', key: 'list', grow: 1, children: Array.from({ length: 60 }, (_, i) => ({ el: 'text' as const, text: `Row ${i}`, pad: [12, 12] as const })) },
        ],
      };
    },
  },
};
const typed = (): string => (phone.save().apps['com.example.probe'] as { text: string }).text;

let phone: Phone;
let server: AdbServer;
let registry: Registry;
let session: PhoneSession;

beforeAll(async () => {
  phone = createPhone({ clock, apps: [probe] });
  server = await serveAdb({ phones: [phone], clock });
  const log = memoryLog(clock);
  registry = createRegistry({ endpoints: [createEndpoint({ id: 'demo', host: '127.0.0.1', port: server.port, clock, log })], parse: parseHierarchy, clock, log });
  session = await registry.open('demo');
});
afterAll(async () => {
  await registry.close();
  await server.close();
  phone.close();
});
beforeEach(() => { phone.reset(); });

const until = async (check: () => boolean): Promise<void> => {
  for (let i = 0; i < 500; i++) { if (check()) return; await clock.sleep(10); }
  throw new Error('It never came true');
};
const fault = async (work: Promise<unknown>): Promise<Fault> => work.then(() => { throw new Error('It should have failed'); }, faultOf);
const nodes = (roots: readonly UiNode[]): UiNode[] => roots.flatMap((n) => [n, ...nodes(n.children)]);
const seen = async (): Promise<UiNode[]> => {
  const o = await session.observe({ settleMs: 3_000 });
  if (!o.tree.ok) throw new Error(o.tree.failure.raw);
  return nodes(o.tree.hierarchy.roots);
};
const centre = (n: UiNode): [number, number] => [(n.bounds[0] + n.bounds[2]) / 2, (n.bounds[1] + n.bounds[3]) / 2];
test('the list names the phone', async () => {
  expect(await registry.list()).toEqual([{ id: 'demo', serial: phone.serial, endpoint: 'demo', state: 'device', kind: 'demo', model: phone.props.get('ro.product.model'), android: '14' }]);
  expect((await registry.resolve()).id).toBe('demo');
  expect(await fault(registry.resolve('nosuch'))).toEqual({ kind: 'device/not-found', serial: 'nosuch', known: ['demo'] });
});

test('apps carry their labels and start by package', async () => {
  const apps = await session.apps();
  expect(apps.find((a) => a.package === 'com.example.probe')).toEqual({ package: 'com.example.probe', label: 'Probe It', activity: '.MainActivity' });
  await session.input.startApp('com.example.probe');
  const o = await session.observe({ settleMs: 3_000 });
  expect({ package: o.state.package, keyboard: o.state.keyboard, locked: o.state.locked, awake: o.state.awake, rotation: o.state.rotation, size: o.state.size, secure: o.state.secure })
    .toEqual({ package: 'com.example.probe', keyboard: false, locked: false, awake: true, rotation: 0, size: [720, 1600], secure: false });
  expect(o.state.activity).toMatch(/^\.\w+Activity$/);
  expect(o.frame).toMatchObject({ width: 720, height: 1600, format: 'png' });
  expect(await fault(session.input.startApp('com.nosuch.app'))).toEqual({ kind: 'action/app-not-found', app: 'com.nosuch.app', known: [] });
  expect((await fault(session.input.startApp('-x; reboot'))).kind).toBe('action/app-not-found');
});

describe('text', () => {
  const field = async (): Promise<UiNode> => {
    await session.input.startApp('com.example.probe');
    return (await seen()).find((n) => n.resourceId.endsWith('/field'))!;
  };

  test.each<[string, string]>([
    ['plain', 'input text'],
    [`50%s off %s & "q" 'p' $HOME \`id\` \\n * ? ~ ; | < > ( ) %% #`, 'input text'],
    ['x'.repeat(200), 'input text'],
    ['Zoë 北京 👩‍👩‍👧 it\'s "ok" $(id)', 'ADBKeyBoard'],
  ])('%j arrives whole', async (text, how) => {
    await session.input.tap(...centre(await field()));
    await until(() => phone.keyboardShown);
    expect((await session.state()).keyboard).toBe(true);
    expect(await session.input.text(text)).toEqual({ how });
    expect(typed()).toBe(text);
    expect((await field()).text).toBe(text);
    await session.input.clear(text.length);
    expect(typed()).toBe('');
  });
});

test('a gesture of many points scrolls, as one of two does', async () => {
  await session.input.startApp('com.example.probe');
  const before = JSON.stringify(await seen());
  await session.input.gesture([[360, 1300, 0], [360, 1100, 60], [362, 900, 120], [360, 700, 180], [360, 500, 240]]);
  const after = JSON.stringify(await seen());
  expect(after).not.toBe(before);
  await session.input.gesture([[360, 400, 0], [360, 1400, 200]]);
  await session.input.gesture([[360, 400, 0], [360, 1400, 200]]);
  expect(JSON.stringify(await seen())).toBe(before);
  await session.input.key('HOME');
  await until(() => phone.focus.package !== 'com.example.probe');
});

test('a tree that cannot be had is a typed failure, and the picture is still there', async () => {
  for (const [name, why] of [['dump-not-idle', 'not-idle'], ['null-root', 'null-root']] as const) {
    phone.setFault(name, true);
    const o = await session.observe({ settleMs: 0 });
    phone.setFault(name, false);
    expect({ ok: o.tree.ok, why: o.tree.ok ? '' : o.tree.failure.why, frame: o.frame?.width }).toEqual({ ok: false, why, frame: 720 });
  }
});

describe('the mirror', () => {
  test('shows a still at once and then the video, key picture first, to everybody', async () => {
    const stop = new AbortController();
    const first: VideoPacket[] = [];
    const second: VideoPacket[] = [];
    const one = session.mirror({ maxSize: 1600, signal: stop.signal }, (p) => first.push(p));
    await until(() => first.some((p) => p.kind === 'h264'));
    expect(first[0]).toMatchObject({ kind: 'png', key: true, width: 720, height: 1600, rotation: 0 });
    expect(first.find((p) => p.kind === 'h264')).toMatchObject({ key: true, width: 720, height: 1600 });
    const two = session.mirror({ maxSize: 1600, signal: stop.signal }, (p) => second.push(p));
    await until(() => second.some((p) => p.kind === 'h264'));
    expect(second.find((p) => p.kind === 'h264')?.key).toBe(true);
    const count = second.length;
    await session.input.startApp('com.example.probe');
    await until(() => second.length > count);
    expect(second.map((p) => p.seq)).toEqual(second.map((p) => p.seq).sort((a, b) => a - b));
    expect(session.info.inUse.video).toBe('screenrecord');
    stop.abort();
    await Promise.all([one, two]);
  });

  test('turns with the phone', async () => {
    const stop = new AbortController();
    const got: VideoPacket[] = [];
    const mirror = session.mirror({ maxSize: 0, signal: stop.signal }, (p) => got.push(p));
    await until(() => got.some((p) => p.kind === 'h264'));
    phone.setRotation(1);
    await until(() => got.some((p) => p.kind === 'h264' && p.width === 1600));
    expect(got.findLast((p) => p.kind === 'h264')).toMatchObject({ width: 1600, height: 720, rotation: 1 });
    expect((await session.state()).size).toEqual([1600, 720]);
    phone.setRotation(0);
    stop.abort();
    await mirror;
  });
});

test('unplugged in the middle: calls fail at once, and all goes on when it is back', async () => {
  const stop = new AbortController();
  const got: VideoPacket[] = [];
  const changes: boolean[] = [];
  const forget = session.onOnline((online) => changes.push(online));
  const mirror = session.mirror({ maxSize: 0, signal: stop.signal }, (p) => got.push(p));
  await until(() => got.some((p) => p.kind === 'h264'));
  const running = fault(session.device.shell(['sleep', '30']));
  await clock.sleep(50);
  phone.setFault('disconnect', true);
  expect(await running).toEqual({ kind: 'device/disconnected', serial: phone.serial });
  await until(() => changes.at(-1) === false);
  expect(await fault(session.input.tap(1, 1))).toEqual({ kind: 'device/disconnected', serial: phone.serial });
  expect(await fault(session.observe({ settleMs: 0 }))).toEqual({ kind: 'device/disconnected', serial: phone.serial });
  const back = session.whenOnline(new AbortController().signal);
  const pictures = got.length;
  phone.setFault('disconnect', false);
  await back;
  expect((await session.state()).awake).toBe(true);
  await until(() => got.slice(pictures).some((p) => p.kind === 'h264' && p.key));
  expect(changes).toEqual([false, true]);
  stop.abort();
  await mirror;
  forget();
});

test('unauthorized is said by name', async () => {
  phone.setFault('unauthorized', true);
  expect(await fault(registry.resolve('demo'))).toEqual({ kind: 'device/unauthorized', serial: phone.serial });
  phone.setFault('unauthorized', false);
  expect((await registry.resolve('demo')).state).toBe('device');
  await session.whenOnline(new AbortController().signal);
});
