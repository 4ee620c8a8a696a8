// Exports: form, change, send. Things that are made, altered and sent: to the form, the values, and what keeps them.

import { mainScroller } from '../../control/locate.ts';
import type { Element } from '../../protocol/screen.ts';
import { click, fresh, hinted, lastAct, said, tapped, times, type Ctx, type Move } from './context.ts';
import { retried } from './command.ts';
import { confirmed } from './dialogs.ts';
import { commitOf, fill, finish, hasKeys, pending } from './fill.ts';
import { further, menus, reach, reached, retreat, rowOf, tabOf } from './reach.ts';
import { actorsOf, fieldsOf, isNamed, overlap, says, tellingWords, titleSays } from './sight.ts';

const HAN = /\p{Script=Han}/u;

/** What begins a new thing: "Add alarm", "Create contact", the plus. */
function entryOf(c: Ctx, kind: string): Element | undefined {
  const wanted = tellingWords(kind);
  const list = actorsOf(c.s).filter((e) => e.role === 'button' && !c.acts.some((a) => a.did === 'tap' && a.label === e.label && a.on?.structureHash === c.s.structureHash));
  const meant = said(c, `add ${kind}`, list);
  return list.map((e, i) => {
    const l = tellingWords(e.texts?.[0] ?? e.label);
    const begins = c.means.begins(e.label, 'add') || c.means.begins(e.label, 'compose') || /^(?:start|create|new|compose|\+)/iu.test(e.label);
    const rest = l.slice(1);
    const n = begins ? (rest.length === 0 ? 0.6 : overlap(rest, wanted) > 0 ? 1 + overlap(wanted, l) : HAN.test(kind) !== HAN.test(e.label) && c.acts.length > 1 ? 0.5 : 0.2) : l.length <= 4 && l.length > 0 && l.every((w) => wanted.includes(w)) && c.acts.length > 1 ? 0.7 : 0;
    return { e, n: Math.max(n, l.length <= 4 && (begins || meant[i]! >= 0.8) ? meant[i]! * 0.9 : 0) };
  }).filter((x) => x.n >= 0.5).sort((a, b) => b.n - a.n)[0]?.e;
}

/** A button without a name that floats at the bottom: what apps begin new things with. */
function unnamed(c: Ctx): Element | undefined {
  const [w, h] = c.s.size;
  const list = actorsOf(c.s).filter((e) => e.role === 'button' && tellingWords(e.label).length === 0 && e.bounds[1] > h * 0.6 && e.bounds[2] - e.bounds[0] < w * 0.35 && !c.acts.some((a) => a.on?.structureHash === c.s.structureHash && a.did === 'tap' && a.label === e.label));
  return list.length === 1 ? list[0] : undefined;
}

/** A dialog that asks for a part only is agreed to; the rest has its place behind it. */
function staged(c: Ctx): Move {
  const last = lastAct(c);
  const e = c.s.dialog && (last?.did === 'type' || last?.did === 'tap') && c.acts.some((a) => a.did === 'type') ? commitOf(c) : undefined;
  return e && times(c, e) === 0 && c.means.begins(e.label, 'commit') ? click(e) : undefined;
}

