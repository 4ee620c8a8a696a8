// Exports: textCommands: echo, printf, test, grep, sed (s, p, d), sort, head, tail, wc, cut, tr, uniq, xargs, base64, seq, date, sleep and the like.

import { lines, options, readAll } from './options.ts';
import { bytes, type Command, type Invocation } from './shell.ts';
import { escapes } from './syntax.ts';
import { pour } from './toybox.ts';

async function input(c: Invocation, paths: readonly string[]): Promise<{ path: string; data: Buffer; code: number }[]> {
  const out: { path: string; data: Buffer; code: number }[] = [];
  for (const path of paths.length > 0 ? paths : ['-']) {
    const chunks: Buffer[] = [];
    const code = await pour(c, path, async (b) => { chunks.push(b); return true; });
    out.push({ path, data: Buffer.concat(chunks), code });
  }
  return out;
}

const echo: Command = async (c) => {
  let args = [...c.args];
  let newline = true;
  let escape = false;
  while (/^-[neE]+$/.test(args[0] ?? '')) {
    const flags = args.shift() as string;
    if (flags.includes('n')) newline = false;
    if (flags.includes('e')) escape = true;
  }
  const text = args.join(' ');
  await c.io.out((escape ? escapes(text) : text) + (newline ? '\n' : ''));
  return 0;
};

const printf: Command = async (c) => {
  const [format, ...args] = c.args;
  if (format === undefined) { await c.io.err('printf: Needs 1 argument\n'); return 1; }
  let out = '';
  let left = [...args];
  do {
    const before = left.length;
    out += format.replace(/%(-?0?)(\d*)(?:\.(\d+))?([sdxXcbiu%])|\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/g, (all, flag: string | undefined, width: string | undefined, precision: string | undefined, kind: string | undefined) => {
      if (kind === undefined) return escapes(all);
      if (kind === '%') return '%';
      const a = left.shift() ?? '';
      let text = a;
      if ('diu'.includes(kind)) text = String(Math.trunc(Number(a) || 0));
      else if (kind === 'x') text = (Number(a) || 0).toString(16);
      else if (kind === 'X') text = (Number(a) || 0).toString(16).toUpperCase();
      else if (kind === 'c') text = a.slice(0, 1);
      else if (kind === 'b') text = escapes(a);
      else if (precision !== undefined) text = a.slice(0, Number(precision));
      return flag?.startsWith('-') ? text.padEnd(Number(width)) : text.padStart(Number(width), flag?.includes('0') ? '0' : ' ');
    });
    if (left.length === before) break;
  } while (left.length > 0);
  await c.io.out(out);
  return 0;
};

