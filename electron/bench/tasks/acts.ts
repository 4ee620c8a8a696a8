// Exports: Act, Target, open, tap, turnOn, turnOff, hold, type, swipe, back, home, enter, wait, answer, infeasible, resolve, wordsOf.
// The oracle's way through a task: acts on labels, which become actions on the screen in front; and the SOP that tells the same in words.

import type { Action, Direction } from '../../protocol/actions.ts';
import type { Element, Snapshot } from '../../protocol/screen.ts';
import { isVisible, matchTerm, type Query } from '../../screen/match.ts';

/** A label, a query of the matcher, or a choice that no label makes. */
export type Target = string | Query | ((s: Snapshot) => Element | undefined);

export type Act = {
  /** Its step of the SOP, when prose; '' when it belongs to the step before; absent = the canonical words. */
  says?: string;
  /** `Expect` of the step. */
  expect?: string;
  /** Others that are as good here. */
  or?: readonly Act[];
} & (
  | { act: 'open'; app: string }
  | { act: 'tap'; target: Target; role?: Query['role'] }
  | { act: 'turn'; target: Target; on: boolean }
  | { act: 'hold'; target: Target }
  | { act: 'type'; target: Target; text: string }
  /** Until `until` is visible; once, when there is none. */
  | { act: 'swipe'; direction: Direction; until?: string }
  | { act: 'back' } | { act: 'home' } | { act: 'enter' }
  | { act: 'wait'; seconds: number }
  | { act: 'answer'; text: string }
  | { act: 'infeasible' }
);

type More = { says?: string; expect?: string; or?: readonly Act[] };

export const open = (app: string, more: More = {}): Act => ({ act: 'open', app, ...more });
export const tap = (target: Target, more: More = {}): Act => ({ act: 'tap', target, ...more });
/** A tap on a row that carries a toggle of the same name, when it is the toggle that is meant. */
export const turnOn = (target: Target, more: More = {}): Act => ({ act: 'turn', target, on: true, ...more });
export const turnOff = (target: Target, more: More = {}): Act => ({ act: 'turn', target, on: false, ...more });
export const hold = (target: Target, more: More = {}): Act => ({ act: 'hold', target, ...more });
export const type = (target: Target, text: string, more: More = {}): Act => ({ act: 'type', target, text, ...more });
export const swipe = (direction: Direction, until?: string, more: More = {}): Act => ({ act: 'swipe', direction, ...(until === undefined ? {} : { until }), ...more });
export const back = (more: More = {}): Act => ({ act: 'back', ...more });
export const home = (more: More = {}): Act => ({ act: 'home', ...more });
export const enter = (more: More = {}): Act => ({ act: 'enter', ...more });
export const wait = (seconds: number, more: More = {}): Act => ({ act: 'wait', seconds, ...more });
/** `says` must not give the answer away. */
export const answer = (text: string, says: string): Act => ({ act: 'answer', text, says });
export const infeasible = (says: string): Act => ({ act: 'infeasible', says });

const find = (s: Snapshot, target: Target, role: Query['role'] = 'any'): Element | undefined => {
  if (typeof target === 'function') return target(s);
  const m = matchTerm(s, { role, ...(typeof target === 'string' ? { text: target } : target) });
  return m.kind === 'unique' ? s.elements.find((e) => e.id === m.element) : undefined;
};

/** What the act means on this screen; `over`: there is nothing left to do, as with a list that shows the wanted row already. */
export function resolve(act: Act, s: Snapshot): Action | 'over' | undefined {
  const on = (e: Element | undefined, make: (element: number) => Action): Action | undefined => e && make(e.id);
  switch (act.act) {
    case 'open': return { action: 'open_app', app: act.app };
    case 'tap': return on(find(s, act.target, act.role), (element) => ({ action: 'click', element }));
    case 'turn': {
      const e = find(s, act.target, 'toggle');
      return e?.checked === act.on ? 'over' : on(e, (element) => ({ action: 'click', element }));
    }
    case 'hold': return on(find(s, act.target), (element) => ({ action: 'long_press', element }));
    case 'type': return on(find(s, act.target, 'input'), (element) => ({ action: 'input_text', element, text: act.text }));
    case 'swipe': return act.until !== undefined && isVisible(s, { text: act.until }) ? 'over' : { action: 'scroll', direction: act.direction };
    case 'back': return { action: 'navigate_back' };
    case 'home': return { action: 'navigate_home' };
    case 'enter': return { action: 'keyboard_enter' };
    case 'wait': return { action: 'wait', seconds: act.seconds };
    case 'answer': return { action: 'answer', text: act.text };
    case 'infeasible': return { action: 'status', status: 'infeasible' };
  }
}

const name = (t: Target): string => {
  if (typeof t === 'string') return `"${t}"`;
  if (typeof t !== 'function' && t.selector) return `\`${t.selector.by}:${t.selector.value}\``;
  if (typeof t !== 'function' && t.text !== undefined) return `"${t.text}"`;
  throw new Error('An act on something that no label names needs words of its own (`says`)');
};

/** The canonical words of an act. @throws when it has none */
export function wordsOf(act: Act): string {
  if (act.says !== undefined) return act.says;
  switch (act.act) {
    case 'open': return `Open "${act.app}".`;
    case 'tap': return `Tap ${name(act.target)}.`;
    case 'turn': return `Turn ${act.on ? 'on' : 'off'} ${name(act.target)}.`;
    case 'hold': return `Long-press ${name(act.target)}.`;
    case 'type': return act.text === '' ? `Clear ${name(act.target)}.` : `Enter "${act.text}" into ${name(act.target)}.`;
    case 'swipe': return act.until === undefined ? `Swipe ${act.direction}.` : `Swipe ${act.direction} until "${act.until}" is visible.`;
    case 'back': return 'Go back.';
    case 'home': return 'Go home.';
    case 'enter': return 'Press Enter.';
    case 'wait': return `Wait ${act.seconds} s.`;
    case 'answer': case 'infeasible': throw new Error(`${act.act} needs words of its own`);
  }
}
