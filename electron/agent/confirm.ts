// Exports: affirmative, confirms, asksToConfirm, OKAY. The button of a dialog that says yes, and steps that ask for it.

import { fold } from '../control/fold.ts';
import { isRefusal } from '../control/lexicon.ts';
import { pieces } from '../model/pilot/words.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { actorsOf, click, only, shownOf } from './told.ts';

const CONFIRM = /^\s*(?:confirm|agree|accept|proceed|say yes)\b[^"“”]{0,60}$|^\s*(?:确认|确定|同意)(?:一下|它|操作)?\s*[。！]?\s*$/iu;
/** Words under which a picker or a form takes what was set. */
export const OKAY = /^(?:ok|okay|done|set|save|apply|confirm|确定|确认|完成|设置|保存|好|好的)$/iu;
/** A way back that says what stays: "Keep order", "Don't delete", "再想想". */
const STAYS = /^(?:keep|don'?t|do not|stay|leave|go back|back to|not|保留|不|暂不|先不|再想想|返回|留在)/iu;

/**
 * In a dialog: its one button that is no way back; of several the one that repeats the verb of the question ("Cancel this order?": Cancel order), or
 * that Android itself calls the positive one (`android:id/button1`, AlertDialog.BUTTON_POSITIVE).
 */
export function affirmative(s: Snapshot): Element | undefined {
  if (!s.dialog) return undefined;
  const buttons = actorsOf(s).filter((e) => e.role === 'button' && e.label !== '' && !STAYS.test(fold(e.label)));
  const yes = buttons.filter((e) => !isRefusal(fold(e.label)));
  if (yes.length <= 1) return yes[0];
  const verb = pieces(shownOf(s).find((e) => e.role === 'text' && /[?？]\s*$/u.test(e.label))?.label ?? '')[0];
  return only(yes.filter((e) => verb !== undefined && pieces(e.label)[0] === verb)) ?? only(yes.filter((e) => e.resourceId === 'android:id/button1'));
}

export const asksToConfirm = (step: string): boolean => CONFIRM.test(step);

/** "Confirm", "确认": the dialog's yes. */
export const confirms = (s: Snapshot, step: string): Action | undefined => (asksToConfirm(step) ? click(affirmative(s)) : undefined);
