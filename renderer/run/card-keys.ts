// Exports: CardKeys, fresh, revised, onCard, DEAD_MS, KEYS. What a key or a press on the approval card means. Pure: time comes with each event.
// Rules: keys are dead for 500 ms after a card appears or changes; the first press only focuses a card that was not focused;
// Enter never allows; payments and transfers are allowed by holding for 800 ms or after their amount was typed; Esc twice stops the run.

import { HOLD_MS, needsHold, scopesOf } from '../../electron/protocol/approval.ts';
import type { Card } from '../../electron/protocol/run.ts';

export const DEAD_MS = 500;
/** Keys of the card, in lower case. */
export const KEYS: readonly string[] = ['a', 'e', 'd', 't', 'escape'];
const ESC_MS = 1000;

export interface CardKeys {
  /** Card and revision the state belongs to. */
  card: string;
  shownAt: number;
  focused: boolean;
  hold: boolean;
  /** Whether Shift+A opens the form that asks how far leave reaches. */
  scopes: boolean;
  mode: 'rest' | 'deny' | 'edit' | 'scope';
  /** Since when Allow is held. */
  heldSince?: number;
  escAt?: number;
}

export type CardEvent =
  | { on: 'focus'; focused: boolean }
  | { on: 'down'; key: string; repeat: boolean; at: number; shift?: boolean }
  | { on: 'up'; key: string; at: number }
  | { on: 'tick'; at: number }
  | { on: 'mode'; mode: CardKeys['mode'] }
  /** Whether the amount stands in its field: then nothing has to be held. */
  | { on: 'amount'; typed: boolean };

export type CardCommand = 'focus' | 'allow' | 'scope' | 'edit' | 'deny' | 'take-over' | 'stop';

/** The state of a card that has just appeared or changed. */
export const fresh = (card: Card, at: number, focused: boolean): CardKeys => ({ card: `${card.id}:${card.revision}`, shownAt: at, focused, hold: needsHold(card.verdict), scopes: scopesOf(card.verdict).length > 0, mode: 'rest' });

/** The card changed under the approver: keys are dead again and nothing is held; a form that refuses or changes stays open, one that allows does not. */
export const revised = (s: CardKeys, card: Card, at: number): CardKeys => ({ ...fresh(card, at, s.focused), mode: s.mode === 'scope' ? 'rest' : s.mode });

/** @returns the next state and what to do, if anything */
export function onCard(s: CardKeys, e: CardEvent): [CardKeys, CardCommand?] {
  switch (e.on) {
    case 'focus': return [e.focused ? { ...s, focused: true } : { ...s, focused: false, heldSince: undefined, escAt: undefined }];
    case 'amount': return [{ ...s, hold: !e.typed, heldSince: undefined }];
    case 'mode': return [{ ...s, mode: e.mode, heldSince: undefined, escAt: undefined }];
    case 'up': return [e.key.toLowerCase() === 'a' ? { ...s, heldSince: undefined } : s];
    case 'tick': return s.heldSince !== undefined && e.at - s.heldSince >= HOLD_MS ? [{ ...s, heldSince: undefined }, 'allow'] : [s];
    case 'down': return down(s, e.key.length === 1 ? e.key.toLowerCase() : e.key, e.repeat, e.at, e.shift === true);
  }
}

function down(s: CardKeys, key: string, repeat: boolean, at: number, shift: boolean): [CardKeys, CardCommand?] {
  if (repeat || at - s.shownAt < DEAD_MS) return [s];
  if (!KEYS.includes(key.toLowerCase())) return [s];
  if (!s.focused) return [s, 'focus'];
  // The form that asks how far leave reaches is answered by the key that opened it.
  if (s.mode === 'scope' && key === 'a') return s.hold ? [{ ...s, heldSince: at }] : [s, 'allow'];
  if (s.mode !== 'rest') return key === 'Escape' ? [{ ...s, mode: 'rest', escAt: undefined }] : [s];
  switch (key) {
    case 'a': if (shift) return s.scopes ? [{ ...s, mode: 'scope', escAt: undefined }, 'scope'] : [s];
      return s.hold ? [{ ...s, heldSince: at, escAt: undefined }] : [s, 'allow'];
    case 'e': return [{ ...s, mode: 'edit', escAt: undefined }, 'edit'];
    case 'd': return [{ ...s, mode: 'deny', escAt: undefined }, 'deny'];
    case 't': return [s, 'take-over'];
    default: return s.escAt !== undefined && at - s.escAt <= ESC_MS ? [{ ...s, escAt: undefined }, 'stop'] : [{ ...s, escAt: at, heldSince: undefined }];
  }
}
