// Exports: exportRun, ExportParts. A package that a third party checks offline: the log, the episode, what was agreed about pictures, the key, the policies, and a
// checker that needs Node alone. A folder, or one file when the name ends in .tar or .tar.gz.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureFolder, readBytes, readText, writeAtomic } from '../base/files.ts';
import type { AuditExport } from '../protocol/audit.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import { RUN_LOG } from './audit.ts';
import { sha256 } from './chain.ts';
import { readChain } from './inspect.ts';
import { redactPicture } from './pictures.ts';
import { tarOf } from './tar.ts';

export interface ExportParts {
  /** Folder of the episode. */
  episode: string;
  /** Folder, or a file that ends in `.tar`, `.tar.gz` or `.tgz`; must not be there yet. */
  out: string;
  /** `resources/` of the program. */
  resources: string;
  /** Folder with the public keys, `audit/` of the data folder. */
  keys: string;
  /** Policies that are handed on: name → path. */
  policies?: ReadonlyMap<string, string>;
  /** Pictures go out as they are. Without it what is personal in them is filled, and those of which nobody knows are left out. */
  withPictures?: boolean;
}

/** @throws Failure `audit/none`, `audit/key`, `file/*`; `usage` when the run has not ended, so that its log is not closed */
export async function exportRun(o: ExportParts): Promise<AuditExport> {
  const { records } = await readChain(path.join(o.episode, RUN_LOG));
  const last = records.findLast((r) => r.type === 'checkpoint')?.checkpoint;
  const closed = records.findLast((r) => r.type === 'closed');
  if (!last || !closed) throw new Failure({ kind: 'usage', detail: 'The log of this run is not closed: it still goes on, or its program was killed and not started again since' });
  const files = new Map<string, Uint8Array>();
  const add = (name: string, data: string | Uint8Array): void => { files.set(name, typeof data === 'string' ? Buffer.from(data) : data); };
  add(RUN_LOG, await readBytes(path.join(o.episode, RUN_LOG)));
  add('episode.jsonl', await readBytes(path.join(o.episode, 'episode.jsonl')));
  add('checkpoint.json', `${JSON.stringify({ run: records[0]!.run, ...last }, null, 2)}\n`);
  const pem = path.join(o.keys, 'keys', `${last.key}.pem`);
  add('public-key.pem', await readText(pem).catch((e: unknown) => { throw faultOf(e).kind === 'file/not-found' ? new Failure({ kind: 'audit/key', path: pem, detail: 'The log was signed with a key that this data folder does not know' }) : e; }));
  for (const [name, file] of o.policies ?? []) add(`policy/${name}`, await readBytes(file));
  add('verify.mjs', await readBytes(path.join(o.resources, 'audit', 'verify.mjs')));
  add('VERIFY.md', (await readText(path.join(o.resources, 'audit', 'VERIFY.md'))).replaceAll('{{key}}', `\`${last.key}\``));

  const names = (await fs.readdir(path.join(o.episode, 'images')).catch((e: unknown) => { if ((e as NodeJS.ErrnoException).code === 'ENOENT') return []; throw e; })).filter((n) => n.endsWith('.png')).sort();
  const redacted: string[] = [];
  let left = 0;
  for (const name of names) {
    const png = await readBytes(path.join(o.episode, 'images', name));
    const shown = o.withPictures ? png : await redactPicture(o.episode, name, png);
    if (!shown) { left++; continue; }
    if (sha256(shown) !== sha256(png)) redacted.push(name);
    add(`images/${name}`, shown);
  }
  const sop = records.find((r) => r.sop)?.sop;
  const manifest = {
    format: 'countersign-audit-package', v: 1, run: records[0]!.run, status: closed.status, records: records.length, head: records.at(-1)!.hash, key: last.key,
    ...(sop ? { sop } : {}), policies: [...new Set(records.flatMap((r) => (r.policy === undefined ? [] : [r.policy])))],
    pictures: { given: names.length - left, left, redacted, ...(left > 0 ? { why: 'the elements of their screens are not known: what they show cannot be told' } : {}) },
    files: Object.fromEntries([...files].filter(([name]) => name !== RUN_LOG && name !== 'episode.jsonl' && !name.startsWith('images/')).map(([name, data]) => [name, sha256(data)])),
  };
  add('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);

  const one = /\.(?:tar|tar\.gz|tgz)$/.test(o.out);
  if (await fs.stat(o.out).then(() => true, () => false)) throw new Failure({ kind: 'file/unwritable', path: o.out, detail: 'Something of that name is there already' });
  if (one) {
    const top = path.basename(o.out).replace(/\.(?:tar|tar\.gz|tgz)$/, '');
    const tar = tarOf([...files].map(([name, data]) => [`${top}/${name}`, data]), records.at(-1)!.ts);
    await writeAtomic(o.out, o.out.endsWith('.tar') ? tar : gzipSync(tar));
  } else {
    await ensureFolder(o.out);
    for (const [name, data] of files) await writeAtomic(path.join(o.out, name), data);
  }
  return { path: o.out, files: [...files.keys()].sort(), pictures: names.length - left, redacted: redacted.length, left };
}
