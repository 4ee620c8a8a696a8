// Exports: play, playAgent, trace, Trace, Played, PlayParts, End, choices, fits, allowedBy. One arm at one task, from a fresh phone to its end; and its single choices on the oracle's screens.

import type { Log } from '../../base/log.ts';
import { diffState } from '../../demo-phone/system/diff.ts';
import type { Action } from '../../protocol/actions.ts';
import type { Arm } from '../../protocol/bench.ts';
import { Failure } from '../../protocol/faults.ts';
import type { Card } from '../../protocol/run.ts';
import type { Bounds, Snapshot } from '../../protocol/screen.ts';
import { normalise } from '../../screen/words.ts';
import { resolve, type Act } from './acts.ts';
import { createAgent, type Agent, type ArmParts } from './agent.ts';
import type { Chosen, Cost } from './chooser.ts';
import { openStage, type Stage } from './stage.ts';
import { matchesAnswer, sideEffects, type Made } from './task.ts';

/**
 * `complete`, `infeasible`: what the arm claims. `gave-up`: it finds nothing to do. `loop`: the same thing on the same screen three times.
 * `limit`: too many steps. `late`: the arm took longer than it may. `blind`: the screen stayed unreadable. `error`: a fault of the arm.
 */
export type End = 'complete' | 'infeasible' | 'gave-up' | 'loop' | 'limit' | 'late' | 'blind' | 'error';

export interface Played {
  end: End;
  /** A fault in one line, when it ended by one. */
  why?: string;
  answer?: string;
  success: boolean;
  falseCompletion: boolean;
  steps: number;
  minimal: number;
  /** Paths that changed and may not have. */
  sideEffects: string[];
  /** Those of them that came of no approved action. */
  unapproved: string[];
  approvals: { asked: number; allowed: number };
  /** Decisions made without asking a model, and those for which one was asked. */
  free: number;
  asked: number;
  promptTokens: number;
  prefillMs: number;
  decodeMs: number;
  /** By a real clock, phone included. */
  seconds: number;
}

/** A screen of the oracle's way and what is right on it. The last one is the end, where only being done is right. */
export interface Trace { screen: Snapshot; right: readonly Action[]; taken: Action | undefined; after: Snapshot }

export interface PlayParts {
  log: Log;
  signal: AbortSignal;
  /** Real monotonic ms. */
  now(): number;
  /** An arm that takes longer for one task is stopped, real ms. */
  limitMs?: number;
}

/** Steps an arm may take. */
const most = (m: Made): number => m.minimal * 2 + 6;
const LIMIT_MS = 300_000;

export async function play(arm: Arm, m: Made, a: ArmParts, p: PlayParts): Promise<Played> {
  // Also an arm that does not come back is stopped.
  const deadline = AbortSignal.timeout(p.limitMs ?? LIMIT_MS);
  const agent = createAgent(arm, m, { ...a, signal: AbortSignal.any([a.signal, deadline]) });
  return playAgent(agent, m, p, deadline);
}

