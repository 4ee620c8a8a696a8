// Exports: openStore, Store. All graphs and explorations in one SQLite file.
// Every call is one transaction, synced: a program killed at any moment leaves what the last finished call wrote.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod';
import { fileFault } from '../base/files.ts';
import { Failure, type Fault } from '../protocol/faults.ts';
import type { ExploreJob, MemoryEdge, MemoryGraph, MemoryState } from '../protocol/memory.ts';
import { emptyGraph } from './graph.ts';
import { edgeKey, stateKey } from './view.ts';
import { openDatabase, sqliteFault, toFailure, type Database } from './sqlite.ts';

const FORMAT = 1;

export interface Store {
  readonly file: string;
  /** Apps and versions, newest first. */
  apps(): { package: string; version: string; label: string; at: number }[];
  /** `undefined` when nothing is known of that version. */
  read(packageName: string, version: string): MemoryGraph | undefined;
  /**
   * Changes the graph of an app (an empty one when nothing is known) on top of what any other program wrote meanwhile. `job` is asked for after the change and written with it.
   * @returns the graph as it now is
   */
  update(app: { package: string; version: string; label: string }, change: (g: MemoryGraph) => MemoryGraph, at: number, job?: () => ExploreJob): MemoryGraph;
  remove(packageName: string, version: string): boolean;
  job(packageName: string, version: string): ExploreJob | undefined;
  keepJob(job: ExploreJob): void;
  close(): void;
}

const Text = z.string();
const Element = z.looseObject({
  key: Text, role: Text, label: Text, resourceId: Text, className: Text, selectors: z.array(z.looseObject({ by: Text, value: Text })), scrolls: z.number(), acts: z.boolean(), classes: z.array(Text), task: Text,
});
const State = z.looseObject({ id: Text, activity: Text, title: Text, dialog: z.boolean(), text: Text, elements: z.array(Element), visits: z.number(), scrolled: z.number(), firstAt: z.number(), lastAt: z.number() });
const Edge = z.looseObject({ from: Text, element: Text, action: Text, times: z.number(), missed: z.number(), lastAt: z.number() });
const Job = z.looseObject({ id: Text, device: Text, package: Text, version: Text, status: Text, steps: z.number(), startedAt: z.number(), pid: z.number() });

/**
 * @param file in the data folder; its folder exists
 * @returns the store, and what became of a damaged file: it is kept aside and a new one is begun
 * @throws Failure `file/unwritable`, `file/full`; `file/damaged` for a file of a newer program, which stays where it is
 */
export function openStore(file: string, at: number): { store: Store; setAside?: Fault } {
  try {
    return { store: open(file) };
  } catch (e) {
    const fault = e instanceof Failure ? e.fault : sqliteFault(e, file);
    if (fault?.kind !== 'file/damaged' || e instanceof Newer) throw toFailure(e, file);
    const aside = `${file}.damaged-${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}`;
    try {
      fs.renameSync(file, aside);
      // A journal belongs to the file it was begun for.
      if (fs.existsSync(`${file}-journal`)) fs.renameSync(`${file}-journal`, `${aside}-journal`);
    } catch (moved) {
      const why = fileFault(moved, file);
      throw why ? new Failure(why) : moved;
    }
    return { store: open(file), setAside: { kind: 'file/damaged', path: file, detail: `What was remembered of apps could not be read (${fault.detail}). The file is kept as ${path.basename(aside)}; memory begins anew: explore the apps again, or put a copy of yours in its place` } };
  }
}

class Newer extends Failure {}

