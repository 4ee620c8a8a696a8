// Exports: createWorkspaceLog, WorkspaceLog, INDEX, goOn. The chain of a data folder: which runs began and how each ended, and what concerns no run. Every record
// is signed and mirrored at once. Several programs write it, one at a time.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { ensureFolder, fileFault } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import { Failure } from '../protocol/faults.ts';
import { GENESIS, parseLines, sha256 } from './chain.ts';
import type { AuditKeys } from './keys.ts';
import { openChain, type AppendFile, type ChainParts, type Fields } from './log.ts';
import type { Mirror } from './mirror.ts';

/** Name of the chain in `audit/` of a data folder. */
export const INDEX = 'index.jsonl';
/** A program that holds the chain longer than this was killed, milliseconds. */
const HELD_MS = 10_000;
const TAIL = 64 * 1024;

export interface WorkspaceLog {
  /** On the disk, signed, when it resolves. @throws Failure `audit/unwritten` */
  add(fields: Fields): Promise<void>;
}

export interface WorkspaceParts { folder: string; keys: AuditKeys; clock: Clock; proc: string; mono(): number; mirror: Mirror; open?(file: string): Promise<AppendFile> }

export function createWorkspaceLog(p: WorkspaceParts): WorkspaceLog {
  const file = path.join(p.folder, INDEX);
  const turn = new Mutex();
  return {
    add: (fields) => turn.hold(async () => {
      const release = await hold(`${file}.lock`, p.clock);
      try {
        const { from, torn, run } = goOn(await tail(file), await size(file));
        const name = run ?? `workspace-${p.keys.id.slice(0, 12)}`;
        const chain = await openChain({
          file, run: name, keys: p.keys, clock: p.clock, proc: p.proc, mono: p.mono, every: 2,
          ...(from ? { from } : {}), ...(p.open ? { open: p.open } : {}), onCheckpoint: (c) => p.mirror.add({ run: name, ...c }),
        });
        if (run === undefined) chain.append({ type: 'opened', actor: 'program', publicKey: p.keys.publicKey, ...(torn === undefined ? {} : { torn }) });
        else if (torn !== undefined) chain.append({ type: 'recovered', actor: 'program', torn, publicKey: p.keys.publicKey });
        chain.append(fields);
        await chain.close();
      } finally {
        await release();
      }
    }),
  };
}

/**
 * Where a chain that may end in torn bytes goes on.
 * @param end its last bytes, from the beginning of a line on
 * @param bytes its whole length
 * @throws Failure `audit/unwritten` when no record can be found in it
 */
export function goOn(end: { file: string; bytes: Uint8Array }, bytes: number): { from?: NonNullable<ChainParts['from']>; torn?: string; run?: string } {
  if (bytes === 0) return {};
  const lines = parseLines(end.bytes);
  const at = lines.findLastIndex((l) => 'record' in l);
  const last = lines[at];
  // Killed while the very first line was written.
  if (!last && end.bytes.length === bytes && !end.bytes.includes(10)) return { from: { count: 0, head: GENESIS, bytes, end: '\n' }, torn: sha256(end.bytes) };
  if (!last || !('record' in last)) throw new Failure({ kind: 'audit/unwritten', path: end.file, detail: 'It ends in what is no record: check it with audit verify, and move it away' });
  const { record } = last;
  const left = lines[at + 1];
  const rest = left && end.bytes.subarray(left.start);
  const ended = rest === undefined || rest.at(-1) === 10;
  return {
    run: record.run,
    from: { count: record.seq + 1, head: record.hash, bytes, ...(ended ? {} : { end: '\n' }) },
    ...(rest ? { torn: sha256(ended ? rest.subarray(0, -1) : rest) } : {}),
  };
}

const size = async (file: string): Promise<number> => (await fs.stat(file).catch(missing))?.size ?? 0;
const missing = (e: unknown): undefined => { if ((e as NodeJS.ErrnoException).code === 'ENOENT') return undefined; throw e; };

async function tail(file: string): Promise<{ file: string; bytes: Uint8Array }> {
  const handle = await fs.open(file, 'r').catch(missing);
  if (!handle) return { file, bytes: new Uint8Array() };
  try {
    const { size: all } = await handle.stat();
    const from = Math.max(0, all - TAIL);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(all - from), 0, all - from, from);
    const bytes = buffer.subarray(0, bytesRead);
    return { file, bytes: from === 0 ? bytes : bytes.subarray(bytes.indexOf(10) + 1) };
  } finally {
    await handle.close();
  }
}

/** One program at a time; what a killed one left is taken away. @throws Failure `audit/unwritten` */
async function hold(lock: string, clock: Clock): Promise<() => Promise<void>> {
  const end = performance.now() + HELD_MS;
  for (;;) {
    try {
      await ensureFolder(path.dirname(lock));
      await (await fs.open(lock, 'wx', 0o600)).close();
      return () => fs.rm(lock, { force: true });
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST') {
        const fault = e instanceof Failure ? e.fault : fileFault(e, lock);
        if (!fault) throw e;
        throw new Failure({ kind: 'audit/unwritten', path: lock, detail: fault.kind === 'file/full' ? 'The disk is full' : 'detail' in fault ? fault.detail : 'The folder is not there' });
      }
      const held = await fs.stat(lock).catch(missing);
      if (held && Date.now() - held.mtimeMs > HELD_MS) await fs.rm(lock, { force: true });
      else if (performance.now() > end) throw new Failure({ kind: 'audit/unwritten', path: lock, detail: 'Another program holds the log of this data folder' });
      else await clock.sleep(10);
    }
  }
}
