import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { createEndpoint } from '../../electron/device/endpoint.ts';
import { createDevice } from '../../electron/device/shell.ts';
import type { AdbDevice, AdbEndpoint } from '../../electron/device/types.ts';
import { shellPacket } from '../../electron/device/wire.ts';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import type { DeviceInfo } from '../../electron/protocol/services.ts';
import { createFakeAdb, fakeClock, memoryLog, shellReply, type FakeAdb } from './fake-adb.ts';

const PHONE = 'R58M1 device usb:1-2 product:x model:Pixel_7 device:y transport_id:1';

let adb: FakeAdb;
let endpoint: AdbEndpoint;
beforeEach(async () => {
  adb = await createFakeAdb();
  endpoint = createEndpoint({ id: 'adb', host: '127.0.0.1', port: adb.port, clock: systemClock, log: memoryLog(systemClock) });
});
afterEach(async () => {
  await endpoint.close();
  await adb.die();
});

const info: DeviceInfo = { id: 'R58M1', serial: 'R58M1', endpoint: 'adb', state: 'device', kind: 'usb', model: '', android: '' };
const phone = (): AdbDevice => createDevice({ info, endpoint, clock: systemClock });
const faultIn = async (work: Promise<unknown>): Promise<Fault> => {
  try { await work; } catch (e) { if (e instanceof Failure) return e.fault; throw e; }
  throw new Error('It should have failed');
};
const until = async (check: () => boolean): Promise<void> => {
  for (let i = 0; i < 500; i++) { if (check()) return; await systemClock.sleep(10); }
  throw new Error('It never came true');
};

describe('the list', () => {
  test('carries model, version, kind and the fault of each state', async () => {
    adb.service = (service, socket) => shellReply(socket, { stdout: service.includes('model') ? 'Pixel 7 Pro\n' : '14\n' });
    adb.setDevices([PHONE, 'emulator-5554 offline transport_id:2', '10.0.0.2:5555 unauthorized transport_id:3', 'ZX no permissions (missing udev rules? user is in the plugdev group); see [http://x] usb:1-3 transport_id:4']);
    expect(await endpoint.list()).toEqual([
      { id: 'R58M1', serial: 'R58M1', endpoint: 'adb', state: 'device', kind: 'usb', model: 'Pixel 7 Pro', android: '14' },
      { id: 'emulator-5554', serial: 'emulator-5554', endpoint: 'adb', state: 'offline', kind: 'emulator', model: '', android: '', fault: { kind: 'device/offline', serial: 'emulator-5554' } },
      { id: '10.0.0.2:5555', serial: '10.0.0.2:5555', endpoint: 'adb', state: 'unauthorized', kind: 'tcp', model: '', android: '', fault: { kind: 'device/unauthorized', serial: '10.0.0.2:5555' } },
      { id: 'ZX', serial: 'ZX', endpoint: 'adb', state: 'no permissions', kind: 'usb', model: '', android: '', fault: { kind: 'device/no-permissions', serial: 'ZX' } },
    ]);
  });

  test('without a server is adb/unreachable, and no server is started', async () => {
    const port = adb.port;
    await adb.die();
    expect(await faultIn(endpoint.list())).toEqual({ kind: 'adb/unreachable', host: '127.0.0.1', port });
    expect(endpoint.status()).toEqual({ fault: { kind: 'adb/unreachable', host: '127.0.0.1', port } });
    await expect(adb.live()).resolves.toBeUndefined(); // The port is still free.
  });

  test('follows the server through its death and return', async () => {
    adb.service = (_s, socket) => shellReply(socket, { stdout: 'x\n' });
    const heard: string[][] = [];
    const stop = endpoint.watch((devices) => heard.push(devices.map((d) => `${d.serial} ${d.state}`)));
    adb.setDevices([PHONE]);
    await until(() => heard.at(-1)?.[0] === 'R58M1 device');
    adb.setDevices(['R58M1 unauthorized transport_id:1']);
    await until(() => heard.at(-1)?.[0] === 'R58M1 unauthorized');
    await adb.die();
    await until(() => heard.at(-1)?.length === 0);
    expect(endpoint.status().fault?.kind).toBe('adb/unreachable');
    await adb.live();
    adb.setDevices([PHONE]);
    await until(() => heard.at(-1)?.[0] === 'R58M1 device');
    expect(endpoint.status()).toEqual({});
    stop();
    await until(() => adb.open.size === 0);
  });

  test('of a server that comes later', async () => {
    const { port } = adb;
    await adb.die();
    const late = createEndpoint({ id: 'adb', host: '127.0.0.1', port, clock: systemClock, log: memoryLog(systemClock) });
    const heard: number[] = [];
    late.watch((devices) => heard.push(devices.length));
    await until(() => heard.length > 0);
    await adb.live();
    adb.service = (_s, socket) => shellReply(socket, { stdout: 'x\n' });
    adb.setDevices([PHONE]);
    await until(() => heard.at(-1) === 1);
    expect(heard[0]).toBe(0);
    await late.close();
  });
});

