// Exports: drawWindows, fieldPlaces. Paints laid-out windows on a canvas, bottom first. Everything visible comes from `View.paints`.

import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { iconPath } from './icons.ts';
import { lineHeight, runs, textWidth, wrap, type Weight } from './fonts.ts';
import { DENSITY, fieldPadding } from './layout.ts';
import { intersect, type Paint, type Rect, type View, type Window } from './view.ts';

type Pen = SKRSContext2D;

export interface DrawOptions {
  /** The view under the finger, highlighted. */
  pressed: View | null;
  /** CSS colour of the highlight. */
  ripple: string;
}

const icons = new Map<string, Path2D>();
function iconOf(path: string): Path2D {
  let p = icons.get(path);
  if (!p) { p = new Path2D(path); icons.set(path, p); }
  return p;
}

/** Draws all windows; the canvas is covered completely by the lowest one. */
export function drawWindows(pen: Pen, windows: readonly Window[], screen: Rect, o: DrawOptions): void {
  for (const w of windows) {
    if (w.dim !== undefined) { pen.fillStyle = w.dim; pen.fillRect(screen.x, screen.y, screen.w, screen.h); }
    if (w.secure) { pen.fillStyle = '#000000'; pen.fillRect(w.frame.x, w.frame.y, w.frame.w, w.frame.h); continue; }
    drawView(pen, w.root, screen, o);
  }
}

function drawView(pen: Pen, v: View, clip: Rect, o: DrawOptions): void {
  if (v.box.w <= 0 || v.box.h <= 0) return;
  const visible = intersect(v.box, clip);
  // What hangs out of its box (a badge, a field's label) hangs out a little; the rest of a long list costs nothing.
  const hang = 16 * DENSITY;
  const near = intersect({ x: v.box.x - hang, y: v.box.y - hang, w: v.box.w + 2 * hang, h: v.box.h + 2 * hang }, clip);
  if (near.w <= 0 || near.h <= 0) return;
  if (visible.w > 0 && visible.h > 0) {
    for (const p of v.paints) paint(pen, p, p.p === 'text' ? padded(v) : v.box);
    if (o.pressed === v) { pen.fillStyle = o.ripple; rounded(pen, v.box, v.ripple * DENSITY); pen.fill(); }
  }
  if (v.children.length === 0) return;
  if (v.scroll || v.style.maxHeight !== undefined) {
    pen.save();
    pen.beginPath();
    pen.rect(visible.x, visible.y, visible.w, visible.h);
    pen.clip();
    for (const c of v.children) drawView(pen, c, visible, o);
    pen.restore();
    if (v.scroll && v.scroll.max > 0 && !v.scroll.horizontal) scrollbar(pen, v, visible);
  } else {
    for (const c of v.children) drawView(pen, c, clip, o);
  }
}

/** Where a view's text goes. */
function padded(v: View): Rect {
  const pad = v.style.pad ?? 0;
  const [py, px] = typeof pad === 'number' ? [pad, pad] : pad;
  return { x: v.box.x + px * DENSITY, y: v.box.y + py * DENSITY, w: v.box.w - 2 * px * DENSITY, h: v.box.h - 2 * py * DENSITY };
}

function scrollbar(pen: Pen, v: View, r: Rect): void {
  const s = v.scroll;
  if (!s) return;
  const part = r.h / (r.h + s.max);
  const length = Math.max(24 * DENSITY, r.h * part);
  const y = r.y + (r.h - length) * (s.offset / s.max);
  pen.fillStyle = '#80808055';
  rounded(pen, { x: r.x + r.w - 3 * DENSITY, y, w: 2 * DENSITY, h: length }, DENSITY);
  pen.fill();
}

function rounded(pen: Pen, r: Rect, radius: number, top = false): void {
  pen.beginPath();
  const k = Math.min(radius, r.w / 2, r.h / 2);
  if (k <= 0) pen.rect(r.x, r.y, r.w, r.h);
  else pen.roundRect(r.x, r.y, r.w, r.h, top ? [k, k, 0, 0] : k);
}