/** `test` without the brackets. @returns 0, 1, or a message */
function judge(c: Invocation, args: readonly string[]): number | string {
  let at = 0;
  const node = (p: string): ReturnType<typeof c.device.files.find> => c.device.files.find(c.shell.path(p));
  const primary = (): boolean | string => {
    const a = args[at];
    if (a === undefined) return 'argument expected';
    if (a === '!' && args.length - at > 1) { at++; const v = primary(); return typeof v === 'string' ? v : !v; }
    if (a === '(') {
      at++;
      const v = or();
      if (args[at++] !== ')') return "')' expected";
      return v;
    }
    const op = args[at + 1];
    const b = args[at + 2];
    if (op !== undefined && b !== undefined && /^(=|==|!=|<|>|-(eq|ne|lt|le|gt|ge|nt|ot))$/.test(op)) {
      at += 3;
      if (op === '=' || op === '==') return a === b;
      if (op === '!=') return a !== b;
      if (op === '<') return a < b;
      if (op === '>') return a > b;
      if (op === '-nt' || op === '-ot') {
        const [x, y] = [node(a), node(b)];
        return typeof x !== 'string' && typeof y !== 'string' && (op === '-nt' ? x.mtime > y.mtime : x.mtime < y.mtime);
      }
      if (!/^\s*[-+]?\d+\s*$/.test(a) || !/^\s*[-+]?\d+\s*$/.test(b)) return `${/^\s*[-+]?\d+\s*$/.test(a) ? b : a}: unexpected operator/operand`;
      const [x, y] = [Number(a), Number(b)];
      return { '-eq': x === y, '-ne': x !== y, '-lt': x < y, '-le': x <= y, '-gt': x > y, '-ge': x >= y }[op] ?? false;
    }
    if (/^-[a-zA-Z]$/.test(a) && op !== undefined) {
      at += 2;
      const n = node(op);
      const link = c.device.files.find(c.shell.path(op), false);
      switch (a[1]) {
        case 'z': return op === '';
        case 'n': return op !== '';
        case 'e': return typeof n !== 'string';
        case 'f': return typeof n !== 'string' && (n.kind === 'file' || n.kind === 'made');
        case 'd': return typeof n !== 'string' && n.kind === 'dir';
        case 'L': case 'h': return typeof link !== 'string' && link.kind === 'link';
        case 's': { const data = c.device.files.read(c.shell.path(op)); return typeof data !== 'string' && data.length > 0; }
        case 'r': return typeof n !== 'string' && !(n.kind === 'dir' && n.access === 'none');
        case 'w': return typeof n !== 'string' && (n.kind === 'dir' ? n.access === 'write' : c.device.files.writable(c.shell.path(op)) === true);
        case 'x': return typeof n !== 'string' && (n.mode & 0o111) !== 0;
        case 't': return c.io.tty;
        default: return `${a}: unexpected operator/operand`;
      }
    }
    at++;
    return a !== '';
  };
  const and = (): boolean | string => {
    let v = primary();
    while (args[at] === '-a' && typeof v !== 'string') { at++; const r = primary(); v = typeof r === 'string' ? r : v && r; }
    return v;
  };
  const or = (): boolean | string => {
    let v = and();
    while (args[at] === '-o' && typeof v !== 'string') { at++; const r = and(); v = typeof r === 'string' ? r : v || r; }
    return v;
  };
  if (args.length === 0) return 1;
  const v = or();
  if (typeof v === 'string') return v;
  return at < args.length ? `${args[at]}: unexpected operator/operand` : Number(!v);
}

const test: Command = async (c) => {
  const bracket = c.name === '[' || c.name === '[[';
  if (bracket && c.args.at(-1) !== (c.name === '[' ? ']' : ']]')) { await c.io.err(`/system/bin/sh: ${c.name}: missing ]\n`); return 2; }
  const v = judge(c, bracket ? c.args.slice(0, -1) : c.args);
  if (typeof v === 'number') return v;
  await c.io.err(`/system/bin/sh: ${c.name}: ${v}\n`);
  return 2;
};

/** A basic or extended regular expression as JavaScript's; `undefined` when it is not valid. */
function posix(pattern: string, o: { extended: boolean; fixed?: boolean; flags: string }): RegExp | undefined {
  let source = pattern;
  if (o.fixed) source = pattern.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  else {
    const classes: Record<string, string> = { alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', space: '\\s', upper: 'A-Z', lower: 'a-z', punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f' };
    source = source.replace(/\[:(\w+):\]/g, (all, n: string) => classes[n] ?? all);
    // In a basic expression the backslash gives + ? | ( ) { } their meaning; in JavaScript it takes it.
    if (!o.extended) source = source.replace(/\\([+?|(){}])|([+?|(){}])/g, (_, special: string | undefined, plain: string | undefined) => special ?? `\\${plain}`);
  }
  try { return new RegExp(source, o.flags); } catch { return undefined; }
}

