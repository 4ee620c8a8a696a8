// Exports: createDocuments, Documents, Doc, Analysis, DocumentsState. The open SOPs: what is on disk, what is in the editor, what the host says of it.
// Knows no editor and no screen: text comes in by `edit`, and goes out as state. Timers and clock are passed in.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Fault, faultOf } from '../../electron/protocol/faults.ts';
import type { Client } from '../../electron/protocol/rpc.ts';
import type { DraftFile } from '../../electron/protocol/services.ts';
import type { Problem, SemanticToken, Sop, SopEntry, SopFile } from '../../electron/protocol/sop.ts';
import { type Folder, keyOf } from './library-tree.ts';
import { readShape, type Shape, toDisk, toEditor } from './text.ts';

export interface Analysis { text: string; sop: Sop; problems: Problem[]; tokens: SemanticToken[] }

export interface Doc {
  /** `folder/path`. */
  key: string;
  folder: Folder;
  path: string;
  /** Of the file `disk` was read from; undefined when there is no file. */
  version?: string;
  /** The file's text as the editor counts it. */
  disk: string;
  text: string;
  shape: Shape;
  /** Of `analysis.text`, which may be older than `text`. */
  analysis?: Analysis;
  analysisFault?: Fault;
  /** What another program made of the file while there is unsaved text here; without a version: it was removed. */
  theirs?: { version?: string; text: string };
  saveFault?: Fault;
  saving: boolean;
}

export interface DocumentsState {
  docs: Record<string, Doc>;
  /** Shown document. */
  shown?: string;
  opening?: string;
  openFault?: { key: string; fault: Fault };
  /** Unsaved texts of an earlier session that were neither restored nor discarded. */
  drafts: DraftFile[];
}

export const isDirty = (d: Doc): boolean => d.version === undefined || d.text !== d.disk;

