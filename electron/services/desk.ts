// Exports: createDesk, Desk. Where cards and questions wait for a person at a window.

import type { Person } from '../control/profiles.ts';
import type { Asker, Said } from '../control/types.ts';
import type { Clock } from '../base/clock.ts';
import { confirmed, scopesOf } from '../protocol/approval.ts';
import { OWNER } from '../protocol/privacy.ts';
import { Failure } from '../protocol/faults.ts';
import type { Card, Decision, Question, Reply } from '../protocol/run.ts';

export interface Desk {
  asker: Asker;
  ask(question: Question, signal: AbortSignal): Promise<Reply>;
  /**
   * @param who of whoever sits at the window: `name` unless signed in is the owner's; `person` proves a name
   * @throws Failure `action/not-approved` when that card is not open, changed since the person saw it, or cannot be allowed like that
   */
  decide(q: { run: string; card: string; revision: number; decision: Decision }, who?: { name: string; person?: Person }): void;
  /** @throws Failure `run/needs-person` when the question is no longer open, or the reply is of another kind */
  reply(q: { run: string; question: string; reply: Reply }): void;
}

const FITS: Record<Question['kind'], readonly Reply['kind'][]> = {
  pick: ['pick', 'done', 'skip', 'stop'],
  input: ['input', 'done', 'skip', 'stop'],
  judge: ['judge', 'skip', 'stop'],
  'hand-over': ['done', 'input', 'skip', 'stop'],
};

export function createDesk(clock: Clock): Desk {
  const cards = new Map<string, { card: Card; answer: (d: Omit<Said, 'ms'>) => void }>();
  const questions = new Map<string, { question: Question; answer: (r: Reply) => void }>();

  /** Waits under `key` until answered; leaves no trace either way. */
  const wait = <T>(signal: AbortSignal, open: (answer: (t: T) => void) => void, close: () => void): Promise<T> => new Promise((resolve, reject) => {
    const stop = (): void => { close(); reject(signal.reason as Error); };
    if (signal.aborted) { stop(); return; }
    signal.addEventListener('abort', stop, { once: true });
    open((t) => { signal.removeEventListener('abort', stop); close(); resolve(t); });
  });

  return {
    asker: {
      async ask(card, signal) {
        const started = clock.now();
        const said = await wait<Omit<Said, 'ms'>>(signal, (answer) => cards.set(card.id, { card, answer }), () => cards.delete(card.id));
        return { ...said, ms: clock.now() - started };
      },
      revise(card) {
        const open = cards.get(card.id);
        if (open) open.card = card;
      },
    },
    ask: (question, signal) => wait<Reply>(signal, (answer) => questions.set(question.id, { question, answer }), () => questions.delete(question.id)),
    decide(q, who = { name: OWNER }) {
      const open = cards.get(q.card);
      if (open === undefined || open.card.run !== q.run) throw new Failure({ kind: 'action/not-approved', why: 'This card is no longer open' });
      if (open.card.revision !== q.revision) throw new Failure({ kind: 'action/not-approved', why: 'The card changed while you were deciding: look at it again' });
      if (q.decision.decision === 'allow') {
        const refuse = (why: string): never => { throw new Failure({ kind: 'action/not-approved', why }); };
        const { card } = open;
        const { scope } = q.decision;
        // The broker holds everybody to these; here the person is told, and the card stays open.
        if (!confirmed(card, q.decision)) refuse(card.amount === undefined ? 'Hold the key or the button to allow this' : `Hold the key or the button, or type the amount (${card.amount})`);
        if (scope && scope.kind !== 'once' && !scopesOf(card.verdict).includes(scope.kind)) refuse('Leave for this cannot be remembered: allow it once');
        if (card.agreed !== undefined && who.person === undefined) refuse('The second person gives a profile and its passphrase');
        if (card.agreed !== undefined && who.name === card.agreed) refuse(`${card.agreed} has agreed already: another person has to`);
      }
      open.answer({ decision: q.decision, revision: q.revision, by: who.name, ...(who.person ? { person: who.person } : {}), ...(q.decision.decision === 'allow' ? { confirmed: confirmed(open.card, q.decision) } : {}) });
    },
    reply(q) {
      const open = questions.get(q.question);
      if (open === undefined || open.question.run !== q.run) throw new Failure({ kind: 'run/needs-person', why: 'This question is no longer open' });
      if (!FITS[open.question.kind].includes(q.reply.kind)) throw new Failure({ kind: 'usage', detail: `A question of kind ${open.question.kind} is not answered by ${q.reply.kind}` });
      open.answer(q.reply);
    },
  };
}