const grep: Command = async (c) => {
  const o = options(c.args.filter((a) => a !== '--color=never' && a !== '--line-buffered'), 'ivncEFoqlLwxHhrsae:m:A:B:C:');
  if (o.unknown !== undefined) { await c.io.err(`grep: Unknown option '${o.unknown}' (see "grep --help")\n`); return 2; }
  const rest = [...o.rest];
  const pattern = o.value('e') ?? rest.shift();
  if (pattern === undefined) { await c.io.err('grep: no REGEX\n'); return 2; }
  const body = pattern.split('\n').map((p) => posix(p, { extended: o.has('E') || c.name === 'egrep', fixed: o.has('F') || c.name === 'fgrep', flags: o.has('i') ? 'i' : '' })?.source);
  if (body.some((b) => b === undefined)) { await c.io.err(`grep: bad REGEX '${pattern}'\n`); return 2; }
  let source = body.join('|');
  if (o.has('w')) source = `\\b(?:${source})\\b`;
  if (o.has('x')) source = `^(?:${source})$`;
  const re = new RegExp(source, `${o.has('i') ? 'i' : ''}g`);
  const max = o.value('m') === undefined ? Infinity : Number(o.value('m'));
  const [after, before] = [Number(o.value('A') ?? o.value('C') ?? 0), Number(o.value('B') ?? o.value('C') ?? 0)];
  let hits = 0;
  let trouble = false;
  let paths = rest;
  if (o.has('r')) {
    const all: string[] = [];
    const visit = (p: string): void => {
      const n = c.device.files.find(c.shell.path(p));
      if (typeof n !== 'string' && n.kind === 'dir') for (const k of n.children.keys()) visit(`${p.replace(/\/$/, '')}/${k}`);
      else all.push(p);
    };
    for (const p of rest.length > 0 ? rest : ['.']) visit(p);
    paths = all;
  }
  const title = (p: string): string => ((paths.length > 1 || o.has('H') || o.has('r')) && !o.has('h') ? `${p === '-' ? '(standard input)' : p}:` : '');
  /** One line of input; @returns whether it counts. */
  const show = async (path: string, line: string, n: number): Promise<boolean> => {
    re.lastIndex = 0;
    if (re.test(line) === o.has('v')) return false;
    if (o.has('q') || o.has('c') || o.has('l') || o.has('L')) return true;
    const number = o.has('n') ? `${n}:` : '';
    re.lastIndex = 0;
    if (o.has('o')) { for (const m of line.matchAll(re)) if (m[0] !== '') await c.io.out(`${title(path)}${number}${m[0]}\n`); }
    else await c.io.out(`${title(path)}${number}${line}\n`);
    return true;
  };
  for (const path of paths.length > 0 ? paths : ['-']) {
    let count = 0;
    let n = 0;
    if (path === '-' && after + before === 0) {
      // Line by line as it arrives, so that `logcat | grep` shows at once.
      let held = '';
      const decoder = new TextDecoder();
      for (let b = await c.io.read(); b !== null && count < max; b = await c.io.read()) {
        const parts = (held + decoder.decode(b, { stream: true })).split('\n');
        held = parts.pop() ?? '';
        for (const line of parts) if (count < max && await show(path, line, ++n)) count++;
        if (count > 0 && o.has('q')) return 0;
      }
      if (held !== '' && count < max && await show(path, held, n + 1)) count++;
    } else {
      const [source0] = await input(c, [path]);
      if (source0 === undefined || source0.code !== 0) { trouble = true; continue; }
      const all = lines(source0.data);
      if (after + before === 0) {
        for (const line of all) if (count < max && await show(path, line, ++n)) count++;
      } else {
        let shown = -1;
        for (const [i, line] of all.entries()) {
          re.lastIndex = 0;
          if (re.test(line) === o.has('v') || count >= max) continue;
          count++;
          const from = Math.max(shown + 1, i - before);
          if (shown >= 0 && from > shown + 1) await c.io.out('--\n');
          for (let k = from; k <= Math.min(all.length - 1, i + after); k++) {
            if (k <= shown) continue;
            re.lastIndex = 0;
            const mark = re.test(all[k] as string) === o.has('v') ? '-' : ':';
            await c.io.out(`${o.has('n') ? `${k + 1}${mark}` : ''}${all[k]}\n`);
            shown = k;
          }
        }
      }
    }
    hits += count;
    if (o.has('c')) await c.io.out(`${title(path)}${count}\n`);
    if ((o.has('l') && count > 0) || (o.has('L') && count === 0)) await c.io.out(`${path}\n`);
  }
  return trouble ? 2 : Number(hits === 0);
};

