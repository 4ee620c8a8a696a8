import { describe, expect, test } from 'vitest';
import { speaksAgainst } from '../../electron/agent/against.ts';
import type { Element } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

const one = (label: string, more: Record<string, string> = {}): Element => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, node('Button', [20, 100, 700, 180], { text: label, clickable: 'true', ...more }))).elements.find((e) => e.label === label)!;
const toggle = (label: string): Element => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, node('Switch', [20, 100, 700, 180], { text: label, clickable: 'true', checkable: 'true', checked: 'true' }))).elements.find((e) => e.label === label)!;

describe('the verb of a step and of a label', () => {
  test.each<[string, Element, unknown]>([
    ['Delete the draft', one('Save draft'), 'other'], ['Remove a shortcut', one('Add shortcut'), 'other'], ['退出登录', one('点击登录'), 'other'], ['Sign out', one('Sign in'), 'other'], ['Unmute', one('Mute'), 'other'], ['Mute', one('Unmute'), 'other'], ['取消静音', one('静音'), 'other'],
    ['Send a report to support', one('Return to login'), 'other'], ['Buy the share', one('Sell'), 'other'], ['展开详情', one('收起'), 'other'],
    ['Download a model', one('Model: 492 MB'), 'silent'], ['Schedule dark mode', toggle('Dark mode'), 'silent'], ['清除历史记录', one('历史记录'), 'silent'], ['Pay with a card', one('Settings'), 'silent'],
    ['Dismiss all', one('Clear all'), undefined], ['Share statistics', one('Send usage data'), undefined], ['Download it', one('Install'), undefined], ['Delete the mail', one('Trash'), undefined], ['Log out', one('Leave'), undefined],
    ['Delete it', one('cross', { 'resource-id': 'a:id/btn_clear' }), undefined], ['Mute the call', toggle('Unmute'), undefined], ['Hide the keyboard', toggle('Show keyboard'), undefined], ['Change the language', one('Language'), undefined], ['Open the downloads', one('Files'), undefined], ['放大镜', one('缩小'), undefined],
  ])('%s', (step, e, expected) => expect(speaksAgainst(step, e)).toEqual(expected));
});
