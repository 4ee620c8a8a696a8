// Exports: list, show, remove. What is remembered of apps.

import { loadConfig } from '../base/config.ts';
import { systemClock } from '../base/clock.ts';
import { distances } from '../memory/graph.ts';
import type { Memory } from '../memory/memory.ts';
import { summarise } from '../memory/summary.ts';
import { openMemory } from '../services/remembering.ts';
import { printFault, textOption, UsageError, type Command, type CommandIo } from './command.ts';
import { readerOf } from './let-out.ts';

async function withMemory<T>(io: CommandIo, values: Record<string, unknown>, work: (memory: Memory) => T | Promise<T>): Promise<T> {
  const { data } = await loadConfig(io.root, io.env);
  const { memory, setAside } = await openMemory({ data, clock: systemClock, reader: () => readerOf(values) });
  try {
    if (setAside) printFault(setAside, io.err);
    return await work(memory);
  } finally {
    memory.close();
  }
}

/** The app that is meant; its newest version when none is named. */
function named(memory: Memory, name: string, version: string | undefined): { package: string; version: string; label: string } {
  const apps = memory.store.apps();
  const found = apps.find((a) => (a.package === name || a.label.toLowerCase() === name.toLowerCase()) && (version === undefined || a.version === version));
  if (!found) throw new UsageError(`Nothing is remembered of ${name}${version === undefined ? '' : ` ${version}`}; there is: ${apps.map((a) => `${a.package} ${a.version}`).join(', ') || 'nothing yet'}`);
  return found;
}

export const list: Command = {
  usage: 'memory list [--as NAME] [--json]\n  --as  the profile that reads; default owner',
  options: { as: { type: 'string' } },
  about: 'List the apps and versions that are remembered',
  words: 0,
  run: ({ values }, io) => withMemory(io, values, (memory) => {
    const apps = summarise(memory);
    if (io.json) io.out(JSON.stringify(apps));
    else for (const a of apps) io.out(`${a.package.padEnd(34)} ${a.version.padEnd(10)} ${String(a.states).padStart(4)} screens ${String(a.edges).padStart(5)} ways ${String(a.open).padStart(4)} open  ${a.label}${a.job ? `  (${a.job.status})` : ''}${a.fault ? '  cannot be read' : ''}`);
    if (!io.json && apps.length === 0) io.out('Nothing yet: countersign explore APP');
    return 0;
  }),
};

export const show: Command = {
  usage: 'memory show APP [--version V] [--as NAME] [--json]',
  about: 'Show the screens of an app and what leads where',
  options: { version: { type: 'string' }, as: { type: 'string' } },
  words: 1,
  run: ({ values, positionals: [name] }, io) => withMemory(io, values, (memory) => {
    if (name === undefined) throw new UsageError('Name the app: see memory list');
    const app = named(memory, name, textOption(values, 'version'));
    const g = memory.store.read(app.package, app.version)!;
    if (io.json) { io.out(JSON.stringify(g)); return 0; }
    const far = distances(g);
    const title = (id: string | undefined): string => { const s = g.states.find((x) => x.id === id); return s ? s.title || s.activity || s.id : '?'; };
    for (const s of g.states) {
      io.out(`${title(s.id)}  [${s.id}${far.has(s.id) ? `, ${far.get(s.id)} taps from the start` : ''}]`);
      for (const e of s.elements) {
        if (e.role === 'text' || e.role === 'image') continue;
        const to = g.edges.filter((x) => x.from === s.id && x.element === e.key).map((x) => (x.to === undefined ? `leaves for ${x.leaves}` : title(x.to)));
        const state = e.noGo ? 'no-go' : e.classes.length > 0 ? `never: ${e.classes.join(', ')}` : e.tried ?? (e.acts ? 'not tried' : '');
        io.out(`  ${e.role.padEnd(8)} ${e.hint ?? e.task}${to.length > 0 ? `  -> ${[...new Set(to)].join(' or ')}` : ''}${state && to.length === 0 ? `  (${state})` : ''}`);
      }
    }
    return 0;
  }),
};

export const remove: Command = {
  usage: 'memory delete APP [--version V] [--as NAME] [--json]',
  about: 'Forget one version of an app',
  options: { version: { type: 'string' }, as: { type: 'string' } },
  words: 1,
  run: ({ values, positionals: [name] }, io) => withMemory(io, values, (memory) => {
    if (name === undefined) throw new UsageError('Name the app: see memory list');
    const app = named(memory, name, textOption(values, 'version'));
    memory.store.remove(app.package, app.version);
    io.out(io.json ? JSON.stringify({ deleted: app }) : `${app.label} ${app.version} is forgotten`);
    return 0;
  }),
};
