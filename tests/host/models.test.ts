// Models as a window meets them: listed, loaded and measured, gone back to, and what happens when a load fails or ends the host.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../../electron/base/files.ts';
import { randomLlama } from '../../electron/model/random.ts';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import type { Download, ModelsState } from '../../electron/protocol/models.ts';
import { fileServer } from '../model/file-server.ts';
import { env, home, host } from './host.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const model = (folder: string, name: string, seed: number): string => { const at = path.join(folder, name); fs.writeFileSync(at, randomLlama({ seed, name, width: 32 })); return at; };
const shelfOf = (data: string): any => JSON.parse(fs.readFileSync(path.join(data, 'models', 'models.json'), 'utf8'));
const brief = (s: ModelsState): unknown[] => s.installed.filter((m) => m.source !== 'embedded').map((m) => ({ id: m.id, source: m.source, current: m.current, pinned: m.pinned, loaded: m.loaded, versions: m.versions.map((v) => v.version) }));

test('a file is listed, loaded, measured once and remembered for the next start', async () => {
  const data = home();
  const at = model(data, 'My Model.Q4.gguf', 1);
  const h = await host(data);
  const w = h.window();
  expect(await w.call('models.inspect', { path: at })).toMatchObject({ architecture: 'llama', name: 'My Model.Q4.gguf', quantisation: 'F32', template: '', fit: { verdict: 'fits' } });
  expect(brief(await w.call('models.list'))).toEqual([]);
  const told: ModelsState[] = [];
  w.on('models', (s) => told.push(s));
  expect(await w.call('model.load', { path: at })).toMatchObject({ state: 'ready', path: at, contextTokens: 4096 });
  const state = await w.call('models.list');
  expect(brief(state)).toEqual([{ id: 'my-model.q4', source: 'file', current: 'local', pinned: false, loaded: 'local', versions: ['local'] }]);
  expect(brief(told.at(-1)!)).toEqual(brief(state));
  const [measured] = state.installed.find((m) => m.id === 'my-model.q4')!.versions;
  expect(measured!.benchmark).toMatchObject({ answerTokens: 32, promptTokens: expect.any(Number) });
  expect([measured!.benchmark!.prefill > 0, measured!.benchmark!.decode > 0, measured!.benchmark!.promptTokens > 1000]).toEqual([true, true, true]);
  // Loaded again, it is not measured again.
  await w.call('model.unload');
  await w.call('models.load', { id: 'my-model.q4' });
  expect((await w.call('models.list')).installed.find((m) => m.id === 'my-model.q4')!.versions[0]!.benchmark).toEqual(measured!.benchmark);
  await h.close();
  const again = await host(data);
  await expect.poll(() => again.window().call('model.info'), { timeout: 10_000 }).toMatchObject({ state: 'ready', path: at });
});

test('a load that fails leaves the last good one in use and says so', async () => {
  const data = home();
  const good = model(data, 'good.gguf', 1);
  const bad = path.join(data, 'bad.gguf');
  fs.writeFileSync(bad, 'no model at all');
  const h = await host(data);
  const w = h.window();
  const notices: unknown[] = [];
  w.on('notice', (n) => notices.push(n));
  // From the start it is the one that comes with the program.
  const first = await w.call('model.load', { path: bad });
  expect(first).toMatchObject({ state: 'ready', path: expect.stringMatching(/pilot\.gguf$/), instead: { path: bad, fault: { kind: 'model/file', path: bad } } });
  notices.length = 0;
  await w.call('model.load', { path: good });
  const info = await w.call('model.load', { path: bad });
  expect(info).toMatchObject({ state: 'ready', path: good, instead: { path: bad, fault: { kind: 'model/file', path: bad, detail: 'It does not begin as a GGUF file does' } } });
  expect(await w.call('model.info')).toEqual(info);
  expect(notices).toEqual([{ level: 'warning', text: 'bad.gguf could not be loaded; good.gguf is in use', fault: info.instead!.fault }]);
  expect([shelfOf(data).loading, shelfOf(data).good.map((g: { path: string }) => g.path), (await w.call('app.settings')).model]).toEqual([undefined, [good, first.path], good]);
  // Loaded on purpose, it is simply in use.
  expect((await w.call('model.load', { path: good })).instead).toBeUndefined();
});

