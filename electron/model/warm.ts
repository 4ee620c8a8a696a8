// Exports: createWarm, Warm. What a model has evaluated, kept on disk: the second run of an SOP starts where the first one left its prompt.
// llama.cpp trusts such a file blindly, so only what this program wrote, for this very model, unchanged since, is given to it.

import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { LlamaContextSequence } from 'node-llama-cpp';
import { z } from 'zod';
import { ensureFolder, fileFault, readBytes, readText, writeAtomic } from '../base/files.ts';
import type { Log } from '../base/log.ts';
import { Failure, faultOf } from '../protocol/faults.ts';

/** Files kept, newest first. */
const KEPT = 6;
const shape = z.object({ model: z.string(), context: z.number(), sha256: z.string() });

export interface Warm {
  /** Puts the state of that name into the sequence. @returns whether it was there and usable */
  load(sequence: LlamaContextSequence, key: string): Promise<boolean>;
  /** Keeps the sequence's state. What goes wrong is logged: a cold start is no failure. */
  save(sequence: LlamaContextSequence, key: string): Promise<void>;
}

/** @param o.model which model it is: path, size and time of change */
export function createWarm(o: { folder: string; model: string; log: Log }): Warm {
  const names = (key: string): { state: string; about: string } => {
    const name = createHash('sha256').update(`${o.model}\n${key}`).digest('hex').slice(0, 32);
    return { state: path.join(o.folder, `${name}.state`), about: path.join(o.folder, `${name}.json`) };
  };
  const digest = async (file: string): Promise<string> => createHash('sha256').update(await readBytes(file)).digest('hex');
  const logged = (what: string, e: unknown): void => o.log.write('model', 'warning', what, faultOf(e));

  async function forgetOld(): Promise<void> {
    const files = (await fs.readdir(o.folder)).filter((f) => f.endsWith('.state'));
    const aged = await Promise.all(files.map(async (f) => ({ f, at: (await fs.stat(path.join(o.folder, f))).mtimeMs })));
    for (const { f } of aged.sort((a, b) => b.at - a.at).slice(KEPT)) for (const name of [f, f.replace(/\.state$/, '.json')]) await fs.rm(path.join(o.folder, name), { force: true });
  }

  return {
    async load(sequence, key) {
      const { state, about } = names(key);
      try {
        const said = shape.parse(JSON.parse(await readText(about)));
        if (said.model !== o.model || said.context !== sequence.contextSize || said.sha256 !== await digest(state)) return false;
        await sequence.loadStateFromFile(state, { acceptRisk: true });
        return true;
      } catch (e) {
        if (!(e instanceof Failure && e.fault.kind === 'file/not-found')) logged('A kept state cannot be used', e);
        return false;
      }
    },
    async save(sequence, key) {
      const { state, about } = names(key);
      const temp = `${state}.tmp`;
      try {
        await ensureFolder(o.folder);
        await sequence.saveStateToFile(temp);
        const sha256 = await digest(temp);
        await fs.rename(temp, state);
        await writeAtomic(about, JSON.stringify({ model: o.model, context: sequence.contextSize, sha256 }), 0o600);
        await forgetOld();
      } catch (e) {
        await fs.rm(temp, { force: true });
        const fault = fileFault(e, state);
        logged('The evaluated prompt was not kept', fault ? new Failure(fault) : e);
      }
    },
  };
}
