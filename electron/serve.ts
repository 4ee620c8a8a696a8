// Exports: serveBrowser. Browser mode: the host's services over HTTP and WebSocket on loopback, for one user of this machine.
// What protects it: bound to 127.0.0.1; Host and Origin must be exactly ours (DNS rebinding, other pages); a token that
// works once, carried in the URL's fragment (never sent to a server, never in a log) and then as a WebSocket subprotocol;
// no cookies; a strict content security policy; the URL reaches the browser through a file only the user can read.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Log } from './base/log.ts';
import { HEADERS, readWindowFile } from './base/static.ts';
import { Failure } from './protocol/faults.ts';
import type { Port } from './protocol/rpc.ts';
import { decodeMessage, encodeMessage } from './protocol/wire.ts';

const MAX_MESSAGE = 32 * 2 ** 20;
const TICKET_MS = 15 * 60_000;
const PATH = '/rpc';

export interface BrowserServer {
  port: number;
  /** The address with a fresh token in its fragment. */
  url(): string;
  /** A fresh single-use token. */
  ticket(): string;
  close(): Promise<void>;
}

/**
 * @param folder the built window (`dist/renderer`)
 * @param onPort called for each authenticated connection
 * @throws Failure `net/port-taken`, `usage`
 */
export async function serveBrowser(o: { folder: string; port: number; log: Log; now: () => number; onPort: (port: Port) => void }): Promise<BrowserServer> {
  if (!Number.isInteger(o.port) || o.port < 0 || o.port > 65535) throw new Failure({ kind: 'usage', detail: `A port is a number from 0 to 65535, not ${o.port}` });
  const tickets = new Map<string, number>();
  let origin = '';
  const ticket = (): string => {
    for (const [t, at] of tickets) if (o.now() - at > TICKET_MS) tickets.delete(t);
    const t = randomBytes(24).toString('base64url');
    tickets.set(t, o.now());
    return t;
  };
  /** True once per ticket; compared without early exit. */
  const redeem = (given: string): boolean => {
    let hit: string | undefined;
    // Headers come as Latin-1: one byte a character, or the lengths would differ where the strings' do not.
    const bytes = Buffer.from(given, 'latin1');
    for (const [t, at] of tickets) {
      if (t.length === bytes.length && timingSafeEqual(Buffer.from(t, 'latin1'), bytes) && o.now() - at <= TICKET_MS) hit = t;
    }
    return hit !== undefined && tickets.delete(hit);
  };
  const ours = (request: http.IncomingMessage): boolean => request.headers.host === origin.slice('http://'.length);

  const server = http.createServer((request, response) => {
    void answer(request, response).catch((e: unknown) => {
      o.log.write('rpc', 'error', 'A request failed', { error: String(e) });
      if (response.headersSent) response.destroy(); else empty(response, 500);
    });
  });
  const empty = (response: http.ServerResponse, status: number, more: Record<string, string> = {}): void => { response.writeHead(status, { ...HEADERS, ...more, 'content-length': 0 }).end(); };
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (!ours(request)) return empty(response, 421);
    if (request.method !== 'GET' && request.method !== 'HEAD') return empty(response, 405, { allow: 'GET, HEAD' });
    const found = await readWindowFile(o.folder, (request.url ?? '/').replace(/[?#].*$/s, ''));
    if (found === undefined) return empty(response, 404);
    response.writeHead(200, { ...HEADERS, 'content-type': found.type, 'content-length': found.data.byteLength }).end(request.method === 'HEAD' ? undefined : found.data);
  };

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, handleProtocols: (offered) => (offered.has('countersign') ? 'countersign' : false) });
  /** Ends the socket whether or not the other side does: `close` would wait for it. */
  const refuse = (socket: Duplex, status: string, why: string): void => {
    o.log.write('rpc', 'warning', `Refused a connection: ${why}`);
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\n${Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}\r\n`).join('')}content-length: 0\r\nconnection: close\r\n\r\n`);
  };
  sockets.on('wsClientError', (e, socket) => refuse(socket, '400 Bad Request', e.message));
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!ours(request)) return refuse(socket, '421 Misdirected Request', 'another Host');
    if (request.headers.origin !== origin) return refuse(socket, '403 Forbidden', 'another Origin');
    if (request.url !== PATH) return refuse(socket, '404 Not Found', 'another path');
    const [kind, token, ...more] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((s) => s.trim());
    if (kind !== 'countersign' || token === undefined || more.length > 0 || !redeem(token)) return refuse(socket, '401 Unauthorized', 'a token that is wrong, old or used');
    sockets.handleUpgrade(request, socket, head, (ws) => o.onPort(socketPort(ws, o.log)));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (e: NodeJS.ErrnoException) => reject(e.code === 'EADDRINUSE' || e.code === 'EACCES' ? new Failure({ kind: 'net/port-taken', port: o.port }) : e));
    server.listen(o.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return {
    port,
    ticket,
    url: () => `${origin}/#token=${ticket()}`,
    close: async () => {
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A WebSocket as a port. Bytes that are no message close the connection: our own window never sends such. */
function socketPort(ws: WebSocket, log: Log): Port {
  ws.binaryType = 'nodebuffer';
  ws.on('error', (e) => log.write('rpc', 'warning', 'A connection broke', { error: e.message }));
  return {
    post: (m) => { if (ws.readyState === ws.OPEN) ws.send(encodeMessage(m)); },
    onMessage: (on) => {
      const take = (data: Buffer, binary: boolean): void => {
        let message: unknown;
        try {
          if (!binary) throw new RangeError('Text where bytes were due');
          message = decodeMessage(data);
        } catch (e) {
          log.write('rpc', 'warning', 'A message that is none', { error: (e as Error).message });
          // What follows in the same packet is not heard either.
          ws.off('message', take);
          ws.close(1003);
          return;
        }
        on(message);
      };
      ws.on('message', take);
    },
    onClose: (on) => { ws.on('close', on); },
  };
}
