// Exports: serve, adb, adbMissing, raw, request. A server on an ephemeral port and the real adb client against it.

import { spawn, spawnSync } from 'node:child_process';
import * as net from 'node:net';
import { systemClock } from '../../electron/base/clock.ts';
import { serveAdb, type AdbServer } from '../../electron/demo-phone/adb/server.ts';
import { fakePhone, type FakePhone } from './fake-phone.ts';

export async function serve(phones: FakePhone[] = [fakePhone()]): Promise<{ server: AdbServer; phone: FakePhone; port: number; [Symbol.asyncDispose](): Promise<void> }> {
  const server = await serveAdb({ phones, clock: systemClock });
  return { server, phone: phones[0] as FakePhone, port: server.port, async [Symbol.asyncDispose]() { await server.close(); } };
}

/** Whether there is an adb client to test with. */
export const adbMissing = spawnSync('adb', ['version'], { stdio: 'ignore' }).status !== 0;

export interface Ran { code: number | null; out: string; err: string; bytes: Buffer }

/** Runs the adb client; `port` must be served already, or the client would start a server of its own. */
export function adb(port: number, args: readonly string[], input?: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('adb', ['-P', String(port), ...args], { env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent', ANDROID_ADB_SERVER_PORT: String(port) }, stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (b: Buffer) => out.push(b));
    child.stderr.on('data', (b: Buffer) => err.push(b));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, bytes: Buffer.concat(out), out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
    child.stdin.end(input);
  });
}

/** Sends `parts` one after another on a bare socket and resolves with all that came back. */
export function raw(port: number, parts: readonly (string | Buffer)[], o: { fin?: boolean; until?: (got: Buffer) => boolean } = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const got: Buffer[] = [];
    socket.on('data', (b) => { got.push(b); if (o.until?.(Buffer.concat(got))) { socket.destroy(); } });
    socket.on('close', () => resolve(Buffer.concat(got)));
    socket.on('end', () => socket.destroy());
    socket.on('error', reject);
    for (const p of parts) socket.write(p);
    if (o.fin) socket.end();
  });
}

export const request = (s: string): string => Buffer.byteLength(s).toString(16).padStart(4, '0') + s;
