// The one door on a small phone: nothing sensitive is sent before leave is given, whatever the class and the language; an
// open card follows the screen; leave for what is gone, changed or out of reach is no leave.

import { expect, test } from 'vitest';
import { createBroker } from '../../electron/control/approvals.ts';
import { createExecutor } from '../../electron/control/executor.ts';
import type { SecondOpinion } from '../../electron/control/second-opinion.ts';
import type { Asker } from '../../electron/control/types.ts';
import { createLog } from '../../electron/base/log.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { Actor, Card, Decision, StepRecord } from '../../electron/protocol/run.ts';
import type { Class } from '../../electron/protocol/sop.ts';
import { createObserver } from '../../electron/screen/observe.ts';
import { createDesk } from '../../electron/services/desk.ts';
import { createFakePhone, createTestClock, type Item } from '../agent/fake-session.ts';

const AGENT: Actor = { kind: 'agent', run: 'r' };

/** A phone that shows `items`, and the door to it. */
function door(screen: () => { items: Item[]; dialog?: boolean }, asker: (clock: ReturnType<typeof createTestClock>) => Asker) {
  const clock = createTestClock();
  const phone = createFakePhone({ start: 'main', screens: { main: () => ({ package: 'com.a', activity: '.A', ...screen() }) } });
  (phone as unknown as { useClock(c: typeof clock): void }).useClock(clock);
  const records: StepRecord[] = [];
  const observer = createObserver({ session: phone.session, images: { put: () => 'x.png' }, clock });
  const broker = createBroker({ asker: asker(clock), clock });
  const shown: (Card | undefined)[] = [];
  broker.onCard((_run, card) => shown.push(card));
  const executor = createExecutor({ observerOf: () => observer, broker, clock, log: createLog({ clock }), witness: { async witness(r) { records.push(r); } } });
  const signal = new AbortController().signal;
  const act = async (label: string, text?: string) => {
    const before = await observer.look({ settle: true, signal });
    const element = before.elements.find((e) => e.label === label)?.id;
    if (element === undefined) throw new Error(`${label} is not among ${before.elements.map((e) => e.label).join(', ')}`);
    return executor.perform({ session: phone.session, actor: AGENT, before, signal, action: text === undefined ? { action: 'click', element } : { action: 'input_text', element, text } });
  };
  return { phone, clock, executor, observer, records, shown, act, signal };
}

/** Answers at once. */
const says = (decide: (card: Card) => Decision): (() => Asker) => () => ({ ask: async (card) => ({ decision: decide(card), by: 'test', ms: 0, revision: card.revision }), revise() {} });

const button = (text: string): Item[] => [{ kind: 'text', text: 'Page' }, { kind: 'button', text }];
const asked = (question: string, text: string): Item[] => [{ kind: 'text', text: question }, { kind: 'button', text: 'Cancel' }, { kind: 'button', text }];
const EACH: [Class, string, { items: Item[]; dialog?: boolean; at: string; type?: string }][] = [
  ['payment', 'en', { items: button('Place order'), at: 'Place order' }],
  ['payment', 'zh', { items: button('提交订单'), at: '提交订单' }],
  ['transfer', 'en', { items: button('Send money'), at: 'Send money' }],
  ['transfer', 'zh', { items: button('立即转账'), at: '立即转账' }],
  ['send-message', 'en', { items: button('Send'), at: 'Send' }],
  ['send-message', 'zh', { items: button('发送'), at: '发送' }],
  ['call', 'en', { items: button('Call'), at: 'Call' }],
  ['call', 'zh', { items: button('拨打电话'), at: '拨打电话' }],
  ['publish', 'en', { items: button('Post comment'), at: 'Post comment' }],
  ['publish', 'zh', { items: button('发表'), at: '发表' }],
  ['delete', 'en', { items: asked('Delete this contact?', 'OK'), dialog: true, at: 'OK' }],
  ['delete', 'zh', { items: asked('删除该联系人？', '确定'), dialog: true, at: '确定' }],
  ['grant-permission', 'en', { items: button('Allow'), at: 'Allow' }],
  ['grant-permission', 'zh', { items: button('允许'), at: '允许' }],
  ['install', 'en', { items: button('Install'), at: 'Install' }],
  ['install', 'zh', { items: button('安装'), at: '安装' }],
  ['credential', 'en', { items: [{ kind: 'input', text: 'Password', id: 'pw', password: true }], at: 'Password', type: 'hunter2' }],
  ['credential', 'zh', { items: [{ kind: 'input', text: '验证码', id: 'code' }], at: '验证码', type: '123456' }],
  ['share-location', 'en', { items: button('Share location'), at: 'Share location' }],
  ['share-location', 'zh', { items: button('共享位置'), at: '共享位置' }],
  ['account-change', 'en', { items: button('Change password'), at: 'Change password' }],
  ['account-change', 'zh', { items: button('注销账号'), at: '注销账号' }],
  ['settings-security', 'en', { items: button('Developer options'), at: 'Developer options' }],
  ['settings-security', 'zh', { items: button('开发者选项'), at: '开发者选项' }],
  ['export-data', 'en', { items: button('Export contacts'), at: 'Export contacts' }],
  ['export-data', 'zh', { items: button('导出通讯录'), at: '导出通讯录' }],
  ['legal-consent', 'en', { items: asked('Terms of service', 'I agree'), at: 'I agree' }],
  ['legal-consent', 'zh', { items: button('同意并继续'), at: '同意并继续' }],
];

