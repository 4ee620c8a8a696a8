// Approvals that are not approvals: used again, forged, old, and given for something else. The attacker has the broker's `ask` and hands over whichever
// token it likes; only the redeeming is switched off.

import { afterEach, expect, test } from 'vitest';
import type { Ask, Broker, Token } from '../../electron/control/approvals.ts';
import { open, rig, stall } from './rig.ts';

afterEach(async () => { for (const r of open.splice(0)) await r.close(); });

let now = 1_000_000;
const allowed = (token: Token): Ask => ({ kind: 'allowed', token, by: 'attacker', ms: 0 });

/** What the attacker's `ask` answers, given the real one and what it has got so far. */
const ATTACKS: [string, { honest: number; steal(ask: () => Promise<Ask>, got: Token[]): Promise<Ask> }][] = [
  ['a token that was used', { honest: 1, steal: async (_ask, got) => allowed(got[0]!) }],
  ['a token that was copied', { honest: 1, steal: async (_ask, got) => allowed(Object.create(Object.getPrototypeOf(got[0]) as object) as Token) }],
  ['a token that was made', { honest: 0, steal: async () => allowed({} as Token) }],
  ['a token that is eleven seconds old', { honest: 0, steal: async (ask) => { const a = await ask(); now += 11_000; return a; } }],
];

test.each(ATTACKS)('%s', async (_name, { honest, steal }) => {
  const attacked = async (redeeming: boolean) => {
    const got: Token[] = [];
    let asked = 0;
    const broker = (real: Broker): Broker => ({
      ...real,
      async ask(card, binding, signal) {
        const ask = (): Promise<Ask> => real.ask(card, binding, signal);
        const a = asked++ < honest ? await ask() : await steal(ask, got);
        if (a.kind === 'allowed') got.push(a.token);
        return a;
      },
      ...(redeeming ? {} : { redeem() {} }),
    });
    const r = await rig({ app: stall().app, broker, now: () => now, answer: () => ({ decision: 'allow' }) });
    const outcomes = [];
    for (let n = 0; n <= honest; n++) { const { outcome } = await r.act('Pay ¥30.00'); outcomes.push(outcome.ok ? 'done' : outcome.fault.kind); }
    return [r.stall().paid.length, outcomes.at(-1)];
  };
  expect(await Promise.all([attacked(false), attacked(true)])).toEqual([[honest + 1, 'done'], [honest, 'action/not-approved']]);
});

test('a token for another action', async () => {
  // Leave for a message is given and spent on a payment.
  const attacked = async (redeeming: boolean) => {
    let message: Token | undefined;
    const broker = (real: Broker): Broker => ({
      ...real,
      async ask(card, binding, signal) {
        if (message) return allowed(message);
        const a = await real.ask(card, binding, signal);
        // It is kept instead of being used.
        if (a.kind === 'allowed') message = a.token;
        return { kind: 'refused', decision: { decision: 'deny', reason: '' }, by: 'attacker', ms: 0 };
      },
      ...(redeeming ? {} : { redeem() {} }),
    });
    const r = await rig({ app: stall().app, broker, answer: (card) => ({ decision: card.what === 'Tap "Send"' ? 'allow' : 'deny', reason: '' }) });
    await r.act('Send');
    const { outcome } = await r.act('Pay ¥30.00');
    return [r.stall().paid, outcome.ok ? 'done' : outcome.fault];
  };
  expect(await attacked(false)).toEqual([['Pay ¥30.00'], 'done']);
  expect(await attacked(true)).toEqual([[], { kind: 'action/not-approved', why: 'The approval is for another action or another screen' }]);
});
