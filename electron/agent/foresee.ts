// Exports: questionOf, foreseen. What a mind is asked, and what it will probably be asked once the action that a person decides about is done.

import { describe, type Action } from '../protocol/actions.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { Step } from '../protocol/sop.ts';
import type { Run, StepContext } from './context.ts';
import type { MindQuery } from './mind.ts';
import { buildPrompt } from './prompt.ts';

/** @param o.named see `MindQuery`; `past` and `done` as they are, unless something else is foreseen */
export function questionOf(run: Run, c: StepContext, screen: Snapshot, o: { named?: boolean; note?: string; leads?: ReadonlyMap<number, string>; step?: Step; past?: readonly string[]; acted?: number; done?: ReadonlySet<string> } = {}): Omit<MindQuery, 'signal'> {
  const { scope, sop } = c.frame;
  const step = o.step ?? c.step;
  const past = o.past ?? run.history;
  const stepText = scope.fill(step.text);
  const steps = sop.phases.flatMap((p) => p.steps);
  const earlier = [sop.title, ...steps.slice(0, Math.max(0, steps.indexOf(step))).map((x) => scope.fill(x.text))];
  const more = { ...(o.note === undefined ? {} : { note: o.note }), ...(o.leads === undefined ? {} : { leads: o.leads }) };
  return {
    screen, step: stepText, past, acted: o.acted ?? 0, named: o.named ?? false, key: sop.meta.id || c.frame.path, earlier, seen: run.seen, ...more,
    prompt: buildPrompt({ sop, values: Object.fromEntries(sop.meta.params.map((p) => [p.name, p.secret ? `<secret:${p.name}>` : scope.fill(`{{${p.name}}}`)])), done: o.done ?? run.done, step, stepText, history: past, screen, ...more }),
  };
}

/** @returns undefined when no mind will be asked: the next step says itself what it means */
export function foreseen(run: Run, c: StepContext, action: Action, before: Snapshot): Omit<MindQuery, 'signal'> | undefined {
  const element = 'element' in action ? before.elements.find((e) => e.id === action.element) : undefined;
  const past = [...run.history, describe(action, element?.label)];
  // A step in prose goes on until the mind says that it is done.
  if (c.step.op === undefined) return questionOf(run, c, before, { past, acted: 1 });
  const steps = c.frame.sop.phases.flatMap((p) => p.steps);
  const next = steps[steps.indexOf(c.step) + 1];
  return next === undefined || next.op !== undefined || !steps.includes(c.step) ? undefined : questionOf(run, c, before, { past, step: next, done: new Set([...run.done, c.step.id]) });
}
