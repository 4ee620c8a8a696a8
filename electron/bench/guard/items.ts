// Exports: itemsOfSplit, SPLITS, Split. The labelled screens by split; no app is in both.

import { DEV_EN } from './dev-en.ts';
import { DEV_ZH } from './dev-zh.ts';
import { FROZEN_EN } from './frozen-en.ts';
import { FROZEN_ZH } from './frozen-zh.ts';
import { itemsOf, type Item } from './notation.ts';

export const SPLITS = ['dev', 'frozen'] as const;
export type Split = (typeof SPLITS)[number];

/** Both languages. */
export const itemsOfSplit = (split: Split): Item[] => (split === 'dev' ? [DEV_EN, DEV_ZH] : [FROZEN_EN, FROZEN_ZH]).flatMap(itemsOf);
