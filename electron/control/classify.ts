// Exports: classify, Classified, ClassifyFacts, decisive, elementFingerprint.
// Which sensitive classes an action has, and why: facts → lexicon → dialog context → money rule → marks of the SOP
// (guard.md 5.3). Pure; the union counts and nothing takes a class away again. Inputs come from the phone's tree and the
// SOP only, never from a model's words.

import { createHash } from 'node:crypto';
import type { Action } from '../protocol/actions.ts';
import type { Affects, Verdict } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { CLASSES, type Class } from '../protocol/sop.ts';
import { aroundOf, isTab, isTalk, isWideButton, kindOf, unitsOf, wordsOfId, type Around } from './around.ts';
import { effectOf } from './effects.ts';
import { secretField } from './fields.ts';
import { fold } from './fold.ts';
import { AMOUNT, isAmountOnly, isConditional, isGeneric, isMild, isRefusal, TOTAL, wordsOf, type Hit, type Kind } from './lexicon.ts';
import { contextOf, isDone, subjectOf } from './sentences.ts';
import { factsOfWindow, SECRET_TEXT } from './window-facts.ts';
import type { SopMarks } from './types.ts';

export interface Classified {
  classes: Class[];
  because: Verdict['because'];
  /** Whether it can be taken back, and whom it concerns; absent when nothing is sensitive. */
  reversible?: boolean;
  affects?: Affects;
}

export interface ClassifyFacts {
  action: Action;
  /** What `action.element` refers to. */
  element?: Element;
  snapshot?: Snapshot;
  marks?: SopMarks;
  /** What the local model added (model-rung.ts); it never takes anything away. */
  model?: { classes: readonly Class[]; words: string };
}

const SEARCH = /\bsearch|find\b|搜索|查找/u;
/** What pressing Enter in a form can set off. */
const BY_ENTER: ReadonlySet<Class> = new Set(['payment', 'transfer', 'send-message', 'publish', 'credential', 'call']);

/** Classes and reasons of one action on one screen. */
export function classify(f: ClassifyFacts): Classified {
  const because: Verdict['because'] = [];
  const add: Add = (rung, c, words) => {
    if (!because.some((b) => b.class === c && b.rung === rung)) because.push({ rung, class: c, words });
  };
  const { action, element, snapshot } = f;

  switch (action.action) {
    case 'click':
      if (element) ofTap(element, snapshot, add);
      break;
    case 'long_press':
      // A view that does not listen for long presses is clicked when the finger goes up (View.onTouchEvent); else a menu opens.
      if (element && (!element.longClickable || /\bhold\b|长按|按住/u.test(fold(element.label)))) ofTap(element, snapshot, add);
      break;
    case 'input_text':
      if (SECRET_TEXT.test(action.text)) add('fact', 'credential', 'a secret is typed');
      if (element) ofField(element, snapshot, add);
      if (LINE_END.test(action.text)) ofEnter(element, snapshot, action.text.includes('\t'), add);
      break;
    case 'type': {
      if (SECRET_TEXT.test(action.text)) add('fact', 'credential', 'a secret is typed');
      const focused = snapshot?.elements.find((e) => e.focused && e.role === 'input');
      if (focused?.password) add('fact', 'credential', 'a password field');
      break;
    }
    case 'keyboard_enter':
      ofEnter(snapshot?.elements.find((e) => e.focused && e.role === 'input') ?? snapshot?.elements.find((e) => e.focused), snapshot, false, add);
      break;
    case 'scroll': case 'open_app': case 'navigate_back': case 'navigate_home': case 'wait': case 'answer': case 'status': case 'gesture': case 'key':
      break;
  }

  if (f.marks?.ask) {
    for (const c of f.marks.ask.classes) {
      if ((CLASSES as readonly string[]).includes(c)) add('sop', c as Class, `Ask first: ${c}`);
      else because.push({ rung: 'sop', words: `Ask first: ${c}` });
    }
    if (f.marks.ask.classes.length === 0) because.push({ rung: 'sop', words: f.marks.ask.reason ?? 'Ask first' });
  }
  for (const c of f.model?.classes ?? []) add('model', c, f.model!.words);
  const classes = CLASSES.filter((c) => because.some((b) => b.class === c));
  if (classes.length === 0) return { classes, because };
  const around = element && snapshot ? aroundOf(element, snapshot) : undefined;
  return { classes, because, ...effectOf(classes, [element?.label ?? '', ...(around?.where === 'dialog' ? [around.title, ...around.body] : [])].join('\n')) };
}

