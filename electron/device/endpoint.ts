// Exports: createEndpoint.
// One adb server: its list of phones, followed through restarts, and sockets to their services.

import type { Duplex } from 'node:stream';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Fault } from '../protocol/faults.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import type { DeviceInfo } from '../protocol/services.ts';
import { deadline } from './deadline.ts';
import { connectionKind, parseDevices, stateFault, type ListedDevice } from './devices.ts';
import { createServerClient } from './server.ts';
import { createDevice } from './shell.ts';
import type { AdbEndpoint } from './types.ts';
import { expectOkay, readerOf, readValue, send } from './wire.ts';

/** Longest wait for an answer of the server itself. */
const HOST_MS = 5_000;
/** Longest wait for a phone to open a service; a phone that sleeps deeply takes seconds. */
const OPEN_MS = 10_000;
/** `connect` and `pair` wait for another machine. */
const REMOTE_MS = 20_000;
/** How long the list waits for a phone to tell its model and version. */
const IDENTITY_MS = 2_000;
const BACK_OFF = { first: 250, most: 5_000 };

/** The fault behind the message of a `FAIL`. @param seen whether this serial was ever listed: then it was unplugged, else it never was there */
export function refusal(message: string, serial: string, seen: boolean, known: string[]): Fault {
  if (/unauthorized|authorizing/i.test(message)) return { kind: 'device/unauthorized', serial };
  if (/no permissions|insufficient permissions/i.test(message)) return { kind: 'device/no-permissions', serial };
  if (/offline|still connecting/i.test(message)) return { kind: 'device/offline', serial };
  if (/device .*not found|no devices|device not found|unknown device/i.test(message)) return seen ? { kind: 'device/disconnected', serial } : { kind: 'device/not-found', serial, known };
  return { kind: 'adb/protocol', detail: message.trim() === '' ? 'The server refused without a reason' : message.trim() };
}

