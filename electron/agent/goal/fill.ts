// Exports: fill, pending, hasKeys, finish, valuesOf, optionOf, committed, commitOf. Values into fields and choices: which are not there yet, where they go, and what keeps them.

import type { Element } from '../../protocol/screen.ts';
import { isToggle } from '../../screen/match.ts';
import { area } from '../../screen/geometry.ts';
import { normalise } from '../../screen/words.ts';
import { click, fresh, lastAct, said, times, type Ctx, type Move } from './context.ts';
import { SEEN, type Value } from './frame.ts';
import { further } from './reach.ts';
import { actorsOf, fieldsOf, isNamed, overlap, tellingWords } from './sight.ts';
import type { Done } from './trace.ts';

/** The values with what was read put in, and names and times taken apart where the screen asks for parts. */
export function valuesOf(c: Ctx): Value[] {
  const labels = fieldsOf(c.s).map((e) => e.label);
  const has = (pattern: RegExp): boolean => labels.some((l) => pattern.test(l));
  return c.part.values.flatMap((v): Value[] => {
    const text = v.text === SEEN ? c.seen ?? '' : v.text;
    const clock = /^(\d{1,2}):(\d{2})(?:\s*([AP]M))?$/iu.exec(text);
    if (clock && (has(/^hours?$|^时$|^小时$/iu) || c.acts.some((a) => a.did === 'type' && /^hours?$|^时$|^小时$/iu.test(a.label)))) return [{ field: 'hour', text: String(Number(clock[1])) }, { field: 'minute', text: clock[2]! }, ...(clock[3] ? [{ field: 'choice', text: clock[3].toUpperCase() }] : [])];
    const parts = text.split(/\s+/u);
    const split = c.s.elements.some((e) => e.role === 'input' && c.means.is(e.label, 'first')) || c.acts.some((a) => a.did === 'type' && c.means.is(a.label, 'first'));
    if (/\bname\b/u.test(v.field) && parts.length > 1 && split && !c.part.values.some((x) => /first|last|^名$|^姓$/iu.test(x.field))) return [{ field: 'first name', text: parts.slice(0, -1).join(' ') }, { field: 'last name', text: parts.at(-1)! }];
    return [{ field: v.field, text }];
  }).filter((v) => v.text !== '');
}

const holds = (s: Ctx['s'], v: Value): boolean => s.elements.some((e) => e.role === 'input' && e.value !== undefined && normalise(e.value) === normalise(v.text) && !/search|搜索|查找/iu.test(`${e.label} ${e.resourceId}`));

/** Values that were not typed or chosen yet. */
export function pending(c: Ctx): Value[] {
  const typed = c.acts.filter((a) => a.did === 'type').map((a) => ({ text: normalise(a.text ?? ''), label: a.label }));
  const chosen = c.acts.filter((a) => a.did === 'tap').map((a) => a.label);
  const used = new Set<number>();
  return valuesOf(c).filter((v) => {
    const i = typed.findIndex((t, k) => !used.has(k) && (t.text === normalise(v.text) || t.text.endsWith(`\n${normalise(v.text)}`) || t.text.endsWith(` ${normalise(v.text)}`)) && !/search|搜索/iu.test(t.label));
    if (i >= 0) { used.add(i); return false; }
    if (/^(?:hour|minute|second)s?$/u.test(v.field) && !typed.length && chosen.some((l) => /^\d$/u.test(l))) {
      const amount = (unit: RegExp): number => Number(c.part.values.find((x) => unit.test(x.field))?.text ?? 0);
      return chosen.filter((l) => /^\d$/u.test(l)).length < String(amount(/^hour/u) * 10000 + amount(/^minute/u) * 100 + amount(/^second/u)).length;
    }
    if (v.field === 'choice') return !chosen.includes(v.text) && actorsOf(c.s).some((e) => isNamed(e, v.text) && !e.selected && !e.checked);
    // What was touched may have said more than its name: "W" for Wednesday.
    if (c.acts.some((a) => a.did === 'tap' && a.on?.elements.some((e) => e.label === a.label && e.role !== 'input' && isNamed(e, v.text)))) return false;
    return !chosen.some((l) => l !== '' && (normalise(l) === normalise(v.text) || normalise(l.split(/[,，]/u)[0]!) === normalise(v.text))) && !holds(c.s, v);
  });
}

/** How well a field fits what the goal calls it, 0–1. */
function fit(c: Ctx, v: Value, fields: readonly Element[]): number[] {
  const wanted = tellingWords(v.field);
  const meant = wanted.length === 0 ? fields.map(() => 0) : said(c, v.field, fields);
  return fields.map((e, i) => {
    const l = tellingWords(`${e.label}`);
    return Math.max(overlap(l, wanted) * 0.5 + (overlap(wanted, l) > 0 ? 0.5 : 0), meant[i]! >= 0.6 ? meant[i]! : 0);
  });
}

/** What is added to a text that is there stands behind it. */
const joined = (c: Ctx, e: Element, text: string): string => (c.part.op === 'create' && c.part.names.length > 0 && e.value && !/\bitems?\b|项/iu.test(e.label) && BODY.test(`${e.label} ${e.resourceId.replace(/_/gu, ' ')}`) ? `${e.value.trimEnd()}\n${text}` : text);

