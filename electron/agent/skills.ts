// Exports: bySkill, goesOn, Knowing. What is known of how Android apps are used, applied to one step on one screen: pickers, numbers, keys, dialogs, idioms, copied values. No
// model and nothing kept: the screen and what this step has done say how far it is.

import type { Snapshot } from '../protocol/screen.ts';
import { asksToConfirm, confirms } from './confirm.ts';
import { copied } from './copy.ts';
import { byIdiom, isIdiom } from './idioms.ts';
import { pickDate } from './pick-date.ts';
import { pickTime } from './pick-time.ts';
import { keyIn, setNumber } from './quantity.ts';
import type { Seen } from './seen.ts';
import { bySaying, listed } from './spoken.ts';
import { actorsOf, COMPLETE, type Told } from './told.ts';

export interface Knowing {
  /** What this step has done, in lines of `describe`, oldest first. */
  past: readonly string[];
  /** Goal and earlier steps. */
  about: string;
  seen?: Seen;
}

/** Words that join several things to do, outside quotation marks. */
const several = (step: string): boolean => /\b(?:and|then)\b|[,，;；]|然后|并且?|再/iu.test(step.replace(/["“「『‘`][^"”」』’`]*["”」』’`]/gu, ''));

/** Longer than this, or of several lines, it is no step but a procedure. */
const STEP = 160;

export function bySkill(s: Snapshot, step: string, k: Knowing): Told {
  if (step.length > STEP || step.includes('\n')) return undefined;
  const told = pickTime(s, step, k.past) ?? pickDate(s, step, k.past) ?? setNumber(s, step, k.past) ?? keyIn(s, step, k.past);
  if (told !== undefined) return told;
  // One touch, and it is done: what the step's name fits on the next screen is another thing.
  if (/^(?:Tap|Long-press) /.test(k.past.at(-1) ?? '') && !several(step) && (isIdiom(step) || asksToConfirm(step))) return COMPLETE;
  return confirms(s, step) ?? copied(s, step, k.seen, k.about) ?? byIdiom(s, step, k.past) ?? bySaying(s, step, k.past, k.about);
}

/** Whether a step that has just acted on a screen has more to do there: a skill that goes on over several calls says so, and `complete` when it has not. */
export function goesOn(after: Snapshot, step: string, past: readonly string[]): boolean {
  const told = pickTime(after, step, past) ?? pickDate(after, step, past) ?? setNumber(after, step, past) ?? keyIn(after, step, past) ?? listed(actorsOf(after), step, past);
  return told !== undefined && told !== 'absent' && told.action !== 'status';
}