export async function form(c: Ctx): Promise<Move> {
  const { part } = c;
  // Kept with all values in their places, some of which stood there without being typed.
  const last = lastAct(c);
  if (part.values.length > 0 && !c.s.dialog && last?.did === 'tap' && last.on && c.means.begins(last.label, 'commit') && pending({ ...c, s: last.on, acts: c.acts.slice(0, c.acts.indexOf(last)) }).length === 0) return finish(c) ?? 'done';
  const left = pending(c);
  if (part.values.length > 0 && left.length === 0) return finish(c) ?? confirmed(c) ?? 'done';
  const inside = fieldsOf(c.s).length > 0 || c.s.dialog || hasKeys(c);
  const started = part.names.length === 0 || reached(c);
  const search = fieldsOf(c.s).every((e) => /search|搜索|查找/iu.test(`${e.label} ${e.resourceId}`)) && !c.s.dialog;
  if (inside && started && !(search && fieldsOf(c.s).length > 0 && !c.acts.some((a) => a.did === 'tap'))) { const typed = await fill(c) ?? staged(c); if (typed) return typed; }
  if (!started) {
    const way = await reach(c, [part.kind]);
    if (way) return way;
  }
  const wanted = tellingWords(part.kind);
  const entered = c.acts.some((a) => a.did === 'tap' && (c.means.begins(a.label, 'add') || c.means.begins(a.label, 'compose') || (part.verb === part.kind && overlap(tellingWords(a.label), wanted) === 1)));
  const typed = entered ? await fill(c) : undefined;
  if (typed) return typed;
  // A list to choose from that can be searched: for the first that is not shown.
  const finder = search && entered && !c.s.dialog ? fieldsOf(c.s)[0] : undefined;
  if (finder && left[0]) {
    if (!c.acts.some((a) => a.did === 'type' && a.text === left[0]!.text)) return { action: 'input_text', element: finder.id, text: left[0].text };
    const hit = actorsOf(c.s).find((e) => e.role !== 'input' && fresh(c, e) && says(e, left[0]!.text));
    if (hit) return click(hit);
    if (lastAct(c)?.did === 'type' && !actorsOf(c.s).some((e) => e.role === 'button' && says(e, left[0]!.text))) return { action: 'status', status: 'infeasible' };
  }
  // A field of its own that must be opened first: "Add item", "Add label".
  for (const v of left) { const e = entryOf(c, v.field); if (e && inside) return click(e); }
  const entry = entryOf(c, part.kind) ?? unnamed(c);
  if (entry) return click(entry);
  if (lastAct(c)?.did === 'type' && left.length > 0) return { action: 'keyboard_enter' };
  return await hinted(c, [`create ${part.kind}`, `add ${part.kind}`, `new ${part.kind}`, part.kind], { sure: 0.55, makes: true, must: (l) => overlap(wanted, tellingWords(l)) >= 0.5 || !/\p{Script=Latin}/u.test(part.kind) }) ?? await reach({ ...c, part: { ...part, names: [] } }, [part.kind]) ?? menus(c);
}

export async function change(c: Ctx): Promise<Move> {
  const { part } = c;
  const left = pending(c);
  if (part.values.length > 0 && left.length === 0) return finish(c) ?? confirmed(c) ?? 'done';
  const tab = tabOf(c);
  if (tab) return click(tab);
  const here = reached(c);
  const [v] = left;
  if (v && here) {
    const touched = tapped(c, (l) => fieldWords(v.field, l));
    if (c.s.dialog || fieldsOf(c.s).length > 0 || touched || part.names.length > 0) { const typed = await fill(c); if (typed) return typed; }
    const row = fieldRow(c, v.field);
    if (row) return click(row);
    const option = part.names.length > 0 && touched ? await fill(c) : undefined;
    if (option) return option;
    const edit = actorsOf(c.s).find((e) => e.role === 'button' && c.means.begins(e.label, 'edit') && fresh(c, e) && tellingWords(e.label).length <= 3);
    if (edit && part.names.length > 0) return click(edit);
    const hint = await hinted(c, [`${v.field} ${part.kind}`.trim(), v.field, ...(touched ? [v.text] : []), `edit ${part.kind}`]);
    if (hint) return hint;
    const back = part.names.length > 0 ? (c.acts.filter((a) => a.did === 'scroll').length < 3 ? further(c) : undefined) ?? menus(c) ?? retreat(c) : undefined;
    if (back) return back;
  }
  return await reach(c, v ? [`${v.field} ${v.text}`, v.field, part.kind] : [part.kind], v && part.names.length === 0 && tellingWords(v.field).length > 0 && v.field !== 'name title' ? { search: v.field } : {}) ?? menus(c);
}

const fieldWords = (field: string, label: string): boolean => { const w = tellingWords(field); return w.length > 0 && overlap(w, tellingWords(label)) >= 0.6; };

