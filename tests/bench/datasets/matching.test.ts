// The metric, every rule and edge of it, in exact numbers.

import { describe, expect, test } from 'vitest';
import { chance, type Chance } from '../../../electron/bench/chance.ts';
import type { Box, Episode, Point, ScreenElement, StepAction } from '../../../electron/bench/datasets/episode.ts';
import { actionsMatch, actionsMatchStrictly, elementAt, grown, isTap } from '../../../electron/bench/datasets/matching.ts';
import { scoreEpisodes } from '../../../electron/bench/datasets/score.ts';

const on = (...boxes: Box[]): ScreenElement[] => boxes.map((box, i) => ({ box, text: `t${i}`, kind: 'TEXT' }));
const tap = (y: number, x: number): StepAction => ({ type: 'dual-point', touch: [y, x], lift: [y, x] });
const swipe = (touch: Point, lift: Point): StepAction => ({ type: 'dual-point', touch, lift });

/** By the metric, the other way round, and strictly. */
const all = (predicted: StepAction, recorded: StepAction, ...boxes: Box[]): [boolean, boolean, boolean] =>
  [actionsMatch(predicted, recorded, on(...boxes)), actionsMatch(recorded, predicted, on(...boxes)), actionsMatchStrictly(predicted, recorded, on(...boxes))];

describe('types', () => {
  test.each<[StepAction, StepAction, boolean, boolean]>([
    [{ type: 'type', text: 'milk' }, { type: 'type', text: 'milk' }, true, true],
    [{ type: 'type', text: 'milk' }, { type: 'type', text: 'Milk' }, true, false],
    [{ type: 'type', text: 'milk ' }, { type: 'type', text: 'milk' }, true, false],
    [{ type: 'type', text: '' }, { type: 'type', text: 'anything' }, true, false],
    [{ type: 'type', text: 'milk' }, { type: 'enter' }, false, false],
    [{ type: 'type', text: 'milk' }, tap(0.5, 0.5), false, false],
    [tap(0.5, 0.5), { type: 'back' }, false, false],
    [{ type: 'back' }, { type: 'back' }, true, true],
    [{ type: 'home' }, { type: 'home' }, true, true],
    [{ type: 'enter' }, { type: 'enter' }, true, true],
    [{ type: 'wait' }, { type: 'wait' }, true, true],
    [{ type: 'complete' }, { type: 'complete' }, true, true],
    [{ type: 'impossible' }, { type: 'impossible' }, true, true],
    [{ type: 'complete' }, { type: 'impossible' }, false, false],
    [{ type: 'home' }, { type: 'back' }, false, false],
    [{ type: 'open-app', app: 'Maps' }, { type: 'open-app', app: 'Maps' }, true, true],
    [{ type: 'open-app', app: 'Maps' }, { type: 'open-app', app: 'Mail' }, true, false],
    [{ type: 'long-press', touch: [0.5, 0.5] }, { type: 'long-press', touch: [0.5, 0.5] }, true, true],
    [{ type: 'long-press', touch: [0.9, 0.9] }, { type: 'long-press', touch: [0.1, 0.1] }, true, false],
    [{ type: 'long-press', touch: [0.5, 0.5] }, tap(0.5, 0.5), false, false],
  ])('%j against %j', (a, b, matching, strict) => {
    expect(all(a, b)).toEqual([matching, matching, strict]);
  });
});

describe('a tap or a swipe', () => {
  test.each<[Point, Point, boolean]>([
    [[0.3, 0.3], [0.3, 0.3], true],
    [[0, 0], [0.04, 0], true],
    [[0, 0], [0, 0.04], true],
    [[0, 0], [0.024, 0.032], true], // 0.04 by Pythagoras
    [[0, 0], [0.0400001, 0], false],
    [[0, 0], [0.03, 0.03], false], // 0.0424…: neither axis is beyond it, the distance is
    [[0.5, 0.5], [0.46, 0.5], true],
    [[0.8, 0.5], [0.2, 0.5], false],
  ])('from %j to %j', (touch, lift, expected) => {
    expect([isTap(touch, lift), isTap(lift, touch)]).toEqual([expected, expected]);
  });
  test('never match each other, however close', () => {
    expect(all(tap(0, 0), swipe([0, 0], [0.0400001, 0]), [0, 0, 1, 1])).toEqual([false, false, false]);
  });
  test('a finger that trembles still taps where it was put down', () => {
    expect(all(swipe([0, 0], [0.04, 0]), tap(0, 0))).toEqual([true, true, true]);
  });
});

