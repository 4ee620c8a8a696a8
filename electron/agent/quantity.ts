// Exports: setNumber, keyIn. "Set the quantity to 3" by plus and minus around a number, by a wheel or by a field of that name; "Key in 8", "Dial 555 0101" on
// the keys of a pad. One action a call; the number on the screen, or the keys tapped in this step, say what is done.

import { pieces, STOP } from '../model/pilot/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { actorsOf, click, COMPLETE, height, level, only, shownOf, tapsOf, textsOf, width, type Told } from './told.ts';

// --- plus and minus ----------------------------------------------------------------------------------------------

const TO = /^\s*(?:(?:then|now|next|please|and)\s+)*(?:set|change|adjust|bring|raise|lower|increase|decrease|reduce|make|turn)\s+(?:the\s+)?(.*?)\s*(?:up\s+|down\s+)?(?:to|=)\s*(\d{1,4})(?:\s+(?:pieces?|items?|people|persons|guests|nights|units|copies|tickets))?\s*[.!]?\s*$/iu;
const BY = /^\s*(?:(?:then|now|next|please|and)\s+)*(increase|raise|decrease|reduce|lower)\s+(?:the\s+)?(.+?)\s+by\s+(\d{1,3})\s*[.!]?\s*$/iu;
const ZH_TO = /^\s*(?:请)?(?:把|将)?\s*(.{1,20}?)\s*(?:设置?为|设成|改为|改成|调到|调成|调为|增加到|减少到|加到|减到)\s*(\d{1,4})\s*[个件份人张次位]?\s*[。！]?\s*$/u;

const PLUS = /^(?:\+|＋|➕|plus|increase|increment|raise|add one|one more|增加|加(?:一|1)?$|增大)(?![\p{Ll}])/iu;
const MINUS = /^(?:-|−|–|－|➖|minus|decrease|decrement|reduce|lower|one (?:less|fewer)|减少|减一?|减小)(?![\p{Ll}])/iu;
const PLUS_ID = /(?:^|[/_])(?:increase|increment|plus|add_one|btn_add|inc)$/iu;
const MINUS_ID = /(?:^|[/_])(?:decrease|decrement|minus|btn_sub|dec|reduce)$/iu;
/** Names of a number that need not be said on the screen. */
const AMOUNT = new Set(pieces('quantity amount number count value it 数量 个数 数目 份数 件数'));

interface Stepper { plus: Element; minus: Element; shown: Element; value: number }

function steppersOn(s: Snapshot): Stepper[] {
  const buttons = s.elements.filter((e) => e.window === undefined && e.role === 'button');
  const pluses = buttons.filter((e) => PLUS.test(e.label.trim()) || PLUS_ID.test(e.resourceId));
  const minuses = buttons.filter((e) => !pluses.includes(e) && (MINUS.test(e.label.trim()) || MINUS_ID.test(e.resourceId)));
  const numbers = shownOf(s).flatMap((e) => { const t = (e.role === 'input' ? [e.value ?? ''] : textsOf(e)).map((x) => /^\s*[×x]?\s*(\d{1,4})\s*$/u.exec(x)?.[1]).find((x) => x !== undefined); return t === undefined ? [] : [{ e, value: Number(t) }]; });
  return pluses.flatMap((plus) => minuses.flatMap((minus) => {
    if (plus.className !== minus.className || Math.abs(width(plus) - width(minus)) > 8 || Math.abs(height(plus) - height(minus)) > 8) return [];
    // On one line, or one above the other; the number between them.
    const line = level(plus, minus);
    const column = Math.abs(plus.bounds[0] + plus.bounds[2] - minus.bounds[0] - minus.bounds[2]) < 16;
    if (!line && !column) return [];
    const [from, to] = line ? [Math.min(plus.bounds[2], minus.bounds[2]), Math.max(plus.bounds[0], minus.bounds[0])] : [Math.min(plus.bounds[3], minus.bounds[3]), Math.max(plus.bounds[1], minus.bounds[1])];
    const between = numbers.filter(({ e }) => (line ? level(e, plus) && mid(e, 0) > from && mid(e, 0) < to : mid(e, 1) > from && mid(e, 1) < to && Math.abs(mid(e, 0) - mid(plus, 0)) < width(plus)));
    const one = only(between);
    return one ? [{ plus, minus, shown: one.e, value: one.value }] : [];
  }));
}

const mid = (e: Element, axis: 0 | 1): number => (e.bounds[axis] + e.bounds[axis + 2]!) / 2;
const named = (words: string): string[] => pieces(words).filter((p) => !STOP.has(p) && !AMOUNT.has(p));

/** What stands on the stepper's line and says of what it is the number, its buttons' labels included. */
function namesOf(s: Snapshot, p: Stepper): Set<string> {
  const near = shownOf(s).filter((e) => e === p.plus || e === p.minus || level(e, p.shown) || (e.bounds[3] <= p.shown.bounds[1] && p.shown.bounds[1] - e.bounds[3] < height(p.shown) * 1.5 && e.role === 'text'));
  return new Set([...near.flatMap((e) => [...textsOf(e), e.context ?? '']), p.plus.context ?? ''].flatMap((t) => pieces(t)));
}

