// Exports: wordsOf (class → cues of an action label), contextOf (class → cues of a dialog's text), isGeneric, isRefusal, AMOUNT, isAmountOnly, TOTAL.
// The bilingual lexicon of sensitive actions: fourteen classes of guard.md 5.2, English and Chinese. All patterns expect
// `fold`ed text. Labels are imperatives, so English verbs count at the start of a label (after "confirm", "yes," …) and a
// noun that follows them can veto ("Call history", "Post Office"); Chinese has no word ends, so vetoes carry the weight.

import type { Class } from '../protocol/sop.ts';

interface Cue {
  class: Class;
  /** Verb phrases that open a label. */
  en: string;
  /** Phrases anywhere in a short label. */
  zh: string;
  /** A label that matches is not of this class after all. */
  not?: RegExp;
}

const CUES: readonly Cue[] = [
  { class: 'payment', en: 'pay(?! attention)|place (?:your |my |the )?order|order now|submit order|buy|purchase|check ?out|proceed to (?:checkout|payment|pay)|go to checkout|subscribe|start (?:free )?trial|top ?up|recharge|donate|make (?:a )?payment|complete (?:purchase|order|payment)|book now|bid|tip', zh: '支付|付款|提交订单|立即购买|充值|结算|缴费|去结账|买单|下单|订阅|开通会员|捐款|打赏',
    not: /支付宝(?!支付|付款)|pay ?pal account|buy it again list|付款码设置|购买记录/ },
  { class: 'transfer', en: 'transfer|send (?:money|cash|payment|[$€£¥₹]\\s?\\d)|withdraw|wire|cash out|repay|remit|request money', zh: '转账|汇款|红包|提现|还款|转出|转给', not: /transfer (?:photos|files?|data|calls?|ownership)|wireless|wire(?:d|frame)|红包封面/ },
  { class: 'send-message', en: 'send|reply|forward|resend|text (?:back|now)', zh: '发送|回复|转发|群发|发消息', not: /^(?:send (?:feedback form|to back|money|cash|payment|location|my location|your location)|forward(?: 10| 30| \d+)? ?(?:s|sec|seconds)?$|fast forward)|send(?:er|ing) |发送位置|forward(?:s|ing)/ },
  { class: 'call', en: 'call|dial|ring|video call|voice call|start (?:video |voice )?call|sos|emergency call|redial|join (?:video |voice )?call', zh: '拨打|呼叫|语音通话|视频通话|打电话|回拨|拨号', not: /^(?:call (?:log|list|settings|center|details|recording|blocking)|ring(?:tone| volume|er))|拨号盘|通话记录|呼叫转移设置/ },
  { class: 'publish', en: 'post|publish|tweet|comment|share (?:publicly|to (?:feed|story|stories|timeline))|add (?:a )?comment|submit (?:a |your )?review|write a review|go live|repost|share post|share now', zh: '发布|发表|评论|发朋友圈|发帖|发动态|开播|发弹幕|分享到朋友圈', not: /^(?:post(?:s|ed| office|al|code| code)|comments?$|comments? \(?\d|publish(?:er|ed))|评论区|全部评论|查看评论|\d+ ?(?:条)?评论|评论 ?\(?\d/ },
  { class: 'delete', en: 'delete|erase|remove|reset|uninstall|discard|clear (?:all|data|cache|history|storage|browsing)|wipe|empty (?:bin|trash)|factory reset|move to (?:bin|trash)|permanently delete|format', zh: '删除|清空|移除|卸载|抹掉|恢复出厂|重置|清除|永久删除|移到回收站', not: /^(?:recently deleted|deleted|reset password|reset view|format(?:ting| text| bar|ter)|remove (?:ads|bold|filter|formatting))|最近删除|已删除|删除记录/ },
  { class: 'grant-permission', en: "allow|grant|while using the app|only this time|always allow|authori[sz]e|give (?:access|permission)|enable access|turn on access", zh: '允许|授权|同意授权|仅使用期间|仅在使用中|本次允许', not: /^(?:don'?t allow|allowed|not allow|allow list)|不允许|禁止|拒绝|授权管理|已授权/ },
  { class: 'install', en: 'install|update all|get app|download and install|sideload', zh: '安装|全部更新|下载并安装|立即安装', not: /^install(?:ed|ation)|已安装|安装记录|卸载|安装包/ },
  { class: 'credential', en: 'log ?in|sign ?in|log ?on|sign on|enter (?:your )?(?:password|passcode|pin|otp|code)|verify (?:code|otp|identity)|submit (?:code|otp)|use (?:password|passkey)|continue with (?:google|apple|facebook|email)|unlock with', zh: '登录|登陆|输入密码|验证码|一键登录|验证身份|获取验证码', not: /^(?:sign-?in (?:history|activity|options)|login (?:history|activity))|登录记录|登录设备|登录历史|登录方式/ },
  { class: 'share-location', en: 'share (?:my |your |live |current |real-time )*location|send (?:my |your |current )*location', zh: '(?:共享|分享|发送)(?:我的|实时|当前)*(?:位置|定位)' },
  { class: 'account-change', en: "change (?:my |your )?(?:password|passcode|pin|e-?mail|phone|number|plan)|reset password|unlink|deactivate|close account|delete (?:my |your )?account|log ?out|sign ?out|cancel (?:booking|order|subscription|reservation|appointment|membership|plan)|confirm (?:booking|appointment|reservation)|remove account|unsubscribe|link (?:account|card|bank)|add (?:a )?(?:card|bank account)|switch account", zh: '注销|解绑|绑定|确认预约|修改密码|更改密码|重置密码|退出登录|取消订单|取消预约|取消订阅|退订|更换手机|切换账号', not: /已绑定|绑定记录|注销记录/ },
  { class: 'settings-security', en: 'developer options|oem unlock(?:ing)?|usb debugging|wireless debugging|install unknown apps|unknown sources|vpn|add vpn|screen lock|device admin(?: apps)?|accessibility service|trust(?:ed)? (?:agents|credentials|this (?:device|computer|certificate))|install (?:a )?certificate|disable (?:play protect|screen lock|security)|turn off (?:play protect|find my device|screen lock)', zh: '开发者选项|未知来源|usb ?调试|无线调试|锁屏密码|设备管理[器员应]|安装证书|oem ?解锁|无障碍服务|关闭安全|信任此', not: /vpn (?:help|faq)/ },
  { class: 'export-data', en: 'export|upload|share screen|start (?:recording|screen sharing|casting)|screen share|cast screen|back ?up now|download (?:my|your) data|share (?:contact|file|document|data|via|with)', zh: '导出|上传|共享屏幕|屏幕共享|投屏|立即备份|分享文件|分享联系人', not: /^(?:upload(?:s|ed)|export(?:s|ed))|上传记录|导出记录/ },
  { class: 'legal-consent', en: "i (?:have read and )?(?:agree|accept|consent)|agree|accept(?: all)?(?: cookies)?|accept (?:the )?terms|agree (?:and|&) (?:continue|proceed)|accept (?:and|&) continue|consent|sign (?:the )?(?:contract|agreement|document)", zh: '同意|我已阅读|接受(?:条款|协议)|签署', not: /^(?:agreement|accepted|accept call)|不同意|同意授权|用户协议$|^《.*》$/ },
];

/** Labels that open history, help and settings pages rather than act. */
const PAGE = /\b(?:history|records?|methods?|settings?|options|preferences|faq|help|guide|tutorial|about|statistics|details|policy|terms of|how to|learn|status|tips for|examples?|drafts?|templates?)\b/;
const PAGE_ZH = /记录|历史|方式|明细|设置|帮助|教程|说明|规则$|助手|攻略|详情|须知|指南|管理$|模板|草稿|查询|进度|状态|统计/;
/** Classes whose own words are settings or options. */
const PAGES_COUNT: ReadonlySet<Class> = new Set(['settings-security', 'legal-consent', 'share-location']);

/** What may stand before the verb of a label. */
const LEAD = "(?:(?:yes|ok|okay|confirm|and|&|please|tap to|click to|press to|swipe to|slide to|hold to|continue to|proceed to|agree and|agree &|accept and|save and|save &|review and|verify and|now|finish and|next:|start|submit and)[,:;.!\\s-]*)*[\\p{S}\\p{P}\\s]*";

const compiled = CUES.map((c) => ({
  ...c,
  verb: new RegExp(`^${LEAD}(?:${c.en})(?![\\p{L}])`, 'u'),
  // Labels of a row joined from several texts are separated by commas or new lines: each part may be the imperative.
  han: new RegExp(c.zh, 'u'),
  anywhere: new RegExp(`(?<![\\p{L}])(?:${c.en})(?![\\p{L}])`, 'u'),
}));

const isRow = (label: string): boolean => label.length > 60;

export interface Hit { class: Class; words: string }

/** Classes a label of something that can be tapped stands for. */
export function wordsOf(folded: string): Hit[] {
  if (folded === '' || isRefusal(folded)) return [];
  const hits: Hit[] = [];
  for (const c of compiled) {
    const m = c.verb.exec(folded) ?? (isRow(folded) ? null : c.han.exec(folded));
    if (m === null || c.not?.test(folded)) continue;
    // Deleting a record is deleting: there the noun is the object.
    if (!PAGES_COUNT.has(c.class) && ((c.class !== 'delete' && PAGE_ZH.test(folded)) || PAGE.test(folded.slice(m[0].length)))) continue;
    hits.push({ class: c.class, words: m[0].trim() });
  }
  return hits;
}

/** Nouns and passive forms that a dialog uses where a button would use the imperative. */
const CONTEXT: readonly (readonly [Class, RegExp])[] = [
  ['payment', /\b(?:payment|purchase|(?:place|confirm|submit)(?: your| the)? order|checkout|(?:will|be) charged|subscription|subscribe)\b|支付|付款|扣款|购买|订单|充值|缴费/u],
  ['transfer', /\b(?:transfer|withdraw(?:al)?|send money|repayment)\b|转账|提现|汇款|还款/u],
  ['send-message', /\b(?:send (?:this |the )?(?:message|e-?mail|mail|sms|text|reply)|message (?:will be )?sent|send to)\b|发送(?!位置)|转发/u],
  ['call', /\b(?:call (?:this|the|\+?\d)|dial|place (?:a )?call|start (?:a )?call)\b|拨打|呼叫/u],
  ['publish', /\b(?:publish|post (?:this|your|to)|go live|visible to everyone|make (?:it )?public)\b|发布|发表/u],
  ['delete', /\b(?:delet(?:e|ed|ing|ion)|eras(?:e|ed|ing)|remov(?:e|ed|ing)|uninstall|reset|discard|can(?:no|')t be undone|permanently|lose (?:all|your))\b|删除|清空|移除|卸载|恢复出厂|重置|无法恢复|不可恢复/u],
  ['grant-permission', /\b(?:allow .{1,60} to|permission|access (?:to )?(?:your|this device))\b|权限|授权/u],
  ['install', /\b(?:install (?:this|the|an?|update)|unknown app|do you want to (?:install|update))\b|(?<!卸载并)安装/u],
  ['credential', /\b(?:password|passcode|one-time (?:code|password)|otp|verification code|log ?in|sign ?in|security code)\b|密码|验证码|登录/u],
  ['share-location', /\bshare (?:your |my |live )*location\b|(?:共享|分享|发送).{0,4}(?:位置|定位)/u],
  ['account-change', /\b(?:change (?:your )?(?:password|pin|e-?mail|phone number)|(?:sign|log) ?out|unlink|close (?:your )?account|deactivate|cancel (?:your |the |this )?(?:booking|subscription|order|appointment|membership)|(?:confirm|book) (?:your |the )?appointment)\b|注销|解绑|绑定|退出登录|修改密码|确认预约|取消(?:预约|订单|订阅)/u],
  ['settings-security', /\b(?:developer options|unknown sources|usb debugging|vpn|screen lock|device admin|certificate)\b|开发者选项|未知来源|usb ?调试|锁屏密码/u],
  ['export-data', /\b(?:export|upload|screen sharing|share (?:your )?screen|start (?:recording|casting))\b|导出|上传|共享屏幕|投屏/u],
  ['legal-consent', /\b(?:terms (?:of|and)|privacy policy|user agreement|license agreement|consent)\b|用户协议|隐私政策|服务条款|同意.{0,6}(?:规则|条款|协议)|规则/u],
];

/** Classes the text around a generic button stands for. */
export function contextOf(folded: string): Hit[] {
  const hits: Hit[] = [];
  for (const [c, pattern] of CONTEXT) {
    const m = pattern.exec(folded);
    if (m) hits.push({ class: c, words: m[0].trim() });
  }
  return hits;
}

const GENERIC = /^(?:ok|okay|confirm|continue|next|yes|yep|done|proceed|submit|got it|i understand|understood|sure|apply|go|finish|accept|agree|start|right|save|turn on|enable|disable|turn off|yes, continue|yes, i'm sure|i'm sure|confirm and continue|review|complete|确定|确认|继续|下一步|是|是的|好|好的|完成|提交|我知道了|知道了|确认提交|确认并继续|立即确认|开启|开启服务|同意|同意并继续|同意规则并继续|保存|去确认)[.!。！>»→\s]*(?:\(?\d+s?\)?)?$/u;
/** Says nothing itself: what it does stands in the text around it. */
export const isGeneric = (folded: string): boolean => GENERIC.test(folded);

const REFUSAL = /^(?:cancel|no|no,? thanks|not now|later|maybe later|skip|skip for now|back|close|dismiss|deny|don'?t allow|do not allow|decline|reject|refuse|ignore|keep|keep editing|never|go back|return|remind me later|undo|取消|否|不|不用了|以后再说|稍后|稍后再说|暂不|返回|关闭|拒绝|不允许|禁止|不同意|忽略|跳过|残忍拒绝|再想想|我再想想|下次再说|撤销)[.!。！×✕\s]*$/u;
/** Declines or leaves: never sensitive. */
export const isRefusal = (folded: string): boolean => REFUSAL.test(folded);

const MONEY = '(?:[$€£¥₹₩￥]|us\\$|hk\\$|usd|eur|gbp|cny|rmb|jpy|inr)\\s?\\d[\\d,.\\s]*\\d|(?:[$€£¥₹₩￥]|us\\$|hk\\$|usd|eur|gbp|cny|rmb|jpy|inr)\\s?\\d|\\d[\\d,.]*\\s?(?:€|£|元|円|usd|eur|gbp|cny|rmb|kr|chf)(?![\\p{L}])';
/** Every amount of money in folded text. */
export const AMOUNT = new RegExp(MONEY, 'gu');
const ONLY = new RegExp(`^(?:${MONEY})(?:\\s*(?:[-~–—…至]|\\.{3})+\\s*(?:${MONEY}))?\\s*(?:/\\s?\\p{L}+)?$`, 'u');
export const isAmountOnly = (folded: string): boolean => ONLY.test(folded);

/** Words beside which an amount is something to be paid. */
export const TOTAL = /\b(?:sub ?total|total|amount (?:due|payable)|to pay|order summary|grand total|you(?:'ll| will) pay|price)\b|合计|总计|总额|应付|实付|待支付|需支付|订单金额|费用|挂号费/u;
