// Exports: verifyChain, VerifyParts, MirrorHead, LIMITS. Whether a chain is the one that was written, pure: names the first line that is not, and says what
// it cannot know. Signatures show that records before a checkpoint are the signer's; the second copy shows that none were cut off behind the last one.

import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { AuditBad, AuditCheck, AuditLine, AuditWhy, Checkpoint } from '../protocol/audit.ts';
import { canonical, EVERY, fingerprintOf, GENESIS, hashOf, parseLines, sha256, signed } from './chain.ts';

/** A head as the second copy keeps it. */
export interface MirrorHead { run: string; head: string; count: number; ts: number; key: string; sig: string }

export interface VerifyParts {
  /** Name for the report. */
  file: string;
  /** The run it should be of; else the one its first record names. */
  run?: string;
  /** Public keys by their names, and where they came from. Without any, the key that the chain itself names is used. */
  keys?: ReadonlyMap<string, KeyObject>;
  from?: 'given' | 'workspace';
  /** What the second copy says; those of other runs are ignored. */
  mirror?: readonly MirrorHead[];
  /** A chain that is never closed (that of a workspace) and signs every record. */
  endless?: boolean;
}

export const LIMITS = {
  none: 'No key was at hand: a chain that was written anew from any record on looks whole. Give --key.',
  embedded: 'The key is the one the log itself names: whoever replaced log and key is not noticed. Give --key, from another place.',
  workspace: 'The key lies in the same data folder as the log: whoever can replace both is not noticed. Give --key, from another place.',
  mirror: 'No second copy of the heads was at hand: a log that was cut off and taken back to an earlier state whole, or deleted, is not noticed. Give --mirror.',
  near: 'The second copy lies in the same data folder as the log: choose a folder elsewhere under Settings (auditMirror), or give --mirror.',
  always: 'Whoever holds the signing key and both copies of the heads can write another history that checks.',
} as const;

/** Clock jumps below this are what clocks do, milliseconds. */
const JUMP_MS = 5000;

/** Another spelling of a signature is none. */
function verified(run: string, c: Checkpoint, key: KeyObject): boolean {
  const sig = Buffer.from(c.sig, 'base64');
  return sig.toString('base64') === c.sig && verify(null, signed(run, c), key, sig);
}

