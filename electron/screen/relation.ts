// Exports: relationOf, Relation, inRelation, anchorIn, isFirm. "The switch next to Wi-Fi", "the third button", "the field below Name", "the last tab": a place
// said by what is around it, read by a small grammar (English and Chinese) and found by geometry. Pure; no model.

import type { Element, Snapshot } from '../protocol/screen.ts';
import { barsOf } from './bars.ts';
import { contains, height, width } from './geometry.ts';
import { isActor, isToggle, matchTerm } from './match.ts';
import { normalise } from './words.ts';

export type Thing = 'button' | 'input' | 'checkbox' | 'switch' | 'toggle' | 'item' | 'icon' | 'picture' | 'text';
export type Where = 'below' | 'above' | 'left' | 'right' | 'row' | 'after' | 'before';

export type Relation =
  /** `n` from 1; negative from the end. */
  | { kind: 'ordinal'; n: number; thing: Thing }
  /** One of a bar of equals: `n` as above, or the one in the middle; without an edge the bar at the bottom, else at the top. */
  | { kind: 'bar'; n: number | 'middle'; edge?: 'top' | 'bottom' }
  /** `name`: what the wanted one is called; else any `thing`. `part`: "the options button of X". */
  | { kind: 'beside'; where: Where; anchor: string; thing?: Thing; name?: string; part?: true };

const THINGS: readonly (readonly [Thing, RegExp])[] = [
  ['input', /^(?:(?:text|input|search|edit)[ -]?(?:field|box|area|bar)|field|input|box|输入框|文本框|搜索框|输入栏|一栏|框)$/i],
  ['checkbox', /^(?:check ?box|tick ?box|复选框|勾选框|方框)$/i],
  ['switch', /^(?:switch|slider|开关)$/i],
  ['toggle', /^(?:toggle|toggle switch|toggle button|切换开关)$/i],
  ['button', /^(?:button|link|tab|按钮|按键|链接|标签|标签页)$/i],
  ['icon', /^(?:icon|symbol|图标|图案)$/i],
  ['picture', /^(?:picture|image|photo|thumbnail|图片|照片|缩略图)$/i],
  ['text', /^(?:text|line|label|文字|文本|一行字)$/i],
  ['item', /^(?:(?:list |menu )?(?:item|entry|row|option|setting|result|one|element|thing|card|control)|what comes|选项|一项|那一项|项|条目|条|结果|行|一行|设置|设置项|元素|控件|内容|那个|一个|)$/i],
];
/** What lists, bars and tables are made of: beside an anchor the place says which. */
const LISTED = /^(?:app|application|site|website|column|header|heading|contact|person|song|video|show|episode|game|stock|product|picture|folder|file|note|message|网站|应用|表头|列|栏目?|联系人|歌曲?|视频|节目|剧集|游戏|股票|商品|文件夹?|笔记|消息|频道|分类|功能)$/i;
const thingOf = (words: string): Thing | undefined => THINGS.find(([, p]) => p.test(words.trim()))?.[0];

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const HAN = '一二三四五六七八九十';
const LEAD = /^\s*(?:(?:then|now|next|please|user|and)\s+|(?:然后|接着|请|再)\s*)*(?:(?:long[- ]press|tap|press|click|select|choose|open|hit|touch|pick|use|go to|navigate to|find|check|toggle|activate|turn on|turn off|switch on|switch off|focus|look for|i want|verify that)\s+(?:on\s+)?|(?:长按|点击一下|点击|点一下|点按|轻触|点|按一下|按|打开|选择|进入|选中|找到|查看|勾选|切换|去)\s*)/iu;
const TAIL = /\s*(?:(?:and (?:tap|press|open|click) it|can be opened|on (?:the|this) (?:screen|page)|in (?:the|this) list|from the top)|并点击|并打开)?\s*[.。!！]?\s*$/iu;
const WHERE: readonly (readonly [Where, string])[] = [
  ['below', 'below|under|underneath|beneath'], ['above', 'above|over|on top of'],
  ['left', '(?:on |to )?the left (?:side )?of|left of'], ['right', '(?:on |to )?the right (?:side )?of|right of'],
  ['row', 'next to|beside|alongside|adjacent to|(?:in|on) the (?:same )?(?:row|line) (?:of|as|with)|across from|opposite'],
  ['after', 'after|following|behind'], ['before', 'before|preceding|in front of'],
];
const NEAR = new RegExp(`^(?:the\\s+)?(.*?)\\s*(?:that (?:is|comes|stands|sits)\\s+|which is\\s+|located\\s+)?(?:right\\s+|just\\s+|directly\\s+|immediately\\s+)?(?:${WHERE.map(([, p]) => `(${p})`).join('|')})\\s+(?:the\\s+)?(.+)$`, 'iu');
const ZHWHERE: readonly (readonly [Where, string])[] = [
  ['below', '下面|下方|下边|底下'], ['above', '上面|上方|上边'], ['left', '左边|左侧|左面'], ['right', '右边|右侧|右面'],
  ['row', '旁边|边上|那一行|那行|这一行|所在行|所在的行|同一行|一栏旁'], ['after', '后面|之后|后边'], ['before', '前面|之前|前边'],
];
const ZHNEAR = new RegExp(`^(.+?)(?:的)?(?:${ZHWHERE.map(([, p]) => `(${p})`).join('|')})(?:的|那个|那)*(.*)$`, 'u');

