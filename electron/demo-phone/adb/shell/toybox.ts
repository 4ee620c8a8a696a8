// Exports: toybox, the commands on files that Android ships in /system/bin/toybox. Messages as the real ones print them.

import { createHash } from 'node:crypto';
import { errnoText, sizeOf, statMode, type Errno, type FileNode } from '../files.ts';
import type { Command, Invocation } from './shell.ts';
import { options } from './options.ts';
import { matchName } from './glob.ts';

const base = (p: string): string => p.replace(/\/+$/, '').split('/').pop() || '/';

/** Prints `name: path: reason` and gives 1. */
async function complain(c: Invocation, path: string, why: Errno | string): Promise<number> {
  await c.io.err(`${c.name}: ${path}: ${why in errnoText ? errnoText[why as Errno].text : why}\n`);
  return 1;
}

export function modeText(n: FileNode): string {
  const kind = { file: '-', made: '-', device: 'c', link: 'l', dir: 'd' }[n.kind];
  return kind + [6, 3, 0].map((s) => ['r', 'w', 'x'].map((l, i) => ((n.mode >> (s + 2 - i)) & 1 ? l : '-')).join('')).join('');
}

/** `2026-11-24 04:03` in the phone's zone (UTC). */
export const dateText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');

const human = (n: number): string => (n < 1024 ? String(n) : n < 1 << 20 ? `${(n / 1024).toFixed(1)}K` : `${(n / (1 << 20)).toFixed(1)}M`);

const ls: Command = async (c) => {
  const o = options(c.args, 'laA1RdhinrtSZpF');
  if (o.unknown !== undefined) { await c.io.err(`ls: Unknown option '${o.unknown}' (see "ls --help")\n`); return 1; }
  const paths = o.rest.length > 0 ? o.rest : ['.'];
  let code = 0;
  const line = (name: string, n: FileNode): string => {
    const shown = name + (n.kind === 'dir' && (o.has('p') || o.has('F')) ? '/' : '');
    if (!o.has('l')) return `${o.has('i') ? `${n.ino} ` : ''}${shown}\n`;
    const size = sizeOf(n);
    return `${modeText(n)} ${n.kind === 'dir' ? 2 : 1} ${n.owner} ${n.group} ${(o.has('h') ? human(size) : String(size)).padStart(8)} ${dateText(n.mtime)} ${shown}${n.kind === 'link' ? ` -> ${n.target}` : ''}\n`;
  };
  const folder = async (path: string, title: boolean): Promise<void> => {
    const list = c.device.files.list(c.shell.path(path));
    if (typeof list === 'string') { code = await complain(c, path, list); return; }
    if (title) await c.io.out(`${path}:\n`);
    let entries = [...list];
    if (!o.has('a') && !o.has('A')) entries = entries.filter(([n]) => !n.startsWith('.'));
    if (o.has('t')) entries.sort(([, a], [, b]) => b.mtime - a.mtime);
    if (o.has('S')) entries.sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
    if (o.has('r')) entries.reverse();
    const text = entries.map(([name, n]) => line(name, n)).join('');
    await c.io.out((o.has('l') ? `total ${entries.reduce((sum, [, n]) => sum + Math.ceil(sizeOf(n) / 4096) * 4, 0)}\n` : '') + text);
    if (o.has('R')) for (const [name, n] of entries) if (n.kind === 'dir') { await c.io.out('\n'); await folder(`${path.replace(/\/$/, '')}/${name}`, true); }
  };
  for (const path of paths) {
    const full = c.shell.path(path);
    const node = c.device.files.find(full, !(o.has('l') && !path.endsWith('/')));
    if (typeof node === 'string') code = await complain(c, path, node);
    else if (node.kind !== 'dir' || o.has('d')) await c.io.out(line(path, node));
    else await folder(path, paths.length > 1 || o.has('R'));
  }
  return code;
};

