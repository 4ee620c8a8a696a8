// The form: every rule it can say becomes Cedar and the same rule again; what it writes does what it says.

import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { compile } from '../../electron/control/policy/cedar.ts';
import { decide } from '../../electron/control/policy/decide.ts';
import { fromCedar, oneToCedar, ruleProblem, toCedar } from '../../electron/control/policy/form.ts';
import { ASKING, CURRENCIES, NEVER_REMEMBERED, type PolicyRule } from '../../electron/protocol/policy.ts';
import type { VerdictFacts } from '../../electron/protocol/run.ts';
import { CLASSES } from '../../electron/protocol/sop.ts';

const own = (name: string) => ({ name, text: readFileSync(path.resolve(import.meta.dirname, '../../resources/policy', name), 'utf8'), builtIn: true });
const SCHEMA = own('countersign.cedarschema');
const BASE = own('base.cedar');
const withRules = (...rules: PolicyRule[]) => compile(SCHEMA, [BASE, { name: 'form.cedar', text: toCedar(rules), builtIn: false }]);
const says = (rules: PolicyRule[], f: Partial<VerdictFacts>) => { const d = decide(withRules(...rules), { actor: 'agent', action: 'click', app: 'com.bank', classes: [], ask: false, run: 'r', ...f }); return `${d.decision}${d.people === 2 ? ' of two' : ''}`; };

const EVERY: PolicyRule[] = [
  ...CLASSES.flatMap((c) => ASKING.map((when, i): PolicyRule => ({ kind: 'ask', id: `${c}-${when}`, class: c, when, ...(i % 2 ? { app: 'com.bank' } : {}), ...(i % 3 ? { reason: `because "${c}"\\` } : {}) }))),
  ...CURRENCIES.map((currency, i): PolicyRule => ({ kind: 'limit', id: `limit-${currency.toLowerCase()}`, class: 'transfer', most: [{ currency, amount: i % 2 ? '500' : '0.25' }, ...(currency === 'CNY' ? [{ currency: 'USD' as const, amount: '70.5' }, { currency: 'EUR' as const, amount: '60' }] : [])], above: i % 2 ? 'never-allow' : 'two-people', unread: i % 3 ? 'ask' : 'as-above' })),
  { kind: 'destination', id: 'health', label: 'health', to: ['Clinic'] }, { kind: 'destination', id: 'odd', label: 'context', to: ['labels', 'when', 'destinations'] }, { kind: 'destination', id: 'zh', label: '病历', to: ['浙大二院', 'the "Clinic"'], reason: '只给医院' },
];

test('form → Cedar → form, for every rule that can be written; and what is written is valid', () => {
  const written = EVERY.filter((r) => ruleProblem(r) === undefined);
  const compiled = withRules(...written);
  const back = compiled.rules.filter((r) => !r.builtIn).map((r) => fromCedar(r));
  expect([compiled.problems.filter((p) => p.severity === 'error'), back, written.length]).toEqual([[], written, EVERY.length - NEVER_REMEMBERED.length * 2]);
});

test('rules of never-remembered classes that would go ahead without asking are refused, with why', () => {
  expect(NEVER_REMEMBERED.flatMap((c) => (['once-per-run', 'never-ask'] as const).map((when) => ruleProblem({ kind: 'ask', id: 'a', class: c, when })))).toEqual(
    NEVER_REMEMBERED.flatMap((c) => [`${c} is agreed to each time: it cannot be asked about once per run`, `${c} is agreed to each time: it cannot be done without asking`]),
  );
});

test('what cannot be written is said', () => {
  const limit = { kind: 'limit', id: 'a', class: 'payment', above: 'never-allow', unread: 'ask' } as const;
  expect([
    ruleProblem({ ...limit, most: [] }), ruleProblem({ ...limit, most: [{ currency: 'CNY', amount: '-1' }] }), ruleProblem({ ...limit, most: [{ currency: 'CNY', amount: '1' }, { currency: 'CNY', amount: '2' }] }),
    ruleProblem({ kind: 'ask', id: 'A b', class: 'call', when: 'every-time' }), ruleProblem({ kind: 'ask', id: 'a', app: 'com.x") ;', class: 'call', when: 'every-time' }), ruleProblem({ kind: 'destination', id: 'a', label: ' ', to: ['x'] }), ruleProblem({ kind: 'destination', id: 'a', label: 'x', to: [] }),
    ruleProblem({ kind: 'ask', id: 'a', class: 'call', when: 'every-time' }, [{ kind: 'ask', id: 'a', class: 'publish', when: 'every-time' }]),
  ]).toEqual(['Name at least one amount', '-1 is no amount: digits, and a point with up to four digits', 'Each currency has one limit', 'The name of a rule has small letters, digits and hyphens', 'com.x") ; is no package name', 'Name the data', 'Name at least one destination', 'Another rule is called a']);
});

