// Exports: windowPhoton. Click-to-photon in the real window: from the pointer event in Chromium to the changed pixel of its canvas.

import type { Bench, PartResult } from './part.ts';

export async function windowPhoton(_b: Bench): Promise<Pick<PartResult, 'lines' | 'skipped' | 'broken'>> {
  return { lines: [], skipped: ['click to photon in the window: not measured yet'] };
}
