// Exports: pickTime, timeIn, Time, okay, opener, CONFIRMS. "Set the time to 9:46 PM and confirm" on the time pickers of Android: fields for hour and minute, number wheels, and the
// clock dial; twelve hours with AM and PM, or twenty-four. One action a call; what is done is read from the screen.

import type { Action } from '../protocol/actions.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { OKAY } from './confirm.ts';
import { actorsOf, click, COMPLETE, level, only, shownOf, tapsOf, textsOf, type Told } from './told.ts';

/** `hour` as said; `pm` where the step or the hour tells. */
export interface Time { hour: number; minute: number; pm?: boolean }

const EN = /(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b\.?|(?<![\d:.])(\d{1,2}):(\d{2})(?![\d:])|(?<![\d:.])(\d{1,2}) o['’]?clock\b|\b(noon|midnight)\b/giu;
const ZH = /(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)?\s*(\d{1,2})\s*(?:[:：](\d{2})|[点时](?:(半)|(\d{1,2})\s*分?|整)?)/gu;

/** @returns the one time a text says; `undefined` when it says none or several */
export function timeIn(text: string): Time | undefined {
  const made = (hour: number, minute: number, pm?: boolean): Time[] => (hour > 23 || minute > 59 || (pm !== undefined && (hour > 12 || hour === 0)) ? [] : [{ hour, minute, ...(pm === undefined ? (hour > 12 ? { pm: true } : hour === 0 ? { pm: false } : {}) : { pm }) }]);
  const zh = /\p{Script=Han}/u.test(text) ? [...text.matchAll(ZH)].flatMap((m) => made(Number(m[2]), m[4] ? 30 : Number(m[3] ?? m[5] ?? 0), Number(m[2]) > 12 || m[1] === undefined ? undefined : m[1] === '中午' ? Number(m[2]) !== 11 : /下午|傍晚|晚上/.test(m[1]))) : [];
  const en = [...text.matchAll(EN)].flatMap((m) => (m[7] ? made(12, 0, m[7].toLowerCase() === 'noon') : m[1] ? made(Number(m[1]), Number(m[2] ?? 0), m[3]!.toLowerCase() === 'p') : made(Number(m[4] ?? m[6]), Number(m[5] ?? 0))));
  // The marks of English stand in Chinese text, too: "下午 9:46 (PM)".
  return only(zh.length > 0 ? zh : en);
}

const SETS = /^\s*(?:(?:then|now|next|please|and)\s+)*(?:set|change|adjust|pick|choose|select|enter|put|move|turn|make|dial in)\b|^\s*(?:请)?(?:把|将)?.{0,12}(?:设为|设置为|设成|设到|调到|调成|改为|改成|选择|选|设置)/iu;
export const CONFIRMS = /\b(?:and|then)\s+(?:confirm|save|finish|apply|accept|(?:tap|press|hit|click|choose)\s+["“']?(?:ok|done|set|save)\b|ok|set)|(?:并|再|然后)(?:点击?|按)?["“「]?(?:确认|确定|保存|完成)/iu;

const fits = (e: Element, id: RegExp, label: RegExp): boolean => id.test(e.resourceId) || label.test(e.label);
const number = (text: string | undefined): number | undefined => { const m = /^\s*(\d{1,2})\s*(?:o['’]clock|hours?|minutes?|时|点|分)?\s*$/iu.exec(text ?? ''); return m ? Number(m[1]) : undefined; };
const numberOf = (e: Element): number | undefined => [...textsOf(e), e.label].map(number).find((n) => n !== undefined);

interface Picker {
  hour: Element; minute: Element;
  /** Where typed: fields; else the parts of the header over a dial. */
  typed: boolean;
  am?: Element; pm?: Element;
  /** One button that says which half of the day it is. */
  half?: Element;
}

const AM = /^(?:am|a\.m\.|上午)$/iu;
const PM = /^(?:pm|p\.m\.|下午)$/iu;

function pickerOn(s: Snapshot): Picker | undefined {
  const shown = shownOf(s);
  const halves = { am: only(shown.filter((e) => AM.test(e.label))), pm: only(shown.filter((e) => PM.test(e.label))) };
  const half = { ...(halves.am ? { am: halves.am } : {}), ...(halves.pm ? { pm: halves.pm } : {}) };
  const period = halves.am && halves.pm ? half : halves.am ?? halves.pm ? { half: (halves.am ?? halves.pm)! } : {};
  const inputs = shown.filter((e) => e.role === 'input' && !e.disabled);
  const [hour, minute] = [only(inputs.filter((e) => fits(e, /hour/i, /^(?:hours?|小时|时)$/iu))), only(inputs.filter((e) => fits(e, /minute/i, /^(?:minutes?|分钟|分)$/iu)))];
  if (hour && minute) return { hour, minute, typed: true, ...period };
  // Number wheels: the fields in the middle of each, from left to right.
  const wheels = inputs.filter((e) => e.resourceId.endsWith('numberpicker_input')).sort((a, b) => a.bounds[0] - b.bounds[0]);
  const [h, m, third] = wheels;
  const day = third && (AM.test(third.value ?? '') || PM.test(third.value ?? '')) ? third : undefined;
  if (h && m && number(h.value) !== undefined && /^\d{2}$/.test(m.value ?? '') && (wheels.length === 2 || (day !== undefined && wheels.length === 3))) return { hour: h, minute: m, typed: true, ...(day ? { half: day } : period) };
  // The dial: what stands left and right of a colon, or is named so.
  const parts = shown.filter((e) => e.role !== 'input' && numberOf(e) !== undefined);
  const named = [only(parts.filter((e) => /(?:^|[/_])(?:hours?|hour_tv)$/i.test(e.resourceId))), only(parts.filter((e) => /(?:^|[/_])(?:minutes?|minute_tv)$/i.test(e.resourceId)))];
  if (named[0] && named[1]) return { hour: named[0], minute: named[1], typed: false, ...period };
  const colon = only(shown.filter((e) => e.label === ':'));
  if (!colon || dialOn(s).length < 8) return undefined;
  const line = parts.filter((e) => e.bounds[1] < colon.bounds[3] && e.bounds[3] > colon.bounds[1]);
  const left = line.filter((e) => e.bounds[2] <= colon.bounds[0] + 8).sort((a, b) => b.bounds[2] - a.bounds[2])[0];
  const right = line.filter((e) => e.bounds[0] >= colon.bounds[2] - 8).sort((a, b) => a.bounds[0] - b.bounds[0])[0];
  return left && right ? { hour: left, minute: right, typed: false, ...period } : undefined;
}

/** Numbers that may be those of a clock face. */
function dialOn(s: Snapshot): { e: Element; n: number }[] {
  return shownOf(s).filter((e) => e.role !== 'input' && !/(?:^|[/_])(?:hours?|hour_tv|minutes?|minute_tv)$/i.test(e.resourceId)).flatMap((e) => { const n = numberOf(e); return n === undefined ? [] : [{ e, n }]; });
}

const isOn = (e: Element): boolean | undefined => (e.checked ?? (e.selected ? true : undefined));

/** @param past what this step has done, in lines of `describe` */
export function pickTime(s: Snapshot, step: string, past: readonly string[]): Told {
  const wanted = SETS.test(step) ? timeIn(step) : undefined;
  if (!wanted) return undefined;
  const picker = pickerOn(s);
  // A list of the two halves lies over it.
  const halves = shownOf(s).filter((e) => (wanted.pm === true ? PM : AM).test(e.label));
  if (!picker && wanted.pm !== undefined && past.length > 0 && halves.length === 1 && shownOf(s).some((e) => (wanted.pm === true ? AM : PM).test(e.label))) return click(halves[0]);
  const opens = opener(step, (t) => timeIn(t) !== undefined);
  const [first, last] = [tapsOf(past)[0]?.label, tapsOf(past).at(-1)?.label];
  // A step that began where the picker was not yet is over where it is no more.
  const whole = CONFIRMS.test(step) || (first !== undefined && (opens.begins(first) || timeIn(first) !== undefined));
  if (!picker) return whole && OKAY.test(last ?? '') ? COMPLETE : past.length === 0 ? click(opens.on(s)) : undefined;
  const twelve = picker.am !== undefined || picker.pm !== undefined || picker.half !== undefined;
  const hour = twelve ? (wanted.hour % 12 === 0 ? 12 : wanted.hour % 12) : wanted.pm === undefined || wanted.hour > 12 ? wanted.hour : (wanted.hour % 12) + (wanted.pm ? 12 : 0);
  const set = picker.typed ? typed(picker, hour, wanted.minute) : dialled(s, picker, hour, wanted.minute);
  return set ?? period(picker, wanted.pm, past) ?? (whole ? click(okay(s)) : COMPLETE);
}

const NAME = /^\s*(?:(?:then|now|next|please|and)\s+)*(?:set|change|adjust|move|put)\s+(?:the\s+)?(.+?)\s+(?:to|for|at|as)\b|^\s*(?:请)?(?:把|将)(.+?)(?:设为|设置为|设成|改为|改成|调到)/iu;

/**
 * What opens a picker for a step that begins before it is there: "Set the start time to …": a button "Start, 1:00 PM".
 * @param holds whether a text is a value of the picker's kind
 */
export function opener(step: string, holds: (text: string) => boolean): { begins(label: string): boolean; on(s: Snapshot): Element | undefined } {
  const m = NAME.exec(step);
  const all = pieces(m?.[1] ?? m?.[2] ?? '').filter((p) => !STOP.has(p));
  const own = all.filter((p) => !/^(?:time|date|hour)$/.test(p));
  const words = own.length > 0 ? own : all;
  const begins = (text: string): boolean => { const p = pieces(text).filter((w) => !STOP.has(w)); return words.length > 0 && words.every((w, i) => p[i] === w); };
  return {
    begins,
    on: (s) => {
      const shown = shownOf(s);
      const buttons = actorsOf(s).filter((e) => e.role === 'button' && [e.label, ...textsOf(e)].some(holds));
      return only(buttons.filter((e) => begins(e.label))) ?? only(buttons.filter((e) => begins(e.context ?? '') || shown.some((o) => o.role === 'text' && level(o, e) && begins(o.label))));
    },
  };
}

/** The button that takes what the picker shows. */
export const okay = (s: Snapshot): Element | undefined => only(actorsOf(s).filter((e) => e.role === 'button' && OKAY.test(e.label.trim())));

function typed(p: Picker, hour: number, minute: number): Action | undefined {
  if (number(p.hour.value) !== hour) return { action: 'input_text', element: p.hour.id, text: String(hour) };
  if (number(p.minute.value) !== minute) return { action: 'input_text', element: p.minute.id, text: String(minute).padStart(2, '0') };
  return undefined;
}

const KEYS = /\b(?:text|keyboard|keypad)\b.*\binput\b|\binput\b.*\b(?:text|keyboard)\b|文[本字]输入|键盘|输入模式/iu;

function dialled(s: Snapshot, p: Picker, hour: number, minute: number): Told {
  const [h, m] = [numberOf(p.hour), numberOf(p.minute)];
  if (h === hour && m === minute) return undefined;
  const mode = only(actorsOf(s).filter((e) => /(?:toggle_mode|timepicker_mode_button)$/.test(e.resourceId) || KEYS.test(e.label)));
  // A minute between two numbers of the dial is typed.
  if (minute % 5 !== 0 && m !== minute) return click(mode) ?? 'absent';
  const dial = dialOn(s).filter(({ e }) => e !== p.hour && e !== p.minute);
  const minutes = dial.some(({ n }) => n >= 25 && n % 5 === 0) && !dial.some(({ n }) => n % 5 !== 0);
  const face = (n: number): Told => click(only(dial.filter((d) => d.n === n).map((d) => d.e))) ?? click(mode) ?? 'absent';
  if (h !== hour) return minutes ? click(p.hour) : face(hour);
  return minutes ? face(minute) : click(p.minute);
}

function period(p: Picker, pm: boolean | undefined, past: readonly string[]): Action | undefined {
  if (pm === undefined) return undefined;
  const tapped = (e: Element): boolean => tapsOf(past).at(-1)?.label === e.label;
  if (p.am && p.pm) {
    const [to, from] = pm ? [p.pm, p.am] : [p.am, p.pm];
    return isOn(to) === true || (isOn(to) === undefined && isOn(from) === undefined && tapped(to)) ? undefined : click(to);
  }
  const { half } = p;
  if (!half) return undefined;
  if ((pm ? PM : AM).test(half.role === 'input' ? half.value ?? '' : half.label)) return undefined;
  // A wheel takes the text; a button turns over or opens a list of the two.
  return half.role === 'input' ? { action: 'input_text', element: half.id, text: (pm ? /上/.test(half.value ?? '') ? '下午' : 'PM' : /下/.test(half.value ?? '') ? '上午' : 'AM') } : click(half);
}
