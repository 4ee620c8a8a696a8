// Exports: reached, reach, rowOf, tabOf, search, menus, further, retreat, meant. How to get to a thing: its row, memory's hint, the tab of its kind, a search, a menu, further down.

import { mainScroller } from '../../control/locate.ts';
import type { Element } from '../../protocol/screen.ts';
import { isToggle } from '../../screen/match.ts';
import { area, contains } from '../../screen/geometry.ts';
import { click, fresh, hinted, lastAct, said, words, type Ctx, type Move } from './context.ts';
import { actorsOf, fieldsOf, isNamed, overlap, says, tellingWords, textsOf, titleSays } from './sight.ts';

/** How often one screen is looked through downwards. */
const SCROLLS = 6;

/** Whether the screen is about the part's thing: it says so, or the thing was touched last. */
export function reached(c: Ctx): boolean {
  const [name, ...tells] = c.part.names;
  if (name === undefined) return true;
  if (titleSays(c.s, name) && tells.every((t) => c.s.elements.some((e) => says(e, t)) || !isPerson(t))) return true;
  const since = c.acts.findLastIndex((a) => ((a.did === 'tap' || a.did === 'hold') && labelSays(a.label, name)) || (a.did === 'tap' && a.on !== undefined && titleSays(a.on, name)));
  // What was touched since must belong to it: a menu, a dialog, a page behind.
  return since >= 0 && !c.acts.slice(since + 1).some((a) => a.did === 'back' || a.did === 'open' || a.did === 'home');
}

const isPerson = (t: string): boolean => !/^\+?[\d\s:-]+$/u.test(t);
const labelSays = (label: string, name: string): boolean => says({ label } as Element, name);

/** The row, or the button, of a name: the one that says most of what the goal tells; `undefined` when two are as good. */
export function rowOf(c: Ctx, names: readonly string[] = c.part.names): Element | undefined {
  const [name, ...tells] = names;
  if (name === undefined) return undefined;
  const goal = words(c);
  const typed = new Set(c.acts.filter((a) => a.did === 'type').map((a) => a.label));
  const found = actorsOf(c.s).filter((e) => e.role !== 'input' && !typed.has(e.label) && !c.means.begins(e.label, 'back') && (!isToggle(e) || c.part.op === 'turn') && !(['read', 'find', 'open'].includes(c.part.op) && c.s.elements.some((t) => isToggle(t) && t.window === undefined && contains(e.bounds, t.bounds))) && (c.part.op === 'read' || c.acts.filter((a) => a.did === 'tap' && a.label === e.label && a.on?.structureHash === c.s.structureHash).length === 0 || !c.acts.some((a) => a.did === 'back'))).flatMap((e) => {
    const own = says(e, name);
    const beside = !own && e.context !== undefined && says({ label: e.context } as Element, name);
    if (!own && !beside) return [];
    const first = tellingWords(e.texts?.[0] ?? e.label);
    return [{ e, n: (own ? 1 : 0.4) + (isNamed(e, name) ? 1 : 0) + tells.filter((t) => says(e, t) || (e.context !== undefined && says({ label: e.context } as Element, t))).length * 2 + overlap(first, goal) * 0.5 + (e.role === 'button' ? 0.1 : 0) }];
  }).sort((a, b) => b.n - a.n || area(b.e.bounds) - area(a.e.bounds));
  const [best, next] = found;
  if (!best) return fromText(c, name);
  // Twins: what tells them apart is not on the screen.
  if (next && next.n === best.n && next.e.label === best.e.label && !contains(best.e.bounds, next.e.bounds) && !contains(next.e.bounds, best.e.bounds) && next.e.label !== '' && tells.length > 0) return undefined;
  return best.e;
}

/** A text that lies in a row which can be touched. */
function fromText(c: Ctx, name: string): Element | undefined {
  const text = c.s.elements.find((e) => e.window === undefined && e.role === 'text' && isNamed(e, name));
  return text && actorsOf(c.s).filter((e) => e.role === 'button' && contains(e.bounds, text.bounds)).sort((a, b) => area(a.bounds) - area(b.bounds))[0];
}

/** A tab or section called as the kind: "Alarms", "Cart", "Clock". */
function section(c: Ctx, kind: string): Element | undefined {
  const wanted = tellingWords(kind);
  if (wanted.length === 0) return undefined;
  const toggles = c.s.elements.filter(isToggle);
  const list = actorsOf(c.s).filter((e) => e.role === 'button' && !e.selected && fresh(c, e) && !c.acts.some((a) => a.did === 'tap' && a.label === e.label && a.on?.structureHash === c.s.structureHash) && !toggles.some((t) => t.label === e.label));
  const exact = list.filter((e) => { const l = tellingWords(e.texts?.[0] ?? e.label); return l.length > 0 && l.length <= 3 && l.every((w) => wanted.includes(w)); });
  return exact.sort((a, b) => overlap(wanted, tellingWords(b.label)) - overlap(wanted, tellingWords(a.label)))[0];
}

/** Where things of the kind have a tab of their own and another is open: that. */
export function tabOf(c: Ctx): Element | undefined {
  if (c.part.names.length > 0 || c.part.kind === '' || c.s.dialog || !c.s.elements.some((e) => e.selected && e.window === undefined)) return undefined;
  const tab = section(c, c.part.kind);
  return tab && c.s.elements.some((e) => e.selected && e.className === tab.className && Math.abs(e.bounds[1] - tab.bounds[1]) < 8) ? tab : undefined;
}

