// Exports: ManualClock. Time that stands still until `advance` moves it; sleepers wake in the order of their times.

import type { Clock } from '../../electron/base/clock.ts';

interface Sleeper { at: number; wake: () => void; order: number }

const turn = (): Promise<void> => new Promise((r) => { setImmediate(r); });

export class ManualClock implements Clock {
  #now: number;
  #count = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(now = Date.UTC(2026, 2, 4, 9, 41)) { this.#now = now; }

  now(): number { return this.#now; }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => { this.#sleepers.delete(s); const e = new Error('The operation was aborted'); e.name = 'AbortError'; reject(e); };
      const s: Sleeper = { at: this.#now + ms, order: this.#count++, wake: () => { signal?.removeEventListener('abort', abort); resolve(); } };
      if (signal?.aborted) { abort(); return; }
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.add(s);
    });
  }

  /** How many sleep. */
  get sleeping(): number { return this.#sleepers.size; }

  /** Moves time on, stopping at each sleeper on the way and letting what it wakes run first. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (;;) {
      const next = [...this.#sleepers].filter((s) => s.at <= end).toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      this.#sleepers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await turn();
    }
    this.#now = end;
    await turn();
  }

  /** Runs `work` to its end, moving time as far as it sleeps. */
  async through<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = (): void => { done = true; };
    work.then(end, end);
    await turn();
    while (!done) await this.advance(4);
    return work;
  }
}