export interface Documents {
  store: StoreApi<DocumentsState>;
  open(q: { folder: Folder; path: string }): Promise<Doc | undefined>;
  close(key: string): void;
  edit(key: string, text: string): void;
  /** Analyses the present text at once. */
  check(key: string): Promise<Analysis | undefined>;
  /** @returns true when it is on disk; otherwise the reason is in `theirs` or `saveFault` */
  save(key: string): Promise<boolean>;
  /** Writes the text to a new file of the user's folder and shows that instead. Rejects with a Failure. */
  saveAs(key: string, path: string): Promise<void>;
  /** Answers to `theirs`. */
  keepMine(key: string): Promise<boolean>;
  takeTheirs(key: string): void;
  later(key: string): void;
  /** A new file of the user's folder, shown. Rejects with a Failure. */
  create(path: string, text: string): Promise<void>;
  rename(path: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** The library changed on disk: open documents follow, or say that they differ. */
  follow(entries: readonly SopEntry[]): Promise<void>;
  /** Another person sits here: what is not in their library is closed, its unsaved text kept as a draft of whom it belongs to. */
  leave(entries: readonly SopEntry[]): Promise<void>;
  readDrafts(): Promise<void>;
  restore(draft: DraftFile): Promise<void>;
  discard(draft: DraftFile): Promise<void>;
  /** Keeps what is unsaved right now, without waiting for a pause. */
  flush(): void;
}

export interface DocumentsOptions {
  call: Client['call'];
  /** Calls once after so many ms; returns how to prevent it. */
  after: (ms: number, run: () => void) => () => void;
  now: () => number;
  /** A failure that belongs to no document (a draft that cannot be kept). */
  onFault: (fault: Fault) => void;
}

const ANALYSE_MS = 150;
const KEEP_MS = 1000;

export function createDocuments(o: DocumentsOptions): Documents {
  const { call } = o;
  const store = createStore<DocumentsState>()(() => ({ docs: {}, drafts: [] }));
  const get = (key: string): Doc | undefined => store.getState().docs[key];
  const change = (key: string, c: Partial<Doc>): void => store.setState((s) => {
    const d = s.docs[key];
    return d ? { docs: { ...s.docs, [key]: { ...d, ...c } } } : s;
  });
  const analyseTimers = new Map<string, () => void>();
  const keepTimers = new Map<string, () => void>();
  const clear = (timers: Map<string, () => void>, key: string): void => { timers.get(key)?.(); timers.delete(key); };
  /** Keeping and dropping of one draft happen in the order they were asked for. */
  const draftWork = new Map<string, Promise<void>>();
  const draftStep = (key: string, work: () => Promise<unknown>): Promise<void> => {
    const next = (draftWork.get(key) ?? Promise.resolve()).then(work).then(() => {}, (e: unknown) => o.onFault(faultOf(e)));
    draftWork.set(key, next);
    return next;
  };

  const add = (doc: Doc): void => store.setState((s) => ({ docs: { ...s.docs, [doc.key]: doc }, shown: doc.key, opening: undefined, openFault: undefined }));
  const drop = (key: string): void => {
    clear(analyseTimers, key);
    clear(keepTimers, key);
    store.setState((s) => {
      const { [key]: _, ...docs } = s.docs;
      return { docs, shown: s.shown === key ? undefined : s.shown };
    });
  };
  const fresh = (file: SopFile): Doc => {
    const text = toEditor(file.text);
    return { key: keyOf(file), folder: file.folder, path: file.path, version: file.version, disk: text, text, shape: readShape(file.text), saving: false };
  };

  async function check(key: string): Promise<Analysis | undefined> {
    clear(analyseTimers, key);
    const doc = get(key);
    if (!doc) return undefined;
    const { text, path } = doc;
    if (doc.analysis?.text === text) return doc.analysis;
    try {
      const analysis = { text, ...(await call('sop.analyse', { text, path })) };
      // An answer about a text that is no longer there would put marks in wrong places.
      if (get(key)?.text !== text) return undefined;
      change(key, { analysis, analysisFault: undefined });
      return analysis;
    } catch (e) {
      if (get(key)?.text === text) change(key, { analysisFault: faultOf(e) });
      return undefined;
    }
  }

  const keep = (key: string): void => {
    clear(keepTimers, key);
    const d = get(key);
    if (!d) return;
    if (isDirty(d)) void draftStep(key, () => call('drafts.keep', { folder: d.folder, path: d.path, text: toDisk(d.text, d.shape), version: d.version ?? '', at: o.now() }));
    else void draftStep(key, () => call('drafts.drop', { folder: d.folder, path: d.path }));
  };

  const forgetDraft = (q: { folder: Folder; path: string }): Promise<void> => {
    clear(keepTimers, keyOf(q));
    store.setState((s) => ({ drafts: s.drafts.filter((d) => keyOf(d) !== keyOf(q)) }));
    return draftStep(keyOf(q), () => call('drafts.drop', { folder: q.folder, path: q.path }));
  };

  /** What is on disk now; a version of undefined says that there is nothing. */
  async function onDisk(q: { folder: Folder; path: string }): Promise<{ version?: string; text: string }> {
    try {
      const { version, text } = await call('sop.read', { folder: q.folder, path: q.path });
      return { version, text };
    } catch (e) {
      if (['sop/not-found', 'file/not-found'].includes(faultOf(e).kind)) return { text: '' };
      throw e;
    }
  }

  async function write(key: string, version: string | undefined): Promise<boolean> {
    const doc = get(key);
    if (!doc || doc.saving) return false;
    const { folder, path, text } = doc;
    change(key, { saving: true, saveFault: undefined });
    try {
      const file = toDisk(text, doc.shape);
      const saved = version === undefined && folder === 'user' ? await call('sop.create', { path, text: file }) : await call('sop.write', { folder, path, text: file, version: version ?? '' });
      change(key, { saving: false, version: saved.version, disk: text, theirs: undefined });
      if (get(key)?.text === text) await forgetDraft(doc);
      return true;
    } catch (e) {
      const fault = faultOf(e);
      if (fault.kind === 'file/changed') {
        try {
          change(key, { theirs: await onDisk(doc) });
        } catch (unreadable) {
          change(key, { saveFault: faultOf(unreadable) });
        }
      } else change(key, { saveFault: fault });
      change(key, { saving: false });
      return false;
    }
  }

  const edit = (key: string, text: string): void => {
    if (get(key)?.text === text || !get(key)) return;
    change(key, { text });
    clear(analyseTimers, key);
    analyseTimers.set(key, o.after(ANALYSE_MS, () => void check(key)));
    clear(keepTimers, key);
    keepTimers.set(key, o.after(KEEP_MS, () => keep(key)));
  };

  const takeText = (key: string, theirs: { version: string; text: string }): void => {
    const text = toEditor(theirs.text);
    change(key, { version: theirs.version, disk: text, text, shape: readShape(theirs.text), theirs: undefined, saveFault: undefined });
    void check(key);
  };

  /** The latest request to open wins: an answer that comes late shows nothing. */
  let openings = 0;

  const documents: Documents = {
    store, edit, check,
    async open(q) {
      const key = keyOf(q);
      const mine = ++openings;
      if (get(key)) {
        store.setState({ shown: key, opening: undefined, openFault: undefined });
        return get(key);
      }
      store.setState({ opening: key, openFault: undefined });
      try {
        const doc = fresh(await call('sop.read', { folder: q.folder, path: q.path }));
        if (mine !== openings) return undefined;
        add(doc);
        await check(key);
        return get(key);
      } catch (e) {
        if (mine === openings) store.setState({ opening: undefined, openFault: { key, fault: faultOf(e) } });
        return undefined;
      }
    },
    close: drop,
    save: (key) => {
      const d = get(key);
      return d ? write(key, d.version) : Promise.resolve(false);
    },
    async saveAs(key, path) {
      const d = get(key);
      if (!d) return;
      const file = await call('sop.create', { path, text: toDisk(d.text, d.shape) });
      await forgetDraft(d);
      drop(key);
      add(fresh(file));
      await check(keyOf(file));
    },
    async keepMine(key) {
      const d = get(key);
      if (!d?.theirs) return false;
      return await write(key, d.theirs.version);
    },
    takeTheirs(key) {
      const d = get(key);
      if (!d?.theirs) return;
      void forgetDraft(d);
      const { version, text } = d.theirs;
      // They removed it: taking that means closing it here.
      if (version === undefined) drop(key); else takeText(key, { version, text });
    },
    later: (key) => change(key, { theirs: undefined }),
    async create(path, text) {
      const file = await call('sop.create', { path, text });
      openings++;
      add(fresh(file));
      await check(keyOf(file));
    },
    async rename(path, to) {
      const key = keyOf({ folder: 'user', path });
      const onFile = await call('sop.read', { folder: 'user', path });
      const made = await call('sop.create', { path: to, text: onFile.text });
      await call('sop.remove', { path });
      const d = get(key);
      if (!d) return;
      const wasShown = store.getState().shown === key;
      const unsaved = d.text !== d.disk ? d.text : undefined;
      await forgetDraft(d);
      drop(key);
      const next = fresh(made);
      store.setState((s) => ({ docs: { ...s.docs, [next.key]: next }, ...(wasShown ? { shown: next.key } : {}) }));
      if (unsaved !== undefined) edit(next.key, unsaved);
      await check(next.key);
    },
    async remove(path) {
      await call('sop.remove', { path });
      const q = { folder: 'user' as const, path };
      await forgetDraft(q);
      drop(keyOf(q));
    },
    async follow() {
      for (const d of Object.values(store.getState().docs)) {
        if (d.version === undefined || d.saving) continue;
        let theirs;
        try {
          theirs = await onDisk(d);
        } catch (e) {
          change(d.key, { saveFault: faultOf(e) });
          continue;
        }
        const now = get(d.key);
        // Ours, written meanwhile, or closed.
        if (!now || now.saving || theirs.version === now.version) continue;
        if (theirs.version !== undefined && !isDirty(now)) takeText(d.key, { version: theirs.version, text: theirs.text });
        else change(d.key, { theirs });
      }
    },
    async leave(entries) {
      openings++;
      const theirs = new Set(entries.map(keyOf));
      const closed = Object.values(store.getState().docs).filter((d) => !theirs.has(d.key));
      for (const d of closed) {
        if (isDirty(d)) keep(d.key);
        drop(d.key);
      }
      store.setState({ opening: undefined, openFault: undefined, drafts: [] });
      await Promise.all(closed.map((d) => draftWork.get(d.key)));
      await documents.readDrafts();
    },
    async readDrafts() {
      try {
        const kept = await call('drafts.list');
        const drafts: DraftFile[] = [];
        for (const draft of kept) {
          // What is open here is this window's own draft, not one of an earlier session.
          if (get(keyOf(draft))) continue;
          const disk = await onDisk(draft);
          if (disk.version !== undefined && toEditor(disk.text) === toEditor(draft.text)) await call('drafts.drop', { folder: draft.folder, path: draft.path });
          else drafts.push(draft);
        }
        store.setState({ drafts });
      } catch (e) {
        o.onFault(faultOf(e));
      }
    },
    async restore(draft) {
      const key = keyOf(draft);
      const text = toEditor(draft.text);
      let disk;
      try {
        disk = await onDisk(draft);
      } catch (e) {
        o.onFault(faultOf(e));
        return;
      }
      openings++;
      const base: Doc = disk.version === undefined
        ? { key, folder: draft.folder, path: draft.path, disk: '', text, shape: readShape(draft.text), saving: false }
        : fresh({ folder: draft.folder, path: draft.path, text: disk.text, version: disk.version });
      // A draft of an older file: saving must not pass over what the file has become since.
      const moved = disk.version !== undefined && draft.version !== '' && disk.version !== draft.version;
      add({ ...base, text, ...(moved ? { theirs: disk } : {}) });
      store.setState((s) => ({ drafts: s.drafts.filter((d) => d !== draft) }));
      await check(key);
    },
    discard: (draft) => forgetDraft(draft),
    flush() { for (const key of Array.from(keepTimers.keys())) keep(key); },
  };
  return documents;
}
