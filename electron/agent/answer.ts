// Exports: parseAnswer. A model's text as one action, or a Failure: what cannot be read is never "finished".

import { z } from 'zod';
import { ACTIONS, agentActions, type Action, type ActionName } from '../protocol/actions.ts';
import { Failure } from '../protocol/faults.ts';
import type { Snapshot } from '../protocol/screen.ts';

const ARGUMENT = {
  element: z.int().nonnegative(),
  string: z.string().max(4000),
  number: z.number().min(0).max(600),
  direction: z.enum(['up', 'down', 'left', 'right']),
  status: z.enum(['complete', 'infeasible']),
} as const;

/** One strict shape per row of the action table that a model may choose. */
const shapes = new Map<ActionName, z.ZodType<Action & { thought?: string }>>(agentActions.map((name) => {
  const fields: Record<string, z.ZodType> = { action: z.literal(name), thought: z.string().max(4000).optional() };
  for (const [arg, { type, required }] of Object.entries(ACTIONS[name].args)) fields[arg] = required ? ARGUMENT[type] : ARGUMENT[type].optional();
  return [name, z.strictObject(fields) as unknown as z.ZodType<Action & { thought?: string }>];
}));

/** @throws Failure `model/answer` */
export function parseAnswer(text: string, snapshot: Snapshot): { action: Action; thought?: string } {
  const refuse = (detail: string): never => { throw new Failure({ kind: 'model/answer', detail, answer: text.slice(0, 2000) }); };
  let value: unknown;
  try { value = JSON.parse(text); } catch { return refuse('The answer is not JSON'); }
  const name = (value as { action?: unknown } | null)?.action;
  const shape = typeof name === 'string' ? shapes.get(name as ActionName) : undefined;
  if (!shape) return refuse(`"${String(name)}" is not an action; choose one of ${agentActions.join(', ')}`);
  const read = shape.safeParse(value);
  if (!read.success) return refuse(read.error.issues.map((i) => `${i.path.join('.') || 'answer'}: ${i.message}`).join('; '));
  const { thought, ...action } = read.data;
  const element = 'element' in action ? action.element : undefined;
  if (element !== undefined && !snapshot.elements.some((e) => e.id === element)) return refuse(`There is no element ${element} on this screen`);
  return { action: action as Action, ...(thought === undefined ? {} : { thought }) };
}
