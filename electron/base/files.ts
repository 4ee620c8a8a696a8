// Exports: readText, readBytes, openAtOnce, eachLine, writeAtomic, appendLine, readLines, ensureFolder, listFiles, within, fileFault.
// Everything that touches the disk goes through here, so that every disk trouble is a Fault with a remedy.

import { createHash, randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { Failure, type Fault } from '../protocol/faults.ts';

/** The fault behind an errno; `undefined` when it is none of ours. */
export function fileFault(e: unknown, file: string): Fault | undefined {
  const code = (e as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT': case 'ENOTDIR': return { kind: 'file/not-found', path: file };
    case 'EACCES': case 'EPERM': case 'EROFS': return { kind: 'file/unwritable', path: file, detail: `The system refused access (${code})` };
    case 'EISDIR': return { kind: 'file/unwritable', path: file, detail: 'It is a folder' };
    case 'EEXIST': case 'ENOTEMPTY': return { kind: 'file/unwritable', path: file, detail: 'Something else of that name is in the way' };
    case 'ENAMETOOLONG': case 'ELOOP': return { kind: 'file/unwritable', path: file, detail: `The system does not take this path (${code})` };
    case 'EIO': case 'EMFILE': case 'ENFILE': case 'EBUSY': case 'ETXTBSY': return { kind: 'file/unwritable', path: file, detail: `The system could not do it now (${code})` };
    case 'ENOSPC': case 'EDQUOT': return { kind: 'file/full', path: file };
    default: return undefined;
  }
}

async function guarded<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (e) {
    const fault = fileFault(e, file);
    throw fault ? new Failure(fault) : e;
  }
}

/** Like `guarded` for what makes folders on its way: nothing is missing then, so a file stands where a folder should be. */
const making = <T>(file: string, work: () => Promise<T>): Promise<T> => guarded(file, async () => {
  try {
    return await work();
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOTDIR') throw new Failure({ kind: 'file/unwritable', path: file, detail: 'A file stands where a folder should be' });
    throw e;
  }
});

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text as UTF-8 without BOM, line ends as they are. Other encodings are refused: read wrongly and written back, they would be lost.
 * @param most see `readBytes`
 */
export const readText = async (file: string, most?: number): Promise<string> => {
  const bytes = await readBytes(file, most);
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new Failure({ kind: 'file/unreadable', path: file, detail: 'It is no UTF-8 text: save it as UTF-8' });
  }
};

/**
 * @param most for files that anybody may have put there: refused is what is larger (bytes), and what is no ordinary file, such as a pipe that nobody writes to
 * @throws Failure `file/not-found`, `file/unreadable`
 */
export const readBytes = async (file: string, most?: number): Promise<Buffer> => {
  try {
    return await guarded(file, async () => {
      if (most === undefined) return fs.readFile(file);
      const handle = await openAtOnce(file);
      try {
        const stat = await handle.stat();
        const refuse = (detail: string): never => { throw new Failure({ kind: 'file/unreadable', path: file, detail }); };
        if (!stat.isFile()) refuse(stat.isDirectory() ? 'It is a folder' : 'It is no ordinary file');
        if (stat.size > most) refuse(`It is larger than ${Math.round(most / 2 ** 20)} MB`);
        return await handle.readFile();
      } finally {
        await handle.close();
      }
    });
  } catch (e) {
    throw e instanceof Failure && e.fault.kind === 'file/unwritable' ? new Failure({ ...e.fault, kind: 'file/unreadable' }) : e;
  }
};

/** Opens a file to read. Opening a pipe waits for its writer unless the system is told not to. */
export const openAtOnce = (file: string): Promise<fs.FileHandle> => fs.open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));

/**
 * The lines of a file of any size, one after the other, without their ends; UTF-8 without BOM.
 * @throws Failure `file/not-found`, `file/unreadable`
 */
export async function* eachLine(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new Failure({ kind: 'file/unreadable', path: file, detail: 'It is no UTF-8 text: save it as UTF-8' });
    }
  };
  const whole = (parts: readonly string[]): string => parts.join('').replace(/\r$/, '');
  // Parts of the line that has not ended: joined once, as one line may be many chunks long.
  let open: string[] = [];
  try {
    for await (const bytes of createReadStream(file) as AsyncIterable<Uint8Array>) {
      const parts = decode(bytes).split('\n');
      for (const part of parts.slice(0, -1)) {
        yield whole([...open, part]);
        open = [];
      }
      open.push(parts.at(-1)!);
    }
    open.push(decode());
  } catch (e) {
    const fault = e instanceof Failure ? undefined : fileFault(e, file);
    throw fault ? new Failure(fault.kind === 'file/unwritable' ? { ...fault, kind: 'file/unreadable' } : fault) : e;
  }
  const last = whole(open);
  if (last !== '') yield last;
}

