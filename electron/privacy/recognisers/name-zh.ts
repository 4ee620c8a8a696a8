// Exports: nameZh, chineseName. Chinese names beside what says that a name comes: 收件人, 姓名, 患者 before, 先生, 女士 behind.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';
import { COMPOUND, FOLLOWS, GIVEN, NOT_NAMES, RARE_SURNAMES, SURNAMES } from './name-words.ts';

const HAN = /[\u4e00-\u9fff]/;
const FIELD = /(?:真实姓名|学生姓名|客户姓名|患者姓名|开户姓名|姓\s{0,4}名|收\s{0,2}件\s{0,2}人|联\s{0,2}系\s{0,2}人|参会人员|与会人员|出席人员|参与人员|值班人员|经办|来电显示|收件人|收货人|寄件人|发件人|寄货人|联系人|紧急联系人|患者|病人|乘客|乘车人|乘机人|旅客|入住人|开户人|开户名|户名|持卡人|收款人|收款方|付款人|付款方|汇款人|申请人|投保人|被保险人|受益人|就诊人|监护人|签收人|取件人|经办人|法定代表人|法人|负责人|预订人|预约人|领取人|车主|房东|租客|租户|房客|业主|买家|卖家|借款人|担保人|委托人|受托人|当事人|报案人|家长|班主任|主治医生|主治医师|医师|司机|骑手|快递员|客户|员工|学员|考生|学生|会员|用户|嘉宾|作者|发布者|审批人|经手人|接收人|机主|抄送|密送|抄送人|订票人|购票人|取票人|投诉人|举报人|使用人|参会人|与会人|家属|配偶|父亲|母亲|丈夫|妻子|儿子|女儿|讲师|主讲人|评审人|指派给|主治|护工|保姆|本人|称呼|收信人|户主|顾客|入住者|酒店入住|报名人|报名者|购买方名称|购买方|销售方名称|购方名称|买方|卖方|甲方|乙方|承租人|出租人|受让人|转让人|继承人|代理人|受理人|办理人|处理人|责任人|填表人|审核人|复核人|批准人|记录人|学生姓名|家长姓名|紧急联络人|联络人|收货方|发货人|发货方|托运人|驾驶人|驾驶员|访客姓名|来电人|机主姓名|开票人|收银员|收款员|候选人|参赛选手|获奖者|中奖人|获奖人|应聘者|推荐人|介绍人|邀请人|被邀请人|主持人|Recipient|Name|Contact|Patient|Payee)(?:姓名|名称?)?\s{0,2}(?:\([^()]{1,8}\)\s?)?/g;
/** Who somebody is. These begin other words, too ("编辑文本"): without a colon the name has to be a likely one. */
const ROLE = /(?:客户经理|联系客服|快递小哥|值班人员|被执行人|理财经理|客户代表|实名认证|维修员|安装工|送货员|配送员|外卖员|董事长|总经理|辅导员|面试官|面试者|求职者|演讲人|发言人|组织者|管理员|值班人|参赛者|投资人|债权人|债务人|跟进人|对接人|接口人|经纪人|发起人|提交人|创建人|修改人|上报人|制表人|拍摄者|摄影师|拾得人|来访人|被访人|呼叫人|致电人|签发人|经理人|服务员|操作员|已认证|店长|店主|老板|村民|居民|市民|群众|客人|住客|入住|客服|保安|保洁|师傅|技师|管家|物业|队长|组长|村长|书记|主任|经理|总监|助理|秘书|会计|出纳|律师|法官|原告|被告|证人|医生|护士|教师|老师|教练|导游|领队|导师|主讲|嘉宾|值班|选手|编辑|记者|译者|朋友|同事|同学|邻居|哥哥|弟弟|姐姐|妹妹|爸爸|妈妈|爷爷|奶奶|舅舅|叔叔|阿姨|表哥|表姐|老公|老婆|孩子|宝宝|失主|访客|来电|署名|落款|签名|签字|柜员|实名)(?:姓名|名称?)?\s{0,2}(?:\([^()]{1,8}\)\s?)?(?:[:=|]\s*|是\s?|为\s?)?/g;
const SEPARATOR = /^(?:[:=|]\s*|是\s?|为\s?|\s+)/;
/** A person's number, papers or home stand right behind: "张博平，身份证号…", "李雷 男 45岁". */
const BEHIND = /^\s?[,，、;；|(（:·/]?\s?(?:[\u4e00-\u9fff]{2,7}(?:省|市|自治区)[\u4e00-\u9fff]|身份证|证件|护照|手机|电话|联系电话|联系方式|邮箱|微信|男|女|性别|住|地址|出生|生日|工号|学号|\d{3}[ -]?\d{4}[ -]?\d{4}(?!\d)|1[3-9]\d[*•]{4}|\d{17}[\dXx]|[A-Za-z0-9._+-]{2,30}@)/;
/** A name that stands for itself at the beginning of a line or of a part of one. */
const ALONE = /(?<=^|[\n,，。;；:：|\s（(【\]】「])[\u4e00-\u9fff]{2,4}/gu;
/** What somebody does: "傅雨的转账", "王小明发来", "李娜 向你". */
const DOES = /^\s?(?:的(?:转账|红包|消息|来电|快递|包裹|订单|邀请|好友申请|名片|账户|账号|手机|电话|地址|预约|申请|请假|简历|病历|报告|作业|语音|视频通话)|(?:给|向|对|跟)(?:您|你)(?:发|转|打|说|支付|留言|推荐|申请)|(?:发来|转来|寄来|打来|邀请你|邀请您|请求添加|想添加|撤回了|拍了拍|@了?你|回复了?你|通过了你|接受了你|加入了群|发起了|已(?:付款|支付|签收|下单|发货|确认|到达|阅读|读|加入|退出|接单|取消|同意|拒绝|通过|提交|收款|收到|完成|预约|上车|下车|离开|签字|审批)|退出了群|评论了|赞了|分享了)|收(?:$|[\s,，。;；])|敬上|亲启|签收)/;
/** Money or goods go to somebody: what follows is who, unless it is another word. */
const GIVEN_TO = /(?:转账给|转给|汇款给|汇给|打款给|付给|付款给|寄给|交给|送给|借给|还给)\s?/g;
const WEAK = /(?:转告|告诉|告知|提醒|咨询|拜托|麻烦|委托|陪|替|帮|接|这是|那是|还有|以及|发给|拨打给|打给|发消息给|致电|联系|呼叫|通知|感谢|我叫|我是|名叫|叫做|叫|尊敬的|亲爱的|敬爱的|向|给|与|和|跟|同|找|约|请|为|由|对|@|致)\s?/g;
const TITLE = /(?:先生|女士|小姐|太太|夫人|老师|医生|医师|大夫|教授|经理|主任|师傅|司机|同学|同志|律师|护士长?|院长|校长|院士|工程师|工|博士|警官|法官|教练|导师|导游|秘书|助理|总监|总(?:[^是会要共的计数额体裁统部价务经监结局理有能量长线站额]|$)|董事长|董事|局长|处长|科长|部长|厅长|书记|队长|组长|班长|店长|站长|所长|馆长|行长|镇长|村长|老板|阿姨|叔叔|大叔|大爷|大妈|大姐|大哥|奶奶|爷爷|师兄|师姐|学长|学姐|学弟|学妹|妈妈|爸爸|姐(?!妹|夫)|哥(?!们|哥)|叔(?!叔)|婶)/g;
/** Titles that are parts of other words, too: after a family name alone they need an end on both sides. */
const SHORT_TITLE = /^(?:总|姐|哥|叔|婶|工|司机)/;
/** What may stand before a family name that has no given name: "给王先生", not "数学老师". */
const BEFORE_ALONE = /(?:^|[^\u4e00-\u9fff]|(?:客服|司机|店长|房东|业主|患者|顾客|客户|车主|家长|护士|医生|联系人|邻居|同事|师傅|住户|租客|客人|乘客|骑手|律师|亲爱|尊敬|敬爱|您好|你好|联系|通知|感谢|收到|接到|拜访|预约|邀请|请教|咨询|转交|转告|陪同|由于|因为|以及|还有)|[给和与跟向找请为对由叫是的及了把被让约陪位问见即电系呼诉托谢知访])$/;

/** The pattern of 总 looks one character ahead. */
const shortLength = (title: string): number => (title.startsWith('总') && !title.startsWith('总监') ? 1 : title.length);
const allGiven = (s: string): boolean => s.split('').every((c) => GIVEN.has(c));

/** Words of two characters that may follow a given name of one: "林瑾正在派送". */
const STOPS = /^(?:正在|已经|可以|需要|应该|电话|手机|地址|先生|女士|小姐|老师|医生|同学|师傅|经理|发来|转账|申请|预约|签收|支付|提交|邀请|分享|身份|性别|邮箱|微信|刚刚|即将|下单|收到|请求|想要|出生)/;

const TITLED = /^(?:先生|女士|小姐|太太|老师|医生|经理|师傅|主任)/;

/** Names at `at`: how long, 0 = none. @param sure a field's label says that a name stands here @param rare with a colon: any family name counts */
export function chineseName(text: string, at: number, sure: boolean, rare = false): number {
  const rest = text.slice(at, at + 6);
  const compound = COMPOUND.find((c) => rest.startsWith(c));
  const family = compound ?? (SURNAMES.includes(rest[0] ?? ' ') || (rare && RARE_SURNAMES.includes(rest[0] ?? ' ')) ? rest[0]! : '');
  // "客服赵女士": with its title the family name is a name.
  if (family !== '' && sure) { const titled = TITLED.exec(rest.slice(family.length)); if (titled) return family.length + titled[0].length; }
  // "收货人：小李"
  if (rare && /^[小老阿]/.test(rest) && SURNAMES.includes(rest[1] ?? ' ') && !HAN.test(rest[2] ?? ' ')) return 2;
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
  if (two && fits(1) && STOPS.test(after(1))) return sure || likely(1) ? family.length + 1 : 0;
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
    const rare = /[:=|]/.test(separator);
    add(at, chineseName(text, at, true, rare), marked ? 0.9 : 0.75);
    // "联系人：张伟、李娜"
    for (let end = at + chineseName(text, at, true, rare), n = 0; marked && end > at && /^[、,，;；/]\s?/.test(text.slice(end)) && n < 8; n++) {
      at = end + /^[、,，;；/]\s?/.exec(text.slice(end))![0].length;
      const length = chineseName(text, at, true);
      add(at, length, 0.8);
      end = at + length;
    }
  }
  for (const m of text.matchAll(ROLE)) {
    const at = m.index + m[0].length;
    const sure = /[:=|]\s*$/.test(m[0]);
    const length = chineseName(text, at, true, sure);
    if (length > 1 && (sure || TITLED.test(text.slice(at + 1, at + length)) || allGiven(text.slice(at + (COMPOUND.includes(text.slice(at, at + 2)) ? 2 : 1), at + length)))) add(at, length, sure ? 0.88 : 0.7);
  }
  // Whatever ends in 人, 者 or 员 is a person: "下单人：", "体检人段红明".
  for (const m of text.matchAll(/[\u4e00-\u9fff](?:人|者|员|姓名|名字|大名)(\s?[:=]\s{0,2}|\s?)(?=[\u4e00-\u9fff])/g)) {
    const at = m.index + m[0].length;
    const colon = /[:=]/.test(m[1]!);
    const length = chineseName(text, at, true, colon);
    if (length > 1 && (colon || (allGiven(text.slice(at + 1, at + length)) && !HAN.test(text[at + length] ?? ' ') && at + length - m.index > 3))) add(at, length, colon ? 0.85 : 0.65);
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
        if (part + ahead.slice(-1) === '谢谢') break;
        // With its title: the family name alone says nothing.
        // "汇总", "总工": short titles are the ends of other words.
        if (SHORT_TITLE.test(m[0]) && (/[\u4e00-\u9fff]$/.test(ahead) || !/^(?:$|[^\u4e00-\u9fff]|您|你|好|说|请|在|的|让|已|来|到|打|发|明天|今天)/.test(text.slice(m.index + shortLength(m[0]))))) continue;
        if (BEFORE_ALONE.test(ahead)) { found.push({ start: m.index - n, end: m.index + shortLength(m[0]), kind: 'name', score: 0.8 }); break; }
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
  // Behind any label, alone in its field: three characters that all are those of names.
  for (const m of text.matchAll(/(?<!(?:品牌|商品|商家|商户|店铺|地点|城市|景点|歌曲|歌手|书名|作品|游戏|公司|地区|产品|站点|车站|名称|项目|内容|主题|标题|类型|口味|颜色|药品|方式|应用|软件)\s?):\s?(?=[\u4e00-\u9fff]{3}(?:$|[\s,，、;；。(（|]))/g)) {
    const at = m.index + m[0].length;
    if (chineseName(text, at, true) === 3 && !COMPOUND.includes(text.slice(at, at + 2)) && allGiven(text.slice(at + 1, at + 3))) add(at, 3, 0.6);
  }
  for (const m of text.matchAll(ALONE)) {
    const length = chineseName(text, m.index, true);
    if (length < 2) continue;
    const rest = text.slice(m.index + length, m.index + length + 40);
    const given = text.slice(m.index + (COMPOUND.some((c) => m[0].startsWith(c)) ? 2 : 1), m.index + length);
    // "郭清轩：好的，明天见": of three characters, for labels have two or four.
    if (/^\s?:\s?[\u4e00-\u9fff]/.test(rest) && length === 3 && allGiven(given) && (m.index === 0 || text[m.index - 1] === '\n')) { add(m.index, length, 0.65); continue; }
    if (BEHIND.test(rest) ? allGiven(given) || /^[\s,，、;；|(（:·/]/.test(rest) : DOES.test(rest) && allGiven(given)) add(m.index, length, 0.7);
  }
  // "你已收到傅雨的转账"
  for (const m of text.matchAll(/(?:收到|来自|接到|查看|接受|拒绝|通过|删除|添加|备注)\s?/g)) {
    const at = m.index + m[0].length;
    const length = chineseName(text, at, true);
    if (length > 1 && DOES.test(text.slice(at + length, at + length + 8)) && allGiven(text.slice(at + 1, at + length))) add(at, length, 0.7);
  }
  for (const m of text.matchAll(GIVEN_TO)) add(m.index + m[0].length, chineseName(text, m.index + m[0].length, true), 0.7);
  for (const m of text.matchAll(WEAK)) {
    const at = m.index + m[0].length;
    const length = chineseName(text, at, false);
    if (length > 1 && allGiven(text.slice(at + 1, at + length))) add(at, length, 0.65);
  }
  // "抄送给董涵萍、唐博": who stands behind one name in a list.
  for (let i = 0; i < found.length && i < 200; i++) {
    const { end } = found[i]!;
    const next = /^\s?[、和与及]\s?(?=[\u4e00-\u9fff])/.exec(text.slice(end, end + 4));
    const at = end + (next?.[0].length ?? 0);
    const length = next && !found.some((f) => f.start === at) ? chineseName(text, at, true) : 0;
    if (length > 1 && allGiven(text.slice(at + 1, at + length))) add(at, length, 0.65);
  }
  return apart(found.sort((a, b) => b.score - a.score));
};
