// Exports: question. What the goal wants to know: where the screen says it, else further towards what it names.

import { pieces, STOP } from '../../model/pilot/words.ts';
import { mainScroller } from '../../control/locate.ts';
import type { Element } from '../../protocol/screen.ts';
import { isToggle } from '../../screen/match.ts';
import { readOut } from '../read.ts';
import { largestGroup, rowsOf, sectionOf } from '../rows.ts';
import { click, fresh, hinted, type Ctx, type Move } from './context.ts';
import { menus, reach, reached } from './reach.ts';
import { actorsOf, isNamed, overlap, says, textsOf, titleSays } from './sight.ts';

/** Words that ask and do not tell what about. */
const ASKING = new Set(pieces('what which who whom whose when where how many much long is are was were does do did has have there say tell read only name last first newest the this phone on in together stands stand stored switched on cost costs'));
/** Places rather than things. */
const APPS = new Set(pieces('bank shop phone app device category list page screen section folder tab address book work works live'));
const COUNTS = /^(?:how many|count)\b|几个|多少个/iu;

/** What the question is about, without what it names. */
const aboutOf = (c: Ctx): string[] => {
  const names = new Set(c.part.names.flatMap((n) => pieces(n)));
  return pieces(c.part.text).filter((w) => !STOP.has(w) && !ASKING.has(w) && !names.has(w));
};

/** The word of the question as it is written, longest first: what a search is asked for. */
const wordOf = (text: string, about: readonly string[]): string => [...text.matchAll(/[\p{L}\d-]+/gu)].map((m) => m[0]).filter((w) => pieces(w).every((p) => about.includes(p))).sort((a, b) => b.length - a.length)[0] ?? about[0]!;

const MONEY = /[-−+]?\s?[¥$€£]\s?[\d.,]*\d/u;
/** "How much is on A and B together": one amount of each. */
function together(c: Ctx): Move {
  if (!/\b(?:together|in total|altogether|combined|sum of)\b|一共|总共/iu.test(c.part.text) || c.part.names.length < 2) return undefined;
  const amounts = c.part.names.map((n) => c.s.elements.filter((e) => says(e, n)).flatMap((e) => textsOf(e).flatMap((t) => MONEY.exec(t)?.[0] ?? []))[0]);
  if (amounts.some((a) => a === undefined)) return undefined;
  const cents = amounts.reduce((n, a) => n + Math.round(Number(a!.replace(/−/gu, '-').replace(/[^\d.-]/gu, '')) * 100), 0);
  return { action: 'answer', text: `${/[¥$€£]/u.exec(amounts[0]!)?.[0] ?? ''}${(cents / 100).toFixed(2)}` };
}

/** A short button that is just what the question names, where another of its kind is chosen: a filter. */
function chip(c: Ctx): Element | undefined {
  const chosen = actorsOf(c.s).find((e) => e.role === 'button' && e.selected && e.bounds[2] - e.bounds[0] < c.s.size[0] * 0.45);
  return chosen && actorsOf(c.s).find((e) => e.role === 'button' && !e.selected && e.resourceId === chosen.resourceId && e.className === chosen.className && fresh(c, e) && c.part.names.some((n) => isNamed(e, n)));
}

/**
 * How many, where the screen shows that it shows them: the page or the chosen tab is called so, a heading stands over them, or each row says it; and all of
 * them are on it.
 */
function counted(c: Ctx, about: readonly string[]): string | undefined {
  const shown = c.s.elements.filter((e) => e.window === undefined && e.role !== 'input');
  const [noun, ...rest] = about.filter((w) => !APPS.has(w));
  if (noun === undefined) return undefined;
  // A total that the screen itself says: "13 contacts", "2 found".
  const told = shown.flatMap(textsOf).flatMap((t) => { const n = /(?:^|\s)(\d+)\s+(\p{L}+)(?:\s+found)?$/u.exec(t); return n && t.length < 40 && pieces(n[2]!).includes(noun) ? [n[1]!] : []; });
  const called = pieces(`${c.s.title} ${shown.filter((e) => e.selected || (e.role === 'text' && e.bounds[1] < c.s.size[1] * 0.1)).map((e) => e.label).join(' ')}`);
  const entered = new Set(c.acts.filter((a) => a.did === 'type').flatMap((a) => pieces(a.text ?? '')));
  const names = c.part.names.filter((n) => !titleSays(c.s, n) && !shown.some((e) => e.selected && isNamed(e, n)));
  const open = [...rest.filter((w) => !called.includes(w)), ...names.flatMap((n) => pieces(n))];
  const found = /(?:^|\s)(\d+)\s+(?:found|results?)\b/iu.exec(shown.map((e) => e.label).join('\n'))?.[1];
  if (open.length > 0 && found !== undefined && open.every((w) => entered.has(w))) return found;
  if (open.length === 0 && new Set(told).size === 1) return told[0];
  const states = /\bon\b(?!\s+(?:the|this|that|my|a|an|your)\b)|\b(?:off|ticked|checked|unticked|unchecked|done|enabled|disabled)\b|开|勾选/iu.test(c.part.text);
  if (states && shown.some(isToggle)) { const a = readOut(c.s, c.part.text, `${c.part.text} ${c.goal.text}`); return a?.action === 'answer' ? a.text : undefined; }
  const rows = largestGroup(shown);
  const section = open.length === 0 ? undefined : sectionOf(c.s, open);
  const inside = section === undefined ? [] : rows.filter((e) => section.includes(e));
  if (inside.length > 0 && rows.some((e) => e.bounds[1] > inside.at(-1)!.bounds[1] && !inside.includes(e))) return String(inside.length);
  if (cutOff(c)) return undefined;
  const list = mainScroller(c.s);
  // "Add city": what is listed here is cities.
  const adds = actorsOf(c.s).some((e) => e.role === 'button' && (c.means.begins(e.label, 'add') || /^new\b/iu.test(e.label)) && pieces(e.label).includes(noun));
  const isNoun = adds || (list !== undefined && pieces(list.resourceId.replace(/[:/_.]/gu, ' ')).includes(noun)) || called.includes(noun) || pieces(c.s.package.replace(/[._]/gu, ' ')).includes(noun) || rows.every((e) => pieces(e.resourceId.replace(/[:/_.]/gu, ' ')).includes(noun));
  if (open.length === 0 && (isNoun || sectionOf(c.s, [noun]) !== undefined || rows.every((e) => pieces(e.label).includes(noun)))) {
    const under = sectionOf(c.s, [noun]);
    const n = under ? rows.filter((e) => under.includes(e)).length || rowsOf(c.s, noun).length : rows.length;
    return n > 0 && (n > 1 || under !== undefined) ? String(n) : undefined;
  }
  if (open.length === 0) return undefined;
  const under = sectionOf(c.s, open) ?? (called.includes(noun) ? undefined : sectionOf(c.s, about));
  if (under) { const n = rows.filter((e) => under.includes(e)).length; return n > 0 ? String(n) : undefined; }
  const saying = rows.filter((e) => open.every((w) => textsOf(e).some((t) => pieces(t).includes(w))));
  return saying.length > 0 && isNoun && (saying.length < rows.length || open.every((w) => entered.has(w))) ? String(saying.length) : undefined;
}