const RUNGS: readonly Verdict['because'][number]['rung'][] = ['fact', 'lexicon', 'dialog', 'money', 'sop', 'model'];

/** The reason of the highest rung: what a card names first. */
export const decisive = (c: Classified): Verdict['because'][number] | undefined =>
  RUNGS.map((r) => c.because.find((b) => b.rung === r && b.class !== undefined)).find((b) => b !== undefined);

/** Line ends of a typed text are the Enter key, tabs the Tab key (device/input.ts). */
const LINE_END = /[\r\n]/;

/**
 * What Enter sets off, which the tree does not say: it presses what has the focus, and from a field often the form's button, so that it counts as each of them.
 * @param moved the focus goes elsewhere first, so that any button may be what is pressed
 */
function ofEnter(at: Element | undefined, s: Snapshot | undefined, moved: boolean, add: Add): void {
  if (!at) return;
  if (at.password) add('fact', 'credential', 'Enter in a password field');
  if (at.role !== 'input' && !moved) { ofTap(at, s, add); return; }
  if (!moved && SEARCH.test(fold(`${at.label} ${wordsOfId(at.resourceId)}`))) return;
  for (const b of s?.elements ?? []) if (b.role === 'button') ofTap(b, s, (rung, c, words) => { if (moved || BY_ENTER.has(c)) add(rung, c, words); });
}

type Add = (rung: Verdict['because'][number]['rung'], c: Class, words: string) => void;

function ofField(element: Element, s: Snapshot | undefined, add: Add): void {
  if (element.password) { add('fact', 'credential', 'a password field'); return; }
  if (s?.secure) add('fact', 'credential', 'typed on a protected screen');
  const own = fold(`${element.label} ${wordsOfId(element.resourceId)}`);
  if (SEARCH.test(own)) return;
  const near = s ? s.elements.filter((t) => t.role === 'text' && t.bounds[3] <= element.bounds[3]).sort((a, b) => b.bounds[3] - a.bounds[3]).slice(0, 3).map((t) => t.label) : [];
  const label = element.labelFrom === 'id' || element.labelFrom === 'none' ? '' : fold(element.label);
  const words = secretField(own, '') ?? secretField(label, fold([s?.title ?? '', ...near].join('\n')));
  if (words !== undefined) add('lexicon', 'credential', words);
}

/** Words whose own class counts only where the dialog says nothing else: "Allow" under "Allow USB debugging?". */
const BARE = /^(?:allow|approve|agree|accept|yes,? i agree|share now|trust|允许|同意|接受|信任|批准|分享)[.!]?$/u;
/** What a checkbox, a radio button or a switch does by itself. */
const BY_TICK: ReadonlySet<Class> = new Set(['legal-consent', 'settings-security', 'share-location', 'grant-permission', 'export-data']);
/** What opens a lock, which a switch makes its way. */
const LOCKING = /fingerprint|\bface\b|biometric|\bpin\b|passcode|指纹|面容|人脸|面部|手势/u;
/** Their context is their whole meaning, also beside words of their own. */
const ALSO = /\banyway\b|仍(?:要|然)|坚持/u;
const SYSTEM = /^(?:com\.android\.systemui|com\.(?:google\.)?android\.launcher\d*|com\.sec\.android\.app\.launcher|com\.miui\.home)$/;
/** Scripts the lexicon reads; a label in another one leaves the resource-id to say what it is. */
const KNOWN = /[\p{Script=Latin}\p{Script=Han}]/u;
/** Headings under which "Update" or "Get" is about apps. */
const UPDATE = /^(?:update|get|更新|获取|升级|下载)$/u;

