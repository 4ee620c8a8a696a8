// Exports: openService, ReverseHost. What adbd on the phone offers: `shell:`, `exec:`, `sync:`, `framebuffer:`, `reverse:`, `tcp:` …
// One function for both ways in, the host server's sockets and the adbd wire (AOSP SERVICES.TXT).

import { Reader, isAbort, type Pipe } from './pipe.ts';
import { bytes, type Io } from './shell/shell.ts';
import { newShell } from './shell/commands.ts';
import { serveSync } from './sync.ts';
import type { VirtualDevice } from './virtual-device.ts';

/** Packet ids of the shell protocol, version 2 (AOSP shell_protocol.h). */
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const EXIT = 3;
const CLOSE_STDIN = 4;

/** Opens a socket on the computer that the phone's `reverse:` points to; `undefined` when it cannot be reached. */
export type ReverseHost = (target: string) => Promise<Pipe | undefined>;

export type Service = (pipe: Pipe) => Promise<void>;

const packet = (id: number, data: Uint8Array): Buffer => {
  const out = Buffer.allocUnsafe(5 + data.length);
  out[0] = id;
  out.writeUInt32LE(data.length, 1);
  out.set(data, 5);
  return out;
};

/** Largest payload of one packet; larger writes are cut. */
const MAX_PACKET = 64 * 1024;

/** The service of this name, or `undefined` if the phone has none. */
export function openService(device: VirtualDevice, name: string, host: ReverseHost): Service | undefined {
  const colon = name.indexOf(':');
  const kind = colon < 0 ? name : name.slice(0, colon);
  const rest = colon < 0 ? '' : name.slice(colon + 1);
  if (kind === 'shell' || kind.startsWith('shell,')) {
    const flags = kind.split(',').slice(1);
    const pty = flags.includes('pty') || (rest === '' && !flags.includes('raw'));
    const v2 = flags.includes('v2');
    if (rest === '') return pty ? (pipe) => interactive(device, pipe, v2) : (pipe) => run(device, pipe, undefined, { v2, pty });
    return (pipe) => run(device, pipe, rest, { v2, pty });
  }
  switch (kind) {
    case 'exec': return (pipe) => run(device, pipe, rest, { v2: false, pty: false });
    case 'sync': return (pipe) => serveSync(device.files, pipe);
    case 'framebuffer': return (pipe) => framebuffer(device, pipe);
    case 'reverse': return (pipe) => reverse(device, rest, pipe, host);
    case 'tcp': case 'localabstract': case 'local': case 'localfilesystem': case 'localreserved': {
      // `tcp:PORT` and `tcp:PORT:HOST`: whatever the host, it is this phone.
      const listener = device.listeners.get(kind === 'tcp' ? `tcp:${rest.split(':')[0]}` : name);
      return listener;
    }
    default: {
      const plain: Record<string, string> = { reboot: 'reboot is not possible on the demo phone\n', root: 'adbd cannot run as root in production builds\n', unroot: 'adbd not running as root\n', remount: 'Not running as root. Try "adb root" first.\n', usb: 'the demo phone has no USB\n', tcpip: 'the demo phone is exposed from its own window\n' };
      const text = Object.hasOwn(plain, kind) ? plain[kind] : undefined;
      return text === undefined ? undefined : (pipe) => pipe.write(Buffer.from(text));
    }
  }
}

/** Input of a v2 shell: packets to plain bytes. Window sizes and unknown packets are passed over. */
function packetInput(pipe: Pipe): () => Promise<Buffer | null> {
  const reader = new Reader(pipe);
  let closed = false;
  return async () => {
    while (!closed) {
      const head = await reader.exactly(5);
      if (head === null) break;
      const length = head.readUInt32LE(1);
      // No sender makes packets of this size: the stream is out of step.
      if (length > 1 << 24) break;
      const data = await reader.exactly(length);
      if (data === null) break;
      if (head[0] === STDIN && length > 0) return data;
      if (head[0] === CLOSE_STDIN) closed = true;
    }
    closed = true;
    return null;
  };
}

