// Exports: Io, Invocation, Command, Shell. Runs the tree of syntax.ts: expansion, redirection, pipes, exit codes.
// Commands are async functions over byte streams; a pipe between two has back-pressure and breaks as SIGPIPE does (141).

import { errnoText, joinPath } from '../files.ts';
import { isAbort, memoryPipe } from '../pipe.ts';
import type { VirtualDevice } from '../virtual-device.ts';
import { evaluate } from './sum.ts';
import { matchName } from './glob.ts';
import { parseShell, type Node, type Part, type Redirect, type Script, type Word } from './syntax.ts';

/** The three streams of a running command. Writing resolves when more may be written. */
export interface Io {
  read(): Promise<Buffer | null>;
  out(data: string | Uint8Array): Promise<void>;
  err(data: string | Uint8Array): Promise<void>;
  /** Fires when nobody is interested any more; long commands end. */
  readonly signal: AbortSignal;
  readonly tty: boolean;
}

export interface Invocation {
  readonly device: VirtualDevice;
  readonly shell: Shell;
  readonly io: Io;
  /** The command's name, as its messages begin. */
  readonly name: string;
  readonly args: readonly string[];
}

/** Resolves with the exit code. */
export type Command = (c: Invocation) => Promise<number>;

const NAME_OF_SHELL = '/system/bin/sh';

/** Loops of a script that would never end by themselves are cut here. */
const MAX_TURNS = 100_000;

type Flow = { exit: number } | undefined;

export class Shell {
  cwd = '/';
  status = 0;
  readonly variables = new Map<string, string>([['HOME', '/'], ['PATH', '/product/bin:/apex/com.android.runtime/bin:/system/bin:/system_ext/bin'], ['ANDROID_ROOT', '/system'], ['ANDROID_DATA', '/data'], ['EXTERNAL_STORAGE', '/sdcard'], ['USER', 'shell'], ['SHELL', '/bin/sh'], ['TMPDIR', '/data/local/tmp'], ['PWD', '/'], ['HOSTNAME', 'countersign']]);
  readonly positional: string[] = [];
  readonly device: VirtualDevice;
  private readonly commands: ReadonlyMap<string, Command>;
  /** Set by `exit`, `break` out of the current script. */
  private flow: Flow;

  constructor(device: VirtualDevice, commands: ReadonlyMap<string, Command>) {
    this.device = device;
    this.commands = commands;
  }

  /** A copy for a subshell or one stage of a pipe. */
  fork(): Shell {
    const child = new Shell(this.device, this.commands);
    child.cwd = this.cwd;
    child.status = this.status;
    child.positional.push(...this.positional);
    for (const [k, v] of this.variables) child.variables.set(k, v);
    return child;
  }

  has(name: string): boolean {
    return this.commands.has(name) || BUILTINS.has(name);
  }

  get names(): string[] {
    return [...this.commands.keys()].sort();
  }

  path(p: string): string {
    return joinPath(this.cwd, p);
  }

  /** Parses and runs; resolves with the exit code. */
  async run(source: string, io: Io): Promise<number> {
    const parsed = parseShell(source);
    if ('error' in parsed) {
      await io.err(`${NAME_OF_SHELL}: ${parsed.error}\n`);
      return (this.status = 1);
    }
    await this.script(parsed.script, io);
    return this.status;
  }

  get exited(): boolean { return this.flow !== undefined; }

  private async script(script: Script, io: Io): Promise<number> {
    for (const { join, pipeline } of script) {
      if (this.flow) break;
      io.signal.throwIfAborted();
      if (join === '&&' && this.status !== 0) continue;
      if (join === '||' && this.status === 0) continue;
      const status = await this.pipeline(pipeline.stages, io);
      this.status = pipeline.not && !this.flow ? Number(status === 0) : status;
    }
    return this.status;
  }

