// Exports: CHOOSERS, ChooserParts. Who can decide in the arms that ask somebody. A model is one row here and an adapter in chooser.ts.

import type { Log } from '../../base/log.ts';
import { loadEmbedded } from '../../model/pilot/embedded.ts';
import type { Chooser } from './chooser.ts';
import { fromPilot } from './chooser.ts';
import { createLexical } from './lexical.ts';

/** `resources`: the program's folder of that name; `pilot`: another file than the embedded one. */
export interface ChooserParts { resources: string; pilot?: string; log: Log; signal: AbortSignal }

export const CHOOSERS: Readonly<Record<string, (p: ChooserParts) => Promise<Chooser>>> = {
  lexical: async () => createLexical(),
  pilot: async ({ resources, pilot, log, signal }) => fromPilot(await loadEmbedded(resources, { freeBytes: process.availableMemory(), log, now: () => performance.now(), signal }, pilot)),
};
