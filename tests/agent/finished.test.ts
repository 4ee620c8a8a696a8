// Which steps a person seems to have done while they had the phone.

import { expect, test } from 'vitest';
import { finishedSteps } from '../../electron/agent/finished.ts';
import { createScope } from '../../electron/agent/values.ts';
import { parseSop } from '../../electron/sop/parse.ts';
import { node, shotOf } from '../screen/fixture.ts';
import { sopText } from './stage.ts';

const page = (...inner: string[]) => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, ...inner));
const button = (t: string, top: number): string => node('Button', [20, top, 600, top + 80], { text: t, clickable: 'true' });
const field = (hint: string, value: string, top: number): string => node('EditText', [20, top, 700, top + 100], { text: value, hint, clickable: 'true' });
const toggle = (t: string, on: boolean, top: number): string => node('Switch', [20, top, 700, top + 100], { text: t, checkable: 'true', clickable: 'true', checked: String(on) });

const sop = parseSop(sopText(`1. Open "A".
2. Tap "Display".
   - Expect: "Brightness" is visible
3. Turn on "Dark theme".
4. Enter {{who}} into "Name".
5. Tap "Save".`, { params: '  who: { type: string, example: Ann }' }));
const scope = createScope({ who: 'Ann' }, new Map());
const at = (screen: ReturnType<typeof page>, from = 0) => {
  const ids = sop.phases.flatMap((p) => p.steps.map((s) => s.id));
  const f = finishedSteps(sop, scope, screen, ids[from]);
  return [f.done.map((d) => ids.indexOf(d) + 1), f.next === undefined ? 0 : ids.indexOf(f.next) + 1];
};

test.each<[string, ReturnType<typeof page>, number, [number[], number]]>([
  ['an unknown screen says nothing', page(button('Other', 100)), 0, [[], 1]],
  ['the target of a later step: those before it are passed', page(button('Display', 100)), 0, [[1], 2]],
  ['an expectation that holds', page(button('Brightness', 100)), 0, [[1, 2], 3]],
  ['a switch that is off is still to be done', page(button('Brightness', 100), toggle('Dark theme', false, 300)), 0, [[1, 2], 3]],
  ['a switch that is on is done', page(toggle('Dark theme', true, 300)), 0, [[1, 2, 3], 4]],
  ['a field that is empty', page(field('Name', '', 100), button('Save', 300)), 0, [[1, 2, 3], 4]],
  ['a field that holds the value', page(field('Name', 'Ann', 100), button('Save', 300)), 0, [[1, 2, 3, 4], 5]],
  ['steps before the one the run stands at are not spoken of', page(toggle('Dark theme', true, 300)), 2, [[3], 4]],
])('%s', (_name, screen, from, wanted) => expect(at(screen, from)).toEqual(wanted));
