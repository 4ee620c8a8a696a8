// Exports: freeStep, handOver. A step in prose: the model acts until it says that it is done; without one the person does it.

import { fail, ON, type Flow, type Run, type StepContext } from './context.ts';
import { pick, think } from './decide.ts';
import { guards } from './guards.ts';

/** Actions of one prose step before a person is asked. */
const LIMIT = 15;
/** Longest a model may wait at once, seconds: after each action the screen comes to rest anyway. */
const WAIT = 10;

export async function freeStep(run: Run, c: StepContext, marks: object): Promise<Flow> {
  const tried = new Set<string>();
  const before = run.history.length;
  let warned = false;
  let note: string | undefined;
  for (let n = 0; n < LIMIT; n++) {
    const screen = await run.look();
    const turned = await guards(run, c, screen);
    if (turned === 'acted') continue;
    if (turned) return turned;
    const thought = await think(run, c, screen, note, { acted: run.history.length - before });
    if (!thought) return byPerson(run, c, marks);
    const action = thought.action.action === 'wait' ? { ...thought.action, seconds: Math.min(thought.action.seconds, WAIT) } : thought.action;
    if (action.action === 'status') {
      // Claimed only: what Expect and the expected result show decides.
      if (action.status === 'complete') return ON;
      return byPerson(run, c, marks);
    }
    const element = 'element' in action ? screen.elements.find((e) => e.id === action.element) : undefined;
    // Waiting is waiting, however long: on a screen that stays as it is it leads nowhere either.
    const key = `${screen.contentHash} ${action.action === 'wait' ? 'wait' : JSON.stringify({ ...action, element: element?.selectors[0] ?? element?.label })}`;
    if (tried.has(key)) {
      // The same on the same screen: another way once, then the person.
      if (warned) return handOver(run, c, 'The same action on the same screen was proposed again and again');
      warned = true;
      note = 'That was done on this very screen already and led back here: choose another way';
      continue;
    }
    tried.add(key);
    note = undefined;
    const done = await run.act(c, action, screen, { resolvedBy: 'model', marks, thought });
    if (done.kind === 'flow') {
      // A denial's reason goes to the model as the result of its proposal.
      if (done.flow.go === 'fail' && done.flow.fault.kind === 'action/denied' && !warned) {
        warned = true;
        note = `Denied by the approver: ${done.flow.fault.reason}`;
        continue;
      }
      return done.flow;
    }
  }
  return handOver(run, c, `${LIMIT} actions did not complete the step`);
}

/** One element picked is one tap; `done` says the person did it on the phone. */
async function byPerson(run: Run, c: StepContext, marks: object): Promise<Flow> {
  for (let tries = 0; tries < 3; tries++) {
    const screen = await run.look();
    // A choice made last time holds as long as it is found.
    const known = run.parts.bindings.get(c.frame.sop.meta.id, c.step.id);
    const again = known?.[0] && tries === 0 ? screen.elements.filter((e) => e.selectors.some((s) => s.by === known[0]!.by && s.value === known[0]!.value && s.nth === known[0]!.nth)) : [];
    const found = again.length === 1 ? { element: again[0]!, screen, by: 'binding' as const } : await pick(run, c, screen, [], run.parts.mind ? 'The model does not know what this step means on this screen' : 'No model is loaded for a step in prose');
    if ('flow' in found) return found.flow.go === 'skip' ? ON : found.flow;
    const done = await run.act(c, { action: 'click', element: found.element.id }, found.screen, { resolvedBy: found.by, marks });
    if (done.kind === 'flow') return done.flow;
    if (done.kind === 'done') return ON;
  }
  return fail({ kind: 'screen/stale', detail: 'The screen kept changing' });
}

/** Asks the person to do it on the phone. An `input` reply is typed into the field that waits for it. */
export async function handOver(run: Run, c: StepContext, why: string): Promise<Flow> {
  const reply = await run.ask({ kind: 'hand-over', id: `hand-${run.nextSeq()}`, run: run.parts.id, step: c.mark, text: c.frame.scope.fill(c.step.text), why });
  switch (reply.kind) {
    case 'done': return reply.next === undefined ? ON : { go: 'to', step: reply.next };
    case 'input': return typeReply(run, c, reply.text);
    case 'skip': return { go: 'skip' };
    case 'stop': case 'pick': case 'judge': return { go: 'end', status: 'handed-over', fault: { kind: 'run/needs-person', why } };
  }
}

/** What a person says is typed as theirs, and known by a name only from then on (it may be a one-time code). */
async function typeReply(run: Run, c: StepContext, text: string): Promise<Flow> {
  const { parts } = run;
  const name = `reply-${run.nextSeq()}`;
  parts.secrets.set(name, text);
  parts.hide?.(text);
  for (let tries = 0; tries < 3; tries++) {
    const screen = await run.look();
    const fields = screen.elements.filter((e) => e.role === 'input' && !e.disabled);
    const field = fields.find((e) => e.focused) ?? fields.find((e) => /code|otp|pin|password|验证码|密码/i.test(e.label)) ?? fields.find((e) => !e.value) ?? fields[0];
    if (!field) return fail({ kind: 'run/needs-person', why: 'There is no field to type the answer into' });
    const done = await parts.executor.perform({
      session: parts.session, actor: { kind: 'human', via: 'terminal' }, action: { action: 'input_text', element: field.id, text: `<secret:${name}>` }, before: screen,
      marks: { step: c.mark, sop: { id: c.frame.sop.meta.id, sha256: c.frame.sop.sha256 } }, secrets: parts.secrets, resolvedBy: 'person', seq: run.nextSeq(), witness: run.witness, signal: run.gate.work(),
    });
    if (done.outcome.ok) return ON;
    if (done.outcome.fault.kind !== 'screen/stale' || done.outcome.sent) return fail(done.outcome.fault);
  }
  return fail({ kind: 'screen/stale', detail: 'The field kept changing' });
}
