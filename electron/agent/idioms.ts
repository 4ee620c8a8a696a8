// Exports: byIdiom, isIdiom, backButton. How people speak of what every Android app has: the menu, the drawer, the back arrow, waiting for an app that hangs, showing more of a row, the third
// conversation, the row that says something, what a heading stands over, a value that can be tapped.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { normalise } from '../screen/words.ts';
import { matchTerm } from '../screen/match.ts';
import { byLook, looksLike } from './looks.ts';
import { nth, ordinalIn, rowsOf, rowsSaying, sayingIn, sectionOf } from './rows.ts';
import { actorsOf, click, COMPLETE, level, meets, only, says, shownOf, tapsOf, textsOf, type Told } from './told.ts';

const LEAD = '^\\s*(?:(?:then|now|next|please|and)\\s+|(?:然后|接着|请|再)\\s*)*';
const TAPS = `${LEAD}(?:(?:tap|press|click|select|choose|open|hit|touch|pick|show|play|view|go to|hold|long[- ]press)\\s+(?:on\\s+)?|(?:点击一下|点一下|点击|点按|点|按|打开|选择|进入|长按))`;
const TAPPING = new RegExp(TAPS, 'iu');
const HOLD = /^\s*(?:(?:then|now|please)\s+)?(?:hold|long[- ]press|长按)/iu;
const end = '\\s*[.。!！]?\\s*$';

const MENU = new RegExp(`${TAPS}(?:the\\s+)?(?:(?:overflow|options?|app|context|more|three[- ]dots?|3[- ]dots?)[- ]?(?:menu|button|icon)?|menu(?: button| icon)?|more options|更多选项|更多(?:菜单|按钮)?|菜单)(?: (?:at|in) the (?:top|upper)?[ -]?(?:right)?(?: corner)?| in the (?:top )?(?:right )?corner)?${end}`, 'iu');
const DRAWER = new RegExp(`${TAPS}(?:the\\s+)?(?:(?:navigation|side|main|hamburger)[- ]?(?:drawer|menu|panel|bar)?|drawer|导航栏|侧边栏|抽屉|导航菜单|左侧菜单)(?: menu| button| icon)?${end}`, 'iu');
const BACK = new RegExp(`${TAPS}(?:the\\s+)?(?:(?:back|up)[- ](?:arrow|button|icon|key)|arrow (?:back|pointing left)|left arrow|返回(?:键|按钮|箭头)?)(?: at the top(?: left)?)?${end}`, 'iu');
const GO_ON = new RegExp(`${LEAD}(?:let (?:the |this )?(?:app|it) (?:go on|continue|run|keep going)|keep waiting|wait for (?:the|this) app|give (?:the app|it) (?:more )?time|继续等待|让(?:应用|它)继续)(?: running)?${end}`, 'iu');

const MENU_NAME = /^(?:more options|more|options|overflow menu|menu|更多选项|更多|选项|菜单|其他选项)$/iu;
const DRAWER_NAME = /^(?:(?:open|show) (?:navigation drawer|navigation menu|navigation|drawer|menu)|navigation (?:drawer|menu)|menu|main menu|show roots|打开(?:导航)?(?:抽屉式导航栏|抽屉|菜单|侧边栏|导航栏)|导航菜单|侧边栏|抽屉式导航栏|菜单)$/iu;
const BACK_NAME = /^(?:navigate up|back|go back|up|返回|后退|向上导航|转到上一层级)$/iu;
const WAIT_NAME = /^(?:wait|等待|继续等待)$/iu;

/** @param past what this step has done, in lines of `describe` */
export function byIdiom(s: Snapshot, step: string, past: readonly string[]): Told {
  const at = fixed(s, step, past) ?? more(s, step, past) ?? valueOf(s, step) ?? saying(s, step, past) ?? ordinal(s, step) ?? result(s, step) ?? under(s, step) ?? seek(s, step);
  if (at !== undefined) return at === 'absent' || at === 'done' ? (at === 'done' ? COMPLETE : at) : HOLD.test(step) ? { action: 'long_press', element: at.id } : click(at)!;
  return click(byLook(s, step));
}

/** Whether a step is one touch said in one of these ways, whatever the screen shows. */
export const isIdiom = (step: string): boolean => [MENU, DRAWER, BACK, GO_ON, MORE, OF, ROW, RESULT].some((p) => p.test(step)) || (TAPPING.test(step) && (sayingIn(step) !== undefined || looksLike(step)));

type Found = Element | 'absent' | 'done' | undefined;

