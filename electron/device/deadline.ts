// Exports: deadline.
// A limit on work that obeys an AbortSignal, on the injected clock.

import type { Clock } from '../base/clock.ts';
import type { Fault } from '../protocol/faults.ts';
import { Failure } from '../protocol/faults.ts';

/**
 * Runs `work` with a signal that fires when `o.signal` does or after `o.ms`.
 * @throws Failure(late()) when the time is over; the reason of `o.signal` when that fired
 */
export async function deadline<T>(o: { clock: Clock; ms: number; signal?: AbortSignal; late: () => Fault }, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  o.signal?.throwIfAborted();
  const over = new AbortController();
  const done = new AbortController();
  void o.clock.sleep(o.ms, done.signal).then(() => over.abort(new Failure(o.late())), () => { /* the work was done first */ });
  try {
    return await work(o.signal ? AbortSignal.any([o.signal, over.signal]) : over.signal);
  } catch (e) {
    if (o.signal?.aborted) throw o.signal.reason;
    if (over.signal.aborted) throw over.signal.reason;
    throw e;
  } finally {
    done.abort();
  }
}
