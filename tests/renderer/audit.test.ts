// Which records of a log the window shows: every filter alone and together, and the words of a record.

import { expect, test } from 'vitest';
import type { AuditLine } from '../../electron/protocol/audit.ts';
import { choices, classesOf, fits, NO_FILTER, wordsOf, type Filter } from '../../renderer/audit/filter.ts';

const record = (seq: number, r: Partial<AuditLine>): AuditLine => ({ v: 1, seq, prev: '', ts: 0, mono: 0, proc: 'p', run: 'r', type: 'proposed', actor: 'agent', hash: `h${seq}`, ...r });
const LOG = [
  record(0, { type: 'opened', actor: 'program' }),
  record(1, { action: 1, verb: 'click' }),
  record(2, { type: 'classified', actor: 'program', action: 1, classes: ['payment'] }),
  record(3, { type: 'decided', actor: '王芳', action: 1, decision: 'allow', and: 'owner' }),
  record(4, { type: 'observed', action: 1, outcome: 'ok', verified: 'yes' }),
  record(5, { action: 2, verb: 'input_text' }),
  record(6, { type: 'classified', actor: 'program', action: 2, classes: [] }),
];
const seqs = (f: Partial<Filter>): number[] => LOG.filter((r) => fits(r, { ...NO_FILTER, ...f }, classesOf(LOG))).map((r) => r.seq);

test('filters', () => {
  expect({
    none: seqs({}), type: seqs({ type: 'classified' }), decision: seqs({ decision: 'allow' }), who: seqs({ actor: '王芳' }), 'the second person': seqs({ actor: 'owner' }),
    // The class of an action holds for all of its records.
    class: seqs({ class: 'payment' }), text: seqs({ text: 'INPUT_text' }), 'two words': seqs({ text: 'payment h2' }), together: seqs({ class: 'payment', type: 'observed' }), nothing: seqs({ text: 'h9' }),
  }).toEqual({ none: [0, 1, 2, 3, 4, 5, 6], type: [2, 6], decision: [3], who: [3], 'the second person': [3], class: [1, 2, 3, 4], text: [5], 'two words': [2], together: [4], nothing: [] });
  expect(choices(LOG)).toEqual({ type: ['classified', 'decided', 'observed', 'opened', 'proposed'], class: ['payment'], decision: ['allow'], actor: ['agent', 'owner', 'program', '王芳'] });
});

test('words of other policies', () => {
  const change = (r: Partial<AuditLine>): string => wordsOf(record(0, { type: 'policy-change', actor: 'owner', ...r }));
  const [a, b, l] = ['a', 'b', 'c'].map((c) => c.repeat(64)) as [string, string, string];
  expect([
    change({ change: 'start', policy: a, leaves: l }), change({ change: 'start', policy: b, leaves: l, before: { policy: a, leaves: l } }), change({ change: 'form', policy: b, leaves: l, before: { policy: a, leaves: l } }),
    change({ change: 'files', policy: b, leaves: l, before: { policy: a, leaves: l } }), change({ change: 'leave-given', policy: a, leaves: b, before: { policy: a, leaves: l } }), change({ change: 'leave-forgotten', policy: a, leaves: l, before: { policy: a, leaves: b } }),
    // In the middle of a run.
    change({ policy: b, before: { policy: a } }),
  ]).toEqual([
    'first noted · policies aaaaaaaa… · kept leave cccccccc…', 'found changed at the start · policies aaaaaaaa… → bbbbbbbb…', 'policies saved as a form · policies aaaaaaaa… → bbbbbbbb…',
    'policy files changed on the disk · policies aaaaaaaa… → bbbbbbbb…', 'leave was given until a date · kept leave cccccccc… → bbbbbbbb…', 'kept leave was forgotten · kept leave bbbbbbbb… → cccccccc…',
    'policies aaaaaaaa… → bbbbbbbb…',
  ]);
  expect(wordsOf(record(0, { type: 'run-opened', of: { run: 'r7' }, device: 'demo' }))).toBe('run r7');
});

test('words', () => {
  expect(LOG.map(wordsOf)).toEqual(['', 'click', 'payment', 'allow · with owner', 'done · seen on the phone', 'input text', 'nothing sensitive']);
});