function fixed(s: Snapshot, step: string, past: readonly string[]): Found {
  const buttons = actorsOf(s).filter((e) => e.role === 'button');
  const top = (list: readonly Element[]): Element | undefined => only(list) ?? only(list.filter((e) => e.bounds[3] < s.size[1] * 0.2));
  const last = tapsOf(past).at(-1)?.label;
  if (MENU.test(step)) {
    if (last !== undefined && MENU_NAME.test(last)) return 'done';
    return top(buttons.filter((e) => MENU_NAME.test(e.label))) ?? top(buttons.filter((e) => DRAWER_NAME.test(e.label)));
  }
  if (DRAWER.test(step)) return last !== undefined && DRAWER_NAME.test(last) ? 'done' : top(buttons.filter((e) => DRAWER_NAME.test(e.label)));
  if (BACK.test(step)) return last !== undefined && BACK_NAME.test(last) ? 'done' : top(buttons.filter((e) => BACK_NAME.test(e.label)));
  if (GO_ON.test(step)) return last !== undefined && WAIT_NAME.test(last) ? 'done' : only(buttons.filter((e) => WAIT_NAME.test(e.label)));
  return undefined;
}

/** The screen's own way back. */
export const backButton = (s: Snapshot): Element | undefined => { const of = actorsOf(s).filter((e) => e.role === 'button' && BACK_NAME.test(e.label)); return only(of) ?? only(of.filter((e) => e.bounds[3] < s.size[1] * 0.2)); };

const MORE = new RegExp(`${LEAD}(?:(?:show|see|view) (?:more|all)(?: details| information)?\\s+(?:of|about|for|from|on)|(expand|unfold|fold out)|(collapse|fold up|show less of)|展开|(收起))\\s*(?:the\\s+)?(.+?)${end}`, 'iu');
const OPENS = /\b(?:expand|show more|more|details)\b|展开/iu;
const SHUTS = /\b(?:collapse|show less)\b|收起/iu;

/** "Show more of the 6:30 AM alarm": the button that opens that row further. */
function more(s: Snapshot, step: string, past: readonly string[]): Found {
  const m = MORE.exec(step);
  if (!m) return undefined;
  const shut = m[2] !== undefined || m[3] !== undefined;
  const words = pieces(m[4]!).filter((p) => !STOP.has(p));
  const of = (label: RegExp): Element[] => actorsOf(s).filter((e) => e.role === 'button' && label.test(e.label) && e.label.length < 60);
  const mine = (list: readonly Element[]): Element | undefined => {
    const named = only(list.filter((e) => { const have = new Set(pieces(`${e.label} ${e.context ?? ''}`)); return words.every((w) => have.has(w)); }));
    if (named) return named;
    const anchor = only(shownOf(s).filter((e) => !list.includes(e) && says(e, words)));
    return anchor && (only(list.filter((e) => level(e, anchor))) ?? (list.includes(anchor) ? anchor : undefined));
  };
  const [to, from] = shut ? [SHUTS, OPENS] : [OPENS, SHUTS];
  return mine(of(to)) ?? (tapsOf(past).length > 0 && mine(of(from)) ? 'done' : undefined);
}

