// Exports: createSecretStore, SecretStore, KeySource, StoredSecret, environmentName, secretOf. Secrets that are kept between runs: one encrypted file (AES-256-GCM), whose
// key the system's keychain holds, or a passphrase makes (scrypt). Values leave it only towards the executor.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Keychain } from '../base/keychain.ts';
import { Mutex } from '../base/lock.ts';
import { readText, writeAtomic } from '../base/files.ts';
import { PASSPHRASE_MIN } from '../protocol/approval.ts';
import { Failure } from '../protocol/faults.ts';
import type { StoredSecret } from '../protocol/services.ts';
import { COST, deriveKey } from './passphrase.ts';

export type { StoredSecret };

/** Where the file's key comes from. A passphrase is asked for when it is first needed, and again when it was wrong. */
export type KeySource = { kind: 'keychain'; keychain: Keychain } | { kind: 'passphrase'; ask(why: 'new' | 'unlock'): Promise<string> };

export interface SecretStore {
  /** Names alone, of the file and of the environment. @throws Failure `secret/locked`, `file/*` */
  list(): Promise<StoredSecret[]>;
  /** @throws Failure `usage` for a name or value that cannot be kept, `secret/locked`, `file/*` */
  set(name: string, value: string): Promise<void>;
  /** The environment comes first: it was said for this very run. @throws Failure `secret/not-found`, `secret/locked`, `file/*` */
  get(name: string): Promise<string>;
  /** @throws Failure `secret/not-found`, `secret/locked`, `file/*` */
  remove(name: string): Promise<void>;
  /** Of the environment, for a parameter that nobody gave a value. */
  fromEnvironment(name: string): string | undefined;
  /** Names of the environment, for while the file is locked. */
  environment(): StoredSecret[];
  kind(): KeySource['kind'];
  /** Whether there is no file yet, so that its passphrase is still to be chosen. @throws Failure `file/*` */
  fresh(): Promise<boolean>;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u;
const PREFIX = 'COUNTERSIGN_SECRET_';
/** `wifi-password` → `COUNTERSIGN_SECRET_WIFI_PASSWORD`. */
export const environmentName = (name: string): string => PREFIX + name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '_');
/** What the environment says; an empty value is none. */
export const secretOf = (env: NodeJS.ProcessEnv, name: string): string | undefined => env[environmentName(name)] || undefined;

const Kdf = z.discriminatedUnion('name', [
  z.object({ name: z.literal('scrypt'), N: z.number().int().min(2 ** 14).max(2 ** 20), r: z.literal(8), p: z.literal(1), salt: z.base64() }),
  z.object({ name: z.literal('keychain'), sealed: z.string() }),
]);
const FileShape = z.object({ v: z.literal(1), kdf: Kdf, iv: z.base64(), tag: z.base64(), data: z.base64() });
type Sealed = z.infer<typeof FileShape>;
const Contents = z.record(z.string(), z.object({ value: z.string(), at: z.number() }));
type Contents = z.infer<typeof Contents>;

/** The header is bound to the contents: parameters cannot be weakened without its being noticed. */
const bound = (kdf: Sealed['kdf']): Buffer => Buffer.from(JSON.stringify({ v: 1, kdf }));

