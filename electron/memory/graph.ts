// Exports: stateOf, merge, keyOf, keysOf, elementAt, addEdge, missEdge, settleKinds, isOpen, openElements, distances, route, Hop, emptyGraph, kindOf, textOf.
// The graph of one app as plain data, and questions about it. Pure: every change gives a new graph.

import { createHash } from 'node:crypto';
import type { Element, Snapshot } from '../protocol/screen.ts';
import type { MemoryEdge, MemoryElement, MemoryGraph, MemoryState } from '../protocol/memory.ts';
import type { Class } from '../protocol/sop.ts';
import { withoutVolatile } from '../screen/hash.ts';
import { titleOfParts } from '../screen/words.ts';
import { taskOf } from './tasks.ts';

export const emptyGraph = (app: { package: string; version: string; label: string }): MemoryGraph => ({ package: app.package, version: app.version, label: app.label, states: [], edges: [] });

/** Longest text kept of one label, in UTF-16 units. */
const LABEL = 200;
const short = (s: string): string => (s.length > LABEL ? `${s.slice(0, LABEL).toWellFormed()}…` : s);
const nameOf = (e: Element): string => withoutVolatile(titleOfParts(e.texts ?? []) || e.label);

/** What an element is and is called, not where it stands nor what state it shows. */
export const keyOf = (e: Element): string => createHash('sha256').update(JSON.stringify([e.role, e.resourceId, e.className, nameOf(e), e.context ?? ''])).digest('hex').slice(0, 12);

/** Keys of a screen's own elements by id; of twins the later ones get a number. */
export function keysOf(s: Snapshot): Map<number, string> {
  const seen = new Map<string, number>();
  const keys = new Map<number, string>();
  for (const e of s.elements) {
    if (e.window !== undefined) continue;
    const key = keyOf(e);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    keys.set(e.id, nth === 1 ? key : `${key}.${nth}`);
  }
  return keys;
}

/** The element with that key on a screen. */
export function elementAt(s: Snapshot, key: string): Element | undefined {
  const id = [...keysOf(s)].find(([, k]) => k === key)?.[0];
  return s.elements.find((e) => e.id === id);
}

/** Buttons of the app itself that say what they are. Toggles change something when touched, fields want text: neither is tried out. */
const acts = (e: Element, s: Snapshot): boolean => e.window === undefined && e.source === 'tree' && e.role === 'button' && e.disabled !== true && e.clickable === true && e.package === s.package;

