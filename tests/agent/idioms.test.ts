import { describe, expect, test } from 'vitest';
import { ground } from '../../electron/agent/ground.ts';
import { bySkill } from '../../electron/agent/skills.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

const page = (...inner: string[]): Snapshot => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, ...inner));
const dialog = (...inner: string[]): Snapshot => ({ ...page(...inner), dialog: true });
const icon = (desc: string, [l, t]: readonly [number, number], more: Record<string, string> = {}): string => node('ImageButton', [l, t, l + 96, t + 96], { 'content-desc': desc, clickable: 'true', ...more });
const text = (t: string, top: number, left = 20, width = 400): string => node('TextView', [left, top, left + width, top + 50], { text: t });
const row = (top: number, ...texts: string[]): string => node('LinearLayout', [0, top, 720, top + 140], { clickable: 'true' }, ...texts.map((t, i) => node('TextView', [32, top + 10 + i * 45, 600, top + 50 + i * 45], { text: t })));
const button = (t: string, top: number, more: Record<string, string> = {}): string => node('Button', [300, top, 600, top + 80], { text: t, clickable: 'true', ...more });

const did = (s: Snapshot, step: string, past: readonly string[] = []): unknown => { const a = bySkill(s, step, { past, about: '' }); return a && a !== 'absent' && 'element' in a && a.element !== undefined ? [a.action, s.elements.find((e) => e.id === a.element)!.label] : a; };
const COMPLETE = { action: 'status', status: 'complete' };

describe('what every app has', () => {
  const bar = page(icon('Navigate up', [8, 64]), icon('Search', [512, 64]), icon('More options', [616, 64]), row(300, 'Ann'), icon('More options', [616, 320]));
  const drawer = page(icon('Open navigation drawer', [8, 64]), icon('Search', [616, 64]), icon('', [600, 1440], { 'resource-id': 'a:id/fab' }));
  test.each<[string, Snapshot, unknown]>([
    ['Open the menu', bar, ['click', 'More options']], ['Tap the overflow menu.', bar, ['click', 'More options']], ['打开更多菜单', bar, ['click', 'More options']], ['Tap the three dots', bar, ['click', 'More options']],
    ['Tap the back arrow', bar, ['click', 'Navigate up']], ['点击返回按钮', bar, ['click', 'Navigate up']], ['Open the drawer', bar, undefined],
    ['Open the navigation drawer', drawer, ['click', 'Open navigation drawer']], ['Open the menu', drawer, ['click', 'Open navigation drawer']], ['Tap the back arrow', drawer, undefined],
    ['Tap the round button with the plus', drawer, ['click', '']], ['Tap the floating button', drawer, ['click', '']], ['Tap the magnifying glass', drawer, ['click', 'Search']], ['Tap the gear', drawer, undefined], ['Tap the round button', bar, undefined],
    ['Open the menu of the restaurant', bar, undefined], ['Tap the magnifying glass next to Ann', bar, undefined], ['Change the menu', bar, undefined],
  ])('%s', (step, s, expected) => expect(did(s, step)).toEqual(expected));

  test('one touch is all of it: on the next screen the same words mean nothing more', () => {
    expect([did(bar, 'Open the menu', ['Tap "More options"']), did(bar, 'Open the second row', ['Swipe down', 'Tap "Bob"']), did(bar, 'Open the menu', ['Swipe down']), did(bar, 'Open the row that says Bob and delete it', ['Tap "Bob"'])]).toEqual([COMPLETE, COMPLETE, ['click', 'More options'], undefined]);
  });
  test('an icon by its picture, also where only its id names it', () => {
    const icons = page(icon('', [408, 64], { 'resource-id': 'a:id/menu_search' }), icon('', [512, 64], { 'resource-id': 'a:id/menu_sort' }), icon('', [616, 64], { 'resource-id': 'a:id/new_list' }));
    expect([did(icons, 'Tap the icon with the lines that get shorter'), did(icons, 'Tap the trash can')]).toEqual([['click', 'menu sort'], undefined]);
  });
  test('a picture alone, without a verb', () => {
    const icons = page(icon('Scan', [200, 64]), icon('Close menu', [304, 64]), icon('', [408, 64], { 'resource-id': 'a:id/avatar' }), icon('', [512, 64], { 'resource-id': 'a:id/night_mode' }));
    expect(['The QR code symbol', 'The cross that closes the menu', '头像', 'The moon', 'The star of the show', 'The star rating', '垃圾桶', 'The cross next to Ann'].map((step) => did(icons, step))).toEqual([['click', 'Scan'], ['click', 'Close menu'], ['click', 'avatar'], ['click', 'night mode'], undefined, undefined, undefined, undefined]);
  });
});

