import { describe, expect, test } from 'vitest';
import { asksToWrite, byTyping } from '../../electron/agent/typing.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

const page = (...inner: string[]): Snapshot => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, ...inner));
const field = (top: number, more: Record<string, string>): string => node('EditText', [20, top, 700, top + 80], { clickable: 'true', ...more });
const text = (t: string, top: number): string => node('TextView', [20, top, 400, top + 40], { text: t });
const did = (s: Snapshot, step: string): unknown => { const a = byTyping(s, step); return a && 'element' in a ? [a.action, s.elements.find((e) => e.id === a.element)!.label, ...('text' in a ? [a.text] : [])] : a; };

const order = page(field(100, { hint: 'Limit price' }), field(220, { hint: 'Shares' }), field(340, { hint: 'E-mail' }), text('We write to this address', 420), field(500, { hint: 'Note', 'resource-id': 'a:id/remark' }));
const zh = page(field(100, { hint: '买入价' }), field(220, { hint: '委托股数' }));
const trade = page(field(100, { hint: '股票代码/简拼' }), field(220, { hint: '价格' }), field(340, { hint: '数量' }));
const bar = page(node('TextView', [20, 40, 500, 100], { text: 'Trending films', clickable: 'true', 'resource-id': 'a:id/expand_search' }), text('Chess club', 200));
const two = page(field(100, { 'resource-id': 'a:id/alpha' }), field(220, { 'resource-id': 'a:id/omega' }));

describe('the field a step means', () => {
  test.each<[string, Snapshot, unknown]>([
    ['Set the limit price to 27.6', order, ['input_text', 'Limit price', '27.6']],
    ['Put 200 into the shares', order, ['input_text', 'Shares', '200']],
    ['Enter "a@b.com" as the e-mail address', order, ['input_text', 'E-mail', 'a@b.com']],
    ['Write "soon" as the remark', order, ['input_text', 'Note', 'soon']],
    ['Enter "7" in the field below Shares', order, ['input_text', 'E-mail', '7']],
    ['买入价填27.50', zh, ['input_text', '买入价', '27.50']],
    ['委托股数输入"200"', zh, ['input_text', '委托股数', '200']],
    ['委托股数输入"200"', trade, ['input_text', '数量', '200']], ['买入价填27.50', trade, ['input_text', '价格', '27.50']],
    ['Type "3" into the lower field', two, ['input_text', 'omega', '3']],
    ['在第一个输入框输入"3"', two, ['input_text', 'alpha', '3']],
    ['Name the vault "Work"', page(field(100, { hint: 'Label' })), ['input_text', 'Label', 'Work']],
    ['Set the volume to 30', order, undefined],
    ['Set the alarm to 7', page(field(100, { hint: 'Search' })), undefined],
    ['Type "3" into a field', two, undefined],
  ])('%s', (step, s, expected) => expect(did(s, step)).toEqual(expected));
});

describe('a search that has to be opened first', () => {
  test.each<[string, Snapshot, unknown]>([
    ['Type "pizza" into the search box', bar, ['click', 'Trending films']], ['在搜索框输入"披萨"', bar, ['click', 'Trending films']], ['Look up "sushi" on the web', bar, ['click', 'Trending films']], ['Find the game "Go"', bar, ['click', 'Trending films']],
    ['The search box at the top', bar, ['click', 'Trending films']], ['找一只股票', bar, ['click', 'Trending films']], ['Look for another app', bar, ['click', 'Trending films']],
    ['Find "Chess club"', bar, undefined], ['搜索历史', bar, undefined], ['Type "pizza" into the message', bar, undefined], ['Search for "tea"', zh, undefined], ['Search for "tea"', page(text('Nothing', 100)), undefined],
  ])('%s', (step, s, expected) => expect(did(s, step)).toEqual(expected));
});

test('what writes and what does not', () => expect(['Set the limit price to 27.6', '买入价填27.50', 'Send "hi" to the tutor', 'Set the limit price', 'Open "Search"', '搜索按钮右边的图标'].map((s) => asksToWrite(s))).toEqual([true, true, true, false, false, false]));
