// The wire itself: smart sockets with bad input, sync and shell packets byte by byte, adbkit, and the adbd endpoint.

import { createPrivateKey, generateKeyPairSync, privateEncrypt, constants } from 'node:crypto';
import * as net from 'node:net';
import { Readable } from 'node:stream';
import { Adb } from '@devicefarmer/adbkit';
import { expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { serveAdb } from '../../electron/demo-phone/adb/server.ts';
import { Reader, socketPipe } from '../../electron/demo-phone/adb/pipe.ts';
import { fakePhone } from './fake-phone.ts';
import { raw, request, serve } from './serve.ts';

const small = (): ReturnType<typeof fakePhone> => fakePhone({ width: 48, height: 64 });

test('answers queries, however they are cut and closed', async () => {
  await using s = await serve([small()]);
  expect((await raw(s.port, ['000chost:version'])).toString()).toBe('OKAY00040029');
  expect((await raw(s.port, ['000chost:version'], { fin: true })).toString()).toBe('OKAY00040029');
  expect((await raw(s.port, [...'000Chost:version'])).toString()).toBe('OKAY00040029');
  expect((await raw(s.port, [request('host-serial:demo-1:get-state')])).toString()).toBe('OKAY0006device');
  expect((await raw(s.port, [request('host:transport:demo-1'), request('host:features')])).toString()).toBe('OKAYOKAY0037shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir,sendrecv_v2');
  expect((await raw(s.port, [request('host:tport:any'), request('shell:echo hi')])).toString('latin1')).toBe('OKAY\x01\0\0\0\0\0\0\0OKAYhi\n');
  expect((await raw(s.port, [request('host:kill')])).toString().slice(0, 4)).toBe('FAIL');
});

test('bad input is refused or ends, and the server goes on', async () => {
  await using s = await serve([small()]);
  const words = async (...parts: string[]): Promise<string> => (await raw(s.port, parts, { fin: true })).toString();
  expect(await words('zzzzhost:version')).toBe('FAIL002dprotocol fault (couldn\'t read length): "zzzz"');
  expect(await words('GET / HTTP/1.1\r\n\r\n')).toMatch(/^FAIL/);
  expect(await words('ffffshort')).toBe('');
  expect(await words('00')).toBe('');
  expect(await words('')).toBe('');
  expect(await words('0000')).toBe('FAIL0010device not found');
  expect(await words(request('host:nonsense'))).toBe('FAIL0014unknown host service');
  expect(await words(request('host:transport:other'))).toBe("FAIL0018device 'other' not found");
  expect(await words(request('host:transport-any'), request('nonsense:'))).toBe('OKAYFAIL0006closed');
  expect(await words(request('host:transport-any'), request('tcp:12345'))).toBe('OKAYFAIL0012Connection refused');
  expect(await words(request('host:transport-any'), request('sync:'), 'JUNK\x04\0\0\0abcd')).toContain('unknown command');
  expect(await words(request('host:transport-any'), request('sync:'), 'STAT\xff\xff\xff\x7f')).toContain('path too long');
  expect(await words(request('host:version'))).toBe('OKAY00040029');
});

test('what a client sends before it closes is acted on', async () => {
  await using s = await serve([small()]);
  await raw(s.port, [request('host:transport-any'), request('exec:cat > /sdcard/in'), 'x'.repeat(300_000)], { fin: true });
  expect((await raw(s.port, [request('host:transport-any'), request('exec:stat -c %s /sdcard/in')])).toString()).toBe('OKAYOKAY300000\n');
});

test('a client that leaves stops what runs for it', async () => {
  await using s = await serve([small()]);
  const stopped = Promise.withResolvers<void>();
  const listen = s.phone.onTouchEvent.bind(s.phone);
  s.phone.onTouchEvent = (on) => { const stop = listen(on); return () => { stop(); stopped.resolve(); }; };
  await raw(s.port, [request('host:transport-any'), request('exec:getevent -lt')], { until: (b) => b.includes('demo_touch') });
  await stopped.promise;
});

test('sync version 2: send, stat, list, receive', async () => {
  await using s = await serve([small()]);
  const u32 = (...n: number[]): Buffer => { const b = Buffer.alloc(n.length * 4); for (const [i, v] of n.entries()) b.writeUInt32LE(v, i * 4); return b; };
  const ask = (id: string, path: string): Buffer => Buffer.concat([Buffer.from(id), u32(path.length), Buffer.from(path)]);
  const got = (await raw(s.port, [request('host:transport-any'), request('sync:'),
    ask('SND2', '/sdcard/v2/a'), Buffer.from('SND2'), u32(0o100640, 0), Buffer.from('DATA'), u32(3), 'abc', Buffer.from('DONE'), u32(1_700_000_000),
    ask('STA2', '/sdcard/v2/a'), ask('LST2', '/none'), ask('LIS2', '/sdcard/v2'), ask('RCV2', '/sdcard/v2/a'), Buffer.from('RCV2'), u32(0), ask('QUIT', '')])).subarray(8);
  const stat = got.subarray(8, 80);
  const missing = got.subarray(80, 152);
  const entry = got.subarray(152, 152 + 77);
  const rest = got.subarray(152 + 77 + 76);
  expect([got.subarray(0, 8), stat.toString('latin1', 0, 4), stat.readUInt32LE(4), stat.readUInt32LE(24), Number(stat.readBigUInt64LE(40)), Number(stat.readBigInt64LE(56)),
    missing.toString('latin1', 0, 4), missing.readUInt32LE(4), entry.toString('latin1', 0, 4), entry.readUInt32LE(72), entry.toString('latin1', 76), rest.toString('latin1')])
    .toEqual([Buffer.concat([Buffer.from('OKAY'), u32(0)]), 'STA2', 0, 0o100640, 3, 1_700_000_000, 'LST2', 2, 'DNT2', 1, 'a', 'DATA\x03\0\0\0abcDONE\0\0\0\0']);
});

test('framebuffer version 2', async () => {
  await using s = await serve([small()]);
  const got = (await raw(s.port, [request('host:transport-any'), request('framebuffer:')])).subarray(8);
  expect([...Array(14).keys()].map((i) => got.readUInt32LE(i * 4))).toEqual([2, 32, 0, 48 * 64 * 4, 48, 64, 0, 8, 16, 8, 8, 8, 24, 8]);
  expect(got.subarray(56).equals(Buffer.from(s.phone.frame().data))).toBe(true);
});

test('shell v2 packets', async () => {
  await using s = await serve([small()]);
  const got = await raw(s.port, [request('host:transport-any'), request('shell,v2,TERM=xterm-256color,raw:cat; echo e >&2; exit 9'), Buffer.from([0, 2, 0, 0, 0, 104, 105, 4, 0, 0, 0, 0])]);
  expect(got.toString('latin1')).toBe('OKAYOKAY\x01\x02\0\0\0hi\x02\x02\0\0\0e\n\x03\x01\0\0\0\x09');
});

test('a terminal: prompt, echo, editing, ^C, exit', async () => {
  await using s = await serve([small()]);
  const got = await raw(s.port, [request('host:transport-any'), request('shell:'), 'echo ab\x7fc\r', 'cd /sdcard\r', 'exit 3\r']);
  expect(got.toString()).toBe('OKAYOKAYdemo:/ $ echo ab\b \bc\r\nac\r\ndemo:/ $ cd /sdcard\r\ndemo:/sdcard $ exit 3\r\n');
  const stopped = await raw(s.port, [request('host:transport-any'), request('shell:'), 'sleep 1000\r'], { until: () => false, fin: true });
  expect(stopped.toString()).toContain('sleep 1000');
});

test('video: a key picture at once, then what changes, then the end with the client', async () => {
  await using s = await serve([small()]);
  let painted = false;
  const got = await raw(s.port, [request('host:transport-any'), request('exec:screenrecord --output-format=h264 -')], { until: (b) => {
    const units = b.toString('latin1').split('\0\0\0\x01').slice(1).map((u) => u.charCodeAt(0) & 31);
    if (!painted && units.includes(5)) { painted = true; s.phone.paint(1, 1, [1, 2, 3]); }
    return units.join() === '9,7,8,5,9,1,9';
  } });
  expect(got.toString('latin1').split('\0\0\0\x01').slice(1).map((u) => u.charCodeAt(0) & 31)).toEqual([9, 7, 8, 5, 9, 1, 9]);
});

test('the list is announced as phones come and go', async () => {
  await using s = await serve([small()]);
  const list = '000edemo-1\tdevice\n';
  let step = 0;
  const got = await raw(s.port, [request('host:track-devices')], { until: (b) => {
    const n = b.length - 4;
    if (step === 0 && n === list.length) { step = 1; s.phone.setFault('disconnect', true); }
    else if (step === 1 && n === list.length + 4) { step = 2; s.phone.setFault('disconnect', false); }
    return n >= 2 * list.length + 4;
  } });
  expect(got.toString()).toBe(`OKAY${list}0000${list}`);
});

test('adbkit drives it', async () => {
  await using s = await serve([small()]);
  const client = Adb.createClient({ host: '127.0.0.1', port: s.port, bin: '/nonexistent/adb' });
  expect(await client.listDevices()).toEqual([expect.objectContaining({ id: 'demo-1', type: 'device' })]);
  const device = client.getDevice('demo-1');
  expect((await Adb.util.readAll(await device.shell('echo $((6*7))'))).toString()).toBe('42\n');
  expect((await device.getProperties())['ro.build.version.sdk']).toBe('34');
  expect(await device.getFeatures()).toMatchObject({ 'android.hardware.touchscreen': true });
  const push = await device.push(Readable.from([Buffer.from('from adbkit')]), '/sdcard/kit.txt');
  await new Promise((resolve, reject) => { push.on('end', resolve); push.on('error', reject); });
  const pull = await device.pull('/sdcard/kit.txt');
  const parts: Buffer[] = [];
  await new Promise((resolve, reject) => { pull.on('data', (b: Buffer) => parts.push(b)); pull.on('end', resolve); pull.on('error', reject); });
  expect(Buffer.concat(parts).toString()).toBe('from adbkit');
  const tracker = await client.trackDevices();
  const gone = new Promise((resolve) => { tracker.on('remove', resolve); });
  const shot = await Adb.util.readAll(await device.screencap());
  expect(shot.subarray(1, 4).toString()).toBe('PNG');
  expect((await device.readdir('/sdcard')).map((e: { name: string }) => e.name)).toContain('kit.txt');
  s.phone.setFault('disconnect', true);
  expect(await gone).toMatchObject({ id: 'demo-1' });
  tracker.end();
});

test('a taken port is a Fault', async () => {
  await using s = await serve([small()]);
  await expect(serveAdb({ phones: [], clock: systemClock, port: s.port })).rejects.toMatchObject({ fault: { kind: 'net/port-taken', port: s.port } });
});

/** The host's side of the adbd wire, as far as the test needs it. */
async function wire(port: number): Promise<{ send(c: string, a: number, b: number, data?: Buffer): void; next(): Promise<{ c: string; a: number; b: number; data: Buffer }>; close(): void }> {
  const socket = net.connect(port, '127.0.0.1');
  const reader = new Reader(socketPipe(socket));
  return {
    send(c, a, b, data = Buffer.alloc(0)) {
      const head = Buffer.alloc(24);
      const command = Buffer.from(c).readUInt32LE(0);
      for (const [i, v] of [command, a, b, data.length, 0, (command ^ 0xffffffff) >>> 0].entries()) head.writeUInt32LE(v, i * 4);
      socket.write(Buffer.concat([head, data]));
    },
    async next() {
      const head = await reader.exactly(24);
      if (head === null) return { c: 'end', a: 0, b: 0, data: Buffer.alloc(0) };
      return { c: head.toString('latin1', 0, 4), a: head.readUInt32LE(4), b: head.readUInt32LE(8), data: (await reader.exactly(head.readUInt32LE(12))) ?? Buffer.alloc(0) };
    },
    close: () => socket.destroy(),
  };
}

test('adbd wire: key prompt, acceptance, signature, streams', async () => {
  await using s = await serve([small()]);
  const exposed = await s.server.expose(s.phone);
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const encoded = Buffer.alloc(524);
  encoded.writeUInt32LE(64, 0);
  Buffer.from(jwk.n as string, 'base64url').reverse().copy(encoded, 8);
  encoded.writeUInt32LE(65537, 520);
  const sign = (token: Buffer): Buffer => privateEncrypt({ key: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs1' })), padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([Buffer.from('3021300906052b0e03021a05000414', 'hex'), token]));

  s.phone.setFault('unauthorized', true);
  const first = await wire(exposed.port);
  first.send('CNXN', 0x01000001, 1 << 20, Buffer.from('host::features=shell_v2'));
  const challenge = await first.next();
  expect([challenge.c, challenge.a, challenge.data.length]).toEqual(['AUTH', 1, 20]);
  first.send('AUTH', 2, 0, sign(challenge.data));
  expect((await first.next()).c).toBe('AUTH');
  first.send('OPEN', 1, 0, Buffer.from('shell:id\0'));
  first.send('AUTH', 3, 0, Buffer.from(`${encoded.toString('base64')} tester@host\0`));
  setTimeout(() => s.phone.setFault('unauthorized', false), 20);
  const banner = await first.next();
  expect([banner.c, banner.data.toString().startsWith('device::ro.product.name=demo;')]).toEqual(['CNXN', true]);
  first.close();

  const again = await wire(exposed.port);
  again.send('CNXN', 0x01000001, 1 << 20, Buffer.from('host::'));
  again.send('AUTH', 2, 0, sign((await again.next()).data));
  expect((await again.next()).c).toBe('CNXN');
  again.send('OPEN', 77, 0, Buffer.from('exec:echo over the wire\0'));
  const opened = await again.next();
  expect([opened.c, opened.b]).toEqual(['OKAY', 77]);
  const said = await again.next();
  expect([said.c, said.data.toString()]).toEqual(['WRTE', 'over the wire\n']);
  again.send('OKAY', 77, said.a);
  expect((await again.next()).c).toBe('CLSE');
  again.send('OPEN', 78, 0, Buffer.from('nonsense:\0'));
  expect(await again.next()).toMatchObject({ c: 'CLSE', a: 0, b: 78 });
  again.close();

  expect((await raw(exposed.port, ['GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'])).length).toBe(0);
  await exposed.close();
});
