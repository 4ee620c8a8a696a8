import { describe, expect, test } from 'vitest';
import { dateIn } from '../../electron/agent/pick-date.ts';
import { timeIn } from '../../electron/agent/pick-time.ts';
import { bySkill, goesOn } from '../../electron/agent/skills.ts';
import { describe as inWords } from '../../electron/protocol/actions.ts';
import type { Element, Snapshot } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

const page = (...inner: string[]): Snapshot => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, ...inner));
const button = (text: string, [l, t, w = 120, h = 90]: readonly number[], more: Record<string, string> = {}, cls = 'Button'): string => node(cls, [l!, t!, l! + w!, t! + h!], { text, clickable: 'true', ...more });
const text = (t: string, [l, top, w = 120, h = 60]: readonly number[], more: Record<string, string> = {}): string => node('TextView', [l!, top!, l! + w!, top! + h!], { text: t, ...more });
const field = (hint: string, value: string, [l, t]: readonly number[], more: Record<string, string> = {}): string => node('EditText', [l!, t!, l! + 190, t! + 110], { text: value, hint, clickable: 'true', ...more });

/** Carries a step out on a phone that is its state and how each touch changes it; stops when nothing is to be done. */
function carry<S extends object>(step: string, state: S, show: (s: S) => Snapshot, touch: (s: S, e: Element, typed?: string) => void): string[] {
  const past: string[] = [];
  for (let n = 0; n < 30; n++) {
    const screen = show(state);
    const told = bySkill(screen, step, { past, about: '' });
    if (told === undefined || told === 'absent') return [...past, String(told)];
    if (told.action === 'status') return [...past, told.status];
    const e = 'element' in told ? screen.elements.find((x) => x.id === told.element)! : undefined;
    past.push(inWords(told, e?.label));
    touch(state, e!, told.action === 'input_text' ? told.text : undefined);
  }
  return [...past, 'never ends'];
}

interface Clock { h: number; m: number; pm: boolean; mode: 'keys' | 'hour' | 'minute'; open: boolean }
const clock = (more: Partial<Clock> = {}): Clock => ({ h: 8, m: 0, pm: false, mode: 'keys', open: true, ...more });
const halves = (s: Clock, top: number): string[] => ['AM', 'PM'].map((t, i) => node('RadioButton', [88 + i * 150, top, 220 + i * 150, top + 90], { text: t, checkable: 'true', checked: String(s.pm === (t === 'PM')), clickable: 'true' }));
const ok = [button('Cancel', [300, 1400]), button('OK', [500, 1400])];
/** Material's text form, its dial, and the platform's wheels. */
const showClock = (s: Clock): Snapshot => {
  if (!s.open) return page(text('8 alarms', [20, 20]));
  if (s.mode === 'keys') return page(field('Hour', String(s.h), [88, 300], { 'resource-id': 'a:id/material_hour_text_input' }), text(':', [296, 320, 20]), field('Minute', String(s.m).padStart(2, '0'), [332, 300]), ...halves(s, 500), ...ok);
  const numbers = s.mode === 'hour' ? Array.from({ length: 12 }, (_, i) => i + 1) : Array.from({ length: 12 }, (_, i) => i * 5);
  return page(
    text(String(s.h), [100, 200], { 'resource-id': 'a:id/material_hour_tv', clickable: 'true' }), text(':', [240, 200, 20]), text(String(s.m).padStart(2, '0'), [280, 200], { 'resource-id': 'a:id/material_minute_tv', clickable: 'true' }), ...halves(s, 300),
    ...numbers.map((n, i) => text(String(n).padStart(s.mode === 'hour' ? 1 : 2, '0'), [300 + Math.round(200 * Math.sin(i * Math.PI / 6)), 800 - Math.round(200 * Math.cos(i * Math.PI / 6)), 70], { clickable: 'true' })),
    button('', [40, 1400], { 'content-desc': 'Switch to text input mode for the time input.', 'resource-id': 'a:id/material_timepicker_mode_button' }, 'ImageButton'), ...ok);
};
const touchClock = (s: Clock, e: Element, typed?: string): void => {
  if (typed !== undefined) { if (e.label === 'Hour') s.h = Number(typed); else s.m = Number(typed); return; }
  if (e.label === 'OK') s.open = false;
  else if (e.label === 'AM' || e.label === 'PM') s.pm = e.label === 'PM';
  else if (/text input/.test(e.label)) s.mode = 'keys';
  else if (e.resourceId.endsWith('hour_tv')) s.mode = 'hour';
  else if (e.resourceId.endsWith('minute_tv')) s.mode = 'minute';
  else if (s.mode === 'hour') { s.h = Number(e.label); s.mode = 'minute'; } else s.m = Number(e.label);
};
const set = (step: string, s: Clock): string[] => carry(step, s, showClock, touchClock);

