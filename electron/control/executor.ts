// Exports: createExecutor, ExecutorParts.
// The one door to the phone's input: resolve → classify → policy → approval → look again → input → settle → verify →
// witness. The person at the mirror, the agent and every other actor come through here; nothing else imports the input.

import { ACTIONS, type Action } from '../protocol/actions.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import type { Outcome, StepRecord, Verified } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { InstalledApp, PhoneSession } from '../device/types.ts';
import type { Observer } from '../screen/observe.ts';
import type { Broker, Token } from './approvals.ts';
import { findApp } from './apps.ts';
import { inWords } from './card.ts';
import { askLeave } from './leave.ts';
import { locate } from './locate.ts';
import { elementFingerprint } from './classify.ts';
import { bindingOf, classOf, notAllowed, weigh, type Matter, type Target } from './matter.ts';
import { basePolicy, type Policy } from './policy.ts';
import { dots, maskAll, maskFault, maskSnapshot, maskText, substitute } from './secrets.ts';
import { opinionQuery, type SecondOpinion } from './second-opinion.ts';
import { send } from './send.ts';
import type { Executor, Performed, Witness } from './types.ts';
import { fieldAgain, readsBack, verifyEffect } from './verify.ts';

export interface ExecutorParts {
  observerOf(session: PhoneSession): Observer;
  broker: Broker;
  witness: Witness;
  clock: Clock;
  log: Log;
  /** What decides; default the built-in policy alone. */
  policy?: Policy;
  /** Younger snapshots need no new look before an action that nobody is asked about; default 1500 ms. */
  freshMs?: number;
  /** How often an approved card comes back because the screen changed under it; then the action is stale. Default 5. */
  returns?: number;
  /** How often the screen under an open card is looked at; default 1500 ms after the look before. */
  watchMs?: number;
  /** A language model that may add classes; absent, or undefined while none is loaded. */
  opinion?(): SecondOpinion | undefined;
}

/** So long a model may take to add a class. */
const OPINION_MS = 10_000;

const raw = (a: Action): boolean => a.action === 'gesture' || a.action === 'key' || a.action === 'type';

