// Exports: Chooser, View, Chosen, Cost, Memory, Hint, fromPilot, PilotLike. What decides in the arms of the bench, and how a model is put in its place.

import type { Action } from '../../protocol/actions.ts';
import type { Element, Snapshot } from '../../protocol/screen.ts';

/** What a chooser is told. */
export interface View {
  /** What is to be done now: the goal, or the step that is next. */
  text: string;
  /** The whole goal, where `text` is a step of it. */
  goal?: string;
  /** Steps of the SOP, pasted. */
  sop?: readonly string[];
  /** Actions so far in words, oldest first. */
  past: readonly string[];
  snapshot: Snapshot;
  /** Apps that can be opened by name. */
  apps: readonly string[];
  hints?: readonly Hint[];
  signal: AbortSignal;
}

/** What is known about an element from having explored its app. */
export interface Hint { element: number; leadsTo: string }

/** `prefillMs` and `decodeMs` by a real clock. */
export interface Cost { promptTokens: number; prefillMs: number; decodeMs: number }

/** `none`: nothing on this screen serves what is to be done. `done`: it is done already. */
export type Chosen = ({ kind: 'action'; action: Action } | { kind: 'none' } | { kind: 'done' }) & { cost?: Cost };

export interface Chooser {
  readonly name: string;
  choose(v: View): Promise<Chosen>;
  close?(): Promise<void>;
}

/** What exploring the apps before has left; knows neither the tasks nor their ways. */
export interface Memory {
  readonly name: string;
  /** Elements of the screen that lead towards the goal. */
  hints(goal: string, snapshot: Snapshot, signal: AbortSignal): Promise<readonly Hint[]>;
}

/** The embedded pilot as far as the bench needs it. `E`: its form of an element. */
export interface PilotLike<E> {
  decide(q: { goal: string; past: readonly string[]; elements: readonly E[] }, signal: AbortSignal): Promise<{ answer: string; element?: number; ref?: { text: string }; promptTokens: number; reused: number; ms: number }>;
  close(): Promise<void>;
}

/**
 * A pilot as a chooser.
 * @param elementsOf elements as the pilot reads them, and which of the snapshot each is
 */
export function fromPilot<E>(pilot: PilotLike<E>, elementsOf: (s: Snapshot, hints: readonly Hint[]) => { elements: readonly E[]; of: readonly Element[] }): Chooser {
  return {
    name: 'pilot',
    async choose(v) {
      const { elements, of } = elementsOf(v.snapshot, v.hints ?? []);
      const goal = [...(v.sop ?? []), v.text].join('\n');
      const a = await pilot.decide({ goal, past: v.past, elements }, v.signal);
      const cost: Cost = { promptTokens: a.promptTokens, prefillMs: a.ms, decodeMs: 0 };
      const element = a.element === undefined ? undefined : of[a.element]?.id;
      const act = (action: Action): Chosen => ({ kind: 'action', action, cost });
      switch (a.answer) {
        case '<tap>': return element === undefined ? { kind: 'none', cost } : act({ action: 'click', element });
        case '<hold>': return element === undefined ? { kind: 'none', cost } : act({ action: 'long_press', element });
        case '<type>': return element === undefined ? { kind: 'none', cost } : act({ action: 'input_text', element, text: a.ref?.text ?? '' });
        case '<down>': return act({ action: 'scroll', direction: 'down' });
        case '<up>': return act({ action: 'scroll', direction: 'up' });
        case '<back>': return act({ action: 'navigate_back' });
        case '<enter>': return act({ action: 'keyboard_enter' });
        case '<done>': return { kind: 'done', cost };
        default: return { kind: 'none', cost };
      }
    },
    close: () => pilot.close(),
  };
}
