import { describe, expect, test } from 'vitest';
import type { Fix } from '../../electron/protocol/sop.ts';
import { checkSop } from '../../electron/sop/check.ts';

const apply = (text: string, fix: Fix): string => [...fix.edits].sort((a, b) => b.span.start - a.span.start).reduce((s, e) => s.slice(0, e.span.start) + e.text + s.slice(e.span.end), text);
const doc = (steps: string, front = ''): string => `---\nsop: 1\nid: a.b\n${front}---\n# T\n\n## Steps\n${steps}\n`;

/** code, the text, what the span covers, index of the fix that removes the problem (none: it has no fix). */
const RULES: [string, string, string, number?][] = [
  ['meta/none', '# T\n\n## Steps\n1. Go back\n', '# T\n', 0],
  ['meta/missing', '---\nsop: 1\n---\n# T\n\n## Steps\n1. Go back\n', '---\nsop: 1\n---', 0],
  ['meta/unknown-key', doc('1. Go back', 'onwer: x\n'), 'onwer', 0],
  ['meta/value', doc('1. Go back', 'classification: internl\n'), 'internl', 0],
  ['meta/version', '---\nsop: 3\nid: a.b\n---\n# T\n\n## Steps\n1. Go back\n', '3', 0],
  ['meta/yaml', doc('1. Go back', 'tags: [x\n'), '[', 0],
  ['meta/yaml', doc('1. Go back', 'owner：qa，测试\ntags：[a，b]\n'), '：', 0],
  ['meta/yaml', doc('1. Go back', 'owner: a\nowner: b\n'), 'owner', 0],
  ['meta/yaml', doc('1. Tap {{a}}', 'params:\n\ta: { type: string }\n'), '\t', 0],
  ['meta/none', '---\nsop: 1\nid: a.b\n\n# T\n\n## Steps\n1. Go back\n', '---', 0],
  ['meta/none', '\n---\nsop: 1\nid: a.b\n---\n# T\n\n## Steps\n1. Go back\n', '\n', 0],
  ['meta/value', '---\nsop: 1\nid: My Test\n---\n# T\n\n## Steps\n1. Go back\n', 'My Test', 0],
  ['meta/value', doc('1. Tap {{a}}', 'params:\n  a: { type: int }\n'), 'int', 0],
  ['meta/value', doc('1. Tap {{a}}', 'params:\n  a: string\n'), 'string', 0],
  ['param/undeclared', doc('1. Tap {{sid}}\n2. Tap {{ssid}}', 'params:\n  ssid: { type: string }\n'), '{{sid}}', 0],
  ['param/undeclared', doc('1. Tap "x {{zzzzz}}"'), '{{zzzzz}}', 0],
  ['param/unused', doc('1. Go back', 'params:\n  ssid: { type: string }\n'), 'ssid', 0],
  ['param/malformed', doc('1. Tap {{a b}}\n2. Tap {{a_b}}', 'params:\n  a_b: { type: string }\n'), '{{a b}}', 0],
  ['param/malformed', doc('1. Tap {{a\n2. Tap {{a}}', 'params:\n  a: { type: string }\n'), '{{a', 0],
  ['param/braces', doc('1. Enter ${a} into "X"\n2. Tap {{a}}', 'params:\n  a: { type: string }\n'), '${a}', 0],
  ['step/verb', doc('1. Opne "Settings"'), 'Opne', 0],
  ['clause/inline', doc('1. Tap "Pay". Ask first: payment'), 'Ask first: payment', 0],
  ['clause/unknown', doc('1. Go back\n   - Ask frist: payment'), 'Ask frist: payment', 0],
  ['clause/indent', doc('1. Go back\n- Expect: "A" is visible'), '-', 0],
  ['section/level', '---\nsop: 1\nid: a.b\n---\n# T\n\n### Steps\n1. Go back\n', 'Steps', 0],
  ['step/lazy-line', doc('1. Go back\nTap "A"\n2. Go home'), 'Tap "A"', 0],
  ['step/empty', doc('1. Go back\n2.\n3. Go home'), '2.', 0],
  ['doc/no-steps', '---\nsop: 1\nid: a.b\n---\n# T\n\n## Step\n1. Go back\n', 'Step', 0],
  ['param/options', doc('1. Tap {{a}}', 'params:\n  a: { type: choice }\n'), 'a'],
  ['uses/undeclared', doc('1. Run {{login}}'), '{{login}}', 0],
  ['uses/unused', doc('1. Go back', 'uses:\n  login: ./l.sop.md\n'), 'login: ./l.sop.md', 0],
  ['secret/unasked', doc('1. Enter {{pw}} into "Password"', 'params:\n  pw: { type: string, secret: true }\n'), 'Enter {{pw}} into "Password"', 0],
  ['secret/literal', doc('1. Enter "hunter2" into "Password"'), '"hunter2"', 0],
  ['ask/suggested', doc('1. Tap "Place order"'), '"Place order"', 0],
  ['class/unknown', doc('1. Tap "A"\n   - Ask first: paymnt'), 'paymnt', 0],
  ['branch/empty', doc('1. If "A" appears:'), 'If "A" appears:'],
  ['step/number', doc('1. Go back\n3. Go home'), '3.', 0],
  ['step/bullet', doc('- Go back'), '-', 0],
  ['step/marker', doc('1. Go back\n2、Go home'), '2、', 0],
  ['step/lazy-line', doc('1. Go back\nafter that'), 'after that', 0],
  ['step/lazy-line', doc('1. Go back\nExpect: "A" is visible'), 'Expect: "A" is visible', 0],
  ['step/nested-number', doc('1. If "A" appears:\n   3. Go back'), '3', 0],
  ['step/several', doc('1. Tap "A", then go back'), 'Tap "A", then go back', 0],
  ['step/form', doc('1. Enter "x"'), 'Enter "x"'],
  ['step/unquoted', doc('1. Tap Save changes'), 'Save changes', 0],
  ['step/free', doc('1. Find the newest mail'), 'Find the newest mail'],
  ['step/empty', doc('1.\n2. Go back'), '1.', 0],
  ['step/duplicate-name', doc('1. Go back ^a\n2. Go home ^a'), 'Go home'],
  ['text/unclosed', doc('1. Tap "A'), '"A', 0],
  ['selector/unclosed', doc('1. Tap `id:a'), '`id:a', 0],
  ['clause/unknown', doc('1. Go back\n   - whatever'), 'whatever', 0],
  ['clause/indent', doc(`${Array.from({ length: 10 }, (_, i) => `${i + 1}. Go back\n`).join('')}   - Expect: "A" is visible\n11. Go home`), '-', 0],
  ['clause/empty', doc('1. Go back\n   - Expect:'), 'Expect:'],
  ['clause/recovery', doc('1. Go back\n   - On failure: pray'), 'pray'],
  ['clause/duration', doc('1. Go back\n   - Timeout: 30'), '30', 0],
  ['clause/number', doc('1. Go back\n   - At most: lots'), 'lots'],
  ['clause/data', doc('1. Go back\n   - Data: x'), 'x'],
  ['data/egress', doc('1. Go back\n   - Data: x -> shp', 'policy:\n  egress: [shop]\n'), 'shp', 0],
  ['data/egress', doc('1. Go back\n   - Data: x -> elsewhere'), 'elsewhere', 0],
  ['classification/low', doc('1. Tap {{a}}', 'classification: public\nparams:\n  a: { type: string, label: health }\n'), 'public', 0],
  ['section/unknown', doc('1. Go back\n\n## Expected reslt\n- "A" is visible'), 'Expected reslt', 0],
  ['section/level', doc('1. Go back\n\n### Expected result\n- "A" is visible'), 'Expected result', 0],
  ['doc/no-steps', '---\nsop: 1\nid: a.b\n---\n# T\n', '---\n', 0],
  ['doc/no-title', '---\nsop: 1\nid: a.b\n---\n\n## Steps\n1. Go back\n', '---\n'],
  ['if/otherwise-alone', doc('1. Otherwise: go back'), 'Otherwise: go back'],
  ['if/otherwise-inline', doc('1. If "A" appears: go back, otherwise go home'), 'go home'],
  ['loop/unbounded', doc('1. Repeat until "A" is visible:\n   1. Go back'), 'Repeat until "A" is visible:', 0],
  ['loop/none', doc('1. End the loop'), 'End the loop'],
  ['loop/no-list', doc('1. For each {{x}} in {{a}}:\n   1. Tap {{x}}', 'params:\n  a: { type: string }\n'), '{{a}}'],
  ['go-to/unknown', doc('1. Go back\n   - On failure: go to step 9'), '9'],
  ['guard/form', doc('1. Go back\n\n## Whenever\n- tap "A"'), 'tap "A"', 0],
  ['statement/free', doc('1. Go back\n   - Expect: all is well'), 'all is well'],
];

