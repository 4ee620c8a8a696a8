// Exports: readRules, byRules, byDenial, byTerminal, cardWords, Rule, Answers, Sign. Who answers cards and questions when there is no window.
// They are held to what a window is held to: two people are two people, and money is not allowed by one letter.

import { z } from 'zod';
import type { Person } from '../control/profiles.ts';
import type { Asker } from '../control/types.ts';
import { needsHold, sameAmount } from '../protocol/approval.ts';
import { OWNER } from '../protocol/privacy.ts';
import type { Action } from '../protocol/actions.ts';
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
  /** Profile that decides so; it counts as a person of its own when its passphrase comes along, not in this file. */
  as: z.string().min(1).max(100).optional(),
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

/** Somebody gives their passphrase. @throws Failure `profile/*` */
export type Sign = (name: string, passphrase: string) => Promise<Person>;

/**
 * First match decides, none means deny. A card with several classes is allowed only if each of them is, by the first
 * rule that speaks of it: allowing a message must not allow a payment.
 * The second of two people is the first rule that speaks as somebody else.
 * @param sop id and path of the SOP being run
 * @param signed who of those that rules name has given a passphrase
 */
export function byRules(rules: readonly Rule[], sop: readonly string[], signed: ReadonlyMap<string, Person> = new Map()): Answers {
  const ruleFor = (card: Card): Rule | undefined => {
    const { classes } = card.verdict;
    const about = (c: readonly string[]): About => ({ sop, ...(card.step ? { step: card.step } : {}), classes: c });
    const mine = card.agreed === undefined ? rules : rules.filter((r) => r.as !== undefined && signed.has(r.as) && r.as !== card.agreed);
    const each = (classes.length ? classes.map((c) => [c]) : [[]]).map((c) => mine.find((r) => fits(r, about(c))));
    return each.find((r) => r?.decision !== 'allow') ?? (each.includes(undefined) ? undefined : each[0]);
  };
  return {
    asker: {
      async ask(card) {
        const rule = ruleFor(card);
        const person = rule?.as === undefined ? undefined : signed.get(rule.as);
        const said = { by: 'rules', ms: 0, revision: card.revision, ...(person ? { person } : {}) };
        if (rule?.decision === 'allow') return { decision: { decision: 'allow' }, ...said };
        const none = card.agreed === undefined ? 'No rule allows it' : `${card.agreed} agreed, and no rule speaks as another person whose passphrase is known`;
        return { decision: { decision: 'deny', reason: rule?.reason ?? (rule ? 'A rule denies it' : none) }, ...said };
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

// What a phone shows must not steer the terminal.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const plain = (s: string): string => s.replace(/[\u0000-\u001f\u007f-\u009f\p{Cf}]/gu, '�');

/** A card for a terminal: the same facts in the same order as in a window; what the phone or a model says is quoted. */
export function cardWords(card: Card): string {
  const { verdict: v } = card;
  const quoted = [card.quoted.title, ...card.quoted.near].filter((q) => q !== '').map((q) => `"${plain(q)}"`).join(' ');
  return [
    card.changed ? `! ${plain(card.changed)}` : '', `${plain(card.what)}   [${v.classes.join(', ')}]`, `  app: ${plain(card.app.name)} (${plain(card.app.package)})`,
    `  why: ${v.because.map((b) => plain(b.words)).join('; ')}`, ...(v.rules ?? []).map((r) => `  rule: ${plain(r.words)}${r.file ? ` (${plain(r.file)}${r.line === undefined ? '' : `:${r.line}`})` : ''}`),
    v.reversible === undefined ? '' : `  ${v.reversible ? 'can be undone' : 'CANNOT be undone'}${v.affects === undefined || v.affects === 'you' ? '' : `, concerns ${v.affects}`}`,
    ...card.values.map((x) => `  ${plain(x.name)}: ${plain(x.shown)}${x.destination ? ` -> ${plain(x.destination)}` : ''}`),
    ...(card.deviations ?? []).map((d) => `  differs from the SOP: ${plain(d.name)} is ${plain(d.now)}, the SOP has ${plain(d.sop)}`),
    quoted === '' ? '' : `  the phone shows: ${quoted}`, card.step ? `  step ${plain(card.step.number)}: ${plain(card.step.text)}` : '', card.expected ? `  expected after: ${plain(card.expected)}` : '',
    card.thought ? `  the model's own words, not checked: "${plain(card.thought)}"` : '', card.advice === 'take-over' ? '  advice: credentials are best entered by their owner, on the phone' : '',
    card.agreed === undefined ? (v.people === 2 ? '  two people have to agree' : '') : `  ${plain(card.agreed)} has agreed; another person has to agree as well`,
  ].filter((l) => l !== '').join('\n');
}

/**
 * @param ask shows a prompt and returns the line typed, without echo when `secret`
 * @param sign for the second person; without it a terminal is one person
 */
export function byTerminal(ask: (prompt: string, o: { secret: boolean; signal: AbortSignal }) => Promise<string>, sign?: Sign): Answers {
  /** Leave as the card demands it: by letter, or by the amount where money leaves, or by the whole word where no one amount is known. */
  const confirm = async (card: Card, signal: AbortSignal): Promise<boolean> => {
    if (!needsHold(card.verdict)) return true;
    const { amount } = card;
    const said = (await ask(amount === undefined ? 'Type "allow" in full to allow this: ' : `Type the amount (${plain(amount)}) to allow this: `, { secret: false, signal })).trim();
    return amount === undefined ? said === 'allow' : sameAmount(amount, said);
  };
  const second = async (signal: AbortSignal): Promise<Person | string> => {
    if (!sign) return 'No profiles are known here';
    const name = (await ask('Profile of the second person: ', { secret: false, signal })).trim();
    if (name === '') return 'Nobody was named';
    try {
      return await sign(name, await ask(`Passphrase of ${plain(name)}: `, { secret: true, signal }));
    } catch (e) {
      if (!(e instanceof Failure) || !e.fault.kind.startsWith('profile/')) throw e;
      return e.message;
    }
  };
  return {
    asker: {
      async ask(card, signal) {
        const said = { by: OWNER, ms: 0, revision: card.revision };
        const { action } = card;
        const edits = action.action === 'input_text';
        let note = '';
        for (;;) {
          const answer = (await ask(`${note}${cardWords(card)}\n[a]llow once / [d]eny REASON / ${edits ? '[e]dit TEXT / ' : ''}[t]ake over / [s]top: `, { secret: false, signal })).trim();
          const [word = '', ...rest] = answer.split(/\s+/);
          // Enter alone never allows.
          if (/^(?:a|allow)$/i.test(word)) {
            if (!(await confirm(card, signal))) { note = '! That is not what was asked for; nothing was sent.\n'; continue; }
            if (card.agreed === undefined) return { ...said, decision: { decision: 'allow' }, confirmed: true };
            const person = await second(signal);
            if (typeof person !== 'string') return { ...said, decision: { decision: 'allow' }, confirmed: true, person };
            note = `! ${person}\n`;
          } else if (/^(?:d|deny)$/i.test(word)) return { ...said, decision: { decision: 'deny', reason: rest.join(' ') } };
          else if (/^(?:s|stop)$/i.test(word)) return { ...said, decision: { decision: 'stop' } };
          else if (/^(?:t|take)$/i.test(word)) return { ...said, decision: { decision: 'take-over' } };
          else if (edits && /^(?:e|edit)$/i.test(word)) {
            const changed: Action = { ...action, text: answer.slice(word.length).trim() };
            return { ...said, decision: { decision: 'edit', action: changed } };
          }
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
