// Exports: byName, nameIn. Steps in prose whose words name the element all the same: "Open Uma Patel", "Edit the contact", "Confirm", "Tick Oat milk", "Search for
// "tea"", "the round button at the bottom right". No model; what fits two things fits none.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { isToggle, matchTerm } from '../screen/match.ts';
import { leavesOver } from './leftover.ts';
import { actorsOf, click, only } from './told.ts';
import { byTyping } from './typing.ts';

const VERB = /^\s*(?:(?:then|now|next|please|and)\s+|(?:然后|接着|请|再)\s*)*(tap|press|click|select|choose|open|hit|touch|pick|go to|go into|enter|take|see|continue to|proceed to|view|connect to|switch to|show|find|tick|untick|check|uncheck|hold|long[- ]press|点击|点一下|点按|点|按|打开|选择|进入|连接|勾选|取消勾选|长按)\s*(?:on\s+)?(.+?)\s*[.。!！]?\s*$/iu;
const NOUN = /\s*(?:button|icon|tab|option|row|entry|page|screen|menu item|item|link|app|按钮|图标|选项|标签页|页面)$/iu;
const CORNER = /\b(top|bottom|upper|lower)[ -](left|right)\b|(左|右)(上|下)角/iu;
const content = (text: string): string[] => pieces(text).filter((p) => !STOP.has(p));

/** @returns what is done; `undefined` when the words name nothing here, or several things */
export function byName(s: Snapshot, step: string): Action | undefined {
  const actors = actorsOf(s);
  return byTyping(s, step) ?? bare(s, actors, step) ?? corner(s, actors, step) ?? flipped(actors, step) ?? said(s, actors, step);
}

/** What a verb of tapping is about, in its own words. */
export const nameIn = (step: string): string | undefined => (quotesOf(step).length > 0 ? undefined : VERB.exec(step)?.[2]?.replace(/^(?:the|a|an|my)\s+/i, ''));

/** What it is done for is no part of the name: "Press 00 for the seconds", "Tap Save to finish". */
const PURPOSE = /\s+(?:for (?:the|a|an|your|my)\s(?!first|second|third|last|next|other|one\b).+|(?:in order )?to (?:finish|continue|proceed|confirm|save|apply|close|end|complete|start|begin|go on|see|view|open|get|make|keep|check|change|let|allow|submit|return|leave|move on)\b.*|so that\s.+)$|以(?:便|完成|继续|保存).*$/iu;

/** A verb and the very label, without quotation marks. */
function bare(s: Snapshot, actors: readonly Element[], step: string): Action | undefined {
  const m = VERB.exec(step);
  if (!m || quotesOf(step).length > 0) return undefined;
  const [verb, rest] = [m[1]!.toLowerCase(), m[2]!];
  const ticks = /^(?:tick|untick|check|uncheck|勾选|取消勾选)$/.test(verb);
  const plain = rest.replace(/^(?:the|a|an|my)\s+/i, '');
  const short = plain.replace(PURPOSE, '');
  for (const name of new Set([rest, plain, plain.replace(NOUN, ''), short, short.replace(NOUN, '')])) {
    const found = matchTerm(s, { text: name, role: ticks ? 'toggle' : 'any' });
    const e = found.kind === 'unique' && found.by !== 'fuzzy' ? actors.find((x) => x.id === found.element) : undefined;
    if (!e || (e.role === 'input' && e.value === name)) continue;
    if (ticks && isToggle(e) && e.checked !== undefined && e.checked === !/^(?:untick|uncheck|取消勾选)$/.test(verb)) return { action: 'status', status: 'complete' };
    return /^(?:hold|long|长按)/.test(verb) ? { action: 'long_press', element: e.id } : click(e);
  }
  return undefined;
}