/** Runs one command line; without one the script comes on stdin. */
async function run(device: VirtualDevice, pipe: Pipe, command: string | undefined, o: { v2: boolean; pty: boolean }): Promise<void> {
  const send = async (id: number, data: string | Uint8Array): Promise<void> => {
    const all = bytes(o.pty ? crlf(data) : data);
    if (!o.v2) return pipe.write(all);
    for (let at = 0; at < all.length; at += MAX_PACKET) await pipe.write(packet(id, all.subarray(at, at + MAX_PACKET)));
  };
  const io: Io = {
    read: o.v2 ? packetInput(pipe) : () => pipe.read(),
    out: (d) => send(STDOUT, d),
    // A terminal has one screen; without packets there is one stream.
    err: (d) => send(o.v2 && !o.pty ? STDERR : STDOUT, d),
    signal: pipe.signal,
    tty: o.pty,
  };
  const shell = newShell(device);
  let source = command;
  if (source === undefined) {
    const chunks: Buffer[] = [];
    for (let b = await io.read(); b !== null; b = await io.read()) chunks.push(b);
    source = Buffer.concat(chunks).toString('utf8');
  }
  const code = await shell.run(source, io);
  if (o.v2) await pipe.write(packet(EXIT, Buffer.from([code & 255])));
}

const crlf = (d: string | Uint8Array): string | Uint8Array => (typeof d === 'string' ? d.replaceAll('\n', '\r\n') : Buffer.from(Buffer.from(d).toString('latin1').replaceAll('\n', '\r\n'), 'latin1'));

const PROMPT = 'demo:$PWD $ ';

/**
 * A terminal session: echo, backspace, ^C, ^D, ^U and a prompt; no history, no job control. While a command runs, what is typed
 * goes to it by the line.
 */
async function interactive(device: VirtualDevice, pipe: Pipe, v2: boolean): Promise<void> {
  const screen = async (d: string | Uint8Array): Promise<void> => pipe.write(v2 ? packet(STDOUT, bytes(d)) : bytes(d));
  const read = v2 ? packetInput(pipe) : (): Promise<Buffer | null> => pipe.read();
  const shell = newShell(device);
  const prompt = (): Promise<void> => screen(PROMPT.replace('$PWD', shell.cwd));
  let line: string[] = [];
  let running: { stop: AbortController; feed: (b: Buffer | null) => void; done: Promise<void> } | undefined;
  let over = false;

  const start = (source: string): void => {
    const stop = new AbortController();
    const queue: (Buffer | null)[] = [];
    let wake: () => void = () => undefined;
    const io: Io = {
      async read() {
        while (queue.length === 0) {
          stop.signal.throwIfAborted();
          await new Promise<void>((resolve) => { wake = resolve; });
        }
        return queue.shift() ?? null;
      },
      out: async (d) => { stop.signal.throwIfAborted(); await screen(crlf(d)); },
      err: async (d) => screen(crlf(d)),
      signal: AbortSignal.any([stop.signal, pipe.signal]),
      tty: true,
    };
    stop.signal.addEventListener('abort', () => wake(), { once: true });
    const done = shell.run(source, io).then(() => undefined, (e: unknown) => { if (!isAbort(e)) throw e; shell.status = 130; }).then(async () => {
      running = undefined;
      if (pipe.signal.aborted) return;
      if (shell.exited) over = true;
      else await prompt();
    });
    running = { stop, feed: (b) => { queue.push(b); wake(); }, done };
  };

  await prompt();
  outer: while (!over) {
    // A command that ends the session must not wait for another key.
    const next = read();
    let data: Buffer | null | undefined;
    while (data === undefined) {
      const task = running?.done;
      data = task ? await Promise.race([next, task.then(() => undefined)]) : await next;
      if (over) break outer;
    }
    if (data === null) break;
    for (const ch of data.toString('utf8')) {
      if (ch === '\x03') {
        line = [];
        await screen('^C\r\n');
        if (running) { running.stop.abort(); await running.done; }
        else await prompt();
      } else if (ch === '\x04') {
        if (running) running.feed(null);
        else if (line.length === 0) break outer;
      } else if (ch === '\r' || ch === '\n') {
        await screen('\r\n');
        const text = line.join('');
        line = [];
        if (running) running.feed(Buffer.from(`${text}\n`));
        else {
          start(text);
          // Quick commands end here, so that pasted lines run in order.
          await Promise.race([running === undefined ? Promise.resolve() : (running as { done: Promise<void> }).done, new Promise((r) => setImmediate(r))]);
          if (over) break outer;
        }
      } else if (ch === '\x7f' || ch === '\b') {
        if (line.pop() !== undefined) await screen('\b \b');
      } else if (ch === '\x15') {
        await screen('\b \b'.repeat(line.length));
        line = [];
      } else if (ch >= ' ') {
        line.push(ch);
        await screen(ch);
      }
    }
  }
  running?.stop.abort();
  await running?.done;
  if (v2) await pipe.write(packet(EXIT, Buffer.from([shell.status & 255])));
}

