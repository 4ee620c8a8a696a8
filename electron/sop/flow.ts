// Exports: allSteps, stepById, stepAtLine, stepByReference, parentOf, siblingAfter, clausesOf.
// Questions about the tree of steps that the runner, the editor's gutter and the checker ask. All pure.

import type { Clause, Sop, Step } from '../protocol/sop.ts';

/** A step with where it stands. `path` are its ancestors, outermost first; empty for steps of a phase or guard. */
export interface Placed { step: Step; path: Step[]; siblings: Step[]; index: number; phase?: string; guard?: number }

function* place(steps: Step[], path: Step[], at: { phase?: string; guard?: number }): Generator<Placed> {
  for (const [index, step] of steps.entries()) {
    yield { step, path, siblings: steps, index, ...at };
    const inner = [...path, step];
    yield* place(step.body, inner, at);
    for (const clause of step.clauses) {
      if (clause.clause !== 'if') continue;
      yield* place(clause.body, inner, at);
      yield* place(clause.otherwise, inner, at);
    }
  }
}

/** Every step in reading order: phases with nested and inline steps and those of `If` clauses, then guards. */
export function* placedSteps(sop: Sop): Generator<Placed> {
  for (const phase of sop.phases) yield* place(phase.steps, [], { phase: phase.title });
  for (const [guard, g] of sop.guards.entries()) yield* place(g.body, [], { guard });
}

export const allSteps = (sop: Sop): Step[] => [...placedSteps(sop)].map((p) => p.step);

export function stepById(sop: Sop, id: string): Placed | undefined {
  for (const p of placedSteps(sop)) if (p.step.id === id) return p;
  return undefined;
}

/** The innermost step whose own text stands on the line (1-based), else the nearest top-level step above it. */
export function stepAtLine(sop: Sop, line: number): Step | undefined {
  let above: Step | undefined;
  let on: Step | undefined;
  for (const p of placedSteps(sop)) {
    if (p.guard !== undefined) continue;
    // Inline steps share the line of the step that holds them: the holder is meant.
    if (p.step.line === line && !on) on = p.step;
    if (p.path.length === 0 && p.step.line <= line) above = p.step;
  }
  return on ?? above;
}

/** What `go to …` names: `^name` or id, then the printed number of a top-level step, then any printed number. */
export function stepByReference(sop: Sop, reference: string): Placed | undefined {
  const wanted = reference.replace(/^\^/, '');
  const all = [...placedSteps(sop)].filter((p) => p.guard === undefined);
  return all.find((p) => p.step.id === wanted) ?? all.find((p) => p.path.length === 0 && p.step.number === wanted) ?? all.find((p) => p.step.number === wanted);
}

/** The next step on the same level; `otherwise` steps belong to the `if` before them and are passed over. */
export function siblingAfter(placed: Placed): Step | undefined {
  for (let i = placed.index + 1; i < placed.siblings.length; i++) {
    const next = placed.siblings[i] as Step;
    if (next.op?.verb !== 'otherwise') return next;
  }
  return undefined;
}

/** The `otherwise` step of an `if` step, if it has one. */
export function otherwiseOf(siblings: readonly Step[], index: number): Step | undefined {
  const next = siblings[index + 1];
  return siblings[index]?.op?.verb === 'if' && next?.op?.verb === 'otherwise' ? next : undefined;
}

/** Clauses of one kind, in order. */
export const clausesOf = <K extends Clause['clause']>(step: Step, kind: K): Extract<Clause, { clause: K }>[] =>
  step.clauses.filter((c): c is Extract<Clause, { clause: K }> => c.clause === kind);
