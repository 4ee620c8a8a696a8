// Exports: editScreen, leaveEditor, isChanged, reminderWords, repeatWords, calendarWords, remindNext. The form for a new or an existing event.

import type { UiElement } from '../../types.ts';
import { button, col, divider, iconButton, input, listItem, row, screen, scroll, stack, text } from '../../ui/elements.ts';
import { clockTime, dayOf, longDate, startOf } from '../dates.ts';
import { chinese } from '../define.ts';
import { choose, confirm, linkRow, switchRow } from '../pieces.ts';
import { askDate, askTime } from '../pickers.ts';
import { CALENDARS, COLORS, dueReminder, FIRST, minutesOf, REMINDERS, REPEATS } from './state.ts';
import type { Api, Event } from './state.ts';
import { words } from './strings.ts';

type Draft = Omit<Event, 'id'>;

const REPEAT_WORDS: { readonly [R in Event['repeat']]: string } = { never: 'Does not repeat', daily: 'Every day', weekdays: 'Every weekday', weekly: 'Every week', monthly: 'Every month', yearly: 'Every year' };
const CALENDAR_WORDS: { readonly [C in Event['calendar']]: string } = { personal: 'Personal', work: 'Work', team: 'Team' };

export const repeatWords = (api: Api, r: Event['repeat']): string => words(api)(REPEAT_WORDS[r]);
export const calendarWords = (api: Api, c: Event['calendar']): string => words(api)(CALENDAR_WORDS[c]);
export function reminderWords(api: Api, minutes: number | null): string {
  const t = words(api);
  if (minutes === null) return t('No notification');
  if (minutes === 0) return t('At time of event');
  return minutes === 1440 ? t('1 day before') : minutes === 60 ? t('1 hour before') : t('{0} minutes before', minutes);
}

/** Plans the next reminder of all. */
export function remindNext(api: Api): void {
  const due = dueReminder(api.state, api.now());
  if (due) api.schedule('reminder', due.at); else api.unschedule('reminder');
}

const find = (api: Api): Event | undefined => api.state.events.find((e) => e.id === api.args.id);

/** A new event begins at the next full hour. */
function fresh(api: Api): Draft {
  const hour = Math.min(22, new Date(api.now()).getUTCHours() + 1);
  const two = (n: number): string => `${String(n).padStart(2, '0')}:00`;
  return { title: '', day: typeof api.args.day === 'string' ? api.args.day : dayOf(api.now()), from: two(hour), to: two(hour + 1), allDay: false, repeat: 'never', reminder: api.state.reminder, calendar: 'personal', place: '', note: '' };
}

const draftOf = (api: Api): Draft => ({ ...(find(api) ?? fresh(api)), ...(api.local.draft as Partial<Draft> | undefined) });
export const isChanged = (api: Api): boolean => api.local.draft !== undefined;

function put(api: Api, part: Partial<Draft>): void {
  api.setLocal('draft', { ...(api.local.draft as Partial<Draft> | undefined), ...part });
  api.setLocal('problem', null);
}

function save(api: Api): void {
  const t = words(api);
  const d = draftOf(api);
  if (!d.allDay && d.to <= d.from) { api.setLocal('problem', 'The end must be after the start'); return; }
  const old = find(api);
  const kept: Draft = {
    title: d.title.trim(), day: d.day, from: d.allDay ? '00:00' : d.from, to: d.allDay ? '23:59' : d.to, allDay: d.allDay, repeat: d.repeat, reminder: d.reminder, calendar: d.calendar, place: d.place.trim(), note: d.note.trim(),
  };
  api.change((s) => {
    if (old) { for (const e of s.events) if (e.id === old.id) Object.assign(e, kept); return; }
    s.events.push({ id: s.nextId, ...kept });
    s.nextId += 1;
  });
  api.hideKeyboard();
  remindNext(api);
  api.back();
  api.toast(t('Event saved'));
}

export function leaveEditor(api: Api): void {
  const t = words(api);
  if (!isChanged(api)) { api.back(); return; }
  confirm(api, { title: t('Discard changes?'), yes: t('Discard'), no: t('Keep editing'), onDone: () => api.back() });
}

/** A day or a time in a line of its own, tapped to change it. */
const when = (id: string, label: string, value: string, onTap: () => void): UiElement =>
  row({ minHeight: 48, pad: [4, 16], id, onTap }, text(label, { grow: 1, size: 16 }), text(value, { size: 16, color: 'primary' }));

