// The broker: forged, reused, expired and misapplied tokens are refused; waiting ends without leave.

import { expect, test } from 'vitest';
import { createBroker, type Binding, type Token } from '../../electron/control/approvals.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { Card, Decision } from '../../electron/protocol/run.ts';

const binding: Binding = { run: 'r', step: 's', element: 'e', arguments: '{}', screen: 'x' };
const card = { id: 'c', run: 'r', what: 'Tap "Send"', revision: 1, verdict: { decision: 'ask', classes: ['send-message'], because: [] } } as unknown as Card;
const make = (decision: Decision | 'never') => {
  let now = 0;
  let ring: (() => void) | undefined;
  const seen: (string | undefined)[] = [];
  const broker = createBroker({
    clock: { now: () => now, sleep: (_ms, signal) => new Promise((resolve, reject) => { ring = resolve; signal?.addEventListener('abort', () => reject(signal.reason as Error)); }) },
    asker: { ask: (_c, signal) => (decision === 'never' ? new Promise((_r, reject) => { signal.addEventListener('abort', () => reject(signal.reason as Error)); }) : Promise.resolve({ decision, by: 't', ms: 0, revision: 1 })), revise() {} },
  });
  broker.onCard((_run, c) => seen.push(c?.id));
  return { broker, seen, pass: (ms: number) => { now += ms; }, ring: () => ring?.() };
};
const why = (f: () => void): string => {
  try { f(); return 'let through'; } catch (e) { return e instanceof Failure && e.fault.kind === 'action/not-approved' ? e.fault.why : String(e); }
};
const allowed = async (m: ReturnType<typeof make>): Promise<Token> => {
  const a = await m.broker.ask(card, binding, new AbortController().signal);
  if (a.kind !== 'allowed') throw new Error(a.kind);
  return a.token;
};

test('a token is good once, for what was shown', async () => {
  const m = make({ decision: 'allow' });
  const token = await allowed(m);
  expect([why(() => m.broker.redeem(token, binding)), why(() => m.broker.redeem(token, binding)), m.seen]).toEqual(['let through', 'The approval is unknown or was used already', ['c', undefined]]);
});

test.each(['run', 'step', 'element', 'arguments', 'screen'] as const)('a token for another %s is refused, and spent', async (part) => {
  const m = make({ decision: 'allow' });
  const token = await allowed(m);
  expect([why(() => m.broker.redeem(token, { ...binding, [part]: 'other' })), why(() => m.broker.redeem(token, binding))]).toEqual(['The approval is for another action or another screen', 'The approval is unknown or was used already']);
});

test('forged, foreign and old tokens are refused', async () => {
  const m = make({ decision: 'allow' });
  const token = await allowed(m);
  const forged = Object.create(Object.getPrototypeOf(token)) as Token;
  const constructed = new (token.constructor as new () => Token)();
  const foreign = await allowed(make({ decision: 'allow' }));
  m.pass(10_001);
  expect([forged, constructed, foreign, token].map((t) => why(() => m.broker.redeem(t, binding)))).toEqual([
    'The approval is unknown or was used already', 'The approval is unknown or was used already', 'The approval is unknown or was used already', 'The approval is too old',
  ]);
});

test('nobody answers: expired, never allowed', async () => {
  const m = make('never');
  const answer = m.broker.ask(card, binding, new AbortController().signal);
  m.pass(300_000);
  m.ring();
  expect([await answer, m.seen]).toEqual([{ kind: 'expired', ms: 300_000 }, ['c', undefined]]);
});
