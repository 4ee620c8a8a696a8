// Exports: browser. The Browser app (com.countersign.browser): address bar, tabs, bookmarks, history, settings, and the pages in a WebView.

import type { UiElement } from '../../types.ts';
import { card, col, empty, icon, iconButton, input, listItem, progress, row, screen, scroll, section, stack, text, topBar } from '../../ui/elements.ts';
import { DAY, dateLabel, timeOf } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { ask, choose, confirm, factRow, linkRow, page, searchField, switchRow } from '../pieces.ts';
import { HOME, pageAt, resolveAddress, shortAddress } from './pages.ts';
import { failedView, forget, load, note, pageView, reload, scratch } from './page-view.ts';
import { addressOf, closeTab, current, initialBrowser, navigate, openTab, travel } from './state.ts';
import type { Api, BrowserState } from './state.ts';
import { words } from './strings.ts';

const titleOf = (url: string): string => pageAt(url)?.title ?? shortAddress(url);

function toggleBookmark(api: Api, url: string): void {
  const t = words(api);
  const known = api.state.bookmarks.some((b) => b.url === url);
  api.change((s) => {
    if (known) { s.bookmarks = s.bookmarks.filter((b) => b.url !== url); return; }
    s.bookmarks.push({ id: s.nextId, url, title: titleOf(url) });
    s.nextId += 1;
  });
  api.toast(known ? t('Bookmark removed') : t('Bookmark added'));
}

function menu(api: Api, url: string): void {
  const t = words(api);
  const tab = current(api.state);
  const item = (title: string, id: string, onTap: () => void): UiElement => listItem({ title: t(title), id, onTap: () => { api.closeDialog(); onTap(); } });
  const known = api.state.bookmarks.some((b) => b.url === url);
  api.dialog({
    as: 'menu', cancelable: true, buttons: [],
    content: col({},
      // The icon row of the menu: ids and no words, but for the star.
      row({ justify: 'between', pad: [0, 8] },
        iconButton('mdiArrowRight', '', () => { api.closeDialog(); api.change((s) => { travel(s, 1); }); }, { id: 'forward_menu_id', enabled: tab.at < tab.stack.length - 1 }),
        iconButton(known ? 'mdiStar' : 'mdiStarOutline', known ? t('Remove bookmark') : t('Bookmark this page'), () => { api.closeDialog(); toggleBookmark(api, url); }, { id: 'bookmark_this_page_id', selected: known }),
        iconButton('mdiRefresh', '', () => { api.closeDialog(); reload(api, url); }, { id: 'reload_menu_id' })),
      item('New tab', 'new_tab_menu_id', () => api.change(openTab)),
      item('Bookmarks', 'all_bookmarks_menu_id', () => api.go('Bookmarks')),
      item('History', 'open_history_menu_id', () => api.go('History')),
      item('Copy link', 'copy_link', () => { api.copy(url); api.toast(t('Copied to clipboard')); }),
      listItem({ title: t('Desktop site'), id: 'request_desktop_site_id', trail: api.state.desktopSite ? icon('mdiCheck', { desc: t('On') }) : null, onTap: () => { api.closeDialog(); api.change((s) => { s.desktopSite = !s.desktopSite; }); } }),
      item('Settings', 'preferences_id', () => api.go('Settings'))),
  });
}