describe('time pickers', () => {
  test('fields for hour and minute, the half of the day, and OK when asked for', () => {
    expect(set('Set the time to 9:46 PM and confirm.', clock())).toEqual(['Enter "9" into "Hour"', 'Enter "46" into "Minute"', 'Tap "PM"', 'Tap "OK"', 'complete']);
    expect(set('Set the time to 21:46', clock())).toEqual(['Enter "9" into "Hour"', 'Enter "46" into "Minute"', 'Tap "PM"', 'complete']);
    expect(set('把时间设为下午9:46并确认', clock({ h: 9 }))).toEqual(['Enter "46" into "Minute"', 'Tap "PM"', 'Tap "OK"', 'complete']);
    expect(set('Set the time to 8:00 AM', clock())).toEqual(['complete']);
  });
  test('the dial: numbers that it has; others are typed', () => {
    expect(set('Set the time to 7:35 PM and confirm', clock({ mode: 'hour' }))).toEqual(['Tap "7"', 'Tap "35"', 'Tap "PM"', 'Tap "OK"', 'complete']);
    expect(set('Set the time to 6 AM', clock({ mode: 'minute', m: 30 }))).toEqual(['Tap "8"', 'Tap "6"', 'Tap "00"', 'complete']);
    expect(set('Change the time to 8:46 AM', clock({ mode: 'hour' }))).toEqual(['Tap "Switch to text input mode for the time input."', 'Enter "46" into "Minute"', 'complete']);
  });
  test('wheels of a picker for twenty-four hours', () => {
    const wheel = (v: string, l: number): string => node('NumberPicker', [l, 300, l + 190, 900], {}, field('', v, [l, 540], { 'resource-id': 'android:id/numberpicker_input' }));
    expect(carry('Set the time to 9:05 PM and confirm', { h: '08', m: '00', open: true }, (s) => (s.open ? page(wheel(s.h, 100), wheel(s.m, 400), ...ok) : page()), (s, e, typed) => { if (typed === undefined) s.open = false; else if (e.bounds[0] < 300) s.h = typed; else s.m = typed; }).map((l) => l.replace(/ into ".*"/, ''))).toEqual(['Enter "21"', 'Enter "05"', 'Tap "OK"', 'complete']);
  });
  test('a step that begins before its picker opens it, and is over when it has closed it again', () => {
    const show = (s: Clock): Snapshot => (s.open ? showClock(s) : page(button(`Start, ${s.h}:${String(s.m).padStart(2, '0')} ${s.pm ? 'PM' : 'AM'}`, [20, 20, 600]), button('End, 9:00 AM', [20, 200, 600])));
    const touch = (s: Clock, e: Element, typed?: string): void => { if (e.label.startsWith('Start')) s.open = true; else touchClock(s, e, typed); };
    expect(carry('Set the start time to 2:30 PM', clock({ open: false }), show, touch)).toEqual(['Tap "Start, 8:00 AM"', 'Enter "2" into "Hour"', 'Enter "30" into "Minute"', 'Tap "PM"', 'Tap "OK"', 'complete']);
    expect(carry('Set the lunch time to 2:30 PM', clock({ open: false }), show, touch)).toEqual(['undefined']);
  });
  test('nothing without a picker, without a time, or with two', () => {
    expect(bySkill(page(button('9:46 PM', [20, 20]), button('10:00 PM', [20, 200])), 'Set the time to 9:46 PM', { past: [], about: '' })).toBeUndefined();
    expect(['Set the time', 'Set the time from 9:00 to 10:00', 'Tap "OK"', 'Delete the alarm at 9:46 PM'].map((s) => bySkill(showClock(clock()), s, { past: [], about: '' }))).toEqual([undefined, undefined, undefined, undefined]);
  });
  test('a step goes on until all of it reads right', () => {
    const after = (m: number): boolean => goesOn(showClock(clock({ h: 9, m, pm: true })), 'Set the time to 9:46 PM', ['Enter "9" into "Hour"']);
    expect([after(0), after(46), goesOn(page(), 'Open the menu', ['Tap "More options"'])]).toEqual([true, false, false]);
  });
});

