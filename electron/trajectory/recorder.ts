// Exports: createRecorder, Recorder, EPISODE_VERSION. Writes one episode: `episode.jsonl` and `images/` in a folder of its own.
// Append-only JSON lines, synced: a process killed at any moment leaves every finished step readable.
// Lines: `head` (version, SOP, device, parameters as shown), `intent` (before input), `step` (after), `end` (how it ended).

import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { appendLine, ensureFolder, writeAtomic } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import type { Fault } from '../protocol/faults.ts';
import type { Label } from '../protocol/privacy.ts';
import type { RunStatus, StepRecord } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';

export const EPISODE_VERSION = 1;

export interface EpisodeHead {
  id: string;
  at: number;
  device: string;
  sop?: { path: string; title: string; sha256: string };
  /** As shown: secrets are dots already. */
  params: Record<string, string>;
  /** Of everything in the episode; absent: no limit. */
  label?: Label;
}

export interface Recorder {
  readonly id: string;
  /** Folder of the episode. */
  readonly path: string;
  /** On disk before anything is sent to the phone. */
  intent(intent: { seq: number; at: number; what: string }): Promise<void>;
  /** Writes the record and the pictures it and its snapshots name. @returns the record as kept: pictures that are gone are not named */
  witness(record: StepRecord, before: Snapshot | undefined, after: Snapshot | undefined): Promise<StepRecord>;
  end(status: RunStatus, fault?: Fault): Promise<void>;
}

/**
 * @param image bytes of a picture by the name snapshots use
 * @throws Failure `file/unwritable`, `file/full`; so do all methods
 */
export async function createRecorder(o: { folder: string; head: EpisodeHead; clock: Clock; image: (name: string) => Uint8Array | undefined }): Promise<Recorder> {
  const folder = path.join(o.folder, o.head.id);
  const file = path.join(folder, 'episode.jsonl');
  const written = new Set<string>();
  const turn = new Mutex();
  const line = (value: object): Promise<void> => turn.hold(() => appendLine(file, value, true));
  await ensureFolder(path.join(folder, 'images'));
  await line({ t: 'head', v: EPISODE_VERSION, ...o.head });

  /** The picture's name once it is on disk; undefined when it is no longer in memory. */
  const keep = async (name: string | undefined): Promise<string | undefined> => {
    if (name === undefined || written.has(name)) return name;
    const png = o.image(name);
    if (png === undefined) return undefined;
    await writeAtomic(path.join(folder, 'images', name), png);
    written.add(name);
    return name;
  };
  const side = async (named: StepRecord['before'], snapshot: Snapshot | undefined): Promise<StepRecord['before']> => {
    if (named === undefined) return undefined;
    const { image: _, ...rest } = named;
    const image = await keep(named.image ?? snapshot?.image);
    return image === undefined ? rest : { ...rest, image };
  };
  return {
    id: o.head.id,
    path: folder,
    intent: (intent) => line({ t: 'intent', ...intent }),
    async witness(record, before, after) {
      const { before: b, after: a, ...rest } = record;
      const [from, to] = [await side(b, before), await side(a, after)];
      const kept: StepRecord = { ...rest, ...(from ? { before: from } : {}), ...(to ? { after: to } : {}) };
      await line({ t: 'step', ...kept });
      return kept;
    },
    end: (status, fault) => line({ t: 'end', at: o.clock.now(), status, ...(fault ? { fault } : {}) }),
  };
}
