// Exports: relationOf, Relation, inRelation. "The switch next to Wi-Fi", "the third button", "the field below Name": a place said by what is
// around it, read by a small grammar (English and Chinese) and found by geometry. Pure; no model.

import type { Element, Snapshot } from '../protocol/screen.ts';
import { height, width } from './geometry.ts';
import { isActor, isToggle, matchTerm } from './match.ts';
import { normalise } from './words.ts';

export type Thing = 'button' | 'input' | 'checkbox' | 'switch' | 'toggle' | 'item' | 'icon' | 'picture' | 'text';
export type Where = 'below' | 'above' | 'left' | 'right' | 'row' | 'after' | 'before';

export type Relation =
  /** `n` from 1; negative from the end. */
  | { kind: 'ordinal'; n: number; thing: Thing }
  /** `name`: what the wanted one is called; else any `thing`. */
  | { kind: 'beside'; where: Where; anchor: string; thing?: Thing; name?: string };

const THINGS: readonly (readonly [Thing, RegExp])[] = [
  ['input', /^(?:(?:text|input|search|edit)[ -]?(?:field|box|area|bar)|field|input|box|输入框|文本框|搜索框|输入栏|一栏)$/i],
  ['checkbox', /^(?:check ?box|tick ?box|复选框|勾选框|方框)$/i],
  ['switch', /^(?:switch|slider|开关)$/i],
  ['toggle', /^(?:toggle|toggle switch|toggle button|切换开关)$/i],
  ['button', /^(?:button|link|tab|按钮|按键|链接|标签|标签页)$/i],
  ['icon', /^(?:icon|symbol|图标|图案)$/i],
  ['picture', /^(?:picture|image|photo|thumbnail|图片|照片|缩略图)$/i],
  ['text', /^(?:text|line|label|文字|文本|一行字)$/i],
  ['item', /^(?:(?:list |menu )?(?:item|entry|row|option|setting|result|one|element|thing|card|control)|what comes|选项|一项|那一项|项|条目|条|结果|行|一行|设置|设置项|元素|控件|内容|那个|一个|)$/i],
];
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
  return ordinal(said) ?? beside(said);
}

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

/** "switch" is a kind of thing, "Delete button" a thing of that name. */
function whatOf(words: string): { thing?: Thing; name?: string } {
  const plain = bare(words);
  const thing = thingOf(plain);
  if (thing !== undefined && !/["“「『]/u.test(words)) return { thing };
  const named = /^(.+?)\s*(button|icon|switch|toggle|field|checkbox|option|link|tab|按钮|图标|开关|输入框|复选框|选项)$/iu.exec(words.trim());
  const kind = named && thingOf(named[2]!);
  return named && kind ? { name: bare(named[1]!), thing: kind } : { name: plain };
}

/** @returns the one element in that place; `undefined` when there is none or the words fit several */
export function inRelation(snapshot: Snapshot, r: Relation): Element | undefined {
  const all = snapshot.elements.filter((e) => e.window === undefined && e.role !== 'scroll');
  if (r.kind === 'ordinal') {
    const of = all.filter((e) => isThing(e, r.thing));
    return r.n > 0 ? of[r.n - 1] : of.at(r.n);
  }
  const anchor = anchorOf(snapshot, all, r.anchor);
  if (!anchor) return undefined;
  // The text that names a field or a switch has become its label: what stands beside the text is the element itself.
  if (anchor.labelFrom === 'near' && r.where !== 'above' && r.where !== 'before' && r.thing !== undefined && isThing(anchor, r.thing)) return anchor;
  const kind = (e: Element): boolean => r.thing === undefined || r.thing === 'item' ? isActor(e) : isThing(e, r.thing);
  let candidates = all.filter((e) => e !== anchor && (r.name === undefined || called(e, r.name)));
  if (r.name === undefined || candidates.length > 1) candidates = candidates.filter((e) => kind(e) || (r.name !== undefined && r.thing === undefined));
  if (r.name !== undefined) {
    const told = candidates.filter((e) => e.context !== undefined && normalise(e.context) === normalise(r.anchor));
    if (told.length === 1) return told[0];
  }
  return nearest(anchor, candidates, r.where, all, r.thing);
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

function anchorOf(snapshot: Snapshot, all: readonly Element[], words: string): Element | undefined {
  // The very text: the row around it is another thing.
  const said = all.filter((e) => called(e, words));
  if (said.length === 1) return said[0];
  if (said.length > 1) return said.find((e) => !isActor(e)) ?? said[0];
  const m = matchTerm(snapshot, { text: words });
  return m.kind === 'unique' ? all.find((e) => e.id === m.element) : undefined;
}

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
