// Exports: aroundOf, Around, kindOf, unitsOf, isTalk, wordsOfId. What of a screen belongs to an element: its dialog or heading, the parts of its label. Pure.

import type { Element, Snapshot } from '../protocol/screen.ts';
import { titleOfParts } from '../screen/words.ts';
import { fold } from './fold.ts';
import { isAmountOnly, isRefusal, type Kind } from './lexicon.ts';

export interface Around {
  /** `dialog`: the element answers a dialog. `page`: it stands on a page. */
  where: 'dialog' | 'page';
  /** Folded; may be ''. */
  title: string;
  /** Folded lines, in reading order. */
  body: string[];
}

const width = (e: Element): number => e.bounds[2] - e.bounds[0];
const isButtonClass = (e: Element): boolean => e.className.endsWith('Button');

/** What carries the words of an element that is tapped. */
export function kindOf(e: Element, s: Snapshot | undefined): Kind {
  if (e.role === 'checkbox' || e.role === 'switch') return 'toggle';
  if (e.role === 'text' || e.role === 'image') return 'text';
  if (isButtonClass(e) || !s) return 'button';
  if (/(?:^|[/_])(?:btn|button|fab|action)/i.test(e.resourceId)) return 'button';
  return width(e) < s.size[0] * 0.55 ? 'button' : 'row';
}

/** One caption in a box that keeps off both edges: what Compose and others make of a button as wide as the page. */
export const isWideButton = (e: Element, s: Snapshot): boolean =>
  (e.texts?.length ?? 1) <= 1 && e.label.length <= 30 && e.bounds[0] > s.size[0] * 0.02 && e.bounds[2] < s.size[0] * 0.98 && e.bounds[3] - e.bounds[1] < s.size[1] * 0.1;

/** The parts of a label that may each be one: of a row its title only, as what stands below may be anything. */
export function unitsOf(e: Element, kind: Kind): string[] {
  const texts = (e.texts ?? []).map(fold).filter((t) => t !== '');
  const label = fold(e.label);
  if (kind === 'row' || kind === 'toggle') {
    const title = texts.length > 1 ? fold(titleOfParts(texts)) : label;
    // One description for all of a row: its first part is the title. A sentence in the first person keeps its commas.
    return [kind === 'row' ? title.split(/[,，|·•\n]\s*/u)[0]!.trim() || title : title];
  }
  return [...new Set([label, ...(texts.length > 1 ? texts : [])])];
}

const HOME = /^(?:home|me|my|you|profile|account|discover|explore|feed|inbox|settings|首页|主页|我的?|发现|动态|消息|个人中心|主屏幕)(?![\p{L}])/u;
/** One of three or more of one width side by side at the bottom, with a page that every app has among them: it only changes pages. */
export function isTab(e: Element, s: Snapshot): boolean {
  if (/,\s*tab\b|\btab \d+ of \d+/u.test(fold(e.label))) return true;
  if (e.bounds[1] < s.size[1] * 0.82 || s.dialog || isButtonClass(e) && !/nav|tab/i.test(e.resourceId)) return false;
  const row = s.elements.filter((o) => o.role === 'button' && o.package === e.package && Math.abs(o.bounds[1] + o.bounds[3] - e.bounds[1] - e.bounds[3]) < s.size[1] * 0.03 && Math.abs(width(o) - width(e)) < s.size[0] * 0.06);
  return row.length >= 3 && row.length <= 6 && row.some((o) => o.id !== e.id && HOME.test(fold(o.label)));
}

const TIME = /^(?:(?:\d{1,2}[:.]\d{2}(?:\s?[ap]m)?)(?:\s?[-–—~至]\s?\d{1,2}[:.]\d{2}(?:\s?[ap]m)?)?|yesterday|today|just now|now|\d+\s?(?:s|m|min|mins|h|hr|hrs|d|w|days?|hours?|minutes?|weeks?)(?: ago)?|(?:mon|tue|wed|thu|fri|sat|sun)(?:\p{L}*)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}* \d{1,2}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|昨天|前天|今天|刚刚|星期.|周[一二三四五六日天]|\d+\s?(?:分钟|小时|天|周)前|\d{1,2}月\d{1,2}日|(?:上午|下午|凌晨|晚上)?\s?\d{1,2}[:：]\d{2})$/u;
const COMPOSER = /message|composer|chat|entry|reply|消息|输入|说点|聊|发送/u;

/** Other people's words: a line with a time beside it, a bubble of a conversation. */
export function isTalk(e: Element, s: Snapshot | undefined): boolean {
  if (e.role !== 'button' && e.role !== 'text') return false;
  if (isButtonClass(e)) return false;
  // What was searched for, or is suggested.
  if (s && /^(?:search|search results|搜索|搜索结果|历史搜索)$/u.test(fold(s.title)) && (e.bounds[2] - e.bounds[0]) > s.size[0] * 0.55 && !/^(?:clear|清[空除])/u.test(fold(e.label)) && e.label !== '') return true;
  if (s && isContent(e, s)) return true;
  if (/\.(?:pdf|docx?|txt|md|jpe?g|png|gif|zip|rar|xlsx?|csv|pptx?|mp[34]|mov|apk)$/i.test(e.label.trim())) return true;
  // A line of a list of things to do, with its box to tick.
  if (s && s.elements.some((o) => o.id !== e.id && o.role === 'checkbox' && o.bounds[1] < e.bounds[3] && o.bounds[3] > e.bounds[1] && width(o) < s.size[0] * 0.3)) return true;
  const parts = (e.texts && e.texts.length > 1 ? e.texts : e.label.split(/[,，]\s*|\n/u)).map(fold);
  if (parts.length > 1 && parts.some((p) => TIME.test(p))) return true;
  const bubble = /(?:^|[/_])(?:message|msg|bubble|body|chat_?(?:text|content|item)|tv_?(?:chat)?content)(?:_|$)|message_?(?:text|body|content)/i.test(e.resourceId);
  if (!e.longClickable || !s) return bubble && e.longClickable === true;
  return bubble || s.elements.some((i) => i.role === 'input' && COMPOSER.test(fold(`${i.label} ${i.resourceId}`)) && i.bounds[1] >= e.bounds[1]);
}

