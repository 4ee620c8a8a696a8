// Exports: viewOf, inSlice, sliceStore, viewStore, stateKey, edgeKey. What of a graph one reader may read, and the part of it that has one label.
//
// A run's label says who may read what it leaves. The same screen seen in runs of different labels is kept once for each (a slice), so that what
// a confidential run does changes nothing for those who may not know of it. A reader's view puts the slices together that may be read, before
// anything is searched, counted or ordered (filter first).

import { mayAllRead, readersKey } from '../privacy/labels.ts';
import type { Label } from '../protocol/privacy.ts';
import type { MemoryEdge, MemoryElement, MemoryGraph, MemoryState } from '../protocol/memory.ts';
import { Failure } from '../protocol/faults.ts';
import type { Store } from './store.ts';

export const stateKey = (s: MemoryState): string => (s.readers === undefined ? s.id : `${s.id}\n${readersKey(s.readers)}`);
export const edgeKey = (e: MemoryEdge): string => JSON.stringify([e.from, e.element, e.action, e.to ?? null, e.leaves ?? null, ...(e.readers === undefined ? [] : [readersKey(e.readers)])]);

const views = new WeakMap<MemoryGraph, Map<string, MemoryGraph>>();

/** What everybody of the audience may read. The same object as long as the graph is; the graph itself where nothing in it is labelled. */
export function viewOf(g: MemoryGraph, audience: Label['readers']): MemoryGraph {
  if (!g.states.some((s) => s.readers) && !g.edges.some((e) => e.readers)) return g;
  const made = views.get(g) ?? new Map<string, MemoryGraph>();
  views.set(g, made);
  const key = audience === 'all' ? '' : readersKey(audience);
  let view = made.get(key);
  if (!view) made.set(key, view = combined(g, audience));
  return view;
}

function combined(g: MemoryGraph, audience: Label['readers']): MemoryGraph {
  const states = new Map<string, MemoryState>();
  for (const s of g.states) {
    if (!mayAllRead(audience, s.readers)) continue;
    const { readers: _, ...own } = s;
    const known = states.get(s.id);
    states.set(s.id, known ? together(known, own) : own);
  }
  const edges = new Map<string, MemoryEdge>();
  for (const e of g.edges) {
    if (!mayAllRead(audience, e.readers)) continue;
    const { readers: _, ...own } = e;
    const key = edgeKey(own);
    const known = edges.get(key);
    edges.set(key, known ? { ...known, times: known.times + e.times, missed: known.missed + e.missed, lastAt: Math.max(known.lastAt, e.lastAt) } : own);
  }
  return { package: g.package, version: g.version, label: g.label, states: [...states.values()], edges: [...edges.values()] };
}

/** One screen from two slices. */
function together(a: MemoryState, b: MemoryState): MemoryState {
  const newer = b.lastAt > a.lastAt ? b : a;
  const both = (e: MemoryElement): MemoryElement => {
    const other = b.elements.find((x) => x.key === e.key);
    if (!other) return e;
    return {
      ...e, acts: e.acts || other.acts, classes: [...new Set([...e.classes, ...other.classes])], scrolls: Math.min(e.scrolls, other.scrolls),
      ...(e.tried ?? other.tried ? { tried: e.tried ?? other.tried } : {}), ...(e.hint ?? other.hint ? { hint: e.hint ?? other.hint } : {}), ...(e.noGo ?? other.noGo ? { noGo: true as const } : {}),
    };
  };
  return {
    ...a, title: newer.title, text: newer.text, visits: a.visits + b.visits, scrolled: Math.max(a.scrolled, b.scrolled), firstAt: Math.min(a.firstAt, b.firstAt), lastAt: newer.lastAt,
    elements: [...a.elements.map(both), ...b.elements.filter((x) => !a.elements.some((e) => e.key === x.key))],
    ...(a.ends ?? b.ends ? { ends: true as const } : {}), ...(a.root ?? b.root ? { root: true as const } : {}),
  };
}