const sed: Command = async (c) => {
  const o = options(c.args, 'nEre:i');
  const rest = [...o.rest];
  const script = o.value('e') ?? rest.shift();
  if (script === undefined) { await c.io.err('sed: no pattern\n'); return 1; }
  type Step = { from?: RegExp | number | '$'; to?: RegExp | number | '$'; act: 'p' | 'd' | 'q' | { find: RegExp; by: string; print: boolean } };
  const steps: Step[] = [];
  const extended = o.has('E') || o.has('r');
  for (let s = script; (s = s.replace(/^[\s;]+/, '')) !== '';) {
    const address = /^(?:(\d+|\$|\/(?:[^/\\]|\\.)*\/)(?:,(\d+|\$|\/(?:[^/\\]|\\.)*\/))?)?\s*/.exec(s);
    const to = (a: string | undefined): Step['from'] => (a === undefined ? undefined : a === '$' ? '$' : a.startsWith('/') ? posix(a.slice(1, -1), { extended, flags: '' }) : Number(a));
    s = s.slice(address?.[0].length ?? 0);
    const step: Step = { from: to(address?.[1]), to: to(address?.[2]), act: 'p' };
    const simple = /^[pdq]/.exec(s);
    const sub = s[0] === 's' && s[1] !== undefined ? new RegExp(`^s${esc(s[1])}((?:[^\\\\]|\\\\[^])*?)${esc(s[1])}((?:[^\\\\]|\\\\[^])*?)${esc(s[1])}([gip]*)`).exec(s) : null;
    if (simple) { step.act = simple[0] as 'p'; s = s.slice(1); }
    else if (sub) {
      const find = posix(sub[1] as string, { extended, flags: (sub[3] ?? '').replace('p', '') });
      if (!find) { await c.io.err(`sed: bad pattern '${script}'\n`); return 1; }
      step.act = { find, by: (sub[2] as string).replace(/\$/g, '$$$$').replace(/\\(\d)/g, '$$$1').replace(/\\n/g, '\n').replace(/(\\?)&/g, (_, e: string) => (e ? '&' : '$&')).replace(/\\([^n\d])/g, '$1'), print: (sub[3] ?? '').includes('p') };
      s = s.slice(sub[0].length);
    } else { await c.io.err(`sed: bad pattern '${script}'\n`); return 1; }
    steps.push(step);
  }
  for (const source of await input(c, rest)) {
    if (source.code !== 0) return 1;
    const all = lines(source.data);
    const open = new Set<Step>();
    for (const [i, original] of all.entries()) {
      let line: string | undefined = original;
      let extra = '';
      const at = (a: Step['from']): boolean => (a === '$' ? i === all.length - 1 : typeof a === 'number' ? i + 1 === a : a !== undefined && a.test(original));
      let quit = false;
      for (const step of steps) {
        if (line === undefined) break;
        if (step.from !== undefined) {
          if (step.to === undefined) { if (!at(step.from)) continue; }
          else if (!open.has(step)) { if (!at(step.from)) continue; if (!at(step.to)) open.add(step); }
          else if (at(step.to)) open.delete(step);
        }
        if (step.act === 'd') line = undefined;
        else if (step.act === 'q') quit = true;
        else if (step.act === 'p') extra += `${line}\n`;
        else {
          const changed: string = line.replace(step.act.find, step.act.by);
          if (step.act.print && changed !== line) extra += `${changed}\n`;
          line = changed;
        }
      }
      if (line !== undefined && !o.has('n')) extra += `${line}\n`;
      if (extra !== '') await c.io.out(extra);
      if (quit) return 0;
    }
  }
  return 0;
};

const esc = (c: string): string => c.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const headOrTail: Command = async (c) => {
  const short = /^-(\d+)$/.exec(c.args[0] ?? '');
  const o = options(short ? ['-n', short[1] as string, ...c.args.slice(1)] : c.args, 'n:c:qf');
  const n = Number((o.value('n') ?? '10').replace(/^\+/, ''));
  const count = o.value('c') === undefined ? undefined : Number((o.value('c') as string).replace(/k$/i, '000'));
  const paths = o.rest.length > 0 ? o.rest : ['-'];
  let code = 0;
  for (const [i, path] of paths.entries()) {
    if (paths.length > 1 && !o.has('q')) await c.io.out(`${i > 0 ? '\n' : ''}==> ${path} <==\n`);
    if (c.name === 'head') {
      // Stops reading as soon as it has enough: the writer of the pipe then ends too.
      let lineCount = 0;
      let byteCount = 0;
      const done = await pour(c, path, async (b) => {
        let part = b;
        if (count !== undefined) {
          part = b.subarray(0, count - byteCount);
          byteCount += part.length;
        } else {
          let at = -1;
          while (lineCount < n && (at = b.indexOf(10, at + 1)) >= 0) if (++lineCount >= n) part = b.subarray(0, at + 1);
          if (n === 0) part = b.subarray(0, 0);
        }
        await c.io.out(part);
        return count === undefined ? lineCount < n : byteCount < count;
      });
      if (done !== 0) code = done;
      continue;
    }
    const [source] = await input(c, [path]);
    if (source === undefined || source.code !== 0) { code = 1; continue; }
    if (count !== undefined) { await c.io.out(source.data.subarray(Math.max(0, source.data.length - count))); continue; }
    const all = source.data.toString('latin1').split(/(?<=\n)/);
    const kept = (o.value('n') ?? '').startsWith('+') ? all.slice(n - 1) : n === 0 ? [] : all.slice(-n);
    await c.io.out(Buffer.from(kept.join(''), 'latin1'));
  }
  return code;
};

