// What an approver is told besides the action: what was given otherwise than the SOP says, the steps around, the rounds of a loop.

import * as fs from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { deviationsOf, neighboursOf } from '../../electron/agent/around.ts';
import { createScope } from '../../electron/agent/values.ts';
import type { Card, Decision } from '../../electron/protocol/run.ts';
import { parseSop } from '../../electron/sop/parse.ts';
import { roots, sopText, stage } from './stage.ts';
import { node, shotOf } from '../screen/fixture.ts';

afterAll(() => { for (const r of roots) fs.rmSync(r, { recursive: true, force: true }); });

const sop = parseSop(sopText(`1. Open "A".
2. Enter {{to}} into "To".
3. Tap "Send {{amount}}".
   - Data: memo -> bank
4. Go back.`, { params: '  to: { type: string, example: Ann }\n  amount: { type: money, default: "30.00" }\n  memo: { type: string, example: Rent }\n  pin: { type: string, secret: true, example: "1234" }\n  other: { type: string, example: x }' }));
const scope = createScope({ to: 'Ben', amount: '49.00', memo: 'Rent', other: 'quite another' }, new Map([['pin', '9999']]));
const steps = sop.phases.flatMap((p) => p.steps);
const page = (...texts: string[]) => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, ...texts.map((t, i) => node('TextView', [0, 100 * i, 700, 100 * i + 80], { text: t }))));

test('parameters that differ are told where the step or the screen is about them; secrets and what is as the SOP says are not', () => {
  const of = (n: number, ...texts: string[]) => deviationsOf(sop, steps[n]!, scope, page(...texts)).map((d) => [d.name, d.sop, d.now]);
  expect([of(0), of(1), of(2), of(2, 'To quite another person', 'Ben'), of(3, '9999')]).toEqual([
    [], [['to', 'Ann', 'Ben']], [['amount', '30.00', '49.00']], [['to', 'Ann', 'Ben'], ['amount', '30.00', '49.00'], ['other', 'x', 'quite another']], [],
  ]);
});

test('the steps around, their values filled in', () => {
  expect([neighboursOf(sop, steps[0]!, scope), neighboursOf(sop, steps[2]!, scope)]).toEqual([{ after: '2. Enter Ben into "To"' }, { before: '2. Enter Ben into "To"', after: '4. Go back' }]);
});

/** A list of people; tapping one opens a page with Send, and Send comes back. */
const phone = (more: (name: string) => string): Parameters<typeof stage>[0]['phone'] => {
  let chosen: string | undefined;
  return {
    start: 'main',
    screens: {
      main: () => (chosen === undefined
        ? { package: 'com.a', activity: '.List', items: [{ kind: 'text', text: 'People' }, ...['Ann', 'Ben', 'Cat'].map((text) => ({ kind: 'button' as const, text, onTap: () => { chosen = text; } }))] }
        : { package: 'com.a', activity: `.Page${more(chosen)}`, items: [{ kind: 'text', text: chosen }, { kind: 'input', text: 'Message', id: 'm' }, { kind: 'button', text: 'Send', onTap: () => { chosen = undefined; } }] }),
    },
  };
};
const LOOP = `1. For each {{name}} in {{names}}:
   1. Tap {{name}}.
   2. Tap "Send".
      - Ask first: send-message`;

test.each<[string, (name: string) => string, string[], string[]]>([
  ['all alike: one card for three rounds', () => '', ['Ben', 'Cat'], ['Ann']],
  ['one row ticked: the other asks', () => '', ['Ben'], ['Ann', 'Cat']],
  ['none ticked: each asks', () => '', [], ['Ann', 'Ben', 'Cat']],
  ['another page than that of the card asks', (name) => (name === 'Ben' ? 'ToAll' : ''), ['Ben', 'Cat'], ['Ann', 'Ben']],
])('rounds of a For each, %s', async (_name, more, rows, asked) => {
  const s = stage({ phone: phone(more), approve: (card: Card): Decision => ({ decision: 'allow', ...(card.batch && card.batch.value === 'Ann' ? { rows } : {}) }) });
  const run = await s.start(sopText(LOOP, { params: '  names: { type: list, of: string, example: [Ann] }' }), { values: { names: ['Ann', 'Ben', 'Cat'] } });
  const end = await run.done;
  expect([end.status === 'failed' ? end.fault : 'ran', s.cards.map((c) => c.batch?.value), end.records.filter((r) => r.approval).map((r) => r.approval?.with !== undefined)]).toEqual(['ran', asked, ['Ann', 'Ben', 'Cat'].map((n) => !asked.includes(n))]);
});
