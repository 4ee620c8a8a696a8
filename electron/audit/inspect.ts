// Exports: checkAudit, AuditReport, CheckSource, readChain, listRuns, workspaceOf. Logs as they lie on the disk: one chain, a run with its episode and pictures, an exported
// package, or all that a data folder knows.

import * as fs from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import * as path from 'node:path';
import { fileFault, readBytes, readText } from '../base/files.ts';
import type { AuditBad, AuditCheck, AuditLine, AuditRun } from '../protocol/audit.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import { listEpisodes } from '../trajectory/reader.ts';
import { RUN_LOG } from './audit.ts';
import { fingerprintOf, parseLines, sha256 } from './chain.ts';
import { publicKeyOf, readPublicKeys } from './keys.ts';
import { readMirror } from './mirror.ts';
import { LIMITS, verifyChain, type MirrorHead } from './verify.ts';
import { INDEX } from './workspace.ts';

export interface AuditReport extends AuditCheck {
  /** Each chain of a folder of several. */
  runs?: { run: string; ok: boolean; open: boolean; records: number; firstBad: AuditBad | null }[];
}

export interface CheckSource {
  /** Data folder: its keys, its log and its second copy speak for the runs it knows. */
  data?: string;
  /** Second copy of the data folder. */
  mirror?: string;
  /** A public key and a second copy from outside; they count instead. */
  given?: { key?: string; mirror?: string };
  /** Runs of a data folder that the asker may not read: neither checked nor counted, and its own chain, which knows them, is checked and not counted. */
  hidden?: ReadonlySet<string>;
  /** Told how far it is. */
  onProgress?(done: number, of: number): void;
  signal?: AbortSignal;
}

const exists = (file: string): Promise<boolean> => fs.stat(file).then(() => true, () => false);
const readIf = async (file: string): Promise<Buffer | undefined> => await readBytes(file).catch((e: unknown) => { if (faultOf(e).kind === 'file/not-found') return undefined; throw e; });

/** The data folder that a path is part of, by its log: itself, or what holds the episode. */
export async function workspaceOf(target: string): Promise<string | undefined> {
  for (const folder of [target, path.dirname(target), path.dirname(path.dirname(target)), path.dirname(path.dirname(path.dirname(target)))]) {
    if (await exists(path.join(folder, 'audit', INDEX)) || await exists(path.join(folder, 'audit', 'keys'))) return folder;
  }
  return undefined;
}

interface Context {
  keys?: ReadonlyMap<string, KeyObject>;
  from?: 'given' | 'workspace';
  mirror?: readonly MirrorHead[];
  /** What the log of the data folder says, in order. */
  index: readonly AuditLine[];
  /** Whether a program that still runs writes it. */
  data?: string;
}

/**
 * @param target a log, the folder of an episode or of a package, a folder of such folders, or a data folder
 * @throws Failure `file/*`, `audit/key`, `audit/none` when there is no log in it
 */
export async function checkAudit(target: string, o: CheckSource): Promise<AuditReport> {
  const stat = await fs.stat(target).catch((e: unknown) => { const fault = fileFault(e, target); throw fault ? new Failure(fault) : e; });
  const data = (await workspaceOf(path.resolve(target))) ?? o.data;
  const given = o.given?.key === undefined ? undefined : publicKeyOf(await readText(o.given.key), o.given.key);
  const own = data === undefined ? new Map<string, KeyObject>() : await readPublicKeys(path.join(data, 'audit'));
  const ownMirror = o.mirror !== undefined && (data === o.data || o.data === undefined) ? path.join(o.mirror, 'audit-heads.jsonl') : data === undefined ? undefined : path.join(data, 'audit', 'audit-heads.jsonl');
  const mirrorFile = o.given?.mirror ?? ownMirror;
  const second = mirrorFile === undefined ? undefined : await readMirror(mirrorFile);
  if (o.given?.mirror !== undefined && second === undefined) throw new Failure({ kind: 'file/not-found', path: o.given.mirror });
  const indexBytes = data === undefined ? undefined : await readIf(path.join(data, 'audit', INDEX));
  const index = indexBytes ? parseLines(indexBytes).flatMap((l) => ('record' in l ? [l.record] : [])) : [];
  const context: Context = {
    index, ...(data === undefined ? {} : { data }),
    ...(given ? { keys: new Map([[fingerprintOf(given), given]]), from: 'given' as const } : own.size > 0 ? { keys: own, from: 'workspace' as const } : {}),
    ...(second ? { mirror: second.heads } : {}),
  };
  const near = data !== undefined && o.given?.mirror === undefined && mirrorFile !== undefined && path.resolve(mirrorFile).startsWith(path.resolve(data) + path.sep);
  const noted = (r: AuditReport): AuditReport => ({
    ...r,
    limits: near && r.mirror === 'agrees' ? [...r.limits.slice(0, -1), LIMITS.near, ...r.limits.slice(-1)] : r.limits,
    notes: second && second.damaged > 0 ? [...r.notes, `The second copy holds ${second.damaged} line${second.damaged === 1 ? '' : 's'} that are no heads`] : r.notes,
  });
  if (!stat.isDirectory()) return noted(await checkLog(target, context, given !== undefined));
  if (await exists(path.join(target, RUN_LOG))) return noted(await checkFolder(target, context, given !== undefined));
  if (await exists(path.join(target, 'audit'))) return noted(await checkAll(target, indexBytes, context, o));
  const names = (await fs.readdir(target, { withFileTypes: true })).filter((d) => d.isDirectory()).map((d) => d.name).sort();
  const runs: { run: string; check: AuditCheck; open: boolean }[] = [];
  for (const name of names) if (await exists(path.join(target, name, RUN_LOG))) runs.push({ run: name, check: under(await checkFolder(path.join(target, name), context, given !== undefined), name), open: false });
  if (runs.length === 0) throw new Failure({ kind: 'audit/none', run: target });
  return noted(summed(runs, null));
}

