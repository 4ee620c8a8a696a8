// Exports: TEST_KEYS (a pair whose secret anybody may know), memoryFile, brokenDisk. A log's surroundings without a disk, or with one that is full.

import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { fingerprintOf } from '../../electron/audit/chain.ts';
import type { AuditKeys } from '../../electron/audit/keys.ts';
import { appendFile, type AppendFile } from '../../electron/audit/log.ts';

const key = createPrivateKey({ key: Buffer.from('302e020100300506032b657004220420'.concat('11'.repeat(32)), 'hex'), format: 'der', type: 'pkcs8' });

export const TEST_KEYS: AuditKeys = {
  id: fingerprintOf(key),
  publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
  sign: (data) => sign(null, data, key).toString('base64'),
  mac: (of, text) => createHmac('sha256', 'test').update(`${of}\n${text}`).digest('hex'),
};

export function memoryFile(): AppendFile & { text(): string } {
  let kept = '';
  return { async append(t) { kept += t; }, async truncate(n) { kept = Buffer.from(kept).subarray(0, n).toString(); }, async close() {}, text: () => kept };
}

/** A disk that takes `bytes` more and then has no room, in the middle of a line if it falls so. `room` gives it more. */
export function brokenDisk(bytes: number): { open(file: string): Promise<AppendFile>; room(bytes: number): void; /** Also refuses to take anything back. */ stuck(on: boolean): void } {
  let left = bytes;
  let stuck = false;
  const full = (): never => { throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }); };
  return {
    async open(file) {
      const real = await appendFile(file);
      return {
        async append(text) {
          const size = Buffer.byteLength(text);
          if (size <= left) { left -= size; await real.append(text); return; }
          if (left > 0) await real.append(Buffer.from(text).subarray(0, left).toString('latin1'));
          left = 0;
          full();
        },
        async truncate(n) { if (stuck) full(); await real.truncate(n); },
        close: () => real.close(),
      };
    },
    room(more) { left = more; },
    stuck(on) { stuck = on; },
  };
}
