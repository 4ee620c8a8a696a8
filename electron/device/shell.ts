// Exports: createDevice, parseProps.
// Commands, files and properties of one phone over its endpoint: shell v2 where the phone has it, framed shell v1 otherwise.

import { Duplex } from 'node:stream';
import type { Clock } from '../base/clock.ts';
import type { Fault } from '../protocol/faults.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import type { DeviceInfo } from '../protocol/services.ts';
import { deadline } from './deadline.ts';
import { quoteCommand } from './quote.ts';
import type { AdbDevice, AdbEndpoint, ShellResult } from './types.ts';
import { nextShellPacket, readerOf, SHELL_CLOSE_STDIN, SHELL_EXIT, SHELL_STDERR, SHELL_STDIN, SHELL_STDOUT, shellPacket, syncPull, syncPush, write, type Reader } from './wire.ts';

const SHELL_MS = 20_000;
/** More than any command we run prints; a phone that sends more is not answering us. */
const MOST_OUTPUT = 64 * 2 ** 20;
/** Ends the output of a framed command: shell v1 has no exit code of its own. */
const MARK = '\u001ecountersign-exit:';

interface RawResult { stdout: Buffer; stderr: Buffer; code: number }

/** `getprop` without arguments: `[name]: [value]`, values may run over several lines. */
export function parseProps(text: string): Record<string, string> {
  const props: Record<string, string> = {};
  for (const m of text.replaceAll('\r\n', '\n').matchAll(/^\[([^\]\n]+)\]: \[([^]*?)\]$/gm)) props[m[1]!] = m[2]!;
  return props;
}

/** Takes the exit code off framed output. `undefined` when the mark is missing: the stream ended early. */
export function unframe(output: Buffer): RawResult | undefined {
  const at = output.lastIndexOf(MARK);
  if (at < 0) return undefined;
  const code = /^(\d{1,3})\s*$/.exec(output.toString('latin1', at + Buffer.byteLength(MARK)));
  return code ? { stdout: output.subarray(0, at), stderr: Buffer.alloc(0), code: Number(code[1]) } : undefined;
}

/**
 * @param o.gate called before anything is sent: throws when the phone is known to be away, and gives a signal that fires when it goes
 * @param o.lost called when a call finds the phone gone
 */
