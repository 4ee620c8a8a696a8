// Exports: View, fit, toDevice, fromDevice, oriented, hit. Between points of the window (CSS pixels) and pixels of the phone.

import type { Bounds, Element } from '../../electron/protocol/screen.ts';

/** A picture of the phone, letterboxed into a box of the window. Box in CSS pixels, phone in device pixels of the current rotation. */
export interface View {
  box: readonly [width: number, height: number];
  phone: readonly [width: number, height: number];
}

export interface Fit { left: number; top: number; width: number; height: number; scale: number }

/** Where the picture lies inside the box: as large as possible, centred, undistorted. */
export function fit({ box: [bw, bh], phone: [pw, ph] }: View): Fit {
  const scale = pw > 0 && ph > 0 ? Math.min(bw / pw, bh / ph) : 0;
  const width = pw * scale;
  const height = ph * scale;
  return { left: (bw - width) / 2, top: (bh - height) / 2, width, height, scale };
}

/**
 * The phone's pixel under a point of the box.
 * @param point CSS pixels from the box's top left corner, fractions allowed
 * @param outside what a point on the letterbox means: nothing, or the nearest pixel (a drag that left the picture)
 */
export function toDevice(point: readonly [x: number, y: number], view: View, outside: 'none' | 'nearest' = 'none'): [number, number] | undefined {
  const f = fit(view);
  if (f.scale === 0) return undefined;
  const x = Math.floor((point[0] - f.left) / f.scale);
  const y = Math.floor((point[1] - f.top) / f.scale);
  const [w, h] = view.phone;
  if (outside === 'none' && (x < 0 || y < 0 || x >= w || y >= h)) return undefined;
  return [Math.max(0, Math.min(w - 1, x)), Math.max(0, Math.min(h - 1, y))];
}

/** The rectangle of the box that shows `bounds`, CSS pixels. */
export function fromDevice([l, t, r, b]: Bounds, view: View): { left: number; top: number; width: number; height: number } {
  const f = fit(view);
  return { left: f.left + l * f.scale, top: f.top + t * f.scale, width: (r - l) * f.scale, height: (b - t) * f.scale };
}

/** The phone's size turned the way the picture lies (the two arrive by different ways and may disagree for a moment). */
export function oriented(size: readonly [number, number], picture: readonly [number, number]): readonly [number, number] {
  const lies = (s: readonly [number, number]): boolean => s[0] > s[1];
  return lies(size) === lies(picture) ? size : [size[1], size[0]];
}

/** The element under a pixel: the smallest one that contains it, the later (drawn above) among equals. */
export function hit(elements: readonly Element[], [x, y]: readonly [number, number]): Element | undefined {
  let best: Element | undefined;
  let least = Infinity;
  for (const e of elements) {
    const [l, t, r, b] = e.bounds;
    const area = (r - l) * (b - t);
    if (x >= l && x < r && y >= t && y < b && area <= least) { best = e; least = area; }
  }
  return best;
}
