// What keys on the approval card may and may not do.

import { expect, test } from 'vitest';
import type { Card } from '../../electron/protocol/run.ts';
import type { Class } from '../../electron/protocol/sop.ts';
import { type CardCommand, type CardEvent, type CardKeys, fresh, onCard, revised } from '../../renderer/run/card-keys.ts';

const card = (...classes: Class[]): Card => ({ id: 'c', revision: 1, verdict: { decision: 'ask', classes, because: [] } } as unknown as Card);
const down = (key: string, at: number, repeat = false): CardEvent => ({ on: 'down', key, repeat, at });

/** Everything the events command, in order. */
function play(start: CardKeys, ...events: CardEvent[]): CardCommand[] {
  let s = start;
  return events.flatMap((e) => {
    const [next, command] = onCard(s, e);
    s = next;
    return command === undefined ? [] : [command];
  });
}

test('keys are dead for half a second after a card appears', () => {
  expect(play(fresh(card('delete'), 1000, true), down('a', 1001), down('d', 1200), down('Escape', 1300), down('Escape', 1499), down('a', 1500))).toEqual(['allow']);
});
test('the first press only focuses a card that was not focused', () => {
  expect(play(fresh(card('delete'), 0, false), down('a', 900), { on: 'focus', focused: true }, down('A', 1000))).toEqual(['focus', 'allow']);
});
test('neither Enter nor Space nor a key held down from before allows', () => {
  expect(play(fresh(card(), 0, true), down('Enter', 900), down(' ', 901), down('a', 902, true))).toEqual([]);
});
test.each(['payment', 'transfer'] as const)('a %s is allowed by holding for 800 ms, not less', (c) => {
  const s = fresh(card(c), 0, true);
  expect(play(s, down('a', 1000), { on: 'tick', at: 1799 }, { on: 'up', key: 'a', at: 1799 }, { on: 'tick', at: 1900 })).toEqual([]);
  expect(play(s, down('a', 1000), { on: 'focus', focused: false }, { on: 'tick', at: 1900 })).toEqual([]);
  expect(play(s, down('a', 1000), { on: 'tick', at: 1800 }, { on: 'tick', at: 2700 })).toEqual(['allow']);
});
test('Escape twice within a second stops; once leaves a form; letters in a form do nothing', () => {
  expect(play(fresh(card(), 0, true), down('Escape', 600), down('Escape', 1700), down('Escape', 2000))).toEqual(['stop']);
  expect(play(fresh(card(), 0, true), down('d', 600), down('a', 700), down('Escape', 800), down('Escape', 900), down('t', 950))).toEqual(['deny', 'take-over']);
});
test('a card that changes under the approver is dead again, lets go of a hold and keeps an open form', () => {
  const held = onCard(fresh(card('payment'), 0, true), down('a', 1000))[0];
  const next = revised(held, { ...card('payment'), revision: 2 }, 1500);
  expect(next).toEqual({ card: 'c:2', shownAt: 1500, focused: true, hold: true, scopes: false, mode: 'rest' });
  expect(play(next, { on: 'tick', at: 1900 }, down('a', 1900), { on: 'tick', at: 2800 })).toEqual([]);
  expect(revised({ ...held, mode: 'deny' }, { ...card('delete'), revision: 3 }, 1500)).toEqual({ card: 'c:3', shownAt: 1500, focused: true, hold: false, scopes: false, mode: 'deny' });
});
test('Shift+A asks how far leave reaches, where that may be asked; A then allows, Escape goes back', () => {
  const may = { ...card('send-message'), verdict: { decision: 'ask', classes: ['send-message'], because: [], scopes: ['once', 'step', 'app'] } } as unknown as Card;
  const shift = (at: number): CardEvent => ({ on: 'down', key: 'A', repeat: false, at, shift: true });
  expect(play(fresh(may, 0, true), shift(400), shift(600), down('d', 650), down('a', 700))).toEqual(['scope', 'allow']);
  expect(play(fresh(may, 0, true), shift(600), down('Escape', 700), down('t', 800))).toEqual(['scope', 'take-over']);
  expect(play(fresh(card('send-message'), 0, true), shift(600))).toEqual([]);
  // Whatever a policy says: a payment is never remembered.
  expect(play(fresh({ ...may, verdict: { ...may.verdict, classes: ['payment'] } }, 0, true), shift(600))).toEqual([]);
});
test('the form that asks how far leave reaches is held to what Allow is held to, and closes when the card changes', () => {
  const may = { ...card('send-message'), verdict: { decision: 'ask', classes: ['send-message'], because: [], scopes: ['app'], hold: true } } as unknown as Card;
  const open: CardKeys = { ...fresh(may, 0, true), mode: 'scope' };
  expect([play(open, down('a', 600), { on: 'up', key: 'a', at: 700 }), play(open, down('a', 600), { on: 'tick', at: 1400 }), revised(open, { ...may, revision: 2 }, 900).mode]).toEqual([[], ['allow'], 'rest']);
});
test('a typed amount stands for holding, as long as it stands there', () => {
  const s = fresh(card('payment'), 0, true);
  expect(play(s, { on: 'amount', typed: true }, down('a', 900))).toEqual(['allow']);
  expect(play(s, { on: 'amount', typed: true }, { on: 'amount', typed: false }, down('a', 900))).toEqual([]);
});
