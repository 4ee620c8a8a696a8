// Exports: finishedSteps. Which steps a person seems to have done while they had the phone, by what it shows now: a proposal, for them to correct. Pure.

import type { Snapshot } from '../protocol/screen.ts';
import type { Sop, Step, Term } from '../protocol/sop.ts';
import { matchTerm, type Query } from '../screen/match.ts';
import { clausesOf } from '../sop/flow.ts';
import { truth } from './checks.ts';
import type { Scope } from './values.ts';

/** Steps of the top level from the one the run stands at. `done`: what the phone shows as done or passed by; `next`: the first that can be done now. */
export function finishedSteps(sop: Sop, scope: Scope, screen: Snapshot, from: string | undefined): { done: string[]; next?: string } {
  const steps = sop.phases.flatMap((p) => p.steps).filter((s) => s.op?.verb !== 'otherwise');
  const first = Math.max(0, steps.findIndex((s) => s.id === from || contains(s, from)));
  const ahead = steps.slice(first);
  const shows = ahead.map((s) => stateOf(s, scope, screen));
  // The furthest step whose result stands there, or the step before the one whose target does: what lies before has been gone through.
  const last = shows.lastIndexOf('done');
  const open = shows.findIndex((s, i) => s === 'open' && i > last);
  const until = open > last ? open : last + 1;
  const next = ahead[until];
  return { done: ahead.slice(0, until).map((s) => s.id), ...(next ? { next: next.id } : {}) };
}

const contains = (step: Step, id: string | undefined): boolean => step.body.some((s) => s.id === id || contains(s, id));

/** `done`: its result is there; `open`: what it acts on is there; otherwise nothing can be said. */
function stateOf(step: Step, scope: Scope, screen: Snapshot): 'done' | 'open' | 'unknown' {
  const { op } = step;
  const expects = clausesOf(step, 'expect').map((c) => truth(screen, c.statement, scope));
  if (expects.length > 0 && expects.every((e) => e === 'yes')) return 'done';
  const at = (t: Term, role: NonNullable<Query['role']>) => {
    const words = scope.seen(t);
    if (words === undefined) return undefined;
    const m = matchTerm(screen, { ...(t.kind === 'selector' ? { selector: { by: t.by, value: t.value } } : { text: words }), role, binding: [] });
    return m.kind === 'unique' && m.by !== 'fuzzy' ? screen.elements.find((e) => e.id === m.element) : undefined;
  };
  switch (op?.verb) {
    case 'check': return truth(screen, op.statement, scope) === 'yes' ? 'done' : 'unknown';
    case 'wait': return op.until && truth(screen, op.until, scope) === 'yes' ? 'done' : 'unknown';
    case 'turn-on': case 'turn-off': {
      const is = truth(screen, { is: op.verb === 'turn-on' ? 'on' : 'off', target: op.target, span: { start: 0, end: 0 } }, scope);
      return is === 'yes' ? 'done' : at(op.target, 'toggle') ? 'open' : 'unknown';
    }
    case 'enter': {
      const field = at(op.target, 'input');
      if (!field) return 'unknown';
      const value = scope.seen(op.value);
      return field.password !== true && value !== undefined && value !== '' && field.value === value ? 'done' : 'open';
    }
    case 'clear': { const field = at(op.target, 'input'); return field ? (field.value ? 'open' : 'done') : 'unknown'; }
    case 'tap': case 'long-press': return at(op.target, 'any') ? 'open' : 'unknown';
    default: return 'unknown';
  }
}
