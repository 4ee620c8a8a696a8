// Downloads from a server on this machine: whole, cut and gone on with, killed and gone on with, refused, wrong, and with no room for them.

import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { download, type Effects, type Source } from '../../electron/model/manager/download.ts';
import { createEffects } from '../../electron/model/manager/effects.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { Download } from '../../electron/protocol/models.ts';
import { fileServer, type FileServer } from './file-server.ts';

const root = fs.mkdtempSync(path.join(tmpdir(), 'countersign-download-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
let folder: string;
let serial = 0;
beforeEach(() => { folder = path.join(root, String(++serial)); fs.mkdirSync(folder); });

/** Seven chunks of the downloader (5 MiB each), the last one cut. */
const BODY = randomBytes(33 * 2 ** 20 + 123);
const SHA = createHash('sha256').update(BODY).digest('hex');
const faultOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no failure', (e: unknown) => (e instanceof Failure ? e.fault : (e as Error).name));
const serve = async (o?: Parameters<typeof fileServer>[1], body = BODY): Promise<FileServer> => { const s = await fileServer(body, o); onTestFinished(() => s.close()); return s; };
const source = (s: { origin: string }, more: Partial<Source> = {}): Source => ({ id: 'm', uri: `${s.origin}/m.gguf`, file: 'm.gguf', ...more });
const get = (q: Source, o: { effects?: Effects; signal?: AbortSignal; tell?: (d: Download) => void } = {}) =>
  download(q, { folder, effects: o.effects ?? createEffects(), now: () => performance.now(), signal: o.signal ?? new AbortController().signal, tell: o.tell ?? (() => {}) });
const left = (): string[] => fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((d) => d.isFile()).map((d) => d.name);

/** A chunk is on the disk, and behind the content what the downloader knows of it. */
const partly = (): Promise<void> => expect.poll(() => fs.readdirSync(folder, { recursive: true, withFileTypes: true }).some((d) => d.name === 'm.gguf.ipull' && fs.statSync(path.join(d.parentPath, d.name)).size > BODY.length), { timeout: 10_000 }).toBe(true);

/** Chunks asked for, each once: a stream that meets what another one has breaks off there. Without the first look, which asks for nothing much. */
const asked = (s: FileServer): number => {
  const chunks = new Set<number>();
  for (const r of s.ranges) { const [a, b] = r.split('-').map(Number); if (r !== '' && r !== '0-0') for (let at = a!; at <= b!; at += 5 * 2 ** 20) chunks.add(at); }
  return chunks.size * 5 * 2 ** 20;
};

test('a file arrives whole, is verified and put under its version', async () => {
  const s = await serve();
  const told: Download[] = [];
  const got = await get(source(s, { sha256: SHA }), { tell: (d) => told.push(d) });
  expect(got).toEqual({ path: path.join(folder, 'm', SHA.slice(0, 12), 'm.gguf'), sha256: SHA, version: SHA.slice(0, 12), bytes: BODY.length });
  expect(fs.readFileSync(got.path).equals(BODY)).toBe(true);
  expect(left()).toEqual(['m.gguf']);
  expect([told[0]!.state, told.at(-1)!.state, told.some((d) => d.state === 'running' && d.total === BODY.length)]).toEqual(['starting', 'checking', true]);
});

test('stopped in the middle, what came stays; the next try asks only for the rest', async () => {
  const slow = await serve({ hold: 18 * 2 ** 20 });
  const stop = new AbortController();
  const stopped = faultOf(get(source(slow, { sha256: SHA }), { signal: stop.signal }));
  await partly();
  stop.abort(new DOMException('Stopped', 'AbortError'));
  expect(await stopped).toBe('AbortError');
  expect(left()).toEqual(['m.gguf.ipull']);
  const port = Number(new URL(slow.origin).port);
  await slow.close();
  // The same address again: an entry of the catalogue does not change.
  const s = await serve({ port });
  const got = await get(source(s, { sha256: SHA }));
  expect(fs.readFileSync(got.path).equals(BODY)).toBe(true);
  expect(asked(s)).toBeLessThan(BODY.length);
});

test('killed in the middle, another process goes on', { timeout: 30_000 }, async () => {
  const s = await serve({ hold: 18 * 2 ** 20 });
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'killed-download.ts'), folder, `${s.origin}/m.gguf`], { stdio: ['ignore', 'inherit', 'inherit'] });
  onTestFinished(() => { child.kill('SIGKILL'); });
  await partly();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  expect(left()).toEqual(['m.gguf.ipull']);
  const port = Number(new URL(s.origin).port);
  await s.close();
  const again = await serve({ port });
  const got = await get(source(again));
  expect([got.sha256, fs.readFileSync(got.path).equals(BODY)]).toEqual([SHA, true]);
  expect(asked(again)).toBeLessThan(BODY.length);
});

