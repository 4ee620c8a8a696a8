// Exports: byTyping, asksToWrite, writtenIn, searchOn. Texts that a step writes and the field it means: "Set the limit price to 27.6", "在搜索框输入…", "Find the game "Chess"". Where the
// search of a screen is a button that opens the field, the button comes first.

import { quotesOf, refsOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { inRelation, relationOf } from '../screen/relation.ts';
import { actorsOf, click, height, level, only, shownOf, textsOf } from './told.ts';

const LEAD = '^\\s*(?:(?:then|now|next|please|and)\\s+|(?:然后|接着|请|再)\\s*)*';
const SEARCH = new RegExp(`${LEAD}(?:(?:search|look|google|browse)\\s+(?:for|up)|search|find|query)\\b\\s*|${LEAD}(?:在?(?:顶部|上面|上方)?的?搜索[框栏](?:里|中|内)?|用搜索[框栏]?)?(?:搜索|搜一下|查找|查询|搜|查|找)(?!框|栏|按钮|图标)\\s*`, 'iu');
const WRITE = new RegExp(`${LEAD}(?:type|enter|write(?!\\s+down)|input|fill in|fill|key in|put|replace|change|give|name|rename|title|call|set|paste|insert|send|reply|respond|answer with|ask|post|comment)\\b|${LEAD}(?:输入|填写|填入|填|写|改成|改为|命名|发送|回复)|${LEAD}(?:(?:在|把|将|给|用).{1,14}?|[^"“「『]{1,10}?)(?:输入|填写|填入|填上|填|写上|写入|写|改成|改为|设为|命名为|叫做?|发送|回复|查|搜|找)(?=\\s*["“「『‘\\d])`, 'iu');
/** A field, and a number without quotation marks. */
const NUMBER = /\b(?:to|as|with|=)\s*([¥$€£]?\d[\d.,:]*\d|\d)\s*[.!。]?\s*$|\b(?:type|enter|put|write|key in|input|fill in)\s+([¥$€£]?\d[\d.,:]*\d|\d)\s+(?:in|into|as|for)\b|(?:填写?入?|输入|写上?|设为|改成|改为|为)\s*(\d[\d.,:]*\d|\d)\s*[元股手个份]?\s*[。！]?\s*$/iu;
const SEARCHES = /search|\bfind\b|搜索|查找|搜一搜/iu;
const ADDRESS = /address (?:bar|field|line)|\burl\b|地址栏|网址/iu;
const content = (text: string): string[] => pieces(text).filter((p) => !STOP.has(p));

/** The one text a step writes; a number may stand without quotation marks. */
export function writtenIn(step: string): string | undefined {
  const quotes = quotesOf(step);
  if (quotes.length > 0) return only(quotes);
  const m = NUMBER.exec(step);
  return m?.[1] ?? m?.[2] ?? m?.[3];
}

/** Whether a step writes a text or looks for one. */
export const asksToWrite = (step: string): boolean => (WRITE.test(step) || SEARCH.test(step)) && (writtenIn(step) !== undefined || (SEARCH.test(step) && refsOf(step).length > 0));

export function byTyping(s: Snapshot, step: string): Action | undefined {
  return searched(s, step) ?? typed(s, step) ?? opened(s, step);
}

/** What opens or is the search of a screen: said so by its label, else by its id; of several the one whose label begins with it. */
export function searchOn(s: Snapshot): Element | undefined {
  const actors = actorsOf(s).filter((e) => e.role === 'input' || e.role === 'button');
  const named = actors.filter((e) => SEARCHES.test(e.label) && e.label.length <= 40 && !/引擎|语音|历史|记录|结果|voice|image|by |engine|history|result|clear/iu.test(e.label));
  const first = only(named.filter((e) => e.role === 'input')) ?? only(named) ?? only(named.filter((e) => /^(?:search|find|搜索|查找)/iu.test(e.label)));
  if (first || named.length > 0) return first;
  return only(actors.filter((e) => SEARCHES.test((e.resourceId.split('/').at(-1) ?? '').replace(/_/g, ' ')) && !/clear|voice|close|mic|back|camera/iu.test(e.resourceId)));
}

/** What searches have themselves. */
const OWN = /(?:历史|记录|结果|引擎|设置|页面?)\s*$|\b(?:history|results?|engine|settings?|page)\s*$/iu;

/** A text to look for: into the field that takes it, or first a tap on what opens that field. */
function searched(s: Snapshot, step: string): Action | undefined {
  const said = writtenIn(step);
  const finds = new RegExp(`${LEAD}(?:find|look\\s+for|找|查)`, 'iu').test(step);
  const ref = !SEARCH.test(step) ? undefined : said ?? (finds || OWN.test(step) ? undefined : refsOf(step)[0]?.text);
  // What is found on the screen need not be looked for.
  if (ref === undefined || (finds && shownOf(s).some((e) => e.role !== 'input' && textsOf(e).some((t) => t.toLowerCase().includes(ref.toLowerCase()))))) return undefined;
  const fields = actorsOf(s).filter((e) => e.role === 'input' && !e.password);
  const box = fields.filter((e) => SEARCHES.test(`${e.label} ${e.resourceId}`));
  const field = only(box) ?? (finds && !SEARCHES.test(step) ? undefined : only(fields) ?? only(fields.filter((e) => e.focused)));
  if (field) return { action: 'input_text', element: field.id, text: ref };
  return fields.length === 0 ? click(searchOn(s)) : undefined;
}

/** One text to write, and the field that the step names, the place it has, or the one there is. */
function typed(s: Snapshot, step: string): Action | undefined {
  const text = writtenIn(step);
  if (text === undefined || !WRITE.test(step)) return undefined;
  const rest = step.replace(text, ' ');
  const fields = actorsOf(s).filter((e) => e.role === 'input');
  if (fields.length === 0) return SEARCHES.test(rest) || ADDRESS.test(rest) ? click(searchOn(s)) : undefined;
  const have = new Set(content(rest));
  const whole = only(fields.filter((e) => { const t = content(e.label); return t.length > 0 && t.every((p) => have.has(p)); }));
  const placed = placedField(s, rest, fields);
  const quoted = quotesOf(step).length > 0;
  const field = placed ?? whole ?? named(s, rest, text, fields) ?? (quoted ? only(fields) : undefined) ?? (BODY.test(rest) ? body(fields) : undefined);
  return field && { action: 'input_text', element: field.id, text };
}

const INTO = /\b(?:in|into|to|on)\s+((?:the\s+)?(?:(?:text|input)\s+)?(?:field|box|input)\s+(?:right |just |directly )?(?:below|above|under|next to|beside|(?:to the )?(?:right|left) of)\b.+?)\s*[.!]?\s*$|在(.{1,12}?(?:下面|下方|上面|上方|右边|左边|旁边)的?(?:输入框|框|一栏))/iu;
const NTH = /\b(?:(first|upper|top)|(second)|(third)|(last|lower|bottom))\s+(?:text |input |edit )?(?:field|box|input)\b|(?:(第一|上面的?|最上面的?)|(第二)|(第三)|(最后一?|下面的?|最下面的?))个?(?:输入框|框|栏)/iu;

/** "The field below the e-mail", "the lower field". */
function placedField(s: Snapshot, rest: string, fields: readonly Element[]): Element | undefined {
  const m = INTO.exec(rest);
  const r = m && relationOf(m[1] ?? m[2]!);
  const e = r ? inRelation(s, r) : undefined;
  if (e && fields.includes(e)) return e;
  const n = NTH.exec(rest);
  if (!n) return undefined;
  const at = [0, 1, 2, -1][n.slice(1).findIndex((g) => g !== undefined) % 4]!;
  return fields.length > 1 ? fields.at(at) : undefined;
}

/** Words for one and the same field. */
const ALIKE: readonly (readonly string[])[] = ['email mail 邮', 'password passcode 密', 'message text reply chat comment 消 回', 'number count quantity times amount 数 量', 'user username account 账 号', 'name title called 名', 'phone mobile telephone 电 手', 'price 价', 'caption description 述', 'address 址'].map((l) => pieces(l));
/** What holds a number only. */
const NUMERIC = /\b(?:number|count|quantity|amount|price|pin|times|age|year|phone|zip|code)\b|数量|价格?|金额|股数|电话|手机|年龄/iu;
/** Words of writing and of fields in general. */
const FRAME = new Set(pieces('type enter write input fill key put replace change give name rename title call set paste insert send reply respond answer ask post comment field box text area bar new here value 输 入 填 写 在 里 中 框 栏 把 将 的 为 成 改 设 给 用'));

/** The field whose name, id or neighbouring text says most of what the step says; not one of two that say the same. */
function named(s: Snapshot, rest: string, text: string, fields: readonly Element[]): Element | undefined {
  const all = content(rest);
  const words = all.filter((p) => !FRAME.has(p));
  const verbs = new Set(words.length > 0 ? words : all);
  const alike = ALIKE.filter((l) => l.some((w) => verbs.has(w)));
  const open = fields.filter((e) => !(NUMERIC.test(e.label) && !/\d/.test(text)));
  const scored = (open.length > 0 ? open : fields).map((e) => {
    const own = new Set(content(`${e.label} ${e.resourceId.split('/').at(-1)?.replace(/[_-]/g, ' ') ?? ''}`));
    const near = new Set(nextTo(s, e).flatMap((t) => content(t)));
    const n = [...verbs].reduce((sum, w) => sum + (own.has(w) ? 1 : near.has(w) ? 0.6 : 0), 0);
    const says = (have: ReadonlySet<string>): boolean => alike.some((l) => l.some((w) => have.has(w)));
    return { e, n: n + (says(own) ? 0.6 : says(near) ? 0.4 : 0) };
  }).sort((a, b) => b.n - a.n);
  const [first, second] = scored;
  return first && first.n > 0 && first.n > (second?.n ?? 0) ? first.e : undefined;
}

/** Texts above a field or before it on its line; what stands closer under another field is said of that one. */
const nextTo = (s: Snapshot, field: Element): string[] => shownOf(s)
  .filter((e) => e.role === 'text' && ((e.bounds[3] <= field.bounds[1] + 8 && field.bounds[1] - e.bounds[3] < height(field) && e.bounds[0] < field.bounds[2] && e.bounds[2] > field.bounds[0] && !shownOf(s).some((o) => o.role === 'input' && o !== field && o.bounds[3] <= e.bounds[1] + 8 && e.bounds[1] - o.bounds[3] <= field.bounds[1] - e.bounds[3])) || (level(e, field) && e.bounds[2] <= field.bounds[0] + 8)))
  .map((e) => e.label);

const BODY = /\b(?:text|body|contents?|note itself)\b|正文|内容/iu;

/** The field of a longer text: the one that is twice as tall as every other. */
function body(fields: readonly Element[]): Element | undefined {
  const tall = fields.toSorted((a, b) => height(b) - height(a));
  return tall[0] && tall[1] && height(tall[0]) >= height(tall[1]) * 2 ? tall[0] : undefined;
}

const OPEN = new RegExp(`${LEAD}(?:(?:search(?: for)?|look (?:for|up)|find)\\s+(?:an?|another|some|other|more)\\s+(?:\\p{L}+\\s*){1,2}?(?:\\s+(?:in|on) (?:the|this) (?:list|page|screen))?|(?:搜索|查找|找|搜)(?:一?[个只部首条家本款]|其他|别的)[\\p{Script=Han}]{1,4}|搜(?!索|一)[\\p{Script=Han}]{1,3})\\s*[.!。]?\\s*$`, 'iu');
const BOX = new RegExp(`${LEAD}(?:(?:tap|press|click|open|touch|select|focus)\\s+(?:on\\s+)?|点击?|打开)?(?:the\\s+)?(?:search (?:box|field|bar|input)(?: (?:at|on) (?:the )?top)?|(?:顶部|上方|上面)?的?搜索[框栏])\\s*[.!。]?\\s*$`, 'iu');

/** "Find a stock", "the search box at the top": no text yet, only where one searches. */
const opened = (s: Snapshot, step: string): Action | undefined => ((OPEN.test(step) || BOX.test(step)) && quotesOf(step).length === 0 ? click(searchOn(s)) : undefined);
