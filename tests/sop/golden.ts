// Exports: outline (a document's meaning in a few readable lines, for golden comparison), fixture.

import { readFileSync } from 'node:fs';
import type { Sop, Step } from '../../electron/protocol/sop.ts';

export const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');

const plain = (v: unknown): unknown => JSON.parse(JSON.stringify(v, (k, x: unknown) => (k === 'span' ? undefined : x)) ?? 'null');

function step(s: Step): unknown {
  return {
    n: s.number, line: s.line, text: s.text,
    ...(s.op ? { op: plain(s.op) } : {}),
    ...(s.clauses.length ? { clauses: s.clauses.map((c) => (c.clause === 'if' ? { clause: 'if', condition: plain(c.condition), body: c.body.map(step), otherwise: c.otherwise.map(step) } : plain(c))) } : {}),
    ...(s.body.length ? { body: s.body.map(step) } : {}),
  };
}

export const outline = (sop: Sop): unknown => ({
  meta: plain(sop.meta), title: sop.title, before: plain(sop.preconditions),
  phases: sop.phases.map((p) => ({ title: p.title, steps: p.steps.map(step) })),
  guards: sop.guards.map((g) => ({ condition: plain(g.condition), body: g.body.map(step) })),
  outcome: plain(sop.outcome), problems: plain(sop.problems),
});
