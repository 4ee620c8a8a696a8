// Exports: operate. What each verb of a canonical step does. A switch over the operations; prose goes to free.ts.

import type { Action } from '../protocol/actions.ts';
import { maskAll } from '../control/secrets.ts';
import type { SopMarks } from '../control/types.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import type { Operation, Statement, Term } from '../protocol/sop.ts';
import { valueOf, type Query } from '../screen/match.ts';
import { normalise } from '../screen/words.ts';
import { clausesOf } from '../sop/flow.ts';
import { Failure } from '../protocol/faults.ts';
import { checkRecord, poll, truth } from './checks.ts';
import { fail, ON, type Flow, type Frame, type Run, type StepContext } from './context.ts';
import { find } from './decide.ts';
import { freeStep, handOver } from './free.ts';
import { guards } from './guards.ts';
import { runSteps } from './steps.ts';
import { listOf, statementWords, type Value } from './values.ts';

/** Tries of one operation when the screen changes under it, rounds of a loop without `At most`, depth of `Run`. */
const TRIES = 5;
const ROUNDS = 100;
const DEPTH = 5;
const SWIPES = 25;

export async function operate(run: Run, c: StepContext): Promise<Flow> {
  const { op } = c.step;
  const { scope } = c.frame;
  const ask = clausesOf(c.step, 'ask');
  const data = clausesOf(c.step, 'data');
  const expect = clausesOf(c.step, 'expect')[0];
  const marks: Partial<SopMarks> = {
    ...(ask.length ? { ask: { classes: ask.flatMap((a) => a.classes), ...(ask[0]?.reason === undefined ? {} : { reason: ask[0].reason }) } } : {}),
    ...(data.length ? { data: data.map((d) => ({ names: d.names, destination: d.destination })) } : {}),
    ...(expect ? { expected: statementWords(scope, expect.statement) } : {}),
  };
  if (!op) return freeStep(run, c, marks);

  /** An action without a target, on a screen where no guard applies. */
  const plain = async (action: Action): Promise<Flow> => {
    for (let n = 0; n < TRIES; n++) {
      const screen = await run.look();
      const turned = await guards(run, c, screen);
      if (turned === 'acted') continue;
      if (turned) return turned;
      const done = await run.act(c, action, screen, { resolvedBy: c.guarded ? 'guard' : 'none-needed', marks });
      if (done.kind === 'flow') return done.flow;
      if (done.kind === 'done') return ON;
    }
    return fail({ kind: 'screen/stale', detail: 'The screen kept changing' });
  };

  const onElement = async (target: Term, role: NonNullable<Query['role']>, make: (e: Element, s: Snapshot) => Action | undefined): Promise<Flow> => {
    for (let n = 0; n < TRIES; n++) {
      const found = await find(run, c, target, role);
      if ('flow' in found) return found.flow;
      const action = make(found.element, found.screen);
      if (!action) return ON;
      const done = await run.act(c, action, found.screen, { resolvedBy: found.by, marks, ...(found.thought ? { thought: found.thought } : {}) });
      if (done.kind === 'flow') return done.flow;
      if (done.kind === 'done') return ON;
    }
    return fail({ kind: 'screen/stale', detail: 'The screen kept changing' });
  };

  switch (op.verb) {
    case 'open': {
      const app = scope.seen(op.app);
      return app === undefined ? lacking(op.app) : plain({ action: 'open_app', app });
    }
    case 'tap': return onElement(op.target, 'any', (e) => ({ action: 'click', element: e.id }));
    case 'long-press': return onElement(op.target, 'any', (e) => ({ action: 'long_press', element: e.id }));
    case 'clear': return onElement(op.target, 'input', (e) => ({ action: 'input_text', element: e.id, text: '' }));
    case 'enter': {
      const text = scope.typed(op.value) ?? await asked(op.value);
      if (typeof text !== 'string') return text;
      return onElement(op.target, 'input', (e) => ({ action: 'input_text', element: e.id, text }));
    }
    case 'turn-on': case 'turn-off': return toggle(op);
    case 'swipe': return swipe(op);
    case 'back': return plain({ action: 'navigate_back' });
    case 'home': return plain({ action: 'navigate_home' });
    case 'press-enter': return plain({ action: 'keyboard_enter' });
    case 'wait':
      if (op.until) return claim(op.until, 30_000, 'Wait until');
      await run.parts.clock.sleep(op.ms ?? 1000, run.gate.work());
      return ON;
    case 'check': return claim(op.statement, 5000, 'Check');
    case 'remember': {
      const found = await find(run, c, op.target, 'any');
      if ('flow' in found) return found.flow;
      const value = remembered(found.element, found.screen, op.target.kind === 'selector' ? undefined : scope.seen(op.target));
      scope.set(op.as, value);
      if (c.frame.depth === 0) run.update({ params: maskAll(scope.shown(), run.parts.secrets) });
      await checkRecord(run, c, { what: `Remember "${value}" as ${op.as}`, ok: value === '' ? 'unknown' : 'yes', screen: found.screen, claimed: true });
      return ON;
    }
    case 'run': return subroutine(op);
    case 'for-each': {
      if (op.list.kind === 'param' && scope.get(op.list.name) === undefined) return lacking(op.list);
      const items = listOf(scope, op.list);
      const most = clausesOf(c.step, 'at-most')[0]?.times ?? ROUNDS;
      // Another pass of the same loop is another matter for who approves.
      const loop = `${c.frame.path} ${c.step.id} ${run.nextSeq()}`;
      for (const [i, item] of items.slice(0, most).entries()) {
        scope.set(op.item, item);
        const each = { loop, name: op.item, value: item, rest: items.slice(i + 1, most) };
        const flow = await runSteps(run, { ...c.frame, bounded: true, each }, c.step.body, c.guarded);
        if (flow.go === 'leave-loop') return ON;
        if (flow.go !== 'on' && flow.go !== 'skip') return flow;
      }
      return items.length > most ? fail({ kind: 'run/loop', detail: `${items.length} items, but at most ${most} rounds` }) : ON;
    }
    case 'repeat': {
      const limit = clausesOf(c.step, 'at-most')[0]?.times ?? op.times;
      const most = limit ?? ROUNDS;
      for (let n = 0; n < most; n++) {
        if (op.until && truth(await run.look(), op.until, scope) === 'yes') return ON;
        const flow = await runSteps(run, { ...c.frame, bounded: limit !== undefined || c.frame.bounded === true }, c.step.body, c.guarded);
        if (flow.go === 'leave-loop') return ON;
        if (flow.go !== 'on' && flow.go !== 'skip') return flow;
      }
      if (!op.until || truth(await run.look(), op.until, scope) === 'yes') return ON;
      return fail({ kind: 'run/loop', detail: `${most} rounds and still not: ${statementWords(scope, op.until)}` });
    }
    case 'if': case 'otherwise': return runSteps(run, c.frame, c.step.body, c.guarded);
    case 'skip': return { go: 'skip' };
    case 'end-loop': return { go: 'leave-loop' };
    case 'stop': return { go: 'end', status: 'stopped', ...(op.why ? { fault: { kind: 'run/stopped', why: scope.typed(op.why) ?? '' } } : {}) };
    case 'hand-over': return handOver(run, c, op.why ? scope.typed(op.why) ?? '' : 'The SOP hands this step to a person');
  }

  function lacking(t: Term): Flow {
    return fail({ kind: 'sop/parameter-missing', name: scope.missing(t) ?? '' });
  }

  /** A value nobody gave: the person is asked for it. What they say is used for this step and known by name only. */
  async function asked(t: Term): Promise<string | Flow> {
    const name = scope.missing(t);
    if (name === undefined || t.kind !== 'param') return lacking(t);
    const secret = c.frame.sop.meta.params.find((p) => p.name === name)?.secret ?? true;
    const reply = await run.ask({ kind: 'input', id: `input-${run.nextSeq()}`, run: run.parts.id, step: c.mark, text: scope.fill(c.step.text), secret, why: `The parameter ${name} has no value` });
    if (reply.kind === 'stop') return { go: 'end', status: 'stopped' };
    if (reply.kind !== 'input') return lacking(t);
    if (!secret) {
      scope.set(name, reply.text);
      return reply.text;
    }
    const known = `reply-${run.nextSeq()}`;
    run.parts.secrets.set(known, reply.text);
    run.parts.hide?.(reply.text);
    return `<secret:${known}>`;
  }

  async function claim(statement: Statement, ms: number, head: string): Promise<Flow> {
    const began = run.parts.clock.now();
    const { ok, screen, flow } = await poll(run, c, statement, { ms, ask: true });
    if (flow) return flow;
    const text = `${head}: ${statementWords(scope, statement)}`;
    await checkRecord(run, c, { what: text, ok, screen, claimed: true, ms: run.parts.clock.now() - began });
    if (ok === 'yes') run.tally.checked++;
    return ok === 'no' ? fail({ kind: 'run/expectation', text, screen: screen.title || screen.package }) : ON;
  }

  /** A switch that is already as wanted is left alone. */
  async function toggle(o: Extract<Operation, { verb: 'turn-on' | 'turn-off' }>): Promise<Flow> {
    const wanted: Statement = { is: o.verb === 'turn-on' ? 'on' : 'off', target: o.target, span: { start: 0, end: 0 } };
    const flow = await onElement(o.target, 'toggle', (e, screen) => ((e.checked !== undefined ? e.checked === (wanted.is === 'on') : truth(screen, wanted, scope) === 'yes') ? undefined : { action: 'click', element: e.id }));
    if (flow.go !== 'on') return flow;
    const { ok, screen, flow: turn } = await poll(run, c, wanted, { ms: 4000, ask: false });
    if (turn) return turn;
    // A confirmation may cover the switch; what comes next in the SOP deals with it.
    const covered = screen.dialog;
    const text = statementWords(scope, wanted);
    await checkRecord(run, c, { what: text, ok: covered && ok === 'no' ? 'unknown' : ok, screen, claimed: true });
    return ok === 'no' && !covered ? fail({ kind: 'run/expectation', text, screen: screen.title || screen.package }) : ON;
  }

  async function swipe(o: Extract<Operation, { verb: 'swipe' }>): Promise<Flow> {
    for (let n = 0; n < SWIPES; n++) {
      const screen = await run.look();
      const turned = await guards(run, c, screen);
      if (turned === 'acted') continue;
      if (turned) return turned;
      if (o.until && truth(screen, o.until, scope) === 'yes') return ON;
      let element: Element | undefined;
      if (o.in) {
        const found = await find(run, c, o.in, 'scroll');
        if ('flow' in found) return found.flow;
        element = found.element;
      }
      const done = await run.act(c, { action: 'scroll', direction: o.direction, ...(element ? { element: element.id } : {}) }, screen, { resolvedBy: 'none-needed', marks });
      if (done.kind === 'flow') return done.flow;
      if (done.kind === 'again') continue;
      if (!o.until) return ON;
      const after = done.after ?? await run.look();
      if (truth(after, o.until, scope) === 'yes') return ON;
      if (after.contentHash === screen.contentHash) return fail({ kind: 'run/expectation', text: `${statementWords(scope, o.until)} (the list ends here)`, screen: after.title || after.package });
    }
    return fail({ kind: 'run/loop', detail: `${SWIPES} swipes` });
  }

  async function subroutine(o: Extract<Operation, { verb: 'run' }>): Promise<Flow> {
    const { library } = run.parts;
    const use = c.frame.sop.meta.uses.find((u) => u.alias === o.alias);
    if (!use || !library) return fail({ kind: 'sop/not-found', path: use?.path ?? o.alias });
    if (c.frame.depth >= DEPTH) return fail({ kind: 'run/loop', detail: `SOPs run each other ${DEPTH} deep` });
    const { sop, path } = await library(use.path, c.frame.path);
    const values: Record<string, Value> = {};
    const secrets = new Map<string, string>();
    for (const p of sop.meta.params) {
      const given = o.args.find((a) => a.name === p.name)?.value ?? { kind: 'param' as const, name: p.name, span: p.span };
      const typed = scope.typed(given);
      const secret = typed === undefined ? undefined : /^<secret:([^<>]*)>$/.exec(typed)?.[1];
      const list = given.kind === 'param' ? scope.get(given.name) : undefined;
      if (secret !== undefined) secrets.set(p.name, secret);
      else if (Array.isArray(list)) values[p.name] = list as readonly string[];
      else if (typed !== undefined) values[p.name] = typed;
      else if (p.default !== undefined && p.default !== null) values[p.name] = Array.isArray(p.default) ? p.default.map(String) : String(p.default);
    }
    const inner: Frame = { sop, path, scope: scope.inner(values, secrets), depth: c.frame.depth + 1, prefix: `${c.frame.prefix}${c.step.number}›`, outer: c.frame };
    for (const phase of sop.phases) {
      const flow = await runSteps(run, inner, phase.steps, c.guarded);
      if (flow.go === 'to') return fail({ kind: 'run/needs-person', why: `"go to ${flow.step}" inside ${path} leads nowhere` });
      if (flow.go !== 'on' && flow.go !== 'skip') return flow;
    }
    for (const s of sop.outcome) {
      const { ok, screen, flow } = await poll(run, { ...c, frame: inner }, s, { ask: false });
      if (flow) return flow;
      const text = `Expected of ${sop.title}: ${statementWords(inner.scope, s)}`;
      await checkRecord(run, c, { what: text, ok, screen, claimed: true });
      if (ok === 'no') throw new Failure({ kind: 'run/expectation', text, screen: screen.title || screen.package });
    }
    return ON;
  }
}

