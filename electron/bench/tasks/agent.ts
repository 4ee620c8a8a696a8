// Exports: Agent, createAgent, ArmParts. What each arm of the bench knows and is asked. The runner plays an agent; the judge of single
// choices asks it on the oracle's screens. Nothing here acts.

import { describe, type Action } from '../../protocol/actions.ts';
import type { Arm } from '../../protocol/bench.ts';
import type { Snapshot } from '../../protocol/screen.ts';
import { createSeen } from '../../agent/seen.ts';
import { resolve } from './acts.ts';
import type { Chooser, Chosen, Memory, View } from './chooser.ts';
import { createLexical } from './lexical.ts';
import { actionOf, createPointer } from './pointer.ts';
import { sopOf, type Made } from './task.ts';

export interface ArmParts {
  chooser: Chooser;
  memory?: Memory;
  signal: AbortSignal;
}

export interface Agent {
  /** What is done next on this screen. `free`: no model was asked. */
  next(s: Snapshot, apps: readonly string[]): Promise<Chosen & { free?: true }>;
  /** Hears what was done, by itself or by the oracle in its place. */
  done(action: Action, before: Snapshot, after: Snapshot, sent: boolean): void;
}

/** How often one step looks further down a list for what it does not find. */
const SEEK = 4;

export function createAgent(arm: Arm, m: Made, p: ArmParts): Agent {
  const past: string[] = [];
  const remember = (action: Action, before: Snapshot): void => {
    past.push(describe(action, 'element' in action ? before.elements.find((e) => e.id === action.element)?.label : undefined));
  };
  const view = (text: string, s: Snapshot, apps: readonly string[]): View => ({ text, past: [...past], snapshot: s, apps, signal: p.signal });
  /** Of the goal alone, with what is added to it. */
  const byGoal = (chooser: Chooser, more: (s: Snapshot) => Partial<View> | Promise<Partial<View>> = () => ({})): Agent => ({
    next: async (s, apps) => chooser.choose({ ...view(m.goal, s, apps), ...await more(s) }),
    done: remember,
  });
  switch (arm) {
    case 'oracle': return oracle(m);
    case 'lexical': return byGoal(createLexical());
    case 'goal': case 'no-memory': return byGoal(p.chooser);
    case 'memory': return byGoal(p.chooser, async (s) => ({ hints: await p.memory?.hints(m.goal, s, p.signal) ?? [], ...(p.memory ? { recall: (text) => p.memory!.hints(text, s, p.signal) } : {}) }));
    case 'sop-text': {
      const sop = sopOf(m).split('\n').filter((l) => /^\d+\. /.test(l));
      return byGoal(p.chooser, () => ({ sop }));
    }
    case 'pointer': return byPointer();
  }

  function byPointer(): Agent {
    const pointer = createPointer(sopOf(m));
    let sought = 0;
    let began = 0;
    let at = pointer.step;
    const seen = createSeen();
    const earlier: string[] = [];
    const agent: Agent = {
      async next(s, apps) {
        seen.look(s);
        pointer.settle(s);
        const { step } = pointer;
        if (!step) return { kind: 'done', free: true };
        if (at !== step) { if (at) earlier.push(at.text); at = step; sought = 0; began = past.length; }
        const sure = actionOf(step, s);
        if (sure) return { kind: 'action', action: sure, free: true };
        const chosen = await p.chooser.choose({ ...view(step.text, s, apps), goal: m.goal, acted: past.length - began, earlier: [...earlier], seen });
        if (chosen.kind === 'done') {
          pointer.next();
          const after = await agent.next(s, apps);
          return chosen.cost ? { ...after, cost: { promptTokens: chosen.cost.promptTokens + (after.cost?.promptTokens ?? 0), prefillMs: chosen.cost.prefillMs + (after.cost?.prefillMs ?? 0), decodeMs: chosen.cost.decodeMs + (after.cost?.decodeMs ?? 0) } } : after;
        }
        // What is not on the screen may lie below.
        if (chosen.kind === 'none' && s.elements.some((e) => e.role === 'scroll') && sought < SEEK) return { kind: 'action', action: { action: 'scroll', direction: 'down' }, ...(chosen.cost ? { cost: chosen.cost } : {}) };
        return chosen;
      },
      done(action, before, after, sent) {
        remember(action, before);
        if (action.action === 'scroll') sought++;
        pointer.done(action, before, after, sent, past.slice(began));
      },
    };
    return agent;
  }
}

/** Goes the task's own way. */
function oracle(m: Made): Agent {
  let at = 0;
  const current = (s: Snapshot): Action | undefined => {
    for (; at < m.way.length; at++) {
      const a = resolve(m.way[at]!, s);
      if (a !== 'over') return a;
    }
    return undefined;
  };
  return {
    async next(s) {
      const action = current(s);
      if (at >= m.way.length) return { kind: 'done', free: true };
      return action ? { kind: 'action', action, free: true } : { kind: 'none', free: true };
    },
    done(_action, _before, after) {
      const act = m.way[at];
      // A list is swiped until it shows what is sought; a refusal is no reason to try again.
      if (act?.act === 'swipe' && act.until !== undefined && resolve(act, after) !== 'over') return;
      at++;
    },
  };
}
