// Exports: audit (command `bench audit`). How many of a thousand changes to a log are named, and what a record costs: chained, written, synced, checked.

import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { fingerprintOf } from '../../audit/chain.ts';
import { openKeys } from '../../audit/keys.ts';
import { appendFile, openChain, type AppendFile, type Chain, type Fields } from '../../audit/log.ts';
import { verifyChain } from '../../audit/verify.ts';
import { textOption, UsageError, type Command } from '../../commands/command.ts';
import { chance } from '../chance.ts';
import { spreadOf, type Spread } from '../spread.ts';
import { figure } from '../table.ts';
import { KINDS, sample, tamper, type Kind } from './tamper.ts';

interface Tally { n: number; named: number; /** Named by its very line; else by the next, or by what no longer fits behind it. */ exact: number; /** Of them named without the second copy. */ alone: number; why: Record<string, number> }

export const audit: Command = {
  usage: 'bench audit [--tamperings N] [--appends N] [--seed N] [--json]',
  about: 'Change logs at random in six ways and see whether each is named; measure what a record costs',
  options: { tamperings: { type: 'string' }, appends: { type: 'string' }, seed: { type: 'string' } },
  words: 0,
  async run({ values }, io) {
    const number = (name: string, otherwise: number): number => {
      const said = textOption(values, name);
      if (said !== undefined && !/^\d{1,6}$/.test(said)) throw new UsageError(`--${name} takes a number, not ${said}`);
      return Math.max(1, Number(said ?? otherwise));
    };
    const n = number('tamperings', 1000);
    const tampered = tamperings(n, number('seed', 1), io.signal);
    const append = await appends(number('appends', 1000), io.clock, io.signal);
    const kinds = Object.values(tampered.kinds);
    const result = { tamperings: n, named: kinds.reduce((s, k) => s + k.named, 0), namedWithoutMirror: kinds.reduce((s, k) => s + k.alone, 0), untouchedRefused: tampered.refused, kinds: tampered.kinds, appendUs: append, verifyUsPerRecord: tampered.verify };
    if (io.json) io.out(JSON.stringify(result));
    else {
      io.out(`${result.named} of ${n} changes named, ${result.namedWithoutMirror} of them without the second copy; ${result.untouchedRefused} untouched logs refused`);
      for (const [kind, k] of Object.entries(tampered.kinds)) io.out(`  ${kind.padEnd(9)} ${String(k.named).padStart(4)} of ${k.n}, ${k.exact} by the very line   ${Object.entries(k.why).map(([w, c]) => `${w} ${c}`).join(', ')}`);
      for (const [name, s] of Object.entries({ ...append, 'checked, a record': tampered.verify })) io.out(`  ${name.padEnd(20)} p50 ${figure(s.p50)} µs, p95 ${figure(s.p95)} µs  (${s.n})`);
    }
    return result.named === n && result.untouchedRefused === 0 ? 0 : 1;
  },
};

function tamperings(n: number, seed: number, signal: AbortSignal): { kinds: Record<Kind, Tally>; refused: number; verify: Spread } {
  const random = chance(seed);
  const kinds = Object.fromEntries(KINDS.map((k) => [k, { n: 0, named: 0, exact: 0, alone: 0, why: {} }])) as unknown as Record<Kind, Tally>;
  const times: number[] = [];
  let refused = 0;
  let s = sample(random, 8);
  for (let i = 0; i < n; i++) {
    signal.throwIfAborted();
    if (i % KINDS.length === 0) {
      s = sample(random, 3 + random.below(25));
      const whole = Buffer.from(s.lines.map((l) => `${l}\n`).join(''));
      const began = performance.now();
      const found = verifyChain(whole, { file: 'audit.jsonl', keys: new Map([[fingerprintOf(s.publicKey), s.publicKey]]), mirror: s.mirror });
      times.push(((performance.now() - began) * 1000) / s.lines.length);
      if (!found.ok) refused++;
    }
    const kind = KINDS[i % KINDS.length]!;
    const t = tamper(s, kind, random);
    const keys = new Map([[fingerprintOf(s.publicKey), s.publicKey]]);
    const { firstBad } = verifyChain(t.bytes, { file: 'audit.jsonl', keys, mirror: s.mirror });
    const k = kinds[kind];
    k.n++;
    if (firstBad) { k.named++; k.why[firstBad.why] = (k.why[firstBad.why] ?? 0) + 1; }
    if (firstBad?.line === t.line) k.exact++;
    if (firstBad && !verifyChain(t.bytes, { file: 'audit.jsonl', keys }).ok) k.alone++;
  }
  return { kinds, refused, verify: spreadOf(times) };
}

const FIELDS: Fields = {
  type: 'injected', actor: 'agent', action: 4, step: { id: 'e95345a0e4', number: '4' }, verb: 'click', elementFp: 'ab'.repeat(32), argsHmac: 'cd'.repeat(32), frameSha256: 'ef'.repeat(32), treeSha256: '01'.repeat(32), decision: 'ask', classes: ['payment'],
};

/** A record chained in memory, written without waiting for the disk, synced; and the five records of an action synced at once, for each of them. */
async function appends(n: number, clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }, signal: AbortSignal): Promise<Record<'chained' | 'written' | 'synced' | 'synced by action', Spread>> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-bench-audit-'));
  try {
    const keys = await openKeys({ folder });
    const plain = async (file: string): Promise<AppendFile> => {
      const handle = await fs.open(file, 'a');
      return { append: async (text) => { await handle.appendFile(text); }, truncate: (b) => handle.truncate(b), close: () => handle.close() };
    };
    const open = (name: string, how: (file: string) => Promise<AppendFile>): Promise<Chain> => openChain({ file: path.join(folder, name), run: 'bench', keys, clock, proc: 'bench', mono: () => Math.round(performance.now() * 1000), open: how });
    const one = async (name: string, how: (file: string) => Promise<AppendFile>, count: number, each: number, sync: boolean): Promise<Spread> => {
      const chain = await open(name, how);
      const times: number[] = [];
      for (let i = 0; i < count + 20; i++) {
        signal.throwIfAborted();
        const began = performance.now();
        for (let j = 0; j < each; j++) chain.append(FIELDS);
        if (sync) await chain.sync();
        // The first ones warm the compiler up.
        if (i >= 20) times.push(((performance.now() - began) * 1000) / each);
      }
      await chain.close();
      return spreadOf(times);
    };
    return {
      chained: await one('chained', plain, n, 1, false),
      written: await one('written', plain, n, 1, true),
      synced: await one('synced', appendFile, n, 1, true),
      'synced by action': await one('by-action', appendFile, Math.ceil(n / 5), 5, true),
    };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