describe('dialogs', () => {
  const cancel = dialog(text('Cancel this order?', 600), button('Keep order', 700), button('Cancel order', 800));
  const hangs = dialog(text('Clock isn\'t responding', 600), button('Close app', 700), button('Wait', 800));
  const platform = dialog(text('Erase the tape?', 600), button('Maybe', 700, { 'resource-id': 'android:id/button3' }), button('Erase', 800, { 'resource-id': 'android:id/button1' }));
  const remove = dialog(text('Remove this', 600), button('Cancel', 700), button('Remove', 800));
  const many = dialog(button('Cancel', 600), button('Later', 700), button('Both', 800), button('Replace', 900));
  test('confirmed by the button that is no way back, that repeats the question, or that the platform calls so', () => {
    expect([cancel, platform, remove, many, page(button('OK', 900), button('Remove', 800))].map((s) => did(s, 'Confirm it.'))).toEqual([['click', 'Cancel order'], ['click', 'Erase'], ['click', 'Remove'], undefined, undefined]);
    expect([did(remove, '确认'), did(remove, 'Confirm', ['Tap "Remove"'])]).toEqual([['click', 'Remove'], COMPLETE]);
  });
  test('an app that hangs is let go on', () => expect([did(hangs, 'Let the app go on'), did(hangs, '继续等待'), did(cancel, 'Let the app go on'), did(hangs, 'Confirm')]).toEqual([['click', 'Wait'], ['click', 'Wait'], undefined, undefined]));
});

