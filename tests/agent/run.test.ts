// Runs on a small phone: verbs, guards, recoveries, approvals, loops, loss of the phone, secrets, honesty about the end.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Mind } from '../../electron/agent/mind.ts';
import type { Item } from './fake-session.ts';
import { roots, sopText, stage } from './stage.ts';

afterAll(() => { for (const folder of roots) rmSync(folder, { recursive: true }); });

const shop = () => {
  let popup = false;
  let wifi = false;
  let ordered = 0;
  let price = '¥30.00';
  const rows = (n: number): Item[] => Array.from({ length: n }, (_, i) => ({ kind: 'button', text: `Row ${String.fromCharCode(65 + i)}`, onTap: () => s.phone.go('detail') }));
  const s = stage({
    phone: {
      start: 'home',
      apps: { Shop: { package: 'com.shop', screen: 'main' } },
      screens: {
        home: () => ({ package: 'com.launcher', activity: '.Home', items: [{ kind: 'text', text: 'Home' }] }),
        main: () => popup
          ? { package: 'com.shop', activity: '.Main', dialog: true, items: [{ kind: 'text', text: 'Update available' }, { kind: 'button', text: 'Not now', onTap: () => { popup = false; } }] }
          : { package: 'com.shop', activity: '.Main', items: [
            { kind: 'text', text: 'Shop' }, { kind: 'switch', text: 'Alerts', id: 'alerts', on: wifi, onTap: () => { wifi = !wifi; } }, { kind: 'input', text: 'Name', id: 'name' }, { kind: 'input', text: 'Code', id: 'code' }, { kind: 'input', text: 'Password', id: 'pw', password: true },
            { kind: 'button', text: `Pay ${price}`, id: 'pay', onTap: () => { ordered++; s.phone.go('paid'); } }, { kind: 'button', text: 'Stuck', id: 'stuck' }, { kind: 'list', rows: rows(20) },
          ] },
        detail: () => ({ package: 'com.shop', activity: '.Detail', items: [{ kind: 'text', text: 'Detail page' }] }),
        paid: () => ({ package: 'com.shop', activity: '.Paid', items: [{ kind: 'text', text: 'Paid' }] }),
      },
    },
    approve: (card) => decide(card),
    answer: (q) => reply(q),
    mind: undefined as never,
  });
  let decide: (card: (typeof s.cards)[number]) => any = () => ({ decision: 'allow' });
  let reply: (q: (typeof s.questions)[number]) => any = () => ({ kind: 'stop' });
  return { ...s, onCard(f: typeof decide) { decide = f; }, onQuestion(f: typeof reply) { reply = f; }, popup() { popup = true; }, price(p: string) { price = p; }, ordered: () => ordered, on: () => wifi };
};

test('opens, types and reads back, toggles, scrolls to what is off screen; the end is verified on the phone', async () => {
  const s = shop();
  const run = await s.start(sopText(`1. Open "Shop".
2. Enter {{who}} into "Name".
   - Expect: "Name" contains "Ada"
3. Turn on "Alerts".
4. Tap "Row S".`, { params: '  who: { type: string }', outcome: '- "Detail page" is visible' }), { values: { who: 'Ada' } });
  const end = await run.done;
  expect({ status: end.status, fault: end.fault, at: s.phone.at, on: s.on(), name: s.phone.values.get('name') }).toEqual({ status: 'done-verified', fault: undefined, at: 'detail', on: true, name: 'Ada' });
  expect(end.records.filter((r) => r.resolvedBy === 'scroll').length).toBeGreaterThan(0);
  expect(Object.values(end.steps)).toEqual(['passed', 'passed', 'passed', 'passed']);
});

test('a guard is served first and does not disturb the step', async () => {
  const s = shop();
  s.popup();
  const end = await (await s.start(sopText('1. Open "Shop".\n2. Tap "Row A".', { whenever: '- If "Update available" is visible: tap "Not now".', outcome: '- "Detail page" is visible' }))).done;
  expect({ status: end.status, by: end.records.filter((r) => r.action).map((r) => [r.what, r.resolvedBy]) }).toEqual({ status: 'done-verified', by: [['Open "Shop"', 'none-needed'], ['Tap "Not now"', 'guard'], ['Tap "Row A"', 'exact']] });
});

test('a payment stops at a card that shows it; denied, nothing is sent', async () => {
  const s = shop();
  s.onCard(() => { expect(s.phone.sent).toEqual(['start com.shop']); return { decision: 'deny', reason: 'too dear' }; });
  const end = await (await s.start(sopText('1. Open "Shop".\n2. Tap `id:pay`.'))).done;
  expect({ status: end.status, fault: end.fault, ordered: s.ordered(), sent: s.phone.sent, classes: s.cards[0]?.verdict.classes, what: s.cards[0]?.what }).toEqual({ status: 'failed', fault: { kind: 'action/denied', reason: 'too dear' }, ordered: 0, sent: ['start com.shop'], classes: ['payment'], what: 'Tap "Pay ¥30.00"' });
});

