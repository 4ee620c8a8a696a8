// Exports: executor (part). What a step costs beyond the tap: the look, the rest, the check; and the judgement alone.

import type { Clock } from '../base/clock.ts';
import { classify } from '../control/classify.ts';
import { basePolicy } from '../control/policy.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { PAGE, withDemo } from './demo.ts';
import type { Part } from './part.ts';
import { against, measure, measurePair, spreadOf } from './spread.ts';

/** Adds up the sleeps that ran to their end; deadlines that were called off are none. */
function countingClock(clock: Clock, now: () => number): Clock & { slept: number } {
  const counting = {
    slept: 0,
    now: () => clock.now(),
    async sleep(ms: number, signal?: AbortSignal) {
      const start = now();
      await clock.sleep(ms, signal);
      counting.slept += now() - start;
    },
  };
  return counting;
}

export const executor: Part = {
  name: 'executor',
  about: 'overhead of a step through the one door',
  run: (b) => {
    const clock = countingClock(b.clock, b.now);
    return withDemo(b, async (demo) => {
      await demo.show(PAGE.switches);
      const element = await demo.findSwitch(PAGE.toggle);
      let before: Snapshot = await demo.observer.look({ settle: true, signal: b.signal });
      const waited: number[] = [];
      const actor = { kind: 'agent', run: 'bench' } as const;

      const step = async (): Promise<void> => {
        const target = before.elements.find((e) => e.label === element.label && e.resourceId === element.resourceId);
        if (!target) throw new Error(`"${element.label}" went away`);
        const slept = clock.slept;
        const done = await demo.executor.perform({ session: demo.session, actor, action: { action: 'click', element: target.id }, before, signal: b.signal });
        if (!done.outcome.ok) throw new Error(`The click failed: ${done.outcome.fault.kind}`);
        if (done.verified === 'no' || !done.after) throw new Error(`The click was not verified: ${JSON.stringify(done.record.checks)}`);
        waited.push(clock.slept - slept);
        before = done.after;
      };
      // Another switch of the same page: the step must find its own as it left it.
      const [x, y] = (await demo.findSwitch(PAGE.other)).tap;
      const bare = async (): Promise<void> => {
        const said = await demo.session.device.shell(['input', 'tap', String(x), String(y)]);
        if (said.code !== 0) throw new Error(said.stderr);
      };
      const n = b.times(30);
      const whole = await measurePair({ ...b, n }, step, bare);
      const look = await measurePair({ ...b, n }, () => demo.observer.look({ settle: true, signal: b.signal }), () => demo.observer.look({ settle: false, signal: b.signal }));

      const shot = await demo.observer.look({ settle: true, signal: b.signal });
      const action: Action = { action: 'click', element: shot.elements.find((e) => e.label === element.label)!.id };
      const target = shot.elements.find((e) => e.id === action.element)!;
      const policy = basePolicy();
      const judge = (of: Element, decision: 'auto' | 'ask') => (): void => {
        const verdict = policy.judge({ actor, action, classified: classify({ action, element: of, snapshot: shot }), element: of, snapshot: shot });
        if (verdict.decision !== decision) throw new Error(`"${of.label}": ${verdict.decision}, not ${decision}`);
      };
      const plain = await measure({ ...b, n: b.times(500) }, judge(target, 'auto'));
      // The same element of the same screen with a label that has to be asked about.
      const asks = await measure({ ...b, n: b.times(500) }, judge({ ...target, role: 'button', label: 'Send' }, 'ask'));
      return {
        part: 'executor',
        lines: [
          against('click through the executor', 'ms', whole.value, 'bare input tap', whole.baseline, 'classify, policy, look, tap, wait for rest, verify, record'),
          { name: '  of that, waiting for rest', unit: 'ms', value: spreadOf(waited), note: 'chosen pauses between looks, not work' },
          against('look until at rest', 'ms', look.value, 'one look', look.baseline, 'state, tree, two pictures, snapshot'),
          { name: 'classify + policy, nothing sensitive', unit: 'ms', value: plain, note: 'one question to Cedar' },
          { name: 'classify + policy, asked about', unit: 'ms', value: asks, note: 'two questions to Cedar, and one for each way to remember' },
        ],
      };
    }, clock);
  },
};