const wc: Command = async (c) => {
  const o = options(c.args, 'lwcm');
  const sources = await input(c, o.rest);
  const all = !['l', 'w', 'c', 'm'].some((f) => o.has(f));
  const total = [0, 0, 0];
  const row = (v: number[], name: string): string => {
    const shown = [[o.has('l') || all, v[0]], [o.has('w') || all, v[1]], [o.has('c') || o.has('m') || all, v[2]]].filter(([on]) => on).map(([, x]) => String(x));
    return `${shown.length === 1 && name === '' ? shown[0] : shown.join(' ')}${name === '' ? '' : ` ${name}`}\n`;
  };
  let code = 0;
  for (const s of sources) {
    if (s.code !== 0) { code = 1; continue; }
    const text = s.data.toString('utf8');
    const v = [text.split('\n').length - 1, text.split(/\s+/).filter((w) => w !== '').length, o.has('m') ? [...text].length : s.data.length];
    for (const i of [0, 1, 2]) total[i] = (total[i] as number) + (v[i] as number);
    await c.io.out(row(v, s.path === '-' ? '' : s.path));
  }
  if (sources.length > 1) await c.io.out(row(total, 'total'));
  return code;
};

const sort: Command = async (c) => {
  const o = options(c.args, 'nrufk:t:');
  const sources = await input(c, o.rest);
  let all = sources.flatMap((s) => lines(s.data));
  const field = o.value('k') === undefined ? undefined : Number.parseInt(o.value('k') as string, 10);
  const key = (l: string): string => {
    const k = field === undefined ? l : (o.value('t') === undefined ? l.trim().split(/\s+/) : l.split(o.value('t') as string)).slice(field - 1).join(' ');
    return o.has('f') ? k.toLowerCase() : k;
  };
  const numeric = o.has('n') || /n/.test(o.value('k') ?? '');
  all.sort((a, b) => (numeric ? (Number.parseFloat(key(a)) || 0) - (Number.parseFloat(key(b)) || 0) : 0) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (o.has('r')) all.reverse();
  if (o.has('u')) all = all.filter((l, i) => i === 0 || l !== all[i - 1]);
  await c.io.out(all.map((l) => `${l}\n`).join(''));
  return Math.max(0, ...sources.map((s) => s.code));
};

const uniq: Command = async (c) => {
  const o = options(c.args, 'cdu');
  const all = (await input(c, o.rest)).flatMap((s) => lines(s.data));
  for (let i = 0; i < all.length;) {
    let n = 1;
    while (all[i + n] === all[i]) n++;
    if (!(o.has('d') && n === 1) && !(o.has('u') && n > 1)) await c.io.out(`${o.has('c') ? `${String(n).padStart(7)} ` : ''}${all[i]}\n`);
    i += n;
  }
  return 0;
};

const cut: Command = async (c) => {
  const o = options(c.args, 'd:f:c:b:s');
  const spec = o.value('f') ?? o.value('c') ?? o.value('b');
  if (spec === undefined) { await c.io.err('cut: Needs -fFcCb\n'); return 1; }
  const ranges = spec.split(',').map((r) => { const [a, b] = r.split('-'); return [Number(a || 1), b === undefined ? Number(a) : Number(b || Infinity)] as const; });
  const keep = (_: string, i: number): boolean => ranges.some(([a, b]) => i + 1 >= a && i + 1 <= b);
  const d = o.value('d') ?? '\t';
  for (const l of (await input(c, o.rest)).flatMap((s) => lines(s.data))) {
    if (o.value('f') === undefined) await c.io.out(`${[...l].filter(keep).join('')}\n`);
    else if (l.includes(d)) await c.io.out(`${l.split(d).filter(keep).join(d)}\n`);
    else if (!o.has('s')) await c.io.out(`${l}\n`);
  }
  return 0;
};

const tr: Command = async (c) => {
  const o = options(c.args, '+ds');
  const set = (s: string): string[] => [...escapes(s).replace(/\[:upper:\]/g, 'A-Z').replace(/\[:lower:\]/g, 'a-z').replace(/\[:digit:\]/g, '0-9').replace(/\[:space:\]/g, ' \t\n\r').replace(/([^])-([^])/g, (_, a: string, b: string) => { let out = ''; for (let k = a.charCodeAt(0); k <= b.charCodeAt(0); k++) out += String.fromCharCode(k); return out; })];
  const from = set(o.rest[0] ?? '');
  const to = set(o.rest[1] ?? '');
  let text = [...(await readAll(c.io)).toString('utf8')];
  if (o.has('d')) text = text.filter((ch) => !from.includes(ch));
  else if (to.length > 0) text = text.map((ch) => { const i = from.indexOf(ch); return i < 0 ? ch : (to[Math.min(i, to.length - 1)] as string); });
  if (o.has('s')) { const squeeze = to.length > 0 && !o.has('d') ? to : from; text = text.filter((ch, i) => i === 0 || ch !== text[i - 1] || !squeeze.includes(ch)); }
  await c.io.out(text.join(''));
  return 0;
};

const xargs: Command = async (c) => {
  const o = options(c.args, '+n:I:0rt');
  const data = (await readAll(c.io)).toString('utf8');
  const items = data.split(o.has('0') ? '\0' : o.has('I') ? '\n' : /\s+/).filter((s) => s !== '');
  const [name = 'echo', ...fixed] = o.rest;
  const mark = o.value('I');
  const size = mark === undefined ? Number(o.value('n') ?? items.length) || 1 : 1;
  if (items.length === 0 && !o.has('r')) return c.shell.call(name, fixed, c.io);
  let code = 0;
  for (let i = 0; i < items.length; i += size) {
    const part = items.slice(i, i + size);
    const status = await c.shell.call(name, mark === undefined ? [...fixed, ...part] : fixed.map((f) => f.replaceAll(mark, part[0] as string)), c.io);
    if (status !== 0) code = 123;
  }
  return code;
};

const base64: Command = async (c) => {
  const o = options(c.args, 'dw:i');
  const [source] = await input(c, o.rest);
  if (source === undefined || source.code !== 0) return 1;
  if (o.has('d')) { await c.io.out(Buffer.from(source.data.toString('latin1').replace(/\s/g, ''), 'base64')); return 0; }
  const text = source.data.toString('base64');
  const width = Number(o.value('w') ?? 76);
  await c.io.out(width === 0 ? text : `${(text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n')}\n`);
  return 0;
};

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const date: Command = async (c) => {
  const format = c.args.find((a) => a.startsWith('+'))?.slice(1) ?? '%a %b %e %H:%M:%S %Z %Y';
  const now = c.device.clock.now();
  const d = new Date(now);
  const two = (n: number): string => String(n).padStart(2, '0');
  const field = (f: string): string => {
    switch (f) {
      case 'Y': return String(d.getUTCFullYear());
      case 'm': return two(d.getUTCMonth() + 1);
      case 'd': return two(d.getUTCDate());
      case 'e': return String(d.getUTCDate()).padStart(2);
      case 'H': return two(d.getUTCHours());
      case 'M': return two(d.getUTCMinutes());
      case 'S': return two(d.getUTCSeconds());
      case 'N': return String(Math.trunc(now % 1000) * 1_000_000).padStart(9, '0');
      case 's': return String(Math.floor(now / 1000));
      case 'a': return DAYS[d.getUTCDay()] as string;
      case 'b': return MONTHS[d.getUTCMonth()] as string;
      case 'F': return `${field('Y')}-${field('m')}-${field('d')}`;
      case 'T': return `${field('H')}:${field('M')}:${field('S')}`;
      case 'Z': return 'UTC';
      case 'z': return '+0000';
      case '%': return '%';
      default: return `%${f}`;
    }
  };
  await c.io.out(`${format.replace(/%(.)/g, (_, f: string) => field(f))}\n`);
  return 0;
};

const sleep: Command = async (c) => {
  const unit: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400 };
  const m = /^(\d*\.?\d+)([smhd]?)$/.exec(c.args[0] ?? '');
  if (!m) { await c.io.err(c.args[0] === undefined ? 'sleep: Needs 1 argument (see "sleep --help")\n' : `sleep: Not a number '${c.args[0]}'\n`); return 1; }
  await c.device.clock.sleep(Number(m[1]) * 1000 * (unit[m[2] || 's'] as number), c.io.signal);
  return 0;
};

