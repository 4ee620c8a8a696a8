// Exports: settle. Waiting for a screen to come to rest.

import type { Clock } from '../base/clock.ts';
import type { Snapshot, TreeFailure } from '../protocol/screen.ts';

export type Look = { ok: true; snapshot: Snapshot } | { ok: false; failure: TreeFailure };

export interface SettleOptions {
  clock: Clock;
  signal: AbortSignal;
  /** Give up waiting after this, milliseconds; the last look is returned. */
  limitMs: number;
  /** Between two looks, milliseconds. */
  pauseMs: number;
}

/**
 * Looks until two looks in a row show the same structure and the same content (volatile text aside) in the same
 * places, or the limit is over. At least one look is taken, and a failed look is tried again within the limit.
 * @returns the last look that could be read (the last one if none could), and whether the screen rested
 */
export async function settle<L extends Look>(look: (signal: AbortSignal) => Promise<L>, o: SettleOptions): Promise<{ look: L; rested: boolean; looks: number }> {
  const end = o.clock.now() + o.limitMs;
  let last = await look(o.signal);
  let best = last;
  for (let looks = 1; ; looks++) {
    const left = end - o.clock.now();
    if (left <= 0) return { look: best, rested: false, looks };
    await o.clock.sleep(Math.min(o.pauseMs, left), o.signal);
    const next = await look(o.signal);
    if (last.ok && next.ok && alike(last.snapshot, next.snapshot)) return { look: next, rested: true, looks: looks + 1 };
    if (next.ok || !best.ok) best = next;
    last = next;
  }
}

const alike = (a: Snapshot, b: Snapshot): boolean =>
  a.structureHash === b.structureHash && a.contentHash === b.contentHash && a.package === b.package && a.keyboard === b.keyboard && samePlaces(a, b);

/** Something that still moves is not at rest, though it reads the same: a tap would miss it. */
const samePlaces = (a: Snapshot, b: Snapshot): boolean =>
  a.elements.length === b.elements.length && a.elements.every((e, i) => e.bounds.every((v, k) => v === b.elements[i]!.bounds[k]));
