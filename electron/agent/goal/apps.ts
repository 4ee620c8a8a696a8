// Exports: appsFor. Which app a part of a goal belongs to: the one it names, the one that holds such things, the one that memory knows the way in.

import { pieces } from '../../model/pilot/words.ts';
import type { Lead } from './context.ts';
import type { Goal, Part } from './frame.ts';
import { overlap, tellingWords } from './sight.ts';

/** What kinds of things apps of a kind hold, by words of their names: which no label says. English and Chinese. */
const HOLDS: readonly (readonly [app: RegExp, things: RegExp])[] = [
  [/clock|alarm|时钟|闹钟/iu, /\b(?:alarms?|timers?|stopwatch|world clock|snooze|bedtime)\b|闹钟|计时器|秒表|世界时钟/iu],
  [/contact|people|address book|通讯录|联系人/iu, /\b(?:contacts?|phone number|number|(?:first|last|family) names?|surname|people|person|address book|e-?mail (?:address )?of|company|works? (?:for|at)|call|favou?rites?|birthday|merge)\b|联系人|邮箱|收藏|打电话|电话|号码/iu],
  [/message|messag|sms|短信|信息/iu, /\b(?:messages?|sms|texts?|texted|chats?|conversations?|reply|unread|senders?|sent|send|write|wrote|written|archive)\b|短信|信息|对话|会话|发|回复/iu],
  [/note|keep|memo|笔记|备忘/iu, /\b(?:notes?|checklists?|lists?|to-?dos?|memo)\b|笔记|便签|清单|备忘/iu],
  [/calendar|schedule|日历/iu, /\b(?:events?|meetings?|appointments?|calendar|agenda|schedule[ds]?|reminders?|birthday)\b|日程|会议|活动|日历|约会/iu],
  [/file|documents|文件/iu, /\b(?:files?|folders?|downloads?|documents?|storage|\w+\.(?:pdf|docx?|xlsx?|txt|zip|csv|apk))\b|文件|文件夹|下载/iu],
  [/music|player|音乐/iu, /\b(?:songs?|playlists?|albums?|artists?|music|tracks?|play(?:ing)?|shuffle|queue)\b|歌|专辑|播放|音乐/iu],
  [/gallery|photo|相册|图库/iu, /\b(?:photos?|pictures?|images?|albums?|screenshots?|videos?)\b|照片|图片|相册|截图/iu],
  [/browser|chrome|firefox|浏览器/iu, /\b(?:web|website|web ?page|bookmarks?|tabs?|incognito|browsing|url|site|browser)\b|网页|网站|书签|标签页|浏览/iu],
  [/calculat|计算器/iu, /\b(?:calculat\w*|compute|sum of|times|divided|multipl\w*|plus|minus|percent)\b|计算|乘|除以|加上/iu],
  [/shop|store|mall|商城|购物/iu, /\b(?:carts?|orders?|buy|purchase|checkout|products?|price|costs?|shop|in stock|delivery|wishlist|favourites?)\b|购物车|订单|购买|价格|商品/iu],
  [/bank|pay|wallet|银行|支付/iu, /\b(?:payees?|transfers?|balances?|accounts?|transactions?|bank|money|paid|card)\b|转账|余额|收款人|账户|交易/iu],
  [/camera|相机/iu, /\b(?:take (?:a |one )?(?:photo|picture|video|selfie)|camera)\b|拍照|录像/iu],
  [/settings|设置/iu, /\b(?:wi-?fi|bluetooth|airplane|display|brightness|theme|volume|battery|screen|ringtone|wallpaper|font size|device name|(?:this|the) (?:phone|device)(?! number)|networks?|permissions?|fingerprint|language|hotspot|vpn|imei|do not disturb|data saver|notifications?|format|pair|light|dark|apps?|pair(?:ed)?|unpair|airplane|automatically|vibration)\b|蓝牙|飞行|显示|亮度|主题|音量|电池|屏幕|铃声|壁纸|字体|网络|权限|语言|热点|手机|勿扰/iu],
];

export interface Choice { app: string; n: number }

/**
 * Best first.
 * @param remembered what memory knows of ways into apps, for this part
 */
export function appsFor(goal: Goal, part: Part, apps: readonly string[], remembered: readonly Lead[]): Choice[] {
  const found = ranked(goal, part, apps, remembered, part.op === 'change' && part.names.length > 0);
  return found.length > 0 ? found : ranked(goal, part, apps, remembered, false);
}

/** @param fields whether what the goal calls its fields says nothing: "the notes of Kenji" are no notes */
function ranked(goal: Goal, part: Part, apps: readonly string[], remembered: readonly Lead[], fields: boolean): Choice[] {
  // What is quoted is content, not place.
  const unquoted = (t: string): string => t.replace(/["“「][^"”」]*["”」]/gu, ' ');
  const without = (t: string): string => [...part.names, ...part.values.flatMap((v) => (fields && v.field !== '' ? [v.text, v.field] : [v.text]))].reduce((x, n) => x.replaceAll(n, ' '), t);
  const own_ = without(unquoted(part.text));
  const whole = without(unquoted(goal.text));
  const said = new Set(pieces(goal.parts.length > 1 ? own_ : whole));
  const count = (text: string, things: RegExp): number => Math.min(2, new Set([...text.matchAll(new RegExp(things.source, 'giu'))].map((m) => m[0].toLowerCase())).size);
  return apps.map((app) => {
    const own = tellingWords(app);
    const named = part.app === app || (part.app === undefined && goal.app === app) ? 4 : own.length > 0 && overlap(own, [...said]) === 1 ? 1.2 : 0;
    const row = HOLDS.find(([a]) => a.test(app));
    const holds = row ? count(own_, row[1]) + 0.4 * count(whole, row[1]) * (goal.parts.length > 1 ? 0.5 : 1) - (own_.search(row[1]) > 0 ? own_.search(row[1]) / 1000 : 0) : 0;
    const known = remembered.filter((l) => l.app === app).reduce((n, l) => Math.max(n, l.confidence), 0);
    // A switch is in the settings unless something else holds it.
    const turn = part.op === 'turn' && part.names.length === 0 && /settings|设置/iu.test(app) ? 1.5 : 0;
    // What kind of thing is meant says more than the words around it.
    const kind = (row && part.kind !== '' && row[1].test(part.kind) ? 0.6 : 0) + (row && part.place !== undefined && row[1].test(part.place) ? 1.2 : 0);
    return { app, n: named + kind + holds * 0.8 + known * 0.7 + turn };
  }).filter((x) => x.n > 0).sort((a, b) => b.n - a.n);
}
