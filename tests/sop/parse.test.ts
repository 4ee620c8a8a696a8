import { describe, expect, test } from 'vitest';
import { readSop, parseSop } from '../../electron/sop/parse.ts';
import { checkSop } from '../../electron/sop/check.ts';
import { allSteps, stepAtLine, stepById, stepByReference } from '../../electron/sop/flow.ts';
import { fixture, outline } from './golden.ts';

const FIXTURES = ['guest-wifi.sop.md', 'stationery-order.sop.md', 'yuyue.sop.md'];
const doc = (steps: string, front = ''): string => `---\nsop: 1\nid: a.b\n${front}---\n# T\n\n## Steps\n${steps}\n`;
const op = (text: string): unknown => JSON.parse(JSON.stringify(parseSop(doc(`1. ${text}`)).phases[0]?.steps[0]?.op ?? null, (k, v: unknown) => (k === 'span' ? undefined : v)));
const t = (text: string) => ({ kind: 'text', text });

describe('worked examples', () => {
  test.each(FIXTURES)('%s parses to its golden model', async (name) => {
    await expect(`${JSON.stringify(outline(parseSop(fixture(name))), null, 1)}\n`).toMatchFileSnapshot(`./golden/${name.replace('.sop.md', '.json')}`);
  });
  test.each(FIXTURES)('%s has no error and no warning', (name) => {
    expect(checkSop(fixture(name)).filter((p) => p.severity !== 'info')).toEqual([]);
  });
});

describe('canonical forms', () => {
  test.each([
    ['Open "Clock"', { verb: 'open', app: t('Clock') }],
    ['click on the “Save” button.', { verb: 'tap', target: t('Save') }],
    ['Tap **Save**', { verb: 'tap', target: t('Save') }],
    ["Tap 'Don't allow'", { verb: 'tap', target: t("Don't allow") }],
    ['Press and hold `desc:Row`', { verb: 'long-press', target: { kind: 'selector', by: 'desc', value: 'Row' } }],
    ['Type 007 into "PIN"', { verb: 'enter', value: t('007'), target: t('PIN') }],
    ['Fill in "Name" with "Bob"', { verb: 'enter', value: t('Bob'), target: t('Name') }],
    ['Enter "Total: {{sum}}" into the "Body" field', { verb: 'enter', value: { kind: 'template', parts: ['Total: ', { param: 'sum' }] }, target: t('Body') }],
    ['在 "搜索" 中输入 "abc"', { verb: 'enter', value: t('abc'), target: t('搜索') }],
    ['Turn "Wi-Fi" off', { verb: 'turn-off', target: t('Wi-Fi') }],
    ['打开 "Wi-Fi" 开关', { verb: 'turn-on', target: t('Wi-Fi') }],
    ['Scroll to "About"', { verb: 'swipe', direction: 'down', until: { is: 'visible', target: t('About') } }],
    ['Swipe up in `id:list` until "X" disappears', { verb: 'swipe', direction: 'up', in: { kind: 'selector', by: 'id', value: 'list' }, until: { is: 'not-visible', target: t('X') } }],
    ['Wait 500ms', { verb: 'wait', ms: 500 }],
    ['等待 2 分钟', { verb: 'wait', ms: 120_000 }],
    ['Wait up to 10 s for "Done"', { verb: 'wait', until: { is: 'visible', target: t('Done'), withinMs: 10_000 } }],
    ['Check "Wi-Fi" is on within 5s', { verb: 'check', statement: { is: 'on', target: t('Wi-Fi'), withinMs: 5000 } }],
    ['检查 "总价" 显示 "30"', { verb: 'check', statement: { is: 'contains', target: t('总价'), value: t('30') } }],
    ['Make sure {{a}} ≥ 3', { verb: 'check', statement: { is: 'compare', left: { kind: 'param', name: 'a' }, op: '>=', right: { kind: 'number', value: 3 } } }],
    ['Run {{login}} with User = "Lab", pw: {{pw}}', { verb: 'run', alias: 'login', args: [{ name: 'User', value: t('Lab') }, { name: 'pw', value: { kind: 'param', name: 'pw' } }] }],
    ['Press Enter', { verb: 'press-enter' }],
    ['回到桌面', { verb: 'home' }],
    ['返回。', { verb: 'back' }],
    ['Stop with "no"', { verb: 'stop', why: t('no') }],
    ['Repeat 3 times:', { verb: 'repeat', times: 3 }],
    ['Choose the newest file', null],
    ['Set the alarm at 10:30: early', null],
  ])('%s', (text, expected) => { expect(op(text)).toEqual(expected); });
});

