// Exports: summarise. The list of what is remembered; an app that cannot be read stands there with its fault.

import { faultOf, Failure } from '../protocol/faults.ts';
import type { MemoryApp } from '../protocol/memory.ts';
import { openElements } from './graph.ts';
import type { Store } from './store.ts';

export const summarise = (store: Store): MemoryApp[] => store.apps().map(({ package: name, version, label, at }) => {
  const base = { package: name, version, label, lastAt: at };
  try {
    const g = store.read(name, version);
    const job = store.job(name, version);
    return { ...base, states: g?.states.length ?? 0, edges: g?.edges.length ?? 0, elements: g?.states.reduce((n, s) => n + s.elements.length, 0) ?? 0, open: g ? openElements(g).length : 0, ...(job ? { job } : {}) };
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    return { ...base, states: 0, edges: 0, elements: 0, open: 0, fault: faultOf(e) };
  }
});
