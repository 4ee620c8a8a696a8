// Exports: Schedule, createSchedule. Everything that happens later on the phone goes through here: one place to stop it all.

import type { Clock } from '../../base/clock.ts';

export interface Schedule {
  /** The phone's time, ms since the epoch. */
  now(): number;
  /** Sets the phone's time without touching what is pending. */
  setNow(at: number): void;
  /** @param owner what `stop` names, such as a package @returns cancel */
  in(ms: number, owner: string, then: () => void): () => void;
  stop(owner: string): void;
  close(): void;
}

export function createSchedule(clock: Clock): Schedule {
  let offset = 0;
  const pending = new Set<{ owner: string; abort: AbortController }>();
  return {
    now: () => clock.now() + offset,
    setNow: (at) => { offset = at - clock.now(); },
    in(ms, owner, then) {
      const entry = { owner, abort: new AbortController() };
      pending.add(entry);
      const cancel = (): void => { pending.delete(entry); entry.abort.abort(); };
      clock.sleep(Math.max(0, ms), entry.abort.signal).then(
        () => { if (pending.delete(entry)) then(); },
        (e: unknown) => { if (!entry.abort.signal.aborted) throw e; },
      );
      return cancel;
    },
    stop(owner) {
      for (const e of pending) if (e.owner === owner) { pending.delete(e); e.abort.abort(); }
    },
    close() {
      for (const e of pending) e.abort.abort();
      pending.clear();
    },
  };
}
