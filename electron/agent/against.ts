// Exports: speaksAgainst, Against. Near misses by their verb: "Delete the draft" is not "Save draft", "Log out" not "Log in", "Download a model" not the model. What a step does to a thing,
// held against what a label says it does.

import type { Element } from '../protocol/screen.ts';

/** `other`: the label says another operation or the opposite; `silent`: the step asks for an operation of its own and the label says none of the kind. */
export type Against = 'other' | 'silent' | undefined;

const LEAD = '^\\s*(?:(?:then|now|next|please|and)\\s+|(?:然后|接着|请|再)\\s*)*(?:(?:tap|press|click|select|choose|hit)\\s+(?:on\\s+)?(?:the\\s+)?)?';

/** Operations that change something, with the words by which labels offer them; one kind knows several words. */
const KINDS: readonly (readonly [name: string, asks: string, offers: RegExp])[] = [
  ['delete', 'delete|remove|erase|clear|wipe|empty|discard|删除|删掉|移除|清除|清空|删', /delet|remov|eras|clear|wipe|empty|discard|trash|\bbin\b|dismiss|close|reset|minus|cancel|clean|forget|删|移除|清|关闭|取消|垃圾/iu],
  ['log out', 'log ?out|sign ?out|log off|退出登录|退出账号|登出|注销', /log ?-?out|sign ?-?out|log off|exit|leave|disconnect|退出|登出|注销/iu],
  ['schedule', 'schedule|定时', /schedul|timer|timing|plan|calendar|later|alarm|\btime\b|定时|预约|日程|时间|计划/iu],
  ['download', 'download|下载', /download|\bget\b|install|save|export|offline|fetch|import|arrow down|下载|缓存|安装|离线|保存/iu],
  ['upload', 'upload|上传', /upload|import|publish|post|attach|add|send|submit|share|上传|发布|添加|发送|投稿/iu],
  ['uninstall', 'uninstall|卸载', /uninstall|remov|delet|卸载|删除/iu],
  ['share', 'share|forward|分享|转发', /shar|forward|send|invit|export|post|spread|nearby|分享|转发|发送|邀请|共享/iu],
  ['send', 'send|发送', /send|sent|shar|submit|post|forward|deliver|transfer|pay|mail|messag|report|contact|feedback|chat|reply|发|送|转/iu],
  ['pay', 'pay|付款|支付', /\bpay|buy|purchas|check ?out|order|charge|card|wallet|transfer|bill|买|付|支付|结算|转账|钱包/iu],
  ['rate', 'rate|评分|打分', /\brat(?:e|ing)|review|star|feedback|scor|like|vote|评|打分|点赞/iu],
  ['report', 'report(?! on)|举报', /report|flag|abuse|complain|problem|feedback|举报|投诉|反馈/iu],
  ['block', 'block|拉黑|屏蔽', /block|ban|restrict|hide|ignore|拉黑|屏蔽|黑名单/iu],
  ['print', 'print|打印', /print|打印/iu],
  ['translate', 'translate|翻译', /translat|language|翻译|语言/iu],
  ['track', 'track', /track|follow|status|where|progress|activity|find|locat|map|trace/iu],
  ['mute', 'mute|静音', /mute|silen|sound|volume|speaker|notif|静音|声音|音量|免打扰/iu],
];

/** Operations that exclude each other: whoever asks for one does not mean a label that begins with one of the others. */
const EXCLUDES: readonly (readonly [asks: RegExp, offers: RegExp])[] = ([
  ['delete|remove|erase|discard|删除|删掉|移除|清除|清空', 'save|add|create|new|share|send|edit|download|upload|play|post|keep|restore|保存|添加|新建|新增|分享|发送|编辑|下载|恢复'],
  ['add|create|添加|新建|新增', 'delete|remove|erase|clear|discard|删除|移除|清空|清除'],
  ['save|保存', 'delete|remove|discard|don.?t save|删除|不保存'],
  ['log ?out|sign ?out|退出登录|登出', 'log ?in|sign ?in|register|登录|点击登录|立即登录|注册'], ['log ?in|sign ?in|登录', 'log ?out|sign ?out|退出|登出|注销'],
  ['download|下载', 'upload|上传'], ['upload|上传', 'download|下载'], ['buy|买入?|购买', 'sell|卖'], ['sell|卖出?', 'buy|买'],
  ['install|安装', 'uninstall|卸载'], ['send|发送', 'return|back|cancel|receive|返回|取消'], ['receive|接收', 'send|发送'],
  ['accept|agree|接受|同意', 'decline|reject|deny|refuse|disagree|拒绝|不同意'], ['decline|reject|refuse|拒绝', 'accept|agree|allow|接受|同意|允许'], ['allow|允许', 'deny|don.?t allow|block|拒绝|不允许|禁止'], ['deny|拒绝|禁止', 'allow|允许'],
  ['show|显示', 'hide|隐藏'], ['hide|隐藏', 'show|显示'], ['open|unfold|expand|展开', 'collapse|fold|收起'], ['collapse|收起|折叠', 'expand|show more|展开'],
  ['zoom in|放大(?!镜)', 'zoom out|缩小'], ['zoom out|缩小', 'zoom in|放大'], ['next|下一', 'prev|上一'], ['previous|上一', 'next|下一'],
  ['increase|raise|增加', 'decrease|lower|reduce|减少'], ['decrease|lower|reduce|减少', 'increase|raise|增加'], ['start|开始', 'stop|end|停止|结束'], ['stop|停止|结束', 'start|开始'],
] as const).map(([asks, offers]) => [new RegExp(`${LEAD}(?:${asks})(?![a-z])`, 'iu'), new RegExp(`^\\W*(?:${offers})(?![a-z])`, 'iu')] as const);

/** Verbs whose opposite is made with "un". */
const UN = /^\s*(?:(?:then|now|next|please|and)\s+)*(un)?(mute|block|follow|pin|archive|lock|subscribe|star|like|hide|freeze|link|select|mark|register|install)\b/iu;
const ZH_UN = /^\s*(?:请)?(?:取消|解除)(静音|屏蔽|关注|置顶|锁定|订阅|收藏|拉黑|点赞)/u;

/** The name made of an id counts as well: a cross called `btn_clear` clears. */
const saysOf = (e: Element): string => [e.label, ...(e.texts ?? []), (e.resourceId.split('/').at(-1) ?? '').replace(/[_-]/g, ' ')].join(' ');

/** Operations that no switch of another name does. */
const NO_SWITCH = new Set(['delete', 'log out', 'schedule']);

/** @returns what speaks against an element for a step that taps it; what is switched on and off has both names */
export function speaksAgainst(step: string, e: Element): Against {
  const title = (e.texts?.[0] ?? e.label).trim();
  const kind = KINDS.find(([name, asks]) => (e.checked === undefined || NO_SWITCH.has(name)) && new RegExp(`${LEAD}(?:${asks})(?![a-z])`, 'iu').test(step));
  const silent = kind && !kind[2].test(saysOf(e)) ? 'silent' : undefined;
  if (e.checked !== undefined || e.role === 'input') return silent;
  if (EXCLUDES.some(([asks, offers]) => asks.test(step) && offers.test(title) && !asks.test(title))) return 'other';
  const un = UN.exec(step);
  if (un && new RegExp(`^\\W*${un[1] ? '' : 'un'}${un[2]!}\\b`, 'iu').test(title)) return 'other';
  const zh = ZH_UN.exec(step);
  if (zh && title.startsWith(zh[1]!)) return 'other';
  return silent;
}
