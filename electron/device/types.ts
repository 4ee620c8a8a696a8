// Exports: AdbEndpoint, AdbDevice, ScreenBackend, InputBackend, TreeBackend, PhoneSession and their parts.
// What the device layer promises to those above it. Coordinates: device pixels of the current rotation.

import type { Duplex } from 'node:stream';
import type { GesturePoint } from '../protocol/actions.ts';
import type { Fault } from '../protocol/faults.ts';
import type { DeviceState, Frame, Hierarchy, TreeFailure, VideoPacket } from '../protocol/screen.ts';
import type { Capability, DeviceInfo, SessionInfo } from '../protocol/services.ts';

/** One adb server: the user's, or the built-in one of the demo phone. */
export interface AdbEndpoint {
  readonly id: 'adb' | 'demo';
  /** Announces the list now and after each change; an unreachable server is an empty list plus `fault` of `status`. @returns stop */
  watch(on: (devices: DeviceInfo[]) => void): () => void;
  list(): Promise<DeviceInfo[]>;
  /** A socket on which the device's service (`shell:…`, `exec:…`, `sync:`) speaks. */
  open(serial: string, service: string, signal?: AbortSignal): Promise<Duplex>;
  /** What the phone's adbd can do, such as `shell_v2`, `cmd`, `ls_v2`. */
  features(serial: string, signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** Why the list is empty, when the server cannot be reached. */
  status(): { fault?: Fault };
  connect(address: string): Promise<string>;
  pair(address: string, code: string): Promise<string>;
  close(): Promise<void>;
}

export interface ShellResult { stdout: string; stderr: string; code: number }

/** A phone on an endpoint. Commands given as a list are quoted for the device's shell, word by word. */
export interface AdbDevice {
  readonly info: DeviceInfo;
  shell(command: readonly string[], o?: { signal?: AbortSignal; timeoutMs?: number }): Promise<ShellResult>;
  exec(command: readonly string[], o?: { signal?: AbortSignal; timeoutMs?: number }): Promise<Buffer>;
  stream(command: readonly string[], signal: AbortSignal): Promise<Duplex>;
  push(data: Uint8Array, remote: string, signal?: AbortSignal): Promise<void>;
  pull(remote: string, signal?: AbortSignal): Promise<Buffer>;
  props(): Promise<Record<string, string>>;
}

export interface ScreenBackend {
  readonly cap: Capability;
  /** Frames until `signal` fires; resolves at the end, rejects with a Failure when the phone is lost. */
  start(o: { maxSize: number; signal: AbortSignal }, on: (packet: VideoPacket) => void): Promise<void>;
}

export interface InputBackend {
  readonly cap: Capability;
  tap(x: number, y: number): Promise<void>;
  longPress(x: number, y: number): Promise<void>;
  /** Follows the points in their times. */
  gesture(points: readonly GesturePoint[]): Promise<void>;
  /** Android key name without `KEYCODE_`, such as `BACK`, `HOME`, `ENTER`, `DEL`, `APP_SWITCH`. */
  key(name: string): Promise<void>;
  /** Types into the focused field, any Unicode; `how` names the route taken. */
  text(s: string): Promise<{ how: string }>;
  /** Empties the focused field, which holds `length` characters. */
  clear(length: number): Promise<void>;
  /** `fresh`: the app is stopped first and begins where it starts. */
  startApp(packageName: string, o?: { fresh: boolean }): Promise<void>;
}

export type TreeResult = { ok: true; hierarchy: Hierarchy; tookMs: number } | { ok: false; failure: TreeFailure; tookMs: number };

export interface TreeBackend {
  readonly cap: Capability;
  dump(o: { timeoutMs: number; signal?: AbortSignal }): Promise<TreeResult>;
}

export interface InstalledApp { package: string; label: string; activity: string }

/** Frame and tree that belong together. */
export interface Observation {
  frame?: Frame;
  tree: TreeResult;
  state: DeviceState;
  at: number;
}

/** One open phone. `input` is for `control/executor.ts` alone (tests/layers.test.ts holds that). */
export interface PhoneSession {
  readonly device: AdbDevice;
  readonly info: SessionInfo;
  readonly input: InputBackend;
  /** Mirror: frames to every subscriber, newest wins, restarted across rotation and time limits. */
  mirror(o: { maxSize: number; signal: AbortSignal }, on: (packet: VideoPacket) => void): Promise<void>;
  still(signal?: AbortSignal): Promise<Frame>;
  state(signal?: AbortSignal): Promise<DeviceState>;
  /** Re-reads until frame and tree agree or `settleMs` is over. A tree failure is a result, never an empty tree. */
  observe(o: { settleMs: number; signal?: AbortSignal }): Promise<Observation>;
  apps(): Promise<InstalledApp[]>;
  /** Resolves while the phone is reachable; waits for its return after a disconnect. */
  whenOnline(signal: AbortSignal): Promise<void>;
  /** Called when another rung comes into use or a rung turns out not to work. @returns stop */
  onInfo?(on: (info: SessionInfo) => void): () => void;
  /** Called on each change of reachability. @returns stop */
  onOnline(on: (online: boolean) => void): () => void;
  close(): Promise<void>;
}
