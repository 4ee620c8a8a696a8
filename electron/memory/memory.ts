// Exports: createMemory, Memory, AppKey, Hints, kindOfAction, edgeOf. The store and the retrieval as the rest of the program uses them: learn from steps, hint at elements, tell labels.

import type { Clock } from '../base/clock.ts';
import { OWNER, type Label } from '../protocol/privacy.ts';
import type { MemoryEdge, MemoryElement, MemoryGraph } from '../protocol/memory.ts';
import type { StepRecord } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { addEdge, keysOf, merge, stateOf } from './graph.ts';
import { createIndex, leads, type Embedder, type Found, type Index, type Lead } from './recall.ts';
import { mayRead, readersKey } from '../privacy/labels.ts';
import type { Store } from './store.ts';
import { sliceStore, viewStore } from './view.ts';

export interface AppKey { package: string; version: string; label: string }

/** What remembering tells of one screen: hints by element id. */
export type Hints = ReadonlyMap<number, Lead>;

export interface Memory {
  /** As the reader sees it. */
  readonly store: Store;
  /** As one that learns under a label sees it: nothing but what has this label. */
  under(readers: Label['readers']): Store;
  /** The same memory as another person sees it. */
  as(reader: string): Memory;
  /** Adds a finished step of a run: its screens and what led from one to the other. @param readers who may read what the run leaves; default all */
  learn(app: (packageName: string) => Promise<AppKey>, step: StepRecord, before: Snapshot | undefined, after: Snapshot | undefined, readers?: Label['readers']): Promise<void>;
  /**
   * Elements of the screen that lead towards the goal; empty when the app or the screen is not known.
   * @param audience who may read what is made with the hints; default the reader. Only what all of them may read is told
   */
  hints(app: AppKey, screen: Snapshot, goal: string, signal: AbortSignal, audience?: Label['readers']): Promise<Hints>;
  /** Everything known of an app that answers the goal, best first. */
  search(app: AppKey, goal: string, signal: AbortSignal): Promise<readonly Found[]>;
  /** What leads towards the goal from the screen the app starts with, surest first. */
  begins(app: AppKey, goal: string, signal: AbortSignal): Promise<readonly Lead[]>;
  /** Who may read the parts of what this reader sees of an app, each set once, `all` first; empty where everybody may read all of it. */
  readersOf(packageName: string, version: string): Label['readers'][];
  /** Labels known of an app, by its name or package, newest version first; buttons and fields before texts. */
  labels(app: string): { label: string; app: string; title: string; element: MemoryElement }[];
  close(): void;
}

/** How an edge names what was done. */
export const kindOfAction = (a: NonNullable<StepRecord['action']>): string => (a.action === 'scroll' ? `scroll ${a.direction}` : a.action);