const which: Command = async (c) => {
  let code = 0;
  for (const name of c.args) {
    if (c.shell.has(name)) await c.io.out(`/system/bin/${name}\n`);
    else code = 1;
  }
  return code;
};

const uname: Command = async (c) => {
  const o = options(c.args, 'amnrsvo');
  const all = o.has('a');
  const parts = [[o.has('s') || all || c.args.length === 0, 'Linux'], [o.has('n') || all, 'localhost'], [o.has('r') || all, '6.1.57-android14-demo'], [o.has('v') || all, '#1 SMP PREEMPT'], [o.has('m') || all, 'x86_64'], [o.has('o') || all, 'Toybox']].filter(([on]) => on).map(([, t]) => t);
  await c.io.out(`${parts.join(' ')}\n`);
  return 0;
};

const tee: Command = async (c) => {
  const o = options(c.args, 'ai');
  const chunks: Buffer[] = [];
  for (let b = await c.io.read(); b !== null; b = await c.io.read()) { chunks.push(b); await c.io.out(b); }
  let code = 0;
  for (const path of o.rest) if (c.device.files.write(c.shell.path(path), Buffer.concat(chunks), { append: o.has('a') }) !== true) { await c.io.err(`tee: ${path}: Permission denied\n`); code = 1; }
  return code;
};