export function createExecutor(p: ExecutorParts): Executor {
  const { clock, log } = p;
  const policy = p.policy ?? basePolicy();
  let counted = 0;
  let cards = 0;
  const known = new WeakMap<PhoneSession, { at: number; apps: InstalledApp[] }>();
  const turns = new WeakMap<PhoneSession, Promise<unknown>>();

  /** The list costs a second on real phones, and only an installation changes it. */
  async function appsOf(session: PhoneSession): Promise<InstalledApp[]> {
    const kept = known.get(session);
    if (kept && clock.now() - kept.at < 60_000) return kept.apps;
    const apps = await session.apps();
    known.set(session, { at: clock.now(), apps });
    return apps;
  }

  /** One sender at a time per phone: a person's tap must not land inside the agent's typing. */
  async function inTurn<T>(session: PhoneSession, work: () => Promise<T>): Promise<T> {
    const before = turns.get(session) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(session, mine.catch(() => undefined));
    return mine;
  }

  async function resolve(session: PhoneSession, action: Action, snapshot: Snapshot | undefined): Promise<Target> {
    const id = 'element' in action ? action.element : undefined;
    const element = id === undefined ? undefined : snapshot?.elements.find((e) => e.id === id);
    if (id !== undefined && !element) throw new Failure({ kind: 'action/no-element', element: id });
    if (action.action !== 'open_app') return { action, ...(element ? { element } : {}), ...(snapshot ? { snapshot } : {}) };
    const apps = await appsOf(session);
    const app = findApp(apps, action.app);
    if (!app) throw new Failure({ kind: 'action/app-not-found', app: action.app, known: apps.map((a) => a.label).sort() });
    return { action, app, ...(snapshot ? { snapshot } : {}) };
  }

  return {
    async perform(request) {
      const { session, actor, signal } = request;
      const began = clock.now();
      const seq = request.seq ?? ++counted;
      const run = actor.kind === 'agent' ? actor.run : actor.kind === 'explorer' ? actor.job : '';
      const observer = p.observerOf(session);
      const witnesses = [p.witness, ...(request.witness ? [request.witness] : [])];
      const m: Matter = { request, run, policy, target: { action: request.action, ...(request.before ? { snapshot: request.before } : {}) } };
      /** What is typed, secrets filled in; undefined when one is missing, or nothing is typed. */
      const typing = (): ReturnType<typeof substitute> | undefined => (m.target.action.action === 'input_text' || m.target.action.action === 'type' ? substitute(m.target.action.text, request.secrets) : undefined);
      m.tell = (stage, card) => {
        if (!witnesses.some((w) => w.passage)) return;
        const text = typing();
        const { action, element, snapshot } = m.target;
        for (const w of witnesses) w.passage?.({
          stage, seq, actor, action, ...(request.marks?.step ? { step: request.marks.step } : {}), ...(text?.ok ? { text: text.text } : {}), ...(element ? { element: elementFingerprint(element) } : {}), ...(snapshot ? { snapshot } : {}),
          ...(m.verdict ? { verdict: m.verdict } : {}), ...(m.approval ? { approval: m.approval } : {}), ...(card ? { card } : {}), ...(request.marks?.data ? { data: request.marks.data } : {}), ...(request.model ? { model: request.model } : {}),
        });
      };
      let after: Snapshot | undefined;
      let verified: Verified = 'unknown';
      let checks: StepRecord['checks'] = [];
      const notes: StepRecord['checks'] = [];
      let outcome: Outcome;
      let inputAt: number | undefined;
      const progress = { begun: 0, done: 0, sending() { this.begun++; }, sent() { this.done++; inputAt ??= clock.now(); } };

      const takeOver = actor.kind === 'human' && actor.via === 'take-over';
      /** What may be said of the target: of what a person does who has the phone of a run, its kind alone. */
      const nameOf = (t: Target): string | undefined => (takeOver ? t.element?.role : t.element ? maskText(t.element.label, request.secrets) : undefined);
      /** The words for records: what a person typed during a take-over stays unsaid. */
      const recorded = (): Action => {
        const a = m.target.action;
        const hide = takeOver || m.target.element?.password === true || (a.action === 'type' && m.target.snapshot?.elements.some((e) => e.focused && e.password) === true);
        if ((a.action === 'input_text' || a.action === 'type') && hide && !/^<secret:[^<>]*>$/.test(a.text)) return { ...a, text: dots(a.text) };
        return maskAll(a, request.secrets);
      };

      /** For actions nobody is asked about: cheap when the snapshot is young, a full look when it is not. */
      async function stillThere(t: Target): Promise<Target | Fault> {
        const { snapshot, element } = t;
        if (actor.kind === 'human' || !snapshot || !ACTIONS[t.action.action].touches || t.action.action === 'navigate_home' || t.action.action === 'open_app') return t;
        const state = await session.state(signal);
        const elsewhere = (state.package !== '' && state.package !== snapshot.package) || (state.activity !== '' && snapshot.activity !== '' && state.activity !== snapshot.activity);
        const shifted = state.keyboard !== snapshot.keyboard || state.rotation !== snapshot.rotation;
        if (!elsewhere && !shifted && clock.now() - snapshot.at <= (p.freshMs ?? 1500)) return t;
        if (elsewhere && !element) return { kind: 'screen/stale', detail: `${state.package} came to the front` };
        const now = await observer.look({ settle: true, signal });
        if (!element) return now.package === snapshot.package && now.activity === snapshot.activity ? { ...t, snapshot: now } : { kind: 'screen/stale', detail: `The screen is now ${now.title || now.activity || now.package}` };
        const again = locate(element, snapshot, now);
        if (again.found !== 'same') return { kind: 'screen/stale', detail: `"${element.label}" is no longer there as it was` };
        return { ...t, snapshot: now, element: again.element, action: { ...t.action, element: again.element.id } as Action };
      }

      /** Gives the field the focus and makes sure that it has it: text must not land elsewhere. */
      async function focus(): Promise<Fault | undefined> {
        const field = m.target.element!;
        if (field.focused) return undefined;
        progress.sending();
        await session.input.tap(...field.tap);
        progress.sent();
        for (const settle of [false, true]) {
          const now = await observer.look({ settle, signal });
          const again = fieldAgain(field, now);
          const focused = now.elements.filter((e) => e.focused && e.role === 'input');
          if (again && again.password === field.password && (again.focused || focused.length === 0)) {
            m.target = { ...m.target, element: again, snapshot: now, action: { ...m.target.action, element: again.id } as Action };
            if (again.focused || settle) return undefined;
          } else if (settle) return { kind: 'screen/stale', detail: again ? `"${focused[0]?.label ?? ''}" has the focus instead of "${field.label}"` : `"${field.label}" went away when it was touched` };
        }
        return undefined;
      }

      /** The last rung of the ladder, for an agent's taps that no other rung speaks of. What a model cannot say is not waited for. */
      async function secondOpinion(): Promise<void> {
        const second = actor.kind === 'human' ? undefined : p.opinion?.();
        const question = second && opinionQuery(m.target.action, m.target.element, m.target.snapshot, classOf(m).classes);
        if (!second || !question) return;
        try {
          const classes = await second.classesOf(question, AbortSignal.any([signal, AbortSignal.timeout(OPINION_MS)]));
          if (classes.length > 0) m.opinion = { classes, words: `${second.id} adds it` };
        } catch (e) {
          signal.throwIfAborted();
          log.write('control', 'warning', `${second.id} gave no second opinion`, faultOf(e));
          notes.push({ text: `second opinion of ${second.id}: none`, ok: 'unknown' });
        }
      }

      async function carryOut(token: Token | undefined, text: string | undefined): Promise<Outcome> {
        return inTurn(session, async () => {
          if (token) p.broker.redeem(token, bindingOf(m));
          m.tell?.('injecting');
          for (const w of witnesses) await w.intent?.({ seq, at: clock.now(), actor, what: inWords(recorded(), nameOf(m.target) || undefined, request.secrets), verdict: m.verdict!, ...(request.marks?.step ? { step: request.marks.step } : {}), ...(m.approval ? { approval: m.approval } : {}) });
          const before = m.target.snapshot;
          if (m.target.action.action === 'input_text') {
            const fault = await focus();
            if (fault) return { ok: false, sent: progress.begun > 0, fault };
          }
          const parts = { session, clock, signal, progress, ...(text === undefined ? {} : { text }), ...(m.target.app ? { packageName: m.target.app.package } : {}) };
          const effect = (): void => {
            const seen = verifyEffect({ action: m.target.action, ...(m.target.element ? { element: m.target.element } : {}), ...(before ? { before } : {}), ...(after ? { after } : {}), ...(text === undefined ? {} : { text }), ...(m.target.app ? { packageName: m.target.app.package } : {}) });
            verified = seen.verified;
            checks = [...notes, ...seen.checks];
          };
          let how = await send({ ...parts, ...m.target });
          after = await lookAfter();
          effect();
          if (m.target.action.action === 'input_text' && verified === 'no' && after) {
            // Repaired once: slow phones drop characters of fast typing. What pressed Enter is not done twice.
            const field = fieldAgain(m.target.element!, after);
            if (field?.focused && !/[\r\n\t]/.test(text ?? '')) {
              how = `${await send({ ...parts, action: m.target.action, element: field, snapshot: after })}, repaired`;
              after = await lookAfter();
              effect();
            }
            if (verified === 'no') {
              const got = after ? fieldAgain(m.target.element!, after)?.value ?? '' : '';
              return { ok: false, sent: true, fault: { kind: 'action/text-mismatch', wanted: maskText(text ?? '', request.secrets), got: readsBack(text ?? '', got) ? '' : maskText(got, request.secrets) } };
            }
          }
          return { ok: true, sent: ACTIONS[m.target.action.action].touches, how };
        });
      }

      /** A look that fails does not undo what was sent: the caller looks again when the phone can be read. */
      async function lookAfter(): Promise<Snapshot | undefined> {
        if (raw(m.target.action) && !request.before) return undefined;
        if (actor.kind === 'human' && !request.before) return undefined;
        try {
          return await observer.look({ settle: true, signal });
        } catch (e) {
          if (!(e instanceof Failure) && !signal.aborted) throw e;
          notes.push({ text: `look afterwards: ${faultOf(e).kind}`, ok: 'unknown' });
          return undefined;
        }
      }

      try {
        signal.throwIfAborted();
        m.target = await resolve(session, request.action, request.before);
        m.tell('proposed');
        let token: Token | undefined;
        let blocked: Outcome | undefined;
        await secondOpinion();
        let verdict = weigh(m, false);
        if (verdict.decision === 'auto') {
          const there = await stillThere(m.target);
          if ('kind' in there) blocked = { ok: false, sent: false, fault: there };
          else {
            // The same button may stand in another dialog by now: what the newest look shows is weighed.
            m.target = there;
            verdict = weigh(m, false);
          }
        }
        if (verdict.decision === 'deny') blocked ??= notAllowed(verdict);
        if (verdict.decision === 'ask' && !blocked) {
          const apps = await appsOf(session);
          const got = await askLeave({
            broker: p.broker, clock, log, observer, id: `card-${run}-${seq}-${++cards}`, proposedAt: began, returns: p.returns ?? 5, watchMs: p.watchMs ?? 1500,
            appName: (name) => apps.find((a) => a.package === name)?.label ?? name, resolve: (action, snapshot) => resolve(session, action, snapshot),
          }, m);
          if ('refused' in got) blocked = got.refused;
          else token = got.token;
        }
        const typed = typing();
        if (!blocked && typed && !typed.ok) blocked = { ok: false, sent: false, fault: { kind: 'sop/parameter-missing', name: typed.missing } };
        outcome = blocked ?? await carryOut(token, typed?.ok ? typed.text : undefined);
      } catch (e) {
        // What was begun and not finished when the phone went away may or may not have arrived.
        const open = progress.begun > progress.done;
        if (!(e instanceof Failure) && !signal.aborted) log.write('control', 'error', maskText(e instanceof Error ? (e.stack ?? e.message) : String(e), request.secrets));
        outcome = { ok: false, sent: progress.begun > 0, ...(open ? { maybe: true as const } : {}), fault: signal.aborted ? { kind: 'run/aborted' } : faultOf(e) };
      }
      if (!outcome.ok) outcome = { ...outcome, fault: maskFault(outcome.fault, request.secrets) };

      const bare = (s: Snapshot | undefined): Snapshot | undefined => {
        if (!s) return undefined;
        const { image: _image, ...rest } = maskSnapshot(s, request.secrets);
        return takeOver ? rest : maskSnapshot(s, request.secrets);
      };
      const seen = { before: bare(request.before), after: bare(after) };
      const at = (s: Snapshot): NonNullable<StepRecord['before']> => ({ snapshot: s.id, title: takeOver ? '' : s.title, package: s.package, ...(s.image === undefined ? {} : { image: s.image }) });
      const label = nameOf(m.target) ?? m.target.app?.label;
      const record: StepRecord = {
        v: 1, seq, at: began, actor,
        ...(request.marks?.step ? { step: request.marks.step } : {}),
        action: recorded(),
        what: inWords(recorded(), m.target.element ? label : undefined, request.secrets),
        ...(m.target.element ? { target: { label: label ?? '', bounds: m.target.element.bounds, selectors: takeOver ? [] : maskAll(m.target.element.selectors, request.secrets) } } : {}),
        ...(request.resolvedBy ? { resolvedBy: request.resolvedBy } : {}),
        ...(m.verdict ? { verdict: takeOver ? { ...m.verdict, because: [] } : maskAll(m.verdict, request.secrets) } : {}),
        ...(m.approval ? { approval: m.approval } : {}),
        ...(seen.before ? { before: at(seen.before) } : {}),
        ...(seen.after ? { after: at(seen.after) } : {}),
        outcome,
        claimed: outcome.ok,
        verified: outcome.ok ? verified : 'no',
        checks: takeOver ? checks.map((c) => ({ text: 'what was done shows', ok: c.ok })) : checks,
        ...(inputAt === undefined ? {} : { inputAt }),
        ...(request.model ? { model: maskAll({ ...request.model, ...(request.thought === undefined ? {} : { thought: request.thought }) }, request.secrets) } : {}),
        ms: clock.now() - began,
      };
      for (const w of witnesses) await w.witness(record, seen.before, seen.after);
      log.write('control', outcome.ok ? 'info' : 'warning', `${record.what}: ${outcome.ok ? outcome.how : outcome.fault.kind}`, { seq, run });
      const result: Performed = { outcome, action: m.target.action, verified: record.verified, record, ...(after ? { after } : {}), ...(m.decision && m.decision.decision !== 'edit' ? { decision: m.decision } : {}) };
      return result;
    },
  };
}
