// Exports: readRules, byRules, byDenial, byTerminal, Rule, Answers. Who answers cards and questions when there is no window.

import { z } from 'zod';
import type { Asker } from '../control/types.ts';
import { Failure } from '../protocol/faults.ts';
import type { Card, Question } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { CLASSES } from '../protocol/sop.ts';
import { matchTerm } from '../screen/match.ts';
import type { People } from './context.ts';

const ruleShape = z.strictObject({
  /** Id or path of the SOP. */
  sop: z.string().optional(),
  /** Printed number of the step ("8", "2›4.1", "W1.1"), its id, or words of its text. */
  step: z.string().min(1).optional(),
  class: z.enum(CLASSES).optional(),
  decision: z.enum(['allow', 'deny']),
  /** Answer to a step that is handed to the person, asks for a value, or asks which element is meant (its label). */
  input: z.string().optional(),
  reason: z.string().optional(),
});
export type Rule = z.infer<typeof ruleShape>;

/** @throws Failure `config` naming the first entry that is wrong */
export function readRules(text: string, path: string): Rule[] {
  const refuse = (detail: string): never => { throw new Failure({ kind: 'config', path, detail }); };
  let value: unknown;
  try { value = JSON.parse(text); } catch (e) { return refuse((e as Error).message); }
  const read = z.array(ruleShape).safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  return refuse(issue ? `${issue.path.map(String).join('.') || 'the list'}: ${issue.message}` : 'It is not a list of rules');
}

export interface Answers { asker: Asker; people: People }

interface About { sop: readonly string[]; step?: { id?: string; number?: string; text?: string }; classes: readonly string[] }

/** A number names a step by its number only: "1" must not stand for every step whose text holds a 1. */
const NUMBER = /^W?\d+(?:[.›]W?\d+)*$/;
const speaksOf = (wanted: string, s: NonNullable<About['step']>): boolean =>
  wanted === s.id || wanted === s.number || (!NUMBER.test(wanted) && (s.text ?? '').toLowerCase().includes(wanted.toLowerCase()));

const fits = (r: Rule, a: About): boolean =>
  (r.sop === undefined || a.sop.includes(r.sop))
  && (r.step === undefined || (a.step !== undefined && speaksOf(r.step, a.step)))
  && (r.class === undefined || a.classes.includes(r.class));

/** The one element that a label names, exactly or but for case, blanks and punctuation. */
function named(screen: Snapshot, label: string): number | undefined {
  const m = matchTerm(screen, { text: label });
  return m.kind === 'unique' && (m.by === 'exact' || m.by === 'normalised') ? m.element : undefined;
}

/**
 * First match decides, none means deny. A card with several classes is allowed only if each of them is, by the first
 * rule that speaks of it: allowing a message must not allow a payment.
 * @param sop id and path of the SOP being run
 */
export function byRules(rules: readonly Rule[], sop: readonly string[]): Answers {
  const ruleFor = (card: Card): Rule | undefined => {
    const { classes } = card.verdict;
    const about = (c: readonly string[]): About => ({ sop, ...(card.step ? { step: card.step } : {}), classes: c });
    const each = (classes.length ? classes.map((c) => [c]) : [[]]).map((c) => rules.find((r) => fits(r, about(c))));
    return each.find((r) => r?.decision !== 'allow') ?? (each.includes(undefined) ? undefined : each[0]);
  };
  return {
    asker: {
      async ask(card) {
        const rule = ruleFor(card);
        if (rule?.decision === 'allow') return { decision: { decision: 'allow' }, by: 'rules', ms: 0, revision: card.revision };
        return { decision: { decision: 'deny', reason: rule?.reason ?? (rule ? 'A rule denies it' : 'No rule allows it') }, by: 'rules', ms: 0, revision: card.revision };
      },
      revise() { /* rules look at each card anew */ },
    },
    people: {
      async question(q) {
        const rule = rules.find((r) => r.input !== undefined && r.decision === 'allow' && fits(r, { sop, step: q.step ?? { text: q.text }, classes: ['credential'] }));
        if (rule?.input === undefined) return nobody(q);
        if (q.kind === 'hand-over' || q.kind === 'input') return { kind: 'input', text: rule.input };
        const element = q.kind === 'pick' ? named(q.snapshot, rule.input) : undefined;
        // A file answers each run anew: nothing is remembered beside the SOP.
        return element === undefined ? nobody(q) : { kind: 'pick', element, remember: false };
      },
    },
  };
}

