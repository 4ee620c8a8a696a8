// Exports: clockTime, timeOf, dayLabel, dateLabel, longDate, monthLabel, duration, dayNames, dayOf, startOf, addMonths, weeksOf.
// The demo phone lives in UTC, so that texts do not depend on the machine. A day in a state is written `2026-03-04`.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const DAYS_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
/** From Sunday, as `Date.getUTCDay` counts. */
export const dayNames = (zh: boolean): readonly string[] => (zh ? DAYS_ZH : DAYS);
const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const LONG_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** `9:05 AM`, `上午9:05`, or `09:05` on the 24-hour clock. */
export function clockTime(hour: number, minute: number, zh: boolean, h24 = false): string {
  if (h24) return `${two(hour)}:${two(minute)}`;
  const time = `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}`;
  return zh ? `${hour < 12 ? '上午' : '下午'}${time}` : `${time} ${hour < 12 ? 'AM' : 'PM'}`;
}

export const timeOf = (at: number, zh: boolean, h24 = false): string => clockTime(new Date(at).getUTCHours(), new Date(at).getUTCMinutes(), zh, h24);

/** `Mar 2, 2026` or `2026年3月2日`. */
export function dateLabel(at: number, zh: boolean): string {
  const d = new Date(at);
  if (zh) return `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日`;
  return `${MONTHS[d.getUTCMonth()]} ${d.getUTCDate()}, ${d.getUTCFullYear()}`;
}

/** As message lists say it: the time today, then `Yesterday`, the weekday within a week, then `Mar 2`. */
export function dayLabel(at: number, now: number, zh: boolean): string {
  const days = Math.floor(now / DAY) - Math.floor(at / DAY);
  const d = new Date(at);
  if (days <= 0) return timeOf(at, zh);
  if (days === 1) return zh ? '昨天' : 'Yesterday';
  if (days < 7) return dayNames(zh)[d.getUTCDay()]!;
  return zh ? `${d.getUTCMonth() + 1}月${d.getUTCDate()}日` : `${MONTHS[d.getUTCMonth()]} ${d.getUTCDate()}`;
}

/** `1:02:03` or `2:03`; whole seconds. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const h = Math.floor(s / 3600);
  return h > 0 ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

/** The day as states write it: `2026-03-04`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Midnight of a day such as `2026-03-04`, ms. */
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** `March 2026` or `2026年3月`. */
export function monthLabel(at: number, zh: boolean): string {
  const d = new Date(at);
  return zh ? `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月` : `${LONG_MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

/** `Wednesday, March 4, 2026` or `2026年3月4日星期三`. */
export function longDate(at: number, zh: boolean): string {
  const d = new Date(at);
  if (zh) return `${dateLabel(at, true)}${DAYS_ZH[d.getUTCDay()]!.replace('周', '星期')}`;
  return `${LONG_DAYS[d.getUTCDay()]}, ${LONG_MONTHS[d.getUTCMonth()]} ${d.getUTCDate()}, ${d.getUTCFullYear()}`;
}

/** The first of the month that is `by` months away. */
export function addMonths(at: number, by: number): number {
  const d = new Date(at);
  return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + by, 1);
}

/** A month's days in rows of seven, days of its neighbours as null. @param first weekday that a row begins with, 0 = Sunday */
export function weeksOf(month: number, first: number): (number | null)[][] {
  const start = addMonths(month, 0), end = addMonths(month, 1);
  const lead = (new Date(start).getUTCDay() - first + 7) % 7;
  const cells = [...Array.from({ length: lead }, () => null), ...Array.from({ length: (end - start) / DAY }, (_, i) => start + i * DAY)];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, w) => Array.from({ length: 7 }, (_x, i) => cells[w * 7 + i] ?? null));
}