const under = (c: AuditCheck, folder: string): AuditCheck => ({ ...c, firstBad: c.firstBad && { ...c.firstBad, file: `${folder}/${c.firstBad.file}` } });

function summed(runs: readonly { run: string; check: AuditCheck; open: boolean }[], index: AuditCheck | null): AuditReport {
  const all = [...(index ? [index] : []), ...runs.map((r) => (r.open && r.check.firstBad?.why === 'missing checkpoint at the end' ? { ...r.check, ok: true, firstBad: null } : r.check))];
  return {
    ok: all.every((c) => c.ok),
    records: all.reduce((n, c) => n + c.records, 0),
    checkpoints: all.reduce((n, c) => n + c.checkpoints, 0),
    firstBad: all.find((c) => c.firstBad)?.firstBad ?? null,
    head: index?.head ?? (runs.length === 1 ? runs[0]!.check.head : null),
    key: all[0]?.key ?? 'none',
    mirror: all.some((c) => c.mirror === 'disagrees') ? 'disagrees' : all.length > 0 && all.every((c) => c.mirror === 'agrees') ? 'agrees' : 'none',
    limits: [...new Set(all.flatMap((c) => c.limits))],
    notes: [...(index?.notes ?? []), ...runs.flatMap((r) => [...r.check.notes.map((n) => `${r.run}: ${n}`), ...(r.open ? [`${r.run}: still goes on`] : [])])],
    runs: runs.map((r) => ({ run: r.run, ok: r.check.ok || r.open, open: r.open, records: r.check.records, firstBad: r.check.firstBad })),
  };
}

/** A chain alone. The keys of a data folder count for the runs it knows; another chain is checked by the key it names. */
async function checkLog(file: string, c: Context, strict: boolean): Promise<AuditCheck> {
  const bytes = await readBytes(file);
  const first = parseLines(bytes).find((l) => 'record' in l);
  const run = first && 'record' in first ? first.record.run : undefined;
  const isIndex = path.basename(file) === INDEX;
  const lies = c.data !== undefined && path.resolve(file).startsWith(path.resolve(c.data) + path.sep);
  const known = strict || lies || isIndex || c.index.some((r) => r.of?.run === run) || (c.mirror?.some((m) => m.run === run) ?? false);
  const beside = known ? undefined : await readIf(path.join(path.dirname(file), 'public-key.pem'));
  const key = beside && publicKeyOf(beside.toString(), path.join(path.dirname(file), 'public-key.pem'));
  const check = verifyChain(bytes, {
    file: path.basename(file), endless: isIndex,
    // Where it lies says which run it should be of.
    ...(lies && path.basename(file) === RUN_LOG ? { run: path.basename(path.dirname(path.resolve(file))) } : {}),
    ...(known && c.keys ? { keys: c.keys, from: c.from! } : key ? { keys: new Map([[fingerprintOf(key), key]]), from: 'workspace' as const } : {}),
    ...(c.mirror ? { mirror: c.mirror } : {}),
  });
  const fair = key ? { ...check, key: 'embedded' as const, limits: [LIMITS.embedded, ...check.limits.filter((l) => l !== LIMITS.workspace)] } : check;
  if (!fair.ok || isIndex) return fair;
  const ended = c.index.findLast((r) => r.type === 'run-closed' && r.of?.run === run)?.of;
  if (!ended || (ended.count === fair.records && ended.head === fair.head)) return fair;
  return { ...fair, ok: false, firstBad: { file: path.basename(file), line: fair.records, why: ended.count! > fair.records ? 'count below checkpoint' : 'run missing', detail: `the data folder's log knows ${ended.count} records that end in ${ended.head?.slice(0, 12)}…` } };
}