describe('a command', () => {
  beforeEach(() => adb.setDevices([PHONE]));

  test('gives output, errors and exit code apart, word by word quoted', async () => {
    adb.service = (_s, socket) => shellReply(socket, { stdout: 'a\r\nb\n', stderr: 'oh', code: 3 });
    expect(await phone().shell(['echo', "it's; $(rm -rf /)", ''])).toEqual({ stdout: 'a\nb\n', stderr: 'oh', code: 3 });
    expect(adb.requests.at(-1)).toBe("shell,v2,raw:echo 'it'\\''s; $(rm -rf /)' ''");
  });

  test('on a phone without shell v2 is framed to learn its exit code', async () => {
    adb.features = 'cmd';
    adb.service = (_s, socket) => socket.end('OKAYhello\r\n\u001ecountersign-exit:7\r\n');
    expect(await phone().shell(['ls'])).toEqual({ stdout: 'hello\n', stderr: '', code: 7 });
    expect(adb.requests.at(-1)).toBe('shell:ls; echo "\u001ecountersign-exit:$?"');
    adb.service = (_s, socket) => socket.end(Buffer.concat([Buffer.from('OKAY'), Buffer.from([0, 13, 10, 255])]));
    expect(await phone().exec(['screencap'])).toEqual(Buffer.from([0, 13, 10, 255]));
    expect(adb.requests.at(-1)).toBe('exec:screencap');
  });

  test('cut off in the middle is a disconnect, on either shell', async () => {
    adb.service = (_s, socket) => socket.end(Buffer.concat([Buffer.from('OKAY'), shellPacket(1, Buffer.from('half'))]));
    expect(await faultIn(phone().shell(['ls']))).toEqual({ kind: 'device/disconnected', serial: 'R58M1' });
    adb.service = (_s, socket) => { socket.write('OKAY', () => socket.resetAndDestroy()); };
    expect(await faultIn(phone().shell(['ls']))).toEqual({ kind: 'device/disconnected', serial: 'R58M1' });
    adb.features = '';
    adb.service = (_s, socket) => socket.end('OKAYhalf of it');
    expect(await faultIn(phone().shell(['ls']))).toEqual({ kind: 'device/disconnected', serial: 'R58M1' });
  });

  test('that never answers ends at its limit, its socket closed', async () => {
    const clock = fakeClock();
    const slow = createEndpoint({ id: 'adb', host: '127.0.0.1', port: adb.port, clock, log: memoryLog(clock) });
    adb.service = (_s, socket) => { socket.write('OKAY'); };
    const failing = faultIn(createDevice({ info, endpoint: slow, clock }).shell(['sleep', '100'], { timeoutMs: 700 }));
    await until(() => adb.requests.includes('shell,v2,raw:sleep 100'));
    await systemClock.sleep(20);
    await clock.advance(700);
    expect(await failing).toEqual({ kind: 'device/shell', command: 'sleep 100', code: 124, stderr: 'No answer within 0.7 s' });
    await until(() => adb.open.size === 0);
    await slow.close();
  });

  test('stopped by its signal rejects with the reason of the signal', async () => {
    adb.service = (_s, socket) => { socket.write('OKAY'); };
    const stop = new AbortController();
    const running = phone().shell(['sleep', '100'], { signal: stop.signal });
    await until(() => adb.requests.at(-1) === 'shell,v2,raw:sleep 100');
    stop.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await until(() => adb.open.size === 0);
  });

  test.each<[string, Fault]>([
    ['hello world, I am no adb server', { kind: 'adb/protocol', detail: 'Expected OKAY or FAIL, got "hell"' }],
    ['FAILzzzz', { kind: 'adb/protocol', detail: 'Expected a length, got "zzzz"' }],
    ['FAIL0010device offline..', { kind: 'device/offline', serial: 'R58M1' }],
    ['OK', { kind: 'device/disconnected', serial: 'R58M1' }],
    ['FAIL0005close', { kind: 'device/unsupported', what: 'the service shell,v2,raw', why: 'The phone said: close' }],
    [`OKAY${'\u0009\u00ff\u00ff\u00ff'}bbbbbbbb`, { kind: 'adb/protocol', detail: 'Not a shell v2 packet (id 9, 1660944383 bytes)' }],
  ])('answered by garbage %j is a typed fault', async (text, fault) => {
    adb.service = (_s, socket) => socket.end(Buffer.from(text, 'latin1'));
    expect(await faultIn(phone().shell(['ls']))).toEqual(fault);
  });

  test('to a phone that is not there, unauthorized or was unplugged says which', async () => {
    adb.setDevices(['R58M1 unauthorized transport_id:1']);
    adb.features = 'shell_v2';
    expect(await faultIn(phone().shell(['ls']))).toEqual({ kind: 'device/unauthorized', serial: 'R58M1' });
    adb.setDevices([]);
    expect(await faultIn(phone().shell(['ls']))).toEqual({ kind: 'device/not-found', serial: 'R58M1', known: [] });
    adb.setDevices(['R58M1 offline']);
    await endpoint.list();
    adb.setDevices([]);
    expect(await faultIn(phone().shell(['ls']))).toEqual({ kind: 'device/disconnected', serial: 'R58M1' });
  });
});

