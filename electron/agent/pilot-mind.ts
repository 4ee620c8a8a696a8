// Exports: createPilotMind. The embedded pilot as the agent's mind: the step on the screen, no prompt; words decide first. A step that is a whole goal is
// planned (goal/).

import { mainScroller } from '../control/locate.ts';
import type { Pilot } from '../model/pilot/pilot.ts';
import { createMeanings } from './goal/meanings.ts';
import { createPlanner } from './goal/planner.ts';
import { actionOf, ground, SURE_NAMED } from './ground.ts';
import type { Mind, Thought } from './mind.ts';

/** Words that join several things to do. */
const SEVERAL = /\b(?:and|then)\b|[;；]|然后|并且|再/iu;

/** What memory shows is as sure as this at least. */
const SHOWN = 0.7;

export function createPilotMind(pilot: Pilot): Mind {
  const planner = pilot.lexicon && createPlanner({ pilot, meanings: createMeanings(pilot.lexicon) });
  return {
    id: pilot.info.name,
    async propose({ step, past, acted, screen, named, note, earlier, seen, leads, whole, signal }) {
      // To the same question it gives the same answer: what led nowhere is for a person.
      if (note !== undefined) return undefined;
      if (whole && planner && !named) {
        const plan = await planner.next({
          goal: step, past: past.slice(past.length - acted), screen, apps: await whole.apps(), signal,
          recall: async (text) => [...await whole.recall(text)].map(([element, leadsTo]) => ({ element, leadsTo, steps: 1, confidence: SHOWN })),
        });
        const free: Omit<Thought, 'action'> = { promptTokens: 0, reused: 0, ms: 0 };
        if (plan.kind === 'done') return { action: { action: 'status', status: 'complete' }, ...free };
        if (plan.kind === 'action') return { action: plan.action, ...free };
      }
      const g = await ground(screen, step, { pilot, past: past.slice(past.length - acted), signal, ...(earlier ? { earlier } : {}), ...(seen ? { seen } : {}), ...(leads ? { leads } : {}), ...(named ? { sure: SURE_NAMED } : {}) });
      const cost: Omit<Thought, 'action'> = { promptTokens: 0, reused: 0, ms: 0, ...g.cost, confidence: g.confidence };
      // A heading that says what was wanted: one has arrived.
      const arrived = acted > 0 && screen.elements.some((e) => e.id === g.element && (e.role === 'text' || e.role === 'image'));
      const action = arrived ? undefined : actionOf(g);
      if (named) return g.by === 'model' && g.element !== null && action ? { action, ...cost } : undefined;
      if (action) return { action, ...cost };
      // What it looked for is gone after what it did: done, as far as it can tell. What the step expects decides.
      if ((g.by === 'none' || arrived) && acted > 0 && !/^(?:scroll|swipe)/i.test(past.at(-1) ?? '') && !SEVERAL.test(step)) return { action: { action: 'status', status: 'complete' }, ...cost };
      // Not on this part of the screen: what a person would do is look further down.
      return g.by === 'none' && mainScroller(screen) ? { action: { action: 'scroll', direction: 'down' }, ...cost } : undefined;
    },
  };
}