/** Nobody is there: what only a person can do ends the run, what only a person can judge stays unknown. */
const nobody = (q: Question): Awaited<ReturnType<People['question']>> => (q.kind === 'hand-over' || q.kind === 'input' ? { kind: 'stop' } : { kind: 'skip' });

/** Denies everything. */
export const byDenial = (): Answers => byRules([], []);

/** @param ask shows a prompt and returns the line typed, without echo when `secret` */
export function byTerminal(ask: (prompt: string, o: { secret: boolean; signal: AbortSignal }) => Promise<string>): Answers {
  // What a phone shows must not steer the terminal.
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  const plain = (s: string): string => s.replace(/[\u0000-\u001f\u007f-\u009f\p{Cf}]/gu, '�');
  return {
    asker: {
      async ask(card, signal) {
        const lines = [
          card.changed ? `! ${plain(card.changed)}` : '', `${plain(card.what)}   [${card.verdict.classes.join(', ')}]`, `  app: ${plain(card.app.name)} (${plain(card.app.package)})   screen: "${plain(card.quoted.title)}"`,
          ...card.values.map((v) => `  ${plain(v.name)}: ${plain(v.shown)}${v.destination ? ` -> ${plain(v.destination)}` : ''}`), `  why: ${card.verdict.because.map((b) => plain(b.words)).join('; ')}`,
          card.advice === 'take-over' ? '  advice: credentials are best entered by their owner, on the phone' : '',
        ].filter((l) => l !== '');
        for (;;) {
          const answer = (await ask(`${lines.join('\n')}\nAllow once? [a]llow / [d]eny REASON / [s]top: `, { secret: false, signal })).trim();
          const [word = '', ...rest] = answer.split(/\s+/);
          // Enter alone never allows.
          if (/^(?:a|allow)$/i.test(word)) return { decision: { decision: 'allow' }, by: 'terminal', ms: 0, revision: card.revision };
          if (/^(?:d|deny)$/i.test(word)) return { decision: { decision: 'deny', reason: rest.join(' ') }, by: 'terminal', ms: 0, revision: card.revision };
          if (/^(?:s|stop)$/i.test(word)) return { decision: { decision: 'stop' }, by: 'terminal', ms: 0, revision: card.revision };
        }
      },
      revise() { /* what is answered to the old words is asked again with the new ones */ },
    },
    people: {
      async question(q, signal) {
        const head = `${plain(q.text)}\n  ${plain(q.why)}\n`;
        switch (q.kind) {
          case 'input': return { kind: 'input', text: await ask(`${head}Value: `, { secret: q.secret, signal }) };
          case 'judge': {
            const a = (await ask(`${head}Is it so? [y]es / [n]o / [u]nknown: `, { secret: false, signal })).trim();
            return /^y/i.test(a) ? { kind: 'judge', holds: true } : /^n/i.test(a) ? { kind: 'judge', holds: false } : { kind: 'skip' };
          }
          case 'pick': {
            const shown = q.snapshot.elements.filter((e) => q.candidates.length === 0 || q.candidates.includes(e.id)).map((e) => `  ${e.id}: ${plain(e.label)} (${e.role})`);
            const a = (await ask(`${head}${shown.join('\n')}\nWhich element (number), [d]one by hand, or [s]top: `, { secret: false, signal })).trim();
            if (/^\d+$/.test(a)) return { kind: 'pick', element: Number(a), remember: true };
            return /^d/i.test(a) ? { kind: 'done' } : { kind: 'stop' };
          }
          case 'hand-over': {
            const a = (await ask(`${head}Do it on the phone, then Enter; or type text for the field; or "stop": `, { secret: true, signal })).trim();
            return a === '' ? { kind: 'done' } : a === 'stop' ? { kind: 'stop' } : { kind: 'input', text: a };
          }
        }
      },
    },
  };
}
