// Exports: createRecorder, Recorder, EPISODE_VERSION. Writes one episode: `episode.jsonl` and `images/` in a folder of its own.
// Append-only JSON lines, synced: a process killed at any moment leaves every finished step readable.
// Lines: `head` (version, SOP, device, parameters as shown), `intent` (before input), `step` (after), `end` (how it ended).

import * as path from 'node:path';
import { appendLine, ensureFolder, writeAtomic } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import type { Fault } from '../protocol/faults.ts';
import type { RunStatus, StepRecord } from '../protocol/run.ts';

export const EPISODE_VERSION = 1;

export interface EpisodeHead {
  id: string;
  at: number;
  device: string;
  sop?: { path: string; title: string; sha256: string };
  /** As shown: secrets are dots already. */
  params: Record<string, string>;
}

export interface Recorder {
  readonly id: string;
  readonly folder: string;
  /** On disk before anything is sent to the phone. */
  intent(intent: { seq: number; at: number; what: string; [more: string]: unknown }): Promise<void>;
  /** `images` are the pictures the record names, by name. */
  step(record: StepRecord, images: ReadonlyMap<string, Uint8Array>): Promise<void>;
  end(o: { at: number; status: RunStatus; fault?: Fault }): Promise<void>;
}

/** @throws Failure `file/unwritable`, `file/full` */
export async function createRecorder(o: { folder: string; head: EpisodeHead }): Promise<Recorder> {
  const folder = path.join(o.folder, o.head.id);
  const file = path.join(folder, 'episode.jsonl');
  const written = new Set<string>();
  const turn = new Mutex();
  const line = (value: object, sync: boolean): Promise<void> => turn.hold(() => appendLine(file, value, sync));
  await ensureFolder(path.join(folder, 'images'));
  await line({ t: 'head', v: EPISODE_VERSION, ...o.head }, true);
  return {
    id: o.head.id,
    folder,
    intent: (intent) => line({ t: 'intent', ...intent }, true),
    async step(record, images) {
      for (const [name, png] of images) {
        if (written.has(name)) continue;
        await writeAtomic(path.join(folder, 'images', name), png);
        written.add(name);
      }
      await line({ t: 'step', ...record }, true);
    },
    end: (end) => line({ t: 'end', ...end }, true),
  };
}
