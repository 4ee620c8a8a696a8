import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSecretStore, environmentName, type KeySource, type SecretStore } from '../../electron/control/secret-store.ts';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import { answerKeychain, keychainOver, type SafeStorage } from '../../electron/base/keychain.ts';

let folder: string;
beforeEach(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-secrets-')); });
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const faultOf = (p: Promise<unknown>): Promise<Fault> => p.then(() => { throw new Error('It was done'); }, (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const file = (): string => path.join(folder, 'secrets.json');
const by = (passphrase: string): KeySource => ({ kind: 'passphrase', ask: async () => passphrase });
const open = (source: KeySource, env: NodeJS.ProcessEnv = {}): SecretStore => createSecretStore({ file: file(), source, env, clock: { now: () => 42, sleep: async () => {} } });
const PASS = 'correct horse battery';

test('what is kept comes back to who knows the passphrase, and stands nowhere in the file', async () => {
  const s = open(by(PASS));
  await s.set('wifi-password', 'quiet-Harbour-88');
  await s.set('pin', '4711');
  const again = open(by(PASS));
  expect([await again.get('wifi-password'), await again.get('pin'), await again.list()]).toEqual(['quiet-Harbour-88', '4711', [{ name: 'pin', from: 'file', at: 42 }, { name: 'wifi-password', from: 'file', at: 42 }]]);
  const text = fs.readFileSync(file(), 'utf8');
  for (const word of ['Harbour', '4711', 'wifi', PASS]) expect(text).not.toContain(word);
  expect([fs.statSync(file()).mode & 0o777, Object.keys(JSON.parse(text) as object)]).toEqual([0o600, ['v', 'kdf', 'iv', 'tag', 'data']]);
  await again.remove('pin');
  expect([await faultOf(again.get('pin')), await faultOf(again.remove('pin'))]).toEqual([{ kind: 'secret/not-found', name: 'pin', known: ['wifi-password'] }, { kind: 'secret/not-found', name: 'pin', known: ['wifi-password'] }]);
});

test('a wrong passphrase opens nothing and loses nothing', async () => {
  await open(by(PASS)).set('a', 'one');
  const before = fs.readFileSync(file(), 'utf8');
  const wrong = open(by('not the passphrase'));
  for (const p of [wrong.get('a'), wrong.list(), wrong.set('b', 'two'), wrong.remove('a')]) expect(await faultOf(p)).toMatchObject({ kind: 'secret/locked', detail: expect.stringContaining('nothing was written') as string });
  expect(fs.readFileSync(file(), 'utf8')).toBe(before);
  // Asked again, not stuck with the wrong one.
  const tries = ['wrong again', PASS];
  const s = open({ kind: 'passphrase', ask: async () => tries.shift()! });
  expect([(await faultOf(s.get('a'))).kind, await s.get('a')]).toEqual(['secret/locked', 'one']);
  expect((await faultOf(open(by('short')).set('x', 'y'))).kind).toBe('secret/locked');
});

test('a file that was changed is refused: contents, header, tag', async () => {
  await open(by(PASS)).set('a', 'one');
  const whole = JSON.parse(fs.readFileSync(file(), 'utf8')) as { kdf: { N: number }; data: string; tag: string };
  const flip = (s: string): string => (s.startsWith('A') ? 'B' : 'A') + s.slice(1);
  for (const changed of [{ ...whole, data: flip(whole.data) }, { ...whole, tag: flip(whole.tag) }, { ...whole, kdf: { ...whole.kdf, N: 2 ** 14 } }]) {
    fs.writeFileSync(file(), JSON.stringify(changed));
    expect((await faultOf(open(by(PASS)).get('a'))).kind).toBe('secret/locked');
  }
  for (const broken of ['', '{}', 'no json', JSON.stringify({ ...whole, kdf: { ...whole.kdf, N: 2 } })]) {
    fs.writeFileSync(file(), broken);
    expect((await faultOf(open(by(PASS)).set('a', 'two'))).kind).toBe('file/damaged');
    expect(fs.readFileSync(file(), 'utf8')).toBe(broken);
  }
});

test('the same contents never make the same file: a nonce serves once', async () => {
  const s = open(by(PASS));
  const seen = new Set<string>();
  for (let i = 0; i < 5; i++) { await s.set('a', 'one'); seen.add((JSON.parse(fs.readFileSync(file(), 'utf8')) as { iv: string }).iv); }
  expect(seen.size).toBe(5);
});

test('the environment is there without a passphrase, and comes first', async () => {
  expect(environmentName('wifi-password')).toBe('COUNTERSIGN_SECRET_WIFI_PASSWORD');
  const env = { COUNTERSIGN_SECRET_PIN: '9999', COUNTERSIGN_SECRET_: 'x', OTHER: 'y' };
  const locked = open({ kind: 'passphrase', ask: async () => { throw new Error('Nobody should be asked'); } }, env);
  expect([await locked.get('pin'), locked.fromEnvironment('PIN'), locked.fromEnvironment('nothing'), locked.environment()]).toEqual(['9999', '9999', undefined, [{ name: 'pin', from: 'environment' }]]);
  await open(by(PASS)).set('pin', '4711');
  expect(await open(by(PASS), env).get('pin')).toBe('9999');
});

test('names and values that cannot be kept', async () => {
  for (const [name, value] of [['', 'x'], ['../x', 'x'], ['1a', 'x'], ['a', ''], ['a', 'x'.repeat(10_001)]] as const) expect((await faultOf(open(by(PASS)).set(name, value))).kind).toBe('usage');
  expect(fs.existsSync(file())).toBe(false);
});

test('the keychain of the shell holds the key: over the line between host and shell, and its refusals as faults', async () => {
  const sealed = new Map<string, string>();
  let usable = true;
  const crossed: unknown[] = [];
  const safe: SafeStorage = {
    isAsyncEncryptionAvailable: async () => usable,
    encryptStringAsync: async (text) => { sealed.set(`s${sealed.size}`, text); return Buffer.from(`s${sealed.size - 1}`); },
    decryptStringAsync: async (b) => { if (!usable) throw new Error('locked by the person'); return { result: sealed.get(b.toString()) ?? '' }; },
  };
  let hear: (m: unknown) => void = () => undefined;
  const keychain = keychainOver({ post: (m) => { crossed.push(m); answerKeychain(m, safe, (a) => { crossed.push(a); hear(a); }); }, hear: (on) => { hear = on; } });
  for (const foreign of ['connect', { other: 1 }, { keychain: 'answer', id: 'none', text: 'x' }]) hear(foreign);
  expect([answerKeychain('connect', safe, () => undefined), answerKeychain({ keychain: 1 }, safe, () => undefined)]).toEqual([false, false]);
  const source: KeySource = { kind: 'keychain', keychain };
  expect(await keychain.available()).toBe(true);
  await open(source).set('pin', '4711-secret');
  expect([await open(source).get('pin'), JSON.stringify(crossed).includes('4711-secret'), fs.readFileSync(file(), 'utf8').includes([...sealed.values()][0]!)]).toEqual(['4711-secret', false, false]);
  expect((await faultOf(open(by(PASS)).get('pin'))).kind).toBe('secret/locked');
  usable = false;
  expect([await keychain.available(), await faultOf(open(source).get('pin'))]).toEqual([false, { kind: 'secret/locked', path: 'the keychain', detail: 'locked by the person' }]);
  // A shell that never answers.
  const deaf = keychainOver({ post: () => undefined, hear: () => undefined, timeoutMs: 5 });
  expect(await faultOf(createSecretStore({ file: path.join(folder, 'deaf.json'), source: { kind: 'keychain', keychain: deaf }, env: {}, clock: { now: () => 42, sleep: async () => {} } }).set('pin', 'x'))).toEqual({ kind: 'secret/locked', path: 'the keychain', detail: 'The keychain of this desktop does not answer' });
});
