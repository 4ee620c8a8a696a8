// Exports: listEpisodes, readEpisode, episodeImage. Reads episodes of every version, complete or cut short.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { fileFault, readBytes, readLines, within } from '../base/files.ts';
import { Failure } from '../protocol/faults.ts';
import { ENDED, type Episode, type EpisodeInfo, type RunStatus } from '../protocol/run.ts';
import { readLine } from './format.ts';

const FILE = 'episode.jsonl';

/**
 * @param folder the episode's folder, or its `episode.jsonl`
 * @throws Failure `file/not-found`; `file/damaged` when not even the header can be read
 */
export async function readEpisode(folder: string): Promise<Episode> {
  const file = path.basename(folder) === FILE ? folder : path.join(folder, FILE);
  const { lines, damaged: torn } = await readLines(file);
  let damaged = torn;
  const episode: Episode = { id: '', path: path.dirname(file), device: '', status: 'interrupted', steps: 0, startedAt: 0, params: {}, records: [], damaged: 0 };
  let headed = false;
  let pending: { seq: number; at: number; what: string } | undefined;
  for (const value of lines) {
    const line = readLine(value);
    if (!line) { damaged++; continue; }
    switch (line.t) {
      case 'episode':
        headed = true;
        Object.assign(episode, { id: line.id, device: line.device, startedAt: line.startedAt, params: line.params, ...(line.sop ? { sop: { path: line.sop.path, title: line.sop.title } } : {}) });
        break;
      case 'intent': pending = { seq: Number(line.seq), at: Number(line.at), what: String(line.what) }; break;
      case 'record':
        episode.records.push(line.record);
        if (pending?.seq === line.record.seq) pending = undefined;
        break;
      case 'end':
        episode.status = (ENDED as readonly string[]).includes(line.status) ? (line.status as RunStatus) : 'interrupted';
        episode.endedAt = line.at;
        if (line.fault) episode.fault = line.fault;
        break;
    }
  }
  if (!headed) throw new Failure({ kind: 'file/damaged', path: file, detail: 'It does not begin with the header of an episode (format 1)' });
  // Killed between input and record: the action counts as begun, its effect as unknown.
  if (pending) {
    episode.records.push({
      v: 1, seq: pending.seq, at: pending.at, actor: { kind: 'agent', run: episode.id }, what: pending.what,
      outcome: { ok: false, sent: true, maybe: true, fault: { kind: 'run/aborted' } }, claimed: false, verified: 'unknown', checks: [], ms: 0,
    });
  }
  episode.damaged = damaged;
  episode.steps = episode.records.length;
  return episode;
}

/** All episodes below a folder, newest first; what is no episode is left out. A missing folder has none. */
export async function listEpisodes(root: string): Promise<EpisodeInfo[]> {
  const names = await fs.readdir(root, { withFileTypes: true }).catch((e: unknown) => {
    const fault = fileFault(e, root);
    if (fault?.kind === 'file/not-found') return [];
    throw fault ? new Failure(fault) : e;
  });
  const all: EpisodeInfo[] = [];
  for (const d of names) {
    if (!d.isDirectory()) continue;
    try {
      const { params: _params, records: _records, damaged: _damaged, fault: _fault, ...info } = await readEpisode(path.join(root, d.name));
      all.push(info);
    } catch (e) {
      if (!(e instanceof Failure) || (e.fault.kind !== 'file/not-found' && e.fault.kind !== 'file/damaged')) throw e;
    }
  }
  return all.sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
}

/** Bytes of an image named in a record. @throws Failure `sop/path` for names that leave the folder */
export async function episodeImage(folder: string, name: string): Promise<Uint8Array> {
  return readBytes(await within(folder, name));
}
