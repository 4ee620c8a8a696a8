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
 * Looks until two looks in a row show the same structure and the same content (volatile text aside), or the limit is
 * over. At least one look is taken, and a failed look is tried again within the limit.
 * @returns the last look, and whether the screen rested
 */
export async function settle(look: (signal: AbortSignal) => Promise<Look>, o: SettleOptions): Promise<{ look: Look; rested: boolean; looks: number }> {
  const end = o.clock.now() + o.limitMs;
  let last = await look(o.signal);
  for (let looks = 1; ; looks++) {
    if (o.clock.now() >= end) return { look: last, rested: false, looks };
    await o.clock.sleep(Math.min(o.pauseMs, Math.max(1, end - o.clock.now())), o.signal);
    const next = await look(o.signal);
    if (last.ok && next.ok && alike(last.snapshot, next.snapshot)) return { look: next, rested: true, looks: looks + 1 };
    // A look that failed does not replace one that did not: what was seen last is better than nothing at the limit.
    if (next.ok || !last.ok || o.clock.now() < end) last = next;
  }
}

const alike = (a: Snapshot, b: Snapshot): boolean =>
  a.structureHash === b.structureHash && a.contentHash === b.contentHash && a.package === b.package && a.keyboard === b.keyboard && samePlaces(a, b);

/** Something that still moves is not at rest, though it reads the same: a tap would miss it. */
const samePlaces = (a: Snapshot, b: Snapshot): boolean =>
  a.elements.length === b.elements.length && a.elements.every((e, i) => e.bounds.every((v, k) => v === b.elements[i]!.bounds[k]));
