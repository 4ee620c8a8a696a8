// Exports: Reader, readerOf, tie, send, expectOkay, readValue, write, ShellPacket ids, shellPacket, nextShellPacket, syncPush, syncPull.
// The parts of adb's client protocol that adbkit lacks or gets wrong: shell v2, exact reads with back-pressure, sync, abort.
// Protocol: AOSP packages/modules/adb, OVERVIEW.TXT, SERVICES.TXT, SYNC.TXT, shell_protocol.h.

import type { Duplex } from 'node:stream';
import type { Fault } from '../protocol/faults.ts';
import { Failure } from '../protocol/faults.ts';

/**
 * Takes bytes off a socket only as they are asked for, so that a slow reader slows the phone instead of filling memory
 * (what is held here is at most one buffer of the socket more than was asked).
 */
export interface Reader {
  /** Exactly `n` bytes. @throws Failure(lost) when the stream ends first */
  exactly(n: number): Promise<Buffer>;
  /** Whatever has arrived, at least one byte; `undefined` at the end. @throws Failure(lost) when the socket broke */
  some(): Promise<Buffer | undefined>;
  /** Puts back what was not asked for, so that the socket can be handed on. */
  release(): void;
}

const AWAITED = ['readable', 'end', 'close', 'error'] as const;

/** @param lost the fault of a stream that ends or breaks in the middle of something */
export function readerOf(socket: Duplex, lost: () => Fault): Reader {
  let parts: Buffer[] = [];
  let held = 0;
  const broken = (): unknown => {
    const e = socket.errored;
    // Destroyed by our own signal: its reason is the answer. A reset by the other side is a loss.
    return e !== null && (e instanceof Failure || e.name === 'AbortError') ? e : new Failure(lost());
  };
  const arrival = (): Promise<void> => new Promise((resolve) => {
    const on = (): void => {
      for (const name of AWAITED) socket.off(name, on);
      resolve();
    };
    for (const name of AWAITED) socket.on(name, on);
  });
  /** Takes what has arrived, waiting for it; false at the end. All of it: `read(n)` on too little would announce it again at once. */
  const more = async (): Promise<boolean> => {
    for (;;) {
      if (socket.errored) throw broken();
      const chunk = socket.read() as Buffer | null;
      if (chunk !== null) { parts.push(chunk); held += chunk.length; return true; }
      if (socket.readableEnded) return false;
      if (socket.destroyed) throw broken();
      await arrival();
    }
  };
  const take = (n: number): Buffer => {
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    parts = n < all.length ? [all.subarray(n)] : [];
    held -= n;
    return all.subarray(0, n);
  };
  return {
    async exactly(n) {
      while (held < n) if (!(await more())) throw new Failure(lost());
      return take(n);
    },
    async some() {
      if (held === 0 && !(await more())) return undefined;
      return take(held);
    },
    release() {
      if (held > 0) socket.unshift(take(held));
    },
  };
}

/** Ends the socket with the signal's reason when it fires. */
export function tie(socket: Duplex, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const stop = (): void => {
    const reason: unknown = signal.reason;
    socket.destroy(reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError'));
  };
  if (signal.aborted) { stop(); return; }
  signal.addEventListener('abort', stop, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', stop));
}

/** Writes and waits until the socket wants more. @throws Failure(lost) */
export function write(socket: Duplex, data: Uint8Array, lost: () => Fault): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      const e = socket.errored;
      reject(e !== null && (e instanceof Failure || e.name === 'AbortError') ? e : new Failure(lost()));
    };
    if (socket.destroyed || socket.writableEnded) { fail(); return; }
    socket.write(data, (e) => { if (e) fail(); else resolve(); });
  });
}

/** A smart-socket request: four hex digits of length, then the text. */
export function send(socket: Duplex, request: string, lost: () => Fault): Promise<void> {
  const body = Buffer.from(request, 'utf8');
  if (body.length > 0xffff) return Promise.reject(new Failure({ kind: 'adb/protocol', detail: `The request is too long (${body.length} bytes)` }));
  return write(socket, Buffer.concat([Buffer.from(body.length.toString(16).padStart(4, '0'), 'ascii'), body]), lost);
}

/** A length-prefixed text. @throws Failure(adb/protocol) when the prefix is no hex number */
export async function readValue(reader: Reader): Promise<string> {
  const head = (await reader.exactly(4)).toString('latin1');
  if (!/^[0-9a-f]{4}$/i.test(head)) throw new Failure({ kind: 'adb/protocol', detail: `Expected a length, got ${JSON.stringify(head)}` });
  return (await reader.exactly(parseInt(head, 16))).toString('utf8');
}

