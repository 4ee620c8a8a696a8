// Exports: createModels, Models. The model in use: loading one unloads the one before; what goes wrong is kept to be shown.

import { createModelMind } from '../agent/model-mind.ts';
import type { Mind } from '../agent/mind.ts';
import { createPilotMind } from '../agent/pilot-mind.ts';
import type { Clock } from '../base/clock.ts';
import { Mutex } from '../base/lock.ts';
import type { Log } from '../base/log.ts';
import { modelOpinion, type SecondOpinion } from '../control/second-opinion.ts';
import { inspectGguf } from '../model/gguf.ts';
import { loadModel, type LoadOptions, type Model } from '../model/llama.ts';
import { EMBEDDED } from '../model/manager/catalogue.ts';
import { embeddedPilot, loadEmbedded } from '../model/pilot/embedded.ts';
import { faultOf } from '../protocol/faults.ts';
import type { ModelInfo } from '../protocol/services.ts';

export interface Models {
  info(): ModelInfo;
  /**
   * @param path `pilot` for the one that comes with the program
   * @returns what became of it: `ready`, or `failed` with the fault
   */
  load(path: string): Promise<ModelInfo>;
  unload(): Promise<ModelInfo>;
  /** Adds to what is said about the model in use. */
  note(more: Partial<ModelInfo>): ModelInfo;
  mind(): Mind | undefined;
  /** A language model's opinion of a button; undefined while none is loaded, and with the pilot, which has none. */
  opinion(): SecondOpinion | undefined;
  close(): Promise<void>;
}

const NONE: ModelInfo = { path: '', name: '', state: 'none' };

/**
 * @param o.resources the program's folder of that name; `warm`: where evaluated prompts are kept; `onLoaded` gets a model that writes to itself
 * before anyone may ask it, and what it throws makes the load fail
 */
export function createModels(o: { resources: string; warm: string; log: Log; clock: Clock; freeBytes: () => number; onChange: (info: ModelInfo) => void; onLoaded?: (model: Model, signal: AbortSignal) => Promise<void> }): Models {
  const turn = new Mutex();
  const closing = new AbortController();
  let info = NONE;
  let model: { info: ModelInfo; close(): Promise<void> } | undefined;
  let mind: Mind | undefined;
  let opinion: SecondOpinion | undefined;
  const tell = (now: ModelInfo): ModelInfo => { info = now; o.onChange(now); return now; };
  const drop = async (): Promise<void> => {
    const old = model;
    model = undefined;
    mind = undefined;
    opinion = undefined;
    await old?.close();
  };
  return {
    info: () => info,
    mind: () => mind,
    opinion: () => opinion,
    load: (named) => turn.hold(async () => {
      await drop();
      const path = named === EMBEDDED ? embeddedPilot(o.resources) : named;
      const name = path.split(/[\\/]/).at(-1) ?? path;
      tell({ path, name, state: 'loading', progress: 0 });
      try {
        let told = 0;
        const how: LoadOptions = {
          path, log: o.log, now: o.clock.now, freeBytes: o.freeBytes(), warm: o.warm, signal: closing.signal,
          onProgress: (progress) => { if (progress - told >= 0.05) { told = progress; tell({ path, name, state: 'loading', progress }); } },
        };
        if ((await inspectGguf(path)).pilot !== undefined) {
          const pilot = await loadEmbedded(o.resources, how, path);
          model = pilot;
          mind = createPilotMind(pilot);
        } else {
          const llama = await loadModel(how);
          model = llama;
          if (o.onLoaded !== undefined) {
            tell({ path, name, state: 'loading', progress: 1 });
            await o.onLoaded(llama, closing.signal);
          }
          mind = createModelMind(llama);
          opinion = modelOpinion(llama);
        }
        return tell(model.info);
      } catch (e) {
        await drop();
        const fault = faultOf(e);
        o.log.write('model', 'error', `${path} was not loaded`, fault);
        return tell({ path, name, state: 'failed', fault });
      }
    }),
    unload: () => turn.hold(async () => { await drop(); return tell(NONE); }),
    note: (more) => tell({ ...info, ...more }),
    close: () => { closing.abort(new DOMException('The host ends', 'AbortError')); return turn.hold(drop); },
  };
}
