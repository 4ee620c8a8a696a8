// Exports: openMemory, memoryIfPossible, appsOf, createRemembering. One memory for all runs, explorations and the editor of this host; what a run needs of it, bound to its phone.

import * as path from 'node:path';
import type { Remembering } from '../agent/context.ts';
import type { Clock } from '../base/clock.ts';
import { ensureFolder } from '../base/files.ts';
import type { Log } from '../base/log.ts';
import type { PhoneSession } from '../device/types.ts';
import { appVersion } from '../device/version.ts';
import { createMemory, type AppKey, type Memory } from '../memory/memory.ts';
import { openStore } from '../memory/store.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import type { Label } from '../protocol/privacy.ts';

/**
 * @param data the data folder
 * @returns the memory, and the fault of a damaged file that was set aside. Throws a Failure when there can be none.
 */
export async function openMemory(o: { data: string; clock: Clock; reader?: () => string }): Promise<{ memory: Memory; setAside?: Fault }> {
  await ensureFolder(o.data);
  const { store, setAside } = openStore(path.join(o.data, 'memory.db'), o.clock.now());
  return { memory: createMemory({ store, clock: o.clock, ...(o.reader ? { reader: o.reader } : {}) }), ...(setAside ? { setAside } : {}) };
}

/** The same for what goes on without a memory when there can be none. `fault` says why, or what became of a damaged file. */
export async function memoryIfPossible(o: { data: string; clock: Clock; reader?: () => string }): Promise<{ memory?: Memory; fault?: Fault }> {
  try {
    const { memory, setAside } = await openMemory(o);
    return { memory, ...(setAside ? { fault: setAside } : {}) };
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    return { fault: e.fault };
  }
}

/** Name and version of the apps of one phone, asked once each: an update during a run counts from the next one on. */
export function appsOf(session: PhoneSession): (packageName: string) => Promise<AppKey> {
  const known = new Map<string, Promise<AppKey>>();
  let apps: ReturnType<PhoneSession['apps']> | undefined;
  return (packageName) => {
    let asked = known.get(packageName);
    if (!asked) {
      apps ??= session.apps();
      asked = Promise.all([apps, appVersion(session.device, packageName)]).then(([list, version]) => ({ package: packageName, version, label: list.find((a) => a.package === packageName)?.label ?? packageName }));
      known.set(packageName, asked);
      asked.catch(() => { known.delete(packageName); apps = undefined; });
    }
    return asked;
  };
}

/**
 * What cannot be remembered is said in the log and costs the run nothing.
 * @param o.readers who may read what the run leaves behind: it learns under that label, and is told what all of them may read
 */
export function createRemembering(o: { memory: Memory; session: PhoneSession; log: Log; readers?: Label['readers'] }): Remembering {
  const app = appsOf(o.session);
  const quietly = async <T>(what: string, otherwise: T, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (e) {
      if (!(e instanceof Failure)) throw e;
      o.log.write('run', 'warning', what, faultOf(e));
      return otherwise;
    }
  };
  return {
    leads: (screen, goal, signal) => quietly('Nothing is remembered here', new Map(), async () => new Map([...await o.memory.hints(await app(screen.package), screen, goal, signal, o.readers)].map(([id, l]) => [id, l.text]))),
    learn: (record, before, after) => quietly('This step is not remembered', undefined, () => o.memory.learn(app, record, before, after, o.readers)),
  };
}
