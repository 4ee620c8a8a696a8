// The whole of browser mode below the window: a real host behind the real server, asked over a real WebSocket.

import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import { connect, type Client, type Port } from '../../electron/protocol/rpc.ts';
import type { Call } from '../../electron/protocol/services.ts';
import { decodeMessage, encodeMessage } from '../../electron/protocol/wire.ts';
import { host } from '../host/host.ts';
import { SOPS } from '../host/sops.ts';
import { server, socket, type Served } from './server.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });

/** As the window's own port over a WebSocket (renderer/client.ts). */
const portOf = (ws: WebSocket): Port => ({
  post: (m) => { if (ws.readyState === WebSocket.OPEN) ws.send(encodeMessage(m)); },
  onMessage: (on) => { ws.on('message', (d: Buffer) => on(decodeMessage(d))); },
  onClose: (on) => { ws.on('close', () => on()); },
});

async function product(): Promise<{ s: Served; h: Awaited<ReturnType<typeof host>>; window(ticket?: string): Promise<Client & { ws: WebSocket }> }> {
  const h = await host();
  const s = await server((port) => h.services.attach(port));
  h.services.tickets(s.ticket);
  return { s, h, window: async (ticket) => { const ws = await socket(s, ticket); return { ...connect(portOf(ws)), ws }; } };
}

test('a window works over the socket: calls, pictures, frames, a run, and a next connection', { timeout: 40_000 }, async () => {
  const { window, s } = await product();
  const w = await window();
  expect(await w.call('app.info')).toMatchObject({ mode: 'browser', demo: 'demo' });
  await w.call('devices.open', { device: 'demo' });
  const snapshot = await w.call('screen.observe', { device: 'demo', settle: true });
  const picture = await w.call('images.get', { id: snapshot.image! });
  expect([snapshot.elements.length > 0, Buffer.from(picture.subarray(0, 8)).toString('latin1')]).toEqual([true, '\x89PNG\r\n\x1a\n']);

  const frame = new Promise<{ device: string; packet: { data: Uint8Array; width: number; height: number } }>((resolve) => w.on('mirror.frame', resolve));
  const size = await w.call('mirror.start', { device: 'demo', maxSize: 0 });
  const { device, packet } = await frame;
  expect([device, packet.data.constructor.name, packet.data.length > 100, [packet.width, packet.height]]).toEqual(['demo', 'Uint8Array', true, [size.width, size.height]]);
  await w.call('mirror.stop', { device: 'demo' });

  const done = new Promise<string>((resolve) => w.on('run', (r) => { if (r.status.startsWith('done') || r.status === 'failed') resolve(r.status); }));
  await w.call('run.start', { device: 'demo', sop: SOPS.quiet, params: {} });
  expect(await done).toBe('done-verified');

  // A reload: the token this window was given opens the next connection, once.
  const ticket = await w.call('app.ticket');
  w.ws.close();
  await w.closed;
  expect(await faultOf(w.call('app.info'))).toMatchObject({ kind: 'internal' });
  const next = await window(ticket);
  expect((await next.call('run.list')).map((r) => r.status)).toEqual(['done-verified']);
  await expect(window(ticket)).rejects.toThrow('401');
  expect(s.ports.length).toBe(2);
});

