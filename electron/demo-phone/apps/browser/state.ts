// Exports: BrowserState, Tab, Visit, Api, initialBrowser, current, addressOf, navigate, travel, openTab, closeTab. Tabs, bookmarks, history and sent forms as data.

import type { AppApi } from '../../types.ts';
import { DAY, HOUR } from '../dates.ts';
import { HOME, pageAt, shortAddress } from './pages.ts';

export type Tab = { id: number; /** Addresses in the order they were opened; `at` is the one that shows. */ stack: string[]; at: number };
export type Visit = { id: number; url: string; title: string; at: number };
export type BrowserState = {
  tabs: Tab[];
  /** Id of the tab that shows. */
  tab: number;
  bookmarks: { id: number; url: string; title: string }[];
  /** Newest last. */
  history: Visit[];
  /** Forms that were sent, newest last. */
  sent: { id: number; url: string; fields: { [name: string]: string | boolean }; at: number }[];
  nextId: number;
  desktopSite: boolean;
  blockPopups: boolean;
  doNotTrack: boolean;
  textSize: 'small' | 'normal' | 'large';
};
export type Api = AppApi<BrowserState>;

/** Tue 3 Mar 2026. */
const NEWEST = Date.UTC(2026, 2, 3, 20, 15);
const VISITED = ['forum.example/thread/4698', 'forum.example/', 'paper.example/bridge', 'paper.example/', 'start.example/', 'wiki.example/checklist', 'wiki.example/procedure', 'ferry.example/timetable', 'tianqi.example/', 'paper.example/lighthouse', 'paper.example/', 'start.example/'].map((u) => `https://${u}`);

const titleOf = (url: string): string => pageAt(url)?.title ?? shortAddress(url);

export const initialBrowser = (): BrowserState => {
  const history = VISITED.toReversed().map((url, i) => ({ id: i + 1, url, title: titleOf(url), at: NEWEST - (VISITED.length - i) * (i % 4 === 0 ? 9 : 5) * HOUR - (i < 4 ? 2 * DAY : 0) })).toSorted((a, b) => a.at - b.at);
  const bookmarks = ['https://paper.example/', 'https://wiki.example/procedure', 'https://ferry.example/timetable'].map((url, i) => ({ id: VISITED.length + 1 + i, url, title: titleOf(url) }));
  const next = VISITED.length + bookmarks.length + 1;
  return { tabs: [{ id: next, stack: [HOME], at: 0 }, { id: next + 1, stack: ['https://paper.example/', 'https://paper.example/bridge'], at: 1 }], tab: next, bookmarks, history, sent: [], nextId: next + 2, desktopSite: false, blockPopups: true, doNotTrack: false, textSize: 'normal' };
};

export const current = (s: BrowserState): Tab => s.tabs.find((t) => t.id === s.tab) ?? s.tabs[0]!;
export const addressOf = (t: Tab): string => t.stack[t.at] ?? HOME;

/** Opens an address in a tab, as long as that is there; what lay ahead is forgotten, as browsers do. */
export function navigate(s: BrowserState, id: number, url: string, now: number): void {
  const tab = s.tabs.find((t) => t.id === id);
  if (!tab) return;
  tab.stack = [...tab.stack.slice(0, tab.at + 1), url];
  tab.at = tab.stack.length - 1;
  s.history.push({ id: s.nextId, url, title: titleOf(url), at: now });
  s.nextId += 1;
}

/** One page back (-1) or ahead (1) in the tab that shows. @returns whether there was one */
export function travel(s: BrowserState, by: 1 | -1): boolean {
  const tab = current(s);
  if (tab.stack[tab.at + by] === undefined) return false;
  tab.at += by;
  return true;
}

export function openTab(s: BrowserState): void {
  s.tabs.push({ id: s.nextId, stack: [HOME], at: 0 });
  s.tab = s.nextId;
  s.nextId += 1;
}

/** Closing the last tab opens an empty one. */
export function closeTab(s: BrowserState, id: number): void {
  const at = s.tabs.findIndex((t) => t.id === id);
  s.tabs = s.tabs.filter((t) => t.id !== id);
  if (s.tabs.length === 0) openTab(s);
  else if (s.tab === id) s.tab = (s.tabs[at] ?? s.tabs.at(-1)!).id;
}