/** @param o.reader who asks where nobody else is named (`as`); default the owner. Everything told is what this reader may read, and nothing else takes part in how it is found */
export function createMemory(o: { store: Store; clock: Clock; embedder?: Embedder; reader?: () => string }): Memory {
  const reader = o.reader ?? ((): string => OWNER);
  const under = (readers: Label['readers']): Store => sliceStore(o.store, readers);
  /** Looked up anew each time: another person may have signed in. */
  const store: Store = {
    file: o.store.file, job: o.store.job, keepJob: o.store.keepJob, close: o.store.close, remove: (...args) => viewStore(o.store, [reader()]).remove(...args),
    apps: () => viewStore(o.store, [reader()]).apps(),
    read: (name, version) => viewStore(o.store, [reader()]).read(name, version),
    update: (...args) => viewStore(o.store, [reader()]).update(...args),
  };
  const others = new Map<string, Memory>();
  const indices = new Map<string, { graph: MemoryGraph; index: Index }>();

  /** Made anew when the graph is another object: graphs are never changed in place. */
  function indexOf(g: MemoryGraph, audience: Label['readers'] = [reader()]): Index {
    const key = `${g.package}\n${g.version}\n${readersKey(audience)}`;
    const kept = indices.get(key);
    if (kept?.graph === g) return kept.index;
    kept?.index.close();
    const index = createIndex(g);
    indices.set(key, { graph: g, index });
    return index;
  }

  return {
    store,
    under,
    as(name) {
      const known = others.get(name) ?? createMemory({ ...o, store: { ...o.store, close: () => undefined }, reader: () => name });
      others.set(name, known);
      return known;
    },
    async learn(app, step, before, after, readers = 'all') {
      // What a person did during a take-over is theirs, and protected screens are not kept.
      if (!step.action || !step.outcome.ok || !step.outcome.sent || !before || before.secure || (step.actor.kind === 'human' && step.actor.via === 'take-over')) return;
      const { action } = step;
      const key = await app(before.package);
      const from = stateOf(before, { app: key.label });
      const element = 'element' in action && action.element !== undefined ? keysOf(before).get(action.element) ?? '' : '';
      const edge = edgeOf(from.id, element, kindOfAction(action), before, after);
      const classes = step.verdict?.classes ?? [];
      under(readers).update(key, (g) => {
        let next = merge(g, { ...from, elements: from.elements.map((e) => (e.key === element && action.action === 'click' ? { ...e, classes: [...new Set([...e.classes, ...classes])] } : e)) });
        if (after && after.package === before.package && !after.secure) next = merge(next, stateOf(after, { app: key.label }));
        return edge ? addEdge(next, edge, step.at) : next;
      }, o.clock.now());
      if (after && after.package !== before.package && !after.secure && after.package !== '') {
        const other = await app(after.package);
        under(readers).update(other, (g) => merge(g, stateOf(after, { app: other.label })), o.clock.now());
      }
    },
    async hints(app, screen, goal, signal, audience = [reader()]) {
      const g = viewStore(o.store, audience).read(app.package, app.version);
      if (!g || !g.states.some((s) => s.id === screen.structureHash)) return new Map();
      const found = await indexOf(g, audience).search(goal, { signal, ...(o.embedder ? { embedder: o.embedder } : {}) });
      const ids = new Map([...keysOf(screen)].map(([id, key]) => [key, id]));
      return new Map(leads(g, screen.structureHash, found).flatMap((l): [number, Lead][] => { const id = ids.get(l.element); return id === undefined ? [] : [[id, l]]; }));
    },
    async search(app, goal, signal) {
      const g = store.read(app.package, app.version);
      return g ? indexOf(g).search(goal, { signal, ...(o.embedder ? { embedder: o.embedder } : {}) }) : [];
    },
    async begins(app, goal, signal) {
      const g = store.read(app.package, app.version);
      const root = g?.states.find((s) => s.root);
      if (!g || !root) return [];
      return leads(g, root.id, await indexOf(g).search(goal, { signal, ...(o.embedder ? { embedder: o.embedder } : {}) }), { threshold: 0 });
    },
    readersOf(name, version) {
      const g = o.store.read(name, version);
      const mine = [...(g?.states ?? []), ...(g?.edges ?? [])].flatMap((x) => (mayRead(reader(), x.readers) ? [x.readers ?? 'all' as const] : []));
      const each = [...new Map(mine.map((r) => [readersKey(r), r])).values()];
      return each.every((r) => r === 'all') ? [] : each.sort((a, b) => (readersKey(a) < readersKey(b) ? -1 : 1));
    },
    labels(app) {
      const wanted = app.trim().toLowerCase();
      const known = store.apps().find((a) => a.package === app || a.label.toLowerCase() === wanted);
      const g = known && store.read(known.package, known.version);
      if (!g) return [];
      const best = new Map<string, { label: string; app: string; title: string; element: MemoryElement; rank: number }>();
      for (const s of g.states) for (const e of s.elements) {
        if (e.label === '') continue;
        const rank = (e.acts ? 0 : e.role === 'text' ? 2 : 1);
        const had = best.get(e.label);
        if (!had || rank < had.rank) best.set(e.label, { label: e.label, app: g.label, title: s.title, element: e, rank });
      }
      return [...best.values()].sort((a, b) => a.rank - b.rank).map(({ label, app: of, title, element }) => ({ label, app: of, title, element }));
    },
    close() {
      for (const other of others.values()) other.close();
      for (const { index } of indices.values()) index.close();
      store.close();
    },
  };
}

/** The edge of a step, when its screens say where it led. */
export function edgeOf(from: string, element: string, action: string, before: Snapshot, after: Snapshot | undefined): Pick<MemoryEdge, 'from' | 'element' | 'action' | 'to' | 'leaves'> | undefined {
  // Opening an app begins anew: it says nothing about the screen it was opened from.
  if (!after || action === 'open_app' || action === 'navigate_home') return undefined;
  const base = { from, element, action };
  if (after.package !== before.package) return { ...base, leaves: after.package };
  return after.secure ? { ...base, leaves: 'a protected screen' } : { ...base, to: after.structureHash };
}
