import { expect, test } from 'vitest';
import type { Statement, Term } from '../../electron/protocol/sop.ts';
import { holds, parseAmount } from '../../electron/screen/statement.ts';
import { node, shot, shotOf } from './fixture.ts';

const span = { start: 0, end: 0 };
const text = (t: string): Term => ({ kind: 'text', text: t, span });
const param = (name: string): Term => ({ kind: 'param', name, span });
const number = (value: number): Term => ({ kind: 'number', value, span });
const id = (value: string): Term => ({ kind: 'selector', by: 'id', value, span });
const given: Record<string, string> = { limit: '100', name: 'acme', nothing: '' };
const values = (t: Term): string => (t.kind === 'text' ? t.text : t.kind === 'param' ? given[t.name]! : t.kind === 'number' ? String(t.value) : t.kind === 'template' ? t.parts.map((p) => (typeof p === 'string' ? p : given[p.param]!)).join('') : t.value);
const visible = (target: Term): Statement => ({ is: 'visible', target, span });

const row = (y: number, ...cells: string[]): string => cells.map((t, i) => node('TextView', [i * 300, y, i * 300 + 280, y + 60], { text: t })).join('');
const checkout = shotOf(node('FrameLayout', [0, 0, 1000, 2000], {}, row(0, 'Checkout'), row(100, 'Subtotal', '$1,234.50'), row(200, 'Total for 2 nights', '1.234,50 €'), row(300, 'Items: 3'), row(400, 'From', '5 – 7 May'), row(500, 'Price', 'on request')));

test.each<[string, ReturnType<typeof shot>, Statement, string]>([
  ['visible', shot('settings-list.xml'), visible(text('Connected devices')), 'yes'],
  ['not there', shot('settings-list.xml'), visible(text('Developer options')), 'no'],
  ['by id', shot('equal-rows.xml'), visible(id('overflow')), 'yes'],
  ['not visible', shot('settings-list.xml'), { is: 'not-visible', target: text('Connected devices'), span }, 'no'],
  ['template', shot('login.xml'), visible({ kind: 'template', parts: ['', { param: 'name' }], span }), 'yes'],
  ['an empty text shows nothing', shot('login.xml'), visible(param('nothing')), 'unknown'],
  ['field contains', shot('login.xml'), { is: 'contains', target: text('Workspace'), value: param('name'), span }, 'yes'],
  ['field does not', shot('login.xml'), { is: 'contains', target: text('Workspace'), value: text('other'), span }, 'no'],
  ['empty field', shot('login.xml'), { is: 'contains', target: text('Email'), value: text(''), span }, 'yes'],
  ['passwords are not judged', shot('login.xml'), { is: 'contains', target: text('Password'), value: text('hunter2!'), span }, 'unknown'],
  ['a text beside contains', checkout, { is: 'contains', target: text('Subtotal'), value: text('$1,234.50'), span }, 'yes'],
  ['on', shot('toggles.xml'), { is: 'on', target: text('Wi-Fi'), span }, 'yes'],
  ['off', shot('toggles.xml'), { is: 'off', target: text('Wi-Fi'), span }, 'no'],
  ['off beside its row', shot('toggles.xml'), { is: 'off', target: text('Hotspot'), span }, 'yes'],
  ['said in words', shot('chinese-utf16le.xml'), { is: 'on', target: text('WLAN'), span }, 'yes'],
  ['no such toggle', shot('toggles.xml'), { is: 'on', target: text('NFC'), span }, 'no'],
  ['a row without a state', shot('settings-list.xml'), { is: 'on', target: text('Storage'), span }, 'unknown'],
  ['amount beside', checkout, { is: 'compare', left: text('Subtotal'), op: '>', right: number(1234), span }, 'yes'],
  ['amount with digits in its name', checkout, { is: 'compare', left: text('Total for 2 nights'), op: '<=', right: param('limit'), span }, 'no'],
  ['amount inside', checkout, { is: 'compare', left: text('Items'), op: '=', right: number(3), span }, 'yes'],
  ['two screen amounts', checkout, { is: 'compare', left: text('Subtotal'), op: '=', right: text('Total for 2 nights'), span }, 'yes'],
  ['several numbers', checkout, { is: 'compare', left: text('From'), op: '<', right: number(9), span }, 'unknown'],
  ['no number', checkout, { is: 'compare', left: text('Price'), op: '<', right: number(9), span }, 'unknown'],
  ['equal as text', checkout, { is: 'compare', left: text('Price'), op: '=', right: text('on request'), span }, 'yes'],
  ['parameters alone', checkout, { is: 'compare', left: param('limit'), op: '>=', right: number(100), span }, 'yes'],
  ['prose', checkout, { is: 'free', text: 'it looks right', terms: [], span }, 'unknown'],
])('%s', (_, screen, statement, expected) => expect(holds(screen, statement, values)).toBe(expected));

test('amounts', () => {
  const written = ['$1,234.50', '1.234,50 €', '¥100', "CHF 1'000", '-5', '−5,5', '1,234', '1.5万', '３０', '$0.99', '1,234,567', '- $3.20', 'none', '3 of 4', ''];
  expect(written.map(parseAmount)).toEqual([1234.5, 1234.5, 100, 1000, -5, -5.5, 1234, 15000, 30, 0.99, 1234567, -3.2, undefined, undefined, undefined]);
});
