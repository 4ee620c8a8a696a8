// Exports: MemoryState, MemoryElement, MemoryEdge, MemoryGraph, MemoryApp, ExploreBounds, ExploreJob, EXPLORE_DEFAULTS.
// What is remembered of an app: a UI transition graph (AutoDroid; Wen et al., MobiCom 2024), one per package and version.

import type { Fault } from './faults.ts';
import type { Label } from './privacy.ts';
import type { Role, Selector } from './screen.ts';
import type { Class } from './sop.ts';

/** An element of a state. `key` names it in that state only: it is made of role, id, name and context, not of place. */
export interface MemoryElement {
  key: string;
  role: Role;
  label: string;
  context?: string;
  resourceId: string;
  className: string;
  selectors: Selector[];
  /** How often the state was scrolled down, from its beginning, until it was seen. */
  scrolls: number;
  /** Whether exploring may act on it at all: a button of the app that can be pressed. */
  acts: boolean;
  /** Sensitive classes seen by the executor's own rules; exploring never acts on those. */
  classes: Class[];
  /** The simulated task: what one would want it for. */
  task: string;
  /** `acted`: its edge is known. `alike`: others of its kind all led to one place. `refused`: the executor refused. `failed`: it could not be done twice. */
  tried?: 'acted' | 'alike' | 'refused' | 'failed';
  /** A person's own words for it, shown instead of the task. */
  hint?: string;
  /** A person said: never. */
  noGo?: true;
}

/** A screen by its structure. `id` is the structure hash of `screen/hash.ts`. */
export interface MemoryState {
  id: string;
  activity: string;
  title: string;
  dialog: boolean;
  /** As a model reads it, without what fields hold. */
  text: string;
  elements: MemoryElement[];
  visits: number;
  /** How often it was scrolled down to see all of it; `ends` once nothing more came. */
  scrolled: number;
  ends?: true;
  /** Where the app starts. */
  root?: true;
  firstAt: number;
  lastAt: number;
  /** Who may read it, sorted; absent = all. One state of an id for each set of readers. */
  readers?: string[];
}

/** What an action led to. Without `to` it left the app, or for a screen that is not kept: `leaves` says where to. */
export interface MemoryEdge {
  from: string;
  /** Key of the element acted on; '' for actions without one. */
  element: string;
  /** `describe`d kind: click, long_press, scroll down, navigate_back … */
  action: string;
  to?: string;
  leaves?: string;
  times: number;
  /** How often it was followed and did not lead there. */
  missed: number;
  lastAt: number;
  /** As of a state. */
  readers?: string[];
}

export interface MemoryGraph {
  package: string;
  version: string;
  /** The app's name on the phone. */
  label: string;
  states: MemoryState[];
  edges: MemoryEdge[];
}

export interface ExploreBounds {
  /** Actions sent to the phone, restarts and scrolls included. */
  steps: number;
  minutes: number;
  /** Taps from where the app starts. */
  depth: number;
  /** Labels, selectors (`id:…`, `desc:…`, `text:…`, `class:…`) and packages (`pkg:…`) never to be touched. */
  noGo: string[];
}

export const EXPLORE_DEFAULTS: ExploreBounds = { steps: 200, minutes: 10, depth: 4, noGo: [] };

export interface ExploreJob {
  id: string;
  device: string;
  package: string;
  version: string;
  label: string;
  /** `interrupted`: its program ended in the middle; exploring the app again goes on from there. */
  status: 'running' | 'done' | 'stopped' | 'failed' | 'interrupted';
  bounds: ExploreBounds;
  /** Actions so far. */
  steps: number;
  states: number;
  edges: number;
  /** Elements still to be acted on. */
  open: number;
  /** What is being done, in words. */
  now: string;
  /** Why it ended. */
  why?: string;
  fault?: Fault;
  startedAt: number;
  endedAt?: number;
}

/** One line of the list. */
export interface MemoryApp {
  package: string;
  version: string;
  label: string;
  states: number;
  edges: number;
  elements: number;
  /** Elements not yet acted on that exploring may act on. */
  open: number;
  lastAt: number;
  job?: ExploreJob;
  /** Who may read its parts, each set once; absent: everybody may read all of it. */
  readers?: Label['readers'][];
  /** Why it cannot be read. */
  fault?: Fault;
}