/** One line; `x` is the left edge, `y` the top of the line. */
function line(pen: Pen, text: string, x: number, y: number, size: number, weight: Weight, color: string): void {
  pen.fillStyle = color;
  pen.textBaseline = 'alphabetic';
  const base = y + (lineHeight(size) * DENSITY) / 2 + size * DENSITY * 0.352;
  let at = x;
  for (const r of runs(text, size * DENSITY, weight)) {
    if (r.icon === undefined) {
      pen.font = r.font;
      pen.fontVariationSettings = r.variation;
      pen.fillText(r.text, at, base);
    } else {
      const s = size * DENSITY * 1.15;
      drawIcon(pen, iconPath(r.icon), at, base - s * 0.84, s, color);
    }
    at += r.width;
  }
}

function drawIcon(pen: Pen, path: string, x: number, y: number, size: number, color: string): void {
  const k = size / 24;
  pen.save();
  pen.translate(x, y);
  pen.scale(k, k);
  pen.fillStyle = color;
  pen.fill(iconOf(path));
  pen.restore();
}

function paint(pen: Pen, p: Paint, b: Rect): void {
  switch (p.p) {
    case 'box': {
      if (p.shadow) { pen.save(); pen.shadowColor = '#00000059'; pen.shadowBlur = p.shadow * DENSITY; pen.shadowOffsetY = (p.shadow * DENSITY) / 3; }
      if (p.fill !== undefined) { pen.fillStyle = p.fill; rounded(pen, b, (p.radius ?? 0) * DENSITY, p.top); pen.fill(); }
      if (p.shadow) pen.restore();
      if (p.border !== undefined) {
        const w = (p.borderWidth ?? 1) * DENSITY;
        pen.strokeStyle = p.border;
        pen.lineWidth = w;
        rounded(pen, { x: b.x + w / 2, y: b.y + w / 2, w: b.w - w, h: b.h - w }, (p.radius ?? 0) * DENSITY - w / 2, p.top);
        pen.stroke();
      }
      return;
    }
    case 'text': {
      const lines = wrap(p.text, p.size * DENSITY, p.weight, b.w + 0.5, p.lines);
      const lh = lineHeight(p.size) * DENSITY;
      let y = b.y + (b.h - lines.length * lh) / 2;
      for (const l of lines) {
        const w = p.align === 'start' ? 0 : textWidth(l, p.size * DENSITY, p.weight);
        line(pen, l, b.x + (p.align === 'center' ? (b.w - w) / 2 : p.align === 'end' ? b.w - w : 0), y, p.size, p.weight, p.color);
        y += lh;
      }
      return;
    }
    case 'icon': {
      const size = p.size * DENSITY;
      drawIcon(pen, p.path, b.x + (b.w - size) / 2, b.y + (b.h - size) / 2, size, p.color);
      return;
    }
    case 'switch': {
      pen.fillStyle = p.track;
      rounded(pen, b, b.h / 2); pen.fill();
      pen.strokeStyle = p.border; pen.lineWidth = 2 * DENSITY;
      rounded(pen, { x: b.x + DENSITY, y: b.y + DENSITY, w: b.w - 2 * DENSITY, h: b.h - 2 * DENSITY }, b.h / 2); pen.stroke();
      const r = (p.on ? 12 : 8) * DENSITY;
      pen.fillStyle = p.thumb;
      pen.beginPath(); pen.arc(p.on ? b.x + b.w - 16 * DENSITY : b.x + 16 * DENSITY, b.y + b.h / 2, r, 0, Math.PI * 2); pen.fill();
      return;
    }
    case 'check': {
      const s = 18 * DENSITY, x = b.x + (b.w - s) / 2, y = b.y + (b.h - s) / 2, cx = x + s / 2, cy = y + s / 2;
      pen.lineWidth = 2 * DENSITY; pen.strokeStyle = p.color; pen.fillStyle = p.color;
      if (p.round) {
        pen.beginPath(); pen.arc(cx, cy, s / 2 + DENSITY / 2, 0, Math.PI * 2); pen.stroke();
        if (p.on) { pen.beginPath(); pen.arc(cx, cy, s / 4 + DENSITY / 2, 0, Math.PI * 2); pen.fill(); }
        return;
      }
      rounded(pen, { x: x + DENSITY, y: y + DENSITY, w: s - 2 * DENSITY, h: s - 2 * DENSITY }, 2 * DENSITY);
      pen.stroke();
      if (!p.on) return;
      pen.fill();
      pen.strokeStyle = p.mark;
      pen.beginPath(); pen.moveTo(x + s * 0.22, cy); pen.lineTo(x + s * 0.43, y + s * 0.71); pen.lineTo(x + s * 0.8, y + s * 0.3); pen.stroke();
      return;
    }
    case 'slider': {
      const r = 10 * DENSITY, x0 = b.x + r, w = b.w - 2 * r, cy = b.y + b.h / 2, h = 4 * DENSITY;
      pen.fillStyle = p.rest; rounded(pen, { x: x0, y: cy - h / 2, w, h }, h / 2); pen.fill();
      pen.fillStyle = p.active; rounded(pen, { x: x0, y: cy - h / 2, w: w * p.part, h }, h / 2); pen.fill();
      pen.beginPath(); pen.arc(x0 + w * p.part, cy, r, 0, Math.PI * 2); pen.fill();
      return;
    }
    case 'bar': {
      pen.fillStyle = p.rest; rounded(pen, b, b.h / 2); pen.fill();
      pen.fillStyle = p.active; rounded(pen, { ...b, w: b.w * p.part }, b.h / 2); pen.fill();
      return;
    }
    case 'spinner': {
      const r = Math.min(b.w, b.h) / 2 - 4 * DENSITY, cx = b.x + b.w / 2, cy = b.y + b.h / 2;
      pen.lineWidth = 4 * DENSITY; pen.lineCap = 'round';
      pen.strokeStyle = p.rest; pen.beginPath(); pen.arc(cx, cy, r, 0, Math.PI * 2); pen.stroke();
      pen.strokeStyle = p.color; pen.beginPath(); pen.arc(cx, cy, r, -Math.PI / 2, Math.PI * 0.9); pen.stroke();
      pen.lineCap = 'butt';
      return;
    }
    case 'picture': {
      pen.fillStyle = p.color; rounded(pen, b, p.radius * DENSITY); pen.fill();
      if (!p.caption) return;
      const size = Math.min(20, b.h / DENSITY / 4);
      const lines = wrap(p.caption, size * DENSITY, 500, b.w - 16 * DENSITY, 3);
      lines.forEach((l, i) => line(pen, l, b.x + (b.w - textWidth(l, size * DENSITY, 500)) / 2, b.y + b.h / 2 + (i - lines.length / 2) * lineHeight(size) * DENSITY, size, 500, p.ink));
      return;
    }
    case 'wallpaper': {
      const g = pen.createLinearGradient(b.x, b.y, b.x + b.w * 0.4, b.y + b.h);
      g.addColorStop(0, p.from); g.addColorStop(1, p.to);
      pen.fillStyle = g; pen.fillRect(b.x, b.y, b.w, b.h);
      // Two soft hills, so that the home screen has a place.
      pen.fillStyle = p.accent;
      for (const [lift, bend] of [[0.62, 0.16], [0.76, -0.1]] as const) {
        pen.beginPath();
        pen.moveTo(b.x, b.y + b.h * lift);
        pen.bezierCurveTo(b.x + b.w * 0.35, b.y + b.h * (lift - bend), b.x + b.w * 0.65, b.y + b.h * (lift + bend), b.x + b.w, b.y + b.h * (lift - bend * 0.4));
        pen.lineTo(b.x + b.w, b.y + b.h); pen.lineTo(b.x, b.y + b.h); pen.fill();
      }
      return;
    }
    case 'field': field(pen, p, b);
  }
}

