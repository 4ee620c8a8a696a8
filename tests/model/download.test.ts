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

/** The downloader's. */
const CHUNK = 5 * 2 ** 20;
const HOLD = 18 * 2 ** 20;
const partFile = (): string => path.join(folder, fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((n) => n.endsWith('m.gguf.ipull')) ?? 'none yet');
const chunk = (file: Buffer, i: number): Buffer => file.subarray(i * CHUNK, Math.min((i + 1) * CHUNK, BODY.length));

/** Chunks that a part says are complete: what the downloader knows of it stands behind the content. */
const complete = (part: Buffer): number[] => {
  const behind = part.subarray(BODY.length).toString();
  const { chunks } = behind === '' ? { chunks: [] } : JSON.parse(behind) as { chunks: number[] };
  return chunks.flatMap((c, i) => (c === 2 ? [i] : []));
};

/** The server has sent all of `HOLD`, the part says what came of whole chunks, and that is on the disk: nothing will change any more. */
const partly = (s: FileServer): Promise<void> => expect.poll(() => {
  if (s.sent.reduce((sum, { from, to }) => sum + to - from, 0) < HOLD || !fs.existsSync(partFile())) return 'not all sent';
  const came = Array.from({ length: Math.ceil(BODY.length / CHUNK) }, (_, i) => i).filter((i) => s.sent.some(({ from, to }) => from <= i * CHUNK && to >= Math.min((i + 1) * CHUNK, BODY.length)));
  const part = fs.readFileSync(partFile());
  const marked = complete(part);
  return { some: marked.length > 0, all: marked.join() === came.join(), right: marked.every((i) => chunk(part, i).equals(chunk(BODY, i))) };
}, { timeout: 10_000 }).toEqual({ some: true, all: true, right: true });

/** Chunks asked for, each once: a stream that meets what another one has breaks off there. Without the first look, which asks for nothing much. */
const asked = (s: FileServer): number => {
  const chunks = new Set<number>();
  for (const r of s.ranges) { const [a, b] = r.split('-').map(Number); if (r !== '' && r !== '0-0') for (let at = a!; at <= b!; at += CHUNK) chunks.add(at); }
  return chunks.size * CHUNK;
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

/** A download that was stopped with a part on the disk; where the server was. */
const stoppedPart = async (more: Partial<Source>): Promise<{ port: number }> => {
  const s = await serve({ hold: HOLD });
  const stop = new AbortController();
  const stopped = faultOf(get(source(s, more), { signal: stop.signal }));
  await partly(s);
  stop.abort(new DOMException('Stopped', 'AbortError'));
  expect(await stopped).toBe('AbortError');
  expect(left()).toEqual(['m.gguf.ipull']);
  await s.close();
  // The same address again: an entry of the catalogue does not change.
  return { port: Number(new URL(s.origin).port) };
};

/** What a process leaves that was killed between saying that a chunk is there and writing it. @returns the chunk */
const makeHole = (): number => {
  const file = partFile();
  const [first] = complete(fs.readFileSync(file)) as [number];
  const part = fs.openSync(file, 'r+');
  fs.writeSync(part, Buffer.alloc(CHUNK), 0, CHUNK, first * CHUNK);
  fs.closeSync(part);
  return first;
};
const openMark = (): string => `${path.dirname(partFile())}.open`;
/** States told, each once in a row. */
const states = (told: Download[]): string[] => told.map((d) => d.state).filter((state, i, all) => state !== all[i - 1]);

test.each([['of a known checksum', { sha256: SHA }], ['of no known checksum', {}]])('stopped in the middle, what came stays; the next try asks only for the rest: %s', async (_, more) => {
  const s = await serve(await stoppedPart(more));
  expect(fs.existsSync(openMark())).toBe(false);
  const got = await get(source(s, more));
  expect(fs.readFileSync(got.path).equals(BODY)).toBe(true);
  expect(asked(s)).toBeLessThan(BODY.length);
});

describe('killed in the middle, another process', { timeout: 30_000 }, () => {
  const killed = async (...checksum: string[]): Promise<{ port: number }> => {
    const s = await serve({ hold: HOLD });
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'killed-download.ts'), folder, `${s.origin}/m.gguf`, ...checksum], { stdio: ['ignore', 'inherit', 'inherit'] });
    onTestFinished(() => { child.kill('SIGKILL'); });
    await partly(s);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(left()).toEqual(['m.gguf.ipull']);
    await s.close();
    return { port: Number(new URL(s.origin).port) };
  };

  test('goes on', async () => {
    const again = await serve(await killed(SHA));
    const got = await get(source(again, { sha256: SHA }));
    expect([got.sha256, fs.readFileSync(got.path).equals(BODY)]).toEqual([SHA, true]);
    expect(asked(again)).toBeLessThan(BODY.length);
  });

  test('begins anew where no checksum is known', async () => {
    const again = await serve(await killed());
    const got = await get(source(again));
    expect([got.sha256, fs.readFileSync(got.path).equals(BODY)]).toEqual([SHA, true]);
    expect(asked(again)).toBeGreaterThanOrEqual(BODY.length);
  });
});

