// Exports: largestGroup, rowsOf, kindred, sectionOf, nth, ordinalIn, sayingIn, rowsSaying, Saying. The rows of a screen's list: equals under each other, what a heading stands over, the first, the
// last, and the one that says something.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { barsOf } from '../screen/bars.ts';
import { actorsOf, level, meets, only, says, shownOf, textsOf, width } from './told.ts';

/** Adding to a list is not being in it. */
const ADDS = /^(?:new|add|create|\+|新建|添加)\b/iu;

/** Rows of one kind: same class, same edges, same resource-id; the largest such group. */
export function largestGroup(shown: readonly Element[]): Element[] {
  return groups(shown.filter((e) => e.role === 'button' && width(e) >= 300 && !ADDS.test(e.label)), (e) => `${e.className} ${e.resourceId} ${e.bounds[0]} ${e.bounds[2]}`)[0] ?? [];
}

function groups(list: readonly Element[], key: (e: Element) => string): Element[][] {
  const of = new Map<string, Element[]>();
  for (const e of list) { const k = key(e); const l = of.get(k); if (l) l.push(e); else of.set(k, [e]); }
  return [...of.values()].sort((a, b) => b.length - a.length);
}

/** A heading is a text of its own with nothing beside it. */
const isHeading = (e: Element, shown: readonly Element[]): boolean => e.role === 'text' && e.label.length <= 40 && !shown.some((o) => o !== e && meets(o, e));

/** What stands under a heading that says the words, down to the next heading of its kind. */
export function sectionOf(s: Snapshot, words: readonly string[]): Element[] | undefined {
  const shown = shownOf(s);
  const heads = shown.filter((e) => isHeading(e, shown) && says(e, words));
  const head = only(heads) ?? only(heads.filter((e) => words.length === pieces(e.label).length));
  if (!head) return undefined;
  const below = shown.filter((e) => e !== head && e.bounds[1] >= head.bounds[3] - 4);
  const next = below.filter((e) => isHeading(e, shown) && e.className === head.className && e.resourceId === head.resourceId && e.bounds[0] === head.bounds[0] && e.bounds[3] - e.bounds[1] === head.bounds[3] - head.bounds[1]).map((e) => e.bounds[1]);
  const end = Math.min(...next, Infinity);
  return below.filter((e) => e.bounds[1] < end);
}

/** What lists are made of, and what an app or a screen that lists it calls itself. */
const KINDS: readonly (readonly string[])[] = [
  'conversation chat thread message sms messaging dialog', 'mail email message inbox', 'contact person people contacts', 'note memo keep notes', 'song track music album', 'photo picture image gallery video', 'file folder document files',
  'video clip movie film show series episode season broadcast watch view stream duration', 'stock share fund security holding position quote portfolio', 'game puzzle', 'article news story headline post', 'lesson course chapter unit', 'station channel radio podcast',
  'transaction payment bank account', 'order product shop goods cart', 'alarm clock', 'event appointment calendar agenda', 'network wifi wlan', 'device bluetooth', 'app package application', 'task reminder todo', 'notification', 'contact call number',
].map((k) => pieces(k));
const ZH_KINDS: readonly (readonly [noun: RegExp, words: readonly string[]])[] = ([
  [/^(?:对话|会话|聊天|消息|短信|信息)$/u, 'conversation chat message sms messaging 消 短 信 聊'], [/^(?:邮件)$/u, 'mail email inbox 邮'], [/^(?:联系人)$/u, 'contact people 联'], [/^(?:笔记|记事|便签|备忘录)$/u, 'note memo 笔 记 便'],
  [/^(?:歌曲?|音乐)$/u, 'song music 歌 音'], [/^(?:照片|图片|视频)$/u, 'photo gallery image video 照 图 视'], [/^(?:文件|文件夹)$/u, 'file document 文'], [/^(?:交易|转账)$/u, 'transaction bank 交 账'],
  [/^(?:订单|商品)$/u, 'order shop product 订 商'], [/^闹钟$/u, 'alarm clock 闹'], [/^(?:日程|事件)$/u, 'event calendar 日'], [/^网络$/u, 'network wifi 网'], [/^设备$/u, 'device bluetooth 设'], [/^应用$/u, 'app package application 应'],
  [/^(?:视频|电影|节目|剧集|番剧|集|期)$/u, 'video movie show episode 视 影 播 弹'], [/^(?:股票|个股|持仓|基金)$/u, 'stock share fund holding position 股 券 持'], [/^游戏$/u, 'game 游'], [/^(?:文章|新闻|资讯|帖子)$/u, 'article news post 文 闻 帖'], [/^(?:课程?|章节)$/u, 'lesson course chapter 课 章'],
] as const).map(([p, w]) => [p, pieces(w)] as const);
/** Parts of a show: a tab that leads to them does not list them. */
const PARTS = new Set(pieces('episode season chapter'));
/** What a page of settings does not list, whatever app it is of. */
const CONTENT = KINDS.filter((k) => ['video', 'stock', 'game', 'articl', 'lesson', 'song', 'note', 'product'].some((w) => k.includes(w)));
const ZH_CONTENT = /^(?:视频|电影|节目|剧集|番剧|集|期|股票|个股|基金|游戏|文章|新闻|课程?|歌曲?|音乐|笔记|商品)$/u;
const SETTINGS = /settings?\b|preferences?\b|设置/iu;
/** Of any list. */
const ANY = new Set(pieces('row entry line record'));
const ZH_ANY = /^(?:行|条|记录|一?条记录)$/u;
const SEARCHES = /search|result|find|query|搜索|查找|结果/iu;
const RESULT = new Set(pieces('result match hit'));
const ZH_RESULT = /^(?:搜索)?结果$/u;
const LISTED = new Set([...ANY, ...RESULT, ...KINDS.flat()]);