/** The next value into its field, or chosen; `undefined` when the screen takes none of them. */
export async function fill(c: Ctx): Promise<Move> {
  const left = pending(c);
  const fields = fieldsOf(c.s).filter((e) => !/search|搜索|查找/iu.test(`${e.label} ${e.resourceId}`) && !c.part.names.some((n) => e.value !== undefined && normalise(e.value) === normalise(n) && c.part.op === 'create'));
  // What was typed into a list's field is added before the next.
  const item = fields.find((e) => e.value && left.some((v) => c.part.values.some((x) => x.field === v.field && x !== v && normalise(x.text) === normalise(e.value!))));
  if (item) { const add = addBeside(c, item); return add ? click(add) : { action: 'keyboard_enter' }; }
  for (const v of left) {
    const option = /^(?:hour|minute|second)s?$/u.test(v.field) ? undefined : optionOf(c, v);
    if (option && !(fields.length > 0 && v.field !== 'choice' && !c.s.dialog && c.part.op === 'create' && !/^(?:from|to|choice)$/u.test(v.field))) return click(option);
    if (fields.length === 0) continue;
    const scores = fit(c, v, fields);
    let best = 0;
    scores.forEach((n, i) => { if (n > scores[best]!) best = i; });
    const only = fields.length === 1 && left.length === 1 && !fields[0]!.password && (c.part.op !== 'change' || c.s.dialog || c.part.names.length > 0) ? fields[0]! : undefined;
    const e = scores[best]! >= 0.4 ? fields[best]! : BODY.test(v.field) ? bodyOf(c, fields) : only;
    if (e && !c.acts.some((a) => a.did === 'type' && a.label === e.label && a.text === v.text && a.on?.contentHash === c.s.contentHash)) return { action: 'input_text', element: e.id, text: joined(c, e, v.text) };
  }
  const keys = keypad(c, left);
  if (keys) return keys;
  // Nothing fits by name: the first empty field for the first value left.
  const empty = fields.filter((e) => !e.value && !e.password);
  if (left.length > 0 && empty.length > 0 && (left.length === empty.length || left.length === 1) && c.part.op !== 'change') return { action: 'input_text', element: empty[0]!.id, text: left[0]!.text };
  return undefined;
}

const keyOf = (c: Ctx, d: string): Element | undefined => actorsOf(c.s).find((e) => e.role === 'button' && e.label.trim() === d);
/** Whether the screen has keys for digits. */
export const hasKeys = (c: Ctx): boolean => ['1', '5', '9', '0'].every((d) => keyOf(c, d));

/** Digits to press, where a length of time is entered with keys: hours, minutes, seconds without leading zeros. */
function keypad(c: Ctx, left: readonly Value[]): Move {
  if (!hasKeys(c)) return undefined;
  const key = (d: string): Element | undefined => keyOf(c, d);
  const amount = (unit: RegExp): number => Number(c.part.values.find((v) => unit.test(v.field))?.text ?? 0);
  if (!left.some((v) => /^(?:hour|minute|second)s?$/u.test(v.field))) return undefined;
  const digits = String(amount(/^hour/u) * 10000 + amount(/^minute/u) * 100 + amount(/^second/u));
  const pressed = c.acts.filter((a) => a.did === 'tap' && /^\d$/u.test(a.label)).length;
  const e = pressed < digits.length ? key(digits[pressed]!) : undefined;
  return e && click(e);
}

const BODY = /\b(?:text|message|body|content|note)\b|内容|正文/iu;
/** The field of the text itself: the largest that is no title. */
const bodyOf = (c: Ctx, fields: readonly Element[]): Element | undefined => fields.filter((e) => !/title|name|subject|标题/iu.test(e.label)).sort((a, b) => area(b.bounds) - area(a.bounds))[0];

/** The button that adds what stands in a field. */
const addBeside = (c: Ctx, field: Element): Element | undefined => actorsOf(c.s).find((e) => e.role === 'button' && c.means.is(e.label, 'add') && e.bounds[1] < field.bounds[3] && e.bounds[3] > field.bounds[1]);

/** An entry that is the value. */
export function optionOf(c: Ctx, v: Value): Element | undefined {
  const list = actorsOf(c.s).filter((e) => e.role !== 'input' && (isNamed(e, v.text) || normalise(e.label) === normalise(v.text)));
  const open = list.filter((e) => fresh(c, e));
  return open.find((e) => isToggle(e) && e.checked !== true) ?? open[0];
}

/** What keeps what was entered: Save, Done, OK, the check mark. */
export function commitOf(c: Ctx): Element | undefined {
  const not = c.goal.not.flatMap((n) => tellingWords(n));
  const list = actorsOf(c.s).filter((e) => e.role === 'button' && e.label !== '' && !tellingWords(e.label).some((w) => not.includes(w)));
  return list.find((e) => c.means.is(e.label, 'commit')) ?? list.find((e) => c.means.begins(e.label, 'commit') && tellingWords(e.label).length <= 3)
    ?? list.find((e) => { const l = tellingWords(e.label); return l.length > 0 && l.length <= 3 && overlap(tellingWords(c.part.verb), l) === 1 && c.part.verb !== 'change'; })
    ?? (c.s.dialog || fieldsOf(c.s).length > 0 ? list.find((e) => c.means.is(e.label, 'add')) : undefined);
}