export function createDevice(o: { info: DeviceInfo; endpoint: AdbEndpoint; clock: Clock; gate?: () => AbortSignal; lost?: () => void }): AdbDevice {
  const { serial } = o.info;
  const gone = (): Fault => ({ kind: 'device/disconnected', serial });
  let features: Promise<ReadonlySet<string>> | undefined;

  const hasShell2 = async (): Promise<boolean> => {
    features ??= o.endpoint.features(serial);
    try {
      return (await features).has('shell_v2');
    } catch (e) {
      features = undefined; // Another phone may answer under this serial next time.
      throw e;
    }
  };

  /** Every way to the phone leads through here, so that a loss is noticed at once. */
  const guarded = async <T>(signal: AbortSignal | undefined, work: (signal: AbortSignal | undefined) => Promise<T>): Promise<T> => {
    const present = o.gate?.();
    try {
      return await work(present && signal ? AbortSignal.any([present, signal]) : (present ?? signal));
    } catch (e) {
      const kind = faultOf(e).kind;
      if (kind === 'device/disconnected' || kind === 'device/offline' || kind === 'adb/unreachable') { features = undefined; o.lost?.(); }
      throw e;
    }
  };

  const all = async (reader: Reader): Promise<Buffer> => {
    const parts: Buffer[] = [];
    let size = 0;
    for (let part = await reader.some(); part !== undefined; part = await reader.some()) {
      parts.push(part);
      size += part.length;
      if (size > MOST_OUTPUT) throw new Failure({ kind: 'adb/protocol', detail: 'The phone does not stop sending' });
    }
    return Buffer.concat(parts);
  };

  const collect = async (reader: Reader): Promise<RawResult> => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    for (;;) {
      const { id, payload } = await nextShellPacket(reader);
      if (id === SHELL_EXIT) return { stdout: Buffer.concat(out), stderr: Buffer.concat(err), code: payload[0] ?? 255 };
      if (id === SHELL_STDOUT) out.push(payload);
      if (id === SHELL_STDERR) err.push(payload);
      size += payload.length;
      if (size > MOST_OUTPUT) throw new Failure({ kind: 'adb/protocol', detail: 'The phone does not stop sending' });
    }
  };

  /** `framed` false: raw bytes of `exec:`, without exit code, on phones that lack shell v2. */
  const run = (command: readonly string[], framed: boolean, limit: { signal?: AbortSignal; timeoutMs?: number } = {}): Promise<RawResult> => guarded(limit.signal, async (outer) => {
    const line = quoteCommand(command);
    const ms = limit.timeoutMs ?? SHELL_MS;
    const late = (): Fault => ({ kind: 'device/shell', command: line, code: 124, stderr: `No answer within ${ms / 1000} s` });
    return deadline({ clock: o.clock, ms, signal: outer, late }, async (signal) => {
      const modern = await hasShell2();
      const socket = await o.endpoint.open(serial, modern ? `shell,v2,raw:${line}` : framed ? `shell:${line}; echo "${MARK}$?"` : `exec:${line}`, signal);
      try {
        const reader = readerOf(socket, gone);
        if (modern) return await collect(reader);
        const output = await all(reader);
        if (!framed) return { stdout: output, stderr: Buffer.alloc(0), code: 0 };
        const result = unframe(output);
        if (!result) throw new Failure(gone());
        return result;
      } finally {
        socket.destroy();
      }
    });
  });

  const sync = <T>(signal: AbortSignal | undefined, work: (socket: Duplex, reader: Reader) => Promise<T>): Promise<T> => guarded(signal, async (outer) => {
    const socket = await o.endpoint.open(serial, 'sync:', outer);
    try {
      return await work(socket, readerOf(socket, gone));
    } finally {
      socket.destroy();
    }
  });

  return {
    info: o.info,
    async shell(command, limit): Promise<ShellResult> {
      const r = await run(command, true, limit);
      // Shell v1 runs on a terminal, which turns LF into CRLF.
      const text = (b: Buffer): string => b.toString('utf8').replaceAll('\r\n', '\n');
      return { stdout: text(r.stdout), stderr: text(r.stderr), code: r.code };
    },
    async exec(command, limit) {
      const r = await run(command, false, limit);
      if (r.code !== 0) throw new Failure({ kind: 'device/shell', command: quoteCommand(command), code: r.code, stderr: (r.stderr.length > 0 ? r.stderr : r.stdout.subarray(0, 2000)).toString('utf8') });
      return r.stdout;
    },
    stream: (command, signal) => guarded(signal, async (outer) => {
      const line = quoteCommand(command);
      if (!(await hasShell2())) return o.endpoint.open(serial, `exec:${line}`, outer);
      return shellStream(await o.endpoint.open(serial, `shell,v2,raw:${line}`, outer), line, gone);
    }),
    push: (data, remote, signal) => sync(signal, (socket, reader) => syncPush(socket, reader, data, remote, o.clock.now(), gone)),
    pull: (remote, signal) => sync(signal, async (socket, reader) => {
      const parts: Buffer[] = [];
      for await (const part of syncPull(socket, reader, remote, gone)) parts.push(part);
      return Buffer.concat(parts);
    }),
    async props() {
      const r = await run(['getprop'], true);
      return parseProps(r.stdout.toString('utf8'));
    },
  };
}

/**
 * The standard output of a shell v2 command as a stream; what is written goes to its standard input.
 * Ends when the command exits with 0; fails with Failure(device/shell) on another code and with Failure(lost) without one.
 */
function shellStream(socket: Duplex, line: string, gone: () => Fault): Duplex {
  const reader = readerOf(socket, gone);
  const said: Buffer[] = [];
  let wake: (() => void) | undefined;
  const out = new Duplex({
    allowHalfOpen: true,
    read() { wake?.(); wake = undefined; },
    write(chunk: Buffer, _encoding, done) { write(socket, shellPacket(SHELL_STDIN, chunk), gone).then(() => done(), done); },
    final(done) { write(socket, shellPacket(SHELL_CLOSE_STDIN), gone).then(() => done(), done); },
    destroy(e, done) { socket.destroy(); wake?.(); done(e); },
  });
  const pump = async (): Promise<void> => {
    for (;;) {
      const { id, payload } = await nextShellPacket(reader);
      if (out.destroyed) return;
      if (id === SHELL_STDERR && said.length < 64) said.push(payload);
      if (id === SHELL_EXIT) {
        const code = payload[0] ?? 255;
        if (code === 0) out.push(null);
        else out.destroy(new Failure({ kind: 'device/shell', command: line, code, stderr: Buffer.concat(said).toString('utf8') }));
        return;
      }
      if (id === SHELL_STDOUT && payload.length > 0 && !out.push(payload)) await new Promise<void>((resolve) => { wake = resolve; });
    }
  };
  pump().catch((e: unknown) => out.destroy(e instanceof Error ? e : new Failure(gone())));
  return out;
}