/** `framebuffer:` version 2 (AOSP framebuffer_service.cpp): 14 words, then the pixels. */
async function framebuffer(device: VirtualDevice, pipe: Pipe): Promise<void> {
  const { width, height, data } = device.capture();
  // version, bits per pixel, colour space, size, width, height, then offset and length of red, blue, green, alpha
  const words = [2, 32, 0, data.length, width, height, 0, 8, 16, 8, 8, 8, 24, 8];
  const head = Buffer.alloc(words.length * 4);
  for (const [i, v] of words.entries()) head.writeUInt32LE(v, i * 4);
  await pipe.write(Buffer.concat([head, data]));
}

const hex4 = (text: string): Buffer => Buffer.from(Buffer.byteLength(text).toString(16).padStart(4, '0') + text);
const fail = (text: string): Buffer => Buffer.concat([Buffer.from('FAIL'), hex4(text)]);

/** Reverse forwards of a device: what it listens on, and where on the computer that leads. */
const REVERSED = new WeakMap<VirtualDevice, Map<string, string>>();

/** `reverse:forward[:norebind]:REMOTE;LOCAL`, `killforward`, `killforward-all`, `list-forward`: one status, then perhaps a text. */
async function reverse(device: VirtualDevice, request: string, pipe: Pipe, host: ReverseHost): Promise<void> {
  const table = REVERSED.get(device) ?? new Map<string, string>();
  REVERSED.set(device, table);
  // The list alone comes without a status.
  if (request === 'list-forward') return pipe.write(hex4([...table].map(([r, l]) => `UsbFfs ${r} ${l}\n`).join('')));
  if (request === 'killforward-all') {
    for (const r of table.keys()) device.listeners.delete(r);
    table.clear();
    return pipe.write(Buffer.from('OKAY'));
  }
  const kill = /^killforward:(.+)$/.exec(request);
  if (kill) {
    const spec = kill[1] as string;
    if (!table.delete(spec)) return pipe.write(fail(`listener '${spec}' not found`));
    device.listeners.delete(spec);
    return pipe.write(Buffer.from('OKAY'));
  }
  const m = /^forward:(norebind:)?([^;]+);([^;]+)$/.exec(request);
  if (!m) return pipe.write(fail(`bad forward: ${request}`));
  let remote = m[2] as string;
  const local = m[3] as string;
  const auto = remote === 'tcp:0';
  if (auto) {
    let port = 40_000;
    while (device.listeners.has(`tcp:${port}`)) port++;
    remote = `tcp:${port}`;
  }
  if (m[1] !== undefined && table.has(remote)) return pipe.write(fail(`cannot rebind existing socket`));
  if (device.listeners.has(remote) && !table.has(remote)) return pipe.write(fail(`cannot bind listener: Address already in use`));
  table.set(remote, local);
  device.listeners.set(remote, async (inside) => {
    const outside = await host(local);
    if (outside) await join(inside, outside);
  });
  await pipe.write(auto ? Buffer.concat([Buffer.from('OKAY'), hex4(remote.slice(4))]) : Buffer.from('OKAY'));
}

/** Copies both ways until either side is gone. */
export async function join(a: Pipe, b: Pipe): Promise<void> {
  const copy = async (from: Pipe, to: Pipe): Promise<void> => {
    try {
      for (let d = await from.read(); d !== null; d = await from.read()) await to.write(d);
    } catch (e) {
      if (!isAbort(e)) throw e;
    } finally {
      to.end();
    }
  };
  await Promise.all([copy(a, b), copy(b, a)]);
}