/** Streams a file or, for `-`, the input, until `to` has had enough and says false. */
export async function pour(c: Invocation, path: string, to: (b: Buffer) => Promise<boolean>): Promise<number> {
  const full = path === '-' ? '/dev/stdin' : c.shell.path(path);
  if (full === '/dev/stdin' || full === '/dev/tty' || full === '/proc/self/fd/0') {
    for (let b = await c.io.read(); b !== null; b = await c.io.read()) if (!await to(b)) break;
    return 0;
  }
  const node = c.device.files.find(full);
  if (typeof node !== 'string' && node.kind === 'device' && (node.name === 'zero' || node.name === 'urandom')) {
    const chunk = Buffer.alloc(1 << 16);
    // A fixed sequence: everything on this phone can be repeated.
    if (node.name === 'urandom') for (let i = 0, x = 1; i < chunk.length; i++) chunk[i] = (x = (x * 1103515245 + 12345) & 0x7fffffff) >> 16;
    for (;;) {
      c.io.signal.throwIfAborted();
      if (!await to(chunk)) return 0;
      await new Promise((r) => setImmediate(r));
    }
  }
  const data = c.device.files.read(full);
  if (typeof data === 'string') return complain(c, path, data);
  for (let at = 0; at < data.length; at += 1 << 16) if (!await to(data.subarray(at, at + (1 << 16)))) break;
  return 0;
}

const cat: Command = async (c) => {
  let code = 0;
  for (const path of c.args.length > 0 ? c.args.filter((a) => a !== '-u') : ['-']) code = (await pour(c, path, async (b) => { await c.io.out(b); return true; })) || code;
  return code;
};

const rm: Command = async (c) => {
  const o = options(c.args, 'rRfiv');
  let code = 0;
  if (o.rest.length === 0 && !o.has('f')) { await c.io.err('rm: Needs 1 argument (see "rm --help")\n'); return 1; }
  for (const path of o.rest) {
    const done = c.device.files.remove(c.shell.path(path), o.has('r') || o.has('R'));
    if (done !== true && !(done === 'ENOENT' && o.has('f'))) code = await complain(c, path, done);
  }
  return code;
};

const mkdir: Command = async (c) => {
  const o = options(c.args, 'pvm:');
  let code = 0;
  for (const path of o.rest) {
    const done = c.device.files.mkdir(c.shell.path(path), o.has('p'));
    if (done !== true) { await c.io.err(`mkdir: '${path}': ${errnoText[done].text}\n`); code = 1; }
  }
  return code;
};

const rmdir: Command = async (c) => {
  let code = 0;
  for (const path of c.args) {
    const done = c.device.files.rmdir(c.shell.path(path));
    if (done !== true) code = await complain(c, path, done);
  }
  return code;
};

/** Target of `cp`/`mv`: into a folder, or under a new name. */
const into = (c: Invocation, from: string, to: string): string => {
  const node = c.device.files.find(c.shell.path(to));
  return typeof node !== 'string' && node.kind === 'dir' ? c.shell.path(`${to}/${base(from)}`) : c.shell.path(to);
};

const mv: Command = async (c) => {
  const o = options(c.args, 'fniv');
  const to = o.rest.at(-1);
  if (o.rest.length < 2 || to === undefined) { await c.io.err('mv: Needs 2 arguments (see "mv --help")\n'); return 1; }
  let code = 0;
  for (const from of o.rest.slice(0, -1)) {
    const done = c.device.files.move(c.shell.path(from), into(c, from, to));
    if (done !== true) { await c.io.err(`mv: bad '${from}': ${errnoText[done].text}\n`); code = 1; }
  }
  return code;
};

const cp: Command = async (c) => {
  const o = options(c.args, 'rRafpvdL');
  const to = o.rest.at(-1);
  if (o.rest.length < 2 || to === undefined) { await c.io.err('cp: Needs 2 arguments (see "cp --help")\n'); return 1; }
  const { files } = c.device;
  const deep = o.has('r') || o.has('R') || o.has('a');
  const copy = (from: string, dest: string): true | Errno => {
    const node = files.find(from);
    if (typeof node === 'string') return node;
    if (node.kind !== 'dir') {
      const data = files.read(from);
      return typeof data === 'string' ? data : files.write(dest, data, { mode: node.mode });
    }
    if (!deep) return 'EISDIR';
    if (dest === from || dest.startsWith(`${from}/`)) return 'EINVAL';
    const made = files.mkdir(dest, true);
    if (made !== true) return made;
    for (const name of node.children.keys()) {
      const done = copy(`${from}/${name}`, `${dest}/${name}`);
      if (done !== true) return done;
    }
    return true;
  };
  let code = 0;
  for (const from of o.rest.slice(0, -1)) {
    const done = copy(c.shell.path(from), into(c, from, to));
    if (done !== true) { await c.io.err(`cp: bad '${from}': ${errnoText[done].text}\n`); code = 1; }
  }
  return code;
};

