// Exports: createEffects, ToFetcher, FromFetcher. The disk, the network and the downloading thread, as `download.ts` wants them.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { ensureFolder, fileFault } from '../../base/files.ts';
import { Failure } from '../../protocol/faults.ts';
import { addressOf } from './catalogue.ts';
import type { Effects, Offer } from './download.ts';

export interface ToFetcher { url: string; folder: string; file: string }
export type FromFetcher = { begun: true } | { done: number; total: number } | { finished: true } | { stopped: true } | { failed: { message: string; code?: string; status?: number } };

/** How long a server may take to say what it has. */
const ASK_MS = 20_000;
/** A download that brings nothing for so long is given up; it goes on when started again. */
const STILL_MS = 60_000;
/** The thread may take so long to write what it has and how far it came. */
const STOP_MS = 3000;
/** Progress is told this often. */
const TELL_MS = 250;
const MOST_REDIRECTS = 5;

async function onDisk<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (e) {
    const fault = fileFault(e, file);
    throw fault ? new Failure(fault) : e;
  }
}

const missing = (e: unknown): boolean => (e as NodeJS.ErrnoException).code === 'ENOENT';

/** Words behind Node's "fetch failed". */
const why = (e: unknown): string => {
  const { message, cause } = e as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
};

/** @param stillMs, askMs shorter in tests */
export function createEffects(o: { stillMs?: number; askMs?: number } = {}): Effects {
  return {
    freeDisk: (folder) => onDisk(folder, async () => { const s = await fs.statfs(folder); return s.bavail * s.bsize; }),
    // A part has holes: what counts is what the disk holds.
    held: (file) => onDisk(file, () => fs.stat(file).then((s) => Math.min(s.size, (s.blocks ?? Math.ceil(s.size / 512)) * 512), (e: unknown) => { if (missing(e)) return 0; throw e; })),
    makeFolder: ensureFolder,
    list: (folder) => onDisk(folder, () => fs.readdir(folder).catch((e: unknown) => { if (missing(e)) return []; throw e; })),
    remove: (at) => onDisk(at, () => fs.rm(at, { recursive: true, force: true })),
    move: (from, to) => onDisk(to, () => fs.rename(from, to)),
    sha256: (file, signal) => onDisk(file, async () => {
      const hash = createHash('sha256');
      await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash, { signal });
      return hash.digest('hex');
    }),
    ask: (url, signal) => ask(url, AbortSignal.any([signal, AbortSignal.timeout(o.askMs ?? ASK_MS)]), signal),
    fetch: (q) => fetchInThread(q, o.stillMs ?? STILL_MS),
  };
}

/** Follows redirects by hand: none may lead to where we would not have gone, and the first answer of Hugging Face names the checksum. */
async function ask(first: URL, signal: AbortSignal, asked: AbortSignal): Promise<Offer> {
  let url = first;
  let sha256: string | undefined;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await fetch(url, { redirect: 'manual', signal, headers: { range: 'bytes=0-0', 'accept-encoding': 'identity', connection: 'close' } }).catch((e: unknown) => {
      asked.throwIfAborted();
      throw new Failure({ kind: 'net/unreachable', url: first.origin, detail: signal.aborted ? 'It did not answer in time' : why(e) });
    });
    await answer.body?.cancel();
    const etag = /^"?([0-9a-f]{64})"?$/.exec(answer.headers.get('x-linked-etag') ?? '');
    sha256 ??= etag?.[1];
    const to = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && to !== null) {
      const next = addressOf(new URL(to, url).href);
      if (next === undefined) throw new Failure({ kind: 'net/unreachable', url: first.origin, detail: 'It leads to an address that is not encrypted' });
      url = next;
      continue;
    }
    if (!answer.ok) throw new Failure({ kind: 'net/refused', url: first.origin, status: answer.status });
    const range = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1];
    // Without ranges the length is that of the whole file.
    const bytes = Number(range ?? answer.headers.get('content-length') ?? 0);
    return { url: first.href, bytes, ...(sha256 === undefined ? {} : { sha256 }) };
  }
  throw new Failure({ kind: 'net/unreachable', url: first.origin, detail: 'It sends in circles' });
}

/** In dist/ the thread's file lies beside the host's. */
const workerFile = (): URL => new URL(import.meta.url.endsWith('.ts') ? './fetch-worker.ts' : './fetch-worker.js', import.meta.url);

function fetchInThread({ url, folder, file, signal, onProgress, onWritten }: Parameters<Effects['fetch']>[0], stillMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) onWritten();
    signal.throwIfAborted();
    const whole = path.join(folder, file);
    const worker = new Worker(workerFile(), { workerData: { url, folder, file } satisfies ToFetcher });
    let still: NodeJS.Timeout | undefined;
    let ended = false;
    const end = (outcome: () => void): void => {
      if (ended) return;
      ended = true;
      clearTimeout(still);
      clearInterval(telling);
      tell();
      signal.removeEventListener('abort', aborted);
      void worker.terminate().then(outcome, reject);
    };
    let latest = { done: -1, total: 0 };
    let told = -1;
    const tell = (): void => { if (latest.done !== told) { told = latest.done; onProgress(latest.done, latest.total); } };
    const telling = setInterval(tell, TELL_MS);
    /** Why the thread was asked to stop. */
    let reason: Error | undefined;
    const stop = (why: Error): void => {
      reason = why;
      worker.postMessage('stop');
      clearTimeout(still);
      still = setTimeout(() => end(() => reject(why)), STOP_MS);
    };
    const aborted = (): void => stop(signal.reason as Error);
    const alive = (ms: number): void => {
      clearTimeout(still);
      still = setTimeout(() => stop(new Failure({ kind: 'net/unreachable', url: new URL(url).origin, detail: `Nothing came for ${Math.round(ms / 1000)} s` })), ms);
    };
    signal.addEventListener('abort', aborted, { once: true });
    // To begin takes a busy machine seconds, which are not the server's.
    alive(Math.max(stillMs, STILL_MS));
    worker.on('message', (m: FromFetcher) => {
      if ('begun' in m) {
        if (reason === undefined) alive(stillMs);
      } else if ('done' in m) {
        if (m.done !== latest.done && reason === undefined) alive(stillMs);
        latest = m;
      } else if ('finished' in m) end(resolve);
      else if ('stopped' in m) end(() => { onWritten(); reject(reason); });
      else {
        const { message, code, status } = m.failed;
        const fault = fileFault({ code }, whole);
        end(() => reject(new Failure(fault ?? (status === undefined ? { kind: 'net/unreachable', url: new URL(url).origin, detail: message } : { kind: 'net/refused', url: new URL(url).origin, status }))));
      }
    });
    worker.on('error', (e: Error) => end(() => reject(e)));
    worker.on('exit', () => end(() => reject(new Failure({ kind: 'net/unreachable', url: new URL(url).origin, detail: 'The download ended without a reason' }))));
  });
}
