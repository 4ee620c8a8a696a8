// Exports: createBroker, Broker, BrokerParts, Binding, Ask, Answered, Token (as a type: nobody outside can make one).
// Approvals. A token exists only because as many people as the verdict demands allowed exactly this action on exactly this screen; it is
// used once, soon, and for nothing else. The executor sends nothing sensitive without one. Who asks, and how, is of no account here:
// a window, a terminal and a file of rules are held to the same.

import { createHash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { scopesOf } from '../protocol/approval.ts';
import { Failure, type Fault } from '../protocol/faults.ts';
import type { Card, Decision, Scope } from '../protocol/run.ts';
import { createBatches } from './batches.ts';
import type { Person } from './profiles.ts';
import type { Asker, Said } from './types.ts';

/** What an approval is for. Secrets by their names. */
export interface Binding {
  run: string;
  step: string;
  /** `elementFingerprint` of the target. */
  element: string;
  /** The action with its arguments, without the element's number, which means nothing in another snapshot. */
  arguments: string;
  /** Structure and telling content (amounts, names, fields) of the screen shown. */
  screen: string;
  /** Digest of the policies it was judged by. */
  policy?: string;
}

const digest = (b: Binding): string => createHash('sha256').update(JSON.stringify([b.run, b.step, b.element, b.arguments, b.screen, b.policy ?? ''])).digest('hex');

/** Nothing to hold on to: what it allows is known to the broker alone. */
class Permission {
  readonly #sealed = true;
  /** For the eyes of a debugger. */
  get [Symbol.toStringTag](): string { return this.#sealed ? 'Permission' : ''; }
}
export type Token = Permission;

export type Ask =
  /** `and`: the second person; `scope`: how far it is remembered, `unkept`: why it could not be; `with`: the card of the earlier round it was allowed with. */
  | { kind: 'allowed'; token: Token; by: string; and?: string; scope?: Scope; unkept?: Fault; with?: string; ms: number }
  | { kind: 'refused'; decision: Exclude<Decision, { decision: 'allow' }>; by: string; ms: number }
  /** Nobody answered in time. */
  | { kind: 'expired'; ms: number };

/** Told when a card is answered, for other windows that show it. */
export interface Answered { run: string; card: string; what: string; decision: Decision['decision']; by: string; and?: string }

export interface Broker {
  /** Shows the card and waits for a decision about `binding`. */
  ask(card: Card, binding: Binding, signal: AbortSignal): Promise<Ask>;
  /** Leave that was given with an earlier round of the same `For each`, used up by this. */
  given(card: Card, binding: Binding): Extract<Ask, { kind: 'allowed' }> | undefined;
  /** The screen under an open card changed: from now on only leave given to this revision counts, and for `binding`. */
  revise(card: Card, binding: Binding): void;
  /**
   * Uses a token up.
   * @throws Failure `action/not-approved` when it was not minted here, was used, is too old, or is for something else
   */
  redeem(token: Token, binding: Binding): void;
  /** Called when a card opens, changes and (with `undefined`) closes. @returns stop */
  onCard(on: (run: string, card: Card | undefined) => void): () => void;
  /** @returns stop */
  onAnswer(on: (answered: Answered) => void): () => void;
}

export interface BrokerParts {
  asker: Asker;
  clock: Clock;
  /** How long a card waits; default 5 minutes. */
  timeoutMs?: number;
  /** How long a token stays good; default 10 s: the time of the last look before input. */
  tokenMs?: number;
  /** Whose passphrase was given. Without it nobody can be a second person. */
  nameOf?(person: Person): string | undefined;
  /** Keeps leave for later. Called only for what the verdict lets be remembered. Its Failure leaves this once allowed. */
  remember?(card: Card, scope: Exclude<Scope, { kind: 'once' }>, by: string): void | Promise<void>;
}

export function createBroker(p: BrokerParts): Broker {
  const timeoutMs = p.timeoutMs ?? 5 * 60_000;
  const tokenMs = p.tokenMs ?? 10_000;
  const minted = new WeakMap<Permission, { digest: string; until: number }>();
  const cardListeners = new Set<(run: string, card: Card | undefined) => void>();
  const answerListeners = new Set<(answered: Answered) => void>();
  const open = new Map<string, Shown>();
  const batches = createBatches();
  const announce = (run: string, card: Card | undefined): void => { for (const on of cardListeners) on(run, card); };
  const answered = (card: Card, decision: Decision['decision'], by: string, and?: string): void => {
    for (const on of answerListeners) on({ run: card.run, card: card.id, what: card.what, decision, by, ...(and === undefined ? {} : { and }) });
  };
  const mint = (binding: Binding): Token => {
    const token = new Permission();
    minted.set(token, { digest: digest(binding), until: p.clock.now() + tokenMs });
    return token;
  };

  /** Leave as it counts: who gives it, whether more is needed, or why it is none. */
  function weigh(said: Said & { decision: { decision: 'allow' } }, shown: Shown): { by: string; and?: string } | { wait: string } | { refuse: string } {
    const name = said.person === undefined ? undefined : p.nameOf?.(said.person);
    if (said.person !== undefined && name === undefined) return { refuse: 'The person who agreed is not known here' };
    if (said.confirmed === false) return { refuse: 'Leave for this is given by holding the key or typing the amount' };
    const by = name ?? said.by;
    if (shown.card.verdict.people !== 2) return { by };
    const { agreed } = shown.card;
    if (agreed === undefined) return { wait: by };
    // One who has not shown to be another may be the same.
    if (name === undefined) return { refuse: `${agreed} has agreed, and the second person has to give a profile and its passphrase` };
    if (name === agreed) return { refuse: `${agreed} has agreed already: another person has to` };
    return { by: agreed, and: name };
  }

  return {
    async ask(card, binding, signal) {
      signal.throwIfAborted();
      const began = p.clock.now();
      const stop = new AbortController();
      const abort = (): void => stop.abort(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      const { agreed: _, ...fresh } = card;
      const shown: Shown = { card: fresh, binding };
      open.set(card.id, shown);
      announce(card.run, shown.card);
      const refuse = (decision: Exclude<Decision, { decision: 'allow' }>, by: string): Ask => {
        answered(shown.card, decision.decision, by);
        return { kind: 'refused', decision, by, ms: p.clock.now() - began };
      };
      try {
        const late = p.clock.sleep(timeoutMs, stop.signal).then(() => 'late' as const);
        late.catch(() => undefined);
        for (;;) {
          const answer = p.asker.ask(shown.card, stop.signal);
          // Whichever loses the race is told to give up below; how it ends is of no interest then.
          answer.catch(() => undefined);
          const first = await Promise.race([answer, late]);
          signal.throwIfAborted();
          if (first === 'late') return { kind: 'expired', ms: p.clock.now() - began };
          const { decision, revision } = first;
          // Leave given to what the card no longer shows is no leave (a terminal cannot take its words back); a refusal holds.
          if ((decision.decision === 'allow' || decision.decision === 'edit') && revision !== shown.card.revision) continue;
          if (decision.decision !== 'allow') return refuse(decision, (first.person && p.nameOf?.(first.person)) ?? first.by);
          const counts = weigh({ ...first, decision }, shown);
          if ('refuse' in counts) return refuse({ decision: 'deny', reason: counts.refuse }, first.by);
          if ('wait' in counts) {
            shown.card = { ...shown.card, agreed: counts.wait, revision: shown.card.revision + 1 };
            p.asker.revise(shown.card);
            announce(card.run, shown.card);
            continue;
          }
          const ms = p.clock.now() - began;
          const { scope } = decision;
          let kept = scope !== undefined && scope.kind !== 'once' && scopesOf(shown.card.verdict).includes(scope.kind) ? scope : undefined;
          // What was allowed is what stands there now, not what a change meanwhile makes of it.
          const { card: asked, binding: allowed } = shown;
          let unkept: Fault | undefined;
          try {
            if (kept) await p.remember?.(asked, kept, counts.by);
          } catch (e) {
            if (!(e instanceof Failure)) throw e;
            unkept = e.fault;
            kept = undefined;
          }
          batches.open(asked, decision.rows ?? [], counts.by);
          answered(asked, 'allow', counts.by, counts.and);
          return { kind: 'allowed', token: mint(allowed), ...counts, ...(kept ? { scope: kept } : {}), ...(unkept ? { unkept } : {}), ms };
        }
      } finally {
        signal.removeEventListener('abort', abort);
        stop.abort();
        open.delete(card.id);
        announce(card.run, undefined);
      }
    },
    given(card, binding) {
      const earlier = batches.take(card);
      return earlier && { kind: 'allowed', token: mint(binding), by: earlier.by, with: earlier.card, ms: 0 };
    },
    revise(card, binding) {
      const shown = open.get(card.id);
      if (!shown) return;
      // What somebody agreed to is not what stands there now: both are asked.
      const { agreed: _, ...fresh } = card;
      shown.card = { ...fresh, revision: Math.max(card.revision, shown.card.revision + 1) };
      shown.binding = binding;
      p.asker.revise(shown.card);
      announce(card.run, shown.card);
    },
    redeem(token, binding) {
      const refuse = (why: string): never => { throw new Failure({ kind: 'action/not-approved', why }); };
      const known = minted.get(token);
      if (!known) return refuse('The approval is unknown or was used already');
      minted.delete(token);
      if (p.clock.now() > known.until) return refuse('The approval is too old');
      if (known.digest !== digest(binding)) return refuse('The approval is for another action or another screen');
    },
    onCard(on) {
      cardListeners.add(on);
      return () => { cardListeners.delete(on); };
    },
    onAnswer(on) {
      answerListeners.add(on);
      return () => { answerListeners.delete(on); };
    },
  };
}

/** What an open card shows, and what leave for it is good for. */
interface Shown { card: Card; binding: Binding }
