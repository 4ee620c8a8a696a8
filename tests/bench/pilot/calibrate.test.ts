import { expect, test } from 'vitest';
import { calibrate, cautious, sureOf, type Outcome } from '../../../electron/bench/pilot/calibrate.ts';

/** Three right actions, one wrong and unsure, one wrong and sure, an absence that was seen and one that was not. */
const OUTCOMES: readonly Outcome[] = [
  { confidence: 0.95, none: false, right: true, absent: false },
  { confidence: 0.9, none: false, right: true, absent: false },
  { confidence: 0.4, none: false, right: true, absent: false },
  { confidence: 0.3, none: false, right: false, absent: false },
  { confidence: 0.7, none: false, right: false, absent: false },
  { confidence: 0.8, none: true, right: true, absent: true },
  { confidence: 0.35, none: false, right: false, absent: true },
];
const of7 = (n: number): number => n / 7;

test('a threshold turns unsure answers into "not here": wrong ones are spared, right ones are lost', () => {
  expect([0, 0.5, 0.75].map((t) => calibrate(OUTCOMES, t))).toEqual([
    { threshold: 0, right: of7(4), wrong: of7(3), left: 0, absentFound: 0.5 },
    { threshold: 0.5, right: of7(4), wrong: of7(1), left: of7(2), absentFound: 1 },
    { threshold: 0.75, right: of7(4), wrong: 0, left: of7(3), absentFound: 1 },
  ]);
});

test('the proposed threshold is where right answers outweigh wrong actions most; a free error wants no caution', () => {
  expect([sureOf(OUTCOMES, 2).threshold, sureOf(OUTCOMES, 0).threshold]).toEqual([0.75, 0.4]);
});

test('the cautious threshold is the lowest with few enough wrong actions', () => {
  expect([cautious(OUTCOMES, 0.5).threshold, cautious(OUTCOMES, 0.15).threshold, cautious([{ confidence: 1, none: false, right: false, absent: false }], 0)]).toEqual([0, 0.4, { threshold: 0.95, right: 0, wrong: 1, left: 0, absentFound: 0 }]);
});
