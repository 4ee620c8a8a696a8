// Exports: createMirror, Mirror, readMirror. The second copy of the heads, in another place: one signed line a checkpoint, of all runs. A place that cannot be
// written now (a share that is away) holds nobody up; what is missing there follows with the next head.

import { z } from 'zod';
import * as path from 'node:path';
import { ensureFolder, fileFault, readText } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import { canonical } from './chain.ts';
import { appendFile, type AppendFile } from './log.ts';
import type { MirrorHead } from './verify.ts';

export interface Mirror {
  readonly file: string;
  add(head: MirrorHead): void;
  /** Resolves when everything was tried. @returns why heads are still missing there */
  settled(): Promise<Fault | undefined>;
}

/** @param onFault told when the place cannot be written, once until it can again */
export function createMirror(o: { file: string; onFault(fault: Fault): void; open?(file: string): Promise<AppendFile> }): Mirror {
  const turn = new Mutex();
  let missing: MirrorHead[] = [];
  let fault: Fault | undefined;
  const write = (): Promise<void> => turn.hold(async () => {
    // A copy: heads are taken on while these are written.
    const now = [...missing];
    if (now.length === 0) return;
    try {
      await ensureFolder(path.dirname(o.file));
      const file = await (o.open ?? appendFile)(o.file);
      try { await file.append(now.map((m) => `${canonical(m)}\n`).join('')); } finally { await file.close(); }
      missing = missing.slice(now.length);
      fault = undefined;
    } catch (e) {
      const why = e instanceof Failure ? e.fault : fileFault(e, o.file);
      if (!why) throw e;
      const told = fault !== undefined;
      fault = { kind: 'audit/mirror', path: o.file, detail: why.kind === 'file/full' ? 'The disk is full' : 'detail' in why ? why.detail : 'The folder is not there' };
      if (!told) o.onFault(fault);
    }
  });
  let last = Promise.resolve();
  return {
    file: o.file,
    add(head) {
      missing.push(head);
      last = write();
      // What is no trouble of the disk comes out where the end is waited for.
      last.catch(() => undefined);
    },
    async settled() { await last; return fault; },
  };
}

const Head = z.object({ run: z.string(), head: z.string(), count: z.number().int().positive(), ts: z.number(), key: z.string(), sig: z.string() }).strict();

/** The heads of a second copy; lines that are none (a half one) are counted. Undefined where there is no such file. */
export async function readMirror(file: string): Promise<{ heads: MirrorHead[]; damaged: number } | undefined> {
  const text = await readText(file).catch((e: unknown) => { if (faultOf(e).kind === 'file/not-found') return undefined; throw e; });
  if (text === undefined) return undefined;
  const heads: MirrorHead[] = [];
  let damaged = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try { heads.push(Head.parse(JSON.parse(line))); } catch { damaged++; }
  }
  return { heads, damaged };
}
