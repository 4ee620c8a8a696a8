// Exports: command, operates, operation, retried, again. One command on one thing: delete, pin, call, archive. To the thing, the command, the confirmation.

import type { Element } from '../../protocol/screen.ts';
import { isToggle } from '../../screen/match.ts';
import { click, fresh, hinted, lastAct, said, times, words, type Ctx, type Move } from './context.ts';
import { confirmed } from './dialogs.ts';
import { commitOf, fill, pending } from './fill.ts';
import { menus, reach, reached, retreat, rowOf, tabOf } from './reach.ts';
import { actorsOf, fieldsOf, isNamed, overlap, says, tellingWords, titleSays } from './sight.ts';
import type { Done } from './trace.ts';

/** As much must a label be the command. */
const SURE = 0.6;
const NEGATION = /^(?:un|remove from |取消)/iu;

/** How much a label is the part's command, 0–1. `meaning`: what the lexicon says. */
function strength(c: Ctx, label: string, meaning: number): number {
  const l = tellingWords(label);
  if (l.length === 0 || l.length > 7) return 0;
  const verb = tellingWords(c.part.verb);
  const goal = words(c);
  // What only says the kind leads to such things and does nothing to them.
  const kind = tellingWords(c.part.kind);
  if (overlap(verb, l) === 0 && l.every((w) => kind.includes(w))) return 0;
  const head = overlap(verb, l) === 1 && l.indexOf(verb[0]!) <= 1 ? 1
    : c.part.op === 'delete' && c.means.begins(label, 'delete') ? 0.95
      : /favorite|收藏/iu.test(c.part.verb) && c.part.on !== false && c.means.begins(label, 'favourite') ? 0.95
        : meaning >= 0.7 && l.length <= 4 ? meaning : 0;
  // "Archived" is a place and no command.
  if (/(?:ed|history|已归档)$/iu.test(label.trim()) && !/(?:ed|history)$/iu.test(c.part.verb)) return 0;
  const own = meaning >= 0.7 || head === 0.95 ? 1 : 0;
  const extra = Math.max(0, l.filter((w) => !verb.includes(w) && !goal.includes(w)).length - own) / l.length;
  return head - extra * 0.45;
}

/** Whether a label is the command. */
export const operates = (c: Ctx, label: string): boolean => strength(c, label.split(/[,，]/u)[0]!, 0) >= SURE;

/** The element of the command, for the thing that was reached or beside it. */
export function operation(c: Ctx): Element | undefined {
  const { part } = c;
  const list = actorsOf(c.s).filter((e) => e.role !== 'input');
  const phrases = [part.verb, `${part.verb} ${part.kind}`.trim()];
  // Of "delete chat" only what comes of deleting counts, and what deletes must say so itself.
  const kinds = part.kind === '' ? list.map(() => 0) : said(c, part.kind, list);
  const meanings = part.op === 'delete' ? [list.map(() => 0)] : [said(c, part.verb, list), said(c, phrases[1]!, list).map((n, i) => (n > kinds[i]! + 0.1 ? n : 0))];
  const [name] = part.names;
  const here = reached(c);
  const toggles = c.s.elements.filter(isToggle);
  const fits = list.flatMap((e, i) => {
    const n = strength(c, e.texts?.[0] ?? e.label, Math.max(...meanings.map((m) => m[i]!)));
    if (n < SURE) return [];
    const own = name !== undefined && (says(e, name) || (e.context !== undefined && says({ label: e.context } as Element, name)));
    // A switch is no command unless it is called so.
    if ((isToggle(e) || toggles.some((t) => t.label === e.label)) && overlap(tellingWords(part.verb), tellingWords(e.label)) < 1 && !/favorite/u.test(part.verb)) return [];
    // Something else's own command.
    if (!here && !own && name !== undefined) return [];
    return [{ e, n: n + (own ? 1 : 0) }];
  }).sort((a, b) => b.n - a.n);
  const best = fits[0];
  if (!best) return undefined;
  const alike = fits.filter((x) => x.n === best.n);
  if (alike.length > 1 && name !== undefined) {
    // Of several, the one nearest below the thing's row.
    const row = c.s.elements.find((e) => e.role !== 'scroll' && says(e, name));
    const at = row?.bounds[1] ?? 0;
    return alike.map((x) => x.e).filter((e) => e.bounds[1] >= at).sort((a, b) => a.bounds[1] - b.bounds[1])[0] ?? best.e;
  }
  return best.e;
}

