// Exports: Point, Box, ScreenElement, StepAction, EpisodeStep, Episode, SCROLLS. Recorded episodes of public data sets in one shape.
// Places are (y, x) in fractions of the screen, as Android in the Wild has them.

import type { Direction } from '../../protocol/actions.ts';

export type Point = readonly [y: number, x: number];
/** From its upper left corner. */
export type Box = readonly [y: number, x: number, height: number, width: number];

export interface ScreenElement {
  box: Box;
  text: string;
  /** As the data set names it (`TEXT`, `ICON_HOME`) or, of accessibility trees, the role (`button`). */
  kind: string;
}

/** The action space of Android in the Wild, and what AndroidControl has beyond it: long press, opening an app, waiting. */
export type StepAction =
  /** A finger put down and lifted: a tap or a swipe. */
  | { type: 'dual-point'; touch: Point; lift: Point }
  | { type: 'long-press'; touch: Point }
  | { type: 'type'; text: string }
  | { type: 'open-app'; app: string }
  | { type: 'back' | 'home' | 'enter' | 'wait' | 'complete' | 'impossible' };

export interface EpisodeStep {
  /** From 0. */
  step: number;
  /** What the person did. */
  action: StepAction;
  elements: readonly ScreenElement[];
  /** What this step is for, in words, where the data set has it. */
  instruction?: string;
  /** Of the screen in pixels, where the data set has it. */
  size?: readonly [width: number, height: number];
}

export interface Episode {
  id: string;
  goal: string;
  /** At least one, in order. */
  steps: EpisodeStep[];
  /** How many steps the data set says it has, where it says so; more than `steps` when lines are missing. */
  length?: number;
}

/** The finger's way for what AndroidControl and AndroidWorld call scrolling: it reveals what lies in that direction. */
export const SCROLLS: Readonly<Record<Direction, StepAction>> = {
  down: { type: 'dual-point', touch: [0.8, 0.5], lift: [0.2, 0.5] },
  up: { type: 'dual-point', touch: [0.2, 0.5], lift: [0.8, 0.5] },
  right: { type: 'dual-point', touch: [0.5, 0.8], lift: [0.5, 0.2] },
  left: { type: 'dual-point', touch: [0.5, 0.2], lift: [0.5, 0.8] },
};
