// Exports: KINDS, Kind, tamper, sample, Sample. Ways to change a log that was written, for a verifier to name: from one letter to a whole history written anew.

import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { EVERY, fingerprintOf, GENESIS, lineOf, signed } from '../../audit/chain.ts';
import type { AuditLine, AuditRecord } from '../../protocol/audit.ts';
import { CLASSES } from '../../protocol/sop.ts';
import type { MirrorHead } from '../../audit/verify.ts';
import type { Chance } from '../chance.ts';

export const KINDS = ['edit', 'delete', 'insert', 'reorder', 'truncate', 'restamp'] as const;
export type Kind = (typeof KINDS)[number];

export interface Sample { run: string; lines: string[]; key: KeyObject; publicKey: KeyObject; mirror: MirrorHead[] }

const ACTOR = 'agent';

/** A closed chain of `actions` actions, as a run leaves it. */
export function sample(random: Chance, actions: number): Sample {
  const { privateKey: key, publicKey } = generateKeyPairSync('ed25519');
  const run = `run-${random.below(1_000_000)}`;
  const records: Partial<AuditRecord>[] = [{ type: 'opened', actor: 'program', device: 'demo', publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), sop: { id: 'bench', path: 'bench.sop.md', sha256: GENESIS } }];
  for (let i = 1; i <= actions; i++) {
    const step = { id: `s${i}`, number: String(i) };
    const asks = random.below(4) === 0;
    const classes = asks ? [random.pick(CLASSES)] : [];
    records.push(
      { type: 'proposed', actor: ACTOR, action: i, step, verb: 'click', elementFp: hex(random), argsHmac: hex(random), frameSha256: hex(random), treeSha256: hex(random) },
      { type: 'classified', actor: 'program', action: i, step, classes },
      { type: 'policy', actor: 'program', action: i, step, decision: asks ? 'ask' : 'auto', rules: classes.map((c) => `lexicon:${c}`) },
      ...(asks ? [{ type: 'asked' as const, actor: 'program', action: i, step, card: { id: `card-${i}`, revision: 1 } }, { type: 'decided' as const, actor: 'owner', action: i, step, decision: 'allow', latencyMs: random.below(9000) }] : []),
      { type: 'injected', actor: ACTOR, action: i, step, verb: 'click', elementFp: hex(random), argsHmac: hex(random) },
      { type: 'observed', actor: ACTOR, action: i, step, outcome: 'ok', verified: 'yes', latencyMs: random.below(900), recordSha256: hex(random) },
    );
  }
  records.push({ type: 'closed', actor: 'program', status: 'done-verified' });
  const { lines, heads } = chained(run, records, key);
  return { run, lines, key, publicKey, mirror: heads };
}

const hex = (random: Chance): string => Array.from({ length: 8 }, () => random.below(2 ** 32).toString(16).padStart(8, '0')).join('');

/** Chains records anew and signs where a checkpoint is due. */
function chained(run: string, records: readonly Partial<AuditRecord>[], key: KeyObject): { lines: string[]; heads: MirrorHead[] } {
  const lines: string[] = [];
  const heads: MirrorHead[] = [];
  let prev = GENESIS;
  let since = 0;
  let mono = 0;
  const id = fingerprintOf(key);
  const put = (r: Partial<AuditRecord>): void => {
    const seq = lines.length;
    mono = r.mono ?? seq * 40_000;
    const { text, hash } = lineOf({ v: 1, ts: 1_790_000_000_000 + seq * 40, mono, proc: 'b0b0b0b0', ...r, seq, prev, run } as AuditRecord);
    lines.push(text);
    prev = hash;
  };
  const checkpoint = (): void => {
    since = 0;
    const c = { head: prev, count: lines.length, ts: 1_790_000_000_000 + lines.length * 40 };
    const sig = sign(null, signed(run, c), key).toString('base64');
    heads.push({ run, ...c, key: id, sig });
    put({ type: 'checkpoint', actor: 'program', ts: c.ts, mono, checkpoint: { ...c, key: id, sig } });
  };
  for (const r of records) {
    put(r);
    if (++since >= EVERY - 1) checkpoint();
  }
  if (since > 0) checkpoint();
  return { lines, heads };
}

const parse = (line: string): AuditLine => JSON.parse(line) as AuditLine;

/** Hashes written anew from `from` on, as somebody without the key can: checkpoints keep their signatures, or take up the new heads. */
function rehashed(lines: readonly string[], from: number, heads: boolean): string[] {
  const out = lines.slice(0, from);
  let prev = from === 0 ? GENESIS : parse(out[from - 1]!).hash;
  for (const line of lines.slice(from)) {
    const { hash: _, ...record } = parse(line);
    const seq = out.length;
    const { text, hash } = lineOf({ ...record, seq, prev, ...(record.checkpoint && heads ? { checkpoint: { ...record.checkpoint, head: prev, count: seq } } : {}) });
    out.push(text);
    prev = hash;
  }
  return out;
}

const bare = (line: string): AuditRecord => { const { hash: _, ...r } = parse(line); return r; };

