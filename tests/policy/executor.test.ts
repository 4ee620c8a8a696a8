// Policies through the one door: limits, leaves that are remembered, once per run, a policy that changes under an open card, facts in the record, and what another
// policy would have decided.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLog } from '../../electron/base/log.ts';
import { createBroker } from '../../electron/control/approvals.ts';
import { createExecutor } from '../../electron/control/executor.ts';
import { createPolicy, type Policy } from '../../electron/control/policy.ts';
import { compile, type Compiled } from '../../electron/control/policy/cedar.ts';
import { dryRun, explain } from '../../electron/control/policy/dry-run.ts';
import { toCedar } from '../../electron/control/policy/form.ts';
import { openLeaves, type Leaves } from '../../electron/control/policy/remembered.ts';
import { builtIn, ownSources } from '../../electron/control/policy/sources.ts';
import type { SopMarks } from '../../electron/control/types.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { PolicyRule } from '../../electron/protocol/policy.ts';
import type { Actor, Card, Decision, StepRecord } from '../../electron/protocol/run.ts';
import { createObserver } from '../../electron/screen/observe.ts';
import { createFakePhone, createTestClock, type Item } from '../agent/fake-session.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
const { schema, base } = await ownSources(path.resolve(import.meta.dirname, '../../resources'));
const withRules = (...rules: PolicyRule[]): Compiled => compile(schema, [base, { name: 'form.cedar', text: toCedar(rules), builtIn: false }]);
const failed = async (what: Promise<unknown>): Promise<unknown> => what.then(() => 'done', (e: unknown) => (e instanceof Failure ? e.fault : e));

/** A phone whose screen has a title and buttons, a door, and cards that `answer` decides. */
async function door(o: { items?: Item[]; policy?: Compiled; leaves?: Leaves; answer?: (card: Card, policy: Policy) => Decision | Promise<Decision> }) {
  const clock = createTestClock();
  let items = o.items ?? [];
  const phone = createFakePhone({ start: 'main', screens: { main: () => ({ package: 'com.bank', activity: '.A', items }) } });
  (phone as unknown as { useClock(c: typeof clock): void }).useClock(clock);
  let compiled = o.policy ?? builtIn();
  const policy = createPolicy({ now: () => compiled, leaves: o.leaves ?? await openLeaves({ clock }) });
  const records: StepRecord[] = [];
  const cards: Card[] = [];
  const observer = createObserver({ session: phone.session, images: { put: () => 'x.png' }, clock });
  const broker = createBroker({ clock, asker: { async ask(card) { cards.push(card); return { decision: await (o.answer ?? ((): Decision => ({ decision: 'allow' })))(card, policy), by: 'Ada', ms: 0, revision: card.revision }; }, revise() {} } });
  const executor = createExecutor({ observerOf: () => observer, broker, clock, log: createLog({ clock }), policy, witness: { async witness(r) { records.push(r); } } });
  const signal = new AbortController().signal;
  const act = async (label: string, q: { actor?: Actor; marks?: SopMarks } = {}) => {
    const before = await observer.look({ settle: true, signal });
    const element = before.elements.find((e) => e.label === label)?.id;
    if (element === undefined) throw new Error(`${label} is not among ${before.elements.map((e) => e.label).join(', ')}`);
    const { record } = await executor.perform({ session: phone.session, actor: q.actor ?? { kind: 'agent', run: 'r' }, before, signal, action: { action: 'click', element }, ...(q.marks ? { marks: q.marks } : {}) });
    return `${record.verdict?.decision}${record.outcome.ok ? '' : ` ${record.outcome.fault.kind}: ${'why' in record.outcome.fault ? record.outcome.fault.why : ''}`}`;
  };
  return { act, phone, records, cards, policy, clock, show: (next: Item[]) => { items = next; }, use: (next: Compiled) => { compiled = next; } };
}

const page = (title: string, button: string, ...more: string[]): Item[] => [{ kind: 'text', text: title }, ...more.map((text): Item => ({ kind: 'text', text })), { kind: 'button', text: button }];
const MARKS: SopMarks = { step: { id: 's1', number: '1', text: 'Tap', line: 3 }, sop: { id: 'daily', sha256: 'x' } };