/** The screen text without what fields hold: that is the user's and not the app's. */
export const textOf = (s: Snapshot): string => s.elements.filter((e) => e.window === undefined).map((e) => (e.role === 'input' ? e.line.replace(/ value="[^"]*"/, '') : e.line)).join('\n');

/**
 * A snapshot as a state.
 * @param scrolls how often it was scrolled down since it was entered
 * @param classesOf the executor's classification of a tap
 */
export function stateOf(s: Snapshot, o: { app: string; scrolls?: number; classesOf?: (e: Element) => readonly Class[] }): MemoryState {
  const keys = keysOf(s);
  const elements = s.elements.filter((e) => keys.has(e.id) && e.role !== 'scroll' && e.label !== '' || acts(e, s)).map((e): MemoryElement => {
    const may = acts(e, s);
    const base = {
      key: keys.get(e.id)!, role: e.role, label: short(titleOfParts(e.texts ?? []) || e.label), ...(e.context === undefined ? {} : { context: e.context }),
      resourceId: e.resourceId, className: e.className, selectors: e.selectors.filter((x) => x.by !== 'path' && x.value.length <= LABEL), scrolls: o.scrolls ?? 0,
      acts: may, classes: may ? [...o.classesOf?.(e) ?? []] : [],
    };
    return { ...base, task: taskOf(base, { app: o.app, title: s.title }) };
  });
  return { id: s.structureHash, activity: s.activity, title: s.title, dialog: s.dialog, text: textOf(s), elements, visits: 1, scrolled: o.scrolls ?? 0, ...(s.elements.some((e) => e.role === 'scroll' && e.window === undefined) ? {} : { ends: true as const }), firstAt: s.at, lastAt: s.at };
}

/** More elements of a kind than this say nothing new (feeds never end). */
const MOST = 400;

/** The graph with a state added to what was known of it. Elements seen before keep what was learnt of them. */
export function merge(g: MemoryGraph, s: MemoryState, o: { root?: boolean } = {}): MemoryGraph {
  const known = g.states.find((x) => x.id === s.id);
  if (!known) return { ...g, states: [...g.states, o.root ? { ...s, root: true } : s] };
  const elements = known.elements.map((e) => {
    const again = s.elements.find((x) => x.key === e.key);
    if (!again) return e;
    return { ...e, selectors: again.selectors, scrolls: Math.min(e.scrolls, again.scrolls), acts: e.acts || again.acts, classes: [...new Set([...e.classes, ...again.classes])], task: again.task };
  });
  const fresh = s.elements.filter((x) => !known.elements.some((e) => e.key === x.key)).slice(0, Math.max(0, MOST - elements.length));
  const beginning = s.elements.some((e) => e.scrolls > 0) ? known : s;
  const merged: MemoryState = {
    ...known, title: beginning.title || known.title, text: beginning.text, elements: [...elements, ...fresh], visits: known.visits + 1, scrolled: Math.max(known.scrolled, s.scrolled), lastAt: s.lastAt,
    ...(known.ends || s.ends ? { ends: true as const } : {}),
    ...(o.root || known.root ? { root: true } : {}),
  };
  return { ...g, states: g.states.map((x) => (x.id === s.id ? merged : x)) };
}

const sameEdge = (a: MemoryEdge, b: Pick<MemoryEdge, 'from' | 'element' | 'action' | 'to' | 'leaves'>): boolean =>
  a.from === b.from && a.element === b.element && a.action === b.action && a.to === b.to && a.leaves === b.leaves;

/** The graph with an action's effect added; its element counts as acted on, and its task knows where it leads. */
export function addEdge(g: MemoryGraph, e: Pick<MemoryEdge, 'from' | 'element' | 'action' | 'to' | 'leaves'>, at: number): MemoryGraph {
  const known = g.edges.find((x) => sameEdge(x, e));
  const edge: MemoryEdge = known ? { ...known, times: known.times + 1, lastAt: at } : { ...e, times: 1, missed: 0, lastAt: at };
  const edges = known ? g.edges.map((x) => (x === known ? edge : x)) : [...g.edges, edge];
  const states = g.states.map((s) => (s.id !== e.from || e.element === '' ? s : { ...s, elements: s.elements.map((x) => (x.key === e.element && e.action === 'click' ? { ...x, tried: 'acted' as const } : x)) }));
  return settleKinds({ ...g, states, edges }, e.from);
}

/** Notes that an edge was followed and did not lead there. */
export const missEdge = (g: MemoryGraph, e: MemoryEdge): MemoryGraph => ({ ...g, edges: g.edges.map((x) => (sameEdge(x, e) ? { ...x, missed: x.missed + 1 } : x)) });

/** Rows of one list are of one kind: same role, class and ids. '' for what stands alone by nature. */
export const kindOf = (e: MemoryElement): string => {
  const ids = [...new Set([e.resourceId, ...e.selectors.filter((s) => s.by === 'id').map((s) => s.value)])].filter((x) => x !== '').sort();
  return ids.length === 0 ? '' : JSON.stringify([e.role, e.className, ids]);
};

/** So many of a kind have to lead to one place before the others are taken to lead there too. */
const ENOUGH = 2;

/** Where two of a kind led to one and the same other state, the rest of the kind is `alike` and not tried. */
export function settleKinds(g: MemoryGraph, state: string): MemoryGraph {
  const s = g.states.find((x) => x.id === state);
  if (!s) return g;
  const led = ledTo(g, s);
  if (led.size === 0) return g;
  return { ...g, states: g.states.map((x) => (x !== s ? x : { ...s, elements: s.elements.map((e) => (e.acts && e.tried === undefined && led.has(kindOf(e)) ? { ...e, tried: 'alike' as const } : e.tried === 'alike' && !led.has(kindOf(e)) ? without(e) : e)) })) };
}

const without = (e: MemoryElement): MemoryElement => { const { tried: _, ...rest } = e; return rest; };

/** Kinds of a state's elements of which all that were tried led to one state, at least two of them. */
function ledTo(g: MemoryGraph, s: MemoryState): Map<string, string> {
  const led = new Map<string, string>();
  const counts = new Map<string, Map<string, number>>();
  for (const e of s.elements) {
    const kind = kindOf(e);
    if (kind === '' || e.tried !== 'acted') continue;
    const to = target(g, s.id, e.key);
    const by = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, by.set(to ?? '', (by.get(to ?? '') ?? 0) + 1));
  }
  for (const [kind, by] of counts) {
    const [only] = [...by];
    if (by.size === 1 && only && only[0] !== '' && only[0] !== s.id && only[1] >= ENOUGH) led.set(kind, only[0]);
  }
  return led;
}

/** Where a tap leads most often. */
const target = (g: MemoryGraph, from: string, element: string): string | undefined =>
  g.edges.filter((x) => x.from === from && x.element === element && x.action === 'click').sort((a, b) => b.times - b.missed - (a.times - a.missed))[0]?.to;

/** Whether exploring has still to act on it. */
export const isOpen = (e: MemoryElement): boolean => e.acts && e.tried === undefined && e.noGo !== true && e.classes.length === 0;

export const openElements = (g: MemoryGraph): { state: MemoryState; element: MemoryElement }[] => g.states.flatMap((state) => state.elements.filter(isOpen).map((element) => ({ state, element })));

/** One action of a route: the edge, and how often its state has to be scrolled down first. */
export interface Hop { edge: MemoryEdge; scrolls: number; to: string }

/** Forward edges of every state, worn-out ones left out: an edge that missed more often than it hit leads nowhere. */
function forward(g: MemoryGraph): Map<string, Hop[]> {
  const from = new Map<string, Hop[]>();
  const add = (edge: MemoryEdge, scrolls: number, to: string): void => { from.set(edge.from, [...from.get(edge.from) ?? [], { edge, scrolls, to }]); };
  for (const e of g.edges) {
    if (e.to === undefined || e.to === e.from || e.missed > e.times || (e.action !== 'click' && e.action !== 'scroll down')) continue;
    const element = g.states.find((s) => s.id === e.from)?.elements.find((x) => x.key === e.element);
    if (e.action === 'click' && (!element || element.noGo)) continue;
    add(e, element?.scrolls ?? 0, e.to);
  }
  // What is alike leads, as far as one knows, where the others of its kind lead.
  for (const s of g.states) {
    const led = ledTo(g, s);
    if (led.size === 0) continue;
    for (const e of s.elements) {
      const to = e.tried === 'alike' && !e.noGo ? led.get(kindOf(e)) : undefined;
      if (to !== undefined) add({ from: s.id, element: e.key, action: 'click', to, times: 0, missed: 0, lastAt: s.lastAt }, e.scrolls, to);
    }
  }
  return from;
}

/** Fewest taps from the app's start to each state; states that are not reached are missing. */
export function distances(g: MemoryGraph): Map<string, number> {
  const from = forward(g);
  const far = new Map<string, number>(g.states.filter((s) => s.root).map((s) => [s.id, 0]));
  for (const id of far.keys()) for (const hop of from.get(id) ?? []) if (!far.has(hop.to)) far.set(hop.to, far.get(id)! + 1);
  return far;
}

/** Shortest route between two states; `undefined` when there is none, `[]` when they are one. Edges that were followed are preferred to guesses. */
export function route(g: MemoryGraph, start: string, end: string): Hop[] | undefined {
  const from = forward(g);
  const came = new Map<string, Hop | undefined>([[start, undefined]]);
  for (const id of came.keys()) {
    if (id === end) break;
    for (const hop of (from.get(id) ?? []).toSorted((a, b) => b.edge.times - a.edge.times)) if (!came.has(hop.to)) came.set(hop.to, hop);
  }
  if (!came.has(end)) return undefined;
  const hops: Hop[] = [];
  for (let hop = came.get(end); hop; hop = came.get(hop.edge.from)) hops.unshift(hop);
  return hops;
}
