// Exports: createTime, PassingTime. Time that passes only while somebody waits for it: a bench of hours of phone time takes seconds.

import type { Clock } from '../../base/clock.ts';

export interface PassingTime extends Clock {
  /** Runs `work` to its end; whenever nothing is left to do at this moment, time jumps to the next sleeper. */
  through<T>(work: Promise<T>): Promise<T>;
  /** Lets this much time pass, ms; whoever sleeps wakes on the way. */
  pass(ms: number): Promise<void>;
}

interface Sleeper { at: number; order: number; wake: () => void }

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** @param start ms since the epoch; the day on which the demo phone's data is a few days old */
export function createTime(start = Date.UTC(2026, 2, 4, 9, 41)): PassingTime {
  let now = start;
  let order = 0;
  const sleepers = new Set<Sleeper>();
  const sleep: Clock['sleep'] = (ms, signal) => new Promise((resolve, reject) => {
    const abort = (): void => { sleepers.delete(s); reject(signal?.reason as Error); };
    const s: Sleeper = { at: now + ms, order: order++, wake: () => { signal?.removeEventListener('abort', abort); resolve(); } };
    if (signal?.aborted) { abort(); return; }
    signal?.addEventListener('abort', abort, { once: true });
    sleepers.add(s);
  });
  const through = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    const end = (): void => { done = true; };
    work.then(end, end);
    await turn();
    while (!done) {
      let next: Sleeper | undefined;
      for (const s of sleepers) if (!next || s.at < next.at || (s.at === next.at && s.order < next.order)) next = s;
      if (next) {
        sleepers.delete(next);
        now = Math.max(now, next.at);
        next.wake();
      }
      await turn();
    }
    return work;
  };
  return { now: () => now, sleep, through, pass: (ms) => through(sleep(ms)) };
}
