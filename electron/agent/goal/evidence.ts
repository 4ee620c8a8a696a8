// Exports: explained, settled, accounted. What must speak for an act before it is done, and for a goal before it is called done. Pure.

import { fold } from '../../control/fold.ts';
import { wordsOf } from '../../control/lexicon.ts';
import type { Action } from '../../protocol/actions.ts';
import type { Element } from '../../protocol/screen.ts';
import { isToggle } from '../../screen/match.ts';
import { contains } from '../../screen/geometry.ts';
import { normalise } from '../../screen/words.ts';
import { operates, operation } from './command.ts';
import type { Ctx } from './context.ts';
import { SEEN, type Goal } from './frame.ts';
import { mentionsIn } from './mentions.ts';
import { overlap, says, tellingWords, textsOf } from './sight.ts';
import type { Done } from './trace.ts';
import { switchOf } from './turn.ts';

/** Whether touching this moves a switch, a box or a choice: itself, or the row around it. */
const moves = (c: Ctx, e: Element): boolean => isToggle(e) || (e.role === 'button' && c.s.elements.some((t) => t !== e && isToggle(t) && t.window === undefined && contains(e.bounds, t.bounds)));

/** Labels of what begins or changes something at a touch. */
const STARTS = /^(?:pair|connect|join|add|new|create|start|begin|stop|pause|reset|call|buy|mark|attach|record|take|share|upload|allow|set up|新建|添加|开始|停止|暂停|重置|配对|连接)\b/iu;
const DECREASE = /^(?:decrease|minus|fewer|less|next|previous|change to|add$)/iu;
const PAYS = /^(?:buy|order|purchase|pay|购买)/iu;
const COMPOSES = /chat|message|conversation|compose|信息|会话/iu;

/** Whether the goal says what the element is: by a name, a value, or all words of its first text. */
function named(c: Ctx, e: Element): boolean {
  const { part } = c;
  if ([...part.names, ...part.values.map((v) => (v.text === SEEN ? c.seen ?? '' : v.text))].some((n) => n !== '' && says(e, n))) return true;
  const wanted = tellingWords(`${part.text} ${part.kind} ${part.verb} ${part.values.map((v) => `${v.field} ${v.text}`).join(' ')} ${part.names.join(' ')} ${c.goal.told.join(' ')}`);
  const own = tellingWords(e.texts?.[0] ?? e.label);
  return own.length > 0 && overlap(own, wanted) >= 0.5;
}

/**
 * Whether the part explains an act. Ways to somewhere need no reason; what moves a switch, sends, deletes, keeps or marks does:
 * nothing is tried out by touching it.
 */
export function explained(c: Ctx, a: Action): boolean {
  if (a.action !== 'click' && a.action !== 'long_press') return true;
  const e = c.s.elements.find((x) => x.id === a.element);
  if (!e || e.window !== undefined) return true;
  const { part } = c;
  // What was touched three times for this did not do it.
  if (!/^[\d+\-−.:]+$/u.test(e.label) && !c.means.begins(e.label, 'increase') && !DECREASE.test(e.label) && c.part.count === undefined && c.acts.filter((x) => x.did === 'tap' && x.label === e.label).length >= Math.max(3, part.values.length + 1)) return false;
  const looks = part.op === 'read' || part.op === 'find' || part.op === 'open';
  if (a.action === 'long_press') return !looks && part.names.some((n) => says(e, n) || (e.context !== undefined && says({ label: e.context } as Element, n)));
  if (moves(c, e)) {
    if (looks) return false;
    if (part.op !== 'turn') return named(c, e) || operates(c, e.label);
    const t = switchOf(c);
    return t !== undefined ? t === e || contains(e.bounds, t.bounds) : !c.s.elements.some((x) => x.role === 'switch' && contains(e.bounds, x.bounds)) && named(c, e);
  }
  const classes = wordsOf(fold(e.label)).map((h) => h.class);
  // What is deleted is said by the button, or by the page or dialog it stands on.
  if (part.op === 'delete' && part.names.length === 0 && (c.means.begins(e.label, 'delete') || classes.includes('delete'))) {
    const said = [e.label, e.context ?? '', c.s.title, ...c.s.elements.filter((x) => x.window === undefined && (x.selected || (c.s.dialog && x.role === 'text'))).map((x) => x.label)];
    return overlap(tellingWords(part.kind), tellingWords(said.join(' '))) >= 0.5;
  }
  // Agreeing to what was asked for is part of it.
  if (c.s.dialog) return !looks || c.acts.length > 0;
  if (c.means.begins(e.label, 'delete') && part.op !== 'delete') return part.op !== 'read' && (operates(c, e.label) || (named(c, e) && part.op === 'act'));
  if (c.means.begins(e.label, 'send') && part.op !== 'send' && !/^send/iu.test(part.verb)) return part.op === 'create' || operates(c, e.label) || (part.op === 'act' && named(c, e));
  if (c.means.is(e.label, 'commit') || c.means.begins(e.label, 'acts')) return !looks && (c.acts.some((x) => x.did === 'type' || x.did === 'tap' || x.did === 'hold') || operates(c, e.label));
  if (classes.length > 0 || STARTS.test(e.label)) return ['create', 'change'].includes(part.op) && classes.length === 0 ? true : operates(c, e.label) || operation(c) === e || named(c, e) || (part.op === 'delete' && classes.includes('delete')) || (PAYS.test(part.verb) && classes.includes('payment')) || (part.op === 'send' && (classes.includes('send-message') || COMPOSES.test(e.label)));
  return true;
}

