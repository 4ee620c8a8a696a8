// Exports: createLibrary, Library, Folder. The folders of SOPs: the product's own and the user's.

import { type FSWatcher, watch as watchFolder } from 'node:fs';
import * as fs from 'node:fs/promises';
import { ensureFolder, fileFault, listFiles, readText, sha256, within, writeAtomic } from '../base/files.ts';
import { labelOfSop } from '../privacy/labels.ts';
import { Failure } from '../protocol/faults.ts';
import type { Sop, SopEntry, SopFile } from '../protocol/sop.ts';
import { checkSop } from './check.ts';
import { MAX_BYTES, readSop } from './parse.ts';
import { checkUses, loadUses } from './uses.ts';

export type Folder = SopEntry['folder'];

export interface Library {
  /** All SOPs of both folders; parsed again only when their file changed. */
  list(): Promise<SopEntry[]>;
  read(q: { folder: Folder; path: string }): Promise<SopFile>;
  /** Fails with `file/changed` when the file on disk is not `version`. */
  write(file: SopFile): Promise<SopFile>;
  /** A new file in the user's folder; fails with `sop/path` when it exists. */
  create(q: { path: string; text: string }): Promise<SopFile>;
  /** Of the user's folder only. */
  remove(q: { path: string }): Promise<void>;
  /** Every SOP that a document runs, by path in its folder. */
  uses(q: { folder: Folder; path: string }, sop: Sop): Promise<Map<string, Sop>>;
  /** Absolute path of a file, checked to lie in its folder. */
  locate(q: { folder: Folder; path: string }): Promise<string>;
  /** Announces the list whenever files change; returns how to stop. */
  watch(onChange: (entries: SopEntry[]) => void, onFault: (e: unknown) => void): () => void;
}

export interface LibraryOptions {
  folders: Record<Folder, string>;
  /** Milliseconds the disk has to be quiet before a change is announced. */
  quietMs?: number;
}

export function createLibrary(o: LibraryOptions): Library {
  const cache = new Map<string, { key: string; entry: SopEntry }>();

  const locate = async (q: { folder: Folder; path: string }): Promise<string> => {
    if (!q.path.endsWith('.sop.md')) throw new Failure({ kind: 'sop/path', path: q.path, why: 'SOPs are files whose names end in .sop.md' });
    if (q.folder === 'user') await ensureFolder(o.folders.user);
    return within(o.folders[q.folder], q.path);
  };
  const readAt = async (folder: Folder, path: string): Promise<string> => {
    const full = await locate({ folder, path });
    try {
      return await readText(full, MAX_BYTES);
    } catch (e) {
      if (e instanceof Failure && e.fault.kind === 'file/not-found') throw new Failure({ kind: 'sop/not-found', path });
      throw e;
    }
  };

  async function entryOf(folder: Folder, path: string): Promise<SopEntry | undefined> {
    const full = await locate({ folder, path });
    let stat;
    try {
      stat = await fs.stat(full);
    } catch (e) {
      // Removed between listing and looking.
      if ((e as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      const fault = fileFault(e, full);
      throw fault ? new Failure(fault) : e;
    }
    const key = `${stat.mtimeMs}:${stat.size}`;
    const known = cache.get(`${folder}/${path}`);
    // A document that uses others depends on their files too.
    if (known?.key === key) return known.entry;
    let text: string;
    try {
      text = await readAt(folder, path);
    } catch (e) {
      // One file that cannot be read is listed as faulty; opening it says why. The others stay usable.
      if (e instanceof Failure && e.fault.kind === 'file/unreadable') return { path, folder, id: '', title: path, problems: { errors: 1, warnings: 0 }, params: [], apps: [], readers: 'all', changed: Math.round(stat.mtimeMs) };
      throw e;
    }
    const reading = readSop(text, { path });
    const { sop } = reading;
    const problems = [...checkSop(reading), ...(await checkUses(path, reading, (p) => readAt(folder, p)))];
    const entry: SopEntry = {
      path, folder, id: sop.meta.id, title: sop.title || path,
      problems: { errors: problems.filter((p) => p.severity === 'error').length, warnings: problems.filter((p) => p.severity === 'warning').length },
      params: sop.meta.params, apps: sop.meta.applies.map((a) => a.app), readers: labelOfSop(sop.meta).readers, changed: Math.round(stat.mtimeMs),
    };
    if (sop.meta.uses.length === 0) cache.set(`${folder}/${path}`, { key, entry });
    return entry;
  }

  async function list(): Promise<SopEntry[]> {
    const entries: SopEntry[] = [];
    for (const folder of ['library', 'user'] as const) {
      let paths: string[];
      try {
        paths = await listFiles(o.folders[folder], '.sop.md');
      } catch (e) {
        // The user's folder comes into being with the first SOP written to it.
        if (folder === 'user' && e instanceof Failure && e.fault.kind === 'file/not-found') continue;
        throw e;
      }
      for (const path of paths) {
        const entry = await entryOf(folder, path);
        if (entry) entries.push(entry);
      }
    }
    return entries;
  }

  async function read(q: { folder: Folder; path: string }): Promise<SopFile> {
    const text = await readAt(q.folder, q.path);
    return { folder: q.folder, path: q.path, text, version: sha256(text) };
  }

  return {
    list, read, locate,
    async write(file) {
      const full = await locate(file);
      const now = await read(file).catch((e: unknown) => {
        if (e instanceof Failure && e.fault.kind === 'sop/not-found') return undefined;
        throw e;
      });
      if (now?.version !== file.version) throw new Failure({ kind: 'file/changed', path: file.path });
      await writeAtomic(full, file.text);
      return { ...file, version: sha256(file.text) };
    },
    async create({ path, text }) {
      const full = await locate({ folder: 'user', path });
      const exists = await fs.stat(full).then(() => true, (e: unknown) => { if ((e as NodeJS.ErrnoException).code === 'ENOENT') return false; throw e; });
      if (exists) throw new Failure({ kind: 'sop/path', path, why: 'There is already an SOP with this name' });
      await writeAtomic(full, text);
      return { folder: 'user', path, text, version: sha256(text) };
    },
    async remove({ path }) {
      const full = await locate({ folder: 'user', path });
      try {
        await fs.unlink(full);
      } catch (e) {
        const fault = (e as NodeJS.ErrnoException).code === 'ENOENT' ? { kind: 'sop/not-found', path } as const : fileFault(e, full);
        throw fault ? new Failure(fault) : e;
      }
    },
    uses: (q, sop) => loadUses(q.path, sop, (p) => readAt(q.folder, p)),
    watch(onChange, onFault) {
      let timer: NodeJS.Timeout | undefined;
      let stopped = false;
      const watchers: FSWatcher[] = [];
      const tell = (): void => { list().then(onChange, onFault); };
      const follow = (folder: string): void => {
        if (stopped) return;
        try {
          const w = watchFolder(folder, { recursive: true, persistent: false }, (_event, name) => {
            if (name !== null && !name.endsWith('.sop.md')) return;
            clearTimeout(timer);
            timer = setTimeout(tell, o.quietMs ?? 150);
          });
          w.on('error', onFault);
          watchers.push(w);
        } catch (e) {
          const fault = fileFault(e, folder);
          onFault(fault ? new Failure(fault) : e);
        }
      };
      follow(o.folders.library);
      // A folder that is made later is not noticed: the person's first SOP would stay out of the list.
      ensureFolder(o.folders.user).then(() => follow(o.folders.user), onFault);
      return () => { stopped = true; clearTimeout(timer); for (const w of watchers) w.close(); };
    },
  };
}
