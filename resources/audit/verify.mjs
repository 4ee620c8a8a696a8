// Checks a package of the audit log of Countersign with nothing but Node (20 or newer): node verify.mjs [--key PUBLIC.pem] [--heads HEADS.jsonl] [--json]
// It reads this folder and writes nothing. Exit code 0: everything fits; 1: something does not, named by file and line; 2: it could not be checked.
// What is checked, and what cannot be: VERIFY.md beside this file.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

const GENESIS = '0'.repeat(64);
const EVERY = 16;
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Canonical JSON (RFC 8785) of what JSON.parse gives: names sorted by UTF-16 code units, numbers and strings as JSON.stringify writes them. */
export function canonical(v) {
  if (typeof v === 'string' && !v.isWellFormed()) throw new Error('lone surrogate');
  if (v === null || typeof v !== 'object') return JSON.stringify(v);
  if (Array.isArray(v)) return `[${v.map(canonical).join(',')}]`;
  return `{${Object.keys(v).sort().map((k) => `${canonical(k)}:${canonical(v[k])}`).join(',')}}`;
}

const keyName = (key) => sha256(key.export({ type: 'spki', format: 'der' }));
const signedBytes = (run, c) => Buffer.from(canonical({ count: c.count, head: c.head, run, ts: c.ts }));
const isSigned = (run, c, key) => Buffer.from(c.sig, 'base64').toString('base64') === c.sig && verify(null, signedBytes(run, c), key, Buffer.from(c.sig, 'base64'));

