// Exports: VirtualDevice, createDevice. One demo phone as adb sees it: files, properties, settings, processes, sockets.

import type { Clock } from '../../base/clock.ts';
import type { Phone } from '../types.ts';
import { FileSystem } from './files.ts';
import type { Pipe } from './pipe.ts';
import { SettingsStore } from './android/settings-store.ts';

/** Something on the phone that accepts connections. */
export type Listener = (pipe: Pipe) => Promise<void>;

export interface Process { pid: number; name: string; user: string }

export interface VirtualDevice {
  readonly phone: Phone;
  readonly clock: Clock;
  readonly files: FileSystem;
  readonly settings: SettingsStore;
  /** As adb numbers its transports, from 1. */
  readonly transportId: number;
  /** Sockets on the phone by spec, such as `tcp:7`; `reverse` adds to them. */
  readonly listeners: Map<string, Listener>;
  /** Log entries before this one were cleared with `logcat -c`. */
  logMark: { at: number; count: number };
  prop(name: string): string;
  props(): Map<string, string>;
  /** Seconds since the epoch, whole. */
  seconds(): number;
  uptimeMs(): number;
  processes(): Process[];
  pidOf(name: string): number | undefined;
  /** Width and height in the natural orientation, px. */
  naturalSize(): { width: number; height: number };
  /** What a capture shows: protected windows are black. RGBA, not to be written to, and to be copied before anything is awaited. */
  capture(): { width: number; height: number; data: Uint8Array };
}

const PROPS: readonly (readonly [string, string])[] = [
  ['ro.build.version.release', '14'], ['ro.build.version.sdk', '34'], ['ro.build.version.codename', 'REL'], ['ro.build.version.security_patch', '2024-08-05'],
  ['ro.build.id', 'UP1A.231005.007'], ['ro.build.display.id', 'UP1A.231005.007 demo'], ['ro.build.type', 'user'], ['ro.build.tags', 'release-keys'],
  ['ro.build.characteristics', 'default'], ['ro.build.fingerprint', 'countersign/demo/demo:14/UP1A.231005.007/1:user/release-keys'],
  ['ro.product.brand', 'Countersign'], ['ro.product.manufacturer', 'Countersign'], ['ro.product.model', 'Demo_Phone'], ['ro.product.name', 'demo'], ['ro.product.device', 'demo'], ['ro.product.board', 'demo'],
  ['ro.product.cpu.abi', 'x86_64'], ['ro.product.cpu.abilist', 'x86_64'], ['ro.product.locale', 'en-US'], ['ro.sf.lcd_density', '320'], ['ro.debuggable', '0'], ['ro.secure', '1'], ['ro.kernel.qemu', '0'],
  ['persist.sys.locale', 'en-US'], ['persist.sys.timezone', 'UTC'], ['sys.boot_completed', '1'], ['dev.bootcomplete', '1'], ['init.svc.bootanim', 'stopped'], ['service.bootanim.exit', '1'], ['sys.usb.state', 'adb'], ['ro.hardware', 'demo'],
];

/** A number that a name always gives, for pids and window hashes. */
export function stableNumber(name: string, from: number, span: number): number {
  let h = 2166136261;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16777619);
  return from + ((h >>> 0) % span);
}

function black(width: number, height: number): Uint8Array {
  const data = Buffer.alloc(width * height * 4);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return data;
}

