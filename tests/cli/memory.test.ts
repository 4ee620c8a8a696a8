// Exploring and remembering from the command line: what it prints, its exit codes, and that runs add to it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import type { ExploreJob, MemoryApp, MemoryGraph } from '../../electron/protocol/memory.ts';
import { countersign, home, sopFile } from './in-process.ts';

test('explore, list, show, go on, delete', { timeout: 60_000 }, async () => {
  const data = home();
  const first = await countersign(['explore', 'Bank', '--device', 'demo', '--steps', '6', '--json'], { data });
  const job = first.json() as ExploreJob;
  expect([first.code, first.err, job.status, job.steps, job.package, job.version, job.why]).toEqual([0, '', 'done', 6, 'com.countersign.bank', '1.0', '6 steps were done']);
  const [listed] = (await countersign(['memory', 'list', '--json'], { data })).json() as MemoryApp[];
  expect([listed?.label, listed?.states, listed?.edges, listed?.job?.id]).toEqual(['Bank', job.states, job.edges, job.id]);
  const words = await countersign(['memory', 'show', 'bank'], { data });
  expect(words.out).toMatch(/button {3}transfer "Bank" {2}\(never: transfer\)/);
  const graph = (await countersign(['memory', 'show', 'com.countersign.bank', '--json'], { data })).json() as MemoryGraph;
  expect(graph.states.length).toBe(job.states);
  const plain = await countersign(['explore', 'Bank', '--device', 'demo', '--steps', '3', '--no-go', 'Savings'], { data });
  expect([plain.code, plain.out.includes('3 steps were done'), plain.out.includes('Tap "Savings')]).toEqual([0, true, false]);
  expect((await countersign(['memory', 'delete', 'Bank'], { data })).out).toBe('Bank 1.0 is forgotten');
  expect((await countersign(['memory', 'list'], { data })).out).toBe('Nothing yet: countersign explore APP');
});

test('a run leaves its steps behind; a damaged memory is told and kept aside, and the run goes on', { timeout: 60_000 }, async () => {
  const data = home();
  fs.writeFileSync(path.join(data, 'memory.db'), 'no database at all, but long enough to look like one to a careless reader of files');
  const run = await countersign(['run', sopFile('1. Open "Settings".\n2. Tap "Battery".\n3. Check "Battery Saver" is visible.'), '--device', 'demo', '--approve', 'deny'], { data });
  expect([run.code, run.err.includes('[file/damaged]'), fs.readdirSync(data).filter((f) => f.startsWith('memory.db.damaged-')).length]).toEqual([0, true, 1]);
  const graph = (await countersign(['memory', 'show', 'Settings', '--json'], { data })).json() as MemoryGraph;
  const battery = graph.states.flatMap((s) => s.elements).find((e) => e.label === 'Battery' && e.tried === 'acted');
  expect(graph.edges.some((e) => e.element === battery?.key && graph.states.find((s) => s.id === e.to)?.title === 'Battery')).toBe(true);
});

test.each([
  [['explore'], /Name the app/], [['explore', 'Bank', '--device', 'demo', '--steps', '0'], /--steps takes a number/], [['explore', 'Nosuch', '--device', 'demo'], /No app called "Nosuch"/],
  [['memory', 'show', 'Nosuch'], /Nothing is remembered of Nosuch/], [['memory', 'delete'], /Name the app/],
])('%j is refused with a remedy', async (argv, words) => {
  const r = await countersign(argv);
  expect([r.code, words.test(r.err)]).toEqual([2, true]);
});
