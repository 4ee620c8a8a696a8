// Exports: list, show. What runs and demonstrations left behind.

import * as path from 'node:path';
import { loadConfig } from '../base/config.ts';
import { advise } from '../protocol/faults.ts';
import { listEpisodes, readEpisode } from '../trajectory/reader.ts';
import { UsageError, type Command, type CommandIo } from './command.ts';

const root = async (io: CommandIo, folder: unknown): Promise<string> => (typeof folder === 'string' ? path.resolve(folder) : path.join((await loadConfig(io.root, io.env)).data, 'episodes'));

export const list: Command = {
  usage: 'episode list [--folder DIR] [--json]',
  about: 'List recorded runs, newest first',
  options: { folder: { type: 'string' } },
  words: 0,
  async run({ values }, io) {
    const { episodes, unreadable } = await listEpisodes(await root(io, values.folder));
    if (io.json) io.out(JSON.stringify({ episodes, unreadable }));
    else {
      for (const e of episodes) io.out(`${e.id.padEnd(28)} ${e.status.padEnd(16)} ${String(e.steps).padStart(4)} steps  ${e.sop?.title ?? ''}`);
      for (const u of unreadable) io.err(`${u}: cannot be read`);
      if (episodes.length === 0) io.out('No episodes yet');
    }
    return 0;
  },
};

export const show: Command = {
  usage: 'episode show ID|FOLDER [--folder DIR] [--json]',
  about: 'Show the steps of a recorded run, also of one that was killed',
  options: { folder: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const [id] = positionals;
    if (id === undefined) throw new UsageError('Name the episode: see episode list');
    const isPath = /[\\/]/.test(id);
    const e = await readEpisode(isPath ? path.dirname(path.resolve(id)) : await root(io, values.folder), isPath ? path.basename(id) : id);
    if (io.json) { io.out(JSON.stringify(e)); return 0; }
    io.out(`${e.sop?.title ?? e.id}: ${e.status}${e.damaged ? `, ${e.damaged} damaged line${e.damaged === 1 ? '' : 's'}` : ''}`);
    for (const r of e.records) {
      io.out(`${String(r.seq).padStart(4)}  ${r.step ? `${r.step.number}. ` : ''}${r.what}${r.resolvedBy ? ` [${r.resolvedBy}]` : ''}  ${r.outcome.ok ? 'done' : `failed: ${advise(r.outcome.fault).title}`}, ${r.verified === 'yes' ? 'verified' : r.verified === 'no' ? 'NOT verified' : 'not checked'}${r.approval ? `, approval: ${r.approval.decision} by ${r.approval.by}` : ''}`);
    }
    return 0;
  },
};
