// Exports: createRecorder, Recorder, RecorderParts. Writes an episode as it happens: one folder, append-only JSON lines
// that are on the disk before the next input is sent, images named by their content.

import * as path from 'node:path';
import { appendLine, ensureFolder, sha256, writeAtomic } from '../base/files.ts';
import type { Clock } from '../base/clock.ts';
import type { Fault } from '../protocol/faults.ts';
import type { RunStatus, StepRecord } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { Header } from './format.ts';

export interface Recorder {
  readonly id: string;
  /** The episode's folder. */
  readonly path: string;
  /** Before input is sent; synced. */
  intent(intent: { seq: number; at: number; what: string }): Promise<void>;
  /**
   * Keeps the record and the images of its snapshots; synced.
   * @returns the record as kept: images are file names in the episode's folder
   */
  witness(record: StepRecord, before: Snapshot | undefined, after: Snapshot | undefined): Promise<StepRecord>;
  /** A text file beside the lines, such as the SOP as it was run. */
  attach(name: string, text: string): Promise<void>;
  end(status: RunStatus, fault?: Fault): Promise<void>;
}

export interface RecorderParts {
  /** Folder of all episodes. */
  root: string;
  id: string;
  header: Omit<Header, 't' | 'v' | 'id' | 'startedAt'>;
  /** PNG bytes of an image id of a snapshot; `undefined` when they are no longer kept. */
  image(id: string): Uint8Array | undefined;
  clock: Clock;
}

/** @throws Failure `file/*` when the folder cannot be written: a run without a record must not start */
export async function createRecorder(p: RecorderParts): Promise<Recorder> {
  const folder = path.join(p.root, p.id);
  const file = path.join(folder, 'episode.jsonl');
  await ensureFolder(path.join(folder, 'images'));
  await appendLine(file, { t: 'episode', v: 1, id: p.id, startedAt: p.clock.now(), ...p.header } satisfies Header, true);
  const kept = new Map<string, string>();
  // Lines must not overtake each other.
  let last: Promise<unknown> = Promise.resolve();
  const append = (line: unknown): Promise<void> => {
    const mine = last.then(() => appendLine(file, line, true));
    last = mine.catch(() => undefined); // The caller of this line hears of it; the next line tries again.
    return mine;
  };

  async function keep(id: string | undefined): Promise<string | undefined> {
    if (id === undefined) return undefined;
    const known = kept.get(id);
    if (known !== undefined) return known;
    const png = p.image(id);
    if (!png) return undefined;
    const name = `images/${sha256(png).slice(0, 32)}.png`;
    if (![...kept.values()].includes(name)) await writeAtomic(path.join(folder, name), png);
    kept.set(id, name);
    return name;
  }

  return {
    id: p.id,
    path: folder,
    intent: (intent) => append({ t: 'intent', ...intent }),
    async witness(record, before, after) {
      const named = async (side: StepRecord['before'], snapshot: Snapshot | undefined): Promise<StepRecord['before']> => {
        if (!side) return undefined;
        const { image: _id, ...rest } = side;
        const name = await keep(snapshot?.image);
        return name === undefined ? rest : { ...rest, image: name };
      };
      const [b, a] = [await named(record.before, before), await named(record.after, after)];
      const { before: _b, after: _a, ...rest } = record;
      const line: StepRecord = { ...rest, ...(b ? { before: b } : {}), ...(a ? { after: a } : {}) };
      await append({ t: 'record', record: line });
      return line;
    },
    attach: (name, text) => writeAtomic(path.join(folder, path.basename(name)), text),
    end: (status, fault) => append({ t: 'end', at: p.clock.now(), status, ...(fault ? { fault } : {}) }),
  };
}
