// Exports: createScreens, Screens. What each phone shows as the editor wants to know it: now, but never at the price of a typing person's patience.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { faultOf } from '../protocol/faults.ts';
import type { Snapshot } from '../protocol/screen.ts';

/** A look younger than this is taken for what the phone shows, milliseconds. */
const FRESH_MS = 1500;
/** So long is a new look waited for; a phone that takes longer shows up in the next answer. */
const PATIENCE_MS = 700;

export interface Screens {
  /** Keeps a look that was taken anyway. */
  keep(device: string, snapshot: Snapshot): void;
  /** The newest look to be had now; `undefined` when there never was one. */
  near(device: string): Promise<Snapshot | undefined>;
}

/** @param look takes one; `undefined` = not now (a run has the phone, or the phone is not open) */
export function createScreens(o: { clock: Clock; log: Log; look: (device: string) => Promise<Snapshot> | undefined }): Screens {
  const kept = new Map<string, Snapshot>();
  const going = new Map<string, Promise<Snapshot | undefined>>();

  function lookAnew(device: string): Promise<Snapshot | undefined> {
    const running = going.get(device);
    if (running) return running;
    const look = o.look(device);
    if (look === undefined) return Promise.resolve(kept.get(device));
    const mine = look.then((s) => { kept.set(device, s); return s; }, (e: unknown) => {
      // The mirror says what is wrong with the phone; the editor answers from the look before.
      o.log.write('device', 'debug', `No look at ${device} for the editor`, faultOf(e));
      return kept.get(device);
    }).finally(() => going.delete(device));
    going.set(device, mine);
    return mine;
  }

  return {
    keep: (device, snapshot) => { kept.set(device, snapshot); },
    async near(device) {
      const last = kept.get(device);
      if (last && o.clock.now() - last.at < FRESH_MS) return last;
      const enough = new AbortController();
      const late = o.clock.sleep(PATIENCE_MS, enough.signal).then(() => last, () => last);
      return await Promise.race([lookAnew(device), late]).finally(() => enough.abort());
    },
  };
}
