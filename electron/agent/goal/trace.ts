// Exports: createTrace, Trace, Done. What was done so far, read from its words, with the screens it was done on. Pure but for what it keeps.

import type { Snapshot } from '../../protocol/screen.ts';

/** `label`: of the element, or the app's name. `on`: the screen before, where it was seen. */
export interface Done { did: 'tap' | 'hold' | 'type' | 'scroll' | 'open' | 'back' | 'home' | 'enter' | 'wait' | 'other'; label: string; text?: string; on?: Snapshot }

export interface Trace {
  /** Oldest first. */
  readonly acts: readonly Done[];
  /** @param past lines as `describe` makes them, all of the goal's */
  follow(past: readonly string[], screen: Snapshot): void;
}

const LINES: readonly (readonly [RegExp, Done['did']])[] = [
  [/^Tap "(.*)"$/su, 'tap'], [/^Tap (element \d+)?$/u, 'tap'], [/^Long-press "(.*)"$/su, 'hold'], [/^Long-press (element \d+)?$/u, 'hold'],
  [/^Clear "(.*)"$/su, 'type'], [/^Swipe (\w+)/u, 'scroll'], [/^Open "(.*)"$/su, 'open'], [/^Go back$/u, 'back'], [/^Go home$/u, 'home'], [/^Press Enter$/u, 'enter'], [/^Wait /u, 'wait'],
];

/** One line of the past as an act. */
export function readLine(line: string): Done {
  const typed = /^Enter "(.*)" into "(.*)"$/su.exec(line) ?? /^Enter "(.*)" into (.*)$/su.exec(line);
  if (typed) return { did: 'type', label: typed[2]!, text: typed[1]! };
  for (const [pattern, did] of LINES) {
    const m = pattern.exec(line);
    if (m) return { did, label: m[1] ?? '', ...(did === 'type' ? { text: '' } : {}) };
  }
  return { did: 'other', label: line };
}

export function createTrace(): Trace {
  let acts: Done[] = [];
  let seen: Snapshot | undefined;
  return {
    get acts() { return acts; },
    follow(past, screen) {
      if (past.length < acts.length) { acts = []; seen = undefined; }
      const more = past.slice(acts.length).map(readLine);
      acts = [...acts, ...more.map((a, i) => (i === more.length - 1 && seen ? { ...a, on: seen } : a))];
      seen = screen;
    },
  };
}
