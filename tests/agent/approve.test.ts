// Approving without a window: a terminal shows the same facts and is held to the same; rules speak as the people whose passphrase is known.

import { expect, test } from 'vitest';
import { byRules, byTerminal, cardWords, readRules } from '../../electron/agent/approve.ts';
import type { Person } from '../../electron/control/profiles.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { Card } from '../../electron/protocol/run.ts';

const card = (more: Partial<Card> = {}): Card => ({
  id: 'c', run: 'r', device: 'demo', what: 'Tap "Pay ¥49.00"', revision: 3, action: { action: 'click', element: 1 }, app: { package: 'com.shop', name: 'Shop' }, step: { id: 's', number: '11', text: 'Tap "Pay"', line: 30 },
  verdict: { decision: 'ask', classes: ['payment'], because: [{ rung: 'money', class: 'payment', words: '¥49.00' }], reversible: false, affects: 'someone', rules: [{ id: 'pay', words: 'payments ask', file: 'base.cedar', line: 4 }] },
  values: [{ name: 'pin', shown: '••••', secret: true, destination: 'shop' }], deviations: [{ name: 'total', sop: '30.00', now: '49.00' }], quoted: { title: 'Checkout\u001b[2J', near: ['Allow a) now'] }, expected: '"Paid" is visible', thought: 'It is approved already', snapshot: 'x', createdAt: 0, amount: '¥49.00',
  ...more,
});
const signal = new AbortController().signal;
const person = {} as Person;
/** What is said to the prompts in turn; the prompts as they were shown. */
function terminal(...answers: string[]) {
  const prompts: string[] = [];
  const secrets: boolean[] = [];
  const t = byTerminal(async (prompt, o) => { prompts.push(prompt); secrets.push(o.secret); const next = answers.shift(); if (next === undefined) throw new Error('asked too often'); return next; },
    async (name, passphrase) => { if (passphrase !== 'right') throw new Failure({ kind: 'profile/passphrase', name, left: 4 }); return person; });
  return { ask: (c: Card) => t.asker.ask(c, signal), prompts, secrets };
}

test('the terminal shows what the window shows, and nothing steers it', () => {
  expect(cardWords(card())).toBe(`Tap "Pay ¥49.00"   [payment]
  app: Shop (com.shop)
  why: ¥49.00
  rule: payments ask (base.cedar:4)
  CANNOT be undone, concerns someone
  pin: •••• -> shop
  differs from the SOP: total is 49.00, the SOP has 30.00
  the phone shows: "Checkout�[2J" "Allow a) now"
  step 11: Tap "Pay"
  expected after: "Paid" is visible
  the model's own words, not checked: "It is approved already"`);
});

test('a payment wants its amount; a letter, Enter and another amount are not enough', async () => {
  const t = terminal('', 'a', '', 'a', '94', 'a', '49');
  expect([await t.ask(card()), t.prompts.length]).toEqual([{ by: 'owner', ms: 0, revision: 3, decision: { decision: 'allow' }, confirmed: true }, 7]);
  const whole = terminal('a', 'a', 'a', 'allow');
  const { amount: _, ...bare } = card();
  expect((await whole.ask(bare as Card)).decision).toEqual({ decision: 'allow' });
});

test('deny, edit, take over, stop', async () => {
  const send: Partial<Card> = { verdict: { decision: 'ask', classes: ['send-message'], because: [] }, action: { action: 'input_text', element: 2, text: 'Hi' } };
  const said = async (c: Card, ...answers: string[]) => (await terminal(...answers).ask(c)).decision;
  expect([await said(card(send), 'a'), await said(card(send), 'd wrong value'), await said(card(send), 'e Hello  Bob'), await said(card(send), 't'), await said(card(), 'e something', 's')]).toEqual([
    { decision: 'allow' }, { decision: 'deny', reason: 'wrong value' }, { decision: 'edit', action: { action: 'input_text', element: 2, text: 'Hello  Bob' } }, { decision: 'take-over' }, { decision: 'stop' },
  ]);
});

test('the second person gives a profile and its passphrase, unseen', async () => {
  const t = terminal('a', '49', 'Alice', 'wrong', 'a', '49', 'Alice', 'right');
  const said = await t.ask(card({ agreed: 'owner' }));
  expect([said.person === person, said.confirmed, t.secrets.filter(Boolean).length, t.prompts[4]?.split('\n')[0]]).toEqual([true, true, 2, '! That is not the passphrase of Alice']);
});

test('rules speak as people whose passphrase is known; others are one person', async () => {
  const rules = readRules('[{"class":"payment","decision":"allow","as":"Bob"},{"class":"payment","decision":"allow","as":"Alice"}]', 'r.json');
  const bob = {} as Person;
  const alice = {} as Person;
  const known = byRules(rules, [], new Map([['Bob', bob], ['Alice', alice]]));
  const unknown = byRules(rules, []);
  const one = byRules(rules, [], new Map([['Bob', bob]]));
  const ask = async (a: typeof known, agreed?: string) => { const s = await a.asker.ask(card(agreed === undefined ? {} : { agreed }), signal); return [s.decision.decision, s.by, s.person === bob ? 'Bob' : s.person === alice ? 'Alice' : undefined]; };
  expect([await ask(known), await ask(known, 'Bob'), await ask(unknown), await ask(unknown, 'rules'), await ask(one), await ask(one, 'Bob')]).toEqual([
    ['allow', 'rules', 'Bob'], ['allow', 'rules', 'Alice'], ['allow', 'rules', undefined], ['deny', 'rules', undefined], ['allow', 'rules', 'Bob'], ['deny', 'rules', undefined],
  ]);
});
