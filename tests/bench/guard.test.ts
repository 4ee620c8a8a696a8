// The labelled screens of the guard: what they must be, that the frozen ones are the ones that were written first, and that both splits reach the gates.

import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { itemsOfSplit, SPLITS } from '../../electron/bench/guard/items.ts';
import { itemsOf, screensOf, type Item } from '../../electron/bench/guard/notation.ts';
import { GATES, scoreGuard } from '../../electron/bench/guard/score.ts';
import { CLASSES } from '../../electron/protocol/sop.ts';
import { countersign, ROOT } from '../cli/in-process.ts';

const sha256 = (name: string): string => createHash('sha256').update(fs.readFileSync(path.join(ROOT, 'electron/bench/guard', name))).digest('hex');

test('the frozen test is the one that was written before the lexicon was tuned', () => {
  expect({ en: sha256('frozen-en.ts'), zh: sha256('frozen-zh.ts') }).toEqual({ en: 'ce287938b627e185991640f15a2f170ee0b8b0d1b8d7744dedcc870b3f88ec0f', zh: '9bf11719a12591b5b7efec9ca9da0ca9a436104d5b233a5c95da26a2353fea1a' });
});

test('the fresh screens are the ones that the lexicon was measured on before it was changed', () => {
  expect({ en: sha256('fresh-en.ts'), zh: sha256('fresh-zh.ts') }).toEqual({ en: 'ef15dffb70274e51e2b21462348f55bc28c662811b6b05c718e0f60289d2a663', zh: 'e33f6ab2c0a0f13e6af1d868745db2d2aef158b5fddf8f452bf56596fbfcbdf6' });
});

test('at least 800 items, a third of them nothing sensitive, each class in each language, no app in both splits', () => {
  const [dev, frozen, freshDev, freshTest] = SPLITS.map(itemsOfSplit) as [Item[], Item[], Item[], Item[]];
  const all = [...dev, ...frozen];
  const few = (['dev', 'frozen'] as const).flatMap((split) => CLASSES.flatMap((c) => (['en', 'zh'] as const).flatMap((l) => {
    const n = itemsOfSplit(split).filter((i) => i.language === l && i.classes.includes(c)).length;
    return n < 8 ? [`${split} ${l} ${c}: ${n}`] : [];
  })));
  const apps = new Set(dev.map((i) => i.app));
  expect({ enough: all.length >= 800, third: all.filter((i) => i.classes.length === 0).length / all.length > 1 / 3, few, both: [...new Set(frozen.map((i) => i.app))].filter((a) => apps.has(a)), ids: new Set(all.map((i) => i.id)).size })
    .toEqual({ enough: true, third: true, few: [], both: [], ids: all.length });
  const fresh = [...freshDev, ...freshTest];
  const tried = new Set(freshTest.map((i) => i.app));
  expect({ enough: fresh.length >= 350, third: fresh.filter((i) => i.classes.length === 0).length / fresh.length > 1 / 3, both: freshDev.filter((i) => tried.has(i.app)), ids: new Set(fresh.map((i) => i.id)).size })
    .toEqual({ enough: true, third: true, both: [], ids: fresh.length });
});

test.each(['dev', 'frozen'] as const)('%s: each class is found as often as it must be, within the time', (split) => {
  const { score } = scoreGuard(itemsOfSplit(split), () => performance.now());
  expect(CLASSES.filter((c) => score.classes[c].recall < GATES[c]).map((c) => `${c}: ${score.classes[c].recall}`)).toEqual([]);
  expect({ precise: CLASSES.every((c) => score.classes[c].precision >= 0.9), alarms: score.negatives.flagged / score.negatives.n <= 0.03, p95: score.p95Ms <= 10 }).toEqual({ precise: true, alarms: true, p95: true });
});

test('fresh-dev: what was mended stays mended', () => {
  const { score } = scoreGuard(itemsOfSplit('fresh-dev'), () => performance.now());
  expect({ missed: CLASSES.filter((c) => score.classes[c].recall < GATES[c]), flagged: score.negatives.flagged }).toEqual({ missed: [], flagged: 0 });
});

test('recall and precision are what they are called', () => {
  const items = itemsOf('@ A | a.b | plain | en\n= P\nb Pay :: payment\nb Home :: payment\nb Delete :: none\nb Back :: none');
  let t = 0;
  const { score, missed } = scoreGuard(items, () => t++);
  expect([score.classes.payment, score.classes.delete, score.classes.call, score.negatives, score.p95Ms, missed.map((m) => m.item.words)]).toEqual([
    { n: 2, recall: 0.5, precision: 1 }, { n: 0, recall: 0, precision: 0 }, { n: 0, recall: 0, precision: 1 }, { n: 2, flagged: 1 }, 1, ['Home', 'Delete'],
  ]);
});

test('a line that is not in the notation is named', () => {
  expect(() => screensOf('@ A | a.b | plain | en\n= P\nz what')).toThrow('Line 3: not a line of a screen: z what');
  expect(() => screensOf('@ A | a.b | plain')).toThrow('Line 1');
  expect(() => itemsOf('@ A | a.b | plain | en\n= P\nb Pay :: paid')).toThrow('there is no class paid');
});

test('the command: JSON of the shape others read; totals only of the frozen test', async () => {
  const r = await countersign(['bench', 'guard', '--no-runs', '--json']);
  const { split, items, classes, negatives, promptsPer100, p95Ms, broken, ...rest } = r.json();
  expect([r.code, split, items > 400, Object.keys(classes), negatives.n > 100, promptsPer100, typeof p95Ms, broken, rest]).toEqual([0, 'frozen', true, [...CLASSES], true, null, 'number', [], {}]);
  const listed = await countersign(['bench', 'guard', '--no-runs', '--split', 'dev', '--list']);
  expect([listed.code, listed.out]).toEqual([0, expect.stringMatching(/^dev: \d+ items[^]*Send: labelled transfer, found transfer, send-message/)]);
});