export function editScreen(api: Api): UiElement {
  const t = words(api);
  const zh = chinese(api);
  const d = draftOf(api);
  const time = (v: string): string => clockTime(Number(v.slice(0, 2)), Number(v.slice(3)), zh);
  const pickTime = (key: 'from' | 'to'): void => askTime(api, { hour: Math.floor(minutesOf(d[key]) / 60), minute: minutesOf(d[key]) % 60 }, (h, m) => {
    const value = `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
    // Moving the start takes the end along, as far as the day goes.
    const length = minutesOf(d.to) - minutesOf(d.from);
    const end = Math.min(23 * 60 + 59, h * 60 + m + length);
    put(api, key === 'to' ? { to: value } : { from: value, to: length > 0 ? `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}` : d.to });
  });
  return screen(
    row({ height: 64, pad: [0, 4], id: 'toolbar' }, iconButton('mdiClose', t('Cancel'), () => leaveEditor(api), { id: 'cancel' }), col({ grow: 1 }), button(t('Save'), () => save(api), { id: 'save', margin: [0, 12] })),
    scroll('form', {},
      input('title', d.title, (v) => put(api, { title: v }), { id: 'title', hint: t('Add title'), ime: 'done', margin: [8, 16] }),
      typeof api.local.problem === 'string' ? text(t(api.local.problem), { id: 'error', color: 'error', pad: [4, 16] }) : null,
      linkRow(t('Calendar'), calendarWords(api, d.calendar), () => choose<Event['calendar']>(api, { title: t('Calendar'), now: d.calendar, options: CALENDARS.map((value) => ({ value, title: calendarWords(api, value) })), onDone: (v) => put(api, { calendar: v }) }), 'mdiCalendarMonth'),
      divider(),
      switchRow({ title: t('All-day'), lead: 'mdiClockOutline', on: d.allDay, onChange: (on) => put(api, { allDay: on }) }),
      when('start_date', t('Date'), longDate(startOf(d.day), zh), () => askDate(api, d.day, FIRST[api.state.weekStart], (day) => put(api, { day }))),
      d.allDay ? null : when('start_time', t('Starts'), time(d.from), () => pickTime('from')),
      d.allDay ? null : when('end_time', t('Ends'), time(d.to), () => pickTime('to')),
      linkRow(t('Repeat'), repeatWords(api, d.repeat), () => choose<Event['repeat']>(api, { title: t('Repeat'), now: d.repeat, options: REPEATS.map((value) => ({ value, title: repeatWords(api, value) })), onDone: (v) => put(api, { repeat: v }) }), 'mdiSync'),
      divider(),
      linkRow(t('Notification'), reminderWords(api, d.reminder), () => choose<number>(api, { title: t('Notification'), now: d.reminder ?? -1, options: REMINDERS.map((m) => ({ value: m ?? -1, title: reminderWords(api, m) })), onDone: (v) => put(api, { reminder: v < 0 ? null : v }) }), 'mdiBellOutline'),
      divider(),
      input('place', d.place, (v) => put(api, { place: v }), { id: 'location', hint: t('Add location'), icon: 'mdiMapMarkerOutline', ime: 'next', margin: [8, 16] }),
      input('note', d.note, (v) => put(api, { note: v }), { id: 'note', hint: t('Add description'), multiline: true, margin: [4, 16] }),
      col({ height: 24 })));
}

/** The colour of an event's calendar, as a square. */
export const colourMark = (e: Pick<Event, 'calendar'>, size = 14): UiElement => stack({ width: size, height: size, radius: 4, background: COLORS[e.calendar] });

/** An event in a list. */
export function eventRow(api: Api, e: Event, below?: string): UiElement {
  const zh = chinese(api);
  const time = (v: string): string => clockTime(Number(v.slice(0, 2)), Number(v.slice(3)), zh);
  const span = e.allDay ? words(api)('All-day') : `${time(e.from)} – ${time(e.to)}`;
  return listItem({ title: e.title || words(api)('(No title)'), below: [below, span, e.place].filter((s) => s !== undefined && s !== '').join(' · '), lead: colourMark(e), id: 'event', titleId: 'event_title', belowId: 'event_when', lines: 1, onTap: () => api.go('Event', { id: e.id }) });
}
