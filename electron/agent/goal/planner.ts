// Exports: createPlanner, Planner, PlanQuery, Plan. Whole goals, one action at a time: what the goal says, what was done, and what the screen shows.
// Nothing is planned ahead, so whatever happened in between, the next action follows from the screen.

import type { Pilot } from '../../model/pilot/pilot.ts';
import type { Action } from '../../protocol/actions.ts';
import type { Snapshot } from '../../protocol/screen.ts';
import { actionOf, ground } from '../ground.ts';
import { appsFor } from './apps.ts';
import { question } from './ask.ts';
import { command } from './command.ts';
import type { Ctx, Lead, Move } from './context.ts';
import { interrupted } from './dialogs.ts';
import { change, form, send } from './form.ts';
import { frameOf, type Goal, type Part } from './frame.ts';
import { createMeanings, type Meanings } from './meanings.ts';
import type { Element } from '../../protocol/screen.ts';
import { actorsOf, says, isLauncher, overlap, tellingWords, titleSays } from './sight.ts';
import { calculate, sumOf } from './sums.ts';
import { createTrace } from './trace.ts';
import { turn } from './turn.ts';
import { reach } from './reach.ts';

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
        if (!part) return p.goal.parts.length === 0 ? { kind: 'none' } : { kind: 'done' };
        const move = await decide(p, part, q);
        if (move === 'done') { p.at++; p.began = p.trace.acts.length; continue; }
        if (move === 'none' || move === undefined) return { kind: 'none' };
        if (move.action === 'answer' && part.keep) { p.seen = move.text; p.at++; p.began = p.trace.acts.length; continue; }
        return { kind: 'action', action: move };
      }
    },
  };

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
    const c: Ctx = {
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
    const move = interrupted(c) ?? await rule(c);
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
  if (!['act', 'create', 'change'].includes(c.part.op) || c.acts.some((a) => a.did === 'type' && !/search|搜索/iu.test(a.label))) return false;
  const looked = c.acts.some((a) => a.did === 'scroll' || a.did === 'hold' || (a.did === 'tap' && c.means.begins(a.label, 'more')));
  const thing = c.part.names.length === 0 || c.acts.some((a) => (a.did === 'tap' || a.did === 'hold') && says({ label: a.label } as Element, c.part.names[0]!));
  return looked && thing && c.acts.length >= 4;
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
