// Exports: editElement, dropState. What a person changes in what is remembered. Pure.

import { Failure } from '../protocol/faults.ts';
import type { MemoryElement, MemoryGraph } from '../protocol/memory.ts';

/**
 * @param change.hint a person's words for the element; '' takes them back
 * @throws Failure `usage` when it is not there (any more)
 */
export function editElement(g: MemoryGraph, at: { state: string; element: string }, change: { hint?: string; noGo?: boolean }): MemoryGraph {
  if (!g.states.some((s) => s.id === at.state && s.elements.some((e) => e.key === at.element))) throw new Failure({ kind: 'usage', detail: 'This element is no longer remembered' });
  const edited = (e: MemoryElement): MemoryElement => {
    const { hint, noGo, ...rest } = e;
    const [words, never] = [change.hint === undefined ? hint : change.hint.trim(), change.noGo ?? noGo];
    return { ...rest, ...(words ? { hint: words } : {}), ...(never ? { noGo: true as const } : {}) };
  };
  return { ...g, states: g.states.map((s) => (s.id !== at.state ? s : { ...s, elements: s.elements.map((e) => (e.key === at.element ? edited(e) : e)) })) };
}

/** The graph without a state and what leads to and from it; elements that led there may be tried again. @throws Failure `usage` when it is not there */
export function dropState(g: MemoryGraph, id: string): MemoryGraph {
  if (!g.states.some((s) => s.id === id)) throw new Failure({ kind: 'usage', detail: 'This screen is no longer remembered' });
  const led = new Set(g.edges.filter((e) => e.to === id).map((e) => `${e.from} ${e.element}`));
  const again = (e: MemoryElement): MemoryElement => { const { tried: _, ...rest } = e; return rest; };
  return {
    ...g, edges: g.edges.filter((e) => e.from !== id && e.to !== id),
    states: g.states.filter((s) => s.id !== id).map((s) => (s.elements.some((e) => led.has(`${s.id} ${e.key}`)) ? { ...s, elements: s.elements.map((e) => (led.has(`${s.id} ${e.key}`) ? again(e) : e)) } : s)),
  };
}
