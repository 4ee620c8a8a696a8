// The policy engine: three answers, hard limits, broken policies, amounts, two people; each on facts as the executor gives them.

import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { compile, type Compiled } from '../../electron/control/policy/cedar.ts';
import { decide } from '../../electron/control/policy/decide.ts';
import { CURRENCIES, NEVER_REMEMBERED } from '../../electron/protocol/policy.ts';
import { ACTIONS } from '../../electron/protocol/actions.ts';
import { CLASSES } from '../../electron/protocol/sop.ts';
import type { VerdictFacts } from '../../electron/protocol/run.ts';

const own = (name: string) => ({ name, text: readFileSync(path.resolve(import.meta.dirname, '../../resources/policy', name), 'utf8'), builtIn: true });
const SCHEMA = own('countersign.cedarschema');
const BASE = own('base.cedar');
const withPolicy = (text: string): Compiled => compile(SCHEMA, [BASE, { name: 'ops.cedar', text, builtIn: false }]);
const base = compile(SCHEMA, [BASE]);
const facts = (f: Partial<VerdictFacts> = {}): VerdictFacts => ({ actor: 'agent', action: 'click', app: 'com.bank', classes: [], ask: false, run: 'r', ...f });
const said = (policy: Compiled, f: Partial<VerdictFacts>) => { const d = decide(policy, facts(f)); return `${d.decision}${d.people === 2 ? ' of two' : ''}: ${d.words}`; };

test('the built-in policy is sound, and its lists are those of the program', () => {
  expect({ ok: base.ok, problems: base.problems, ids: base.rules.map((r) => r.id) }).toEqual({
    ok: true, problems: [], ids: ['base/person', 'base/idle', 'base/plain', 'base/leave', 'base/money', 'base/remembered', 'base/raw', 'base/restart', 'base/ask-first', 'base/untrusted', 'base/explorer', 'base/never-remembered'],
  });
  const never = /"payment", "transfer", "delete"[^\]]*/.exec(base.rules.find((r) => r.id === 'base/never-remembered')!.text)![0];
  expect([...never.matchAll(/"([\w-]+)"/g)].map((m) => m[1])).toEqual([...NEVER_REMEMBERED]);
  expect([...SCHEMA.text.matchAll(/\b([A-Z]{3})\?: decimal/g)].map((m) => m[1])).toEqual([...CURRENCIES]);
});

test('every action and class of the program can be asked about', () => {
  const odd = Object.keys(ACTIONS).concat('restart_app').flatMap((action) => (['human', 'agent', 'explorer'] as const).map((actor) => decide(base, facts({ action, actor, classes: [...CLASSES], amounts: Object.fromEntries(CURRENCIES.map((c) => [c, '900000000000000.00'])) }))))
    .filter((d) => d.words.startsWith('The policy'));
  expect(odd).toEqual([]);
});

test('defaults: who acts, what is sent, what the SOP says', () => {
  expect({
    plain: said(base, {}), sensitive: said(base, { classes: ['send-message'] }), person: said(base, { actor: 'human', classes: ['payment'] }), explorer: said(base, { actor: 'explorer' }), explores: said(base, { actor: 'explorer', classes: ['delete'] }),
    first: said(base, { ask: true, action: 'wait' }), first2: said(base, { actor: 'explorer', ask: true }), idle: said(base, { action: 'wait' }), raw: said(base, { action: 'key' }), tap: said(base, { actor: 'human', action: 'gesture' }), restart: said(base, { action: 'restart_app' }), explorerRestarts: said(base, { actor: 'explorer', action: 'restart_app' }),
    fromScreen: said(base, { action: 'open_app', origin: 'screen' }), fromScreenKept: said(base, { classes: ['call'], origin: 'screen', leaves: ['app'] }), fromSop: said(base, { action: 'open_app', origin: 'sop' }),
    unknown: said(base, { action: 'reboot' }),
  }).toEqual({
    plain: 'auto: no sensitive class', sensitive: 'ask: sensitive: send-message', person: 'auto: a person acts on the phone', explorer: 'auto: no sensitive class', explores: 'deny: exploring never does what is asked about: delete',
    first: 'ask: the SOP says: Ask first', first2: 'deny: exploring never does what is asked about', idle: 'auto: nothing is sent to the phone', raw: 'deny: only a person may send raw input', tap: 'auto: a person acts on the phone', restart: 'deny: only exploring restarts an app', explorerRestarts: 'auto: no sensitive class',
    fromScreen: 'ask: what it chooses comes from the phone\'s screen, which anybody can write on', fromScreenKept: 'ask: what it chooses comes from the phone\'s screen, which anybody can write on', fromSop: 'auto: no sensitive class',
    unknown: 'deny: The policy could not be evaluated: action `Countersign::Action::"reboot"` does not exist in the supplied schema',
  });
});

test('without the built-in permits nothing is allowed', () => {
  const empty = compile(SCHEMA, []);
  expect([said(empty, {}), said(empty, { classes: ['call'] }), said(empty, { actor: 'human' })]).toEqual(['deny: no policy permits it', 'deny: no policy permits it', 'deny: no policy permits it']);
});