describe('taps by distance', () => {
  test.each<[Point, Point, boolean, boolean]>([
    [[0, 0], [0.14, 0], true, false],
    [[0, 0], [0, 0.14], true, false],
    [[0, 0], [0.084, 0.112], true, false], // 0.14 by Pythagoras
    [[0, 0], [0.1400001, 0], false, false],
    [[0, 0], [0.1, 0.1], false, false], // 0.1414…
    [[0, 0], [0.04, 0], true, true], // as far as a tap may move
    [[0, 0], [0.0400001, 0], true, false],
  ])('%j and %j, no element there', (a, b, matching, strict) => {
    expect(all(tap(...a), tap(...b))).toEqual([matching, matching, strict]);
  });
  test('is that of the touches: where the finger was lifted does not count', () => {
    expect(all(swipe([0.1, 0.1], [0.1, 0.07]), swipe([0.1, 0.23], [0.1, 0.26]))[0]).toBe(true);
    expect(all(swipe([0.1, 0.1], [0.1, 0.13]), swipe([0.1, 0.2500001], [0.1, 0.22]))[0]).toBe(false);
  });
});

describe('boxes', () => {
  test.each<[string, Box, Box]>([
    ['grow by 1.4 of themselves about their middle', [0.5, 0.5, 0.125, 0.25], [0.4125, 0.325, 0.3, 0.6]],
    ['do not leave the screen above and to the left, and keep their new size', [0, 0, 0.125, 0.25], [0, 0, 0.3, 0.6]],
    ['do so from near the edge as well', [0.0625, 0.125, 0.125, 0.25], [0, 0, 0.3, 0.6]],
    ['are at most as large as the screen, but may reach beyond it', [0.5, 0.5, 0.5, 0.75], [0.15, 0, 1, 1]],
    ['without area stay so', [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0]],
  ])('%s', (_, box, expected) => {
    grown(box).forEach((v, i) => expect(v).toBeCloseTo(expected[i]!, 12));
  });

  // [0.5, 0.125, 0.125, 0.75] grows to y 0.4125 … 0.7125, x 0 … 1.
  const ROW: Box = [0.5, 0.125, 0.125, 0.75];
  test('taps far apart match inside one enlarged box', () => {
    expect(all(tap(0.55, 0.15), tap(0.55, 0.85), ROW)).toEqual([true, true, true]);
    expect(all(tap(0.42, 0.01), tap(0.7, 0.99), ROW)).toEqual([true, true, false]);
  });
  test('edges of the enlarged box belong to it, what lies beyond does not', () => {
    const [top, left, height, width] = grown(ROW);
    expect([top, top + height, left, left + width]).toEqual([expect.closeTo(0.4125, 12), expect.closeTo(0.7125, 12), 0, 1]);
    expect(all(tap(top, left), tap(top + height, left + width), ROW)[0]).toBe(true);
    expect(all(tap(top - 1e-9, left), tap(top + height, left + width), ROW)[0]).toBe(false);
    expect(all(tap(top, left), tap(top + height + 1e-9, left + width), ROW)[0]).toBe(false);
  });
  test('one inside and one outside do not match, nor do two in different boxes', () => {
    expect(all(tap(0.55, 0.2), tap(0.8, 0.2), ROW)[0]).toBe(false);
    expect(all(tap(0.05, 0.05), tap(0.95, 0.05), [0, 0, 0.1, 0.1], [0.9, 0, 0.1, 0.1])[0]).toBe(false);
  });
  test('both in any one of several are enough', () => {
    expect(all(tap(0.05, 0.05), tap(0.55, 0.05), [0.9, 0.9, 0.05, 0.05], [0, 0, 0.25, 0.1])[0]).toBe(true); // grown: y 0 … 0.6
    expect(all(tap(0.05, 0.05), tap(0.65, 0.05), [0.9, 0.9, 0.05, 0.05], [0, 0, 0.25, 0.1])[0]).toBe(false);
  });
  test('outside every box the distance still counts, also into a box', () => {
    expect(all(tap(0.25, 0.5), tap(0.38, 0.5), ROW)[0]).toBe(true);
    expect(all(tap(0.35, 0.5), tap(0.45, 0.5), ROW)[0]).toBe(true);
  });
});

describe('swipes', () => {
  const DOWN = swipe([0.2, 0.5], [0.8, 0.5]);
  const UP = swipe([0.8, 0.5], [0.2, 0.5]);
  const RIGHT = swipe([0.5, 0.2], [0.5, 0.8]);
  const LEFT = swipe([0.5, 0.8], [0.5, 0.2]);
  test.each<[string, StepAction, StepAction, boolean, boolean]>([
    ['the same', DOWN, DOWN, true, true],
    ['back and forth along y', DOWN, UP, true, false],
    ['back and forth along x', LEFT, RIGHT, true, false],
    ['along y and along x', UP, LEFT, false, false],
    ['from other places and as far as they like', DOWN, swipe([0, 0.1], [0.3, 0.2]), true, true],
    ['as far on both axes counts as y', DOWN, swipe([0.25, 0.25], [0.75, 0.75]), true, true],
    ['as far on both axes is not x', RIGHT, swipe([0.25, 0.25], [0.75, 0.75]), false, false],
    ['hardly further on x is x', RIGHT, swipe([0.25, 0.25], [0.75, 0.7500001]), true, true],
  ])('%s', (_, a, b, matching, strict) => {
    expect(all(a, b)).toEqual([matching, matching, strict]);
  });
  test('elements do not matter', () => {
    expect(all(UP, LEFT, [0, 0, 1, 1])).toEqual([false, false, false]);
  });
});