/** Changes what has exactly this label; everything else stays as it is. */
export function inSlice(g: MemoryGraph, readers: Label['readers'], change: (slice: MemoryGraph) => MemoryGraph): MemoryGraph {
  const key = readersKey(readers);
  const mine = (x: { readers?: string[] }): boolean => readersKey(x.readers) === key;
  if (key === '' && g.states.every(mine) && g.edges.every(mine)) return change(g);
  const before: MemoryGraph = { ...g, states: g.states.filter(mine), edges: g.edges.filter(mine) };
  const after = change(before);
  if (after === before) return g;
  const stamp = <T extends { readers?: string[] }>(x: T): T => (readers === 'all' || mine(x) ? x : { ...x, readers: [...readers].sort() });
  return { ...after, states: placed(g.states, after.states.map(stamp), mine, (s) => s.id), edges: placed(g.edges, after.edges.map(stamp), mine, edgeKey) };
}

/** The changed ones where they stood, new ones at the end: a slice never moves another. */
function placed<T>(all: readonly T[], changed: readonly T[], mine: (x: T) => boolean, key: (x: T) => string): T[] {
  const now = new Map(changed.map((x) => [key(x), x]));
  const kept = all.flatMap((x) => { if (!mine(x)) return [x]; const next = now.get(key(x)); now.delete(key(x)); return next === undefined ? [] : [next]; });
  return [...kept, ...now.values()];
}

/** The store as one that only knows what has this label: for what learns. */
export const sliceStore = (store: Store, readers: Label['readers']): Store => ({
  ...store,
  read: (name, version) => { const g = store.read(name, version); return g && only(g, readers); },
  update: (app, change, at, job) => only(store.update(app, (g) => inSlice(g, readers, change), at, job), readers),
});

const slices = new WeakMap<MemoryGraph, Map<string, MemoryGraph>>();
function only(g: MemoryGraph, readers: Label['readers']): MemoryGraph {
  const key = readersKey(readers);
  const mine = (x: { readers?: string[] }): boolean => readersKey(x.readers) === key;
  if (g.states.every(mine) && g.edges.every(mine)) return g;
  const made = slices.get(g) ?? new Map<string, MemoryGraph>();
  slices.set(g, made);
  let slice = made.get(key);
  if (!slice) made.set(key, slice = { ...g, states: g.states.filter(mine), edges: g.edges.filter(mine) });
  return slice;
}

/**
 * The store as an audience (mostly one reader) sees it: apps with nothing to read are not there, and times are those of what may be read.
 * `update` changes each slice that may be read and has what the change is about; `remove` leaves what may not be read.
 */
export const viewStore = (store: Store, audience: Label['readers']): Store => {
  const read: Store['read'] = (name, version) => {
    const g = store.read(name, version);
    const view = g && viewOf(g, audience);
    return view && view.states.length === 0 && g.states.length > 0 && !store.job(name, version) ? undefined : view;
  };
  const update: Store['update'] = (app, change, at, job) => viewOf(store.update(app, (g) => {
    const labels = new Map([...g.states, ...g.edges].filter((x) => mayAllRead(audience, x.readers)).map((x) => [readersKey(x.readers), x.readers ?? 'all'] as const));
    let now = g;
    let refused: Failure | undefined;
    let changed = 0;
    for (const readers of labels.size > 0 ? labels.values() : ['all' as const]) {
      try {
        now = inSlice(now, readers, change);
        changed++;
      } catch (e) {
        if (!(e instanceof Failure)) throw e;
        refused = e;
      }
    }
    if (changed === 0 && refused) throw refused;
    return now;
  }, at, job), audience);
  return {
    ...store, read, update,
    apps: () => store.apps().flatMap((a) => {
      try {
        const view = read(a.package, a.version);
        if (!view) return [];
        const newest = Math.max(0, ...view.states.map((s) => s.lastAt), ...view.edges.map((e) => e.lastAt));
        // An app in which nothing was seen yet is as old as its exploration.
        return [{ ...a, at: newest || (store.job(a.package, a.version)?.startedAt ?? a.at) }];
      } catch (e) {
        // What is damaged is told by whoever reads it.
        if (!(e instanceof Failure)) throw e;
        return [a];
      }
    }).sort((a, b) => b.at - a.at || (a.package < b.package ? -1 : a.package > b.package ? 1 : 0)),
    remove: (name, version) => {
      const g = store.read(name, version);
      if (!g || [...g.states, ...g.edges].every((x) => mayAllRead(audience, x.readers))) return store.remove(name, version);
      const hidden = (x: { readers?: string[] }): boolean => !mayAllRead(audience, x.readers);
      store.update(g, (now) => ({ ...now, states: now.states.filter(hidden), edges: now.edges.filter(hidden) }), Math.max(0, ...g.states.filter(hidden).map((s) => s.lastAt)));
      return true;
    },
  };
};
