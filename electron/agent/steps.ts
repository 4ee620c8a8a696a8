// Exports: runSteps, runStep. Steps in order: what surrounds an operation — pausing, If, Expect, Timeout, At most, On failure.

import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import type { Recovery, Step } from '../protocol/sop.ts';
import { clausesOf } from '../sop/flow.ts';
import { checkRecord, poll, truth } from './checks.ts';
import { fail, ON, type Flow, type Frame, type Run, type StepContext } from './context.ts';
import { handOver } from './free.ts';
import { operate } from './operate.ts';
import { statementWords } from './values.ts';

/** A step that is come back to by `go to` more often than this is going round in circles. */
const VISITS = 25;

/** Steps of one level. `otherwise` belongs to the `if` before it. */
export async function runSteps(run: Run, frame: Frame, steps: readonly Step[], guarded: boolean): Promise<Flow> {
  let took = false;
  for (const step of steps) {
    if (step.op?.verb === 'otherwise') {
      if (took) { run.setStep(step.id, 'skipped'); continue; }
      const flow = await runStep(run, frame, step, guarded);
      if (flow.go !== 'on') return flow;
      continue;
    }
    if (step.op?.verb === 'if') {
      const c = contextOf(frame, step, guarded);
      const reached = await poll(run, c, step.op.condition, { ms: 0, ask: true });
      if (reached.flow) return reached.flow;
      took = reached.ok === 'yes';
      if (!took) { run.setStep(step.id, 'skipped'); continue; }
    }
    const flow = await runStep(run, frame, step, guarded);
    if (flow.go !== 'on') return flow;
  }
  return ON;
}

const contextOf = (frame: Frame, step: Step, guarded: boolean): StepContext => {
  const phase = frame.sop.phases.find((p) => p.steps.some((s) => step.number === s.number || step.number.startsWith(`${s.number}.`)))?.title;
  return { frame, step, guarded, mark: { id: step.id, number: `${frame.prefix}${step.number}`, text: frame.scope.fill(step.text), line: step.line, ...(phase ? { phase } : {}) } };
};

/** @returns `on`, or what its clauses or a person make of it; `skip` never leaves the step that holds it */
export async function runStep(run: Run, frame: Frame, step: Step, guarded: boolean): Promise<Flow> {
  const { gate, parts } = run;
  const key = `${frame.path} ${step.id}`;
  for (let redo = 0; ; redo++) {
    if (!guarded && redo === 0) gate.arrive();
    if (!guarded && frame.depth === 0 && redo === 0 && parts.options?.breakpoints?.includes(step.id)) gate.pause();
    // Before the gate: a run that pauses here stands at this step, not at the one it has done.
    if (frame.depth === 0 && !guarded) run.update({ step: { id: step.id, number: step.number, line: step.line } });
    await gate.pass();
    const next = gate.takeNext();
    if (next !== undefined && next !== step.id) return { go: 'to', step: next };
    if (!guarded && redo === 0) gate.depart();
    const visits = (run.visits.get(key) ?? 0) + 1;
    run.visits.set(key, visits);
    const most = clausesOf(step, 'at-most')[0]?.times;
    const loops = step.op?.verb === 'for-each' || step.op?.verb === 'repeat';
    if (!loops && most !== undefined && visits > most) return fail({ kind: 'run/loop', detail: `Step ${step.number} ran ${most} times already` });

    run.setStep(step.id, 'running');
    try {
      const flow = await withRecovery(run, contextOf(frame, step, guarded));
      run.setStep(step.id, flow.go === 'skip' ? 'skipped' : flow.go === 'fail' ? 'failed' : flow.go === 'end' ? ended(step, flow) : 'passed');
      if (flow.go === 'on') run.done.add(step.id);
      return flow.go === 'skip' ? (step.op?.verb === 'skip' || step.op?.verb === 'if' || step.op?.verb === 'otherwise' ? flow : ON) : flow;
    } catch (e) {
      // Taken over in the middle: when the phone is handed back, from the step the person names or this one again.
      if (gate.signal.aborted || faultOf(e).kind !== 'run/aborted') throw e;
      run.setStep(step.id, 'waiting');
    }
  }
}

/** The state of the step at which a run ends. */
const ended = (step: Step, flow: Extract<Flow, { go: 'end' }>): 'passed' | 'failed' | 'waiting' =>
  flow.status !== 'stopped' ? 'waiting' : step.op?.verb === 'stop' ? 'passed' : flow.fault ? 'failed' : 'waiting';