/** @param o.file in the data folder */
export function createSecretStore(o: { file: string; source: KeySource; env: NodeJS.ProcessEnv; clock: Clock }): SecretStore {
  const turn = new Mutex();
  let key: { kdf: Sealed['kdf']; bytes: Buffer } | undefined;
  const locked = (detail: string): Failure => new Failure({ kind: 'secret/locked', path: o.file, detail });
  const refused = (e: unknown): never => { throw e instanceof Failure && 'detail' in e.fault ? new Failure({ kind: 'secret/locked', path: 'the keychain', detail: e.fault.detail }) : e; };

  async function stored(): Promise<Sealed | undefined> {
    const text = await readText(o.file).catch((e: unknown) => {
      if (e instanceof Failure && e.fault.kind === 'file/not-found') return undefined;
      throw e;
    });
    if (text === undefined) return undefined;
    let value: unknown;
    try { value = JSON.parse(text); } catch { value = undefined; }
    const read = FileShape.safeParse(value);
    if (!read.success) throw new Failure({ kind: 'file/damaged', path: o.file, detail: 'It is no file of secrets: put a copy of yours in its place, or move it away and keep the secrets anew' });
    return read.data;
  }

  async function keyOf(kdf: Sealed['kdf']): Promise<Buffer> {
    if (key && JSON.stringify(key.kdf) === JSON.stringify(kdf)) return key.bytes;
    if (kdf.name === 'keychain') {
      if (o.source.kind !== 'keychain') throw locked('Its key is in the keychain of the desktop: use them in the window, or keep them anew with a passphrase');
      return Buffer.from(await o.source.keychain.open(kdf.sealed).catch(refused), 'base64');
    }
    if (o.source.kind !== 'passphrase') throw locked('It was made with a passphrase: use it from the command line or in the browser');
    return await deriveKey(await o.source.ask('unlock'), kdf.salt, kdf);
  }

  async function open(): Promise<{ contents: Contents; sealed?: Sealed }> {
    const sealed = await stored();
    if (!sealed) return { contents: {} };
    const bytes = await keyOf(sealed.kdf);
    const decipher = createDecipheriv('aes-256-gcm', bytes, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(bound(sealed.kdf));
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
    let text: string;
    try {
      text = Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]).toString('utf8');
    } catch {
      key = undefined;
      throw locked(sealed.kdf.name === 'scrypt' ? 'The passphrase is wrong, or the file was changed; nothing was written' : 'The keychain gives another key, or the file was changed; nothing was written');
    }
    key = { kdf: sealed.kdf, bytes };
    return { contents: Contents.parse(JSON.parse(text)), sealed };
  }

  async function fresh(): Promise<NonNullable<typeof key>> {
    if (o.source.kind === 'keychain') {
      const bytes = randomBytes(32);
      return { kdf: { name: 'keychain', sealed: await o.source.keychain.seal(bytes.toString('base64')).catch(refused) }, bytes };
    }
    const passphrase = await o.source.ask('new');
    if ([...passphrase].length < PASSPHRASE_MIN) throw locked(`A passphrase has at least ${PASSPHRASE_MIN} characters`);
    const salt = randomBytes(16).toString('base64');
    return { kdf: { name: 'scrypt', ...COST, salt }, bytes: await deriveKey(passphrase, salt, COST) };
  }

  async function write(contents: Contents): Promise<void> {
    key ??= await fresh();
    // A nonce never serves twice under one key.
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: 16 });
    cipher.setAAD(bound(key.kdf));
    const data = Buffer.concat([cipher.update(JSON.stringify(contents), 'utf8'), cipher.final()]);
    await writeAtomic(o.file, `${JSON.stringify({ v: 1, kdf: key.kdf, iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') } satisfies Sealed)}\n`, 0o600);
  }

  const fromEnvironment = (name: string): string | undefined => secretOf(o.env, name);
  const inEnvironment = (): StoredSecret[] => Object.keys(o.env).filter((k) => k.startsWith(PREFIX) && k.length > PREFIX.length && o.env[k]).sort().map((k) => ({ name: k.slice(PREFIX.length).toLowerCase(), from: 'environment' as const }));

  return {
    fromEnvironment,
    kind: () => o.source.kind,
    fresh: async () => (await stored()) === undefined,
    environment: inEnvironment,
    list: () => turn.hold(async () => [...Object.entries((await open()).contents).map(([name, s]): StoredSecret => ({ name, from: 'file', at: s.at })).sort((a, b) => (a.name < b.name ? -1 : 1)), ...inEnvironment()]),
    set: (name, value) => turn.hold(async () => {
      if (!NAME.test(name)) throw new Failure({ kind: 'usage', detail: 'The name of a secret begins with a letter and holds letters, digits, "_", "-" and "." only' });
      if (value === '' || value.length > 10_000) throw new Failure({ kind: 'usage', detail: 'A secret has 1 to 10,000 characters' });
      const { contents, sealed } = await open();
      if (!sealed) key = undefined;
      await write({ ...contents, [name]: { value, at: o.clock.now() } });
    }),
    get: (name) => turn.hold(async () => {
      const said = fromEnvironment(name);
      if (said !== undefined) return said;
      const { contents } = await open();
      if (!Object.hasOwn(contents, name)) throw new Failure({ kind: 'secret/not-found', name, known: Object.keys(contents).sort() });
      return contents[name]!.value;
    }),
    remove: (name) => turn.hold(async () => {
      const { contents } = await open();
      if (!Object.hasOwn(contents, name)) throw new Failure({ kind: 'secret/not-found', name, known: Object.keys(contents).sort() });
      const { [name]: _, ...rest } = contents;
      await write(rest);
    }),
  };
}
