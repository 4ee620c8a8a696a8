// Exports: nameZh, chineseName. Chinese names beside what says that a name comes: 收件人, 姓名, 患者 before, 先生, 女士 behind.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';
import { COMPOUND, FOLLOWS, GIVEN, NOT_NAMES, SURNAMES } from './name-words.ts';

const HAN = /[\u4e00-\u9fff]/;
const FIELD = /(?:真实姓名|学生姓名|客户姓名|患者姓名|开户姓名|姓\s?名|收件人|收货人|寄件人|发件人|寄货人|联系人|紧急联系人|患者|病人|乘客|乘车人|乘机人|旅客|入住人|开户人|开户名|户名|持卡人|收款人|收款方|付款人|付款方|汇款人|申请人|投保人|被保险人|受益人|就诊人|监护人|签收人|取件人|经办人|法定代表人|法人|负责人|预订人|预约人|领取人|车主|房东|租客|租户|房客|业主|买家|卖家|借款人|担保人|委托人|受托人|当事人|报案人|家长|班主任|主治医生|主治医师|医师|司机|骑手|快递员|客户|员工|学员|考生|学生|会员|用户|嘉宾|作者|发布者|审批人|经手人|接收人|机主|抄送|密送|抄送人|订票人|购票人|取票人|投诉人|举报人|使用人|参会人|与会人|家属|配偶|父亲|母亲|丈夫|妻子|儿子|女儿|讲师|主讲人|评审人|指派给|主治|护工|保姆|本人|称呼|收信人|Recipient|Name|Contact|Patient|Payee)(?:姓名|名称?)?\s{0,2}(?:\([^()]{1,8}\)\s?)?/g;
const SEPARATOR = /^(?:[:=|]\s*|是\s?|为\s?|\s+)/;
/** Money or goods go to somebody: what follows is who, unless it is another word. */
const GIVEN_TO = /(?:转账给|转给|汇款给|汇给|打款给|付给|付款给|寄给|交给|送给|借给|还给)\s?/g;
const WEAK = /(?:发给|拨打给|打给|发消息给|致电|联系|呼叫|通知|感谢|我叫|我是|名叫|叫做|叫|尊敬的|亲爱的|敬爱的|向|给|与|和|跟|同|找|约|请|为|由|对|@|致)\s?/g;
const TITLE = /(?:先生|女士|小姐|太太|夫人|老师|医生|大夫|教授|经理|主任|师傅|同学|同志|律师|护士|院长|校长|工程师|博士|警官|阿姨|叔叔)/g;
/** What may stand before a family name that has no given name: "给王先生", not "数学老师". */
const BEFORE_ALONE = /(?:^|[^\u4e00-\u9fff]|[给和与跟向找请为对由叫是的及了把被让约陪位问见即电系呼诉托谢知访])$/;

const allGiven = (s: string): boolean => s.split('').every((c) => GIVEN.has(c));

/** Names at `at`: how long, 0 = none. @param sure a field's label says that a name stands here */
export function chineseName(text: string, at: number, sure: boolean): number {
  const rest = text.slice(at, at + 6);
  const compound = COMPOUND.find((c) => rest.startsWith(c));
  const family = compound ?? (SURNAMES.includes(rest[0] ?? ' ') ? rest[0]! : '');
  if (family === '' || NOT_NAMES.has(rest.slice(0, 2)) || NOT_NAMES.has(rest.slice(0, 3))) return 0;
  const fits = (n: number): boolean => {
    const given = rest.slice(family.length, family.length + n);
    return [...given].length === n && [...given].every((c) => HAN.test(c)) && !/[的了吗呢吧是在我你他她它们这那哪很都也就不没请将被把和与及或等]/.test(given);
  };
  const after = (n: number): string => text.slice(at + family.length + n);
  const ends = (n: number): boolean => { const a = after(n); return a === '' || !HAN.test(a[0]!) || FOLLOWS.test(a); };
  const likely = (n: number): boolean => allGiven(rest.slice(family.length, family.length + n));
  const two = fits(2) && !NOT_NAMES.has(rest.slice(family.length, family.length + 2));
  // "张伟电话": two characters are taken for a given name only where no other word begins in them.
  if (two && ends(2) && (likely(2) || (sure && !FOLLOWS.test(after(1))) || (!HAN.test(after(2)[0] ?? ' ') && !FOLLOWS.test(after(1)) && sure))) return family.length + 2;
  if (fits(1) && ends(1) && (sure || likely(1))) return family.length + 1;
  if (two && sure && ends(2)) return family.length + 2;
  if (sure && two && likely(2)) return family.length + 2;
  if (sure && fits(1) && likely(1)) return family.length + 1;
  return 0;
}

export const nameZh: Recogniser = ({ text }) => {
  if (!HAN.test(text)) return [];
  const found: Found[] = [];
  const add = (start: number, length: number, score: number): void => { if (length > 0) found.push({ start, end: start + length, kind: 'name', score }); };
  for (const m of text.matchAll(FIELD)) {
    let at = m.index + m[0].length;
    // The class of these ends in white space of its own.
    const separator = SEPARATOR.exec(text.slice(at))?.[0] ?? '';
    const marked = separator !== '' || /\s$/.test(m[0]);
    at += separator.length;
    add(at, chineseName(text, at, true), marked ? 0.9 : 0.75);
    // "联系人：张伟、李娜"
    for (let end = at + chineseName(text, at, true), n = 0; marked && end > at && /^[、,，;；/]\s?/.test(text.slice(end)) && n < 8; n++) {
      at = end + /^[、,，;；/]\s?/.exec(text.slice(end))![0].length;
      const length = chineseName(text, at, true);
      add(at, length, 0.8);
      end = at + length;
    }
  }
  for (const m of text.matchAll(TITLE)) {
    const before = text.slice(Math.max(0, m.index - 4), m.index);
    for (const n of [4, 3, 2, 1]) {
      const part = before.slice(-n);
      if (part.length < n || ![...part].every((c) => HAN.test(c)) || NOT_NAMES.has(part) || NOT_NAMES.has(part.slice(0, 2))) continue;
      const family = COMPOUND.find((c) => part.startsWith(c)) ?? (SURNAMES.includes(part[0]!) ? part[0]! : '');
      if (family === '') continue;
      const given = part.slice(family.length);
      const ahead = text.slice(0, m.index - n);
      if (given === '') {
        // With its title: the family name alone says nothing.
        if (BEFORE_ALONE.test(ahead)) { found.push({ start: m.index - n, end: m.index + m[0].length, kind: 'name', score: 0.8 }); break; }
        continue;
      }
      if (given.length > 2 || (!allGiven(given) && !BEFORE_ALONE.test(ahead))) continue;
      add(m.index - n, n, 0.85);
      break;
    }
  }
  // "张三（138…）", "李雷 138…": whose number it is.
  for (const m of text.matchAll(/(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?=\s?[(,，、:]?\s?(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d))/g)) {
    if (chineseName(text, m.index, true) === m[0].length) add(m.index, m[0].length, 0.75);
  }
  for (const m of text.matchAll(GIVEN_TO)) add(m.index + m[0].length, chineseName(text, m.index + m[0].length, true), 0.7);
  for (const m of text.matchAll(WEAK)) {
    const at = m.index + m[0].length;
    const length = chineseName(text, at, false);
    if (length > 1 && allGiven(text.slice(at + 1, at + length))) add(at, length, 0.65);
  }
  return apart(found.sort((a, b) => b.score - a.score));
};