/** What an app may call the same things: conversations are messages. */
export const kindred = (word: string): readonly string[] => KINDS.filter((k) => k.includes(word)).flat();

/** Whether the screen is of what the noun names: its app, its title, its headings or the ids of its views say so. */
function lists(s: Snapshot, noun: string, words: readonly string[]): boolean {
  if (words.every((w) => ANY.has(w)) || ZH_ANY.test(noun)) return true;
  const shown = shownOf(s);
  const field = shown.filter((e) => e.role === 'input');
  if (words.every((w) => RESULT.has(w)) || ZH_RESULT.test(noun)) return field.some((e) => e.value && SEARCHES.test(`${e.label} ${e.resourceId}`)) || SEARCHES.test(`${s.title} ${s.activity}`);
  if (SETTINGS.test(`${s.title} ${s.activity}`) && (ZH_CONTENT.test(noun) || CONTENT.some((k) => words.some((w) => k.includes(w))))) return false;
  const kin = [...KINDS.filter((k) => words.some((w) => k.includes(w))).flat(), ...ZH_KINDS.filter(([p]) => p.test(noun)).flatMap(([, w]) => w)];
  if (kin.length === 0) return false;
  const of = new Set(pieces([s.package, s.activity, ...s.elements.map((e) => e.resourceId)].join(' ').replace(/[._/:]|(?<=\p{Ll})(?=\p{Lu})/gu, ' ').concat(' ', s.title, ' ', ...[...shown.filter((e) => isHeading(e, shown)), ...barsOf(s).filter((b) => b.edge === 'top' && !words.some((w) => PARTS.has(w))).flatMap((b) => b.items)].map((e) => ` ${e.label}`))));
  if (kin.some((k) => of.has(k))) return true;
  // Rows that say it of themselves: "Episode 13", "2018弹幕".
  const rows = [largestGroup(shown), gridOn(s)].sort((a, b) => b.length - a.length)[0]!;
  return rows.length > 1 && rows.filter((e) => { const p = new Set(pieces(e.label)); return kin.some((k) => p.has(k)); }).length > rows.length / 2;
}

/** Rows of a list: wide, under each other without much between them, none as tall as a page, and more than one. */
function stacked(s: Snapshot, rows: readonly Element[]): boolean {
  const [w, h] = s.size;
  return rows.length > 1 && rows.every((e, i) => width(e) >= w * 0.6 && e.bounds[3] - e.bounds[1] < h * 0.4 && e.label !== '' && (i === 0 || (e.bounds[1] >= rows[i - 1]!.bounds[3] - 8 && e.bounds[1] - rows[i - 1]!.bounds[3] < h * 0.25)));
}

