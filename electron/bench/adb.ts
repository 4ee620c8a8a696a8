// Exports: adb (part). What the device layer adds to the bytes on the socket: a command, a picture, a tree.

import * as net from 'node:net';
import { once } from 'node:events';
import { createTree } from '../device/tree.ts';
import { parseHierarchy } from '../screen/hierarchy.ts';
import { PAGE, withDemo } from './demo.ts';
import type { Line, Part } from './part.ts';
import { against, measurePair } from './spread.ts';

/** adb's smart-socket protocol by hand (AOSP OVERVIEW.TXT): four hex digits of length, the request, OKAY; then the service's bytes until its end. */
async function ask(port: number, serial: string, service: string): Promise<Buffer> {
  const socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
  const parts: Buffer[] = [];
  socket.on('data', (d: Buffer) => parts.push(d));
  const request = (text: string): string => Buffer.byteLength(text).toString(16).padStart(4, '0') + text;
  try {
    await once(socket, 'connect');
    socket.write(request(`host:transport:${serial}`));
    while (Buffer.concat(parts).length < 4) await once(socket, 'data');
    socket.write(request(service));
    await once(socket, 'end');
  } finally {
    socket.destroy();
  }
  const answer = Buffer.concat(parts);
  if (answer.toString('latin1', 0, 8) !== 'OKAYOKAY') throw new Error(`The adb server refused: ${answer.toString('latin1', 0, 60)}`);
  return answer.subarray(8);
}

export const adb: Part = {
  name: 'adb',
  about: 'device layer against the raw socket',
  run: (b) => withDemo(b, async ({ core, session, show }) => {
    await show(PAGE.list);
    const { device } = session;
    const { serial } = device.info;
    const raw = (service: string): Promise<Buffer> => ask(core.demoPort, serial, service);
    const tree = createTree(device, parseHierarchy, b.clock);
    const o = (full: number) => ({ now: b.now, signal: b.signal, n: b.times(full) });
    const lines: Line[] = [];

    const shell = await measurePair(o(200), () => device.shell(['echo', 'hello']), () => raw('shell,v2,raw:echo hello'));
    lines.push(against('shell round trip', 'ms', shell.value, 'raw socket', shell.baseline));
    const still = await measurePair(o(40), () => session.still(b.signal), () => raw('exec:screencap -p'));
    lines.push(against('screencap', 'ms', still.value, 'raw socket', still.baseline, 'the phone\'s drawing and PNG are in both'));
    const dump = await measurePair(o(100), async () => {
      const r = await tree.dump({ timeoutMs: 10_000, signal: b.signal });
      if (!r.ok) throw new Error(`The dump failed: ${r.failure.why}`);
    }, () => raw('exec:uiautomator dump /dev/tty'));
    lines.push(against('uiautomator dump, parsed', 'ms', dump.value, 'raw socket', dump.baseline));
    const state = await measurePair(o(100), () => session.state(b.signal), () => raw('shell,v2,raw:dumpsys window displays'));
    lines.push(against('phone state', 'ms', state.value, 'raw socket, one dumpsys', state.baseline));
    return { part: 'adb', lines };
  }),
};
