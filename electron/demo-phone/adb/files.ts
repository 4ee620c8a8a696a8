// Exports: FileSystem, FileNode, Errno, errnoText, joinPath. The phone's files, in memory, as the shell user sees them.
// Reading and writing never throw: what cannot be done is an Errno, which callers print as the real tools do.

export type Errno = 'ENOENT' | 'EACCES' | 'EROFS' | 'EISDIR' | 'ENOTDIR' | 'EEXIST' | 'ENOTEMPTY' | 'ELOOP' | 'EINVAL';

/** The C library's words and number for an error. */
export const errnoText: Record<Errno, { text: string; code: number }> = {
  ENOENT: { text: 'No such file or directory', code: 2 },
  EACCES: { text: 'Permission denied', code: 13 },
  EEXIST: { text: 'File exists', code: 17 },
  ENOTDIR: { text: 'Not a directory', code: 20 },
  EISDIR: { text: 'Is a directory', code: 21 },
  EINVAL: { text: 'Invalid argument', code: 22 },
  EROFS: { text: 'Read-only file system', code: 30 },
  ENOTEMPTY: { text: 'Directory not empty', code: 39 },
  ELOOP: { text: 'Too many symbolic links encountered', code: 40 },
};

interface Meta {
  /** Permission bits. */
  mode: number;
  owner: string;
  group: string;
  /** Seconds since the epoch. */
  mtime: number;
  ino: number;
}

export type FileNode =
  | (Meta & { kind: 'file'; data: Buffer })
  /** Content made when read, such as /proc. */
  | (Meta & { kind: 'made'; read: () => string })
  | (Meta & { kind: 'device'; name: 'null' | 'zero' | 'urandom' | 'tty' })
  | (Meta & { kind: 'link'; target: string })
  /** `access`: what the shell user may do in it. */
  | (Meta & { kind: 'dir'; children: Map<string, FileNode>; access: 'write' | 'read' | 'none' | 'rom' });

const TYPE_BITS: Record<FileNode['kind'], number> = { file: 0o100000, made: 0o100000, device: 0o020000, link: 0o120000, dir: 0o040000 };

/** `st_mode`: type and permission bits. */
export const statMode = (n: FileNode): number => TYPE_BITS[n.kind] | n.mode;

/** Bytes as `stat` tells them. */
export function sizeOf(n: FileNode): number {
  switch (n.kind) {
    case 'file': return n.data.length;
    case 'made': return Buffer.byteLength(n.read());
    case 'link': return Buffer.byteLength(n.target);
    case 'dir': return 4096;
    case 'device': return 0;
  }
}

/** Resolves `path` against `cwd`; `.` and `..` are folded, the result is absolute without a trailing slash. */
export function joinPath(cwd: string, path: string): string {
  const out: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') out.pop();
    else out.push(part);
  }
  return `/${out.join('/')}`;
}

const parts = (path: string): string[] => path.split('/').filter((p) => p !== '');

export class FileSystem {
  private nextInode = 2;
  private readonly seconds: () => number;
  readonly root: FileNode & { kind: 'dir' };

  /** @param seconds the phone's time, in seconds since the epoch */
  constructor(seconds: () => number) {
    this.seconds = seconds;
    this.root = this.newDir('read', 'root', 0o755);
  }

  private meta(mode: number, owner: string, group = owner): Meta {
    return { mode, owner, group, mtime: this.seconds(), ino: this.nextInode++ };
  }

  private newDir(access: 'write' | 'read' | 'none' | 'rom', owner: string, mode: number): FileNode & { kind: 'dir' } {
    return { ...this.meta(mode, owner), kind: 'dir', children: new Map(), access };
  }

  /** Set-up of the image: makes folders on the way, asks no permission. */
  install(path: string, what: { text: string } | { made: () => string } | { link: string } | { device: 'null' | 'zero' | 'urandom' | 'tty' } | { dir: 'write' | 'read' | 'none' | 'rom' }, mode?: number): void {
    let at: FileNode & { kind: 'dir' } = this.root;
    const names = parts(path);
    const last = names.pop() ?? '';
    for (const name of names) {
      const next = at.children.get(name);
      const dir: FileNode & { kind: 'dir' } = next?.kind === 'dir' ? next : this.newDir(at.access, 'root', 0o755);
      at.children.set(name, dir);
      at = dir;
    }
    if ('dir' in what) at.children.set(last, this.newDir(what.dir, what.dir === 'write' ? 'shell' : 'root', mode ?? (what.dir === 'none' ? 0o771 : 0o755)));
    else if ('text' in what) at.children.set(last, { ...this.meta(mode ?? 0o644, 'root'), kind: 'file', data: Buffer.from(what.text) });
    else if ('made' in what) at.children.set(last, { ...this.meta(mode ?? 0o444, 'root'), kind: 'made', read: what.made });
    else if ('link' in what) at.children.set(last, { ...this.meta(0o777, 'root'), kind: 'link', target: what.link });
    else at.children.set(last, { ...this.meta(mode ?? 0o666, 'root'), kind: 'device', name: what.device });
  }

  /** Walks to a node. `follow`: whether a link at the end is followed. */
  find(path: string, follow = true): FileNode | Errno {
    return this.walk(path, follow, 0);
  }

