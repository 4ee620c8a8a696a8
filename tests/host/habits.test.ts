// Figures of how people approve, and what a step looked like last time.

import { expect, test } from 'vitest';
import type { Episode, StepRecord } from '../../electron/protocol/run.ts';
import { habitsOf } from '../../electron/services/habits.ts';
import { lastKey, lastTimes } from '../../electron/services/last-time.ts';

const record = (approval: Partial<NonNullable<StepRecord['approval']>> | undefined, more: Partial<StepRecord> = {}): StepRecord => ({
  v: 1, seq: 1, at: 5, actor: { kind: 'agent', run: 'r' }, what: 'Tap', outcome: { ok: true, sent: true, how: '' }, claimed: true, verified: 'yes', checks: [], ms: 1,
  ...(approval ? { approval: { id: 'c', decision: 'allow', by: 'Ann', ms: 900, ...approval } } : {}), ...more,
});

test('decisions, share allowed, median time and share under a second, by person', () => {
  expect(habitsOf([
    record({}), record({ ms: 4000 }), record({ decision: 'deny', ms: 3000 }), record({ decision: 'stop', ms: 200 }), record(undefined),
    // Two people: counted for both, timed for neither. What came with an earlier round is no decision.
    record({ by: 'Ann', and: 'Bob', ms: 100 }), record({ with: 'c1', ms: 0 }), record({ by: 'Bob', ms: 2000 }),
  ])).toEqual([{ by: 'Ann', decisions: 5, allowed: 3 / 5, medianMs: 1950, quick: 0.5 }, { by: 'Bob', decisions: 2, allowed: 1, medianMs: 2000, quick: 0 }]);
  expect(habitsOf([])).toEqual([]);
});

test('last time: the newest run in which the step was allowed, done, and not contradicted', () => {
  const step = { id: 's', number: '4', text: 'Tap', line: 1 };
  const after = (image: string): StepRecord['after'] => ({ snapshot: 'x', image, title: '', package: '' });
  const episode = (id: string, ...records: StepRecord[]): Episode => ({ id, path: '', device: 'd', status: 'done-verified', steps: 1, startedAt: 0, params: {}, records, damaged: 0 });
  const found = lastTimes([
    episode('new', record({}, { step, after: after('n.png'), verified: 'no' }), record({ decision: 'deny' }, { step, after: after('d.png') })),
    episode('old', record({}, { step, after: after('o1.png') }), record({}, { step, after: after('o2.png'), at: 7 })),
    episode('older', record({}, { step, after: after('x.png') }), record({}, { step: { ...step, id: 't' }, after: after('t.png') })),
  ]);
  expect([...found]).toEqual([[lastKey(step), { episode: 'old', image: 'o2.png', at: 7 }], ['4 t', { episode: 'older', image: 't.png', at: 5 }]]);
});
