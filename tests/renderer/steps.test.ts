// A run's step states as the margin and the outline show them.

import { expect, test } from 'vitest';
import type { RunState, RunStatus } from '../../electron/protocol/run.ts';
import { shownState } from '../../renderer/sop/steps.ts';

const run = (status: RunStatus, state: RunState['steps'][string], at = 'a'): RunState => ({
  id: 'r', device: 'd', sop: { path: 'p', title: 't', sha256: '' }, status, step: { id: at, number: '1', line: 1 }, steps: { a: state }, params: {}, records: [], startedAt: 0, episode: 'e',
});

test.each([
  ['running', 'running', 'running'], ['waiting-approval', 'running', 'waiting'], ['waiting-person', 'running', 'waiting'], ['taken-over', 'running', 'waiting'],
  ['stopped', 'waiting', 'idle'], ['stopped', 'running', 'idle'], ['failed', 'running', 'failed'], ['done-verified', 'passed', 'passed'], ['waiting-approval', 'passed', 'passed'],
] as const)('while a run is %s, a step that is %s is shown %s', (status, state, shown) => {
  expect(shownState(run(status, state), 'a')).toBe(shown);
});
test('only the step the run stands at waits; a step of another text has no state', () => {
  expect([shownState(run('waiting-approval', 'running', 'b'), 'a'), shownState(run('running', 'running'), 'c')]).toEqual(['running', undefined]);
});
