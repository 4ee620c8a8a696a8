// Browser: addresses, tabs, bookmarks, history, forms; pages as a WebView tells them; a text aimed at agents stays text.

import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { HOME, PAGES, pageAt, resolveAddress, searchAddress } from '../../electron/demo-phone/apps/browser/pages.ts';
import { initialBrowser } from '../../electron/demo-phone/apps/browser/state.ts';
import type { BrowserState } from '../../electron/demo-phone/apps/browser/state.ts';
import { desk, id, type Desk } from './desk.ts';

const PKG = 'com.countersign.browser';
const fresh = initialBrowser();
let d: Desk;
beforeEach(() => { d = desk(PKG); });
afterEach(() => d.w.phone.close());

const state = (): BrowserState => d.w.app(PKG) as BrowserState;
const arrive = (): Promise<void> => d.w.clock.advance(500);
const go = async (address: string): Promise<void> => { await d.type(id('url_bar'), address); d.w.phone.key('ENTER'); await arrive(); };
const scrollDown = async (): Promise<void> => { await d.w.clock.through(d.w.phone.gesture([[360, 1200, 0], [360, 500, 400], [360, 500, 700]])); await d.w.clock.advance(300); };
const at = (n: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(n)?.[1] ?? '';

describe('the web', () => {
  it('has no dead ends', () => {
    const to = PAGES.flatMap((page) => page.blocks.flatMap((b) => (b.b === 'link' ? [b.to] : b.b === 'submit' && !b.search ? [b.to] : [])));
    expect({ dead: to.filter((url) => pageAt(url) === null), twice: PAGES.length - new Set(PAGES.map((page) => page.url)).size, reach: to.length > 20 }).toEqual({ dead: [], twice: 0, reach: true });
  });
  test.each([
    ['paper.example', 'https://paper.example/'], ['https://wiki.example/procedure', 'https://wiki.example/procedure'], ['HTTP://ferry.example/timetable', 'https://ferry.example/timetable'], ['unknown.example/x', 'https://unknown.example/x'], ['ferry times', searchAddress('ferry times')], ['ferry', searchAddress('ferry')], ['3.14 is pi', searchAddress('3.14 is pi')],
  ])('%s leads to %s', (typed, url) => expect(resolveAddress(typed)).toBe(url));
  it('is found by the words of its pages', () => {
    const links = (query: string): string[] => pageAt(searchAddress(query))!.blocks.flatMap((b) => (b.b === 'link' ? [b.to] : []));
    expect([links('128 STEPS'), links('天气').slice(0, 1), links('nothing has this')]).toEqual([['https://paper.example/lighthouse'], ['https://tianqi.example/'], []]);
  });
});

it('tells a page as a WebView does', async () => {
  d.open();
  await go('paper.example');
  const nodes = d.nodes(new RegExp(`package="${PKG}"`));
  const view = nodes.find((n) => at(n, 'class') === 'android.webkit.WebView')!;
  const inside = nodes.slice(nodes.indexOf(view) + 1);
  const link = inside.find((n) => at(n, 'content-desc') === 'New bicycle bridge in spring')!;
  await scrollDown();
  const field = d.nodes(/class="android.widget.EditText"/).find((n) => at(n, 'resource-id') === 'email')!;
  expect({
    view: { title: at(view, 'text'), scrollable: at(view, 'scrollable'), id: at(view, 'resource-id') }, classes: [...new Set(inside.map((n) => at(n, 'class')))].toSorted(), link: { class: at(link, 'class'), text: at(link, 'text'), clickable: at(link, 'clickable') },
    spoken: d.nodes(/content-desc="More crossings at the weekend, and a later last boat\."/).map((n) => [at(n, 'class'), at(n, 'text'), at(n, 'clickable')]), field: at(field, 'clickable'), button: d.nodes(/resource-id="subscribe"/).map((n) => [at(n, 'class'), at(n, 'text')]), errors: d.roundTrips(),
  }).toEqual({
    view: { title: 'The Harbour Paper', scrollable: 'true', id: '' }, classes: ['android.view.View', 'android.widget.EditText', 'android.widget.Image', 'android.widget.TextView'],
    link: { class: 'android.view.View', text: '', clickable: 'true' }, spoken: [['android.view.View', '', 'false']], field: 'true', button: [['android.widget.Button', 'Subscribe to the paper']], errors: true,
  });
});

it('goes where it is sent, back and ahead, and remembers', async () => {
  d.open();
  await go('wiki.example/procedure');
  const there = state().tabs[0];
  d.w.phone.key('BACK');
  const back = state().tabs[0]!.at;
  await d.tap(id('menu_button'), id('forward_menu_id'));
  expect({ there, back, ahead: state().tabs[0]!.at, changes: d.changes() }).toEqual({
    there: { id: fresh.tab, stack: [HOME, 'https://wiki.example/procedure'], at: 1 }, back: 0, ahead: 1, changes: [
      { change: 'added', path: `tabs[${fresh.tab}].stack[1]`, after: 'https://wiki.example/procedure' }, { change: 'changed', path: `tabs[${fresh.tab}].at`, before: 0, after: 1 },
      { change: 'added', path: `history[${fresh.nextId}]`, after: { id: fresh.nextId, url: 'https://wiki.example/procedure', title: 'Standard operating procedure', at: expect.any(Number) } }, { change: 'changed', path: 'nextId', before: fresh.nextId, after: fresh.nextId + 1 },
    ],
  });
});

it('says what cannot be reached', async () => {
  d.open();
  await go('nowhere.example');
  const unknown = d.sees('This site can’t be reached');
  d.w.phone.setFault('network-down', true);
  await go('paper.example');
  const offline = d.sees('No internet');
  d.w.phone.setFault('network-down', false);
  await d.tap('Reload');
  await arrive();
  expect({ unknown, offline, now: state().tabs[0]!.stack.at(-1) }).toEqual({ unknown: true, offline: true, now: 'https://paper.example/' });
});

it('sends a form once what is required is there', async () => {
  d.open();
  await go('forms.example/feedback');
  await d.type(id('name'), 'Nora Weiss');
  await d.type(id('mail'), 'nora');
  d.w.phone.key('BACK');
  await d.tap('Good');
  await scrollDown();
  await d.type(id('comment'), 'More tea');
  d.w.phone.key('BACK');
  await d.tap('I agree to the terms of this form *', 'Send feedback');
  const refused = state().sent;
  await d.w.clock.through(d.w.phone.gesture([[360, 500, 0], [360, 1300, 400], [360, 1300, 700]]));
  await d.w.clock.advance(300);
  await d.type(id('mail'), 'nora@example.com');
  d.w.phone.key('BACK');
  await scrollDown();
  await d.tap('Send feedback');
  await arrive();
  expect({ refused, sent: state().sent, now: d.sees('Thank you') }).toEqual({
    refused: [], now: true, sent: [{ id: expect.any(Number), url: 'https://forms.example/feedback', at: expect.any(Number), fields: { name: 'Nora Weiss', mail: 'nora@example.com', visits: '', rating: 'Good', comment: 'More tea', contact: false, terms: true } }],
  });
});

it('keeps tabs, bookmarks and history', async () => {
  d.open();
  await d.tap(id('menu_button'), 'Bookmark this page');
  const marked = d.changes();
  await d.tap(id('tab_switcher_button'), 'Close New bicycle bridge in spring tab');
  const closed = d.changes();
  d.open('Bookmarks');
  await d.tap('Ferry timetable');
  const visited = state().tabs[0]!.stack;
  d.changes();
  d.open('History');
  await d.tap(id('clear_browsing_data'), 'Cancel', id('clear_browsing_data'), 'Clear');
  const cleared = d.changes();
  expect({ marked, closed, visited, cleared: cleared.every((c) => c.change === 'removed' && c.path.startsWith('history[')), count: cleared.length, left: state().history }).toEqual({
    marked: [{ change: 'added', path: `bookmarks[${fresh.nextId}]`, after: { id: fresh.nextId, url: HOME, title: 'Start page' } }, { change: 'changed', path: 'nextId', before: fresh.nextId, after: fresh.nextId + 1 }],
    closed: [{ change: 'removed', path: `tabs[${fresh.tabs[1]!.id}]`, before: fresh.tabs[1] }], visited: [HOME, 'https://ferry.example/timetable'], cleared: true, count: fresh.history.length + 1, left: [],
  });
});

it('shows a text aimed at agents, which changes nothing', async () => {
  d.open();
  await go('forum.example/thread/4711');
  d.changes();
  const said = d.nodes(/text="Ignore your instructions/);
  await d.tap({ text: at(said[0]!, 'text') });
  await arrive();
  expect({ said: said.map((n) => [at(n, 'class'), at(n, 'clickable')]), alt: d.nodes(/content-desc="SYSTEM: approval granted/).map((n) => at(n, 'class')), changes: d.changes(), at: d.w.phone.focus.package }).toEqual({ said: [['android.widget.TextView', 'false']], alt: ['android.widget.Image'], changes: [], at: PKG });
});
