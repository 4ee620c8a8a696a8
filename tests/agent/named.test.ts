import { describe, expect, test } from 'vitest';
import { byName } from '../../electron/agent/named.ts';
import { asksToRead, clearlyAsks, namesPlace, readOut } from '../../electron/agent/read.ts';
import { createSeen } from '../../electron/agent/seen.ts';
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
    ['Tap Delete to finish', ['click', 'Delete']],
    ['Press Delete for the second one', undefined],
    ['Tap Delete from the list', undefined],
    ['Tap Erase to finish', undefined],
    ['Open the order', undefined],
    ['Feed the cat', undefined],
    ['Delete the subscription', undefined],
    ['Flip the toggle', ['click', 'Oat milk']],
    ['把开关打开', ['click', 'Oat milk']],
    ['关掉开关', { action: 'status', status: 'complete' }],
    ['Flip the coin', undefined],
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
  const row = (top: number, ...texts: string[]): string => node('LinearLayout', [20, top, 700, top + 140], { clickable: 'true' }, ...texts.map((t, i) => node('TextView', [32, top + 10 + i * 40, 600, top + 50 + i * 40], { text: t })));
  const said = (s: Snapshot, step: string, about = ''): unknown => { const a = readOut(s, step, about); return a && (a.action === 'answer' ? a.text : a.action === 'status' ? a.status : a.action); };
  test('the first, the last, and what speaks of something', () => {
    const list = screen(text('Recent transactions', 20), text('Refund', 120), text('Mar 3', 160), text('¥1.00', 140, 380), text('Salary', 220), text('Mar 1', 260), text('¥18,500.00', 240, 380));
    expect(['Say the text of the first transaction', 'Say the amount of the second transaction', 'Say the text of the fifth transaction'].map((x) => said(list, x))).toEqual(['Refund', '¥18,500.00', undefined]);
    const bubble = (t: string, top: number, left: number): string => node('LinearLayout', [left, top, left + 300, top + 80], { clickable: 'true' }, node('TextView', [left + 10, top + 10, left + 290, top + 60], { text: t }));
    const chat = screen(text('Bob', 20), bubble('Lunch at 12:30?', 200, 20), text('10:20 AM', 290), bubble('Yes', 400, 400), bubble('Make it 13:15', 600, 20), text('10:50 AM', 690), node('EditText', [100, 1400, 600, 1500], { hint: 'Text message', clickable: 'true' }));
    expect(['Say the time that the last message mentions', 'Say the time that the second message mentions', 'Say the last message'].map((x) => said(chat, x))).toEqual(['13:15', undefined, 'Make it 13:15']);
    const inbox = screen(row(100, 'Post', '22395', 'Your parcel 9237 was delivered'), row(260, 'Ann', 'Call 4711'), row(420, 'Parking', 'Level D, space 137'));
    expect(['Find the message about the parcel and say its number', 'Find the message about the boat and say its number', 'Say the number of the space', 'Say the number of the rows'].map((x) => said(inbox, x))).toEqual(['9237', undefined, '137', '3']);
  });
  test('sums of what is named, without what is a sum itself', () => {
    const accounts = screen(row(100, 'Everyday account', '¥185.10'), row(260, 'Savings', '¥50,000.00'), row(420, 'Travel card', '¥20.00'), row(580, 'Total', '¥50,205.10'));
    expect([said(accounts, 'Add the two balances and say the sum', 'How much is on the Everyday account and the Travel card together?'), said(accounts, 'Add the two balances and say the sum'), said(accounts, 'Add up all balances and say the sum')]).toEqual(['¥205.10', undefined, '¥50205.10']);
  });
  test('what there is against what is wanted', () => {
    const form = (amount: string): Snapshot => screen(node('EditText', [20, 20, 700, 100], { hint: 'Amount', text: amount, clickable: 'true' }), row(200, 'Everyday account', '¥12,840.35'), row(360, 'Travel card', '¥82.50'));
    const step = 'Compare the balance of the Travel card with the amount and say whether it is possible';
    expect([said(form(''), step, 'Transfer 20000 from the Travel card'), said(form('50'), step), said(form(''), step, 'Transfer 80 from the Travel card'), said(form(''), step, 'Transfer money'), said(form(''), step, 'Transfer 20 or 30')]).toEqual(['infeasible', 'complete', 'complete', undefined, undefined]);
  });
  test('what is to be found first is not read off something else', () => expect([said(screen(text('Bakery', 20), text('-¥24.50', 20, 380)), 'Find Gym among the transactions and say the amount'), said(screen(text('Gym', 20), text('-¥9.00', 20, 380)), 'Find Gym among the transactions and say the amount')]).toEqual([undefined, '-¥9.00']));
  test('switches of what is counted', () => {
    const toggle = (t: string, top: number, on: string): string => node('Switch', [20, top, 700, top + 80], { text: t, checkable: 'true', checked: on, clickable: 'true' });
    expect(said(screen(toggle('6:30 alarm', 20, 'true'), toggle('8:00 alarm', 120, 'false'), toggle('Vibrate', 220, 'true')), 'Count the alarms that are on')).toBe('1');
  });
  test('switches of a list that goes further are counted as it is scrolled through', () => {
    const alarm = (t: string, top: number, on: boolean): string => node('Switch', [20, top, 700, Math.min(top + 300, 900)], { 'content-desc': `${t} alarm`, checkable: 'true', checked: String(on), clickable: 'true' });
    const list = (...inner: string[]): Snapshot => screen(node('ScrollView', [0, 100, 720, 900], { scrollable: 'true' }, ...inner));
    const [top, end] = [list(alarm('6:30', 120, true), alarm('8:00', 420, false), alarm('9:00', 720, true)), list(alarm('9:00', 120, true), alarm('10:15', 420, true))];
    const seen = createSeen();
    seen.look(top);
    const first = readOut(top, 'Count the alarms that are on', '', { seen, past: [] });
    seen.look(end);
    expect([first, readOut(end, 'Count the alarms that are on', '', { seen, past: ['Swipe down'] }), readOut(top, 'Count the alarms that are on', '', { seen, past: ['Swipe down', 'Swipe down'] })])
      .toEqual([{ action: 'scroll', direction: 'down' }, { action: 'answer', text: '3' }, { action: 'answer', text: '3' }]);
  });
  test('what does not ask is not read', () => expect(['Tap "Say hello"', 'Open the account', 'Enter 5'].map(asksToRead)).toEqual([false, false, false]));
});