function readRecord(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const r = JSON.parse(text);
    if (canonical(r) !== text || Array.isArray(r) || r.v !== 1) return undefined;
    if (![r.seq, r.ts, r.mono].every((n) => Number.isSafeInteger(n) && n >= 0) || ![r.prev, r.hash, r.run, r.type, r.proc, r.actor].every((t) => typeof t === 'string')) return undefined;
    const c = r.checkpoint;
    return c === undefined || (c !== null && typeof c === 'object' && [c.count, c.ts].every((n) => Number.isSafeInteger(n) && n >= 0) && [c.head, c.key, c.sig].every((t) => typeof t === 'string')) ? r : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first line of a chain that is not as it was written.
 * @param bytes the log
 * @param key the public key its checkpoints must be signed with
 * @param heads lines of the second copy
 */
export function verifyLog(bytes, key, heads = []) {
  const found = { records: 0, checkpoints: 0, head: null, bad: null };
  const all = [];
  const clocks = new Map();
  let since = 0;
  let line = 0;
  let excused = 0;
  const bad = (why) => ({ ...found, records: all.length, head: all.at(-1)?.hash ?? null, bad: { file: 'audit.jsonl', line: Math.max(1, line), why } });
  for (let at = 0; at < bytes.length;) {
    line++;
    const start = at;
    const end = bytes.indexOf(10, at);
    at = end < 0 ? bytes.length : end + 1;
    const r = end < 0 ? undefined : readRecord(bytes.subarray(start, end));
    if (!r) {
      if (line <= excused) continue;
      // A killed program's half line is named by the record that follows it.
      let next;
      let n = line;
      for (let from = at; from < bytes.length && !next;) {
        const to = bytes.indexOf(10, from);
        if (to < 0) break;
        n++;
        const x = readRecord(bytes.subarray(from, to));
        if (x) next = { x, from };
        from = to + 1;
      }
      if (!next || (next.x.type !== 'recovered' && next.x.type !== 'opened') || next.x.torn !== sha256(bytes.subarray(start, next.from - 1))) return bad(end < 0 ? 'torn' : 'form');
      excused = n - 1;
      continue;
    }
    const prev = all.at(-1);
    const { hash, ...rest } = r;
    if (sha256(canonical(rest)) !== hash) return bad('hash');
    if (r.seq !== all.length) return bad('seq');
    if (r.prev !== (prev?.hash ?? GENESIS)) return bad('prev');
    if (r.run !== (prev ?? r).run || (!prev && r.type !== 'opened')) return bad('form');
    if (prev?.type === 'checkpoint' && all.at(-2)?.type === 'closed') return bad('seq');
    if (clocks.has(r.proc) && r.mono < clocks.get(r.proc)) return bad('time');
    clocks.set(r.proc, r.mono);
    if (r.type === 'checkpoint') {
      const c = r.checkpoint;
      const whole = c && { v: 1, seq: r.seq, prev: r.prev, ts: c.ts, mono: prev?.mono, proc: prev?.proc, run: r.run, type: r.type, actor: 'program', checkpoint: { head: c.head, count: c.count, ts: c.ts, key: c.key, sig: c.sig }, hash };
      if (!c || c.head !== r.prev || c.count !== r.seq || canonical(whole) !== canonical(r)) return bad('checkpoint');
      if (c.key !== keyName(key) || !isSigned(r.run, c, key)) return bad('checkpoint signature');
      found.checkpoints++;
      since = 0;
    } else if (++since >= EVERY) return bad('missing checkpoint');
    all.push(r);
  }
  for (const m of heads.filter((h) => h.run === all[0]?.run && h.key === keyName(key) && isSigned(h.run, h, key)).sort((a, b) => a.count - b.count)) {
    if (m.count > all.length) return bad('count below checkpoint');
    if (all[m.count - 1].hash !== m.head) { line = m.count; return bad('mirror disagrees'); }
  }
  if (all.at(-1)?.type !== 'checkpoint' || all.at(-2)?.type !== 'closed') return bad('missing checkpoint at the end');
  return { ...found, records: all.length, head: all.at(-1).hash, all };
}

/** The whole package: its log, then the episode, the pictures and what the manifest lists. */
export function verifyPackage(folder, keyFile, headsFile) {
  const at = (name) => path.join(folder, name);
  const key = createPublicKey(readFileSync(keyFile ?? at('public-key.pem')));
  const heads = headsFile === undefined ? [] : readFileSync(headsFile, 'utf8').split('\n').flatMap((l) => { try { return [JSON.parse(l)]; } catch { return []; } });
  const { all, ...log } = verifyLog(readFileSync(at('audit.jsonl')), key, heads);
  if (log.bad) return log;
  const wrong = (file, line, why) => ({ ...log, bad: { file, line, why } });
  const closed = all.findLast((r) => r.type === 'closed');
  if (closed.episodeSha256 !== undefined) {
    const episode = readFileSync(at('episode.jsonl'));
    if (sha256(episode) !== closed.episodeSha256) {
      const known = new Set(all.map((r) => r.recordSha256));
      const line = episode.toString().split('\n').findIndex((l) => l.startsWith('{"t":"step"') && !known.has(sha256(l)));
      return wrong('episode.jsonl', line + 1 || 1, 'episode differs');
    }
  }
  const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8'));
  const opened = all.find((r) => r.sop !== undefined);
  if (opened && manifest.sop?.sha256 !== opened.sop.sha256) return wrong('manifest.json', 1, 'it names another SOP than the log');
  const frames = new Map(all.filter((r) => r.frameSha256).map((r) => [`${r.frameSha256.slice(0, 32)}.png`, r.frameSha256]));
  const redacted = new Set(manifest.pictures?.redacted ?? []);
  for (const name of existsSync(at('images')) ? readdirSync(at('images')) : []) {
    if (redacted.has(name)) continue;
    if (sha256(readFileSync(at(path.join('images', name)))) !== frames.get(name)) return wrong(`images/${name}`, 1, 'picture differs');
  }
  for (const [name, hash] of Object.entries(manifest.files)) {
    if (!existsSync(at(name)) || sha256(readFileSync(at(name))) !== hash) return wrong(name, 1, 'it is not what the manifest lists');
  }
  return log;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === path.resolve(import.meta.filename ?? new URL(import.meta.url).pathname)) {
  const args = process.argv.slice(2);
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const folder = path.dirname(path.resolve(process.argv[1]));
  try {
    const { bad, records, checkpoints, head } = verifyPackage(folder, option('--key'), option('--heads'));
    if (args.includes('--json')) console.log(JSON.stringify({ ok: bad === null, records, checkpoints, firstBad: bad, head }));
    else console.log(bad ? `BROKEN: ${bad.file}, line ${bad.line}: ${bad.why}` : `Whole: ${records} records, ${checkpoints} signed checkpoints, head ${head}${option('--key') === undefined ? '\nThe key came with the package: compare its name with one you were given in another way, or use --key.' : ''}`);
    process.exitCode = bad ? 1 : 0;
  } catch (e) {
    console.error(`It could not be checked: ${e.message}`);
    process.exitCode = 2;
  }
}
