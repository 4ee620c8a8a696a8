// Exports: typed, nameOf, filler, idNoise. What real screens hold besides controls: people, prices, dates, long texts, rows that repeat. Invented.

import type { Random } from './random.ts';

const FIRST = 'Alice Bob Carol David Emma Frank Grace Henry Iris Jack Karen Leo Mia Nina Oscar Paula Quinn Ravi Sara Tom Uma Victor Wendy Xavier Yara Zoe Ana Bruno Chloe Diego Elena Felix'.split(' ');
const LAST = 'Chen Smith Garcia Müller Rossi Tanaka Novak Silva Khan Petrov Olsen Dubois Kowalski Haddad Nguyen Okafor Brown Larsen Costa Weber'.split(' ');
const ZH = '王芳 李伟 张敏 刘洋 陈静 杨帆 赵磊 黄丽 周杰 吴倩 徐强 孙悦 胡军 朱琳 高峰 林涛 何雪 郭明 马超 罗兰'.split(' ');
const NOUN = 'meeting lunch report ticket garden river budget photo puzzle winter engine coffee market bicycle lesson recipe island camera forest bridge window novel castle planet jacket ladder violin harbor museum orchard'.split(' ');
const ADJECTIVE = 'quick quiet blue late early weekly final small old new spare noisy warm broken shared green lucky second open'.split(' ');
const ZHNOUN = '会议 午饭 报告 花园 河边 预算 照片 冬天 咖啡 市场 自行车 课程 菜谱 海岛 森林 大桥 小说 城堡 外套 博物馆'.split(' ');
const LONG = [
  'Your account keeps everything in one place so you can pick up where you left off', 'Changes are saved on this phone and may take a few minutes to appear elsewhere',
  'Some content may not be available in your region', 'We updated how information is shown here', 'Recommended because of what you opened last week', 'This may use more battery',
  'Last synchronised two hours ago', 'Not available while another download is running', 'Swipe to see what others are saying about this', 'Get started in less than a minute',
];
const ZHLONG = ['更改会保存在本机，可能需要几分钟才能在其他设备上显示', '部分内容在您所在的地区不可用', '根据您最近的浏览为您推荐', '上次同步于两小时前', '开启后可能会消耗更多电量', '下载完成前请不要离开此页面', '您的信息仅用于改善体验'];

export const nameOf = (r: Random, zh: boolean): string => (zh ? r.pick(ZH) : r.chance(0.5) ? r.pick(FIRST) : `${r.pick(FIRST)} ${r.pick(LAST)}`);

const digits = (r: Random, n: number): string => Array.from({ length: n }, () => r.below(10)).join('');
const invented = (r: Random): string => Array.from({ length: r.between(2, 4) }, () => r.pick(['ba', 'ko', 'mi', 'tru', 'sel', 'dor', 'vin', 'lu', 'qua', 'pe', 'zan', 'rif', 'gho', 'ny', 'wex'])).join('');
const price = (r: Random): string => `${r.pick(['¥', '$', '€', '£'])}${r.between(1, 900)}${r.chance(0.6) ? `.${digits(r, 2)}` : ''}`;

/** Something a person would type. */
export function typed(r: Random, zh: boolean): string {
  switch (r.below(7)) {
    case 0: return nameOf(r, zh);
    case 1: return `${r.pick(FIRST).toLowerCase()}${digits(r, 2)}@${invented(r)}.com`;
    case 2: return digits(r, r.between(1, 11));
    case 3: return zh ? `${r.pick(ZHNOUN)}${r.pick(ZHNOUN)}` : `${r.pick(ADJECTIVE)} ${r.pick(NOUN)}`;
    case 4: return invented(r);
    case 5: return zh ? r.pick(ZHNOUN) : r.pick(NOUN);
    default: return zh ? `记得带${r.pick(ZHNOUN)}` : `see you at the ${r.pick(NOUN)} ${r.pick(['today', 'tomorrow', 'on Monday', 'at 5'])}`;
  }
}

/** A text that is no control. */
export function filler(r: Random, zh: boolean): string {
  switch (r.below(10)) {
    case 0: return nameOf(r, zh);
    case 1: return price(r);
    case 2: return `${r.between(0, 23)}:${String(r.below(60)).padStart(2, '0')}`;
    case 3: return zh ? `${r.between(1, 12)}月${r.between(1, 28)}日` : `${r.pick(['Jan', 'Feb', 'Mar', 'May', 'Jun', 'Sep', 'Oct', 'Dec'])} ${r.between(1, 28)}`;
    case 4: return r.pick(zh ? ZHLONG : LONG);
    case 5: return zh ? `${r.pick(ZHNOUN)}的${r.pick(ZHNOUN)}` : `${r.pick(ADJECTIVE)} ${r.pick(NOUN)}`;
    case 6: return `${r.between(1, 999)}${r.pick(['', '%', ' MB', ' km', '+', zh ? ' 条' : ' items', zh ? ' 人' : ' people'])}`;
    case 7: return invented(r);
    case 8: return zh ? `${r.pick(ZHNOUN)} ${r.between(2, 40)}` : `${r.pick(NOUN)} ${r.between(2, 40)}`;
    default: return zh ? r.pick(ZHNOUN) : r.pick(NOUN);
  }
}

/** Words of resource-ids that say little. */
export const idNoise = (r: Random): string => r.pick(['header', 'footer', 'tool bar', 'action', 'left', 'right', 'top', 'bottom', 'thumb', 'avatar', 'cover', 'badge', 'arrow', 'chevron', 'logo', 'banner', 'divider', 'nav', 'panel', 'sheet', 'toolbar', 'indicator']);
