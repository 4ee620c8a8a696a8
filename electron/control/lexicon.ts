// Exports: wordsOf (classes of a label), Hit, Kind, isGeneric, isMild, isRefusal, isConditional, AMOUNT, isAmountOnly, TOTAL, hasHan.
// The bilingual lexicon of sensitive actions: fourteen classes of guard.md 5.2. The words themselves stand in cues-en.ts and
// cues-zh.ts, what a dialog says in sentences.ts. All patterns expect `fold`ed text.

import { CLASSES, type Class } from '../protocol/sop.ts';
import { CUES_EN, LEAD_EN, TALK_EN, VETO_EN, type Cue } from './cues-en.ts';
import { CUES_ZH, TALK_ZH, VETO_ZH } from './cues-zh.ts';

export interface Hit { class: Class; words: string }

/**
 * What carries the words. `button`: the view is one, or small enough to be one. `row`: a line of a list, whose words may be
 * anybody's. `toggle`: what is switched on is named by a noun or said in the first person. `text`: cannot be tapped itself.
 * `phrase`: a part of a dialog's text that stands where a label would.
 */
export type Kind = 'button' | 'row' | 'toggle' | 'text' | 'phrase';

interface Compiled { cue: Cue; pattern: RegExp }

const english: readonly Compiled[] = CUES_EN.map((cue) => ({ cue, pattern: new RegExp(`^${LEAD_EN}(?:${cue.words})(?![\\p{L}])`, 'u') }));
/** 已, 未, 待 and their like before a verb make it a state. */
const STATE = '(?<![已未待勿禁正被曾可])(?<!我的|不会|不再|无法|不能|如何|怎么|怎样|是否已)';
const chinese: readonly Compiled[] = CUES_ZH.map((cue) => ({ cue, pattern: new RegExp(cue.nouns ? `(?:${cue.words})` : `${STATE}(?:${cue.words})(?!的|过|者|前|于|后(?![,，]))`, 'u') }));

export const hasHan = (s: string): boolean => /\p{Script=Han}/u.test(s);
const words = (s: string): number => s.split(/\s+/).length;
const length = (s: string): number => [...s].length;

/** Longest label that still is one, in English words and in Chinese characters. */
const LONGEST: Readonly<Record<Kind, readonly [number, number]>> = { button: [12, 22], toggle: [10, 22], row: [6, 14], text: [4, 8], phrase: [16, 34] };
/** Of what is said in the first person. */
const LONGEST_CONSENT: readonly [number, number] = [45, 120];

/** What screen readers are told besides the words: "Delete, button". */
const SPOKEN = /(?:[,，]\s*(?:button|tab|link|checkbox|switch|double[- ]tap.*|按钮|选项卡|链接)|\s+button|按钮)$/u;

/** What tests are told: "button-LOGIN". */
const NAMED = /^(?:button|btn)[-_]/u;

/** What is to be had for an act that a page tells of. */
const REWARD = /(?<!发)(?:赚|得|领|返|瓜分)(?:取|大额|最高|现金|拼手气)?.{0,3}(?:红包|金币|积分|奖励)|\bearn (?:\d+ )?(?:coins|points|rewards)\b/u;
/** A number to be called tells that words of any length are a label. */
const NUMBER = /\d[\d\s()-]{1,}\d/u;

