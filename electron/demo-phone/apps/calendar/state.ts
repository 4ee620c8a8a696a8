// Exports: CalendarState, Event, Api, initialCalendar, occursOn, eventsOn, dueReminder, REMINDERS, REPEATS, CALENDARS, FIRST. Events as data; days are written `2026-03-04`, times `09:30`.

import type { AppApi } from '../../types.ts';
import { DAY, dayOf, MINUTE, startOf } from '../dates.ts';

export const REPEATS = ['never', 'daily', 'weekdays', 'weekly', 'monthly', 'yearly'] as const;
export const CALENDARS = ['personal', 'work', 'team'] as const;
/** Minutes before the start; null is no reminder. */
export const REMINDERS = [null, 0, 5, 10, 30, 60, 1440] as const;

export type Event = {
  id: number;
  title: string;
  /** The first day of a repeating event. */
  day: string;
  /** `00:00` and `23:59` for a whole day. */
  from: string;
  to: string;
  allDay: boolean;
  repeat: (typeof REPEATS)[number];
  reminder: number | null;
  calendar: (typeof CALENDARS)[number];
  place: string;
  note: string;
};
export type CalendarState = {
  events: Event[];
  nextId: number;
  weekStart: 'sunday' | 'monday';
  /** For new events, minutes before. */
  reminder: number | null;
  hidden: Event['calendar'][];
};
export type Api = AppApi<CalendarState>;

export const COLORS: { readonly [C in Event['calendar']]: string } = { personal: '#188038', work: '#1a73e8', team: '#e37400' };

/** `title|day|from|to|repeat|reminder|calendar|place|note`; no times mean a whole day. */
const ROWS = `Standup|2026-01-05|09:30|09:45|weekdays||team|Room 3|
Release review|2026-01-07|15:00|16:00|weekly|10|work|Room 3|Bring the open defects
Lunch with Alice|2026-03-03|12:00|13:00|never|30|personal|Noodle House|
Dentist|2026-03-05|08:15|09:00|never|60|personal|4 Mill Street|Card is in the drawer
Test phones delivery|2026-03-05|10:00|11:00|never||work|Reception|
评审会|2026-03-06|15:00|16:30|never|10|work|三号会议室|
Rosa’s birthday|2026-03-09|||yearly|1440|personal||
Team offsite|2026-03-12|||never||team|Lakeside|
Payment flow test|2026-03-16|14:00|17:00|never||work|Lab|
Rent|2026-01-01|||monthly||personal||
Yoga|2026-01-08|18:30|19:30|weekly||personal|Studio 5|
One on one with Bob|2026-01-13|11:00|11:30|weekly|5|work||
Backup check|2026-01-02|17:00|17:15|weekly||work||Restore one file as a test
Train to Berlin|2026-03-20|07:04|10:58|never|60|personal|Platform 6|
Demo day|2026-03-27|13:00|15:00|never|10|team|Hall A|`;

export const initialCalendar = (): CalendarState => ({
  events: ROWS.split('\n').map((line, i) => {
    const [title = '', day = '', from = '', to = '', repeat = '', reminder = '', calendar = '', place = '', note = ''] = line.split('|');
    const allDay = from === '';
    return { id: i + 1, title, day, from: allDay ? '00:00' : from, to: allDay ? '23:59' : to, allDay, repeat: repeat as Event['repeat'], reminder: reminder === '' ? null : Number(reminder), calendar: calendar as Event['calendar'], place, note };
  }),
  nextId: 16, weekStart: 'sunday', reminder: 10, hidden: [],
});

/** The weekday that weeks begin with, 0 = Sunday. */
export const FIRST: { readonly [W in CalendarState['weekStart']]: number } = { sunday: 0, monday: 1 };

export function occursOn(e: Pick<Event, 'day' | 'repeat'>, day: string): boolean {
  if (day < e.day) return false;
  const weekday = new Date(startOf(day)).getUTCDay();
  switch (e.repeat) {
    case 'never': return day === e.day;
    case 'daily': return true;
    case 'weekdays': return weekday >= 1 && weekday <= 5;
    case 'weekly': return weekday === new Date(startOf(e.day)).getUTCDay();
    case 'monthly': return day.slice(8) === e.day.slice(8);
    case 'yearly': return day.slice(5) === e.day.slice(5);
  }
}

/** What a day holds in the calendars that are shown: whole days first, then by time. */
export const eventsOn = (s: CalendarState, day: string): Event[] =>
  s.events.filter((e) => occursOn(e, day) && !s.hidden.includes(e.calendar)).sort((a, b) => Number(b.allDay) - Number(a.allDay) || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id));

/** Minutes since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The next reminder after `now`, within a month: when (ms) and of what. Whole days remind from midnight. */
export function dueReminder(s: CalendarState, now: number): { at: number; day: string; event: Event } | null {
  let next: { at: number; day: string; event: Event } | null = null;
  for (let ahead = 0; ahead <= 31; ahead++) {
    const day = dayOf(now + ahead * DAY);
    for (const event of s.events) {
      if (event.reminder === null || !occursOn(event, day)) continue;
      const at = startOf(day) + (minutesOf(event.from) - event.reminder) * MINUTE;
      if (at > now && (next === null || at < next.at)) next = { at, day, event };
    }
  }
  return next;
}
