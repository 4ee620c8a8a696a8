// What the broker holds every asker to: two people where two are demanded, leave given as it has to be, scopes that the verdict allows,
// rows of a table used once and by their own value.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBroker, type Ask, type Binding } from '../../electron/control/approvals.ts';
import { openProfiles, type Person, type Profiles } from '../../electron/control/profiles.ts';
import type { Said } from '../../electron/control/types.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { Batch, Card, Decision, Verdict } from '../../electron/protocol/run.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'people-'));
const clock = { now: () => 0, sleep: (_ms: number, signal?: AbortSignal) => new Promise<void>((_r, reject) => { signal?.addEventListener('abort', () => reject(signal.reason as Error)); }) };
let profiles: Profiles;
const who: Record<string, Person> = {};
beforeAll(async () => {
  profiles = openProfiles({ file: path.join(root, 'profiles.json'), clock });
  for (const name of ['Alice', 'Bob']) { await profiles.create(name, 'long enough'); who[name] = await profiles.check(name, 'long enough'); }
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const binding: Binding = { run: 'r', step: 's', element: 'e', arguments: '{}', screen: 'x' };
const cardOf = (verdict: Partial<Verdict>, more: Partial<Card> = {}): Card => ({ id: 'c', run: 'r', what: 'Tap "Pay"', revision: 1, verdict: { decision: 'ask', classes: ['send-message'], because: [], ...verdict }, ...more } as unknown as Card);
type Word = Partial<Said> & { says?: Decision };

/** A broker whose askers say these words in turn, each to the card as it then stands. */
function broker(...words: Word[]) {
  const shown: Card[] = [];
  const kept: unknown[] = [];
  const made = createBroker({
    clock, nameOf: (p) => profiles.nameOf(p), remember: (card, scope, by) => { kept.push([card.id, scope, by]); },
    asker: { ask: async (card) => { shown.push(card); const w = words.shift(); if (!w) throw new Error('asked too often'); return { decision: w.says ?? { decision: 'allow' }, by: 'owner', ms: 0, revision: card.revision, ...w }; }, revise() {} },
  });
  return { ...made, shown, kept, put: (card: Card) => made.ask(card, binding, new AbortController().signal) };
}
const told = (a: Ask): unknown => (a.kind === 'allowed' ? ['allowed', a.by, a.and] : a.kind === 'refused' ? ['refused', a.decision.decision === 'deny' ? a.decision.reason : a.decision.decision] : a.kind);

test('two people: the first keeps the card open, another person with a passphrase opens the door', async () => {
  const b = broker({}, { person: who.Alice! });
  const answered: unknown[] = [];
  b.onAnswer((x) => answered.push(x));
  const got = await b.put(cardOf({ people: 2 }));
  expect([told(got), b.shown.map((c) => [c.revision, c.agreed]), answered]).toEqual([['allowed', 'owner', 'Alice'], [[1, undefined], [2, 'owner']], [{ run: 'r', card: 'c', what: 'Tap "Pay"', decision: 'allow', by: 'owner', and: 'Alice' }]]);
  if (got.kind === 'allowed') { b.redeem(got.token, binding); expect(() => b.redeem(got.token, binding)).toThrow(Failure); }
});

test.each<[string, Word[], string]>([
  ['the same person twice', [{ person: undefined as never }, {}], 'owner has agreed, and the second person has to give a profile and its passphrase'],
  ['the same profile twice', ['Alice', 'Alice'].map((n) => ({ get person() { return who[n]!; } })), 'Alice has agreed already: another person has to'],
  ['rules twice', [{ by: 'rules' }, { by: 'rules' }], 'rules has agreed, and the second person has to give a profile and its passphrase'],
  ['a name that is only claimed', [{ by: 'Alice' }, { by: 'Bob' }], 'Alice has agreed, and the second person has to give a profile and its passphrase'],
  ['a person made elsewhere', [{}, { person: {} as Person }], 'The person who agreed is not known here'],
])('two people: %s is one person', async (_name, words, why) => {
  const b = broker(...words.map((w) => { const { person, ...rest } = w; return person === undefined ? rest : { ...rest, person }; }));
  expect(told(await b.put(cardOf({ people: 2 })))).toEqual(['refused', why]);
});

test('two people: what one agreed to before the screen changed is agreed to by nobody; an answer to the old words counts for nothing', async () => {
  const b = broker({}, { person: undefined as never });
  const words: Card[] = [];
  const made = createBroker({
    clock, nameOf: (p) => profiles.nameOf(p),
    asker: { async ask(card) {
      words.push(card);
      // The second person answers while the screen changes under the card.
      if (words.length === 2) { made.revise(cardOf({ people: 2 }, { revision: 2, changed: 'the price' }), { ...binding, screen: 'y' }); return { decision: { decision: 'allow' }, by: '', person: who.Bob!, ms: 0, revision: card.revision }; }
      return { decision: { decision: 'allow' }, by: 'owner', ...(words.length > 3 ? { person: who.Bob! } : {}), ms: 0, revision: card.revision };
    }, revise() {} },
  });
  const got = await made.ask(cardOf({ people: 2 }), binding, new AbortController().signal);
  expect([told(got), words.map((c) => [c.revision, c.agreed]), b.shown]).toEqual([['allowed', 'owner', 'Bob'], [[1, undefined], [2, 'owner'], [3, undefined], [4, 'owner']], []]);
  if (got.kind === 'allowed') expect(() => made.redeem(got.token, binding)).toThrow(Failure);
});

test('a card that comes with an agreement of its own brings none', async () => {
  const b = broker({}, { person: who.Alice! });
  await b.put(cardOf({ people: 2 }, { agreed: 'Mallory' }));
  expect(b.shown[0]?.agreed).toBeUndefined();
});

test('two people may both refuse at once: one refusal is enough', async () => {
  const b = broker({}, { says: { decision: 'deny', reason: 'too much' }, person: who.Bob! });
  expect(await b.put(cardOf({ people: 2 }))).toMatchObject({ kind: 'refused', by: 'Bob', decision: { decision: 'deny', reason: 'too much' } });
});

test('leave that was not held is no leave', async () => {
  expect(told(await broker({ confirmed: false }).put(cardOf({ classes: ['payment'] })))).toEqual(['refused', 'Leave for this is given by holding the key or typing the amount']);
});

test.each<[string, Partial<Verdict>, boolean]>([
  ['a scope that the verdict names', { scopes: ['once', 'app'] }, true],
  ['a scope that it does not name', { scopes: ['once', 'step'] }, false],
  ['no scopes', {}, false],
  ['a class that is never remembered, whatever the policy says', { scopes: ['app'], classes: ['send-message', 'payment'] }, false],
  ['two people', { scopes: ['app'], people: 2 }, false],
])('remembering: %s', async (_name, verdict, kept) => {
  const says: Decision = { decision: 'allow', scope: { kind: 'app', until: 5 } };
  const b = broker({ says }, { says, person: who.Bob! });
  const got = await b.put(cardOf(verdict));
  expect([got.kind, got.kind === 'allowed' && got.scope !== undefined, b.kept]).toEqual(['allowed', kept, kept ? [['c', { kind: 'app', until: 5 }, 'owner']] : []]);
});

const batch = (value: string, rest: string[], more: Partial<Batch> = {}): Partial<Card> => ({ batch: { loop: 'l', name: 'who', value, rest, alike: 'x', ...more } });

test('rows of a table are used once, by their own value, in the same pass of the loop, where all else is alike', async () => {
  const b = broker({ says: { decision: 'allow', rows: ['Ben', 'Eve', 'Eve', 'Zoe'] } });
  await b.put(cardOf({}, batch('Ann', ['Ben', 'Cat', 'Eve'])));
  const given = (c: Card): unknown => b.given(c, binding) !== undefined;
  expect([
    given(cardOf({}, batch('Ann', []))), given(cardOf({}, batch('Cat', []))), given(cardOf({}, batch('Zoe', []))), given(cardOf({}, batch('Ben', [], { loop: 'm' }))), given(cardOf({}, batch('Ben', [], { alike: 'y' }))),
    given({ ...cardOf({}, batch('Ben', [])), run: 'other' }), given(cardOf({ classes: ['payment'] }, batch('Ben', []))), given(cardOf({ people: 2 }, batch('Ben', []))), given(cardOf({})),
    given(cardOf({}, batch('Ben', []))), given(cardOf({}, batch('Ben', []))), given(cardOf({}, batch('Eve', []))), given(cardOf({}, batch('Eve', []))),
  ]).toEqual([false, false, false, false, false, false, false, false, false, true, false, true, false]);
});

test('a token of a row is bound like any other', async () => {
  const b = broker({ says: { decision: 'allow', rows: ['Ben'] } });
  await b.put(cardOf({}, batch('Ann', ['Ben'])));
  const got = b.given(cardOf({}, batch('Ben', [])), binding);
  expect([got?.by, got?.with]).toEqual(['owner', 'c']);
  expect(() => b.redeem(got!.token, { ...binding, screen: 'other' })).toThrow(Failure);
});

test('payments are never allowed by rows', async () => {
  const b = broker({ says: { decision: 'allow', rows: ['Ben'] } });
  await b.put(cardOf({ classes: ['payment'] }, batch('Ann', ['Ben'])));
  expect(b.given(cardOf({ classes: ['payment'] }, batch('Ben', [])), binding)).toBeUndefined();
});
