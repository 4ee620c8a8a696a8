import * as path from 'node:path';
import { expect, test } from 'vitest';
import { brokenOf, labelledLines, scoreLines, type LabelledLine } from '../../electron/bench/redact.ts';
import { redact } from '../../electron/privacy/redact.ts';
import { recognise } from '../../electron/privacy/recognise.ts';
import type { PersonalSpan } from '../../electron/protocol/privacy.ts';
import { countersign } from '../cli/in-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const [dev, held] = await Promise.all([labelledLines(ROOT, 'dev'), labelledLines(ROOT, 'test')]);

test('the score counts spans by four fifths of their characters, and what no finding covers as left', () => {
  const lines: LabelledLine[] = [
    { id: 'a', lang: 'en', text: 'Dr. Ann Lee 0123456789', spans: [{ start: 4, end: 11, kind: 'name', outer: [0, 11] }, { start: 12, end: 22, kind: 'phone' }] },
    { id: 'b', lang: 'zh', text: '没有', spans: [] },
  ];
  const said: Record<string, PersonalSpan[]> = {
    // The title is taken along; of ten digits seven are found, three stay.
    'Dr. Ann Lee 0123456789': [{ start: 0, end: 11, kind: 'name', score: 1 }, { start: 12, end: 19, kind: 'phone', score: 1 }],
    没有: [{ start: 0, end: 2, kind: 'name', score: 1 }],
  };
  const score = scoreLines(lines, (text) => said[text]!);
  expect({ kinds: { name: score.kinds.name, phone: score.kinds.phone, card: score.kinds.card }, all: score.all, flagged: score.flagged, empty: score.empty, misses: score.misses }).toEqual({
    kinds: {
      name: { gold: 1, found: 1, said: 2, right: 1, recall: 1, precision: 0.5, leak: 0 },
      phone: { gold: 1, found: 0, said: 1, right: 1, recall: 0, precision: 1, leak: 0.3 },
      card: { gold: 0, found: 0, said: 0, right: 0, recall: 1, precision: 1, leak: 0 },
    },
    all: { gold: 2, found: 1, said: 3, right: 2, recall: 0.5, precision: 2 / 3, leak: 3 / 17 },
    flagged: 1, empty: 1,
    misses: [{ id: 'a', text: 'Dr. Ann Lee 0123456789', missed: ['phone 0123456789'], extra: [] }, { id: 'b', text: '没有', missed: [], extra: ['name 没有'] }],
  });
  expect(brokenOf(score)).toEqual(['recall is 0.500, below 0.97', 'precision is 0.667, below 0.95']);
});

test('dev and test share no line, and every label lies in its text', () => {
  const seen = new Set(dev.map((l) => l.text));
  expect(held.filter((l) => seen.has(l.text))).toEqual([]);
  expect([...dev, ...held].filter((l) => l.spans.some((s) => s.start >= s.end || s.end > l.text.length || l.text.slice(s.start, s.end).trim() !== l.text.slice(s.start, s.end)))).toEqual([]);
});

test('the gates hold on lines that the recognisers were not written for', async () => {
  const ran = await countersign(['bench', 'redact', '--json']);
  expect(ran.json()).toMatchObject({ split: 'test', lines: 284, empty: 119, broken: [] });
  expect(ran.code).toBe(0);
});

test('of the test only totals are told', async () => {
  expect((await countersign(['bench', 'redact', '--list'])).code).toBe(2);
  expect((await countersign(['bench', 'redact', '--split', 'all'])).code).toBe(2);
});

test('a labelled line without its personal data holds none', () => {
  for (const { text } of [...dev, ...held]) expect(recognise(redact(text)), text).toEqual([]);
});
