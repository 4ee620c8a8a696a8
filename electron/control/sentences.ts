// Exports: contextOf, subjectOf, isDone. What the text of a dialog or the heading of a page says that its button does. Pure; expects `fold`ed text.
// Questions are read as labels once their beginning is taken away ("Are you sure you want to …?", 确定要…吗？); statements need
// the future or what cannot be undone ("will be deleted"). A sentence about what is done or has failed says nothing.

import type { Class } from '../protocol/sop.ts';
import { hasHan, wordsOf, type Hit } from './lexicon.ts';

/** What has happened, or could not. */
const DONE_EN = /\b(?:has|have|had) (?:been|just|already|expired|ended)\b|\b(?:was|were|been) \p{L}+(?:ed|t)\b|\bsuccess(?:ful|fully)?\b|\b(?:failed|failure|couldn'?t|could not|unable|error|invalid|incorrect|wrong|insufficient|not enough|too short|too long|must (?:be|have|contain|not)|required|already (?:exists|installed|registered)|declined|denied|rejected|blocked|expired|timed out|no longer available|not installed|app installed)\b|^(?:\p{L}+ ){0,3}(?:sent|posted|deleted|saved|uploaded|exported|paid|installed|updated|copied|shared|published|removed|transferred)[.!]?$|^(?:item|post|photo|file|message|payment|order|transfer|comment|contact|account|app)s? (?:sent|posted|deleted|saved|uploaded|exported|paid|installed|updated|published|removed|complete|completed|placed|confirmed|received)\b|order complete|payment complete|thank(?:s| you) for|it'?s done|all done/u;
const DONE_ZH = /成功|失败|错误|不正确|有误|不能为空|不足|已(?:完成|发送|删除|支付|付款|安装|导出|上传|转账|提交|保存|取消|发布|到账|到达|下单|登录|清空|移除)|(?:发送|删除|支付|安装|导出|转账|上传|下载|提交|发布|取消)完成|未安装|网络异常|请稍后重试|无法(?:连接|打开|加载|识别)/u;
/** Whether a sentence tells what is over. */
export const isDone = (s: string): boolean => DONE_EN.test(s) || DONE_ZH.test(s);
/** "Please sign in again" tells what to do although the sentence before it tells of a failure. */
const ANYWAY = /sign in again|log in again|重新登录|cannot be undone|can'?t be undone|无法恢复|无法撤销|不可恢复|无法找回/u;

const ASK_EN = /^(?:(?:warning|attention|caution|note|please confirm|confirm|hint|tip)[:!.]?\s+)?(?:are you (?:really |absolutely )?sure (?:that )?(?:you (?:want|wish|would like) to|you'?d like to|about)?|do you (?:really )?(?:want|wish|agree) to|would you like to|want to|you(?:'re| are) (?:about|going) to|you will(?: now)?|this (?:action )?will|it will|we will|we'll|ready to|really|shall we|please (?:confirm that you want to |go on to )?|let (?:\p{L}+ )?|by (?:continuing|proceeding|confirming)[, ]+you(?:'ll| will)?|to continue[, ]+|proceed to|continue to|(?:the )?app (?:wants|would like) to|\p{L}[\p{L} ]{0,30}? (?:wants|would like|needs|is requesting|is trying) to)\s*/u;
const ASK_ZH = /^(?:温馨提示|提示|警告|注意|请注意)?[:：,，]?(?:您?(?:是否|确定|确认|确实|真的|即将|将要|正要|正在|准备|想要|需要|要)?(?:确定|确认)?(?:要|将|想|是否|需要)?(?:对|为|把|将|从)?)/u;
const END = /(?:吗|么|吧|呢)?[?？.。!！:：]*$/u;