/** Whether an answer says more than the question does, and is no button to press. */
function tells(c: Ctx, text: string): boolean {
  const asked = new Set(pieces(c.part.text));
  const own = pieces(text);
  return own.some((w) => !asked.has(w)) && !actorsOf(c.s).some((e) => e.role === 'button' && e.label === text && e.bounds[2] - e.bounds[0] < c.s.size[0] * 0.45);
}

/** Whether a list goes on below the screen. */
function cutOff(c: Ctx): boolean {
  const list = mainScroller(c.s);
  const rows = list === undefined ? [] : c.s.elements.filter((e) => e !== list && e.window === undefined && e.role === 'button' && e.bounds[1] >= list.bounds[1] && e.bounds[3] <= list.bounds[3] + 2);
  const tallest = Math.max(0, ...rows.map((e) => e.bounds[3] - e.bounds[1]));
  return list !== undefined && rows.some((e) => e.bounds[3] >= list.bounds[3] - 2 && e.bounds[3] - e.bounds[1] < tallest * 0.95);
}

/** @returns an `answer`, or the way to it */
export async function question(c: Ctx): Promise<Move> {
  const { part, s } = c;
  const about = aboutOf(c);
  const shown = s.elements.filter((e) => e.window === undefined && e.role !== 'input');
  // Of several of one name the one that all names fit, or its page.
  const apart = part.names.length < 2 || titleSays(s, part.names[0]!) || shown.filter((e) => says(e, part.names[0]!)).length < 2;
  const named = apart && (part.names.every((n) => shown.some((e) => says(e, n))) || (part.names.length > 0 && reached(c)));
  // Where it is said the words of the question stand, too; what is counted is what the page is called by.
  const place = pieces(`${s.title} ${shown.filter((e) => e.selected || (e.role === 'text' && e.bounds[1] < s.size[1] * 0.15)).map((e) => e.label).join(' ')}`);
  const told = pieces(shown.flatMap(textsOf).join(' '));
  const here = COUNTS.test(part.text) && part.names.length === 0 ? overlap(about.filter((w) => !APPS.has(w)).slice(0, 3), place) >= 0.5 : about.length === 0 || part.names.length > 0 || overlap(about, told) >= 0.7;
  const filter = chip(c);
  if (filter) return click(filter);
  const sum = together(c);
  if (sum) return sum;
  if (named && c.acts.length > 0 && COUNTS.test(part.text)) {
    const n = counted(c, about);
    if (n !== undefined) return { action: 'answer', text: n };
  } else if (named && here && c.acts.length > 0) {
    const a = readOut(s, part.closer ?? part.text, `${part.text} ${c.goal.text}`) ?? (part.closer ? readOut(s, part.text, c.goal.text) : undefined);
    // That nothing was found is no answer.
    if (a?.action === 'answer' && tells(c, a.text) && !/^no \p{L}+(?: \p{L}+)? (?:found|here|yet)|没有/iu.test(a.text)) return a;
  }
  if (part.names.length > 0 && !named) { const way = await reach(c, []); if (way) return way; }
  return await hinted(c, [...(part.names.length > 0 ? [] : [part.text]), about.join(' '), ...about]) ?? await reach({ ...c, part: { ...part, place: part.place ?? about.join(' ') } }, [part.kind], part.names.length === 0 && about[0] !== undefined && !/\b\w+est\b|\bmost\b|\bleast\b|最/iu.test(part.text) && !COUNTS.test(part.text) ? { search: wordOf(part.text, about) } : {}) ?? menus(c);
}
