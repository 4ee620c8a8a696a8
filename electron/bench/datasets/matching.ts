// Exports: actionsMatch, actionsMatchStrictly, isTap, grown, elementAt, MATCHING. When a predicted action counts as the recorded one; pure.

import type { Box, Point, ScreenElement, StepAction } from './episode.ts';

/** The constants of the published metric, in fractions of the screen. */
export const MATCHING = {
  /** A finger that moves at most this far taps. */
  tap: 0.04,
  /** Taps at most this far apart are the same. */
  near: 0.14,
  /** Boxes grow by this share of their height and width. */
  growth: 1.4,
} as const;

// Square root of the sum of squares, as the published code does it: `Math.hypot` rounds otherwise at the thresholds.
function distance(a: Point, b: Point): number {
  const [y, x] = [a[0] - b[0], a[1] - b[1]];
  return Math.sqrt(y * y + x * x);
}

/** A dual-point gesture is a tap when the finger hardly moves, else a swipe. */
export const isTap = (touch: Point, lift: Point): boolean => distance(touch, lift) <= MATCHING.tap;

/**
 * A box as the metric enlarges it: both sides become 2.4 times as long (at most 1), the corner moves up and left by half of what
 * was added (at least 0). A box at the upper or left edge thus grows beyond its middle; that is how the published code does it.
 */
export const grown = ([y, x, height, width]: Box): Box => [
  Math.max(0, y - (MATCHING.growth * height) / 2),
  Math.max(0, x - (MATCHING.growth * width) / 2),
  Math.min(1, height + MATCHING.growth * height),
  Math.min(1, width + MATCHING.growth * width),
];

/** Edges included. */
const holds = ([top, left, height, width]: Box, [y, x]: Point): boolean => y >= top && y <= top + height && x >= left && x <= left + width;

const nearTaps = (a: Point, b: Point, elements: readonly ScreenElement[]): boolean =>
  distance(a, b) <= MATCHING.near || elements.some((e) => { const box = grown(e.box); return holds(box, a) && holds(box, b); });

/** `y` also when the finger moved as far on both axes. */
const axis = (touch: Point, lift: Point): 'y' | 'x' => (Math.abs(lift[1] - touch[1]) > Math.abs(lift[0] - touch[0]) ? 'x' : 'y');

/**
 * Action matching of Android in the Wild (Rawles et al., "Android in the Wild: A Large-Scale Dataset for Android Device Control",
 * NeurIPS 2023 Datasets and Benchmarks; the boxes as in its published code). Symmetric in its first two arguments.
 *
 * 1. If either action is no dual-point gesture, they match when their types are equal: typed text does not count, and neither do
 *    the place of a long press and the name of an app, which are not in that data set.
 * 2. A tap and a swipe never match.
 * 3. Taps match when their touches are at most 0.14 apart, or inside the same enlarged box of an element.
 * 4. Swipes match when they go mainly along the same axis, whatever the direction; as far on both axes counts as y.
 *
 * @param elements of the screen on which both were done
 */
export function actionsMatch(predicted: StepAction, recorded: StepAction, elements: readonly ScreenElement[]): boolean {
  if (predicted.type !== 'dual-point' || recorded.type !== 'dual-point') return predicted.type === recorded.type;
  const taps = isTap(predicted.touch, predicted.lift);
  if (taps !== isTap(recorded.touch, recorded.lift)) return false;
  return taps ? nearTaps(predicted.touch, recorded.touch, elements) : axis(predicted.touch, predicted.lift) === axis(recorded.touch, recorded.lift);
}

/** Index of the smallest element that holds the point, edges included, the first of equal ones; -1 when none does. */
export function elementAt(at: Point, elements: readonly ScreenElement[]): number {
  let best = -1;
  let least = Infinity;
  elements.forEach((e, i) => {
    const size = e.box[2] * e.box[3];
    if (size < least && holds(e.box, at)) { best = i; least = size; }
  });
  return best;
}

/** Where the recorded finger met no element, as far as a tap may move counts as the same place. */
function sameElement(predicted: Point, recorded: Point, elements: readonly ScreenElement[]): boolean {
  const meant = elementAt(recorded, elements);
  return meant < 0 ? distance(predicted, recorded) <= MATCHING.tap : elementAt(predicted, elements) === meant;
}

function direction(touch: Point, lift: Point): string {
  const along = axis(touch, lift);
  const moved = along === 'y' ? lift[0] - touch[0] : lift[1] - touch[1];
  return `${along}${moved < 0 ? '-' : '+'}`;
}

/**
 * The strict score beside the published one: what would have done the same thing on the phone. Equal types and, besides,
 * taps and long presses on the same element (the smallest whose box, not enlarged, holds the touch), swipes in the same direction,
 * the very same text, the very same app name. Where no element lies under the recorded touch, the predicted one must be within
 * 0.04 of it. Whatever matches strictly on a screen also matches by `actionsMatch`.
 */
export function actionsMatchStrictly(predicted: StepAction, recorded: StepAction, elements: readonly ScreenElement[]): boolean {
  switch (recorded.type) {
    case 'dual-point': {
      if (predicted.type !== 'dual-point') return false;
      const taps = isTap(recorded.touch, recorded.lift);
      if (taps !== isTap(predicted.touch, predicted.lift)) return false;
      return taps ? sameElement(predicted.touch, recorded.touch, elements) : direction(predicted.touch, predicted.lift) === direction(recorded.touch, recorded.lift);
    }
    case 'long-press': return predicted.type === 'long-press' && sameElement(predicted.touch, recorded.touch, elements);
    case 'type': return predicted.type === 'type' && predicted.text === recorded.text;
    case 'open-app': return predicted.type === 'open-app' && predicted.app === recorded.app;
    default: return predicted.type === recorded.type;
  }
}