/** For every call an argument that it must refuse. */
const WRONG: Record<Call, unknown> = {
  'app.info': {}, 'app.ticket': 1, 'app.settings': [], 'app.configure': { theme: 'pink' }, 'app.log': 'all',
  'devices.list': {}, 'devices.open': { device: '' }, 'devices.state': { device: ['demo'] }, 'devices.connect': { address: 'host -e; reboot' }, 'devices.pair': { address: 'x:1', code: '12345a' },
  'mirror.start': { device: 'demo', maxSize: 1e9 }, 'mirror.ack': { device: 'demo', seq: -1 }, 'mirror.stop': { device: 'demo', more: 1 }, 'screen.observe': { device: 'demo', settle: 'yes' }, 'images.get': { id: '../../etc/passwd' },
  act: { device: 'demo', action: { action: 'shell', command: 'reboot' } },
  'sop.list': 0, 'sop.read': { folder: 'etc', path: 'passwd' }, 'sop.write': { folder: 'user', path: 'x.sop.md', text: 5, version: '' }, 'sop.create': { path: '', text: '' }, 'sop.remove': {}, 'sop.analyse': { text: 'x'.repeat(2_000_001), path: '' },
  'sop.complete': { text: '', path: '', offset: 0.5 }, 'sop.hover': { text: '', path: '', offset: -1 }, 'sop.format': { text: null },
  'drafts.keep': { folder: 'user', path: 'x', text: '', version: '', at: 'now' }, 'drafts.list': {}, 'drafts.drop': { folder: 'user', path: 5 },
  'run.start': { device: 'demo', sop: { folder: 'library', path: 'x' }, params: { a: 5 } }, 'run.plan': { sop: { folder: 'library', path: 'x' } }, 'run.get': { run: 5 }, 'run.list': {}, 'run.interrupted': {}, 'run.forget': { episode: '../x' }, 'run.pause': {}, 'run.resume': null, 'run.step': { run: '' }, 'run.stop': 'r', 'run.takeOver': [],
  'run.handBack': { run: 'r', next: 5 }, 'run.finished': {}, 'run.decide': { run: 'r', card: 'c', revision: 1, decision: { decision: 'always' } }, 'run.reply': { run: 'r', question: 'q', reply: { kind: 'pick', element: 1 } },
  'profiles.list': {}, 'profiles.create': { name: 'a' }, 'profiles.remove': { name: '', passphrase: '' }, 'profiles.check': { passphrase: 'x' }, 'profiles.signIn': { name: 5, passphrase: 'x' }, 'profiles.signOut': {}, 'approvals.habits': {},
  'episode.list': {}, 'episode.read': { id: '../..' }, 'episode.report': { id: 'a/b' }, 'audit.list': {}, 'audit.read': { run: '../x' }, 'audit.verify': { run: 'a/b' }, 'audit.export': { run: 'r', pictures: 'all' }, 'memory.list': {}, 'memory.read': { package: 'com.a' }, 'memory.edit': { package: 'com.a', version: '1', state: 's', element: '' }, 'memory.delete': { package: '', version: '1' },
  'memory.explore': { device: 'demo', app: 'Notes', bounds: { steps: 0, minutes: 1, depth: 1, noGo: [] } }, 'memory.stop': {}, 'memory.apps': {},
   'model.info': {}, 'model.load': { path: '' }, 'model.unload': {},
  'models.list': {}, 'models.inspect': { path: '' }, 'models.add': {}, 'models.remove': { id: '../x' }, 'models.load': { id: 'a', version: 3 }, 'models.pin': {}, 'models.rollback': { id: 'a/b' }, 'models.fetch': { id: 'https://x' }, 'models.stop': { id: 'a', discard: 'yes' },
  'bench.state': {}, 'bench.start': { split: 'dev', arms: ['oracle'], seeds: 1, tasks: ['--out'] }, 'bench.stop': 1, 'bench.report': { id: '..' },
  'policy.state': {}, 'policy.save': { rules: [{ kind: 'ask', id: 'a', class: 'everything', when: 'every-time' }], digest: '' }, 'policy.preview': { rules: 'all' }, 'policy.why': { verdict: { decision: 'maybe' } }, 'policy.dryRun': { episode: '../x' }, 'policy.remembered': {}, 'policy.forget': { id: '../x' },
  'secrets.list': {}, 'secrets.unlock': { passphrase: '' }, 'secrets.set': { name: 'a', value: 5 }, 'secrets.remove': {},
  'labels.of': { episode: '../x' }, 'labels.declassify': { episode: 'e', outlet: 'fax', reason: 'x' }, 'labels.declassified': {},
  'demo.faults': {}, 'demo.fault': { fault: 'meltdown', on: true }, 'demo.save': {}, 'demo.restore': { state: 1, more: 1 }, 'demo.reset': {}, 'demo.expose': { on: 1 },
};

test('malformed arguments of every call are refused, and the host stands', async () => {
  const w = await (await product()).window();
  const call = w.call as (name: string, arg?: unknown) => Promise<unknown>;
  const apps = async (): Promise<unknown> => (await w.call('demo.save') as { apps: unknown }).apps;
  const before = await apps();
  for (const [name, arg] of Object.entries(WRONG)) {
    const fault = await faultOf(call(name, arg));
    expect([name, fault.kind, fault.kind === 'usage' && fault.detail.startsWith(`${name}: `)]).toEqual([name, 'usage', true]);
  }
  // Shapes that fit no call at all.
  let deep: unknown = 1;
  for (let i = 0; i < 400; i++) deep = [deep];
  const junk: unknown[] = [true, -1, '', [], deep, new Uint8Array(3), { $bytes: [0, 1] }, JSON.parse('{"__proto__":{"device":"demo","run":"r","id":"x","path":"p"}}'), JSON.parse('{"constructor":{"name":"x"}}')];
  for (const arg of junk) for (const name of Object.keys(WRONG)) expect([name, (await faultOf(call(name, arg))).kind]).toEqual([name, 'usage']);
  for (const name of ['nothing', '__proto__', 'constructor', 'toString', 'app', 'app.']) expect(await faultOf(call(name))).toEqual({ kind: 'usage', detail: `There is no call ${name}` });
  expect([await apps(), 'device' in {}]).toEqual([before, false]);
});

test('a window that talks nonsense loses its own connection only', async () => {
  const { window } = await product();
  const [good, bad] = [await window(), await window()];
  const ended = new Promise((resolve) => { bad.ws.once('close', resolve); });
  const waiting = faultOf(bad.call('act', { device: 'demo', action: { action: 'wait', seconds: 600 } }));
  bad.ws.send('{"t":"call","id":1,"name":"app.info"}');
  expect([await ended, (await waiting).kind, (await good.call('app.info')).demo]).toEqual([1003, 'internal', 'demo']);
});

test('a window that goes away in the middle of a call leaves the host standing', async () => {
  const { window, h } = await product();
  const w = await window();
  const calls = [w.call('screen.observe', { device: 'demo', settle: true }), w.call('mirror.start', { device: 'demo', maxSize: 0 }), w.call('act', { device: 'demo', action: { action: 'wait', seconds: 600 } })].map((c) => faultOf(c));
  // Answered after the others have begun.
  await w.call('app.info');
  w.ws.terminate();
  expect((await Promise.all(calls)).map((f) => f.kind)).toEqual(['internal', 'internal', 'internal']);
  const other = await window();
  expect(await other.call('act', { device: 'demo', action: { action: 'navigate_home' } })).toEqual({ ok: true });
  // Nothing is waited for that nobody awaits.
  await h.close();
});