function main(api: Api): UiElement {
  const t = words(api);
  const url = addressOf(current(api.state));
  const { typed, loading, failed } = scratch(api);
  const shown = pageAt(url);
  return screen(
    row({ height: 64, pad: [0, 4], gap: 2, id: 'toolbar' },
      iconButton('mdiHomeOutline', t('Home'), () => load(api, HOME), { id: 'home_button' }),
      input('url', typed ?? shortAddress(failed ?? loading ?? url), (v) => note(api, { typed: v }), { id: 'url_bar', hint: t('Search or type web address'), grow: 1, background: 'surfaceContainerHigh', minHeight: 44, height: 44, ime: 'go', onEnter: () => { if (typed !== undefined && typed.trim() !== '') load(api, resolveAddress(typed)); } }),
      typed === undefined ? null : iconButton('mdiClose', t('Clear input'), () => { note(api, { typed: '' }); api.focusInput('url'); }, { id: 'delete_button' }),
      stack({ width: 44, height: 44, align: 'center', justify: 'center', id: 'tab_switcher_button', desc: t(api.state.tabs.length === 1 ? '{0} open tab' : '{0} open tabs', api.state.tabs.length), onTap: () => api.go('Tabs') },
        stack({ width: 24, height: 24, radius: 6, border: 'onSurfaceVariant', align: 'center', justify: 'center' }, text(String(api.state.tabs.length), { size: 12, weight: 700 }))),
      iconButton('mdiDotsVertical', t('Customize and control the browser'), () => menu(api, url), { id: 'menu_button' })),
    col({ grow: 1 },
      loading === undefined ? null : progress({ value: 0.6, height: 3, id: 'toolbar_progress_bar' }),
      loading === undefined && failed !== undefined ? failedView(api, failed, 'offline') : shown === null ? failedView(api, url, 'unknown') : pageView(api, shown)));
}

function tabs(api: Api): UiElement {
  const t = words(api);
  return screen(
    topBar(t('Tabs'), {
      onBack: () => api.back(), actions: [
        iconButton('mdiPlus', t('New tab'), () => { api.change(openTab); api.backTo('Main'); }, { id: 'new_tab_button' }),
        iconButton('mdiDeleteSweepOutline', t('Close all tabs'), () => confirm(api, { title: t('Close all tabs?'), body: t('{0} tabs will be closed.', api.state.tabs.length), yes: t('Close'), onDone: () => { api.change((s) => { for (const tab of s.tabs) closeTab(s, tab.id); }); api.back(); } }), { id: 'close_all' }),
      ],
    }),
    scroll('tabs', { id: 'tab_list' }, ...api.state.tabs.map((tab) => {
      const title = titleOf(addressOf(tab));
      const on = tab.id === current(api.state).id;
      return card({ margin: [6, 16], pad: [4, 8], border: on ? 'primary' : undefined, id: 'tab_card', selected: on, onTap: () => { api.change((s) => { s.tab = tab.id; }); api.back(); } },
        row({ gap: 8 }, icon('mdiWeb'), col({ grow: 1 }, text(title, { size: 16, lines: 1, id: 'tab_title' }), text(shortAddress(addressOf(tab)), { size: 12, lines: 1, color: 'onSurfaceVariant' })),
          iconButton('mdiClose', t('Close {0} tab', title), () => api.change((s) => closeTab(s, tab.id)), { id: 'close_button' })));
    })));
}

/** Opens an address in the tab that shows, from another screen. */
const visit = (api: Api, url: string): void => { api.change((s) => navigate(s, s.tab, url, api.now())); api.backTo('Main'); };

function bookmarks(api: Api): UiElement {
  const t = words(api);
  return screen(topBar(t('Bookmarks'), { onBack: () => api.back() }),
    api.state.bookmarks.length === 0 ? empty('mdiBookmarkOutline', t('No bookmarks yet'), t('Tap the star in the menu of a page'))
      : scroll('bookmarks', { id: 'bookmark_list' }, ...api.state.bookmarks.map((b) => listItem({
        title: b.title, below: shortAddress(b.url), lead: 'mdiWeb', lines: 1, id: 'bookmark', onTap: () => visit(api, b.url),
        trail: iconButton('mdiDotsVertical', '', () => api.dialog({
          as: 'menu', cancelable: true, buttons: [],
          content: col({},
            listItem({ title: t('Edit'), id: 'edit', onTap: () => { api.closeDialog(); ask(api, { title: t('Edit bookmark'), label: t('Name'), value: b.title, yes: t('Save'), maxLength: 60, check: (v) => (v.trim() === '' ? t('Enter a name') : null), onDone: (v) => api.change((s) => { for (const o of s.bookmarks) if (o.id === b.id) o.title = v.trim(); }) }); } }),
            listItem({ title: t('Delete'), id: 'delete', onTap: () => { api.closeDialog(); api.change((s) => { s.bookmarks = s.bookmarks.filter((o) => o.id !== b.id); }); api.toast(t('Bookmark removed')); } })),
        }), { id: 'more' }),
      }))));
}

