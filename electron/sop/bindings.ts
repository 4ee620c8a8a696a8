// Exports: bindingsFile, readBindings, writeBindings, bindingFor, withBinding, reanchor, Binding, Bindings.
// The sidecar `x.sop.bind.json`: how each step's target was found last time. Never needed: without it the first run is slower.

import { z } from 'zod';
import { readText, writeAtomic } from '../base/files.ts';
import { Failure, type Fault } from '../protocol/faults.ts';
import type { Selector } from '../protocol/screen.ts';
import type { Sop, Step } from '../protocol/sop.ts';
import { allSteps } from './flow.ts';
import { normalise } from './parse.ts';

export interface Binding {
  /** The step's text when it was bound: re-anchors the binding after rewording. */
  text: string;
  /** Best first. */
  selectors: Selector[];
  package: string;
  /** `Snapshot.structureHash` of the screen it was found on. */
  structureHash: string;
  /** Who chose it. */
  by: 'person' | 'model' | 'run';
  /** Milliseconds since the epoch. */
  verifiedAt: number;
}

/** Plain data; keyed by step id. */
export interface Bindings { v: 1; steps: Record<string, Binding> }

const SelectorSchema = z.object({ by: z.enum(['id', 'desc', 'text', 'class', 'path']), value: z.string(), nth: z.number().int().nonnegative().optional() });
const Schema = z.object({
  v: z.literal(1),
  steps: z.record(z.string(), z.object({ text: z.string(), selectors: z.array(SelectorSchema).max(20), package: z.string(), structureHash: z.string(), by: z.enum(['person', 'model', 'run']), verifiedAt: z.number() })),
});

export const noBindings = (): Bindings => ({ v: 1, steps: {} });

/** `a/x.sop.md` → `a/x.sop.bind.json`. */
export const bindingsFile = (sopFile: string): string => sopFile.replace(/\.md$/, '') + '.bind.json';

/** The sidecar of a file. A missing one is empty; a broken one is empty too and comes with the fault to report once. */
export async function readBindings(file: string): Promise<{ bindings: Bindings; fault?: Fault }> {
  let text: string;
  try {
    text = await readText(file);
  } catch (e) {
    if (e instanceof Failure) return e.fault.kind === 'file/not-found' ? { bindings: noBindings() } : { bindings: noBindings(), fault: e.fault };
    throw e;
  }
  const broken = (detail: string) => ({ bindings: noBindings(), fault: { kind: 'file/damaged', path: file, detail: `${detail}. It is ignored and written anew with the next choice` } as const });
  let data: unknown;
  try { data = JSON.parse(text); } catch (e) { return broken(e instanceof Error ? e.message : String(e)); }
  const parsed = Schema.safeParse(data);
  return parsed.success ? { bindings: parsed.data } : broken(parsed.error.issues[0]?.message ?? 'Unknown layout');
}

export const writeBindings = (file: string, bindings: Bindings): Promise<void> => writeAtomic(file, `${JSON.stringify(bindings, null, 2)}\n`);

export const bindingFor = (bindings: Bindings, step: Step): Binding | undefined => (Object.hasOwn(bindings.steps, step.id) ? bindings.steps[step.id] : undefined);

export const withBinding = (bindings: Bindings, step: Step, binding: Omit<Binding, 'text'>): Bindings =>
  ({ v: 1, steps: { ...bindings.steps, [step.id]: { ...binding, text: step.text } } });

/** Bindings for the document as it is now: by step id, then for reworded steps by the most similar text (≥ 0.6). Others go. */
export function reanchor(bindings: Bindings, sop: Sop): Bindings {
  const steps = allSteps(sop);
  const out: Bindings = noBindings();
  const free = new Map(Object.entries(bindings.steps));
  const unbound: Step[] = [];
  for (const step of steps) {
    const own = free.get(step.id);
    if (own) { out.steps[step.id] = own; free.delete(step.id); } else unbound.push(step);
  }
  const pairs = unbound.flatMap((step) => [...free].map(([id, b]) => ({ step, id, b, score: similarity(normalise(step.text), normalise(b.text)) }))).filter((p) => p.score >= 0.6).sort((x, y) => y.score - x.score);
  for (const p of pairs) {
    if (!free.has(p.id) || Object.hasOwn(out.steps, p.step.id)) continue;
    out.steps[p.step.id] = { ...p.b, text: p.step.text };
    free.delete(p.id);
  }
  return out;
}

/** Dice coefficient of character pairs, 0…1. */
function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const grams = (s: string): Map<string, number> => { const m = new Map<string, number>(); for (let i = 0; i + 1 < s.length; i++) { const g = s.slice(i, i + 2); m.set(g, (m.get(g) ?? 0) + 1); } return m; };
  const [x, y] = [grams(a), grams(b)];
  let common = 0;
  for (const [g, n] of x) common += Math.min(n, y.get(g) ?? 0);
  const total = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
  return total === 0 ? 0 : (2 * common) / total;
}