/** Classes that a label stands for, each with the words that say so. */
export function wordsOf(folded: string, kind: Kind = 'button'): Hit[] {
  const label = folded.replace(NAMED, '').replace(SPOKEN, '').trim();
  if (label === '' || isRefusal(label) || REWARD.test(label)) return [];
  const han = hasHan(label);
  const [enMost, zhMost] = LONGEST[kind];
  const size = han ? length(label) : words(label);
  const hits: Hit[] = [];
  for (const { cue, pattern } of han ? [...chinese, ...english] : english) {
    if (hits.some((h) => h.class === cue.class)) continue;
    const most = cue.long && kind !== 'text' ? LONGEST_CONSENT : [enMost, zhMost] as const;
    const dialled = cue.class === 'call' && NUMBER.test(label);
    if (size > (dialled ? LONGEST.button : most)[han ? 1 : 0]) continue;
    // A noun that cannot be tapped is a heading.
    if (kind === 'text' && cue.nouns) continue;
    const m = pattern.exec(label);
    if (m === null || m[0] === '' || (kind === 'text' && m[0] === 'payment') || cue.not?.test(label)) continue;
    const rest = label.slice(m.index + m[0].length);
    if (!cue.nouns && pageAfter(cue.class, m[0], rest)) continue;
    // Buttons and what asks for a decision speak to their user; lines of a list may say anything.
    if ((kind === 'row' || kind === 'text') && !cue.long && !dialled && (han ? TALK_ZH : TALK_EN).test(label)) continue;
    hits.push({ class: cue.class, words: m[0].trim() });
  }
  return CLASSES.flatMap((c) => hits.filter((h) => h.class === c));
}

/** The noun after the verb names a page about the act. Deleting records and resetting settings is what it says. */
function pageAfter(c: Class, verb: string, rest: string): boolean {
  if (hasHan(verb) && (c === 'grant-permission' || c === 'export-data')) return /教程|说明|规则|攻略|指南|帮助|成功|失败|管理|设置|中心|方式/u.test(rest);
  if (c === 'export-data') return /\b(?:help|guide|tutorial|faqs?|policy|how to|tips|options|settings|limits?|history$)\b/.test(rest) && !/\b(?:chat|call|browsing|search|location|transaction) history/.test(rest);
  if (hasHan(verb)) return c === 'delete' ? /教程|说明|规则|攻略|指南|方法|帮助|成功|失败|管理$/u.test(rest) : VETO_ZH.test(rest);
  if (c === 'delete') return /\b(?:help|guide|tutorial|faqs?|policy|how to|tips|options)\b/.test(rest);
  return VETO_EN.test(rest);
}

const COUNTDOWN = '[.!。！>»→›\\s]*(?:[(（]?\\d+\\s?s?[)）]?)?';
const HARD = 'ok|okay|ok, got it|confirm|continue|yes|yep|yeah|proceed|submit|sure|apply|go|go ahead|accept|agree|allow|approve|start|start now|turn on|turn off|enable|disable|yes, continue|yes,? i\'?m sure|i\'?m sure|confirm and continue|continue anyway|proceed anyway|do it|share|start sharing|share now|connect|join|join network|activate|yes, cancel|end|stop|anyway|install anyway|update|update now|switch|确定|确认|继续|是|是的|好|好的|提交|确认提交|确认并继续|立即确认|开启|去开启|立即开启|打开|去打开|去设置|开启服务|同意|同意并继续|接受|允许|共享|分享|开始|立即开始|开始共享|开始分享|去确认|确定并继续|仍要.{0,5}|仍然.{0,5}|坚持.{0,4}|确[认定].{0,3}|退出|关闭|停用|连接|激活|我确定|确认无误|信任|启用|立即启用|更新|立即更新';
const MILD = 'next|got it|i understand|understood|done|finish|save|right|review|complete|i see|set|close and continue|下一步|完成|我知道了|知道了|保存|我了解了|已了解|明白|我明白了|了解';
const GENERIC = new RegExp(`^(?:${HARD}|${MILD})${COUNTDOWN}$`, 'u');
const MILDLY = new RegExp(`^(?:${MILD})${COUNTDOWN}$`, 'u');
/** Says nothing itself: what it does stands in the text around it. */
export const isGeneric = (folded: string): boolean => GENERIC.test(folded.replace(SPOKEN, '').trim());
/** Of those the ones that mostly lead on without deciding anything. */
export const isMild = (folded: string): boolean => MILDLY.test(folded.replace(SPOKEN, '').trim());

