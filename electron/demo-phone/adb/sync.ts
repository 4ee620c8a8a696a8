// Exports: serveSync. The file transfer service `sync:` (AOSP file_sync_protocol.h), versions 1 and 2, uncompressed.
// Requests: 4-byte id, u32 length, path. Sizes and times are little-endian.

import { errnoText, sizeOf, statMode, type Errno, type FileNode, type FileSystem } from './files.ts';
import { Reader, type Pipe } from './pipe.ts';

const MAX_PATH = 1024;
const MAX_DATA = 64 * 1024;
const UID: Record<string, number> = { root: 0, shell: 2000, system: 1000 };

function header(id: string, ...fields: number[]): Buffer {
  const b = Buffer.alloc(4 + fields.length * 4);
  b.write(id, 0, 'latin1');
  for (const [i, f] of fields.entries()) b.writeUInt32LE(f >>> 0, 4 + i * 4);
  return b;
}

function failure(text: string): Buffer {
  const message = Buffer.from(text);
  return Buffer.concat([header('FAIL', message.length), message]);
}

/** `sync_stat_v2`: 72 bytes with the id; a missing file has `error` set and zeros. */
function stat2(id: string, node: FileNode | Errno): Buffer {
  const b = Buffer.alloc(72);
  b.write(id, 0, 'latin1');
  if (typeof node === 'string') {
    b.writeUInt32LE(errnoText[node].code, 4);
    return b;
  }
  b.writeBigUInt64LE(1n, 8);
  b.writeBigUInt64LE(BigInt(node.ino), 16);
  b.writeUInt32LE(statMode(node), 24);
  b.writeUInt32LE(1, 28);
  b.writeUInt32LE(UID[node.owner] ?? 0, 32);
  b.writeUInt32LE(UID[node.group] ?? 0, 36);
  b.writeBigUInt64LE(BigInt(sizeOf(node)), 40);
  for (const at of [48, 56, 64]) b.writeBigInt64LE(BigInt(Math.trunc(node.mtime)), at);
  return b;
}

/** Serves requests until `QUIT` or the end of the stream. */
export async function serveSync(files: FileSystem, pipe: Pipe): Promise<void> {
  const reader = new Reader(pipe);
  for (;;) {
    const head = await reader.exactly(8);
    if (head === null) return;
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (id === 'QUIT') return;
    if (length > MAX_PATH) return pipe.write(failure('path too long'));
    const raw = await reader.exactly(length);
    if (raw === null) return;
    const path = raw.toString('utf8');
    switch (id) {
      case 'STAT': {
        const node = files.find(path, false);
        await pipe.write(typeof node === 'string' ? header('STAT', 0, 0, 0) : header('STAT', statMode(node), sizeOf(node), node.mtime));
        break;
      }
      case 'STA2': case 'LST2':
        await pipe.write(stat2(id, files.find(path, id === 'STA2')));
        break;
      case 'LIST': case 'LIS2':
        await list(files, pipe, path, id === 'LIS2');
        break;
      case 'SEND': {
        const comma = path.lastIndexOf(',');
        const mode = comma < 0 ? Number.NaN : Number(path.slice(comma + 1));
        if (!Number.isInteger(mode)) return pipe.write(failure('could not parse mode'));
        if (!(await receive(files, reader, pipe, path.slice(0, comma), mode))) return;
        break;
      }
      case 'SND2': {
        const setup = await reader.exactly(12);
        if (setup === null) return;
        if (setup.readUInt32LE(8) !== 0) return pipe.write(failure('compression is not supported'));
        if (!(await receive(files, reader, pipe, path, setup.readUInt32LE(4)))) return;
        break;
      }
      case 'RECV':
        await send(files, pipe, path);
        break;
      case 'RCV2': {
        const setup = await reader.exactly(8);
        if (setup === null) return;
        if (setup.readUInt32LE(4) !== 0) return pipe.write(failure('compression is not supported'));
        await send(files, pipe, path);
        break;
      }
      default:
        return pipe.write(failure(`unknown command ${JSON.stringify(id)}`));
    }
  }
}

async function list(files: FileSystem, pipe: Pipe, path: string, v2: boolean): Promise<void> {
  const found = files.list(path);
  // The real daemon ends an unreadable folder's list at once, without an error.
  const entries = typeof found === 'string' ? [] : [...found];
  const out: Buffer[] = [];
  for (const [name, node] of entries) {
    const label = Buffer.from(name);
    if (v2) out.push(stat2('DNT2', node), u32(label.length), label);
    else out.push(header('DENT', statMode(node), sizeOf(node), node.mtime, label.length), label);
  }
  out.push(v2 ? Buffer.concat([Buffer.from('DONE'), Buffer.alloc(72)]) : header('DONE', 0, 0, 0, 0));
  await pipe.write(Buffer.concat(out));
}

function u32(n: number): Buffer {
  const b = Buffer.alloc(4);
  b.writeUInt32LE(n);
  return b;
}

/** Takes `DATA…DONE` into a file. @returns false when the stream is out of step and has to close */
async function receive(files: FileSystem, reader: Reader, pipe: Pipe, path: string, mode: number): Promise<boolean> {
  const chunks: Buffer[] = [];
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const made = files.mkdir(parent, true);
  const allowed = made === true || made === 'EEXIST' ? files.writable(path) : made;
  for (;;) {
    const head = await reader.exactly(8);
    if (head === null) return false;
    const id = head.toString('latin1', 0, 4);
    const n = head.readUInt32LE(4);
    if (id === 'DONE') {
      const isLink = (mode & 0o170000) === 0o120000;
      const data = Buffer.concat(chunks);
      const result = allowed !== true ? allowed
        : isLink ? files.link(path, data.toString('utf8').replace(/\0$/, ''))
        : files.write(path, data, { mode: mode & 0o777, mtime: n });
      await pipe.write(result === true ? header('OKAY', 0) : failure(`couldn't create file: ${errnoText[result].text}`));
      return true;
    }
    if (id !== 'DATA') {
      await pipe.write(failure(`expected DATA or DONE, got ${JSON.stringify(id)}`));
      return false;
    }
    if (n > MAX_DATA) {
      await pipe.write(failure('oversize data message'));
      return false;
    }
    const data = await reader.exactly(n);
    if (data === null) return false;
    if (allowed === true) chunks.push(data);
  }
}

async function send(files: FileSystem, pipe: Pipe, path: string): Promise<void> {
  const data = files.read(path);
  if (typeof data === 'string') return pipe.write(failure(`open failed: ${errnoText[data].text}`));
  for (let at = 0; at < data.length; at += MAX_DATA) {
    const part = data.subarray(at, at + MAX_DATA);
    await pipe.write(Buffer.concat([header('DATA', part.length), part]));
  }
  await pipe.write(header('DONE', 0));
}
