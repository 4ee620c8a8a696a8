// Exports: itemsOfSplit, SPLITS, CLOSED, Split. The labelled screens by split; no app is in two.

import { DEV_EN } from './dev-en.ts';
import { DEV_ZH } from './dev-zh.ts';
import { FRESH_EN } from './fresh-en.ts';
import { FRESH_ZH } from './fresh-zh.ts';
import { FROZEN_EN } from './frozen-en.ts';
import { FROZEN_ZH } from './frozen-zh.ts';
import { itemsOf, type Item } from './notation.ts';

export const SPLITS = ['dev', 'frozen', 'fresh-dev', 'fresh-test'] as const;
export type Split = (typeof SPLITS)[number];

/** Of these only totals are told. */
export const CLOSED: ReadonlySet<Split> = new Set<Split>(['frozen', 'fresh-test']);

/** Drawn by chance, two fifths of the apps of each language. */
const FRESH_TEST: ReadonlySet<string> = new Set([
  'Cartwheel', 'Ridgeway Bank', 'Guardly Kids', 'Maply', 'Nestly', 'Desky', 'Kestrel Mail', 'Spark Dates', 'Parley', 'Netguard One', 'Passkeep', 'Text inbox', 'Streamly',
  '快行打车', '江岸银行', '极速浏览', '悦动', '灵听', '地图家', '聊聊', '易记', '雲頂郵箱', '钉协', '米屋智家', '电话',
]);

const SOURCES: Readonly<Record<Split, readonly string[]>> = { dev: [DEV_EN, DEV_ZH], frozen: [FROZEN_EN, FROZEN_ZH], 'fresh-dev': [FRESH_EN, FRESH_ZH], 'fresh-test': [FRESH_EN, FRESH_ZH] };

/** Both languages. */
export function itemsOfSplit(split: Split): Item[] {
  const items = SOURCES[split].flatMap(itemsOf);
  return split === 'fresh-dev' ? items.filter((i) => !FRESH_TEST.has(i.app)) : split === 'fresh-test' ? items.filter((i) => FRESH_TEST.has(i.app)) : items;
}
