// Exports: layOut, curve, BOX, Placed, Line. Where the screens of an app are drawn: columns by taps from the start, rows by the order of their parents. Pure.

import type { MemoryGraph, MemoryState } from '../../electron/protocol/memory.ts';

export interface Placed { state: MemoryState; x: number; y: number; far: number }
export interface Line { from: Placed; to: Placed; times: number; back: boolean }

export const BOX = { width: 132, height: 30, gapX: 64, gapY: 12 } as const;

/** Screens that nothing leads to stand in a last column. Sizes are CSS pixels at zoom 1. */
export function layOut(g: MemoryGraph): { placed: Placed[]; lines: Line[]; width: number; height: number } {
  const far = new Map<string, number>();
  const roots = g.states.filter((s) => s.root);
  for (const s of roots.length > 0 ? roots : g.states.slice(0, 1)) far.set(s.id, 0);
  // Breadth first: a map keeps the order in which screens were reached, which is that of their parents.
  for (const id of far.keys()) for (const e of g.edges) if (e.from === id && e.to !== undefined && !far.has(e.to) && g.states.some((s) => s.id === e.to)) far.set(e.to, far.get(id)! + 1);
  const last = Math.max(-1, ...far.values()) + 1;
  for (const s of g.states) if (!far.has(s.id)) far.set(s.id, last);
  const rows = new Map<number, number>();
  const placed = new Map<string, Placed>();
  for (const [id, column] of far) {
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    const state = g.states.find((s) => s.id === id);
    if (state) placed.set(id, { state, far: column, x: 8 + column * (BOX.width + BOX.gapX), y: 8 + row * (BOX.height + BOX.gapY) });
  }
  const pairs = new Map<string, Line>();
  for (const e of g.edges) {
    const [from, to] = [placed.get(e.from), e.to === undefined ? undefined : placed.get(e.to)];
    if (!from || !to || from === to) continue;
    const key = `${e.from} ${e.to}`;
    pairs.set(key, { from, to, times: (pairs.get(key)?.times ?? 0) + e.times, back: to.far <= from.far });
  }
  const all = [...placed.values()];
  return {
    placed: all, lines: [...pairs.values()],
    width: Math.max(0, ...all.map((p) => p.x + BOX.width)) + 8, height: Math.max(0, ...all.map((p) => p.y + BOX.height)) + 8,
  };
}

/** The curve of a line: forward out of the right side, back out of the left one. */
export function curve({ from, to, back }: Line): string {
  const [x1, y1] = [back ? from.x : from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.far < from.far ? to.x + BOX.width : to.x, to.y + BOX.height / 2];
  const bend = to.far === from.far ? -28 : back ? -24 : 32;
  return `M${x1} ${y1} C${x1 + bend} ${y1}, ${x2 - (to.far === from.far ? -bend : bend)} ${y2}, ${x2} ${y2}`;
}
