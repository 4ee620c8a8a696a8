// Exports: looker, actor, LOST (faults of a phone that went away). Looking and acting as a run does: both outlive an unplugged phone, and an action ends in one
// of three ways: done, to be decided again on a new look, or a turn in the run's course.

import { maskSnapshot } from '../control/secrets.ts';
import { deviationsOf, neighboursOf } from './around.ts';
import { Failure, type Fault } from '../protocol/faults.ts';
import type { Sources } from '../control/taint.ts';
import { allSteps } from '../sop/flow.ts';
import type { Run, StepContext } from './context.ts';
import { fail } from './context.ts';
import { foreseen } from './foresee.ts';

export const LOST: ReadonlySet<Fault['kind']> = new Set(['device/disconnected', 'device/offline', 'device/not-found', 'device/unauthorized']);

/** Waits for the phone's return; what was going on goes on from where it stood. */
async function untilBack(run: Run, fault: Fault): Promise<void> {
  const { status } = run.state();
  run.update({ status: 'waiting-device', fault });
  await run.parts.session.whenOnline(run.gate.signal);
  run.update({ status: status === 'waiting-device' ? 'running' : status, fault: undefined });
}

export const looker = (run: Run): Run['look'] => async (settle = true) => {
  for (;;) {
    try {
      const screen = await run.parts.observer.look({ settle, signal: run.gate.work() });
      const masked = maskSnapshot(screen, run.parts.secrets);
      run.seen.look(masked);
      run.shown.look(masked);
      return screen;
    } catch (e) {
      if (!(e instanceof Failure) || !LOST.has(e.fault.kind)) throw e;
      await untilBack(run, e.fault);
    }
  }
};

/** Parameters are what was given, not what a run has read from the screen under a name. */
const sourcesOf = (run: Run, c: StepContext): Sources => {
  const sop: string[] = [];
  for (let frame: StepContext['frame'] | undefined = c.frame; frame; frame = frame.outer) sop.push(frame.sop.title, ...allSteps(frame.sop).map((s) => s.text), ...frame.sop.meta.applies.map((a) => a.app));
  return { sop, params: Object.values(run.parts.values).flatMap((v) => [...(typeof v === 'string' ? [v] : v)]), shown: (t) => run.shown.has(t), mentioned: (t) => run.shown.within(t) };
};

export const actor = (run: Run): Run['act'] => async (c, action, before, how) => {
  const { parts, gate } = run;
  // Paused between two actions of a step, too: pausing means that nothing more is sent.
  if (gate.mode === 'taken') throw new Failure({ kind: 'run/aborted' });
  await gate.pass();
  if (gate.pending) throw new Failure({ kind: 'run/aborted' });
  const times = c.frame.bounded ? undefined : run.loops.again(`${c.frame.path} ${c.step.id}`, action, before);
  if (times !== undefined) return { kind: 'flow', flow: fail({ kind: 'run/loop', detail: `Step ${c.mark.number} was about to do the same on the same screen for the ${times}th time` }) };
  run.meanwhile = () => {
    run.meanwhile = undefined;
    const query = parts.mind?.prepare && foreseen(run, c, action, before);
    if (query) parts.mind?.prepare?.(query);
  };
  const { frame: { sop, scope, each } } = c;
  const [deviations, neighbours, last] = [deviationsOf(sop, c.step, scope, before), neighboursOf(sop, c.step, scope), await parts.lastTime?.(c.mark)];
  const around = { ...(deviations.length > 0 ? { deviations } : {}), ...(neighbours ? { neighbours } : {}), ...(last ? { last } : {}), ...(each ? { each } : {}) };
  const done = await parts.executor.perform({
    session: parts.session, actor: { kind: 'agent', run: parts.id }, action, before,
    marks: { step: c.mark, sop: { id: sop.meta.id, sha256: sop.sha256 }, ...around, ...how.marks }, secrets: parts.secrets, resolvedBy: how.resolvedBy, sources: sourcesOf(run, c),
    ...(how.thought ? { model: { id: parts.mind?.id ?? '', promptTokens: how.thought.promptTokens, reused: how.thought.reused, ms: how.thought.ms, ...(how.thought.savedMs === undefined ? {} : { savedMs: Math.round(how.thought.savedMs) }), ...(how.thought.confidence === undefined ? {} : { confidence: how.thought.confidence }), ...(how.thought.promptSha256 === undefined ? {} : { promptSha256: how.thought.promptSha256 }) }, ...(how.thought.thought === undefined ? {} : { thought: how.thought.thought }) } : {}),
    seq: run.nextSeq(), witness: run.witness, signal: gate.work(),
  });
  run.history.push(done.record.what);
  const { outcome, decision } = done;
  if (outcome.ok) return { kind: 'done', record: done.record, ...(done.after ? { after: done.after } : {}) };
  if (decision?.decision === 'stop') return { kind: 'flow', flow: { go: 'end', status: 'stopped' } };
  if (decision?.decision === 'take-over') {
    gate.takeOver();
    throw new Failure({ kind: 'run/aborted' });
  }
  const { fault } = outcome;
  if (gate.signal.aborted) gate.signal.throwIfAborted();
  if (fault.kind === 'run/aborted') throw new Failure(fault);
  if (fault.kind === 'screen/stale' && !outcome.sent) return { kind: 'again', why: fault.detail };
  if (fault.kind === 'action/not-approved' && done.record.verdict?.decision === 'ask' && decision === undefined) {
    gate.pause();
    return { kind: 'again', why: fault.why };
  }
  if (!LOST.has(fault.kind)) return { kind: 'flow', flow: fail(fault) };
  await untilBack(run, fault);
  if (!outcome.sent) return { kind: 'again', why: 'the phone was away' };
  // Part of it may have arrived: the screen tells. Nothing is sent twice on a screen that changed.
  const now = await run.look();
  return now.contentHash === before.contentHash ? { kind: 'again', why: 'the phone was away' } : { kind: 'done', after: now, record: done.record };
};
