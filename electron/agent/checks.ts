// Exports: truth, poll, checkRecord. What an SOP claims about the screen, checked on it; what only a person can judge is asked.

import type { Verified, StepRecord } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { Statement } from '../protocol/sop.ts';
import { holds } from '../screen/statement.ts';
import type { Flow, Run, StepContext } from './context.ts';
import { guards } from './guards.ts';
import { statementWords, type Scope } from './values.ts';

/** Without a person or a model. */
export function truth(screen: Snapshot, statement: Statement, scope: Scope): Verified {
  const masked = statement.is === 'contains' && statement.value.kind === 'param' && scope.isSecret(statement.value.name);
  const verdict = holds(screen, statement, (t) => scope.seen(t) ?? '');
  // A masked field cannot show a secret: that it does not is no contradiction.
  return masked && verdict === 'no' ? 'unknown' : verdict;
}

/**
 * Looks until the statement holds or its time (default 5 s) is over; guards are served meanwhile.
 * @param ask whether a person is asked about prose
 */
export async function poll(run: Run, c: StepContext, statement: Statement, o: { ms?: number; ask: boolean }): Promise<{ ok: Verified; screen: Snapshot; flow?: Flow }> {
  const { clock } = run.parts;
  const until = Math.min(run.worked() + (statement.withinMs ?? o.ms ?? 5000), c.until ?? Infinity);
  for (;;) {
    const screen = await run.look(false);
    const ok = truth(screen, statement, c.frame.scope);
    if (ok === 'yes') return { ok, screen };
    if (ok === 'unknown' && statement.is === 'free') return { ok: o.ask ? await judged(run, c, statement, screen) : 'unknown', screen };
    const turned = await guards(run, c, screen);
    if (turned === 'acted') continue;
    if (turned) return { ok, screen, flow: turned };
    if (run.worked() >= until) return { ok: ok === 'unknown' && o.ask ? await judged(run, c, statement, screen) : ok, screen };
    await clock.sleep(Math.min(250, Math.max(1, until - run.worked())), run.gate.work());
  }
}

async function judged(run: Run, c: StepContext, statement: Statement, snapshot: Snapshot): Promise<Verified> {
  const reply = await run.ask({ kind: 'judge', id: `judge-${run.nextSeq()}`, run: run.parts.id, step: c.mark, text: statementWords(c.frame.scope, statement), why: 'Only a person can say whether this is true of the screen', snapshot });
  if (reply.kind === 'stop') run.gate.stop();
  run.gate.signal.throwIfAborted();
  return reply.kind === 'judge' ? (reply.holds ? 'yes' : 'no') : 'unknown';
}

/** Keeps a check that was no action in the episode. */
export async function checkRecord(run: Run, c: StepContext | undefined, o: { what: string; ok: Verified; screen: Snapshot; claimed: boolean; ms?: number; step?: StepRecord['step'] }): Promise<void> {
  const side = { snapshot: o.screen.id, title: o.screen.title, package: o.screen.package, ...(o.screen.image === undefined ? {} : { image: o.screen.image }) };
  await run.keep({
    v: 1, seq: run.nextSeq(), at: run.parts.clock.now(), actor: { kind: 'agent', run: run.parts.id },
    ...(c ? { step: c.mark } : o.step ? { step: o.step } : {}),
    what: o.what, resolvedBy: 'none-needed', after: side,
    outcome: o.ok === 'no' ? { ok: false, sent: false, fault: { kind: 'run/expectation', text: o.what, screen: o.screen.title || o.screen.package } } : { ok: true, sent: false, how: 'looked' },
    claimed: o.claimed, verified: o.ok, checks: [{ text: o.what, ok: o.ok }], ms: o.ms ?? 0,
  }, undefined, o.screen);
}
