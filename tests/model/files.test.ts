// Files that are wrong in every way a file can be wrong: each is refused with a reason, and none is worked on for long.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectGguf, writeGguf, type GgufValue } from '../../electron/model/gguf.ts';
import { factsOf, templateFamily } from '../../electron/model/manager/facts.ts';
import { randomLlama } from '../../electron/model/random.ts';
import { Failure } from '../../electron/protocol/faults.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'countersign-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

let serial = 0;
const put = (bytes: Uint8Array): string => { const at = path.join(folder, `${++serial}.gguf`); writeFileSync(at, bytes); return at; };
const why = (bytes: Uint8Array): Promise<unknown> => inspectGguf(put(bytes)).then((g) => g, (e: unknown) => { if (e instanceof Failure && e.fault.kind === 'model/file') return e.fault.detail; throw e; });

const u32 = (value: number): GgufValue => ({ type: 'uint32', value });
const text = (value: string): GgufValue => ({ type: 'string', value });
const TENSOR = [{ name: 'token_embd.weight', shape: [4], data: new Float32Array(4) }];
const BASE: readonly (readonly [string, GgufValue])[] = [['general.architecture', text('llama')], ['llama.block_count', u32(1)], ['llama.embedding_length', u32(4)], ['llama.attention.head_count', u32(1)]];
const withKeys = (...more: (readonly [string, GgufValue])[]): Buffer => writeGguf([...BASE, ...more], TENSOR);

/** A model that would work but for one number. */
const patched = (name: string, value: number): Buffer => { const b = randomLlama({ seed: 1 }); b.writeUInt32LE(value, b.indexOf(name) + name.length + 4); return b; };

/** Header bytes written by hand: what no writer would make. */
const raw = (...parts: (string | number | bigint | Buffer)[]): Buffer => Buffer.concat(parts.map((p) => {
  if (typeof p === 'string') return Buffer.from(p);
  if (typeof p === 'bigint') { const b = Buffer.alloc(8); b.writeBigUInt64LE(p); return b; }
  if (typeof p === 'number') { const b = Buffer.alloc(4); b.writeUInt32LE(p); return b; }
  return p;
}));
const key = (name: string): Buffer => raw(BigInt(name.length), name);

describe('refused, with the reason', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /ends within its header/],
    ['zeros', Buffer.alloc(4096), /does not begin as a GGUF/],
    ['a web page', Buffer.from('<!doctype html><title>404</title>'), /does not begin as a GGUF/],
    ['an older ggml file', raw('ggjt', 3, 0n, 0n), /does not begin as a GGUF/],
    ['a version of the future', raw('GGUF', 9, 1n, 1n), /version 9/],
    ['the other byte order', raw('GGUF', 0x03000000, 1n, 1n), /version/],
    ['more tensors than anything', raw('GGUF', 3, 2n ** 40n, 1n), /damaged/],
    ['a key as long as the sea', raw('GGUF', 3, 1n, 1n, 2n ** 60n), /a length beyond reason/],
    ['a key that ends after the file', raw('GGUF', 3, 1n, 1n, 2n ** 20n, 'general'), /ends within its header/],
    ['a list of 2^47 words', raw('GGUF', 3, 1n, 1n, key('k'), 9, 8, 2n ** 47n), /ends within its header/],
    ['a type that there is not', raw('GGUF', 3, 1n, 1n, key('k'), 77), /value type 77/],
    ['lists within lists', raw('GGUF', 3, 1n, 1n, key('k'), 9, ...Array.from({ length: 50 }, () => [9, 1n]).flat()), /lists within lists/],
    ['no weights', writeGguf(BASE, []), /no weights/],
    ['no architecture', writeGguf([['general.name', text('x')]], TENSOR), /does not name its architecture/],
    ['an alignment of nothing', withKeys(['general.alignment', u32(0)]), /alignment/],
    ['an alignment in words', withKeys(['general.alignment', text('32')]), /alignment/],
    ['four billion layers', withKeys(['llama.block_count', u32(2 ** 32 - 1)]), /cannot be true: llama\.block_count is 4294967295/],
    ['less than no heads', withKeys(['llama.attention.head_count_kv', { type: 'int32', value: -4 }]), /head_count_kv is -4/],
    ['more layers than llama.cpp has room for', withKeys(['llama.block_count', u32(513)]), /block_count is 513/],
    ['attention without heads', patched('llama.attention.head_count', 0), /attention without heads/],
    ['attention without heads to keep', patched('llama.attention.head_count_kv', 0), /attention without heads/],
    ['half a context', withKeys(['llama.context_length', { type: 'float32', value: 0.5 }]), /context_length is 0.5/],
    ['a template without end', withKeys(['tokenizer.chat_template', text('x'.repeat(300 * 1024))]), /chat template is 307200 characters/],
    ['the second of three parts', withKeys(['split.no', u32(1)], ['split.count', u32(3)]), /part 2 of 3 of a split model.*llama-gguf-split --merge/],
    ['cut in its weights', randomLlama({ seed: 1 }).subarray(0, 200_000), /cut short: 200000 of \d+ bytes/],
  ])('%s', async (_, bytes, reason) => expect(await why(bytes)).toMatch(reason));
});