describe('a load that ended the host', () => {
  /** What a killed host leaves: the mark of a load under way, by a process that is gone. */
  const killed = (data: string, loading: string, good: string[], settings: string): void => {
    fs.mkdirSync(path.join(data, 'models'), { recursive: true });
    fs.writeFileSync(path.join(data, 'models', 'models.json'), JSON.stringify({ v: 1, slots: [], good: good.map((p) => ({ path: p, at: 1 })), benchmarks: {}, loading: { path: loading, pid: 2 ** 22 + 1, at: 1 } }));
    fs.writeFileSync(path.join(data, 'config.json'), JSON.stringify({ model: settings }));
  };

  test('is not tried again: the choice before is in use', async () => {
    const data = home();
    const [good, older, crash] = [model(data, 'good.gguf', 1), path.join(data, 'gone.gguf'), model(data, 'crash.gguf', 2)];
    killed(data, crash, [crash, older, good], crash);
    const h = await host(data);
    const w = h.window();
    await expect.poll(() => w.call('model.info'), { timeout: 10_000 }).toMatchObject({ state: 'ready', path: good, instead: { path: crash, fault: { kind: 'model/crashed', path: crash } } });
    expect([shelfOf(data).loading, (await w.call('app.settings')).model]).toEqual([undefined, good]);
  });

  test('truly: llama.cpp aborts the process, and the next one has the model that worked', { timeout: 30_000 }, async () => {
    const data = home();
    const good = model(data, 'good.gguf', 1);
    const crash = path.join(data, 'crash.gguf');
    // Tensors of no size: one of the many things that llama.cpp asserts and our own reader does not look at.
    const bytes = randomLlama({ seed: 2 });
    const key = 'llama.feed_forward_length';
    bytes.writeUInt32LE(0, bytes.indexOf(key) + key.length + 4);
    fs.writeFileSync(crash, bytes);
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'crashing-host.ts'), good, crash], { env: { ...process.env, ...env(data) }, stdio: ['ignore', 'ignore', 'ignore'] });
    onTestFinished(() => { child.kill('SIGKILL'); });
    expect(await new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))).toBe('SIGABRT');
    expect(shelfOf(data).loading).toMatchObject({ path: crash, pid: child.pid });
    const w = (await host(data)).window();
    await expect.poll(() => w.call('model.info'), { timeout: 10_000 }).toMatchObject({ state: 'ready', path: good, instead: { path: crash, fault: { kind: 'model/crashed', path: crash } } });
  });

  test('without another choice none is in use, and the next start does not try it', async () => {
    const data = home();
    const crash = model(data, 'crash.gguf', 2);
    killed(data, crash, [], crash);
    const h = await host(data);
    const w = h.window();
    await expect.poll(() => w.call('model.info'), { timeout: 10_000 }).toMatchObject({ state: 'failed', path: crash, fault: { kind: 'model/crashed', path: crash } });
    await expect.poll(async () => (await w.call('app.settings')).model).toBe('');
    await h.close();
    expect(await (await host(data)).window().call('model.info')).toMatchObject({ state: 'none' });
  });

  test('is none when the process that loads still lives', async () => {
    const data = home();
    const good = model(data, 'good.gguf', 1);
    killed(data, model(data, 'other.gguf', 2), [], good);
    const kept = shelfOf(data);
    fs.writeFileSync(path.join(data, 'models', 'models.json'), JSON.stringify({ ...kept, loading: { ...kept.loading, pid: process.ppid } }));
    const w = (await host(data)).window();
    await expect.poll(() => w.call('model.info'), { timeout: 10_000 }).toMatchObject({ state: 'ready', path: good });
    expect((await w.call('model.info')).instead).toBeUndefined();
  });
});