/** @param o.id `demo` for the built-in server, whose phones are always of kind `demo` */
export function createEndpoint(o: { id: 'adb' | 'demo'; host: string; port: number; clock: Clock; log: Log }): AdbEndpoint {
  const server = createServerClient({ host: o.host, port: o.port, heard: (text) => o.log.write('adb', 'debug', `${o.id}: ${text}`) });
  const closed = new AbortController();
  const watchers = new Set<(devices: DeviceInfo[]) => void>();
  const seen = new Set<string>();
  /** Model and version by serial and transport: a replugged phone may have been updated. */
  const identities = new Map<string, { model: string; android: string }>();
  let fault: Fault | undefined;
  let announced = '';
  let current: DeviceInfo[] = [];
  let following: AbortController | undefined;

  const lost = (): Fault => server.unreachable;
  const until = (signal?: AbortSignal): AbortSignal => (signal ? AbortSignal.any([signal, closed.signal]) : closed.signal);

  /** One question to the server, answered by one text. */
  const ask = (request: string, ms: number, refused: (message: string) => Fault, signal?: AbortSignal): Promise<string> =>
    deadline({ clock: o.clock, ms, signal: until(signal), late: () => ({ kind: 'adb/protocol', detail: `No answer to ${request.replace(/^host:pair:[^:]*/, 'host:pair')} within ${ms / 1000} s` }) }, async (s) => {
      const socket = await server.dial(s);
      try {
        const reader = readerOf(socket, lost);
        await send(socket, request, lost);
        await expectOkay(reader, refused);
        return await readValue(reader);
      } finally {
        socket.destroy();
      }
    });
  const plainRefusal = (message: string): Fault => ({ kind: 'adb/protocol', detail: message });
  const refusedFor = (serial: string) => (message: string): Fault => refusal(message, serial, seen.has(serial), current.map((d) => d.serial));

  const listed = async (): Promise<ListedDevice[]> => {
    try {
      const devices = parseDevices(await ask('host:devices-l', HOST_MS, plainRefusal));
      fault = undefined;
      for (const d of devices) seen.add(d.serial);
      return devices;
    } catch (e) {
      fault = faultOf(e);
      throw e;
    }
  };

  const identityKey = (d: ListedDevice): string => `${d.serial} ${d.fields['transport_id'] ?? ''}`;
  const info = (d: ListedDevice): DeviceInfo => {
    const identity = identities.get(identityKey(d));
    const broken = stateFault(d.serial, d.state);
    return {
      id: d.serial, serial: d.serial, endpoint: o.id, state: d.state, kind: connectionKind(d.serial, o.id),
      model: identity?.model || (d.fields['model'] ?? '').replaceAll('_', ' '), android: identity?.android ?? '',
      ...(broken ? { fault: broken } : {}),
    };
  };
  const identify = async (devices: readonly ListedDevice[]): Promise<void> => {
    const wanted = new Set(devices.map(identityKey));
    for (const key of identities.keys()) if (!wanted.has(key)) identities.delete(key);
    await Promise.all(devices.map(async (d) => {
      if (d.state !== 'device' || identities.has(identityKey(d))) return;
      try {
        const phone = createDevice({ info: info(d), endpoint: self, clock: o.clock });
        const [model, android] = await Promise.all(['ro.product.model', 'ro.build.version.release'].map((name) => phone.shell(['getprop', name], { timeoutMs: IDENTITY_MS, signal: closed.signal })));
        identities.set(identityKey(d), { model: model!.stdout.trim(), android: android!.stdout.trim() });
      } catch (e) {
        // The list is true without it; the next change asks again.
        if (!closed.signal.aborted) o.log.write('adb', 'info', `${d.serial} did not tell its model`, faultOf(e));
      }
    }));
  };

  const announce = (devices: DeviceInfo[]): void => {
    const text = JSON.stringify([devices, fault]);
    current = devices;
    if (text === announced) return;
    announced = text;
    for (const on of watchers) on(devices);
  };

  let refreshing: Promise<void> | undefined;
  let again = false;
  /** Reads the list and announces it; calls while one is under way make it read once more. */
  const refresh = (): Promise<void> => {
    if (refreshing) { again = true; return refreshing; }
    refreshing = (async () => {
      do {
        again = false;
        try {
          const devices = await listed();
          announce(devices.map(info));
          await identify(devices);
          if (!again) announce(devices.map(info));
        } catch (e) {
          if (closed.signal.aborted) return;
          o.log.write('adb', 'debug', `${o.id}: no list`, faultOf(e));
          announce([]);
        }
      } while (again && !closed.signal.aborted);
    })().finally(() => { refreshing = undefined; });
    return refreshing;
  };

  /** Follows the server through its restarts until nobody watches. */
  const follow = async (signal: AbortSignal): Promise<void> => {
    let pause = BACK_OFF.first;
    while (!signal.aborted) {
      try {
        await server.track(signal, () => { pause = BACK_OFF.first; void refresh(); });
        if (!signal.aborted) o.log.write('adb', 'info', `${o.id}: the adb server went away`);
      } catch (e) {
        if (signal.aborted) return;
        if (!(e instanceof Failure)) o.log.write('adb', 'warning', `${o.id}: tracking failed`, faultOf(e));
      }
      if (signal.aborted) return;
      await refresh();
      try {
        await o.clock.sleep(pause, signal);
      } catch {
        return; // Only the signal ends a sleep early.
      }
      pause = Math.min(pause * 2, BACK_OFF.most);
    }
  };

  const address = (text: string): string => {
    const clean = text.trim();
    if (!/^(?:\[[0-9a-fA-F:%.\w]+\]|[\w.-]+)(?::\d{1,5})?$/.test(clean)) throw new Failure({ kind: 'usage', detail: `"${clean}" is no address: write HOST:PORT, such as 192.168.1.20:5555` });
    return clean;
  };

  const self: AdbEndpoint = {
    id: o.id,
    watch(on) {
      watchers.add(on);
      if (!following) {
        following = new AbortController();
        void follow(AbortSignal.any([following.signal, closed.signal]));
      } else if (announced !== '') {
        on(current);
      }
      return () => {
        watchers.delete(on);
        if (watchers.size === 0) { following?.abort(); following = undefined; announced = ''; }
      };
    },
    async list() {
      const devices = await listed();
      await identify(devices);
      const now = devices.map(info);
      // Who watches must not know less than who asks.
      if (watchers.size > 0) announce(now);
      return now;
    },
    status: () => (fault ? { fault } : {}),
    open: (serial, service, signal) =>
      deadline({ clock: o.clock, ms: OPEN_MS, signal: until(signal), late: () => ({ kind: 'device/offline', serial }) }, async (s): Promise<Duplex> => {
        const socket = await server.dial(s);
        try {
          const gone = (): Fault => ({ kind: 'device/disconnected', serial });
          const reader = readerOf(socket, gone);
          await send(socket, `host:transport:${serial}`, gone);
          await expectOkay(reader, refusedFor(serial));
          await send(socket, service, gone);
          await expectOkay(reader, (message) => {
            const f = refusal(message, serial, true, []);
            // `closed` is all that adbd says about a service it does not have.
            return f.kind === 'adb/protocol' ? { kind: 'device/unsupported', what: `the service ${service.split(':', 1)[0]!}`, why: `The phone said: ${message}` } : f;
          });
          reader.release();
          return socket;
        } catch (e) {
          socket.destroy();
          throw e;
        }
      }),
    async features(serial, signal) {
      return new Set((await ask(`host-serial:${serial}:features`, HOST_MS, refusedFor(serial), signal)).split(',').map((f) => f.trim()).filter((f) => f !== ''));
    },
    async connect(text) {
      const to = address(text);
      const said = await ask(`host:connect:${to}`, REMOTE_MS, (message) => refusal(message, to, false, []));
      if (/^(?:already )?connected to/i.test(said)) return said.trim();
      if (/authenticate/i.test(said)) throw new Failure({ kind: 'device/unauthorized', serial: to });
      throw new Failure({ kind: 'device/unsupported', what: `connect to ${to}`, why: said.trim() || 'The adb server gave no reason' });
    },
    async pair(text, code) {
      const to = address(text);
      if (!/^[\x21-\x7e]{1,64}$/.test(code) || code.includes(':')) throw new Failure({ kind: 'usage', detail: 'The pairing code is the number that the phone shows' });
      const said = await ask(`host:pair:${code}:${to}`, REMOTE_MS, (message) => ({ kind: 'device/unsupported', what: `pair with ${to}`, why: message.trim() || 'The adb server gave no reason' }));
      if (!/^successfully paired/i.test(said)) throw new Failure({ kind: 'device/unsupported', what: `pair with ${to}`, why: said.trim() });
      return said.trim();
    },
    async close() {
      closed.abort(new Failure({ kind: 'run/aborted' }));
      following?.abort();
      watchers.clear();
      await refreshing;
    },
  };
  return self;
}
