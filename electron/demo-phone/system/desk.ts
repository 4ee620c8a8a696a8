// Exports: Surface, OpenDialog, OpenScreen, Task, newScreen, newSurface, activityOf, screenOf. What is open on the phone.

import type { App, DialogSpec, Json } from '../types.ts';

type Args = { [key: string]: Json };

/** Focus and scroll positions of one window. */
export interface Surface {
  id: string;
  offsets: Map<string, number>;
  focus: { key: string; cursor: number } | null;
  /** The focused field has to be brought into sight at the next layout. */
  reveal: boolean;
  /** Not laid out yet: an `autofocus` field still wants the cursor. */
  fresh: boolean;
  /** An `autofocus` field got the cursor; the keyboard still has to open. */
  wantsKeyboard: boolean;
}

export interface OpenDialog {
  spec: DialogSpec;
  /** App that opened it. */
  owner: string;
  surface: Surface;
}

export interface OpenScreen {
  screen: string;
  args: Readonly<Args>;
  local: Readonly<Args>;
  surface: Surface;
  dialogs: OpenDialog[];
  /** Phone's time until which only a progress circle shows. */
  loadingUntil: number;
  /** `App.onOpen` has run. */
  opened: boolean;
}

export interface Task {
  package: string;
  stack: OpenScreen[];
}

let count = 0;
/** Ids only tell surfaces of one process apart; they never reach a dump or a saved state. */
export const newSurface = (): Surface => ({ id: `surface-${++count}`, offsets: new Map(), focus: null, reveal: false, fresh: true, wantsKeyboard: false });

export const newScreen = (screen: string, args: Readonly<Args>): OpenScreen => ({ screen, args, local: Object.freeze({}), surface: newSurface(), dialogs: [], loadingUntil: 0, opened: false });

/** `wifi` → `.WifiActivity`: what follows the slash in a component name. */
export const activityOf = (screen: string): string => `.${screen.charAt(0).toUpperCase()}${screen.slice(1)}Activity`;

/** The screen an activity name means, short or full, or undefined. */
export function screenOf(app: App, activity: string): string | undefined {
  const short = activity.startsWith(`${app.package}.`) ? activity.slice(app.package.length) : activity;
  return Object.keys(app.screens).find((s) => activityOf(s) === short);
}
