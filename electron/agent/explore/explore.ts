// Exports: explore, ExploreParts, ExploreRequest. An app looked through offline: bounded, through the one door, never typing, never doing what is sensitive.

import type { Clock } from '../../base/clock.ts';
import { classify } from '../../control/classify.ts';
import type { Executor, Performed } from '../../control/types.ts';
import type { PhoneSession } from '../../device/types.ts';
import { addEdge, elementAt, keysOf, merge, missEdge, stateOf } from '../../memory/graph.ts';
import { edgeOf, kindOfAction, type AppKey } from '../../memory/memory.ts';
import type { Store } from '../../memory/store.ts';
import type { Action } from '../../protocol/actions.ts';
import { Failure, faultOf, type Fault } from '../../protocol/faults.ts';
import type { ExploreBounds, ExploreJob, MemoryElement, MemoryGraph } from '../../protocol/memory.ts';
import type { Snapshot } from '../../protocol/screen.ts';
import type { Class } from '../../protocol/sop.ts';
import type { Observer } from '../../screen/observe.ts';
import { LOST } from '../hands.ts';
import { nextMove, openWithin, type Here, type Move } from './plan.ts';

export interface ExploreParts {
  session: PhoneSession;
  executor: Executor;
  observer: Observer;
  store: Store;
  clock: Clock;
}