const seq: Command = async (c) => {
  const n = c.args.map(Number);
  const [first, step, last] = n.length === 1 ? [1, 1, n[0]] : n.length === 2 ? [n[0], 1, n[1]] : n;
  if (first === undefined || step === undefined || last === undefined || [first, step, last].some(Number.isNaN) || step === 0) { await c.io.err('seq: Needs numbers\n'); return 1; }
  let out = '';
  for (let i = first; step > 0 ? i <= last : i >= last; i += step) {
    out += `${i}\n`;
    if (out.length > 1 << 16) { await c.io.out(out); out = ''; }
  }
  await c.io.out(out);
  return 0;
};

const dd: Command = async (c) => {
  const o = Object.fromEntries(c.args.map((a) => a.split('=') as [string, string]));
  const blocks = /^(\d+)([kKmM]?)$/.exec(o['bs'] ?? '512');
  if (!blocks) { await c.io.err(`dd: bad bs=${o['bs']}\n`); return 1; }
  const size = Number(blocks[1]) * ({ k: 1024, m: 1 << 20 }[(blocks[2] ?? '').toLowerCase()] ?? 1);
  const limit = o['count'] === undefined ? Infinity : Number(o['count']) * size;
  const chunks: Buffer[] = [];
  let got = 0;
  const code = await pour(c, o['if'] ?? '-', async (b) => {
    const part = b.subarray(0, Math.min(b.length, limit - got));
    got += part.length;
    if (o['of'] === undefined) await c.io.out(part);
    else chunks.push(Buffer.from(part));
    return got < limit;
  });
  if (code !== 0) return code;
  if (o['of'] !== undefined && c.device.files.write(c.shell.path(o['of']), Buffer.concat(chunks)) !== true) { await c.io.err(`dd: ${o['of']}: Permission denied\n`); return 1; }
  await c.io.err(`${Math.floor(got / size)}+${Number(got % size > 0)} records in\n${Math.floor(got / size)}+${Number(got % size > 0)} records out\n${got} bytes copied\n`);
  return 0;
};

const sh: Command = async (c) => {
  const o = options(c.args, '+c:xe');
  const source = o.value('c');
  const child = c.shell.fork();
  const [path, ...args] = o.rest;
  child.positional.splice(0, Infinity, ...args);
  if (source !== undefined) return child.run(source, c.io);
  const data = path === undefined ? await readAll(c.io) : c.device.files.read(c.shell.path(path));
  if (typeof data === 'string') { await c.io.err(`/system/bin/sh: ${path}: No such file or directory\n`); return 127; }
  return child.run(data.toString('utf8'), c.io);
};

