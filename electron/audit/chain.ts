// Exports: GENESIS, EVERY, canonical, hashOf, lineOf, signed, sha256, fingerprintOf, Parsed, parseLines. The shape of a chain, pure: each line is the canonical JSON
// (RFC 8785) of a record with its `hash`, which is the SHA-256 of the same record without it; `prev` is the hash of the line before.

import canonicalize from 'canonicalize';
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { AuditLine, AuditRecord, Checkpoint } from '../protocol/audit.ts';

/** What the first record follows. */
export const GENESIS = '0'.repeat(64);
/** Records between two checkpoints at most, the checkpoint included. */
export const EVERY = 16;

/** RFC 8785. @throws Error for what JSON cannot hold: NaN, infinities, lone surrogates */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Nothing of this can be written as JSON');
  return text;
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** SHA-256 of the canonical record without its own hash. */
export function hashOf(record: AuditRecord | AuditLine): string {
  const { hash: _, ...rest } = record as AuditLine;
  return sha256(canonical(rest));
}

/** The line of a record, without its end. */
export function lineOf(record: AuditRecord): { text: string; hash: string } {
  // One pass: `hash` takes its place among the sorted names, as canonical JSON wants it.
  const hash = sha256(canonical(record));
  return { text: canonical({ ...record, hash }), hash };
}

/** The bytes that a checkpoint signs. */
export const signed = (run: string, c: Pick<Checkpoint, 'head' | 'count' | 'ts'>): Buffer => Buffer.from(canonical({ count: c.count, head: c.head, run, ts: c.ts }));

/** A key's name: SHA-256 of its SPKI in DER. */
export const fingerprintOf = (key: KeyObject): string => sha256((key.type === 'public' ? key : createPublicKey(key)).export({ type: 'spki', format: 'der' }));

/** `start`: where the line begins, in bytes. */
export type Parsed = { line: number; start: number; record: AuditLine } | { line: number; start: number; bad: 'torn' | 'form' };

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Every line of a log, those that are no records included. A last line without an end is torn, whatever it holds. */
export function parseLines(bytes: Uint8Array): Parsed[] {
  const found: Parsed[] = [];
  for (let at = 0, line = 1; at < bytes.length; line++) {
    const end = bytes.indexOf(10, at);
    const start = at;
    at = end < 0 ? bytes.length : end + 1;
    const record = end < 0 ? undefined : readLine(bytes.subarray(start, end));
    found.push(record ? { line, start, record } : { line, start, bad: end < 0 ? 'torn' : 'form' });
  }
  return found;
}

/** Only the very bytes that a record has count: another spelling of the same values is another line. */
function readLine(part: Uint8Array): AuditLine | undefined {
  try {
    const text = UTF8.decode(part);
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || canonical(value) !== text) return undefined;
    const r = value as Partial<AuditLine>;
    const whole = (n: unknown): boolean => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0;
    const c = r.checkpoint;
    return r.v === 1 && whole(r.seq) && whole(r.ts) && whole(r.mono) && [r.prev, r.hash, r.run, r.type, r.proc, r.actor].every((t) => typeof t === 'string')
      && (c === undefined || (typeof c === 'object' && c !== null && whole(c.count) && whole(c.ts) && [c.head, c.key, c.sig].every((t) => typeof t === 'string')))
      ? (r as AuditLine) : undefined;
  } catch {
    return undefined;
  }
}
