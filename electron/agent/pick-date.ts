// Exports: pickDate, dateIn, Day. "Set the date to 14 March" on the date pickers of Android: a month's grid with a previous and a next month, or a field that
// says how it wants a date. One action a call; what is done is read from the screen.

import type { Element, Snapshot } from '../protocol/screen.ts';
import { OKAY } from './confirm.ts';
import { CONFIRMS, okay, opener } from './pick-time.ts';
import { actorsOf, click, COMPLETE, only, shownOf, tapsOf, textsOf, type Told } from './told.ts';

/** `month` from 1. What is not said stays open. */
export interface Day { day?: number; month?: number; year?: number }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|tember|ober|ember)?\\.?';
const FORMS: readonly (readonly [RegExp, (m: RegExpExecArray) => Day])[] = [
  [/(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u, (m) => ({ year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) })],
  [/(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?/u, (m) => ({ ...(m[1] ? { year: Number(m[1]) } : {}), month: Number(m[2]), ...(m[3] ? { day: Number(m[3]) } : {}) })],
  [new RegExp(`\\b${NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d|:)(?:,?\\s+(\\d{4}))?`, 'iu'), (m) => ({ month: MONTHS.indexOf(m[1]!.toLowerCase()) + 1, day: Number(m[2]), ...(m[3] ? { year: Number(m[3]) } : {}) })],
  [new RegExp(`(?<![\\d:])(\\d{1,2})(?:st|nd|rd|th)?\\.?\\s+(?:of\\s+)?${NAME}(?:,?\\s+(\\d{4}))?(?![\\p{L}])`, 'iu'), (m) => ({ day: Number(m[1]), month: MONTHS.indexOf(m[2]!.toLowerCase()) + 1, ...(m[3] ? { year: Number(m[3]) } : {}) })],
  [new RegExp(`(?<![\\p{L}])${NAME}\\s+(\\d{4})(?!\\d)`, 'iu'), (m) => ({ month: MONTHS.indexOf(m[1]!.toLowerCase()) + 1, year: Number(m[2]) })],
  [/\bthe (\d{1,2})(?:st|nd|rd|th)\b|(?<!\d)(\d{1,2})\s*[日号]/iu, (m) => ({ day: Number(m[1] ?? m[2]) })],
];

/** @returns the date a text says, as far as it says it */
export function dateIn(text: string): Day | undefined {
  for (const [pattern, make] of FORMS) {
    const m = pattern.exec(text);
    if (!m) continue;
    const d = make(m);
    return (d.day === undefined || (d.day >= 1 && d.day <= 31)) && (d.month === undefined || (d.month >= 1 && d.month <= 12)) ? d : undefined;
  }
  return undefined;
}

const SETS = /^\s*(?:(?:then|now|next|please|and)\s+)*(?:set|change|adjust|pick|choose|select|enter|put|move)\b|^\s*(?:请)?(?:把|将)?.{0,12}(?:设为|设置为|设成|改为|改成|选择|选|设置)/iu;
const NEXT = /\bnext month\b|下个?月/iu;
const PREVIOUS = /\b(?:previous|last) month\b|上个?月/iu;

/** @param past what this step has done, in lines of `describe` */
export function pickDate(s: Snapshot, step: string, past: readonly string[]): Told {
  const wanted = SETS.test(step) ? dateIn(step) : undefined;
  if (wanted?.day === undefined) return undefined;
  const { day } = wanted;
  const told = inField(s, wanted) ?? inGrid(s, { ...wanted, day }, past);
  const opens = opener(step, (t) => dateIn(t)?.day !== undefined);
  const [first, last] = [tapsOf(past)[0]?.label, tapsOf(past).at(-1)?.label];
  // A step that began where the picker was not yet is over where it is no more.
  const whole = CONFIRMS.test(step) || (first !== undefined && opens.begins(first));
  if (told === undefined) return whole && OKAY.test(last ?? '') ? COMPLETE : past.length === 0 ? click(opens.on(s)) : undefined;
  return told !== 'set' ? told : whole ? click(okay(s)) ?? COMPLETE : COMPLETE;
}

/** A field whose hint is a pattern of days, months and years. */
function inField(s: Snapshot, d: Day): Told | 'set' {
  const field = only(actorsOf(s).filter((e) => e.role === 'input' && /^[dmy]{1,4}([-/. ])[dmy]{1,4}\1[dmy]{1,4}\.?$/i.test(e.label.replace(/\s*([./-])\s*/g, '$1'))));
  if (!field || d.day === undefined || d.month === undefined) return undefined;
  const pattern = field.label.replace(/\s*([./-])\s*/g, '$1');
  const year = d.year ?? dateIn(shownOf(s).map((e) => e.label).join('\n'))?.year;
  if (year === undefined) return 'absent';
  const text = pattern.replace(/d+/iu, (p) => String(d.day).padStart(p.length, '0')).replace(/m+/iu, (p) => String(d.month).padStart(p.length, '0')).replace(/y+/iu, (p) => (p.length === 2 ? String(year % 100).padStart(2, '0') : String(year)));
  return field.value === text ? 'set' : { action: 'input_text', element: field.id, text };
}

function inGrid(s: Snapshot, d: Day & { day: number }, past: readonly string[]): Told | 'set' {
  const cells = shownOf(s).filter((e) => e.role !== 'input').flatMap((e) => {
    const bare = textsOf(e).map((t) => /^\d{1,2}$/.exec(t)?.[0]).find((t) => t !== undefined);
    const full = dateIn(e.label);
    const n = bare === undefined ? full?.day : Number(bare);
    return n === undefined || n < 1 || n > 31 ? [] : [{ e, n, month: full?.month, year: full?.year }];
  });
  // A month has its days in rows of seven: twenty-eight of them at least.
  if (new Set(cells.map((c) => c.n)).size < 28) return undefined;
  const shown = monthOn(s, cells);
  const first = (label: RegExp, id: RegExp): Element | undefined => { const of = actorsOf(s).filter((e) => e.role === 'button' && (label.test(e.label) || id.test(e.resourceId))); return only(of); };
  const [month, year] = [d.month ?? shown?.month, d.year ?? shown?.year];
  if (month !== shown?.month || year !== shown?.year) {
    if (!shown || month === undefined || year === undefined) return 'absent';
    const ahead = (year - shown.year) * 12 + month - shown.month;
    return click(ahead > 0 ? first(NEXT, /(?:^android:id\/next|month_navigation_next)$/) : first(PREVIOUS, /(?:^android:id\/prev|month_navigation_previous)$/)) ?? 'absent';
  }
  const of = cells.filter((c) => c.n === d.day && !c.e.disabled && (c.month === undefined || month === undefined || c.month === month));
  // Days of the months before and after fill the first and the last row.
  const cell = of.length < 2 ? of[0]?.e : (d.day < 15 ? of[0] : of.at(-1))?.e;
  if (!cell) return 'absent';
  return cell.selected || cell.checked === true || tapsOf(past).at(-1)?.label === cell.label ? 'set' : click(cell)!;
}

/** The month the grid is of: what its cells say, or a text "March 2026" above them. */
function monthOn(s: Snapshot, cells: readonly { e: Element; month: number | undefined; year: number | undefined }[]): { month: number; year: number } | undefined {
  const top = Math.min(...cells.map((c) => c.e.bounds[1]));
  const heads = shownOf(s).filter((e) => e.bounds[3] <= top + 8).flatMap((e) => { const d = /^\S+\s+\d{4}$|^\d{4}\s*年\s*\d{1,2}\s*月$/u.test(e.label) ? dateIn(e.label) : undefined; return d?.month !== undefined && d.year !== undefined && d.day === undefined ? [{ month: d.month, year: d.year }] : []; });
  if (heads.length > 0) return heads.at(-1);
  const count = new Map<string, { month: number; year: number; n: number }>();
  for (const c of cells) if (c.month !== undefined && c.year !== undefined) { const k = `${c.year}-${c.month}`; count.set(k, { month: c.month, year: c.year, n: (count.get(k)?.n ?? 0) + 1 }); }
  return [...count.values()].sort((a, b) => b.n - a.n)[0];
}
