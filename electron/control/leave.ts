// Exports: askLeave, LeaveParts. A person's leave for what is about to be done, asked for as often as the screen or the person changes
// what that is. An open card follows the screen, and what was allowed is compared with a fresh look before it is done.

import type { Action } from '../protocol/actions.ts';
import { Failure } from '../protocol/faults.ts';
import type { Card, Outcome } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Observer } from '../screen/observe.ts';
import type { Broker, Token } from './approvals.ts';
import { buildCard, telling } from './card.ts';
import { locate } from './locate.ts';
import { bindingOf, notAllowed, weigh, type Matter, type Target } from './matter.ts';
import { maskText } from './secrets.ts';

export interface LeaveParts {
  broker: Broker;
  clock: Clock;
  log: Log;
  observer: Observer;
  /** Id of the card. */
  id: string;
  /** When the executor was asked to act. */
  proposedAt: number;
  /** An app's name by its package. */
  appName(packageName: string): string;
  /** The edited action on the snapshot that the person saw. */
  resolve(action: Action, snapshot: Snapshot | undefined): Promise<Target>;
  /** How often an approved card comes back because the screen changed under it; then the action is stale. */
  returns: number;
  /** How long after a look at the screen under an open card the next is taken, milliseconds. */
  watchMs: number;
}