async function withRecovery(run: Run, c: StepContext): Promise<Flow> {
  let flow = await recorded(run, c);
  const recoveries = clausesOf(c.step, 'on-failure').flatMap((x): Recovery[] => x.recoveries);
  // More of the same is no way out of a circle.
  const againAndAgain = (r: Recovery): boolean => r.do === 'retry' || r.do === 'go-to';
  // Going round in circles ends with a person, unless the author said, here or further out, what else to do.
  const outermost = c.frame.depth === 0 && !c.guarded && !c.step.number.includes('.');
  if (flow.go === 'fail' && flow.fault.kind === 'run/loop' && outermost && recoveries.every(againAndAgain)) return handOver(run, c, wordsOf(flow.fault));
  for (const r of recoveries) {
    if (flow.go !== 'fail') break;
    const { fault } = flow;
    if (fault.kind === 'run/loop' && againAndAgain(r)) continue;
    switch (r.do) {
      case 'retry':
        for (let n = 0; n < r.times && flow.go === 'fail'; n++) {
          run.loops.forget(`${c.frame.path} ${c.step.id}`);
          flow = await recorded(run, c);
        }
        break;
      case 'skip': return { go: 'skip' };
      case 'stop': return { go: 'end', status: 'stopped', fault };
      case 'hand-over': flow = await handOver(run, c, wordsOf(fault)); break;
      case 'go-to':
        if ((run.visits.get(`${c.frame.path} ${c.step.id}`) ?? 0) > VISITS) return fail({ kind: 'run/loop', detail: `Step ${c.step.number} failed ${VISITS} times` });
        return { go: 'to', step: r.step };
    }
  }
  return flow;
}

/** An attempt; one that ends before anything was done or checked leaves a record of its own, or nothing would name the step. */
async function recorded(run: Run, c: StepContext): Promise<Flow> {
  const { clock, id } = run.parts;
  const from = run.state().records.length;
  const began = clock.now();
  const flow = await attempt(run, c);
  const verb = c.step.op?.verb;
  const fault = flow.go === 'fail' || (flow.go === 'end' && verb !== 'stop' && verb !== 'hand-over') ? flow.fault : undefined;
  if (fault && run.state().records.slice(from).every((r) => r.outcome.ok)) {
    await run.keep({
      v: 1, seq: run.nextSeq(), at: clock.now(), actor: { kind: 'agent', run: id }, step: c.mark, what: c.mark.text,
      outcome: { ok: false, sent: false, fault }, claimed: false, verified: 'no', checks: [], ms: clock.now() - began,
    });
  }
  return flow;
}

const wordsOf = (f: Fault): string => (f.kind === 'run/needs-person' ? f.why : new Failure(f).message + (f.kind === 'run/expectation' ? `: ${f.text}` : f.kind === 'run/loop' ? `: ${f.detail}` : ''));

async function attempt(run: Run, step: StepContext): Promise<Flow> {
  const { clock } = run.parts;
  const limit = clausesOf(step.step, 'timeout')[0]?.ms;
  const c: StepContext = limit === undefined ? step : { ...step, until: run.worked() + limit };
  try {
    // `If …: skip` is about whether to do the step at all; every other If is about what the step led to.
    const before = (b: readonly Step[]): boolean => b.some((s) => s.op?.verb === 'skip');
    for (const clause of c.step.clauses) {
      if (clause.clause !== 'if' || !before(clause.body)) continue;
      const { scope } = c.frame;
      if (truth(await run.look(), clause.condition, scope) !== 'yes') continue;
      const flow = await runSteps(run, c.frame, clause.body, c.guarded);
      if (flow.go !== 'on') return flow;
    }
    const flow = await operate(run, c);
    if (flow.go !== 'on') return flow;
    if (c.until !== undefined && run.worked() > c.until) return fail({ kind: 'run/expectation', text: `done within ${(limit ?? 0) / 1000} s`, screen: '' });
    run.tally.lastChecked = c.step.op?.verb === 'check';
    for (const clause of c.step.clauses) {
      if (clause.clause === 'expect') {
        const began = clock.now();
        const { ok, screen, flow: turn } = await poll(run, c, clause.statement, { ask: true });
        if (turn) return turn;
        const text = `Expect: ${statementWords(c.frame.scope, clause.statement)}`;
        await checkRecord(run, c, { what: text, ok, screen, claimed: true, ms: clock.now() - began });
        run.tally.checked += ok === 'yes' ? 1 : 0;
        run.tally.lastChecked = ok === 'yes';
        if (ok === 'no') return fail({ kind: 'run/expectation', text, screen: screen.title || screen.package });
      } else if (clause.clause === 'if' && !before(clause.body)) {
        const reached = await poll(run, c, clause.condition, { ms: 0, ask: true });
        if (reached.flow) return reached.flow;
        const flow_ = await runSteps(run, c.frame, reached.ok === 'yes' ? clause.body : clause.otherwise, c.guarded);
        if (flow_.go !== 'on') return flow_;
      }
    }
    return ON;
  } catch (e) {
    if (!(e instanceof Failure) || e.fault.kind === 'run/aborted') throw e;
    return fail(e.fault);
  }
}
