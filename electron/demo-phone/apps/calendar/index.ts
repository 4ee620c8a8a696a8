// Exports: calendar. The Calendar app (com.google.android.calendar): month with the day's events, schedule, search, event, settings.

import type { UiElement } from '../../types.ts';
import { checkbox, col, divider, empty, fab, iconButton, listItem, row, screen, scroll, section, stack, text, topBar } from '../../ui/elements.ts';
import { addMonths, clockTime, DAY, dayOf, longDate, monthLabel, startOf } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { choose, confirm, factRow, linkRow, page, searchField } from '../pieces.ts';
import { monthGrid } from '../pickers.ts';
import { calendarWords, colourMark, editScreen, eventRow, isChanged, leaveEditor, reminderWords, remindNext, repeatWords } from './edit.ts';
import { CALENDARS, COLORS, dueReminder, eventsOn, FIRST, initialCalendar, minutesOf, occursOn, REMINDERS } from './state.ts';
import type { Api, CalendarState, Event } from './state.ts';
import { words } from './strings.ts';

/** Days that the schedule looks ahead. */
const AHEAD = 21;

const dayShown = (api: Api): string => String(api.local.day ?? api.args.day ?? dayOf(api.now()));

function dayCell(api: Api, at: number): UiElement {
  const t = words(api);
  const day = dayOf(at);
  const events = eventsOn(api.state, day);
  const on = day === dayShown(api), today = day === dayOf(api.now());
  return col({ id: 'day', width: 44, height: 46, align: 'center', gap: 3, pad: [2, 0], radius: 10, background: on ? 'primaryContainer' : undefined, selected: on, desc: `${longDate(at, chinese(api))}${chinese(api) ? '，' : ', '}${events.length === 0 ? t('No events') : t(events.length === 1 ? '{0} event' : '{0} events', events.length)}`, onTap: () => api.setLocal('day', day) },
    stack({ width: 28, height: 28, radius: 14, align: 'center', justify: 'center', background: today ? 'primary' : undefined }, text(String(new Date(at).getUTCDate()), { size: 15, color: today ? 'onPrimary' : undefined })),
    row({ gap: 2, height: 6, justify: 'center' }, ...events.slice(0, 3).map((e) => stack({ width: 5, height: 5, radius: 3, background: COLORS[e.calendar] }))));
}

function main(api: Api): UiElement {
  const t = words(api);
  const day = dayShown(api);
  const month = startOf(day);
  const events = eventsOn(api.state, day);
  const go = (by: number): void => api.setLocal('day', dayOf(addMonths(month, by)));
  return screen(
    row({ height: 64, pad: [0, 4], id: 'toolbar' },
      text(monthLabel(month, chinese(api)), { size: 18, grow: 1, margin: [0, 8], id: 'date_picker_text_view', lines: 1 }),
      iconButton('mdiChevronLeft', '', () => go(-1), { id: 'previous_month' }), iconButton('mdiChevronRight', '', () => go(1), { id: 'next_month' }),
      iconButton('mdiCalendarToday', t('Jump to Today'), () => api.setLocal('day', dayOf(api.now())), { id: 'today' }),
      iconButton('mdiDotsVertical', t('More options'), () => api.dialog({
        as: 'menu', cancelable: true, buttons: [],
        content: col({},
          listItem({ title: t('Search'), id: 'action_search', onTap: () => { api.closeDialog(); api.go('Search'); } }),
          listItem({ title: t('Schedule'), id: 'menu_schedule', onTap: () => { api.closeDialog(); api.go('Schedule'); } }),
          listItem({ title: t('Settings'), id: 'menu_settings', onTap: () => { api.closeDialog(); api.go('Settings'); } })),
      }), { id: 'overflow' })),
    col({ grow: 1, onSwipe: { left: () => go(1), right: () => go(-1) } },
      col({ pad: [0, 8], id: 'month_view' }, monthGrid(api, month, FIRST[api.state.weekStart], (at) => dayCell(api, at))),
      divider({ margin: [6, 0] }),
      text(longDate(month, chinese(api)), { size: 14, weight: 500, color: 'primary', pad: [8, 16], id: 'day_header' }),
      events.length === 0 ? text(t('Nothing planned'), { color: 'onSurfaceVariant', pad: [8, 16], grow: 1, id: 'empty_day' }) : scroll('day', { id: 'day_events' }, ...events.map((e) => eventRow(api, e)), col({ height: 80 }))),
    fab('mdiPlus', t('Create new event'), () => api.go('Edit', { id: null, day }), { id: 'floating_action_button' }));
}

function schedule(api: Api): UiElement {
  const t = words(api);
  const days = Array.from({ length: AHEAD }, (_, i) => dayOf(api.now() + i * DAY)).map((day) => ({ day, events: eventsOn(api.state, day) })).filter((d) => d.events.length > 0);
  return screen(topBar(t('Schedule'), { onBack: () => api.back() }),
    days.length === 0 ? empty('mdiCalendarMonth', t('Nothing planned')) : scroll('schedule', { id: 'timeline' }, ...days.flatMap((d) => [section(longDate(startOf(d.day), chinese(api))), ...d.events.map((e) => eventRow(api, e))])));
}

