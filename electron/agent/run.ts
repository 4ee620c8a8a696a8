// Exports: startRun, RunHandle. A run: preconditions, the steps of the phases in order, the expected result. Read this
// first; gate.ts (pausing), loops.ts (circles), steps.ts (clauses), operate.ts (verbs), decide.ts (targets), free.ts (prose) and hands.ts
// (the phone) are its parts.

import { Failure, faultOf } from '../protocol/faults.ts';
import { ENDED, type RunState, type RunStatus } from '../protocol/run.ts';
import { maskAll, maskFault, maskSnapshot } from '../control/secrets.ts';
import type { Witness } from '../control/types.ts';
import { allSteps, stepByReference } from '../sop/flow.ts';
import { checkRecord, poll } from './checks.ts';
import type { Flow, Frame, Run, RunParts, StepContext } from './context.ts';
import { finishedSteps } from './finished.ts';
import { createGate } from './gate.ts';
import { actor, looker } from './hands.ts';
import { createLoops } from './loops.ts';
import { createSeen } from './seen.ts';
import { createShown } from './shown.ts';
import { runStep } from './steps.ts';
import { createScope, statementWords } from './values.ts';

const IDLE: ReadonlySet<RunStatus> = new Set<RunStatus>(['paused', 'waiting-approval', 'waiting-person', 'waiting-device', 'taken-over']);

export interface RunHandle {
  readonly state: RunState;
  /** Resolves at the end, never rejects. */
  readonly done: Promise<RunState>;
  pause(): void;
  resume(): void;
  step(): void;
  stop(): void;
  takeOver(): void;
  handBack(next?: string): void;
  /** Which steps a person who has the phone seems to have done, by what it shows now. Nothing of that look is kept or given to a model. */
  finished(signal: AbortSignal): Promise<{ done: string[]; next?: string }>;
  /** Hears what a person does on the phone meanwhile, for the episode. */
  readonly witness: Witness;
}

