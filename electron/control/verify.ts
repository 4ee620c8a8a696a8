// Exports: verifyEffect, readsBack. What the phone shows after an action, against what the action should have done. Pure.

import type { Action } from '../protocol/actions.ts';
import type { StepRecord, Verified } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';

type Check = StepRecord['checks'][number];

/** The element's successor among fields: typing moves and renames it, so id, class and place count, not its words. */
export function fieldAgain(e: Element, now: Snapshot): Element | undefined {
  const mid = (x: Element): number => (x.bounds[1] + x.bounds[3]) / 2;
  const fields = now.elements.filter((o) => o.role === 'input' && o.package === e.package && o.className === e.className);
  const byId = e.resourceId === '' ? [] : fields.filter((o) => o.resourceId === e.resourceId);
  if (byId.length > 0) return byId.sort((a, b) => Math.abs(mid(a) - mid(e)) - Math.abs(mid(b) - mid(e)))[0];
  if (e.resourceId !== '') return undefined;
  const focused = fields.filter((o) => o.focused);
  if (focused.length === 1) return focused[0];
  return fields.filter((o) => o.bounds[0] === e.bounds[0]).sort((a, b) => Math.abs(mid(a) - mid(e)) - Math.abs(mid(b) - mid(e)))[0];
}

const bare = (s: string): string => s.normalize('NFKC').replace(/[\s()\-–.,/:+]/g, '').toLowerCase();

/** Whether a field holds what was typed; fields may group digits, trim and change case on their own. */
export const readsBack = (wanted: string, got: string): boolean => wanted === got || (bare(wanted) === bare(got) && (bare(wanted) !== '' || wanted.trim() === got.trim()));

/** @param text what was typed, secrets filled in */
export function verifyEffect(o: { action: Action; element?: Element; before?: Snapshot; after?: Snapshot; text?: string; packageName?: string }): { verified: Verified; checks: Check[] } {
  const { action, element, before, after } = o;
  const say = (text: string, ok: Verified): { verified: Verified; checks: Check[] } => ({ verified: ok, checks: [{ text, ok }] });
  if (!after) return { verified: 'unknown', checks: [] };
  switch (action.action) {
    case 'input_text': {
      if (!element) return { verified: 'unknown', checks: [] };
      const field = fieldAgain(element, after);
      if (!field) return say('typed text read back: the field is no longer on the screen', 'unknown');
      if (field.password || element.password) return say('typed text read back: a password field tells nothing', 'unknown');
      return say('typed text read back', readsBack(o.text ?? '', field.value ?? '') ? 'yes' : 'no');
    }
    case 'open_app':
      return say(`${o.packageName ?? action.app} is in front`, after.package === o.packageName ? 'yes' : 'no');
    case 'click': {
      if (element?.checked === undefined) return { verified: 'unknown', checks: [] };
      const again = after.elements.find((e) => e.role === element.role && e.resourceId === element.resourceId && e.label === element.label && e.package === element.package && Math.abs(e.bounds[1] - element.bounds[1]) < 40);
      if (!again || again.checked === undefined) return say('the switch changed: it is no longer on the screen', 'unknown');
      // A radio button that was on stays on; a confirmation dialog may come first.
      if (again.checked === element.checked) return say('the switch changed', before && after.structureHash !== before.structureHash ? 'unknown' : 'no');
      return say('the switch changed', 'yes');
    }
    case 'scroll':
      return say('other content is shown', !before ? 'unknown' : moved(before, after) ? 'yes' : 'no');
    case 'wait': case 'answer': case 'status':
      return { verified: 'unknown', checks: [] };
    default:
      return { verified: 'unknown', checks: [] };
  }
}

/** Whether anything but the clock is another or elsewhere. */
export const moved = (a: Snapshot, b: Snapshot): boolean =>
  a.contentHash !== b.contentHash || JSON.stringify(a.elements.map((e) => [e.label, e.bounds])) !== JSON.stringify(b.elements.map((e) => [e.label, e.bounds]));
