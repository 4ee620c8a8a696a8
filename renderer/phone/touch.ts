// Exports: Recorder, swipe. Gestures as the phone is to receive them: device pixels with milliseconds.

import type { GesturePoint } from '../../electron/protocol/actions.ts';

/** Closer points than this add nothing a phone could tell. */
const MIN_MS = 8;

/** Collects one touch. A touch that hardly moved is a tap or a press at the point where it began. */
export class Recorder {
  private readonly points: [number, number, number][] = [];
  private readonly began: number;
  private readonly slop: number;
  /** @param slop device pixels a finger may wander without dragging */
  constructor([x, y]: readonly [number, number], at: number, slop: number) {
    this.began = at;
    this.slop = slop;
    this.points.push([x, y, 0]);
  }
  move([x, y]: readonly [number, number], at: number): void {
    const last = this.points.at(-1);
    const t = Math.round(at - this.began);
    if (last && t - last[2] >= MIN_MS && (x !== last[0] || y !== last[1])) this.points.push([x, y, t]);
  }
  end([x, y]: readonly [number, number], at: number): GesturePoint[] {
    const t = Math.max(1, Math.round(at - this.began));
    const [x0, y0] = this.points[0] as [number, number, number];
    const far = [...this.points, [x, y, t]].some((p) => Math.hypot((p[0] ?? 0) - x0, (p[1] ?? 0) - y0) > this.slop);
    if (!far) return t < 400 ? [[x0, y0, 0]] : [[x0, y0, 0], [x0, y0, t]];
    return [...this.points.filter((p) => p[2] < t), [x, y, t]];
  }
}

/** A swipe by `dx, dy` device pixels from a point, kept inside the screen; 200 ms in even steps, resting at the end so that nothing flings. */
export function swipe([x, y]: readonly [number, number], [dx, dy]: readonly [number, number], [w, h]: readonly [number, number]): GesturePoint[] {
  const clamp = (v: number, size: number): number => Math.round(Math.max(size * 0.06, Math.min(size * 0.94, v)));
  const [x0, y0, x1, y1] = [clamp(x, w), clamp(y, h), clamp(x + dx, w), clamp(y + dy, h)];
  const points: GesturePoint[] = Array.from({ length: 9 }, (_, i) => [Math.round(x0 + ((x1 - x0) * i) / 8), Math.round(y0 + ((y1 - y0) * i) / 8), i * 20]);
  return [...points, [x1, y1, 200]];
}