/** Where something was made or changed: what must be pressed to keep it, or whether the screen says that it is so. */
export function settled(c: Ctx): Element | boolean {
  const { part } = c;
  if ((part.op !== 'create' && part.op !== 'change') || c.goal.until !== undefined) return true;
  const last = c.acts.findLastIndex((a) => a.did === 'type' || a.did === 'tap');
  const save = c.s.elements.find((e) => e.window === undefined && e.role === 'button' && !e.disabled && c.means.is(e.label, 'save'));
  if (save && last >= 0 && c.acts[last]!.label !== save.label && c.acts.filter((a) => a.label === save.label).length === 0) return save;
  const shown = c.s.elements.filter((e) => e.window === undefined);
  if (shown.some((e) => e.role === 'text' && REFUSES.test(e.label))) return false;
  const typed = c.acts.filter((a) => a.did === 'type' && a.text && !SEARCHES.test(a.label) && !/password|密码/iu.test(a.label));
  if (typed.length === 0) return true;
  const said = shown.flatMap((e) => [...textsOf(e), e.value ?? '']).map(normalise).join('\n');
  const digits = said.replace(/[^\d]/gu, '');
  // A form that is still open was not kept; behind it something of what was entered must stand.
  return typed.some((a) => said.includes(normalise(a.text!).split('\n').at(-1)!) || (/^\d+$/u.test(a.text!) && digits.includes(a.text!)));
}
const REFUSES = /^(?:enter an? |please enter|invalid|.*\b(?:is required|must be at least)\b)/iu;
const SEARCHES = /search|find|搜索|查找/iu;

/** What an order says in quotes, as numbers, addresses or times, and names of things: what is not in what was done or seen was not done. */
export function accounted(goal: Goal, acts: readonly Done[], shown: readonly Element[]): boolean {
  const not = [...goal.not, ...goal.told].join(' ');
  // The verb of a sentence is written large, too: "Remove Beijing".
  const begins = (at: number): boolean => at === 0 || /[.!?;:]\s+$/u.test(goal.text.slice(0, at));
  const wanted = mentionsIn(goal.text).map((m) => (m.kind === 'name' && begins(m.start) ? { ...m, text: m.text.replace(/^\S+\s*/u, '') } : m)).filter((m) => (m.kind === 'quote' || m.kind === 'address' || m.kind === 'phone' || m.kind === 'name') && !not.includes(m.text) && m.text.length > 1);
  const said = [...acts.flatMap((a) => [a.label, a.text ?? '', ...(a.on?.elements ?? []).filter((e) => e.window === undefined).flatMap((e) => [...textsOf(e), e.value ?? '', e.context ?? ''])]), ...acts.flatMap((a) => (a.on ? [a.on.title] : [])), ...shown.flatMap((e) => [...textsOf(e), e.value ?? ''])].map(normalise).join('\n');
  const words = new Set(tellingWords(said));
  return wanted.every((m) => said.includes(normalise(m.text)) || overlap(tellingWords(m.text), [...words]) === 1);
}