test('a label that changes between card and tap is asked about again', async () => {
  const s = shop();
  s.onCard((card) => { if (card.revision > 1) return { decision: 'deny', reason: 'changed' }; s.price('¥300.00'); return { decision: 'allow' }; });
  const end = await (await s.start(sopText('1. Open "Shop".\n2. Tap `id:pay`.'))).done;
  expect({ n: s.ordered(), cards: s.cards.map((c) => [c.revision, c.what, c.changed]), id: new Set(s.cards.map((c) => c.id)).size, fault: end.fault?.kind }).toEqual({ n: 0, cards: [[1, 'Tap "Pay ¥30.00"', undefined], [2, 'Tap "Pay ¥300.00"', '"Pay ¥30.00" became "Pay ¥300.00"']], id: 1, fault: 'action/denied' });
});

test('an edited action is asked about again', async () => {
  const s = shop();
  s.onCard((card) => (card.revision === 1 ? { decision: 'edit', action: { action: 'input_text', element: card.action.action === 'input_text' ? card.action.element : 0, text: 'Bob' } } : { decision: 'allow' }));
  const end = await (await s.start(sopText('1. Open "Shop".\n2. Enter "Ada" into "Name".\n   - Ask first: publish', { outcome: '- "Name" contains "Bob"' }))).done;
  expect([end.status, s.cards.length, s.phone.values.get('name'), end.records.find((r) => r.approval)?.approval?.decision]).toEqual(['done-verified', 2, 'Bob', 'edit']);
});

test('unplugged in the middle: the run waits and goes on where it stood', async () => {
  const s = shop();
  const run = await s.start(sopText('1. Open "Shop".\n2. Tap "Row A".', { outcome: '- "Detail page" is visible' }), { options: { paused: true } });
  s.phone.online(false);
  run.resume();
  while (run.state.status !== 'waiting-device') await new Promise((r) => { setImmediate(r); });
  expect(s.phone.sent).toEqual([]);
  s.phone.online(true);
  expect((await run.done).status).toBe('done-verified');
});

test('a run that is paused says so, and stands at the step it will do next', async () => {
  const s = shop();
  const run = await s.start(sopText('1. Go home.\n2. Go home.\n3. Open "Shop".\n4. Tap "Row A".', { outcome: '- "Detail page" is visible' }), { options: { paused: true } });
  const paused = async (): Promise<unknown> => {
    while (run.state.status !== 'paused') await new Promise((r) => { setImmediate(r); });
    return [run.state.step?.number, run.state.records.filter((r) => r.step).map((r) => r.step?.number)];
  };
  expect(await paused()).toEqual([undefined, []]);
  run.step();
  expect(await paused()).toEqual(['2', ['1']]);
  run.step();
  expect(await paused()).toEqual(['3', ['1', '2']]);
  run.step();
  expect(await paused()).toEqual(['4', ['1', '2', '3']]);
  run.resume();
  expect((await run.done).status).toBe('done-verified');
});

const RECOVERIES: [string, string, unknown][] = [
  ['retry 2, then skip', 'done-unverified', undefined],
  ['stop', 'stopped', 'run/expectation'],
  ['hand over', 'handed-over', 'run/needs-person'],
  ['go to step 3', 'done-unverified', undefined],
];
test.each(RECOVERIES)('On failure: %s', async (recovery, status, fault) => {
  const s = shop();
  const end = await (await s.start(sopText(`1. Open "Shop".\n2. Tap "Stuck".\n   - Expect: "Nowhere" is visible within 1s\n   - On failure: ${recovery}\n3. Go home.`))).done;
  expect([end.status, end.fault?.kind, s.phone.sent.filter((x) => x === 'tap Stuck').length]).toEqual([status, fault, recovery.startsWith('retry') ? 3 : 1]);
  expect(Object.values(end.steps)[1]).toBe({ 'retry 2, then skip': 'skipped', stop: 'failed', 'hand over': 'waiting', 'go to step 3': 'passed' }[recovery]);
});

