// Exports: Mutex. One holder at a time, in order of asking; an abort leaves the queue.

export class Mutex {
  #tail: Promise<void> = Promise.resolve();

  /** Runs `work` when everybody before has finished. */
  async hold<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const before = this.#tail;
    let release = (): void => {};
    this.#tail = new Promise((resolve) => { release = resolve; });
    try {
      await before;
      signal?.throwIfAborted();
      return await work();
    } finally {
      release();
    }
  }
}