test('versions: pinned, gone back to, removed with their files', async () => {
  const data = home();
  const version = (v: string): string => path.join(data, 'models', 'm', v, 'm.gguf');
  for (const [i, v] of ['aaa', 'bbb'].entries()) { fs.mkdirSync(path.dirname(version(v)), { recursive: true }); model(path.dirname(version(v)), 'm.gguf', i + 1); }
  fs.writeFileSync(path.join(data, 'models', 'models.json'), JSON.stringify({
    v: 1, good: [], benchmarks: {},
    slots: [{ id: 'm', title: 'M', licence: 'MIT', versions: ['bbb', 'aaa'].map((v, i) => ({ version: v, path: version(v), addedAt: 2 - i, managed: true })) }],
  }));
  const h = await host(data);
  const w = h.window();
  expect(await w.call('models.load', { id: 'm' })).toMatchObject({ state: 'ready', path: version('bbb') });
  expect(await w.call('models.rollback', { id: 'm' })).toMatchObject({ state: 'ready', path: version('aaa') });
  expect(brief(await w.call('models.list'))).toEqual([{ id: 'm', source: 'fetched', current: 'aaa', pinned: true, loaded: 'aaa', versions: ['bbb', 'aaa'] }]);
  expect(await faultOf(w.call('models.rollback', { id: 'm' }))).toEqual({ kind: 'usage', detail: 'There is no earlier version of M' });
  expect(await faultOf(w.call('models.pin', { id: 'm', version: 'ccc' }))).toEqual({ kind: 'model/not-found', id: 'm ccc', known: ['m bbb', 'm aaa'] });
  expect(brief(await w.call('models.pin', { id: 'm' }))).toMatchObject([{ current: 'bbb', pinned: false, loaded: 'aaa' }]);
  // The one in use is unloaded first.
  expect(brief(await w.call('models.remove', { id: 'm', version: 'aaa' }))).toMatchObject([{ current: 'bbb', versions: ['bbb'] }]);
  expect([await w.call('model.info'), fs.existsSync(version('aaa')), fs.existsSync(version('bbb'))]).toMatchObject([{ state: 'none' }, false, true]);
  expect(brief(await w.call('models.remove', { id: 'm' }))).toEqual([]);
  expect([fs.existsSync(version('bbb')), (await faultOf(w.call('models.remove', { id: 'm' }))).kind]).toEqual([false, 'model/not-found']);
});

test('a file that was chosen by its path is taken off the list and not deleted; a lost one says so', async () => {
  const data = home();
  const [stays, goes] = [model(data, 'stays.gguf', 1), model(data, 'goes.gguf', 2)];
  const w = (await host(data)).window();
  await w.call('models.add', { path: stays });
  await w.call('models.add', { path: stays });
  await w.call('models.add', { path: goes });
  fs.rmSync(goes);
  const listed = (await w.call('models.list')).installed.filter((m) => m.source === 'file');
  expect(listed.map((m) => [m.id, m.versions[0]!.fault?.kind])).toEqual([['goes', 'file/not-found'], ['stays', undefined]]);
  await w.call('models.remove', { id: 'stays' });
  await w.call('models.remove', { id: 'goes' });
  expect([brief(await w.call('models.list')), fs.existsSync(stays)]).toEqual([[], true]);
  fs.writeFileSync(path.join(data, 'x.gguf'), 'GGUF');
  expect((await faultOf(w.call('models.add', { path: path.join(data, 'x.gguf') }))).kind).toBe('model/file');
});

