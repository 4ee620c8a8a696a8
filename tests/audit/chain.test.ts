// The chain against its specifications: canonical JSON by RFC 8785 (its own vectors), the golden log of a small run, and every kind of change named, by both checkers.

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { canonical, fingerprintOf, parseLines } from '../../electron/audit/chain.ts';
import { openChain } from '../../electron/audit/log.ts';
import { LIMITS, verifyChain, type MirrorHead } from '../../electron/audit/verify.ts';
import { KINDS, sample, tamper } from '../../electron/bench/audit/tamper.ts';
import { chance } from '../../electron/bench/chance.ts';
import type { Checkpoint } from '../../electron/protocol/audit.ts';
import { memoryFile, TEST_KEYS } from './parts.ts';

/** The checker that goes into packages: an implementation of its own. */
const script = await import(pathToFileURL(path.resolve(import.meta.dirname, '../../resources/audit/verify.mjs')).href) as {
  canonical(v: unknown): string;
  verifyLog(bytes: Uint8Array, key: KeyObject, heads?: readonly MirrorHead[]): { bad: { line: number; why: string } | null };
};

/** RFC 8785, appendix B: an IEEE-754 double in hex and its text. */
const NUMBERS: [string, string][] = [
  ['0000000000000000', '0'], ['8000000000000000', '0'], ['0000000000000001', '5e-324'], ['8000000000000001', '-5e-324'], ['7fefffffffffffff', '1.7976931348623157e+308'], ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'], ['c340000000000000', '-9007199254740992'], ['4430000000000000', '295147905179352830000'], ['44b52d02c7e14af5', '9.999999999999997e+22'], ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'], ['444b1ae4d6e2ef4e', '999999999999999700000'], ['444b1ae4d6e2ef4f', '999999999999999900000'], ['444b1ae4d6e2ef50', '1e+21'], ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'], ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'], ['41b3de4355555554', '333333333.33333325'], ['41b3de4355555555', '333333333.3333333'], ['41b3de4355555556', '333333333.3333334'], ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'], ['43143ff3c1cb0959', '1424953923781206.2'],
];