test.each(EACH)('%s (%s): nothing is sent before leave is given, nothing after a denial, once after leave', async (kind, _language, { at, type, ...screen }) => {
  const sentWhenAsked: string[][] = [];
  const one = async (decision: Decision) => {
    const d = door(() => screen, says(() => { sentWhenAsked.push([...d.phone.sent]); return decision; }));
    const done = await d.act(at, type);
    return { asked: d.records[0]?.verdict?.classes.includes(kind), ok: done.outcome.ok, taps: d.phone.sent.filter((x) => x.startsWith('tap')).length, typed: d.phone.sent.filter((x) => x.startsWith('text')).length, advice: d.shown[0]?.advice };
  };
  const advice = kind === 'credential' ? 'take-over' : undefined;
  expect([await one({ decision: 'deny', reason: '' }), await one({ decision: 'allow' }), sentWhenAsked]).toEqual([
    { asked: true, ok: false, taps: 0, typed: 0, advice },
    { asked: true, ok: true, taps: 1, typed: type === undefined ? 0 : 1, advice },
    [[], []],
  ]);
});

test('a plain button that by now stands in a dialog that deletes is asked about', async () => {
  let popup = false;
  const s = door(() => ({ items: popup ? asked('Delete all messages?', 'OK') : [{ kind: 'text', text: 'Welcome' }, { kind: 'button', text: 'Cancel' }, { kind: 'button', text: 'OK' }] }), says(() => ({ decision: 'deny', reason: '' })));
  const before = await s.observer.look({ settle: true, signal: s.signal });
  popup = true;
  s.clock.advance(5000);
  const { outcome, record } = await s.executor.perform({ session: s.phone.session, actor: AGENT, before, signal: s.signal, action: { action: 'click', element: before.elements.find((e) => e.label === 'OK')!.id } });
  expect([outcome.ok, record.verdict?.classes, s.phone.sent]).toEqual([false, ['delete'], []]);
});

