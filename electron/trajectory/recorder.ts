// Exports: createRecorder, Recorder, EPISODE_VERSION, Hidden, hiddenName. Writes one episode: `episode.jsonl` and `images/` in a folder of its own.
// Append-only JSON lines, synced: a process killed at any moment leaves every finished step readable.
// Beside each picture stand the boxes that others may not see (`NAME.hide.json`), where the screen's elements are known: no texts, only places.
// Lines: `head` (version, SOP, device, parameters as shown), `intent` (before input), `step` (after), `end` (how it ended).

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { appendLine, ensureFolder, writeAtomic } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import { personalBoxes } from '../privacy/boxes.ts';
import type { Fault } from '../protocol/faults.ts';
import type { Label } from '../protocol/privacy.ts';
import type { RunStatus, StepRecord } from '../protocol/run.ts';
import type { Bounds, Snapshot } from '../protocol/screen.ts';

export const EPISODE_VERSION = 1;

/** What of a picture others may not see. `size`: of the screen that `boxes` are measured on, in pixels. */
export interface Hidden { v: 1; size: readonly [width: number, height: number]; boxes: Bounds[] }

/** `aa.png` → `aa.hide.json`. */
export const hiddenName = (image: string): string => image.replace(/\.png$/, '.hide.json');

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
  /** Of every screen that looked like this: one may have told more than another. */
  const hidden = new Map<string, Hidden | undefined>();
  /** One step's after is mostly the next one's before: looked through once. */
  const looked = new Set<string>();
  const hide = async (name: string, s: Snapshot): Promise<void> => {
    if (looked.has(s.id)) return;
    looked.add(s.id);
    const found = personalBoxes(s);
    const known = hidden.get(name);
    if (hidden.has(name) && known === undefined) return;
    const boxes = found && [...(known?.boxes ?? []), ...found.filter((b) => !known?.boxes.some((k) => k.join() === b.join()))];
    if (boxes && known?.boxes.length === boxes.length) return;
    const now: Hidden | undefined = boxes && { v: 1, size: s.size, boxes };
    hidden.set(name, now);
    const at = path.join(folder, 'images', hiddenName(name));
    if (now) await writeAtomic(at, `${JSON.stringify(now)}\n`);
    // A screen whose elements nobody knows has looked the same: nothing can be vouched for any more.
    else if (known) await fs.rm(at, { force: true });
  };
  const side = async (named: StepRecord['before'], snapshot: Snapshot | undefined): Promise<StepRecord['before']> => {
    if (named === undefined) return undefined;
    const { image: _, ...rest } = named;
    const image = await keep(named.image ?? snapshot?.image);
    if (image !== undefined && snapshot?.image === image) await hide(image, snapshot);
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