/** Rows a noun means: those under a heading that says it, else the screen's largest group of equals. */
export function rowsOf(s: Snapshot, noun: string): Element[] {
  const words = pieces(noun).map(american).filter((p) => !STOP.has(p) && p !== 'list' && p !== 'search');
  if (words.length === 0) return [];
  const under = sectionOf(s, words) ?? (words.length > 1 ? sectionOf(s, words.slice(0, -1)) : undefined);
  if (under) {
    // Rows of it that can be touched, else the titles of its rows: what stands furthest left, once a line.
    const rows = largestGroup(under);
    if (rows.length > 1) return rows;
    const cells = PICTURED.test(noun) ? gridOn(s, under) : [];
    if (cells.length > 0) return cells;
    const chips = chipsOf(under);
    if (chips.length > 1) return chips;
    if (rows.length > 0 || PICTURED.test(noun)) return rows;
    return titles(under.filter((e) => e.role === 'text'));
  }
  // A conversation's messages are told by the field under them.
  const bubbles = /messag|chat|repl|消息|短信|回复/iu.test(noun) ? bubblesOn(s) : [];
  if (bubbles.length > 0) return bubbles;
  const series = seriesOf(s, words.at(-1)!);
  if (series.length > 1) return series;
  if (!lists(s, noun, words)) return [];
  const shown = shownOf(s);
  const equal = largestGroup(shown);
  // A row that says nothing is a gap between the others.
  const saying = equal.filter((e) => e.labelFrom !== 'id' && e.label !== '');
  const group = saying.length > equal.length / 2 ? saying : equal;
  if (stacked(s, group)) return group;
  const cells = PICTURED.test(noun.split(' ').at(-1)!) ? gridOn(s) : [];
  if (cells.length > 0) return cells;
  // A search that found one thing: the one wide row under the field.
  const field = shown.filter((e) => e.role === 'input').at(-1);
  if (!field?.value || !(words.every((w) => RESULT.has(w)) || ZH_RESULT.test(noun))) return [];
  return actorsOf(s).filter((e) => e.role === 'button' && e.bounds[1] >= field.bounds[3] - 4 && width(e) >= s.size[0] * 0.6 && !ADDS.test(e.label));
}

/** What stands side by side right under a heading: the choices of a setting. */
function chipsOf(under: readonly Element[]): Element[] {
  const first = under[0];
  const line = first ? under.filter((e) => e.role === 'button' && level(e, first) && e.className === first.className && !e.disabled) : [];
  return line.length > 1 && line.includes(first!) ? line.toSorted((a, b) => a.bounds[0] - b.bounds[0]) : [];
}

/** Colour and color, favourite and favorite. */
const american = (word: string): string => word.replace(/our(?=$|it)/u, 'or');

/** What is called by the noun and a number, one under or beside the other: "Season 1", "Season 2". */
function seriesOf(s: Snapshot, word: string): Element[] {
  const named = shownOf(s).filter((e) => { const p = pieces(e.texts?.[0] ?? e.label); return p[0] === word && /^\d+$/.test(p[1] ?? '') && p.length === 2; });
  return groups(named, (e) => `${e.role} ${e.className} ${e.resourceId}`)[0]?.toSorted((a, b) => a.bounds[1] - b.bounds[1] || a.bounds[0] - b.bounds[0]) ?? [];
}

const PICTURED = /^(?:video|movie|film|show|episode|game|product|视频|电影|节目|游戏|商品|photo|picture|image|video|thumbnail|file|folder|album|照片|图片|视频|文件|文件夹|相册)s?$/iu;

/** First lines of rows of loose texts: what stands furthest left, a row where the gap above is one of the wider ones. */
function titles(texts: readonly Element[]): Element[] {
  const left = texts.filter((e) => e.bounds[0] === texts[0]!.bounds[0]);
  const gaps = left.slice(1).map((e, i) => e.bounds[1] - left[i]!.bounds[3]);
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  return left.filter((_, i) => i === 0 || most - least <= 8 || gaps[i - 1]! > (least + most) / 2);
}

/** Cells of a grid in reading order: of one kind and size, in two columns at least. */
function gridOn(s: Snapshot, among: readonly Element[] = s.elements): Element[] {
  const cells = actorsOf(s).filter((e) => among.includes(e) && e.role === 'button' && width(e) >= s.size[0] * 0.12 && width(e) <= s.size[0] * 0.5 && e.bounds[3] - e.bounds[1] >= s.size[0] * 0.12);
  const group = groups(cells, (e) => `${e.className} ${e.resourceId} ${Math.round(width(e) / 8)}`)[0] ?? [];
  return group.length > 2 && new Set(group.map((e) => e.bounds[0])).size > 1 ? group.toSorted((a, b) => a.bounds[1] - b.bounds[1] || a.bounds[0] - b.bounds[0]) : [];
}

