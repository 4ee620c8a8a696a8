// Exports: launcher: home screen with dock, app drawer with search. An app like the others, except that Home always leads here.

import type { App, AppApi, UiElement } from '../types.ts';
import { col, icon, input, row, scroll, stack, text } from '../ui/elements.ts';
import { clockText, dateText } from '../system/chrome.ts';

export const LAUNCHER = 'com.android.launcher3';

type Entry = AppApi['installed'][number];

const visible = (api: AppApi): Entry[] => api.installed.filter((a) => !a.hidden).toSorted((a, b) => a.label.localeCompare(b.label));

const cell = (api: AppApi, a: Entry, color: string, name: boolean): UiElement =>
  col({ width: '25%', align: 'center', gap: 6, pad: [8, 2], id: 'icon', desc: a.label, onTap: () => api.openApp(a.package), radius: 16 },
    stack({ width: 56, height: 56, radius: 28, background: a.color, align: 'center', justify: 'center' }, icon(a.icon, { size: 30, color: '#ffffff' })),
    name ? text(a.label, { size: 13, lines: 1, align: 'center', color, id: 'title' }) : null);

const grid = (api: AppApi, apps: readonly Entry[], color: string): UiElement[] => {
  const rows: UiElement[] = [];
  for (let i = 0; i < apps.length; i += 4) rows.push(row({ align: 'start' }, ...apps.slice(i, i + 4).map((a) => cell(api, a, color, true))));
  return rows;
};

/** Apps of the dock, in order, as far as they are installed. */
const DOCK = ['contacts', 'messaging', 'bank', 'shop'];

function home(api: AppApi): UiElement {
  const all = visible(api);
  const dock = DOCK.flatMap((name) => all.filter((a) => a.package.endsWith(`.${name}`)));
  const zh = api.system.language.startsWith('zh');
  return col({ grow: 1, id: 'workspace', onSwipe: { up: () => api.go('apps') } },
    col({ pad: [28, 24], gap: 2, id: 'smartspace', onTap: () => api.openApp(all.find((a) => a.package.endsWith('.clock'))?.package ?? LAUNCHER) },
      text(clockText(api.now()), { size: 56, color: '#ffffff', id: 'clock' }),
      text(dateText(api.now(), api.system.language), { size: 16, color: '#ffffff', id: 'date' })),
    col({ grow: 1, justify: 'end', pad: [12, 12], gap: 8 }, ...grid(api, all.filter((a) => !dock.includes(a)), '#ffffff')),
    row({ justify: 'center', pad: 4, onTap: () => api.go('apps'), desc: zh ? '应用列表' : 'Apps list', id: 'all_apps_handle' }, icon('mdiChevronUp', { size: 28, color: '#ffffff' })),
    row({ margin: [4, 12], background: '#ffffff2e', radius: 32, pad: [4, 0], id: 'hotseat' }, ...dock.map((a) => cell(api, a, '#ffffff', false))),
    row({ margin: [12, 20], height: 52, radius: 26, background: 'surface', pad: [0, 18], gap: 14, id: 'search_container_hotseat', onTap: () => api.go('apps', { search: true }) },
      icon('mdiMagnify', { color: 'primary' }), text(zh ? '搜索应用' : 'Search apps', { size: 16, color: 'onSurfaceVariant', grow: 1 })));
}

function apps(api: AppApi): UiElement {
  const query = typeof api.local.query === 'string' ? api.local.query : '';
  const zh = api.system.language.startsWith('zh');
  const found = visible(api).filter((a) => a.label.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()));
  const first = found[0];
  return col({ grow: 1, background: 'surface', pad: [12, 12], gap: 12, id: 'apps_view', onSwipe: { down: () => api.back() } },
    input('query', query, (v) => api.setLocal('query', v), { hint: zh ? '搜索应用' : 'Search apps', icon: 'mdiMagnify', background: 'surfaceContainerHigh', id: 'search_container_all_apps', ime: 'search', autofocus: api.args.search === true, onEnter: () => { if (first && query.trim() !== '') api.openApp(first.package); } }),
    found.length === 0
      ? text(zh ? `没有与“${query}”相符的应用` : `No apps found matching “${query}”`, { align: 'center', color: 'onSurfaceVariant', pad: 32, id: 'empty_text' })
      : scroll('apps', { id: 'apps_list_view', gap: 8 }, ...grid(api, found, 'onSurface')));
}

export const launcher: App = {
  package: LAUNCHER,
  label: 'Launcher',
  names: { zh: '桌面' },
  icon: 'mdiHome',
  color: '#2d5da8',
  initial: () => ({}),
  home: 'home',
  screens: { home, apps },
  onBack: (_, screen) => screen === 'home',
  hidden: true,
  version: '14',
};
