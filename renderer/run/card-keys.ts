// Exports: CardKeys, fresh, revised, onCard, needsHold, DEAD_MS, HOLD_MS. What a key or a press on the approval card means. Pure: time comes with each event.
// Rules: keys are dead for 500 ms after a card appears or changes; the first press only focuses a card that was not focused;
// Enter never allows; payments and transfers are allowed by holding for 800 ms; Esc twice stops the run.

import type { Card } from '../../electron/protocol/run.ts';

export const DEAD_MS = 500;
export const HOLD_MS = 800;
const ESC_MS = 1000;

export interface CardKeys {
  /** Card and revision the state belongs to. */
  card: string;
  shownAt: number;
  focused: boolean;
  hold: boolean;
  mode: 'rest' | 'deny' | 'edit';
  /** Since when Allow is held. */
  heldSince?: number;
  escAt?: number;
}

export type CardEvent =
  | { on: 'focus'; focused: boolean }
  | { on: 'down'; key: string; repeat: boolean; at: number }
  | { on: 'up'; key: string; at: number }
  | { on: 'tick'; at: number }
  | { on: 'mode'; mode: CardKeys['mode'] };

export type CardCommand = 'focus' | 'allow' | 'edit' | 'deny' | 'take-over' | 'stop';

export const needsHold = (card: Card): boolean => card.verdict.classes.some((c) => c === 'payment' || c === 'transfer');

/** The state of a card that has just appeared or changed. */
export const fresh = (card: Card, at: number, focused: boolean): CardKeys => ({ card: `${card.id}:${card.revision}`, shownAt: at, focused, hold: needsHold(card), mode: 'rest' });

/** The card changed under the approver: keys are dead again and nothing is held; a form that is open stays. */
export const revised = (s: CardKeys, card: Card, at: number): CardKeys => ({ ...fresh(card, at, s.focused), mode: s.mode });

/** @returns the next state and what to do, if anything */
export function onCard(s: CardKeys, e: CardEvent): [CardKeys, CardCommand?] {
  switch (e.on) {
    case 'focus': return [e.focused ? { ...s, focused: true } : { ...s, focused: false, heldSince: undefined, escAt: undefined }];
    case 'mode': return [{ ...s, mode: e.mode, heldSince: undefined, escAt: undefined }];
    case 'up': return [e.key.toLowerCase() === 'a' ? { ...s, heldSince: undefined } : s];
    case 'tick': return s.heldSince !== undefined && e.at - s.heldSince >= HOLD_MS ? [{ ...s, heldSince: undefined }, 'allow'] : [s];
    case 'down': return down(s, e.key.length === 1 ? e.key.toLowerCase() : e.key, e.repeat, e.at);
  }
}

function down(s: CardKeys, key: string, repeat: boolean, at: number): [CardKeys, CardCommand?] {
  if (repeat || at - s.shownAt < DEAD_MS) return [s];
  if (!['a', 'e', 'd', 't', 'Escape'].includes(key)) return [s];
  if (!s.focused) return [s, 'focus'];
  if (s.mode !== 'rest') return key === 'Escape' ? [{ ...s, mode: 'rest', escAt: undefined }] : [s];
  switch (key) {
    case 'a': return s.hold ? [{ ...s, heldSince: at, escAt: undefined }] : [s, 'allow'];
    case 'e': return [{ ...s, mode: 'edit', escAt: undefined }, 'edit'];
    case 'd': return [{ ...s, mode: 'deny', escAt: undefined }, 'deny'];
    case 't': return [s, 'take-over'];
    default: return s.escAt !== undefined && at - s.escAt <= ESC_MS ? [{ ...s, escAt: undefined }, 'stop'] : [{ ...s, escAt: at, heldSince: undefined }];
  }
}
