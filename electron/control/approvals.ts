// Exports: createBroker, Broker, Binding, Ask, Token (as a type: nobody outside can make one).
// Approvals. A token exists only because an asker allowed exactly this action on exactly this screen; it is used once,
// soon, and for nothing else. The executor sends nothing sensitive without one.

import { createHash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../protocol/faults.ts';
import type { Card, Decision } from '../protocol/run.ts';
import type { Asker } from './types.ts';

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
  | { kind: 'allowed'; token: Token; by: string; ms: number }
  | { kind: 'refused'; decision: Exclude<Decision, { decision: 'allow' }>; by: string; ms: number }
  /** Nobody answered in time. */
  | { kind: 'expired'; ms: number };

export interface Broker {
  /** Shows the card and waits for a decision about `binding`. */
  ask(card: Card, binding: Binding, signal: AbortSignal): Promise<Ask>;
  /** The screen under an open card changed: from now on only leave given to this revision counts, and for `binding`. */
  revise(card: Card, binding: Binding): void;
  /**
   * Uses a token up.
   * @throws Failure `action/not-approved` when it was not minted here, was used, is too old, or is for something else
   */
  redeem(token: Token, binding: Binding): void;
  /** Called when a card opens, changes and (with `undefined`) closes. @returns stop */
  onCard(on: (run: string, card: Card | undefined) => void): () => void;
}

export interface BrokerParts {
  asker: Asker;
  clock: Clock;
  /** How long a card waits; default 5 minutes. */
  timeoutMs?: number;
  /** How long a token stays good; default 10 s: the time of the last look before input. */
  tokenMs?: number;
}

export function createBroker(p: BrokerParts): Broker {
  const timeoutMs = p.timeoutMs ?? 5 * 60_000;
  const tokenMs = p.tokenMs ?? 10_000;
  const minted = new WeakMap<Permission, { digest: string; until: number }>();
  const listeners = new Set<(run: string, card: Card | undefined) => void>();
  const open = new Map<string, { card: Card; binding: Binding }>();
  const announce = (run: string, card: Card | undefined): void => { for (const on of listeners) on(run, card); };

  return {
    async ask(card, binding, signal) {
      signal.throwIfAborted();
      const began = p.clock.now();
      const stop = new AbortController();
      const abort = (): void => stop.abort(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      const shown = { card, binding };
      open.set(card.id, shown);
      announce(card.run, card);
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
          const { decision, by, revision } = first;
          // Leave given to what the card no longer shows is no leave (a terminal cannot take its words back); a refusal holds.
          if ((decision.decision === 'allow' || decision.decision === 'edit') && revision !== shown.card.revision) continue;
          const ms = p.clock.now() - began;
          if (decision.decision !== 'allow') return { kind: 'refused', decision, by, ms };
          const token = new Permission();
          minted.set(token, { digest: digest(shown.binding), until: p.clock.now() + tokenMs });
          return { kind: 'allowed', token, by, ms };
        }
      } finally {
        signal.removeEventListener('abort', abort);
        stop.abort();
        open.delete(card.id);
        announce(card.run, undefined);
      }
    },
    revise(card, binding) {
      const shown = open.get(card.id);
      if (!shown) return;
      shown.card = card;
      shown.binding = binding;
      p.asker.revise(card);
      announce(card.run, card);
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
      listeners.add(on);
      return () => { listeners.delete(on); };
    },
  };
}
