// Exports: byLook, looksLike. "The icon with the lines that get shorter", "the gear", "the button with the plus": what an icon looks like, and what icons that look so are called.

import { pieces } from '../model/pilot/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { actorsOf, only, width } from './told.ts';

/** Words for a picture, and names that Android's icons of that picture carry (Material Symbols and the platform's own descriptions). */
const LOOKS: readonly (readonly [look: RegExp, name: RegExp])[] = [
  [/\blines?\b.*\b(?:shorter|longer|different lengths?|decreasing)\b|\bfunnel\b|漏斗|越来越短的(?:横)?线/iu, /\b(?:sort|filter)|排序|筛选/iu],
  [/\b(?:gear|cog|cogwheel)\b|齿轮/iu, /\bsettings?\b|\bpreferences\b|设置/iu],
  [/\bmagnif\w*|\bloupe\b|\bmagnifier\b|放大镜/iu, /\b(?:search|find)\b|搜索|查找/iu],
  [/\b(?:three|3) (?:vertical |horizontal |little )?dots\b|三个点/iu, /\bmore\b|\boverflow\b|\boptions\b|更多/iu],
  [/\b(?:three|3) (?:horizontal |parallel )?(?:lines|bars)\b|\bhamburger\b|三条(?:横)?线/iu, /\bdrawer\b|\bmenu\b|\bnavigation\b|菜单|导航/iu],
  [/\b(?:bin|trash ?can|trash|dustbin|waste ?basket)\b|垃圾桶|垃圾箱/iu, /\b(?:delete|remove|trash|bin)\b|删除/iu],
  [/\b(?:pencil|pen)\b|铅笔|钢笔/iu, /\b(?:edit|compose|write|rename)\b|编辑|写/iu],
  [/\bheart\b|(?:爱心|心形)/iu, /\b(?:favou?rites?|like|love|wish ?list)\b|收藏|喜欢|赞/iu],
  [/\bstar\b|星星|星形/iu, /\b(?:favou?rites?|star|starred|bookmark)\b|收藏|星标/iu],
  [/\bbell\b|铃铛/iu, /\b(?:notifications?|alerts?|reminders?)\b|通知|提醒/iu],
  [/\bpaper ?plane\b|纸飞机/iu, /\bsend\b|发送/iu],
  [/\bpaper ?clip\b|回形针/iu, /\battach\w*|附件/iu],
  [/\b(?:shopping )?(?:trolley|cart|basket)\b|购物车/iu, /\b(?:cart|basket|bag)\b|购物车/iu],
  [/\bmicrophone\b|\bmic\b|麦克风|话筒/iu, /\b(?:voice|microphone|mic|speak|dictate|record)\b|语音|麦克风|录音/iu],
  [/\b(?:push ?)?pin\b|图钉/iu, /\bpin\b|置顶/iu],
  [/\bhouse\b|小房子|房子/iu, /\bhome\b|首页|主页/iu],
  [/\b(?:cross|x)\b(?!-)|叉号|叉叉/iu, /\b(?:close|dismiss|clear|cancel)\b|关闭|清除/iu],
  [/\bQR\b(?:[- ]code)?|二维码|扫码/iu, /\bqr\b|\bscan\w*|扫|二维码/iu],
  [/\b(?:moon|sun)\b|月亮|太阳/iu, /\b(?:dark|night|theme|day|light)\b|深色|夜间|主题/iu],
  [/\b(?:avatar|profile (?:picture|photo)|silhouette)\b|头像/iu, /\b(?:avatar|profile|account|me)\b|头像|个人/iu],
  [/\b(?:envelope)\b|信封/iu, /\b(?:mail|e-?mail|inbox|message)\b|邮|信/iu],
  [/\b(?:thumbs?[- ]?up)\b|大拇指/iu, /\blike\b|赞/iu],
  [/\b(?:circular|circling|round) arrows?\b|旋转的?箭头/iu, /\b(?:refresh|reload|sync|rotate|update)\b|刷新|同步/iu],
  [/\beye\b|眼睛/iu, /\b(?:show|hide|reveal|visib\w*|view|preview)\b|显示|隐藏|可见/iu],
  [/\b(?:padlock)\b|小锁/iu, /\b(?:lock|secure|private|unlock)\b|锁/iu],
  [/\b(?:tick|check ?mark)\b|对勾|勾号/iu, /\b(?:done|save|confirm|ok|apply|accept)\b|完成|保存|确定/iu],
];
const PLUS_LOOK = /\bplus\b(?! \w)|\bplus (?:sign|icon|button)\b|加号/iu;
const PLUS_NAME = /^\+$|\b(?:add|new|create|compose|plus)\b|新建|添加|新增|加号/iu;
const ROUND = /\b(?:round|circular|floating)\b(?: action)?(?: \w+)? (?:button|icon|plus)\b|\bFAB\b|悬浮(?:操作)?按钮|圆形按钮|圆按钮/iu;
const ICON = /\b(?:icon|symbol|button|sign)\b|^\s*(?:tap|press|click|touch|hit|点击?|按)\b|图标|按钮|符号/iu;
/** Nothing but the picture: "The cross that closes it", "放大镜". */
const ALONE = /^\s*(?:the|that)\s+(?:\p{L}+\s+)?(?:gear|cog(?:wheel)?|magnif\w*|loupe|(?:three|3) \p{L}*\s?(?:dots|lines|bars)|hamburger|bin|trash ?can|pencil|heart|star|bell|paper ?plane|paper ?clip|trolley|cart|mic(?:rophone)?|pin|house|cross|x|tick|check ?mark|plus|moon|sun|avatar|envelope|eye|padlock|qr code)(?=\s*[.!]?\s*$|\s+(?:that|which|at|in|on|for)\b)|^\s*(?:放大镜|齿轮|三个点|三条横?线|垃圾桶|铅笔|爱心|星星|铃铛|纸飞机|回形针|购物车|麦克风|话筒|图钉|小房子|叉号|对勾|加号|月亮|太阳|头像|信封|眼睛|二维码)\s*[。！]?\s*$/iu;
/** Places are another reader's. */
const PLACED = /\b(?:next to|beside|below|above|left of|right of|(?:top|bottom|upper|lower)[ -](?:left|right))\b|角|旁|[左右上下][边面侧方]的/iu;

