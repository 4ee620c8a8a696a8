// Exports: toCedar, fromCedar, ruleProblem, wordsOf. Rules of the form as Cedar, and back: a Cedar rule belongs to the form exactly when the form would
// write the same rule. Pure.

import { policyToJson, type PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { ASKING, CURRENCIES, NEVER_REMEMBERED, type Asking, type CedarRule, type Currency, type PolicyRule } from '../../protocol/policy.ts';
import { CLASSES, type Class } from '../../protocol/sop.ts';

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t').replaceAll('\0', '\\0')}"`;
const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;
/** Cedar's decimals have a point and one to four digits behind it. */
const decimal = (amount: string): string => { const p = plain(amount); return `decimal(${quoted(p.includes('.') ? p : `${p}.0`)})`; };
/** `500.00` and `0500` are `500`. */
const plain = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount).replace(/^0+(?=\d)/, '');

const AMOUNT = /^\d{1,14}(?:\.\d{1,4})?$/;

/** Why a rule cannot be written; `undefined` when it can. */
export function ruleProblem(rule: PolicyRule, others: readonly PolicyRule[] = []): string | undefined {
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(rule.id)) return 'The name of a rule has small letters, digits and hyphens';
  if (others.some((o) => o !== rule && o.id === rule.id)) return `Another rule is called ${rule.id}`;
  if (rule.reason !== undefined && (rule.reason.trim() === '' || rule.reason.length > 300)) return 'A reason has 1 to 300 characters';
  if ('app' in rule && rule.app !== undefined && !/^[A-Za-z][\w.]{0,199}$/.test(rule.app)) return `${rule.app} is no package name`;
  switch (rule.kind) {
    case 'ask':
      if ((rule.when === 'once-per-run' || rule.when === 'never-ask') && NEVER_REMEMBERED.includes(rule.class)) return `${rule.class} is agreed to each time: it cannot be ${rule.when === 'never-ask' ? 'done without asking' : 'asked about once per run'}`;
      return undefined;
    case 'limit':
      if (rule.most.length === 0) return 'Name at least one amount';
      if (new Set(rule.most.map((m) => m.currency)).size !== rule.most.length) return 'Each currency has one limit';
      return rule.most.flatMap((m) => (AMOUNT.test(m.amount) ? [] : [m.amount === '' ? 'Name the amount' : `${m.amount} is no amount: digits, and a point with up to four digits`]))[0];
    case 'destination':
      if (rule.label.trim() === '') return 'Name the data';
      return rule.to.length === 0 || rule.to.some((t) => t.trim() === '') ? 'Name at least one destination' : undefined;
  }
}

const ASKED: Record<Asking, string> = {
  'every-time': 'ask every time', 'two-people': 'ask two people', 'once-per-run': 'ask once per run', 'never-ask': 'do without asking', 'never-allow': 'never',
};

/** A rule in words: its reason where none was given. */
export function wordsOf(rule: PolicyRule): string {
  const where = 'app' in rule && rule.app !== undefined ? `in ${rule.app}, ` : '';
  switch (rule.kind) {
    case 'ask': return `${where}${rule.class}: ${ASKED[rule.when]}`;
    case 'limit': return `${where}${rule.class}: at most ${rule.most.map((m) => `${m.currency} ${plain(m.amount)}`).join(', ')}${rule.above === 'two-people' ? '; above it two people' : ''}${rule.unread === 'as-above' ? '; an amount has to be there' : ''}`;
    case 'destination': return `${rule.label} goes to ${rule.to.join(', ')} only`;
  }
}

const has = (c: Class): string => `context.classes.contains(${quoted(c)})`;
const only = (c: Class): string => `context.classes == ${list([c])}`;