/** A chain with the episode and the pictures it speaks of. */
async function checkFolder(folder: string, c: Context, strict: boolean): Promise<AuditCheck> {
  const check = await checkLog(path.join(folder, RUN_LOG), c, strict);
  if (!check.ok) return check;
  const { records } = await readChain(path.join(folder, RUN_LOG));
  // Where runs are kept no picture is ever another: only a package names those that were redacted for it.
  const kept = c.data !== undefined && path.resolve(folder).startsWith(path.join(path.resolve(c.data), 'episodes') + path.sep);
  const redacted = kept ? new Set<string>() : await redactedIn(folder);
  const bad = await episodeBad(folder, records, redacted);
  if (bad) return { ...check, ok: false, firstBad: bad };
  return redacted.size === 0 ? check : { ...check, notes: [...check.notes, `${redacted.size} picture${redacted.size === 1 ? ' was' : 's were'} redacted for the package: what they showed cannot be checked`] };
}

/** Pictures that the manifest of a package calls redacted. */
async function redactedIn(folder: string): Promise<ReadonlySet<string>> {
  const bytes = await readIf(path.join(folder, 'manifest.json'));
  if (!bytes) return new Set();
  try {
    const { pictures } = JSON.parse(bytes.toString()) as { pictures?: { redacted?: unknown } };
    return new Set(Array.isArray(pictures?.redacted) ? pictures.redacted.filter((n) => typeof n === 'string') : []);
  } catch {
    throw new Failure({ kind: 'file/damaged', path: path.join(folder, 'manifest.json'), detail: 'It is no manifest of a package' });
  }
}

/** What of an episode is not what the chain says of it. Pictures that are not there are not missed: a package may leave them out. */
async function episodeBad(folder: string, records: readonly AuditLine[], redacted: ReadonlySet<string>): Promise<AuditBad | undefined> {
  const closed = records.findLast((r) => r.type === 'closed');
  const bytes = await readIf(path.join(folder, 'episode.jsonl'));
  if (closed?.episodeSha256 !== undefined) {
    if (!bytes) return { file: 'episode.jsonl', line: 1, why: 'episode differs', detail: 'it is not there' };
    if (sha256(bytes) !== closed.episodeSha256) {
      const known = new Set(records.flatMap((r) => (r.recordSha256 === undefined ? [] : [r.recordSha256])));
      const lines = bytes.toString().split('\n');
      const at = lines.findIndex((l) => l.startsWith('{"t":"step"') && !known.has(sha256(l)));
      return { file: 'episode.jsonl', line: at + 1 || Math.max(1, lines.length - 1), why: 'episode differs', ...(at < 0 ? { detail: 'no step was changed: another line was, or one is missing' } : {}) };
    }
  }
  // A picture's name is the beginning of its hash.
  const frames = new Map(records.flatMap((r) => (r.frameSha256 === undefined ? [] : [[`${r.frameSha256.slice(0, 32)}.png`, r.frameSha256]] as const)));
  for (const [name, hash] of frames) {
    const png = redacted.has(name) ? undefined : await readIf(path.join(folder, 'images', name));
    if (png && sha256(png) !== hash) return { file: `images/${name}`, line: 1, why: 'picture differs' };
  }
  return undefined;
}