test.each<[string, unknown]>([
  ['at 9:46 PM', { hour: 9, minute: 46, pm: true }], ['7 a.m.', { hour: 7, minute: 0, pm: false }], ['at 14:05', { hour: 14, minute: 5, pm: true }], ['noon', { hour: 12, minute: 0, pm: true }], ['下午3点半', { hour: 3, minute: 30, pm: true }], ['9:46', { hour: 9, minute: 46 }],
  ['25:10', undefined], ['12:75', undefined], ['13 PM', undefined], ['9:00 or 10:00', undefined], ['9:46:10', undefined], ['room 12', undefined],
])('the time of "%s"', (said, time) => expect(timeIn(said)).toEqual(time));

interface Month { year: number; month: number; day?: number; open: boolean }
const NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const showMonth = (s: Month): Snapshot => (s.open ? page(
  text(`${NAMES[s.month - 1]} ${s.year}`, [200, 300, 300]), button('', [40, 300], { 'content-desc': 'Previous month' }, 'ImageButton'), button('', [600, 300], { 'content-desc': 'Next month' }, 'ImageButton'),
  ...Array.from({ length: 30 }, (_, i) => node('View', [40 + (i % 7) * 90, 420 + Math.floor(i / 7) * 90, 120 + (i % 7) * 90, 500 + Math.floor(i / 7) * 90], { text: String(i + 1), clickable: 'true', ...(s.day === i + 1 ? { selected: 'true' } : {}) })), ...ok) : page());
const touchMonth = (s: Month, e: Element): void => {
  if (e.label === 'OK') s.open = false;
  else if (/month/.test(e.label)) { s.month += e.label === 'Next month' ? 1 : -1; if (s.month === 13) { s.month = 1; s.year++; } if (s.month === 0) { s.month = 12; s.year--; } } else s.day = Number(e.label);
};
describe('date pickers', () => {
  const pick = (step: string, s: Partial<Month> = {}): string[] => carry(step, { year: 2026, month: 3, open: true, ...s }, showMonth, touchMonth);
  test('months forth and back, then the day, then OK', () => {
    expect(pick('Set the date to May 14, 2026 and confirm')).toEqual(['Tap "Next month"', 'Tap "Next month"', 'Tap "14"', 'Tap "OK"', 'complete']);
    expect(pick('Choose 2 February')).toEqual(['Tap "Previous month"', 'Tap "2"', 'complete']);
    expect(pick('选择3月9日', { day: 9 })).toEqual(['complete']);
    expect(pick('Pick the 21st')).toEqual(['Tap "21"', 'complete']);
    expect(pick('Set the date to 2025-12-24')).toEqual(['Tap "Previous month"', 'Tap "Previous month"', 'Tap "Previous month"', 'Tap "24"', 'complete']);
  });
  test('a field is written in the form it asks for', () => {
    const at = (hint: string) => bySkill(page(text('Selected date 2026', [20, 100, 400]), field(hint, '', [20, 300])), 'Set the date to 14 March 2026', { past: [], about: '' });
    expect(['mm/dd/yyyy', 'dd.mm.yyyy', 'yyyy-mm-dd', 'Birthday'].map((h) => { const a = at(h); return a && a !== 'absent' && 'text' in a ? a.text : a; })).toEqual(['03/14/2026', '14.03.2026', '2026-03-14', undefined]);
  });
  test('days without a month above them are not turned to another month; other numbers are no days', () => {
    const days = page(...Array.from({ length: 30 }, (_, i) => button(String(i + 1), [20 + (i % 7) * 90, 300 + Math.floor(i / 7) * 90, 80, 80])));
    expect([bySkill(days, 'Choose May 14', { past: [], about: '' }), bySkill(page(button('14', [20, 20]), button('15', [20, 200])), 'Choose May 14', { past: [], about: '' })]).toEqual(['absent', undefined]);
  });
  test.each<[string, unknown]>([['March 3rd', { month: 3, day: 3 }], ['on 3 Sept 2027', { day: 3, month: 9, year: 2027 }], ['2026年2月1日', { year: 2026, month: 2, day: 1 }], ['May', undefined], ['Saturday', undefined], ['March 40', undefined]])('the date of "%s"', (said, day) => expect(dateIn(said)).toEqual(day));
});

