// Exports: createDesk, Desk. Where cards and questions wait for a person at a window.

import type { Asker } from '../control/types.ts';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../protocol/faults.ts';
import type { Card, Decision, Question, Reply } from '../protocol/run.ts';

export interface Desk {
  asker: Asker;
  ask(question: Question, signal: AbortSignal): Promise<Reply>;
  /** @throws Failure `action/not-approved` when that card is not open, or changed since the person saw it */
  decide(q: { run: string; card: string; revision: number; decision: Decision }): void;
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
  const cards = new Map<string, { card: Card; answer: (d: { decision: Decision; revision: number }) => void }>();
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
        const said = await wait<{ decision: Decision; revision: number }>(signal, (answer) => cards.set(card.id, { card, answer }), () => cards.delete(card.id));
        return { ...said, by: 'window', ms: clock.now() - started };
      },
      revise(card) {
        const open = cards.get(card.id);
        if (open) open.card = card;
      },
    },
    ask: (question, signal) => wait<Reply>(signal, (answer) => questions.set(question.id, { question, answer }), () => questions.delete(question.id)),
    decide(q) {
      const open = cards.get(q.card);
      if (open === undefined || open.card.run !== q.run) throw new Failure({ kind: 'action/not-approved', why: 'This card is no longer open' });
      if (open.card.revision !== q.revision) throw new Failure({ kind: 'action/not-approved', why: 'The card changed while you were deciding: look at it again' });
      open.answer({ decision: q.decision, revision: q.revision });
    },
    reply(q) {
      const open = questions.get(q.question);
      if (open === undefined || open.question.run !== q.run) throw new Failure({ kind: 'run/needs-person', why: 'This question is no longer open' });
      if (!FITS[open.question.kind].includes(q.reply.kind)) throw new Failure({ kind: 'usage', detail: `A question of kind ${open.question.kind} is not answered by ${q.reply.kind}` });
      open.answer(q.reply);
    },
  };
}