/** @param past what this step has done, in lines of `describe` */
export function setNumber(s: Snapshot, step: string, past: readonly string[]): Told {
  const by = BY.exec(step);
  const to = by ? undefined : TO.exec(step) ?? ZH_TO.exec(step);
  if (!by && !to) return undefined;
  const words = named(by ? by[2]! : to![1]!);
  const steppers = steppersOn(s);
  const fitting = words.length === 0 ? steppers : steppers.filter((p) => { const have = namesOf(s, p); return words.every((w) => have.has(w)); });
  const stepper = only(fitting);
  if (stepper) {
    const e = by ? (/^(?:increase|raise)$/i.test(by[1]!) ? stepper.plus : stepper.minus) : Number(to![2]) > stepper.value ? stepper.plus : stepper.minus;
    if (by ? tapsOf(past).filter((t) => t.label === e.label).length >= Number(by[3]) : stepper.value === Number(to![2])) return COMPLETE;
    if (!by && stepper.shown.role === 'input' && !stepper.shown.disabled) return { action: 'input_text', element: stepper.shown.id, text: to![2]! };
    return e.disabled ? 'absent' : click(e);
  }
  if (steppers.length > 0 || by) return undefined;
  const inputs = actorsOf(s).filter((e) => e.role === 'input' && !e.password);
  const field = only(inputs.filter((e) => e.resourceId.endsWith('numberpicker_input'))) ?? only(inputs.filter((e) => { const label = pieces(e.label).filter((p) => !STOP.has(p)); const said = new Set(pieces(to![1]!)); return label.length > 0 && label.every((p) => said.has(p)); }));
  if (!field) return undefined;
  return Number((field.value ?? '').replace(/[^\d.]/g, '') || NaN) === Number(to![2]) ? COMPLETE : { action: 'input_text', element: field.id, text: to![2]! };
}

// --- keys --------------------------------------------------------------------------------------------------------

const KEY_IN = /^\s*(?:(?:then|now|next|please|and)\s+)*(?:key in|dial|punch in|press|tap|hit|enter|type)\s+(?:the\s+)?(?:numbers?\s+|digits?\s+|keys?\s+|buttons?\s+)?["“'‘]?([\d\s()+*#.,×÷=/−-]*\d[\dx\s()+*#.,×÷=/−-]*|[*#=+×÷−])["”'’]?(?:\s+(?:keys?|buttons?|digits?))?(?:\s+(?:on|with) the (?:key ?pad|dial ?pad|dialler|dialer|keys)|\s+(?:for|as) (?:the|a|your) [^"“”]*|\s+to \p{L}[^"“”]*)?\s*[.!]?\s*$/iu;
const ZH_KEY_IN = /^\s*(?:请)?(?:按下?|拨打?|拨号|键入|在键盘上按|点按?)(?:数字|键)?\s*["“「]?([\d\s+*#-]*\d[\d\s+*#-]*|[*#])["”」]?\s*(?:键)?\s*[。！]?\s*$/u;
const SIGNS: Readonly<Record<string, string>> = { plus: '+', add: '+', minus: '-', subtract: '-', multiply: '×', times: '×', divide: '÷', equals: '=', equal: '=', point: '.', 'decimal point': '.', dot: '.', star: '*', asterisk: '*', hash: '#', pound: '#', zero: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' };
const same = (c: string): string => ({ '−': '-', x: '×', '/': '÷' })[c] ?? c;

/** The key of a label: "8", "2, ABC", "plus". */
function keyOf(label: string): string | undefined {
  const l = label.trim();
  const sign = SIGNS[l.toLowerCase()];
  if (sign) return sign;
  const m = /^(\d{1,3}|[*#+=.,×÷−/-])(?:[\s,]+(?:[A-Z]{3,4}|\+|[\p{L}\s]{0,12}))?$/u.exec(l);
  return m && (m[1]!.length === 1 || /^0+$/.test(m[1]!)) ? same(m[1]!) : undefined;
}

/** @param past what this step has done, in lines of `describe` */
export function keyIn(s: Snapshot, step: string, past: readonly string[]): Told {
  const en = KEY_IN.exec(step);
  const said = (en?.[1] ?? ZH_KEY_IN.exec(step)?.[1])?.trim();
  if (said === undefined) return undefined;
  const keys = actorsOf(s).flatMap((e) => { const k = e.role === 'button' ? keyOf(e.label) ?? keyOf(textsOf(e)[0] ?? '') : undefined; return k === undefined ? [] : [{ e, k }]; });
  // A pad has its digits together.
  if (new Set(keys.map(({ k }) => k).filter((k) => /^\d$/.test(k))).size < 9) return undefined;
  const signs = [...said.replace(/[\s()]/g, '')].map(same);
  const wanted = keys.some(({ k }) => k.length > 1 && k === signs.join('')) ? [signs.join('')] : signs.filter((c) => keys.some(({ k }) => k === c) || !/[-.,]/.test(c));
  const done = tapsOf(past).flatMap(({ label, hold }) => { const k = keyOf(label); return hold && /^0\b.*\+/.test(label) ? ['+'] : k === undefined ? [] : [k]; });
  if (done.some((k, i) => k !== wanted[i])) return 'absent';
  const next = wanted[done.length];
  if (next === undefined) return COMPLETE;
  const key = only(keys.filter(({ k }) => k === next).map(({ e }) => e));
  if (key) return click(key);
  // On a dial pad the plus is the 0, held.
  const zero = next === '+' ? only(keys.filter(({ e, k }) => k === '0' && /\+/.test(e.label)).map(({ e }) => e)) : undefined;
  return zero ? { action: 'long_press', element: zero.id } : 'absent';
}
