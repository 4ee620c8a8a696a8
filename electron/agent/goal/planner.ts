// Exports: createPlanner, Planner, PlanQuery, Plan. Whole goals, one action at a time: what the goal says, what was done, and what the screen shows.
// Nothing is planned ahead, so whatever happened in between, the next action follows from the screen.

import type { Pilot } from '../../model/pilot/pilot.ts';
import type { Action } from '../../protocol/actions.ts';
import type { Snapshot } from '../../protocol/screen.ts';
import { fold } from '../../control/fold.ts';
import { wordsOf } from '../../control/lexicon.ts';
import { actionOf, ground } from '../ground.ts';
import { appsFor } from './apps.ts';
import { question } from './ask.ts';
import { command, operates } from './command.ts';
import { fresh, type Ctx, type Lead, type Move } from './context.ts';
import { interrupted } from './dialogs.ts';
import { accounted, explained, settled } from './evidence.ts';
import { change, form, send } from './form.ts';
import { frameOf, type Goal, type Part } from './frame.ts';
import { createMeanings, type Meanings } from './meanings.ts';
import type { Element } from '../../protocol/screen.ts';
import { actorsOf, says, isLauncher, overlap, tellingWords, titleSays } from './sight.ts';
import { calculate, sumOf } from './sums.ts';
import { createTrace } from './trace.ts';
import { turn } from './turn.ts';
import { further, reach } from './reach.ts';

export interface PlanQuery {
  goal: string;
  /** Actions towards it so far in words, oldest first. */
  past: readonly string[];
  screen: Snapshot;
  /** Apps that can be opened by name. */
  apps: readonly string[];
  /** What memory says of this screen for a sub-goal; nothing when there is none. */
  recall?(query: string): Promise<readonly Lead[]>;
  signal: AbortSignal;
}

/** `none`: nothing here serves the goal, and a person is asked. */
export type Plan = { kind: 'action'; action: Action } | { kind: 'none' } | { kind: 'done' };

export interface Planner { next(q: PlanQuery): Promise<Plan> }

/** As sure must the pilot be where the rules know nothing. */
const SURE = 0.6;

interface Pursuit { goal: Goal; apps: string; trace: ReturnType<typeof createTrace>; at: number; began: number; seen?: string }

/** @param o.pilot with its lexicon: what labels mean */
export function createPlanner(o: { pilot: Pilot; meanings: Meanings }): Planner {
  let now: Pursuit | undefined;
  return {
    async next(q) {
      if (!now || now.goal.text !== q.goal || q.past.length === 0) now = { goal: frameOf(q.goal, q.apps), apps: q.apps.join(), trace: createTrace(), at: 0, began: 0 };
      const p = now;
      p.trace.follow(q.past, q.screen);
      for (;;) {
        const part = p.goal.parts[p.at];
        // What the goal names and nobody has seen or entered was not done.
        if (!part) return p.goal.parts.length === 0 || !accounted(p.goal, p.trace.acts, q.screen.elements) ? { kind: 'none' } : { kind: 'done' };
        const told = await decide(p, part, q);
        const move = told === 'done' ? ended(p, part, q) : told;
        if (move === 'done') { p.at++; p.began = p.trace.acts.length; continue; }
        if (move === 'none' || move === undefined) return { kind: 'none' };
        if (move.action === 'answer' && part.keep) { p.seen = move.text; p.at++; p.began = p.trace.acts.length; continue; }
        return { kind: 'action', action: move };
      }
    },
  };

  /** What was made or changed is done when it is kept and the screen says so. */
  function ended(p: Pursuit, part: Part, q: PlanQuery): Move {
    const c: Ctx = { goal: p.goal, part, s: q.screen, acts: p.trace.acts.slice(p.began), means: o.meanings, recall: async () => [], ask: async () => undefined };
    const known = settled(c);
    // It may stand further down.
    return known === true ? 'done' : known === false ? further(c) ?? 'none' : { action: 'click', element: known.id };
  }

  async function decide(p: Pursuit, part: Part, q: PlanQuery): Promise<Move> {
    const kept = new Map<string, readonly Lead[]>();
    const recall = async (query: string): Promise<readonly Lead[]> => {
      if (query.trim() === '' || !q.recall) return [];
      const had = kept.get(query);
      if (had) return had;
      const found = await q.recall(query);
      kept.set(query, found);
      return found;
    };
    const acts = p.trace.acts.slice(p.began);
    let c: Ctx = {
      goal: p.goal, part, s: q.screen, acts, means: o.meanings, recall, ...(p.seen === undefined ? {} : { seen: p.seen }),
      ask: async (step) => actionOf(await ground(q.screen, step, { pilot: o.pilot, signal: q.signal, sure: SURE })),
    };
    const opened = acts.some((a) => a.did === 'open');
    if (isLauncher(q.screen) || (p.at > 0 && !opened && acts.length === 0)) {
      const remembered: Lead[] = [];
      for (const query of queriesOf(part)) for (const l of await recall(query)) if (overlap(tellingWords(query), tellingWords(`${l.leadsTo} ${l.app ?? ''}`)) >= 0.6) remembered.push(l);
      const ranked = appsFor(p.goal, part, q.apps, remembered);
      const next = ranked.find((x) => x.n >= 0.75 * ranked[0]!.n && !acts.some((a) => a.did === 'open' && a.label === x.app));
      if (next && (isLauncher(q.screen) || (next.n >= 1 && !p.trace.acts.some((a) => a.did === 'open' && a.label === next.app && p.trace.acts.lastIndexOf(a) === p.trace.acts.findLastIndex((x) => x.did === 'open'))))) return { action: 'open_app', app: next.app };
      if (isLauncher(q.screen)) return 'none';
    }
    const between = interrupted(c);
    if (between) return between;
    let move = await decided(c);
    // What nothing speaks for is not touched, and the rules are asked again without it.
    for (let tries = 0; tries < 3 && move !== undefined && typeof move === 'object' && !explained(c, move); tries++) {
      const not = 'element' in move ? move.element : undefined;
      c = { ...c, s: { ...c.s, elements: c.s.elements.map((e) => (e.id === not ? { ...e, disabled: true } : e)) } };
      move = tries === 2 ? 'none' : await decided(c);
    }
    // A search that found nothing leads nowhere: back, and another way.
    const sought = acts.findLast((a) => a.did !== 'wait' && a.did !== 'back' && a.did !== 'enter');
    if ((move === undefined || move === 'none') && sought?.did === 'type' && SEARCH.test(sought.label) && acts.filter((a) => a.did === 'back').length < 2 && titleOrField(q.screen)) return { action: 'navigate_back' };
    // The thing of this part is not on the page of the one before.
    if ((move === undefined || move === 'none') && p.at > 0 && acts.every((a) => a.did === 'back') && acts.length < 3 && !c.s.dialog) return { action: 'navigate_back' };
    // What is slow may come yet.
    if ((move === undefined || move === 'none') && acts.length > 0 && acts.slice(-2).some((a) => a.did !== 'wait') && actorsOf(c.s).length < 4 && acts.at(-1)?.did !== 'scroll') return { action: 'wait', seconds: 3 };
    if (move === undefined || move === 'none') return missing(c) ? { action: 'status', status: 'infeasible' } : move;
    return move;
  }
}