  private async pipeline(stages: readonly Node[], io: Io): Promise<number> {
    if (stages.length === 1) return this.node(stages[0] as Node, io);
    let read = io.read;
    const running: Promise<number>[] = [];
    for (const [i, stage] of stages.entries()) {
      const last = i === stages.length - 1;
      const [near, far] = memoryPipe();
      const reader = read;
      const upstream = i === 0 ? undefined : pipes.get(reader);
      const stageIo: Io = { ...io, read: reader, tty: false, ...(last ? {} : { out: (data: string | Uint8Array) => near.write(bytes(data)), signal: AbortSignal.any([io.signal, near.signal]) }) };
      const child = this.fork();
      running.push(child.node(stage, stageIo).catch((e: unknown) => {
        // A reader that left early (`head`) ends its writer quietly; a lost client ends everything.
        if (isAbort(e) && !io.signal.aborted) return 141;
        throw e;
      }).finally(() => {
        near.end();
        upstream?.end();
        upstream?.leave();
      }));
      if (!last) {
        const next = (): Promise<Buffer | null> => far.read();
        // Closing both ends fires the writer's signal.
        pipes.set(next, { end: () => far.end(), leave: () => near.end() });
        read = next;
      }
    }
    const results = await Promise.all(running);
    return results.at(-1) ?? 0;
  }

  private async node(node: Node, outer: Io): Promise<number> {
    if (node.n === 'simple') return this.simple(node, outer);
    const io = await this.redirect(node.redirects, outer);
    if (typeof io === 'number') return io;
    try {
      switch (node.n) {
        case 'group': {
          if (!node.subshell) return await this.script(node.body, io.io);
          const child = this.fork();
          return await child.script(node.body, io.io);
        }
        case 'if': {
          for (const arm of node.arms) {
            if ((await this.script(arm.test, io.io)) === 0 && !this.flow) return await this.script(arm.body, io.io);
            if (this.flow) return this.status;
          }
          this.status = 0;
          return node.otherwise ? await this.script(node.otherwise, io.io) : 0;
        }
        case 'loop': {
          let status = 0;
          for (let turn = 0; turn < MAX_TURNS; turn++) {
            const test = await this.script(node.test, io.io);
            if (this.flow || (test === 0) === node.until) break;
            status = await this.script(node.body, io.io);
            if (this.flow) break;
            // A busy loop must not keep the event loop from everything else.
            await new Promise((resolve) => setImmediate(resolve));
          }
          return this.flow ? this.status : status;
        }
        case 'for': {
          const items: string[] = [];
          if (node.words === undefined) items.push(...this.positional);
          else for (const w of node.words) items.push(...await this.expand(w, io.io));
          let status = 0;
          for (const item of items) {
            this.variables.set(node.name, item);
            status = await this.script(node.body, io.io);
            if (this.flow) break;
          }
          return status;
        }
      }
    } finally {
      io.flush();
    }
  }

  private async simple(node: Node & { n: 'simple' }, outer: Io): Promise<number> {
    const redirected = await this.redirect(node.redirects, outer);
    if (typeof redirected === 'number') return redirected;
    const { io, flush } = redirected;
    try {
      const argv: string[] = [];
      for (const w of node.words) argv.push(...await this.expand(w, outer));
      const [name, ...args] = argv;
      const saved = new Map<string, string | undefined>();
      this.status = 0;
      for (const { name: key, value } of node.assigns) {
        const text = await this.text(value, outer);
        if (name !== undefined) saved.set(key, this.variables.get(key));
        this.variables.set(key, text);
      }
      if (name === undefined) return this.status;
      const status = await this.call(name, args, io);
      for (const [key, old] of saved) {
        if (old === undefined) this.variables.delete(key);
        else this.variables.set(key, old);
      }
      return status;
    } finally {
      flush();
    }
  }