const REFUSAL = /^(?:cancel|no|no,? thanks|no,? thank you|nope|not now|later|maybe later|skip|skip for now|back|close|dismiss|deny|don'?t (?:allow|share|install|send|save|delete|ask again|update|enable|turn on|trust|cancel|pay|leave|sign out|log out|remove|post|use|accept|move|block|call)(?: .{1,20})?|do not (?:allow|share|install)|deny anyway|deny & don'?t ask again|decline|reject|reject all|refuse|ignore|disagree|i (?:do not|don'?t|disagree) ?(?:agree|accept)?|keep|keep .{1,24}|never|go back|return|remind me later|undo|exit|quit|stay|leave it|not today|none|no tip|undo(?: .{1,20})?|redo|restore (?:purchases?|(?:from )?back ?up|from trash|items?|photos?|deleted .{1,12}|all)|(?:i'll )?(?:do|remind|decide|finish|set up|verify|back ?up|update|upgrade|restart|log ?in|sign ?in|register|ask|install|rate|review|complete|continue|connect|scan|try|add)(?: (?:me|it|this|that|up|again))? later|no[,.] .{2,24}|never mind|maybe not|only necessary|essential only|necessary only|取消|否|不|不是|不用|不用了|不了|以后再.{0,3}|稍后(?:再|(?!发)).{0,4}|撤销(?:删除|清空|移除|发送|操作|移动)|恢复(?:购买|备份|默认.{0,4}|删除.{0,4}|已删除.{0,4})|暂不.{0,6}|先不.{0,4}|返回|返回修改|关闭|拒绝|拒绝.{0,8}|不允许|禁止|不同意|不同意并退出|忽略|跳过|残忍拒绝|再想想|再看看|我再想想|下次再说|下次|撤销|取消(?:安装|登录|支付|付款|发送|上传|下载|转账|分享|删除|更新|授权)|放弃(?:安装|更新|支付|付款|登录)|不删除|不取消|保留.{0,6}|退出应用|(?:确认|确定|仍要)?离开(?:页面)?|不保留并返回)[.!。！×✕\s]*$/u;
/** Declines or leaves: never sensitive. */
export const isRefusal = (folded: string): boolean => REFUSAL.test(folded.replace(SPOKEN, '').trim());

/** A word that declines in most dialogs and acts in those that ask whether to cancel, to quit or to close. */
export const isConditional = (folded: string): boolean => /^(?:cancel|取消|quit|exit|close|关闭)$/u.test(folded);

const MONEY = '(?:[$€£¥₹₩￥]|us\\$|hk\\$|a\\$|c\\$|usd|eur|gbp|cny|rmb|jpy|inr)\\s?\\d[\\d,.\\s]*\\d|(?:[$€£¥₹₩￥]|us\\$|hk\\$|a\\$|c\\$|usd|eur|gbp|cny|rmb|jpy|inr)\\s?\\d|(?<![\\d,.])\\d[\\d,.]*\\s?(?:€|£|元|円|usd|eur|gbp|cny|rmb|kr|chf)(?![\\p{L}])';
/** Every amount of money in folded text. */
export const AMOUNT = new RegExp(MONEY, 'gu');
const ONLY = new RegExp(`^(?:${MONEY})(?:\\s*(?:[-~–—…至]|\\.{3})+\\s*(?:${MONEY}))?\\s*(?:/\\s?\\p{L}+|起)?$`, 'u');
export const isAmountOnly = (folded: string): boolean => ONLY.test(folded);

/** Words beside which an amount is something to be paid. */
export const TOTAL = /\b(?:sub ?total|total|amount (?:due|payable)|to pay|order summary|grand total|you(?:'ll| will) pay|price|balance due)\b|合计|总计|总额|总价|应付|实付|待支付|需支付|订单金额|费用|挂号费/u;
