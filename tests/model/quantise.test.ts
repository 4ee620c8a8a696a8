// The writer's blocks, read back as ggml reads them: what comes out is within half a step of what went in.

import { describe, expect, test } from 'vitest';
import { toHalf, writeGguf, type GgufTensor } from '../../electron/model/gguf.ts';

const data = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i * 1.7) * (i < 32 ? 1 : 0.01));
const body = (as: NonNullable<GgufTensor['as']>, size: number): Buffer => {
  const file = writeGguf([['general.architecture', { type: 'string', value: 'llama' }]], [{ name: 't', shape: [64], data, as }]);
  return file.subarray(file.length - Math.ceil(size / 32) * 32).subarray(0, size);
};
const half = (h: number): number => {
  const e = (h >> 10) & 31;
  const f = h & 1023;
  return (h >> 15 ? -1 : 1) * (e === 0 ? f * 2 ** -24 : (1 + f / 1024) * 2 ** (e - 15));
};

const read: Record<'q8_0' | 'q5_0' | 'q4_0', { size: number; step: number; at: (b: Buffer, i: number) => number }> = {
  q8_0: { size: 34, step: 127, at: (b, i) => b.readInt8(2 + i) },
  q5_0: { size: 22, step: 16, at: (b, i) => (((i < 16 ? b[6 + i]! & 15 : b[6 + i - 16]! >> 4)) | (((b.readUInt32LE(2) >>> i) & 1) << 4)) - 16 },
  q4_0: { size: 18, step: 8, at: (b, i) => (i < 16 ? b[2 + i]! & 15 : b[2 + i - 16]! >> 4) - 8 },
};

describe.each(Object.entries(read))('%s', (as, { size, step, at }) => {
  test('is within a step of the weights, block by block', () => {
    const bytes = body(as as 'q8_0', size * 2);
    const errors = [0, 1].map((b) => {
      const block = bytes.subarray(b * size, (b + 1) * size);
      const scale = half(block.readUInt16LE(0));
      const most = Math.max(...data.subarray(b * 32, b * 32 + 32).map(Math.abs));
      return Math.max(...Array.from({ length: 32 }, (_, i) => Math.abs(at(block, i) * scale - data[b * 32 + i]!))) / (most / step);
    });
    // The largest weight of the other sign is cut to the last step there is.
    expect(errors.every((e) => e < (as === 'q8_0' ? 0.6 : 1.1))).toBe(true);
  });
  test('wants rows of whole blocks', () => {
    expect(() => writeGguf([], [{ name: 't', shape: [40], data: data.subarray(0, 40), as: as as 'q8_0' }])).toThrow(RangeError);
  });
});

test.each([[0, 0], [1, 0x3c00], [-2, 0xc000], [65504, 0x7bff], [1e6, 0x7c00], [6e-8, 1], [1e-9, 0], [1 / 3, 0x3555], [NaN, 0x7e00]])('half of %d', (value, bits) => expect(toHalf(value)).toBe(bits));
