// Exports: createObserver, Observer. Looking at a phone: frame, tree and state made one snapshot.

import type { Clock } from '../base/clock.ts';
import type { PhoneSession } from '../device/types.ts';
import { Failure } from '../protocol/faults.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { settle, type Look } from './settle.ts';
import { takeSnapshot } from './snapshot.ts';

export interface Observer {
  /**
   * One look, or with `settle` looks until the screen rests.
   * @throws Failure `screen/tree` when the tree stays unreadable, and whatever the phone's loss throws
   */
  look(o: { settle: boolean; signal: AbortSignal }): Promise<Snapshot>;
}

export interface ObserverParts {
  session: PhoneSession;
  /** Keeps a PNG and names it. */
  images: { put(png: Uint8Array): string };
  clock: Clock;
  /** How long to wait for rest, and how long for a readable tree; milliseconds. */
  settleMs?: number;
  pauseMs?: number;
  retryMs?: number;
}

export function createObserver(p: ObserverParts): Observer {
  const { session, clock } = p;
  const settleMs = p.settleMs ?? 3_000;
  const pauseMs = p.pauseMs ?? 120;
  const retryMs = p.retryMs ?? 2_000;
  let count = 0;

  const once = async (signal: AbortSignal): Promise<Look & { png?: Uint8Array }> => {
    signal.throwIfAborted();
    const seen = await session.observe({ settleMs: pauseMs, signal });
    if (!seen.tree.ok) return { ok: false, failure: seen.tree.failure };
    const snapshot = takeSnapshot({ hierarchy: seen.tree.hierarchy, state: seen.state, device: session.device.info.serial, at: seen.at, id: `${session.device.info.serial}#${++count}` });
    // Protected screens come out black: no picture says more than a wrong one.
    return seen.frame?.format === 'png' && !seen.state.secure ? { ok: true, snapshot, png: seen.frame.data } : { ok: true, snapshot };
  };

  return {
    async look(o) {
      let latest = o.settle
        ? (await settle(once, { clock, signal: o.signal, limitMs: settleMs, pauseMs })).look
        : await once(o.signal);
      for (const end = clock.now() + retryMs; !latest.ok && clock.now() < end;) {
        await clock.sleep(pauseMs, o.signal);
        latest = await once(o.signal);
      }
      if (!latest.ok) throw new Failure({ kind: 'screen/tree', why: latest.failure.why, raw: latest.failure.raw });
      // Only the picture of the look that counts is kept.
      return latest.png ? { ...latest.snapshot, image: p.images.put(latest.png) } : latest.snapshot;
    },
  };
}