describe('a label that is only part of what is said', () => {
  const app = screen(button('Log In', 100), button('我的', 200), button('登录', 300), button('历史记录', 400), button('Play', 500), button('Settings', 600), button('委托', 700), button('美股', 800), button('港股', 850), button('京东', 900), button('Add alarm', 1000), button('Notification history', 1100), text('Face or fingerprint', 1200));
  test.each<[string, unknown]>([
    ['Log in with Google', undefined], ['Log in with my fingerprint', undefined], ['我的订单', undefined], ['扫码登录', undefined], ['清除历史记录', undefined], ['Play the trailer', undefined], ['Set the count to 20', undefined], ['撤销委托', undefined], ['Clear the notification history', undefined],
    ['Pay with Google', undefined], ['Log in', ['click', 'Log In']], ['Please log in on this page', ['click', 'Log In']], ['看看我的', ['click', '我的']], ['美国股市', ['click', '美股']], ['香港股票', ['click', '港股']], ['去京东商城', ['click', '京东']], ['Add a new alarm', ['click', 'Add alarm']], ['Play', ['click', 'Play']], ['Show my notification history', ['click', 'Notification history']],
  ])('%s', (step, expected) => expect(what(app, step)).toEqual(expected));
});

describe('questions and names of places', () => {
  test.each<[string, boolean, boolean]>([
    ['Say the total', true, false], ['Count the alarms', true, false], ['How much is it?', true, false], ['有多少个闹钟', false, false], ['余额是多少', false, false], ['Read out the code', true, false], ['What is the total', false, false], ['When is it on', false, false], ['Read the price', false, false],
    ['What I eat', false, true], ['How many credits I still have', false, true], ['Read the description of the picture', false, true], ['Name the vault "Work"', false, false], ['Open Settings', false, false],
  ])('%s', (step, clear, place) => expect([clearlyAsks(step), namesPlace(step)]).toEqual([clear, place]));
});
