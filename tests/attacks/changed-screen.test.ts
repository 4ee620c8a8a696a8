// What was approved is not what the finger would meet: a label that changed after the card, a window or a sheet of glass laid over the button.

import { afterEach, expect, test } from 'vitest';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import type { Observer } from '../../electron/screen/observe.ts';
import { open, rig, stall, type StallState } from './rig.ts';

afterEach(async () => { for (const r of open.splice(0)) await r.close(); });

/** Switched off: nobody looks again, the first look holds for ever. */
const frozen = (real: Observer): Observer => {
  let first: Promise<Snapshot> | undefined;
  return { look: (o) => (first ??= real.look(o)) };
};

/** The screen changes while the card is open; whoever answers allows the first card and nothing that comes after it. */
async function attacked(change: (s: StallState) => void, look?: (real: Observer) => Observer) {
  const { app, edit } = stall({ note: 'To: Anna' });
  const r = await rig({ app, ...(look ? { look } : {}), answer: (card) => { if (card.revision > 1) return { decision: 'deny', reason: 'changed' }; edit(change); return { decision: 'allow' }; } });
  const { outcome } = await r.act('Pay ¥30.00');
  const { paid, taken } = r.stall();
  return { paid, taken, outcome: outcome.ok ? 'done' : outcome.fault.kind, cards: r.cards.map((c) => [c.what, c.changed]) };
}

test('the label changed between the card and the input', async () => {
  const dearer = (s: StallState): void => { s.label = 'Pay ¥3,000.00'; };
  expect(await attacked(dearer, frozen)).toEqual({ paid: ['Pay ¥3,000.00'], taken: 0, outcome: 'done', cards: [['Tap "Pay ¥30.00"', undefined]] });
  expect(await attacked(dearer)).toEqual({ paid: [], taken: 0, outcome: 'action/denied', cards: [['Tap "Pay ¥30.00"', undefined], ['Tap "Pay ¥3,000.00"', '"Pay ¥30.00" became "Pay ¥3,000.00"']] });
});

test('the text that says to whom it goes changed', async () => {
  const other = (s: StallState): void => { s.note = 'To: Mallory'; };
  expect(await attacked(other, frozen)).toMatchObject({ paid: ['Pay ¥30.00'], outcome: 'done' });
  expect(await attacked(other)).toEqual({ paid: [], taken: 0, outcome: 'action/denied', cards: [['Tap "Pay ¥30.00"', undefined], ['Tap "Pay ¥30.00"', 'The screen around it changed']] });
});

test.each(['dialog', 'glass'] as const)('a %s laid over the approved button', async (over) => {
  const cover = (s: StallState): void => { s.over = over; };
  expect(await attacked(cover, frozen)).toEqual({ paid: [], taken: 1, outcome: 'done', cards: [['Tap "Pay ¥30.00"', undefined]] });
  expect(await attacked(cover)).toEqual({ paid: [], taken: 0, outcome: 'screen/stale', cards: [['Tap "Pay ¥30.00"', undefined]] });
});

test('what lies under glass from the start cannot be named at all', async () => {
  const r = await rig({ app: stall({ over: 'glass' }).app });
  const labels = (await r.look()).elements.filter((e) => e.role === 'button').map((e) => e.label);
  expect([labels.includes('Pay ¥30.00'), labels.includes('Help')]).toEqual([false, false]);
});
