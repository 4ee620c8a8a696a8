// What stands above the headings of a document.

import { expect, test } from 'vitest';
import { parseSop } from '../../electron/sop/parse.ts';
import { lensesOf } from '../../renderer/sop/lens.ts';

const doc = (front: string, body: string): string => `---\nsop: 1\nid: a.b\nclassification: public\napplies: []\n${front}---\n# T\n\n${body}`;
const of = (text: string) => { const sop = parseSop(text); return { sop, lenses: lensesOf(text, sop) }; };

test('all of it, and each phase up to the next one that has steps', () => {
  const { sop, lenses } = of(doc('params:\n  x: { type: string, example: a }\n', '## Steps\n\n### One\n1. Go home.\n\n### Empty\n\n### Two\n2. Go back.\n'));
  const [one, , two] = sop.phases;
  expect(lenses).toEqual([
    { line: 11, title: 'Run', how: {} }, { line: 11, title: 'Step by step', how: { paused: true } }, { line: 11, title: 'Run with the examples', how: { examples: true } },
    { line: 13, title: 'Run phase', how: { from: one?.steps[0]?.id, to: two?.steps[0]?.id } }, { line: 18, title: 'Run phase', how: { from: two?.steps[0]?.id } },
  ]);
});
test('in Chinese, without phases and without examples: the whole only', () => {
  expect(of(doc('', '## 步骤\n1. 返回主屏幕。\n')).lenses.map((l) => [l.line, l.title])).toEqual([[9, 'Run'], [9, 'Step by step']]);
});
test('nothing where there are no steps', () => {
  expect(of(doc('', '## Steps\n')).lenses).toEqual([]);
});