const touch: Command = async (c) => {
  const o = options(c.args, 'acmt:d:');
  let code = 0;
  for (const path of o.rest) {
    const full = c.shell.path(path);
    const node = c.device.files.find(full);
    if (typeof node !== 'string') { node.mtime = c.device.seconds(); continue; }
    const done = o.has('c') ? true : c.device.files.write(full, Buffer.alloc(0));
    if (done !== true) { await c.io.err(`touch: '${path}': ${errnoText[done].text}\n`); code = 1; }
  }
  return code;
};

const ln: Command = async (c) => {
  const o = options(c.args, 'sf');
  const [target, path] = o.rest;
  if (!o.has('s') || target === undefined || path === undefined) { await c.io.err('ln: only -s TARGET NAME here\n'); return 1; }
  const full = into(c, target, path);
  if (o.has('f')) c.device.files.remove(full, false);
  const done = c.device.files.link(full, target);
  return done === true ? 0 : complain(c, path, done);
};

const chmod: Command = async (c) => {
  const [mode, ...paths] = c.args.filter((a) => !/^-[Rvf]+$/.test(a));
  let code = 0;
  for (const path of paths) {
    const node = c.device.files.find(c.shell.path(path));
    if (typeof node === 'string') { code = await complain(c, path, node); continue; }
    if (node.owner !== 'shell') { code = await complain(c, path, 'Operation not permitted'); continue; }
    if (/^[0-7]{3,4}$/.test(mode ?? '')) node.mode = Number.parseInt(mode as string, 8);
    else if (mode === '+x') node.mode |= 0o111;
    else if (mode === '-x') node.mode &= ~0o111;
    else { await c.io.err(`chmod: bad mode '${mode}'\n`); return 1; }
  }
  return code;
};

const stat: Command = async (c) => {
  const o = options(c.args, 'Lc:f');
  let code = 0;
  for (const path of o.rest) {
    const n = c.device.files.find(c.shell.path(path), o.has('L'));
    if (typeof n === 'string') { await c.io.err(`stat: cannot stat '${path}': ${errnoText[n].text}\n`); code = 1; continue; }
    const kind = { file: 'regular file', made: 'regular file', device: 'character device', link: 'symbolic link', dir: 'directory' }[n.kind];
    const octal = (n.mode & 0o7777).toString(8);
    const format = o.value('c');
    const fields: Record<string, string> = { a: octal, A: modeText(n), f: statMode(n).toString(16), F: kind, g: n.group === 'root' ? '0' : '2000', G: n.group, i: String(n.ino), n: path, N: path, s: String(sizeOf(n)), u: n.owner === 'root' ? '0' : '2000', U: n.owner, Y: String(Math.trunc(n.mtime)), y: `${dateText(n.mtime)}:00.000000000 +0000`, h: '1', b: String(Math.ceil(sizeOf(n) / 512)), B: '512', '%': '%' };
    if (format !== undefined) await c.io.out(`${format.replace(/%(.)/g, (all, f: string) => fields[f] ?? all)}\n`);
    else await c.io.out(`  File: ${path}\n  Size: ${fields['s']}\t Blocks: ${fields['b']}\t IO Blocks: 512\t${kind}\nDevice: fe2bh/65067d\t Inode: ${n.ino}\t Links: 1\nAccess: (0${octal}/${modeText(n)})\tUid: (${fields['u']}/ ${n.owner})\tGid: (${fields['g']}/ ${n.group})\nModify: ${fields['y']}\n`);
  }
  return code;
};

