// Exports: nextMove, Move, Here, isBlocked, openWithin. What exploring does next: the nearest thing not yet tried, and the way there. Pure.

import type { ExploreBounds, MemoryElement, MemoryGraph, MemoryState } from '../../protocol/memory.ts';
import { fold } from '../../control/fold.ts';
import { isGeneric } from '../../control/lexicon.ts';
import { distances, isOpen, route } from '../../memory/graph.ts';
import { saysWords } from '../../screen/match.ts';

export interface Here {
  /** State of the screen; `undefined` when it is not one of the app. */
  state?: string;
  /** How often it is scrolled down. */
  scrolls: number;
  /** Keys of the elements that can be seen now. */
  visible: ReadonlySet<string>;
  /** Where the last tap was made, if Back has a chance to lead there. */
  cameFrom?: { state: string; scrolls: number };
  /** The state the app started with when it was last restarted. */
  root?: string;
}

export type Move =
  | { do: 'act'; state: string; element: string; expect?: string }
  | { do: 'scroll'; direction: 'down' | 'up' }
  | { do: 'back' }
  | { do: 'restart' }
  | { do: 'end'; why: string };

/** So often one state is scrolled down at most: feeds have no end. */
const SCROLLS = 7;

/** Whether a no-go entry means this element: a selector, or words of its label. */
function named(entry: string, e: MemoryElement): boolean {
  const [, by, value] = /^(id|desc|text|class|pkg):(.+)$/s.exec(entry) ?? [];
  if (by === 'pkg') return false;
  if (by === undefined || value === undefined) return saysWords(e.label, entry);
  if (by === 'id') return e.resourceId === value || e.resourceId.endsWith(`/${value}`);
  return by === 'class' ? e.className === value : e.selectors.some((s) => s.by === by && s.value === value);
}

/**
 * Not tried out besides what is sensitive: what the no-go list names, and words like OK and Save in dialogs and forms:
 * what they set off was decided elsewhere on the screen, and nothing there is of this explorer's choosing. A row that
 * carries a switch of its own name may be the switch.
 */
export const isBlocked = (s: MemoryState, e: MemoryElement, noGo: readonly string[]): boolean =>
  noGo.some((n) => named(n, e)) || s.elements.some((x) => (x.role === 'switch' || x.role === 'checkbox') && x.label === e.label) || (isGeneric(fold(e.label)) && (s.dialog || s.elements.some((x) => x.role === 'input' || x.role === 'checkbox' || x.role === 'switch')));

/** Whether a state is to be scrolled further down. */
const unfinished = (s: MemoryState): boolean => s.ends !== true && s.scrolled < SCROLLS;

/** What is left within the bounds: by distance from the app's start, in the order it was seen. */
export function openWithin(g: MemoryGraph, bounds: Pick<ExploreBounds, 'depth' | 'noGo'>): { state: MemoryState; far: number; elements: MemoryElement[]; scroll: boolean }[] {
  const far = distances(g);
  return g.states
    .map((state) => ({ state, far: far.get(state.id) ?? Infinity, elements: state.elements.filter((e) => isOpen(e) && !isBlocked(state, e, bounds.noGo)), scroll: unfinished(state) }))
    .filter((o) => o.far < bounds.depth && (o.elements.length > 0 || o.scroll))
    .sort((a, b) => a.far - b.far);
}

/**
 * Breadth first: of the states with something untried the nearest to the app's start, the present one before its equals.
 * The way there is the shortest of: on from here, one step back, or restart and the known route.
 */
export function nextMove(g: MemoryGraph, here: Here, bounds: Pick<ExploreBounds, 'depth' | 'noGo'>): Move {
  if (here.state === undefined) return here.root === undefined ? { do: 'restart' } : { do: 'back' };
  if (here.root === undefined) return { do: 'restart' };
  const open = openWithin(g, bounds);
  const least = open[0]?.far;
  // What cannot be reached even from a fresh start waits for a run to show the way.
  const ways = open.map((o) => ({ o, way: o.state.id === here.state ? [] : route(g, here.state!, o.state.id), fresh: route(g, here.root!, o.state.id) })).filter((w) => w.way || w.fresh);
  const [best] = ways.filter((w) => w.o.far === (ways[0]?.o.far ?? least)).sort((a, b) => cost(a, here) - cost(b, here));
  if (!best) return { do: 'end', why: g.states.length === 0 ? 'Nothing of the app could be seen' : 'Everything within the bounds was tried' };
  const { o } = best;
  if (o.state.id === here.state) return inState(o, here);
  const restart = best.fresh ? best.fresh.length + 1 : Infinity;
  if (here.cameFrom?.state === o.state.id && restart > 0 && (best.way?.length ?? Infinity) > 1) return { do: 'back' };
  if (!best.way || restart < best.way.length) return { do: 'restart' };
  const hop = best.way[0]!;
  if (hop.edge.element === '') return { do: 'scroll', direction: 'down' };
  if (here.visible.has(hop.edge.element)) return { do: 'act', state: here.state, element: hop.edge.element, expect: hop.to };
  return towards(hop.scrolls, here) ?? { do: 'act', state: here.state, element: hop.edge.element, expect: hop.to };
}

const cost = (w: { o: { state: MemoryState }; way: readonly unknown[] | undefined; fresh: readonly unknown[] | undefined }, here: Here): number =>
  (w.o.state.id === here.state ? -1 : Math.min(w.way?.length ?? Infinity, here.cameFrom?.state === w.o.state.id ? 1 : Infinity, (w.fresh?.length ?? Infinity) + 1));

const towards = (scrolls: number, here: Here): Move | undefined => (scrolls === here.scrolls ? undefined : { do: 'scroll', direction: scrolls > here.scrolls ? 'down' : 'up' });

/** First what can be seen, then what lies further down, then back up for the rest. */
function inState(o: { state: MemoryState; elements: MemoryElement[]; scroll: boolean }, here: Here): Move {
  // All of a state is seen before anything of it is tried: then it is known which of its rows are alike.
  if (o.scroll && here.scrolls === o.state.scrolled) return { do: 'scroll', direction: 'down' };
  const seen = o.elements.find((e) => here.visible.has(e.key));
  if (seen) return { do: 'act', state: o.state.id, element: seen.key };
  const [near] = o.elements.toSorted((a, b) => Math.abs(a.scrolls - here.scrolls) - Math.abs(b.scrolls - here.scrolls));
  if (!near) return { do: 'scroll', direction: 'down' };
  return towards(near.scrolls, here) ?? { do: 'act', state: o.state.id, element: near.key };
}