test('clauses written without a blank after the colon, and a recovery that asks for a picture', () => {
  const step = parseSop(doc('1. Tap "A"\n   - Timeout:30s\n   - 最多：3次\n   - 失败时：重试2次，停止，保存截图')).phases[0]?.steps[0];
  expect(JSON.parse(JSON.stringify(step?.clauses, (k, v: unknown) => (k === 'span' ? undefined : v)))).toEqual([
    { clause: 'timeout', ms: 30_000 }, { clause: 'at-most', times: 3 }, { clause: 'on-failure', recoveries: [{ do: 'retry', times: 2 }, { do: 'stop' }] },
  ]);
});

test('inline bodies, comma conditions and a following Otherwise', () => {
  const sop = parseSop(doc('1. If "OK" appears, tap "OK", then go back\n2. Otherwise: wait 1 s; go home'));
  expect(sop.phases[0]?.steps.map((s) => [s.op?.verb, s.body.map((b) => [b.number, b.op?.verb, b.text])])).toEqual([
    ['if', [['1.1', 'tap', 'tap "OK"'], ['1.2', 'back', 'go back']]],
    ['otherwise', [['2.1', 'wait', 'wait 1 s'], ['2.2', 'home', 'go home']]],
  ]);
});

test('ids come from the text: kept by reformatting, numbered among equals, replaced by ^names', () => {
  const a = parseSop(doc('1. Tap "A".\n2. Tap "A"\n3. Tap "B" ^pay')).phases[0]?.steps.map((s) => s.id) as string[];
  const b = parseSop(doc('1. tap  “A”\n2. Tap "A"\n3. Tap "C" ^pay')).phases[0]?.steps.map((s) => s.id);
  expect(b).toEqual(a);
  expect(a.slice(1)).toEqual([`${a[0]}-2`, 'pay']);
});

test('CRLF: the same model, offsets of the text as given', () => {
  const lf = fixture('yuyue.sop.md');
  const crlf = lf.replace(/\n/g, '\r\n');
  expect(outline(parseSop(crlf))).toEqual(outline(parseSop(lf)));
  for (const step of allSteps(parseSop(crlf))) expect(crlf.slice(step.span.start, step.span.end)).toBe(step.text);
  expect(outline(parseSop(`\uFEFF${lf}`))).toEqual(outline(parseSop(lf)));
});

test('steps are found by id, line and reference', () => {
  const sop = parseSop(fixture('stationery-order.sop.md'));
  const six = stepByReference(sop, '6')?.step;
  expect([stepById(sop, six?.id ?? '')?.phase, stepAtLine(sop, six?.line ?? 0)?.number, stepAtLine(sop, (six?.line ?? 0) + 2)?.number, stepByReference(sop, '3.2')?.step.text]).toEqual(['Pay', '6', '6', 'Press Enter']);
});

describe('hostile documents are answered, not thrown', () => {
  test('too large, too many steps, too deep', () => {
    const one = (text: string): string[] => parseSop(text).problems.map((p) => p.code);
    expect(one('x'.repeat(2 * 1024 * 1024 + 1))).toEqual(['doc/too-large']);
    expect(one(doc('1. Go back\n'.repeat(5001)))).toEqual(['doc/too-large']);
    expect(one(doc('>'.repeat(50_000)))).toEqual(['doc/too-large']);
  });
  test('alias bombs and other versions', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)].join('\n');
    expect(parseSop(`---\nsop: 1\nid: a.b\n${bomb}\n---\n# T\n`).problems.map((p) => p.code)).toContain('meta/yaml');
    expect(readSop('---\nsop: 2\nid: a.b\n---\n# T\n').refused).toBe(true);
    expect(parseSop('---\nsop: 2\nid: a.b\n---\n# T\n').problems).toMatchObject([{ code: 'meta/version', line: 2, column: 6 }]);
  });
});
