// Exports: server, ask, upgrade, socket, Answered. Browser mode's real server on a small window folder, and raw clients for it.

import * as fs from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { createLog } from '../../electron/base/log.ts';
import type { Port } from '../../electron/protocol/rpc.ts';
import { serveBrowser, type BrowserServer } from '../../electron/serve.ts';

export interface Served extends BrowserServer {
  /** `127.0.0.1:PORT` */
  host: string;
  /** Ports handed over so far. */
  ports: Port[];
  /** Texts of the log so far. */
  logged(): string[];
  /** Moves the server's clock. */
  later(ms: number): void;
}

/** Ends with the test. @param onPort besides collecting it */
export async function server(onPort: (port: Port) => void = () => {}): Promise<Served> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-serve-'));
  const folder = path.join(root, 'window');
  fs.mkdirSync(path.join(folder, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Window</title>');
  fs.writeFileSync(path.join(folder, 'assets', 'a.js'), 'export {};');
  fs.writeFileSync(path.join(folder, 'notes.secret'), 'no type of the window');
  fs.writeFileSync(path.join(root, 'outside.json'), '"outside"');
  let now = 1000;
  const clock = { now: () => now, sleep: () => Promise.reject(new Error('Nothing sleeps here')) };
  const log = createLog({ clock });
  const ports: Port[] = [];
  const made = await serveBrowser({ folder, port: 0, log, now: clock.now, onPort: (p) => { ports.push(p); onPort(p); } });
  onTestFinished(async () => { await made.close(); fs.rmSync(root, { recursive: true }); });
  return { ...made, host: `127.0.0.1:${made.port}`, ports, logged: () => log.recent().map((l) => l.text), later: (ms) => { now += ms; } };
}

export interface Answered { status: number; headers: Record<string, string>; body: string }

/** Sends bytes as they are and reads until the server closes. Headers are given as they came, names in small letters. */
export async function ask(port: number, text: string): Promise<Answered> {
  const raw = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const s = net.connect(port, '127.0.0.1', () => s.write(Buffer.from(text, 'latin1')));
    s.on('data', (d) => chunks.push(d));
    s.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    s.on('error', reject);
  });
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(lines.map((l) => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 1).trim()])),
    body: body.join('\r\n\r\n'),
  };
}

/** A request for a file. */
export const get = (s: Served, target: string, o: { method?: string; host?: string } = {}): Promise<Answered> =>
  ask(s.port, `${o.method ?? 'GET'} ${target} HTTP/1.1\r\nHost: ${o.host ?? s.host}\r\nConnection: close\r\n\r\n`);

/** An asking for a WebSocket, in which everything may be wrong; `null` leaves a header out. Only for what is refused: an accepted one stays open. */
export function upgrade(s: Served, o: { target?: string; host?: string; origin?: string | null; protocol?: string | null; key?: string | null; method?: string; extra?: string } = {}): Promise<Answered> {
  const header = (name: string, value: string | null): string => (value === null ? '' : `${name}: ${value}\r\n`);
  return ask(s.port, `${o.method ?? 'GET'} ${o.target ?? '/rpc'} HTTP/1.1\r\nHost: ${o.host ?? s.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`
    + header('Sec-WebSocket-Key', o.key === undefined ? 'AAAAAAAAAAAAAAAAAAAAAA==' : o.key)
    + header('Origin', o.origin === undefined ? `http://${s.host}` : o.origin)
    + header('Sec-WebSocket-Protocol', o.protocol === undefined ? `countersign, ${s.ticket()}` : o.protocol)
    + `${o.extra ?? ''}\r\n`);
}

/** A connection as the window makes it. @throws when it is refused */
export async function socket(s: Served, ticket = s.ticket()): Promise<WebSocket> {
  const ws = new WebSocket(`ws://${s.host}/rpc`, ['countersign', ticket], { origin: `http://${s.host}` });
  onTestFinished(() => ws.terminate());
  await new Promise((resolve, reject) => { ws.once('open', resolve); ws.once('error', reject); });
  return ws;
}
