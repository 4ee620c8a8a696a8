// Exports: BENCHES. `bench` and the commands below it, each loaded on use: a row here is all that a further one needs.

import type { Command } from './command.ts';

export const BENCHES: Readonly<Record<string, () => Promise<Command>>> = {
  bench: async () => (await import('../bench/bench.ts')).bench,
  'bench audit': async () => (await import('../bench/audit/command.ts')).audit,
  'bench aitw': async () => (await import('../bench/datasets/command.ts')).aitw,
  'bench guard': async () => (await import('../bench/guard/command.ts')).guard,
  'bench noninterference': async () => (await import('../bench/noninterference.ts')).noninterference,
  'bench redact': async () => (await import('../bench/redact.ts')).redact,
  'bench tasks': async () => (await import('../bench/tasks/command.ts')).tasks,
};
