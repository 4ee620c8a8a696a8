// Calendar: events are made, edited and deleted after a question; reminders come; what was refused leaves no trace.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueReminder, eventsOn, initialCalendar, occursOn } from '../../electron/demo-phone/apps/calendar/state.ts';
import { addMonths, dayOf, longDate, monthLabel, startOf, weeksOf } from '../../electron/demo-phone/apps/dates.ts';
import { desk, id, type Desk } from './desk.ts';

let d: Desk;
beforeEach(() => { d = desk('com.google.android.calendar'); });
afterEach(() => d.w.phone.close());

describe('days', () => {
  it('are written and said alike everywhere', () => {
    const at = startOf('2026-03-04');
    expect([dayOf(at + 5), monthLabel(at, false), monthLabel(at, true), longDate(at, false), longDate(at, true), dayOf(addMonths(at, -3))]).toEqual(['2026-03-04', 'March 2026', '2026年3月', 'Wednesday, March 4, 2026', '2026年3月4日星期三', '2025-12-01']);
  });
  it('stand in weeks', () => {
    const weeks = weeksOf(startOf('2026-02-15'), 1);
    expect(weeks.map((w) => w.map((x) => (x === null ? 0 : new Date(x).getUTCDate())))).toEqual([[0, 0, 0, 0, 0, 0, 1], [2, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13, 14, 15], [16, 17, 18, 19, 20, 21, 22], [23, 24, 25, 26, 27, 28, 0]]);
  });
  it('hold what repeats', () => {
    const on = (repeat: Parameters<typeof occursOn>[0]['repeat']): string[] => Array.from({ length: 40 }, (_, i) => dayOf(startOf('2026-01-28') + i * 86_400_000)).filter((day) => occursOn({ day: '2026-01-30', repeat }, day)).slice(0, 4);
    expect({ never: on('never'), weekly: on('weekly'), monthly: on('monthly'), weekdays: on('weekdays') }).toEqual({ never: ['2026-01-30'], weekly: ['2026-01-30', '2026-02-06', '2026-02-13', '2026-02-20'], monthly: ['2026-01-30'], weekdays: ['2026-01-30', '2026-02-02', '2026-02-03', '2026-02-04'] });
    expect(eventsOn(initialCalendar(), '2026-03-05').map((e) => e.title)).toEqual(['Dentist', 'Standup', 'Test phones delivery', 'Yoga']);
  });
});

it('makes an event with date, times, repeat and reminder', async () => {
  d.open();
  await d.tap('Create new event');
  await d.type('Add title', 'Call the landlord');
  await d.tap('Date', { text: 'Tuesday, March 10, 2026' }, 'OK', 'Starts');
  await d.type('Hour', '3'); await d.type('Minute', '30');
  await d.tap('PM', 'OK', 'Repeat', 'Every month', 'Notification', '1 hour before', 'Save');
  expect(d.changes()).toEqual([
    { change: 'added', path: 'events[16]', after: { id: 16, title: 'Call the landlord', day: '2026-03-10', from: '15:30', to: '16:30', allDay: false, repeat: 'monthly', reminder: 60, calendar: 'personal', place: '', note: '' } },
    { change: 'changed', path: 'nextId', before: 16, after: 17 },
  ]);
  expect({ same: d.roundTrips(), timers: d.w.phone.save().timers?.map((t) => t.name) }).toEqual({ same: true, timers: ['reminder'] });
});

it('edits an event to a whole day and keeps the rest', async () => {
  d.open('Event', { id: 4 });
  await d.tap('Edit', 'All-day', 'Save');
  expect(d.changes()).toEqual([
    { change: 'changed', path: 'events[4].from', before: '08:15', after: '00:00' }, { change: 'changed', path: 'events[4].to', before: '09:00', after: '23:59' }, { change: 'changed', path: 'events[4].allDay', before: false, after: true },
  ]);
});

it('refuses an end before the start, and asks before it forgets a draft', async () => {
  d.open('Edit', { id: 4 });
  await d.tap('Ends');
  await d.type('Hour', '7');
  await d.tap('OK', 'Save');
  const refused = d.sees('The end must be after the start');
  d.w.phone.key('BACK');
  await d.tap('Discard');
  expect({ refused, at: d.w.phone.focus.activity, changes: d.changes() }).toEqual({ refused: true, at: '.MainActivity', changes: [] });
});

it('deletes only after the question', async () => {
  d.open('Event', { id: 4 });
  await d.tap(id('info_action_delete'), 'Cancel');
  const kept = d.changes();
  await d.tap(id('info_action_delete'), 'Delete');
  expect({ kept, gone: d.changes().map((c) => [c.change, c.path]), at: d.w.phone.focus.activity }).toEqual({ kept: [], gone: [['removed', 'events[4]']], at: '.MainActivity' });
});

it('shows months, days and what they hold', async () => {
  d.open();
  await d.tap(id('next_month'));
  const april = d.nodes(/content-desc="\w+, April 1, 2026, 3 events"/).length;
  await d.tap('Jump to Today', { text: 'Thursday, March 5, 2026, 4 events' });
  expect({ april, dentist: d.sees('Dentist'), icons: d.nodes(/NAF="true".*id\/(previous|next)_month"/).length, changes: d.changes() }).toEqual({ april: 1, dentist: true, icons: 2, changes: [] });
});

it('finds events and keeps settings', async () => {
  d.open('Search');
  await d.type('Search events', 'lakeside');
  const found = d.nodes(/event_title/).map((n) => / text="([^"]*)"/.exec(n)?.[1]);
  d.open('Settings');
  await d.tap('Start of the week', 'Monday', 'Team');
  expect({ found, changes: d.changes() }).toEqual({ found: ['Team offsite'], changes: [{ change: 'changed', path: 'weekStart', before: 'sunday', after: 'monday' }, { change: 'added', path: 'hidden[0]', after: 'team' }] });
});

it('reminds at its time, once', async () => {
  const due = dueReminder(initialCalendar(), d.w.clock.now())!;
  d.open();
  await d.w.clock.advance(due.at - d.w.clock.now() + 1000);
  const { notifications } = d.w.phone.save();
  expect({ what: due.event.title, at: new Date(due.at).toISOString(), notifications }).toEqual({
    what: 'Release review', at: '2026-03-04T14:50:00.000Z', notifications: [{ package: 'com.google.android.calendar', title: 'Release review', text: '3:00 PM', screen: 'Event', args: { id: 2 } }],
  });
});