/** The way to the checkout begins at the cart. */
function checkout(c: Ctx, place: string): Element | undefined {
  if (!/checkout|check out|结算|结账/iu.test(place) || titleSays(c.s, place)) return undefined;
  const list = actorsOf(c.s).filter((e) => e.role === 'button' && fresh(c, e));
  return list.find((e) => c.means.begins(e.label, 'checkout')) ?? list.find((e) => /^(?:cart|购物车)/iu.test(e.label));
}

/** @param queries what memory is asked, most telling first */
export async function reach(c: Ctx, queries: readonly string[], o: { search?: string; kind?: string } = {}): Promise<Move> {
  // "the saved network X": a section of just that kind before any row.
  const saved = c.part.kind.split(' ').length > 1 && c.part.names.length > 0 ? section(c, c.part.kind) : undefined;
  if (saved && tellingWords(saved.label).length > 1) return click(saved);
  const row = rowOf(c);
  if (row && fresh(c, row)) return c.part.hold ? { action: 'long_press', element: row.id } : click(row);
  // Where the screen has a search of its own, that is surer than a way through lists.
  const typed = o.search === undefined && c.part.names[0] !== undefined && fieldsOf(c.s).some((e) => SEARCH.test(`${e.label} ${e.resourceId}`)) ? search(c, c.part.names[0]) : undefined;
  if (typed) return typed;
  const place = c.part.place === undefined ? undefined : section(c, c.part.place) ?? checkout(c, c.part.place);
  if (place) return click(place);
  // A place that is no tab may stand in the menu.
  if (c.part.place !== undefined && /archive|bin|trash|favou?rites|spam|blocked/iu.test(c.part.place) && !titleSays(c.s, c.part.place)) { const menu = menus(c); if (menu) return menu; }
  const own = await hinted(c, c.part.names, { whole: true });
  if (own) return own;
  // "Oat milk in the note Groceries": what is behind says where.
  if (!/cart|buy/u.test(c.part.verb)) for (const t of c.part.names.slice(1)) {
    const beyond = rowOf(c, [t]);
    if (beyond && fresh(c, beyond)) return click(beyond);
  }
  const name = o.search ?? c.part.names[0];
  if (name !== undefined) {
    const found = search(c, name);
    if (found) return found;
  }
  // What is looked for is a place: no command is one.
  const hint = await hinted(c, queries, { must: (l) => /^(?:open|show|view|see|go|turn|打开|查看)/iu.test(l) });
  if (hint) return hint;
  const tab = section(c, o.kind ?? c.part.kind);
  if (tab) return click(tab);
  return further(c);
}

const SEARCH = /search|find|搜索|查找/iu;

/** Looks for a name with the app's own search. */
export function search(c: Ctx, name: string): Move {
  const fields = fieldsOf(c.s).filter((e) => SEARCH.test(`${e.label} ${e.resourceId}`));
  const field = fields[0];
  if (field) {
    if ((field.value ?? '') !== name && !c.acts.some((a) => a.did === 'type' && a.text === name && a.label === field.label)) return { action: 'input_text', element: field.id, text: name };
    const last = lastAct(c);
    return last?.did === 'type' && last.text === name ? { action: 'keyboard_enter' } : undefined;
  }
  const icon = actorsOf(c.s).find((e) => e.role === 'button' && c.means.begins(e.label, 'search') && tellingWords(e.label).length <= 3 && fresh(c, e));
  return icon && lastAct(c)?.label !== icon.label ? click(icon) : undefined;
}

/** Further down, as long as that shows something else. */
export function further(c: Ctx): Move {
  if (!mainScroller(c.s)) return undefined;
  let n = 0;
  for (const a of c.acts.toReversed()) {
    if (a.did !== 'scroll') break;
    if (a.on?.contentHash === c.s.contentHash) return undefined;
    n++;
  }
  return n < SCROLLS ? { action: 'scroll', direction: 'down' } : undefined;
}

/** The menu behind the three dots, once on each screen. */
export function menus(c: Ctx): Move {
  const more = actorsOf(c.s).filter((e) => c.means.begins(e.label, 'more') && !c.acts.some((a) => a.did === 'tap' && a.label === e.label && a.on?.structureHash === c.s.structureHash));
  const own = c.part.names[0] === undefined ? undefined : more.find((e) => says(e, c.part.names[0]!) || (e.context !== undefined && textsOf({ ...e, label: e.context, texts: [] }).some((t) => says({ label: t } as Element, c.part.names[0]!))));
  const e = own ?? more[0];
  return e && !c.s.dialog ? click(e) : undefined;
}

/** Back from where a row has led, when there is nothing for the goal: another way may be. */
export function retreat(c: Ctx): Move {
  const backs = c.acts.filter((a) => a.did === 'back').length;
  return c.part.names.length > 0 && c.acts.some((a) => a.did === 'tap') && backs < 2 && lastAct(c)?.did !== 'back' ? { action: 'navigate_back' } : undefined;
}

/** The element that means a phrase, by the lexicon. */
export function meant(c: Ctx, phrase: string, sure: number): Element | undefined {
  const list = actorsOf(c.s).filter((e) => e.role !== 'input' && fresh(c, e) && !c.means.begins(e.label, 'back') && !/^navigate up$/iu.test(e.label));
  const scores = said(c, phrase, list);
  let best = -1;
  scores.forEach((n, i) => { if (best < 0 || n > scores[best]!) best = i; });
  return best >= 0 && scores[best]! >= sure ? list[best] : undefined;
}
