// Exports: recordTouches, Touches. What arrives at the demo phone's touch panel, read over adb as any other client would: `exec:getevent`
// through the adbd endpoint that the window exposes. Points are the panel's own, upright whatever the rotation.

import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';

export interface Touches {
  /** The next finger that comes down. @throws when none does for 10 s */
  next(): Promise<readonly [x: number, y: number]>;
  close(): void;
}

/** The public key as adb sends it; the demo phone takes any while it is not told to ask. */
function publicKey(): Buffer {
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  const key = Buffer.alloc(524);
  key.writeUInt32LE(64, 0);
  Buffer.from(jwk.n!, 'base64url').reverse().copy(key, 8);
  key.writeUInt32LE(65_537, 520);
  return Buffer.from(`${key.toString('base64')} e2e@test\0`);
}

export async function recordTouches(port: number): Promise<Touches> {
  const socket = connect(port, '127.0.0.1');
  const send = (name: string, a: number, b: number, data: Buffer = Buffer.alloc(0)): void => {
    const head = Buffer.alloc(24);
    const command = Buffer.from(name).readUInt32LE(0);
    for (const [i, v] of [command, a, b, data.length, 0, (command ^ 0xffffffff) >>> 0].entries()) head.writeUInt32LE(v, i * 4);
    socket.write(Buffer.concat([head, data]));
  };
  const points: [number, number][] = [];
  const waiting: ((p: [number, number]) => void)[] = [];
  let [x, y, down, text] = [0, 0, false, ''];
  const events = (more: string): void => {
    const lines = (text + more).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const [, type = '', code = '', value = ''] = /([0-9a-f]{4}) ([0-9a-f]{4}) ([0-9a-f]{8})$/.exec(line) ?? [];
      const n = parseInt(value, 16);
      if (type === '0001' && code === '014a') down = n === 1;
      if (type === '0003' && code === '0035') x = n;
      if (type === '0003' && code === '0036') y = n;
      if (type !== '0000' || !down) continue;
      down = false;
      const first = waiting.shift();
      if (first) first([x, y]); else points.push([x, y]);
    }
  };
  await new Promise<void>((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('data', (data: Buffer) => {
      bytes = Buffer.concat([bytes, data]);
      while (bytes.length >= 24 && bytes.length >= 24 + bytes.readUInt32LE(12)) {
        const end = 24 + bytes.readUInt32LE(12);
        const [name, a, body] = [bytes.toString('latin1', 0, 4), bytes.readUInt32LE(4), bytes.subarray(24, end)];
        bytes = bytes.subarray(end);
        if (name === 'AUTH') send('AUTH', 3, 0, publicKey());
        if (name === 'CNXN') send('OPEN', 1, 0, Buffer.from('exec:getevent\0'));
        if (name === 'CLSE') reject(new Error('The phone closed getevent'));
        if (name !== 'WRTE') continue;
        send('OKAY', 1, a);
        events(body.toString('latin1'));
        // Its first words say that it listens.
        resolve();
      }
    });
    send('CNXN', 0x01000001, 1 << 20, Buffer.from('host::'));
  });
  return {
    next: () => new Promise((resolve, reject) => {
      const p = points.shift();
      if (p) { resolve(p); return; }
      const late = setTimeout(() => reject(new Error('No touch arrived')), 10_000);
      waiting.push((first) => { clearTimeout(late); resolve(first); });
    }),
    close: () => { socket.destroy(); },
  };
}
