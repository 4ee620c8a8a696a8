// Calls, answers, faults and events over a port, and what strangers may send there.

import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import { connect, refuse, serve, type Port } from '../../electron/protocol/rpc.ts';
import type { Api, Call } from '../../electron/protocol/services.ts';
import { decodeMessage, encodeMessage } from '../../electron/protocol/wire.ts';
import { portPair } from '../host/port-pair.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const GONE: Fault = { kind: 'internal', detail: 'The host has gone; restart Countersign' };
const pass = (_: Call, arg: unknown): unknown => arg;

/** The api under test has few calls; the contract has many. */
const api = (calls: Record<string, (arg: never, signal: AbortSignal) => unknown>): Api => calls as unknown as Api;

/** A port that keeps what is posted; the test says what arrives. */
function lonePort(): { port: Port; posted: unknown[]; arrive(m: unknown): void; close(): void } {
  const posted: unknown[] = [];
  let hear: (m: unknown) => void = () => {};
  let closed: () => void = () => {};
  return { posted, arrive: (m) => hear(m), close: () => closed(), port: { post: (m) => { posted.push(m); }, onMessage: (on) => { hear = on; }, onClose: (on) => { closed = on; } } };
}

function pair(calls: Parameters<typeof api>[0], check: (name: Call, arg: unknown) => unknown = pass) {
  const ports = portPair();
  onTestFinished(() => ports.close());
  return { ...ports, served: serve(ports.host, api(calls), check), client: connect(ports.window) };
}

describe('a call', () => {
  test('brings every kind of value back, in both modes', async () => {
    const values: unknown[] = [undefined, null, 0, '', 'ä', [1, [2]], { a: { b: null } }, new Uint8Array([1, 2]), { png: new Uint8Array(100_000), list: [new Uint8Array(3)] }, { $bytes: [0, 1] }];
    const { client } = pair({ 'demo.restore': (q: { state: unknown }) => q.state });
    // Browser mode: the same over bytes.
    const bytes = portPair();
    onTestFinished(() => bytes.close());
    const packed = (p: Port): Port => ({ ...p, post: (m) => p.post(encodeMessage(m)), onMessage: (on) => p.onMessage((m) => on(decodeMessage(m as Uint8Array))) });
    serve(packed(bytes.host), api({ 'demo.restore': (q: { state: unknown }) => q.state }), pass);
    const overBytes = connect(packed(bytes.window));
    for (const state of values) {
      expect(await client.call('demo.restore', { state })).toStrictEqual(state);
      expect(await overBytes.call('demo.restore', { state })).toStrictEqual(state);
    }
  });

  test('is answered in its own time', async () => {
    const waiting: Record<string, (v: string) => void> = {};
    const { client } = pair({ 'sop.format': ({ text }: { text: string }) => new Promise((resolve) => { waiting[text] = resolve; }) });
    const [a, b] = [client.call('sop.format', { text: 'a' }), client.call('sop.format', { text: 'b' })];
    await turn();
    waiting.b?.('B');
    expect(await b).toBe('B');
    waiting.a?.('A');
    expect(await a).toBe('A');
  });

  test('fails with the host\'s fault, whole', async () => {
    const faults: Fault[] = [{ kind: 'device/not-found', serial: 'x', known: ['demo', 'y'] }, { kind: 'model/too-large', path: '/m', needBytes: 2 ** 40, freeBytes: 1 }, { kind: 'screen/secure' }, { kind: 'run/loop', detail: '中' }];
    const { client } = pair({ 'sop.format': ({ text }: { text: string }) => { throw new Failure(faults[Number(text)]!); } });
    for (const [i, fault] of faults.entries()) {
      const e = await client.call('sop.format', { text: String(i) }).catch((x: unknown) => x);
      expect([e instanceof Failure, (e as Failure).fault, (e as Failure).message]).toEqual([true, fault, new Failure(fault).message]);
    }
  });

  test('that throws what is no fault is a defect, with its place', async () => {
    const { client } = pair({ 'app.info': () => { throw new TypeError('x is not a function'); }, 'app.ticket': () => Promise.reject('a word'), 'app.log': () => { throw new DOMException('stop', 'AbortError'); } });
    const [thrown, word, aborted] = [await faultOf(client.call('app.info')), await faultOf(client.call('app.ticket')), await faultOf(client.call('app.log'))];
    expect([thrown, word, aborted]).toEqual([{ kind: 'internal', detail: expect.stringMatching(/TypeError: x is not a function\n.*rpc\.test\.ts/) as unknown }, { kind: 'internal', detail: 'a word' }, { kind: 'run/aborted' }]);
  });

  test('whose answer cannot be sent fails, and the host goes on', async () => {
    const { client } = pair({ 'demo.save': () => ({ f: () => 1 }), 'app.ticket': () => 'still here' });
    expect([(await faultOf(client.call('demo.save'))).kind, await client.call('app.ticket')]).toEqual(['internal', 'still here']);
  });

  test('whose argument cannot be sent fails at once', async () => {
    const { client } = pair({ 'demo.restore': () => undefined, 'app.ticket': () => 'still here' });
    await expect(client.call('demo.restore', { state: () => 1 })).rejects.toThrow('could not be cloned');
    expect(await client.call('app.ticket')).toBe('still here');
  });

  test('has its argument checked before it runs', async () => {
    let ran = 0;
    const { client } = pair({ 'sop.format': () => { ran++; } }, (name, arg) => { if (typeof (arg as { text?: unknown } | undefined)?.text !== 'string') throw new Failure({ kind: 'usage', detail: `${name} wants text` }); return arg; });
    expect([await faultOf(client.call('sop.format', { text: 1 } as never)), ran, await client.call('sop.format', { text: 'x' }), ran]).toEqual([{ kind: 'usage', detail: 'sop.format wants text' }, 0, undefined, 1]);
  });

  test('that does not exist is a fault, also for names that every object has', async () => {
    const { client } = pair({ 'app.ticket': () => 't' });
    const call = client.call as (name: string) => Promise<unknown>;
    const names = ['nothing', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'app', 'x'.repeat(1000)];
    expect(await Promise.all(names.map((n) => faultOf(call(n))))).toEqual(names.map((n) => ({ kind: 'usage', detail: `There is no call ${n.slice(0, 100)}` })));
  });
});