describe('a download', () => {
  const body = randomLlama({ seed: 7, name: 'Fetched', width: 32 });
  const entry = (uri: string, more: object = {}): object => ({ id: 'small', source: 'fetch', title: 'Small', publisher: 'Test', uri, file: 'small.gguf', bytes: body.length, parameters: 1, quantisation: 'F32', licence: 'MIT', context: 4096, template: '', about: 'A test.', ...more });
  const catalogue = (data: string, ...models: object[]): void => { fs.mkdirSync(path.join(data, 'models'), { recursive: true }); fs.writeFileSync(path.join(data, 'models', 'catalogue.json'), JSON.stringify({ catalogue: 1, models })); };

  test('becomes an installed model; a newer file becomes its next version and the old one stays to go back to', async () => {
    const data = home();
    const newer = randomLlama({ seed: 8, name: 'Fetched', width: 32 });
    const one = await fileServer(body);
    onTestFinished(() => one.close());
    catalogue(data, entry(`${one.origin}/small.gguf`, { sha256: sha256(body) }));
    const h = await host(data);
    const w = h.window();
    const done = new Promise<Download>((resolve) => { w.on('models.download', (d) => { if (d.state === 'done' || d.fault) resolve(d); }); });
    expect(await w.call('models.fetch', { id: 'small' })).toMatchObject({ id: 'small', state: 'starting' });
    expect(await done).toEqual({ id: 'small', state: 'done', done: body.length, total: body.length, speed: 0 });
    const first = sha256(body).slice(0, 12);
    const state = await w.call('models.list');
    expect([brief(state), state.downloads, state.catalogue.find((c) => c.id === 'small')!.installed]).toEqual([[{ id: 'small', source: 'fetched', current: first, pinned: false, loaded: undefined, versions: [first] }], [], true]);
    expect(await w.call('models.load', { id: 'small' })).toMatchObject({ state: 'ready' });
    await h.close();

    const two = await fileServer(newer);
    onTestFinished(() => two.close());
    catalogue(data, entry(`${two.origin}/small.gguf`));
    const next = (await host(data)).window();
    const again = new Promise<Download>((resolve) => { next.on('models.download', (d) => { if (d.state === 'done' || d.fault) resolve(d); }); });
    await next.call('models.fetch', { id: 'small' });
    expect((await again).state).toBe('done');
    const second = sha256(newer).slice(0, 12);
    expect(brief(await next.call('models.list'))).toMatchObject([{ current: second, versions: [second, first] }]);
    expect(await next.call('models.load', { id: 'small' })).toMatchObject({ state: 'ready', path: path.join(data, 'models', 'small', second, 'small.gguf') });
    expect(await next.call('models.rollback', { id: 'small' })).toMatchObject({ state: 'ready', path: path.join(data, 'models', 'small', first, 'small.gguf') });
  });

  test('of something else than a model is deleted, and stays on the list as failed', async () => {
    const data = home();
    const s = await fileServer(Buffer.from('<!doctype html>'.repeat(100)));
    onTestFinished(() => s.close());
    catalogue(data, entry(`${s.origin}/small.gguf`));
    const w = (await host(data)).window();
    const failed = new Promise<Download>((resolve) => { w.on('models.download', (d) => { if (d.state === 'failed') resolve(d); }); });
    await w.call('models.fetch', { id: 'small' });
    expect((await failed).fault).toMatchObject({ kind: 'model/file', detail: 'It does not begin as a GGUF file does' });
    const state = await w.call('models.list');
    expect([brief(state), state.downloads.map((d) => [d.id, d.state]), fs.readdirSync(path.join(data, 'models', 'small'))]).toEqual([[], [['small', 'failed']], []]);
    expect((await w.call('models.stop', { id: 'small', discard: true })).downloads).toEqual([]);
  });

  test('of an earlier process is shown as stopped; what is in no catalogue is not fetched', async () => {
    const data = home();
    catalogue(data, entry('http://127.0.0.1:1/small.gguf'));
    fs.mkdirSync(path.join(data, 'models', 'parts', 'small', 'abc'), { recursive: true });
    fs.writeFileSync(path.join(data, 'models', 'parts', 'small', 'abc', 'small.gguf.ipull'), Buffer.alloc(8192, 1));
    const w = (await host(data)).window();
    expect((await w.call('models.list')).downloads).toEqual([{ id: 'small', state: 'stopped', done: 8192, total: 0, speed: 0 }]);
    expect((await faultOf(w.call('models.fetch', { id: 'nothing' }))).kind).toBe('model/not-found');
    expect((await faultOf(w.call('models.fetch', { id: 'pilot' }))).kind).toBe('usage');
    expect((await w.call('models.stop', { id: 'small', discard: true })).downloads).toEqual([]);
    expect(fs.existsSync(path.join(data, 'models', 'parts', 'small'))).toBe(false);
  });
});