describe('numbers between plus and minus', () => {
  const stepper = (name: string, n: number, top: number, more: readonly [string, string] = ['Decrease', 'Increase']): string[] => [
    text(name, [32, top, 300]), button('', [416, top, 96, 96], { 'content-desc': `${more[0]} ${name}` }, 'ImageButton'), text(String(n), [520, top + 20]), button('', [614, top, 96, 96], { 'content-desc': `${more[1]} ${name}` }, 'ImageButton')];
  const count = (step: string, from: number, more?: readonly [string, string]): string[] => carry(step, { n: from }, (s) => page(...stepper('Quantity', s.n, 300, more)), (s, e) => { s.n += e.bounds[0] > 550 ? 1 : -1; });
  test('as often as it takes', () => {
    expect(count('Set the quantity to 3', 1)).toEqual(['Tap "Increase Quantity"', 'Tap "Increase Quantity"', 'complete']);
    expect(count('Reduce the quantity to 1.', 2)).toEqual(['Tap "Decrease Quantity"', 'complete']);
    expect(count('把数量改为3件', 2, ['减少', '增加'])).toEqual(['Tap "增加 Quantity"', 'complete']);
    expect(count('Increase the quantity by 2', 4)).toEqual(['Tap "Increase Quantity"', 'Tap "Increase Quantity"', 'complete']);
  });
  test('of several the one that is named; none when two fit or none does', () => {
    const two = page(...stepper('Adults', 1, 300), ...stepper('Children', 0, 500));
    const on = (step: string): unknown => { const a = bySkill(two, step, { past: [], about: '' }); return a && a !== 'absent' && 'element' in a ? two.elements.find((e) => e.id === a.element)!.label : a; };
    expect(['Set the children to 2', 'Set the number of adults to 2', 'Set the quantity to 2', 'Set the pets to 2'].map(on)).toEqual(['Increase Children', 'Increase Adults', undefined, undefined]);
  });
  test('a field of that name takes the number', () => {
    const form = page(field('Copies', '1', [20, 300]), field('Pages', '', [20, 500]));
    expect([bySkill(form, 'Set the copies to 4', { past: [], about: '' }), bySkill(form, 'Set the copies to 1', { past: [], about: '' }), bySkill(form, 'Set the margin to 4', { past: [], about: '' })])
      .toEqual([{ action: 'input_text', element: form.elements[0]!.id, text: '4' }, { action: 'status', status: 'complete' }, undefined]);
  });
  test('volume keys far from each other, or without a number between them, are no such pair', () => {
    const loose = page(button('+', [20, 20]), button('-', [500, 900]), text('3', [300, 400]));
    const bare = page(button('+', [20, 20]), button('-', [400, 20]));
    expect([loose, bare].map((s) => bySkill(s, 'Set the value to 5', { past: [], about: '' }))).toEqual([undefined, undefined]);
  });
});

describe('keys', () => {
  const labels = ['1', '2, ABC', '3, DEF', '4, GHI', '5, JKL', '6, MNO', '7, PQRS', '8, TUV', '9, WXYZ', '*', '0, +', '#'];
  const pad = (keys: readonly string[] = labels): Snapshot => page(text('8 calls today', [20, 20, 300]), ...keys.map((k, i) => button('', [100 + (i % 3) * 180, 500 + Math.floor(i / 3) * 130], { 'content-desc': k })));
  const key = (step: string, keys?: readonly string[]): string[] => carry(step, {}, () => pad(keys), () => {});
  const timer = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0', 'Delete'];
  test('one a time, by what this step has tapped', () => {
    expect(key('Dial 555 01')).toEqual(['Tap "5, JKL"', 'Tap "5, JKL"', 'Tap "5, JKL"', 'Tap "0, +"', 'Tap "1"', 'complete']);
    expect(key('Dial +49#')).toEqual(['Long-press "0, +"', 'Tap "4, GHI"', 'Tap "9, WXYZ"', 'Tap "#"', 'complete']);
    expect(key('Key in 8.', timer)).toEqual(['Tap "8"', 'complete']);
    expect(key('Press 00 for the seconds', timer)).toEqual(['Tap "00"', 'complete']);
    expect(key('按下数字 12', timer)).toEqual(['Tap "1"', 'Tap "2"', 'complete']);
  });
  test('a calculator has signs by name', () => {
    const sum = ['7', '8', '9', 'divide', '4', '5', '6', 'multiply', '1', '2', '3', 'minus', '0', 'point', 'equals', 'plus'];
    expect(key('Key in 7.5×2=', sum)).toEqual(['Tap "7"', 'Tap "point"', 'Tap "5"', 'Tap "multiply"', 'Tap "2"', 'Tap "equals"', 'complete']);
  });
  test('no pad, no key, and keys that were other ones', () => {
    expect(bySkill(page(button('8', [20, 20]), button('9', [200, 20])), 'Key in 8', { past: [], about: '' })).toBeUndefined();
    expect(bySkill(pad(timer), 'Dial *21', { past: [], about: '' })).toBe('absent');
    expect(bySkill(pad(timer), 'Key in 12', { past: ['Tap "3"'], about: '' })).toBe('absent');
    expect(bySkill(pad(timer), 'Tap 8:00 AM', { past: [], about: '' })).toBeUndefined();
  });
});