test('a step that fails before anything is done is named in the record; one that has a record of its own is named once', async () => {
  const s = shop();
  s.onQuestion(() => ({ kind: 'skip' }));
  const end = await (await s.start(sopText('1. Open "Shop".\n2. Tap "Nowhere".\n   - Timeout: 1 s\n   - On failure: skip\n3. If "Shop" is visible:\n   1. Tap "Nowhere".\n      - Timeout: 1 s\n   - On failure: skip\n4. Stop with "enough".'))).done;
  const why = 'Nothing on the screen is called "Nowhere"';
  expect({ status: end.status, fault: end.fault, records: end.records.filter((r) => r.step).map((r) => [r.step?.number, r.what, r.outcome.ok ? r.verified : r.outcome.fault]) }).toEqual({
    status: 'stopped', fault: { kind: 'run/stopped', why: 'enough' },
    records: [['1', 'Open "Shop"', 'yes'], ['2', 'Tap "Nowhere"', { kind: 'run/needs-person', why }], ['3.1', 'Tap "Nowhere"', { kind: 'run/needs-person', why }]],
  });
});

test('a failing step without a recovery fails the run with the expectation', async () => {
  const s = shop();
  const end = await (await s.start(sopText('1. Open "Shop".\n   - Expect: "Nowhere" is visible within 1s'))).done;
  expect([end.status, end.fault]).toEqual(['failed', { kind: 'run/expectation', text: 'Expect: "Nowhere" is visible', screen: 'Shop' }]);
});

test('loops, conditions, remembering, skipping', async () => {
  const s = shop();
  const end = await (await s.start(sopText(`1. Open "Shop".
2. For each {{x}} in {{xs}}:
   1. If {{x}} is visible:
      1. Enter {{x}} into "Name".
   2. Otherwise: end the loop
3. Remember \`id:name\` as {{last}}.
4. If "Nowhere" is visible:
   1. Go home.
5. Otherwise:
   1. Enter "{{last}}!" into "Code".
      - Ask first: publish`, { params: '  xs: { type: list, of: string }', outcome: '- "Code" contains "Row B!"' }), { values: { xs: ['Row A', 'Row B', 'Zzz', 'Row C'] } })).done;
  expect([end.status, end.fault, s.phone.values.get('name')]).toEqual(['done-verified', undefined, 'Row B']);
});

const scripted = (...answers: object[]): Mind => ({ id: 'scripted', async propose({ screen }) { const a = answers.shift() ?? { action: 'status', status: 'complete' }; const label = (a as { label?: string }).label; return { action: (label ? { action: 'click', element: screen.elements.find((e) => e.label === label)!.id } : a) as never, promptTokens: 1, reused: 0, ms: 1 }; } });
const withMind = (mind: Mind, answer?: () => any) => {
  const s = stage({ mind, ...(answer ? { answer } : {}), phone: { start: 'main', screens: { main: () => ({ package: 'com.a', activity: '.A', items: [{ kind: 'text', text: 'Main' }, { kind: 'button', text: 'Stuck' }, { kind: 'button', text: 'Send message' }] }) } } });
  return s;
};

test('a model that claims to be done is not believed', async () => {
  const s = withMind(scripted({ action: 'status', status: 'complete' }));
  const end = await (await s.start(sopText('1. Do whatever it takes.', { outcome: '- "Sent" is visible within 1s' }))).done;
  expect([end.status, s.phone.sent, end.records.at(-1)?.claimed, end.records.at(-1)?.verified]).toEqual(['done-unverified', [], true, 'no']);
});

test('the same action on the same screen: another way once, then a person', async () => {
  const s = withMind(scripted({ label: 'Stuck' }, { label: 'Stuck' }, { label: 'Stuck' }, { label: 'Stuck' }));
  const end = await (await s.start(sopText('1. Do whatever it takes.'))).done;
  expect([end.status, s.phone.sent, s.questions.map((q) => q.kind)]).toEqual(['handed-over', ['tap Stuck'], ['hand-over']]);
});

test('while a person decides, the mind is told what it will be asked next', async () => {
  const told: { step: string; past: readonly string[] }[] = [];
  const mind: Mind = { ...scripted({ label: 'Stuck' }, { label: 'Send message' }), prepare: ({ step, past }) => { told.push({ step, past }); } };
  const s = withMind(mind);
  const end = await (await s.start(sopText('1. Send what was written.\n   - Ask first: publish\n2. Say goodbye.'))).done;
  expect([end.status, told]).toEqual(['done-unverified', [
    { step: 'Send what was written', past: ['Tap "Stuck"'] }, { step: 'Send what was written', past: ['Tap "Stuck"', 'Tap "Send message"'] },
  ]]);
});

