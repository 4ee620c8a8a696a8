// Exports: clockTasks. Alarms to make, change and delete, timers behind a permission prompt, cities, and what the clock says.

import type { ClockState } from '../../../demo-phone/apps/clock/state.ts';
import type { PhoneState } from '../../../demo-phone/types.ts';
import { answer, hold, infeasible, open, swipe, tap, turnOff, turnOn, type } from '../acts.ts';
import { appState, task, type AnyTask } from '../task.ts';

const PKG = 'com.google.android.deskclock';
const state = (s: PhoneState): ClockState => appState<ClockState>(s, PKG);
const alarm = (s: PhoneState, id: number): ClockState['alarms'][number] | undefined => state(s).alarms.find((a) => a.id === id);
const tab = (name: string) => tap({ selector: { by: 'id', value: `tab_menu_${name.toLowerCase()}` } }, { says: `Go to the ${name} tab.` });
/** The alarms that are there from the start. */
const ALARMS = [{ id: 1, time: '6:30 AM' }, { id: 2, time: '8:00 AM' }, { id: 3, time: '9:00 AM' }, { id: 4, time: '10:15 PM' }] as const;
const at = (h: number, m: number): string => `${h % 12 === 0 ? 12 : h % 12}:${String(m).padStart(2, '0')} ${h < 12 ? 'AM' : 'PM'}`;

