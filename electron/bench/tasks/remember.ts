// Exports: rememberApps. What exploring the demo apps leaves behind, for the arm that is told: each app looked through once, on a fresh phone, by the
// same explorer as in the product. It knows neither the tasks nor their ways.

import * as path from 'node:path';
import { explore } from '../../agent/explore/explore.ts';
import type { Log } from '../../base/log.ts';
import { createMemory, type AppKey } from '../../memory/memory.ts';
import { openStore } from '../../memory/store.ts';
import { pieces } from '../../model/pilot/words.ts';
import type { Memory } from './chooser.ts';
import { freshState } from './bench.ts';
import { openStage } from './stage.ts';

/** Steps of exploring an app; Settings has the most pages. */
const STEPS = 120;
const MORE: Readonly<Record<string, number>> = { 'com.android.settings': 260 };
const VERSION = 'bench';
/** As sure must it be of a way into an app that the goal does not name. */
const SURE_APP = 0.8;

/**
 * @param folder an empty one, for the memory's file
 * @param apps names of those to look through; default all
 * @param on hears which app is looked through
 */
export async function rememberApps(o: { folder: string; log: Log; signal: AbortSignal; apps?: readonly string[]; on?: (app: string) => void }): Promise<Memory & { close(): void }> {
  const stage = openStage({ state: freshState(), allow: () => false, log: o.log, signal: o.signal });
  const { store } = openStore(path.join(o.folder, 'memory.db'), stage.time.now());
  const memory = createMemory({ store, clock: stage.time });
  const apps: AppKey[] = (await stage.session.apps()).filter((a) => o.apps?.includes(a.label) ?? true).map((a) => ({ package: a.package, version: VERSION, label: a.label }));
  try {
    for (const app of apps) {
      o.on?.(app.label);
      await stage.time.through(explore({ session: stage.session, executor: stage.executor, observer: stage.observer, store, clock: stage.time }, {
        id: `bench-${app.package}`, device: 'bench', app, bounds: { steps: MORE[app.package] ?? STEPS, minutes: 600, depth: 4, noGo: [] },
      }, () => {}, o.signal));
    }
  } catch (e) {
    memory.close();
    throw e;
  } finally {
    stage.close();
  }
  return {
    name: 'explored',
    async hints(goal, snapshot, signal) {
      const app = apps.find((a) => a.package === snapshot.package);
      if (app) return [...await memory.hints(app, snapshot, goal, signal)].map(([element, l]) => ({ element, leadsTo: l.text, steps: l.steps, confidence: l.confidence })).slice(0, 3);
      // Outside every app: the one whose first screen leads there most surely.
      const ways = await Promise.all(apps.map(async (a) => ({ app: a.label, lead: (await memory.begins(a, goal, signal))[0] })));
      // An app that the goal names is meant before one in which something of that name was found.
      const said = new Set(pieces(goal));
      const named = (label: string): number => (pieces(label).some((p) => said.has(p)) ? 1 : 0);
      const best = ways.flatMap(({ app: label, lead }) => (lead ? [{ app: label, lead, rank: named(label) + lead.confidence }] : [])).sort((x, y) => y.rank - x.rank)[0];
      return best && best.rank >= SURE_APP ? [{ app: best.app, leadsTo: best.lead.text, steps: best.lead.steps + 1, confidence: best.lead.confidence }] : [];
    },
    close: () => memory.close(),
  };
}
