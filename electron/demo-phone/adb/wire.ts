// Exports: serveWire. The adbd side of the adb transport (AOSP protocol.txt): CNXN, AUTH, OPEN, OKAY, WRTE, CLSE.
// A real adb server connects to it with `adb connect 127.0.0.1:PORT`.

import { createPublicKey, publicDecrypt, constants, randomBytes } from 'node:crypto';
import { Inbox, Reader, isAbort, type Pipe } from './pipe.ts';
import { openService, type ReverseHost } from './services.ts';
import type { VirtualDevice } from './virtual-device.ts';

const CNXN = 0x4e584e43;
const AUTH = 0x48545541;
const OPEN = 0x4e45504f;
const OKAY = 0x59414b4f;
const WRTE = 0x45545257;
const CLSE = 0x45534c43;

/** From this version on checksums are not looked at. */
const VERSION = 0x01000001;
const MAX_DATA = 256 * 1024;
const AUTH_TOKEN = 1;
const AUTH_SIGNATURE = 2;
const AUTH_PUBLIC_KEY = 3;
/** How many signatures are looked at before the public key is awaited. */
const MAX_SIGNATURES = 64;

function message(command: number, arg0: number, arg1: number, data: Uint8Array = new Uint8Array()): Buffer {
  const out = Buffer.allocUnsafe(24 + data.length);
  let sum = 0;
  // Peers older than VERSION still check the sum; ours is only needed while greeting.
  if (command === CNXN || command === AUTH) for (const b of data) sum = (sum + b) >>> 0;
  for (const [i, v] of [command, arg0, arg1, data.length, sum, (command ^ 0xffffffff) >>> 0].entries()) out.writeUInt32LE(v >>> 0, i * 4);
  out.set(data, 24);
  return out;
}

/** Keys that were accepted once, for as long as the phone is served. */
const ACCEPTED = new WeakMap<VirtualDevice, Set<string>>();

/**
 * The key of an `AUTH` public key message: base64 of Android's RSAPublicKey (words, n0inv, modulus, rr, exponent; all
 * little-endian), then a name. @returns `undefined` if it is none
 */
function publicKey(data: Buffer): { id: string; pem: ReturnType<typeof createPublicKey> } | undefined {
  const id = data.toString('utf8').replace(/\0+$/, '').split(' ')[0] ?? '';
  const raw = Buffer.from(id, 'base64');
  if (raw.length !== 524 || raw.readUInt32LE(0) !== 64) return undefined;
  const n = Buffer.from(raw.subarray(8, 264)).reverse();
  const e = Buffer.alloc(4);
  e.writeUInt32BE(raw.readUInt32LE(520));
  return { id, pem: createPublicKey({ key: { kty: 'RSA', n: n.toString('base64url'), e: e.subarray(e.findIndex((b) => b !== 0)).toString('base64url') }, format: 'jwk' }) };
}

/** Whether `signature` is the token signed as a SHA-1 digest (PKCS#1 1.5), as adb does. */
function signed(id: string, token: Buffer, signature: Buffer): boolean {
  const key = publicKey(Buffer.from(id));
  if (!key) return false;
  try {
    const plain = publicDecrypt({ key: key.pem, padding: constants.RSA_PKCS1_PADDING }, signature);
    return plain.subarray(-20).equals(token);
  } catch {
    // Not made with this key: the padding does not come out.
    return false;
  }
}

/** Serves one connection from a real adb server until it ends. */
export async function serveWire(device: VirtualDevice, pipe: Pipe, features: readonly string[]): Promise<void> {
  await new Wire(device, pipe, features).serve();
}

interface Stream { remote: number; inbox: Inbox; gone: AbortController; acknowledge: () => void; owed: boolean; closed: boolean }

class Wire {
  private readonly streams = new Map<number, Stream>();
  private nextId = 1;
  private maxData = MAX_DATA;
  private readonly opening = new Map<number, (remote: number | undefined) => void>();
  private readonly device: VirtualDevice;
  private readonly pipe: Pipe;
  private readonly features: readonly string[];

  constructor(device: VirtualDevice, pipe: Pipe, features: readonly string[]) {
    this.device = device;
    this.pipe = pipe;
    this.features = features;
  }

  private send(command: number, arg0: number, arg1: number, data?: Uint8Array): Promise<void> {
    return this.pipe.write(message(command, arg0, arg1, data));
  }

  async serve(): Promise<void> {
    const reader = new Reader(this.pipe);
    const accepted = ACCEPTED.get(this.device) ?? new Set<string>();
    ACCEPTED.set(this.device, accepted);
    let token = randomBytes(20);
    let online = false;
    let signatures = 0;
    try {
      for (;;) {
        const head = await reader.exactly(24);
        if (head === null) return;
        const [command = 0, arg0 = 0, arg1 = 0, length = 0] = [0, 4, 8, 12].map((at) => head.readUInt32LE(at));
        // Out of step, or not adb at all: there is no way back.
        if (((command ^ 0xffffffff) >>> 0) !== head.readUInt32LE(20) || length > MAX_DATA * 4) return;
        const data = await reader.exactly(length);
        if (data === null) return;
        if (command === CNXN) {
          this.maxData = Math.max(4096, Math.min(MAX_DATA, arg1));
          await this.send(AUTH, AUTH_TOKEN, 0, token);
        } else if (command === AUTH && arg0 === AUTH_SIGNATURE) {
          if (!this.device.phone.faults.has('unauthorized') && [...accepted].some((id) => signed(id, token, data))) {
            online = true;
            await this.greet();
          } else {
            if (++signatures > MAX_SIGNATURES) return;
            token = randomBytes(20);
            await this.send(AUTH, AUTH_TOKEN, 0, token);
          }
        } else if (command === AUTH && arg0 === AUTH_PUBLIC_KEY) {
          const key = publicKey(data);
          if (!key) return;
          await this.allowed();
          accepted.add(key.id);
          online = true;
          await this.greet();
        } else if (online) await this.stream(command, arg0, arg1, data);
      }
    } finally {
      for (const s of this.streams.values()) this.drop(s);
      for (const answer of this.opening.values()) answer(undefined);
    }
  }

