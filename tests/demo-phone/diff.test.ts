// The difference of two saved phones: items of lists keep their identity wherever they lie, and each change says what became of which thing.

import { describe, expect, test } from 'vitest';
import { APPS } from '../../electron/demo-phone/apps/index.ts';
import { diffState } from '../../electron/demo-phone/system/diff.ts';
import { initialState } from '../../electron/demo-phone/system/state.ts';
import type { Json, PhoneState } from '../../electron/demo-phone/types.ts';

const empty = initialState([], 0, 1);
const holding = (list: Json): PhoneState => ({ ...empty, apps: { x: { list } } });
const diff = (before: Json, after: Json) => diffState(holding(before), holding(after));
const pick = (...ids: number[]): Json => ids.map((id) => ({ id, n: `n${id}` }));

describe('items of a list', () => {
  test('are told apart by their id', () => {
    expect(diff([{ id: 1, n: 'a' }, { id: 2, n: 'b' }], [{ id: 3, n: 'c' }, { id: 2, n: 'B' }])).toEqual([
      { change: 'removed', path: 'apps.x.list[1]', before: { id: 1, n: 'a' } },
      { change: 'changed', path: 'apps.x.list[2].n', before: 'b', after: 'B' },
      { change: 'added', path: 'apps.x.list[3]', after: { id: 3, n: 'c' } },
    ]);
  });
  test('else by a field that is unique among them', () => {
    expect(diff([{ number: '+1', name: 'A', read: false }, { number: '+2', name: 'A', read: false }], [{ number: '+3', name: 'A', read: false }, { number: '+1', name: 'A', read: true }, { number: '+2', name: 'A', read: false }])).toEqual([
      { change: 'changed', path: 'apps.x.list[+1].read', before: false, after: true },
      { change: 'added', path: 'apps.x.list[+3]', after: { number: '+3', name: 'A', read: false } },
    ]);
  });
  test('else by what they hold; one gone and one come in its place is a change', () => {
    const line = (name: string, n: number): Json => ({ name, n });
    expect(diff([line('a', 1), line('a', 2), line('b', 1)], [line('z', 0), line('a', 1), line('a', 9), line('b', 1)])).toEqual([
      { change: 'added', path: 'apps.x.list[0]', after: { name: 'z', n: 0 } },
      { change: 'changed', path: 'apps.x.list[2].n', before: 2, after: 9 },
    ]);
    expect(diff(['a', 'b', 'c'], ['b', 'c', 'd', 'e'])).toEqual([
      { change: 'removed', path: 'apps.x.list[0]', before: 'a' },
      { change: 'added', path: 'apps.x.list[2]', after: 'd' },
      { change: 'added', path: 'apps.x.list[3]', after: 'e' },
    ]);
  });
  test.each([
    ['the last comes first', [1, 2, 3, 4], [4, 1, 2, 3], [[4, 3, 0]]],
    ['one in the middle goes to the end', [1, 2, 3, 4], [1, 3, 4, 2], [[2, 1, 3]]],
    ['two swap', [1, 2], [2, 1], [[1, 0, 1]]],
    ['a new first item moves nobody', [1, 2], [9, 1, 2], []],
  ] as const)('that moved are named, and only those: %s', (_, before, after, moved) => {
    expect(diff(pick(...before), pick(...after)).filter((c) => c.change === 'moved')).toEqual(moved.map(([id, from, to]) => ({ change: 'moved', path: `apps.x.list[${id}]`, before: from, after: to })));
  });
});

test('a list that becomes something else is one change', () => {
  expect(diff(pick(1), null)).toEqual([{ change: 'changed', path: 'apps.x.list', before: [{ id: 1, n: 'n1' }], after: null }]);
});

test('settings, data and notifications count; time, seed, tasks and pending timers do not', () => {
  const note = (title: string) => ({ package: 'x', title, text: 't' });
  const after: PhoneState = { ...empty, now: 9, seed: 9, timers: [{ package: 'x', name: 't', at: 1 }], tasks: [{ package: 'x', stack: [] }], system: { ...empty.system, darkTheme: true, wifi: { ...empty.system.wifi, known: { 'a.b': 'pw' } } }, notifications: [note('new')] };
  expect(diffState({ ...empty, notifications: [note('old'), note('new')] }, after)).toEqual([
    { change: 'removed', path: 'system.wifi.known.Home-5G', before: 'welcome-home' },
    { change: 'added', path: 'system.wifi.known.a.b', after: 'pw' },
    { change: 'changed', path: 'system.darkTheme', before: false, after: true },
    { change: 'removed', path: 'notifications[0]', before: note('old') },
  ]);
});

test('every list of things in the apps has an identity that its items share', () => {
  const without: string[] = [];
  const look = (v: Json, path: string): void => {
    if (v === null || typeof v !== 'object') return;
    if (!Array.isArray(v)) { for (const [key, e] of Object.entries(v)) look(e, `${path}.${key}`); return; }
    const things = v.filter((e) => typeof e === 'object');
    const keys = ['id', 'number', 'product', 'text'].find((field) => new Set(things.map((e) => (e as { [key: string]: Json })[field])).size === things.length && things.every((e) => (e as { [key: string]: Json })[field] !== undefined));
    if (things.length > 0 && keys === undefined) without.push(path);
    v.forEach((e, i) => look(e, `${path}[${i}]`));
  };
  look(initialState(APPS, 0, 1).apps, 'apps');
  expect(without).toEqual([]);
});