describe('a stream', () => {
  beforeEach(() => adb.setDevices([PHONE]));
  const read = async (from: AsyncIterable<Buffer>): Promise<string> => { let s = ''; for await (const part of from) s += part.toString(); return s; };

  test('ends with the command, or fails with what it said', async () => {
    adb.service = (_s, socket) => shellReply(socket, { stdout: 'abc', stderr: 'noise' });
    expect(await read(await phone().stream(['x'], new AbortController().signal))).toBe('abc');
    adb.service = (_s, socket) => shellReply(socket, { stderr: 'screenrecord: not found', code: 127 });
    expect(await faultIn(phone().stream(['x'], new AbortController().signal).then(read))).toEqual({ kind: 'device/shell', command: 'x', code: 127, stderr: 'screenrecord: not found' });
    adb.service = (_s, socket) => socket.end(Buffer.concat([Buffer.from('OKAY'), shellPacket(1, Buffer.from('abc'))]));
    expect(await faultIn(phone().stream(['x'], new AbortController().signal).then(read))).toEqual({ kind: 'device/disconnected', serial: 'R58M1' });
  });

  test('holds the phone back while nobody reads', async () => {
    let written = 0;
    adb.service = (_s, socket) => {
      socket.write('OKAY');
      const part = shellPacket(1, Buffer.alloc(60_000));
      const pour = (): void => {
        while (!socket.destroyed && written < 200_000_000) { written += part.length; if (!socket.write(part)) { socket.once('drain', pour); return; } }
      };
      pour();
    };
    const stop = new AbortController();
    const stream = await phone().stream(['x'], stop.signal);
    stream.on('error', () => { /* ended by the signal below */ });
    await systemClock.sleep(200);
    expect(written).toBeLessThan(20_000_000);
    stop.abort();
    await until(() => adb.open.size === 0);
  });
});

