// Exports: createPointer, Pointer, actionOf. Which step of the SOP is next, as the runner knows it and not the model: a step is over when its
// expectation holds, or without one when what it should change has changed. Steps in canonical words are found without a model.

import type { Action } from '../../protocol/actions.ts';
import type { Snapshot } from '../../protocol/screen.ts';
import type { Step, Term } from '../../protocol/sop.ts';
import { goesOn } from '../../agent/skills.ts';
import { readsBack } from '../../control/verify.ts';
import { matchTerm, type Query } from '../../screen/match.ts';
import { holds } from '../../screen/statement.ts';
import { parseSop } from '../../sop/parse.ts';

export interface Pointer {
  /** The step that is next; `undefined` when all are over. */
  readonly step: Step | undefined;
  /** Passes over steps whose end is reached already, such as a switch that is as wanted. */
  settle(s: Snapshot): void;
  /** Hears what was done. `sent`: it was carried out; `past`: what the step has done, this included, in lines of `describe`. */
  done(action: Action, before: Snapshot, after: Snapshot, sent: boolean, past?: readonly string[]): void;
  /** The step is said to be over. */
  next(): void;
}

const word = (t: Term): string => (t.kind === 'text' ? t.text : t.kind === 'selector' ? t.value : t.kind === 'number' ? String(t.value) : '');
const query = (t: Term, role: NonNullable<Query['role']>): Query => (t.kind === 'selector' ? { selector: { by: t.by, value: t.value }, role } : { text: word(t), role });

/** @param text an SOP without parameters */
export function createPointer(text: string): Pointer {
  const steps = parseSop(text).phases.flatMap((p) => p.steps);
  let at = 0;
  const expected = (step: Step) => step.clauses.find((c) => c.clause === 'expect')?.statement;
  const over = (s: Snapshot): boolean => {
    const op = steps[at]?.op;
    if (op?.verb === 'swipe') return op.until !== undefined && holds(s, op.until, word) === 'yes';
    if (op?.verb !== 'turn-on' && op?.verb !== 'turn-off') return false;
    return holds(s, { is: op.verb === 'turn-on' ? 'on' : 'off', target: op.target, span: { start: 0, end: 0 } }, word) === 'yes';
  };
  return {
    get step() { return steps[at]; },
    settle(s) { while (at < steps.length && over(s)) at++; },
    done(action, before, after, sent, past = []) {
      const step = steps[at];
      if (!step || !sent) return;
      const wanted = expected(step);
      if (wanted) { if (holds(after, wanted, word) === 'yes') at++; return; }
      const { op } = step;
      if (action.action === 'wait') { if (op?.verb === 'wait' || !op) at++; return; }
      if (action.action === 'answer' || action.action === 'status') { at++; return; }
      // Looking for the target of a step is not doing it.
      if (action.action === 'scroll' && op?.verb !== 'swipe') return;
      if (op?.verb === 'swipe') { if (op.until === undefined || holds(after, op.until, word) === 'yes') at++; return; }
      if (op?.verb === 'enter') {
        if (action.action !== 'input_text') return;
        const field = before.elements.find((e) => e.id === action.element);
        const now = after.elements.filter((e) => e.role === 'input' && e.className === field?.className);
        if (field?.password === true || now.some((e) => readsBack(word(op.value), e.value ?? ''))) at++;
        return;
      }
      if (op?.verb === 'open') { if (action.action === 'open_app' || after.package !== before.package) at++; return; }
      // As a run does: a tap is not repeated behind one's back, also where all that it leaves is a toast.
      if (op?.verb === 'tap' && action.action === 'click') { at++; return; }
      // Two taps of plus, five keys: one step.
      if (!op && goesOn(after, step.text, past)) return;
      if (action.action === 'input_text' || before.contentHash !== after.contentHash || before.structureHash !== after.structureHash || before.keyboard !== after.keyboard) at++;
    },
    next() { at++; },
  };
}

/** What a step in canonical words means on this screen; `undefined`: prose, or words that name nothing here or several things. */
export function actionOf(step: Step, s: Snapshot): Action | undefined {
  const { op } = step;
  const find = (t: Term, role: NonNullable<Query['role']>): number | undefined => {
    const m = matchTerm(s, query(t, role));
    return m.kind === 'unique' ? m.element : undefined;
  };
  const on = (element: number | undefined, make: (element: number) => Action): Action | undefined => (element === undefined ? undefined : make(element));
  switch (op?.verb) {
    case 'open': return { action: 'open_app', app: word(op.app) };
    case 'tap': return on(find(op.target, 'any'), (element) => ({ action: 'click', element }));
    case 'long-press': return on(find(op.target, 'any'), (element) => ({ action: 'long_press', element }));
    case 'turn-on': case 'turn-off': return on(find(op.target, 'toggle'), (element) => ({ action: 'click', element }));
    case 'enter': return on(find(op.target, 'input'), (element) => ({ action: 'input_text', element, text: word(op.value) }));
    case 'clear': return on(find(op.target, 'input'), (element) => ({ action: 'input_text', element, text: '' }));
    case 'swipe': return { action: 'scroll', direction: op.direction };
    case 'back': return { action: 'navigate_back' };
    case 'home': return { action: 'navigate_home' };
    case 'press-enter': return { action: 'keyboard_enter' };
    case 'wait': return { action: 'wait', seconds: (op.ms ?? 1000) / 1000 };
    default: return undefined;
  }
}