/** @param refused the fault behind the message of a `FAIL`. @throws Failure on `FAIL` and on anything that is no answer */
export async function expectOkay(reader: Reader, refused: (message: string) => Fault): Promise<void> {
  const status = (await reader.exactly(4)).toString('latin1');
  if (status === 'OKAY') return;
  if (status === 'FAIL') throw new Failure(refused(await readValue(reader)));
  throw new Failure({ kind: 'adb/protocol', detail: `Expected OKAY or FAIL, got ${JSON.stringify(status)}` });
}

export const SHELL_STDIN = 0;
export const SHELL_STDOUT = 1;
export const SHELL_STDERR = 2;
export const SHELL_EXIT = 3;
export const SHELL_CLOSE_STDIN = 4;

/** A packet of shell v2: id, length as 32-bit little endian, payload. */
export function shellPacket(id: number, payload: Uint8Array = new Uint8Array(0)): Buffer {
  const head = Buffer.alloc(5);
  head[0] = id;
  head.writeUInt32LE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** adbd never sends more than its payload limit of 1 MiB at once: more means that the stream is out of step. */
const MAX_PACKET = 4 * 2 ** 20;

/** @throws Failure(lost) at the end of the stream, Failure(adb/protocol) when it is no shell v2 */
export async function nextShellPacket(reader: Reader): Promise<{ id: number; payload: Buffer }> {
  const head = await reader.exactly(5);
  const id = head[0]!;
  const length = head.readUInt32LE(1);
  if (id > 5 || length > MAX_PACKET) throw new Failure({ kind: 'adb/protocol', detail: `Not a shell v2 packet (id ${id}, ${length} bytes)` });
  return { id, payload: await reader.exactly(length) };
}

/** adb's limit of one DATA block. */
const SYNC_BLOCK = 64 * 1024;

function syncHead(id: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 4, 'ascii');
  head.writeUInt32LE(length >>> 0, 4);
  return head;
}

const syncFail = async (reader: Reader, length: number, command: string): Promise<never> => {
  const stderr = (await reader.exactly(Math.min(length, SYNC_BLOCK))).toString('utf8');
  throw new Failure({ kind: 'device/shell', command, code: 1, stderr });
};

/**
 * SEND on an open `sync:` socket. @param at ms since the epoch, becomes the file's time
 * @throws Failure(device/shell) with the phone's reason, such as a read-only path
 */
export async function syncPush(socket: Duplex, reader: Reader, data: Uint8Array, remote: string, at: number, lost: () => Fault): Promise<void> {
  const target = Buffer.from(`${remote},${0o100644}`, 'utf8');
  await write(socket, Buffer.concat([syncHead('SEND', target.length), target]), lost);
  for (let from = 0; from < data.length; from += SYNC_BLOCK) {
    const part = data.subarray(from, from + SYNC_BLOCK);
    await write(socket, Buffer.concat([syncHead('DATA', part.length), part]), lost);
  }
  await write(socket, syncHead('DONE', Math.floor(at / 1000)), lost);
  const head = await reader.exactly(8);
  const id = head.toString('latin1', 0, 4);
  if (id === 'FAIL') await syncFail(reader, head.readUInt32LE(4), `push ${remote}`);
  if (id !== 'OKAY') throw new Failure({ kind: 'adb/protocol', detail: `Expected OKAY after a push, got ${JSON.stringify(id)}` });
}

/** RECV on an open `sync:` socket, block by block; the phone waits while the caller is busy. @throws Failure(device/shell) when there is no such file */
export async function* syncPull(socket: Duplex, reader: Reader, remote: string, lost: () => Fault): AsyncGenerator<Buffer, void, undefined> {
  const name = Buffer.from(remote, 'utf8');
  await write(socket, Buffer.concat([syncHead('RECV', name.length), name]), lost);
  for (;;) {
    const head = await reader.exactly(8);
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (id === 'DONE') return;
    if (id === 'FAIL') await syncFail(reader, length, `pull ${remote}`);
    if (id !== 'DATA' || length > SYNC_BLOCK) throw new Failure({ kind: 'adb/protocol', detail: `Expected DATA in a pull, got ${JSON.stringify(id)} of ${length} bytes` });
    yield await reader.exactly(length);
  }
}