describe('files', () => {
  beforeEach(() => adb.setDevices([PHONE]));
  const head = (id: string, n: number): Buffer => { const b = Buffer.alloc(8); b.write(id); b.writeUInt32LE(n, 4); return b; };

  test('are pushed in blocks and pulled whole', async () => {
    const got: Buffer[] = [];
    adb.service = (_s, socket) => {
      socket.write('OKAY');
      socket.on('data', (c: Buffer) => {
        got.push(c);
        if (Buffer.concat(got).includes('DONE')) socket.write(head('OKAY', 0));
      });
    };
    const data = Buffer.alloc(150_000, 'z');
    await phone().push(data, '/sdcard/x y');
    const all = Buffer.concat(got);
    expect([all.toString('latin1', 0, 4), all.toString('latin1', 8, 25), all.indexOf('DATA'), all.length]).toEqual(['SEND', '/sdcard/x y,33188', 25, 8 + 17 + 3 * 8 + 150_000 + 8]);

    adb.service = (_s, socket) => {
      socket.write('OKAY');
      socket.once('data', () => socket.write(Buffer.concat([head('DATA', 3), Buffer.from('abc'), head('DATA', 2), Buffer.from('de'), head('DONE', 0)])));
    };
    expect((await phone().pull('/sdcard/x')).toString()).toBe('abcde');
  });

  test('that fail say why', async () => {
    adb.service = (_s, socket) => { socket.write('OKAY'); socket.once('data', () => socket.write(Buffer.concat([head('FAIL', 9), Buffer.from('no access')]))); };
    expect(await faultIn(phone().pull('/x'))).toEqual({ kind: 'device/shell', command: 'pull /x', code: 1, stderr: 'no access' });
    expect(await faultIn(phone().push(Buffer.from('a'), '/x'))).toEqual({ kind: 'device/shell', command: 'push /x', code: 1, stderr: 'no access' });
    adb.service = (_s, socket) => { socket.write('OKAY'); socket.once('data', () => socket.end(head('DATA', 30))); };
    expect(await faultIn(phone().pull('/x'))).toEqual({ kind: 'device/disconnected', serial: 'R58M1' });
  });
});

test('connect says what the server said, and refuses what is no address', async () => {
  adb.remote = () => "failed to connect to '10.0.0.1:5555': Connection refused";
  expect(await faultIn(endpoint.connect('10.0.0.1:5555'))).toEqual({ kind: 'device/unsupported', what: 'connect to 10.0.0.1:5555', why: "failed to connect to '10.0.0.1:5555': Connection refused" });
  expect((await faultIn(endpoint.connect('x y; rm'))).kind).toBe('usage');
  adb.remote = () => 'failed to authenticate to 10.0.0.1:5555';
  expect(await faultIn(endpoint.connect('10.0.0.1:5555'))).toEqual({ kind: 'device/unauthorized', serial: '10.0.0.1:5555' });
  adb.remote = () => 'already connected to 10.0.0.1:5555';
  expect(await endpoint.connect(' 10.0.0.1:5555 ')).toBe('already connected to 10.0.0.1:5555');
});

test('pair sends code and address, and says what came of it', async () => {
  adb.remote = (request) => (request === 'host:pair:123456:10.0.0.1:37123' ? 'Successfully paired to 10.0.0.1:37123 [guid=adb-R58M1-x]' : 'Failed: Wrong password or connection was dropped.');
  expect(await endpoint.pair('10.0.0.1:37123', '123456')).toBe('Successfully paired to 10.0.0.1:37123 [guid=adb-R58M1-x]');
  expect(await faultIn(endpoint.pair('10.0.0.1:37123', '654321'))).toEqual({ kind: 'device/unsupported', what: 'pair with 10.0.0.1:37123', why: 'Failed: Wrong password or connection was dropped.' });
  expect((await faultIn(endpoint.pair('10.0.0.1:37123', '12:34'))).kind).toBe('usage');
});
