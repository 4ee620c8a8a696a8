import { describe, expect, test } from 'vitest';
import { barsOf } from '../../electron/screen/bars.ts';
import { inRelation, relationOf } from '../../electron/screen/relation.ts';
import { labelOf, node, shotOf } from './fixture.ts';

describe('what is said', () => {
  test.each<[string, unknown]>([
    ['Tap the third button', { kind: 'ordinal', n: 3, thing: 'button' }],
    ['Press the 2nd field on the screen.', { kind: 'ordinal', n: 2, thing: 'input' }],
    ['select the last item in the list', { kind: 'ordinal', n: -1, thing: 'item' }],
    ['Click checkbox number 4', { kind: 'ordinal', n: 4, thing: 'checkbox' }],
    ['Tap the second row from the bottom', { kind: 'ordinal', n: -2, thing: 'item' }],
    ['点击第三个按钮', { kind: 'ordinal', n: 3, thing: 'button' }],
    ['请点一下最后一个输入框。', { kind: 'ordinal', n: -1, thing: 'input' }],
    ['Tap the switch next to "Wi-Fi"', { kind: 'beside', where: 'row', anchor: 'Wi-Fi', thing: 'switch' }],
    ['Open the item right below Storage', { kind: 'beside', where: 'below', anchor: 'Storage', thing: 'item' }],
    ['Tap “Delete” in the row of “Alice”', { kind: 'beside', where: 'row', anchor: 'Alice', name: 'Delete' }],
    ['Press the Edit button to the right of Bob', { kind: 'beside', where: 'right', anchor: 'Bob', name: 'Edit', thing: 'button' }],
    ['Tap what comes right after "Next to you"', { kind: 'beside', where: 'after', anchor: 'Next to you', thing: 'item' }],
    ['点击「小明」旁边的开关', { kind: 'beside', where: 'row', anchor: '小明', thing: 'switch' }],
    ['打开“存储”下面的那一项', { kind: 'beside', where: 'below', anchor: '存储', thing: 'item' }],
    ['The last tab', { kind: 'bar', n: -1 }],
    ['Tap the middle button at the bottom', { kind: 'bar', n: 'middle', edge: 'bottom' }],
    ['The second top tab', { kind: 'bar', n: 2, edge: 'top' }],
    ['The last message', undefined],
    ['底部第二个标签', { kind: 'bar', n: 2, edge: 'bottom' }],
    ['点击底部最右边的标签', { kind: 'bar', n: -1, edge: 'bottom' }],
    ['The icon right of the magnifying glass', { kind: 'beside', where: 'right', anchor: 'magnifying glass', thing: 'icon' }],
    ['The big button below the password', { kind: 'beside', where: 'below', anchor: 'password', thing: 'button' }],
    ['微信右边的应用', { kind: 'beside', where: 'right', anchor: '微信', thing: 'item' }],
    ['The options button of the log', { kind: 'beside', where: 'row', anchor: 'log', name: 'options', thing: 'button', part: true }],
    ['The moon icon for night mode', undefined],
    ['Tap "Below deck"', undefined],
    ['Open settings', undefined],
    ['Turn the volume down', undefined],
    ['打开设置', undefined],
  ])('%s', (phrase, expected) => expect(relationOf(phrase)).toEqual(expected));
});

const person = (name: string, top: number): string => node('LinearLayout', [0, top, 720, top + 100], {},
  node('TextView', [20, top + 20, 300, top + 80], { text: name }),
  node('Button', [420, top + 20, 520, top + 80], { text: 'Edit', clickable: 'true' }),
  node('ImageButton', [560, top + 20, 660, top + 80], { 'content-desc': 'Remove', clickable: 'true' }));
const people = shotOf(node('FrameLayout', [0, 0, 720, 1600], {},
  node('TextView', [20, 20, 400, 80], { text: 'People' }),
  person('Alice', 100), person('Bob', 200), person('Carol', 300),
  node('TextView', [20, 420, 300, 460], { text: 'Share with all' }),
  node('Switch', [600, 420, 700, 460], { clickable: 'true', checkable: 'true', checked: 'false' }),
  node('TextView', [20, 500, 300, 540], { text: 'Note' }),
  node('EditText', [20, 560, 700, 640], { clickable: 'true', 'resource-id': 'org.sample:id/note' }),
  node('Button', [20, 700, 350, 780], { text: 'Save', clickable: 'true' }), node('Button', [370, 700, 700, 780], { text: 'Cancel', clickable: 'true' })));

/** Label and bounds of what is found. */
function found(phrase: string): unknown {
  const r = relationOf(phrase);
  const e = r && inRelation(people, r);
  return e && [labelOf(people, e.id), e.bounds];
}

describe('what is found', () => {
  test.each<[string, unknown]>([
    ['Tap Edit in the row of Bob', ['Edit', [420, 220, 520, 280]]],
    ['Tap the Remove icon next to "Carol"', ['Remove', [560, 320, 660, 380]]],
    ['Press the button to the right of Alice', ['Edit', [420, 120, 520, 180]]],
    ['Toggle the switch next to Share with all', ['Share with all', [600, 420, 700, 460]]],
    ['Tap the field below Note', ['Note', [20, 560, 700, 640]]],
    ['Tap the button left of Cancel', ['Save', [20, 700, 350, 780]]],
    ['Tap the button above Save', ['Edit', [420, 320, 520, 380]]],
    ['Tap the last button', ['Cancel', [370, 700, 700, 780]]],
    ['Tap the third button', ['Edit', [420, 220, 520, 280]]],
    ['The Remove icon of Bob', ['Remove', [560, 220, 660, 280]]],
    ['The Pause icon of Bob', undefined],
    ['The switch next to Alice', undefined],
    ['Tap the ninth switch', undefined],
    ['Tap Edit next to Dave', undefined],
  ])('%s', (phrase, expected) => expect(found(phrase)).toEqual(expected));
});

const tab = (text: string, n: number, of: number, more: Record<string, string> = {}): string => node('FrameLayout', [n * (720 / of), 1500, (n + 1) * (720 / of), 1600], { 'content-desc': text, clickable: 'true', ...more });
const tabbed = shotOf(node('FrameLayout', [0, 0, 720, 1600], {},
  ...['News', 'Sport', 'Film'].map((t, i) => node('TextView', [40 + i * 160, 100, 180 + i * 160, 160], { text: t, clickable: 'true' })),
  node('Button', [40, 300, 340, 380], { text: 'Left', clickable: 'true' }), node('Button', [360, 300, 660, 380], { text: 'Right', clickable: 'true' }),
  ...['Home', 'Search', 'Me'].map((t, i) => tab(t, i, 3))));

describe('tabs', () => {
  const at = (phrase: string): unknown => { const r = relationOf(phrase); const e = r && inRelation(tabbed, r); return e?.label; };
  test.each<[string, unknown]>([
    ['The last tab', 'Me'], ['The middle tab', 'Search'], ['底部第二个标签', 'Search'], ['底部最右边的标签', 'Me'], ['The second tab at the top', 'Sport'], ['The fifth tab', undefined], ['顶部最左边的标签', 'News'],
    ['The tab right of Sport', 'Film'], ['Tap the last button', 'Me'],
  ])('%s', (phrase, expected) => expect(at(phrase)).toEqual(expected));
  test('two buttons in the page are no bar', () => expect(barsOf(people)).toEqual([]));
});
