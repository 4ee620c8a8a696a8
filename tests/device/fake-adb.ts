// Exports: createFakeAdb, shellReply, fakeClock, memoryLog.
// A scripted adb server on loopback for the ways things go wrong; what goes right is tested on the demo phone.

import * as net from 'node:net';
import type { Clock } from '../../electron/base/clock.ts';
import { createLog, type Log } from '../../electron/base/log.ts';
import { shellPacket } from '../../electron/device/wire.ts';

/** Answers a service on the phone; the socket has been told OKAY unless `refuse` is returned. */
export type Service = (service: string, socket: net.Socket, serial: string) => void;

export interface FakeAdb {
  readonly port: number;
  /** Lines of `devices-l`; setting them tells the trackers. */
  setDevices(lines: readonly string[]): void;
  features: string;
  service: Service;
  /** Replaces the answer to the transport request, e.g. `FAIL` texts or garbage. */
  transport: (serial: string, socket: net.Socket) => boolean;
  /** Answers `host:connect` and `host:pair`, which need another machine. */
  remote: (request: string) => string;
  /** Requests seen, in order. */
  readonly requests: string[];
  readonly open: Set<net.Socket>;
  /** Drops every connection and the port. */
  die(): Promise<void>;
  /** Listens again on the same port. */
  live(): Promise<void>;
}

const value = (text: string): string => Buffer.byteLength(text).toString(16).padStart(4, '0') + text;

export async function createFakeAdb(): Promise<FakeAdb> {
  let devices: readonly string[] = [];
  const trackers = new Set<net.Socket>();
  const open = new Set<net.Socket>();
  const requests: string[] = [];
  let server: net.Server;
  let port = 0;

  const list = (long: boolean): string => devices.map((line) => {
    if (long) return `${line}\n`;
    const [serial, state] = line.split(/\s+/);
    return `${serial}\t${state}\n`;
  }).join('');

  const fake: FakeAdb = {
    get port() { return port; },
    features: 'shell_v2,cmd',
    service: (_s, socket) => { socket.end(); },
    transport: () => false,
    remote: () => 'failed: nobody is there',
    requests, open,
    setDevices(lines) {
      devices = lines;
      for (const t of trackers) t.write(value(list(false)));
    },
    async die() {
      for (const s of open) s.destroy();
      await new Promise<void>((resolve) => { server.close(() => resolve()); });
    },
    live: () => start(),
  };

  const handle = (socket: net.Socket): void => {
    open.add(socket);
    socket.on('close', () => { open.delete(socket); trackers.delete(socket); });
    socket.on('error', () => { /* clients hang up as they like */ });
    let held = Buffer.alloc(0);
    let serial: string | undefined;
    const onData = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 4) {
        const length = parseInt(held.toString('latin1', 0, 4), 16);
        if (held.length < 4 + length) return;
        const request = held.toString('utf8', 4, 4 + length);
        held = held.subarray(4 + length);
        requests.push(request);
        if (serial !== undefined) {
          socket.off('data', onData);
          fake.service(request, socket, serial);
          return;
        }
        if (request === 'host:devices-l') { socket.end(`OKAY${value(list(true))}`); return; }
        if (request === 'host:track-devices') { trackers.add(socket); socket.write(`OKAY${value(list(false))}`); continue; }
        if (/^host-serial:.*:features$/.test(request)) { socket.end(`OKAY${value(fake.features)}`); return; }
        if (request.startsWith('host:transport:')) {
          const wanted = request.slice('host:transport:'.length);
          if (fake.transport(wanted, socket)) return;
          const line = devices.find((l) => l.startsWith(wanted));
          if (!line) { socket.end(`FAIL${value(`device '${wanted}' not found`)}`); return; }
          if (line.includes('unauthorized')) { socket.end(`FAIL${value('device unauthorized.\nThis adb server\'s $ADB_VENDOR_KEYS is not set')}`); return; }
          if (line.includes('offline')) { socket.end(`FAIL${value('device offline')}`); return; }
          serial = wanted;
          socket.write('OKAY');
          continue;
        }
        if (/^host:(?:connect|pair):/.test(request)) { socket.end(`OKAY${value(fake.remote(request))}`); return; }
        socket.end(`FAIL${value('unknown host service')}`);
        return;
      }
    };
    socket.on('data', onData);
  };
  const start = async (): Promise<void> => {
    server = net.createServer(handle);
    await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(port, '127.0.0.1', resolve); });
    port = (server.address() as net.AddressInfo).port;
  };
  await start();
  return fake;
}

/** OKAY and a whole shell v2 conversation. */
export function shellReply(socket: net.Socket, o: { stdout?: string | Buffer; stderr?: string; code?: number }): void {
  socket.end(Buffer.concat([Buffer.from('OKAY'), shellPacket(1, Buffer.from(o.stdout ?? '')), shellPacket(2, Buffer.from(o.stderr ?? '')), shellPacket(3, Uint8Array.of(o.code ?? 0))]));
}

/** Time that passes only when told; `advance` wakes sleepers in their order. */
export function fakeClock(start = 1_700_000_000_000): Clock & { advance(ms: number): Promise<void>; readonly sleepers: number } {
  let now = start;
  const waiting = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms, signal) => new Promise((resolve, reject) => {
      if (signal?.aborted) { reject(new DOMException('Aborted', 'AbortError')); return; }
      const sleeper = { at: now + ms, wake: () => { waiting.delete(sleeper); resolve(); } };
      waiting.add(sleeper);
      signal?.addEventListener('abort', () => { if (waiting.delete(sleeper)) reject(new DOMException('Aborted', 'AbortError')); }, { once: true });
    }),
    get sleepers() { return waiting.size; },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = [...waiting].filter((w) => w.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        next.wake();
        await new Promise((resolve) => { setImmediate(resolve); });
      }
      now = end;
    },
  };
}

export const memoryLog = (clock: Clock): Log => createLog({ clock });
