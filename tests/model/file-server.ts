// Exports: fileServer, FileServer. An HTTP server of one file, as a model is served: ranges, redirects, checksums in headers, and its troubles.

import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FileServer {
  origin: string;
  /** Ranges that were asked for, as `from-to`; '' for the whole file. */
  ranges: string[];
  /** What was sent of parts so far: of each answer from where up to where, the end not among it. */
  sent: { from: number; to: number }[];
  /** No more `hold`, for what is asked for from now on. */
  release(): void;
  close(): Promise<void>;
}

/**
 * @param linked the SHA-256 that the first answer names, as Hugging Face does
 * @param moved answers `/moved.gguf` with a redirect there
 * @param status answers everything with it
 * @param hold stops sending after so many bytes of all parts together (what is asked for without a range does not count), and keeps the connections open
 * @param pace bytes sent between two turns of the event loop
 */
export async function fileServer(body: Buffer, o: { linked?: string; moved?: string; status?: number; hold?: number; pace?: number; port?: number } = {}): Promise<FileServer> {
  const ranges: string[] = [];
  const sent: { from: number; to: number }[] = [];
  let all = 0;
  let hold = o.hold ?? Infinity;
  const server = http.createServer((request, response) => {
    if (o.status !== undefined) { response.writeHead(o.status).end(); return; }
    if (request.url === '/moved.gguf' && o.moved !== undefined) {
      response.writeHead(302, { location: o.moved, ...(o.linked === undefined ? {} : { 'x-linked-etag': `"${o.linked}"` }) }).end();
      return;
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    ranges.push(range ? `${range[1]}-${range[2]}` : '');
    const [from, to] = range ? [Number(range[1]), Math.min(Number(range[2]), body.length - 1)] : [0, body.length - 1];
    response.writeHead(range ? 206 : 200, {
      'accept-ranges': 'bytes', 'content-length': to - from + 1, ...(range ? { 'content-range': `bytes ${from}-${to}/${body.length}` } : {}),
      ...(o.linked === undefined ? {} : { 'x-linked-etag': `"${o.linked}"` }),
    });
    const part = range !== null && from !== to;
    const own = { from, to: from };
    if (part) sent.push(own);
    const pace = o.pace ?? 64 * 1024;
    const send = (at: number): void => {
      if (response.destroyed) return;
      if (at > to) { response.end(); return; }
      const room = part ? hold - all : Infinity;
      if (room <= 0) return;
      const next = body.subarray(at, Math.min(at + pace, at + room, to + 1));
      if (part) { all += next.length; own.to += next.length; }
      if (response.write(next)) setImmediate(send, at + next.length); else response.once('drain', () => send(at + next.length));
    };
    send(from);
  });
  await new Promise<void>((resolve) => server.listen(o.port ?? 0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges, sent,
    release: () => { hold = Infinity; },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}
