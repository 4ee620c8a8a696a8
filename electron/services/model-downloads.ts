// Exports: createDownloads, Downloads. Downloads under way and those that were cut short: one a model, each can be stopped and gone on with.

import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { download, type Effects, type Source } from '../model/manager/download.ts';
import { faultOf } from '../protocol/faults.ts';
import type { Download } from '../protocol/models.ts';

export interface Downloads {
  /** Those under way, failed or stopped, and what an earlier process left unfinished. */
  list(): Promise<Download[]>;
  /**
   * Begins, or goes on with what is there. Twice is once.
   * @returns the state now; `done` when it ended, in whatever way
   */
  start(source: Source): { now: Download; done: Promise<Download> };
  /** @param discard deletes what came so far */
  stop(id: string, discard: boolean): Promise<void>;
  close(): Promise<void>;
}

interface Running { now: Download; stop: AbortController; done: Promise<Download> }

/** @param arrived puts a verified file on the list of installed ones; what it throws makes the download fail */
export function createDownloads(o: { folder: string; effects: Effects; clock: Clock; tell: (d: Download) => void; arrived: (source: Source, file: { path: string; sha256: string; version: string }) => Promise<void> }): Downloads {
  const running = new Map<string, Running>();
  /** How those ended that did not become an installed model. */
  const ended = new Map<string, Download>();
  const parts = path.join(o.folder, 'parts');

  /** Bytes that an unfinished download left. */
  const left = async (id: string): Promise<number> => {
    let bytes = 0;
    for (const key of await o.effects.list(path.join(parts, id))) {
      for (const file of await o.effects.list(path.join(parts, id, key))) bytes += await o.effects.held(path.join(parts, id, key, file));
    }
    return bytes;
  };

  const carryOut = async (source: Source, run: Running): Promise<Download> => {
    const end = async (change: Partial<Download>): Promise<Download> => {
      // What is on the disk is what the next try begins with.
      run.now = { ...run.now, speed: 0, ...(change.state === 'done' ? {} : { done: await left(source.id) }), ...change };
      running.delete(source.id);
      if (run.now.state !== 'done') ended.set(source.id, run.now);
      o.tell(run.now);
      return run.now;
    };
    try {
      const file = await download(source, { folder: o.folder, effects: o.effects, now: o.clock.now, signal: run.stop.signal, tell: (d) => { run.now = d; o.tell(d); } });
      await o.arrived(source, file);
      return await end({ state: 'done', done: file.bytes, total: file.bytes });
    } catch (e) {
      return await end(run.stop.signal.aborted ? { state: 'stopped' } : { state: 'failed', fault: faultOf(e) });
    }
  };

  return {
    async list() {
      const known = [...[...running.values()].map((r) => r.now), ...ended.values()];
      for (const id of await o.effects.list(parts)) {
        if (known.some((d) => d.id === id)) continue;
        const done = await left(id);
        if (done > 0) known.push({ id, state: 'stopped', done, total: 0, speed: 0 });
      }
      return known;
    },
    start(source) {
      const old = running.get(source.id);
      if (old) return { now: old.now, done: old.done };
      ended.delete(source.id);
      const run: Running = { now: { id: source.id, state: 'starting', done: 0, total: 0, speed: 0 }, stop: new AbortController(), done: Promise.reject(new Error('not begun')) };
      run.done.catch(() => undefined);
      running.set(source.id, run);
      run.done = carryOut(source, run);
      return { now: run.now, done: run.done };
    },
    async stop(id, discard) {
      const run = running.get(id);
      run?.stop.abort(new DOMException('Stopped', 'AbortError'));
      await run?.done;
      if (!discard) return;
      ended.delete(id);
      await o.effects.remove(path.join(parts, id));
    },
    async close() {
      for (const run of running.values()) run.stop.abort(new DOMException('The host ends', 'AbortError'));
      await Promise.all([...running.values()].map((r) => r.done));
    },
  };
}