test('a limit on the amount that the screen says refuses, whoever would agree, and names the rule', async () => {
  const d = await door({ policy: withRules({ kind: 'limit', id: 'cap', app: 'com.bank', class: 'payment', most: [{ currency: 'CNY', amount: '500' }], above: 'never-allow', unread: 'as-above' }) });
  d.show(page('Checkout', 'Pay ¥500.00'));
  const within = await d.act('Pay ¥500.00');
  d.show(page('Checkout', 'Pay ¥500.01'));
  const over = await d.act('Pay ¥500.01');
  const verdict = d.records[1]!.verdict!;
  expect([within, over, d.cards.map((c) => [c.what, c.verdict.hold, c.verdict.people, c.verdict.scopes]), d.phone.sent, verdict.rules?.map((r) => [r.id, r.file, r.line, r.column, r.effect]), verdict.facts]).toEqual([
    'ask', 'deny action/not-approved: in com.bank, payment: at most CNY 500; an amount has to be there', [['Tap "Pay ¥500.00"', true, 1, ['once']]], ['tap Pay ¥500.00'], [['cap', 'form.cedar', 3, 1, 'forbid']],
    { actor: 'agent', action: 'click', app: 'com.bank', classes: ['payment'], ask: false, amounts: { CNY: '500.01' }, reversible: false, affects: 'someone', run: 'r' },
  ]);
});

test('the page of a code that does not repeat the amount goes by the page before it', async () => {
  const d = await door({ policy: withRules({ kind: 'limit', id: 'cap', class: 'transfer', most: [{ currency: 'CNY', amount: '500' }], above: 'never-allow', unread: 'as-above' }) });
  d.show(page('Enter code', 'Send money'));
  const blind = await d.act('Send money');
  d.show(page('Review', 'Confirm transfer', '¥80.00'));
  const first = await d.act('Confirm transfer');
  d.show(page('Enter code', 'Send money'));
  const second = await d.act('Send money');
  const other = await d.act('Send money', { actor: { kind: 'agent', run: 'other' } });
  expect([blind.slice(0, 4), first, second, other.slice(0, 4)]).toEqual(['deny', 'ask', 'ask', 'deny']);
});

test('broken policies let nothing of an agent through; a person still can', async () => {
  const d = await door({ items: page('Home', 'Next'), policy: compile(schema, [base, { name: 'ops.cedar', text: 'permit (principal, action);', builtIn: false }]) });
  expect([await d.act('Next'), await d.act('Next', { actor: { kind: 'explorer', job: 'j' } }), await d.act('Next', { actor: { kind: 'human', via: 'mirror' } }), d.phone.sent, d.cards]).toEqual([
    expect.stringMatching(/^deny action\/not-approved: The policy cannot be used: ops\.cedar:1:\d+: /), expect.stringMatching(/^deny /), 'auto', ['tap Next'], [],
  ]);
});

test('once per run: the first leave of a run counts for the rest of it, for the same recipient', async () => {
  const d = await door({ policy: withRules({ kind: 'ask', id: 'once', class: 'send-message', when: 'once-per-run' }) });
  d.show(page('Ada', 'Send'));
  const ada = [await d.act('Send'), await d.act('Send')];
  d.show(page('Bob', 'Send'));
  const bob = [await d.act('Send'), await d.act('Send')];
  const other = await d.act('Send', { actor: { kind: 'agent', run: 'r2' } });
  d.policy.runEnded('r');
  expect([ada, bob, other, await d.act('Send')]).toEqual([['ask', 'auto'], ['ask', 'auto'], 'ask', 'ask']);
});