/** Messages of a conversation, oldest first: of one kind and of any width, over a field to write in. */
function bubblesOn(s: Snapshot): Element[] {
  const shown = shownOf(s);
  const field = shown.filter((e) => e.role === 'input').at(-1);
  if (!field || field.bounds[1] < s.size[1] * 0.4 || !/messag|text|reply|chat|compose|comment|消息|短信|发送|回复|说点/iu.test(`${field.label} ${field.resourceId}`)) return [];
  const said = shown.filter((e) => (e.role === 'button' || e.role === 'text') && e.bounds[3] <= field.bounds[1] + 8 && e.bounds[1] > s.size[1] * 0.08 && e.labelFrom !== 'desc' && e.labelFrom !== 'id' && e.label !== '');
  const group = groups(said, (e) => `${e.role} ${e.className} ${e.resourceId}`).find((g) => new Set(g.map((e) => e.bounds[0])).size > 1) ?? [];
  return group.length > 1 ? group : [];
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const HAN = '一二三四五六七八九十';
const EN = /\bthe\s+(?:very\s+)?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top(?:most)?|bottom(?:most)?|newest|latest|(\d{1,2})(?:st|nd|rd|th))\s+((?:search |list )?\p{L}+)/iu;
const ZH = /(?:(最后|最新的?|最上面的?|最下面的?)|第([一二三四五六七八九十]|\d{1,2}))(?:一)?(?:个|条|项|行|张|位|只|支|首|部|款|篇|本|家|件|场|节|段)?的?([\p{Script=Han}]{1,4})/u;

/** "The second conversation": which, from 1, negative from the end, and of what. */
export function ordinalIn(text: string): { n: number; noun: string } | undefined {
  const en = EN.exec(text);
  if (en) {
    const w = en[1]!.toLowerCase();
    return { n: w === 'last' || w.startsWith('bottom') ? -1 : w.startsWith('top') || w === 'newest' || w === 'latest' ? 1 : en[2] ? Number(en[2]) : ORDINALS.indexOf(w) + 1, noun: en[3]! };
  }
  const zh = ZH.exec(text);
  return zh ? { n: zh[1] ? (/最后|最下/.test(zh[1]) ? -1 : 1) : HAN.includes(zh[2]!) ? HAN.indexOf(zh[2]!) + 1 : Number(zh[2]), noun: zh[3]! } : undefined;
}

export const nth = (rows: readonly Element[], n: number): Element | undefined => (n > 0 ? rows[n - 1] : rows.at(n));

/** "The John Smith with "Fabrikam" below the name", "the row that says Unread", "the message that was not sent". */
export interface Saying { name: string; says: string; state: boolean }

const WITH = /\bthe\s+(.+?)\s+(?:(?:that|which|who)\s+(?:says?|said|reads?|shows?|contains?|mentions?|has|is marked(?: as)?|is labell?ed|is called)|saying|marked(?: as)?|labell?ed|with|from|of|at)\s+(?:the\s+)?(.+?)\s*[.!]?\s*$/iu;
const STATE = /\bthe\s+(.+?)\s+(?:that|which|who)\s+(?:is|was|are|were|has|have|could)\s+(?:been\s+)?((?:not|never|still|already|no longer)\s+.+?|failed)\s*[.!]?\s*$/iu;
const PLACE = /\s+(?:below|above|under|beside|next to|after|before|in|on)\s+(?:the|its|his|her)\s+(?:name|title|text|row|line|first line|picture|photo|icon)\s*$/iu;

export function sayingIn(step: string): Saying | undefined {
  const state = STATE.exec(step);
  if (state) return { name: state[1]!, says: state[2]!.replace(/\bbe\s+/i, ''), state: true };
  const m = WITH.exec(step);
  if (!m) return undefined;
  const [quote] = quotesOf(m[2]!);
  return { name: m[1]!, says: quote ?? m[2]!.replace(PLACE, ''), state: false };
}

/** @returns the rows that say both; a noun for any row ("the message") need not be said */
export function rowsSaying(s: Snapshot, w: Saying): Element[] {
  const name = pieces(w.name).filter((p) => !STOP.has(p) && !LISTED.has(p));
  const said = pieces(w.says).filter((p) => !STOP.has(p) || p === 'not');
  const rows = actorsOf(s).filter((e) => e.role === 'button');
  const inside = said.length === 0 ? [] : rows.filter((e) => says(e, [...name, ...said]) && (!w.state || textsOf(e).length > 1 || name.length > 0));
  if (inside.length > 0) return inside;
  // A state stands under what it is the state of.
  const notes = shownOf(s).filter((e) => e.role === 'text' && says(e, said));
  return [...new Set(notes.flatMap((n) => {
    const above = rows.filter((e) => e.bounds[3] <= n.bounds[1] + 8 && n.bounds[1] - e.bounds[3] < (n.bounds[3] - n.bounds[1]) * 1.5 && e.bounds[0] < n.bounds[2] && e.bounds[2] > n.bounds[0]).sort((a, b) => b.bounds[3] - a.bounds[3])[0];
    return above && says(above, name.length > 0 ? name : pieces(above.label)) ? [above] : [];
  }))];
}
