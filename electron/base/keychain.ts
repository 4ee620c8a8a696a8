// Exports: Keychain, keychainOver, answerKeychain, SafeStorage. The system's keychain, which only Electron's main process can reach: the host asks over its port.

import { randomUUID } from 'node:crypto';
import { Failure } from '../protocol/faults.ts';

/** Texts that only this user on this machine can read again. */
export interface Keychain {
  available(): Promise<boolean>;
  /** @returns base64. @throws Failure `file/unwritable` */
  seal(plain: string): Promise<string>;
  /** @throws Failure `file/unreadable` when it was sealed by another user, another machine or a keychain that is gone */
  open(sealed: string): Promise<string>;
}

/** What of Electron's `safeStorage` is used. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(plain: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ result: string }>;
}

type Request = { keychain: 'available' | 'seal' | 'open'; id: string; text: string };
type Reply = { keychain: 'answer'; id: string } & ({ text: string } | { error: string });

const isRequest = (m: unknown): m is Request => typeof m === 'object' && m !== null && ['available', 'seal', 'open'].includes((m as Request).keychain) && typeof (m as Request).id === 'string' && typeof (m as Request).text === 'string';
const isReply = (m: unknown): m is Reply => typeof m === 'object' && m !== null && (m as Reply).keychain === 'answer';

/** The host's side. @param hear told every message of the main process; @param post sends one; @param timeoutMs a keychain may ask the person for leave first: a minute is theirs */
export function keychainOver(o: { post(message: unknown): void; hear(on: (message: unknown) => void): void; timeoutMs?: number }): Keychain {
  const open = new Map<string, (r: Reply) => void>();
  const late: Omit<Extract<Reply, { error: string }>, 'id'> = { keychain: 'answer', error: 'The keychain of this desktop does not answer' };
  o.hear((m) => { if (isReply(m)) { open.get(m.id)?.(m); open.delete(m.id); } });
  const ask = (keychain: Request['keychain'], text: string, kind: 'file/unwritable' | 'file/unreadable'): Promise<string> => new Promise((resolve, reject) => {
    const id = randomUUID();
    const waiting = setTimeout(() => { open.get(id)?.({ ...late, id }); open.delete(id); }, o.timeoutMs ?? 60_000);
    waiting.unref();
    open.set(id, (r) => { clearTimeout(waiting); if ('error' in r) reject(new Failure({ kind, path: 'the keychain', detail: r.error })); else resolve(r.text); });
    o.post({ keychain, id, text } satisfies Request);
  });
  return {
    available: async () => (await ask('available', '', 'file/unreadable')) === 'yes',
    seal: (plain) => ask('seal', plain, 'file/unwritable'),
    open: (sealed) => ask('open', sealed, 'file/unreadable'),
  };
}

/** The main process' side. @returns whether the message was for the keychain */
export function answerKeychain(message: unknown, safe: SafeStorage, post: (reply: unknown) => void): boolean {
  if (!isRequest(message)) return false;
  const { id } = message;
  const work = async (): Promise<string> => {
    switch (message.keychain) {
      case 'available': return (await safe.isAsyncEncryptionAvailable()) ? 'yes' : 'no';
      case 'seal': return (await safe.encryptStringAsync(message.text)).toString('base64');
      case 'open': return (await safe.decryptStringAsync(Buffer.from(message.text, 'base64'))).result;
    }
  };
  void work().then((text) => post({ keychain: 'answer', id, text } satisfies Reply), (e: unknown) => post({ keychain: 'answer', id, error: e instanceof Error ? e.message : String(e) } satisfies Reply));
  return true;
}