describe('the strict score', () => {
  const ROW: Box = [0.4, 0, 0.2, 1];
  const TOGGLE: Box = [0.45, 0.8, 0.1, 0.15];
  test('means the smallest element under the finger, not enlarged', () => {
    expect([elementAt([0.5, 0.9], on(ROW, TOGGLE)), elementAt([0.5, 0.1], on(ROW, TOGGLE)), elementAt([0.3, 0.5], on(ROW, TOGGLE))]).toEqual([1, 0, -1]);
    expect(all(tap(0.5, 0.1), tap(0.5, 0.7), ROW, TOGGLE)).toEqual([true, true, true]);
    expect(all(tap(0.5, 0.9), tap(0.5, 0.7), ROW, TOGGLE)).toEqual([true, true, false]);
    expect(all(tap(0.39, 0.5), tap(0.41, 0.5), ROW, TOGGLE)).toEqual([true, true, false]);
  });
  test('takes the first of two elements in the same place: both touches then mean the same', () => {
    expect(all(tap(0.41, 0.1), tap(0.59, 0.9), ROW, ROW)).toEqual([true, true, true]);
  });
  test('a long press is on an element too', () => {
    const press = (y: number, x: number): StepAction => ({ type: 'long-press', touch: [y, x] });
    expect([actionsMatchStrictly(press(0.5, 0.1), press(0.5, 0.7), on(ROW, TOGGLE)), actionsMatchStrictly(press(0.5, 0.9), press(0.5, 0.7), on(ROW, TOGGLE))]).toEqual([true, false]);
  });
});

/** Any action, on a screen of any elements inside it. */
function anything(random: Chance): { a: StepAction; b: StepAction; elements: ScreenElement[] } {
  const point = (): Point => [random.next(), random.next()];
  const action = (): StepAction => {
    const touch = point();
    switch (random.below(6)) {
      case 0: return { type: 'type', text: random.pick(['a', 'b']) };
      case 1: return { type: 'long-press', touch };
      case 2: return { type: random.pick(['back', 'home', 'complete'] as const) };
      case 3: return { type: 'dual-point', touch, lift: point() };
      default: return { type: 'dual-point', touch, lift: touch };
    }
  };
  const boxes = Array.from({ length: random.below(12) }, (): Box => {
    const [y, x] = point();
    return [y, x, random.next() * (1 - y), random.next() * (1 - x)];
  });
  return { a: action(), b: action(), elements: on(...boxes) };
}

test('of 20,000 random pairs: symmetric, every action is itself, and what matches strictly matches', () => {
  const random = chance(7);
  const wrong: unknown[] = [];
  let matched = 0;
  let strict = 0;
  for (let i = 0; i < 20_000; i++) {
    const { a, b, elements } = anything(random);
    const m = actionsMatch(a, b, elements);
    const s = actionsMatchStrictly(a, b, elements);
    if (m) matched++;
    if (s) strict++;
    if (m !== actionsMatch(b, a, elements) || !actionsMatch(a, a, elements) || !actionsMatchStrictly(a, a, elements) || (s && !m)) wrong.push({ a, b, elements });
  }
  expect(wrong).toEqual([]);
  expect([matched > 2000, strict > 500, strict < matched]).toEqual([true, true, true]);
});

describe('episodes', () => {
  const episode = (id: string, ...actions: StepAction[]): Episode => ({ id, goal: 'x', steps: actions.map((action, step) => ({ step, action, elements: [] })) });
  test('are averaged over episodes, not over steps', () => {
    const short = episode('short', { type: 'home' });
    const long = episode('long', tap(0.1, 0.1), swipe([0.8, 0.5], [0.2, 0.5]), { type: 'type', text: 'milk' }, { type: 'complete' });
    const predicted: Record<string, (StepAction | undefined)[]> = {
      short: [{ type: 'home' }],
      long: [tap(0.2, 0.1), swipe([0.2, 0.5], [0.8, 0.5]), { type: 'type', text: 'bread' }, undefined],
    };
    expect(scoreEpisodes([short, long], (e, s) => predicted[e.id]![s.step])).toEqual({
      episodes: 2, steps: 5, matching: (1 + 3 / 4) / 2, strict: (1 + 0) / 2, whole: { matching: 1, strict: 1 }, unanswered: 1, incomplete: 0,
      kinds: {
        tap: { steps: 1, matched: 1, strict: 0 }, swipe: { steps: 1, matched: 1, strict: 0 }, type: { steps: 1, matched: 1, strict: 0 },
        home: { steps: 1, matched: 1, strict: 1 }, complete: { steps: 1, matched: 0, strict: 0 },
      },
    });
  });
  test('of which steps are missing are counted; none at all is no score', () => {
    expect(scoreEpisodes([{ ...episode('cut', { type: 'home' }), length: 3 }], () => ({ type: 'home' })).incomplete).toBe(1);
    expect(() => scoreEpisodes([], () => undefined)).toThrow(RangeError);
  });
});
