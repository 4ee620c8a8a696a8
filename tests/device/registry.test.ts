import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock as clock } from '../../electron/base/clock.ts';
import { createEndpoint } from '../../electron/device/endpoint.ts';
import { createRegistry, mergeDevices, type Registry } from '../../electron/device/registry.ts';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { DeviceInfo } from '../../electron/protocol/services.ts';
import type { VideoPacket } from '../../electron/protocol/screen.ts';
import { createFakeAdb, memoryLog, shellReply, type FakeAdb } from './fake-adb.ts';

const info = (serial: string, endpoint: 'adb' | 'demo'): DeviceInfo => ({ id: serial, serial, endpoint, state: 'device', kind: 'usb', model: '', android: '' });
const fault = async (work: Promise<unknown>): Promise<Fault> => work.then(() => { throw new Error('It should have failed'); }, faultOf);
const until = async (check: () => boolean): Promise<void> => { for (let i = 0; i < 500; i++) { if (check()) return; await clock.sleep(10); } throw new Error('It never came true'); };

test('names stay apart and the demo phone keeps its own', () => {
  const ids = (adb: string[], demo: string[]): string[] => mergeDevices([{ endpoint: 'adb', devices: adb.map((s) => info(s, 'adb')) }, { endpoint: 'demo', devices: demo.map((s) => info(s, 'demo')) }]).map((d) => d.id);
  expect(ids(['A', 'B'], ['emulator-5554'])).toEqual(['A', 'B', 'demo']);
  expect(ids(['demo'], ['x'])).toEqual(['adb:demo', 'demo']);
  expect(ids(['A'], ['A', 'C'])).toEqual(['adb:A', 'demo:A', 'C']);
});

describe('with servers', () => {
  let one: FakeAdb;
  let two: FakeAdb;
  let registry: Registry;
  const DUMPSYS = 'cur=720x1600\n mRotation=0\n mCurrentFocus=Window{1 u0 com.a/com.a.Main}\n';
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), Buffer.from('IHDR'), Buffer.from([0, 0, 2, 208, 0, 0, 6, 64, 8, 6, 0, 0, 0, 1, 2, 3, 4]), Buffer.from([0, 0, 0, 0]), Buffer.from('IEND'), Buffer.from([0xae, 0x42, 0x60, 0x82])]);
  beforeEach(async () => {
    [one, two] = await Promise.all([createFakeAdb(), createFakeAdb()]);
    const log = memoryLog(clock);
    registry = createRegistry({
      endpoints: [createEndpoint({ id: 'adb', host: '127.0.0.1', port: one.port, clock, log }), createEndpoint({ id: 'demo', host: '127.0.0.1', port: two.port, clock, log })],
      parse: () => ({ ok: true, hierarchy: { rotation: 0, roots: [] } }), clock, log,
    });
    const service: FakeAdb['service'] = (s, socket) => {
      if (s.includes('getprop')) shellReply(socket, { stdout: 'x\n' });
      else if (s.includes('screencap')) shellReply(socket, { stdout: Buffer.concat([Buffer.from('[Warning] Multiple displays were found\n'), png]) });
      else if (s.includes('screenrecord')) shellReply(socket, { stderr: 'screenrecord: inaccessible or not found', code: 127 });
      else if (s.includes('dumpsys')) shellReply(socket, { stdout: DUMPSYS });
      else shellReply(socket, { code: 1 });
    };
    one.service = service;
    two.service = service;
  });
  afterEach(async () => {
    await registry.close();
    await Promise.all([one.die(), two.die()]);
  });

  test('a name means a phone, or the reason why not', async () => {
    one.setDevices(['A device transport_id:1', 'B unauthorized transport_id:2', 'C offline transport_id:3', 'D no permissions; see [http://x] transport_id:4', 'E recovery transport_id:5']);
    two.setDevices(['demo-1 device transport_id:1']);
    expect((await registry.resolve('demo')).serial).toBe('demo-1');
    expect((await registry.resolve('demo-1')).id).toBe('demo');
    expect(await Promise.all(['B', 'C', 'D', 'E', 'F'].map(async (n) => (await fault(registry.resolve(n))).kind))).toEqual(['device/unauthorized', 'device/offline', 'device/no-permissions', 'device/unsupported', 'device/not-found']);
    expect(await fault(registry.resolve())).toEqual({ kind: 'device/ambiguous', serials: ['A', 'demo'] });
    one.setDevices([]);
    expect((await registry.resolve()).id).toBe('demo');
  });

  test('a dead server of the user leaves the demo phone usable and is named', async () => {
    const port = one.port;
    await one.die();
    two.setDevices(['demo-1 device transport_id:1']);
    expect((await registry.list()).map((d) => d.id)).toEqual(['demo']);
    expect(registry.faults()).toEqual([{ endpoint: 'adb', fault: { kind: 'adb/unreachable', host: '127.0.0.1', port } }]);
    await one.live();
  });

  test('the merged list is announced at every change', async () => {
    const heard: string[][] = [];
    const stop = registry.onChange((devices) => heard.push(devices.map((d) => `${d.id} ${d.state}`)));
    one.setDevices(['A unauthorized transport_id:1']);
    two.setDevices(['demo-1 device transport_id:1']);
    await until(() => heard.at(-1)?.length === 2);
    one.setDevices(['A device transport_id:1']);
    await until(() => heard.at(-1)?.[0] === 'A device');
    expect(registry.current().map((d) => d.id)).toEqual(['A', 'demo']);
    stop();
  });

  test('one session is shared and ends with its last user', async () => {
    two.setDevices(['demo-1 device transport_id:1']);
    const [first, second] = await Promise.all([registry.open('demo'), registry.open('demo-1')]);
    expect(first.device).toBe(second.device);
    await first.close();
    await first.close();
    expect((await second.state()).package).toBe('com.a');
    await second.close();
    expect((await fault(second.state())).kind).toBe('device/disconnected');
    const third = await registry.open('demo');
    expect(third.device).not.toBe(second.device);
    await third.close();
  });

  test('a phone without screenrecord is mirrored by stills, and the window can say why', async () => {
    two.setDevices(['demo-1 device transport_id:1']);
    const session = await registry.open('demo');
    const got: VideoPacket[] = [];
    const stop = new AbortController();
    const mirror = session.mirror({ maxSize: 0, signal: stop.signal }, (p) => got.push(p));
    await until(() => session.info.inUse.video === 'screencap');
    expect(session.info.video.map((c) => [c.name, c.available, c.why])).toEqual([
      ['scrcpy', false, 'The scrcpy server file is not part of this build'],
      ['screenrecord', false, expect.stringContaining('screenrecord: inaccessible or not found')],
      ['screencap', true, undefined],
    ]);
    const stills = got.length;
    await clock.sleep(300);
    expect(got.length - stills).toBeLessThanOrEqual(1); // The picture does not change: nothing is sent again.
    expect(got[0]).toMatchObject({ kind: 'png', width: 720, height: 1600, seq: 0 });
    expect(Buffer.from(got[0]!.data)).toEqual(png);
    stop.abort();
    await mirror;
    await session.close();
  });
});
