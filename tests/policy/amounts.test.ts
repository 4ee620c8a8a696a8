// Amounts of money on a screen: every way of writing them, what is at stake and what merely stands there.

import { expect, test } from 'vitest';
import { amountsIn, atStake } from '../../electron/control/policy/amounts.ts';
import type { Element, Snapshot } from '../../electron/protocol/screen.ts';

test.each<[string, Record<string, number>]>([
  ['Pay ¥30.00', { CNY: 30 }], ['支付￥1,234.5', { CNY: 1234.5 }], ['30元', { CNY: 30 }], ['1.5万元', { CNY: 15000 }], ['２００元', { CNY: 200 }], ['$12', { USD: 12 }], ['US$ 1,000.00', { USD: 1000 }], ['HK$88.80', { HKD: 88.8 }],
  ['1.234,50 €', { EUR: 1234.5 }], ['€ 1 234,50', { EUR: 1234.5 }], ["CHF 1'000.05", { CHF: 1000.05 }], ['£0.99', { GBP: 0.99 }], ['EUR 5', { EUR: 5 }], ['INR 1,00,000', { INR: 100000 }], ['₹ 500', { INR: 500 }], ['Rs. 250', { INR: 250 }], ['200 kr', { SEK: 200 }],
  ['¥12 … ¥150', { CNY: 150 }], ['$5 or €7', { USD: 5, EUR: 7 }], ['0.123 €', { EUR: 0.123 }], ['Order 20260217', {}], ['10:30', {}], ['iPhone 15', {}], ['3 kraken', {}], ['¥999999999999999999999', { CNY: 9e14 }],
])('%s', (text, want) => { expect(Object.fromEntries(amountsIn(text))).toEqual(want); });

test('the yen where the screen is in Japanese', () => { expect(Object.fromEntries(amountsIn('¥500', true))).toEqual({ JPY: 500 }); });

let id = 0;
const el = (label: string, o: Partial<Element> = {}): Element => ({ id: ++id, role: 'text', label, labelFrom: 'text', bounds: [0, id * 50, 700, id * 50 + 40], tap: [350, id * 50 + 20], package: 'com.a', resourceId: '', className: '', selectors: [], source: 'tree', line: '', ...o });
const screen = (elements: Element[], o: Partial<Snapshot> = {}): Snapshot => ({ package: 'com.a', title: '', dialog: false, elements, text: elements.map((e) => e.label).join('\n'), ...o }) as Snapshot;

test('what is at stake: label, total, field and dialog count; balances and other apps do not', () => {
  const pay = el('Pay now', { role: 'button' });
  const own = el('Pay ¥30.00', { role: 'button' });
  const field = (label: string, value: string): Element => el(label, { role: 'input', value });
  const total = el('Total', { bounds: [0, 9000, 200, 9040] });
  expect({
    label: atStake(own, screen([own, el('Balance ¥10,000.00')])),
    hidden: atStake(own, screen([own, el('Total ¥9,999.00')])),
    beside: atStake(pay, screen([pay, total, el('¥45.00', { bounds: [400, 9005, 700, 9035] }), el('¥7.00')])),
    field: atStake(pay, screen([pay, field('Amount', '500'), el('Balance ¥1,000')])),
    unknown: atStake(pay, screen([pay, field('Amount', '500')])),
    dialog: atStake(pay, screen([pay, el('Transfer ¥80 to Ada?'), el('¥80')], { dialog: true })),
    others: atStake(pay, screen([pay, el('¥12.00'), el('可用余额 ¥9,000'), el('¥500', { package: 'com.android.systemui' })])),
    list: atStake(pay, screen([pay, el('¥1'), el('¥2'), el('¥3'), el('¥18,500')])),
    none: atStake(pay, screen([pay])),
  }).toEqual({ label: { CNY: '30.00' }, hidden: { CNY: '9999.00' }, beside: { CNY: '45.00' }, field: { CNY: '500.00' }, unknown: { XXX: '500.00' }, dialog: { CNY: '80.00' }, others: { CNY: '12.00' }, list: {}, none: {} });
});