export async function command(c: Ctx): Promise<Move> {
  const { part } = c;
  const done = operatedAct(c);
  const option = tells(c);
  if (option) return option;
  if (c.s.dialog && (done || part.hold)) {
    if (pending(c).length > 0) { const typed = await fill(c); if (typed) return typed; }
    const yes = confirmed(c);
    if (yes) return yes;
  }
  if (done) {
    if (c.goal.again) { const retry = retried(c); if (retry) return retry; }
    if (pending(c).length > 0) return await fill(c) ?? 'none';
    if (part.values.length > 0 && !c.s.dialog && lastAct(c)?.did === 'tap') {
      const end = commitOf(c) ?? actorsOf(c.s).find((e) => e.role === 'button' && operates(c, e.label) && fresh(c, e));
      if (end && fresh(c, end) && lastAct(c)?.label !== end.label) return click(end);
    }
    if (/^(?:buy|order|purchase|购买)/iu.test(part.verb)) {
      const go = actorsOf(c.s).find((e) => e.role === 'button' && times(c, e) === 0 && e.label !== done.label && (c.means.begins(e.label, 'order') || c.means.begins(e.label, 'checkout') || c.means.begins(e.label, 'commit')));
      if (go) return click(go);
    }
    const next = operation(c);
    // A page of its own that asks once more.
    if (next && operates(c, next.label) && lastAct(c) === done && done.on?.structureHash !== c.s.structureHash && times(c, next) === 0 && !c.s.dialog && part.op === 'delete' && isAbout(c)) return click(next);
    // What was deleted is not there any more.
    if (part.op === 'delete' && !/^(?:forget|cancel|clear)/iu.test(part.verb) && part.names.length === 1 && !c.s.dialog && actorsOf(c.s).some((x) => x.role === 'button' && isNamed(x, part.names[0]!) && !NEGATION.test(x.label))) return 'none';
    return 'done';
  }
  if (TICKS.test(part.verb)) {
    const e = actorsOf(c.s).find((x) => isToggle(x) && x.checked !== undefined && part.names[0] !== undefined && says(x, part.names[0]));
    if (e) return e.checked === !/^un|取消/iu.test(part.verb) ? keep(c) ?? 'done' : times(c, e) < 2 ? click(e) : 'none';
  }
  // Some things are done by touching the thing itself.
  const other = operation(c);
  if (!done && ROWS.test(part.verb) && part.names[0] !== undefined && (!other || says(other, part.names[0]))) {
    const row = c.acts.findLast((a) => a.did === 'tap' && says({ label: a.label } as Element, part.names[0]!));
    if (row && pending(c).length > 0 && (c.s.dialog || fieldsOf(c.s).length > 0)) { const typed = await fill(c); if (typed) return typed; }
    if (row && c.s.dialog) return confirmed(c) ?? 'none';
    if (row && /^(?:connect|join|pair|连接)/iu.test(part.verb) && c.acts.at(-1)?.did !== 'wait') return { action: 'wait', seconds: 4 };
    if (row && pending(c).length === 0) return 'done';
  }
  if (part.hold && lastAct(c)?.did === 'hold' && !c.s.dialog && !actorsOf(c.s).some((e) => part.names.some((n) => says(e, n)))) return 'done';
  const e = operation(c);
  if (e && times(c, e) === 0) {
    if (isToggle(e) && e.checked !== undefined && !/delete/u.test(part.op)) return e.checked === (part.on ?? true) ? 'done' : click(e);
    return click(e);
  }
  const tab = tabOf(c);
  if (tab) return click(tab);
  const told = part.names.length === 0 ? described(c) : undefined;
  if (told) return click(told);
  if (reached(c)) {
    // The opposite is offered: it is as wanted.
    const un = actorsOf(c.s).find((x) => NEGATION.test(x.label) && operates(c, x.label.replace(NEGATION, '')));
    if (un && part.on !== false && !NEGATION.test(part.verb) && part.op === 'act') return 'done';
    const hint = await hinted(c, [`${part.verb} ${part.kind}`.trim(), part.verb], { must: (l) => l.split('"')[0]!.split(' ').some((w) => w !== '' && operates(c, w)) || operates(c, l) });
    return hint ?? menus(c) ?? held(c) ?? retreat(c) ?? await reach(c, [`${part.verb} ${part.kind}`.trim(), part.kind]);
  }
  // The row was looked into and offered nothing: it may when it is held.
  const row = rowOf(c);
  if (row && c.acts.some((a) => a.did === 'back') && c.acts.some((a) => a.did === 'tap' && a.label === row.label) && !c.acts.some((a) => a.did === 'hold')) return { action: 'long_press', element: row.id };
  return await reach(c, [part.kind, `${part.verb} ${part.kind}`.trim()]) ?? menus(c);
}