describe('stopping', () => {
  test('a cancelled call is told so, and says that it was stopped', async () => {
    const signals: AbortSignal[] = [];
    const { client } = pair({ 'sop.format': (_: unknown, signal: AbortSignal) => new Promise((_resolve, reject) => { signals.push(signal); signal.addEventListener('abort', () => reject(signal.reason as Error)); }) });
    const stop = new AbortController();
    const [stopped, other] = [client.call('sop.format', { text: 'a' }, stop.signal), client.call('sop.format', { text: 'b' })];
    await turn();
    stop.abort();
    expect([await faultOf(stopped), signals.map((s) => s.aborted)]).toEqual([{ kind: 'run/aborted' }, [true, false]]);
    void other.catch(() => undefined);
  });

  test('a signal that is over before the call sends nothing', async () => {
    const { port, posted } = lonePort();
    const client = connect(port);
    expect([await faultOf(client.call('sop.format', { text: 'a' }, AbortSignal.abort())), posted]).toEqual([{ kind: 'run/aborted' }, []]);
  });

  test('a signal that outlives its calls sends nothing for them', async () => {
    const { port, posted, arrive, close } = lonePort();
    const client = connect(port);
    const stop = new AbortController();
    const [answered, failed, open] = [client.call('sop.format', { text: 'a' }, stop.signal), client.call('sop.format', { text: 'b' }, stop.signal), client.call('sop.format', { text: 'c' }, stop.signal)];
    arrive({ t: 'answer', id: 1, value: 'A' });
    arrive({ t: 'fault', id: 2, fault: { kind: 'screen/secure' } });
    expect([await answered, (await faultOf(failed)).kind]).toEqual(['A', 'screen/secure']);
    const before = posted.length;
    close();
    expect(await faultOf(open)).toEqual(GONE);
    stop.abort();
    expect(posted.length).toBe(before);
  });
});

describe('a closed port', () => {
  test('fails what was waiting and what comes later; the host stops its work', async () => {
    let signal: AbortSignal | undefined;
    const { client, close } = pair({ 'sop.format': (_: unknown, s: AbortSignal) => { signal = s; return new Promise(() => {}); } });
    const [one, two] = [client.call('sop.format', { text: 'a' }), client.call('sop.format', { text: 'b' })];
    await turn();
    close();
    expect([await faultOf(one), await faultOf(two), await faultOf(client.call('app.ticket')), await client.closed, signal?.aborted]).toEqual([GONE, GONE, GONE, undefined, true]);
  });
});

