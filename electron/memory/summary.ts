// Exports: summarise. The list of what is remembered; an app that cannot be read stands there with its fault.

import { faultOf, Failure } from '../protocol/faults.ts';
import type { MemoryApp } from '../protocol/memory.ts';
import { openElements } from './graph.ts';
import type { Memory } from './memory.ts';

/** @param memory as its reader sees it */
export const summarise = ({ store, readersOf }: Pick<Memory, 'store' | 'readersOf'>): MemoryApp[] => store.apps().map(({ package: name, version, label, at }) => {
  const base = { package: name, version, label, lastAt: at };
  try {
    const g = store.read(name, version);
    const job = store.job(name, version);
    const readers = readersOf(name, version);
    return { ...base, states: g?.states.length ?? 0, edges: g?.edges.length ?? 0, elements: g?.states.reduce((n, s) => n + s.elements.length, 0) ?? 0, open: g ? openElements(g).length : 0, ...(job ? { job } : {}), ...(readers.length > 0 ? { readers } : {}) };
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    return { ...base, states: 0, edges: 0, elements: 0, open: 0, fault: faultOf(e) };
  }
});
