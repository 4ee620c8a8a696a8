import { describe, expect, test } from 'vitest';
import { byName } from '../../electron/agent/named.ts';
import { asksToRead, readOut } from '../../electron/agent/read.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

const W = 720;
const button = (text: string, top: number, more: Record<string, string> = {}, [l, r]: readonly [number, number] = [20, 700]): string => node('Button', [l, top, r, top + 80], { text, clickable: 'true', ...more });
const screen = (...inner: string[]): Snapshot => shotOf(node('FrameLayout', [0, 0, W, 1600], {}, ...inner));

const people = screen(
  node('EditText', [20, 20, 700, 100], { text: 'Uma Patel', hint: 'Search contacts', clickable: 'true', focused: 'true' }),
  button('Uma Patel', 120), button('Edit contact', 220), button('Delete', 320), button('Order 20260301, processing', 420), button('Order 20260214, sent', 520),
  node('Switch', [20, 620, 700, 700], { text: 'Oat milk', checkable: 'true', checked: 'false', clickable: 'true' }),
  node('ImageButton', [600, 1480, 700, 1580], { clickable: 'true', 'resource-id': 'a:id/fab' }));
const what = (s: Snapshot, step: string): unknown => { const a = byName(s, step); return a && ('element' in a && a.element !== undefined ? [a.action, s.elements.find((e) => e.id === a.element)!.label, ...('text' in a ? [a.text] : [])] : a); };

describe('steps whose words name the element', () => {
  test.each<[string, unknown]>([
    ['Open Uma Patel', ['click', 'Uma Patel']],
    ['Hold Uma Patel.', ['long_press', 'Uma Patel']],
    ['Edit the contact', ['click', 'Edit contact']],
    ['Delete the contact', ['click', 'Delete']],
    ['Open order 20260214', ['click', 'Order 20260214, sent']],
    ['Tick Oat milk', ['click', 'Oat milk']],
    ['Untick Oat milk', { action: 'status', status: 'complete' }],
    ['Search for "tea"', ['input_text', 'Search contacts', 'tea']],
    ['Change the name to "Uma"', ['input_text', 'Search contacts', 'Uma']],
    ['Tap the round button at the bottom right', ['click', '']],
    ['Open the order', undefined],
    ['Feed the cat', undefined],
    ['Confirm', undefined],
    ['', undefined],
  ])('%s', (step, expected) => expect(what(people, step)).toEqual(expected));
});

const text = (t: string, top: number, left = 20): string => node('TextView', [left, top, left + 320, top + 40], { text: t });
const bank = screen(
  text('Accounts', 20), button('Everyday, •••• 4471, ¥12,840.35', 80), button('Savings, •••• 9920, ¥50,000.00', 180),
  text('Gym', 300), text('Feb 17', 340), text('-¥299.00', 320, 380), text('Bakery', 420), text('Feb 16', 460), text('-¥24.50', 440, 380),
  text('IMEI', 560), text('356938035643809', 600),
  node('Switch', [20, 700, 700, 780], { text: 'Alarm A', checkable: 'true', checked: 'true', clickable: 'true' }), node('Switch', [20, 800, 700, 880], { text: 'Alarm B', checkable: 'true', checked: 'false', clickable: 'true' }));

describe('steps that ask for an answer', () => {
  test.each<[string, string, unknown]>([
    ['Say the balance of Savings.', '', { action: 'answer', text: '¥50,000.00' }],
    ['Say the balance', 'What is the balance of the Everyday account?', { action: 'answer', text: '¥12,840.35' }],
    ['Find Bakery among the transactions and say the amount', '', { action: 'answer', text: '-¥24.50' }],
    ['Say the amount', 'How much was paid for "Gym"?', { action: 'answer', text: '-¥299.00' }],
    ['Add the two balances and say the sum', '', { action: 'answer', text: '¥62840.35' }],
    ['Count the alarms that are on', '', { action: 'answer', text: '1' }],
    ['Say which account is the lowest', '', { action: 'answer', text: 'Everyday, •••• 4471, ¥12,840.35' }],
    ['Say whether a fingerprint can be added here', '', { action: 'status', status: 'infeasible' }],
    ['Say the email address', '', undefined],
    ['Say what the weather is', '', undefined],
  ])('%s (%s)', (step, about, expected) => {
    expect(asksToRead(step)).toBe(true);
    expect(readOut(bank, step, about)).toEqual(expected);
  });
  test('what does not ask is not read', () => expect(['Tap "Say hello"', 'Open the account', 'Enter 5'].map(asksToRead)).toEqual([false, false, false]));
});
