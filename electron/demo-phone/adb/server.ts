// Exports: serveAdb, AdbServer. An adb host server for demo phones: unmodified adb clients talk to it as to the real one.
// Follows AOSP's adb/OVERVIEW.TXT and SERVICES.TXT: 4 hex digits + request → OKAY or FAIL + 4 hex digits + text.

import * as net from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { Failure } from '../../protocol/faults.ts';
import type { Phone } from '../types.ts';
import { Reader, isAbort, socketPipe, type Pipe } from './pipe.ts';
import { openService, type ReverseHost } from './services.ts';
import { createDevice, type VirtualDevice } from './virtual-device.ts';
import { serveWire } from './wire.ts';

/** ADB_SERVER_VERSION of all clients since 2019: another number makes them stop this server and start their own. */
const VERSION = 41;
/** Only what is implemented, or clients would use the rest. */
export const FEATURES = ['shell_v2', 'cmd', 'stat_v2', 'ls_v2', 'fixed_push_mkdir', 'sendrecv_v2'] as const;
/** Longest request a client may make. */
const MAX_REQUEST = 0xffff;

export interface AdbServer {
  readonly port: number;
  /** Opens an adbd port, so that a real adb server can `adb connect 127.0.0.1:PORT`. */
  expose(phone: Phone): Promise<{ port: number; close(): Promise<void> }>;
  close(): Promise<void>;
}

type State = 'device' | 'unauthorized' | 'gone';

interface Slot {
  device: VirtualDevice;
  /** Sockets that speak with this phone; cut when it is unplugged. */
  sockets: Set<net.Socket>;
  forwards: Map<string, { server: net.Server; remote: string }>;
  stop: () => void;
}

const text = (s: string): Buffer => Buffer.from(Buffer.byteLength(s).toString(16).padStart(4, '0') + s);
const OKAY = Buffer.from('OKAY');
const okay = (s?: string): Buffer => (s === undefined ? OKAY : Buffer.concat([OKAY, text(s)]));
const fail = (s: string): Buffer => Buffer.concat([Buffer.from('FAIL'), text(s)]);

/** Starts listening on loopback. @throws Failure `net/port-taken` */
export async function serveAdb(o: { phones: readonly Phone[]; port?: number; clock: Clock; host?: '127.0.0.1' }): Promise<AdbServer> {
  const host = new HostServer(o.phones, o.clock, o.host ?? '127.0.0.1');
  const port = await host.listen(o.port ?? 0);
  return { port, expose: (phone) => host.expose(phone), close: () => host.close() };
}

/** Listens or fails with a Fault. */
async function listen(server: net.Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (e: NodeJS.ErrnoException) => reject(e.code === 'EADDRINUSE' || e.code === 'EACCES' ? new Failure({ kind: 'net/port-taken', port }) : e));
    server.listen(port, host, () => resolve());
  });
  return (server.address() as net.AddressInfo).port;
}

const closed = (server: net.Server): Promise<void> => new Promise((resolve) => { server.close(() => resolve()); });

class HostServer {
  private readonly slots: Slot[] = [];
  private readonly server = net.createServer({ allowHalfOpen: true, noDelay: true }, (s) => this.accept(s));
  private readonly sockets = new Set<net.Socket>();
  private readonly watchers = new Set<() => void>();
  private readonly exposed = new Set<() => Promise<void>>();
  private readonly address: string;

  constructor(phones: readonly Phone[], clock: Clock, address: string) {
    this.address = address;
    for (const [i, phone] of phones.entries()) {
      const slot: Slot = { device: createDevice(phone, clock, i + 1), sockets: new Set(), forwards: new Map(), stop: () => undefined };
      slot.stop = phone.onFault((fault, on) => {
        if (fault !== 'disconnect' && fault !== 'unauthorized') return;
        if (on) {
          for (const s of slot.sockets) s.destroy();
          for (const f of slot.forwards.values()) f.server.close();
          slot.forwards.clear();
        }
        for (const w of this.watchers) w();
      });
      this.slots.push(slot);
    }
  }

  listen(port: number): Promise<number> {
    return listen(this.server, port, this.address);
  }