describe('a part with a hole where its downloader says a chunk is', () => {
  test('is thrown away when its fetch did not end and no checksum is known', async () => {
    const at = await stoppedPart({});
    makeHole();
    fs.mkdirSync(openMark());
    const s = await serve(at);
    const told: Download[] = [];
    const got = await get(source(s), { tell: (d) => told.push(d) });
    expect([got.sha256, fs.readFileSync(got.path).equals(BODY), fs.readdirSync(path.join(folder, 'm')), left()]).toEqual([SHA, true, [SHA.slice(0, 12)], ['m.gguf']]);
    expect(asked(s)).toBeGreaterThanOrEqual(BODY.length);
    expect(states(told)).toEqual(['starting', 'running', 'checking']);
  });

  test('is found by the checksum, and the file fetched once more', async () => {
    const at = await stoppedPart({ sha256: SHA });
    const hole = makeHole();
    const s = await serve(at);
    const told: Download[] = [];
    const whole: number[] = [];
    const usual = createEffects();
    // What each fetch found there.
    const effects: Effects = { ...usual, fetch: (q) => { whole.push(fs.existsSync(path.join(q.folder, 'm.gguf.ipull')) ? complete(fs.readFileSync(path.join(q.folder, 'm.gguf.ipull'))).length : 0); return usual.fetch(q); } };
    const got = await get(source(s, { sha256: SHA }), { effects, tell: (d) => told.push(d) });
    expect([got.sha256, fs.readFileSync(got.path).equals(BODY), left()]).toEqual([SHA, true, ['m.gguf']]);
    expect(whole).toEqual([expect.any(Number), 0]);
    expect(whole[0]).toBeGreaterThan(0);
    // The chunk of the hole was asked for in the second fetch only.
    expect(s.ranges.some((r) => { const [a, b] = r.split('-').map(Number); return r !== '0-0' && a! <= hole * CHUNK && b! >= hole * CHUNK; })).toBe(true);
    expect(states(told)).toEqual(['starting', 'running', 'checking', 'running', 'checking']);
    const back = told[told.findIndex((d) => d.state === 'checking') + 1];
    expect(back).toEqual({ id: 'm', state: 'running', done: 0, total: BODY.length, speed: 0 });
  });
});

describe('whether what a fetch left can be trusted', () => {
  const small = randomBytes(100_000);
  const right = createHash('sha256').update(small).digest('hex');
  const offer = { url: 'http://127.0.0.1:1/m.gguf', bytes: small.length };
  const at = source({ origin: 'http://127.0.0.1:1' });
  type Fetch = Effects['fetch'];
  const effects = (fetch: Fetch, sha256?: string): Effects => ({ ...createEffects(), ask: async () => ({ ...offer, ...(sha256 === undefined ? {} : { sha256 }) }), fetch });
  const breaks = (written: boolean): Fetch => async (q) => {
    fs.writeFileSync(path.join(q.folder, `${q.file}.ipull`), 'a part');
    if (written) q.onWritten();
    throw new Failure({ kind: 'net/unreachable', url: 'u', detail: 'broken off' });
  };
  /** Writes `body`, and notes what lay there before. */
  const writes = (found: string[][], ...bodies: Buffer[]): Fetch => async (q) => {
    found.push(fs.readdirSync(q.folder));
    for (const name of fs.readdirSync(q.folder)) fs.rmSync(path.join(q.folder, name));
    fs.writeFileSync(path.join(q.folder, q.file), bodies[found.length - 1]!);
  };

  test.each([
    ['written, no checksum', true, undefined, [['m.gguf.ipull']]],
    ['not written, no checksum', false, undefined, [[]]],
    ['written, a checksum', true, right, [['m.gguf.ipull']]],
    ['not written, a checksum', false, right, [['m.gguf.ipull']]],
  ])('%s', async (_, written, sha256, wanted) => {
    const found: string[][] = [];
    expect(await faultOf(get(at, { effects: effects(breaks(written), sha256) }))).toMatchObject({ kind: 'net/unreachable' });
    expect((await get(at, { effects: effects(writes(found, small), sha256) })).sha256).toBe(right);
    expect(found).toEqual(wanted);
  });

  test('a resumed file that is wrong is fetched once more, and only once', async () => {
    const found: string[][] = [];
    const wrong = randomBytes(100_000);
    await faultOf(get(at, { effects: effects(breaks(true), right) }));
    expect(await faultOf(get(at, { effects: effects(writes(found, small.subarray(1), wrong), right) }))).toEqual({ kind: 'model/checksum', path: 'm.gguf', wanted: right, got: createHash('sha256').update(wrong).digest('hex') });
    expect([found, left()]).toEqual([[['m.gguf.ipull'], []], []]);
  });

  test('a fresh file that is wrong is told at once', async () => {
    const found: string[][] = [];
    expect(await faultOf(get(at, { effects: effects(writes(found, small.subarray(1)), right) }))).toMatchObject({ kind: 'model/checksum' });
    expect([found, left()]).toEqual([[[]], []]);
  });
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
    const s = await serve({ hold: HOLD });
    expect(await faultOf(get(source(s), { effects: createEffects({ stillMs: 2000 }) }))).toEqual({ kind: 'net/unreachable', url: s.origin, detail: 'Nothing came for 2 s' });
    expect([left(), fs.existsSync(openMark())]).toEqual([['m.gguf.ipull'], false]);
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
  const at = await stoppedPart({});
  const second = await serve(at, two);
  const got = await get(source(second));
  expect([fs.readFileSync(got.path).equals(two), left()]).toEqual([true, ['m.gguf']]);
});
