// Exports: explore (command). Looks through an app and remembers it, from a terminal or a script: nobody is asked and nothing sensitive is done.

import { randomBytes } from 'node:crypto';
import { explore as exploreApp } from '../agent/explore/explore.ts';
import { createBroker } from '../control/approvals.ts';
import { findApp } from '../control/apps.ts';
import { createExecutor } from '../control/executor.ts';
import { EXPLORE_DEFAULTS } from '../protocol/memory.ts';
import { Failure } from '../protocol/faults.ts';
import { openPolicies } from '../services/policies.ts';
import { openMemory, appsOf } from '../services/remembering.ts';
import { warnOfPolicy } from './policy.ts';
import { printFault, textOption, UsageError, type Command } from './command.ts';
import { withCore } from './with-core.ts';

const number = (values: Record<string, unknown>, name: string, otherwise: number, most: number): number => {
  const said = textOption(values, name);
  if (said === undefined) return otherwise;
  if (!/^\d{1,6}$/.test(said) || Number(said) < 1 || Number(said) > most) throw new UsageError(`--${name} takes a number from 1 to ${most}, not ${said}`);
  return Number(said);
};

export const explore: Command = {
  usage: `explore APP [--device ID] [--steps N] [--minutes N] [--depth N] [--no-go WORDS]… [--json]
  APP          package or name
  --steps      actions at most, restarts and scrolls included (default ${EXPLORE_DEFAULTS.steps})
  --minutes    time at most (default ${EXPLORE_DEFAULTS.minutes})
  --depth      taps from where the app starts at most (default ${EXPLORE_DEFAULTS.depth})
  --no-go      words of a label, or id:… desc:… text:… class:…, that are never touched; may be repeated
  An exploration that was cut short goes on from where it stood.`,
  about: 'Look through an app and remember its screens; nothing is typed and nothing sensitive is done',
  options: { device: { type: 'string' }, steps: { type: 'string' }, minutes: { type: 'string' }, depth: { type: 'string' }, 'no-go': { type: 'string', multiple: true } },
  words: 1,
  async run({ values, positionals }, io) {
    const [name] = positionals;
    if (name === undefined) throw new UsageError('Name the app: its package or its name');
    const bounds = {
      steps: number(values, 'steps', EXPLORE_DEFAULTS.steps, 100_000), minutes: number(values, 'minutes', EXPLORE_DEFAULTS.minutes, 1440), depth: number(values, 'depth', EXPLORE_DEFAULTS.depth, 20),
      noGo: (values['no-go'] as string[] | undefined) ?? [],
    };
    return await withCore(io, {}, async (core) => {
      const device = await core.registry.resolve(textOption(values, 'device'));
      const session = await core.registry.open(device.id);
      const { memory, setAside } = await openMemory({ data: core.config.data, clock: core.clock });
      try {
        if (setAside) printFault(setAside, io.err);
        const apps = await session.apps();
        const found = findApp(apps, name);
        if (!found) throw new Failure({ kind: 'action/app-not-found', app: name, known: apps.map((a) => a.label) });
        // Exploring is refused what it may not do and never waits for anybody.
        const broker = createBroker({ asker: { ask: async (card) => ({ decision: { decision: 'deny', reason: 'exploring asks nobody' }, by: 'rules', ms: 0, revision: card.revision }), revise() {} }, clock: core.clock });
        const policies = await openPolicies({ resources: core.config.resources, userFolder: core.config.settings.userFolder, data: core.config.data, clock: core.clock, log: core.log });
        warnOfPolicy(policies.now(), io.err);
        const executor = createExecutor({ observerOf: core.observerOf, broker, clock: core.clock, log: core.log, policy: policies.policy, witness: { witness: async () => {} } });
        let told = 0;
        const job = await exploreApp(
          { session, executor, observer: core.observerOf(session), store: memory.under('all'), clock: core.clock },
          { id: `explore-${randomBytes(4).toString('hex')}`, device: device.id, app: await appsOf(session)(found.package), bounds },
          (j) => { if (!io.json && j.steps > told) { told = j.steps; io.out(`${String(j.steps).padStart(4)}  ${String(j.states).padStart(3)} screens, ${String(j.open).padStart(3)} open  ${j.now}`); } },
          io.signal,
        );
        if (io.json) io.out(JSON.stringify(job));
        else io.out(`\n${job.label} ${job.version}: ${job.status}${job.why ? ` (${job.why})` : ''}, ${job.states} screens, ${job.edges} ways between them, ${job.open} elements not tried`);
        if (job.fault && !io.json) printFault(job.fault, io.err);
        return job.status === 'done' ? 0 : job.fault ? 2 : 1;
      } finally {
        memory.close();
        await session.close();
      }
    });
  },
};
