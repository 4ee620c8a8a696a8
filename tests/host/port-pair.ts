// Exports: portPair. Two connected ports in one process; values are cloned as a real port clones them, and arrive in a later turn.

import type { Port } from '../../electron/protocol/rpc.ts';

/** @returns both ends, and how to close both */
export function portPair(): { host: Port; window: Port; close(): void } {
  const closed: (() => void)[] = [];
  let open = true;
  const end = (): { port: Port; receive: (m: unknown) => void } => {
    const on: ((m: unknown) => void)[] = [];
    let other: (m: unknown) => void = () => {};
    return {
      receive: (m) => { for (const f of on) f(m); },
      port: {
        post: (m) => {
          const copy: unknown = structuredClone(m);
          setImmediate(() => { if (open) other(copy); });
        },
        onMessage: (f) => { on.push(f); },
        onClose: (f) => { closed.push(f); },
      },
      set to(f: (m: unknown) => void) { other = f; },
    } as { port: Port; receive: (m: unknown) => void };
  };
  const host = end() as ReturnType<typeof end> & { to: (m: unknown) => void };
  const window = end() as ReturnType<typeof end> & { to: (m: unknown) => void };
  host.to = window.receive;
  window.to = host.receive;
  return { host: host.port, window: window.port, close() { if (!open) return; open = false; for (const f of closed) f(); } };
}
