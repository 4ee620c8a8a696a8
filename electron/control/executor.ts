// Exports: createExecutor, ExecutorParts.
// The one door to the phone's input: resolve → classify → policy → approval → look again → input → settle → verify →
// witness. The person at the mirror, the agent and every other actor come through here; nothing else imports the input.

import { ACTIONS, type Action } from '../protocol/actions.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import type { Card, Decision, Outcome, StepRecord, Verdict, Verified } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { InstalledApp, PhoneSession } from '../device/types.ts';
import type { Observer } from '../screen/observe.ts';
import type { Binding, Broker, Token } from './approvals.ts';
import { findApp } from './apps.ts';
import { buildCard, inWords, telling } from './card.ts';
import { classify, elementFingerprint } from './classify.ts';
import { locate } from './locate.ts';
import { judge } from './policy.ts';
import { dots, maskAll, maskFault, maskSnapshot, maskText, substitute } from './secrets.ts';
import { send } from './send.ts';
import type { Executor, Performed, PerformRequest, Witness } from './types.ts';
import { fieldAgain, readsBack, verifyEffect } from './verify.ts';

export interface ExecutorParts {
  observerOf(session: PhoneSession): Observer;
  broker: Broker;
  witness: Witness;
  clock: Clock;
  log: Log;
  /** Younger snapshots need no new look before an action that nobody is asked about; default 1500 ms. */
  freshMs?: number;
  /** How often an approved card comes back because the screen changed under it; then the action is stale. Default 5. */
  returns?: number;
  /** How often the screen under an open card is looked at; default 1500 ms after the look before. */
  watchMs?: number;
}

/** What is about to be done, on the newest snapshot known. */
interface Target { action: Action; element?: Element; snapshot?: Snapshot; app?: InstalledApp }

const raw = (a: Action): boolean => a.action === 'gesture' || a.action === 'key' || a.action === 'type';

