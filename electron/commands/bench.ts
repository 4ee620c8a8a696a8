// Exports: BENCHES. The benches that are commands of their own, loaded on use.

import type { Command } from './command.ts';

export const BENCHES: Readonly<Record<string, () => Promise<Command>>> = {
  'bench tasks': async () => (await import('../bench/tasks/command.ts')).tasks,
};
