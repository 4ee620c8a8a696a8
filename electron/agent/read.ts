// Exports: readOut, asksToRead. "Say the total", "Count the alarms that are on", "Say whether it can be bought": what a step wants read from the screen,
// found by the kind of value it names and by what stands around it. No model; what it does not find it does not guess.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { isToggle } from '../screen/match.ts';

const SAY = /^\s*(?:find|look up|look for|compare|add(?: up)?)\b.*\band (?:say|tell|report|read)\b|^\s*(?:(?:then|now|and|please)\s+)*(?:say|tell(?: me)?|read(?: out)?|report|state|name|write down|note down|what(?:'s| is| are| does| did)?|which|how (?:much|many|long|big)|when|where|who|count|find (?:out )?(?:how|what|when))\b|^\s*(?:请)?(?:说出|说明|告诉我|读出|报告|数一下|数出|统计|有多少|多少|什么时候)/iu;
const COUNT = /^\s*(?:count|how many|say (?:how many|the number of)|tell(?: me)? (?:how many|the number of)|number of)\b\s*(?:of\s+)?(?:the\s+)?(.*)$|^\s*(?:请)?(?:数一下|数出|统计|有多少)(.*)$/iu;
const WHETHER = /^\s*(?:say|tell(?: me)?|report|check)\s+(?:whether|if)\s+(?:there (?:is|are)\s+)?(.+?)(?:\s+(?:can(?:not)? be|could be|can|is possible|exists?)\b\s*(.*))?$/iu;

/** Whether a step asks for an answer and not for an action. */
export const asksToRead = (step: string): boolean => SAY.test(step) || WHETHER.test(step);

const MONEY = /[-−+]?\s?[¥$€£]\s?[\d.,]*\d|[\d.,]*\d\s?(?:[¥$€£]|CNY|USD|EUR)/u;
const KINDS: readonly (readonly [words: RegExp, value: RegExp])[] = [
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
 * @returns the answer, or that it is not possible; `undefined` when the screen does not say
 */
export function readOut(s: Snapshot, step: string, about?: string): Action | undefined {
  const shown = s.elements.filter((e) => e.window === undefined && e.role !== 'scroll');
  const whether = WHETHER.exec(step);
  if (whether) {
    const words = wanted(`${whether[1]} ${whether[2] ?? ''}`).filter((w) => w !== 'app' && w !== 'be');
    const best = Math.max(0, ...shown.filter((e) => e.role !== 'text').map((e) => { const p = new Set(pieces(e.label)); return words.filter((w) => p.has(w)).length; }));
    return best > words.length / 2 ? undefined : { action: 'status', status: 'infeasible' };
  }
  const count = COUNT.exec(step);
  const answer = (text: string | undefined): Action | undefined => (text === undefined || text.trim() === '' ? undefined : { action: 'answer', text: text.trim().slice(0, 200) });
  if (count) return answer(counted(shown, (count[1] ?? count[2] ?? '').trim(), step));
  return answer(extreme(shown, step) ?? summed(shown, step) ?? valued(shown, step, about));
}

/** Words that tell what is meant. */
const FRAME = new Set(pieces('say tell read report state name what which when where who count find note write down out one stand stands below above under that this mention is are the last first newest'));
const wanted = (text: string): string[] => pieces(text).filter((p) => !STOP.has(p) && !FRAME.has(p));

const textsOf = (e: Element): string[] => [...new Set([...(e.texts?.length ? e.texts : [e.label]), ...(e.value ? [e.value] : [])])].filter((t) => t !== '');

function counted(shown: readonly Element[], what: string, step: string): string | undefined {
  const toggles = shown.filter(isToggle);
  if (/\bnot (?:ticked|checked|on|done|selected)|unticked|unchecked|\boff\b|未(?:勾选|完成)/i.test(what) && toggles.length > 0) return String(toggles.filter((e) => e.checked === false).length);
  if (/\b(?:on|enabled|ticked|checked|switched on)\b|已(?:勾选|开启)/i.test(what) && toggles.length > 0) return String(toggles.filter((e) => e.checked === true).length);
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

/** Rows of one kind: same class, same width, same resource-id. */
function largestGroup(shown: readonly Element[]): Element[] {
  const groups = new Map<string, Element[]>();
  for (const e of shown) {
    if (e.role !== 'button' || e.bounds[2] - e.bounds[0] < 300 || /^(?:new|add|create|\+|新建|添加)\b/iu.test(e.label)) continue;
    const key = `${e.className} ${e.resourceId} ${e.bounds[0]} ${e.bounds[2]}`;
    const list = groups.get(key);
    if (list) list.push(e); else groups.set(key, [e]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
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
  return rows.length > 1 ? textsOf(best!.e)[0] : undefined;
}

/** "Add the two balances": one amount of each row. */
function summed(shown: readonly Element[], step: string): string | undefined {
  if (!/\b(?:add (?:up )?(?:the|both|all)|sum of|say the sum)\b|之和|相加|合计/iu.test(step)) return undefined;
  const rows = largestGroup(shown).flatMap((e) => { const v = textsOf(e).map((t) => MONEY.exec(t)?.[0]).find((x) => x !== undefined); return v === undefined ? [] : [v]; });
  const wantedRows = /\b(?:two|both)\b|两/iu.test(step) ? rows.slice(0, 2) : rows;
  if (wantedRows.length < 2) return undefined;
  const cents = wantedRows.reduce((n, v) => n + Math.round(numberIn(v) * 100), 0);
  return `${/[¥$€£]/u.exec(wantedRows[0]!)?.[0] ?? ''}${(cents / 100).toFixed(2)}`;
}

/** What the words name: quoted texts, and names by their capitals, as far as the screen says them. */
function namesIn(text: string): string[] {
  const quoted = quotesOf(text);
  const capitals = [...text.matchAll(/(?<=\S\s+)\p{Lu}[\p{L}\d’'&-]*(?:\s+\p{Lu}[\p{L}\d’'&-]*)*/gu)].map((m) => m[0]);
  return quoted.length > 0 ? quoted : capitals.filter((c) => c.length > 1 && !/^(?:IMEI|PIN|ID|URL|Wi-Fi)$/.test(c));
}

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
