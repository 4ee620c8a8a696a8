// Exports: listEpisodes, readEpisode, readImage, readHidden. Reads what `recorder.ts` wrote, also when the writer was killed.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { z } from 'zod';
import { fileFault, readBytes, readLines, readText } from '../base/files.ts';
import { mayRead } from '../privacy/labels.ts';
import { Failure, type Fault } from '../protocol/faults.ts';
import type { Episode, EpisodeInfo, RunStatus, StepRecord } from '../protocol/run.ts';
import { EPISODE_VERSION, hiddenName, type Hidden } from './recorder.ts';

const Head = z.object({
  t: z.literal('head'), v: z.number().int(), id: z.string(), at: z.number(), device: z.string(),
  sop: z.object({ path: z.string(), title: z.string(), sha256: z.string() }).optional(),
  params: z.record(z.string(), z.string()),
  label: z.object({ readers: z.union([z.literal('all'), z.array(z.string())]), integrity: z.enum(['trusted', 'untrusted']) }).optional(),
});
// A record is our own writing; what shows it needs these parts to be there, and the rest stays as written.
const StepLine = z.looseObject({
  t: z.literal('step'), v: z.number(), seq: z.number(), at: z.number(), what: z.string(), actor: z.looseObject({ kind: z.string() }),
  outcome: z.looseObject({ ok: z.boolean() }), claimed: z.boolean(), verified: z.enum(['yes', 'no', 'unknown']), checks: z.array(z.unknown()), ms: z.number(),
});
const End = z.object({ t: z.literal('end'), at: z.number(), status: z.string(), fault: z.looseObject({ kind: z.string() }).optional() });
const Intent = z.looseObject({ t: z.literal('intent'), seq: z.number() });

/** An episode's id is its folder's name. */
const ID = /^[\w.-]{1,200}$/;

/**
 * @param root folder of all episodes
 * @param reader who asks: what may not be read is as if it were not there. Absent: this program itself
 * @throws Failure `run/not-found`, `file/damaged` (no head, or written by a newer program)
 */
export async function readEpisode(root: string, id: string, reader?: string): Promise<Episode> {
  if (!ID.test(id) || id.startsWith('.')) throw new Failure({ kind: 'run/not-found', run: id });
  const folder = path.join(root, id);
  const file = path.join(folder, 'episode.jsonl');
  const { lines, damaged: torn } = await readLines(file).catch((e: unknown) => {
    throw e instanceof Failure && e.fault.kind === 'file/not-found' ? new Failure({ kind: 'run/not-found', run: id }) : e;
  });
  const head = Head.safeParse(lines[0]);
  if (!head.success) throw new Failure({ kind: 'file/damaged', path: file, detail: 'Its first line is not the head of an episode' });
  if (head.data.v > EPISODE_VERSION) throw new Failure({ kind: 'file/damaged', path: file, detail: `It was written by a newer Countersign (format ${head.data.v}); update to read it` });
  if (reader !== undefined && !mayRead(reader, head.data.label?.readers)) throw new Failure({ kind: 'run/not-found', run: id });
  const records: StepRecord[] = [];
  let damaged = torn;
  let end: z.infer<typeof End> | undefined;
  for (const line of lines.slice(1)) {
    const step = StepLine.safeParse(line);
    if (step.success) {
      const { t: _, ...record } = step.data;
      records.push(record as unknown as StepRecord);
      continue;
    }
    const last = End.safeParse(line);
    if (last.success) end = last.data;
    else if (!Intent.safeParse(line).success) damaged++;
  }
  const { sop, device, at, params, label } = head.data;
  return {
    id, path: folder, device, params, records, damaged,
    ...(label ? { label } : {}),
    ...(sop ? { sop: { path: sop.path, title: sop.title } } : {}),
    status: end ? (end.status as RunStatus) : 'interrupted',
    steps: records.length,
    startedAt: at,
    ...(end ? { endedAt: end.at } : {}),
    ...(end?.fault ? { fault: end.fault as unknown as Fault } : {}),
  };
}

/** Newest first, those that the reader may read. Folders that hold no readable episode are left out and named in `unreadable`. */
export async function listEpisodes(root: string, reader?: string): Promise<{ episodes: EpisodeInfo[]; unreadable: string[] }> {
  const names = await fs.readdir(root, { withFileTypes: true }).catch((e: unknown) => {
    const fault = fileFault(e, root);
    if (fault?.kind === 'file/not-found') return [];
    throw fault ? new Failure(fault) : e;
  });
  const episodes: EpisodeInfo[] = [];
  const unreadable: string[] = [];
  for (const d of names) {
    if (!d.isDirectory() || !ID.test(d.name)) continue;
    try {
      const { params: _p, records: _r, damaged: _d, fault: _f, ...info } = await readEpisode(root, d.name);
      if (reader !== undefined && !mayRead(reader, info.label?.readers)) continue;
      episodes.push(info);
    } catch (e) {
      if (!(e instanceof Failure)) throw e;
      unreadable.push(d.name);
    }
  }
  return { episodes: episodes.sort((a, b) => b.startedAt - a.startedAt), unreadable };
}

/** A picture of an episode. @throws Failure `file/not-found` */
export async function readImage(root: string, id: string, name: string): Promise<Buffer> {
  if (!ID.test(id) || !/^[\w-]+\.png$/.test(name)) throw new Failure({ kind: 'file/not-found', path: name });
  return await readBytes(path.join(root, id, 'images', name));
}

const Side = z.number().int();
const HiddenShape = z.object({ v: z.literal(1), size: z.tuple([z.number().positive(), z.number().positive()]), boxes: z.array(z.tuple([Side, Side, Side, Side])) });

/**
 * What of a picture others may not see, as it was told when the picture was taken.
 * @param folder of the episode
 * @returns undefined when nobody knew: an older episode, a screen without elements
 * @throws Failure `file/damaged`, `file/*`
 */
export async function readHidden(folder: string, name: string): Promise<Hidden | undefined> {
  const file = path.join(folder, 'images', hiddenName(name));
  const text = await readText(file).catch((e: unknown) => { if (e instanceof Failure && e.fault.kind === 'file/not-found') return undefined; throw e; });
  if (text === undefined) return undefined;
  let value: unknown;
  try { value = JSON.parse(text); } catch { value = undefined; }
  const read = HiddenShape.safeParse(value);
  if (!read.success) throw new Failure({ kind: 'file/damaged', path: file, detail: 'It does not say what of the picture may not be shown: remove it, then the picture is left out' });
  return read.data;
}
