// Exports: askShell, answerHost. The system's keychain belongs to the shell (Electron's safeStorage); the host asks it over the line between the two.
// What crosses is a key of the file of secrets, never a secret.

import type { Keychain } from '../control/secret-store.ts';
import { Failure } from '../protocol/faults.ts';

type Op = 'available' | 'seal' | 'open';
interface Question { keychain: number; op: Op; text: string }
interface Answer { keychain: number; text?: string; error?: string }

const isAnswer = (m: unknown): m is Answer => typeof m === 'object' && m !== null && 'keychain' in m && typeof m.keychain === 'number';
const isQuestion = (m: unknown): m is Question => isAnswer(m) && 'op' in m && 'text' in m && typeof m.text === 'string';

/** In the host. @param o.post to the shell; answers come to `heard` */
export function askShell(o: { post(m: unknown): void; timeoutMs?: number }): { keychain: Keychain; heard(m: unknown): boolean } {
  const waiting = new Map<number, { resolve(text: string): void; reject(e: Failure): void }>();
  let n = 0;
  const refuse = (detail: string): Failure => new Failure({ kind: 'secret/locked', path: 'the keychain', detail });
  const ask = (op: Op, text: string): Promise<string> => new Promise((resolve, reject) => {
    const id = ++n;
    // A keychain may ask the person for leave first: a minute is theirs.
    const late = setTimeout(() => { waiting.delete(id); reject(refuse('The keychain of this desktop does not answer')); }, o.timeoutMs ?? 60_000);
    late.unref();
    waiting.set(id, { resolve: (t) => { clearTimeout(late); resolve(t); }, reject: (e) => { clearTimeout(late); reject(e); } });
    o.post({ keychain: id, op, text } satisfies Question);
  });
  return {
    keychain: { available: async () => (await ask('available', '')) === 'yes', seal: (text) => ask('seal', text), open: (sealed) => ask('open', sealed) },
    heard(m) {
      if (!isAnswer(m)) return false;
      const w = waiting.get(m.keychain);
      waiting.delete(m.keychain);
      if (m.text === undefined) w?.reject(refuse(m.error ?? 'The keychain refused'));
      else w?.resolve(m.text);
      return true;
    },
  };
}

/** What `safeStorage` offers of it. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ result: string }>;
}

/** In the shell. @returns whether it was a question of the host's */
export function answerHost(m: unknown, safe: SafeStorage, post: (answer: unknown) => void): boolean {
  if (!isQuestion(m)) return false;
  const { op, text } = m;
  const work = async (): Promise<string> => {
    switch (op) {
      case 'available': return (await safe.isAsyncEncryptionAvailable()) ? 'yes' : 'no';
      case 'seal': return (await safe.encryptStringAsync(text)).toString('base64');
      case 'open': return (await safe.decryptStringAsync(Buffer.from(text, 'base64'))).result;
    }
  };
  void work().then((done) => post({ keychain: m.keychain, text: done } satisfies Answer), (e: unknown) => post({ keychain: m.keychain, error: e instanceof Error ? e.message : String(e) } satisfies Answer));
  return true;
}