function history(api: Api): UiElement {
  const t = words(api);
  const zh = chinese(api);
  const query = String(api.local.query ?? '');
  const wanted = query.trim().toLowerCase();
  const found = api.state.history.filter((h) => wanted === '' || h.title.toLowerCase().includes(wanted) || h.url.includes(wanted)).toReversed();
  const days = Map.groupBy(found, (h) => Math.floor(h.at / DAY));
  return screen(
    topBar(t('History'), { onBack: () => api.back(), actions: [iconButton('mdiDeleteSweepOutline', '', () => confirm(api, { title: t('Clear browsing history?'), body: t('All visited pages are removed from this list.'), yes: t('Clear'), danger: true, onDone: () => { api.change((s) => { s.history = []; }); api.toast(t('History cleared')); } }), { id: 'clear_browsing_data', enabled: api.state.history.length > 0 })] }),
    col({ grow: 1 },
      searchField(query, t('Search history'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
      found.length === 0 ? empty('mdiHistory', t('No history')) : scroll('history', { id: 'history_list' }, ...[...days].flatMap(([day, list]) => [
        section(day === Math.floor(api.now() / DAY) ? t('Today') : dateLabel(day * DAY, zh)),
        ...list.map((h) => listItem({ title: h.title, below: `${shortAddress(h.url)} · ${timeOf(h.at, zh)}`, lines: 1, id: 'history_item', onTap: () => visit(api, h.url), trail: iconButton('mdiClose', t('Remove {0}', h.title), () => api.change((s) => { s.history = s.history.filter((o) => o.id !== h.id); }), { id: 'remove' }) })),
      ]))));
}

function settings(api: Api): UiElement {
  const t = words(api);
  const sizes: { readonly [S in BrowserState['textSize']]: string } = { small: t('Small'), normal: t('Normal'), large: t('Large') };
  return page(api, t('Settings'),
    section(t('Privacy')),
    switchRow({ title: t('Block pop-ups'), below: t('Pages can’t open windows by themselves'), on: api.state.blockPopups, onChange: (on) => api.change((s) => { s.blockPopups = on; }) }),
    switchRow({ title: t('“Do Not Track”'), below: t('Asks pages not to follow you'), on: api.state.doNotTrack, onChange: (on) => api.change((s) => { s.doNotTrack = on; }) }),
    section(t('Pages')),
    switchRow({ title: t('Desktop site'), on: api.state.desktopSite, onChange: (on) => api.change((s) => { s.desktopSite = on; }) }),
    linkRow(t('Text size'), sizes[api.state.textSize], () => choose<BrowserState['textSize']>(api, { title: t('Text size'), now: api.state.textSize, options: (['small', 'normal', 'large'] as const).map((value) => ({ value, title: sizes[value] })), onDone: (v) => api.change((s) => { s.textSize = v; }) })),
    factRow(t('Home page'), shortAddress(HOME)));
}

export const browser = defineApp<BrowserState>({
  package: 'com.countersign.browser', label: 'Browser', names: { zh: '浏览器' }, icon: 'mdiWeb', color: '#0b8043', version: '122.0', initial: initialBrowser, home: 'Main',
  screens: { Main: main, Tabs: tabs, Bookmarks: bookmarks, History: history, Settings: settings },
  onBack: (api, name) => {
    if (name !== 'Main') return false;
    const { failed, typed } = scratch(api);
    if (failed !== undefined || typed !== undefined) { forget(api); return true; }
    const tab = current(api.state);
    if (tab.at === 0) return false;
    api.change((s) => { travel(s, -1); });
    return true;
  },
});
