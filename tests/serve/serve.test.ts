// Browser mode's door: who is let in, who is not, and what a connection may say.

import * as net from 'node:net';
import { expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { createLog } from '../../electron/base/log.ts';
import { HEADERS } from '../../electron/base/static.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { Port } from '../../electron/protocol/rpc.ts';
import { decodeMessage, encodeMessage } from '../../electron/protocol/wire.ts';
import { serveBrowser } from '../../electron/serve.ts';
import { ask, get, server, socket, upgrade } from './server.ts';

/** The headers that protect, of an answer. */
const guards = (headers: Record<string, string>): Record<string, string | undefined> => Object.fromEntries(Object.keys(HEADERS).map((k) => [k, headers[k]]));
const code = (ws: { once(e: 'close', on: (code: number) => void): unknown }): Promise<number> => new Promise((resolve) => { ws.once('close', resolve); });

test('the policy lets nothing in from elsewhere', () => {
  expect(HEADERS['content-security-policy']?.split('; ')).toEqual([
    "default-src 'none'", "script-src 'self'", "worker-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' blob: data:", "font-src 'self'",
    "connect-src 'self'", "frame-src 'self' blob:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
  ]);
});

test('files of the window, and only to its own address', async () => {
  const s = await server();
  const page = await get(s, '/?theme=dark');
  expect([page.status, page.body, page.headers['content-type'], page.headers['content-length'], page.headers['set-cookie']]).toEqual([200, '<!doctype html><title>Window</title>', 'text/html; charset=utf-8', '36', undefined]);
  const head = await get(s, '/assets/a.js', { method: 'HEAD' });
  expect([head.status, head.body, head.headers['content-type'], head.headers['content-length']]).toEqual([200, '', 'text/javascript; charset=utf-8', '10']);
  for (const host of ['evil.example', `localhost:${s.port}`, '127.0.0.1', `127.0.0.1:${s.port + 1}`, `127.0.0.1:${s.port}.evil.example`, `[::1]:${s.port}`, `evil@127.0.0.1:${s.port}`]) {
    const refused = await get(s, '/', { host });
    expect([host, refused.status, refused.body]).toEqual([host, 421, '']);
  }
  expect((await ask(s.port, 'GET / HTTP/1.0\r\n\r\n')).status).toBe(421);
});

test('reading is all that can be asked for', async () => {
  const s = await server();
  const got: unknown[] = [];
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
    const a = await get(s, '/', { method });
    got.push([method, a.status, a.headers.allow, a.body]);
  }
  expect(got).toEqual(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'].map((m) => [m, 405, 'GET, HEAD', '']));
});

test('nothing outside the folder, by whatever spelling', async () => {
  const s = await server();
  const targets = [
    '/../outside.json', '/assets/../../outside.json', '/%2e%2e/outside.json', '/%2e%2e%2foutside.json', '/..%2foutside.json', '/%252e%252e/outside.json', '/..%5coutside.json', '/..\\outside.json',
    '/%2e%2e%5coutside.json', '//outside.json', '/./../outside.json', '/....//outside.json', '/%c0%ae%c0%ae/outside.json', '/index.html%00', '/%00/index.html', '/outside.json%00.html', '/%', '/%zz',
    '/index.html%00.js', '/notes.secret', '/assets', '/assets/', '/missing.js', '/index.html/x.js', `/${'a'.repeat(5000)}.js`, `/${'a/'.repeat(2000)}.js`, 'http://evil.example/index.html', '*', '/file:///etc/passwd',
  ];
  const got: unknown[] = [];
  for (const t of targets) {
    const a = await get(s, t);
    got.push([t, a.status, a.body, guards(a.headers)]);
  }
  expect(got).toEqual(targets.map((t) => [t, 404, '', HEADERS]));
  expect(s.logged()).toEqual([]);
});

test('every answer carries the policy', async () => {
  const s = await server();
  const answers = [
    await get(s, '/'), await get(s, '/missing.js'), await get(s, '/', { method: 'POST' }), await get(s, '/', { host: 'evil.example' }),
    await upgrade(s, { host: 'evil.example' }), await upgrade(s, { origin: null }), await upgrade(s, { target: '/' }), await upgrade(s, { protocol: null }), await upgrade(s, { key: null }),
  ];
  expect(answers.map((a) => [a.status, guards(a.headers)])).toEqual([200, 404, 405, 421, 421, 403, 404, 401, 400].map((status) => [status, HEADERS]));
});

test('a connection is for the window of this server, with a token that works once', async () => {
  const s = await server();
  const status = async (o: Parameters<typeof upgrade>[1]): Promise<number> => (await upgrade(s, o)).status;
  const origin = `http://${s.host}`;
  expect({
    rebound: await status({ host: 'evil.example', origin: 'http://evil.example' }),
    localhost: await status({ host: `localhost:${s.port}`, origin: `http://localhost:${s.port}` }),
    noOrigin: await status({ origin: null }),
    otherOrigins: await Promise.all(['null', 'http://evil.example', `https://${s.host}`, 'http://127.0.0.1', `http://127.0.0.1:${s.port + 1}`, `${origin}/`, `${origin}.evil.example`, `http://localhost:${s.port}`].map((o) => status({ origin: o }))),
    noProtocol: await status({ protocol: null }),
    noToken: await status({ protocol: 'countersign' }),
    emptyToken: await status({ protocol: 'countersign, ' }),
    wrongToken: await status({ protocol: `countersign, ${'A'.repeat(32)}` }),
    // As many characters, more bytes in UTF-8.
    strangeToken: await status({ protocol: `countersign, ${'\u00e9'.repeat(32)}` }),
    cutToken: await status({ protocol: `countersign, ${s.ticket().slice(1)}` }),
    guesses: await status({ protocol: `countersign, ${s.ticket()}, ${s.ticket()}` }),
    otherOrder: await status({ protocol: `${s.ticket()}, countersign` }),
    query: await status({ target: `/rpc?token=${s.ticket()}`, protocol: 'countersign' }),
    queryAnyway: await status({ target: `/rpc?token=${s.ticket()}` }),
    cookie: await status({ protocol: 'countersign', extra: `Cookie: token=${s.ticket()}; countersign=${s.ticket()}\r\n` }),
    authorization: await status({ protocol: 'countersign', extra: `Authorization: Bearer ${s.ticket()}\r\n` }),
    paths: await Promise.all(['/', '/rpc/', '/RPC', '//', '//evil.example/rpc', 'http://[', '/rpc#x', '/x/../rpc'].map((t) => status({ target: t }))),
    posted: await status({ method: 'POST' }),
    noKey: await status({ key: null }),
    badKey: await status({ key: 'short' }),
  }).toEqual({
    rebound: 421, localhost: 421, noOrigin: 403, otherOrigins: Array.from({ length: 8 }, () => 403), noProtocol: 401, noToken: 401, emptyToken: 401, wrongToken: 401, strangeToken: 401,
    cutToken: 401, guesses: 401, otherOrder: 401, query: 404, queryAnyway: 404, cookie: 401, authorization: 401, paths: Array.from({ length: 8 }, () => 404), posted: 400, noKey: 400, badKey: 400,
  });
  expect(s.ports).toEqual([]);

  const once = s.ticket();
  const ws = await socket(s, once);
  expect([ws.protocol, s.ports.length, await status({ protocol: `countersign, ${once}` })]).toEqual(['countersign', 1, 401]);
  await expect(socket(s, once)).rejects.toThrow('401');
  const [old, good] = [s.ticket(), s.ticket()];
  s.later(15 * 60_000);
  await socket(s, good);
  s.later(1);
  await expect(socket(s, old)).rejects.toThrow('401');
  expect(s.ports.length).toBe(2);
  // Neither a token nor an address of somebody else gets into the log.
  const texts = s.logged().join('\n');
  expect([texts.includes(once), texts.includes(old), texts.includes('evil')]).toEqual([false, false, false]);
});

test('the address carries a fresh token in its fragment', async () => {
  const s = await server();
  const tokens = [s.url(), s.url()].map((u) => new RegExp(`^http://127\\.0\\.0\\.1:${s.port}/#token=([\\w-]{32})$`).exec(u)?.[1]);
  expect(new Set(tokens).size).toBe(2);
  for (const t of tokens) await socket(s, t);
  expect(s.ports.length).toBe(2);
});

test('only this machine is listened to', async () => {
  const s = await server();
  // Another address of the loopback net: a server bound to all of them would answer here too.
  const refused = await new Promise<string>((resolve) => {
    const c = net.connect(s.port, '127.0.0.2', () => { c.destroy(); resolve('connected'); });
    c.once('error', (e: NodeJS.ErrnoException) => resolve(e.code ?? ''));
  });
  expect(refused).not.toBe('connected');
});

/** What a port hears, and what it sends back as it hears it. */
async function echo(): Promise<{ s: Awaited<ReturnType<typeof server>>; heard: unknown[]; closed: () => number }> {
  const heard: unknown[] = [];
  let closed = 0;
  const s = await server((port: Port) => {
    port.onMessage((m) => { heard.push(m); port.post(m); });
    port.onClose(() => closed++);
  });
  return { s, heard, closed: () => closed };
}

test('messages cross in both directions, bytes as bytes', async () => {
  const { s, heard } = await echo();
  const ws = await socket(s);
  const sent = { t: 'event', name: 'x', value: { bytes: new Uint8Array([0, 255, 7]), text: 'ä\ud83d\ude00', nothing: null } };
  ws.send(encodeMessage(sent));
  const back = await new Promise<Buffer>((resolve) => { ws.once('message', (d: Buffer) => resolve(d)); });
  expect([heard, decodeMessage(back)]).toEqual([[sent], sent]);
});

test('what is no message closes the connection, and what follows it is not heard', async () => {
  const { s, heard, closed } = await echo();
  const good = encodeMessage({ t: 'good' });
  const bad: (string | Uint8Array)[] = ['{"t":"call"}', '', new Uint8Array(0), new Uint8Array([0, 0, 0, 9, 123]), new Uint8Array([0, 0, 0, 1, 123]), new Uint8Array([0, 0, 0, 2, 0xff, 0xfe]), good.slice(0, -1)];
  for (const b of bad) {
    const ws = await socket(s);
    const ended = code(ws);
    // One packet: the good message is already there when the bad one is refused.
    ws.send(b, { binary: typeof b !== 'string' });
    ws.send(good);
    expect([b, await ended]).toEqual([b, 1003]);
  }
  await expect.poll(closed).toBe(bad.length);
  expect([heard, s.logged()]).toEqual([[], bad.map(() => 'A message that is none')]);
});

test('a message that is too large ends the connection, not the server', async () => {
  const { s, heard } = await echo();
  const ws = await socket(s);
  const ended = code(ws);
  ws.on('error', () => {});
  ws.send(new Uint8Array(32 * 2 ** 20 + 1));
  expect([await ended, heard, s.logged()]).toEqual([1009, [], ['A connection broke']]);
  const next = await socket(s);
  next.send(encodeMessage({ t: 'still here' }));
  await new Promise((resolve) => { next.once('message', resolve); });
  expect(heard).toEqual([{ t: 'still here' }]);
});

test('broken frames end the connection, not the server', async () => {
  const { s, heard } = await echo();
  for (const frame of [[0xff, 0xff], [0x82, 0x01, 0x00], [0x83, 0x80, 0, 0, 0, 0], [0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]]) {
    const raw = net.connect(s.port, '127.0.0.1');
    raw.write(`GET /rpc HTTP/1.1\r\nHost: ${s.host}\r\nOrigin: http://${s.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: countersign, ${s.ticket()}\r\n\r\n`);
    await new Promise((resolve) => { raw.once('data', resolve); });
    raw.write(Buffer.from(frame));
    await new Promise((resolve) => { raw.resume(); raw.once('close', resolve); });
  }
  expect([heard, (await get(s, '/')).status]).toEqual([[], 200]);
});

test('a port that is taken, or is none, is a fault with a remedy', async () => {
  const s = await server();
  const start = (port: number): Promise<unknown> => serveBrowser({ folder: '/nowhere', port, log: createLog({ clock: systemClock }), now: () => 0, onPort: () => {} }).catch((e: unknown) => (e instanceof Failure ? e.fault : e));
  expect([await start(s.port), await start(70_000), await start(Number.NaN)]).toEqual([
    { kind: 'net/port-taken', port: s.port },
    { kind: 'usage', detail: 'A port is a number from 0 to 65535, not 70000' },
    { kind: 'usage', detail: 'A port is a number from 0 to 65535, not NaN' },
  ]);
});

test('closing ends all: windows, idle connections, half-open ones', async () => {
  const { s, closed } = await echo();
  const ws = await socket(s);
  const ended = code(ws);
  const idle = net.connect(s.port, '127.0.0.1');
  await new Promise((resolve) => { idle.once('connect', resolve); });
  const idleEnded = new Promise((resolve) => { idle.resume(); idle.once('close', () => resolve(true)); });
  // Refused, but never closes from its own side.
  const stubborn = net.connect({ port: s.port, host: '127.0.0.1', allowHalfOpen: true });
  stubborn.on('error', () => {});
  stubborn.write(`GET /rpc HTTP/1.1\r\nHost: ${s.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  expect((await new Promise<Buffer>((resolve) => { stubborn.once('data', resolve); })).toString('latin1')).toMatch(/^HTTP\/1\.1 403 /);
  await s.close();
  stubborn.destroy();
  expect([await ended, await idleEnded, closed()]).toEqual([1006, true, 1]);
  await expect(get(s, '/')).rejects.toThrow('ECONNREFUSED');
  await s.close();
});
