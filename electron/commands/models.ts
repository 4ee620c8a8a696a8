// Exports: list, inspect, fetch, remove. Model files from the command line: what is installed, what a file is, and getting one by name.

import * as path from 'node:path';
import { loadConfig } from '../base/config.ts';
import { createLog } from '../base/log.ts';
import { createEffects } from '../model/manager/effects.ts';
import { advise, Failure } from '../protocol/faults.ts';
import type { Download, Fit, ModelFacts } from '../protocol/models.ts';
import { openModelLibrary, processAlive, type ModelLibrary } from '../services/model-library.ts';
import { createModels, type Models } from '../services/models.ts';
import { textOption, UsageError, type Command, type CommandIo } from './command.ts';

async function withLibrary<T>(io: CommandIo, onDownload: (d: Download) => void, work: (l: ModelLibrary) => Promise<T>): Promise<T> {
  const config = await loadConfig(io.root, io.env);
  const log = createLog({ clock: io.clock, file: path.join(config.data, 'logs', 'cli.jsonl') });
  const freeMemory = (): number => process.availableMemory();
  // Nothing is loaded here; a host that runs keeps what it has in memory.
  const models: Models = createModels({ resources: config.resources, warm: path.join(config.data, 'warm'), log, clock: io.clock, freeBytes: freeMemory, onChange: () => {} });
  const library = await openModelLibrary({
    folder: path.join(config.data, 'models'), resources: config.resources, models: () => models, effects: createEffects(), clock: io.clock, log,
    freeMemory, rss: () => process.memoryUsage.rss(), pid: process.pid, alive: processAlive, remember: async () => {}, onChange: () => {}, onDownload, notice: (text) => io.err(text),
  });
  try {
    return await work(library);
  } finally {
    await library.close();
  }
}

const size = (bytes: number): string => (bytes === 0 ? '?' : bytes < 2 ** 30 ? `${Math.round(bytes / 2 ** 20)} MiB` : `${(bytes / 2 ** 30).toFixed(1)} GiB`);
const count = (n: number): string => (n === 0 ? '?' : n < 1e6 ? `${Math.round(n / 1e3)}K` : n < 1e9 ? `${Math.round(n / 1e6)}M` : `${(n / 1e9).toFixed(1)}B`);
const FIT = { fits: 'fits', tight: 'fits, tightly', 'too-large': 'too large' } as const;
const fitLine = (f: Fit): string => `${FIT[f.verdict]}: needs ${size(f.need)} (weights ${size(f.weights)}, cache of ${f.context} tokens ${size(f.cache)}, other ${size(f.overhead)}), ${size(f.free)} are free`;
const line = (f: ModelFacts): string => `${f.quantisation.padEnd(8)} ${count(f.parameters).padStart(6)} ${size(f.bytes).padStart(9)}  context ${f.context}, ${f.template === '' ? 'no chat template' : `template ${f.template}`}, ${FIT[f.fit.verdict]}`;

export const list: Command = {
  usage: 'models list [--json]',
  about: 'List installed models and those that can be fetched by name',
  words: 0,
  run: (_, io) => withLibrary(io, () => {}, async (library) => {
    const state = await library.state();
    if (io.json) { io.out(JSON.stringify(state)); return 0; }
    io.out(state.installed.length === 0 ? 'No model is installed' : 'Installed');
    for (const m of state.installed) {
      for (const v of m.versions) {
        io.out(`  ${(v.version === m.current ? m.id : '').padEnd(24)} ${v.version.padEnd(12)} ${v.facts ? line(v.facts) : advise(v.fault!).title}${m.pinned && v.version === m.current ? ', pinned' : ''}${v.benchmark ? `, reads ${v.benchmark.prefill}/s, writes ${v.benchmark.decode}/s` : ''}`);
      }
    }
    io.out('\nTo be fetched');
    for (const c of state.catalogue) {
      if (c.source !== 'fetch' || c.installed) continue;
      const d = state.downloads.find((one) => one.id === c.id);
      io.out(`  ${c.id.padEnd(24)} ${c.quantisation.padEnd(8)} ${count(c.parameters).padStart(6)} ${size(c.bytes).padStart(9)}  context ${c.context}, ${c.licence}${c.fit ? `, ${FIT[c.fit.verdict]}` : ''}${d && d.done > 0 ? `, ${size(d.done)} are here` : ''}`);
    }
    return 0;
  }),
};

export const inspect: Command = {
  usage: 'models inspect FILE [--json]',
  about: 'Show what a GGUF file is and whether it fits into memory (exit code 1 if not)',
  words: 1,
  async run({ positionals: [file] }, io) {
    if (file === undefined) throw new UsageError('Name a GGUF file');
    return await withLibrary(io, () => {}, async (library) => {
      const f = await library.inspect(file);
      if (io.json) io.out(JSON.stringify(f));
      else {
        io.out(`${f.name || path.basename(file)}: ${f.architecture}, ${count(f.parameters)} parameters, ${f.quantisation}, ${size(f.bytes)}`);
        io.out(`Context ${f.context} tokens, ${f.template === '' ? 'no chat template: it is asked in plain text' : `chat template ${f.template}`}`);
        io.out(fitLine(f.fit));
      }
      return f.fit.verdict === 'too-large' ? 1 : 0;
    });
  },
};

export const fetch: Command = {
  usage: 'models fetch ID [--json]',
  about: 'Download a model of the catalogue; stopped or cut off, the next time goes on',
  words: 1,
  async run({ positionals: [id] }, io) {
    if (id === undefined) throw new UsageError('Name a model: see models list');
    let told = -1;
    const progress = (d: Download): void => {
      const tenth = d.total === 0 ? 0 : Math.floor((10 * d.done) / d.total);
      if (d.state === 'checking') io.err('Checking');
      else if (d.state === 'running' && tenth > told) { told = tenth; io.err(`${tenth * 10} % of ${size(d.total)}${d.speed > 0 ? `, ${size(d.speed)}/s` : ''}`); }
    };
    return await withLibrary(io, progress, async (library) => {
      const { done } = await library.fetch(id);
      const stop = (): void => { void library.stop(id, false); };
      if (io.signal.aborted) stop(); else io.signal.addEventListener('abort', stop, { once: true });
      const end = await done;
      io.signal.removeEventListener('abort', stop);
      if (end.fault !== undefined) throw new Failure(end.fault);
      if (end.state === 'stopped') throw new Failure({ kind: 'run/aborted' });
      const model = (await library.state()).installed.find((m) => m.id === id);
      const version = model?.versions[0];
      if (io.json) io.out(JSON.stringify({ id, version: version?.version, path: version?.path }));
      else io.out(`${model?.title} is installed: ${version?.path}`);
      return 0;
    });
  },
};

export const remove: Command = {
  usage: 'models remove ID [--version VERSION] [--json]',
  about: 'Remove a model; a file that was chosen by its path is only taken off the list',
  options: { version: { type: 'string' } },
  words: 1,
  async run({ values, positionals: [id] }, io) {
    if (id === undefined) throw new UsageError('Name a model: see models list');
    return await withLibrary(io, () => {}, async (library) => {
      await library.remove(id, textOption(values, 'version'));
      const { installed } = await library.state();
      io.out(io.json ? JSON.stringify({ installed: installed.map((m) => ({ id: m.id, versions: m.versions.map((v) => v.version) })) }) : `${id} is removed`);
      return 0;
    });
  },
};
