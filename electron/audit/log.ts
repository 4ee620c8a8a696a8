// Exports: openChain, Chain, ChainParts, Fields, AppendFile, appendFile. One chain that is written: records are chained in memory at once and are on the disk, synced, when
// `sync` resolves. What cannot be written stays in line for the next try; nothing is written behind a half line.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { ensureFolder, fileFault } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import type { AuditLine, AuditRecord, Checkpoint } from '../protocol/audit.ts';
import { advise, Failure } from '../protocol/faults.ts';
import { EVERY, GENESIS, lineOf, signed } from './chain.ts';
import type { AuditKeys } from './keys.ts';

/** What a record says; what chains it is added. */
export type Fields = Omit<AuditRecord, 'v' | 'seq' | 'prev' | 'ts' | 'mono' | 'proc' | 'run' | 'checkpoint'>;

/** A file that grows: told apart from the disk, so that a full one can be played. */
export interface AppendFile {
  /** On the disk when it resolves. @throws errno errors */
  append(text: string): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export async function appendFile(file: string): Promise<AppendFile> {
  const handle = await fs.open(file, 'a', 0o600);
  return {
    async append(text) { await handle.appendFile(text); await handle.datasync(); },
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
}

export interface ChainParts {
  file: string;
  run: string;
  keys: AuditKeys;
  clock: Clock;
  /** Names this process, within which `mono` only grows. */
  proc: string;
  /** Microseconds of a clock that nobody can set. */
  mono(): number;
  /** Told of every checkpoint once it is on the disk. */
  onCheckpoint?(c: Checkpoint): void;
  /** Where an existing chain goes on. `end`: what ends its last line, where that has none. */
  from?: { count: number; head: string; bytes: number; end?: string };
  /** Records between checkpoints; default `EVERY`. */
  every?: number;
  open?(file: string): Promise<AppendFile>;
}

export interface Chain {
  readonly count: number;
  readonly head: string;
  /** In line at once. After a failed `sync` records are still taken: they follow when the disk takes them. */
  append(fields: Fields): AuditLine;
  /** Everything in line is on the disk. @throws Failure `audit/unwritten` */
  sync(): Promise<void>;
  /** A checkpoint now, unless the last record is one. */
  checkpoint(): void;
  /** Writes what is in line and lets the file go. */
  close(): Promise<void>;
}

/** @throws Failure `audit/unwritten` */
export async function openChain(p: ChainParts): Promise<Chain> {
  const every = p.every ?? EVERY;
  const unwritten = (e: unknown): Failure => {
    const fault = e instanceof Failure ? e.fault : fileFault(e, p.file);
    if (!fault) throw e;
    return new Failure({ kind: 'audit/unwritten', path: p.file, detail: fault.kind === 'file/full' ? 'The disk is full' : 'detail' in fault ? fault.detail : advise(fault).title });
  };
  let file: AppendFile;
  try {
    await ensureFolder(path.dirname(p.file));
    file = await (p.open ?? appendFile)(p.file);
  } catch (e) { throw unwritten(e); }

  let count = p.from?.count ?? 0;
  let head = p.from?.head ?? GENESIS;
  let bytes = p.from?.bytes ?? 0;
  let since = 0;
  /** A half line that could not be taken back stands at the end. */
  let dirty = false;
  let waiting: { text: string; checkpoint?: Checkpoint }[] = p.from?.end === undefined ? [] : [{ text: p.from.end }];
  const turn = new Mutex();

  let mono = 0;
  const put = (fields: Fields & { checkpoint?: Checkpoint }): AuditLine => {
    // A checkpoint has no time of its own: all that it says beside its signature follows from the record before.
    if (!fields.checkpoint) mono = p.mono();
    const record: AuditRecord = { ...fields, v: 1, seq: count, prev: head, ts: fields.checkpoint?.ts ?? p.clock.now(), mono, proc: p.proc, run: p.run };
    const { text, hash } = lineOf(record);
    count++;
    head = hash;
    waiting.push({ text: `${text}\n`, ...(fields.checkpoint ? { checkpoint: fields.checkpoint } : {}) });
    return { ...record, hash };
  };
  const checkpoint = (): void => {
    if (since === 0) return;
    since = 0;
    const c = { head, count, ts: p.clock.now() };
    put({ type: 'checkpoint', actor: 'program', checkpoint: { ...c, key: p.keys.id, sig: p.keys.sign(signed(p.run, c)) } });
  };
  const sync = (): Promise<void> => turn.hold(async () => {
    // A copy: records are taken on while these are written.
    const now = [...waiting];
    if (now.length === 0) return;
    try {
      if (dirty) { await file.truncate(bytes); dirty = false; }
      const text = now.map((w) => w.text).join('');
      dirty = true;
      await file.append(text);
      dirty = false;
      bytes += Buffer.byteLength(text);
    } catch (e) {
      // What arrived of it is taken back: the next try writes it whole.
      await file.truncate(bytes).then(() => { dirty = false; }, () => undefined);
      throw unwritten(e);
    }
    waiting = waiting.slice(now.length);
    for (const w of now) if (w.checkpoint) p.onCheckpoint?.(w.checkpoint);
  });
  return {
    get count() { return count; },
    get head() { return head; },
    append(fields) {
      const line = put(fields);
      if (++since >= every - 1) checkpoint();
      return line;
    },
    sync,
    checkpoint,
    async close() {
      try { await sync(); } finally { await file.close(); }
    },
  };
}