test.each([['the log\'s', canonical], ['the package\'s', script.canonical]])('canonical JSON, %s: numbers, strings and order of names as RFC 8785 wants them', (_, write) => {
  expect(NUMBERS.map(([hex]) => write(Buffer.from(hex, 'hex').readDoubleBE()))).toEqual(NUMBERS.map(([, text]) => text));
  // 3.2.2 and 3.2.3
  expect(write(JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}')))
    .toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  const names = JSON.parse('{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}') as object;
  expect(Object.values(JSON.parse(write(names)) as object).sort()).toEqual(Object.values(names).sort());
  expect([...write(names).matchAll(/"([A-Z][^"]+)"/g)].map((m) => m[1])).toEqual(['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
  expect(() => write('\ud800')).toThrow();
});

test('NaN and infinities are no JSON', () => {
  for (const n of [NaN, Infinity, -Infinity]) expect(() => canonical({ n })).toThrow();
});

async function golden(): Promise<{ text: string; heads: Checkpoint[] }> {
  const file = memoryFile();
  const heads: Checkpoint[] = [];
  let now = 1_790_000_000_000;
  const chain = await openChain({ file: 'audit.jsonl', run: 'r1', keys: TEST_KEYS, clock: { now: () => now, sleep: async () => {} }, proc: '0badcafe', mono: () => (now - 1_790_000_000_000) * 1000, open: async () => file, onCheckpoint: (c) => heads.push(c) });
  chain.append({ type: 'opened', actor: 'program', device: 'demo', publicKey: TEST_KEYS.publicKey, sop: { id: 'shop.buy', path: 'buy.sop.md', sha256: 'ab'.repeat(32) } });
  for (let action = 1; action <= 4; action++) {
    now += 250;
    const step = { id: `s${action}`, number: String(action) };
    chain.append({ type: 'proposed', actor: 'agent', action, step, verb: 'click', argsHmac: TEST_KEYS.mac('args', `${action}`) });
    chain.append({ type: 'classified', actor: 'program', action, step, classes: action === 4 ? ['payment'] : [] });
    chain.append({ type: 'policy', actor: 'program', action, step, decision: action === 4 ? 'ask' : 'auto', rules: action === 4 ? ['money:payment'] : [] });
    if (action === 4) chain.append({ type: 'decided', actor: '王芳', action, step, decision: 'allow', latencyMs: 2100 });
    chain.append({ type: 'injected', actor: 'agent', action, step, verb: 'click' });
    chain.append({ type: 'observed', actor: 'agent', action, step, outcome: 'ok', verified: 'yes', latencyMs: 310 });
  }
  chain.append({ type: 'closed', actor: 'program', status: 'done-verified' });
  chain.checkpoint();
  await chain.close();
  return { text: file.text(), heads };
}

test('the golden log: every byte of a small run', async () => {
  const { text, heads } = await golden();
  await expect(text).toMatchFileSnapshot(path.join(import.meta.dirname, 'golden', 'chain.jsonl'));
  const key = createPublicKey({ key: Buffer.from(TEST_KEYS.publicKey, 'base64'), format: 'der', type: 'spki' });
  const mirror = heads.map((h) => ({ run: 'r1', ...h }));
  expect(verifyChain(Buffer.from(text), { file: 'audit.jsonl', run: 'r1', keys: new Map([[TEST_KEYS.id, key]]), mirror })).toEqual({
    ok: true, records: 25, checkpoints: 2, firstBad: null, head: parseLines(Buffer.from(text)).flatMap((l) => ('record' in l ? [l.record.hash] : [])).at(-1), key: 'given', mirror: 'agrees', limits: [LIMITS.always], notes: [],
  });
  expect(heads.map((h) => h.count)).toEqual([15, 24]);
});

test('what a check rests on, and what it therefore cannot show, is said', async () => {
  const { text } = await golden();
  const bytes = Buffer.from(text);
  const key = createPublicKey({ key: Buffer.from(TEST_KEYS.publicKey, 'base64'), format: 'der', type: 'spki' });
  expect(verifyChain(bytes, { file: 'a' })).toMatchObject({ ok: true, key: 'embedded', mirror: 'none', limits: [LIMITS.embedded, LIMITS.mirror, LIMITS.always] });
  expect(verifyChain(bytes, { file: 'a', keys: new Map([[TEST_KEYS.id, key]]), from: 'workspace' })).toMatchObject({ ok: true, key: 'workspace', limits: [LIMITS.workspace, LIMITS.mirror, LIMITS.always] });
  // Another run's log in its place is not it.
  expect(verifyChain(bytes, { file: 'a', run: 'r2' }).firstBad).toEqual({ file: 'a', line: 1, why: 'form', detail: 'it is of the run r1' });
  expect(verifyChain(new Uint8Array(), { file: 'a' }).firstBad).toMatchObject({ line: 1, why: 'missing checkpoint at the end' });
});

const lines = (text: string): string[] => text.slice(0, -1).split('\n');
const bytesOf = (l: readonly string[]): Buffer => Buffer.from(l.map((x) => `${x}\n`).join(''));

test('each kind of change by its own name and line', async () => {
  const all = lines((await golden()).text);
  const check = (l: readonly string[]): [number, string] | null => { const { firstBad } = verifyChain(bytesOf(l), { file: 'a' }); return firstBad && [firstBad.line, firstBad.why]; };
  expect({
    untouched: check(all),
    edited: check(all.with(4, all[4]!.replace('"injected"', '"observed"'))),
    respelled: check(all.with(4, all[4]!.replace('{', '{ '))),
    'named twice': check(all.with(4, all[4]!.replace('{', '{"actor":"x",'))),
    deleted: check(all.toSpliced(4, 1)),
    inserted: check(all.toSpliced(4, 0, all[2]!)),
    reordered: check(all.with(4, all[5]!).with(5, all[4]!)),
    'cut behind a line': check(all.slice(0, 9)),
    'cut behind a checkpoint': check(all.slice(0, 16)),
    'written on': check([...all, all.at(-1)!]),
    'no line end': (({ firstBad }) => firstBad && [firstBad.line, firstBad.why])(verifyChain(bytesOf(all).subarray(0, -1), { file: 'a' })),
    'blank line': check(all.toSpliced(4, 0, '')),
    crlf: check(all.with(4, `${all[4]}\r`)),
  }).toEqual({
    untouched: null, edited: [5, 'hash'], respelled: [5, 'form'], 'named twice': [5, 'form'], deleted: [5, 'seq'], inserted: [5, 'seq'], reordered: [5, 'seq'], 'cut behind a line': [9, 'missing checkpoint at the end'],
    'cut behind a checkpoint': [16, 'missing checkpoint at the end'], 'written on': [26, 'seq'], 'no line end': [25, 'torn'], 'blank line': [5, 'form'], crlf: [5, 'form'],
  });
});

test('240 random changes of six kinds: both checkers name each of them, with and without the second copy, and agree on the line', () => {
  const random = chance(20_261_126);
  const missed: string[] = [];
  const apart: string[] = [];
  let s = sample(random, 3);
  for (let i = 0; i < 240; i++) {
    if (i % KINDS.length === 0) s = sample(random, 3 + random.below(10));
    const kind = KINDS[i % KINDS.length]!;
    const t = tamper(s, kind, random);
    const keys = new Map([[fingerprintOf(s.publicKey), s.publicKey]]);
    for (const mirror of [undefined, s.mirror]) {
      const found = verifyChain(t.bytes, { file: 'audit.jsonl', keys, ...(mirror ? { mirror } : {}) });
      const theirs = script.verifyLog(t.bytes, s.publicKey, mirror ?? []);
      const where = `${kind} ${i} (${t.how}, line ${t.line})`;
      // What was changed lies behind what a checkpoint vouches for, up to the line that shows it.
      if (!found.firstBad || (found.firstBad.after ?? 0) >= t.line || found.firstBad.line + 1 < t.line) missed.push(`${where}: ${JSON.stringify(found.firstBad)}`);
      if (found.firstBad?.line !== theirs.bad?.line || found.firstBad?.why !== theirs.bad?.why) apart.push(`${where}: ${JSON.stringify([found.firstBad, theirs.bad])}`);
    }
    const whole = bytesOf(s.lines);
    if (!verifyChain(whole, { file: 'a', keys, mirror: s.mirror }).ok || script.verifyLog(whole, s.publicKey, s.mirror).bad !== null) missed.push(`${i}: the untouched log`);
  }
  expect({ missed, apart }).toEqual({ missed: [], apart: [] });
});

test('who holds the key and both copies can forge: the limit that is always said is true', () => {
  const random = chance(5);
  const s = sample(random, 6);
  const other = sample(chance(6), 4);
  // Another history, signed with the key: by somebody who also wrote the second copy anew.
  const keys = new Map([[fingerprintOf(other.publicKey), other.publicKey]]);
  expect(verifyChain(bytesOf(other.lines), { file: 'a', keys, mirror: other.mirror }).ok).toBe(true);
  expect(verifyChain(bytesOf(other.lines), { file: 'a', keys: new Map([[fingerprintOf(s.publicKey), s.publicKey]]) }).firstBad?.why).toBe('checkpoint signature');
});

test('a key pair signs what it should', () => {
  const key = createPrivateKey({ key: Buffer.from('302e020100300506032b657004220420'.concat('11'.repeat(32)), 'hex'), format: 'der', type: 'pkcs8' });
  expect(fingerprintOf(key)).toBe(TEST_KEYS.id);
});