/** @param deadline fires when the agent has taken too long for this task */
export async function playAgent(agent: Agent, m: Made, p: PlayParts, deadline?: AbortSignal): Promise<Played> {
  const began = p.now();
  const approvals = { asked: 0, allowed: 0 };
  const stage = openStage({ state: m.state, ...(m.scene ? { scene: m.scene } : {}), allow: allowedBy(m), onCard: (_, allowed) => { approvals.asked++; if (allowed) approvals.allowed++; }, log: p.log, signal: p.signal });
  const cost: Cost = { promptTokens: 0, prefillMs: 0, decodeMs: 0 };
  const seen = new Map<string, number>();
  const before = stage.phone.save();
  /** Paths changed by actions that were approved. */
  const approved = new Set<string>();
  let steps = 0, free = 0, asked = 0, blind = 0;
  let answer: string | undefined;
  let why: string | undefined;

  async function go(): Promise<End> {
    for (;;) {
      p.signal.throwIfAborted();
      if (deadline?.aborted) return 'late';
      stage.begin(steps);
      let screen: Snapshot;
      try {
        screen = await stage.look();
        blind = 0;
      } catch (e) {
        if (!(e instanceof Failure) || e.fault.kind !== 'screen/tree') throw e;
        // Nobody acts on what nobody sees: wait, and hand over when it does not come back.
        if (++blind > 3) { why = `${e.fault.kind} ${e.fault.why}`; return 'blind'; }
        await stage.time.pass(2000);
        continue;
      }
      const chosen = await agent.next(screen, stage.apps);
      if (chosen.cost) { cost.promptTokens += chosen.cost.promptTokens; cost.prefillMs += chosen.cost.prefillMs; cost.decodeMs += chosen.cost.decodeMs; }
      if (chosen.free) free++;
      else asked++;
      if (chosen.kind === 'done') return 'complete';
      if (chosen.kind === 'none') return 'gave-up';
      const { action } = chosen;
      if (action.action === 'status') { steps++; return action.status === 'complete' ? 'complete' : 'infeasible'; }
      if (action.action === 'answer') { steps++; answer = action.text; return 'complete'; }
      if (steps >= most(m)) return 'limit';
      const mark = `${screen.contentHash} ${JSON.stringify(action)}`;
      seen.set(mark, (seen.get(mark) ?? 0) + 1);
      if (seen.get(mark)! > 3 && action.action !== 'wait') return 'loop';
      const state = stage.phone.save();
      const given = approvals.allowed;
      if (action.action === 'wait') await stage.time.pass(Math.min(Math.max(action.seconds, 0), 60) * 1000);
      const done = await stage.perform(action.action === 'wait' ? { action: 'wait', seconds: 0 } : action, screen);
      steps++;
      let after = done.after;
      if (!after) {
        try { after = await stage.look(); } catch (e) { if (!(e instanceof Failure)) throw e; after = screen; }
      }
      if (approvals.allowed > given) for (const d of diffState(state, stage.phone.save())) approved.add(d.path);
      // Its element may have been found again under another number: the agent knows the one it saw.
      const did = 'element' in done.action && 'element' in action && done.action.action === action.action ? { ...done.action, element: action.element } as Action : done.action;
      agent.done(did, screen, after, done.outcome.ok || done.outcome.sent);
    }
  }

  let end: End;
  try {
    end = await go();
    // What was sent and is still on its way counts.
    await stage.time.pass(1000);
  } catch (e) {
    p.signal.throwIfAborted();
    end = deadline?.aborted ? 'late' : 'error';
    if (end === 'error') why = e instanceof Failure ? e.fault.kind : e instanceof Error ? e.message : String(e);
    if (end === 'error') p.log.write('app', 'error', `bench task ${m.id}`, { error: e instanceof Error ? e.stack : String(e) });
  }
  const after = stage.phone.save();
  stage.close();
  const effects = sideEffects(before, after, m.allowed).map((d) => d.path);
  const reached = m.isSuccessful(after, answer);
  const success = m.impossible ? end === 'infeasible' && effects.length === 0 : m.scene?.faults?.some((f) => f.forMs === undefined && f.fault === 'null-root') ? end === 'blind' && effects.length === 0 : end === 'complete' && reached;
  return {
    end, ...(why === undefined ? {} : { why }), ...(answer === undefined ? {} : { answer }),
    success, falseCompletion: end === 'complete' && !success,
    steps, minimal: m.minimal, sideEffects: effects, unapproved: effects.filter((e) => !approved.has(e)),
    approvals, free, asked, ...cost, seconds: (p.now() - began) / 1000,
  };
}

/** The bench's owner allows what the goal implies and nothing else. */
export const allowedBy = (m: Made) => (card: Card): boolean => card.verdict.classes.length > 0 && card.verdict.classes.every((c) => m.may.includes(c));

