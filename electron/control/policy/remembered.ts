// Exports: openLeaves, Leaves, applying. Leaves that are good for more than once. Those with a date are kept in a file of the data folder,
// the others end with the session. What must be agreed to each time is kept by no path: not by a card, not by an edited file.

import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { readText, writeAtomic } from '../../base/files.ts';
import { Failure, type Fault } from '../../protocol/faults.ts';
import { NEVER_REMEMBERED, type Leave } from '../../protocol/policy.ts';
import type { Scope, VerdictFacts } from '../../protocol/run.ts';
import { CLASSES } from '../../protocol/sop.ts';
import { BOUND } from './decide.ts';

export interface Leaves {
  /** Those that apply to an action now. */
  applying(f: VerdictFacts): Leave[];
  list(): Leave[];
  /** @throws Failure `policy/never-remember`, `file/*`; `usage` for a leave that is not bound to anything */
  remember(f: VerdictFacts, scope: Exclude<Scope, { kind: 'once' }>, by: string): Promise<Leave>;
  /** The first leave of a run, for rules that ask once per run. Kept in memory until the run ends. */
  inRun(f: VerdictFacts, by: string): void;
  runEnded(run: string): void;
  /** SHA-256 of those that are kept in the file. */
  digest(): string;
  forget(id: string): Promise<void>;
  /** Entries of the file that were not taken, and why. */
  readonly refused: readonly Fault[];
}

const Kept = z.strictObject({
  id: z.string().min(1), kind: z.enum(['sop', 'app']), classes: z.array(z.enum(CLASSES)), app: z.string().min(1), sop: z.string().optional(), about: z.string().optional(),
  by: z.string(), at: z.number(), until: z.number(),
});

const never = (classes: readonly string[]): (typeof CLASSES)[number] | undefined => NEVER_REMEMBERED.find((c) => classes.includes(c));

/** Whether a leave covers an action: every class, the same app, the same recipient, and where it says so the same SOP, run and step. Pure. */
export function applying(l: Leave, f: VerdictFacts, now: number): boolean {
  return f.actor === 'agent' && (l.until === undefined || now < l.until) && never(f.classes) === undefined && f.classes.every((c) => l.classes.includes(c)) && l.app === f.app
    && (l.classes.some((c) => BOUND.includes(c)) ? l.about !== undefined && l.about === f.about : true)
    && (l.kind !== 'sop' || (l.sop !== undefined && l.sop === f.sop))
    && (l.kind !== 'run' || (l.run !== undefined && l.run === f.run))
    && (l.kind !== 'step' || (l.run !== undefined && l.run === f.run && l.step !== undefined && l.step === f.step))
    // A leave for an action of no class is for that SOP or step only.
    && (f.classes.length > 0 || (l.classes.length === 0 && (l.kind === 'sop' || l.kind === 'step')));
}

/**
 * @param file absent = nothing outlives the session
 * @throws Failure `file/unreadable`
 */
export async function openLeaves(o: { file?: string; clock: Clock }): Promise<Leaves> {
  const refused: Fault[] = [];
  let leaves: Leave[] = o.file === undefined ? [] : await load(o.file, refused);
  const { clock } = o;
  const kept = (): Leave[] => leaves.filter((l) => l.until !== undefined);
  const save = async (): Promise<void> => {
    if (o.file === undefined) return;
    leaves = leaves.filter((l) => l.until === undefined || l.until > clock.now());
    await writeAtomic(o.file, `${JSON.stringify(kept(), null, 2)}\n`, 0o600);
  };
  return {
    refused,
    applying: (f) => leaves.filter((l) => applying(l, f, clock.now())),
    list: () => leaves.filter((l) => l.kind !== 'run' && (l.until === undefined || l.until > clock.now())),
    async remember(f, scope, by) {
      const kind = never(f.classes);
      if (kind) throw new Failure({ kind: 'policy/never-remember', class: kind });
      const bound = f.classes.some((c) => BOUND.includes(c));
      if (bound && f.about === undefined) throw new Failure({ kind: 'usage', detail: 'The screen does not say whom this goes to, so leave for it cannot be remembered' });
      if (f.app === '' || (scope.kind === 'sop' && f.sop === undefined) || (scope.kind === 'step' && (f.run === undefined || f.step === undefined)) || (scope.kind === 'app' && f.classes.length === 0)) {
        throw new Failure({ kind: 'usage', detail: `There is nothing that a leave for ${scope.kind === 'app' ? 'this class in this app' : `this ${scope.kind}`} could be bound to` });
      }
      // guard.md 5.2: where somebody is, is shared per session at most.
      const until = scope.kind === 'step' || f.classes.includes('share-location') ? undefined : scope.until;
      const leave: Leave = {
        id: randomBytes(6).toString('hex'), kind: scope.kind, classes: [...f.classes], app: f.app, by, at: clock.now(),
        ...(scope.kind === 'sop' ? { sop: f.sop! } : {}), ...(scope.kind === 'step' ? { run: f.run!, step: f.step! } : {}), ...(bound ? { about: f.about! } : {}), ...(until === undefined ? {} : { until }),
      };
      const before = leaves;
      leaves = [...leaves, leave];
      if (until !== undefined) await save().catch((e: unknown) => { leaves = before; throw e; });
      return leave;
    },
    inRun(f, by) {
      if (f.run === undefined || f.app === '' || f.classes.length === 0 || never(f.classes)) return;
      const bound = f.classes.some((c) => BOUND.includes(c));
      if (bound && f.about === undefined) return;
      leaves = [...leaves, { id: randomBytes(6).toString('hex'), kind: 'run', classes: [...f.classes], app: f.app, run: f.run, by, at: clock.now(), ...(bound ? { about: f.about! } : {}) }];
    },
    digest: () => createHash('sha256').update(JSON.stringify(kept().map((l) => Object.entries(l).toSorted(([a], [b]) => (a < b ? -1 : 1))))).digest('hex'),
    runEnded(run) { leaves = leaves.filter((l) => l.run !== run); },
    async forget(id) {
      const before = leaves;
      leaves = leaves.filter((l) => l.id !== id);
      if (leaves.length === before.length) throw new Failure({ kind: 'usage', detail: 'This leave is not remembered any more' });
      await save().catch((e: unknown) => { leaves = before; throw e; });
    },
  };
}

/** A file that is not ours, or entries that may not be, are left out and said: then somebody is asked. */
async function load(file: string, refused: Fault[]): Promise<Leave[]> {
  let value: unknown;
  try {
    value = JSON.parse(await readText(file));
  } catch (e) {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return [];
    if (!(e instanceof SyntaxError)) throw e;
    refused.push({ kind: 'file/damaged', path: file, detail: `${e.message}. Nothing is remembered until it is corrected or deleted` });
    return [];
  }
  if (!Array.isArray(value)) {
    refused.push({ kind: 'file/damaged', path: file, detail: 'It is not a list of leaves. Nothing is remembered until it is corrected or deleted' });
    return [];
  }
  return value.flatMap((entry, i): Leave[] => {
    const read = Kept.safeParse(entry);
    if (!read.success) { refused.push({ kind: 'file/damaged', path: file, detail: `Entry ${i + 1}: ${read.error.issues.map((x) => `${x.path.join('.') || 'entry'}: ${x.message}`).join('; ')}` }); return []; }
    const kind = never(read.data.classes);
    if (kind) { refused.push({ kind: 'policy/never-remember', class: kind }); return []; }
    const { sop, about, ...rest } = read.data;
    return [{ ...rest, ...(sop === undefined ? {} : { sop }), ...(about === undefined ? {} : { about }) }];
  });
}