/** The outermost thing in a corner of the screen. */
function corner(s: Snapshot, actors: readonly Element[], step: string): Action | undefined {
  const m = CORNER.exec(step);
  if (!m) return undefined;
  const top = /^(?:top|upper)$/i.test(m[1] ?? '') || m[4] === '上';
  const left = /^left$/i.test(m[2] ?? '') || m[3] === '左';
  const [w, h] = [Math.max(...s.elements.map((e) => e.bounds[2])), Math.max(...s.elements.map((e) => e.bounds[3]))];
  const far = (e: Element): number => Math.hypot(left ? e.bounds[0] : w - e.bounds[2], top ? e.bounds[1] : h - e.bounds[3]);
  const near = actors.filter((e) => e.bounds[2] - e.bounds[0] < w * 0.5 && (left ? e.bounds[0] < w * 0.5 : e.bounds[2] > w * 0.5) && (top ? e.bounds[1] < h * 0.4 : e.bounds[3] > h * 0.6)).sort((a, b) => far(a) - far(b));
  return click(near[0]);
}

const FLIP = /^\s*(?:(?:then|now|please)\s+)?(?:(flip|toggle|switch|change|tap|press)|(turn on|switch on|enable|activate)|(turn off|switch off|disable))\s+(?:the\s+)?(?:only\s+)?(?:switch|toggle)(?:\s+(?:(on)|(off)|over))?\s*[.!]?\s*$|^\s*(?:请)?(?:把)?(?:(打开|开启)|(关闭|关掉))?(?:这个|那个)?开关(?:(打开|开启)|(关闭|关掉|关上)|切换一?下?|拨一?下?)?\s*[。！]?\s*$/iu;

/** "Flip the toggle", "把开关打开": the one switch there is, in the state that is asked for. */
function flipped(actors: readonly Element[], step: string): Action | undefined {
  const m = FLIP.exec(step);
  const e = m ? only(actors.filter(isToggle)) : undefined;
  if (!m || !e) return undefined;
  const to = m[2] || m[4] || m[6] || m[8] ? true : m[3] || m[5] || m[7] || m[9] ? false : undefined;
  return to !== undefined && e.checked === to ? { action: 'status', status: 'complete' } : click(e);
}

/**
 * The step says the whole name among other words ("Add a new alarm": Add alarm; "Open order 20260301": a row with that number), or begins with it
 * ("Delete the alarm": Delete). What else it says has to stand on the screen.
 */
function said(s: Snapshot, actors: readonly Element[], step: string): Action | undefined {
  const words = content(step);
  if (words.length === 0 || words.length > 10) return undefined;
  const have = new Set(words);
  const titleOf = (e: Element): string[] => content(e.texts?.[0] ?? e.label).filter((p) => !/^\d{1,2}$/.test(p));
  const whole = actors.map((e) => ({ e, t: titleOf(e) })).filter(({ e, t }) => e.role !== 'input' && t.length >= 2 && t.every((p) => have.has(p)));
  const most = Math.max(0, ...whole.map(({ t }) => new Set(t).size));
  const longest = only(whole.filter(({ t }) => new Set(t).size === most));
  if (longest) return leavesOver(s, step, longest.e, longest.t) ? undefined : click(longest.e);
  if (whole.length > 0) return undefined;
  const number = words.find((p) => /^\d{4,}$/.test(p));
  const numbered = number === undefined ? undefined : only(actors.filter((e) => e.role === 'button' && pieces(e.label).includes(number)));
  if (numbered) return click(numbered);
  const plain = step.replace(/^\s*(?:(?:then|now|next|please|and)\s+)*/iu, '');
  const verb = pieces(plain)[0]!;
  const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');
  // "Set the count" begins with the stem of Settings, not with the word.
  const begins = only(actors.filter((e) => e.role === 'button' && e.labelFrom !== 'near' && pieces(e.label).join(' ') === verb && letters(plain).startsWith(letters(e.label))));
  return begins && !leavesOver(s, step, begins, [verb]) ? click(begins) : undefined;
}