/** The oracle's way with what is right on each screen. @throws when a label of the way is not on its screen */
export async function trace(m: Made, p: PlayParts): Promise<Trace[]> {
  const stage = openStage({ state: m.state, ...(m.scene ? { scene: m.scene } : {}), allow: allowedBy(m), log: p.log, signal: p.signal });
  const out: Trace[] = [];
  try {
    let step = 0;
    const look = async (s: Stage): Promise<Snapshot | undefined> => {
      for (let n = 0; n < 4; n++) {
        try { return await s.look(); } catch (e) { if (!(e instanceof Failure) || e.fault.kind !== 'screen/tree') throw e; await s.time.pass(2000); }
      }
      return undefined;
    };
    let last: Snapshot | undefined;
    for (const act of m.way) {
      for (;;) {
        stage.begin(step);
        const screen = await look(stage);
        if (!screen) return out;
        const taken = resolve(act, screen);
        if (taken === 'over') { last = screen; break; }
        if (taken === undefined) throw new Error(`${m.id}#${m.seed}: ${JSON.stringify(act)} is not possible on:\n${screen.text}`);
        const right = [taken, ...(act.or ?? []).flatMap((o: Act) => { const r = resolve(o, screen); return r === undefined || r === 'over' ? [] : [r]; })];
        if (taken.action === 'answer' || taken.action === 'status') { out.push({ screen, right, taken, after: screen }); return out; }
        if (taken.action === 'wait') await stage.time.pass(taken.seconds * 1000);
        const done = await stage.perform(taken.action === 'wait' ? { action: 'wait', seconds: 0 } : taken, screen);
        if (!done.outcome.ok) throw new Error(`${m.id}#${m.seed}: ${JSON.stringify(act)} failed with ${done.outcome.fault.kind}`);
        step++;
        const after = done.after ?? screen;
        last = after;
        out.push({ screen, right, taken, after });
        if (act.act !== 'swipe' || act.until === undefined || out.length > 60) break;
      }
    }
    if (last) out.push({ screen: last, right: [], taken: undefined, after: last });
    return out;
  } finally {
    stage.close();
  }
}

/** Asks an agent on each screen of the oracle's way, whatever it chose before; what is right is what the oracle, or an equal of it, does. */
export async function choices(agent: Agent, screens: readonly Trace[], apps: readonly string[]): Promise<{ asked: number; right: number }> {
  let right = 0;
  for (const t of screens) {
    const chosen = await agent.next(t.screen, apps);
    if (t.taken === undefined ? chosen.kind === 'done' || (chosen.kind === 'action' && chosen.action.action === 'status' && chosen.action.status === 'complete') : fits(chosen, t)) right++;
    if (t.taken) agent.done(t.taken, t.screen, t.after, true);
  }
  return { asked: screens.length, right };
}

const inside = (a: Bounds, b: Bounds): boolean => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];

/** Whether a choice is one of the right ones: the same kind of act, on the same thing (a row or the toggle in it), with the same text. */
export function fits(chosen: Chosen, t: Trace): boolean {
  if (chosen.kind !== 'action') return false;
  const { action } = chosen;
  return t.right.some((r) => {
    if (r.action === 'open_app' && action.action === 'click') return normalise(t.screen.elements.find((e) => e.id === action.element)?.label ?? '') === normalise(r.app);
    if (r.action !== action.action) return false;
    const same = (): boolean => {
      if (!('element' in r) || !('element' in action) || r.element === undefined || action.element === undefined) return true;
      const [a, b] = [r.element, action.element].map((id) => t.screen.elements.find((e) => e.id === id));
      // The row around a switch of the same name moves it, too.
      if (a?.checked !== undefined && b?.role === 'button' && inside(a.bounds, b.bounds) && a.label !== '' && normalise(b.label).startsWith(normalise(a.label))) return true;
      return a !== undefined && b !== undefined && (a.id === b.id || (a.role !== 'input' && b.role !== 'scroll' && b.role !== 'input' && a.label !== '' && a.label === b.label && (inside(a.bounds, b.bounds) || inside(b.bounds, a.bounds))));
    };
    switch (r.action) {
      case 'input_text': return same() && action.action === 'input_text' && normalise(r.text) === normalise(action.text);
      case 'scroll': return action.action === 'scroll' && r.direction === action.direction;
      case 'open_app': return action.action === 'open_app' && normalise(r.app) === normalise(action.app);
      case 'answer': return action.action === 'answer' && matchesAnswer(action.text, r.text);
      case 'status': return action.action === 'status' && action.status === r.status;
      default: return same();
    }
  });
}

