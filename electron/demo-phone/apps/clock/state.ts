// Exports: ClockState, Alarm, Timer, initialClock, nextRing, alarmIn, Api. Alarms, timers, stopwatch and world clock as data; times in ms.

import type { AppApi } from '../../types.ts';
import { DAY, HOUR, MINUTE } from '../dates.ts';
import { chinese } from '../define.ts';
import { words } from './strings.ts';

export type Alarm = { id: number; hour: number; minute: number; on: boolean; label: string; days: number[]; vibrate: boolean };
/** `endsAt` while running; `left` while paused. */
export type Timer = { id: number; label: string; length: number; endsAt: number | null; left: number };
export type ClockState = {
  tab: 'Alarm' | 'Clock' | 'Timer' | 'Stopwatch';
  alarms: Alarm[];
  nextId: number;
  timers: Timer[];
  /** Sum of finished spans, and the start of the running one. */
  stopwatch: { sum: number; since: number | null; laps: number[] };
  cities: string[];
};
export type Api = AppApi<ClockState>;

export const initialClock = (): ClockState => ({
  tab: 'Alarm', nextId: 5,
  alarms: [
    { id: 1, hour: 6, minute: 30, on: true, label: '', days: [1, 2, 3, 4, 5], vibrate: true },
    { id: 2, hour: 8, minute: 0, on: false, label: 'Late shift', days: [], vibrate: true },
    { id: 3, hour: 9, minute: 0, on: false, label: '', days: [6, 0], vibrate: false },
    { id: 4, hour: 22, minute: 15, on: false, label: 'Bedtime', days: [], vibrate: true },
  ],
  timers: [],
  stopwatch: { sum: 0, since: null, laps: [] },
  cities: ['Berlin', 'Beijing'],
});

/** Hours from UTC; without summer time, which the demo phone does not keep. */
export const CITIES: readonly { name: string; offset: number }[] = [
  { name: 'Auckland', offset: 12 }, { name: 'Beijing', offset: 8 }, { name: 'Berlin', offset: 1 }, { name: 'Cairo', offset: 2 }, { name: 'Chicago', offset: -6 }, { name: 'Delhi', offset: 5.5 }, { name: 'Dubai', offset: 4 }, { name: 'London', offset: 0 },
  { name: 'Los Angeles', offset: -8 }, { name: 'Nairobi', offset: 3 }, { name: 'New York', offset: -5 }, { name: 'Rio de Janeiro', offset: -3 }, { name: 'Singapore', offset: 8 }, { name: 'Sydney', offset: 10 }, { name: 'Tokyo', offset: 9 },
];

/** When the alarm rings next, in ms since the epoch. */
export function nextRing(a: Pick<Alarm, 'hour' | 'minute' | 'days'>, now: number): number {
  const midnight = Math.floor(now / DAY) * DAY;
  for (let ahead = 0; ahead <= 7; ahead++) {
    const at = midnight + ahead * DAY + a.hour * HOUR + a.minute * MINUTE;
    if (at > now && (a.days.length === 0 || a.days.includes(new Date(at).getUTCDay()))) return at;
  }
  return midnight + DAY + a.hour * HOUR + a.minute * MINUTE;
}

/** `Alarm set for 7 hours 30 minutes from now.` */
export function alarmIn(api: { system: { language: string } }, ms: number): string {
  const t = words(api);
  const minutes = Math.ceil(ms / MINUTE);
  const parts = ([['day', Math.floor(minutes / 1440)], ['hour', Math.floor(minutes / 60) % 24], ['minute', minutes % 60]] as const)
    .filter(([, n]) => n > 0).map(([unit, n]) => t(n === 1 ? `{0} ${unit}` : `{0} ${unit}s`, n));
  return t('Alarm set for {0} from now.', parts.join(chinese(api) ? '' : ' '));
}

export const timerLeft = (t: Timer, now: number): number => (t.endsAt === null ? t.left : t.endsAt - now);
