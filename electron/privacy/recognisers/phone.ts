// Exports: phone. Telephone numbers: international ones, those of China, North America, Britain and others as they are written there, any beside
// a cue; spaced, read out in Chinese numerals, or with letters that a scan took for digits.

import { parsePhone } from '../libraries.ts';
import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';

const INTERNATIONAL = /(?<![\w.+])(?:\+ ?|00 ?(?=[1-9]))\(?[1-9]\d{0,2}\)?(?:[ \-./]{0,2}\(?\d{1,5}\)?){1,8}/g;
const MOBILE_CN = /(?<!\d)(?:\(?86\)?[ -]?)?(?:1[3-9]\d{9}|1[3-9]\d([ \-.])\d{4}\1\d{4}|1[3-9]\d([ \-.])\d{3}\2\d{5}|1[3-9]\d{2}([ \-.])\d{3}\3\d{4}|1[3-9]\d{2}([ \-.])\d{4}\4\d{3}|1 ?[3-9](?: ?\d){9})(?!\d)/g;
const LAND_CN = /(?<![\d.])(?:86[ -]?)?(?:\(0(?:10|2\d|[3-9]\d{2})\) ?|0(?:10|2\d|[3-9]\d{2})(?:[ -]|--))\d{3,4}[ -]?\d{4}(?:-\d{1,5})?(?![\d-])/g;
const NANP = /(?<![\w.+\-/])(?:1[ \-.])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ \-.])[2-9]\d{2}[ \-.]\d{4}(?![\d-])/g;
/** 07700 900123, 020 7946 0958, (02) 9876 5432, 01 42 68 53 00, 0171 2345678. */
const NATIONAL = /(?<![\w.+\-/:])(?:\(0\d{1,4}\) ?\d{3,4}[ -]?\d{3,4}|0[1-9]\d{1,3}[ -]\d{3,4}[ -]\d{3,4}|0[1-9]\d{2,3}[ -]\d{6,8}|07\d{9}|0[1-9](?:[ .]\d{2}){4}(?![ .]\d{2}(?!\d)))(?![\d-])/g;
const CUE = /(?:\b(?:tel(?:ephone)?|phone|ph|mob(?:ile)?|cell(?:phone|ular)?|whatsapp|wechat|sms|fax|hotline|helpline|landline|direct(?: line)?|switchboard|(?:home|work|office|main|day|evening|alternate|emergency|customer service|toll[- ]free|contact|driver's|my|new|his|her|our|their|your) (?:number|no|line|phone)|reach (?:me|us|him|her) (?:at|on)|call(?: me| us| him| her)?(?: at| on)?|dial|text(?: me| us)?(?: at| on)?|ring)\b[ ]?(?:number|no|num|#)?[.]?|(?:电话|手机|座机|联系方式|致电|拨打|打给|传真|短信|微信|来电|号码|话机|固话|紧急联系|热线|专线|总机|前台|客服|门市|新号|同号|小号|隐私号|虚拟号|联系)(?:号码?|号)?)[^\dA-Za-z+\n¥$€£]{0,6}(?:is|at|on|是|为)?[: ]{0,3}$|(?:^|[\s|,;·•/(])[TMPFHCWO][.:]\s?$/i;
const NUMBER = /(?<![\w.+])\(?\d[\d \-.()]{5,20}\d(?![\dA-Za-z])/g;
const OTHER = /(?:order|tracking|invoice|serial|ref(?:erence)?|transaction|txn|ticket|barcode|sku|isbn|issn|build|version|uid|user ?id|group|lot|batch|part|model|case|session|trace|policy|claim|account|acct|customer|member(?:ship)?|student|employee|confirmation|booking|reservation|catalog|product|item|file|permit|licen[cs]e|registration|lottery|draw|meter|订单|单号|编号|流水|快递|运单|票号|彩票|基金|股票|车牌|会员|客户|参考|工号|学号|批号|条码|序列号|型号|版本|账号|卡号|学籍|群号|群|房间|会议号?|编码|代码|QQ|id|no\.|#|№)\s?(?:号码?|number|num|no\.?|id|code)?[\s:#.=为是(]{0,4}$/i;
const MONEY_BEFORE = /[¥￥$€£]\s?$|(?:rmb|cny|usd|eur|gbp|hk\$)\s?$/i;
const UNIT_AFTER = /^(?:[.]\d|\s?(?:元|块|万|亿|%|ms|px|kb|mb|gb|bytes?|usd|cny|rmb|eur|次|条|人|件|步|米|km|位粉丝))/i;
/** 400-820-8820, 4008 208 820, 800 820 8820: China's numbers that are paid for by those who are called. */
const HOTLINE_CN = /(?<![\d.\-+/])(?:\+?86[ -]?)?(?:[48]00[ -]\d{3}[ -]?\d{4}|[48]00\d[ -]\d{3}[ -]\d{3}|[48]00[ -]\d{4}[ -]\d{3}|[48]00[ -]\d{7})(?![\d-])/g;
/** 138****8000, 138 **** 8000, +1 ***-***-5950, +44 ******1234: digits that are left of a number. */
const MASKED = /(?<![\w*•●+.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?[*•●xX]{4}[ -]?\d{4}|[*•●]{5,6}\d{2,3})(?![\w*•●])|(?<![\w+])\+\d{1,3}[ -]?(?:\(?[\d*•●]{1,5}\)?[ -]?){0,3}[*•●]{2,8}[ -]?\d{2,4}(?![\w*•●])|(?<![\w*•●])\([*•●]{3}\) ?[*•●]{3}[ -]\d{4}(?!\d)/g;
/** What is dialled behind a number. */
const EXTENSION = /^(?:[ ,;]{0,2}(?:ext(?:ension|n)?\b\.?|x(?=[ ]?\d)|#|转(?:接)?|分机号?)[ :：]{0,2}\d{1,6}(?!\d))/i;
const DATE = /^(?:19|20)\d{2}[ \-./]?(?:0?[1-9]|1[0-2])[ \-./]?(?:0?[1-9]|[12]\d|3[01])(?!\d)|^\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})(?!\d)/;

const digitsOf = (s: string): string => s.replace(/\D/g, '');

export const phone: Recogniser = ({ text }) => {
  const found: Found[] = [];
  const add = (start: number, end: number, score: number): void => {
    found.push({ start, end: end + (EXTENSION.exec(text.slice(end, end + 24))?.[0].length ?? 0), kind: 'phone', score });
  };
  const before = (at: number): string => text.slice(Math.max(0, at - 28), at);
  const wrong = (start: number, end: number): boolean =>
    OTHER.test(before(start)) || MONEY_BEFORE.test(before(start)) || UNIT_AFTER.test(text.slice(end, end + 8)) || /\d[-./:]$/.test(before(start)) || /^[-/:]\d/.test(text.slice(end));

  if (/\+|(?<!\d)00/.test(text)) {
    for (const m of text.matchAll(INTERNATIONAL)) {
      const raw = m[0];
      // The next number may stand right behind: groups are given up from the end.
      const ends = [raw.length, ...[...raw.matchAll(/[ \-./]+/g)].map((x) => x.index).reverse()];
      const parsed = ends.map((end) => {
        const part = raw.slice(0, end).replace('(0)', '');
        const digits = digitsOf(part).replace(/^00/, '');
        const p = digits.length < 8 || digits.length > 15 ? undefined : parsePhone(`+${digits}`);
        return { end, valid: p?.isValid() === true, possible: p?.isPossible() === true };
      });
      const best = parsed.find((p) => p.valid) ?? (raw.startsWith('+') ? parsed.find((p) => p.possible) : undefined);
      if (!best || (raw.startsWith('00') && OTHER.test(before(m.index))) || UNIT_AFTER.test(text.slice(m.index + best.end))) continue;
      const end = m.index + best.end;
      if (text[end - 1] === ')' && !raw.slice(0, best.end).includes('(')) { add(m.index, end - 1, best.valid ? 0.98 : 0.9); continue; }
      const bracket = raw.slice(0, best.end).split('(').length - raw.slice(0, best.end).split(')').length;
      add(m.index, bracket > 0 && text[end] === ')' ? end + 1 : end, best.valid ? 0.98 : 0.9);
    }
  }
  for (const m of text.matchAll(MOBILE_CN)) {
    const letters = /[A-Za-z_]$/.test(before(m.index)) && !/(?:^|[^A-Za-z])(?:tel|phone|mobile|mob|ph|sms|wx|vx|call)$/i.test(before(m.index));
    if (letters || /^[A-Za-z_]/.test(text.slice(m.index + m[0].length)) || wrong(m.index, m.index + m[0].length)) continue;
    add(m.index, m.index + m[0].length, 0.95);
  }
  if (/[*•●xX]/.test(text)) for (const m of text.matchAll(MASKED)) if (!OTHER.test(before(m.index))) add(m.index, m.index + m[0].length, 0.7);
  for (const [pattern, score] of [[LAND_CN, 0.9], [HOTLINE_CN, 0.9], [NANP, 0.9], [NATIONAL, 0.85]] as const) {
    for (const m of text.matchAll(pattern)) {
      const end = m.index + m[0].length;
      // Groups of four before it: a longer number, and this its tail.
      if (wrong(m.index, end) || DATE.test(m[0]) || /\d{4} $/.test(before(m.index))) continue;
      add(m.index, end, score);
    }
  }
  for (const m of text.matchAll(NUMBER)) {
    const digits = digitsOf(m[0]);
    if (digits.length < 7 || digits.length > 13 || !CUE.test(before(m.index)) || DATE.test(m[0])) continue;
    // Groups behind the number are given up: "phone 555 0132 2024-05-01".
    const cut = /^.*?\d(?= {2}| - |[ ](?:19|20)\d{2}-)/.exec(m[0])?.[0] ?? m[0].replace(/[ .(-]+$/, '');
    if (digitsOf(cut).length < 7 || MONEY_BEFORE.test(before(m.index)) || /^[.]\d/.test(text.slice(m.index + cut.length)) || /^\d+\.\d+\.\d+$/.test(cut)) continue;
    add(m.index, m.index + cut.length, 0.8);
  }
  readOut(text, add);
  scanned(text, add);
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};

const NUMERALS = '零一二三四五六七八九';
/** 一三八零零一三八零零零, also with 幺 and 〇. */
function readOut(text: string, add: (start: number, end: number, score: number) => void): void {
  for (const m of text.matchAll(/[零〇一幺二两三四五六七八九](?:[\s\-、,]?[零〇一幺二两三四五六七八九]){6,11}/g)) {
    const digits = [...m[0]].map((c) => (c === '〇' ? '零' : c === '幺' ? '一' : c === '两' ? '二' : c)).map((c) => NUMERALS.indexOf(c)).filter((d) => d >= 0).join('');
    if (/^1[3-9]\d{9}$/.test(digits) || (digits.length >= 7 && CUE.test(text.slice(Math.max(0, m.index - 20), m.index)))) add(m.index, m.index + m[0].length, 0.85);
  }
}

const MISREAD: Readonly<Record<string, string>> = { O: '0', o: '0', Q: '0', D: '0', l: '1', I: '1', '|': '1', Z: '2', S: '5', B: '8' };
/** "l38OO138000": at most four letters that look like digits. */
function scanned(text: string, add: (start: number, end: number, score: number) => void): void {
  for (const m of text.matchAll(/(?<![A-Za-z0-9|])[1lI|][3-9SB][0-9OoQDlI|ZSB]{9}(?![A-Za-z0-9|])/g)) {
    const letters = [...m[0]].filter((c) => c in MISREAD).length;
    if (letters === 0 || letters > 4) continue;
    if (/^1[3-9]\d{9}$/.test([...m[0]].map((c) => MISREAD[c] ?? c).join(''))) add(m.index, m.index + m[0].length, 0.7);
  }
}
