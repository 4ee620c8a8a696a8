// Exports: View (a laid-out box), Paint, Style, Window, Rect, walk. One tree feeds layout, drawing, hit-testing and the dump.
// Style sizes are dp; everything the layout writes (`box`, `clip`) is device pixels.

import type { Handler } from '../types.ts';
import type { Weight } from './fonts.ts';

export interface Rect { x: number; y: number; w: number; h: number }

export interface Style {
  direction?: 'row' | 'column';
  align?: 'start' | 'center' | 'end' | 'stretch';
  justify?: 'start' | 'center' | 'end' | 'between';
  wrap?: boolean;
  gap?: number;
  grow?: number;
  shrink?: number;
  basis?: number;
  pad?: number | readonly [number, number];
  margin?: number | readonly [number, number];
  width?: number | string;
  height?: number | string;
  minHeight?: number;
  minWidth?: number;
  maxWidth?: number | string;
  maxHeight?: number;
  /** Out of the flow, against the parent's edges. */
  at?: { top?: number; right?: number; bottom?: number; left?: number };
  absolute?: boolean;
}

/** What is drawn for a view, back to front. Colours are CSS. Sizes dp. */
export type Paint =
  | { p: 'box'; fill?: string; border?: string; borderWidth?: number; radius?: number; shadow?: number; /** Only the upper corners are round. */ top?: boolean }
  | { p: 'text'; text: string; size: number; weight: Weight; color: string; align: 'start' | 'center' | 'end'; lines: number }
  | { p: 'icon'; path: string; size: number; color: string }
  | { p: 'switch'; on: boolean; track: string; border: string; thumb: string }
  | { p: 'check'; on: boolean; round: boolean; color: string; mark: string }
  | { p: 'slider'; part: number; active: string; rest: string }
  | { p: 'bar'; part: number; active: string; rest: string }
  | { p: 'spinner'; color: string; rest: string }
  | { p: 'picture'; color: string; radius: number; caption: string; ink: string }
  | { p: 'wallpaper'; from: string; to: string; accent: string }
  | { p: 'field'; value: string; label: string; hint: string; focused: boolean; cursor: number; caret: boolean; multiline: boolean; filled: boolean; icon: string; size: number; ink: string; dim: string; accent: string; line: string; surface: string };

export interface InputPart {
  key: string;
  value: string;
  password: boolean;
  kind: 'text' | 'number' | 'phone' | 'email';
  maxLength: number;
  multiline: boolean;
  autofocus: boolean;
  ime: 'done' | 'search' | 'next' | 'send' | 'go';
  onChange: (text: string) => void;
  onEnter?: Handler;
}

export interface View {
  cls: string;
  pkg: string;
  id: string;
  text: string;
  desc: string;
  hint: string;
  checkable: boolean;
  checked: boolean;
  enabled: boolean;
  focused: boolean;
  password: boolean;
  selected: boolean;
  clickable: boolean;
  longClickable: boolean;
  scrollable: boolean;
  style: Style;
  paints: Paint[];
  onTap?: Handler;
  onLongPress?: Handler;
  onSwipe?: { up?: Handler; down?: Handler; left?: Handler; right?: Handler };
  /** Called with 0…1 along the box while the finger is down. */
  onSlide?: (part: number) => void;
  input?: InputPart;
  /** `max` is written by the layout, px. */
  scroll?: { key: string; horizontal: boolean; max: number; offset: number };
  /** Which part the dump shows: `all`, `hidden` (children take its place), `leaf` (children left out), `none`. */
  dump: 'all' | 'hidden' | 'leaf' | 'none';
  /** Corner radius of the touch highlight, dp. */
  ripple: number;
  children: View[];
  box: Rect;
  clip: Rect;
}

/** One window of the phone, in z-order. */
export interface Window {
  kind: 'app' | 'dialog' | 'status' | 'nav' | 'ime' | 'toast' | 'shade' | 'keyguard';
  package: string;
  root: View;
  /** Part of the screen it takes, px. */
  frame: Rect;
  inDump: boolean;
  /** Takes all touches, also beside its frame, and hides what is below from the dump. */
  modal: boolean;
  /** Drawn over everything below first, CSS colour. */
  dim?: string;
  /** FLAG_SECURE: drawn black. */
  secure: boolean;
  /** A touch outside `frame` of a modal window. */
  onOutside?: Handler;
  /** Whose focus and scroll positions these are. */
  surface: string;
}

export const inside = (r: Rect, x: number, y: number): boolean => x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;

export function intersect(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x), y = Math.max(a.y, b.y);
  return { x, y, w: Math.max(0, Math.min(a.x + a.w, b.x + b.w) - x), h: Math.max(0, Math.min(a.y + a.h, b.y + b.h) - y) };
}

/** Depth first, parents before children. */
export function* walk(v: View): Generator<View> {
  yield v;
  for (const c of v.children) yield* walk(c);
}
