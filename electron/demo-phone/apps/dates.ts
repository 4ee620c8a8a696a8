// Exports: clockTime, dayLabel, dateLabel, duration, DAYS. The demo phone lives in UTC, so that texts do not depend on the machine.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** From Sunday, as `Date.getUTCDay` counts. */
export const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** `9:05 AM`, or `09:05` on the 24-hour clock. */
export function clockTime(hour: number, minute: number, h24 = false): string {
  return h24 ? `${two(hour)}:${two(minute)}` : `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`;
}

export const timeOf = (at: number, h24 = false): string => clockTime(new Date(at).getUTCHours(), new Date(at).getUTCMinutes(), h24);

/** `Mar 2, 2026`. */
export function dateLabel(at: number): string {
  const d = new Date(at);
  return `${MONTHS[d.getUTCMonth()]} ${d.getUTCDate()}, ${d.getUTCFullYear()}`;
}

/** As message lists say it: the time today, then `Yesterday`, the weekday within a week, then `Mar 2`. */
export function dayLabel(at: number, now: number): string {
  const days = Math.floor(now / DAY) - Math.floor(at / DAY);
  const d = new Date(at);
  if (days <= 0) return timeOf(at);
  if (days === 1) return 'Yesterday';
  if (days < 7) return DAYS[d.getUTCDay()]!;
  return `${MONTHS[d.getUTCMonth()]} ${d.getUTCDate()}`;
}

/** `1:02:03` or `2:03`; whole seconds. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const h = Math.floor(s / 3600);
  return h > 0 ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}