export function startRun(parts: RunParts): RunHandle {
  const { sop, clock, recorder, options = {} } = parts;
  const scope = createScope(parts.values, parts.secrets);
  const frame: Frame = { sop, path: parts.path, scope, depth: 0, prefix: '' };
  let state: RunState = {
    id: parts.id, device: parts.session.device.info.id, sop: { path: parts.path, title: sop.title, sha256: sop.sha256 }, status: 'starting',
    steps: Object.fromEntries(allSteps(sop).map((s) => [s.id, 'idle'])), params: scope.shown(), records: [], startedAt: clock.now(), episode: recorder.id, ...(parts.label ? { label: parts.label } : {}),
  };
  let seq = 0;
  let idle = 0;
  let idleSince: number | undefined;
  const update = (change: Partial<RunState>): void => {
    state = { ...state, ...change };
    if (IDLE.has(state.status)) idleSince ??= clock.now();
    else if (idleSince !== undefined) {
      idle += clock.now() - idleSince;
      idleSince = undefined;
    }
    parts.onState(state);
  };
  let taken = false;
  const gate = createGate((mode) => {
    if (taken !== (mode === 'taken')) {
      taken = mode === 'taken';
      parts.audit?.taken(taken ? 'takeover' : 'hand-back');
    }
    if (!ENDED.includes(state.status)) update({ status: mode === 'go' ? 'running' : mode === 'paused' ? 'paused' : 'taken-over' });
  }, options.paused ?? false);
  const run: Run = {
    parts, gate, update,
    state: () => state,
    setStep: (id, s) => { if (id in state.steps) update({ steps: { ...state.steps, [id]: s } }); },
    nextSeq: () => ++seq,
    worked: () => (idleSince ?? clock.now()) - state.startedAt - idle,
    async keep(record, before, after) {
      const seen = [before && maskSnapshot(before, parts.secrets), after && maskSnapshot(after, parts.secrets)] as const;
      const kept = await recorder.witness(maskAll(record, parts.secrets), ...seen);
      update({ records: [...state.records, kept] });
      await parts.audit?.observed(kept);
      await parts.memory?.learn(kept, ...seen);
    },
    witness: { passage: (p) => parts.audit?.passage(p), intent: async (i) => { await Promise.all([parts.audit?.sent(), recorder.intent(maskAll(i, parts.secrets))]); }, witness: (r, b, a) => run.keep(r, b, a) },
    look: (settle) => looker(run)(settle),
    act: (...a) => actor(run)(...a),
    async ask(question) {
      const { status } = state;
      update({ question, status: 'waiting-person' });
      try {
        return await parts.people.question(question, gate.work());
      } finally {
        update({ question: undefined, status: gate.mode === 'go' ? (status === 'waiting-person' ? 'running' : status) : gate.mode === 'paused' ? 'paused' : 'taken-over' });
      }
    },
    history: [], seen: createSeen(), shown: createShown(), done: new Set(), guarded: new Map(), visits: new Map(), loops: createLoops(), tally: { checked: 0, lastChecked: false },
  };
  const stopCards = parts.onCard?.((of, card) => {
    if (of === parts.id && card) run.meanwhile?.();
    if (of === parts.id) update({ card, status: card ? 'waiting-approval' : gate.mode === 'go' ? 'running' : gate.mode === 'paused' ? 'paused' : 'taken-over' });
  });

  async function whole(): Promise<Flow> {
    if (gate.mode === 'paused') update({ status: 'paused' });
    await gate.pass();
    update({ status: 'running' });
    const first: StepContext = { frame, step: { id: '', number: '', text: '', terms: [], clauses: [], body: [], span: { start: 0, end: 0 }, line: 1 }, mark: { id: '', number: '', text: 'Preconditions', line: 1 }, guarded: true };
    for (const s of options.from === undefined && options.only === undefined ? sop.preconditions : []) {
      const { ok, screen } = await poll(run, first, s, { ms: 2000, ask: false });
      const text = `Before: ${statementWords(scope, s)}`;
      await checkRecord(run, undefined, { what: text, ok, screen, claimed: true });
      if (ok === 'no') return { go: 'fail', fault: { kind: 'run/expectation', text, screen: screen.title || screen.package } };
    }

    const steps = sop.phases.flatMap((p) => p.steps);
    const topOf = (ref: string): number => {
      const placed = stepByReference(sop, ref);
      const top = placed?.path[0] ?? placed?.step;
      return top ? steps.indexOf(top) : -1;
    };
    const wanted = options.only ?? options.from;
    let at = wanted === undefined ? 0 : topOf(wanted);
    if (at < 0) return { go: 'fail', fault: { kind: 'usage', detail: `The SOP has no step ${wanted ?? ''}` } };
    const last = options.only !== undefined ? at + 1 : options.to !== undefined ? topOf(options.to) : steps.length;
    let branch = false;
    for (; at < last; at++) {
      const step = steps[at]!;
      if (step.op?.verb === 'otherwise' && branch) { run.setStep(step.id, 'skipped'); continue; }
      if (step.op?.verb === 'if') {
        const { ok, flow } = await poll(run, { ...first, step, guarded: false }, step.op.condition, { ms: 0, ask: true });
        if (flow && flow.go !== 'skip') return flow;
        branch = ok === 'yes';
        if (!branch) { run.setStep(step.id, 'skipped'); continue; }
      }
      const flow = await runStep(run, frame, step, false);
      if (flow.go === 'to') {
        const to = topOf(flow.step);
        if (to < 0) return { go: 'fail', fault: { kind: 'usage', detail: `There is no step ${flow.step} to go to` } };
        at = to - 1;
      } else if (flow.go === 'fail' || flow.go === 'end') return flow;
    }
    if (options.only !== undefined || last < steps.length) return { go: 'end', status: 'done-unverified' };

    // The agent has said that it is done; what the phone shows decides.
    let verified = sop.outcome.length > 0 || run.tally.lastChecked;
    for (const s of sop.outcome) {
      const { ok, screen } = await poll(run, { ...first, guarded: false }, s, { ask: true });
      await checkRecord(run, undefined, { what: `Expected: ${statementWords(scope, s)}`, ok, screen, claimed: true });
      if (ok !== 'yes') verified = false;
    }
    return { go: 'end', status: verified ? 'done-verified' : 'done-unverified' };
  }

  async function toEnd(): Promise<RunState> {
    let end: Flow;
    try {
      end = await whole();
    } catch (e) {
      end = gate.signal.aborted ? { go: 'end', status: 'stopped' } : { go: 'fail', fault: faultOf(e) };
    }
    stopCards?.();
    let status: RunState['status'] = end.go === 'fail' ? 'failed' : end.go === 'end' ? end.status : 'done-unverified';
    let fault = end.go === 'fail' || end.go === 'end' ? end.fault && maskFault(end.fault, parts.secrets) : undefined;
    try {
      await recorder.end(status, fault);
      await parts.audit?.end(status, fault);
    } catch (e) {
      // A run that cannot be recorded to its end has not been shown to succeed.
      if (!(e instanceof Failure)) throw e;
      status = 'failed';
      fault = e.fault;
      // Said in the episode, too, if it can be.
      if (fault.kind === 'audit/unwritten') await recorder.end(status, fault).catch(() => undefined);
    }
    update({ status, fault, card: undefined, question: undefined, endedAt: clock.now() });
    // A run that is kept to be looked at keeps no secrets.
    parts.secrets.clear();
    return state;
  }

  const done = toEnd();
  return {
    get state() { return state; },
    done,
    pause: () => gate.pause(), resume: () => gate.resume(), step: () => gate.step(), stop: () => gate.stop(),
    takeOver: () => gate.takeOver(), handBack: (next) => gate.handBack(next),
    finished: async (signal) => finishedSteps(sop, scope, await parts.observer.look({ settle: true, signal }), state.step?.id),
    // That something was done, numbered as the run counts; no picture, no screen.
    witness: { witness: (r) => run.keep({ ...r, seq: run.nextSeq() }) },
  };
}