/**
 * Whether the app was looked through without finding the function: it is the right app, the thing was found, nothing was
 * entered or switched, and menus or the end of the page were looked at.
 */
function missing(c: Ctx): boolean {
  if (!['act', 'create', 'change', 'delete'].includes(c.part.op) || c.part.names.length === 0 || c.acts.some((a) => a.did === 'type' && !/search|搜索/iu.test(a.label))) return false;
  // Nothing is said to be impossible once something was done about it.
  if (c.acts.some((a) => (a.did === 'tap' || a.did === 'hold') && operates(c, a.label))) return false;
  const looked = c.acts.some((a) => a.did === 'scroll' || a.did === 'hold' || (a.did === 'tap' && c.means.begins(a.label, 'more')));
  const thing = c.acts.some((a) => (a.did === 'tap' || a.did === 'hold') && says({ label: a.label } as Element, c.part.names[0]!));
  return looked && thing && c.acts.length >= 4;
}

const SEARCH = /search|find|搜索|查找/iu;
/** Whether the screen is one of searching. */
const titleOrField = (s: Snapshot): boolean => SEARCH.test(s.title) || s.elements.some((e) => e.role === 'input' && e.window === undefined && SEARCH.test(`${e.label} ${e.resourceId}`) && (e.value ?? '') !== '');

async function decided(c: Ctx): Promise<Move> {
  const ruled = await rule(c);
  return ruled === undefined || ruled === 'none' ? await asked(c) ?? ruled : ruled;
}

/** Where no rule knows a way, the step in words: only to get somewhere, and once on each screen. */
async function asked(c: Ctx): Promise<Move> {
  if (!['act', 'turn', 'read', 'change', 'delete'].includes(c.part.op) || c.s.dialog || c.acts.length === 0) return undefined;
  const goal = tellingWords(c.part.text);
  const a = await c.ask(`Open the ${c.part.kind === '' ? c.part.text : c.part.kind}`);
  if (a?.action !== 'click') return undefined;
  const e = c.s.elements.find((x) => x.id === a.element);
  const open = e !== undefined && e.role === 'button' && fresh(c, e) && !c.means.begins(e.label, 'back') && !c.means.begins(e.label, 'add') && !c.means.begins(e.label, 'compose') && !c.means.begins(e.label, 'acts') && !c.means.begins(e.label, 'commit') && wordsOf(fold(e.label)).length === 0;
  return open && overlap(tellingWords(e.texts?.[0] ?? e.label), goal) > 0 ? a : undefined;
}

/** What memory is asked about a part. */
const queriesOf = (p: Part): string[] => [...new Set([`${p.verb} ${p.kind}`.trim(), p.text, ...p.values.map((v) => v.field), p.kind, ...p.names])].filter((x) => x !== '');

async function rule(c: Ctx): Promise<Move> {
  const sum = c.part.op === 'read' || c.part.op === 'act' ? sumOf(c.part.text) : undefined;
  const pressed = sum && calculate(c, sum);
  if (pressed) return pressed;
  switch (c.part.op) {
    case 'turn': return await turn(c);
    case 'create': return await form(c);
    case 'change': return await change(c);
    case 'send': return await send(c);
    case 'delete': case 'act': return await command(c);
    case 'read': return await question(c);
    case 'open': case 'find': {
      const [name] = c.part.names;
      const wanted = name ?? c.part.kind;
      if (c.acts.length > 0 && (titleSays(c.s, wanted) || c.acts.some((a) => a.did === 'open' && a.label === wanted))) return 'done';
      return await reach({ ...c, part: { ...c.part, names: [wanted] } }, [c.part.text, wanted]);
    }
  }
}

export { createMeanings };