/** What stands behind a name: a field's content, a switch's state, the other texts of its row, the text beside or below. */
function remembered(e: Element, s: Snapshot, name: string | undefined): string {
  if (name === undefined || e.role === 'input' || e.checked !== undefined) return valueOf(e);
  const key = normalise(name);
  const texts = e.texts ?? [e.label];
  const rest = texts.filter((t) => normalise(t) !== key);
  if (texts.length > 1 && rest.length < texts.length) return rest.join(', ');
  const behind = texts.length === 1 ? /^(.+?)\s*[:：]\s*(.+)$/u.exec(texts[0] ?? '') : null;
  if (behind && normalise(behind[1] ?? '') === key) return behind[2] ?? '';
  if (normalise(texts.join(' ')) !== key) return valueOf(e);
  const others = s.elements.filter((o) => o.id !== e.id && o.role !== 'scroll' && (o.texts ?? [o.label]).join('') !== '');
  const level = others.filter((o) => o.bounds[0] >= e.bounds[2] - 2 && Math.min(o.bounds[3], e.bounds[3]) > Math.max(o.bounds[1], e.bounds[1])).sort((a, b) => a.bounds[0] - b.bounds[0])[0];
  const below = others.filter((o) => o.bounds[1] >= e.bounds[3] - 2 && Math.min(o.bounds[2], e.bounds[2]) > Math.max(o.bounds[0], e.bounds[0])).sort((a, b) => a.bounds[1] - b.bounds[1])[0];
  const beside = level ?? below;
  return beside ? valueOf(beside) : valueOf(e);
}
