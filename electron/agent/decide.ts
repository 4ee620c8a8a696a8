// Exports: find, Found, pick, think. Which element a step means: words first (no model), then scrolling, then a model, then a
// person, whose choice is remembered.

import { sha256 } from '../base/files.ts';
import type { Action } from '../protocol/actions.ts';
import { Failure } from '../protocol/faults.ts';
import type { ResolvedBy } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import type { Term } from '../protocol/sop.ts';
import { mainScroller } from '../control/locate.ts';
import { matchTerm, type Query } from '../screen/match.ts';
import { fail, type Flow, type Run, type StepContext } from './context.ts';
import { questionOf } from './foresee.ts';
import { guards } from './guards.ts';
import type { MindQuery, Thought } from './mind.ts';

export type Found = { element: Element; screen: Snapshot; by: ResolvedBy; thought?: Thought } | { flow: Flow };

/** How long a target may take to appear before it is searched for, and how far; milliseconds, scrolls. */
const APPEARS_MS = 2000;
const SCROLLS = 12;

/** The element of a term, on a screen where no guard applies. */
export async function find(run: Run, c: StepContext, term: Term, role: NonNullable<Query['role']>): Promise<Found> {
  const { clock, bindings } = run.parts;
  const words = c.frame.scope.seen(term);
  if (words === undefined) return { flow: fail({ kind: 'sop/parameter-missing', name: c.frame.scope.missing(term) ?? '' }) };
  const query: Query = {
    ...(term.kind === 'selector' ? { selector: { by: term.by, value: term.value } } : { text: words }), role,
    binding: bindings.get(c.frame.sop.meta.id, c.step.id) ?? [],
  };
  const began = run.worked();
  let screen = await run.look();
  const direct = (by: ResolvedBy): Found | undefined => {
    const m = matchTerm(screen, query);
    const element = m.kind === 'unique' ? screen.elements.find((e) => e.id === m.element) : undefined;
    return element && m.kind === 'unique' ? { element, screen, by: c.guarded ? 'guard' : by === 'scroll' ? by : m.by } : undefined;
  };
  for (let served = 0; served < 8;) {
    const turned = await guards(run, c, screen);
    if (turned === 'acted') served++;
    else if (turned) return { flow: turned };
    else {
      const found = direct('exact');
      if (found) return found;
      if (matchTerm(screen, query).kind === 'many' || run.worked() - began >= APPEARS_MS) break;
      await clock.sleep(200, run.gate.work());
    }
    screen = await run.look();
  }

  if (matchTerm(screen, query).kind === 'none') {
    // Down to the end, then up past where it began.
    for (const direction of ['down', 'up'] as const) {
      for (let n = 0; n < (direction === 'down' ? SCROLLS : SCROLLS * 2); n++) {
        if (!mainScroller(screen) || (c.until !== undefined && run.worked() > c.until)) break;
        const done = await run.act(c, { action: 'scroll', direction }, screen, { resolvedBy: 'scroll' });
        if (done.kind === 'flow') return done;
        const before = screen;
        screen = (done.kind === 'done' ? done.after : undefined) ?? await run.look();
        const found = direct('scroll');
        if (found) return found;
        if (matchTerm(screen, query).kind === 'many') break;
        if (done.kind === 'done' && before.contentHash === screen.contentHash) break;
      }
      if (matchTerm(screen, query).kind === 'many') break;
    }
  }

  const m = matchTerm(screen, query);
  const candidates = m.kind === 'many' ? m.elements : m.kind === 'none' ? m.near : [];
  const chosen = await think(run, c, screen, undefined, { named: m.kind === 'none' });
  if (chosen) {
    const id = 'element' in chosen.action ? chosen.action.element : undefined;
    const element = screen.elements.find((e) => e.id === id);
    if (element && (m.kind !== 'many' || candidates.includes(element.id))) return { element, screen, by: 'model', thought: chosen };
  }
  return pick(run, c, screen, candidates, m.kind === 'many' ? `${candidates.length} elements are called "${term.kind === 'param' && c.frame.scope.isSecret(term.name) ? '•••' : words}"` : `Nothing on the screen is called "${term.kind === 'param' && c.frame.scope.isSecret(term.name) ? '•••' : words}"`);
}

/** A person points at the element. */
export async function pick(run: Run, c: StepContext, screen: Snapshot, candidates: number[], why: string): Promise<Found> {
  const reply = await run.ask({ kind: 'pick', id: `pick-${run.nextSeq()}`, run: run.parts.id, step: c.mark, text: c.frame.scope.fill(c.step.text), why, snapshot: screen, candidates });
  switch (reply.kind) {
    case 'pick': {
      const element = screen.elements.find((e) => e.id === reply.element);
      if (!element) return { flow: fail({ kind: 'action/no-element', element: reply.element }) };
      if (reply.remember) await run.parts.bindings.set(c.frame.sop.meta.id, c.step.id, element.selectors);
      return { element, screen, by: 'person' };
    }
    case 'done': return { flow: reply.next === undefined ? { go: 'skip' } : { go: 'to', step: reply.next } };
    case 'stop': return { flow: { go: 'end', status: 'stopped' } };
    case 'skip': case 'input': case 'judge': return { flow: fail({ kind: 'run/needs-person', why }) };
  }
}

/** A model's proposal; asked again once with what was wrong, then the person is asked. `undefined`: no (usable) model, or it does not know. */
export async function think(run: Run, c: StepContext, screen: Snapshot, note: string | undefined, o: { named?: boolean; acted?: number } = {}): Promise<(Thought & { action: Action }) | undefined> {
  const { mind } = run.parts;
  if (!mind) return undefined;
  let wrong = note;
  const stepText = c.frame.scope.fill(c.step.text);
  const leads = await run.parts.memory?.leads(screen, stepText, run.gate.work());
  const whole: MindQuery['whole'] = c.frame.sop.phases.flatMap((p) => p.steps).length !== 1 ? undefined : {
    apps: async () => (await run.parts.session.apps()).map((a) => a.label),
    recall: async (text) => await run.parts.memory?.leads(screen, text, run.gate.work()) ?? new Map(),
  };
  for (let tries = 0; tries < 2; tries++) {
    try {
      const query = questionOf(run, c, screen, { ...o, ...(leads ? { leads } : {}), ...(wrong === undefined ? {} : { note: wrong }) });
      const thought = await mind.propose({ ...query, ...(whole ? { whole } : {}), signal: run.gate.work() });
      return thought && { ...thought, promptSha256: sha256(JSON.stringify([query.prompt, query.step, query.note ?? ''])) };
    } catch (e) {
      if (!(e instanceof Failure) || (e.fault.kind !== 'model/answer' && e.fault.kind !== 'model/none')) throw e;
      if (e.fault.kind === 'model/none') return undefined;
      wrong = e.fault.detail;
    }
  }
  return undefined;
}
