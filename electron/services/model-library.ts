// Exports: openModelLibrary, ModelLibrary, processAlive. Installed models and known ones, and which of them is in use. A load that fails, or that ended the
// host, leaves the last choice that worked in use and says so.

import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { ensureFolder, fileFault } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import type { Log } from '../base/log.ts';
import { contextOf, fitOf, verdictOf } from '../model/fit.ts';
import { inspectGguf } from '../model/gguf.ts';
import type { Model } from '../model/llama.ts';
import { EMBEDDED, readCatalogue, type Entry } from '../model/manager/catalogue.ts';
import type { Effects, Source } from '../model/manager/download.ts';
import { factsOf } from '../model/manager/facts.ts';
import { measure } from '../model/manager/measure.ts';
import { chosen, currentOf, earlierThan, lastGood, pin, put, readShelf, settled, take, writeShelf, type Shelf, type Slot, type Version } from '../model/manager/shelf.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import type { Benchmark, CatalogueModel, Download, InstalledModel, ModelFacts, ModelsState, ModelVersion } from '../protocol/models.ts';
import type { ModelInfo } from '../protocol/services.ts';
import { createDownloads } from './model-downloads.ts';
import type { Models } from './models.ts';

export interface ModelLibrary {
  state(): Promise<ModelsState>;
  inspect(file: string): Promise<ModelFacts>;
  /** @returns the id it has on the list */
  add(file: string): Promise<string>;
  remove(id: string, version?: string): Promise<void>;
  load(id: string, version?: string): Promise<ModelInfo>;
  loadFile(file: string): Promise<ModelInfo>;
  unload(): Promise<ModelInfo>;
  pin(id: string, version?: string): Promise<void>;
  rollback(id: string): Promise<ModelInfo>;
  fetch(id: string): Promise<{ now: Download; done: Promise<Download> }>;
  stop(id: string, discard: boolean): Promise<void>;
  /** The first load of this process: what was in use, or, where that ended the host, the choice before. */
  begin(file: string): Promise<void>;
  /** Measures a model that was just loaded, unless its file has been. */
  loaded(model: Model, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param folder the models folder; made when missing
 * @param resources of the product: catalogue and embedded model
 * @param alive whether a process of this machine lives
 * @param remember keeps the path of the model in use for the next start
 * Calls fail with `config` for a wrong catalogue. @throws Failure `file/*`
 */
export async function openModelLibrary(o: {
  folder: string; resources: string; models: () => Models; effects: Effects; clock: Clock; log: Log;
  freeMemory: () => number; rss: () => number; pid: number; alive: (pid: number) => boolean;
  remember: (file: string) => Promise<void>; onChange: (s: ModelsState) => void; onDownload: (d: Download) => void; notice: (text: string, fault: Fault) => void;
}): Promise<ModelLibrary> {
  await ensureFolder(o.folder);
  const file = path.join(o.folder, 'models.json');
  // Read when it is asked for: a wrong one of the workplace costs the list, not the start.
  const catalogue = (): Promise<Entry[]> => readCatalogue(path.join(o.resources, 'models', 'catalogue.json'), path.join(o.folder, 'catalogue.json'));
  let shelf = await readShelf(file);
  const turn = new Mutex();
  const writing = new Mutex();
  // Read again each time: the command line may have fetched or removed something meanwhile.
  const reread = (): Promise<void> => writing.hold(async () => { shelf = await readShelf(file); });
  const change = (to: (s: Shelf) => Shelf): Promise<void> => writing.hold(async () => { const next = to(await readShelf(file)); await writeShelf(file, next); shelf = next; });

  /** Headers are read once per file as it is. */
  const facts = new Map<string, Promise<ModelFacts>>();
  const stamp = async (at: string): Promise<string> => {
    try {
      const s = await fs.stat(at);
      return `${at} ${s.size} ${Math.round(s.mtimeMs)}`;
    } catch (e) {
      const fault = fileFault(e, at);
      throw fault ? new Failure(fault) : e;
    }
  };
  /** What unloading gives back at least. */
  let cacheInUse = 0;
  const free = (): number => o.freeMemory() + cacheInUse;
  const factsAt = async (at: string): Promise<ModelFacts> => {
    const key = await stamp(at);
    let known = facts.get(key);
    if (known === undefined) {
      known = inspectGguf(at).then((g) => factsOf(g, free()));
      facts.set(key, known);
      known.catch(() => facts.delete(key));
    }
    const f = await known;
    return { ...f, fit: { ...f.fit, free: free(), verdict: verdictOf(f.fit.need, free()) } };
  };

  const versionOf = async (v: Version): Promise<ModelVersion> => {
    const base = { version: v.version, path: v.path, addedAt: v.addedAt };
    try {
      const benchmark: Benchmark | undefined = shelf.benchmarks[await stamp(v.path)];
      return { ...base, facts: await factsAt(v.path), ...(benchmark === undefined ? {} : { benchmark }) };
    } catch (e) {
      return { ...base, fault: faultOf(e) };
    }
  };
  const inUse = (): string | undefined => { const info = o.models().info(); return info.state === 'ready' ? info.path : undefined; };
  const installedOf = async (m: Slot, source: InstalledModel['source']): Promise<InstalledModel> => {
    const loaded = m.versions.find((v) => v.path === inUse())?.version;
    return {
      id: m.id, title: m.title, source, ...(m.licence === undefined ? {} : { licence: m.licence }), versions: await Promise.all(m.versions.map(versionOf)),
      current: currentOf(m).version, pinned: m.pin !== undefined, ...(loaded === undefined ? {} : { loaded }),
    };
  };
  /** The model that comes with the product, where this build has it. */
  const embedded = async (): Promise<Slot | undefined> => {
    const entry = (await catalogue()).find((e) => e.id === EMBEDDED);
    if (entry === undefined) return undefined;
    const at = path.join(o.resources, 'models', entry.file);
    const there = await fs.stat(at).then((s) => s.mtimeMs, (e: unknown) => { if ((e as NodeJS.ErrnoException).code === 'ENOENT') return undefined; throw e; });
    return there === undefined ? undefined : { id: entry.id, title: entry.title, licence: entry.licence, versions: [{ version: 'embedded', path: at, addedAt: there, managed: false }] };
  };
  const slots = async (): Promise<Slot[]> => { await reread(); const e = await embedded(); return e === undefined ? shelf.slots : [e, ...shelf.slots]; };
  const slotOf = async (id: string): Promise<Slot> => {
    const all = await slots();
    const slot = all.find((m) => m.id === id);
    if (slot === undefined) throw new Failure({ kind: 'model/not-found', id, known: all.map((m) => m.id) });
    return slot;
  };
  const versionIn = (m: Slot, version: string): Version => {
    const found = m.versions.find((v) => v.version === version);
    if (found === undefined) throw new Failure({ kind: 'model/not-found', id: `${m.id} ${version}`, known: m.versions.map((v) => `${m.id} ${v.version}`) });
    return found;
  };
  const knownOf = (e: Entry, installed: boolean): CatalogueModel => ({
    id: e.id, title: e.title, publisher: e.publisher, source: e.source, uri: e.source === 'fetch' ? e.uri : '', file: e.file, bytes: e.bytes, parameters: e.parameters,
    quantisation: e.quantisation, licence: e.licence, ...(e.licenceUrl === undefined ? {} : { licenceUrl: e.licenceUrl }), context: e.context, template: e.template, about: e.about, installed,
    ...(e.shape === undefined || e.bytes === 0 ? {} : { fit: fitOf({ ...e.shape, valueDim: e.shape.headDim, bytes: e.bytes }, contextOf(e.context), free()) }),
  });

  const state = async (): Promise<ModelsState> => {
    const all = await slots();
    const installed = await Promise.all(all.map((m) => installedOf(m, m.id === EMBEDDED ? 'embedded' : m.versions.some((v) => v.managed) ? 'fetched' : 'file')));
    return {
      installed, catalogue: (await catalogue()).map((e) => knownOf(e, all.some((m) => m.id === e.id))), downloads: await downloads.list(),
      folder: o.folder, freeDisk: await o.effects.freeDisk(o.folder), freeMemory: free(),
    };
  };
  const announce = async (): Promise<void> => o.onChange(await state());

  const arrived = async (source: Source, got: { path: string; sha256: string; version: string }): Promise<void> => {
    try {
      await inspectGguf(got.path);
    } catch (e) {
      await o.effects.remove(path.dirname(got.path));
      throw e;
    }
    const entry = (await catalogue()).find((e) => e.id === source.id);
    let dropped: Version[] = [];
    await change((s) => {
      const next = put(s, { id: source.id, title: entry?.title ?? source.id, ...(entry === undefined ? {} : { licence: entry.licence }) }, { version: got.version, path: got.path, sha256: got.sha256, addedAt: o.clock.now(), managed: true }, [inUse() ?? '']);
      ({ dropped } = next);
      return next.shelf;
    });
    await erase(dropped);
  };
  const erase = async (versions: readonly Version[]): Promise<void> => { for (const v of versions) if (v.managed) await o.effects.remove(path.dirname(v.path)); };
  const downloads = createDownloads({
    folder: o.folder, effects: o.effects, clock: o.clock, arrived,
    tell: (d) => { o.onDownload(d); if (['done', 'failed', 'stopped'].includes(d.state)) void announce().catch((e: unknown) => o.notice('The list of models cannot be read', faultOf(e))); },
  });

  const add = async (given: string): Promise<string> => {
    const at = path.resolve(given);
    const known = (await slots()).find((m) => m.versions.some((v) => v.path === at));
    if (known !== undefined) return known.id;
    const g = await inspectGguf(at);
    const base = path.basename(at);
    const slug = base.replace(/\.gguf$/i, '').toLowerCase().replace(/[^a-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 60) || 'model';
    const taken = new Set([...shelf.slots.map((m) => m.id), ...(await catalogue()).map((e) => e.id)]);
    const id = taken.has(slug) ? `${slug}-${createHash('sha256').update(at).digest('hex').slice(0, 6)}` : slug;
    await change((s) => put(s, { id, title: g.name === '' ? base : `${g.name} (${base})` }, { version: 'local', path: at, addedAt: o.clock.now(), managed: false }).shelf);
    return id;
  };

  /** One try. The shelf says what is being loaded while it is: if this process does not come back from it, the next one knows. */
  const tryLoad = async (at: string): Promise<ModelInfo> => {
    await change((s) => ({ ...s, loading: { path: at, pid: o.pid, at: o.clock.now() } }));
    cacheInUse = 0;
    rssBefore = o.rss();
    const info = await o.models().load(at);
    if (info.state === 'ready') {
      cacheInUse = (await factsAt(at)).fit.cache;
      await change((s) => chosen(s, at, o.clock.now()));
      await o.remember(at);
    } else await change(settled);
    return info;
  };
  const fallBack = async (from: string, fault: Fault): Promise<ModelInfo | undefined> => {
    const tried = [from];
    for (let next = lastGood(shelf, tried); next !== undefined; next = lastGood(shelf, tried)) {
      tried.push(next);
      if ((await tryLoad(next)).state !== 'ready') continue;
      o.notice(`${path.basename(from)} could not be loaded; ${path.basename(next)} is in use`, fault);
      return o.models().note({ instead: { path: from, fault } });
    }
    return undefined;
  };
  const loadInTurn = async (at: string): Promise<ModelInfo> => {
    const info = await tryLoad(at);
    const outcome = info.fault === undefined || info.fault.kind === 'run/aborted' ? info : ((await fallBack(at, info.fault)) ?? o.models().note(info));
    await announce();
    return outcome;
  };
  const unloadInTurn = async (): Promise<ModelInfo> => { cacheInUse = 0; await o.remember(''); const info = await o.models().unload(); await announce(); return info; };
  let rssBefore = 0;

  const loadVersion = async (id: string, version?: string): Promise<ModelInfo> => {
    const slot = await slotOf(id);
    return await loadInTurn((version === undefined ? currentOf(slot) : versionIn(slot, version)).path);
  };

  return {
    state,
    inspect: async (at) => factsAt(path.resolve(at)),
    add: async (at) => { const id = await add(at); await announce(); return id; },
    load: (id, version) => turn.hold(() => loadVersion(id, version)),
    loadFile: (at) => turn.hold(async () => {
      try {
        await add(at);
      } catch (e) {
        // What cannot even be listed is still told as the model that failed.
        if (!(e instanceof Failure)) throw e;
      }
      return await loadInTurn(path.resolve(at));
    }),
    unload: () => turn.hold(unloadInTurn),
    remove: (id, version) => turn.hold(async () => {
      const slot = await slotOf(id);
      if (slot.versions.some((v) => v.version === 'embedded')) throw new Failure({ kind: 'usage', detail: `${slot.title} comes with the product and cannot be removed` });
      const going = version === undefined ? slot.versions : [versionIn(slot, version)];
      if (going.some((v) => v.path === inUse())) await unloadInTurn();
      await change((s) => take(s, id, version).shelf);
      await erase(going);
      await announce();
    }),
    pin: (id, version) => turn.hold(async () => {
      const slot = await slotOf(id);
      if (version !== undefined) versionIn(slot, version);
      await change((s) => pin(s, id, version));
      await announce();
    }),
    rollback: (id) => turn.hold(async () => {
      const slot = await slotOf(id);
      const earlier = earlierThan(slot);
      if (earlier === undefined) throw new Failure({ kind: 'usage', detail: `There is no earlier version of ${slot.title}` });
      await change((s) => pin(s, id, earlier.version));
      return await loadVersion(id);
    }),
    async fetch(id) {
      const all = await catalogue();
      const entry = all.find((e) => e.id === id);
      if (entry === undefined) throw new Failure({ kind: 'model/not-found', id, known: all.filter((e) => e.source === 'fetch').map((e) => e.id) });
      if (entry.source !== 'fetch') throw new Failure({ kind: 'usage', detail: `${entry.title} comes with the product and is not downloaded` });
      return downloads.start(entry);
    },
    stop: async (id, discard) => { await downloads.stop(id, discard); await announce(); },
    begin: (at) => turn.hold(async () => {
      const crashed = shelf.loading !== undefined && !(shelf.loading.pid !== o.pid && o.alive(shelf.loading.pid)) ? shelf.loading.path : undefined;
      if (crashed === undefined) { if (at !== '') await loadInTurn(at); return; }
      const fault: Fault = { kind: 'model/crashed', path: crashed };
      o.log.write('model', 'error', 'The last load ended the host', fault);
      await change(settled);
      if (await fallBack(crashed, fault) === undefined) {
        o.models().note({ path: crashed, name: path.basename(crashed), state: 'failed', fault });
        await o.remember('');
      }
      await announce();
    }),
    async loaded(model, signal) {
      const key = await stamp(model.info.path);
      if (shelf.benchmarks[key] !== undefined) return;
      const benchmark = await measure(model, { now: () => performance.now(), rss: o.rss, before: rssBefore, at: o.clock.now(), signal });
      if (benchmark !== undefined) await change((s) => ({ ...s, benchmarks: { ...s.benchmarks, [key]: benchmark } }));
    },
    async close() {
      await downloads.close();
    },
  };
}

/** Whether a process of this machine lives; one that is not ours does. */
export function processAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
}
