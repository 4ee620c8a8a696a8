// Exports: openKeys, AuditKeys, readPublicKeys, publicKeyOf. The key pair that signs checkpoints and the secret that values are HMAC'd with: one of each a data folder,
// sealed by the system's keychain where there is one, else in a file that only its owner can read.

import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { z } from 'zod';
import { ensureFolder, listFiles, readText, writeAtomic } from '../base/files.ts';
import type { Keychain } from '../base/keychain.ts';
import { Failure, advise, faultOf } from '../protocol/faults.ts';
import { fingerprintOf } from './chain.ts';

export interface AuditKeys {
  /** SHA-256 of the public key. */
  readonly id: string;
  /** SPKI, DER, base64. */
  readonly publicKey: string;
  /** @returns base64 */
  sign(data: Uint8Array): string;
  /** HMAC-SHA256 in hex; `of` keeps arguments and values apart. */
  mac(of: 'args' | 'value', text: string): string;
}

const Kept = z.object({ v: z.literal(1), private: z.string(), hmac: z.string().length(44) }).strict();
const File = z.union([Kept, z.object({ v: z.literal(1), sealed: z.string() }).strict()]);
type Kept = z.infer<typeof Kept>;

/**
 * Reads the keys of a data folder, or makes them. A program without the keychain cannot read what was sealed by one that has it, so each has a file of its own.
 * @param folder `audit/` of the data folder; public keys are left in its `keys/`
 * @throws Failure `audit/key` when they are there and cannot be read: another key in their place would hide that the log is no longer the same
 */
export async function openKeys(o: { folder: string; keychain?: Keychain }): Promise<AuditKeys> {
  const keychain = o.keychain !== undefined && await o.keychain.available() ? o.keychain : undefined;
  const file = path.join(o.folder, keychain ? 'key-sealed.json' : 'key.json');
  const wrong = (detail: string): never => { throw new Failure({ kind: 'audit/key', path: file, detail }); };
  let text = await readText(file).catch((e: unknown) => { if (faultOf(e).kind === 'file/not-found') return undefined; throw e; });
  if (text === undefined) {
    const kept = JSON.stringify({ v: 1, private: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'), hmac: randomBytes(32).toString('base64') } satisfies Kept);
    await create(file, keychain ? JSON.stringify({ v: 1, sealed: await keychain.seal(kept) }) : kept);
    // Two programs may have made one at once: the first one's counts.
    text = await readText(file);
  }
  let read: z.infer<typeof File>;
  try { read = File.parse(JSON.parse(text)); } catch { return wrong('It is not what was written there'); }
  let kept: Kept;
  if ('sealed' in read) {
    try { kept = Kept.parse(JSON.parse(await (keychain ?? wrong('It was sealed by a keychain that is not at hand')).open(read.sealed))); } catch (e) {
      return wrong(e instanceof Failure ? advise(e.fault).remedies[0].label : 'The keychain gave back something else');
    }
  } else kept = read;
  let key: KeyObject;
  try { key = createPrivateKey({ key: Buffer.from(kept.private, 'base64'), format: 'der', type: 'pkcs8' }); } catch { return wrong('It holds no private key'); }
  if (key.asymmetricKeyType !== 'ed25519') return wrong('It holds a key of another kind');
  const secret = Buffer.from(kept.hmac, 'base64');
  const open = createPublicKey(key);
  const id = fingerprintOf(open);
  const pem = path.join(o.folder, 'keys', `${id}.pem`);
  if (!(await fs.stat(pem).then(() => true, () => false))) await writeAtomic(pem, open.export({ type: 'spki', format: 'pem' }));
  return {
    id,
    publicKey: open.export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (data) => sign(null, data, key).toString('base64'),
    mac: (of, value) => createHmac('sha256', secret).update(`${of}\n${value}`).digest('hex'),
  };
}

/** Writes a file whole, unless there is one by now. */
async function create(file: string, text: string): Promise<void> {
  await ensureFolder(path.dirname(file));
  const temp = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  await writeAtomic(temp, text, 0o600);
  try { await fs.link(temp, file); } catch (e) { if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e; } finally { await fs.rm(temp, { force: true }); }
}

/** A public key from PEM. @throws Failure `audit/key` */
export function publicKeyOf(pem: string, file: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch { /* said below */ }
  throw new Failure({ kind: 'audit/key', path: file, detail: 'It holds no Ed25519 public key in PEM' });
}

/** Every public key that a data folder ever signed with, by its name. Empty where there is none. */
export async function readPublicKeys(folder: string): Promise<Map<string, KeyObject>> {
  const keys = new Map<string, KeyObject>();
  const at = path.join(folder, 'keys');
  const names = await listFiles(at, '.pem').catch((e: unknown) => { if (faultOf(e).kind === 'file/not-found') return []; throw e; });
  for (const name of names) {
    const key = publicKeyOf(await readText(path.join(at, name)), path.join(at, name));
    keys.set(fingerprintOf(key), key);
  }
  return keys;
}
