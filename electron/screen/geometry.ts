// Exports: width, height, area, intersect, overlaps, contains, within, same, freePoint. Rectangles in device pixels; right and bottom are exclusive.

import type { Bounds } from '../protocol/screen.ts';

export const width = (b: Bounds): number => Math.max(0, b[2] - b[0]);
export const height = (b: Bounds): number => Math.max(0, b[3] - b[1]);
export const area = (b: Bounds): number => width(b) * height(b);
export const intersect = (a: Bounds, b: Bounds): Bounds => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
export const overlaps = (a: Bounds, b: Bounds): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
/** Whether `a` holds all of `b`. */
export const contains = (a: Bounds, b: Bounds): boolean => a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];
export const within = (b: Bounds, x: number, y: number): boolean => x >= b[0] && x < b[2] && y >= b[1] && y < b[3];
export const same = (a: Bounds, b: Bounds): boolean => a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];

/** More obstacles than this over one element are cut to the largest: the grid below grows with their square. */
const MOST = 48;

/**
 * A point of `target` that none of `obstacles` holds, as far from their edges as is cheap to find: the middle if it is
 * free, else the middle of the roomiest free cell of the grid that the obstacles' edges make.
 * @returns undefined when less than `least` pixels are free in either direction
 */
export function freePoint(target: Bounds, obstacles: readonly Bounds[], least = 3): readonly [number, number] | undefined {
  if (width(target) < 1 || height(target) < 1) return undefined;
  const middle = [(target[0] + target[2]) >> 1, (target[1] + target[3]) >> 1] as const;
  let near = obstacles.filter((o) => overlaps(o, target));
  if (!near.some((o) => within(o, middle[0], middle[1]))) return middle;
  if (near.some((o) => contains(o, target))) return undefined;
  if (near.length > MOST) near = near.toSorted((a, b) => area(b) - area(a)).slice(0, MOST);
  const xs = edges(target[0], target[2], near, 0);
  const ys = edges(target[1], target[3], near, 1);
  const columns = xs.length - 1;
  const taken = new Uint8Array(columns * (ys.length - 1));
  for (const o of near) {
    const c = intersect(o, target);
    const [left, right] = [xs.indexOf(c[0]), xs.indexOf(c[2])];
    const [top, bottom] = [ys.indexOf(c[1]), ys.indexOf(c[3])];
    for (let row = top; row < bottom; row++) taken.fill(1, row * columns + left, row * columns + right);
  }
  let best: { room: number; size: number; at: readonly [number, number] } | undefined;
  for (let row = 0; row + 1 < ys.length; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken[row * columns + column]) continue;
      // Grow to the right and down over free cells, so that edges of far obstacles do not slice the room.
      let right = column + 1;
      while (right < columns && !taken[row * columns + right]) right++;
      let bottom = row + 1;
      while (bottom + 1 < ys.length && allFree(taken, columns, bottom, column, right)) bottom++;
      const [l, r, t, b] = [xs[column]!, xs[right]!, ys[row]!, ys[bottom]!];
      const room = Math.min(r - l, b - t);
      const size = (r - l) * (b - t);
      if (!best || room > best.room || (room === best.room && size > best.size)) best = { room, size, at: [(l + r) >> 1, (t + b) >> 1] };
    }
  }
  return best && best.room >= Math.min(least, width(target), height(target)) ? best.at : undefined;
}

function allFree(taken: Uint8Array, columns: number, row: number, from: number, to: number): boolean {
  for (let c = from; c < to; c++) if (taken[row * columns + c]) return false;
  return true;
}

function edges(from: number, to: number, obstacles: readonly Bounds[], axis: 0 | 1): number[] {
  const set = new Set([from, to]);
  for (const o of obstacles) {
    set.add(Math.max(from, Math.min(to, o[axis])));
    set.add(Math.max(from, Math.min(to, o[axis === 0 ? 2 : 3])));
  }
  return [...set].sort((a, b) => a - b);
}