function ofTap(element: Element, s: Snapshot | undefined, add: Add): void {
  // Focusing a field or moving a scroller does nothing yet.
  if (element.role === 'input' || element.role === 'scroll') return;
  const label = fold(element.label);
  if (element.window === 'keyboard') {
    if (/^(?:send|发送|go and send)$/u.test(label)) add('lexicon', 'send-message', label);
    return;
  }
  const around = s ? aroundOf(element, s) : undefined;
  const asked = isConditional(label) && around !== undefined && undoes(element, s!, around);
  const facts = factsOfWindow(element, label, around, s);
  for (const h of facts.hits) add('fact', h.class, h.words);
  if (facts.enough) return;
  const kind = kindOf(element, s);
  // "None" is how a lock is taken away.
  for (const h of s ? settingHits(element, kind, label, s) : []) add('dialog', h.class, h.words);
  if ((isRefusal(label) && !asked) || (s && isTab(element, s))) return;
  if (kind === 'text' && s && label === fold(s.title) && s.elements.some((e) => e.role === 'button')) return;
  if (isTalk(element, s)) return;
  const units = unitsOf(element, kind);
  let own = (units.flatMap((u) => wordsOf(u, kind))).filter((h) => !quiet(h, label, element, s));
  // An upgrade that has a price is not one of software.
  if (/^(?:upgrade(?: now)?|(?:立即|马上)?升级)$/u.test(label) && s && sells(s)) own = own.filter((h) => h.class !== 'install');
  // A tick chooses, notes or remembers; what it can do itself is to agree, to let and to switch on.
  if (kind === 'toggle') own = own.flatMap((h): Hit[] => (BY_TICK.has(h.class) ? [h] : h.class === 'credential' && LOCKING.test(label) ? [{ ...h, class: 'settings-security' }] : []));
  // A line that leads to a list of who may: a verb makes it an act.
  if (kind === 'row') own = own.filter((h) => h.class !== 'grant-permission' || !/\b(?:access|permissions?|settings|apps)$/.test(h.words) || /^(?:allow|enable|turn on|grant|give|activate)/.test(h.words));
  // Names of ways to pay, and of apps: an act on a button only.
  if (!element.className.endsWith('Button')) own = own.filter((h) => !/^(?:(?:apple|google|samsung|shop|amazon|huawei) ?pay|微信支付|云闪付)$/u.test(h.words));
  const generic = isGeneric(label) || asked;
  const pressed = kind === 'button' || (kind === 'row' && s !== undefined && isWideButton(element, s));
  // An icon without a name of its own still says what it is in its resource-id, and so does a button of few or unread words.
  const unnamed = element.labelFrom === 'none' || element.labelFrom === 'id' || !/\p{L}/u.test(label);
  const idWords = wordsOfId(element.resourceId);
  const medium = /^(?:video|audio|voice|phone|视频|语音|电话)$/u.test(label) && /\bcall\b/.test(idWords);
  if (own.length === 0 && (unnamed || generic || medium || !KNOWN.test(label))) own = idHits(idWords).filter((h) => !quiet(h, idWords, element, s));
  const said = !around || !s ? [] : generic ? contextHits(around, label, s) : own.length === 0 && pressed ? answerHits(around, label, element, s) : [];
  const bare = BARE.test(label) && said.length > 0;
  if (!bare) for (const h of own) add('lexicon', h.class, h.words);
  if (bare || own.length === 0 || ALSO.test(label)) for (const h of said) add('dialog', h.class, h.words);
  if (own.length === 0 && said.length === 0 && UPDATE.test(label) && s && aboutApps(s)) add('lexicon', 'install', label);
  if (own.length === 0 && s && /^(?:朋友圈|moments)$/u.test(label) && s.elements.some((e) => /^(?:微信好友|qq|qq好友|微博|复制链接|copy link|wechat|朋友)$/u.test(fold(e.label)))) add('dialog', 'publish', element.label);

  if (units.some(isAmountOnly) && kind !== 'text' && !isBalance(element, s)) add('money', 'payment', element.label);
  if (own.some((h) => h.class === 'send-message') && /(?:^|and |& )send(?: now| it)?$|^(?:立即|确认|现在)?发送$/u.test(label) && s && sendsMoney(s)) add('money', 'transfer', 'a recipient and an amount');
  if (s && own.length === 0 && said.length === 0 && pressed) for (const h of priceHits(element, label, s)) add('money', h.class, h.words);
  if (!s || !around || !generic || own.length > 0 || said.length > 0) return;
  const lines = s.elements.map((e) => fold(e.label));
  if (lines.some(isDone)) return;
  const whole = lines.join('\n');
  const text = `${around.title}\n${around.body.join('\n')}`;
  if (TOLD.test(text)) return;
  if (text.match(AMOUNT) && around.where === 'dialog') add('money', 'payment', (text.match(AMOUNT) ?? []).slice(0, 2).join(' '));
  else if (TOTAL.test(whole) && whole.match(AMOUNT)) add('money', 'payment', (whole.match(AMOUNT) ?? []).slice(0, 2).join(' '));
}

