// Exports: logcat, logLine. The phone's log in logcat's formats.

import { options } from '../shell/options.ts';
import type { Command } from '../shell/shell.ts';
import type { Phone } from '../../types.ts';

type Entry = Phone['log'][number];

const LEVELS = 'VDIWEFS';
const PID = 1200;
/** How often a following reader looks for new lines, ms. */
const FOLLOW_MS = 100;

const two = (n: number, w = 2): string => String(n).padStart(w, '0');

function stamp(at: number): string {
  const d = new Date(at);
  return `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}.${two(d.getUTCMilliseconds(), 3)}`;
}

/** One entry in a `-v` format; a text of several lines repeats the head. */
export function logLine(e: Entry, format: string): string {
  return e.text.split('\n').map((text) => {
    switch (format) {
      case 'brief': return `${e.level}/${e.tag.padEnd(8)}(${String(PID).padStart(5)}): ${text}\n`;
      case 'tag': return `${e.level}/${e.tag.padEnd(8)}: ${text}\n`;
      case 'process': return `${e.level}(${String(PID).padStart(5)}) ${text}  (${e.tag})\n`;
      case 'raw': return `${text}\n`;
      case 'time': return `${stamp(e.at)} ${e.level}/${e.tag.padEnd(8)}(${String(PID).padStart(5)}): ${text}\n`;
      case 'epoch': return `${(e.at / 1000).toFixed(3).padStart(19)}  ${PID}  ${PID} ${e.level} ${e.tag.padEnd(8)}: ${text}\n`;
      default: return `${stamp(e.at)} ${String(PID).padStart(5)} ${String(PID).padStart(5)} ${e.level} ${e.tag.padEnd(8)}: ${text}\n`;
    }
  }).join('');
}

export const logcat: Command = async (c) => {
  const long = new Map([['--dump', '-d'], ['--clear', '-c']]);
  const o = options(c.args.map((a) => long.get(a) ?? a).filter((a) => !/^--(pid|buffer|format)=/.test(a)), 'dcst:T:v:b:e:m:gDLB');
  if (o.has('B')) { await c.io.err('logcat: the binary format is not available here\n'); return 1; }
  const { phone, clock } = c.device;
  const entryCount = (): number => phone.log.length;
  if (o.has('c')) { c.device.logMark = { at: clock.now(), count: entryCount() }; return 0; }
  if (o.has('g')) { await c.io.out('main: ring buffer is 256 KiB (12 KiB consumed), max entry is 5120 B, max payload is 4068 B\n'); return 0; }
  const format = o.value('v') ?? 'threadtime';
  const filters = new Map<string, number>();
  let rest = o.has('s') ? LEVELS.indexOf('S') : 0;
  for (const f of o.rest) {
    const [tag = '', level = 'V'] = f.split(':');
    const n = level === '*' ? 0 : LEVELS.indexOf(level.toUpperCase());
    if (n < 0) { await c.io.err(`Invalid filter expression '${f}'\n`); return 1; }
    if (tag === '*') rest = n;
    else filters.set(tag, n);
  }
  const expression = o.value('e');
  let re: RegExp | undefined;
  if (expression !== undefined) {
    try { re = new RegExp(expression); } catch { await c.io.err(`Invalid regular expression '${expression}'\n`); return 1; }
  }
  const wanted = (e: Entry): boolean => LEVELS.indexOf(e.level) >= (filters.get(e.tag) ?? rest) && (re?.test(e.text) ?? true);
  // The buffer may be cut at its old end while we follow: entries are told apart by identity, not by index.
  let last: Entry | undefined;
  const fresh = (): Entry[] => {
    const from = last === undefined ? Math.min(c.device.logMark.count, entryCount()) : phone.log.lastIndexOf(last) + 1;
    const found = phone.log.slice(from);
    last = phone.log.at(-1) ?? last;
    return found.filter(wanted);
  };
  let first = fresh();
  const tail = o.value('t') ?? o.value('T');
  if (tail !== undefined) {
    if (!/^\d+$/.test(tail)) { await c.io.err(`logcat: -t ${tail} is not a number of lines\n`); return 1; }
    first = first.slice(-Number(tail));
  }
  const max = o.value('m') === undefined ? Infinity : Number(o.value('m'));
  first = first.slice(0, max);
  if (format !== 'raw' && first.length > 0) await c.io.out('--------- beginning of main\n');
  await c.io.out(first.map((e) => logLine(e, format)).join(''));
  if (o.has('d') || o.has('t')) return 0;
  for (;;) {
    await clock.sleep(FOLLOW_MS, c.io.signal);
    for (const e of fresh()) await c.io.out(logLine(e, format));
  }
};