/** A Material text field: outlined, or filled like a search bar when it has a background of its own. */
function field(pen: Pen, p: Extract<Paint, { p: 'field' }>, b: Rect): void {
  const pad = fieldPadding(p.icon !== '', p.label !== '');
  const floats = p.label !== '' && (p.focused || p.value !== '');
  if (p.filled) {
    pen.fillStyle = p.surface; rounded(pen, b, 28 * DENSITY); pen.fill();
  } else {
    const w = (p.focused ? 2 : 1) * DENSITY;
    pen.strokeStyle = p.focused ? p.accent : p.line; pen.lineWidth = w;
    rounded(pen, { x: b.x + w / 2, y: b.y + w / 2, w: b.w - w, h: b.h - w }, 4 * DENSITY); pen.stroke();
    if (floats) {
      // The label sits in a gap of the border.
      const lw = textWidth(p.label, 12 * DENSITY, 400);
      pen.fillStyle = p.surface; pen.fillRect(b.x + 12 * DENSITY, b.y - 2, lw + 8 * DENSITY, 3 * DENSITY + 2);
      line(pen, p.label, b.x + 16 * DENSITY, b.y - 9 * DENSITY, 12, 400, p.focused ? p.accent : p.dim);
    }
  }
  if (p.icon) drawIcon(pen, p.icon, b.x + 14 * DENSITY, b.y + b.h / 2 - 12 * DENSITY, 24 * DENSITY, p.dim);
  const left = b.x + pad.left * DENSITY, width = b.w - (pad.left + pad.right) * DENSITY;
  const lh = lineHeight(p.size) * DENSITY;
  pen.save();
  pen.beginPath(); pen.rect(left - 2, b.y, width + 4, b.h); pen.clip();
  const place = fieldPlaces(p, width);
  const top = p.multiline ? b.y + pad.top * DENSITY : b.y + (b.h - lh) / 2;
  if (p.value === '' && !(floats && p.hint === '')) {
    const ghost = floats || p.label === '' ? p.hint : p.label;
    line(pen, wrap(ghost, p.size * DENSITY, 400, width, 1)[0] ?? '', left, top, p.size, 400, p.dim);
  }
  place.lines.forEach((l, i) => line(pen, l.text, left - place.shift, top + i * lh, p.size, 400, p.ink));
  if (p.focused && p.caret) {
    pen.fillStyle = p.accent;
    pen.fillRect(left - place.shift + place.caret.x - 1, top + place.caret.line * lh, 2 * DENSITY, lh);
  }
  pen.restore();
}

/** Lines of a field with their starts in the text, and where the cursor stands; px from the text's left edge. */
export function fieldPlaces(p: { value: string; cursor: number; multiline: boolean; size: number }, width: number): { lines: { text: string; start: number }[]; caret: { x: number; line: number }; shift: number } {
  const px = p.size * DENSITY;
  const texts = p.multiline ? wrap(p.value, px, 400, width + 0.5) : [p.value];
  const lines: { text: string; start: number }[] = [];
  let from = 0;
  for (const t of texts) {
    const start = p.value.indexOf(t, from);
    lines.push({ text: t, start: start < 0 ? from : start });
    from = (start < 0 ? from : start) + t.length;
  }
  let at = 0;
  for (let i = 0; i < lines.length; i++) if ((lines[i]?.start ?? 0) <= p.cursor) at = i;
  const on = lines[at] ?? { text: '', start: 0 };
  const x = textWidth(p.value.slice(on.start, Math.max(on.start, p.cursor)), px, 400);
  return { lines, caret: { x, line: at }, shift: p.multiline ? 0 : Math.max(0, x - width + 2 * DENSITY) };
}