/** Whether the tap was on the wide button of the form that was filled. */
const primaryLabel = (c: Ctx, a: Done): boolean => a.on !== undefined && primaryOf({ ...c, s: a.on, acts: c.acts.slice(0, c.acts.indexOf(a)) })?.label === a.label;

/** Whether what was entered has been kept: the commit was tapped after the last value. */
export function committed(c: Ctx): boolean {
  const typed = c.acts.findLastIndex((a) => a.did === 'type' || (a.did === 'tap' && c.part.values.some((v) => normalise(a.label.split(/[,，]/u)[0]!) === normalise(v.text))));
  const kept = c.acts.findLastIndex((a) => a.did === 'tap' && (c.means.begins(a.label, 'commit') || c.means.is(a.label, 'next') || (a.on !== undefined && c.acts.at(-1) === a && primaryLabel(c, a)) || (c.means.is(a.label, 'add') && !c.acts.some((x) => x.did === 'type' && /\bitems?\b|项/iu.test(x.label))) || overlap(tellingWords(c.part.verb), tellingWords(a.label)) === 1));
  // What stood there already needed no typing.
  const begun = typed >= 0 ? typed : c.acts.findLastIndex((a) => a.did === 'tap');
  return typed >= 0 ? kept > typed : kept >= 0 && kept === begun && c.acts.length > 2;
}

/** The one wide button at the bottom of a form, whatever it is called. */
function primaryOf(c: Ctx): Element | undefined {
  const fields = fieldsOf(c.s);
  const under = Math.max(0, ...fields.map((e) => e.bounds[1]));
  const wide = actorsOf(c.s).filter((e) => e.role === 'button' && e.bounds[2] - e.bounds[0] > c.s.size[0] * 0.5 && e.bounds[1] > under && tellingWords(e.label).length > 0 && tellingWords(e.label).length <= 3 && fresh(c, e) && !c.means.begins(e.label, 'back'));
  return fields.length > 0 && wide.length === 1 ? wide[0] : undefined;
}

const pendingText = (c: Ctx, value: string): boolean => valuesOf(c).some((v) => normalise(v.text) === normalise(value));

const REFUSED = /\b(?:insufficient|not enough|exceeds?|too (?:much|many|large)|not (?:possible|allowed|available))\b|余额不足|超过|不足/iu;

/** After all values: what keeps them, or that there is nothing left to do. */
export function finish(c: Ctx): Move {
  const last_ = lastAct(c);
  // The last item of a list is added like the others.
  const item = last_?.did === 'type' && /\bitems?\b|项/iu.test(last_.label) ? fieldsOf(c.s).find((x) => x.label === last_.label && x.value) : undefined;
  if (item) { const add = addBeside(c, item); return add ? click(add) : { action: 'keyboard_enter' }; }
  const e = commitOf(c);
  const entered = c.acts.findLastIndex((a) => a.did === 'type');
  const save = actorsOf(c.s).find((x) => x.role === 'button' && c.means.is(x.label, 'save'));
  if (save && !c.acts.slice(entered + 1).some((a) => a.did === 'tap' && a.label === save.label)) return click(save);
  if (c.goal.until !== undefined) {
    const wanted = tellingWords(c.goal.until.replace(/^(?:up to the point|up to|until)(?: where| when)?/iu, ''));
    if (committed(c) && overlap(wanted, c.s.elements.filter((x) => x.window === undefined).flatMap((x) => tellingWords(x.label))) >= 0.5) return 'done';
    if (committed(c)) { const on = e && times(c, e) === 0 ? e : undefined; return on ? click(on) : 'none'; }
  }
  // The app says that it cannot be.
  if (committed(c) && c.s.elements.some((x) => x.role === 'text' && REFUSED.test(x.label))) return { action: 'status', status: 'infeasible' };
  if (committed(c)) return c.s.dialog && e && times(c, e) === 0 && c.means.is(e.label, 'commit') ? click(e) : 'done';
  if (e && times(c, e) < 2) return click(e);
  const last = lastAct(c);
  const next = actorsOf(c.s).find((x) => x.role === 'button' && c.means.is(x.label, 'next') && times(c, x) === 0);
  if (next) return click(next);
  const primary = last?.did === 'type' && c.part.values.length > 1 ? primaryOf(c) : undefined;
  if (primary) return click(primary);
  if (last?.did === 'tap') return 'done';
  const below = last?.did === 'type' && c.part.values.length > 1 ? further(c) : undefined;
  if (below) return below;
  if (last?.did === 'type') return { action: 'keyboard_enter' };
  // A field that is gone has taken what was typed.
  if (last?.did === 'enter') return fieldsOf(c.s).some((x) => x.value && pendingText(c, x.value)) ? 'none' : 'done';
  return undefined;
}