/** A row that says what the goal tells of a thing without a name: "the order that is still being processed". */
function described(c: Ctx): Element | undefined {
  const tail = /\b(?:that|which|who) (?:is |are |was )?(?:still |being |already )*(?<t>.+)$/iu.exec(c.part.text)?.groups?.['t'];
  const wanted = tail === undefined ? [] : tellingWords(tail).filter((w) => !/^(?:still|be|alreadi)$/u.test(w));
  if (wanted.length === 0) return undefined;
  const rows = actorsOf(c.s).filter((e) => e.role === 'button' && fresh(c, e) && overlap(wanted, tellingWords(e.label)) === 1 && tellingWords(e.label).length > wanted.length);
  return rows.length === 1 ? rows[0] : undefined;
}

/** Where what was changed must be saved yet. */
function keep(c: Ctx): Move {
  const e = c.acts.some((a) => a.did === 'tap') ? actorsOf(c.s).find((x) => x.role === 'button' && c.means.is(x.label, 'save') && fresh(c, x)) : undefined;
  return e && click(e);
}

/** Verbs of what has a box to tick, and of what is done by touching a row. */
const TICKS = /^(?:tick|untick|check|uncheck|勾选|取消勾选)/iu;
const ROWS = /^(?:connect|join|pair|select|choose|pick|play|连接|选择|播放)/iu;

/** Whether the act was the command by what its label means: what it was taken for when it was done, it is. */
const chosen = (c: Ctx, a: Done, k: number): boolean => a.on !== undefined && !a.on.dialog && tellingWords(a.label).length <= 4 && operation({ ...c, s: a.on, acts: c.acts.slice(0, k) })?.label === a.label;

/** The command was given to this thing: its name stood on the screen, or was touched before. */
function operatedAct(c: Ctx): Done | undefined {
  const [name] = c.part.names;
  const i = c.acts.findLastIndex((a, k) => (a.did === 'tap' || a.did === 'hold') && (operates(c, a.label) || chosen(c, a, k)) && !(name !== undefined && says({ label: a.label } as Element, name) && !/\p{L}/u.test(a.label.replace(name, ''))));
  if (i < 0) return undefined;
  if (name === undefined || says({ label: c.acts[i]!.label } as Element, name) || (c.acts[i]!.on && titleSays(c.acts[i]!.on!, name))) return c.acts[i];
  const at = c.acts.findLastIndex((a, k) => k < i && (a.did === 'tap' || a.did === 'hold') && says({ label: a.label } as Element, name));
  return at >= 0 && !c.acts.slice(at, i).some((a) => a.did === 'back' || a.did === 'open') ? c.acts[i] : undefined;
}

/** Choices that the goal names besides: "the Camping chair (Blue)", two of it. */
function tells(c: Ctx): Move {
  if (!/cart|buy|购|买/iu.test(c.part.verb) || !reached(c) || operatedAct(c)) return undefined;
  for (const t of c.part.names.slice(1)) {
    const e = actorsOf(c.s).find((x) => x.role !== 'input' && isNamed(x, t) && !x.selected && x.checked !== true && fresh(c, x));
    if (e) return click(e);
  }
  const plus = (c.part.count ?? 1) > 1 ? actorsOf(c.s).find((e) => c.means.begins(e.label, 'increase')) : undefined;
  if (plus && c.acts.filter((a) => a.did === 'tap' && a.label === plus.label).length < c.part.count! - 1) return click(plus);
  return undefined;
}

const isAbout = (c: Ctx): boolean => c.part.names.length === 0 || c.part.names.some((n) => c.s.elements.some((e) => says(e, n)));

/** Commands that are only offered when the row is held: back to it and hold. */
function held(c: Ctx): Move {
  const row = rowOf(c);
  if (c.acts.some((a) => a.did === 'hold')) return undefined;
  // Where the title names it the thing is open already; its row is on the list before.
  // Holding may do something at once: only where rows can be held.
  if (row && !titleSays(c.s, c.part.names[0]!)) return row.longClickable !== true ? undefined : { action: 'long_press', element: row.id };
  if (c.part.names.length > 0 && c.acts.filter((a) => a.did === 'back').length < 3) return { action: 'navigate_back' };
  return undefined;
}

/** After waiting for what comes of it. */
export function retried(c: Ctx): Move {
  const e = again(c);
  if (e) return e;
  const last = c.acts.at(-1);
  return last?.did === 'wait' ? undefined : { action: 'wait', seconds: 30 };
}

/** What failed and can be tried again. */
export function again(c: Ctx): Move {
  const e = actorsOf(c.s).find((x) => /not sent|failed|couldn['’]t|try again|retry|重试|未发送|发送失败/iu.test(x.label) && c.acts.filter((a) => a.label === x.label).length < 2);
  return e && fresh(c, e) ? click(e) : undefined;
}