describe('a checksum', () => {
  const small = randomBytes(100_000);
  const right = createHash('sha256').update(small).digest('hex');

  test('that is wrong deletes what came', async () => {
    const s = await serve({}, small);
    expect(await faultOf(get(source(s, { sha256: SHA })))).toEqual({ kind: 'model/checksum', path: 'm.gguf', wanted: SHA, got: right });
    expect(left()).toEqual([]);
  });

  test('is taken from the server where the catalogue has none, also before a redirect', async () => {
    const far = await serve({}, small);
    const near = await serve({ moved: `${far.origin}/m.gguf`, linked: SHA }, small);
    expect(await faultOf(get(source(near, { uri: `${near.origin}/moved.gguf` })))).toEqual({ kind: 'model/checksum', path: 'm.gguf', wanted: SHA, got: right });
    const honest = await serve({ moved: `${far.origin}/m.gguf`, linked: right }, small);
    expect((await get(source(honest, { uri: `${honest.origin}/moved.gguf` }))).sha256).toBe(right);
  });
});

describe('the network', () => {
  test.each([401, 403, 404, 500])('a server that answers %i is told as that', async (status) => {
    const s = await serve({ status });
    expect(await faultOf(get(source(s)))).toEqual({ kind: 'net/refused', url: s.origin, status });
  });

  test('a server that is not there', async () => {
    const s = await fileServer(BODY);
    await s.close();
    expect(await faultOf(get(source(s)))).toEqual({ kind: 'net/unreachable', url: s.origin, detail: 'ECONNREFUSED' });
  });

  test('a server that falls silent is given up, and what came stays', async () => {
    const s = await serve({ hold: 18 * 2 ** 20 });
    expect(await faultOf(get(source(s), { effects: createEffects({ stillMs: 2000 }) }))).toEqual({ kind: 'net/unreachable', url: s.origin, detail: 'Nothing came for 2 s' });
    expect(left()).toEqual(['m.gguf.ipull']);
  });

  test('a redirect to an unencrypted address elsewhere is not followed', async () => {
    const s = await serve({ moved: 'http://models.example/m.gguf' });
    expect(await faultOf(get(source(s, { uri: `${s.origin}/moved.gguf` })))).toEqual({ kind: 'net/unreachable', url: s.origin, detail: 'It leads to an address that is not encrypted' });
  });

  test('an address that may not be fetched is not asked', async () => {
    expect(await faultOf(get({ id: 'm', uri: 'http://models.example/m.gguf', file: 'm.gguf' }))).toMatchObject({ kind: 'usage' });
  });
});

describe('a full disk', () => {
  const offer = { url: 'http://127.0.0.1:1/m.gguf', bytes: 10 * 2 ** 30, sha256: SHA };
  /** The disk of this machine but for what a test says. */
  const effects = (o: Partial<Effects>): Effects => ({ ...createEffects(), ask: async () => offer, ...o });

  test('is seen before anything is fetched, with both numbers', async () => {
    let fetched = 0;
    const fault = await faultOf(get(source({ origin: 'http://127.0.0.1:1' }), { effects: effects({ freeDisk: async () => 2 ** 30, fetch: async () => { fetched++; } }) }));
    expect([fault, fetched]).toEqual([{ kind: 'file/full', path: expect.stringMatching(/m\.gguf$/) as string, needBytes: 10 * 2 ** 30 + 128 * 2 ** 20, freeBytes: 2 ** 30 }, 0]);
  });

  test('counts what is there already', async () => {
    let fetched = 0;
    await faultOf(get(source({ origin: 'http://127.0.0.1:1' }), { effects: effects({ held: async (f) => (f.endsWith('.ipull') ? 9.5 * 2 ** 30 : 0), freeDisk: async () => 2 ** 30, fetch: async () => { fetched++; throw new Failure({ kind: 'run/aborted' }); } }) }));
    expect(fetched).toBe(1);
  });

  test('that fills up on the way is told as that, and what came stays', async () => {
    const full = async ({ folder: at, file }: { folder: string; file: string }): Promise<void> => {
      fs.writeFileSync(path.join(at, `${file}.ipull`), 'a part');
      throw new Failure({ kind: 'file/full', path: path.join(at, file) });
    };
    expect(await faultOf(get(source({ origin: 'http://127.0.0.1:1' }), { effects: effects({ freeDisk: async () => 2 ** 40, fetch: full }) }))).toMatchObject({ kind: 'file/full' });
    expect(left()).toEqual(['m.gguf.ipull']);
  });
});

test('a part of another content is thrown away', async () => {
  const two = randomBytes(50_000);
  const first = await serve({ hold: 18 * 2 ** 20 });
  const stop = new AbortController();
  const stopped = faultOf(get(source(first), { signal: stop.signal }));
  await partly();
  stop.abort(new DOMException('Stopped', 'AbortError'));
  await stopped;
  const port = Number(new URL(first.origin).port);
  await first.close();
  const second = await serve({ port }, two);
  const got = await get(source(second));
  expect([fs.readFileSync(got.path).equals(two), left()]).toEqual([true, ['m.gguf']]);
});