  async expose(phone: Phone): Promise<{ port: number; close(): Promise<void> }> {
    const slot = this.slots.find((s) => s.device.phone === phone);
    if (!slot) throw new Failure({ kind: 'device/not-found', serial: phone.serial, known: this.slots.map((s) => s.device.phone.serial) });
    const sockets = new Set<net.Socket>();
    const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      if (phone.faults.has('disconnect')) { socket.destroy(); return; }
      for (const set of [sockets, this.sockets]) {
        set.add(socket);
        socket.on('close', () => set.delete(socket));
      }
      void serveWire(slot.device, socketPipe(socket), FEATURES).catch((e: unknown) => { if (!isAbort(e)) throw e; }).finally(() => socket.destroy());
    });
    const stop = phone.onFault((fault, on) => { if (on && (fault === 'disconnect' || fault === 'unauthorized')) for (const s of sockets) s.destroy(); });
    const port = await listen(server, 0, this.address);
    const close = async (): Promise<void> => {
      if (!this.exposed.delete(close)) return;
      stop();
      for (const s of sockets) s.destroy();
      await closed(server);
    };
    this.exposed.add(close);
    return { port, close };
  }

  async close(): Promise<void> {
    for (const slot of this.slots) {
      slot.stop();
      for (const f of slot.forwards.values()) f.server.close();
    }
    for (const close of this.exposed) await close();
    for (const s of this.sockets) s.destroy();
    await closed(this.server);
  }

  private accept(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    const pipe = socketPipe(socket);
    this.serve(socket, pipe).catch((e: unknown) => {
      // The client left in the middle; anything else is a defect and must not be hidden.
      if (!isAbort(e)) throw e;
    }).finally(() => {
      socket.end();
      // A client that never closes its side would keep the socket for ever.
      socket.resume();
    });
  }

  /** One connection: requests until a service takes it over or an answer ends it. */
  private async serve(socket: net.Socket, pipe: ReturnType<typeof socketPipe>): Promise<void> {
    const reader = new Reader(pipe);
    let bound: Slot | undefined;
    for (;;) {
      const head = await reader.exactly(4);
      if (head === null) return;
      const digits = head.toString('latin1');
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) return pipe.write(fail(`protocol fault (couldn't read length): ${JSON.stringify(digits)}`));
      const length = Number.parseInt(digits, 16);
      const raw = length > MAX_REQUEST ? null : await reader.exactly(length);
      if (raw === null) return;
      const request = raw.toString('utf8');
      if (request.startsWith('host')) {
        const transport = this.transport(request);
        if (transport === undefined) return this.query(request, pipe, bound);
        if (typeof transport === 'string') return pipe.write(fail(transport));
        bound = transport.slot;
        bound.sockets.add(socket);
        socket.on('close', () => transport.slot.sockets.delete(socket));
        await pipe.write(transport.reply);
        continue;
      }
      if (!bound) return pipe.write(fail('device not found'));
      return this.service(bound, request, reader, pipe);
    }
  }

  private async service(slot: Slot, request: string, reader: Reader, pipe: ReturnType<typeof socketPipe>): Promise<void> {
    const service = openService(slot.device, request.replace(/\0$/, ''), this.reverseHost);
    if (!service) return pipe.write(fail(/^(tcp|local)/.test(request) ? 'Connection refused' : 'closed'));
    await pipe.write(OKAY);
    const quit = new AbortController();
    // The client's FIN is the end, once what it sent before has been read and acted on.
    void pipe.ended.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      quit.abort();
    });
    const signal = AbortSignal.any([pipe.signal, quit.signal]);
    await service({ ...pipe, signal, read: () => reader.some(), write: (d) => pipe.write(d), end: () => pipe.end() });
  }

  /** Connections that the phone makes to the computer. */
  private readonly reverseHost: ReverseHost = (target) => connectLocal(target);

  private stateOf(slot: Slot): State {
    const { faults } = slot.device.phone;
    return faults.has('disconnect') ? 'gone' : faults.has('unauthorized') ? 'unauthorized' : 'device';
  }

  private get present(): Slot[] {
    return this.slots.filter((s) => this.stateOf(s) !== 'gone');
  }

  /** The phone a request means, or the words adb uses when there is none. */
  private pick(how: { serial?: string; id?: number; usb?: boolean }, anyState: boolean): Slot | string {
    let found = this.present;
    if (how.serial !== undefined) {
      found = found.filter((s) => s.device.phone.serial === how.serial);
      if (found.length === 0) return `device '${how.serial}' not found`;
    } else if (how.id !== undefined) {
      found = found.filter((s) => s.device.transportId === how.id);
      if (found.length === 0) return `no device with transport id '${how.id}'`;
    } else if (how.usb) return 'no devices found';
    if (found.length > 1) return 'more than one device/emulator';
    const slot = found[0];
    if (!slot) return 'no devices/emulators found';
    if (!anyState && this.stateOf(slot) === 'unauthorized') return "device unauthorized.\nThis adb server's $ADB_VENDOR_KEYS is not set\nTry 'adb kill-server' if that seems wrong.\nOtherwise check for a confirmation dialog on your device.";
    return slot;
  }

  /** `host:transport…` and `host:tport…`; `undefined` for any other request. */
  private transport(request: string): { slot: Slot; reply: Buffer } | string | undefined {
    const m = /^host:(?:(transport)(?:-(any|usb|local)|-id:(\d+)|:(.+))|(tport):(?:(any|usb|local)|serial:(.+)))$/s.exec(request);
    if (!m) return undefined;
    const which = m[2] ?? m[6];
    const slot = this.pick({ serial: m[4] ?? m[7], id: m[3] === undefined ? undefined : Number(m[3]), usb: which === 'usb' }, false);
    if (typeof slot === 'string') return slot;
    if (m[5] === undefined) return { slot, reply: OKAY };
    const id = Buffer.alloc(8);
    id.writeBigUInt64LE(BigInt(slot.device.transportId));
    return { slot, reply: Buffer.concat([OKAY, id]) };
  }

  private row(slot: Slot, long: boolean): string {
    const { phone, transportId } = slot.device;
    const state = this.stateOf(slot);
    if (!long) return `${phone.serial}\t${state}\n`;
    const details = state === 'device' ? ` product:${slot.device.prop('ro.product.name')} model:${slot.device.prop('ro.product.model').replace(/\W/g, '_')} device:${slot.device.prop('ro.product.device')}` : '';
    return `${phone.serial.padEnd(22)} ${state}${details} transport_id:${transportId}\n`;
  }

  private list(long: boolean): string {
    return this.present.map((s) => this.row(s, long)).join('');
  }

  /** Answers a request that is about the server or about one phone, then the connection ends. */
  private async query(request: string, pipe: ReturnType<typeof socketPipe>, bound: Slot | undefined): Promise<void> {
    let how: { serial?: string; id?: number; usb?: boolean } = bound ? { serial: bound.device.phone.serial } : {};
    let what: string;
    const prefix = /^host(?:-(serial|transport-id|usb|local))?:/.exec(request);
    if (!prefix) return pipe.write(fail('unknown host service'));
    what = request.slice(prefix[0].length);
    if (prefix[1] === 'serial') {
      // A serial may hold colons (`127.0.0.1:5555`): the longest one that is here wins.
      const known = this.slots.map((s) => s.device.phone.serial).filter((s) => what.startsWith(`${s}:`)).sort((a, b) => b.length - a.length)[0];
      const serial = known ?? (/^([^:]+(?::\d+)?):/.exec(what)?.[1] ?? what);
      how = { serial };
      what = what.slice(serial.length + 1);
    } else if (prefix[1] === 'transport-id') {
      const at = what.indexOf(':');
      how = { id: Number(what.slice(0, at)) };
      what = what.slice(at + 1);
    } else if (prefix[1] === 'usb') how = { usb: true };

    const of = async (anyState: boolean, answer: (slot: Slot) => Buffer | Promise<Buffer>): Promise<void> => {
      const slot = this.pick(how, anyState);
      return pipe.write(typeof slot === 'string' ? fail(slot) : await answer(slot));
    };
    const [verb = '', ...more] = what.split(':');
    const rest = more.join(':');
    switch (verb) {
      case 'version': return pipe.write(okay(VERSION.toString(16).padStart(4, '0')));
      case 'host-features': return pipe.write(okay(FEATURES.join(',')));
      case 'devices': return pipe.write(okay(this.list(false)));
      case 'devices-l': return pipe.write(okay(this.list(true)));
      case 'track-devices': case 'track-devices-l': return this.track(pipe, verb === 'track-devices-l');
      case 'features': return of(false, () => okay(FEATURES.join(',')));
      case 'get-state': return of(true, (s) => okay(this.stateOf(s)));
      case 'get-serialno': return of(true, (s) => okay(s.device.phone.serial));
      case 'get-devpath': return of(true, () => okay('demo'));
      case 'forward': return this.forward(how, rest, pipe);
      case 'list-forward': return pipe.write(okay(this.slots.filter((s) => how.serial === undefined || s.device.phone.serial === how.serial).flatMap((s) => [...s.forwards].map(([local, f]) => `${s.device.phone.serial} ${local} ${f.remote}\n`)).join('')));
      case 'killforward': {
        const slot = this.slots.find((s) => s.forwards.has(rest));
        if (!slot) return pipe.write(fail(`listener '${rest}' not found`));
        slot.forwards.get(rest)?.server.close();
        slot.forwards.delete(rest);
        return pipe.write(Buffer.concat([OKAY, OKAY]));
      }
      case 'killforward-all':
        for (const s of this.slots) {
          for (const f of s.forwards.values()) f.server.close();
          s.forwards.clear();
        }
        return pipe.write(Buffer.concat([OKAY, OKAY]));
      case 'connect': return pipe.write(okay(`failed to connect to '${rest}': this server serves the demo phone only`));
      case 'pair': return pipe.write(okay('Failed: this server serves the demo phone only'));
      case 'disconnect': return pipe.write(rest === '' ? okay('disconnected everything') : fail(`no such device '${rest}'`));
      case 'reconnect': return of(true, (s) => okay(`reconnecting ${s.device.phone.serial} [${this.stateOf(s)}]\n`));
      case 'reconnect-offline': return pipe.write(okay('done\n'));
      case 'emulator': return;
      case 'mdns': return pipe.write(okay(rest === 'check' ? 'ERROR: mdns daemon unavailable' : ''));
      case 'kill': return pipe.write(fail('this server belongs to Countersign: close its window to stop it'));
      default: {
        const wait = /^wait-for(?:-(usb|local|any))?-(device|recovery|rescue|sideload|bootloader|disconnect)$/.exec(what);
        if (wait) return this.waitFor(how, wait[2] as string, wait[1] === 'usb', pipe);
        return pipe.write(fail('unknown host service'));
      }
    }
  }

  /** Calls `on` at each change of the list until the client leaves. */
  private watch(pipe: Pipe & { ended: Promise<void> }, on: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => { if (on()) done(); };
      const done = (): void => { this.watchers.delete(check); resolve(); };
      this.watchers.add(check);
      void pipe.ended.then(done);
    });
  }

  private async track(pipe: Pipe & { ended: Promise<void> }, long: boolean): Promise<void> {
    await pipe.write(okay(this.list(long)));
    await this.watch(pipe, () => {
      pipe.write(text(this.list(long))).catch((e: unknown) => { if (!isAbort(e)) throw e; });
      return false;
    });
  }

  private async waitFor(how: { serial?: string; id?: number }, state: string, usb: boolean, pipe: Pipe & { ended: Promise<void> }): Promise<void> {
    await pipe.write(OKAY);
    const reached = (): boolean => {
      const slot = this.pick({ ...how, usb }, true);
      if (state === 'disconnect') return typeof slot === 'string' && !slot.startsWith('more');
      return typeof slot !== 'string' && this.stateOf(slot) === state;
    };
    if (!reached()) await this.watch(pipe, reached);
    await pipe.write(OKAY);
  }

  /** `[norebind:]LOCAL;REMOTE`: two OKAYs (connected, done), then the port if it was chosen here. */
  private async forward(how: { serial?: string; id?: number; usb?: boolean }, rest: string, pipe: Pipe): Promise<void> {
    const m = /^(norebind:)?([^;]+);([^;]+)$/.exec(rest);
    if (!m) return pipe.write(fail(`bad forward: ${rest}`));
    const slot = this.pick(how, false);
    if (typeof slot === 'string') return pipe.write(fail(slot));
    const local = m[2] as string;
    const remote = m[3] as string;
    const tcp = /^tcp:(\d{1,5})$/.exec(local);
    if (!tcp) return pipe.write(fail(`cannot bind listener: only tcp:PORT can be forwarded on this computer`));
    const existing = this.slots.find((s) => s.forwards.has(local));
    const old = existing?.forwards.get(local);
    if (old && m[1] !== undefined) return pipe.write(fail('cannot rebind existing socket'));
    if (old && existing === slot) {
      old.remote = remote;
      return pipe.write(Buffer.concat([OKAY, OKAY]));
    }
    const entry = { remote, server: net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.sockets.add(socket);
      slot.sockets.add(socket);
      socket.on('close', () => { this.sockets.delete(socket); slot.sockets.delete(socket); });
      const client = socketPipe(socket);
      const service = openService(slot.device, entry.remote, this.reverseHost);
      if (!service) { socket.destroy(); return; }
      service(client).catch((e: unknown) => { if (!isAbort(e)) throw e; }).finally(() => socket.end());
    }) };
    let port: number;
    try {
      port = await listen(entry.server, Number(tcp[1]), this.address);
    } catch (e) {
      if (e instanceof Failure) return pipe.write(fail(`cannot bind listener: Address already in use`));
      throw e;
    }
    slot.forwards.set(`tcp:${port}`, entry);
    await pipe.write(Buffer.concat([OKAY, OKAY, ...(tcp[1] === '0' ? [text(String(port))] : [])]));
  }
}

/** A connection to `tcp:PORT` on this computer. */
export function connectLocal(target: string): Promise<Pipe | undefined> {
  const m = /^tcp:(\d{1,5})$/.exec(target);
  if (!m) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const socket = net.connect({ port: Number(m[1]), host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const pipe = socketPipe(socket);
    socket.once('connect', () => resolve(pipe));
    socket.once('close', () => resolve(undefined));
  });
}