test('forbid is a limit that no approval lifts, and says which rule', () => {
  const p = withPolicy('@id("no-bank-mail")\n@reason("the bank app sends nothing")\nforbid (principal is Countersign::Agent, action, resource == Countersign::App::"com.bank")\nwhen { context.classes.contains("send-message") };\n');
  expect([said(p, { classes: ['send-message'] }), said(p, { classes: ['send-message'], leaves: ['app', 'step'] }), said(p, { classes: ['send-message'], app: 'com.mail' }), decide(p, facts({ classes: ['send-message'] })).rules.map((r) => [r.id, r.file, r.line, r.column])]).toEqual([
    'deny: the bank app sends nothing', 'deny: the bank app sends nothing', 'ask: sensitive: send-message', [['no-bank-mail', 'ops.cedar', 1, 1]],
  ]);
});

test.each([
  ['syntax', 'permit (principal, action, resource)\n  when { context.clases = 1 };\n', 'ops.cedar:2:10', "'=' is not a valid operator in Cedar"],
  ['an unknown fact, behind letters of several bytes', '// 规则\npermit (principal, action, resource) when { context.clases == ["x"] };\n', 'ops.cedar:2:45', 'attribute `clases` in context not found'],
  ['an unknown kind of actor', '\n\n  permit (principal is Countersign::Robot, action, resource);\n', 'ops.cedar:3:24', 'unrecognized entity type `Countersign::Robot`'],
  ['a template', 'permit (principal == ?principal, action, resource);', 'ops.cedar:1:1', 'templates are not used here: write the principal and the resource out'],
  ['an annotation that means nothing', '@people("3")\npermit (principal is Countersign::Agent, action, resource) when { context.approval.kind == "human" };', 'ops.cedar:1:1', '@people("3") means nothing: write @people("2"), or leave it out'],
])('a policy broken by %s denies all input of agents and says where', (_name, text, where, words) => {
  const p = withPolicy(text);
  expect([p.ok, said(p, {}), said(p, { classes: ['payment'] }), said(p, { actor: 'explorer' }), said(p, { actor: 'human', classes: ['payment'] })]).toEqual([
    false, ...Array.from({ length: 3 }, () => `deny: The policy cannot be used: ${where}: ${words}`), 'auto: a person acts on the phone',
  ]);
});

test('every error of a file is told, not the first alone', () => {
  const p = withPolicy('// 汉字\npermit(principal, action resource);\nforbid(principal, action, resource) when { 1 +; };');
  expect(p.problems.map((x) => [x.line, x.column, x.message])).toEqual([[2, 26, 'unexpected token `resource`'], [3, 47, 'unexpected token `;`'], [3, 49, 'unexpected token `}`']]);
});

test('a broken schema denies, too', () => {
  const p = compile({ ...SCHEMA, text: SCHEMA.text.replace('entity App;', 'entity App') }, [BASE]);
  expect([p.ok, p.problems[0]?.file, p.problems[0]!.line > 5, decide(p, facts()).decision]).toEqual([false, 'countersign.cedarschema', true, 'deny']);
});

test('a rule that cannot be evaluated denies: Cedar would skip it', () => {
  const p = withPolicy('@id("sum")\nforbid (principal is Countersign::Agent, action, resource) when { context.approval.people * 9223372036854775807 + 9223372036854775807 > 5 && context.classes.contains("call") };');
  expect(said(p, { classes: ['call'] })).toMatch(/^deny: The policy could not be evaluated: sum: /);
});

test.each(NEVER_REMEMBERED.map((c) => [c]))('%s is agreed to each time, whatever a policy permits and whatever is remembered', (c) => {
  const p = withPolicy('permit (principal, action, resource);\npermit (principal, action, resource) when { context.approval.kind == "remembered" };\npermit (principal, action, resource) when { context.approval.kind == "none" };');
  const bare = compile(SCHEMA, [{ name: 'ops.cedar', text: 'permit (principal, action, resource);', builtIn: false }]);
  const leaves = ['run', 'step', 'sop', 'app'];
  expect([p.ok, decide(p, facts({ classes: [c], leaves })).decision, decide(p, facts({ classes: ['send-message', c], leaves })).decision, decide(bare, facts({ classes: [c], leaves })).decision]).toEqual([true, 'ask', 'ask', 'ask']);
});

test('what may be remembered is, by scope', () => {
  const of = (leaves: string[], f: Partial<VerdictFacts> = {}) => decide(base, facts({ classes: ['call'], leaves, ...f }));
  expect([of([]).decision, of(['run']).decision, of(['app']).leave, of(['step']).leave, of(['run', 'sop']).leave, of(['app'], { ask: true }).decision, of(['step'], { ask: true }).decision]).toEqual(['ask', 'ask', 'app', 'step', 'sop', 'ask', 'auto']);
});

test('two people: by an attribute in a rule, and by an annotation', () => {
  const p = withPolicy('@id("two")\n@reason("large transfers need two")\nforbid (principal is Countersign::Agent, action, resource) when { context.classes.contains("transfer") } unless { context.approval.people >= 2 };\n@people("2")\npermit (principal is Countersign::Agent, action, resource) when { context.classes.contains("delete") && context.approval.kind == "human" };');
  const d = decide(p, facts({ classes: ['transfer'] }));
  expect([said(p, { classes: ['transfer'] }), said(p, { classes: ['delete'] }), said(p, { classes: ['call'] }), d.hold, d.rules[0]?.id]).toEqual([
    'ask of two: large transfers need two; two people have to agree', 'ask of two: sensitive: delete; two people have to agree', 'ask: sensitive: call', true, 'two',
  ]);
});
