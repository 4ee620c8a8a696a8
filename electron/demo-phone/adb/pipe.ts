// Exports: Pipe (a two-way byte stream with back-pressure), socketPipe, Reader, memoryPipe, isAbort.
// Every service of the phone speaks through a Pipe, so that the host server's sockets and the wire's streams are one.

import type { Socket } from 'node:net';

export interface Pipe {
  /** The next bytes; `null` once the other side has finished sending. */
  read(): Promise<Buffer | null>;
  /** Resolves when more may be written. Rejects with an AbortError when the other side is gone. */
  write(data: Uint8Array): Promise<void>;
  /** Sends what is left, then closes. */
  end(): void;
  /** Fires when the other side is gone: whatever serves it stops. */
  readonly signal: AbortSignal;
}

/** True for the error that a fired AbortSignal raises. */
export const isAbort = (e: unknown): boolean => e instanceof Error && e.name === 'AbortError';

/** Bytes that may wait unread before the sender is asked to pause. */
const HIGH_WATER = 1 << 20;

/** A queue between a producer that can be paused and a consumer that awaits. */
export class Inbox {
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private finished = false;
  private waiting: (() => void) | undefined;
  private readonly resume: () => void;

  constructor(resume: () => void) {
    this.resume = resume;
  }

  /** @returns false when the producer should pause until `resume` is called. */
  push(chunk: Buffer): boolean {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    this.wake();
    return this.bytes < HIGH_WATER;
  }

  finish(): void {
    this.finished = true;
    this.wake();
  }

  async take(): Promise<Buffer | null> {
    while (this.chunks.length === 0 && !this.finished) await new Promise<void>((resolve) => { this.waiting = resolve; });
    const chunk = this.chunks.shift();
    if (chunk === undefined) return null;
    const wasFull = this.bytes >= HIGH_WATER;
    this.bytes -= chunk.length;
    if (wasFull && this.bytes < HIGH_WATER) this.resume();
    return chunk;
  }

  get empty(): boolean { return this.chunks.length === 0; }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    waiting?.();
  }
}

/**
 * A socket as a Pipe. A client's FIN means "I am done with this service", as in the real server: what it sent is still
 * delivered, then `signal` fires. The socket must have been made with `allowHalfOpen`, or replies to a client that
 * sends and shuts down at once are lost.
 */
export function socketPipe(socket: Socket): Pipe & { ended: Promise<void> } {
  const gone = new AbortController();
  const inbox = new Inbox(() => socket.resume());
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => { finish = resolve; });
  socket.on('data', (chunk: Buffer) => { if (!inbox.push(chunk)) socket.pause(); });
  socket.on('end', () => { inbox.finish(); finish(); });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => { inbox.finish(); finish(); gone.abort(); });
  return {
    ended,
    signal: gone.signal,
    read: () => inbox.take(),
    async write(data) {
      gone.signal.throwIfAborted();
      if (data.length === 0 || socket.write(data)) return;
      await new Promise<void>((resolve) => {
        const done = (): void => { socket.off('drain', done); socket.off('close', done); resolve(); };
        socket.on('drain', done);
        socket.on('close', done);
      });
      gone.signal.throwIfAborted();
    },
    end() { socket.end(); },
  };
}

/** Two Pipes joined back to back in memory: what one writes, the other reads. */
export function memoryPipe(): [Pipe, Pipe] {
  const gone = new AbortController();
  const side = (): { inbox: Inbox; waiters: (() => void)[] } => {
    const waiters: (() => void)[] = [];
    return { waiters, inbox: new Inbox(() => { for (const w of waiters.splice(0)) w(); }) };
  };
  const a = side();
  const b = side();
  let open = 2;
  const pipe = (mine: typeof a, theirs: typeof a): Pipe => {
    let ended = false;
    return {
      signal: gone.signal,
      read: () => mine.inbox.take(),
      async write(data) {
        gone.signal.throwIfAborted();
        if (ended || data.length === 0 || theirs.inbox.push(Buffer.from(data))) return;
        await new Promise<void>((resolve) => { theirs.waiters.push(resolve); gone.signal.addEventListener('abort', () => resolve(), { once: true }); });
      },
      end() {
        if (ended) return;
        ended = true;
        theirs.inbox.finish();
        if (--open === 0) gone.abort();
      },
    };
  };
  return [pipe(a, b), pipe(b, a)];
}

/** Reads exact lengths from a Pipe. */
export class Reader {
  private held: Buffer[] = [];
  private size = 0;
  private readonly source: { read(): Promise<Buffer | null> };

  constructor(source: { read(): Promise<Buffer | null> }) {
    this.source = source;
  }

  /** Exactly `n` bytes, or `null` when the stream ends before. */
  async exactly(n: number): Promise<Buffer | null> {
    while (this.size < n) {
      const chunk = await this.source.read();
      if (chunk === null) return null;
      this.held.push(chunk);
      this.size += chunk.length;
    }
    if (n === 0) return Buffer.alloc(0);
    const first = this.held[0] as Buffer;
    this.size -= n;
    if (first.length > n) {
      this.held[0] = first.subarray(n);
      return first.subarray(0, n);
    }
    if (first.length === n) {
      this.held.shift();
      return first;
    }
    const out = Buffer.allocUnsafe(n);
    let at = 0;
    while (at < n) {
      const head = this.held[0] as Buffer;
      const part = Math.min(head.length, n - at);
      head.copy(out, at, 0, part);
      at += part;
      if (part === head.length) this.held.shift();
      else this.held[0] = head.subarray(part);
    }
    return out;
  }

  /** Whatever is there, held bytes first; `null` at the end. */
  async some(): Promise<Buffer | null> {
    const head = this.held.shift();
    if (head === undefined) return this.source.read();
    this.size -= head.length;
    return head;
  }
}