/** Effect and conditions; the head is the same for all. */
function bodyOf(rule: PolicyRule): { effect: 'permit' | 'forbid'; conditions: string } {
  switch (rule.kind) {
    case 'ask':
      switch (rule.when) {
        case 'every-time': return { effect: 'forbid', conditions: `when { ${has(rule.class)} && context.approval.kind != "human" }` };
        case 'two-people': return { effect: 'forbid', conditions: `when { ${has(rule.class)} }\nunless { context.approval.people >= 2 }` };
        case 'once-per-run': return { effect: 'permit', conditions: `when { ${only(rule.class)} && context.approval.kind == "remembered" && context.approval.scope == "run" }` };
        case 'never-ask': return { effect: 'permit', conditions: `when { ${only(rule.class)} && context.approval.kind == "none" }` };
        case 'never-allow': return { effect: 'forbid', conditions: `when { ${has(rule.class)} }` };
      }
    // The inner switch is exhaustive.
    // eslint-disable-next-line no-fallthrough
    case 'limit': {
      const within = [
        ...(rule.unread === 'as-above' ? ['!context.currencies.isEmpty()'] : []),
        `${list(rule.most.map((m) => m.currency))}.containsAll(context.currencies)`,
        ...rule.most.map((m) => `(if context.amounts has ${m.currency} then context.amounts.${m.currency}.lessThanOrEqual(${decimal(m.amount)}) else true)`),
      ].join(' &&\n  ');
      return { effect: 'forbid', conditions: `when { ${has(rule.class)} }\nunless {\n  ${within}\n}${rule.above === 'two-people' ? '\nunless { context.approval.people >= 2 }' : ''}` };
    }
    case 'destination': return { effect: 'forbid', conditions: `when { context.labels.contains(${quoted(rule.label)}) }\nunless { !context.destinations.isEmpty() && ${list(rule.to)}.containsAll(context.destinations) }` };
  }
}

const HEAD = '// Written by Countersign from the form of the Policy page. Rules that the form cannot say belong into another file of this folder.\n';

/** The form's file. */
export const toCedar = (rules: readonly PolicyRule[]): string => `${HEAD}${rules.map((r) => `\n${oneToCedar(r)}\n`).join('')}`;

export function oneToCedar(rule: PolicyRule): string {
  const { effect, conditions } = bodyOf(rule);
  const app = 'app' in rule && rule.app !== undefined ? `resource == Countersign::App::${quoted(rule.app)}` : 'resource';
  return `@id(${quoted(rule.id)})\n@reason(${quoted(rule.reason ?? wordsOf(rule))})\n${effect} (principal is Countersign::Agent, action, ${app})\n${conditions};`;
}

const parse = (text: string): PolicyJson | undefined => { const a = policyToJson(text); return a.type === 'success' ? a.json : undefined; };
const meaning = (p: PolicyJson): string => JSON.stringify([p.effect, p.principal, p.action, p.resource, p.conditions]);

/** Every text that a rule compares with, in the order in which they are written. */
function literals(value: unknown, into: string[] = []): string[] {
  if (Array.isArray(value)) for (const v of value) literals(v, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [k, v] of Object.entries(value)) {
      if (k === 'Value' && typeof v === 'string') into.push(v);
      else literals(v, into);
    }
  }
  return into;
}

/** What the rule could be, by the words in it: each is written again and compared. */
function guesses(json: PolicyJson): PolicyRule[] {
  const said = literals(json.conditions);
  const [first, ...rest] = said;
  const resource = json.resource.op === '==' && 'entity' in json.resource ? json.resource.entity : undefined;
  const app = resource && 'id' in resource ? { app: resource.id } : {};
  const id = json.annotations?.id ?? '';
  const out: PolicyRule[] = [];
  const kind = CLASSES.find((c) => c === first);
  if (kind) {
    for (const when of ASKING) out.push({ kind: 'ask', id, ...app, class: kind, when });
    const most = rest.slice(0, rest.length / 2).flatMap((currency, i): { currency: Currency; amount: string }[] => ((CURRENCIES as readonly string[]).includes(currency) ? [{ currency: currency as Currency, amount: plain(rest[rest.length / 2 + i] ?? '') }] : []));
    for (const above of ['never-allow', 'two-people'] as const) for (const unread of ['ask', 'as-above'] as const) if (most.length > 0) out.push({ kind: 'limit', id, ...app, class: kind, most, above, unread });
  }
  if (first !== undefined && rest.length > 0) out.push({ kind: 'destination', id, label: first, to: rest });
  return out;
}

/** The rule of the form that a Cedar rule is, if the form can say it. */
export function fromCedar(rule: Pick<CedarRule, 'text'>): PolicyRule | undefined {
  const json = parse(rule.text);
  if (!json || Object.keys(json.annotations ?? {}).some((k) => k !== 'id' && k !== 'reason')) return undefined;
  const wanted = meaning(json);
  for (const guess of guesses(json)) {
    if (ruleProblem(guess) !== undefined) continue;
    const again = parse(oneToCedar(guess));
    if (!again || meaning(again) !== wanted) continue;
    const reason = json.annotations?.reason;
    return reason === undefined || reason === wordsOf(guess) ? guess : { ...guess, reason };
  }
  return undefined;
}