test('a key given twice counts as llama.cpp reads it: the last one', async () => {
  expect(await why(withKeys(['llama.block_count', u32(7)]))).toMatchObject({ layers: 7 });
});

test('what a file calls itself is one harmless line', async () => {
  expect(await why(withKeys(['general.name', text(`\u001b[2J\u202eevil\nname ${'x'.repeat(500)}`)]))).toMatchObject({ name: `[2J evil name ${'x'.repeat(186)}` });
});

test('bytes changed at random never end in anything but an answer', async () => {
  const whole = randomLlama({ seed: 3, width: 16 });
  const end = whole.indexOf('output.weight') + 40;
  let seed = 12345;
  const random = (n: number): number => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return seed % n; };
  const outcomes = { read: 0, refused: 0 };
  for (let i = 0; i < 300; i++) {
    const bytes = Buffer.from(whole);
    for (let n = 0; n <= random(3); n++) bytes[random(end)] = random(256);
    if (typeof (await why(bytes)) === 'string') outcomes.refused++; else outcomes.read++;
  }
  expect(outcomes.read + outcomes.refused).toBe(300);
  expect(outcomes.refused).toBeGreaterThan(20);
});

test('facts are said as makers say them', async () => {
  const CHATML = "{{'<|im_start|>'}}";
  const g = await inspectGguf(put(randomLlama({ seed: 1, chatTemplate: CHATML, name: 'Some Model' })));
  expect(factsOf(g, 2 ** 30)).toEqual({
    architecture: 'llama', name: 'Some Model', parameters: 115_392, quantisation: 'F32', context: 4096, template: 'ChatML', bytes: g.bytes,
    fit: { weights: g.bytes, cache: 4096 * 2 * 4 * 32 * 2, overhead: 200 * 2 ** 20, need: g.bytes + 4096 * 2 * 4 * 32 * 2 + 200 * 2 ** 20, free: 2 ** 30, context: 4096, verdict: 'fits' },
  });
  expect(factsOf({ ...g, fileType: 15 }, 0).quantisation).toBe('Q4_K_M');
  expect(factsOf({ ...g, fileType: 999, weightType: 12 }, 0).quantisation).toBe('Q4_K');
  expect(factsOf({ ...g, weightType: 999 }, 0).quantisation).toBe('type 999');
});

test.each([
  [undefined, ''], ['  ', ''], ['<|im_start|>user', 'ChatML'], ['<|start_header_id|>', 'Llama 3'], ['<start_of_turn>model', 'Gemma'], ["{{'<|user|>' + '<|end|>'}}", 'Phi 3'], ['[INST] x [/INST]', 'Mistral'], ['{{ messages }}', 'own'],
])('the template %j is of the family %j', (template, family) => expect(templateFamily(template)).toBe(family));