/** Everything a data folder knows: its own log, each run in it, each run that lies there, and each that the second copy has heard of. */
async function checkAll(data: string, indexBytes: Uint8Array | undefined, c: Context, o: CheckSource): Promise<AuditReport> {
  const strict = true;
  const file = path.join('audit', INDEX);
  const index: AuditCheck = { ...verifyChain(indexBytes ?? new Uint8Array(), { file, endless: true, ...(c.keys ? { keys: c.keys, from: c.from! } : {}), ...(c.mirror ? { mirror: c.mirror } : {}) }) };
  const lineOf = (run: string): number => c.index.findIndex((r) => r.of?.run === run) + 1;
  const root = path.join(data, 'episodes');
  const there = (await fs.readdir(root, { withFileTypes: true }).catch((e: unknown) => { if (fileFault(e, root)?.kind === 'file/not-found') return []; throw e; })).filter((d) => d.isDirectory()).map((d) => d.name);
  const told = new Set(c.index.flatMap((r) => (r.of ? [r.of.run] : [])));
  const mine = new Set(c.mirror?.filter((m) => c.keys?.has(m.key)).map((m) => m.run));
  const names = [...new Set([...told, ...there, ...mine])].filter((n) => !n.startsWith('workspace-') && !o.hidden?.has(n)).sort();
  const runs: { run: string; check: AuditCheck; open: boolean }[] = [];
  const missing = (at: number, why: AuditBad['why'], detail: string): AuditCheck => ({ ...index, ok: false, records: 0, checkpoints: 0, head: null, notes: [], firstBad: { file, line: at, why, detail } });
  for (const [i, run] of names.entries()) {
    o.signal?.throwIfAborted();
    o.onProgress?.(i, names.length);
    const folder = path.join(root, run);
    const logged = await exists(path.join(folder, RUN_LOG));
    const open = !c.index.some((r) => r.type === 'run-closed' && r.of?.run === run) && await exists(path.join(data, 'audit', 'open', `${run}.json`));
    if (!logged && (told.has(run) || mine.has(run))) runs.push({ run, open: false, check: missing(Math.max(1, lineOf(run)), 'run missing', run) });
    else if (logged && !told.has(run)) runs.push({ run, open: false, check: { ...missing(1, 'run unknown', run), firstBad: { file: `episodes/${run}/${RUN_LOG}`, line: 1, why: 'run unknown' } } });
    else if (logged) runs.push({ run, open, check: under(await checkFolder(folder, c, strict), `episodes/${run}`) });
  }
  // The second copy may know a log of this data folder that is not the one that lies there.
  const other = c.mirror?.find((m) => c.keys?.has(m.key) && m.run.startsWith('workspace-') && m.run !== c.index[0]?.run);
  o.onProgress?.(names.length, names.length);
  // A program that was started and ran nothing yet.
  if (!indexBytes && runs.length === 0 && !other) return { ...index, ok: true, firstBad: null, notes: ['Nothing was logged yet'], runs: [] };
  const own = o.hidden ? { ...index, records: 0, checkpoints: 0 } : index;
  return summed(runs, other && index.ok ? { ...own, ok: false, firstBad: { file, line: 1, why: 'mirror disagrees', detail: `it knows ${other.run}` } } : own);
}

/** The records of a log that can be read, and how many lines cannot. @throws Failure `audit/none`, `file/*` */
export async function readChain(file: string): Promise<{ records: AuditLine[]; /** Of each record. */ lines: number[]; unreadable: number }> {
  const bytes = await readBytes(file).catch((e: unknown) => { throw faultOf(e).kind === 'file/not-found' ? new Failure({ kind: 'audit/none', run: path.basename(path.dirname(file)) }) : e; });
  const lines = parseLines(bytes);
  const good = lines.flatMap((l) => ('record' in l ? [l] : []));
  return { records: good.map((l) => l.record), lines: good.map((l) => l.line), unreadable: lines.length - good.length };
}

/** The runs of a data folder with what their logs say of themselves, newest first; nothing is checked. @param reader who asks: runs that they may not read are not there */
export async function listRuns(data: string, reader?: string): Promise<AuditRun[]> {
  const { episodes } = await listEpisodes(path.join(data, 'episodes'), reader);
  return await Promise.all(episodes.map(async (e): Promise<AuditRun> => {
    const base = { run: e.id, title: e.sop?.title ?? e.id, startedAt: e.startedAt, ...(e.label ? { label: e.label } : {}) };
    const bytes = await readIf(path.join(e.path, RUN_LOG));
    if (!bytes) return { ...base, records: 0, bytes: 0, state: 'none' };
    const records = parseLines(bytes).flatMap((l) => ('record' in l ? [l.record] : []));
    return { ...base, records: records.length, bytes: bytes.length, state: records.some((r) => r.type === 'recovered') ? 'recovered' : records.some((r) => r.type === 'closed') ? 'closed' : 'open' };
  }));
}