/** An amount that one is told of. */
const TOLD = /\b(?:balance is|below|received|refunded|earned|saved)\b|余额(?:不足|低于)|已到账|节省|已退/u;

/** What the dialog or the page says of a button without words of its own. */
function contextHits(around: Around, label: string, s: Snapshot): Hit[] {
  const subject = subjectOf(around.title, around.where === 'page');
  const locked = s.elements.some((e) => e.role === 'input' && (e.password || secretField(fold(`${e.label} ${wordsOfId(e.resourceId)}`), '') !== undefined));
  const text = [around.title, ...around.body].join('\n');
  if (around.where === 'dialog') {
    if (isDone(around.title) && !/again|重新/u.test(text)) return [];
    // "I know" is an answer to what one must know, to nothing else.
    // Who is given access to a thing by sharing it is sent it.
    const shared = /^(?:share|share now|分享|共享)$/u.test(label) ? subject.map((h): Hit => (h.class === 'grant-permission' ? { ...h, class: 'export-data' } : h)) : subject;
    const hits = shared.length > 0 ? shared : [...contextOf(text), ...(locked ? [PASSWORD] : [])];
    return isMild(label) ? hits.filter((h) => !NOTED.has(h.class) || (subject.length > 0 && (LEADS_ON.has(h.class) || /[?？]$/u.test(around.title)) && /^(?:done|save|finish|完成|保存|set|下一步|next|review)/u.test(label))) : hits;
  }
  const lines = s.elements.map((e) => fold(e.label));
  if (lines.some(isDone)) return [];
  if (/^(?:share|share now|分享|共享)$/u.test(label)) return subject.filter((h) => h.class !== 'payment');
  const heading = isMild(label) ? subject.filter((h) => LEADS_ON.has(h.class)) : subject;
  if (heading.length > 0) return heading;
  if (locked) return [PASSWORD];
  return isMild(label) ? [] : contextOf(around.body.join('\n'));
}

const PASSWORD: Hit = { class: 'credential', words: 'a field for a password or a code' };

/** "Got it" under these is mere reading. */
const NOTED: ReadonlySet<Class> = new Set(CLASSES.filter((c) => c !== 'legal-consent' && c !== 'grant-permission'));
/** "Next" under these headings is a step of the act. */
const LEADS_ON: ReadonlySet<Class> = new Set(['payment', 'transfer', 'credential', 'account-change', 'publish']);