const CONTENT = /^(?:.{0,20}\b(?:playlists?|songs?|albums?|tracks?|music|podcasts?|episodes?|articles?|news|stories|headlines|inbox|library|search results|videos|books|movies|recipes|products|feed|for you)|.{0,8}(?:歌单|歌曲|专辑|音乐|播客|文章|新闻|头条|热榜|热搜|收件箱|搜索结果|视频|书架|影片|商品|榜单|资讯))$/u;
const STATE = /^(?:on|off|enabled|disabled|已?(?:开启|关闭|打开))$/u;
/** A line under a heading that tells of things to read, hear or buy; a thing with its price; a setting with its state. */
function isContent(e: Element, s: Snapshot): boolean {
  const parts = (e.texts && e.texts.length > 1 ? e.texts : e.label.split(/[,，]\s+|\n/u)).map(fold);
  if (parts.length < 2 || kindOf(e, s) !== 'row') return false;
  return CONTENT.test(fold(s.title)) || parts.slice(1).some((p) => isAmountOnly(p)) && !/^(?:pay|buy|subscri|top|donat|renew|upgrad|支付|付|购买|开通|充值|缴|续)/u.test(parts[0]!) || (parts.slice(1).some((p) => STATE.test(p)) && /^(?:delete|auto|back|up|send|sync|删|自动|备份|同步|上传|发送)/u.test(parts[0]!));
}

const reads = (e: Element, of: Element): boolean => (e.role === 'text') && e.id !== of.id && e.package === of.package && e.label !== '';
/** So far apart at most (of the screen's height) are the lines of one dialog drawn into a page. */
const GAP = 0.1;

const SCRIM = 0.85;
/** What takes every tap beside a dialog or a sheet that is drawn into the window of its page: what comes after it is the dialog's. */
function scrimOf(e: Element, s: Snapshot): Element | undefined {
  const whole = s.size[0] * s.size[1] * SCRIM;
  return s.elements.findLast((o) => o.id < e.id && o.role === 'button' && (o.bounds[2] - o.bounds[0]) * (o.bounds[3] - o.bounds[1]) >= whole && (o.labelFrom === 'none' || o.labelFrom === 'id' || /^(?:scrim|dismiss|close.{0,12}|关闭.{0,6}|遮罩)$/u.test(fold(o.label))));
}

/** What a button refers to: the text of its dialog (also of one drawn into a page, known by the way out beside it), or the heading and the nearest texts above. */
export function aroundOf(e: Element, s: Snapshot): Around {
  const scrim = scrimOf(e, s);
  const texts = s.elements.filter((t) => reads(t, e) && t.id > (scrim?.id ?? 0));
  const lines = (of: readonly Element[]): string[] => of.flatMap((t) => (t.texts && t.texts.length > 0 ? t.texts : [t.label])).map(fold);
  const named = texts.find((t) => /(?:^|[/_])(?:alert_?title|dialog_?title)$/i.test(t.resourceId));
  if (s.dialog || scrim) {
    const all = lines(texts);
    const title = fold(named?.label ?? (scrim ? '' : s.title)) || all[0] || '';
    return { where: 'dialog', title, body: all.filter((t) => t !== title) };
  }
  const [, top, , bottom] = e.bounds;
  const near = Math.max(bottom - top, s.size[1] * 0.05) * 1.6;
  const out = /^android:id\/button[123]$/.test(e.resourceId) || s.elements.some((o) => o.id !== e.id && o.role === 'button' && isRefusal(fold(o.label)) && Math.abs((o.bounds[1] + o.bounds[3]) / 2 - (top + bottom) / 2) <= near);
  const above = texts.filter((t) => t.bounds[3] <= top + (bottom - top) / 2).sort((a, b) => b.bounds[3] - a.bounds[3]);
  const cluster: Element[] = [];
  let edge = top;
  for (const t of above) {
    if (cluster.length === (out ? 6 : 3) || edge - t.bounds[3] > s.size[1] * GAP * (out ? 1 : 2)) break;
    cluster.unshift(t);
    edge = t.bounds[1];
  }
  const body = lines(cluster);
  const title = fold(s.title);
  if (!out) return { where: 'page', title, body: body.filter((t) => t !== title) };
  const head = named ? fold(named.label) : body[0] ?? title;
  return { where: 'dialog', title: head, body: [...body.filter((t) => t !== head), ...(title !== head && !body.includes(title) && cluster.length < 2 ? [title] : [])] };
}

/** `com.x:id/btn_deleteNow` → `delete now`. */
export function wordsOfId(resourceId: string): string {
  const name = resourceId.slice(resourceId.indexOf('/') + 1);
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .toLowerCase()
    .replace(/^(?:(?:btn|button|fab|iv|img|ic|icon|action|menu|item|bt|imageview|image|ib|tv|ll|rl|view|dialpad|chat|bottom|toolbar|nav|permission|id|layout|toggle|cta|primary|secondary|floating)\s+)+/, '')
    .replace(/(?:\s+(?:btn|button|fab|icon|image|view|action|iv|ib|img|layout|text|label|tv|container|wrapper|floating|selected|\d+))+$/, '')
    .trim();
}
