// Exports: deviationsOf, neighboursOf. What an approver wants to know besides the action: what was given otherwise than the SOP says, and which steps stand around it. Pure.

import type { Card } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { Sop, Step } from '../protocol/sop.ts';
import { placedSteps } from '../sop/flow.ts';
import type { Scope } from './values.ts';

const said = (v: unknown): string => (Array.isArray(v) ? v.map(String).join(', ') : String(v));

/** Parameters of the step, or whose value the screen shows, that are neither the SOP's default nor its example. Secrets have neither. */
export function deviationsOf(sop: Sop, step: Step, scope: Scope, screen: Snapshot): NonNullable<Card['deviations']> {
  const inTerms = step.terms.flatMap((t) => (t.kind === 'param' ? [t.name] : t.kind === 'template' ? t.parts.flatMap((p) => (typeof p === 'string' ? [] : [p.param])) : []));
  const named = new Set([...step.clauses.flatMap((c) => (c.clause === 'data' ? c.names : [])), ...inTerms]);
  const shown = `${screen.title}\n${screen.elements.map((e) => `${e.label}\n${e.value ?? ''}`).join('\n')}`;
  return sop.meta.params.flatMap((p) => {
    const wanted = p.default ?? p.example;
    const value = scope.get(p.name);
    if (p.secret || wanted === undefined || wanted === null || value === undefined || scope.isSecret(p.name)) return [];
    const now = said(value);
    if (now === said(wanted)) return [];
    const concerns = named.has(p.name) || (now.length > 1 && shown.includes(now));
    return concerns ? [{ name: p.label ?? p.name, sop: said(wanted), now }] : [];
  });
}

/** The steps of the same level before and after it, values filled in, secrets as placeholders. */
export function neighboursOf(sop: Sop, step: Step, scope: Scope): NonNullable<Card['neighbours']> | undefined {
  for (const p of placedSteps(sop)) {
    if (p.step !== step) continue;
    const words = (s: Step | undefined): string | undefined => s && `${s.number}. ${scope.fill(s.text)}`;
    const [before, after] = [words(p.siblings[p.index - 1]), words(p.siblings[p.index + 1])];
    return before === undefined && after === undefined ? undefined : { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  }
  return undefined;
}
