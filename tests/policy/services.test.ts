// Policies as a window and the command line meet them: saved as a form, followed on the disk, tried on a past run; a broken one stops a run.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import type { PolicyRule, PolicyState } from '../../electron/protocol/policy.ts';
import { countersign, home, LIBRARY, sopFile } from '../cli/in-process.ts';
import { host } from '../host/host.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const CAP: PolicyRule = { kind: 'limit', id: 'cap', app: 'com.countersign.bank', class: 'transfer', most: [{ currency: 'CNY', amount: '500' }], above: 'two-people', unread: 'as-above' };

test('rules are saved and come back; what may not be is refused and nothing is written', { timeout: 30_000 }, async () => {
  const h = await host();
  const w = h.window();
  const first = await w.call('policy.state');
  const form = path.join(first.folder, 'form.cedar');
  const saved = await w.call('policy.save', { rules: [CAP], digest: first.digest });
  const text = fs.readFileSync(form, 'utf8');
  const refused = await Promise.all([
    faultOf(w.call('policy.save', { rules: [{ kind: 'ask', id: 'free', class: 'payment', when: 'never-ask' }], digest: saved.digest })),
    faultOf(w.call('policy.save', { rules: [CAP, { ...CAP }], digest: saved.digest })),
    faultOf(w.call('policy.save', { rules: [], digest: first.digest })),
  ]);
  expect([first.ok, first.rules, saved.rules, saved.others.filter((r) => !r.builtIn), refused, fs.readFileSync(form, 'utf8') === text, text.includes('decimal("500.0")'), await w.call('policy.preview', { rules: [CAP] })]).toEqual([
    true, [], [CAP], [], [{ kind: 'policy/never-remember', class: 'payment' }, { kind: 'policy/invalid', path: 'form.cedar', detail: 'cap: Another rule is called cap' }, { kind: 'file/changed', path: form }], true, true, { text, problems: [] },
  ]);
  // By hand: the form keeps off what it cannot say.
  fs.appendFileSync(form, '\nforbid (principal, action, resource) when { context.sop == "x" };\n');
  const locked = await w.call('policy.state');
  expect([locked.ok, locked.locked, locked.rules, (await faultOf(w.call('policy.save', { rules: [], digest: locked.digest }))).kind]).toEqual([true, 'form.cedar, line 14: the form cannot say this rule; move it to another file', [CAP], 'policy/invalid']);
});

test('a file that changes on the disk is in force at once, without a restart', { timeout: 30_000 }, async () => {
  const h = await host();
  const w = h.window();
  const { folder } = await w.call('policy.state');
  const next = (fits: (s: PolicyState) => boolean): Promise<PolicyState> => new Promise((resolve) => { w.on('policy', (s) => { if (fits(s)) resolve(s); }); });
  const broken = next((s) => !s.ok);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'ops.cedar'), '@id("x")\nforbid (principal, action, resource) when { context.nothing };\n');
  const { problems } = await broken;
  const whole = next((s) => s.ok);
  fs.writeFileSync(path.join(folder, 'ops.cedar'), '@id("x")\n@reason("no calls")\nforbid (principal, action, resource) when { context.classes.contains("call") };\n');
  expect([problems.map((p) => [p.file, p.line, p.column, p.message]), (await whole).others.filter((r) => !r.builtIn).map((r) => [r.id, r.words, r.line])]).toEqual([
    [['ops.cedar', 2, 45, 'attribute `nothing` in context not found']], [['x', 'no calls', 1]],
  ]);
});

test('check, explain and dry-run on the command line; a broken policy stops a run and says where', { timeout: 60_000 }, async () => {
  const data = home();
  const folder = path.join(data, 'sops', 'policy');
  fs.mkdirSync(folder, { recursive: true });
  const ok = await countersign(['policy', 'check', '--json'], { data });
  const sop = sopFile('1. Open "Settings".\n2. Tap "Display".', {});
  const ran = await countersign(['run', sop, '--device', 'demo', '--approve', 'deny', '--json'], { data });
  const facts = path.join(data, 'facts.json');
  fs.writeFileSync(facts, JSON.stringify({ app: 'com.countersign.bank', classes: ['transfer'], amounts: { CNY: '500.01' } }));
  const strict = home();
  fs.writeFileSync(path.join(strict, 'ops.cedar'), '@id("display")\n@reason("settings are read only")\nforbid (principal is Countersign::Agent, action == Countersign::Action::"click", resource == Countersign::App::"com.android.settings");\n');
  const explained = await countersign(['policy', 'explain', facts, '--json'], { data });
  const tried = await countersign(['policy', 'dry-run', path.basename(ran.json().episode), '--policy', strict, '--json'], { data });
  fs.writeFileSync(path.join(folder, 'ops.cedar'), 'permit (principal, action);\n');
  const bad = await countersign(['policy', 'check'], { data });
  const stopped = await countersign(['run', sop, '--device', 'demo', '--approve', 'deny', '--json'], { data });
  fs.writeFileSync(facts, JSON.stringify({ app: 'a', classes: ['everything'] }));
  const wrong = await countersign(['policy', 'explain', facts, '--json'], { data });
  expect([ok.code, ok.json().ok, ok.json().rules.length, explained.code, explained.json().decision, explained.json().words, explained.json().scopes]).toEqual([0, true, 12, 0, 'ask', 'sensitive: transfer', ['once']]);
  expect([tried.code, tried.json().judged > 1, tried.json().different.map((d: { what: string; was: object; now: { decision: string; words: string } }) => [d.what, d.was, d.now.decision, d.now.words])]).toEqual([
    0, true, [['Tap "Display"', { decision: 'auto', people: 1 }, 'deny', 'settings are read only']],
  ]);
  expect([bad.code, bad.out.split('\n')[0], stopped.code, stopped.err, stopped.json().steps[0]?.fault?.kind, wrong.code, wrong.json().fault.kind]).toEqual([
    1, expect.stringMatching(/^ops\.cedar:1:\d+: error: /), 1, expect.stringMatching(/The policy ops\.cedar, line 1, column \d+ cannot be used/), 'action/not-approved', 2, 'config',
  ]);
});

test('the approvals of the library still fit: a transfer runs, with its facts in the record', { timeout: 60_000 }, async () => {
  const data = home();
  const ran = await countersign(['run', path.join(LIBRARY, 'transfer-money.sop.md'), '--device', 'demo', '--examples', '--approve', path.join(LIBRARY, 'approvals.json'), '--json'], { data });
  const episode = await countersign(['episode', 'show', path.basename(ran.json().episode), '--json'], { data });
  const money = episode.json().records.filter((r: { verdict?: { classes: string[] } }) => r.verdict?.classes.includes('transfer')).map((r: { what: string; verdict: { facts: { amounts?: object; app: string }; hold?: boolean; policy?: string } }) => [r.what, r.verdict.facts.app, r.verdict.facts.amounts, r.verdict.hold]);
  expect([ran.code, ran.json().status, money]).toEqual([0, 'done-verified', expect.anything()]);
  expect(money.map((m: unknown[]) => JSON.stringify(m))).toMatchInlineSnapshot(`
    [
      "["Tap \\"Transfer\\"","com.countersign.bank",null,true]",
      "["Tap \\"Review\\"","com.countersign.bank",{"CNY":"120.50"},true]",
      "["Tap \\"Confirm transfer\\"","com.countersign.bank",{"CNY":"120.50"},true]",
      "["Tap \\"Send money\\"","com.countersign.bank",{"CNY":"120.50"},true]",
    ]
  `);
});
