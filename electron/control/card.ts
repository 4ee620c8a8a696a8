// Exports: buildCard, telling. What an approver sees of an action, and what of a screen must not change meanwhile. Pure.

import { createHash } from 'node:crypto';
import { needsHold, sameAmount } from '../protocol/approval.ts';
import { describe, type Action } from '../protocol/actions.ts';
import type { Card, Verdict } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { withoutVolatile } from '../screen/hash.ts';
import { alikeOf, mayBatch } from './batches.ts';
import { fold } from './fold.ts';
import { AMOUNT } from './lexicon.ts';
import { dots, maskText, placeholders, type Secrets } from './secrets.ts';
import type { PerformRequest } from './types.ts';

/** `<secret:pin>` inside an action shown to people: dots instead. */
const shown = (text: string, secrets: Secrets | undefined): string => text.replace(/<secret:([^<>]*)>/g, (_, name: string) => dots(secrets?.get(name) ?? ''));

/** The action in words, secrets as dots. */
export const inWords = (action: Action, label: string | undefined, secrets: Secrets | undefined): string => shown(maskText(describe(action, label), secrets), secrets);

export function buildCard(o: {
  request: PerformRequest; id: string; run: string; action: Action; element?: Element; snapshot: Snapshot; verdict: Verdict; appName: string; at: number; proposedAt?: number; revision: number; changed?: string;
}): Card {
  const { request, action, element, snapshot } = o;
  const secrets = request.secrets;
  const mask = (t: string): string => shown(maskText(t, secrets), secrets);
  const destination = request.marks?.data?.map((d) => d.destination).join(', ');
  const values: Card['values'] = [];
  if (action.action === 'input_text' || action.action === 'type') {
    const names = placeholders(action.text);
    const name = names.length > 0 ? names.join(', ') : mask(element?.label ?? 'text');
    values.push({ name, shown: mask(action.text), secret: names.length > 0 || element?.password === true, ...(destination ? { destination } : {}) });
    if (element?.password && names.length === 0) values[0]!.shown = dots(action.text);
  }
  for (const d of request.marks?.data ?? []) for (const name of d.names) {
    const v = values.find((x) => x.name === name);
    if (v) v.destination = d.destination;
    else values.push({ name, shown: secrets?.has(name) ? dots(secrets.get(name) ?? '') : name, secret: secrets?.has(name) ?? false, destination: d.destination });
  }
  // A button's word says little without what stands in the fields of its form.
  if (action.action !== 'input_text') {
    for (const e of snapshot.elements) if (e.role === 'input' && (e.value || e.password) && values.length < 8) values.push({ name: mask(e.label), shown: e.password ? dots('') : mask(e.value ?? ''), secret: e.password === true });
  }
  const what = element?.password && action.action === 'input_text' && placeholders(action.text).length === 0 ? `Enter ${dots(action.text)} into "${mask(element.label)}"` : inWords(action, element?.label, secrets);
  const { each, neighbours, deviations } = request.marks ?? {};
  const alike = each && mayBatch(o.verdict) ? alikeOf({ step: request.marks?.step?.id ?? '', what, value: mask(each.value), ...(element ? { element } : {}), snapshot, verdict: o.verdict }) : undefined;
  const near = nearby(element, snapshot);
  const amount = needsHold(o.verdict) ? amountOf(element, snapshot, near) : undefined;
  return {
    id: o.id, run: o.run, device: snapshot.device,
    ...(request.marks?.step ? { step: request.marks.step } : {}),
    action: element?.password && action.action === 'input_text' && placeholders(action.text).length === 0 ? { ...action, text: dots(action.text) } : action,
    what,
    app: { package: element?.package ?? snapshot.package, name: o.appName },
    ...(element ? { target: { label: mask(element.label), role: element.role, bounds: element.bounds } } : {}),
    verdict: o.verdict,
    values,
    quoted: { title: mask(snapshot.title), near: near.map(mask) },
    ...(request.marks?.expected === undefined ? {} : { expected: mask(request.marks.expected) }),
    // A secret of the SOP is typed by the executor and seen by nobody; anything else that is a credential is its owner's to type.
    ...(o.verdict.classes.includes('credential') && !(action.action === 'input_text' && placeholders(action.text).length > 0) ? { advice: 'take-over' as const } : {}),
    ...(deviations?.length ? { deviations: deviations.map((d) => ({ ...d, sop: mask(d.sop), now: mask(d.now) })) } : {}),
    ...(neighbours ? { neighbours: { ...(neighbours.before === undefined ? {} : { before: mask(neighbours.before) }), ...(neighbours.after === undefined ? {} : { after: mask(neighbours.after) }) } } : {}),
    ...(request.marks?.last ? { last: request.marks.last } : {}),
    ...(alike !== undefined && each ? { batch: { loop: each.loop, name: each.name, value: mask(each.value), rest: each.rest.map(mask), alike } } : {}),
    ...(amount === undefined ? {} : { amount: mask(amount) }),
    ...(request.thought === undefined ? {} : { thought: mask(request.thought) }),
    ...(request.resolvedBy === undefined ? {} : { resolvedBy: request.resolvedBy }),
    snapshot: snapshot.id,
    ...(snapshot.image === undefined ? {} : { image: snapshot.image }),
    createdAt: o.at,
    ...(o.proposedAt === undefined ? {} : { proposedAt: o.proposedAt }),
    revision: o.revision,
    ...(o.changed === undefined ? {} : { changed: o.changed }),
  };
}

