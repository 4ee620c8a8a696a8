// Exports: createModels, Models. The model in use: loading one unloads the one before; what goes wrong is kept to be shown.

import { createModelMind } from '../agent/model-mind.ts';
import type { Mind } from '../agent/mind.ts';
import type { Clock } from '../base/clock.ts';
import { Mutex } from '../base/lock.ts';
import type { Log } from '../base/log.ts';
import { loadModel, type Model } from '../model/llama.ts';
import { faultOf } from '../protocol/faults.ts';
import type { ModelInfo } from '../protocol/services.ts';

export interface Models {
  info(): ModelInfo;
  /** Resolves with what became of it: `ready`, or `failed` with the fault. */
  load(path: string): Promise<ModelInfo>;
  unload(): Promise<ModelInfo>;
  /** Adds to what is said about the model in use. */
  note(more: Partial<ModelInfo>): ModelInfo;
  mind(): Mind | undefined;
  close(): Promise<void>;
}

const NONE: ModelInfo = { path: '', name: '', state: 'none' };

/** @param onLoaded gets the model to itself before anyone may ask it; what it throws makes the load fail */
export function createModels(o: { log: Log; clock: Clock; freeBytes: () => number; onChange: (info: ModelInfo) => void; onLoaded?: (model: Model, signal: AbortSignal) => Promise<void> }): Models {
  const turn = new Mutex();
  const closing = new AbortController();
  let info = NONE;
  let model: Model | undefined;
  let mind: Mind | undefined;
  const tell = (now: ModelInfo): ModelInfo => { info = now; o.onChange(now); return now; };
  const drop = async (): Promise<void> => {
    const old = model;
    model = undefined;
    mind = undefined;
    await old?.close();
  };
  return {
    info: () => info,
    mind: () => mind,
    load: (path) => turn.hold(async () => {
      await drop();
      const name = path.split(/[\\/]/).at(-1) ?? path;
      tell({ path, name, state: 'loading', progress: 0 });
      try {
        let told = 0;
        model = await loadModel({
          path, log: o.log, now: o.clock.now, freeBytes: o.freeBytes(), signal: closing.signal,
          onProgress: (progress) => { if (progress - told >= 0.05) { told = progress; tell({ path, name, state: 'loading', progress }); } },
        });
        if (o.onLoaded !== undefined) {
          tell({ path, name, state: 'loading', progress: 1 });
          await o.onLoaded(model, closing.signal);
        }
        mind = createModelMind(model);
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
