// Exports: guards. `Whenever`: tried on each look before anything else is done on that screen.

import type { Snapshot } from '../protocol/screen.ts';
import { truth } from './checks.ts';
import type { Flow, Run, StepContext } from './context.ts';
import { runSteps } from './steps.ts';

/** @returns `undefined` when none applies; `acted` when one was carried out and the screen is another now */
export async function guards(run: Run, c: StepContext, screen: Snapshot): Promise<Flow | 'acted' | undefined> {
  if (c.guarded) return undefined;
  for (const guard of c.frame.sop.guards) {
    if (truth(screen, guard.condition, c.frame.scope) !== 'yes') continue;
    // The same guard on the same screen again does not help: the step has to cope.
    if (run.guarded.get(guard) === screen.contentHash) continue;
    run.guarded.set(guard, screen.contentHash);
    const flow = await runSteps(run, { ...c.frame }, guard.body, true);
    if (flow.go !== 'on') return flow;
    return 'acted';
  }
  return undefined;
}
