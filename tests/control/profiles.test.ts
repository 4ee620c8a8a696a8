// Local people: a passphrase proves who somebody is, wrong ones lock, and nothing of them can be read from the file.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openProfiles, type Person } from '../../electron/control/profiles.ts';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
let made = 0;
function people() {
  const file = path.join(root, String(++made), 'profiles.json');
  const time = { now: 1000 };
  const open = () => openProfiles({ file, clock: { now: () => time.now, sleep: async () => {} } });
  return { file, time, open, profiles: open() };
}
const faultOf = (p: Promise<unknown>): Promise<Fault | 'done'> => p.then(() => 'done', (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const WORDS = 'correct horse battery';

test('a profile is kept as a hash that only its passphrase fits, in a file of its user alone', async () => {
  const { file, profiles, open } = people();
  expect(await profiles.list()).toEqual([]);
  expect(await profiles.create('Alice', WORDS)).toEqual([{ name: 'Alice', created: 1000 }]);
  const person = await open().check('alice', WORDS).then(() => profiles.check('Alice', WORDS));
  const text = fs.readFileSync(file, 'utf8');
  const { v, profiles: [kept] } = JSON.parse(text) as { v: number; profiles: { salt: string; hash: string; N: number; r: number; p: number }[] };
  expect([v, kept?.N, kept?.r, kept?.p, Buffer.from(kept?.salt ?? '', 'base64').length, Buffer.from(kept?.hash ?? '', 'base64').length, text.includes(WORDS), fs.statSync(file).mode & 0o777]).toEqual([1, 32768, 8, 1, 16, 32, false, 0o600]);
  const forged = Object.create(Object.getPrototypeOf(person)) as Person;
  expect([profiles.nameOf(person), profiles.nameOf(forged), profiles.nameOf(undefined), open().nameOf(person)]).toEqual(['Alice', undefined, undefined, undefined]);
});

test('names and passphrases that will not do are refused', async () => {
  const { profiles } = people();
  await profiles.create('Alice', WORDS);
  const said: unknown[] = [];
  for (const [name, pass] of [['ALICE', WORDS], ['Owner', WORDS], ['', WORDS], [' Bob', WORDS], ['Bob\u202e', WORDS], ['Bob', 'short']] as const) said.push(await faultOf(profiles.create(name, pass)));
  expect(said.map((f) => (f as Fault).kind)).toEqual(Array.from({ length: 6 }, () => 'profile/name'));
  expect(await faultOf(profiles.check('Bob', WORDS))).toEqual({ kind: 'profile/unknown', name: 'Bob', known: ['Alice'] });
});

test('five wrong passphrases lock a profile for a minute, also over a new start; a right one forgets the wrong', async () => {
  const { profiles, open, time } = people();
  await profiles.create('Alice', WORDS);
  const wrong = async (n: number) => { const said: (Fault | 'done')[] = []; for (let i = 0; i < n; i++) said.push(await faultOf(open().check('Alice', 'wrong wrong'))); return said.map((f) => (f === 'done' ? f : f.kind === 'profile/passphrase' ? f.left : f)); };
  expect(await wrong(4)).toEqual([4, 3, 2, 1]);
  expect(await faultOf(open().check('Alice', WORDS))).toBe('done');
  expect(await wrong(5)).toEqual([4, 3, 2, 1, { kind: 'profile/locked', name: 'Alice', seconds: 60 }]);
  time.now += 59_000;
  expect(await faultOf(open().check('Alice', WORDS))).toEqual({ kind: 'profile/locked', name: 'Alice', seconds: 1 });
  time.now += 1001;
  expect(await faultOf(open().check('Alice', WORDS))).toBe('done');
}, 20_000);

test('only who knows its passphrase removes a profile, and then it signs nothing more', async () => {
  const { profiles } = people();
  await profiles.create('Alice', WORDS);
  const person = await profiles.check('Alice', WORDS);
  expect((await faultOf(profiles.remove('Alice', 'something else')) as Fault).kind).toBe('profile/passphrase');
  expect(await profiles.remove('Alice', WORDS)).toEqual([]);
  await profiles.create('Alice', 'another passphrase');
  expect([profiles.nameOf(person), profiles.nameOf(await profiles.check('Alice', 'another passphrase'))]).toEqual([undefined, 'Alice']);
});

test('a damaged file is said to be damaged: nobody is let through, nothing is overwritten', async () => {
  const { file, profiles } = people();
  await profiles.create('Alice', WORDS);
  fs.writeFileSync(file, '{"v":1,"profiles":[{}]}');
  for (const p of [() => profiles.list(), () => profiles.check('Alice', WORDS), () => profiles.create('Bob', WORDS)]) expect((await faultOf(p()) as Fault).kind).toBe('file/damaged');
  expect(fs.readFileSync(file, 'utf8')).toBe('{"v":1,"profiles":[{}]}');
});
