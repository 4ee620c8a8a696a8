// Exports: readPolicies, userSources, ownSources, watchPolicies, builtIn, policyFolder, FORM_FILE. Where policies come from: the program's own files, and `*.cedar` of the folder `policy`
// beside the user's SOPs. Read anew whenever a file changes.

import { existsSync, readFileSync, watch as watchFolder, type FSWatcher } from 'node:fs';
import * as path from 'node:path';
import { ensureFolder, fileFault, listFiles, readText } from '../../base/files.ts';
import { Failure } from '../../protocol/faults.ts';
import { compile, type Compiled, type Source } from './cedar.ts';

/** Written by the form. */
export const FORM_FILE = 'form.cedar';
const SCHEMA = 'countersign.cedarschema';
const BASE = 'base.cedar';

/** @param userFolder the user's SOP folder */
export const policyFolder = (userFolder: string): string => path.join(userFolder, 'policy');

/** The `.cedar` files of a folder, sorted by name; none when there is no such folder. @throws Failure `file/*` */
export async function userSources(folder: string): Promise<Source[]> {
  let names: string[];
  try {
    names = await listFiles(folder, '.cedar');
  } catch (e) {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return [];
    throw e;
  }
  return await Promise.all(names.map(async (name) => ({ name, text: await readText(path.join(folder, name)), builtIn: false })));
}

/** What the program brings. @param resources its folder of resources. @throws Failure `file/*` */
export async function ownSources(resources: string): Promise<{ schema: Source; base: Source }> {
  const read = async (name: string): Promise<Source> => ({ name, text: await readText(path.join(resources, 'policy', name)), builtIn: true });
  const [schema, base] = await Promise.all([read(SCHEMA), read(BASE)]);
  return { schema, base };
}

/** Policies that cannot be read count as broken: what they forbid is not known. */
export async function readPolicies(o: { resources: string; folder: string }): Promise<Compiled> {
  const { schema, base } = await ownSources(o.resources);
  try {
    return compile(schema, [base, ...await userSources(o.folder)]);
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    const { fault } = e;
    const file = 'path' in fault ? path.basename(fault.path) : o.folder;
    const none = compile(schema, [base]);
    return { ...none, ok: false, problems: [{ severity: 'error', file, line: 0, column: 0, message: `it cannot be read (${'detail' in fault ? fault.detail : fault.kind})` }] };
  }
}

/**
 * Announces changes of the folder.
 * @param quietMs how long the disk has to be quiet before
 * @returns stop
 */
export function watchPolicies(folder: string, onChange: () => void, onFault: (e: unknown) => void, quietMs = 100): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  let stopped = false;
  ensureFolder(folder).then(() => {
    if (stopped) return;
    try {
      watcher = watchFolder(folder, { recursive: true, persistent: false }, (_event, name) => {
        if (name !== null && !name.endsWith('.cedar')) return;
        clearTimeout(timer);
        timer = setTimeout(onChange, quietMs);
      });
      watcher.on('error', onFault);
    } catch (e) {
      const fault = fileFault(e, folder);
      onFault(fault ? new Failure(fault) : e);
    }
  }, onFault);
  return () => { stopped = true; clearTimeout(timer); watcher?.close(); };
}

let own: Compiled | undefined;
/** The built-in policy alone, found beside the running program whether it was built or not. Read at once: an executor may be made anywhere. */
export function builtIn(): Compiled {
  if (own) return own;
  let at = import.meta.dirname;
  while (!existsSync(path.join(at, 'resources', 'policy', BASE))) {
    const up = path.dirname(at);
    if (up === at) throw new Failure({ kind: 'file/not-found', path: path.join('resources', 'policy', BASE) });
    at = up;
  }
  const read = (name: string): Source => ({ name, text: readFileSync(path.join(at, 'resources', 'policy', name), 'utf8'), builtIn: true });
  return own = compile(read(SCHEMA), [read(BASE)]);
}