describe('events', () => {
  test('reach all who listen, in order, until they stop', async () => {
    const { served, client } = pair({});
    const heard: unknown[] = [];
    const stop = client.on('notice', (n) => heard.push(['one', n.text]));
    client.on('notice', (n) => heard.push(['two', n.text]));
    served.emit('notice', { level: 'info', text: 'a' });
    served.emit('library', []);
    await turn();
    stop();
    served.emit('notice', { level: 'info', text: 'b' });
    await turn();
    expect(heard).toEqual([['one', 'a'], ['two', 'a'], ['two', 'b']]);
  });
});

describe('strangers', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 5000; i++) deep = [deep];
  const junk: unknown[] = [
    undefined, null, true, 7, 'call', '', [], {}, [1], new Uint8Array(4), { t: null }, { t: 'call' }, { t: 'call', id: 'x', name: 'app.ticket' }, { t: 'call', id: Number.NaN, name: 'app.ticket' }, { t: 'call', id: 1.5, name: 'app.ticket' },
    { t: 'call', id: 1, name: null }, { t: 'call', id: 1, name: {} }, { t: 'call', id: 1, name: ['app.ticket'] }, { t: 'cancel' }, { t: 'cancel', id: 99 }, { t: 'cancel', id: '__proto__' }, { t: 'answer', id: 99, value: 1 }, { t: 'fault', id: 99 },
    { t: 'event' }, { t: 'event', name: '__proto__', value: 1 }, { t: 'event', name: 'constructor' }, { t: 'run' }, { t: { toString: 'call' } }, JSON.parse('{"__proto__":{"t":"call","id":1,"name":"app.ticket"}}'), deep,
  ];

  test('say nothing that the host answers, or that hurts it', async () => {
    const { port, posted, arrive } = lonePort();
    let calls = 0;
    serve(port, api({ 'app.ticket': () => { calls++; return 't'; } }), pass);
    for (const m of junk) arrive(m);
    await turn();
    expect([posted, calls, 'polluted' in {}]).toEqual([[], 0, false]);
    arrive({ t: 'call', id: 1, name: 'app.ticket', extra: deep });
    await turn();
    expect(posted).toEqual([{ t: 'answer', id: 1, value: 't' }]);
  });

  test('say nothing that hurts the window', async () => {
    const { port, posted, arrive } = lonePort();
    const client = connect(port);
    const call = client.call('app.ticket');
    for (const m of junk) arrive(m);
    arrive({ t: 'answer', id: 1, value: 'first' });
    arrive({ t: 'answer', id: 1, value: 'second' });
    arrive({ t: 'fault', id: 1, fault: { kind: 'screen/secure' } });
    expect([await call, posted]).toEqual(['first', [{ t: 'call', id: 1, name: 'app.ticket', arg: undefined }]]);
  });

  test('a fault of an unknown shape still fails its call', async () => {
    const { port, arrive } = lonePort();
    const client = connect(port);
    const shapes: unknown[] = [undefined, null, 'x', {}, { kind: 'of tomorrow' }, { kind: 'device/not-found' }, { kind: '__proto__' }];
    const calls = shapes.map(() => faultOf(client.call('app.ticket')));
    shapes.forEach((fault, i) => arrive({ t: 'fault', id: i + 1, fault }));
    for (const [i, fault] of (await Promise.all(calls)).entries()) expect(fault).toEqual({ kind: 'internal', detail: expect.stringContaining(`unknown shape: ${JSON.stringify(shapes[i])}`) as unknown });
  });

  test('one number for two calls: the second is refused, the first can still be stopped', async () => {
    const { port, posted, arrive, close } = lonePort();
    const signals: AbortSignal[] = [];
    serve(port, api({ 'sop.format': (_: unknown, s: AbortSignal) => { signals.push(s); return new Promise(() => {}); } }), pass);
    arrive({ t: 'call', id: 1, name: 'sop.format' });
    arrive({ t: 'call', id: 1, name: 'sop.format' });
    await turn();
    close();
    expect([posted, signals.map((s) => s.aborted)]).toEqual([[{ t: 'fault', id: 1, fault: { kind: 'usage', detail: 'The call 1 is not answered yet' } }], [true]]);
  });

  test('a host that could not start answers every call with why', async () => {
    const { port, posted, arrive } = lonePort();
    refuse(port, { kind: 'config', path: '/c', detail: 'torn' });
    for (const m of junk) arrive(m);
    arrive({ t: 'call', id: 5, name: 'app.info' });
    arrive({ t: 'call', id: 6, name: '__proto__' });
    expect(posted).toEqual([5, 6].map((id) => ({ t: 'fault', id, fault: { kind: 'config', path: '/c', detail: 'torn' } })));
  });
});