/** The row or button of a field: "Screen timeout", "Add label". */
function fieldRow(c: Ctx, field: string): Element | undefined {
  if (field === '') return undefined;
  const list = actorsOf(c.s).filter((e) => e.role === 'button' && times(c, e) === 0 && e.label.length > 2);
  const meant = said(c, field, list);
  return list.map((e, i) => ({ e, n: Math.max(fieldWords(field, e.texts?.[0] ?? e.label) ? 0.6 + 0.4 * overlap(tellingWords(e.texts?.[0] ?? e.label), tellingWords(field)) : 0, meant[i]! >= 0.8 ? meant[i]! : 0) })).filter((x) => x.n >= 0.6).sort((a, b) => b.n - a.n)[0]?.e;
}

const FAILED = /\b(?:not sent|not delivered|failed|couldn['’]t send)\b|未发送|发送失败/iu;
/** What was sent last is said not to have gone. */
const failed = (c: Ctx): boolean => c.s.elements.some((e) => e.window === undefined && FAILED.test(e.label));
/** The text itself, where touching it tries again. */
function resent(c: Ctx): Move {
  const e = failed(c) ? actorsOf(c.s).findLast((x) => x.role === 'button' && c.part.values.some((v) => isNamed(x, v.text))) : undefined;
  return e && times(c, e) === 0 && c.acts.filter((a) => a.did === 'tap' && a.label === e.label).length < 2 ? click(e) : undefined;
}

/** What became of it may stand below. */
const lookedDown = (c: Ctx): Move => (c.acts.at(-1)?.did === 'wait' && !c.acts.some((a) => a.did === 'scroll') && mainScroller(c.s) ? { action: 'scroll', direction: 'down' } : undefined);

export async function send(c: Ctx): Promise<Move> {
  const { part } = c;
  const [to] = part.names;
  const buttons = actorsOf(c.s).filter((e) => e.role === 'button');
  const sent = tapped(c, (l) => c.means.begins(l, 'send') && !(to !== undefined && says({ label: l } as Element, to)));
  const typed = c.acts.findLastIndex((a) => a.did === 'type' && part.values.some((v) => a.text === v.text || a.text === c.seen));
  if (sent && (part.values.length === 0 || (typed >= 0 && c.acts.lastIndexOf(sent) > typed))) return (c.goal.again ? resent(c) ?? retried(c) ?? lookedDown(c) : undefined) ?? (failed(c) ? 'none' : undefined) ?? (c.s.dialog ? confirmed(c) : undefined) ?? 'done';
  const fields = fieldsOf(c.s);
  const recipients = (e: Element): boolean => /^(?:to|recipients?)\b|收件人/iu.test(e.label);
  const box = fields.find((e) => !recipients(e) && c.means.begins(e.label, 'message')) ?? fields.find((e) => !recipients(e) && !/search/iu.test(e.label) && /message|sms|text|compose|reply|信息|短信|消息/iu.test(`${e.label} ${e.resourceId}`));
  const there = to === undefined || titleSays(c.s, to) || c.s.elements.some((e) => e.role !== 'input' && says(e, to) && box !== undefined);
  if (box && there && pending(c).length > 0) return { action: 'input_text', element: box.id, text: pending(c)[0]!.text };
  if (box && there) {
    const button = buttons.filter((e) => c.means.begins(e.label, 'send')).sort((a, b) => a.label.length - b.label.length)[0];
    if (button) return click(button);
  }
  if (to !== undefined) {
    const row = rowOf(c);
    if (row && fresh(c, row)) return click(row);
    const field = fields.find((e) => e !== box && /\b(?:to|recipients?|name|number)\b|收件人|联系人/iu.test(e.label)) ?? fields.find((e) => e !== box);
    if (field && (field.value ?? '') !== to) return { action: 'input_text', element: field.id, text: to };
    if (field && field.value === to) return { action: 'keyboard_enter' };
  }
  const entry = buttons.find((e) => c.means.begins(e.label, 'compose') && fresh(c, e)) ?? entryOf(c, 'chat conversation message');
  if (entry && to !== undefined) return click(entry);
  return await reach(c, ['new message', 'start chat', 'message']);
}
