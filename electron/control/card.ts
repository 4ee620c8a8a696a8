// Exports: buildCard, telling. What an approver sees of an action, and what of a screen must not change meanwhile. Pure.

import { createHash } from 'node:crypto';
import { describe, type Action } from '../protocol/actions.ts';
import type { Card, Verdict } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { fold } from './fold.ts';
import { AMOUNT } from './lexicon.ts';
import { dots, maskText, placeholders, type Secrets } from './secrets.ts';
import type { PerformRequest } from './types.ts';

/** `<secret:pin>` inside an action shown to people: dots instead. */
const shown = (text: string, secrets: Secrets | undefined): string => text.replace(/<secret:([^<>]*)>/g, (_, name: string) => dots(secrets?.get(name) ?? ''));

/** The action in words, secrets as dots. */
export const inWords = (action: Action, label: string | undefined, secrets: Secrets | undefined): string => shown(maskText(describe(action, label), secrets), secrets);

export function buildCard(o: {
  request: PerformRequest; id: string; run: string; action: Action; element?: Element; snapshot: Snapshot; verdict: Verdict; appName: string; at: number; revision: number; changed?: string;
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
  return {
    id: o.id, run: o.run, device: snapshot.device,
    ...(request.marks?.step ? { step: request.marks.step } : {}),
    action: element?.password && action.action === 'input_text' && placeholders(action.text).length === 0 ? { ...action, text: dots(action.text) } : action,
    what: element?.password && action.action === 'input_text' && placeholders(action.text).length === 0 ? `Enter ${dots(action.text)} into "${mask(element.label)}"` : inWords(action, element?.label, secrets),
    app: { package: element?.package ?? snapshot.package, name: o.appName },
    ...(element ? { target: { label: mask(element.label), role: element.role, bounds: element.bounds } } : {}),
    verdict: o.verdict,
    values,
    quoted: { title: mask(snapshot.title), near: nearby(element, snapshot).map(mask) },
    ...(request.marks?.expected === undefined ? {} : { expected: mask(request.marks.expected) }),
    // A secret of the SOP is typed by the executor and seen by nobody; anything else that is a credential is its owner's to type.
    ...(o.verdict.classes.includes('credential') && !(action.action === 'input_text' && placeholders(action.text).length > 0) ? { advice: 'take-over' as const } : {}),
    ...(request.thought === undefined ? {} : { thought: mask(request.thought) }),
    ...(request.resolvedBy === undefined ? {} : { resolvedBy: request.resolvedBy }),
    snapshot: snapshot.id,
    ...(snapshot.image === undefined ? {} : { image: snapshot.image }),
    createdAt: o.at,
    revision: o.revision,
    ...(o.changed === undefined ? {} : { changed: o.changed }),
  };
}

/** The texts nearest to the target, nearest first, at most six. */
function nearby(element: Element | undefined, s: Snapshot): string[] {
  const texts = s.elements.filter((e) => e.id !== element?.id && e.role === 'text' && e.window === undefined && e.label !== '');
  if (!element) return texts.slice(0, 6).map((e) => e.label);
  const [x, y] = element.tap;
  const far = (e: Element): number => Math.abs((e.bounds[0] + e.bounds[2]) / 2 - x) * 0.5 + Math.abs((e.bounds[1] + e.bounds[3]) / 2 - y);
  return texts.sort((a, b) => far(a) - far(b)).slice(0, 6).map((e) => e.label.slice(0, 200));
}

/**
 * What an approver decided about, besides the target: where, under which title, which amounts, which contents of
 * fields and states of switches. Countdowns and clocks may run on meanwhile; these may not.
 */
export function telling(s: Snapshot): string {
  const facts = [
    s.package, s.activity, s.structureHash, s.dialog, fold(s.title),
    s.elements.filter((e) => e.package === s.package).flatMap((e) => fold([e.label, ...(e.texts ?? [])].join(' ')).match(AMOUNT) ?? []),
    s.elements.filter((e) => e.role === 'input').map((e) => [e.label, e.value ?? '']),
    s.elements.filter((e) => e.checked !== undefined).map((e) => [e.label, e.checked]),
    // In a dialog every word counts, but for digits that count down; the status bar's clock is not the dialog's.
    s.dialog ? s.elements.filter((e) => e.role === 'text' && e.window === undefined).map((e) => fold(e.label).replace(/\b\d{1,3}\s?(?:s|sec|seconds?|秒)\b/g, '~')) : [],
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
