// `countersign classify`: one point, a batch in one process, and what is wrong with files, lines and points.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { itemsOf } from '../../electron/bench/guard/notation.ts';
import { countersign, home } from './in-process.ts';

const ITEMS = itemsOf('@ Shop | com.shop | plain | en\n= Basket\nt Total $3.00\nb Place order :: payment\nb Keep shopping :: none\np Password :: credential @type=<secret:pw>');
const [order, keep, password] = ITEMS as [(typeof ITEMS)[number], (typeof ITEMS)[number], (typeof ITEMS)[number]];

test('one point: classes, rung, words, what it means for whom', async () => {
  const file = path.join(home(), 'a.xml');
  fs.writeFileSync(file, order.xml);
  const r = await countersign(['classify', file, '--at', order.at.join(','), '--json']);
  expect([r.code, r.json()]).toEqual([0, {
    classes: ['payment'], rung: 'lexicon', words: ['place order'], reversible: false, affects: 'someone',
    because: [{ rung: 'lexicon', class: 'payment', words: 'place order' }],
    element: { label: 'Place order', role: 'button', resourceId: 'com.shop:id/button_1', bounds: expect.any(Array) as number[] },
  }]);
  const words = await countersign(['classify', file, '--at', order.at.join(', ')]);
  expect([words.code, words.out]).toEqual([0, 'button "Place order": payment\n  lexicon  payment  place order\n  cannot be taken back, concerns someone else']);
  const nothing = await countersign(['classify', file, '--at', keep.at.join(','), '--json']);
  expect([nothing.code, nothing.json()]).toEqual([0, expect.objectContaining({ classes: [], rung: null, words: [], reversible: true, affects: 'you' })]);
});

test('a point beside everything, a file that is no dump, no file: a fault with a remedy and exit code 2', async () => {
  const folder = home();
  const file = path.join(folder, 'a.xml');
  fs.writeFileSync(file, order.xml);
  fs.writeFileSync(path.join(folder, 'b.xml'), 'not xml');
  const outside = await countersign(['classify', file, '--at', '4000,10', '--json']);
  const bad = await countersign(['classify', path.join(folder, 'b.xml'), '--at', '1,1', '--json']);
  const none = await countersign(['classify', path.join(folder, 'c.xml'), '--at', '1,1', '--json']);
  expect([[outside.code, outside.json().fault.kind], [bad.code, bad.json().fault.kind], [none.code, none.json().fault.kind], outside.err]).toEqual([[2, 'screen/nothing-there'], [2, 'screen/xml'], [2, 'file/not-found'], expect.stringContaining('The screen is 1080×2400 pixels')]);
});

test('a batch: a line out for each line in, in order, whatever they hold', async () => {
  const folder = home();
  fs.writeFileSync(path.join(folder, 'a.xml'), order.xml);
  const lines = [
    { id: 'path', xml: 'a.xml', at: order.at, action: 'click' }, { id: 7, xml: keep.xml, at: keep.at }, { id: 'typed', xml: password.xml, at: password.at, action: 'input_text', text: '<secret:pw>' },
    { id: 'secure', xml: order.xml, at: order.at, secure: true }, { id: 'gone', xml: 'gone.xml', at: [1, 1] }, { id: 'where', xml: order.xml, at: [1, 2399] }, { id: 'shape', xml: order.xml }, { id: 'act', xml: order.xml, at: [1, 1], action: 'fly' },
  ];
  const batch = path.join(folder, 'b.jsonl');
  fs.writeFileSync(batch, `${lines.map((l) => JSON.stringify(l)).join('\n')}\nnonsense\n\n`);
  const r = await countersign(['classify', '--batch', batch]);
  const out = r.out.split('\n').map((l) => JSON.parse(l) as { id: unknown; classes?: string[]; rung?: string; fault?: { kind: string } });
  expect([r.code, out.map((o) => [o.id, o.fault?.kind ?? o.classes])]).toEqual([1, [
    ['path', ['payment']], [7, []], ['typed', ['credential']], ['secure', ['payment']], ['gone', 'file/not-found'], ['where', 'screen/nothing-there'], ['shape', 'usage'], ['act', 'usage'], [9, 'usage'],
  ]]);
  expect(out[2]!.rung).toBe('fact');
});