/** A person at a window, and the moments at which its cards change. */
function atWindow(screen: () => { items: Item[]; dialog?: boolean }) {
  let desk: ReturnType<typeof createDesk>;
  const d = door(screen, (clock) => (desk = createDesk(clock)).asker);
  const card = async (fits: (c: Card | undefined) => boolean): Promise<Card | undefined> => {
    for (let n = 0; n < 500; n++) {
      if (fits(d.shown.at(-1))) return d.shown.at(-1);
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    throw new Error(`No such card: ${JSON.stringify(d.shown.map((c) => c && [c.revision, c.what, c.changed]))}`);
  };
  const decide = (c: Card, decision: Decision): string => {
    try { desk.decide({ run: c.run, card: c.id, revision: c.revision, decision }); return 'taken'; } catch (e) { return e instanceof Failure && e.fault.kind === 'action/not-approved' ? e.fault.why : String(e); }
  };
  return { ...d, card, decide };
}

test('a price that changes under an open card changes the card; leave for the old one is refused', async () => {
  let price = '¥30.00';
  const s = atWindow(() => ({ items: [{ kind: 'text', text: 'Checkout' }, { kind: 'button', text: `Pay ${price}`, id: 'pay' }] }));
  const done = s.act('Pay ¥30.00');
  const first = await s.card((c) => c?.revision === 1);
  price = '¥300.00';
  const second = await s.card((c) => c?.revision === 2);
  const late = s.decide(first!, { decision: 'allow', held: 800 });
  const light = s.decide(second!, { decision: 'allow', held: 799 });
  const wrong = s.decide(second!, { decision: 'allow', typed: '30.00' });
  const taken = s.decide(second!, { decision: 'allow', typed: '300' });
  const { outcome } = await done;
  expect({ late, light, wrong, taken, ok: outcome.ok, sent: s.phone.sent, cards: s.shown.map((c) => c && [c.what, c.changed]), revised: second?.id === first?.id }).toEqual({
    late: 'The card changed while you were deciding: look at it again', light: 'Hold the key or the button, or type the amount (¥300.00)', wrong: 'Hold the key or the button, or type the amount (¥300.00)', taken: 'taken', ok: true, sent: ['tap Pay ¥300.00'], revised: true,
    cards: [['Tap "Pay ¥30.00"', undefined], ['Tap "Pay ¥300.00"', '"Pay ¥30.00" became "Pay ¥300.00"'], undefined],
  });
});

test('a card whose target went away is withdrawn, and nothing is sent', async () => {
  let there = true;
  const s = atWindow(() => ({ items: there ? button('Send') : [{ kind: 'text', text: 'Signed out' }] }));
  const done = s.act('Send');
  const card = await s.card((c) => c !== undefined);
  there = false;
  const { outcome, decision } = await done;
  expect({ outcome, decision, sent: s.phone.sent, open: s.shown.at(-1), late: s.decide(card!, { decision: 'allow' }) }).toEqual({
    outcome: { ok: false, sent: false, fault: { kind: 'screen/stale', detail: '"Send" is no longer on the screen' } }, decision: undefined, sent: [], open: undefined, late: 'This card is no longer open',
  });
});

test('a phone that is pulled under an open card closes it', async () => {
  const s = atWindow(() => ({ items: button('Send') }));
  const done = s.act('Send');
  await s.card((c) => c !== undefined);
  s.phone.online(false);
  expect([(await done).outcome, s.phone.sent, s.shown.at(-1)]).toEqual([{ ok: false, sent: false, fault: { kind: 'device/disconnected', serial: 'fake' } }, [], undefined]);
});

test('who answers to words that are no longer shown is asked again; a refusal holds all the same', async () => {
  for (const last of ['allow', 'deny'] as const) {
    let price = '¥30.00';
    const heard: string[] = [];
    // A terminal: it prints once and waits for a line, whatever the screen does meanwhile.
    const s = door(() => ({ items: [{ kind: 'text', text: 'Checkout' }, { kind: 'button', text: `Pay ${price}`, id: 'pay' }] }), (clock) => ({
      async ask(card, signal) {
        heard.push(card.what);
        if (heard.length === 1) { price = '¥300.00'; await clock.sleep(5000, signal); await clock.sleep(5000, signal); }
        const decision: Decision = heard.length === 1 && last === 'allow' ? { decision: 'allow' } : { decision: 'deny', reason: 'no' };
        return { decision, by: 'terminal', ms: 0, revision: card.revision };
      },
      revise() {},
    }));
    const { outcome } = await s.act('Pay ¥30.00');
    expect({ heard, sent: s.phone.sent, fault: outcome.ok || outcome.fault.kind }).toEqual({ heard: last === 'allow' ? ['Tap "Pay ¥30.00"', 'Tap "Pay ¥300.00"'] : ['Tap "Pay ¥30.00"'], sent: [], fault: 'action/denied' });
  }
});

test('a model that is asked may make an action ask, and one that fails is not waited for', async () => {
  const items: Item[] = [{ kind: 'text', text: 'Recipient Anna' }, { kind: 'button', text: 'Whoosh' }];
  const clock = createTestClock();
  const act = async (classesOf: SecondOpinion['classesOf']): Promise<unknown[]> => {
    const phone = createFakePhone({ start: 'main', screens: { main: () => ({ package: 'com.a', activity: '.A', items }) } });
    (phone as unknown as { useClock(c: typeof clock): void }).useClock(clock);
    const observer = createObserver({ session: phone.session, images: { put: () => 'x.png' }, clock });
    const broker = createBroker({ asker: says(() => ({ decision: 'deny', reason: 'no' }))(), clock });
    const executor = createExecutor({ observerOf: () => observer, broker, clock, log: createLog({ clock }), witness: { async witness() {} }, opinion: () => ({ id: 'large', classesOf }) });
    const signal = new AbortController().signal;
    const before = await observer.look({ settle: true, signal });
    const { record } = await executor.perform({ session: phone.session, actor: AGENT, before, signal, action: { action: 'click', element: before.elements.find((e) => e.label === 'Whoosh')!.id } });
    return [record.verdict?.decision, record.verdict?.classes, record.verdict?.because[0], record.verdict?.reversible, record.verdict?.affects, record.outcome.ok, record.checks.map((c) => c.text).filter((t) => t.startsWith('second'))];
  };
  expect(await act(async () => ['transfer'])).toEqual(['ask', ['transfer'], { rung: 'model', class: 'transfer', words: 'large adds it' }, false, 'someone', false, []]);
  expect((await act(async () => [])).slice(0, 2)).toEqual(['auto', []]);
  expect((await act(async () => { throw new Failure({ kind: 'model/none' }); })).filter((_, i) => [0, 1, 6].includes(i))).toEqual(['auto', [], ['second opinion of large: none']]);
});

test('of what a person does who has the phone of a run only its kind is kept', async () => {
  const d = door(() => ({ items: [{ kind: 'text', text: 'My diagnosis' }, { kind: 'button', text: 'Show results' }, { kind: 'input', text: 'Doctor', id: 'd' }] }), says(() => ({ decision: 'deny', reason: '' })));
  const before = await d.observer.look({ settle: true, signal: d.signal });
  const id = (label: string): number => before.elements.find((e) => e.label === label)!.id;
  const act = (action: Parameters<typeof d.executor.perform>[0]['action']) => d.executor.perform({ session: d.phone.session, actor: { kind: 'human', via: 'take-over' }, before, signal: d.signal, action });
  const done = [await act({ action: 'click', element: id('Show results') }), await act({ action: 'input_text', element: id('Doctor'), text: 'Dr. Wang' })];
  expect([done.map((x) => x.outcome.ok), d.phone.sent.length > 1, d.records.map((r) => r.what), /diagnosis|results|doctor|wang/i.test(JSON.stringify(d.records))]).toEqual([[true, true], true, ['Tap "button"', 'Enter "••••••••" into "input"'], false]);
});
