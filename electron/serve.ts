// Exports: serveBrowser. Browser mode: the host's services over HTTP and WebSocket on loopback, for one user of this machine.
// What protects it: bound to 127.0.0.1; Host and Origin must be exactly ours (DNS rebinding, other pages); a token that
// works once, carried in the URL's fragment (never sent to a server, never in a log) and then as a WebSocket subprotocol;
// no cookies; a strict content security policy; the URL reaches the browser through a file only the user can read.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Log } from './base/log.ts';
import { HEADERS, readWindowFile } from './base/static.ts';
import { Failure } from './protocol/faults.ts';
import type { Port } from './protocol/rpc.ts';
import { decodeMessage, encodeMessage } from './protocol/wire.ts';

const MAX_MESSAGE = 32 * 2 ** 20;
const TICKET_MS = 15 * 60_000;

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
 * @throws Failure `net/port-taken`
 */
export async function serveBrowser(o: { folder: string; port: number; log: Log; now: () => number; onPort: (port: Port) => void }): Promise<BrowserServer> {
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
    for (const [t, at] of tickets) {
      if (t.length === given.length && timingSafeEqual(Buffer.from(t), Buffer.from(given)) && o.now() - at <= TICKET_MS) hit = t;
    }
    return hit !== undefined && tickets.delete(hit);
  };
  const ours = (request: http.IncomingMessage): boolean => request.headers.host === origin.slice('http://'.length);

  const server = http.createServer((request, response) => {
    void answer(request, response).catch((e: unknown) => {
      o.log.write('rpc', 'error', 'A request failed', { error: String(e) });
      response.writeHead(500).end();
    });
  });
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (!ours(request)) { response.writeHead(421, HEADERS).end('This server answers to its own address only.'); return; }
    if (request.method !== 'GET' && request.method !== 'HEAD') { response.writeHead(405, HEADERS).end(); return; }
    const found = await readWindowFile(o.folder, (request.url ?? '/').replace(/[?#].*$/s, ''));
    if (found === undefined) { response.writeHead(404, HEADERS).end(); return; }
    response.writeHead(200, { ...HEADERS, 'content-type': found.type, 'content-length': found.data.byteLength }).end(request.method === 'HEAD' ? undefined : found.data);
  };

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, handleProtocols: (offered) => (offered.has('countersign') ? 'countersign' : false) });
  server.on('upgrade', (request, socket, head) => {
    const refuse = (status: string, why: string): void => {
      o.log.write('rpc', 'warning', `Refused a connection: ${why}`);
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    };
    socket.on('error', () => socket.destroy());
    if (!ours(request)) return refuse('421 Misdirected Request', 'another Host');
    if (request.headers.origin !== origin) return refuse('403 Forbidden', 'another Origin');
    if (new URL(request.url ?? '/', origin).pathname !== '/rpc') return refuse('404 Not Found', 'another path');
    const [kind, token] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((s) => s.trim());
    if (kind !== 'countersign' || token === undefined || !redeem(token)) return refuse('401 Unauthorized', 'a token that is wrong, old or used');
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
      ws.on('message', (data: Buffer, binary) => {
        let message: unknown;
        try {
          if (!binary) throw new RangeError('Text where bytes were due');
          message = decodeMessage(data);
        } catch (e) {
          log.write('rpc', 'warning', 'A message that is none', { error: (e as Error).message });
          ws.close(1003);
          return;
        }
        on(message);
      });
    },
    onClose: (on) => { ws.on('close', on); },
  };
}
