// Exports: confirmed, interrupted, affirmative. Dialogs: those that the goal's own operation has opened are agreed to, prompts of others are answered so that it can go on.

import { fold } from '../../control/fold.ts';
import { isRefusal } from '../../control/lexicon.ts';
import type { Element } from '../../protocol/screen.ts';
import { click, fresh, times, type Ctx, type Move } from './context.ts';
import { actorsOf, overlap, tellingWords } from './sight.ts';

const HANGS = /(?:isn['’]t|not) responding|没有响应|无响应/iu;
const WAIT = /^(?:wait|等待)$/iu;
const PERMISSION = /permissioncontroller|packageinstaller/iu;
const refuses = (e: Element): boolean => isRefusal(fold(e.label));

/** The button that agrees: named as the operation, or one of the words for yes; the only one besides the way back. */
export function affirmative(c: Ctx): Element | undefined {
  const buttons = actorsOf(c.s).filter((e) => e.role === 'button' && e.label !== '');
  const yes = buttons.filter((e) => !refuses(e));
  if (yes.length === buttons.length && yes.length > 2) return undefined;
  const verb = tellingWords(`${c.part.verb}`);
  const ranked = yes.map((e) => {
    const l = tellingWords(e.label);
    return { e, n: overlap(verb, l) * 2 + (c.part.op === 'delete' && c.means.begins(e.label, 'delete') ? 2 : 0) + (c.means.begins(e.label, 'commit') ? 1 : 0) - (l.length > 4 ? 1 : 0) };
  }).sort((a, b) => b.n - a.n);
  return ranked[0] && (ranked[0].n > 0 || yes.length === 1) ? ranked[0].e : undefined;
}

/** A dialog behind what was done for the goal. */
export function confirmed(c: Ctx): Move {
  if (!c.s.dialog || c.acts.length === 0) return undefined;
  const e = affirmative(c);
  return e && times(c, e) < 2 ? click(e) : undefined;
}

/** What comes between: an app that hangs, a permission, a prompt of its own. */
export function interrupted(c: Ctx): Move {
  const buttons = actorsOf(c.s).filter((e) => e.role === 'button');
  if (c.s.elements.some((e) => HANGS.test(e.label))) {
    const wait = buttons.find((e) => WAIT.test(e.label.trim()));
    if (wait) return click(wait);
  }
  if (PERMISSION.test(c.s.package)) {
    const allow = buttons.find((e) => !refuses(e) && c.means.is(e.label, 'allow') && times(c, e) === 0) ?? buttons.find((e) => !refuses(e) && fresh(c, e));
    return allow ? click(allow) : click(buttons.find(refuses) ?? buttons[0]!);
  }
  return undefined;
}
