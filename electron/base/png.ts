// Exports: encodePng, decodePng. PNG of RGBA frames, made fast rather than small (RFC 2083; deflate level 1).

import { crc32, deflate, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

/**
 * Rows of an interface mostly repeat the row above or are runs of one colour: a row equal to the one above is filtered
 * "up" (all zeros), any other is left as it is. Both are native copies, so that deflate is all the work there is.
 */
function filterRows(width: number, height: number, data: Uint8Array): Buffer {
  const stride = width * 4;
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const out = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const from = y * stride;
    const to = y * (stride + 1);
    if (y > 0 && pixels.compare(pixels, from - stride, from, from, from + stride) === 0) out[to] = 2;
    else pixels.copy(out, to + 1, from, from + stride);
  }
  return out;
}

/** `data`: RGBA, 8 bits each, `width * height * 4` bytes. Compression runs off the main thread. */
export async function encodePng(frame: { width: number; height: number; data: Uint8Array }): Promise<Buffer> {
  const { width, height, data } = frame;
  const body = await new Promise<Buffer>((resolve, reject) => {
    deflate(filterRows(width, height, data), { level: 1, memLevel: 9, chunkSize: 1 << 18 }, (e, b) => (e ? reject(e) : resolve(b)));
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('sRGB', Buffer.from([0])), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

/** Reads 8-bit RGB and RGBA, not interlaced, all five filters, as RGBA; `undefined` for anything else. */
export function decodePng(png: Uint8Array): { width: number; height: number; data: Buffer } | undefined {
  const b = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (b.length < 33 || SIGNATURE.compare(b, 0, 8) !== 0) return undefined;
  const width = b.readUInt32BE(16);
  const height = b.readUInt32BE(20);
  if (width === 0 || height === 0 || b[24] !== 8 || (b[25] !== 6 && b[25] !== 2) || b[28] !== 0) return undefined;
  const bytes = b[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= b.length;) {
    const length = b.readUInt32BE(at);
    if (at + 12 + length > b.length) return undefined;
    if (crc32(b.subarray(at + 4, at + 8 + length)) !== b.readUInt32BE(at + 8 + length)) return undefined;
    if (b.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(b.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const stride = width * bytes;
  let raw: Buffer;
  try {
    raw = inflateSync(Buffer.concat(parts), { maxOutputLength: (stride + 1) * height + 1 });
  } catch {
    // Damaged, or more than its head says: no picture of ours.
    return undefined;
  }
  if (raw.length !== (stride + 1) * height) return undefined;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) if (!unfilter(raw, y * (stride + 1), rows, y * stride, stride, bytes, y > 0)) return undefined;
  return { width, height, data: bytes === 4 ? rows : withAlpha(rows) };
}

/** One row; `above` stands one stride before it. @returns false for a filter that there is not */
function unfilter(raw: Buffer, from: number, out: Buffer, to: number, stride: number, bytes: number, above: boolean): boolean {
  const filter = raw[from];
  if (filter === undefined || filter > 4) return false;
  raw.copy(out, to, from + 1, from + 1 + stride);
  if (filter === 0) return true;
  for (let x = 0; x < stride; x++) {
    const left = x >= bytes ? out[to + x - bytes]! : 0;
    const up = above ? out[to + x - stride]! : 0;
    let guess = filter === 1 ? left : filter === 2 ? up : (left + up) >> 1;
    if (filter === 4) {
      const corner = above && x >= bytes ? out[to + x - stride - bytes]! : 0;
      const p = left + up - corner;
      const [dl, du, dc] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      guess = dl <= du && dl <= dc ? left : du <= dc ? up : corner;
    }
    out[to + x] = out[to + x]! + guess;
  }
  return true;
}

function withAlpha(rgb: Buffer): Buffer {
  const out = Buffer.alloc((rgb.length / 3) * 4, 255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) rgb.copy(out, to, from, from + 3);
  return out;
}
