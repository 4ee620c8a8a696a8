// Where the screens of an app are drawn.

import { expect, test } from 'vitest';
import type { MemoryEdge, MemoryGraph, MemoryState } from '../../electron/protocol/memory.ts';
import { curve, layOut } from '../../renderer/memory/layers.ts';

const state = (id: string, root = false): MemoryState => ({ id, activity: '', title: id, dialog: false, text: '', elements: [], visits: 1, scrolled: 0, firstAt: 0, lastAt: 0, ...(root ? { root: true } : {}) });
const edge = (from: string, to: string | undefined, times = 1): MemoryEdge => ({ from, element: 'x', action: 'click', ...(to === undefined ? { leaves: 'com.b' } : { to }), times, missed: 0, lastAt: 0 });
const graph = (states: MemoryState[], edges: MemoryEdge[]): MemoryGraph => ({ package: 'com.a', version: '1', label: 'A', states, edges });

test('columns by taps from the start, children in the order of their parents, strangers last', () => {
  const g = graph([state('lost'), state('a', true), state('c'), state('b'), state('d')], [edge('a', 'b'), edge('a', 'c', 2), edge('a', 'c', 3), edge('b', 'd'), edge('d', 'a'), edge('b', 'b'), edge('c', undefined)]);
  const { placed, lines, width, height } = layOut(g);
  expect(placed.map((p) => [p.state.id, p.far, p.x, p.y])).toEqual([['a', 0, 8, 8], ['b', 1, 204, 8], ['c', 1, 204, 50], ['d', 2, 400, 8], ['lost', 3, 596, 8]]);
  expect(lines.map((l) => [l.from.state.id, l.to.state.id, l.times, l.back])).toEqual([['a', 'b', 1, false], ['a', 'c', 5, false], ['b', 'd', 1, false], ['d', 'a', 1, true]]);
  expect([width, height]).toEqual([736, 88]);
  expect(lines.map(curve).every((c) => /^M[\d.-]+ [\d.-]+ C[\d., -]+$/.test(c))).toBe(true);
});
test('an app known from runs only begins with what was seen first; an empty one has no size', () => {
  expect(layOut(graph([state('x'), state('y')], [edge('x', 'y')])).placed.map((p) => p.far)).toEqual([0, 1]);
  expect(layOut(graph([], []))).toMatchObject({ placed: [], lines: [], width: 8, height: 8 });
});
