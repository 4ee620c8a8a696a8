// Exports: createBindings. The binding sidecar of one SOP file, as a run uses it: what a person or a model chose is remembered.

import type { Bindings } from '../agent/context.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { faultOf } from '../protocol/faults.ts';
import type { Sop } from '../protocol/sop.ts';
import { bindingsFile, noBindings, readBindings, reanchor, withBinding, writeBindings } from '../sop/bindings.ts';
import { stepById } from '../sop/flow.ts';

/**
 * @param file the SOP's file; unsaved text has none and is remembered for this run only
 * A sidecar that cannot be read or written costs speed, never the run: the log says so once.
 */
export async function createBindings(o: { file?: string; sop: Sop; log: Log; clock: Clock }): Promise<Bindings> {
  const sidecar = o.file === undefined ? undefined : bindingsFile(o.file);
  const read = sidecar === undefined ? { bindings: noBindings() } : await readBindings(sidecar);
  if (read.fault) o.log.write('sop', 'warning', 'The bindings of this SOP are not used', read.fault);
  let bindings = reanchor(read.bindings, o.sop);
  /** Choices made in SOPs that this one runs: theirs to keep, not ours. */
  const others = new Map<string, Parameters<Bindings['set']>[2]>();
  return {
    get: (sopId, step) => (sopId === o.sop.meta.id ? bindings.steps[step]?.selectors : others.get(`${sopId}\0${step}`)),
    async set(sopId, step, selectors) {
      const placed = sopId === o.sop.meta.id ? stepById(o.sop, step) : undefined;
      if (!placed) { others.set(`${sopId}\0${step}`, selectors); return; }
      bindings = withBinding(bindings, placed.step, { selectors: [...selectors], package: '', structureHash: '', by: 'person', verifiedAt: o.clock.now() });
      if (sidecar === undefined) return;
      await writeBindings(sidecar, bindings).catch((e: unknown) => o.log.write('sop', 'warning', 'The choice was not kept beside the SOP', faultOf(e)));
    },
  };
}