const find: Command = async (c) => {
  const roots: string[] = [];
  let i = 0;
  while (i < c.args.length && !(c.args[i] as string).startsWith('-')) roots.push(c.args[i++] as string);
  const tests: ((name: string, n: FileNode, depth: number) => boolean)[] = [];
  let max = Infinity;
  for (; i < c.args.length; i += 2) {
    const value = c.args[i + 1] ?? '';
    switch (c.args[i]) {
      case '-name': tests.push((name) => matchName(value, name, true)); break;
      case '-iname': tests.push((name) => matchName(value.toLowerCase(), name.toLowerCase(), true)); break;
      case '-type': tests.push((_, n) => ({ f: 'file', d: 'dir', l: 'link' })[value] === (n.kind === 'made' ? 'file' : n.kind)); break;
      case '-maxdepth': max = Number(value); break;
      case '-mindepth': tests.push((_, __, depth) => depth >= Number(value)); break;
      case '-print': i--; break;
      default: await c.io.err(`find: bad arg '${c.args[i]}'\n`); return 1;
    }
  }
  let code = 0;
  const visit = async (shown: string, depth: number): Promise<void> => {
    const full = c.shell.path(shown);
    const node = c.device.files.find(full, false);
    if (typeof node === 'string') { code = await complain(c, `'${shown}'`, node); return; }
    if (tests.every((t) => t(base(shown), node, depth))) await c.io.out(`${shown}\n`);
    if (node.kind !== 'dir' || depth >= max) return;
    const list = c.device.files.list(full);
    if (typeof list === 'string') { code = await complain(c, `'${shown}'`, list); return; }
    for (const name of list.keys()) await visit(`${shown.replace(/\/$/, '')}/${name}`, depth + 1);
  };
  for (const r of roots.length > 0 ? roots : ['.']) await visit(r, 0);
  return code;
};

const digest = (algorithm: string): Command => async (c) => {
  let code = 0;
  for (const path of c.args.filter((a) => a !== '-b').length > 0 ? c.args.filter((a) => a !== '-b') : ['-']) {
    const hash = createHash(algorithm);
    const done = await pour(c, path, async (b) => { hash.update(b); return true; });
    if (done !== 0) code = done;
    else await c.io.out(c.args.includes('-b') ? `${hash.digest('hex')}\n` : `${hash.digest('hex')}  ${path}\n`);
  }
  return code;
};

const du: Command = async (c) => {
  const o = options(c.args, 'shkmacd:');
  let code = 0;
  const sum = (n: FileNode): number => (n.kind === 'dir' ? [...n.children.values()].reduce((s, k) => s + sum(k), 4) : Math.ceil(sizeOf(n) / 1024));
  for (const path of o.rest.length > 0 ? o.rest : ['.']) {
    const n = c.device.files.find(c.shell.path(path));
    if (typeof n === 'string') code = await complain(c, path, n);
    else await c.io.out(`${o.has('h') ? human(sum(n) * 1024) : sum(n)}\t${path}\n`);
  }
  return code;
};

const df: Command = async (c) => {
  await c.io.out('Filesystem      1K-blocks    Used Available Use% Mounted on\n/dev/block/dm-0   2965940 2957012         0 100% /\n/dev/block/dm-44 52428800 8388608  44040192  16% /data\n/dev/fuse        52428800 8388608  44040192  16% /storage/emulated\n');
  return 0;
};

export const toybox: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['ls', ls], ['cat', cat], ['rm', rm], ['mkdir', mkdir], ['rmdir', rmdir], ['mv', mv], ['cp', cp], ['touch', touch], ['ln', ln],
  ['chmod', chmod], ['stat', stat], ['find', find], ['md5sum', digest('md5')], ['sha1sum', digest('sha1')], ['sha256sum', digest('sha256')], ['du', du], ['df', df],
  ['pwd', async (c) => { await c.io.out(`${c.shell.cwd}\n`); return 0; }],
  ['basename', async (c) => { const b = base(c.args[0] ?? ''); await c.io.out(`${c.args[1] && b.endsWith(c.args[1]) && b !== c.args[1] ? b.slice(0, -c.args[1].length) : b}\n`); return 0; }],
  ['dirname', async (c) => { await c.io.out(`${(c.args[0] ?? '').replace(/\/+[^/]*\/*$/, '') || ((c.args[0] ?? '').startsWith('/') ? '/' : '.')}\n`); return 0; }],
  ['readlink', async (c) => {
    const o = options(c.args, 'fenq');
    const n = c.device.files.find(c.shell.path(o.rest[0] ?? ''), false);
    if (typeof n === 'string' || (n.kind !== 'link' && !o.has('f'))) return 1;
    await c.io.out(`${n.kind === 'link' ? n.target : c.shell.path(o.rest[0] ?? '')}\n`);
    return 0;
  }],
  ['realpath', async (c) => {
    const n = c.device.files.find(c.shell.path(c.args[0] ?? ''));
    if (typeof n === 'string') return complain(c, c.args[0] ?? '', n);
    await c.io.out(`${c.shell.path(c.args[0] ?? '')}\n`);
    return 0;
  }],
]);
