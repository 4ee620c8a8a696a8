// Exports: createRegistry, Registry, mergeDevices.
// All phones of all adb servers under one set of names, and the open sessions.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Fault } from '../protocol/faults.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import type { DeviceInfo } from '../protocol/services.ts';
import { openSession } from './session.ts';
import type { ParseHierarchy } from './tree.ts';
import type { AdbEndpoint, PhoneSession } from './types.ts';

export interface Registry {
  /** As announced last. */
  current(): DeviceInfo[];
  /** Asked anew. A server that does not answer adds nothing; `faults` says why. */
  list(): Promise<DeviceInfo[]>;
  /** Called with the merged list after each change. @returns stop */
  onChange(on: (devices: DeviceInfo[]) => void): () => void;
  /** Servers that cannot be reached. */
  faults(): { endpoint: 'adb' | 'demo'; fault: Fault }[];
  /**
   * The phone that an id or serial means; without a name the only usable one.
   * @throws Failure device/not-found, device/ambiguous, or what keeps the named phone from being used
   */
  resolve(name?: string): Promise<DeviceInfo>;
  /** One session a phone, shared: it ends when each opener has closed what it got. */
  open(id: string): Promise<PhoneSession>;
  /** On the user's own adb server. */
  connect(address: string): Promise<string>;
  pair(address: string, code: string): Promise<string>;
  close(): Promise<void>;
}

/** Ids: the serial; `demo` for the demo phone; with the server's name in front where two servers list the same. */
export function mergeDevices(lists: readonly { endpoint: 'adb' | 'demo'; devices: readonly DeviceInfo[] }[]): DeviceInfo[] {
  const named = lists.flatMap(({ endpoint, devices }) => devices.map((d) => ({ ...d, id: endpoint === 'demo' && devices.length === 1 ? 'demo' : d.serial })));
  const count = Map.groupBy(named, (d) => d.id);
  // The demo phone keeps its short name: scripts rely on it.
  return named.map((d) => ((count.get(d.id)?.length ?? 0) > 1 && d.id !== 'demo' || (d.id === 'demo' && d.endpoint !== 'demo') ? { ...d, id: `${d.endpoint}:${d.serial}` } : d));
}

export function createRegistry(o: { endpoints: readonly AdbEndpoint[]; parse: ParseHierarchy; clock: Clock; log: Log }): Registry {
  const lists = new Map<AdbEndpoint, DeviceInfo[]>();
  const listeners = new Set<(devices: DeviceInfo[]) => void>();
  const sessions = new Map<string, { opening: Promise<PhoneSession>; users: number }>();
  const merged = (): DeviceInfo[] => mergeDevices(o.endpoints.map((e) => ({ endpoint: e.id, devices: lists.get(e) ?? [] })));
  let told = '';
  const tell = (): void => {
    const devices = merged();
    const text = JSON.stringify(devices);
    if (text === told) return;
    told = text;
    for (const on of listeners) on(devices);
  };
  let stops: (() => void)[] = [];

  const list = async (): Promise<DeviceInfo[]> => {
    await Promise.all(o.endpoints.map(async (e) => {
      try {
        lists.set(e, await e.list());
      } catch (error) {
        // Kept by the endpoint's status, which `faults` gives out.
        o.log.write('adb', 'debug', `${e.id}: no list`, faultOf(error));
        lists.set(e, []);
      }
    }));
    tell();
    return merged();
  };

  const usable = (d: DeviceInfo): DeviceInfo => {
    if (d.fault) throw new Failure(d.fault);
    return d;
  };
  const resolve = async (name?: string): Promise<DeviceInfo> => {
    const devices = await list();
    const known = devices.map((d) => d.id);
    if (name === undefined || name === '') {
      const ready = devices.filter((d) => d.state === 'device');
      if (ready.length > 1) throw new Failure({ kind: 'device/ambiguous', serials: ready.map((d) => d.id) });
      if (ready[0]) return ready[0];
      if (devices.length === 1) return usable(devices[0]!);
      throw new Failure({ kind: 'device/not-found', serial: '(any)', known });
    }
    const byId = devices.find((d) => d.id === name);
    if (byId) return usable(byId);
    const bySerial = devices.filter((d) => d.serial === name);
    if (bySerial.length > 1) throw new Failure({ kind: 'device/ambiguous', serials: bySerial.map((d) => d.id) });
    if (bySerial[0]) return usable(bySerial[0]);
    throw new Failure({ kind: 'device/not-found', serial: name, known });
  };
  const users = (): AdbEndpoint => {
    const own = o.endpoints.find((e) => e.id === 'adb');
    if (!own) throw new Failure({ kind: 'device/unsupported', what: 'connect other phones', why: 'No adb server is set up' });
    return own;
  };

  return {
    current: merged,
    list,
    onChange(on) {
      listeners.add(on);
      if (stops.length === 0) stops = o.endpoints.map((e) => e.watch((devices) => { lists.set(e, devices); tell(); }));
      return () => {
        listeners.delete(on);
        if (listeners.size > 0) return;
        for (const stop of stops) stop();
        stops = [];
        told = '';
      };
    },
    faults: () => o.endpoints.flatMap((e) => { const { fault } = e.status(); return fault ? [{ endpoint: e.id, fault }] : []; }),
    resolve,
    async open(id) {
      const device = await resolve(id);
      const endpoint = o.endpoints.find((e) => e.id === device.endpoint)!;
      let entry = sessions.get(device.id);
      if (!entry) {
        entry = { opening: openSession({ device, endpoint, parse: o.parse, clock: o.clock, log: o.log }), users: 0 };
        sessions.set(device.id, entry);
      }
      const mine = entry;
      mine.users++;
      const release = async (): Promise<void> => {
        if (--mine.users > 0) return;
        if (sessions.get(device.id) === mine) sessions.delete(device.id);
        await (await mine.opening).close();
      };
      let session: PhoneSession;
      try {
        session = await mine.opening;
      } catch (e) {
        if (sessions.get(device.id) === mine) sessions.delete(device.id);
        throw e;
      }
      // Each opener closes its own share, once.
      let over = false;
      return Object.create(session, { close: { value: async () => { if (!over) { over = true; await release(); } } } }) as PhoneSession;
    },
    connect: (address) => users().connect(address),
    pair: (address, code) => users().pair(address, code),
    async close() {
      for (const stop of stops) stop();
      stops = [];
      listeners.clear();
      const open = [...sessions.values()];
      sessions.clear();
      // One that never opened has told its opener already.
      await Promise.all(open.map((s) => s.opening.then((session) => session.close(), () => undefined)));
      await Promise.all(o.endpoints.map((e) => e.close()));
    },
  };
}