export interface ExploreRequest {
  /** Id of a new job; one that was interrupted keeps its own. */
  id: string;
  device: string;
  app: AppKey;
  bounds: ExploreBounds;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? ' was' : 's were'}`;

/** Tries of one element, returns to the app by Back, and looks that lead nowhere, before something else is done. */
const TRIES = 2;
const STUCK = 6;

/**
 * Explores until everything within the bounds was tried, a bound is reached, or `signal` fires. After every action the
 * store holds all that was learnt, so a killed program loses the action in flight; the next call goes on from there.
 * @param on hears the job whenever it changes
 * @returns the job at its end; what stopped it is in it
 */
export async function explore(p: ExploreParts, q: ExploreRequest, on: (job: ExploreJob) => void, signal: AbortSignal): Promise<ExploreJob> {
  const { store, clock } = p;
  const { app, bounds } = q;
  const before = store.job(app.package, app.version);
  const goesOn = before?.status === 'interrupted' && before.steps < bounds.steps ? before : undefined;
  const began = clock.now();
  const limit = new AbortController();
  const either = AbortSignal.any([signal, limit.signal]);
  void clock.sleep(bounds.minutes * 60_000, either).then(() => limit.abort(), () => undefined);

  let graph: MemoryGraph = store.read(app.package, app.version) ?? { package: app.package, version: app.version, label: app.label, states: [], edges: [] };
  let job: ExploreJob = {
    id: goesOn?.id ?? q.id, device: q.device, package: app.package, version: app.version, label: app.label, status: 'running', bounds,
    steps: goesOn?.steps ?? 0, states: 0, edges: 0, open: 0, now: 'Looking at the phone', startedAt: goesOn?.startedAt ?? began,
  };
  const tell = (change: Partial<ExploreJob>): ExploreJob => {
    job = { ...job, ...change, states: graph.states.length, edges: graph.edges.length, open: openWithin(graph, bounds).reduce((n, o) => n + o.elements.length, 0) };
    return job;
  };
  const change = (work: (g: MemoryGraph) => MemoryGraph, told: Partial<ExploreJob> = {}): void => {
    graph = store.update(app, (g) => (graph = work(g)), clock.now(), () => tell(told));
    on(job);
  };

  const classesOf = (s: Snapshot) => (e: Snapshot['elements'][number]): readonly Class[] => classify({ action: { action: 'click', element: e.id }, element: e, snapshot: s }).classes;
  const ours = (s: Snapshot): boolean => s.package === app.package && !s.secure;
  const noted = (s: Snapshot, scrolls: number): ReturnType<typeof stateOf> => stateOf(s, { app: app.label, scrolls, classesOf: classesOf(s) });
  const failures = new Map<string, number>();
  const failed = (key: string): number => { failures.set(key, (failures.get(key) ?? 0) + 1); return failures.get(key)!; };

  let screen!: Snapshot;
  let scrolls = 0;
  let root: string | undefined;
  let cameFrom: Here['cameFrom'];
  let away = 0;

  const here = (): Here => ({
    ...(ours(screen) ? { state: screen.structureHash } : {}), scrolls, visible: new Set(ours(screen) ? keysOf(screen).values() : []),
    ...(cameFrom ? { cameFrom } : {}), ...(root === undefined ? {} : { root }),
  });
  const actionOf = (m: Exclude<Move, { do: 'end' }>): Action | undefined => {
    switch (m.do) {
      case 'restart': return { action: 'open_app', app: app.package, fresh: true };
      case 'back': return { action: 'navigate_back' };
      case 'scroll': return { action: 'scroll', direction: m.direction };
      case 'act': { const e = elementAt(screen, m.element); return e && { action: 'click', element: e.id }; }
    }
  };
  const mark = (state: string, element: string, tried: MemoryElement['tried'], classes: readonly Class[] = []): void => change((g) => ({
    ...g, states: g.states.map((s) => (s.id !== state ? s : { ...s, elements: s.elements.map((e) => (e.key === element ? { ...e, ...(tried ? { tried } : {}), classes: [...new Set([...e.classes, ...classes])] } : e)) })),
  }));

  /** A tap that could not be made. What was on the way wears out; what was to be tried is given up. */
  function missed(move: Extract<Move, { do: 'act' }>): void {
    const edge = graph.edges.find((e) => e.from === move.state && e.element === move.element && e.to === move.expect);
    if (move.expect !== undefined && edge) change((g) => missEdge(g, edge));
    else if (move.expect !== undefined || failed(`${move.state} ${move.element}`) >= TRIES) mark(move.state, move.element, 'failed');
  }

  /** What an action did, into the graph and into where we are. */
  function learn(move: Exclude<Move, { do: 'end' }>, action: Action, done: Performed, after: Snapshot): void {
    const was = screen;
    const wasAt = { state: was.structureHash, scrolls };
    screen = after;
    const same = ours(was) && ours(after) && after.structureHash === was.structureHash;
    const atEnd = move.do === 'scroll' && same && after.contentHash === was.contentHash;
    scrolls = move.do === 'scroll' && same ? Math.max(0, scrolls + (move.direction === 'down' ? 1 : -1) * (atEnd ? 0 : 1)) : same && move.do === 'act' ? scrolls : move.do === 'back' && ours(after) && cameFrom?.state === after.structureHash ? cameFrom.scrolls : 0;
    cameFrom = move.do === 'act' && !same && ours(was) ? wasAt : same ? cameFrom : undefined;
    if (move.do === 'restart' && ours(after)) root = after.structureHash;
    away = ours(after) ? 0 : away + 1;
    change((g) => {
      let next = g;
      if (ours(after)) next = merge(next, noted(after, scrolls), { root: move.do === 'restart' });
      if (ours(was) && move.do !== 'restart') {
        const element = move.do === 'act' ? move.element : '';
        const edge = atEnd ? undefined : edgeOf(was.structureHash, element, kindOfAction(action), was, after);
        // Back leads to wherever one came from: it is no way to anywhere. A scroll within a state is none either.
        if (edge && move.do !== 'back' && !(move.do === 'scroll' && same)) next = addEdge(next, edge, clock.now());
        const expected = move.do === 'act' && move.expect !== undefined && move.expect !== edge?.to ? next.edges.find((e) => e.from === was.structureHash && e.element === element && e.to === move.expect) : undefined;
        if (expected) next = missEdge(next, expected);
        // The end of a list, or a list that becomes another screen when it is scrolled.
        if (move.do === 'scroll' && move.direction === 'down' && (atEnd || !same)) next = { ...next, states: next.states.map((s) => (s.id === was.structureHash ? { ...s, ends: true as const } : s)) };
      }
      return next;
    }, { steps: job.steps + (done.outcome.sent ? 1 : 0), now: done.record.what });
  }

  /** @returns what ends the exploration, if this step does */
  async function step(move: Exclude<Move, { do: 'end' }>): Promise<Fault | undefined> {
    const action = actionOf(move);
    if (!action) {
      // It was there once and is not now: its content changes by itself.
      if (move.do === 'act') missed(move);
      screen = await p.observer.look({ settle: true, signal: either });
      root = undefined;
      return undefined;
    }
    const done = await p.executor.perform({ session: p.session, actor: { kind: 'explorer', job: job.id }, action, before: screen, signal: either });
    const { outcome } = done;
    if (outcome.ok) {
      learn(move, action, done, done.after ?? await p.observer.look({ settle: true, signal: either }));
      return undefined;
    }
    either.throwIfAborted();
    if (LOST.has(outcome.fault.kind) || outcome.fault.kind === 'action/app-not-found') return outcome.fault;
    if (move.do === 'act' && outcome.fault.kind === 'action/not-approved') mark(move.state, move.element, 'refused', done.record.verdict?.classes ?? []);
    else if (move.do === 'act') missed(move);
    else if (failed(move.do) >= STUCK) return outcome.fault;
    screen = await p.observer.look({ settle: true, signal: either });
    if (!ours(screen)) away++;
    return undefined;
  }

  async function whole(): Promise<Partial<ExploreJob>> {
    if (bounds.noGo.includes(`pkg:${app.package}`)) throw new Failure({ kind: 'usage', detail: `${app.package} is on the no-go list` });
    screen = await p.observer.look({ settle: true, signal: either });
    if (screen.locked) return { status: 'failed', fault: { kind: 'run/needs-person', why: 'The phone is locked: unlock it, then explore again' } };
    for (;;) {
      either.throwIfAborted();
      const move: Move = away > TRIES ? { do: 'restart' } : nextMove(graph, here(), bounds);
      if (away > STUCK) return { status: 'failed', fault: { kind: 'screen/stale', detail: `${app.label} does not stay in front: ${screen.title || screen.package} does` } };
      if (move.do === 'end') return { status: 'done', why: move.why };
      if (job.steps >= bounds.steps) return { status: 'done', why: `${count(bounds.steps, 'step')} done` };
      const fault = await step(move);
      if (fault) return { status: 'failed', fault };
    }
  }

  store.keepJob(tell({}));
  on(job);
  let end: Partial<ExploreJob>;
  try {
    end = await whole();
  } catch (e) {
    if (signal.aborted) end = { status: 'stopped', why: 'Stopped' };
    else if (limit.signal.aborted) end = { status: 'done', why: `${count(bounds.minutes, 'minute')} over` };
    else end = { status: 'failed', fault: faultOf(e) };
  } finally {
    limit.abort();
  }
  tell({ ...end, endedAt: clock.now(), now: '' });
  try {
    store.keepJob(job);
  } catch (e) {
    // What cannot be written is told all the same: whoever watches must not wait for ever.
    if (!(e instanceof Failure)) throw e;
    tell({ status: 'failed', fault: e.fault });
  }
  on(job);
  return job;
}
