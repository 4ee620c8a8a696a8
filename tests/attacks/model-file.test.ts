// A model file that somebody else chose or made: a pipe that never answers, an endless device, a header that asks for all memory or ends llama.cpp, a name that steers a terminal.

import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectGguf } from '../../electron/model/gguf.ts';
import { randomLlama } from '../../electron/model/random.ts';
import { faultOf } from '../../electron/protocol/faults.ts';

let folder = '';
beforeAll(async () => { folder = await fs.mkdtemp(path.join(tmpdir(), 'countersign-gguf-')); });
afterAll(() => fs.rm(folder, { recursive: true }));
const refused = (file: string): Promise<string> => inspectGguf(file).then((g) => g.name, (e: unknown) => { const f = faultOf(e); return `${f.kind}: ${'detail' in f ? String(f.detail) : ''}`; });

test('a path to a pipe, a device, a folder, a secret file', async () => {
  const pipe = path.join(folder, 'pipe.gguf');
  execFileSync('mkfifo', [pipe]);
  await fs.writeFile(path.join(folder, 'secret'), 'hunter2 hunter2 hunter2');
  // Switched off: opened as any file is; whoever does so waits for ever. Ended here by opening its other end.
  const waiting = fs.open(pipe, 'r');
  const off = await Promise.race([waiting.then(() => 'opened'), new Promise((resolve) => { setTimeout(() => resolve('waits'), 300); })]);
  const writer = await fs.open(pipe, 'w');
  await (await waiting).close();
  await writer.close();
  const on = [await refused(pipe), await refused('/dev/zero'), await refused(folder), await refused(path.join(folder, 'secret')), await refused('/proc/self/environ')];
  expect({ off, on }).toEqual({ off: 'waits', on: ['model/file: It is no ordinary file', 'model/file: It is no ordinary file', 'model/file: It is a folder, not a file', 'model/file: It does not begin as a GGUF file does', 'model/file: It does not begin as a GGUF file does'] });
});

test('a header that asks for all memory', async () => {
  const u64 = (n: bigint): Buffer => { const b = Buffer.alloc(8); b.writeBigUInt64LE(n); return b; };
  const u32 = (n: number): Buffer => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b; };
  const claims = 2n ** 40n;
  const file = path.join(folder, 'sea.gguf');
  await fs.writeFile(file, Buffer.concat([Buffer.from('GGUF'), u32(3), u64(1n), u64(1n), u64(claims), Buffer.from('general')]));
  // Switched off: as much is set aside as the file says. Node refuses so much by an error that is no fault; a little less would be taken from the machine.
  const off = ((): string => { try { return `${Buffer.alloc(Number(claims)).length}`; } catch (e) { return (e as Error).name; } })();
  expect([off, await refused(file)]).toEqual(['RangeError', 'model/file: Its header is damaged (the header has no end)']);
});

test('a file that ends the process of llama.cpp', { timeout: 60_000 }, async () => {
  const bytes = randomLlama({ seed: 1 });
  const key = 'llama.block_count';
  bytes.writeUInt32LE(513, bytes.indexOf(key) + key.length + 4);
  const file = path.join(folder, 'layers.gguf');
  await fs.writeFile(file, bytes);
  // Switched off: the binding is given the file as it came, in a process of its own.
  const load = (at: string): string => {
    const { status, signal } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'bare-llama.ts'), at], { timeout: 50_000 });
    return signal === null ? `left with ${status}` : `killed by ${signal}`;
  };
  const good = path.join(folder, 'good.gguf');
  await fs.writeFile(good, randomLlama({ seed: 1 }));
  expect({ good: load(good), off: load(file), on: await refused(file) }).toEqual({ good: 'left with 0', off: 'killed by SIGABRT', on: 'model/file: Its metadata cannot be true: llama.block_count is 513' });
});

test('a name that steers a terminal', async () => {
  const name = '\u001b]0;owned\u0007\u202egnp.exe\n';
  const file = path.join(folder, 'name.gguf');
  await fs.writeFile(file, randomLlama({ seed: 1, name }));
  expect(await refused(file)).toBe(']0;owned  gnp.exe');
});
