// Exports: ListedDevice, parseDevices, connectionState, connectionKind, stateFault.
// The text of `host:devices-l`, read by its words: adbkit reads it by columns, which shift when there is no usb path.

import type { Fault } from '../protocol/faults.ts';
import type { ConnectionState, DeviceInfo } from '../protocol/services.ts';

export interface ListedDevice {
  serial: string;
  state: ConnectionState;
  /** `product`, `model`, `device`, `transport_id`, `usb`, … as the server gave them. */
  fields: Readonly<Record<string, string>>;
}

// A serial may hold spaces (mDNS names: "adb-1A2B (2)._adb-tls-connect._tcp"), `no permissions` holds one itself and is
// followed by advice, and there may be no field at all: the first state word that is followed by a field or the end counts.
const LINE = /^(.+?)\s+(no permissions(?:\s*[;(].*?)?|[a-z]+)((?:\s+(?:[a-z_]+:\S*|\d+-[\d.]+))*)\s*$/;

/** Lines that are no device (notices of the server) are left out. */
export function parseDevices(text: string): ListedDevice[] {
  const found: ListedDevice[] = [];
  for (const line of text.split(/\r?\n/)) {
    const m = LINE.exec(line);
    if (!m || line.startsWith('*') || line.startsWith('List of ')) continue;
    const fields: Record<string, string> = {};
    for (const word of (m[3] ?? '').trim().split(/\s+/)) {
      const colon = word.indexOf(':');
      if (colon > 0) fields[word.slice(0, colon)] = word.slice(colon + 1);
      else if (word !== '') fields['usb'] = word;
    }
    found.push({ serial: m[1]!, state: connectionState(m[2]!), fields });
  }
  return found;
}

const STATES: Readonly<Record<string, ConnectionState>> = {
  device: 'device', unauthorized: 'unauthorized', authorizing: 'authorizing', offline: 'offline', recovery: 'recovery', rescue: 'recovery',
  bootloader: 'bootloader', sideload: 'sideload', connecting: 'connecting', detached: 'offline',
};

export const connectionState = (word: string): ConnectionState => (word.startsWith('no permissions') ? 'no permissions' : (STATES[word] ?? 'unknown'));

export function connectionKind(serial: string, endpoint: 'adb' | 'demo'): DeviceInfo['kind'] {
  if (endpoint === 'demo') return 'demo';
  if (/^emulator-\d+$/.test(serial)) return 'emulator';
  return serial.includes(':') || serial.includes('._adb') ? 'tcp' : 'usb';
}

/** What keeps a phone in this state from being used; `undefined` when nothing does. */
export function stateFault(serial: string, state: ConnectionState): Fault | undefined {
  switch (state) {
    case 'device': return undefined;
    case 'unauthorized': case 'authorizing': return { kind: 'device/unauthorized', serial };
    case 'no permissions': return { kind: 'device/no-permissions', serial };
    case 'offline': case 'connecting': case 'unknown': return { kind: 'device/offline', serial };
    case 'recovery': case 'bootloader': case 'sideload':
      return { kind: 'device/unsupported', what: 'work with it now', why: `It is in ${state} mode: restart it into Android` };
  }
}