function open(file: string): Store {
  const db = openDatabase(file);
  try {
    // One file at rest; FULL also outlives a power cut.
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    const version = (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
    if (version > FORMAT) throw new Newer({ kind: 'file/damaged', path: file, detail: `It was written by a newer Countersign (format ${version}); update to read it` });
    const check = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string } | undefined;
    if (check?.quick_check !== 'ok') throw new Failure({ kind: 'file/damaged', path: file, detail: check?.quick_check ?? 'It does not pass its own check' });
    if (version === 0) {
      transaction(db, () => db.exec(`
        CREATE TABLE IF NOT EXISTS app (id INTEGER PRIMARY KEY, package TEXT NOT NULL, version TEXT NOT NULL, label TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (package, version));
        CREATE TABLE IF NOT EXISTS state (app INTEGER NOT NULL REFERENCES app ON DELETE CASCADE, id TEXT NOT NULL, n INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (app, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS edge (app INTEGER NOT NULL REFERENCES app ON DELETE CASCADE, key TEXT NOT NULL, n INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (app, key)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS job (app INTEGER PRIMARY KEY REFERENCES app ON DELETE CASCADE, json TEXT NOT NULL);
        PRAGMA user_version = ${FORMAT};`));
    }
  } catch (e) {
    db.close();
    throw e;
  }

  const guarded = <T>(work: () => T): T => {
    try { return work(); } catch (e) { throw toFailure(e, file); }
  };
  const damaged = (what: string): Failure => new Failure({ kind: 'file/damaged', path: file, detail: `${what} cannot be read: delete what is remembered of this app and explore it again` });
  const parse = <T>(shape: z.ZodType, json: string, what: string): T => {
    let value: unknown;
    try { value = JSON.parse(json); } catch { throw damaged(what); }
    if (!shape.safeParse(value).success) throw damaged(what);
    return value as T;
  };
  const idOf = (packageName: string, version: string): number | undefined => (db.prepare('SELECT id FROM app WHERE package = ? AND version = ?').get(packageName, version) as { id: number } | undefined)?.id;
  const ensure = (app: { package: string; version: string; label: string }, at: number): number => {
    db.prepare('INSERT INTO app(package, version, label, at) VALUES (?, ?, ?, ?) ON CONFLICT (package, version) DO UPDATE SET label = excluded.label, at = excluded.at').run(app.package, app.version, app.label, at);
    return idOf(app.package, app.version)!;
  };
  const putJob = (app: number, job: ExploreJob): void => { db.prepare('INSERT INTO job(app, json) VALUES (?, ?) ON CONFLICT (app) DO UPDATE SET json = excluded.json').run(app, JSON.stringify({ ...job, pid: process.pid })); };

  // Reading a graph costs some milliseconds, and a person types: it is kept until another program has written.
  const cache = new Map<string, MemoryGraph>();
  let seen = -1;
  const cacheKey = (packageName: string, version: string): string => `${packageName}\n${version}`;

  function readNow(packageName: string, version: string): MemoryGraph | undefined {
    const now = (db.prepare('PRAGMA data_version').get() as { data_version: number }).data_version;
    if (now !== seen) { cache.clear(); seen = now; }
    const kept = cache.get(cacheKey(packageName, version));
    if (kept) return kept;
    const app = db.prepare('SELECT id, label FROM app WHERE package = ? AND version = ?').get(packageName, version) as { id: number; label: string } | undefined;
    if (!app) return undefined;
    const rows = (table: 'state' | 'edge'): { json: string }[] => db.prepare(`SELECT json FROM ${table} WHERE app = ? ORDER BY n`).all(app.id) as { json: string }[];
    const graph: MemoryGraph = {
      package: packageName, version, label: app.label,
      states: rows('state').map((r) => parse<MemoryState>(State, r.json, `A screen of ${app.label}`)),
      edges: rows('edge').map((r) => parse<MemoryEdge>(Edge, r.json, `A step of ${app.label}`)),
    };
    cache.set(cacheKey(packageName, version), graph);
    return graph;
  }

  /** Only what differs: a step of a large app costs a few rows. */
  function write(app: number, before: MemoryGraph, after: MemoryGraph): void {
    const states = new Map(before.states.map((s) => [stateKey(s), s]));
    const edges = new Map(before.edges.map((e) => [edgeKey(e), e]));
    const keepState = db.prepare('INSERT INTO state(app, id, n, json) VALUES (?, ?, ?, ?) ON CONFLICT (app, id) DO UPDATE SET n = excluded.n, json = excluded.json');
    const keepEdge = db.prepare('INSERT INTO edge(app, key, n, json) VALUES (?, ?, ?, ?) ON CONFLICT (app, key) DO UPDATE SET n = excluded.n, json = excluded.json');
    after.states.forEach((s, n) => { if (states.get(stateKey(s)) !== s) keepState.run(app, stateKey(s), n, JSON.stringify(s)); });
    after.edges.forEach((e, n) => { if (edges.get(edgeKey(e)) !== e) keepEdge.run(app, edgeKey(e), n, JSON.stringify(e)); });
    const [left, leftEdges] = [new Set(after.states.map(stateKey)), new Set(after.edges.map(edgeKey))];
    for (const id of states.keys()) if (!left.has(id)) db.prepare('DELETE FROM state WHERE app = ? AND id = ?').run(app, id);
    for (const key of edges.keys()) if (!leftEdges.has(key)) db.prepare('DELETE FROM edge WHERE app = ? AND key = ?').run(app, key);
  }

  return {
    file,
    apps: () => guarded(() => db.prepare('SELECT package, version, label, at FROM app ORDER BY at DESC, package').all().map((r) => ({ ...r })) as ReturnType<Store['apps']>),
    read: (packageName, version) => guarded(() => readNow(packageName, version)),
    update: (key, change, at, job) => guarded(() => {
      let after!: MemoryGraph;
      transaction(db, () => {
        const before = readNow(key.package, key.version) ?? emptyGraph(key);
        after = change(before);
        if (key.label !== after.label) after = { ...after, label: key.label };
        const app = ensure(after, at);
        write(app, before, after);
        if (job) putJob(app, job());
      });
      cache.set(cacheKey(key.package, key.version), after);
      return after;
    }),
    remove: (packageName, version) => guarded(() => {
      cache.delete(cacheKey(packageName, version));
      return Number(db.prepare('DELETE FROM app WHERE package = ? AND version = ?').run(packageName, version).changes) > 0;
    }),
    job: (packageName, version) => guarded(() => {
      const row = db.prepare('SELECT job.json FROM job JOIN app ON app.id = job.app WHERE app.package = ? AND app.version = ?').get(packageName, version) as { json: string } | undefined;
      if (!row) return undefined;
      const { pid, ...job } = parse<ExploreJob & { pid: number }>(Job, row.json, 'An exploration');
      return job.status === 'running' && !alive(pid) ? { ...job, status: 'interrupted' as const } : job;
    }),
    keepJob: (job) => guarded(() => transaction(db, () => putJob(ensure(job, job.endedAt ?? job.startedAt), job))),
    close: () => db.close(),
  };
}

function transaction(db: Database, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (e) {
    // A full disk has rolled it back by itself.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw e;
  }
}

/** Whether the program that explores is still there. A number used again makes it look so: then it is stopped by hand. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
}