export function verifyChain(bytes: Uint8Array, o: VerifyParts): AuditCheck {
  const lines = parseLines(bytes);
  const records: AuditLine[] = [];
  const notes: string[] = [];
  let checkpoints = 0;
  /** Line of the last checkpoint that holds. */
  let vouched: number | undefined;
  let since = 0;
  /** Last line of torn bytes that the next record accounts for. */
  let excused = 0;
  let embedded: KeyObject | undefined;
  let from: AuditCheck['key'] = o.keys && o.keys.size > 0 ? (o.from ?? 'given') : 'none';
  let bad: AuditBad | undefined;
  const fail = (line: number, why: AuditWhy, detail?: string): void => { bad ??= { file: o.file, line, why, ...(detail === undefined ? {} : { detail }), ...(vouched === undefined ? {} : { after: vouched }) }; };
  const keyOf = (id: string): KeyObject | undefined => (o.keys && o.keys.size > 0 ? o.keys.get(id) : embedded && fingerprintOf(embedded) === id ? embedded : undefined);
  /** By process: when its clocks were last read. */
  const clocks = new Map<string, { ts: number; mono: number }>();

  for (const [i, p] of lines.entries()) {
    if (bad) break;
    if ('bad' in p) {
      if (p.line <= excused) continue;
      const next = lines.slice(i).find((l) => 'record' in l);
      // Left by a killed program, and named by the record that follows: no record, and nothing wrong.
      if (!next || !('record' in next) || (next.record.type !== 'recovered' && next.record.type !== 'opened') || next.record.torn !== sha256(bytes.subarray(p.start, next.start - 1))) { fail(p.line, p.bad); break; }
      excused = next.line - 1;
      notes.push(`Line ${p.line} is what a killed program left of a record`);
      continue;
    }
    const { record: r, line } = p;
    const prev = records.at(-1);
    if (hashOf(r) !== r.hash) { fail(line, 'hash'); break; }
    if (r.seq !== records.length) { fail(line, 'seq', `${r.seq} instead of ${records.length}`); break; }
    if (r.prev !== (prev?.hash ?? GENESIS)) { fail(line, 'prev'); break; }
    if (r.run !== (prev?.run ?? o.run ?? r.run)) { fail(line, 'form', `it is of the run ${r.run}`); break; }
    if (!prev && r.type !== 'opened') { fail(line, 'form', 'the first record does not open a chain'); break; }
    if (prev?.type === 'checkpoint' && records.at(-2)?.type === 'closed') { fail(line, 'seq', 'the chain was closed before'); break; }
    const clock = clocks.get(r.proc);
    if (clock) {
      if (r.mono < clock.mono) { fail(line, 'time'); break; }
      const jump = r.ts - clock.ts - (r.mono - clock.mono) / 1000;
      if (Math.abs(jump) > JUMP_MS) notes.push(`Before line ${line} the clock was set ${Math.round(Math.abs(jump) / 1000)} s ${jump > 0 ? 'forward' : 'back'}`);
    }
    clocks.set(r.proc, { ts: r.ts, mono: r.mono });
    if (r.type === 'recovered') notes.push(`At line ${line} a killed program's log was taken up again`);
    if (r.publicKey !== undefined && !(o.keys && o.keys.size > 0)) {
      try { embedded = createPublicKey({ key: Buffer.from(r.publicKey, 'base64'), format: 'der', type: 'spki' }); from = 'embedded'; } catch { fail(line, 'form', 'its public key cannot be read'); break; }
    }
    if (r.type === 'checkpoint') {
      const c = r.checkpoint;
      // Nothing in it that is not signed: what else it says is what the record before says.
      const rest = c && { v: 1, seq: r.seq, prev: r.prev, ts: c.ts, mono: prev?.mono, proc: prev?.proc, run: r.run, type: r.type, actor: 'program', checkpoint: { head: c.head, count: c.count, ts: c.ts, key: c.key, sig: c.sig }, hash: r.hash };
      if (!c || !rest || c.head !== r.prev || c.count !== r.seq || canonical(r) !== canonical(rest)) { fail(line, 'checkpoint'); break; }
      const key = keyOf(c.key);
      if (!key && from !== 'none') { fail(line, 'checkpoint signature', `signed with ${c.key.slice(0, 12)}…, which is not the key`); break; }
      if (key && !verified(r.run, c, key)) { fail(line, 'checkpoint signature'); break; }
      checkpoints++;
      since = 0;
      vouched = line;
    } else if (++since >= EVERY) { fail(line, 'missing checkpoint'); break; }
    records.push(r);
  }
  const run = o.run ?? records[0]?.run;
  const theirs = (o.mirror ?? []).filter((m) => m.run === run).toSorted((a, b) => a.count - b.count);
  if (!bad) {
    const last = records.at(-1);
    const at = Math.max(1, lines.length);
    for (const m of theirs) {
      const key = keyOf(m.key);
      // A line of the copy that nobody signed is no evidence against the log, and none for it.
      if (key && !verified(m.run, m, key)) { notes.push(`The second copy holds a head (of ${m.count} records) with a wrong signature`); continue; }
      if (m.count > records.length) { fail(at, 'count below checkpoint', `${records.length} records, ${m.count} were counted at ${new Date(m.ts).toISOString()}`); break; }
      const mine = records[m.count - 1];
      if (mine && mine.hash !== m.head) {
        fail(lines.find((l) => 'record' in l && l.record === mine)?.line ?? at, 'mirror disagrees');
        break;
      }
    }
    if (!bad && (last?.type !== 'checkpoint' || (!o.endless && records.at(-2)?.type !== 'closed'))) fail(at, 'missing checkpoint at the end', records.length === 0 ? 'the log is empty' : undefined);
  }
  return {
    ok: bad === undefined,
    records: records.length, checkpoints,
    firstBad: bad ?? null,
    head: records.at(-1)?.hash ?? null,
    key: from,
    mirror: theirs.length === 0 ? 'none' : bad?.why === 'mirror disagrees' || bad?.why === 'count below checkpoint' ? 'disagrees' : 'agrees',
    limits: [...(from === 'given' ? [] : [LIMITS[from]]), ...(theirs.length > 0 ? [] : [LIMITS.mirror]), LIMITS.always],
    notes,
  };
}