function search(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.query ?? '');
  const wanted = query.trim().toLowerCase();
  const found = wanted === '' ? [] : api.state.events.filter((e) => [e.title, e.place, e.note].some((s) => s.toLowerCase().includes(wanted))).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id - b.id));
  return screen(topBar(t('Search'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(query, t('Search events'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    wanted === '' ? empty('mdiCalendarSearch', t('Search titles, places and descriptions')) : found.length === 0 ? empty('mdiMagnifyClose', t('No events found'), query) : scroll('found', {}, ...found.map((e) => eventRow(api, e, longDate(startOf(e.day), chinese(api)))))));
}

function askDelete(api: Api, e: Event): void {
  const t = words(api);
  confirm(api, {
    title: t('Delete this event?'), body: e.repeat === 'never' ? e.title : t('All events in this series will be deleted.'), yes: t('Delete'), danger: true,
    onDone: () => { api.change((s) => { s.events = s.events.filter((o) => o.id !== e.id); }); remindNext(api); api.toast(t('Event deleted')); api.back(); },
  });
}

function event(api: Api): UiElement {
  const t = words(api);
  const zh = chinese(api);
  const e = api.state.events.find((o) => o.id === api.args.id);
  if (!e) return screen(topBar('', { onBack: () => api.back() }), empty('mdiCalendarMonth', t('This event no longer exists')));
  const time = (v: string): string => clockTime(Number(v.slice(0, 2)), Number(v.slice(3)), zh);
  return screen(
    row({ height: 64, pad: [0, 4], id: 'toolbar' }, iconButton('mdiClose', t('Close'), () => api.back(), { id: 'cancel' }), col({ grow: 1 }),
      iconButton('mdiPencil', t('Edit'), () => api.go('Edit', { id: e.id }), { id: 'info_action_edit' }),
      iconButton('mdiDelete', '', () => askDelete(api, e), { id: 'info_action_delete' }),
      iconButton('mdiDotsVertical', t('More options'), () => api.dialog({
        as: 'menu', cancelable: true, buttons: [],
        content: col({},
          listItem({ title: t('Delete'), onTap: () => { api.closeDialog(); askDelete(api, e); } }),
          listItem({ title: t('Duplicate'), onTap: () => { api.closeDialog(); api.change((s) => { s.events.push({ ...e, id: s.nextId }); s.nextId += 1; }); remindNext(api); api.toast(t('Event duplicated')); } })),
      }), { id: 'info_action_overflow' })),
    scroll('event', {},
      row({ pad: [8, 16], gap: 16, align: 'center' }, colourMark(e, 20), text(e.title || t('(No title)'), { size: 24, grow: 1, id: 'title' })),
      listItem({ title: longDate(startOf(e.day), zh), below: e.allDay ? t('All-day') : `${time(e.from)} – ${time(e.to)}`, lead: 'mdiClockOutline', titleId: 'first_line_text', belowId: 'second_line_text' }),
      e.repeat === 'never' ? null : listItem({ title: repeatWords(api, e.repeat), lead: 'mdiSync' }),
      e.place === '' ? null : listItem({ title: e.place, lead: 'mdiMapMarkerOutline', titleId: 'location', onLongPress: () => { api.copy(e.place); api.toast(t('Copied to clipboard')); } }),
      listItem({ title: reminderWords(api, e.reminder), lead: 'mdiBellOutline', titleId: 'reminder' }),
      listItem({ title: calendarWords(api, e.calendar), lead: 'mdiCalendarMonth', titleId: 'calendar' }),
      e.note === '' ? null : listItem({ title: e.note, lead: 'mdiText', titleId: 'description' })));
}

function settings(api: Api): UiElement {
  const t = words(api);
  const start = { sunday: t('Sunday'), monday: t('Monday') };
  return page(api, t('Settings'),
    section(t('General')),
    linkRow(t('Start of the week'), start[api.state.weekStart], () => choose<CalendarState['weekStart']>(api, { title: t('Start of the week'), now: api.state.weekStart, options: [{ value: 'sunday', title: start.sunday }, { value: 'monday', title: start.monday }], onDone: (v) => api.change((s) => { s.weekStart = v; }) })),
    linkRow(t('Default notification'), reminderWords(api, api.state.reminder), () => choose<number>(api, { title: t('Default notification'), now: api.state.reminder ?? -1, options: REMINDERS.map((m) => ({ value: m ?? -1, title: reminderWords(api, m) })), onDone: (v) => api.change((s) => { s.reminder = v < 0 ? null : v; }) })),
    section(t('Calendars')),
    ...CALENDARS.map((c) => row({ pad: [0, 16] }, checkbox(!api.state.hidden.includes(c), (on) => api.change((s) => { s.hidden = on ? s.hidden.filter((h) => h !== c) : [...s.hidden, c]; }), { text: calendarWords(api, c), id: 'calendar_checkbox', grow: 1 }), colourMark({ calendar: c }))),
    section(t('About')), factRow(t('Events'), String(api.state.events.length)));
}

export const calendar = defineApp<CalendarState>({
  package: 'com.google.android.calendar', label: 'Calendar', names: { zh: '日历' }, icon: 'mdiCalendar', color: '#1967d2', version: '2026.06.2',
  initial: initialCalendar, home: 'Main',
  screens: { Main: main, Schedule: schedule, Search: search, Event: event, Edit: editScreen, Settings: settings },
  onBack: (api, name) => {
    if (name !== 'Edit' || !isChanged(api)) return false;
    leaveEditor(api);
    return true;
  },
  onOpen: (api, name) => { if (name === 'Main') remindNext(api); },
  timers: {
    reminder: (api) => {
      // All that is due now; the timer may have come late.
      const due = dueReminder(api.state, api.now() - 60_000);
      for (const e of due ? api.state.events.filter((o) => o.reminder !== null && occursOn(o, due.day) && startOf(due.day) + (minutesOf(o.from) - o.reminder) * 60_000 === due.at) : []) {
        api.notify(e.title || words(api)('(No title)'), e.allDay ? words(api)('All-day') : clockTime(Number(e.from.slice(0, 2)), Number(e.from.slice(3)), chinese(api)), 'Event', { id: e.id });
      }
      remindNext(api);
    },
  },
  intents: { 'android.intent.action.INSERT': 'Edit' },
});