describe('static rules', () => {
  test.each(RULES)('%s: %j', (code, text, covered, fixIndex) => {
    const found = checkSop(text).filter((p) => p.code === code);
    expect(found).toHaveLength(1);
    const p = found[0] as (typeof found)[number];
    expect(text.slice(p.span.start, p.span.end)).toBe(covered);
    const before = text.slice(0, p.span.start).split('\n');
    expect([p.line, p.column]).toEqual([before.length, (before.at(-1) as string).length + 1]);
    if (fixIndex === undefined) return;
    const fix = p.fixes[fixIndex];
    expect(fix).toBeDefined();
    const after = checkSop(apply(text, fix as Fix));
    expect(after.filter((x) => x.code === code)).toEqual([]);
    // A fix makes nothing worse.
    const errors = (list: typeof after): number => list.filter((x) => x.severity === 'error').length;
    expect(errors(after)).toBeLessThanOrEqual(errors(checkSop(text)) - (p.severity === 'error' ? 1 : 0));
  });

  test('a fix that moves steps takes their numbers and the references to them along', () => {
    const fixed = (text: string, code: string, title: string): string => { const fix = checkSop(text).find((p) => p.code === code)?.fixes.find((f) => f.title === title); return fix ? apply(text, fix) : ''; };
    expect(fixed(doc('1. Go back\n1. Go home\n5. Tap "A"\n   - On failure: go to step 5'), 'step/number', 'Renumber all steps')).toBe(doc('1. Go back\n2. Go home\n3. Tap "A"\n   - On failure: go to step 3'));
    expect(fixed(doc('1. Go back, then go home\n   - On failure: go to step 2\n2. Tap "A"'), 'step/several', 'Split into steps')).toBe(doc('1. Go back\n2. Go home\n   - On failure: go to step 3\n3. Tap "A"'));
    expect(fixed(doc('1. Go back\n2.\n3. Go home\n   - On failure: go to step 3'), 'step/empty', 'Remove it')).toBe(doc('1. Go back\n2. Go home\n   - On failure: go to step 2'));
    expect(fixed(doc('1. Go back\nTap "A"\n2. Go home'), 'step/lazy-line', 'Make it a step of its own')).toBe(doc('1. Go back\n2. Tap "A"\n3. Go home'));
  });

  test('front matter that cannot be read undeclares nothing', () => {
    expect(checkSop(doc('1. Tap {{a}}', 'params:\n  a: { type: string\n')).map((p) => p.code)).toEqual(['meta/yaml']);
  });

  test('"did you mean" prefers the name that is declared', () => {
    expect(checkSop(doc('1. Tap {{sid}}\n2. Tap {{ssid}}', 'params:\n  ssid: { type: string }\n'))[0]?.message).toBe('The parameter sid is not declared; did you mean ssid?');
  });
});