test('without a model a person picks, and the choice is kept for the next run', async () => {
  const s = stage({ answer: (q) => (q.kind === 'pick' ? { kind: 'pick', element: q.snapshot.elements.find((e) => e.label === 'Stuck')!.id, remember: true } : { kind: 'stop' }), phone: { start: 'main', screens: { main: () => ({ package: 'com.a', activity: '.A', items: [{ kind: 'button', text: 'Stuck' }] }) } } });
  const text = sopText('1. Press the one that never works.');
  const first = await (await s.start(text)).done;
  const second = await (await s.start(text)).done;
  expect([first, second].map((e) => e.records.map((r) => [r.what, r.resolvedBy]))).toEqual([[['Tap "Stuck"', 'person']], [['Tap "Stuck"', 'binding']]]);
  expect(s.questions.length).toBe(1);
});

test('take over blocks the agent, hand back goes on at the named step', async () => {
  const s = shop();
  s.onCard(() => ({ decision: 'take-over' }));
  const text = sopText('1. Open "Shop".\n2. Tap `id:pay`.\n3. Go home. ^last');
  const run = await s.start(text);
  while (run.state.status !== 'taken-over') await new Promise((r) => { setImmediate(r); });
  expect(s.phone.sent).toEqual(['start com.shop']);
  run.handBack('3');
  const end = await run.done;
  expect([end.status, s.phone.sent, s.ordered()]).toEqual(['done-unverified', ['start com.shop', 'key HOME'], 0]);
});

test('a secret leaves no trace in anything the run wrote or said', async () => {
  const s = shop();
  s.onQuestion((q) => (q.kind === 'hand-over' ? { kind: 'input', text: '842913' } : { kind: 'stop' }));
  const run = await s.start(sopText('1. Open "Shop".\n2. Enter {{pw}} into "Password".\n   - Ask first: credential\n3. Enter {{pw}} into "Name".\n   - Ask first: credential\n4. Tap "Code".\n5. Hand over "Type the code".\n6. Remember `id:name` as {{leak}}.', { params: '  pw: { type: string, secret: true }' }), { secrets: { pw: 'Tr0ub4dor&3' } });
  const end = await run.done;
  expect([end.status, s.phone.values.get('pw'), s.phone.values.get('code'), s.cards.length]).toEqual(['done-unverified', 'Tr0ub4dor&3', '842913', 2]);
  const everything = execFileSync('sh', ['-c', `find ${s.root} -type f -exec cat {} +`], { encoding: 'utf8' }) + JSON.stringify([end.records, end.params, s.cards, s.log.recent()]);
  for (const secret of ['Tr0ub4dor&3', 'Tr0ub4dor&amp;3', '842913']) expect(everything.includes(secret), secret).toBe(false);
});

test('time a person takes does not count against Timeout; time at work does', async () => {
  const s = shop();
  s.onCard(() => { s.clock.advance(240_000); return { decision: 'allow' }; });
  const waited = await (await s.start(sopText('1. Open "Shop".\n2. Tap `id:pay`.\n   - Timeout: 10s', { outcome: '- "Paid" is visible' }))).done;
  const slow = shop();
  slow.phone.onLook = () => { slow.clock.advance(4000); };
  const worked = await (await slow.start(sopText('1. Open "Shop".\n2. Tap "Stuck".\n   - Timeout: 5s'))).done;
  expect([[waited.status, waited.fault], [worked.status, worked.fault?.kind]]).toEqual([['done-verified', undefined], ['failed', 'run/expectation']]);
});

const CIRCLES: [string, string, { taps: number; status: string; asked: string[] }][] = [
  ['a repetition without a limit of its own', 'Repeat until "Nowhere" is visible:\n   1. Tap "Stuck".', { taps: 8, status: 'handed-over', asked: ['hand-over'] }],
  ['going back to a step again and again', 'Tap "Stuck".\n   - Expect: "Nowhere" is visible within 1s\n   - On failure: go to step 2', { taps: 8, status: 'handed-over', asked: ['hand-over'] }],
  ['so many times as the author said', 'Repeat 12 times:\n   1. Tap "Stuck".', { taps: 12, status: 'done-unverified', asked: [] }],
  ['at most as often as the author said', 'Repeat until "Nowhere" is visible:\n   1. Tap "Stuck".\n   - At most: 10', { taps: 10, status: 'handed-over', asked: ['hand-over'] }],
  ['retries that the author asked for', 'Tap "Stuck".\n   - Expect: "Nowhere" is visible within 1s\n   - On failure: retry 9, then skip', { taps: 10, status: 'done-unverified', asked: [] }],
];
test.each(CIRCLES)('going round in circles: %s', async (_name, step, wanted) => {
  const s = shop();
  const end = await (await s.start(sopText(`1. Open "Shop".\n2. ${step}`))).done;
  expect({ taps: s.phone.sent.filter((x) => x === 'tap Stuck').length, status: end.status, asked: s.questions.map((q) => q.kind) }).toEqual(wanted);
});
