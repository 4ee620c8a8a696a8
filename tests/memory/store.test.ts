// The file of the memory: what is written is read, two programs share it, damage is told and kept aside.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { addEdge, merge } from '../../electron/memory/graph.ts';
import { openStore } from '../../electron/memory/store.ts';
import { faultOf } from '../../electron/protocol/faults.ts';
import type { MemoryState } from '../../electron/protocol/memory.ts';
import { folders, temporary } from './small-app.ts';

afterAll(() => { for (const f of folders) fs.rmSync(f, { recursive: true, force: true }); });

const APP = { package: 'com.a', version: '1', label: 'A' };
const state = (id: string): MemoryState => ({ id, activity: '.A', title: id, dialog: false, text: `<p>${id}</p>`, elements: [], visits: 1, scrolled: 0, ends: true, firstAt: 1, lastAt: 1 });
const file = (): string => path.join(temporary(), 'memory.db');

test('graphs of versions lie apart; what was written is read by the next program, whole', () => {
  const at = file();
  const one = openStore(at, 1).store;
  one.update(APP, (g) => addEdge(merge(merge(g, state('s1'), { root: true }), state('s2')), { from: 's1', element: '', action: 'scroll down', to: 's2' }, 5), 5);
  one.update({ ...APP, version: '2' }, (g) => merge(g, state('s3')), 6);
  const written = one.read('com.a', '1');
  one.close();
  const two = openStore(at, 2).store;
  expect(two.read('com.a', '1')).toEqual(written);
  expect(written).toEqual({ ...APP, states: [{ ...state('s1'), root: true }, state('s2')], edges: [{ from: 's1', element: '', action: 'scroll down', to: 's2', times: 1, missed: 0, lastAt: 5 }] });
  expect(two.apps()).toEqual([{ ...APP, version: '2', at: 6 }, { ...APP, at: 5 }]);
  expect([two.remove('com.a', '1'), two.remove('com.a', '1'), two.read('com.a', '1'), two.read('com.a', '2')?.states.length]).toEqual([true, false, undefined, 1]);
  expect(fs.readdirSync(path.dirname(at))).toEqual(['memory.db']);
  two.close();
});

test('two programs on one file: each builds on what the other wrote', () => {
  const at = file();
  const [one, two] = [openStore(at, 1).store, openStore(at, 1).store];
  one.update(APP, (g) => merge(g, state('s1')), 1);
  two.update(APP, (g) => merge(g, state('s2')), 2);
  one.update(APP, (g) => merge(g, state('s3')), 3);
  expect([one, two].map((s) => s.read('com.a', '1')?.states.map((x) => x.id))).toEqual([['s1', 's2', 's3'], ['s1', 's2', 's3']]);
  one.close();
  two.close();
});

test('a change that fails leaves everything as it was', () => {
  const { store } = openStore(file(), 1);
  store.update(APP, (g) => merge(g, state('s1')), 1);
  expect(() => store.update(APP, () => { throw new Error('no'); }, 2)).toThrow('no');
  expect(store.read('com.a', '1')?.states.map((s) => s.id)).toEqual(['s1']);
  store.update(APP, (g) => merge(g, state('s2')), 3);
  store.close();
});

test.each([
  ['text', (at: string) => fs.writeFileSync(at, 'this is no database, though it is long enough to be taken for one at first')],
  ['torn', (at: string) => { const { store } = openStore(at, 1); for (let i = 0; i < 60; i++) store.update(APP, (g) => merge(g, { ...state(`s${i}`), text: 'x'.repeat(2000) }), 1); store.close(); fs.truncateSync(at, 40_000); }],
  ['scribbled', (at: string) => { const { store } = openStore(at, 1); for (let i = 0; i < 60; i++) store.update(APP, (g) => merge(g, { ...state(`s${i}`), text: 'x'.repeat(2000) }), 1); store.close(); const b = fs.readFileSync(at); b.fill(0xff, 4096, 60_000); fs.writeFileSync(at, b); }],
])('a damaged file (%s) is kept aside, and memory begins anew', (_, damage) => {
  const at = file();
  damage(at);
  const bytes = fs.readFileSync(at);
  const { store, setAside } = openStore(at, Date.UTC(2026, 2, 2, 8));
  expect(setAside).toMatchObject({ kind: 'file/damaged', path: at });
  expect(fs.readFileSync(`${at}.damaged-20260302T080000`).equals(bytes)).toBe(true);
  store.update(APP, (g) => merge(g, state('s1')), 1);
  expect(store.apps().length).toBe(1);
  store.close();
  expect(openStore(at, 1).setAside).toBeUndefined();
});

test('one damaged row is a fault of its app, not of the others; a newer file stays where it is', () => {
  const at = file();
  const { store } = openStore(at, 1);
  store.update(APP, (g) => merge(g, state('s1')), 1);
  store.update({ ...APP, package: 'com.b' }, (g) => merge(g, state('s1')), 1);
  store.close();
  const db = new DatabaseSync(at);
  db.exec(`UPDATE state SET json = '{"id":7}' WHERE app = (SELECT id FROM app WHERE package = 'com.a')`);
  db.close();
  const again = openStore(at, 1).store;
  const fault = (work: () => unknown): unknown => { try { return work(); } catch (e) { return faultOf(e); } };
  expect(fault(() => again.read('com.a', '1'))).toEqual({ kind: 'file/damaged', path: at, detail: 'A screen of A cannot be read: delete what is remembered of this app and explore it again' });
  expect(again.read('com.b', '1')?.states.length).toBe(1);
  again.close();
  const newer = new DatabaseSync(at);
  newer.exec('PRAGMA user_version = 9');
  newer.close();
  expect(fault(() => openStore(at, 1))).toEqual({ kind: 'file/damaged', path: at, detail: 'It was written by a newer Countersign (format 9); update to read it' });
  expect(fs.readdirSync(path.dirname(at))).toEqual(['memory.db']);
});
