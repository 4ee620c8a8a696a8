// What a run will ask, before it begins: held to what the library's SOPs were seen to ask, and told where only the phone can tell.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { planOf } from '../../electron/control/plan.ts';
import { parseSop } from '../../electron/sop/parse.ts';
import { sopText } from '../agent/stage.ts';

const of = (text: string, values: Record<string, unknown> = {}) => {
  const p = planOf({ sop: parseSop(text), values: new Map(Object.entries(values)) });
  return { words: p.words, asks: p.asks, items: p.items.map((i) => [i.step.number, i.sure, i.times, i.classes.join()]) };
};

test('marks and words of each kind of step', () => {
  expect(of(sopText(`1. Open "Shop".
2. Tap "Buy now".
3. Tap "OK".
4. Tap \`id:go\`.
5. Enter {{pin}} into "PIN".
6. Turn on "Wi-Fi".
   - Ask first: settings-security
7. Order the cheapest "Pay now" thing
8. Press Enter.
9. Hand over "Look".
10. Tap "Send".
    - Ask first: send-message, it leaves`, { params: '  pin: { type: string, secret: true, example: "1" }' }))).toEqual({
    words: 'This run will ask 3 times: payment at 2; credential at 5; send-message at 10. 5 more steps may ask, by what the phone shows.', asks: 3,
    items: [['2', true, 1, 'payment'], ['3', false, 1, ''], ['4', false, 1, ''], ['5', true, 1, 'credential'], ['6', false, 1, 'settings-security'], ['7', false, 'some', 'payment'], ['8', false, 1, ''], ['10', true, 1, 'send-message']],
  });
});

test('loops multiply, sides of an If and Whenever may never come', () => {
  const params = '  who: { type: list, of: string, example: [A, B, C] }';
  const text = sopText(`1. For each {{name}} in {{who}}:
   1. Tap "Send".
2. If "Sale" is visible:
   1. Tap "Buy now".
3. Repeat until "Done" is visible:
   1. Tap "Delete".`, { params, whenever: '- If "Ad" is visible: tap "Allow".' });
  expect(of(text, { who: ['A', 'B', 'C'] })).toEqual({
    words: 'This run will ask 3 times: send-message at 1.1 (3×). 3 more steps may ask, by what the phone shows.', asks: 3,
    items: [['1.1', true, 3, 'send-message'], ['2.1', false, 1, 'payment'], ['3.1', false, 'some', 'delete'], ['W1.1', false, 1, 'grant-permission']],
  });
  expect(of(text).words).toBe('This run will ask at least once: send-message at 1.1 (each time). 3 more steps may ask, by what the phone shows.');
});

test('the words of a parameter count when they are known', () => {
  const text = sopText('1. Tap {{what}}.', { params: '  what: { type: string, example: Next }' });
  expect([of(text, { what: 'Delete all' }).items, of(text, { what: 'Weather' }).items, of(text).items]).toEqual([[['1', true, 1, 'delete']], [], [['1', false, 1, '']]]);
});

test('the library: what its approvals file answers is foreseen, as sure or as possible', () => {
  const library = path.resolve(import.meta.dirname, '../../sop-library');
  const rules = JSON.parse(fs.readFileSync(path.join(library, 'approvals.json'), 'utf8')) as { sop: string; step: string; class?: string }[];
  const missed: string[] = [];
  for (const name of fs.readdirSync(library).filter((f) => f.endsWith('.sop.md'))) {
    const sop = parseSop(fs.readFileSync(path.join(library, name), 'utf8'));
    const { items } = planOf({ sop, values: new Map(sop.meta.params.map((p) => [p.name, p.example ?? p.default])) });
    for (const r of rules) {
      if (r.sop !== sop.meta.id || r.class === undefined) continue;
      if (!items.some((i) => i.step.number === r.step || i.step.text.replace('{{total}}', '49.00').toLowerCase().includes(r.step.toLowerCase()))) missed.push(`${r.sop} ${r.step}`);
    }
  }
  expect(missed).toEqual([]);
});