test('a leave is kept for the scope that was chosen, and for nothing beside it', async () => {
  const ask = async (scope: 'step' | 'sop' | 'app', ways: [string, Item[], { actor?: Actor; marks?: SopMarks }][]) => {
    const d = await door({ answer: async (card, policy) => { if (d.cards.length === 1) await policy.remember(card, { kind: scope }, 'Ada'); return { decision: 'allow' }; } });
    d.show(page('Ada', 'Send'));
    const out: string[] = [await d.act('Send', { marks: MARKS })];
    for (const [label, items, how] of ways) { d.show(items); out.push(await d.act(label, how)); }
    return [d.cards[0]!.verdict.scopes, out];
  };
  const other: Actor = { kind: 'agent', run: 'r2' };
  const ways: [string, Item[], { actor?: Actor; marks?: SopMarks }][] = [
    ['Send', page('Ada', 'Send'), { marks: MARKS }], ['Send', page('Ada', 'Send'), { marks: MARKS, actor: other }], ['Send', page('Ada', 'Send'), { marks: { ...MARKS, step: { ...MARKS.step!, id: 's2' } } }],
    ['Send', page('Ada', 'Send'), { marks: { ...MARKS, sop: { id: 'weekly', sha256: 'y' } } }], ['Send', page('Bob', 'Send'), { marks: MARKS }], ['Call', page('Ada', 'Call'), { marks: MARKS }], ['Send', page('Ada', 'Send'), { marks: { ...MARKS, ask: { classes: ['send-message'] } } }],
  ];
  const SCOPES = ['once', 'step', 'sop', 'app'];
  expect([await ask('step', ways), await ask('sop', ways), await ask('app', ways)]).toEqual([
    [SCOPES, ['ask', 'auto', 'ask', 'ask', 'auto', 'ask', 'ask', 'auto']],
    [SCOPES, ['ask', 'auto', 'auto', 'auto', 'ask', 'ask', 'ask', 'auto']],
    [SCOPES, ['ask', 'auto', 'auto', 'auto', 'auto', 'ask', 'ask', 'ask']],
  ]);
});

test('never-remembered: refused on the card and in the store; an edited file and a permit by hand change nothing', async () => {
  const clock = createTestClock();
  const file = path.join(root, 'remembered.json');
  const entry = { id: 'x', kind: 'app', app: 'com.bank', by: 'Mallory', at: 1, until: clock.now() + 1e9 };
  fs.writeFileSync(file, JSON.stringify([{ ...entry, classes: ['payment'] }, { ...entry, id: 'y', classes: ['send-message', 'payment'], about: 'Ada' }, { ...entry, id: 'z', kind: 'run', classes: ['call'] }, { ...entry, id: 'ok', classes: ['legal-consent'] }]));
  const leaves = await openLeaves({ file, clock });
  const tries: unknown[] = [];
  const d = await door({
    leaves, items: page('Checkout', 'Pay ¥30.00'), policy: compile(schema, [base, { name: 'ops.cedar', text: 'permit (principal, action, resource) when { context.approval.kind == "remembered" };\npermit (principal, action, resource) when { context.approval.kind == "none" };', builtIn: false }]),
    answer: async (card, policy) => {
      tries.push(await failed(policy.remember(card, { kind: 'app' }, 'Ada')), await failed(policy.remember({ verdict: { ...card.verdict, scopes: ['app'] } }, { kind: 'app', until: 9e15 }, 'Ada')));
      return { decision: 'allow' };
    },
  });
  expect([await d.act('Pay ¥30.00'), await d.act('Pay ¥30.00'), tries.slice(0, 2), leaves.list().map((l) => l.id), leaves.refused.map((f) => f.kind)]).toEqual([
    'ask', 'ask', [{ kind: 'action/not-approved', why: 'Leave for this cannot be remembered' }, { kind: 'policy/never-remember', class: 'payment' }], ['ok'], ['policy/never-remember', 'policy/never-remember', 'file/damaged'],
  ]);
});

test('leaves with a date outlive the session until it passes; others, and where somebody is, do not', async () => {
  const clock = createTestClock();
  const file = path.join(root, 'kept.json');
  const facts = { actor: 'agent', action: 'click', app: 'com.a', classes: ['call'], ask: false, run: 'r', about: 'Ada' } as const;
  const first = await openLeaves({ file, clock });
  const until = clock.now() + 60_000;
  const kept = await first.remember({ ...facts, classes: ['call'] }, { kind: 'app', until }, 'Ada');
  await first.remember({ ...facts, classes: ['legal-consent'] }, { kind: 'app' }, 'Ada');
  await first.remember({ ...facts, classes: ['share-location'] }, { kind: 'app', until }, 'Ada');
  const { about: _a, ...unbound } = facts;
  const refused = await failed(first.remember({ ...unbound, classes: ['call'] }, { kind: 'app', until }, 'Ada'));
  const second = await openLeaves({ file, clock });
  const before = [first.list().length, second.list().map((l) => l.id), second.applying({ ...facts, classes: ['call'] }).length, second.applying({ ...facts, classes: ['call'], about: 'Bob' }).length];
  clock.advance(60_000);
  const late = second.applying({ ...facts, classes: ['call'] }).length;
  await first.forget(kept.id);
  expect([before, late, (await openLeaves({ file, clock })).list(), await failed(first.forget(kept.id)), refused, fs.statSync(file).mode & 0o777]).toEqual([
    [3, [kept.id], 1, 0], 0, [], { kind: 'usage', detail: 'This leave is not remembered any more' }, { kind: 'usage', detail: 'The screen does not say whom this goes to, so leave for it cannot be remembered' }, 0o600,
  ]);
});

