// Calculator: arithmetic, what each key does to the expression, history and its clearing.

import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { evaluate, format } from '../../electron/demo-phone/apps/calculator/evaluate.ts';
import { pressed } from '../../electron/demo-phone/apps/calculator/index.ts';
import { desk, id, type Desk } from './desk.ts';

const of = (expression: string): string => { const a = evaluate(expression); return a.ok ? format(a.value) : a.why; };

describe('arithmetic', () => {
  test.each([
    ['1+2×3', '7'], ['(1+2)×3', '9'], ['8÷4÷2', '1'], ['2^3^2', '512'], ['−2^2', '−4'], ['2×−3', '−6'], ['50%', '0.5'], ['200×15%', '30'], ['√9+1', '4'], ['√(9+7)', '4'], ['2π', '6.28318530718'], ['2(3+4)', '14'], ['(1+2', '3'], ['0.1+0.2', '0.3'], ['.5×4', '2'], ['10−3−2', '5'],
    ['1÷3', '0.333333333333'], ['9^30', '4.23911582752E28'], ['2^−40', '9.09494701773E−13'], ['123456789×1000', '123456789000'],
    ['1÷0', 'divide'], ['0^−1', 'divide'], ['√(0−4)', 'domain'], ['(0−8)^(1÷3)', 'domain'], ['9^999', 'range'], ['', 'syntax'], ['1+', 'syntax'], ['()', 'syntax'], ['1)', 'syntax'], ['2×x', 'syntax'], ['1..2', 'syntax'],
  ])('%s = %s', (expression, result) => expect(of(expression)).toBe(result));
});

test.each([
  ['', false, '+', ''], ['', false, '−', '−'], ['5', false, '+', '5+'], ['5+', false, '×', '5×'], ['0', false, '7', '7'], ['1+0', false, '5', '1+5'], ['100', false, '0', '1000'], ['3.1', false, '.', '3.1'], ['3+', false, '.', '3+0.'], ['', false, '()', '('], ['(2', false, '()', '(2)'], ['2', false, '()', '2('], ['2+', false, '%', '2+'], ['42', true, '7', '7'], ['42', true, '+', '42+'], ['42', true, '%', '42%'],
])('%s (answered: %s) and %s make %s', (before, answered, key, after) => expect(pressed(before, answered, key)).toBe(after));

describe('on the phone', () => {
  let d: Desk;
  beforeEach(() => { d = desk('com.google.android.calculator'); });
  afterEach(() => d.w.phone.close());

  it('works a sum out and keeps it in the history', async () => {
    d.open();
    await d.tap(id('digit_1'), id('digit_2'), id('op_mul'), id('digit_3'));
    const preview = d.nodes(/result_preview/).map((n) => / text="([^"]*)"/.exec(n)?.[1]);
    await d.tap('equals');
    expect({ preview, changes: d.changes(), same: d.roundTrips() }).toEqual({
      preview: ['36'], same: true, changes: [
        { change: 'changed', path: 'expression', before: '', after: '36' }, { change: 'changed', path: 'answered', before: false, after: true }, { change: 'changed', path: 'nextId', before: 6, after: 7 },
        { change: 'added', path: 'history[6]', after: { id: 6, expression: '12×3', result: '36', at: expect.any(Number) } },
      ],
    });
  });
  it('says what cannot be worked out, and clears', async () => {
    d.open();
    await d.tap(id('digit_1'), id('op_div'), id('digit_0'), id('eq'));
    const said = d.sees('Can’t divide by 0');
    await d.tap(id('del'), id('clr'));
    expect({ said, changes: d.changes() }).toEqual({ said: true, changes: [] });
  });
  it('takes a calculation back from the history and clears it after a question', async () => {
    d.open();
    await d.tap(id('history'));
    await d.tap('240×15%');
    const back = d.changes();
    d.open('History');
    await d.tap(id('clear_history'), 'Cancel', id('clear_history'), 'Clear');
    expect({ back, cleared: d.changes().map((c) => [c.change, c.path]), said: d.sees('No history') }).toEqual({ back: [{ change: 'changed', path: 'expression', before: '', after: '240×15%' }], cleared: [1, 2, 3, 4, 5].map((n) => ['removed', `history[${n}]`]), said: true });
  });
});