/** The one amount it is about: of the button itself, else of what stands around it. Several that differ: none. */
function amountOf(element: Element | undefined, s: Snapshot, near: readonly string[]): string | undefined {
  const fields = s.elements.filter((e) => e.role === 'input' && e.value !== undefined).map((e) => e.value ?? '');
  for (const texts of [[element?.label ?? ''], near, fields]) {
    const found = texts.flatMap((t) => fold(t).match(AMOUNT) ?? []);
    if (found.length > 0) return found.every((a) => sameAmount(a, found[0]!)) ? found[0] : undefined;
  }
  return undefined;
}

/** The texts nearest to the target, nearest first, at most six. */
const nearby = (element: Element | undefined, s: Snapshot): string[] => nearest(element, s, 'text').map((e) => (element ? e.label.slice(0, 200) : e.label));

function nearest(element: Element | undefined, s: Snapshot, role: 'text' | 'button'): Element[] {
  const found = s.elements.filter((e) => e.id !== element?.id && e.role === role && e.window === undefined && e.label !== '');
  if (!element) return found.slice(0, 6);
  const [x, y] = element.tap;
  const far = (e: Element): number => Math.abs((e.bounds[0] + e.bounds[2]) / 2 - x) * 0.5 + Math.abs((e.bounds[1] + e.bounds[3]) / 2 - y);
  return found.sort((a, b) => far(a) - far(b)).slice(0, 6);
}

/** Without what counts down by itself. */
const still = (text: string): string => withoutVolatile(fold(text)).replace(/\b\d{1,3}\s?(?:s|sec|seconds?|秒)\b/g, '~');

/**
 * What an approver decided about, besides the target: where, under which title, which amounts, which contents of
 * fields and states of switches, and the words that stand nearest to the target (to whom it goes). Countdowns and clocks
 * may run on meanwhile; these may not.
 */
export function telling(s: Snapshot, element?: Element): string {
  const near = element ? [...nearest(element, s, 'text'), ...nearest(element, s, 'button')] : [];
  const facts = [
    s.package, s.activity, s.structureHash, s.dialog, fold(s.title),
    s.elements.filter((e) => e.package === s.package).flatMap((e) => fold([e.label, ...(e.texts ?? [])].join(' ')).match(AMOUNT) ?? []),
    s.elements.filter((e) => e.role === 'input').map((e) => [e.label, e.value ?? '']),
    s.elements.filter((e) => e.checked !== undefined).map((e) => [e.label, e.checked]),
    near.map((e) => still([e.label, ...(e.texts ?? [])].join(' '))).sort(),
    // In a dialog every word counts, but for digits that count down; the status bar's clock is not the dialog's.
    s.dialog ? s.elements.filter((e) => e.role === 'text' && e.window === undefined).map((e) => fold(e.label).replace(/\b\d{1,3}\s?(?:s|sec|seconds?|秒)\b/g, '~')) : [],
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