  /** The prompt on the phone: `unauthorized` stands for one that has not been accepted yet. */
  private allowed(): Promise<void> {
    const { phone } = this.device;
    if (!phone.faults.has('unauthorized')) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const stop = phone.onFault((fault, on) => { if (fault === 'unauthorized' && !on) { stop(); resolve(); } });
      this.pipe.signal.addEventListener('abort', () => { stop(); reject(this.pipe.signal.reason as Error); }, { once: true });
    });
  }

  private greet(): Promise<void> {
    const p = (n: string): string => this.device.prop(n);
    const banner = `device::ro.product.name=${p('ro.product.name')};ro.product.model=${p('ro.product.model')};ro.product.device=${p('ro.product.device')};features=${this.features.join(',')}`;
    return this.send(CNXN, VERSION, MAX_DATA, Buffer.from(banner));
  }

  private drop(s: Stream): void {
    s.closed = true;
    s.inbox.finish();
    s.gone.abort();
    s.acknowledge();
  }

  /** `arg0` is the peer's id of the stream, `arg1` ours. */
  private async stream(command: number, arg0: number, arg1: number, data: Buffer): Promise<void> {
    if (command === OPEN) {
      const service = openService(this.device, data.toString('utf8').replace(/\0+$/, ''), this.reverseHost);
      if (!service) return this.send(CLSE, 0, arg0);
      const { id, pipe } = this.create(arg0);
      await this.send(OKAY, id, arg0);
      void service(pipe).catch((e: unknown) => { if (!isAbort(e)) throw e; }).finally(() => pipe.end());
      return;
    }
    const answer = this.opening.get(arg1);
    if (answer) {
      this.opening.delete(arg1);
      answer(command === OKAY ? arg0 : undefined);
      return;
    }
    const s = this.streams.get(arg1);
    if (!s) {
      if (command === WRTE) await this.send(CLSE, 0, arg0);
      return;
    }
    if (command === OKAY) s.acknowledge();
    else if (command === WRTE) {
      // The next packet comes only after our OKAY: a full inbox is the back-pressure.
      if (s.inbox.push(data)) await this.send(OKAY, arg1, arg0);
      else s.owed = true;
    } else if (command === CLSE) {
      this.streams.delete(arg1);
      s.inbox.finish();
      s.closed = true;
      // What was sent before the end is still acted on.
      setImmediate(() => setImmediate(() => this.drop(s)));
    }
  }

  private create(remote: number): { id: number; pipe: Pipe } {
    const id = this.nextId++;
    const ignore = (e: unknown): void => { if (!isAbort(e)) throw e; };
    let waiting: (() => void)[] = [];
    let credit = true;
    const stream: Stream = {
      remote, closed: false, owed: false, gone: new AbortController(),
      inbox: new Inbox(() => {
        if (!stream.owed || stream.closed) return;
        stream.owed = false;
        this.send(OKAY, id, stream.remote).catch(ignore);
      }),
      acknowledge() {
        credit = true;
        const all = waiting;
        waiting = [];
        for (const w of all) w();
      },
    };
    this.streams.set(id, stream);
    let last: Promise<void> = Promise.resolve();
    const signal = AbortSignal.any([stream.gone.signal, this.pipe.signal]);
    const put = async (data: Uint8Array): Promise<void> => {
      for (let at = 0; at < data.length; at += this.maxData) {
        // One packet may be under way: each is answered with OKAY.
        while (!credit && !stream.closed) await new Promise<void>((resolve) => { waiting.push(resolve); });
        signal.throwIfAborted();
        if (stream.closed) return;
        credit = false;
        await this.send(WRTE, id, stream.remote, data.subarray(at, at + this.maxData));
      }
    };
    let ended = false;
    return {
      id,
      pipe: {
        signal,
        read: () => stream.inbox.take(),
        write(data) {
          const done = last.then(() => put(data));
          last = done.catch(ignore);
          return done;
        },
        end: () => {
          if (ended) return;
          ended = true;
          void last.then(() => {
            if (stream.closed) return;
            this.streams.delete(id);
            this.send(CLSE, id, stream.remote).catch(ignore);
            this.drop(stream);
          });
        },
      },
    };
  }

  /** A stream from the phone to the computer, for `reverse:`. */
  private readonly reverseHost: ReverseHost = async (target) => {
    const { id, pipe } = this.create(0);
    const answered = new Promise<number | undefined>((resolve) => { this.opening.set(id, resolve); });
    await this.send(OPEN, id, 0, Buffer.from(`${target}\0`));
    const remote = await answered;
    const stream = this.streams.get(id);
    if (remote === undefined || !stream) { this.streams.delete(id); return undefined; }
    stream.remote = remote;
    return pipe;
  };
}
