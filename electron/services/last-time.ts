// Exports: readLastTime, lastTimes, lastKey, LastTime. How the screen looked after each step of an SOP when it was last allowed: what an approver may expect to see again.

import * as fs from 'node:fs/promises';
import { fileFault } from '../base/files.ts';
import { Failure } from '../protocol/faults.ts';
import type { Card, Episode } from '../protocol/run.ts';
import { readEpisode } from '../trajectory/reader.ts';

/** By number and id of the step. */
export type LastTime = ReadonlyMap<string, NonNullable<Card['last']>>;

/** Runs of any SOP that are looked at, newest first. */
const RUNS = 30;

export const lastKey = (step: { id: string; number: string }): string => `${step.number} ${step.id}`;

/** The newest picture of each step that was allowed, done and not contradicted by the phone. Pure. @param episodes newest first */
export function lastTimes(episodes: readonly Episode[]): LastTime {
  const found = new Map<string, NonNullable<Card['last']>>();
  for (const e of episodes) for (const r of e.records) {
    if (!r.step || r.approval?.decision !== 'allow' || !r.outcome.ok || r.verified === 'no' || r.after?.image === undefined) continue;
    const key = lastKey(r.step);
    const known = found.get(key);
    // The last round of a loop within one run, the newest run otherwise.
    if (known === undefined || known.episode === e.id) found.set(key, { episode: e.id, image: r.after.image, at: r.at });
  }
  return found;
}

/** @param root folder of all episodes @param sop path of the SOP as its runs name it */
export async function readLastTime(root: string, sop: string): Promise<LastTime> {
  const names = await fs.readdir(root).catch((e: unknown) => {
    const fault = fileFault(e, root);
    if (fault?.kind === 'file/not-found') return [];
    throw fault ? new Failure(fault) : e;
  });
  const episodes: Episode[] = [];
  for (const name of names.sort().reverse().slice(0, RUNS)) {
    try {
      const e = await readEpisode(root, name);
      if (e.sop?.path === sop) episodes.push(e);
    } catch (e) {
      // What cannot be read shows nothing; the list of runs names it.
      if (!(e instanceof Failure)) throw e;
    }
  }
  return lastTimes(episodes);
}