test('amounts come back as plain numbers', () => {
  const of = (amount: string) => fromCedar({ text: oneToCedar({ kind: 'limit', id: 'a', class: 'payment', most: [{ currency: 'CNY', amount }], above: 'never-allow', unread: 'ask' }) });
  expect(['500', '500.00', '0500', '0.10', '100'].map((a) => { const r = of(a); return r?.kind === 'limit' ? [r.most[0]?.amount, r.reason] : r; })).toEqual([['500', undefined], ['500', undefined], ['500', undefined], ['0.1', undefined], ['100', undefined]]);
});

test('a rule that the form would write otherwise is none of its own', () => {
  const text = oneToCedar({ kind: 'ask', id: 'a', class: 'call', when: 'never-allow' });
  expect([fromCedar({ text }), fromCedar({ text: text.replace('Agent', 'Explorer') }), fromCedar({ text: text.replace('"call"', '"call") || context.classes.contains("publish"') }), fromCedar({ text: `@people("2")\n${text.replace('forbid', 'permit')}` }), fromCedar({ text: 'nonsense' })]).toEqual([
    { kind: 'ask', id: 'a', class: 'call', when: 'never-allow' }, undefined, undefined, undefined, undefined,
  ]);
});

test('in APP, CLASS: every time, two people, once per run, without asking, never', () => {
  const rule = (when: (typeof ASKING)[number]): PolicyRule[] => [{ kind: 'ask', id: 'a', app: 'com.bank', class: 'send-message', when }];
  const row = (when: (typeof ASKING)[number], f: Partial<VerdictFacts> = {}) => [undefined, ['run'], ['app']].map((leaves) => says(rule(when), { classes: ['send-message'], ...(leaves ? { leaves } : {}), ...f }));
  expect(Object.fromEntries(ASKING.map((w) => [w, row(w)]))).toEqual({
    'every-time': ['ask', 'ask', 'ask'], 'two-people': ['ask of two', 'ask of two', 'ask of two'], 'once-per-run': ['ask', 'auto', 'auto'], 'never-ask': ['auto', 'auto', 'auto'], 'never-allow': ['deny', 'deny', 'deny'],
  });
  expect([says(rule('never-allow'), { classes: ['send-message'], app: 'com.mail' }), says(rule('never-ask'), { classes: ['send-message', 'call'] }), says(rule('never-ask'), { classes: ['send-message'], ask: true }), says(rule('once-per-run'), { classes: ['send-message', 'delete'], leaves: ['run'] })]).toEqual(['ask', 'ask', 'ask', 'ask']);
});

test('limits: each currency by its own, what is not listed or cannot be read is beyond them', () => {
  const limit = (above: 'never-allow' | 'two-people', unread: 'ask' | 'as-above' = 'as-above'): PolicyRule[] => [{ kind: 'limit', id: 'cap', app: 'com.bank', class: 'transfer', most: [{ currency: 'CNY', amount: '500' }, { currency: 'USD', amount: '70.5' }], above, unread }];
  const of = (amounts: Record<string, string> | undefined, above: 'never-allow' | 'two-people' = 'never-allow') => says(limit(above), { classes: ['transfer'], ...(amounts ? { amounts } : {}) });
  expect({
    at: of({ CNY: '500.00' }), over: of({ CNY: '500.01' }), dollars: of({ USD: '70.50' }), dollarsOver: of({ USD: '71.00' }), both: of({ CNY: '1.00', USD: '1.00' }), oneOver: of({ CNY: '1.00', USD: '80.00' }), euros: of({ EUR: '1.00' }), unknown: of({ XXX: '1.00' }), none: of(undefined),
    two: of({ CNY: '500.01' }, 'two-people'), twoNone: of(undefined, 'two-people'), twoWithin: of({ CNY: '3.00' }, 'two-people'), open: says(limit('never-allow', 'ask'), { classes: ['transfer'] }), openOver: says(limit('never-allow', 'ask'), { classes: ['transfer'], amounts: { EUR: '1.00' } }), elsewhere: says(limit('never-allow'), { classes: ['transfer'], app: 'com.pay', amounts: { CNY: '9000.00' } }),
  }).toEqual({ at: 'ask', over: 'deny', dollars: 'ask', dollarsOver: 'deny', both: 'ask', oneOver: 'deny', euros: 'deny', unknown: 'deny', none: 'deny', two: 'ask of two', twoNone: 'ask of two', twoWithin: 'ask', open: 'ask', openOver: 'deny', elsewhere: 'ask' });
});

test('data go where they may', () => {
  const rules: PolicyRule[] = [{ kind: 'destination', id: 'health', label: 'health', to: ['Clinic', 'com.clinic'] }];
  const of = (f: Partial<VerdictFacts>) => says(rules, { classes: ['send-message'], labels: ['health'], ...f });
  expect([of({ destinations: ['Clinic'] }), of({ destinations: ['Clinic', 'Ads'] }), of({ app: 'com.clinic' }), of({}), of({ classes: [], destinations: ['Ads'] }), of({ labels: ['name'], destinations: ['Ads'] })]).toEqual(['ask', 'deny', 'ask', 'deny', 'deny', 'ask']);
});