describe('rows', () => {
  const mail = page(text('Inbox', 80), row(200, 'Ann', 'Lunch?', 'Unread'), row(340, 'Bob', 'Parcel 12'), row(480, 'Cy', 'Party'));
  const results = page(node('EditText', [20, 60, 700, 140], { text: 'batt', hint: 'Search settings', clickable: 'true' }), row(200, 'Battery Saver', 'Battery'));
  const twins = page(row(200, 'John Smith', 'Northwind'), row(340, 'John Smith', 'Fabrikam'));
  test.each<[string, Snapshot, unknown]>([
    ['Open the second message', mail, ['click', 'Bob, Parcel 12']], ['Open the last row', mail, ['click', 'Cy, Party']], ['打开第二行', mail, ['click', 'Bob, Parcel 12']], ['Hold the first mail', mail, ['long_press', 'Ann, Lunch?, Unread']],
    ['Open the fourth message', mail, undefined], ['Open the first photo', mail, undefined], ['Open the first result', mail, undefined],
    ['Open the result', results, ['click', 'Battery Saver, Battery']], ['Open the first result', results, ['click', 'Battery Saver, Battery']], ['Open the first contact', results, undefined], ['Open the result', mail, undefined],
    ['Open the John Smith with "Fabrikam" below the name', twins, ['click', 'John Smith, Fabrikam']], ['Open the John Smith from Northwind', twins, ['click', 'John Smith, Northwind']], ['Open the John Smith with "Contoso" below the name', twins, undefined],
    ['Open the message that is marked Unread', mail, ['click', 'Ann, Lunch?, Unread']], ['Open the message that says "Party"', mail, ['click', 'Cy, Party']],
  ])('%s', (step, s, expected) => expect(did(s, step)).toEqual(expected));

  test('what is in a state has it under it; nobody is: it is done, or further down', () => {
    const bubble = (t: string, top: number, note: string): string => node('LinearLayout', [300, top, 690, top + 80], { clickable: 'true' }, node('TextView', [310, top + 10, 680, top + 60], { text: t })) + node('TextView', [400, top + 84, 690, top + 120], { text: note });
    const failed = page(bubble('Hello', 200, 'Sent'), bubble('The build is green', 400, 'Not sent. Tap to try again.'));
    const sent = page(bubble('Hello', 200, 'Sent'), bubble('The build is green', 400, 'Sending…'));
    const step = 'Tap the message that was not sent';
    expect([did(failed, step), did(sent, step), did(sent, step, ['Tap "The build is green"'])]).toEqual([['click', 'The build is green'], 'absent', COMPLETE]);
  });

  const alarms = page(
    icon('Expand alarm 6:30 AM', [560, 212]), button('6:30 AM', 330), node('Switch', [610, 330, 700, 400], { 'content-desc': '6:30 AM alarm', checkable: 'true', checked: 'true', clickable: 'true' }),
    icon('Expand alarm 8:00 AM', [560, 612]), button('8:00 AM', 730), node('Switch', [610, 730, 700, 800], { 'content-desc': '8:00 AM alarm', checkable: 'true', checked: 'false', clickable: 'true' }));
  const section = page(text('Delivery address', 100), row(170, 'QA Lab', '12 Test Road'), text('Payment', 330), row(400, 'Card'), row(540, 'Invoice'));
  test.each<[string, Snapshot, unknown]>([
    ['Show more of the 6:30 AM alarm', alarms, ['click', 'Expand alarm 6:30 AM']], ['Expand the 8:00 AM alarm', alarms, ['click', 'Expand alarm 8:00 AM']], ['Expand the 9:00 AM alarm', alarms, undefined], ['Collapse the 8:00 AM alarm', alarms, undefined],
    ['Tap the time of the 8:00 AM alarm', alarms, ['click', '8:00 AM']], ['Tap the time of the tea alarm', alarms, undefined],
    ['Open the delivery addresses', section, ['click', 'QA Lab, 12 Test Road']], ['Open the payment', section, undefined],
  ])('%s', (step, s, expected) => expect(did(s, step)).toEqual(expected));

  test('cells of a grid in reading order', () => {
    const cell = (n: number): string => node('View', [10 + (n % 3) * 236, 200 + Math.floor(n / 3) * 240, 240 + (n % 3) * 236, 430 + Math.floor(n / 3) * 240], { 'content-desc': `Photo ${n + 1}`, clickable: 'true' });
    const gallery = page(text('Photos', 80), ...[0, 1, 2, 3, 4].map(cell));
    expect([did(gallery, 'Open the fourth photo'), did(gallery, 'View the last picture'), did(gallery, '打开第二张照片'), did(gallery, 'Open the ninth photo'), did(gallery, 'Open the second song')]).toEqual([['click', 'Photo 4'], ['click', 'Photo 5'], ['click', 'Photo 2'], undefined, undefined]);
  });

  test('what is looked for and here is found', () => expect([did(section, 'Look for QA Lab'), did(section, 'Scroll down to the QA Lab'), did(section, 'Look for the moon')]).toEqual([COMPLETE, COMPLETE, undefined]));
});

describe('a row that a list shows twice', () => {
  const list = (first: string, second: string, one: readonly string[] = [], other: readonly string[] = one): Snapshot => page(text(first, 100), row(160, 'Alice Chen', ...one), text(second, 320), row(380, 'Aaron'), row(520, 'Alice Chen', ...other));
  const of = async (s: Snapshot, step: string): Promise<unknown> => { const g = await ground(s, step, { signal: new AbortController().signal }); return [g.by, s.elements.findIndex((e) => e.id === g.element), g.confidence]; };
  test('is the same under favourites, and taken with less certainty', async () => expect([await of(list('Favorites', 'A'), 'Open Alice Chen.'), await of(list('最近', 'A'), 'Tap "Alice Chen"')]).toEqual([['matcher', 1, 0.6], ['matcher', 1, 0.6]]));
  test('is another where sections do not repeat each other or a word differs', async () => {
    const none = ['none', -1, 1];
    expect([await of(list('Work', 'Home'), 'Open Alice Chen'), await of(list('Favorites', 'A', ['Northwind'], ['Fabrikam']), 'Tap "Alice Chen"'), await of(page(row(100, 'Alice Chen'), row(240, 'Alice Chen')), 'Open Alice Chen')]).toEqual([none, none, none]);
  });
});