/** One field of a record changed for another value of its kind. */
function changed(line: string, random: Chance): AuditRecord {
  const record: Record<string, unknown> = { ...bare(line) };
  // Numbering and chaining follow when hashes are written anew: that would be no change.
  const name = random.pick(Object.keys(record).filter((k) => k !== 'seq' && k !== 'prev'));
  const v = record[name];
  record[name] = typeof v === 'number' ? v + 1 + random.below(1000) : typeof v === 'string' ? (v === 'ask' ? 'auto' : `${v.slice(0, -1)}${v.endsWith('0') ? '1' : '0'}`) : Array.isArray(v) ? (v.length > 0 ? [] : ['payment']) : { ...(v as object), note: random.below(1000) };
  return record as unknown as AuditRecord;
}

/**
 * A changed copy. What is written anew is written as somebody without the key would.
 * @returns the bytes, how it was done, and the first line that is not as it was (from 1)
 */
export function tamper(s: Sample, kind: Kind, random: Chance): { bytes: Buffer; how: string; line: number } {
  const { lines } = s;
  const n = lines.length;
  const of = (out: readonly string[], how: string, end = '\n'): { bytes: Buffer; how: string; line: number } => {
    const first = out.findIndex((l, i) => l !== lines[i]);
    return { bytes: Buffer.from(out.map((l) => `${l}\n`).join('').slice(0, end === '' ? -1 : undefined)), how, line: (first < 0 ? Math.min(out.length, n - 1) : first) + 1 };
  };
  const at = random.below(n);
  switch (kind) {
    case 'edit': {
      const how = random.below(4);
      if (how === 0) return of(lines.with(at, flipped(lines[at]!, random)), 'one character');
      if (how === 1) return of(lines.with(at, lines[at]!.replace('{', '{ ')), 'white space');
      const line = lineOf(changed(lines[at]!, random));
      // The record's own hash fits again; the next line's `prev` does not.
      if (how === 2) return of(lines.with(at, line.text), 'one field, its hash written anew');
      return of(lines.with(at, line.text.replace(line.hash, parse(lines[at]!).hash)), 'one field');
    }
    case 'delete': {
      const count = 1 + random.below(3);
      const from = random.below(n - count);
      return of(lines.toSpliced(from, count), `${count} lines`);
    }
    case 'insert': {
      const copy = random.pick(lines);
      const r = bare(copy);
      return random.below(2) === 0 ? of(lines.toSpliced(at, 0, copy), 'a line of the log once more') : of(lines.toSpliced(at, 0, lineOf({ ...r, type: 'decided', actor: 'owner', decision: 'allow', seq: at, prev: at === 0 ? GENESIS : parse(lines[at - 1]!).hash }).text), 'a record that fits the one before');
    }
    case 'reorder': {
      const other = (at + 1 + random.below(n - 1)) % n;
      return of(lines.with(at, lines[other]!).with(other, lines[at]!), 'two lines swapped');
    }
    case 'truncate': {
      const left = random.below(n);
      const whole = lines.slice(0, left);
      const points = lines.flatMap((l, i) => (parse(l).type === 'checkpoint' && i < n - 1 ? [i + 1] : []));
      switch (random.below(3)) {
        case 0: return of(whole, 'behind a line');
        case 1: return points.length === 0 ? of(whole, 'behind a line') : of(lines.slice(0, random.pick(points)), 'behind a checkpoint');
        default: { const part = lines[left]!.slice(0, 1 + random.below(lines[left]!.length - 1)); return of([...whole, part], 'in the middle of a line', ''); }
      }
    }
    case 'restamp': {
      const how = random.below(5);
      const edited = lines.with(at, lineOf(changed(lines[at]!, random)).text);
      if (how === 0) return of(rehashed(edited, at, true), 'a field changed, hashes written anew');
      if (how === 1) return of(rehashed(lines.toSpliced(at, 1), at, true), 'a line left out, hashes written anew');
      if (how === 2) return of(rehashed(lines.toSpliced(at, 0, random.pick(lines)), at, true), 'a line added, hashes written anew');
      const records = lines.map(bare).filter((r) => r.type !== 'checkpoint');
      const cut = Math.max(1, records.length - 1 - random.below(20));
      // The whole history signed by another key, which the first record may name.
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const own = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      const mine = [...records.slice(0, cut), ...(how === 3 ? [] : [records.at(-1)!])].map((r, i) => (i === 0 ? { ...r, publicKey: own } : r));
      return of(chained(s.run, how === 3 ? [...mine, { type: 'closed', actor: 'program', status: 'done-verified', proc: 'b0b0b0b0', note: randomUUID() }] : mine, privateKey).lines, 'cut off, written anew and signed with another key');
    }
  }
}

/** One character for another of its kind. */
function flipped(line: string, random: Chance): string {
  const at = random.below(line.length);
  const c = line[at]!;
  const to = /\d/.test(c) ? String((Number(c) + 1 + random.below(9)) % 10) : /[a-f]/.test(c) ? (c === 'a' ? 'b' : 'a') : c === ' ' ? '\u00a0' : ' ';
  return line.slice(0, at) + to + line.slice(at + 1);
}
