// Exports: readOut, asksToRead, clearlyAsks, namesPlace. "Say the total", "Count the alarms that are on", "Say whether it can be bought": what a step wants read from the screen,
// found by the kind of value it names and by what stands around it. No model; what it does not find it does not guess.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { mainScroller } from '../control/locate.ts';
import { isToggle } from '../screen/match.ts';
import { largestGroup, nth, ordinalIn, rowsOf } from './rows.ts';
import type { Seen } from './seen.ts';
import { meets, says, textsOf } from './told.ts';

const SAY = /^\s*(?:find|look up|look for|compare|add(?: up)?)\b.*\band (?:say|tell|report|read)\b|^\s*(?:(?:then|now|and|please)\s+)*(?:say|tell(?: me)?|read(?: out)?|report|state|name|write down|note down|what(?:'s| is| are| does| did)?|which|how (?:much|many|long|big)|when|where|who|count|find (?:out )?(?:how|what|when))\b|^\s*(?:请)?(?:说出|说明|告诉我|读出|报告|数一下|数出|统计|有多少|多少|什么时候)/iu;
const COUNT = /^\s*(?:count|how many|say (?:how many|the number of)|tell(?: me)? (?:how many|the number of)|number of)\b\s*(?:of\s+)?(?:the\s+)?(.*)$|^\s*(?:请)?(?:数一下|数出|统计|有多少)(.*)$/iu;
const WHETHER = /^\s*(?:say|tell(?: me)?|report|check)\s+(?:whether|if)\s+(?:there (?:is|are)\s+)?(.+?)(?:\s+(?:can(?:not)? be|could be|can|is possible|exists?)\b\s*(.*))?$/iu;

/** "Name the preset "Sunset"" gives a name. */
const GIVES_NAME = /^\s*(?:(?:then|now|and|please)\s+)*name\b.*["“「『][^"”」』]+["”」』]\s*[.!]?\s*$/iu;

/** Whether a step asks for an answer and not for an action. */
export const asksToRead = (step: string): boolean => !GIVES_NAME.test(step) && (SAY.test(step) || WHETHER.test(step));

const ORDERS = /^\s*(?:(?:then|now|and|please)\s+)*(?:say|tell|report|state|name|count|compare|add(?: up)?|write down|note down|find out|read (?:out|aloud|it|me)|read .*\b(?:out|aloud|to me)\s*[.!]?\s*$)\b|\band (?:say|tell|report|read)\b|^\s*(?:请)?(?:说出|说明|告诉我|读出|报告|数一下|数出|统计)|[?？]\s*$|(?:吗|多少|几)\s*[。！]?\s*$/iu;
/** A question in its order: "When is it on". "What I eat" and "How many credits I still have" are none. */
const ASKED = /^\s*(?:what|when|where|who|which|how)(?:'s\b|\s+(?:(?:much|many|long|big|else|one|[\p{L}]+)\s+){0,2}?(?:is|are|was|were|does|do|did|can|could|has|have|will)\b)|^\s*有多少/iu;
const READS = /^\s*(?:(?:then|now|and|please)\s+)*read\b/iu;

/** Whether a step can be nothing but an order to say what the screen says. */
export const clearlyAsks = (step: string): boolean => asksToRead(step) && (ORDERS.test(step) || WHETHER.test(step));

/** Whether it may as well be the name of a place: "What I eat", "Read the description of the picture". */
export const namesPlace = (step: string): boolean => asksToRead(step) && !clearlyAsks(step) && !ASKED.test(step) && !(READS.test(step) && KINDS.some(([w]) => w.test(step)));

const MONEY = /[-−+]?\s?[¥$€£]\s?[\d.,]*\d|[\d.,]*\d\s?(?:[¥$€£]|CNY|USD|EUR)/u;
const KINDS: readonly (readonly [words: RegExp, value: RegExp])[] = [
  [/\baccount numbers?\b|\bIBAN\b|账号/iu, /\b[A-Z]{2}\s?\d{2}(?:\s?[\dA-Z]{2,4}){2,8}\b|\b[A-Z]{2}(?:\s\d{4}){2,6}\b/u],
  [/\b(?:price|total|balance|amount|sum|cost|fee|paid|owed|much)\b|价格|总价|总额|余额|金额|多少钱/iu, MONEY],
  [/\b(?:e-?mail|address of the mail)\b|邮箱|邮件地址/iu, /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/u],
  [/\bsize\b|大小/iu, /\d[\d.,]*\s?(?:[KMGT]i?B|bytes|B)\b/u],
  [/\b(?:length|duration|long)\b|时长|长度/iu, /\b\d{1,2}:\d{2}(?::\d{2})?\b/u],
  [/\b(?:time|when|departure|start|starts|begins|ends|o'clock)\b|时间|几点|什么时候/iu, /\b\d{1,2}:\d{2}(?:\s?[AP]M)?\b|(?:上午|下午)\s?\d{1,2}:\d{2}/iu],
  [/\b(?:phone )?numbers?\b|\bIMEI\b|\bcode\b|\bhow many\b|\bsteps\b|号码|编号|多少/iu, /\+?\d[\d\s-]*\d|\d/u],
];

interface Said { element: Element; index: number; text: string; nth: number }

/**
 * @param about the goal: what it names counts when the step names nothing
 * @param run what it has seen and what this step has done: switches of a list longer than the screen are counted as it is scrolled through
 * @returns the answer, or that it is not possible; `undefined` when the screen does not say
 */
export function readOut(s: Snapshot, step: string, about?: string, run: { seen?: Seen; past?: readonly string[] } = {}): Action | undefined {
  const shown = s.elements.filter((e) => e.window === undefined && e.role !== 'scroll');
  const whether = WHETHER.exec(step);
  if (LIMIT.test(step)) return within(shown, step, about);
  if (whether) {
    const words = wanted(`${whether[1]} ${whether[2] ?? ''}`).filter((w) => w !== 'app' && w !== 'be');
    const best = Math.max(0, ...shown.filter((e) => e.role !== 'text').map((e) => { const p = new Set(pieces(e.label)); return words.filter((w) => p.has(w)).length; }));
    return best > words.length / 2 ? undefined : { action: 'status', status: 'infeasible' };
  }
  // "The number of the space" is one that stands somewhere; "the number of the alarms" is counted.
  const count = /\bnumber of (?:the|this|that|its) (?!.*\p{L}s\b)/iu.test(step) ? null : COUNT.exec(step);
  const answer = (text: string | undefined): Action | undefined => (text === undefined || text.trim() === '' ? undefined : { action: 'answer', text: text.trim().slice(0, 200) });
  const what = (count?.[1] ?? count?.[2] ?? '').trim();
  if (count && run.seen && BY_STATE.test(what) && shown.some(isToggle)) {
    const { switches, screens } = run.seen.page();
    const swipes = run.past?.filter((p) => p.startsWith('Swipe down')).length ?? 0;
    // A swipe that brought no new screen was the last one.
    if (swipes < Math.min(screens, SWIPES) && goesFurther(s)) return { action: 'scroll', direction: 'down' };
    return answer(counted([...shown.filter((e) => !isToggle(e)), ...switches], what, step));
  }
  if (count) return answer(counted(shown, what, step));
  const lacks = FINDS.test(step) && namesIn(step).length > 0 && !namesIn(step).some((n) => shown.some((e) => e.role !== 'input' && says(e, pieces(n))));
  // What is to be found first lies further down.
  if (lacks) return undefined;
  const told = saidOf(shown, step);
  if (told !== 'nothing') return answer(told);
  const single = FOUND.test(step) ? largestGroup(shown) : [];
  if (single.length === 1 || (FOUND.test(step) && shown.some((e) => /\b1 (?:found|result)\b/iu.test(e.label)))) { const t = textsOf(single[0] ?? shown.findLast((e) => e.role === 'button')!).find((x) => x.trim().length > 1); if (t !== undefined && !MONEY.test(step)) return answer(t); }
  const one = numbered(s, shown, step.replace(WROTE, 'the text of the last message'));
  if (one !== 'nothing') return answer(one);
  return answer(extreme(shown, step) ?? summed(shown, step, about) ?? beside(shown, step) ?? valued(shown, step, about));
}

/** The one that was found, by its name. */
const FOUND = /\b(?:name|title) of (?:the |that )?(?:one|result|hit|match|person|contact|note)(?: (?:that|which|who) (?:was|is) found)?\b|\bits (?:name|title)\b|\bwho was found\b/iu;
const WROTE = /\bwhat (?:he|she|they|\p{Lu}[\p{L}’']*(?: \p{Lu}[\p{L}’']*)*) (?:has |have |had )?(?:wrote|written|said|sent|texted)(?: last)?\b/u;

/** Words that tell what is meant. */
const FRAME = new Set(pieces('say tell read report state name what which when where who count find note write down out one stand stands below above under that this mention is are the last first newest'));
const wanted = (text: string): string[] => pieces(text).filter((p) => !STOP.has(p) && !FRAME.has(p));

const SWIPES = 10;
const BY_STATE = /\bon\b(?!\s+(?:the|this|that|my|a|an|your)\b)|\b(?:off|enabled|disabled|ticked|checked|unticked|unchecked|switched on)\b|已(?:勾选|开启)|未(?:勾选|完成)/iu;

/** Whether the list is cut off at its lower edge. */
function goesFurther(s: Snapshot): boolean {
  const list = mainScroller(s);
  return list !== undefined && s.elements.some((e) => e !== list && e.window === undefined && e.bounds[3] >= list.bounds[3] - 2 && e.bounds[1] < list.bounds[3] && e.bounds[0] >= list.bounds[0] && e.bounds[2] <= list.bounds[2] && e.bounds[1] > list.bounds[1]);
}

function counted(shown: readonly Element[], what: string, step: string): string | undefined {
  // Switches of what is counted, where they say so: "6:30 AM alarm".
  const noun = wanted(what)[0];
  const all = shown.filter(isToggle);
  const called = all.filter((e) => noun !== undefined && pieces(e.label).includes(noun));
  const toggles = called.length > 0 ? called : all;
  if (/\b(?:selected|chosen|highlighted)\b|已?选[中择]/iu.test(what)) { const chosen = shown.filter((e) => e.selected || (e.role === 'checkbox' && e.checked)); return chosen.length > 0 ? String(chosen.length) : undefined; }
  if (/\bnot (?:ticked|checked|on|done|selected)|unticked|unchecked|\boff\b|未(?:勾选|完成)/i.test(what) && toggles.length > 0) return String(toggles.filter((e) => e.checked === false).length);
  if (/\bon\b(?!\s+(?:the|this|that|my|a|an|your)\b)|\b(?:enabled|ticked|checked|switched on)\b|已(?:勾选|开启)/i.test(what) && toggles.length > 0) return String(toggles.filter((e) => e.checked === true).length);
  const words = wanted(what);
  // "how many items Beach trip has": the number stands with the name.
  const named = shown.filter((e) => words.length > 0 && textsOf(e).some((t) => pieces(t).some((p) => words.includes(p))));
  if (/\b(?:has|have|holds?|contains?|in|of)\b/i.test(step)) for (const e of named) for (const t of textsOf(e)) { const n = /(?:^|\s)(\d+)\s+\p{L}+/u.exec(t); if (n && e.role !== 'text') return n[1]; }
  // "marked as unread": what says so. The first word is what is counted.
  const marked = words.slice(1).map((w) => shown.filter((e) => e.role !== 'input' && textsOf(e).some((t) => pieces(t).includes(w)))).filter((l) => l.length > 0).sort((x, y) => x.length - y.length)[0];
  const rows = largestGroup(shown);
  if (marked && rows.some((e) => marked.includes(e))) return String(marked.filter((e) => rows.includes(e)).length);
  return rows.length > 1 ? String(rows.length) : undefined;
}

const numberIn = (v: string): number => Number(v.replace(/[−]/g, '-').replace(/[^\d.-]/g, ''));
const SIZES: Readonly<Record<string, number>> = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
const measure = (v: string): number => numberIn(v) * (SIZES[/([KMGTB])i?B?\b/.exec(v)?.[1] ?? ''] ?? 1);

/** "Which one is the cheapest": the row whose value is least or most, by its title. */
function extreme(shown: readonly Element[], step: string): string | undefined {
  const m = /\b(cheapest|lowest|least expensive|smallest)\b|\b(most expensive|dearest|highest|largest|biggest)\b|(最便宜|最低|最小)|(最贵|最高|最大)/iu.exec(step);
  if (!m) return undefined;
  const least = m[1] !== undefined || m[3] !== undefined;
  const kind = /size|file|large|small|big|大|小/iu.test(step) ? KINDS.find(([w]) => w.test('size'))![1] : MONEY;
  const valuesOf = (list: readonly Element[]) => list.flatMap((e) => { const v = textsOf(e).map((t) => kind.exec(t)?.[0]).find((x) => x !== undefined); return v === undefined ? [] : [{ e, n: measure(v) }]; });
  // Rows of one kind are compared with each other.
  const grouped = valuesOf(largestGroup(shown));
  const rows = grouped.length > 1 ? grouped : valuesOf(shown);
  const best = rows.sort((a, b) => (least ? a.n - b.n : b.n - a.n))[0];
  // "The price of the cheapest" is the value, "the cheapest" is its name.
  return rows.length > 1 ? (/\b(?:price|cost|amount|size) of\b|\bhow (?:much|large|big)\b|价格|多少钱/iu.test(step) ? textsOf(best!.e).map((t) => kind.exec(t)?.[0]).find((x) => x !== undefined) : textsOf(best!.e)[0]) : undefined;
}

/** A row that is a sum itself. */
const IS_SUM = /\b(?:total|sum|subtotal|overall|net worth|all accounts)\b|合计|总计|总额|总资产/iu;

/** "Add the two balances": one amount of each row, of those that step or goal name where they name several. */
function summed(shown: readonly Element[], step: string, about = ''): string | undefined {
  if (!/\b(?:add (?:up )?(?:the|both|all)|sum of|say the sum)\b|之和|相加|合计/iu.test(step)) return undefined;
  const rows = largestGroup(shown).filter((e) => !IS_SUM.test(e.label)).flatMap((e) => { const v = textsOf(e).map((t) => MONEY.exec(t)?.[0]).find((x) => x !== undefined); return v === undefined ? [] : [{ e, v }]; });
  const names = [...namesIn(step), ...namesIn(about)];
  const called = rows.filter(({ e }) => names.some((n) => says(e, pieces(n))));
  const wantedRows = (called.length > 1 ? called : rows).map(({ v }) => v);
  if (wantedRows.length < 2 || (/\b(?:two|both)\b|两/iu.test(step) && wantedRows.length !== 2)) return undefined;
  const cents = wantedRows.reduce((n, v) => n + Math.round(numberIn(v) * 100), 0);
  return `${/[¥$€£]/u.exec(wantedRows[0]!)?.[0] ?? ''}${(cents / 100).toFixed(2)}`;
}

/** What the words name: quoted texts, and names by their capitals, as far as the screen says them. */
function namesIn(text: string): string[] {
  const quoted = quotesOf(text);
  const capitals = [...text.matchAll(/(?<=\S\s+)\p{Lu}[\p{L}\d’'&-]*(?:\s+\p{Lu}[\p{L}\d’'&-]*)*/gu)].map((m) => m[0]);
  return quoted.length > 0 ? quoted : capitals.filter((c) => c.length > 1 && !/^(?:IMEI|PIN|ID|URL|Wi-Fi)$/.test(c));
}

const FINDS = /^\s*(?:find|look up|look for)\b/iu;
const ABOUT = /\b(?:the|an?)\s+(\p{L}+)\s+(?:about|regarding|mentioning|that (?:is about|mentions|says|speaks of)|on)\s+(?:the\s+|an?\s+)?(.+?)\s+(?:and|,)\s+(?:say|tell|read|report)\b/iu;
const kindOf = (text: string): RegExp | undefined => KINDS.find(([w]) => w.test(text))?.[1];

/** "Find the message about the parcel and say its number": what the text that speaks of it says; `nothing`: not asked so. */
function saidOf(shown: readonly Element[], step: string): string | undefined | 'nothing' {
  const m = ABOUT.exec(step);
  if (!m) return 'nothing';
  const words = wanted(m[2]!);
  const texts = [...new Set(shown.filter((e) => e.role !== 'input').flatMap((e) => textsOf(e)).filter((t) => { const p = new Set(pieces(t)); return words.length > 0 && words.every((w) => p.has(w)); }))];
  const kind = kindOf(step.slice(m.index + m[0].length));
  if (texts.length !== 1) return undefined;
  if (!kind) return texts[0];
  const values = [...texts[0]!.matchAll(new RegExp(kind.source, `${kind.flags}g`))].map((x) => x[0]);
  return values.length === 1 ? values[0] : beside(shown.filter((e) => textsOf(e).includes(texts[0]!)), `number ${m[2]!}`);
}

/** "The text of the first transaction", "the time that the last message mentions"; `nothing`: not asked so. */
function numbered(s: Snapshot, shown: readonly Element[], step: string): string | undefined | 'nothing' {
  const o = ordinalIn(step);
  if (!o || namesIn(step).length > 0) return 'nothing';
  const kind = kindOf(step.replace(/\bthe (?:first|second|third|last|newest|latest) \p{L}+/iu, ' '));
  const rows = rowsOf(s, o.noun);
  if (rows.length === 0) {
    const own = kindOf(o.noun);
    if (!own) return 'nothing';
    const values = shown.filter((e) => e.role !== 'input').flatMap((e) => textsOf(e).flatMap((t) => own.exec(t)?.[0] ?? []));
    return o.n > 0 ? values[o.n - 1] : values.at(o.n);
  }
  const row = nth(rows, o.n);
  if (!row) return undefined;
  if (!kind) return textsOf(row)[0];
  const inside = textsOf(row).flatMap((t) => kind.exec(t)?.[0] ?? []);
  // A row of loose texts has its value on its line.
  return inside[0] ?? (row.role === 'text' ? shown.filter((e) => e !== row && meets(e, row)).flatMap((e) => textsOf(e).flatMap((t) => kind.exec(t)?.[0] ?? []))[0] : undefined);
}

/** "The number of the space" where a text says "space 137": a number right behind the word. */
function beside(shown: readonly Element[], step: string): string | undefined {
  if (!/\bnumber\b|号码|编号/iu.test(step) || /\bphone\b|电话|手机/iu.test(step)) return undefined;
  const words = wanted(step).filter((w) => w !== 'number');
  const values = shown.filter((e) => e.role !== 'input').flatMap((e) => textsOf(e)).flatMap((t) => { const p = pieces(t); return p.flatMap((w, i) => (words.includes(w) ? [p[i + 1], p[i + 1] !== undefined && /^(?:number|no|nr|#|号)$/.test(p[i + 1]!) ? p[i + 2] : undefined] : [])).filter((v): v is string => v !== undefined && /^\d+$/.test(v)); });
  return new Set(values).size === 1 ? values[0] : undefined;
}

const LIMIT = /^\s*compare\b.*\b(?:possible|enough|sufficient|suffices?|allowed|covers?)\b|\b(?:whether|if)\b.*\b(?:balance|limit|money)\b.*\b(?:enough|sufficient|suffices?|covers?)\b/iu;

/** "Compare the balance with the amount and say whether it is possible": what there is against the one amount that field, step or goal says. */
function within(shown: readonly Element[], step: string, about = ''): Action | undefined {
  const cap = valued(shown, `${step} balance`, '');
  const field = shown.filter((e) => e.role === 'input' && /amount|sum|金额|数额/iu.test(e.label)).map((e) => e.value ?? '').find((v) => /\d/.test(v));
  const said = [...new Set([...step.matchAll(AMOUNT), ...about.matchAll(AMOUNT)].map((m) => m[0]))];
  const amount = field ?? (said.length === 1 ? said[0] : undefined);
  if (cap === undefined || amount === undefined) return undefined;
  return { action: 'status', status: numberIn(amount) > numberIn(cap) ? 'infeasible' : 'complete' };
}
const AMOUNT = /(?<![\p{L}\d.,:/-])\d[\d,]*(?:\.\d+)?(?![\p{L}\d:/-])/gu;

const middle = (e: Element): number => (e.bounds[1] + e.bounds[3]) / 2;

function valued(shown: readonly Element[], step: string, about = ''): string | undefined {
  const said: Said[] = shown.filter((e) => e.role !== 'input').flatMap((element, index) => textsOf(element).map((text, nth) => ({ element, index, text, nth })));
  const kind = KINDS.find(([w]) => w.test(step))?.[1] ?? KINDS.find(([w]) => w.test(about))?.[1];
  const words = wanted(step);
  const named = [...namesIn(step), ...namesIn(about)].map((n) => ({ n: pieces(n).join(' '), at: shown.filter((e) => e.role !== 'input' && textsOf(e).some((t) => ` ${pieces(t).join(' ')} `.includes(` ${pieces(n).join(' ')} `))) })).filter((x) => x.n !== '' && x.at.length > 0);
  const anchor = named.length > 0 ? named[0]!.at.toSorted((x, y) => x.label.length - y.label.length)[0] : undefined;
  if (kind) {
    const found = said.flatMap((x) => { const v = kind.exec(x.text); return v ? [{ ...x, v: v[0] }] : []; });
    // What stands on the same line as the name, or nearest to it.
    const close = anchor && found.map((x) => ({ ...x, far: Math.abs(middle(x.element) - middle(anchor)) })).filter((x) => x.far < 160).sort((x, y) => x.far - y.far)[0]?.v;
    if (close !== undefined) return close;
    if (new Set(found.map((x) => x.v)).size === 1) return found[0]!.v;
    if (anchor) return undefined;
    const near = (x: Said): number => {
      const p = new Set([...textsOf(x.element), x.element.context ?? '', ...[-1, -2].map((d) => shown[shown.indexOf(x.element) + d]).filter((e) => e !== undefined && Math.abs(middle(e) - middle(x.element)) < 120).map((e) => e!.label)].flatMap((t) => pieces(t)));
      return words.filter((w) => p.has(w)).length;
    };
    const scored = found.map((x) => ({ ...x, n: near(x) })).sort((x, y) => y.n - x.n);
    return scored[0] && scored[0].n > 0 && scored[0].n > (scored[1]?.n ?? 0) ? scored[0].v : undefined;
  }
  // "The company below the name": the next thing said of it.
  if (anchor && /\b(?:below|under|next to|beside|after)\b|下面|旁边/iu.test(step)) {
    const texts = textsOf(anchor);
    const at = texts.findIndex((t) => pieces(t).join(' ') === named[0]!.n);
    return at >= 0 ? texts[at + 1] ?? shown[shown.indexOf(anchor) + 1]?.label : undefined;
  }
  // A label and what stands with it: "Company" – "Northwind".
  for (const x of said) {
    const p = pieces(x.text);
    if (p.length === 0 || p.length > 3 || !p.every((w) => words.includes(w))) continue;
    const other = textsOf(x.element).find((t) => t !== x.text);
    if (other) return other;
    const next = shown[shown.indexOf(x.element) + 1];
    if (next && next.role === 'text' && next.label !== '') return next.label;
  }
  return undefined;
}
