// Exports: CHOOSERS, ChooserParts. Who can decide in the arms that ask somebody. A model is one row here and an adapter in chooser.ts.

import type { Log } from '../../base/log.ts';
import type { Chooser } from './chooser.ts';
import { createLexical } from './lexical.ts';

export interface ChooserParts { root: string; log: Log; signal: AbortSignal }

export const CHOOSERS: Readonly<Record<string, (p: ChooserParts) => Promise<Chooser>>> = {
  lexical: async () => createLexical(),
};