/** Writes beside the target, syncs, renames: a reader sees the old file or the new one, never half. */
export async function writeAtomic(file: string, data: string | Uint8Array, mode = 0o644): Promise<void> {
  const temp = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString('hex')}.tmp`);
  await making(file, async () => {
    await makeFolder(path.dirname(file));
    try {
      const handle = await fs.open(temp, 'w', mode);
      try {
        await handle.writeFile(data);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await fs.rename(temp, file);
    } catch (e) {
      await fs.rm(temp, { force: true });
      throw e;
    }
  });
}

/** Appends one JSON line; with `sync` it is on the disk when the promise resolves. */
export async function appendLine(file: string, value: unknown, sync = false): Promise<void> {
  await guarded(file, async () => {
    const handle = await fs.open(file, 'a', 0o644);
    try {
      await handle.appendFile(`${JSON.stringify(value)}\n`);
      if (sync) await handle.datasync();
    } finally {
      await handle.close();
    }
  });
}

/** The JSON lines of a file and how many could not be read (a killed writer leaves at most the last one torn). */
export async function readLines(file: string): Promise<{ lines: unknown[]; damaged: number }> {
  const lines: unknown[] = [];
  let damaged = 0;
  for (const text of (await readText(file)).split('\n')) {
    if (text.trim() === '') continue;
    try { lines.push(JSON.parse(text)); } catch { damaged++; }
  }
  return { lines, damaged };
}

export const ensureFolder = (folder: string): Promise<void> => making(folder, () => makeFolder(folder));

/** Not Node's `recursive`: where a file system answers ENOENT although the parent exists (/proc), that one never returns. */
async function makeFolder(folder: string): Promise<void> {
  const full = path.resolve(folder);
  try {
    await fs.mkdir(full);
  } catch (e) {
    const { code } = e as NodeJS.ErrnoException;
    if (code === 'ENOENT' && path.dirname(full) !== full && !(await exists(path.dirname(full)))) {
      await makeFolder(path.dirname(full));
      await makeFolder(full);
    } else if (code === 'ENOENT') throw new Failure({ kind: 'file/unwritable', path: folder, detail: 'The system makes no folder there' });
    // Some systems answer EPERM or EROFS for what is there already.
    else if (!(await fs.stat(full).then((s) => s.isDirectory(), () => false))) throw e;
  }
}

const exists = (file: string): Promise<boolean> => fs.stat(file).then(() => true, () => false);

/** Paths of all files below `folder` whose name ends in `suffix`, relative, with `/`, sorted; hidden ones left out. */
export async function listFiles(folder: string, suffix: string): Promise<string[]> {
  const found = await guarded(folder, () => fs.readdir(folder, { recursive: true, withFileTypes: true }));
  return found
    .filter((d) => d.isFile() && d.name.endsWith(suffix))
    .map((d) => path.relative(folder, path.join(d.parentPath, d.name)).split(path.sep).join('/'))
    .filter((p) => !p.split('/').some((part) => part.startsWith('.') || part === 'node_modules'))
    .sort();
}

/** Resolves `relative` below `folder` and refuses everything that would leave it, links included. */
export async function within(folder: string, relative: string): Promise<string> {
  const refuse = (why: string): never => { throw new Failure({ kind: 'sop/path', path: relative, why }); };
  if (relative.includes('\0') || path.isAbsolute(relative) || /^[a-z]:/i.test(relative)) refuse('Only paths inside the folder are allowed');
  const root = await guarded(folder, () => fs.realpath(folder));
  const full = path.resolve(root, relative);
  if (full !== root && !full.startsWith(root + path.sep)) refuse('The path leaves the folder');
  // The deepest part that exists must not be a link to elsewhere.
  for (let at = full; at !== root; at = path.dirname(at)) {
    const real = await fs.realpath(at).catch((e: unknown) => { if ((e as NodeJS.ErrnoException).code === 'ENOENT') return undefined; throw e; });
    if (real === undefined) continue;
    if (real !== root && !real.startsWith(root + path.sep)) refuse('A link leads out of the folder');
    break;
  }
  return full;
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