/** The files of a fresh phone. */
function image(files: FileSystem, device: () => VirtualDevice): void {
  for (const dir of ['/system', '/system/bin', '/system/app', '/system/framework', '/system/fonts', '/product', '/vendor', '/apex']) files.install(dir, { dir: 'rom' });
  for (const dir of ['/proc', '/dev', '/sys', '/mnt', '/storage', '/storage/emulated']) files.install(dir, { dir: 'read' });
  files.install('/data', { dir: 'none' });
  files.install('/data/app', { dir: 'none' });
  files.install('/data/data', { dir: 'none' });
  files.install('/data/local', { dir: 'none' });
  files.install('/data/local/tmp', { dir: 'write' }, 0o771);
  files.install('/storage/emulated/0', { dir: 'write' }, 0o770);
  for (const dir of ['Alarms', 'Android', 'Android/data', 'DCIM', 'DCIM/Camera', 'Documents', 'Download', 'Movies', 'Music', 'Pictures', 'Pictures/Screenshots']) files.install(`/storage/emulated/0/${dir}`, { dir: 'write' }, 0o770);
  files.install('/storage/self', { dir: 'read' });
  files.install('/storage/self/primary', { link: '/storage/emulated/0' });
  files.install('/sdcard', { link: '/storage/self/primary' });
  files.install('/bin', { link: '/system/bin' });
  files.install('/etc', { link: '/system/etc' });
  files.install('/system/etc/hosts', { text: '127.0.0.1       localhost\n::1             ip6-localhost\n' });
  files.install('/system/build.prop', { made: () => [...device().props()].map(([k, v]) => `${k}=${v}\n`).join('') }, 0o600);
  for (const name of ['null', 'zero', 'urandom', 'tty'] as const) files.install(`/dev/${name}`, { device: name });
  files.install('/dev/input', { dir: 'read' });
  files.install('/dev/input/event1', { device: 'null' }, 0o660);
  files.install('/proc/version', { made: () => 'Linux version 6.1.57-android14-demo (build@countersign) #1 SMP PREEMPT\n' });
  files.install('/proc/meminfo', { made: () => 'MemTotal:        3978240 kB\nMemFree:         1204224 kB\nMemAvailable:    2310144 kB\n' });
  files.install('/proc/cpuinfo', { made: () => 'processor\t: 0\nmodel name\t: Demo\n\nprocessor\t: 1\nmodel name\t: Demo\n' });
  files.install('/proc/uptime', { made: () => `${(device().uptimeMs() / 1000).toFixed(2)} 0.00\n` });
}

/** The device part of a phone; one per phone for as long as it is served. */
export function createDevice(phone: Phone, clock: Clock, transportId: number): VirtualDevice {
  const bootedAt = clock.now();
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const files = new FileSystem(seconds);
  let size: { width: number; height: number } | undefined;
  const device: VirtualDevice = {
    phone, clock, files, transportId, seconds,
    settings: new SettingsStore(phone),
    listeners: new Map(),
    logMark: { at: 0, count: 0 },
    prop: (name) => device.props().get(name) ?? '',
    props: () => new Map([...PROPS, ['ro.serialno', phone.serial] as const, ['ro.boot.serialno', phone.serial] as const, ...phone.props].sort(([a], [b]) => (a < b ? -1 : 1))),
    // A phone that has just come up has been booting for a while.
    uptimeMs: () => clock.now() - bootedAt + 60_000,
    processes() {
      const names = new Set(['com.android.systemui', ...phone.save().tasks.map((t) => t.package), phone.focus.package]);
      return [...names].filter((n) => n !== '').map((name) => ({ pid: stableNumber(name, 2000, 20_000), name, user: name === 'com.android.systemui' ? 'system' : `u0_a${stableNumber(name, 100, 100)}` }));
    },
    pidOf: (name) => (name === 'system_server' ? 1200 : name === 'adbd' ? 301 : device.processes().find((p) => p.name === name)?.pid),
    naturalSize() {
      if (size === undefined) {
        const { width, height } = phone.frame();
        size = phone.rotation % 2 === 0 ? { width, height } : { width: height, height: width };
      }
      return size;
    },
    capture() {
      const { width, height, data } = phone.frame();
      return { width, height, data: phone.focus.secure ? black(width, height) : data };
    },
  };
  image(files, () => device);
  // RFC 862 echo, so that a forward can be tried against something.
  device.listeners.set('tcp:7', async (pipe) => {
    for (let b = await pipe.read(); b !== null; b = await pipe.read()) await pipe.write(b);
  });
  return device;
}