  private walk(path: string, follow: boolean, depth: number): FileNode | Errno {
    if (depth > 16) return 'ELOOP';
    let at: FileNode = this.root;
    let here = '';
    const names = parts(path);
    for (const [i, name] of names.entries()) {
      if (at.kind !== 'dir') return 'ENOTDIR';
      if (at.access === 'none' && !at.children.has(name)) return 'EACCES';
      const next: FileNode | undefined = at.children.get(name);
      if (next === undefined) return 'ENOENT';
      if (next.kind === 'link' && (follow || i < names.length - 1)) {
        const rest = names.slice(i + 1).join('/');
        return this.walk(`${joinPath(here || '/', next.target)}/${rest}`, follow, depth + 1);
      }
      at = next;
      here += `/${name}`;
    }
    return at;
  }

  /** The names in a folder, sorted. */
  list(path: string): Map<string, FileNode> | Errno {
    const node = this.find(path);
    if (typeof node === 'string') return node;
    if (node.kind !== 'dir') return 'ENOTDIR';
    if (node.access === 'none') return 'EACCES';
    return new Map([...node.children].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  read(path: string): Buffer | Errno {
    const node = this.find(path);
    if (typeof node === 'string') return node;
    switch (node.kind) {
      case 'dir': return 'EISDIR';
      case 'file': return node.data;
      case 'made': return Buffer.from(node.read());
      default: return Buffer.alloc(0);
    }
  }

  /** The folder that holds `path` (links followed) if the shell user may change it. */
  private parent(path: string): { dir: FileNode & { kind: 'dir' }; name: string } | Errno {
    const names = parts(path);
    const name = names.pop();
    if (name === undefined) return 'EISDIR';
    const dir = this.find(`/${names.join('/')}`);
    if (typeof dir === 'string') return dir;
    if (dir.kind !== 'dir') return 'ENOTDIR';
    if (dir.access === 'rom') return 'EROFS';
    if (dir.access !== 'write') return dir === this.root ? 'EROFS' : 'EACCES';
    return { dir, name };
  }

  /** Whether `write` would be allowed, without writing. */
  writable(path: string): true | Errno {
    const node = this.find(path);
    if (typeof node !== 'string') {
      if (node.kind === 'dir') return 'EISDIR';
      if (node.kind === 'device') return true;
      if (node.kind === 'made') return 'EACCES';
    } else if (node !== 'ENOENT') return node;
    const parent = this.parent(path);
    return typeof parent === 'string' ? parent : true;
  }

  write(path: string, data: Buffer, o: { append?: boolean; mode?: number; mtime?: number } = {}): true | Errno {
    const allowed = this.writable(path);
    if (allowed !== true) return allowed;
    const node = this.find(path);
    if (typeof node !== 'string') {
      if (node.kind === 'file') {
        node.data = o.append ? Buffer.concat([node.data, data]) : data;
        node.mtime = o.mtime ?? this.seconds();
        if (o.mode !== undefined) node.mode = o.mode;
      }
      return true;
    }
    const parent = this.parent(path);
    if (typeof parent === 'string') return parent;
    parent.dir.children.set(parent.name, { ...this.meta(o.mode ?? 0o660, 'shell', 'shell'), kind: 'file', data, ...(o.mtime === undefined ? {} : { mtime: o.mtime }) });
    return true;
  }

  mkdir(path: string, parents: boolean): true | Errno {
    const there = this.find(path);
    if (typeof there !== 'string') return parents && there.kind === 'dir' ? true : 'EEXIST';
    if (there !== 'ENOENT') return there;
    if (parents) {
      const up = joinPath(path, '..');
      if (up !== '/') {
        const made = this.mkdir(up, true);
        if (made !== true) return made;
      }
    }
    const parent = this.parent(path);
    if (typeof parent === 'string') return parent;
    const dir = this.newDir('write', 'shell', 0o770);
    parent.dir.children.set(parent.name, dir);
    return true;
  }

  link(path: string, target: string): true | Errno {
    if (typeof this.find(path, false) !== 'string') return 'EEXIST';
    const parent = this.parent(path);
    if (typeof parent === 'string') return parent;
    parent.dir.children.set(parent.name, { ...this.meta(0o777, 'shell'), kind: 'link', target });
    return true;
  }

  remove(path: string, recursive: boolean): true | Errno {
    const node = this.find(path, false);
    if (typeof node === 'string') return node;
    if (node.kind === 'dir' && !recursive) return 'EISDIR';
    const parent = this.parent(path);
    if (typeof parent === 'string') return parent;
    parent.dir.children.delete(parent.name);
    return true;
  }

  rmdir(path: string): true | Errno {
    const node = this.find(path, false);
    if (typeof node === 'string') return node;
    if (node.kind !== 'dir') return 'ENOTDIR';
    if (node.children.size > 0) return 'ENOTEMPTY';
    return this.remove(path, true);
  }

  move(from: string, to: string): true | Errno {
    const source = this.find(from, false);
    if (typeof source === 'string') return source;
    if (to === from || to.startsWith(`${from}/`)) return 'EINVAL';
    const oldParent = this.parent(from);
    const newParent = this.parent(to);
    if (typeof oldParent === 'string') return oldParent;
    if (typeof newParent === 'string') return newParent;
    oldParent.dir.children.delete(oldParent.name);
    newParent.dir.children.set(newParent.name, source);
    return true;
  }
}