  /** Runs one command by name; used by `xargs`, `sh -c` and the interpreter itself. */
  async call(name: string, args: readonly string[], io: Io): Promise<number> {
    const builtin = BUILTINS.get(name);
    if (builtin) return builtin.call(this, args, io);
    const base = name.includes('/') ? this.program(name) : name;
    const command = base === undefined ? undefined : this.commands.get(base);
    if (!command) {
      const found = name.includes('/') ? this.device.files.find(this.path(name)) : 'ENOENT';
      if (typeof found !== 'string') {
        const script = found.kind === 'file' && (found.mode & 0o111) !== 0 ? found.data.toString('utf8') : undefined;
        if (script !== undefined && !script.includes('\0')) {
          const child = this.fork();
          child.positional.splice(0, Infinity, ...args);
          return child.run(script.replace(/^#![^\n]*\n/, ''), io);
        }
        await io.err(`${NAME_OF_SHELL}: ${name}: can't execute: ${found.kind === 'dir' ? 'Is a directory' : 'Permission denied'}\n`);
        return 126;
      }
      await io.err(`${NAME_OF_SHELL}: ${name}: inaccessible or not found\n`);
      return 127;
    }
    try {
      return await command({ device: this.device, shell: this, io, name: base as string, args });
    } catch (e) {
      if (isAbort(e)) throw e;
      // A defect of the phone ends the command, as a crash does on a real one, not the whole host; the trace is for the reader.
      await io.err(`Fatal error in ${name}: ${e instanceof Error ? (e.stack ?? e.message) : String(e)}\nAborted\n`);
      return 134;
    }
  }

  /** `/system/bin/ls` → `ls`. */
  private program(path: string): string | undefined {
    const m = /^\/(?:system\/(?:x?bin)|bin|vendor\/bin)\/([^/]+)$/.exec(this.path(path));
    return m?.[1];
  }

  private async redirect(list: readonly Redirect[], io: Io): Promise<{ io: Io; flush: () => void } | number> {
    if (list.length === 0) return { io, flush: () => undefined };
    type Sink = (d: string | Uint8Array) => Promise<void>;
    let read = io.read;
    const sinks = new Map<number, Sink>([[1, io.out], [2, io.err]]);
    const open: (() => void)[] = [];
    for (const r of list) {
      const target = await this.text(r.target, io);
      if (r.op === '>&') {
        const source = target === '-' ? nowhere : sinks.get(Number(target));
        if (!source) {
          await io.err(`${NAME_OF_SHELL}: ${target}: bad file descriptor\n`);
          return 1;
        }
        sinks.set(r.fd, source);
      } else if (r.op === '<<<') {
        read = once(Buffer.from(`${target}\n`));
      } else if (r.op === '<') {
        const path = this.path(target);
        if (path === '/dev/stdin' || path === '/dev/tty') continue;
        const data = this.device.files.read(path);
        if (typeof data === 'string') {
          await io.err(`${NAME_OF_SHELL}: can't open ${target}: ${errnoText[data].text}\n`);
          return 1;
        }
        read = once(data);
      } else {
        const path = this.path(target);
        if (path === '/dev/stdout' || path === '/dev/tty') { sinks.set(r.fd, sinks.get(1) as Sink); continue; }
        if (path === '/dev/stderr') { sinks.set(r.fd, sinks.get(2) as Sink); continue; }
        const files = this.device.files;
        const allowed = target === '' ? 'ENOENT' : files.writable(path);
        if (allowed !== true) {
          await io.err(`${NAME_OF_SHELL}: can't create ${target}: ${errnoText[allowed].text}\n`);
          return 1;
        }
        if (typeof files.find(path) === 'string' || r.op === '>') files.write(path, Buffer.alloc(0));
        const chunks: Buffer[] = [];
        sinks.set(r.fd, async (d) => { chunks.push(Buffer.from(bytes(d))); });
        // Written when the command is over: one copy instead of one per line.
        open.push(() => files.write(path, Buffer.concat(chunks), { append: true }));
      }
    }
    return {
      io: { ...io, read, out: sinks.get(1) as Sink, err: sinks.get(2) as Sink, tty: io.tty && sinks.get(1) === io.out },
      flush: () => { for (const close of open) close(); },
    };
  }

  /** One word to one string (no splitting, no globbing). */
  private async text(word: Word, io: Io): Promise<string> {
    let out = '';
    for (const part of word) out += (await this.value(part, io)).join(' ');
    return out;
  }

  /** A part's value; more than one string only for `"$@"`. */
  private async value(part: Part, io: Io): Promise<string[]> {
    switch (part.p) {
      case 'text': return [part.text];
      case 'sum': {
        const source = await this.text(parseWord(part.source), io);
        const sum = evaluate(source, (name) => this.variables.get(name) ?? '');
        if (typeof sum === 'string') {
          await io.err(`${NAME_OF_SHELL}: ${sum}\n`);
          return ['0'];
        }
        return [String(sum)];
      }
      case 'command': {
        const chunks: Buffer[] = [];
        const child = this.fork();
        await child.script(part.script, { ...io, tty: false, out: async (d) => { chunks.push(Buffer.from(bytes(d))); } });
        this.status = child.status;
        return [Buffer.concat(chunks).toString('utf8').replace(/\n+$/, '')];
      }
      case 'var': {
        if (part.name === '@' || part.name === '*') return part.name === '@' && part.quoted ? this.positional : [this.positional.join(' ')];
        const value = this.lookUp(part.name);
        if (!part.op) return [value ?? ''];
        const { kind, word } = part.op;
        const colon = kind.startsWith(':');
        const there = value !== undefined && !(colon && value === '');
        switch (kind) {
          case 'len': return [String([...(value ?? '')].length)];
          case ':-': case '-': return [there ? value : await this.text(word, io)];
          case ':+': case '+': return [there ? await this.text(word, io) : ''];
          case ':=': {
            if (there) return [value];
            const text = await this.text(word, io);
            this.variables.set(part.name, text);
            return [text];
          }
          default: return [strip(value ?? '', await this.text(word, io), kind)];
        }
      }
    }
  }

  private lookUp(name: string): string | undefined {
    switch (name) {
      case '?': return String(this.status);
      case '#': return String(this.positional.length);
      case '$': return '4321';
      case '!': return '';
      case '0': return NAME_OF_SHELL;
      default: return /^\d+$/.test(name) ? this.positional[Number(name) - 1] : this.variables.get(name);
    }
  }

  /** Word → fields: splitting of unquoted expansions, then globbing (POSIX 2.6). */
  private async expand(word: Word, io: Io): Promise<string[]> {
    // A field is a list of pieces, so that quoted wildcards stay literal.
    const fields: { text: string; quoted: boolean }[][] = [];
    let current: { text: string; quoted: boolean }[] | undefined;
    for (const part of word) {
      const values = await this.value(part, io);
      if (part.p === 'text' || part.quoted) {
        for (const [i, v] of values.entries()) {
          if (i > 0 && current) { fields.push(current); current = undefined; }
          current = [...(current ?? []), { text: v, quoted: part.quoted }];
        }
        continue;
      }
      const text = values.join(' ');
      const pieces = text.split(/[ \t\n]+/);
      for (const [i, piece] of pieces.entries()) {
        if (i > 0 && current) { fields.push(current); current = undefined; }
        if (piece !== '') current = [...(current ?? []), { text: piece, quoted: false }];
      }
    }
    if (current) fields.push(current);
    return fields.flatMap((f) => this.glob(f));
  }

  private glob(field: { text: string; quoted: boolean }[]): string[] {
    const plain = field.map((p) => p.text).join('');
    if (!field.some((p) => !p.quoted && /[*?[]/.test(p.text))) return [plain];
    const pattern = field.map((p) => (p.quoted ? p.text.replace(/[*?[\]\\]/g, '\\$&') : p.text)).join('');
    const absolute = pattern.startsWith('/');
    let found = [absolute ? '/' : ''];
    for (const segment of pattern.split('/').filter((s) => s !== '')) {
      const next: string[] = [];
      for (const base of found) {
        const listing = this.device.files.list(this.path(base === '' ? '.' : base));
        const prefix = base === '' || base === '/' ? base : `${base}/`;
        if (!/[*?[]/.test(segment.replace(/\\./g, ''))) {
          const name = segment.replace(/\\(.)/g, '$1');
          if (typeof this.device.files.find(this.path(prefix + name)) !== 'string') next.push(prefix + name);
        } else if (typeof listing !== 'string') {
          for (const name of listing.keys()) if (matchName(segment, name)) next.push(prefix + name);
        }
      }
      found = next;
    }
    return found.length > 0 ? found : [plain];
  }

  /** Ends the script with this code. */
  exit(code: number): number {
    this.status = code;
    this.flow = { exit: code };
    return code;
  }
}

/** Ends of the pipe that a read function belongs to. */
const pipes = new WeakMap<() => Promise<Buffer | null>, { end: () => void; leave: () => void }>();

export const bytes = (d: string | Uint8Array): Uint8Array => (typeof d === 'string' ? Buffer.from(d) : d);

const nowhere = async (): Promise<void> => undefined;

function once(data: Buffer): () => Promise<Buffer | null> {
  let left: Buffer | null = data;
  return async () => {
    const now = left;
    left = null;
    return now;
  };
}

function parseWord(source: string): Word {
  const parsed = parseShell(`"${source.replace(/["\\`]/g, '\\$&')}"`);
  const node = 'script' in parsed ? parsed.script[0]?.pipeline.stages[0] : undefined;
  return node?.n === 'simple' ? (node.words[0] ?? []) : [];
}

function strip(value: string, pattern: string, kind: '#' | '##' | '%' | '%%'): string {
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => i);
  if (kind === '##' || kind === '%%') lengths.reverse();
  for (const n of lengths) {
    if (kind.startsWith('#') && matchName(pattern, value.slice(0, n), true)) return value.slice(n);
    if (kind.startsWith('%') && matchName(pattern, value.slice(value.length - n), true)) return value.slice(0, value.length - n);
  }
  return value;
}

const BUILTINS = new Map<string, (this: Shell, args: readonly string[], io: Io) => Promise<number>>([
  [':', async () => 0],
  ['cd', async function (args, io) {
    const to = this.path(args[0] ?? '/');
    const node = this.device.files.find(to);
    if (typeof node === 'string' || node.kind !== 'dir') {
      await io.err(`${NAME_OF_SHELL}: cd: ${args[0]}: ${errnoText[typeof node === 'string' ? node : 'ENOTDIR'].text}\n`);
      return 2;
    }
    this.cwd = to;
    this.variables.set('PWD', to);
    return 0;
  }],
  ['exit', async function (args) { return this.exit(args[0] === undefined ? this.status : Number(args[0]) & 255); }],
  ['export', async function (args) {
    for (const a of args) {
      const at = a.indexOf('=');
      if (at > 0) this.variables.set(a.slice(0, at), a.slice(at + 1));
    }
    return 0;
  }],
  ['unset', async function (args) { for (const a of args) this.variables.delete(a); return 0; }],
  ['set', async function (args, io) {
    if (args.length === 0) await io.out([...this.variables].sort().map(([k, v]) => `${k}=${v}\n`).join(''));
    else if (args[0] === '--') this.positional.splice(0, Infinity, ...args.slice(1));
    return 0;
  }],
  ['shift', async function (args) { this.positional.splice(0, Number(args[0] ?? 1)); return 0; }],
  ['read', async function (args, io) {
    const line: number[] = [];
    for (;;) {
      const chunk = await io.read();
      if (chunk === null) break;
      const at = chunk.indexOf(10);
      line.push(...(at < 0 ? chunk : chunk.subarray(0, at)));
      if (at >= 0) { this.variables.set(args.at(-1) ?? 'REPLY', Buffer.from(line).toString('utf8')); return 0; }
    }
    this.variables.set(args.at(-1) ?? 'REPLY', Buffer.from(line).toString('utf8'));
    return line.length > 0 ? 0 : 1;
  }],
  ['exec', async function (args, io) {
    const [name, ...rest] = args;
    return name === undefined ? 0 : this.exit(await this.call(name, rest, io));
  }],
  ['eval', async function (args, io) { return this.run(args.join(' '), io); }],
  ['command', async function (args, io) {
    if (args[0] === '-v') {
      const name = args[1] ?? '';
      if (!this.has(name)) return 1;
      await io.out(`${BUILTINS.has(name) ? name : `/system/bin/${name}`}\n`);
      return 0;
    }
    return this.call(args[0] ?? ':', args.slice(1), io);
  }],
]);