const OF = new RegExp(`${TAPS}(?:the\\s+)?(time|hour|date|number|phone number|e-?mail(?: address)?|amount|price|link|address|时间|日期|号码|邮箱|金额|价格)\\s+(?:of|on|in|for)\\s+(?:the\\s+)?(.+?)${end}`, 'iu');
const VALUES: Readonly<Record<string, RegExp>> = {
  time: /^\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?$|^(?:上午|下午)\s?\d{1,2}[:：]\d{2}$/iu, date: /\d{4}|\d{1,2}[./-]\d{1,2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\d|\d.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d月/iu,
  number: /^\+?[\d\s()./-]{3,}$/u, mail: /^\S+@\S+\.\S+$/u, amount: /^[-−+]?\s?(?:[¥$€£]\s?[\d.,]+|[\d.,]+\s?[¥$€£元])$/u, link: /^(?:https?:\/\/|www\.)\S+$/iu,
};
const valueKind = (word: string): RegExp | undefined => VALUES[/time|hour|时间/i.test(word) ? 'time' : /date|日期/i.test(word) ? 'date' : /mail|邮箱/i.test(word) ? 'mail' : /amount|price|金额|价格/i.test(word) ? 'amount' : /link/i.test(word) ? 'link' : /number|号码/i.test(word) ? 'number' : ''];

/** "The time of the 8:00 AM alarm": what can be touched and says that value and nothing else. */
function valueOf(s: Snapshot, step: string): Found {
  const m = OF.exec(step);
  const kind = m && valueKind(m[1]!);
  if (!m || !kind) return undefined;
  const words = pieces(m[2]!).filter((p) => !STOP.has(p));
  const values = actorsOf(s).filter((e) => e.role === 'button' && kind.test(textsOf(e)[0] ?? '') && textsOf(e).length === 1);
  const own = values.filter((e) => { const p = pieces(e.label); return p.length > 0 && p.every((w) => words.includes(w)); });
  if (own.length > 0) return only(own);
  const anchors = shownOf(s).filter((e) => says(e, words));
  return only(values.filter((e) => anchors.some((a) => a !== e && level(a, e))));
}

function saying(s: Snapshot, step: string, past: readonly string[]): Found {
  if (!TAPPING.test(step)) return undefined;
  const w = sayingIn(step);
  if (!w) return undefined;
  const rows = rowsSaying(s, w);
  if (rows.length > 0) return ordinalIn(step) ? nth(rows, ordinalIn(step)!.n) : only(rows);
  // Nothing here is in that state: that was to be changed, or it lies further down. Who shares the name is another.
  return w.state ? (tapsOf(past).length > 0 ? 'done' : 'absent') : undefined;
}

const NTH = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top(?:most)?|bottom(?:most)?|newest|latest|\\d{1,2}(?:st|nd|rd|th)';
const ROW = new RegExp(`(?:${TAPS}(?:the\\s+)?|^\\s*the\\s+|^\\s*(?=第|最后|最新|列表))(?:very\\s+)?(?:(?:${NTH})\\s+((?:\\p{L}+\\s+){0,2}\\p{L}+?)|(?:列表|这里|页面|屏幕)?[里中上]?的?(?:最后|最新的?|第[一二三四五六七八九十\\d]+)(?:一)?[个条项行张位只支首部款篇本家件场节段]?的?([\\p{Script=Han}]{1,4}))(?:\\s+(?:in|of|on|from) (?:the|this) (?:list|page|screen|top))?${end}`, 'iu');

/** "Open the second conversation", "The first upcoming broadcast". */
function ordinal(s: Snapshot, step: string): Found {
  const m = ROW.exec(step);
  if (!m || quotesOf(step).length > 0) return undefined;
  const o = ordinalIn(/\bthe\s/i.test(step) || /\p{Script=Han}/u.test(step) ? step : step.replace(/\b(?=first|second|third|last|newest|latest)/iu, 'the '));
  const noun = m[1]?.replace(/^(?:search|list)\s+/i, '') ?? o?.noun;
  const rows = noun === undefined ? [] : rowsOf(s, noun);
  const row = o && nth(rows, o.n);
  // Where most rows are said to be disabled, that says nothing of one; a text is touched where nothing else is there to touch.
  const off = rows.filter((e) => e.disabled).length > rows.length / 2;
  return row && (actorsOf(s).includes(row) || (row.role === 'button' ? off : row.role === 'text' && !actorsOf(s).some((e) => meets(e, row) && e.bounds[0] < row.bounds[2] && e.bounds[2] > row.bounds[0]))) ? row : undefined;
}

const RESULT = new RegExp(`${TAPS}(?:the\\s+)?(?:only\\s+)?(?:(?:search )?result|match|hit|(?:搜索)?结果)${end}`, 'iu');

/** "Open the result": when there is one. */
const result = (s: Snapshot, step: string): Found => (RESULT.test(step) ? only(rowsOf(s, 'result')) : undefined);

const NAMED = new RegExp(`${TAPS}(?:the\\s+|my\\s+|your\\s+)?(.+?)${end}`, 'iu');

/** "Open the delivery addresses" where "Delivery address" is a heading: the one row under it. */
function under(s: Snapshot, step: string): Found {
  const name = NAMED.exec(step)?.[1];
  if (name === undefined || quotesOf(step).length > 0) return undefined;
  const words = pieces(name).filter((p) => !STOP.has(p));
  // What carries the name itself is meant itself.
  if (words.length === 0 || actorsOf(s).some((e) => textsOf(e).some((t) => normalise(t) === normalise(name)) || says(e, words))) return undefined;
  const heading = shownOf(s).filter((e) => e.role === 'text' && pieces(e.label).filter((p) => !STOP.has(p)).join(' ') === words.join(' '));
  const rows = heading.length === 1 ? sectionOf(s, words)?.filter((e) => e.role === 'button' && !e.disabled && e.bounds[2] - e.bounds[0] >= s.size[0] * 0.6) : undefined;
  return rows && sectionOf(s, words)!.every((e) => rows.includes(e) || rows.some((r) => level(r, e))) ? only(rows) : undefined;
}

const SEEK = new RegExp(`${LEAD}(?:look for|scroll (?:(?:down|up) )?(?:(?:the (?:list|page) )?(?:down |up )?)?(?:to|until you (?:see|find)|till)|(?:向[下上])?(?:滚动|滑动|翻)到)\\s*(?:the\\s+)?(.+?)(?: is visible)?${end}`, 'iu');

/** "Look for the IMEI": over when it is there. */
function seek(s: Snapshot, step: string): Found {
  const name = SEEK.exec(step)?.[1];
  if (name === undefined || matchTerm(s, { text: quotesOf(name)[0] ?? name }).kind === 'none') return undefined;
  const found = matchTerm(s, { text: quotesOf(name)[0] ?? name });
  return found.kind === 'unique' && found.by !== 'fuzzy' ? 'done' : undefined;
}
