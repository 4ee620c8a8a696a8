// Exports: AdbServer, createServerClient.
// The only file that touches @devicefarmer/adbkit 3.3.9, with its defects dealt with:
// - ECONNREFUSED makes it run `adb start-server`: `bin: ''` makes that fail without a process, for the user's server too
//   (starting one is the user's decision, and with another port it would start a real server there);
// - its promises are Bluebird's: awaited here, native from here on;
// - `trackDevices` loses the first change and reports a lost server as 'error' or 'end' at random: both end `track`;
// - its tracker keeps the socket when the server does not hang up: the socket is caught and destroyed here.

import type { Socket } from 'node:net';
import { Client } from '@devicefarmer/adbkit';
import type { Fault } from '../protocol/faults.ts';
import { Failure } from '../protocol/faults.ts';
import { tie } from './wire.ts';

export interface AdbServer {
  readonly unreachable: Fault;
  /** A connected socket that nothing has been said on. @throws Failure(adb/unreachable) */
  dial(signal?: AbortSignal): Promise<Socket>;
  /**
   * Calls `changed` once the server follows its devices and at each change, until the server goes away or `signal` fires.
   * Resolves then. @throws Failure(adb/unreachable)
   */
  track(signal: AbortSignal, changed: () => void): Promise<void>;
}

interface AdbkitConnection { socket: Socket }

/** The empty `bin` shows as this error: the server refused the connection and adbkit wanted to start one. */
const why = (e: unknown): string => ((e as NodeJS.ErrnoException).code === 'ERR_INVALID_ARG_VALUE' ? 'nothing listens there' : e instanceof Error ? e.message : String(e));

/** @param heard what adbkit reports outside of any call */
export function createServerClient(o: { host: string; port: number; heard: (text: string) => void }): AdbServer {
  const unreachable: Fault = { kind: 'adb/unreachable', host: o.host, port: o.port };
  const client = (): Client => {
    const made = new Client({ host: o.host, port: o.port, bin: '' });
    // Without a listener a reset connection would end the process.
    made.on('error', (e: Error) => o.heard(e.message));
    return made;
  };
  const connect = async (from: Client): Promise<Socket> => {
    try {
      return ((await from.connection()) as unknown as AdbkitConnection).socket;
    } catch (e) {
      o.heard(`no connection: ${why(e)}`);
      throw new Failure(unreachable);
    }
  };
  return {
    unreachable,
    async dial(signal) {
      signal?.throwIfAborted();
      const dialling = connect(client());
      if (!signal) return dialling;
      let stop = (): void => {};
      const aborted = new Promise<never>((_, reject) => {
        stop = () => { reject(signal.reason as Error); void dialling.then((s) => s.destroy(), () => { /* it never opened */ }); };
        signal.addEventListener('abort', stop, { once: true });
      });
      try {
        const socket = await Promise.race([dialling, aborted]);
        tie(socket, signal);
        return socket;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    async track(signal, changed) {
      signal.throwIfAborted();
      const from = client();
      let socket: Socket | undefined;
      const plain = from.connection.bind(from);
      from.connection = () => plain().then((c: AdbkitConnection) => { socket = c.socket; return c; });
      let tracker: Awaited<ReturnType<Client['trackDevices']>>;
      try {
        tracker = await from.trackDevices();
      } catch (e) {
        socket?.destroy();
        o.heard(`no tracking: ${why(e)}`);
        throw new Failure(unreachable);
      }
      await new Promise<void>((resolve) => {
        const over = (): void => { socket?.destroy(); resolve(); };
        tracker.on('changeSet', changed);
        tracker.once('error', over);
        tracker.once('end', over);
        socket?.once('close', over);
        if (signal.aborted || socket?.destroyed) { over(); return; }
        signal.addEventListener('abort', over, { once: true });
        changed();
      });
    },
  };
}
