// Exports: Chooser, View, Chosen, Cost, Memory, Hint, fromPilot. What decides in the arms of the bench, and how a model is put in its place.

import { createMeanings } from '../../agent/goal/meanings.ts';
import { createPlanner } from '../../agent/goal/planner.ts';
import { actionOf, ground } from '../../agent/ground.ts';
import type { Seen } from '../../agent/seen.ts';
import type { Pilot } from '../../model/pilot/pilot.ts';
import { refsOf } from '../../model/pilot/refs.ts';
import type { Action } from '../../protocol/actions.ts';
import type { Snapshot } from '../../protocol/screen.ts';

/** What a chooser is told. */
export interface View {
  /** What is to be done now: the goal, or the step that is next. */
  text: string;
  /** The whole goal, where `text` is a step of it. */
  goal?: string;
  /** Steps of the SOP, pasted. */
  sop?: readonly string[];
  /** Actions so far in words, oldest first. */
  past: readonly string[];
  /** How many of them belong to the step that `text` is. */
  acted?: number;
  /** Steps before this one. */
  earlier?: readonly string[];
  /** What earlier screens have shown. */
  seen?: Seen;
  snapshot: Snapshot;
  /** Apps that can be opened by name. */
  apps: readonly string[];
  hints?: readonly Hint[];
  /** Hints for other words on this screen, where there is a memory. */
  recall?(text: string): Promise<readonly Hint[]>;
  signal: AbortSignal;
}

/** What is known about an element from having explored its app. */
export interface Hint {
  /** On this screen; or the app to open. */
  element?: number;
  app?: string;
  leadsTo: string;
  /** Actions until then, this one included. */
  steps: number;
  /** How likely its first step is right, 0–1. */
  confidence: number;
}

/** `prefillMs` and `decodeMs` by a real clock. */
export interface Cost { promptTokens: number; prefillMs: number; decodeMs: number }

/** `none`: nothing on this screen serves what is to be done. `done`: it is done already. */
export type Chosen = ({ kind: 'action'; action: Action } | { kind: 'none' } | { kind: 'done' }) & { cost?: Cost };

export interface Chooser {
  readonly name: string;
  choose(v: View): Promise<Chosen>;
  close?(): Promise<void>;
}

/** What exploring the apps before has left; knows neither the tasks nor their ways. */
export interface Memory {
  readonly name: string;
  /** Elements of the screen that lead towards the goal. */
  hints(goal: string, snapshot: Snapshot, signal: AbortSignal): Promise<readonly Hint[]>;
}

/** As sure must memory be of a way for its end to be taken for the goal's. */
const SURE_END = 0.9;
/** As sure must the pilot be of an action towards a goal. */
const SURE_GOAL = 0.6;

/** The embedded pilot, asked as the agent asks it: words decide first, and what it is not sure of is nothing. */
export function fromPilot(pilot: Pilot): Chooser {
  /** Hints followed for the goal now pursued, and whether the last one was the end of its way. */
  let following: { goal: string; done: Set<string>; end: boolean } | undefined;
  const planner = pilot.lexicon && createPlanner({ pilot, meanings: createMeanings(pilot.lexicon) });
  return {
    name: 'pilot',
    async choose(v) {
      if (planner && v.goal === undefined && v.sop === undefined) {
        return planner.next({ goal: v.text, past: v.past, screen: v.snapshot, apps: v.apps, ...(v.recall ? { recall: v.recall } : {}), signal: v.signal });
      }
      if (v.past.length === 0 || following?.goal !== v.text) following = { goal: v.text, done: new Set(), end: false };
      if (v.hints?.length) {
        if (following.end) return { kind: 'done' };
        for (const h of v.hints) {
          const action: Action = h.element === undefined ? { action: 'open_app', app: h.app ?? '' } : { action: 'click', element: h.element };
          const key = `${v.snapshot.structureHash} ${h.app ?? v.snapshot.elements.find((e) => e.id === h.element)?.label ?? ''}`;
          if (following.done.has(key)) continue;
          following.done.add(key);
          // The end of the way is the end of the goal only where the way is all that the goal says.
          following.end = h.steps <= 1 && h.confidence >= SURE_END && refsOf(v.text).every((r) => h.leadsTo.toLowerCase().includes(r.text.toLowerCase()));
          return { kind: 'action', action };
        }
      }
      if (following.end) return { kind: 'done' };
      // A whole goal is further from what the pilot was made for than a step is.
      const whole = v.goal === undefined && v.sop === undefined;
      const goal = [...(v.sop ?? []), v.text].join('\n');
      const g = await ground(v.snapshot, goal, { pilot, past: v.acted === undefined ? v.past : v.past.slice(v.past.length - v.acted), signal: v.signal, about: v.goal ?? v.text, ...(v.earlier ? { earlier: v.earlier } : {}), ...(v.seen ? { seen: v.seen } : {}), ...(whole ? { sure: SURE_GOAL } : {}), ...(v.hints?.length ? { leads: new Map(v.hints.flatMap((h) => (h.element === undefined ? [] : [[h.element, h.leadsTo]]))) } : {}) });
      const cost: Cost = { promptTokens: g.cost?.promptTokens ?? 0, prefillMs: g.cost?.ms ?? 0, decodeMs: 0 };
      const action = actionOf(g);
      if (!action) return { kind: 'none', cost };
      const again = `${v.snapshot.contentHash} ${JSON.stringify(action)}`;
      if (whole && following.done.has(again)) return { kind: 'none', cost };
      following.done.add(again);
      return action.action === 'status' && action.status === 'complete' ? { kind: 'done', cost } : { kind: 'action', action, cost };
    },
    close: () => pilot.close(),
  };
}
