// Exports: options, readAll, lines. How commands read their arguments and their input.

import type { Io } from './shell.ts';

export interface Options {
  has(flag: string): boolean;
  value(flag: string): string | undefined;
  rest: string[];
  /** The first flag that is not known. */
  unknown?: string;
}

/** Short options in getopt style; a letter followed by `:` takes a value. Ends at `--` or, with a leading `+`, at the first word. */
export function options(args: readonly string[], spec: string): Options {
  const stop = spec.startsWith('+');
  const valued = new Set([...spec.matchAll(/([A-Za-z0-9]):/g)].map((m) => m[1] as string));
  const known = new Set(spec.replace(/[+:]/g, ''));
  const found = new Map<string, string>();
  const rest: string[] = [];
  let unknown: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const a = args[i] as string;
    if (a === '--') { rest.push(...args.slice(i + 1)); break; }
    if (!/^-[^-]/.test(a)) {
      rest.push(a);
      if (stop) { rest.push(...args.slice(i + 1)); break; }
      continue;
    }
    for (let j = 1; j < a.length; j++) {
      const flag = a[j] as string;
      if (!known.has(flag)) unknown ??= flag;
      if (valued.has(flag)) {
        found.set(flag, j + 1 < a.length ? a.slice(j + 1) : (args[++i] ?? ''));
        break;
      }
      found.set(flag, '');
    }
  }
  return { has: (f) => found.has(f), value: (f) => found.get(f), rest, ...(unknown === undefined ? {} : { unknown }) };
}

export async function readAll(io: Pick<Io, 'read'>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let c = await io.read(); c !== null; c = await io.read()) chunks.push(c);
  return Buffer.concat(chunks);
}

/** Lines without their newline; a last newline makes no empty line. */
export function lines(data: Buffer): string[] {
  const text = data.toString('utf8');
  if (text === '') return [];
  const all = text.split('\n');
  if (all.at(-1) === '') all.pop();
  return all;
}