/** A picture shows no text of its own. */
const isIcon = (s: Snapshot, e: Element): boolean => e.role === 'button' && width(e) < s.size[0] * 0.4 && e.labelFrom !== 'text' && e.labelFrom !== 'inside' && e.labelFrom !== 'near';
/** A name made of a resource-id says more than the picture: of it the words count as well. */
const nameOf = (e: Element): string => `${e.label} ${(e.resourceId.split('/').at(-1) ?? '').replace(/[_-]/g, ' ')}`;

/** Whether the words say a look and no name. */
export const looksLike = (step: string): boolean => !/["“”「『]/u.test(step) && !PLACED.test(step) && (ICON.test(step) || ALONE.test(step)) && pieces(step).length <= 12 && (ROUND.test(step) || PLUS_LOOK.test(step) || LOOKS.some(([look]) => look.test(step)));

/** @returns the one icon that looks so; `undefined` when the words say no look, or several icons have it */
export function byLook(s: Snapshot, step: string): Element | undefined {
  if (!looksLike(step)) return undefined;
  const icons = actorsOf(s).filter((e) => isIcon(s, e));
  if (ROUND.test(step)) return floating(s, icons);
  if (PLUS_LOOK.test(step)) return only(icons.filter((e) => PLUS_NAME.test(e.label))) ?? floating(s, icons);
  for (const [look, name] of LOOKS) if (look.test(step)) return only(icons.filter((e) => name.test(e.label))) ?? only(icons.filter((e) => name.test(nameOf(e))));
  return undefined;
}

/** The floating action button: named so by its id or class, or the one square that floats in the middle or at the end of the lower half without a name of another kind and with nothing alike beside it. */
function floating(s: Snapshot, icons: readonly Element[]): Element | undefined {
  const named = icons.filter((e) => /(?:^|[/_])fab(?:$|_)|floating_?action/i.test(e.resourceId) || e.className.endsWith('FloatingActionButton'));
  if (named.length > 0) return only(named);
  const [w, h] = s.size;
  return only(icons.filter((e) => {
    const [l, t, r, b] = e.bounds;
    const square = Math.abs(r - l - (b - t)) <= (r - l) * 0.1 && r - l >= w * 0.1 && r - l <= w * 0.25;
    const alike = icons.some((o) => o !== e && Math.abs(o.bounds[1] - t) < 8 && Math.abs(width(o) - width(e)) < 8);
    return square && t > h * 0.5 && l + r > w * 0.9 && !alike && (e.label === '' || e.labelFrom === 'id' || PLUS_NAME.test(e.label));
  }));
}
