// Exports: list, show, exportEpisode. What runs and demonstrations left behind, for who may read it.

import * as path from 'node:path';
import { loadConfig } from '../base/config.ts';
import { ensureFolder, listFiles, readBytes, writeAtomic } from '../base/files.ts';
import { PUBLIC } from '../privacy/labels.ts';
import { advise, Failure } from '../protocol/faults.ts';
import { listEpisodes, readEpisode } from '../trajectory/reader.ts';
import { textOption, UsageError, type Command, type CommandIo } from './command.ts';
import { LET_OUT, letOut, readerOf } from './let-out.ts';

const root = async (io: CommandIo, folder: unknown): Promise<string> => (typeof folder === 'string' ? path.resolve(folder) : path.join((await loadConfig(io.root, io.env)).data, 'episodes'));

const AS = '  --as  the profile that reads; default owner';

export const list: Command = {
  usage: `episode list [--folder DIR] [--as NAME] [--json]\n${AS}`,
  about: 'List recorded runs, newest first',
  options: { folder: { type: 'string' }, as: { type: 'string' } },
  words: 0,
  async run({ values }, io) {
    const { episodes, unreadable } = await listEpisodes(await root(io, values.folder), readerOf(values));
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
  usage: `episode show ID|FOLDER [--folder DIR] [--as NAME] [--json]\n${AS}`,
  about: 'Show the steps of a recorded run, also of one that was killed',
  options: { folder: { type: 'string' }, as: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const [id] = positionals;
    if (id === undefined) throw new UsageError('Name the episode: see episode list');
    const isPath = /[\\/]/.test(id);
    const e = await readEpisode(isPath ? path.dirname(path.resolve(id)) : await root(io, values.folder), isPath ? path.basename(id) : id, readerOf(values));
    if (io.json) { io.out(JSON.stringify(e)); return 0; }
    io.out(`${e.sop?.title ?? e.id}: ${e.status}${e.damaged ? `, ${e.damaged} damaged line${e.damaged === 1 ? '' : 's'}` : ''}`);
    for (const r of e.records) {
      io.out(`${String(r.seq).padStart(4)}  ${r.step ? `${r.step.number}. ` : ''}${r.what}${r.resolvedBy ? ` [${r.resolvedBy}]` : ''}  ${r.outcome.ok ? 'done' : `failed: ${advise(r.outcome.fault).title}`}, ${r.verified === 'yes' ? 'verified' : r.verified === 'no' ? 'NOT verified' : 'not checked'}${r.approval ? `, approval: ${r.approval.decision} by ${r.approval.by}` : ''}`);
    }
    return 0;
  },
};

export const exportEpisode: Command = {
  usage: `episode export ID --out DIR [--folder DIR] [--declassify REASON] [--as NAME] [--json]
  --out         a new folder DIR/ID: report.html and junit.xml without personal data, and the episode with its pictures
${LET_OUT}`,
  about: 'Copy a recorded run to where others may see it',
  options: { out: { type: 'string' }, folder: { type: 'string' }, declassify: { type: 'string' }, as: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const [id] = positionals;
    const out = textOption(values, 'out');
    if (id === undefined || out === undefined) throw new UsageError('Name the episode and, with --out, a folder');
    const e = await readEpisode(await root(io, values.folder), id, readerOf(values));
    const label = e.label ?? PUBLIC;
    await letOut(values, io, { what: id, label });
    const to = path.join(path.resolve(out), id);
    await ensureFolder(path.dirname(to));
    if (await readBytes(path.join(to, 'episode.jsonl')).then(() => true, () => false)) throw new Failure({ kind: 'file/unwritable', path: to, detail: 'It is there already' });
    const files = await listFiles(e.path, '');
    for (const name of files) await writeAtomic(path.join(to, name), await readBytes(path.join(e.path, name)));
    io.out(io.json ? JSON.stringify({ exported: to, files: files.length, label }) : `${files.length} files in ${to}`);
    return 0;
  },
};