const bare = (s: string): string => s.trim().replace(/^(?:the|a|an)\s+/i, '').replace(/^["“”「『‘'`]+|["“”」』’'`]+$/gu, '').trim();

/** @returns `undefined` when the words say no such place */
export function relationOf(phrase: string): Relation | undefined {
  const said = phrase.replace(/\s+/g, ' ').replace(LEAD, '').replace(TAIL, '').trim();
  if (said === '') return undefined;
  return bar(said) ?? ordinal(said) ?? beside(said);
}

const TABS = '(?:navigation |nav |bottom |top |menu )*(?:tabs?(?: (?:bar|item)s?)?|bar items?)';
const EDGE = '(?:(?:at|on|in|along) the (?:very )?(bottom|top)(?: (?:bar|row|navigation(?: bar)?|menu|of the (?:screen|page)))?|(?:in|of|on) the (?:(bottom|top|navigation|nav|tab) )?(?:navigation |nav |tab )?bar)';
const BAR = new RegExp(`^(?:the\\s+)?(?:very\\s+)?(first|second|third|fourth|fifth|sixth|seventh|last|middle|cent(?:er|re)|leftmost|rightmost|left-most|right-most)\\s+(?:(?:(bottom|top)\\s+)?(${TABS})|(?:button|icon|item|one|entry))(?:\\s+${EDGE})?$`, 'iu');
const ZHBAR = /^(?:屏幕)?(?:(最?底部|最?下[面方边]|底栏|底部导航栏?|导航栏|下方)|(顶部|最?上[面方边]|顶栏|上方))?(?:导航栏|栏)?(?:的|里的?|中的?)?(?:(最左[边侧面]?|最右[边侧面]?|正?中间|最后)|第([一二三四五六七]|\d))(?:的|一)?个?(?:的)?(?:那个)?(标签页?|选项卡|导航项|按钮|图标)$/u;

/** "The last tab", "the middle button at the bottom", "底部第二个标签". */
function bar(said: string): Relation | undefined {
  const en = BAR.exec(said);
  if (en) {
    const edge = (en[2] ?? en[4] ?? en[5])?.toLowerCase();
    const barred = en[5] !== undefined || /\bbar$/i.test(said);
    // A button that is not said to be a tab is one of a bar only where the edge is said.
    if (en[3] === undefined && edge === undefined && !barred) return undefined;
    const word = en[1]!.toLowerCase().replace('-', '');
    const n = word === 'last' || word === 'rightmost' ? -1 : word === 'leftmost' ? 1 : /^(?:middle|cent)/.test(word) ? 'middle' : ORDINALS.indexOf(word) + 1;
    return { kind: 'bar', n, ...(edge === 'top' || edge === 'bottom' ? { edge } : /nav/.test(edge ?? '') ? { edge: 'bottom' } : {}) };
  }
  const zh = ZHBAR.exec(said);
  if (!zh) return undefined;
  const edge = zh[1] ? 'bottom' : zh[2] ? 'top' : undefined;
  if (edge === undefined && !/标签|选项卡|导航/u.test(zh[5]!)) return undefined;
  const n = zh[3] ? (zh[3].startsWith('最左') ? 1 : zh[3].endsWith('中间') ? 'middle' : -1) : HAN.includes(zh[4]!) ? HAN.indexOf(zh[4]!) + 1 : Number(zh[4]);
  return { kind: 'bar', n, ...(edge ? { edge } : {}) };
}

/** Whether the words can only mean a place: "the icon right of X" names a thing and a side; "after", "over" and "before" say much else. */
export const isFirm = (r: Relation): boolean => r.kind === 'bar' || (r.kind === 'beside' && !r.part && r.thing !== undefined && r.where !== 'after' && r.where !== 'before');

function ordinal(said: string): Relation | undefined {
  const fromEnd = /\s+from the (?:bottom|end)$/i.test(said);
  const s = said.replace(/\s+from the (?:bottom|end)$/i, '');
  const make = (n: number, words: string): Relation | undefined => {
    const thing = thingOf(words);
    return thing && n !== 0 ? { kind: 'ordinal', n: fromEnd ? -n : n, thing } : undefined;
  };
  const en = /^(?:the\s+)?(?:very\s+)?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|topmost|bottommost|(\d{1,2})(?:st|nd|rd|th))\s+(.+)$/i.exec(s);
  if (en) {
    const word = en[1]!.toLowerCase();
    return make(word === 'last' || word === 'bottommost' ? -1 : word === 'topmost' ? 1 : en[2] ? Number(en[2]) : ORDINALS.indexOf(word) + 1, en[3]!);
  }
  const numbered = /^(?:the\s+)?(.+?)\s+(?:number|no\.?|#)\s*(\d{1,2})$/i.exec(s);
  if (numbered) return make(Number(numbered[2]), numbered[1]!);
  const zh = /^(?:(最后|倒数第[一1])|第([一二三四五六七八九十]|\d{1,2}))\s*(?:一)?(?:个|条|项|行|张)?\s*(.*)$/u.exec(s);
  if (zh) return make(zh[1] ? -1 : HAN.includes(zh[2]!) ? HAN.indexOf(zh[2]!) + 1 : Number(zh[2]), zh[3]!);
  return undefined;
}

/** "The options button of the notification log": a named part of a row. */
const PART = /^(?:the\s+)?((?:\S+\s+){1,3}?(?:button|icon|switch|toggle|checkbox|menu))\s+(?:of|belonging to)\s+(?:the\s+)?(.+)$/iu;

function beside(said: string): Relation | undefined {
  // Only the first place word outside quotation marks splits: what is quoted may say anything.
  const masked = said.replace(/["“「『][^"”」』]*["”」』]/gu, (q) => '\u0001'.repeat(q.length));
  const en = NEAR.exec(masked);
  const at = (group: string, from: number): string => { const i = masked.indexOf(group, from); return said.slice(i, i + group.length); };
  if (en) {
    const where = WHERE.find((_, i) => en[i + 2] !== undefined)![0];
    const place = en[WHERE.findIndex((_, i) => en[i + 2] !== undefined) + 2]!;
    const anchor = bare(at(en[WHERE.length + 2]!, masked.indexOf(place) + place.length));
    const wanted = en[1] === '' ? '' : at(en[1]!, 0);
    return anchor === '' ? undefined : { kind: 'beside', where, anchor, ...whatOf(wanted) };
  }
  const part = PART.exec(masked);
  if (part) {
    const anchor = bare(said.slice(said.length - part[2]!.length));
    return { kind: 'beside', where: 'row', anchor, part: true, ...whatOf(said.slice(masked.indexOf(part[1]!), masked.indexOf(part[1]!) + part[1]!.length)) };
  }
  const zh = ZHNEAR.exec(masked);
  if (zh) {
    const k = ZHWHERE.findIndex((_, i) => zh[i + 2] !== undefined);
    const place = zh[k + 2]!;
    const after = masked.indexOf(place) + place.length;
    const anchor = bare(said.slice(0, zh[1]!.length));
    const rest = zh[ZHWHERE.length + 2]!;
    const wanted = rest === '' ? '' : at(rest, after);
    return anchor === '' ? undefined : { kind: 'beside', where: ZHWHERE[k]![0], anchor, ...whatOf(wanted) };
  }
  return undefined;
}

/** What things look like tells none apart here. */
const LOOK = /^(?:(?:big|large|small|little|tiny|round|blue|red|green|yellow|white|black|gr[ae]y|orange|other|大的?|小的?|圆的?|蓝色的?|红色的?|绿色的?)\s*)+(?=\S)/iu;

/** "switch" is a kind of thing, "Delete button" a thing of that name. */
function whatOf(words: string): { thing?: Thing; name?: string } {
  const looks = bare(words).replace(LOOK, '');
  const plain = thingOf(looks) === undefined ? bare(words) : looks;
  const thing = thingOf(plain);
  if (thing !== undefined && !/["“「『]/u.test(words)) return { thing };
  if (LISTED.test(looks) && !/["“「『]/u.test(words)) return { thing: 'item' };
  const named = /^(.+?)\s*(button|icon|switch|toggle|field|checkbox|option|link|tab|按钮|图标|开关|输入框|复选框|选项)$/iu.exec(words.trim());
  const kind = named && thingOf(named[2]!);
  return named && kind ? { name: bare(named[1]!), thing: kind } : { name: plain };
}

/**
 * @param at the anchor, where its words do not name it and something else found it
 * @returns the one element in that place; `undefined` when there is none or the words fit several
 */
export function inRelation(snapshot: Snapshot, r: Relation, at?: Element): Element | undefined {
  const all = snapshot.elements.filter((e) => e.window === undefined && e.role !== 'scroll');
  if (r.kind === 'ordinal') {
    const of = all.filter((e) => isThing(e, r.thing));
    return r.n > 0 ? of[r.n - 1] : of.at(r.n);
  }
  if (r.kind === 'bar') {
    const bars = barsOf(snapshot);
    const of = (bars.find((b) => b.edge === r.edge) ?? (r.edge === undefined ? bars[0] : undefined))?.items ?? [];
    return r.n === 'middle' ? (of.length % 2 === 1 ? of[(of.length - 1) / 2] : undefined) : r.n > 0 ? of[r.n - 1] : of.at(r.n);
  }
  const anchor = at ?? anchorIn(snapshot, r.anchor);
  if (!anchor) return undefined;
  // The text that names a field or a switch has become its label: what stands beside the text is the element itself.
  if (at === undefined && anchor.labelFrom === 'near' && r.where !== 'above' && r.where !== 'before' && r.thing !== undefined && isThing(anchor, r.thing)) return anchor;
  const kind = (e: Element): boolean => r.thing === undefined || r.thing === 'item' ? isActor(e) : isThing(e, r.thing);
  const apart = all.filter((e) => e !== anchor && (r.where === 'row' || !(contains(e.bounds, anchor.bounds) || contains(anchor.bounds, e.bounds))));
  let candidates = apart.filter((e) => r.name === undefined || called(e, r.name));
  if (r.name === undefined || candidates.length > 1) candidates = candidates.filter((e) => kind(e) || (r.name !== undefined && r.thing === undefined));
  if (r.name !== undefined) {
    const told = candidates.filter((e) => e.context !== undefined && normalise(e.context) === normalise(r.anchor));
    if (told.length === 1) return told[0];
  }
  return nearest(anchor, candidates, r.where, all, r.thing) ?? (r.name === undefined && r.where !== 'row' ? nearest(anchor, apart.filter((e) => isActor(e) && looselyA(e, r.thing)), r.where, all, 'item') : undefined);
}

/** What dumps give as plain buttons: fields that open a search, switches drawn by the app, tabs and icons of any class. */
function looselyA(e: Element, thing: Thing | undefined): boolean {
  switch (thing) {
    case 'input': case 'icon': case 'button': case 'picture': return true;
    case 'switch': case 'toggle': case 'checkbox': return e.checked !== undefined || /switch|开关/iu.test(`${e.label} ${e.className}`);
    default: return false;
  }
}

function nearest(anchor: Element, candidates: readonly Element[], where: Where, all: readonly Element[], thing: Thing | undefined): Element | undefined {
  const [l, t, right, bottom] = anchor.bounds;
  const x = (e: Element): number => Math.abs((e.bounds[0] + e.bounds[2]) / 2 - (l + right) / 2);
  const level = (e: Element): boolean => Math.min(e.bounds[3], bottom) - Math.max(e.bounds[1], t) > Math.min(height(e.bounds), height(anchor.bounds)) * 0.5;
  const first = (list: readonly Element[], by: (e: Element) => number): Element | undefined => list.toSorted((a, b) => by(a) - by(b) || x(a) - x(b))[0];
  switch (where) {
    case 'below': return first(candidates.filter((e) => e.bounds[1] >= bottom - height(anchor.bounds) * 0.25), (e) => e.bounds[1] - bottom + (overlap(e, anchor) ? 0 : width(anchor.bounds) / 4));
    case 'above': return first(candidates.filter((e) => e.bounds[3] <= t + height(anchor.bounds) * 0.25), (e) => t - e.bounds[3] + (overlap(e, anchor) ? 0 : width(anchor.bounds) / 4));
    case 'left': return first(candidates.filter((e) => level(e) && e.bounds[2] <= l + 4), (e) => l - e.bounds[2]);
    case 'right': return first(candidates.filter((e) => level(e) && e.bounds[0] >= right - 4), (e) => e.bounds[0] - right);
    case 'row': {
      // A row and its switch are often one element.
      if (thing !== undefined && thing !== 'item' && isThing(anchor, thing)) return anchor;
      return first(candidates.filter(level), (e) => Math.max(e.bounds[0] - right, l - e.bounds[2], 0));
    }
    case 'after': case 'before': {
      const at = all.indexOf(anchor);
      const of = candidates.filter((e) => (where === 'after' ? all.indexOf(e) > at : all.indexOf(e) < at));
      return where === 'after' ? of[0] : of.at(-1);
    }
  }
}

const overlap = (a: Element, b: Element): boolean => Math.min(a.bounds[2], b.bounds[2]) > Math.max(a.bounds[0], b.bounds[0]);
const called = (e: Element, name: string): boolean => [e.label, ...(e.texts ?? [])].some((n) => normalise(n) === normalise(name));

/** What an anchor's words name: the very text, or the one title that says all of them. */
export function anchorIn(snapshot: Snapshot, words: string): Element | undefined {
  const all = snapshot.elements.filter((e) => e.window === undefined && e.role !== 'scroll');
  for (const name of new Set([words, words.replace(KIND, '')])) {
    // The very text: the row around it is another thing.
    const said = all.filter((e) => called(e, name));
    if (said.length === 1) return said[0];
    if (said.length > 1) return said.find((e) => !isActor(e)) ?? said[0];
    const m = matchTerm(snapshot, { text: name });
    if (m.kind === 'unique') return all.find((e) => e.id === m.element);
  }
  const wanted = wordsOf(words.replace(KIND, ''));
  if (wanted.length === 0) return undefined;
  const titled = all.filter((e) => { const title = new Set(wordsOf(e.texts?.[0] ?? e.label)); return wanted.every((w) => title.has(w)); });
  const named = titled.filter((e) => isActor(e));
  return titled.length === 1 ? titled[0] : named.length === 1 ? named[0] : undefined;
}

const KIND = /(?<=\S)\s*(?:button|icon|tab|field|box|switch|toggle|row|item|option|entry|按钮|图标|标签页?|输入框|框|开关|选项|一栏|那一栏)$/iu;
/** Words of a name; what Android's ids join with dashes are several, what people write with one is one. */
const wordsOf = (text: string): string[] => normalise(text.replace(/\be-(?=mail)/giu, 'e')).split(/[^\p{L}\p{N}]+/u).filter((w) => w !== '' && !/^(?:the|a|an|my|your|of)$/.test(w));

function isThing(e: Element, thing: Thing): boolean {
  switch (thing) {
    case 'button': return e.role === 'button';
    case 'input': return e.role === 'input';
    case 'checkbox': return e.role === 'checkbox';
    case 'switch': case 'toggle': return thing === 'switch' ? e.role === 'switch' : isToggle(e);
    case 'icon': return e.role === 'button' && (e.labelFrom === 'id' || e.labelFrom === 'desc' || /Image/.test(e.className));
    case 'picture': return e.role === 'image' || /Image/.test(e.className);
    case 'text': return e.role === 'text';
    case 'item': return isActor(e);
  }
}