test('a policy that changes while a card is open: the action is judged by the new one', async () => {
  const forbid = withRules({ kind: 'ask', id: 'no', class: 'send-message', when: 'never-allow' });
  const stricter = withRules({ kind: 'ask', id: 'each', class: 'call', when: 'every-time' });
  const run = async (next: Compiled) => {
    const d = await door({ items: page('Ada', 'Send'), answer: () => { d.use(next); return { decision: 'allow' }; } });
    return [await d.act('Send'), d.cards.map((c) => c.changed), d.phone.sent];
  };
  expect([await run(forbid), await run(stricter)]).toEqual([
    ['deny action/not-approved: send-message: never', [undefined], []], ['ask', [undefined, 'The policy changed'], ['tap Send']],
  ]);
});

test('a dry run says what another policy would have decided differently; why says rule and facts', async () => {
  const d = await door({});
  d.show(page('Ada', 'Next'));
  await d.act('Next', { marks: MARKS });
  d.show(page('Ada', 'Send'));
  await d.act('Send', { marks: MARKS });
  d.show(page('Checkout', 'Pay ¥900.00'));
  await d.act('Pay ¥900.00', { marks: MARKS });
  const old = { ...d.records[2]!, seq: 9, verdict: { decision: 'ask', classes: ['payment'], because: [] } } as StepRecord;
  const next = withRules({ kind: 'ask', id: 'free', class: 'send-message', when: 'never-ask' }, { kind: 'limit', id: 'two', class: 'payment', most: [{ currency: 'CNY', amount: '500' }], above: 'two-people', unread: 'as-above' });
  // Asked about because the screen changed, not by the policy: another policy does not change that.
  const turned = { ...d.records[0]!, seq: 10, verdict: { ...d.records[0]!.verdict!, decision: 'ask' } } as StepRecord;
  const { different, ...rest } = dryRun({ id: 'e', records: [...d.records, old, turned] }, next);
  const why = explain(d.records[1]!.verdict!, builtIn());
  const moved = explain(d.records[1]!.verdict!, next);
  expect([rest, different.map((x) => [x.seq, x.step, x.was, x.now.decision, x.now.people, x.now.rules[0]?.id]), dryRun({ id: 'e', records: d.records }, builtIn()).different]).toEqual([
    { episode: 'e', policy: next.digest, problems: [], judged: 5, incomplete: 1 },
    [[2, '1', { decision: 'ask', people: 1 }, 'auto', 1, 'free'], [3, '1', { decision: 'ask', people: 1 }, 'ask', 2, 'two'], [9, '1', { decision: 'ask', people: 1 }, 'ask', 2, 'two']], [],
  ]);
  expect([why.rules.map((r) => [r.id, r.text?.includes('context.approval.kind == "human"')]), why.facts, why.now?.same, moved.now?.decision, moved.rules[0]?.text]).toEqual([
    [['base/leave', true]],
    [{ name: 'Who acts', value: 'the agent' }, { name: 'Action', value: 'click' }, { name: 'App', value: 'com.bank' }, { name: 'Classes', value: 'send-message' }, { name: 'Recipient', value: 'Ada' }, { name: 'SOP', value: 'daily' }, { name: 'Step', value: 's1' }, { name: 'Can be taken back', value: 'no' }, { name: 'Affects', value: 'someone' }],
    true, 'auto', undefined,
  ]);
});
