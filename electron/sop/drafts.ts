// Exports: createDrafts, Drafts. Unsaved editor text, kept on disk so that a crash loses nothing.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { z } from 'zod';
import { ensureFolder, fileFault, listFiles, readText, sha256, writeAtomic } from '../base/files.ts';
import { Failure, type Fault } from '../protocol/faults.ts';
import type { DraftFile } from '../protocol/services.ts';

export interface Drafts {
  /** Replaces the draft of the same file. */
  keep(draft: DraftFile): Promise<void>;
  /** Newest first. Damaged ones are told to `onFault` and left where they are. */
  list(): Promise<DraftFile[]>;
  /** Forgets the draft of a file; nothing happens when there is none. */
  drop(q: { folder: DraftFile['folder']; path: string }): Promise<void>;
}

const Schema = z.object({ folder: z.enum(['library', 'user']), path: z.string(), text: z.string(), version: z.string(), at: z.number() });

export function createDrafts(o: { folder: string; onFault: (f: Fault) => void }): Drafts {
  // Named by hash: the path of a draft is the window's word and must not choose where we write.
  const fileOf = (q: { folder: string; path: string }): string => path.join(o.folder, `${sha256(`${q.folder}\0${q.path}`).slice(0, 32)}.draft.json`);
  return {
    keep: (draft) => writeAtomic(fileOf(draft), JSON.stringify(Schema.parse(draft)), 0o600),
    async list() {
      await ensureFolder(o.folder);
      const drafts: DraftFile[] = [];
      for (const name of await listFiles(o.folder, '.draft.json')) {
        const file = path.join(o.folder, name);
        const text = await readText(file);
        let data: unknown;
        try { data = JSON.parse(text); } catch (e) { o.onFault({ kind: 'file/damaged', path: file, detail: e instanceof Error ? e.message : String(e) }); continue; }
        const parsed = Schema.safeParse(data);
        if (parsed.success) drafts.push(parsed.data);
        else o.onFault({ kind: 'file/damaged', path: file, detail: parsed.error.issues[0]?.message ?? 'Unknown layout' });
      }
      return drafts.sort((a, b) => b.at - a.at);
    },
    async drop(q) {
      const file = fileOf(q);
      try {
        await fs.rm(file, { force: true });
      } catch (e) {
        const fault = fileFault(e, file);
        throw fault ? new Failure(fault) : e;
      }
    },
  };
}
