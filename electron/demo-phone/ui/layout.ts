// Exports: layout (writes box and clip of a View tree), shift, DENSITY, fieldPadding. Flexbox by yoga; text is measured with the fonts that draw it.

import Yoga, { Align, Direction, Edge, FlexDirection, Gutter, Justify, Overflow, PositionType, Wrap, MeasureMode, type Node } from 'yoga-layout';
import { lineHeight, textWidth, wrap } from './fonts.ts';
import { intersect, type Rect, type Style, type View } from './view.ts';

/** Device pixels per dp. */
export const DENSITY = 2;

const config = Yoga.Config.create();
config.setPointScaleFactor(DENSITY);

const ALIGN = { start: Align.FlexStart, center: Align.Center, end: Align.FlexEnd, stretch: Align.Stretch };
const JUSTIFY = { start: Justify.FlexStart, center: Justify.Center, end: Justify.FlexEnd, between: Justify.SpaceBetween };

type Size = number | 'auto' | `${number}%`;
const size = (v: number | string): Size => v as Size;

function apply(n: Node, s: Style): void {
  n.setFlexDirection(s.direction === 'row' ? FlexDirection.Row : FlexDirection.Column);
  if (s.align) n.setAlignItems(ALIGN[s.align]);
  if (s.justify) n.setJustifyContent(JUSTIFY[s.justify]);
  if (s.wrap) n.setFlexWrap(Wrap.Wrap);
  if (s.gap) n.setGap(Gutter.All, s.gap);
  if (s.grow) n.setFlexGrow(s.grow);
  n.setFlexShrink(s.shrink ?? 0);
  if (s.basis !== undefined) n.setFlexBasis(s.basis);
  if (s.pad !== undefined) { const [v, h] = both(s.pad); n.setPadding(Edge.Vertical, v); n.setPadding(Edge.Horizontal, h); }
  if (s.margin !== undefined) { const [v, h] = both(s.margin); n.setMargin(Edge.Vertical, v); n.setMargin(Edge.Horizontal, h); }
  if (s.width !== undefined) n.setWidth(size(s.width));
  if (s.height !== undefined) n.setHeight(size(s.height));
  if (s.minHeight !== undefined) n.setMinHeight(s.minHeight);
  if (s.minWidth !== undefined) n.setMinWidth(s.minWidth);
  if (s.maxWidth !== undefined) n.setMaxWidth(s.maxWidth as number | `${number}%`);
  if (s.maxHeight !== undefined) n.setMaxHeight(s.maxHeight);
  if (s.at || s.absolute) n.setPositionType(PositionType.Absolute);
  if (s.at) {
    if (s.at.top !== undefined) n.setPosition(Edge.Top, s.at.top);
    if (s.at.right !== undefined) n.setPosition(Edge.Right, s.at.right);
    if (s.at.bottom !== undefined) n.setPosition(Edge.Bottom, s.at.bottom);
    if (s.at.left !== undefined) n.setPosition(Edge.Left, s.at.left);
  }
}

const both = (v: number | readonly [number, number]): readonly [number, number] => (typeof v === 'number' ? [v, v] : v);

/** Inner room of a text field, dp: left of the text, above its first line. */
export const fieldPadding = (icon: boolean, labelled: boolean): { left: number; right: number; top: number } => ({ left: icon ? 48 : 16, right: 16, top: labelled ? 16 : 16 });

function measure(n: Node, v: View): void {
  const text = v.paints.find((p) => p.p === 'text');
  if (text) {
    n.setMeasureFunc((width, mode) => {
      const max = mode === MeasureMode.Undefined ? Infinity : width * DENSITY;
      // Half a pixel of grace: the layout rounds a width that was measured exactly.
      const lines = wrap(text.text, text.size * DENSITY, text.weight, max + 0.5, text.lines);
      const widest = Math.ceil(Math.max(...lines.map((l) => textWidth(l, text.size * DENSITY, text.weight)))) / DENSITY;
      return { width: mode === MeasureMode.Exactly ? width : Math.min(widest, max / DENSITY), height: lines.length * lineHeight(text.size) };
    });
    return;
  }
  const field = v.paints.find((p) => p.p === 'field');
  if (field) {
    n.setMeasureFunc((width, mode) => {
      const w = mode === MeasureMode.Undefined ? 240 : width;
      const pad = fieldPadding(field.icon !== '', field.label !== '');
      const lines = field.multiline ? wrap(field.value, field.size * DENSITY, 400, (w - pad.left - pad.right) * DENSITY).length : 1;
      return { width: w, height: Math.max(field.multiline ? 112 : 56, lines * lineHeight(field.size) + pad.top * 2) };
    });
  }
}

function grow(v: View): Node {
  const n = Yoga.Node.createWithConfig(config);
  apply(n, v.style);
  if (v.scroll) n.setOverflow(Overflow.Scroll);
  if (v.children.length === 0) measure(n, v);
  v.children.forEach((c, i) => n.insertChild(grow(c), i));
  return n;
}

const px = (dp: number): number => Math.round(dp * DENSITY);

function read(n: Node, v: View, x: number, y: number, clip: Rect): void {
  v.box = { x: px(x), y: px(y), w: px(x + n.getComputedWidth()) - px(x), h: px(y + n.getComputedHeight()) - px(y) };
  v.clip = intersect(v.box, clip);
  let dx = 0, dy = 0, within = clip;
  if (v.scroll) {
    const content = n.getChild(0);
    const room = v.scroll.horizontal ? content.getComputedWidth() - n.getComputedWidth() : content.getComputedHeight() - n.getComputedHeight();
    v.scroll.max = Math.max(0, px(room));
    v.scroll.offset = Math.min(v.scroll.max, Math.max(0, v.scroll.offset));
    v.scrollable = v.scroll.max > 0;
    // Whole pixels, so that text keeps its shape while it moves.
    if (v.scroll.horizontal) dx = Math.round(v.scroll.offset) / DENSITY; else dy = Math.round(v.scroll.offset) / DENSITY;
    within = v.clip;
  }
  v.children.forEach((c, i) => {
    const cn = n.getChild(i);
    read(cn, c, x + cn.getComputedLeft() - dx, y + cn.getComputedTop() - dy, within);
  });
}

/** Lays the tree out in `frame` (px): the root gets its size unless `fit` lets it be as high as it needs. */
export function layout(root: View, frame: Rect, screen: Rect, fit: 'fill' | 'height' = 'fill'): void {
  const n = grow(root);
  n.setWidth(frame.w / DENSITY);
  if (fit === 'fill') n.setHeight(frame.h / DENSITY);
  else n.setMaxHeight(frame.h / DENSITY);
  n.calculateLayout(undefined, undefined, Direction.LTR);
  read(n, root, frame.x / DENSITY, frame.y / DENSITY, screen);
  n.freeRecursive();
}

/** Moves a laid-out tree by whole pixels. */
export function shift(v: View, dx: number, dy: number, screen: Rect): void {
  v.box = { ...v.box, x: v.box.x + dx, y: v.box.y + dy };
  v.clip = intersect({ ...v.clip, x: v.clip.x + dx, y: v.clip.y + dy }, screen);
  for (const c of v.children) shift(c, dx, dy, screen);
}
