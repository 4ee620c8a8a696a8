// Exports: toPrompt, Progress. The SOP as a model reads it: phases are MobileAgent's sub-procedures with their state,
// which the runner keeps, not the model. Secrets appear as `<secret:name>` only.

import type { Sop, Statement, Step } from '../protocol/sop.ts';
import { placedSteps } from './flow.ts';
import { renderText, secretNames } from './values.ts';

export interface Progress {
  /** Ids of finished steps. */
  done: ReadonlySet<string>;
  /** Id of the step to do now. */
  next?: string;
}

/** GOAL, BEFORE, PLAN with the current phase in full and the others in one line, ANY TIME, DONE WHEN. */
export function toPrompt(sop: Sop, values: ReadonlyMap<string, unknown>, progress: Progress): string {
  const secrets = secretNames(sop);
  const show = (s: string): string => renderText(s, values, secrets);
  const out: string[] = [`GOAL: ${show(sop.title)}`];
  const list = (head: string, statements: readonly Statement[], source: (s: Statement) => string): void => {
    if (statements.length > 0) out.push(`${head}:`, ...statements.map((s) => `- ${show(source(s))}`));
  };
  list('BEFORE', sop.preconditions, sayStatement);
  out.push('PLAN:');
  const current = sop.phases.findIndex((p) => contains(p.steps, progress.next));
  sop.phases.forEach((phase, i) => {
    const ids = leaves(phase.steps);
    const finished = ids.length > 0 && ids.every((id) => progress.done.has(id));
    out.push(`sub-procedure: ${show(phase.title || 'Steps')} [${finished ? 'finish' : 'unfinish'}]`);
    if (i === current || (current < 0 && sop.phases.length === 1)) out.push(...steps(phase.steps, '  '));
    else out.push(`  ${phase.steps.length} step${phase.steps.length === 1 ? '' : 's'}: ${phase.steps.map((s) => show(s.text)).join('; ').slice(0, 160)}`);
  });
  if (sop.guards.length > 0) out.push('ANY TIME:', ...sop.guards.map((g) => `- if ${show(sayStatement(g.condition))}: ${g.body.map((s) => show(s.text)).join(', then ')}`));
  list('DONE WHEN', sop.outcome, sayStatement);
  return out.join('\n');

  function steps(all: readonly Step[], pad: string): string[] {
    return all.flatMap((s) => {
      const state = s.id === progress.next ? ' [next]' : progress.done.has(s.id) ? ' [done]' : '';
      const lines = [`${pad}${s.number}. ${show(s.text)}${state}`];
      for (const c of s.clauses) {
        if (c.clause === 'expect') lines.push(`${pad}   expect: ${show(sayStatement(c.statement))}`);
        if (c.clause === 'if') {
          lines.push(`${pad}   if ${show(sayStatement(c.condition))}:`, ...steps(c.body, `${pad}     `));
          if (c.otherwise.length > 0) lines.push(`${pad}   otherwise:`, ...steps(c.otherwise, `${pad}     `));
        }
      }
      // Inline bodies stand in the step's own text already.
      const inline = s.body.length > 0 && s.body.every((b) => b.line === s.line);
      return inline ? lines : [...lines, ...steps(s.body, `${pad}   `)];
    });
  }
}

const leaves = (all: readonly Step[]): string[] => all.map((s) => s.id);
const contains = (all: readonly Step[], id: string | undefined): boolean => id !== undefined && all.some((s) => s.id === id || contains(s.body, id) || s.clauses.some((c) => c.clause === 'if' && (contains(c.body, id) || contains(c.otherwise, id))));

const word = (t: { kind: string } & Record<string, unknown>): string => {
  switch (t.kind) {
    case 'text': return `"${String(t['text'])}"`;
    case 'selector': return `\`${String(t['by'])}:${String(t['value'])}\``;
    case 'param': return `{{${String(t['name'])}}}`;
    case 'number': return String(t['value']);
    default: return `"${(t['parts'] as (string | { param: string })[]).map((p) => (typeof p === 'string' ? p : `{{${p.param}}}`)).join('')}"`;
  }
};

/** A statement in canonical English words, parameters as `{{name}}`. */
export function sayStatement(s: Statement): string {
  const within = s.withinMs === undefined ? '' : ` within ${s.withinMs / 1000} s`;
  switch (s.is) {
    case 'visible': return `${word(s.target)} is visible${within}`;
    case 'not-visible': return `${word(s.target)} is not visible${within}`;
    case 'contains': return `${word(s.target)} contains ${word(s.value)}${within}`;
    case 'on': case 'off': return `${word(s.target)} is ${s.is}${within}`;
    case 'compare': return `${word(s.left)} ${s.op} ${word(s.right)}${within}`;
    case 'free': return s.text;
  }
}

/** How many steps a document has, nested and inline ones included. */
export const countSteps = (sop: Sop): number => { let n = 0; for (const _ of placedSteps(sop)) n++; return n; };
