// Exports: takeStill, findPng, pngSize.
// One still picture through `screencap -p`, with what phones print around it.

import type { Clock } from '../base/clock.ts';
import { Failure } from '../protocol/faults.ts';
import type { Frame } from '../protocol/screen.ts';
import type { AdbDevice } from './types.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const STILL_MS = 10_000;

/** The PNG inside `bytes`: phones with several displays print a warning in front of it. `undefined` when there is none or it is cut off. */
export function findPng(bytes: Buffer): Buffer | undefined {
  const at = bytes.indexOf(SIGNATURE);
  if (at < 0) return undefined;
  const end = bytes.lastIndexOf('IEND', undefined, 'latin1');
  // Length (4), `IEND`, checksum (4).
  return end > at && bytes.length >= end + 8 ? bytes.subarray(at, end + 8) : undefined;
}

/** Width and height of the header chunk. @param png begins with the signature */
export const pngSize = (png: Buffer): { width: number; height: number } => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** @throws Failure(screen/secure) when the phone refuses, Failure(device/shell) when what came is no picture */
export async function takeStill(device: AdbDevice, clock: Clock, signal?: AbortSignal): Promise<Frame> {
  let bytes: Buffer;
  try {
    bytes = await device.exec(['screencap', '-p'], { timeoutMs: STILL_MS, signal });
  } catch (e) {
    if (e instanceof Failure && e.fault.kind === 'device/shell' && /secure|protected/i.test(e.fault.stderr)) throw new Failure({ kind: 'screen/secure' });
    throw e;
  }
  const png = findPng(bytes);
  if (!png || png.length < 33) throw new Failure({ kind: 'device/shell', command: 'screencap -p', code: 0, stderr: bytes.length === 0 ? 'The phone sent no picture' : `The phone sent ${bytes.length} bytes that are no whole picture: ${bytes.toString('latin1', 0, 120).replace(/[^\x20-\x7e]+/g, ' ')}` });
  return { ...pngSize(png), format: 'png', data: png, at: clock.now() };
}
