// Exports: createExplorations, Explorations. Explorations of this host: one a phone, started and stopped by windows.

import { randomBytes } from 'node:crypto';
import { explore } from '../agent/explore/explore.ts';
import { findApp } from '../control/apps.ts';
import type { Executor } from '../control/types.ts';
import type { PhoneSession } from '../device/types.ts';
import type { Memory } from '../memory/memory.ts';
import { Failure } from '../protocol/faults.ts';
import type { ExploreBounds, ExploreJob } from '../protocol/memory.ts';
import type { Core } from './core.ts';
import { appsOf } from './remembering.ts';

export interface Explorations {
  /** @throws Failure `action/app-not-found`, `device/*`, `usage` when something else has the phone */
  start(q: { device: string; app: string; bounds: ExploreBounds }): Promise<ExploreJob>;
  stop(job: string): void;
  /** The app whose exploration has a phone, or is about to. */
  holder(device: string): string | undefined;
  /** Whether an app's memory is being written. */
  busy(packageName: string, version: string): boolean;
  close(): Promise<void>;
}

/** @param occupied what else has the phone */
export function createExplorations(d: { core: Core; memory: Memory; executor: Executor; session(device: string): Promise<PhoneSession>; occupied(device: string): string | undefined; onJob(job: ExploreJob): void }): Explorations {
  const running = new Map<string, { job?: ExploreJob; stop: AbortController; done: Promise<unknown> }>();
  const holder = (device: string): string | undefined => { const r = running.get(device); return r && (r.job?.label ?? 'an exploration'); };
  return {
    holder,
    async start(q) {
      const busy = holder(q.device) ?? d.occupied(q.device);
      if (busy !== undefined) throw new Failure({ kind: 'usage', detail: `Something else (${busy}) has this phone: stop it first` });
      const stop = new AbortController();
      const entry: { job?: ExploreJob; stop: AbortController; done: Promise<unknown> } = { stop, done: Promise.resolve() };
      // From here on things are waited for: another start must not slip in between.
      running.set(q.device, entry);
      try {
        const session = await d.session(q.device);
        const apps = await session.apps();
        const app = findApp(apps, q.app);
        if (!app) throw new Failure({ kind: 'action/app-not-found', app: q.app, known: apps.map((a) => a.label) });
        const key = await appsOf(session)(app.package);
        return await new Promise<ExploreJob>((resolve, reject) => {
          const tell = (job: ExploreJob): void => { entry.job = job; d.onJob(job); resolve(job); };
          entry.done = explore({ session, executor: d.executor, observer: d.core.observerOf(session), store: d.memory.under('all'), clock: d.core.clock }, { id: `explore-${randomBytes(4).toString('hex')}`, device: q.device, app: key, bounds: q.bounds }, tell, stop.signal)
            .catch(reject)
            .finally(() => running.delete(q.device));
        });
      } catch (e) {
        running.delete(q.device);
        throw e;
      }
    },
    stop(job) {
      for (const r of running.values()) if (r.job?.id === job) r.stop.abort();
    },
    busy: (packageName, version) => [...running.values()].some((r) => r.job?.package === packageName && r.job.version === version),
    async close() {
      for (const r of running.values()) r.stop.abort();
      await Promise.all([...running.values()].map((r) => r.done));
    },
  };
}
