// The list of installed models as a value: versions, pins, what to go back to, and what is kept of it on the disk.

import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addressOf, readCatalogue } from '../../electron/model/manager/catalogue.ts';
import { chosen, currentOf, earlierThan, EMPTY, lastGood, pin, put, readShelf, take, writeShelf, type Shelf, type Version } from '../../electron/model/manager/shelf.ts';
import { Failure } from '../../electron/protocol/faults.ts';

const folder = fs.mkdtempSync(path.join(tmpdir(), 'countersign-shelf-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const faultOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no failure', (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });

const MODEL = { id: 'm', title: 'Model', licence: 'MIT' };
const version = (n: number): Version => ({ version: `v${n}`, path: `/models/m/v${n}/m.gguf`, addedAt: n, managed: true });
const after = (n: number, s: Shelf = EMPTY, from = 1): Shelf => Array.from({ length: n }, (_, i) => version(from + i)).reduce((shelf, v) => put(shelf, MODEL, v).shelf, s);
const names = (s: Shelf): string[] => s.slots.flatMap((m) => m.versions.map((v) => v.version));

test('the newest version is used, until another is pinned', () => {
  const s = after(3);
  expect([names(s), currentOf(s.slots[0]!).version, earlierThan(s.slots[0]!)?.version]).toEqual([['v3', 'v2', 'v1'], 'v3', 'v2']);
  const held = pin(s, 'm', 'v2');
  expect([currentOf(held.slots[0]!).version, earlierThan(held.slots[0]!)?.version]).toEqual(['v2', 'v1']);
  // A new version arrives and is not used.
  const newer = put(held, MODEL, version(4)).shelf;
  expect([names(newer), currentOf(newer.slots[0]!).version]).toEqual([['v4', 'v3', 'v2', 'v1'], 'v2']);
  expect(currentOf(pin(newer, 'm', undefined).slots[0]!).version).toBe('v4');
  expect(earlierThan(pin(s, 'm', 'v1').slots[0]!)).toBeUndefined();
});

test('three replaced versions are kept, the pinned one and the one in use besides', () => {
  const full = put(after(4), MODEL, version(5));
  expect([names(full.shelf), full.dropped.map((v) => v.version)]).toEqual([['v5', 'v4', 'v3', 'v2'], ['v1']]);
  const pinned = put(pin(after(4), 'm', 'v1'), MODEL, version(5));
  expect([names(pinned.shelf), pinned.dropped]).toEqual([['v5', 'v4', 'v3', 'v2', 'v1'], []]);
  expect(put(after(4), MODEL, version(5), [version(1).path]).dropped).toEqual([]);
  // The same file again replaces nothing.
  expect([names(put(after(4), MODEL, version(2)).shelf), put(after(4), MODEL, version(2)).dropped]).toEqual([['v2', 'v4', 'v3', 'v1'], []]);
});

test('what is removed is no choice any more', () => {
  const s = chosen(chosen(pin(after(3), 'm', 'v2'), version(2).path, 10), version(3).path, 11);
  const one = take(s, 'm', 'v2');
  expect([names(one.shelf), one.shelf.slots[0]!.pin, one.shelf.good.map((g) => g.path), one.dropped.map((v) => v.version)]).toEqual([['v3', 'v1'], undefined, [version(3).path], ['v2']]);
  expect(take(s, 'm').shelf).toMatchObject({ slots: [], good: [] });
});

test('the last five choices that worked are kept, newest first, each once', () => {
  const s = [1, 2, 3, 4, 5, 6, 3].reduce((shelf, n) => chosen(shelf, `/${n}`, n), { ...EMPTY, loading: { path: '/3', pid: 1, at: 0 } } as Shelf);
  expect([s.good.map((g) => g.path), s.loading, lastGood(s, ['/3']), lastGood(s, ['/3', '/6']), lastGood(EMPTY, [])]).toEqual([['/3', '/6', '/5', '/4', '/2'], undefined, '/6', '/5', undefined]);
});

test('it is kept on the disk as it is', async () => {
  const file = path.join(folder, 'models.json');
  expect(await readShelf(file)).toEqual(EMPTY);
  const s: Shelf = { ...chosen(pin(after(2), 'm', 'v1'), version(1).path, 5), loading: { path: '/x', pid: 7, at: 9 }, benchmarks: { 'a 1 2': { prefill: 1, decode: 2, rss: 3, promptTokens: 4, answerTokens: 5, at: 6 } } };
  await writeShelf(file, s);
  expect(await readShelf(file)).toEqual(s);
  for (const text of ['{', '[]', '{"v":2,"slots":[],"good":[],"benchmarks":{}}', '{"v":1,"slots":[{"id":"x","title":"","versions":[]}],"good":[],"benchmarks":{}}']) {
    fs.writeFileSync(file, text);
    expect(await faultOf(readShelf(file))).toMatchObject({ kind: 'file/damaged', path: file });
  }
});

test.each([
  ['hf:Qwen/Qwen3-0.6B-GGUF/Qwen3-0.6B-Q8_0.gguf', 'https://huggingface.co/Qwen/Qwen3-0.6B-GGUF/resolve/main/Qwen3-0.6B-Q8_0.gguf'],
  ['https://models.example/a.gguf', 'https://models.example/a.gguf'],
  ['http://127.0.0.1:8080/a.gguf', 'http://127.0.0.1:8080/a.gguf'],
  ['http://localhost/a.gguf', 'http://localhost/a.gguf'],
  ['http://models.example/a.gguf', undefined],
  ['http://127.0.0.1.example/a.gguf', undefined],
  ['https://user:word@models.example/a.gguf', undefined],
  ['hf:a/../b.gguf', undefined],
  ['hf:a/b/../../c.gguf', undefined],
  ['hf:a/b', undefined],
  ['file:///etc/passwd', undefined],
  ['/etc/passwd', undefined],
])('%s is fetched from %s', (uri, address) => expect(addressOf(uri)?.href).toBe(address));

test('a catalogue of the workplace adds to the shipped one and replaces in it; a wrong one is named', async () => {
  const entry = { id: 'a', source: 'fetch', title: 'A', publisher: 'P', uri: 'https://x.example/a.gguf', file: 'a.gguf', bytes: 10, parameters: 1, quantisation: 'F16', licence: 'MIT', context: 1, template: '', about: 'One.' };
  const write = (name: string, ...models: object[]): string => { const at = path.join(folder, name); fs.writeFileSync(at, JSON.stringify({ catalogue: 1, models })); return at; };
  const shipped = write('shipped.json', entry, { ...entry, id: 'b' });
  expect((await readCatalogue(shipped, write('own.json', { ...entry, title: 'Ours' }, { ...entry, id: 'c' }))).map((e) => [e.id, e.title])).toEqual([['a', 'Ours'], ['b', 'A'], ['c', 'A']]);
  expect((await readCatalogue(shipped, path.join(folder, 'none.json'))).length).toBe(2);
  const wrong: [object, RegExp][] = [
    [{ ...entry, uri: 'http://x.example/a.gguf' }, /uri: must be hf:/],
    [{ ...entry, file: '../a.gguf' }, /file/],
    [{ ...entry, id: '../a' }, /id/],
    [{ ...entry, sha256: 'abc' }, /sha256/],
    [{ ...entry, licenceUrl: 'javascript:alert(1)' }, /licenceUrl/],
    [{ ...entry, more: 1 }, /more/],
    [{ ...entry, source: 'embedded', id: 'pilot', uri: undefined }, /models/],
  ];
  for (const [e, words] of wrong) expect(await faultOf(readCatalogue(shipped, write('own.json', e)))).toEqual({ kind: 'config', path: path.join(folder, 'own.json'), detail: expect.stringMatching(words) as string });
  expect(await faultOf(readCatalogue(shipped, write('own.json', entry, entry)))).toMatchObject({ kind: 'config', detail: 'models: "a" is there twice' });
});
