// What a confidential run leaves behind, for those who may read it and for those who may not.

import { expect, test } from 'vitest';
import { trials } from '../../electron/bench/noninterference.ts';
import { editElement } from '../../electron/memory/edit.ts';
import { createMemory } from '../../electron/memory/memory.ts';
import { openStore } from '../../electron/memory/store.ts';
import { summarise } from '../../electron/memory/summary.ts';
import type { MemoryState } from '../../electron/protocol/memory.ts';

const signal = new AbortController().signal;
const app = { package: 'com.a', version: '1', label: 'A' };
const state = (id: string, lastAt: number, words: string): MemoryState => ({
  id, activity: '.M', title: 'M', dialog: false, text: '', visits: 1, scrolled: 0, firstAt: lastAt, lastAt,
  elements: [{ key: `k-${words}`, role: 'button', label: words, resourceId: '', className: '', selectors: [], scrolls: 0, acts: true, classes: [], task: `open ${words}` }],
});

function world() {
  const { store } = openStore(':memory:', 0);
  let reader = 'ann';
  const memory = createMemory({ store, clock: { now: () => 0, sleep: async () => {} }, reader: () => reader });
  const put = (readers: 'all' | string[], s: MemoryState): void => { memory.under(readers).update(app, (g) => ({ ...g, states: [...g.states, s] }), s.lastAt); };
  return { store, memory, put, as: (name: string) => { reader = name; return memory; } };
}

test('one screen in slices: each reader sees those that may be read, put together', () => {
  const w = world();
  w.put('all', state('s1', 10, 'display'));
  w.put(['ann'], state('s1', 20, 'salary'));
  w.put(['ben'], state('s2', 30, 'secret'));
  const seen = (name: string) => w.as(name).store.read('com.a', '1')!.states.map((s) => [s.id, s.visits, s.lastAt, s.elements.map((e) => e.label)]);
  expect([seen('ann'), seen('ben'), seen('eve')]).toEqual([[['s1', 2, 20, ['display', 'salary']]], [['s1', 1, 10, ['display']], ['s2', 1, 30, ['secret']]], [['s1', 1, 10, ['display']]]]);
  expect([w.as('eve').store.apps(), summarise(w.as('ben')).map((a) => [a.states, a.elements])]).toEqual([[{ ...app, at: 10 }], [[2, 2]]]);
});

test('search, labels and lists know nothing of what may not be read', async () => {
  const w = world();
  w.put(['ben'], state('s2', 30, 'secret'));
  expect(w.as('ann').store.apps()).toEqual([]);
  expect(w.as('ann').store.read('com.a', '1')).toBeUndefined();
  expect([await w.as('ann').search(app, 'open the secret', signal), w.as('ann').labels('com.a')]).toEqual([[], []]);
  expect((await w.as('ben').search(app, 'open the secret', signal)).map((f) => f.state)).toEqual(['s2']);
});

test('a change reaches the slices that have it, deleting leaves what may not be read', () => {
  const w = world();
  w.put('all', state('s1', 10, 'display'));
  w.put(['ben'], state('s1', 20, 'salary'));
  w.as('ben').store.update(app, (g) => editElement(g, { state: 's1', element: 'k-salary' }, { hint: 'my words' }), 5);
  expect(w.store.read('com.a', '1')!.states.map((s) => [s.readers, s.elements[0]!.hint])).toEqual([[undefined, undefined], [['ben'], 'my words']]);
  expect(() => w.as('ann').store.update(app, (g) => editElement(g, { state: 's1', element: 'k-salary' }, { hint: 'x' }), 5)).toThrow('Wrong usage');
  expect(w.as('ann').store.remove('com.a', '1')).toBe(true);
  expect([w.as('ann').store.read('com.a', '1'), w.as('ben').store.read('com.a', '1')?.states.length]).toEqual([undefined, 1]);
});

test('two runs that agree on what one may read answer alike, and the broken ways are seen to differ', async () => {
  const ours = await trials({ arm: 'filter-first', count: 500, seed: 11, signal });
  expect(ours).toMatchObject({ differ: 0, in: { ids: 0, order: 0, scores: 0, prompt: 0, rest: 0 } });
  // The test would hold for a memory that says nothing.
  expect(ours.told).toBeGreaterThan(50);
  for (const arm of ['filter-after-top-k', 'global-statistics'] as const) expect((await trials({ arm, count: 40, seed: 11, signal })).share).toBeGreaterThanOrEqual(0.5);
}, 90_000);
