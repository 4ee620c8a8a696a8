import { expect, test } from 'vitest';
import { join, joinAll, labelOfRun, labelOfSop, mayRead, PUBLIC, readersKey } from '../../electron/privacy/labels.ts';
import type { Label } from '../../electron/protocol/privacy.ts';
import { parseSop } from '../../electron/sop/parse.ts';

const label = (readers: Label['readers'], integrity: Label['integrity'] = 'trusted'): Label => ({ readers, integrity });

test('join: readers of all, untrusted once anything is', () => {
  expect(join(label(['b', 'a', 'a']), label('all'))).toEqual(label(['a', 'b']));
  expect(join(label(['a', 'b']), label(['b', 'c'], 'untrusted'))).toEqual(label(['b'], 'untrusted'));
  expect(join(label(['a']), label(['b']))).toEqual(label([]));
  expect([mayRead('a', []), mayRead('a', 'all'), mayRead('a', undefined), mayRead('a', ['b'])]).toEqual([false, true, true, false]);
});

test('join is a semilattice: the order in which things are put together does not matter', () => {
  const some = [label('all'), label(['a', 'b']), label(['b', 'c'], 'untrusted'), label(['a']), label([])];
  for (const a of some) for (const b of some) {
    expect(join(a, b)).toEqual(join(b, a));
    expect(join(join(a, b), b)).toEqual(join(a, b));
    for (const c of some) expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
  }
  expect(joinAll([])).toEqual(PUBLIC);
  expect(readersKey(['b', 'a'])).toBe(readersKey(['a', 'b']));
});

const meta = (front: string) => parseSop(`---\nsop: 1\nid: a.b\ntitle: T\n${front}\n---\n# T\n\n## Steps\n1. Go back.\n`).meta;

test('a SOP is read by whom it names; else its classification says so', () => {
  expect([meta('classification: internal'), meta('classification: confidential'), meta('readers: [ann, ben, ann]\nclassification: public')].map(labelOfSop)).toEqual([label('all'), label(['owner']), label(['ann', 'ben'])]);
});

test('a run carries the labels of its SOP and of what it was given, and the words of the phone', () => {
  const m = meta('params:\n  to: { type: string, label: contact }\n  sum: { type: money, label: financial }');
  expect([labelOfRun(m, new Set(['to'])), labelOfRun(m, new Set(['to', 'sum']))]).toEqual([label('all', 'untrusted'), label(['owner'], 'untrusted')]);
  expect(labelOfRun({ ...m, readers: ['ann'] }, new Set(['sum']))).toEqual(label(['ann'], 'untrusted'));
});
