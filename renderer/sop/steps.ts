// Exports: OutlineRow, StepRow, StepState, outline, stepRows, stepAtLine, shownState, statesByLine, currentLine, lastStepLine. The document's steps as flat rows, and a run's states by line.

import { ENDED, type RunState } from '../../electron/protocol/run.ts';
import type { Sop, Step } from '../../electron/protocol/sop.ts';

export type StepState = RunState['steps'][string];

export type OutlineRow =
  | { kind: 'phase'; key: string; title: string; line: number; depth: 0 }
  | { kind: 'step'; key: string; id: string; number: string; title: string; line: number; depth: number; phase?: string };

export type StepRow = Extract<OutlineRow, { kind: 'step' }>;

/** Phases, their steps with everything nested in them (also in conditions), then the guards' steps; in the order of the text. */
export function outline(sop: Sop): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const add = (steps: readonly Step[], depth: number, phase: string | undefined): void => {
    for (const s of steps) {
      rows.push({ kind: 'step', key: `${s.id}@${s.line}`, id: s.id, number: s.number, title: s.text, line: s.line, depth, ...(phase === undefined ? {} : { phase }) });
      const nested = [s.body, ...s.clauses.flatMap((c) => (c.clause === 'if' ? [c.body, c.otherwise] : []))].flat();
      add(nested.toSorted((a, b) => a.line - b.line), depth + 1, phase);
    }
  };
  for (const p of sop.phases) {
    // Steps without a heading form a phase without a title.
    const titled = p.title !== '';
    if (titled) rows.push({ kind: 'phase', key: `phase@${p.line}`, title: p.title, line: p.line, depth: 0 });
    add(p.steps, titled ? 1 : 0, titled ? p.title : undefined);
  }
  if (sop.guards.length > 0) {
    const line = Math.min(...sop.guards.map((g) => g.line));
    rows.push({ kind: 'phase', key: `guards@${line}`, title: 'Whenever', line, depth: 0 });
    for (const g of sop.guards) add(g.body, 1, 'Whenever');
  }
  return rows;
}

export const stepRows = (sop: Sop): StepRow[] => outline(sop).filter((r) => r.kind === 'step');

/** The step whose text or clauses hold a line: the last one that begins at or above it. Several steps on one line: the first. */
export function stepAtLine(rows: readonly StepRow[], line: number, lastLine: number = Number.POSITIVE_INFINITY): StepRow | undefined {
  if (line > lastLine) return undefined;
  let best: StepRow | undefined;
  for (const r of rows) if (r.line <= line && (best === undefined || r.line > best.line)) best = r;
  return best;
}

/** The most telling state wins when several steps share a line. */
const RANK: readonly StepState[] = ['idle', 'skipped', 'passed', 'running', 'waiting', 'failed'];

/** A step's state as it is shown: where the run waits for a person it is that step that waits; a run that has ended waits for nobody. */
export function shownState(run: RunState, id: string): StepState | undefined {
  const state = run.steps[id];
  if (state === 'running' && run.step?.id === id && ['waiting-approval', 'waiting-person', 'taken-over'].includes(run.status)) return 'waiting';
  if ((state === 'running' || state === 'waiting') && ENDED.includes(run.status)) return run.status === 'failed' ? 'failed' : 'idle';
  return state;
}

/** States of a run by line of the present text. Steps that were edited since have another id and show none. */
export function statesByLine(rows: readonly StepRow[], run: RunState): Map<number, StepState> {
  const out = new Map<number, StepState>();
  for (const r of rows) {
    const state = shownState(run, r.id);
    if (state === undefined) continue;
    const had = out.get(r.line);
    if (had === undefined || RANK.indexOf(state) > RANK.indexOf(had)) out.set(r.line, state);
  }
  return out;
}

/** Line of the step a run stands at; undefined once it has ended or when that step is no longer in the text. */
export function currentLine(rows: readonly StepRow[], run: RunState, sha256: string): number | undefined {
  const { step } = run;
  if (step === undefined || ENDED.includes(run.status)) return undefined;
  return rows.find((r) => r.id === step.id)?.line ?? (run.sop.sha256 === sha256 ? step.line : undefined);
}

/** The last line that belongs to the steps: the line before the section that follows them. */
export function lastStepLine(text: string, rows: readonly StepRow[]): number {
  const last = rows.at(-1)?.line ?? 0;
  const lines = text.split('\n');
  for (let i = last; i < lines.length; i++) if (/^#{1,3}\s/.test(lines[i] ?? '')) return i;
  return lines.length;
}