const time: Command = async (c) => {
  const before = c.device.clock.now();
  const code = await c.shell.call(c.args[0] ?? 'true', c.args.slice(1), c.io);
  const s = (c.device.clock.now() - before) / 1000;
  await c.io.err(`    ${Math.floor(s / 60)}m${(s % 60).toFixed(2).padStart(5, '0')}s real     0m00.00s user     0m00.00s system\n`);
  return code;
};

const timeout: Command = async (c) => {
  const seconds = Number.parseFloat(c.args[0] ?? '');
  if (!(seconds >= 0)) { await c.io.err('timeout: Needs 2 arguments (see "timeout --help")\n'); return 1; }
  const limit = new AbortController();
  const signal = AbortSignal.any([c.io.signal, limit.signal]);
  const late = c.device.clock.sleep(seconds * 1000, AbortSignal.any([c.io.signal, limit.signal])).then(() => { limit.abort(); return 124; }, () => 124);
  const work = c.shell.call(c.args[1] ?? 'true', c.args.slice(2), { ...c.io, signal, out: async (d) => { signal.throwIfAborted(); await c.io.out(bytes(d)); } });
  const code = await Promise.race([work.catch((e: unknown) => { if (limit.signal.aborted && !c.io.signal.aborted) return 124; throw e; }), late]);
  limit.abort();
  return code;
};

export const textCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['echo', echo], ['printf', printf], ['test', test], ['[', test], ['[[', test], ['grep', grep], ['egrep', grep], ['fgrep', grep], ['sed', sed],
  ['head', headOrTail], ['tail', headOrTail], ['wc', wc], ['sort', sort], ['uniq', uniq], ['cut', cut], ['tr', tr], ['xargs', xargs],
  ['base64', base64], ['date', date], ['sleep', sleep], ['which', which], ['uname', uname], ['tee', tee], ['seq', seq], ['dd', dd], ['sh', sh], ['time', time], ['timeout', timeout],
  ['true', async () => 0], ['false', async () => 1],
  ['id', async (c) => { await c.io.out(c.args[0] === '-u' ? '2000\n' : 'uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log),1011(adb),1015(sdcard_rw),1028(sdcard_r),3001(net_bt_admin),3002(net_bt),3003(inet) context=u:r:shell:s0\n'); return 0; }],
  ['whoami', async (c) => { await c.io.out('shell\n'); return 0; }],
  ['hostname', async (c) => { await c.io.out('localhost\n'); return 0; }],
  ['env', async (c) => { await c.io.out([...c.shell.variables].map(([k, v]) => `${k}=${v}\n`).join('')); return 0; }],
  ['sync', async () => 0],
  ['clear', async (c) => { await c.io.out('\x1b[2J\x1b[H'); return 0; }],
  ['uptime', async (c) => { const s = c.device.uptimeMs() / 1000; await c.io.out(` ${new Date(c.device.clock.now()).toISOString().slice(11, 19)} up ${Math.floor(s / 60)} min,  0 users,  load average: 0.10, 0.12, 0.09\n`); return 0; }],
  ['toybox', async (c) => {
    if (c.args[0] === undefined) { await c.io.out(`${c.shell.names.filter((n) => !n.startsWith('[')).join(' ')}\n`); return 0; }
    return c.shell.call(c.args[0], c.args.slice(1), c.io);
  }],
  ['pidof', async (c) => {
    const pid = c.device.pidOf(c.args[0] ?? '');
    if (pid === undefined) return 1;
    await c.io.out(`${pid}\n`);
    return 0;
  }],
  ['ps', async (c) => {
    const rows = [['shell', 4321, 'sh'] as const, ['system', 1200, 'system_server'] as const, ...c.device.processes().map((p) => [p.user, p.pid, p.name] as const)];
    await c.io.out(`USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME                       \n${rows.map(([u, p, n]) => `${u.padEnd(12)} ${String(p).padStart(5)}   301 1398400  98304 do_epoll_wait       0 S ${n}\n`).join('')}`);
    return 0;
  }],
]);