export function createExecutor(p: ExecutorParts): Executor {
  const { clock, log } = p;
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

  const bindingOf = (r: PerformRequest, run: string, t: Target): Binding => ({
    run,
    step: r.marks?.step?.id ?? '',
    element: elementFingerprint(t.element),
    arguments: JSON.stringify({ ...t.action, ...('element' in t.action ? { element: null } : {}), app: t.app?.package }),
    screen: t.snapshot ? telling(t.snapshot) : '',
  });

  return {
    async perform(request) {
      const { session, actor, signal } = request;
      const began = clock.now();
      const seq = request.seq ?? ++counted;
      const run = actor.kind === 'agent' ? actor.run : actor.kind === 'explorer' ? actor.job : '';
      const observer = p.observerOf(session);
      const witnesses = [p.witness, ...(request.witness ? [request.witness] : [])];
      let target: Target = { action: request.action, ...(request.before ? { snapshot: request.before } : {}) };
      let verdict: Verdict | undefined;
      let approval: StepRecord['approval'];
      let decision: Decision | undefined;
      let after: Snapshot | undefined;
      let verified: Verified = 'unknown';
      let checks: StepRecord['checks'] = [];
      const notes: StepRecord['checks'] = [];
      let outcome: Outcome;
      const progress = { begun: 0, done: 0, sending() { this.begun++; }, sent() { this.done++; } };

      /** The words for records: what a person typed during a take-over stays unsaid. */
      const recorded = (): Action => {
        const a = target.action;
        const hide = (actor.kind === 'human' && actor.via === 'take-over') || target.element?.password === true || (a.action === 'type' && target.snapshot?.elements.some((e) => e.focused && e.password) === true);
        if ((a.action === 'input_text' || a.action === 'type') && hide && !/^<secret:[^<>]*>$/.test(a.text)) return { ...a, text: dots(a.text) };
        return maskAll(a, request.secrets);
      };

      /** Waits for a person's leave, as often as the screen or the person changes what it is about. */
      async function approve(): Promise<{ token: Token } | { refused: Outcome }> {
        const id = `card-${run}-${seq}-${++cards}`;
        const apps = await appsOf(session);
        let changed: string | undefined;
        let revision = 0;
        /** What the card shows. */
        let offered = target;
        const nextCard = (snapshot: Snapshot): Card => {
          offered = target;
          const packageName = target.element?.package ?? snapshot.package;
          const appName = apps.find((a) => a.package === packageName)?.label ?? packageName;
          return buildCard({ request, id, run, action: target.action, snapshot, verdict: verdict!, appName, at: clock.now(), revision: ++revision, ...(target.element ? { element: target.element } : {}), ...(changed === undefined ? {} : { changed }) });
        };
        /** Takes over what the target has become on the screen. @returns what ends the asking */
        const turn = (now: { why: string; next?: Target }): Outcome | undefined => {
          if (!now.next) return { ok: false, sent: false, fault: { kind: 'screen/stale', detail: now.why } };
          log.write('control', 'info', `card ${id}: ${maskText(now.why, request.secrets)}`);
          target = now.next;
          weigh(true);
          changed = maskText(now.why, request.secrets);
          return verdict!.decision === 'deny' ? notAllowed(verdict!) : undefined;
        };
        /** What an open card shows stays true: it is revised when the screen changes. @returns what withdraws the card */
        const watch = async (stop: AbortSignal): Promise<Outcome> => {
          for (;;) {
            await clock.sleep(p.watchMs ?? 1500, stop);
            try {
              const now = await lookAgain(target, stop);
              stop.throwIfAborted();
              if ('same' in now) continue;
              const end = turn(now);
              if (end) return end;
              p.broker.revise(nextCard(target.snapshot!), bindingOf(request, run, target));
            } catch (e) {
              // A tree that cannot be read now does not answer for the person: the look before input decides.
              if (!(e instanceof Failure) || e.fault.kind !== 'screen/tree') throw e;
            }
          }
        };
        for (let returns = 0; returns < (p.returns ?? 5); returns++) {
          const snapshot = target.snapshot ?? await observer.look({ settle: true, signal });
          target = { ...target, snapshot };
          const over = new AbortController();
          const asking = AbortSignal.any([signal, over.signal]);
          const watching = watch(asking).then((withdrawn) => ({ withdrawn }));
          const asked = p.broker.ask(nextCard(snapshot), bindingOf(request, run, target), asking);
          for (const loser of [watching, asked]) loser.catch(() => undefined);
          const answer = await Promise.race([asked, watching]).finally(() => over.abort());
          if ('withdrawn' in answer) return { refused: answer.withdrawn };
          if (answer.kind === 'expired') return { refused: { ok: false, sent: false, fault: { kind: 'action/not-approved', why: 'Nobody answered in time' } } };
          const note = { id, by: answer.by, ms: (approval?.ms ?? 0) + answer.ms };
          if (answer.kind === 'refused') {
            decision = answer.decision;
            approval = { ...note, decision: decision.decision, ...(decision.decision === 'deny' ? { reason: maskText(decision.reason, request.secrets) } : {}) };
            switch (decision.decision) {
              case 'deny': return { refused: { ok: false, sent: false, fault: { kind: 'action/denied', reason: decision.reason } } };
              case 'take-over': return { refused: { ok: false, sent: false, fault: { kind: 'action/not-approved', why: 'The approver took over' } } };
              case 'stop': return { refused: { ok: false, sent: false, fault: { kind: 'run/aborted' } } };
              case 'edit': {
                target = await resolve(session, decision.action, target.snapshot);
                weigh(true);
                if (verdict!.decision === 'deny') return { refused: notAllowed(verdict!) };
                changed = 'edited';
                continue;
              }
            }
          }
          approval = { ...note, decision: decision?.decision === 'edit' ? 'edit' : 'allow' };
          // Allowed in the very moment in which the watch saw a change: asked about that first.
          if (offered !== target) continue;
          const now = await lookAgain(target, signal);
          if ('same' in now) {
            target = now.same;
            return { token: answer.token };
          }
          const end = turn(now);
          if (end) return { refused: end };
        }
        return { refused: { ok: false, sent: false, fault: { kind: 'screen/stale', detail: 'The screen changed each time it was approved' } } };
      }

      /** @param ask what was changed under or by the approver is asked about even when nothing else demands it */
      function weigh(ask: boolean): void {
        const classified = classify({ action: target.action, ...(target.element ? { element: target.element } : {}), ...(target.snapshot ? { snapshot: target.snapshot } : {}), ...(request.marks ? { marks: request.marks } : {}) });
        verdict = judge({ actor, action: target.action, classified, ...(request.marks ? { marks: request.marks } : {}) });
        if (ask && verdict.decision === 'auto') verdict = { ...verdict, decision: 'ask', because: [...verdict.because, { rung: 'policy', words: 'changed since it was approved' }] };
      }

      /** The approved target on a new snapshot, what it has become, or that it is gone. */
      async function lookAgain(t: Target, until: AbortSignal): Promise<{ same: Target } | { why: string; next?: Target }> {
        let why = 'The screen changed';
        // The second look waits for rest: the first may have fallen into an animation.
        for (const settle of [false, true]) {
          const now = await observer.look({ settle, signal: until });
          const again = t.element && t.snapshot ? locate(t.element, t.snapshot, now) : undefined;
          const next = again && again.found !== 'gone' ? { ...t, snapshot: now, element: again.element, action: { ...t.action, element: again.element.id } as Action } : again ? undefined : { ...t, snapshot: now };
          if (next && again?.found !== 'changed' && t.snapshot && telling(now) === telling(t.snapshot)) return { same: next };
          why = again?.found === 'gone' ? `"${t.element?.label ?? ''}" is no longer on the screen`
            : again?.found === 'changed' ? `"${t.element?.label ?? ''}" became "${again.element.label}"`
            : 'The screen around it changed';
          if (settle) return { why, ...(next ? { next } : {}) };
        }
        return { why };
      }

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
        const field = target.element!;
        if (field.focused) return undefined;
        progress.sending();
        await session.input.tap(...field.tap);
        progress.sent();
        for (const settle of [false, true]) {
          const now = await observer.look({ settle, signal });
          const again = fieldAgain(field, now);
          const focused = now.elements.filter((e) => e.focused && e.role === 'input');
          if (again && (again.focused || focused.length === 0)) {
            target = { ...target, element: again, snapshot: now, action: { ...target.action, element: again.id } as Action };
            if (again.focused || settle) return undefined;
          } else if (settle) return { kind: 'screen/stale', detail: again ? `"${focused[0]?.label ?? ''}" has the focus instead of "${field.label}"` : `"${field.label}" went away when it was touched` };
        }
        return undefined;
      }

      async function carryOut(token: Token | undefined, text: string | undefined): Promise<Outcome> {
        return inTurn(session, async () => {
          if (token) p.broker.redeem(token, bindingOf(request, run, target));
          for (const w of witnesses) await w.intent?.({ seq, at: clock.now(), actor, what: inWords(recorded(), maskText(target.element?.label ?? '', request.secrets) || undefined, request.secrets), verdict: verdict!, ...(request.marks?.step ? { step: request.marks.step } : {}), ...(approval ? { approval } : {}) });
          const before = target.snapshot;
          if (target.action.action === 'input_text') {
            const fault = await focus();
            if (fault) return { ok: false, sent: progress.begun > 0, fault };
          }
          const parts = { session, clock, signal, progress, ...(text === undefined ? {} : { text }), ...(target.app ? { packageName: target.app.package } : {}) };
          const effect = (): void => {
            const seen = verifyEffect({ action: target.action, ...(target.element ? { element: target.element } : {}), ...(before ? { before } : {}), ...(after ? { after } : {}), ...(text === undefined ? {} : { text }), ...(target.app ? { packageName: target.app.package } : {}) });
            verified = seen.verified;
            checks = [...notes, ...seen.checks];
          };
          let how = await send({ ...parts, ...target });
          after = await lookAfter();
          effect();
          if (target.action.action === 'input_text' && verified === 'no' && after) {
            // Repaired once: slow phones drop characters of fast typing.
            const field = fieldAgain(target.element!, after);
            if (field?.focused) {
              how = `${await send({ ...parts, action: target.action, element: field, snapshot: after })}, repaired`;
              after = await lookAfter();
              effect();
            }
            if (verified === 'no') {
              const got = after ? fieldAgain(target.element!, after)?.value ?? '' : '';
              return { ok: false, sent: true, fault: { kind: 'action/text-mismatch', wanted: maskText(text ?? '', request.secrets), got: readsBack(text ?? '', got) ? '' : maskText(got, request.secrets) } };
            }
          }
          return { ok: true, sent: ACTIONS[target.action.action].touches, how };
        });
      }

      /** A look that fails does not undo what was sent: the caller looks again when the phone can be read. */
      async function lookAfter(): Promise<Snapshot | undefined> {
        if (raw(target.action) && !request.before) return undefined;
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
        target = await resolve(session, request.action, request.before);
        weigh(false);
        let token: Token | undefined;
        let blocked: Outcome | undefined;
        if (verdict!.decision === 'deny') blocked = notAllowed(verdict!);
        else if (verdict!.decision === 'ask') {
          const got = await approve();
          if ('refused' in got) blocked = got.refused;
          else token = got.token;
        } else {
          const there = await stillThere(target);
          if ('kind' in there) blocked = { ok: false, sent: false, fault: there };
          else target = there;
        }
        const typed = target.action.action === 'input_text' || target.action.action === 'type' ? substitute(target.action.text, request.secrets) : undefined;
        if (!blocked && typed && !typed.ok) blocked = { ok: false, sent: false, fault: { kind: 'sop/parameter-missing', name: typed.missing } };
        outcome = blocked ?? await carryOut(token, typed?.ok ? typed.text : undefined);
      } catch (e) {
        // What was begun and not finished when the phone went away may or may not have arrived.
        const open = progress.begun > progress.done;
        if (!(e instanceof Failure) && !signal.aborted) log.write('control', 'error', maskText(e instanceof Error ? (e.stack ?? e.message) : String(e), request.secrets));
        outcome = { ok: false, sent: progress.begun > 0, ...(open ? { maybe: true as const } : {}), fault: signal.aborted ? { kind: 'run/aborted' } : faultOf(e) };
      }
      if (!outcome.ok) outcome = { ...outcome, fault: maskFault(outcome.fault, request.secrets) };

      const takeOver = actor.kind === 'human' && actor.via === 'take-over';
      const bare = (s: Snapshot | undefined): Snapshot | undefined => {
        if (!s) return undefined;
        const { image: _image, ...rest } = maskSnapshot(s, request.secrets);
        return takeOver ? rest : maskSnapshot(s, request.secrets);
      };
      const seen = { before: bare(request.before), after: bare(after) };
      const at = (s: Snapshot): NonNullable<StepRecord['before']> => ({ snapshot: s.id, title: s.title, package: s.package, ...(s.image === undefined ? {} : { image: s.image }) });
      const label = target.element ? maskText(target.element.label, request.secrets) : target.app?.label;
      const record: StepRecord = {
        v: 1, seq, at: began, actor,
        ...(request.marks?.step ? { step: request.marks.step } : {}),
        action: recorded(),
        what: inWords(recorded(), target.element ? label : undefined, request.secrets),
        ...(target.element ? { target: { label: label ?? '', bounds: target.element.bounds, selectors: maskAll(target.element.selectors, request.secrets) } } : {}),
        ...(request.resolvedBy ? { resolvedBy: request.resolvedBy } : {}),
        ...(verdict ? { verdict: maskAll(verdict, request.secrets) } : {}),
        ...(approval ? { approval } : {}),
        ...(seen.before ? { before: at(seen.before) } : {}),
        ...(seen.after ? { after: at(seen.after) } : {}),
        outcome,
        claimed: outcome.ok,
        verified: outcome.ok ? verified : 'no',
        checks,
        ...(request.model ? { model: maskAll({ ...request.model, ...(request.thought === undefined ? {} : { thought: request.thought }) }, request.secrets) } : {}),
        ms: clock.now() - began,
      };
      for (const w of witnesses) await w.witness(record, seen.before, seen.after);
      log.write('control', outcome.ok ? 'info' : 'warning', `${record.what}: ${outcome.ok ? outcome.how : outcome.fault.kind}`, { seq, run });
      const result: Performed = { outcome, action: target.action, verified: record.verified, record, ...(after ? { after } : {}), ...(decision && decision.decision !== 'edit' ? { decision } : {}) };
      return result;
    },
  };
}

const notAllowed = (v: Verdict): Outcome => ({ ok: false, sent: false, fault: { kind: 'action/not-approved', why: v.because.at(-1)?.words ?? 'The policy forbids it' } });
