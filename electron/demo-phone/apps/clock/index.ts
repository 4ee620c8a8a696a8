// Exports: clock. The Clock app (com.google.android.deskclock): alarms, world clock, timer and stopwatch in tabs.

import type { UiElement } from '../../types.ts';
import { button, col, empty, icon, iconButton, listItem, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { timeOf, duration, HOUR } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { searchField } from '../pieces.ts';
import { alarmsTab, armNext, ring } from './alarms.ts';
import { CITIES, initialClock, timerLeft } from './state.ts';
import type { Api, ClockState } from './state.ts';
import { words } from './strings.ts';
import { timerTab } from './timer.ts';

const TABS = [{ name: 'Alarm', icon: 'mdiAlarm' }, { name: 'Clock', icon: 'mdiClockOutline' }, { name: 'Timer', icon: 'mdiTimerSand' }, { name: 'Stopwatch', icon: 'mdiTimerOutline' }] as const;

const citiesTab = (api: Api): UiElement => col({ grow: 1 },
  col({ align: 'center', pad: 16 }, text(timeOf(api.now(), chinese(api)), { size: 52, id: 'digital_clock' }), text(words(api)('Local time'), { color: 'onSurfaceVariant' })),
  scroll('cities', { id: 'cities' }, ...CITIES.filter((c) => api.state.cities.includes(c.name)).map((c) => listItem({
    title: words(api)(c.name), below: words(api)('{0} hrs', `${c.offset >= 0 ? '+' : ''}${c.offset}`), trail: text(timeOf(api.now() + c.offset * HOUR, chinese(api)), { size: 24 }),
    onLongPress: () => { api.change((s) => { s.cities = s.cities.filter((n) => n !== c.name); }); api.toast(words(api)('{0} removed', words(api)(c.name))); },
  }))),
  row({ justify: 'center', pad: 12 }, iconButton('mdiPlus', words(api)('Add city'), () => api.go('Cities'), { id: 'fab', background: 'primaryContainer', width: 56, height: 56, radius: 16 })));

function stopwatchTab(api: Api): UiElement {
  const t = words(api);
  const w = api.state.stopwatch;
  const running = w.since !== null;
  const passed = w.sum + (w.since === null ? 0 : api.now() - w.since);
  const show = (ms: number): string => `${duration(ms)}.${String(Math.floor(ms / 10) % 100).padStart(2, '0')}`;
  return col({ grow: 1, align: 'center' },
    text(show(passed), { size: 52, pad: 24, id: 'stopwatch_time_text' }),
    scroll('laps', { width: '100%' }, ...w.laps.map((lap, i) => ({ lap, i })).reverse().map(({ lap, i }) => listItem({ title: t('Lap {0}', i + 1), below: show(lap - (w.laps[i - 1] ?? 0)), trail: text(show(lap)) }))),
    row({ gap: 16, pad: 16, justify: 'center' },
      passed > 0 ? button(running ? t('Lap') : t('Reset'), () => api.change((s) => { if (running) s.stopwatch.laps.push(passed); else s.stopwatch = { sum: 0, since: null, laps: [] }; }), { tone: 'tonal', id: 'left_button' }) : null,
      button(running ? t('Pause') : t('Start'), () => {
        api.change((s) => { s.stopwatch.sum = passed; s.stopwatch.since = running ? null : api.now(); });
        refresh(api);
      }, { id: 'fab' })));
}

/** Redraws once a second while something on the tab runs. */
function refresh(api: Api): void {
  const runs = (): boolean => api.state.stopwatch.since !== null || api.state.timers.some((t) => t.endsAt !== null && t.endsAt > api.now());
  const tick = (): void => { if (runs()) { api.setLocal('tick', api.now()); api.after(1000, tick); } };
  api.after(1000, tick);
}

function main(api: Api): UiElement {
  const { tab } = api.state;
  const body = { Alarm: alarmsTab, Clock: citiesTab, Timer: (a: Api) => timerTab(a, refresh), Stopwatch: stopwatchTab }[tab](api);
  return screen(topBar(words(api)(tab === 'Clock' ? 'World clock' : tab)), col({ grow: 1 }, body,
    row({ height: 72, background: 'surfaceContainer', id: 'tabs' }, ...TABS.map((t) => col({ grow: 1, align: 'center', gap: 4, pad: 8, id: `tab_menu_${t.name.toLowerCase()}`, selected: t.name === tab, onTap: () => api.change((s) => { s.tab = t.name; }) },
      icon(t.icon, { color: t.name === tab ? 'primary' : 'onSurfaceVariant' }), text(words(api)(t.name), { size: 12, weight: t.name === tab ? 700 : 500 }))))));
}

function cities(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.query ?? '');
  const found = CITIES.filter((c) => c.name.toLowerCase().includes(query.trim().toLowerCase()) || t(c.name).includes(query.trim()));
  return screen(topBar(t('Add city'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(query, t('Search for a city'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    found.length === 0 ? empty('mdiCityVariant', t('No city found')) : scroll('found', {}, section(t('Cities')), ...found.map((c) => listItem({ title: t(c.name), below: api.state.cities.includes(c.name) ? t('Added') : undefined, onTap: () => { api.change((s) => { if (!s.cities.includes(c.name)) s.cities.push(c.name); }); api.back(); } })))));
}

export const clock = defineApp<ClockState>({
  package: 'com.google.android.deskclock', label: 'Clock', names: { zh: '时钟' }, icon: 'mdiClock', color: '#3367d6', version: '7.8',
  initial: initialClock, home: 'Main', screens: { Main: main, Cities: cities },
  onOpen: (api, name) => { if (name === 'Main') { armNext(api); refresh(api); } },
  timers: {
    alarm: (api) => { ring(api); armNext(api); },
    timer: (api) => {
      for (const t of api.state.timers) if (t.endsAt !== null && timerLeft(t, api.now()) <= 0) api.notify(words(api)("Time's up"), words(api)(t.label) || duration(t.length), 'Main');
    },
  },
  intents: { 'android.intent.action.SHOW_ALARMS': 'Main', 'android.intent.action.SET_ALARM': 'Main' },
});
