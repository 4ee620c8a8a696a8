// Exports: createFollower, REST_MS, LATE_MS. When the screen's words are to be read again while the pictures go on.

/** The screen has rested for so long: it is read. */
export const REST_MS = 250;
/** A screen that never rests is read this long after its first change. */
export const LATE_MS = 2000;

export interface Follower {
  /** A picture was drawn. */
  drawn(): void;
  /** Reads at once. */
  look(): void;
  stop(): void;
}

/**
 * One look at a time; pictures that come while it lasts lead to one more.
 * @param look reads the screen; does not reject
 * @param after calls once after so many ms; returns how to prevent it
 */
export function createFollower(look: () => Promise<unknown>, after: (ms: number, run: () => void) => () => void): Follower {
  let cancelRest = (): void => {};
  let cancelLate: (() => void) | undefined;
  let looking = false;
  let again = false;
  let stopped = false;
  const now = (): void => {
    cancelRest();
    cancelLate?.();
    cancelLate = undefined;
    if (stopped) return;
    if (looking) { again = true; return; }
    looking = true;
    void look().then(() => {
      looking = false;
      if (again) { again = false; drawn(); }
    });
  };
  const drawn = (): void => {
    if (stopped) return;
    if (looking) { again = true; return; }
    cancelRest();
    cancelRest = after(REST_MS, now);
    cancelLate ??= after(LATE_MS, now);
  };
  return { drawn, look: now, stop() { stopped = true; cancelRest(); cancelLate?.(); } };
}
