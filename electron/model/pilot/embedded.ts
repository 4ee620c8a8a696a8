// Exports: embeddedPilot, loadEmbedded. The model that comes with the program, with the lexicon it was trained with.

import * as path from 'node:path';
import type { LoadOptions } from '../llama.ts';
import { createKin } from './kin.ts';
import { readLexicon } from './lexicon.ts';
import { loadPilot, type Pilot } from './pilot.ts';

/** @param resources the program's folder of that name */
export const embeddedPilot = (resources: string): string => path.join(resources, 'models', 'pilot.gguf');

/**
 * @param file another model of the same kind instead
 * @throws Failure as `loadPilot`; `file/damaged` for a lexicon that cannot be read
 */
export async function loadEmbedded(resources: string, o: Omit<LoadOptions, 'path'>, file = embeddedPilot(resources)): Promise<Pilot> {
  const concepts = await readLexicon(path.join(resources, 'pilot', 'lexicon'));
  return await loadPilot({ ...o, path: file, concepts, kin: createKin(concepts) });
}
