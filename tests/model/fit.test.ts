// Whether a model fits, in exact bytes: the formula, its verdicts, and the figures of the shipped catalogue.

import * as path from 'node:path';
import { expect, test } from 'vitest';
import { contextOf, fitOf, memoryOf, verdictOf } from '../../electron/model/fit.ts';
import { readCatalogue } from '../../electron/model/manager/catalogue.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** Qwen2.5 1.5B Instruct, Q4_K_M. */
const QWEN = { bytes: 1_117_320_736, layers: 28, kvHeads: 2, headDim: 128, valueDim: 128 };

test('weights, cache and overhead are added up', () => {
  // 28 layers · 8192 tokens · 2 heads · (128 + 128) numbers · 2 bytes = 224 MiB
  expect(memoryOf(QWEN, 8192)).toEqual({ weights: 1_117_320_736, cache: 224 * MIB, overhead: 200 * MIB, need: 1_117_320_736 + 424 * MIB });
  expect(memoryOf({ ...QWEN, headDim: 192 }, 8192).cache).toBe(280 * MIB);
  expect(memoryOf(QWEN, 0).cache).toBe(0);
});

test('the verdict turns at what is needed and at 85 % of what is free', () => {
  const { need } = memoryOf(QWEN, 8192);
  expect([need - 1, need, need / 0.85 - 2, need / 0.85 + 2].map((free) => fitOf(QWEN, 8192, free).verdict)).toEqual(['too-large', 'tight', 'tight', 'fits']);
  expect(fitOf(QWEN, 8192, 4 * GIB)).toEqual({ weights: 1_117_320_736, cache: 224 * MIB, overhead: 200 * MIB, need, free: 4 * GIB, context: 8192, verdict: 'fits' });
  expect(verdictOf(0, 0)).toBe('fits');
});

test('the context is what the model was trained on, at most 8192', () => expect([0, 512, 8192, 131_072].map(contextOf)).toEqual([8192, 512, 8192, 8192]));

test('what the shipped catalogue says of memory', async () => {
  const entries = await readCatalogue(path.resolve(import.meta.dirname, '../../resources/models/catalogue.json'), '/nowhere/catalogue.json');
  const gib = (n: number): number => Math.round((n / GIB) * 100) / 100;
  const need = (id: string): number[] => {
    const e = entries.find((m) => m.id === id)!;
    const m = memoryOf({ ...e.shape!, valueDim: e.shape!.headDim, bytes: e.bytes }, contextOf(e.context));
    return [gib(m.cache), gib(m.need)];
  };
  expect(Object.fromEntries(entries.filter((e) => e.source === 'fetch').map((e) => [e.id, need(e.id)]))).toEqual({
    'qwen2.5-0.5b-instruct': [0.09, 0.75],
    'qwen2.5-1.5b-instruct': [0.22, 1.45],
    'qwen3-0.6b': [0.88, 1.67],
    'qwen3-1.7b': [0.88, 2.78],
    'llama-3.2-1b-instruct': [0.25, 1.2],
    'gemma-3-1b-it': [0.2, 1.15],
    'smollm2-1.7b-instruct': [1.5, 2.68],
    'phi-3.5-mini-instruct': [3, 5.42],
  });
});
