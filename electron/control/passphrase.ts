// Exports: COST, deriveKey. A key of 32 bytes from a passphrase: what profiles prove themselves with, and what the file of secrets is opened with.

import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';

export interface Cost { N: number; r: number; p: number }

/** RFC 7914: 32 MiB and about 100 ms, which signing in or an unlock may cost. OWASP takes N = 2^17. */
export const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const BYTES = 32;

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** @param salt base64 */
export const deriveKey = (passphrase: string, salt: string, { N, r, p }: Cost): Promise<Buffer> =>
  // Twice what the parameters need: Node refuses at exactly the bound.
  derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), BYTES, { N, r, p, maxmem: 256 * N * r });