/** The matter ends as it was allowed, on the newest snapshot, or as it was when it was refused. */
export async function askLeave(p: LeaveParts, m: Matter): Promise<{ token: Token } | { refused: Outcome }> {
  const { request: { signal, secrets } } = m;
  let changed: string | undefined;
  let revision = 0;
  /** What the card shows. */
  let offered = m.target;

  const nextCard = (snapshot: Snapshot): Card => {
    offered = m.target;
    const { action, element } = m.target;
    m.tell?.('asked', { id: p.id, revision: revision + 1 });
    return buildCard({
      request: m.request, id: p.id, run: m.run, action, snapshot, verdict: m.verdict!, appName: p.appName(element?.package ?? snapshot.package), at: p.clock.now(), proposedAt: p.proposedAt, revision: ++revision,
      ...(element ? { element } : {}), ...(changed === undefined ? {} : { changed }),
    });
  };
  /** Takes over what the target has become. @returns what ends the asking */
  const turn = (now: Gone | Changed): Outcome | undefined => {
    if (!('next' in now)) return { ok: false, sent: false, fault: { kind: 'screen/stale', detail: now.why } };
    changed = maskText(now.why, secrets);
    p.log.write('control', 'info', `card ${p.id}: ${changed}`);
    m.target = now.next;
    const verdict = weigh(m, true);
    return verdict.decision === 'deny' ? notAllowed(verdict) : undefined;
  };
  /** Keeps the open card true to the screen. @returns what withdraws it */
  const watch = async (stop: AbortSignal): Promise<Outcome> => {
    for (;;) {
      await p.clock.sleep(p.watchMs, stop);
      try {
        const now = await lookAgain(p.observer, m.target, stop);
        stop.throwIfAborted();
        if ('same' in now) continue;
        const end = turn(now);
        if (end) return end;
        p.broker.revise(nextCard(m.target.snapshot!), bindingOf(m));
      } catch (e) {
        // A tree that cannot be read now does not answer for the person: the look before input decides.
        if (!(e instanceof Failure) || e.fault.kind !== 'screen/tree') throw e;
      }
    }
  };

  for (let returns = 0; returns < p.returns; returns++) {
    const snapshot = m.target.snapshot ?? await p.observer.look({ settle: true, signal });
    m.target = { ...m.target, snapshot };
    const over = new AbortController();
    const asking = AbortSignal.any([signal, over.signal]);
    const card = nextCard(snapshot);
    // After an edit it is no longer what the row of a table said.
    const given = m.decision === undefined ? p.broker.given(card, bindingOf(m)) : undefined;
    const asked = given ? Promise.resolve(given) : p.broker.ask(card, bindingOf(m), asking);
    const watching = given ? new Promise<never>(() => {}) : watch(asking).then((withdrawn) => ({ withdrawn }));
    for (const loser of [watching, asked]) loser.catch(() => undefined);
    const answer = await Promise.race([asked, watching]).finally(() => over.abort());
    if ('withdrawn' in answer) return { refused: answer.withdrawn };
    if (answer.kind === 'expired') return { refused: { ok: false, sent: false, fault: { kind: 'action/not-approved', why: 'Nobody answered in time' } } };

    const note = { id: p.id, by: answer.by, ms: (m.approval?.ms ?? 0) + answer.ms };
    if (answer.kind === 'refused') {
      const decision = m.decision = answer.decision;
      m.approval = { ...note, decision: decision.decision, ...(decision.decision === 'deny' ? { reason: maskText(decision.reason, secrets) } : {}) };
      m.tell?.('decided');
      switch (decision.decision) {
        case 'deny': return { refused: { ok: false, sent: false, fault: { kind: 'action/denied', reason: decision.reason } } };
        case 'take-over': return { refused: { ok: false, sent: false, fault: { kind: 'action/not-approved', why: 'The approver took over' } } };
        case 'stop': return { refused: { ok: false, sent: false, fault: { kind: 'run/aborted' } } };
        case 'edit': {
          m.target = await p.resolve(decision.action, m.target.snapshot);
          const verdict = weigh(m, true);
          if (verdict.decision === 'deny') return { refused: notAllowed(verdict) };
          changed = 'edited';
          continue;
        }
      }
    }
    m.approval = {
      ...note, decision: m.decision?.decision === 'edit' ? 'edit' : 'allow',
      ...(answer.and === undefined ? {} : { and: answer.and }), ...(answer.scope ? { scope: answer.scope } : {}), ...(answer.with === undefined ? {} : { with: answer.with }),
    };
    if (answer.unkept) p.log.write('control', 'warning', `Leave given to card ${p.id} was not kept for later`, answer.unkept);
    m.tell?.('decided');
    // Allowed in the very moment in which the watch saw a change: asked about that first.
    if (offered !== m.target) continue;
    const now = await lookAgain(p.observer, m.target, signal);
    // Allowed under policies that are no longer in force: judged by those that are.
    if ('same' in now && m.verdict!.policy !== m.policy.digest()) {
      changed = 'The policy changed';
      m.target = now.same;
      const verdict = weigh(m, true);
      if (verdict.decision === 'deny') return { refused: notAllowed(verdict) };
      continue;
    }
    if ('same' in now) {
      m.target = now.same;
      m.policy.agreed(m.verdict!, answer.by);
      return { token: answer.token };
    }
    const end = turn(now);
    if (end) return { refused: end };
  }
  return { refused: { ok: false, sent: false, fault: { kind: 'screen/stale', detail: 'The screen changed each time it was approved' } } };
}

interface Gone { why: string }
interface Changed { why: string; next: Target }

/** The target on a new snapshot as it was, what it has become, or that it is gone. */
async function lookAgain(observer: Observer, t: Target, signal: AbortSignal): Promise<{ same: Target } | Changed | Gone> {
  const first = compare(t, await observer.look({ settle: false, signal }));
  // The second look waits for rest: the first may have fallen into an animation.
  return 'same' in first ? first : compare(t, await observer.look({ settle: true, signal }));
}

function compare(t: Target, now: Snapshot): { same: Target } | Changed | Gone {
  const again = t.element && t.snapshot ? locate(t.element, t.snapshot, now) : undefined;
  if (again?.found === 'gone') return { why: `"${t.element?.label ?? ''}" is no longer on the screen` };
  const next: Target = again ? { ...t, snapshot: now, element: again.element, action: { ...t.action, element: again.element.id } as Action } : { ...t, snapshot: now };
  if (again?.found === 'changed') return { why: `"${t.element?.label ?? ''}" became "${again.element.label}"`, next };
  return t.snapshot && telling(now, next.element) === telling(t.snapshot, t.element) ? { same: next } : { why: 'The screen around it changed', next };
}