export const clockTasks: readonly AnyTask[] = [
  task<{ hour: number; minute: string }>({
    id: 'clock.add-alarm', shapes: ['create', 'form'], goal: (p) => `Set an alarm for ${p.hour}:${p.minute} PM.`, zh: (p) => `设一个下午 ${p.hour}:${p.minute}（PM）的闹钟。`,
    draw: (c) => ({ hour: 1 + c.below(9), minute: String(10 + c.below(50)) }),
    way: (p) => [open('Clock'), tap('Add alarm', { says: 'Add a new alarm.' }), type('Hour', String(p.hour), { says: `Set the time to ${p.hour}:${p.minute} PM and confirm.`, expect: '"Enter time" is not visible' }), type('Minute', p.minute, { says: '' }), tap('PM', { says: '' }), tap('OK', { says: '' })], minimal: 6,
    isSuccessful: ({ p, after }) => { const a = alarm(after, 5); return a?.hour === p.hour + 12 && a.minute === Number(p.minute) && a.on; },
    allowed: () => [`apps.${PKG}.alarms[5]`, `apps.${PKG}.nextId`],
  }),
  task<{ i: number }>({
    id: 'clock.alarm-on', shapes: ['toggle'], goal: (p) => `Turn on the ${ALARMS[p.i]!.time} alarm.`, zh: (p) => `打开 ${ALARMS[p.i]!.time} 的闹钟。`, draw: (c) => ({ i: 1 + c.below(2) }),
    way: (p) => [open('Clock'), turnOn(`${ALARMS[p.i]!.time} alarm`)], minimal: 2,
    isSuccessful: ({ p, after }) => alarm(after, ALARMS[p.i]!.id)?.on === true, allowed: (p) => [`apps.${PKG}.alarms[${ALARMS[p.i]!.id}].on`],
  }),
  task<{ i: number }>({
    id: 'clock.alarm-off', shapes: ['toggle'], goal: (p) => `Switch the ${ALARMS[p.i]!.time} alarm off.`, draw: (c) => ({ i: c.below(3) }), setup: (s, p) => { alarm(s, ALARMS[p.i]!.id)!.on = true; },
    way: (p) => [open('Clock'), turnOff(`${ALARMS[p.i]!.time} alarm`)], minimal: 2,
    isSuccessful: ({ p, after }) => alarm(after, ALARMS[p.i]!.id)?.on === false, allowed: (p) => [`apps.${PKG}.alarms[${ALARMS[p.i]!.id}].on`],
  }),
  task<{ i: number }>({
    id: 'clock.delete-alarm', shapes: ['delete'], goal: (p) => `Delete the alarm at ${ALARMS[p.i]!.time}.`, draw: (c) => ({ i: c.below(2) }),
    way: (p) => [open('Clock'), tap(`Expand alarm ${ALARMS[p.i]!.time}`), tap('Delete', { says: 'Delete the alarm.' }), tap('Delete', { says: 'Confirm.' })], minimal: 4,
    isSuccessful: ({ p, after }) => alarm(after, ALARMS[p.i]!.id) === undefined, allowed: (p) => [`apps.${PKG}.alarms[${ALARMS[p.i]!.id}]`], may: ['delete'],
  }),
  task<{ i: number; label: string }>({
    id: 'clock.label-alarm', shapes: ['edit', 'form'], goal: (p) => `Label the ${ALARMS[p.i]!.time} alarm "${p.label}".`, draw: (c) => ({ i: 0, label: c.pick(['Gym', 'School run', 'Medicine', 'Train']) }),
    way: (p) => [open('Clock'), tap(`Expand alarm ${ALARMS[p.i]!.time}`, { says: `Show more of the ${ALARMS[p.i]!.time} alarm.` }), tap('Add label'), type('Label', p.label), tap('OK')], minimal: 5,
    isSuccessful: ({ p, after }) => alarm(after, ALARMS[p.i]!.id)?.label === p.label, allowed: (p) => [`apps.${PKG}.alarms[${ALARMS[p.i]!.id}].label`],
  }),
  task<{ day: string; n: number }>({
    id: 'clock.repeat-alarm', shapes: ['edit', 'scroll'], goal: (p) => `Let the 10:15 PM alarm repeat every ${p.day}.`, draw: (c) => c.pick([{ day: 'Monday', n: 1 }, { day: 'Wednesday', n: 3 }, { day: 'Friday', n: 5 }, { day: 'Sunday', n: 0 }]),
    way: (p) => [open('Clock'), tap('Expand alarm 10:15 PM'), swipe('down', p.day, { says: 'Scroll down to its days.', expect: `"${p.day}" is visible` }), tap(p.day)], minimal: 4,
    isSuccessful: ({ p, after }) => alarm(after, 4)?.days.join() === String(p.n), allowed: () => [`apps.${PKG}.alarms[4].days`],
  }),
  task<{ hour: number; minute: string }>({
    id: 'clock.move-alarm', shapes: ['edit', 'form'], goal: (p) => `Move the 8:00 AM alarm to ${p.hour}:${p.minute} AM.`, draw: (c) => ({ hour: 5 + c.below(3), minute: String(10 + c.below(45)) }),
    way: (p) => [open('Clock'), tap({ selector: { by: 'text', value: '8:00 AM' } }, { says: 'Tap the time of the 8:00 AM alarm.' }), type('Hour', String(p.hour)), type('Minute', p.minute), tap('OK')], minimal: 5,
    isSuccessful: ({ p, after }) => { const a = alarm(after, 2); return a?.hour === p.hour && a.minute === Number(p.minute); },
    allowed: () => [`apps.${PKG}.alarms[2].hour`, `apps.${PKG}.alarms[2].minute`, `apps.${PKG}.alarms[2].on`],
  }),
  task<{ city: string }>({
    id: 'clock.add-city', shapes: ['create', 'search'], goal: (p) => `Add ${p.city} to the world clock.`, zh: (p) => `在世界时钟中添加 ${p.city}。`, draw: (c) => ({ city: c.pick(['Tokyo', 'Cairo', 'Chicago', 'Sydney', 'Nairobi']) }),
    way: (p) => [open('Clock'), tab('Clock'), tap('Add city'), type('Search for a city', p.city), tap(p.city, { says: `Choose ${p.city}.` })], minimal: 5,
    isSuccessful: ({ p, after }) => state(after).cities.includes(p.city), allowed: () => [`apps.${PKG}.cities`],
  }),
  task<{ city: string }>({
    id: 'clock.remove-city', shapes: ['delete'], goal: (p) => `Remove ${p.city} from the world clock by holding it.`, draw: (c) => ({ city: c.pick(['Berlin', 'Beijing']) }),
    way: (p) => [open('Clock'), tab('Clock'), hold(p.city)], minimal: 3,
    isSuccessful: ({ p, after }) => !state(after).cities.includes(p.city), allowed: () => [`apps.${PKG}.cities`], may: ['delete'],
  }),
  task<{ minutes: number }>({
    id: 'clock.timer', shapes: ['create', 'pop-up'], goal: (p) => `Start a timer of ${p.minutes} minutes.`, draw: (c) => ({ minutes: 2 + c.below(8) }),
    way: (p) => [open('Clock'), tab('Timer'), tap({ selector: { by: 'id', value: `timer_setup_digit_${p.minutes}` } }, { says: `Key in ${p.minutes}.` }), tap({ selector: { by: 'id', value: 'timer_setup_digit_00' } }, { says: 'Press 00 for the seconds.' }), tap('Start'), tap('Allow', { says: 'Allow what the clock asks for.' })], minimal: 6,
    isSuccessful: ({ p, after }) => state(after).timers.length === 1 && state(after).timers[0]!.length === p.minutes * 60_000 && state(after).timers[0]!.endsAt !== null,
    allowed: () => [`apps.${PKG}.timers`, `apps.${PKG}.nextId`, `system.permissions.${PKG}:notifications`], may: ['grant-permission'],
  }),
  task<null>({
    id: 'clock.stopwatch', shapes: ['toggle'], goal: () => 'Start the stopwatch.', draw: () => null,
    way: () => [open('Clock'), tab('Stopwatch'), tap('Start')], minimal: 3,
    isSuccessful: ({ after }) => state(after).stopwatch.since !== null, allowed: () => [`apps.${PKG}.stopwatch`],
  }),
  task<null>({
    id: 'clock.stopwatch-pause', shapes: ['toggle'], goal: () => 'Pause the stopwatch.', draw: () => null, setup: (s) => { state(s).stopwatch = { sum: 0, since: s.now, laps: [] }; },
    way: () => [open('Clock'), tab('Stopwatch'), tap('Pause')], minimal: 3,
    isSuccessful: ({ after }) => state(after).stopwatch.since === null && state(after).stopwatch.sum > 0, allowed: () => [`apps.${PKG}.stopwatch`],
  }),
  task<{ on: number[] }>({
    id: 'clock.count-on', shapes: ['count'], goal: () => 'How many alarms are switched on?', zh: () => '有几个闹钟是打开的？', draw: (c) => ({ on: ALARMS.map((a) => a.id).filter(() => c.below(2) === 0) }),
    setup: (s, p) => { for (const a of state(s).alarms) a.on = p.on.includes(a.id); },
    way: (p) => [open('Clock'), answer(String(p.on.length), 'Count the alarms that are on.')], minimal: 2,
    isSuccessful: () => true, truth: (p) => String(p.on.length),
  }),
  task<{ label: string; hour: number; minute: number }>({
    id: 'clock.read-alarm', shapes: ['read'], goal: (p) => `When does the alarm labelled "${p.label}" ring?`, draw: (c) => ({ label: c.pick(['Standup', 'Tea', 'Backup']), hour: 10 + c.below(10), minute: c.below(60) }),
    setup: (s, p) => { state(s).alarms.splice(1, 1, { id: 2, hour: p.hour, minute: p.minute, on: true, label: p.label, days: [], vibrate: true }); },
    way: (p) => [open('Clock'), answer(at(p.hour, p.minute), `Say the time of the alarm ${p.label}.`)], minimal: 2,
    isSuccessful: () => true, truth: (p) => at(p.hour, p.minute),
  }),
  task<null>({
    id: 'clock.infeasible-snooze', shapes: ['impossible'], goal: () => 'Set the snooze length of alarms to 5 minutes.', draw: () => null,
    way: () => [open('Clock'), infeasible('Say whether the snooze length can be set.')], minimal: 2,
    isSuccessful: ({ before, after }) => JSON.stringify(state(before).alarms) === JSON.stringify(state(after).alarms),
  }),
  task<null>({
    id: 'clock.anr', shapes: ['pop-up', 'toggle'], goal: () => 'Turn on the 9:00 AM alarm; wait if the phone asks whether to close the app.', draw: () => null, scene: { faults: [{ at: 1, fault: 'anr' }] },
    way: () => [open('Clock'), tap('Wait', { says: 'Let the app go on.' }), turnOn('9:00 AM alarm')], minimal: 3,
    isSuccessful: ({ after }) => alarm(after, 3)?.on === true, allowed: () => [`apps.${PKG}.alarms[3].on`],
  }),
  task<null>({
    id: 'clock.unlabelled-add', shapes: ['unlabelled', 'create', 'form'], goal: () => 'Add an alarm for 8:00 AM.', draw: () => null, scene: { unlabelled: [{ id: 'fab' }] },
    way: () => [open('Clock'), tap({ selector: { by: 'id', value: 'fab' } }, { says: 'Tap the round button with the plus.' }), tap('OK')], minimal: 3,
    isSuccessful: ({ after }) => { const a = alarm(after, 5); return a?.hour === 8 && a.minute === 0; }, allowed: () => [`apps.${PKG}.alarms[5]`, `apps.${PKG}.nextId`],
  }),
];
