// Exports: Header, IntentLine, RecordLine, End, Line, FORMAT, readLine. The lines of `episode.jsonl`; zod checks what is read back, as
// episodes come from older versions, other machines and killed writers.
//
// Line 1 is the header. Then, in time order: `intent` (written and synced before input is sent), `record` (after), and
// once `end`. A run that was killed has no `end`.

import { z } from 'zod';
import type { Fault } from '../protocol/faults.ts';
import type { RunStatus, StepRecord } from '../protocol/run.ts';

/** Version written. Readers know every version up to it. */
export const FORMAT = 1;

export interface Header {
  t: 'episode';
  v: 1;
  id: string;
  startedAt: number;
  device: string;
  sop?: { path: string; title: string; id?: string; sha256?: string };
  /** Secrets as dots. */
  params: Record<string, string>;
  /** Program that wrote it. */
  by: string;
}

export interface IntentLine { t: 'intent'; seq: number; at: number; what: string; [more: string]: unknown }
export interface RecordLine { t: 'record'; record: StepRecord }
export interface End { t: 'end'; at: number; status: RunStatus; fault?: Fault }
export type Line = Header | IntentLine | RecordLine | End;

const text = z.string().max(200_000);
const seen = z.object({ snapshot: text, image: text.optional(), title: text, package: text });

const headerShape = z.object({
  t: z.literal('episode'), v: z.literal(1), id: text, startedAt: z.number(), device: text,
  sop: z.object({ path: text, title: text, id: text.optional(), sha256: text.optional() }).optional(),
  params: z.record(text, text), by: text.default(''),
});

/** What readers rely on; the rest of a record is kept as it is. */
const recordShape = z.looseObject({
  v: z.literal(1), seq: z.number(), at: z.number(),
  actor: z.looseObject({ kind: z.enum(['human', 'agent', 'explorer']) }),
  step: z.looseObject({ id: text, number: text, text, line: z.number(), phase: text.optional() }).optional(),
  what: text,
  target: z.looseObject({ label: text }).optional(),
  verdict: z.looseObject({ decision: z.enum(['auto', 'ask', 'deny']), classes: z.array(text), because: z.array(z.looseObject({ rung: text, words: text })) }).optional(),
  approval: z.looseObject({ id: text, decision: text, by: text, ms: z.number(), reason: text.optional() }).optional(),
  before: seen.optional(), after: seen.optional(),
  outcome: z.union([z.looseObject({ ok: z.literal(true) }), z.looseObject({ ok: z.literal(false), fault: z.looseObject({ kind: text }) })]),
  claimed: z.boolean(),
  verified: z.enum(['yes', 'no', 'unknown']),
  checks: z.array(z.object({ text, ok: z.enum(['yes', 'no', 'unknown']) })),
  ms: z.number(),
});

const endShape = z.object({ t: z.literal('end'), at: z.number(), status: text, fault: z.looseObject({ kind: text }).optional() });

/** One line of any version as the newest; `undefined` when it is none. */
export function readLine(value: unknown): Line | undefined {
  if (typeof value !== 'object' || value === null || !('t' in value)) return undefined;
  switch (value.t) {
    case 'episode': return headerShape.safeParse(value).data as Header | undefined;
    case 'intent': return value as IntentLine;
    case 'record': {
      const record = recordShape.safeParse((value as { record?: unknown }).record);
      return record.success ? { t: 'record', record: record.data as unknown as StepRecord } : undefined;
    }
    case 'end': return endShape.safeParse(value).data as End | undefined;
    default: return undefined;
  }
}
