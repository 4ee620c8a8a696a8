import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { recognise } from '../../electron/privacy/recognise.ts';
import { createPlaceholders, redact, redactAll } from '../../electron/privacy/redact.ts';

const lines = readFileSync(path.join(import.meta.dirname, 'lines.jsonl'), 'utf8').trim().split('\n').map((l) => (JSON.parse(l) as { text: string }).text);

/** mulberry32 */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lines glued, cut and interleaved with what separates and what imitates a placeholder. */
function* texts(seed: number, count: number): Generator<string> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  for (let i = 0; i < count; i++) {
    let text = '';
    for (let n = 1 + Math.floor(next() * 4); n > 0; n--) {
      const line = pick(lines);
      const from = next() < 0.3 ? Math.floor(next() * line.length) : 0;
      text += line.slice(from, next() < 0.3 ? from + Math.floor(next() * line.length) : undefined) + pick(['', ' ', ', ', '\n', '。', ' 12', '-', '<phone:1>', '<name:2>', '4', 'Mr ', '电话', '：']);
    }
    yield text;
  }
}

test('a redacted text contains nothing that is recognised', () => {
  for (const text of texts(1, 1500)) {
    expect(recognise(redact(text)), text).toEqual([]);
    expect(recognise(createPlaceholders().hide(text).text), text).toEqual([]);
  }
});

test('what was hidden comes back, also where a text imitates placeholders', () => {
  for (const text of texts(2, 1500)) {
    const p = createPlaceholders();
    expect(p.restore(p.hide(text).text)).toBe(text);
  }
});

test('one table serves all texts of a prompt', () => {
  const p = createPlaceholders();
  expect([p.hide('Call +1 415 555 2671').text, p.hide('From: a@b.com, +1 415 555 2671').text, p.hide('as <phone:1> says').text]).toEqual(['Call <phone:1>', 'From: <email:1>, <phone:1>', 'as <text:1> says']);
  expect(p.restore('Write to <email:1> and <text:1>, not <email:2>')).toBe('Write to a@b.com and <phone:1>, not <email:2>');
});

test('inside plain data texts are redacted, keys, numbers and named keys stay', () => {
  expect(redactAll({ a: ['13800138000', 13800138000], file: '13800138000', b: { c: null } }, new Set(['file']))).toEqual({ a: ['<phone>', 13800138000], file: '13800138000', b: { c: null } });
});