const STATEMENTS: readonly (readonly [Class, RegExp])[] = [
  ['payment', /\b(?:you(?:'ll| will) be charged|will be charged|charge(?:s|d)? (?:to )?your (?:card|account)|purchase of|pay(?:ment)? of|one-time purchase|for (?:us\$|[$€£¥₹]) ?\d)|将(?:从.{0,12})?扣(?:款|除|费)|需(?:要)?(?:支付|付款)|扣款金额/u],
  ['transfer', /\b(?:will be (?:transferred|withdrawn|sent to .{1,30} (?:account|bank))|(?:money|funds) (?:will )?(?:leave|go)|you are sending|payee|recipient (?:name|account)|transfer (?:to|of|amount)|arrives? in (?:your|their) (?:bank|account))\b|向.{1,12}(?:转账|汇款|付款)|转账(?:给|金额|至|到)|提现.{0,12}到|到账|收款(?:人|方|账户)/u],
  ['send-message', /\b(?:will be (?:sent|forwarded|delivered)|message will|send (?:this|the|\d+|your) (?:message|e-?mail|mail|text|sms|reply|photo|file|invitation)s?)|将(?:会)?(?:发送|转发)(?:给|到|至)|(?:发送|转发)给/u],
  ['call', /\b(?:place (?:a )?call|call will|standard call rates|you are (?:about to )?call(?:ing)?|dial(?:ling|ing)? (?:the )?(?:number|\+?\d))|即将(?:拨打|呼叫)|(?:拨打|呼叫)(?:电话|客服|\+?\d)/u],
  ['publish', /\b(?:will be (?:published|posted|public)|visible (?:to|for) (?:everyone|anyone|all|the public)|everyone (?:can|will) (?:see|be able))|所有人可见|公开可见|将(?:会)?(?:公开|发布|发表)|发(?:布|表)后/u],
  ['delete', /\b(?:will (?:all )?be (?:permanently |completely )?(?:deleted|erased|removed|lost|cleared|wiped|discarded|uninstalled|reset)|you(?:'ll| will) lose|lose (?:all|your)|permanently (?:delete|remove|erase)|(?:is|are) lost|will (?:delete|erase|remove|wipe|uninstall))\b|(?:删除|清除|清空|移除|卸载|重置|抹掉)(?:后|将|此|该|这|所有|全部)|将(?:会)?(?:被)?(?:永久|彻底|从.{0,12})?(?:删除|清除|清空|移除|卸载|丢失|抹掉)|要(?:卸载|删除|移除|清空)/u],
  ['grant-permission', /\ballow .{1,80}? to\b|\b(?:needs?|requires?|wants?|would like|requests?|requesting|asks? for)\b.{0,50}\b(?:permissions?|access)\b|\b(?:wants?|would like|is asking|asks) to (?:access|use|send you|record|find|show notifications|know your location)|\baccess to your\b|\ballow access|permission to (?:use|access)|(?:需要|获取|申请|开启|请求|想|想要|将|使用|授予|打开|授权|访问).{0,16}(?:权限|授权)|授权.{0,8}(?:权限|访问)|(?:想|要|请求|允许).{0,14}(?:访问|使用|读取|获取)(?:您|你|本机|设备|相机|麦克风|位置|通讯录|照片|应用)|允许.{1,30}(?:访问|使用|读取|发送通知|获取|拍摄|录制|拨打|管理)/u],
  ['install', /\b(?:do you want to (?:install|update)|(?:is )?ready to install|will be installed|new version (?:is )?(?:available|ready|\d)|update (?:is )?available|a new (?:version|update))\b|要(?:安装|更新)此?|是否(?:安装|更新|升级)|新版本|将(?:会)?(?:被)?安装/u],
  ['credential', /\b(?:sign in (?:again|to)|log in (?:again|to)|enter (?:your|the) (?:password|pin|code|passcode)|verification code|one-time (?:code|password)|confirm your (?:identity|fingerprint|face|pin)|verify (?:that )?it'?s (?:you|me)|touch the fingerprint sensor|use your (?:fingerprint|face|screen lock))\b|重新登录|请(?:先)?登录|输入.{0,8}(?:密码|验证码)|验证身份|验证(?:您的)?指纹/u],
  ['share-location', /\bshare (?:your |my |live |real-?time |current |precise )*(?:location|position)\b|(?:see|know) (?:your (?:live )?location|where you are)|(?:共享|分享|发送).{0,8}(?:位置|定位|行程)|看到(?:您|你)的(?:实时)?位置/u],
  ['account-change', /\b(?:your (?:account|booking|subscription|appointment|membership|reservation) will be (?:closed|cancell?ed|deactivated|suspended)|you(?:'ll| will) be (?:signed|logged) out|(?:sign|log)s? you out|slot goes to)\b|(?:账号|账户)将(?:被)?(?:注销|冻结|停用)|(?:注销|解绑|退出登录)后|将(?:被)?取消(?:预约|订单)/u],
  ['settings-security', /\b(?:usb debugging|developer options|oem unlock|unknown (?:apps|sources)|vpn connection|set up a vpn|device admin|ca certificate|certificate authority|play protect|screen lock|third party can see|monitor network traffic|full control of (?:your|this) device|accessibility service)\b|usb ?调试|开发者选项|未知(?:来源|应用)|(?:连接|建立|设置|启用|开启).{0,6}vpn|vpn.{0,4}(?:连接|请求)|设备管理|锁屏密码|监控.{0,8}网络|安全检测|恶意应用|受到攻击/u],
  ['export-data', /\b(?:screen sharing|shar(?:e|ing) (?:your |the )?(?:entire )?screen|recording or casting|everything (?:on|displayed on) your screen|cast(?:ing)? (?:your )?screen|will be (?:uploaded|exported|backed up)|upload(?:ed)? to (?:the )?cloud)\b|(?:共享|录制|投射|分享).{0,10}屏幕|录制或投(?:射|屏)|屏幕上显示的|将(?:会)?(?:被)?(?:上传|导出|备份)/u],
  ['legal-consent', /\b(?:terms (?:of|and)|terms\b|privacy (?:policy|notice|statement)|user agreement|license agreement|licence agreement|eula|consent|cookie policy)\b|用户协议|服务协议|隐私(?:政策|协议|权政策)|服务条款|许可协议|同意.{0,8}(?:规则|条款|协议)|(?:以上|本)条款|免责声明|用户须知|协议与/u],
];

/** Nouns that a heading names its page with. */
const HEADINGS: readonly (readonly [Class, RegExp])[] = [
  ['payment', /^(?:\p{L}+ )?(?:payment|checkout|check ?out|purchase|order summary|your order|subscription|billing|top-?up)(?: details| summary| confirmation)?$|^(?:confirm|review)(?: your)? (?:order|payment|purchase)|^(?:支付|付款|收银台|确认订单|订单确认|订单结算|充值|缴费|确认支付|确认付款|支付订单|结算|订单支付)(?:中心|页)?$/u],
  ['transfer', /^(?:\p{L}+ )?(?:transfer|transfers|withdrawal|remittance|repayment)(?: details| summary| confirmation)?$|^(?:confirm|review)(?: your)? (?:transfer|withdrawal)|^send (?:money|cash)|^(?:转账|提现|汇款|还款|转账汇款|确认转账|银行转账|信用卡还款)$/u],
  ['publish', /^(?:new|create|edit|your) (?:a )?(?:post|story|reel|tweet|thread|video|listing)$|^(?:发布|发表|发动态|写笔记|发帖|新建帖子|发微博|发朋友圈)$/u],
  ['credential', /^(?:sign|log) ?in(?: to .*)?$|^(?:verification|verify .*|two-step verification|enter .*(?:code|password|pin))$|^(?:登录|身份验证|安全验证|手机验证|短信验证|支付验证|验证码登录|输入密码)$/u],
  ['grant-permission', /^(?:app )?(?:permissions?|\p{L}+ (?:access|permission))(?: required| needed| request)?$|^(?:权限(?:申请|说明|请求|提示)|需要.{1,8}权限|开启(?:权限|通知|定位)|打开通知|授权)$/u],
  ['legal-consent', /^(?:(?:updated |our |the )?(?:terms|terms of (?:service|use)|terms (?:and|&) conditions|privacy policy|licen[cs]e agreement|end user licen[cs]e agreement|consent|disclaimer|user agreement))$|^(?:用户协议.*|隐私(?:政策|协议).*|服务(?:条款|协议).*|免责声明|知情同意书?|条款更新|.*协议(?:与|和).*|.*政策更新|预约须知|购票须知|个人信息保护.*)$/u],
  ['install', /^(?:(?:app |software |system )?update(?: available| ready)?|new version.*|update .*\?)$|^(?:发现新版本.*|版本更新|有新版本.*|系统更新|更新提示)$/u],
  ['share-location', /^(?:location sharing|live location|share (?:live |your |my )?location)$|^(?:位置共享|共享(?:实时)?位置|分享位置)$/u],
  ['account-change', /^(?:(?:confirm |your |cancel )?(?:appointment|booking|reservation)|close account|deactivate account|change (?:password|pin|e-?mail|number))$|^(?:确认预约|预约确认|注销(?:账号|账户)|修改密码|绑定手机|更换手机号|换绑手机|取消(?:预约|订单))$/u],
  ['export-data', /^(?:screen (?:sharing|recording|cast)|export.*|back ?up)$|^(?:屏幕共享|录屏|投屏|数据导出|导出数据)$/u],
  ['settings-security', /^(?:vpn|connection request|usb debugging|device admin.*|install unknown apps)$|^(?:连接vpn|vpn连接.*|usb调试|允许安装未知应用)$/u],
  ['delete', /^(?:factory reset|reset|erase all data)(?: .*)?$|^(?:恢复出厂设置|清除数据|卸载.*)$/u],
];

/**
 * Classes a heading or a short line stands for: what it says as a label, else what it names.
 * @param page the heading of a page, of which one word is no more than a name ("Post", 通话)
 */
export function subjectOf(folded: string, page = false): Hit[] {
  const line = folded.trim();
  if (line === '' || (isDone(line) && !ANYWAY.test(line))) return [];
  const named = page && (hasHan(line) ? [...line].length < 4 : !line.includes(' ')) ? [] : phrase(line);
  if (named.length > 0) return named;
  return HEADINGS.flatMap(([c, p]): Hit[] => { const m = p.exec(line.replace(/[?？!！。.]+$/u, '')); return m ? [{ class: c, words: m[0] }] : []; });
}

/** A question without its beginning and end. */
function phrase(line: string): Hit[] {
  // "Allow X to record audio?" is about the permission, whatever is recorded.
  const permission = STATEMENTS.find(([c]) => c === 'grant-permission')![1].exec(line);
  if (permission) return [{ class: 'grant-permission', words: permission[0].trim() }, ...(/full control of (?:your|this) device|完全控制/u.test(line) ? [{ class: 'settings-security' as const, words: 'full control' }] : [])];
  const bare = (hasHan(line) ? line.replace(ASK_ZH, '') : line.replace(ASK_EN, '')).replace(END, '').replace(/[“”"「」『』]/gu, '').trim();
  return wordsOf(bare, 'phrase');
}

const SENTENCE = /(?<=[.!?。！？；;])\s*|\n+/u;

/** Classes the text around a generic button stands for: of the first sentence that says any, questions before statements. */
export function contextOf(folded: string): Hit[] {
  const sentences = folded.split(SENTENCE).map((s) => s.trim()).filter((s) => s !== '' && (!isDone(s) || ANYWAY.test(s)));
  for (const s of sentences) {
    if (!/[?？]$|吗$/u.test(s) && !ASK_EN.test(s) && !/^(?:您?(?:确定|确认|是否|即将|将要))/u.test(s)) continue;
    const hits = phrase(s);
    if (hits.length > 0) return hits;
  }
  const hits: Hit[] = [];
  for (const s of sentences) {
    for (const [c, pattern] of STATEMENTS) {
      const m = pattern.exec(s);
      if (m && !/\b(?:will not|won'?t|never|not be)\b|不会|不再/u.test(s) && !hits.some((h) => h.class === c)) hits.push({ class: c, words: m[0].trim() });
    }
    if (hits.length > 0) break;
  }
  if (hits.length === 0 && /can(?:no|')t be undone|无法(?:恢复|撤销|找回)|不可(?:恢复|撤销)/u.test(folded)) hits.push({ class: 'delete', words: 'cannot be undone' });
  return hits;
}
