// Exports: Port, serve, refuse, connect, Client.
// Calls and events over anything that posts messages: a MessagePort in Electron, a WebSocket in browser mode, a pair in a test.

import { type Fault, Failure, faultOf } from './faults.ts';
import type { Answer, Api, Arg, Call, Events } from './services.ts';

/** Posts structured-cloneable values and hands over what arrives. */
export interface Port {
  post(message: unknown): void;
  onMessage(on: (message: unknown) => void): void;
  onClose(on: () => void): void;
}

type Wire =
  | { t: 'call'; id: number; name: Call; arg: unknown }
  | { t: 'cancel'; id: number }
  | { t: 'answer'; id: number; value: unknown }
  | { t: 'fault'; id: number; fault: Fault }
  | { t: 'event'; name: keyof Events; value: unknown };

/** A message is a wire message when it has our shape; strangers' messages are dropped, not guessed at. */
function wire(m: unknown): Wire | undefined {
  if (typeof m !== 'object' || m === null) return undefined;
  const w = m as { t?: unknown; id?: unknown; name?: unknown };
  switch (w.t) {
    case 'call': return Number.isSafeInteger(w.id) && typeof w.name === 'string' ? (m as Wire) : undefined;
    case 'cancel': case 'answer': case 'fault': return Number.isSafeInteger(w.id) ? (m as Wire) : undefined;
    case 'event': return typeof w.name === 'string' ? (m as Wire) : undefined;
    default: return undefined;
  }
}

/**
 * Answers a port with `api`. `check` validates the arguments of a call and returns them, or throws a Failure.
 * @returns `emit`, which announces an event on this port
 */
export function serve(port: Port, api: Api, check: (name: Call, arg: unknown) => unknown): { emit<E extends keyof Events>(name: E, value: Events[E]): void } {
  const running = new Map<number, AbortController>();
  const send = (m: Wire): void => port.post(m);
  port.onMessage((raw) => {
    const m = wire(raw);
    if (m?.t === 'cancel') running.get(m.id)?.abort();
    if (m?.t !== 'call') return;
    const { id, name } = m;
    const fail = (e: unknown): void => send({ t: 'fault', id, fault: faultOf(e) });
    if (running.has(id)) { fail(new Failure({ kind: 'usage', detail: `The call ${id} is not answered yet` })); return; }
    const stop = new AbortController();
    running.set(id, stop);
    void (async () => {
      if (!Object.hasOwn(api, name)) throw new Failure({ kind: 'usage', detail: `There is no call ${name.slice(0, 100)}` });
      const call = api[name] as (arg: unknown, signal: AbortSignal) => unknown;
      send({ t: 'answer', id, value: await call(check(name, m.arg), stop.signal) });
    })().catch(fail).finally(() => running.delete(id));
  });
  port.onClose(() => { for (const stop of running.values()) stop.abort(); });
  return { emit: (name, value) => send({ t: 'event', name, value }) };
}

/** Answers every call of a port with one fault: a host that could not start says why. */
export function refuse(port: Port, fault: Fault): void {
  port.onMessage((raw) => {
    const m = wire(raw);
    if (m?.t === 'call') port.post({ t: 'fault', id: m.id, fault } satisfies Wire);
  });
}

export interface Client {
  call<C extends Call>(name: C, ...arg: Arg<C> extends void ? [arg?: undefined, signal?: AbortSignal] : [arg: Arg<C>, signal?: AbortSignal]): Promise<Awaited<Answer<C>>>;
  /** @returns a function that stops listening */
  on<E extends keyof Events>(name: E, on: (value: Events[E]) => void): () => void;
  /** Resolves once the port is closed. */
  readonly closed: Promise<void>;
}

/** The failure that a host reports, whatever it looks like. */
function failureOf(fault: Fault): Failure {
  try {
    return new Failure(fault);
  } catch (e) {
    return new Failure({ kind: 'internal', detail: `The host reports a fault of an unknown shape: ${JSON.stringify(fault)} (${String(e)})` });
  }
}

/** The other end of `serve`. A call rejects with a Failure that carries the host's fault. */
export function connect(port: Port): Client {
  let next = 1;
  let open = true;
  const gone = (): Failure => new Failure({ kind: 'internal', detail: 'The host has gone; restart Countersign' });
  const waiting = new Map<number, { resolve(v: unknown): void; reject(e: unknown): void; signal?: AbortSignal; cancel(): void }>();
  const listeners = new Map<string, Set<(v: unknown) => void>>();
  port.onMessage((raw) => {
    const m = wire(raw);
    if (m?.t === 'event') for (const on of listeners.get(m.name) ?? []) on(m.value);
    if (m?.t !== 'answer' && m?.t !== 'fault') return;
    const w = waiting.get(m.id);
    waiting.delete(m.id);
    w?.signal?.removeEventListener('abort', w.cancel);
    if (m.t === 'answer') w?.resolve(m.value); else w?.reject(failureOf(m.fault));
  });
  const closed = new Promise<void>((resolve) => port.onClose(() => {
    open = false;
    for (const w of waiting.values()) {
      w.signal?.removeEventListener('abort', w.cancel);
      w.reject(gone());
    }
    waiting.clear();
    resolve();
  }));
  return {
    call: (name, ...[arg, signal]) => new Promise((resolve, reject) => {
      if (!open) throw gone();
      if (signal?.aborted) throw new Failure({ kind: 'run/aborted' });
      const id = next++;
      const cancel = (): void => port.post({ t: 'cancel', id });
      waiting.set(id, { resolve: resolve as (v: unknown) => void, reject, signal, cancel });
      try {
        port.post({ t: 'call', id, name, arg });
      } catch (e) {
        waiting.delete(id);
        throw e;
      }
      signal?.addEventListener('abort', cancel, { once: true });
    }),
    on: (name, on) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(on as (v: unknown) => void);
      return () => set.delete(on as (v: unknown) => void);
    },
    closed,
  };
}