/** Whether "Cancel" or "Close" is the act: the dialog asks whether to, and another button keeps things as they are. */
function undoes(element: Element, s: Snapshot, around: Around): boolean {
  if (around.where !== 'dialog') return false;
  const title = around.title.replace(/^(?:确定|确认|是否)(?:要)?/u, '');
  const label = fold(element.label);
  const others = s.elements.filter((e) => e.id !== element.id && e.role === 'button').map((e) => fold(e.label));
  // Beside "Cancel" a button with the question's own verb answers it: "Close account?", 关闭自动续费？
  if (/^(?:close|关闭)$/u.test(label)) return title.startsWith(label) && [...title].length > [...label].length + 1 && others.some((o) => isRefusal(o) && o !== label);
  return /^(?:cancel|取消|quit|退出)/u.test(title) && others.some((o) => /^(?:keep|don'?t|no\b|go back|stay|never ?mind|暂不|不取消|再想想|我再想想|保留|返回)/u.test(o));
}

/** Keys of keypads, clocks and the list of recent apps say "delete", "clear" and "reset" about nothing that lasts. */
function quiet(h: Hit, label: string, element: Element, s: Snapshot | undefined): boolean {
  if (h.class === 'call' && label.startsWith('answer')) return !s?.elements.some((e) => /^(?:decline|reject|拒绝|挂断)/u.test(fold(e.label)));
  if (h.class !== 'delete' || !s) return false;
  if (/^(?:delete|del|clear|clr|erase|backspace|clear all|dialpad delete|删除|清除|清空|退格)$/u.test(label) && s.elements.filter((e) => /^\d$/.test(e.label)).length >= 8) return true;
  if (/^(?:reset|clear|重置|清零|复位)$/u.test(label) && s.elements.some((e) => e.id !== element.id && /^(?:lap|laps|stopwatch|timer|split|filters?|apply|show results|计次|秒表|计时器?|筛选)$|apply filters|查看结果|filter by/u.test(fold(e.label)))) return true;
  if (/^(?:重置|清空|reset|clear)$/u.test(label) && /^(?:filters?|sort|筛选|排序|搜索)/u.test(fold(s.title))) return true;
  return SYSTEM.test(element.package) && /^(?:clear all|clear|close all|清除|全部清除|清理)/u.test(label);
}

const ID_NOUNS: readonly (readonly [Class, RegExp])[] = [
  ['delete', /^(?:trash|bin|del|recycle)$/], ['call', /^(?:voip|phone call|phone|dial|calling|tel)(?: \p{L}+)?$/u], ['payment', /^(?:payment|checkout|place order|buy now|cart checkout|purchase)$/], ['credential', /^(?:login|sign ?in|log ?in|do login)$/],
  ['send-message', /^(?:send|msg send|message send|send msg|send message|compose send|submit message)$/], ['publish', /^(?:publish|do post|post submit|comment send|send comment)$/], ['share-location', /^(?:location share|share location|send location)$/], ['export-data', /^(?:upload|export|screen share)(?: file)?$/], ['legal-consent', /^(?:agree|accept terms|terms agree)$/],
];

/** Classes that the words of a resource-id stand for. */
function idHits(words: string): Hit[] {
  if (words === '') return [];
  const hits = wordsOf(words, 'button');
  for (const [c, p] of ID_NOUNS) if (p.test(words) && !hits.some((h) => h.class === c)) hits.push({ class: c, words });
  return hits;
}

const BALANCE = /\b(?:balance|assets|income|earn(?:ed|ings)|revenue|net worth|spent|portfolio|savings|checking)\b|余额|资产|零钱|收益|收入|已用|支出|钱包/u;
/** An amount that is shown, not asked for. */
function isBalance(e: Element, s: Snapshot | undefined): boolean {
  if (e.className.endsWith('Button')) return false;
  const near = (s?.elements ?? []).filter((t) => t.role === 'text' && Math.abs(t.bounds[1] - e.bounds[1]) < (s?.size[1] ?? 0) * 0.06).map((t) => fold(t.label)).join('\n');
  return BALANCE.test(`${near}\n${wordsOfId(e.resourceId)}`);
}

/** A page about money with a field for its amount or for its recipient. */
const sendsMoney = (s: Snapshot): boolean => {
  const whole = fold([s.title, ...s.elements.map((e) => e.label)].join('\n'));
  return /\b(?:balance|wallet|amount|fee|recipient|payee)\b|余额|金额|手续费|收款/u.test(whole) && (AMOUNT_ONCE.test(whole) || /\b\d[\d.]* (?:btc|eth|usdt|sol)\b/.test(whole));
};
const AMOUNT_ONCE = new RegExp(AMOUNT.source, 'u');

/** Other buttons of a dialog than those that answer its question. */
const ASIDE = /^(?:learn|more|help|contact|view|see|show|details|about|why|report|change|edit|choose|copy|read|save|archive|preview|open|try|use|switch|review)\b|\b(?:settings|instead|draft|help|details)\b|了解|详情|帮助|客服|查看|更多|说明|修改|编辑|更换|更改|设置|存|预览|打开|选择/u;
const QUESTION = /(?:[?？]|吗|么)\s*$/u;

/** What the question of a dialog asks, for the buttons beside its refusal: "This event", "Move". */
function answerHits(around: Around, label: string, element: Element, s: Snapshot): Hit[] {
  if (around.where !== 'dialog' || label === '' || ASIDE.test(label) || !s.elements.some((o) => o.id !== element.id && o.role === 'button' && isRefusal(fold(o.label)))) return [];
  const question = [around.title, ...around.body].find((t) => QUESTION.test(t));
  return question === undefined ? [] : subjectOf(question);
}

const SETTINGS = /settings|systemui|securitycenter|systemmanager|permission|phonemanager|safecenter/;
/** Pages of Settings whose switches let apps do what their names do not say. */
const SPECIAL: readonly (readonly [Class, RegExp])[] = [
  ['grant-permission', /^(?:(?:display|draw|appear|show)(?:ing)? (?:over other apps|on top)|all files access|(?:device and app )?notification access|usage (?:data )?access|(?:can )?(?:modify|change) system settings|do not disturb access|alarms & reminders|wi-?fi control|picture-in-picture)$|^(?:显示在其他应用(?:的)?上层|悬浮窗.*|通知使用权|(?:有权)?(?:查看|访问)使用情况.*|使用情况访问.*|所有文件访问.*|修改系统设置|自启动.*|后台弹出.*|应用自启动.*)$/u],
  ['settings-security', /^(?:install unknown apps|device admin(?:istrator)?s?(?: apps)?|trust agents)$|^(?:安装未知应用|外部来源应用|设备管理(?:器|应用|员)|可信代理|信任代理)$/u],
];
const LOCK = /^(?:choose )?(?:a )?(?:new )?screen lock$|^(?:选择)?(?:屏幕锁定|锁屏)(?:方式|类型)?$/u;
const LOCKS = /^(?:none|swipe|pattern|pin|password|无|滑动|图案|pin码|数字密码|混合密码|密码)(?:\b|$|[,，])/u;

/** What a line of Settings does that its page names. */
function settingHits(element: Element, kind: Kind, label: string, s: Snapshot): Hit[] {
  if (!SETTINGS.test(element.package)) return [];
  const title = fold(s.title);
  if (LOCK.test(title) && LOCKS.test(label)) return [{ class: 'settings-security', words: s.title }];
  return kind === 'toggle' ? SPECIAL.flatMap(([c, p]): Hit[] => (p.test(title) ? [{ class: c, words: s.title }] : [])) : [];
}

const TAKES = /^(?:book|reserve|hire|rent|confirm) \p{L}+(?: \p{L}+)?$|^(?:upgrade|renew)(?: now)?$|^(?:确认|立即|马上|一键)(?:预订|叫车|呼叫|用车|租用|升级|入住|包车|领养).{0,4}$/u;
const TAKES_NOT = /\b(?:dates?|times?|address|location|e-?mail|selection|details|guests?|age|number|changes?|code|choice|settings?|a call|a demo|table|seat|filters?)\b/u;
const SWAP = /^(?:confirm )?(?:swap|convert|exchange|bridge|stake|unstake)(?: now)?$|^(?:确认|立即)?(?:兑换|闪兑|质押|换币)$/u;
const COINS = /\b(?:btc|eth|usdt|usdc|sol|bnb|dai|matic|doge|xrp)\b/u;
/** Beside an amount in a button: what is shown or saved, not what is paid. */
const NOT_PRICE = /\b(?:off|save[sd]?|from|under|over|up to|earn(?:ed)?|back|details|view|see|balance|cart|bag|basket|left|spent|goal|budget|per night|limit|reward|refund|paid|received|add)\b|满|减|优惠|券|起$|以下|以上|余额|已|赚|得|购物车|收入|支出|返|省|限额|预算|退/u;

/** Software names a version or its size where it is upgraded. */
const sells = (s: Snapshot): boolean => {
  const whole = s.elements.map((e) => fold(e.label)).join('\n');
  return AMOUNT_ONCE.test(whole) && !/\b(?:version|firmware|software|android \d)\b|版本|固件|系统更新/u.test(whole);
};

/** A button that takes what the screen has a price for, or that carries the price itself. */
function priceHits(element: Element, label: string, s: Snapshot): Hit[] {
  const price = label.match(AMOUNT)?.[0];
  if (price !== undefined) return element.className.endsWith('Button') && label.length <= 28 && !isAmountOnly(label) && !NOT_PRICE.test(label) ? [{ class: 'payment', words: price }] : [];
  if (SWAP.test(label)) return element.bounds[2] - element.bounds[0] > s.size[0] * 0.3 && COINS.test(s.elements.map((e) => fold(e.label)).join('\n')) ? [{ class: 'transfer', words: label }] : [];
  return TAKES.test(label) && !TAKES_NOT.test(label) && sells(s) ? [{ class: 'payment', words: label }] : [];
}

/** "Update" in a form is about what is in the form. */
const aboutApps = (s: Snapshot): boolean => !s.elements.some((e) => e.role === 'input' && !SEARCH.test(fold(e.label))) && /market|store|vending|appstore|fdroid|qqdownloader|samsungapps|aurora|aptoide|apkpure|updat|install|\bapps?\b|更新|应用|安装|版本/u.test(fold(`${s.package} ${s.title} ${s.elements.filter((e) => !UPDATE.test(fold(e.label))).map((e) => e.label).join(' ')}`));

/** Identity of an element for an approval: what it is and says, not where it stands. */
export function elementFingerprint(e: Element | undefined): string {
  if (!e) return '';
  return createHash('sha256')
    .update(JSON.stringify([e.package, e.role, e.className, e.resourceId, e.label, e.password ?? false, e.checked ?? null, e.disabled ?? false]))
    .digest('hex');
}
