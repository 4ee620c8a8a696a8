// Exports: charactersOf: which characters a WOFF or WOFF2 file has glyphs for, from its `cmap` table. The ranges that font packages publish are wider.
// Forms: W3C WOFF 1.0 and 2.0, OpenType `cmap` subtables 4 and 12.

import { brotliDecompressSync, inflateSync } from 'node:zlib';

/** @throws on what is no font of these forms */
export function charactersOf(file: Buffer): Set<number> {
  const signature = file.toString('latin1', 0, 4);
  if (signature === 'wOFF') return read(tableOfWoff(file));
  if (signature === 'wOF2') return read(tableOfWoff2(file));
  throw new Error(`Not a WOFF font: it begins with ${JSON.stringify(signature)}`);
}

function tableOfWoff(file: Buffer): Buffer {
  for (let i = 0, at = 44; i < file.readUInt16BE(12); i++, at += 20) {
    if (file.toString('latin1', at, at + 4) !== 'cmap') continue;
    const [offset, packed, length] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    const bytes = file.subarray(offset, offset + packed);
    return packed === length ? bytes : inflateSync(bytes);
  }
  throw new Error('The font has no cmap');
}

/** Places of the tags in WOFF2's list of known ones. */
const CMAP = 0, GLYF = 10, LOCA = 11, OTHER = 63;

function tableOfWoff2(file: Buffer): Buffer {
  let at = 48, offset = 0, found: [from: number, to: number] | undefined;
  const number = (): number => { // UIntBase128
    for (let value = 0; ;) { const b = file.readUInt8(at++); value = value * 128 + (b & 0x7f); if (b < 0x80) return value; }
  };
  for (let i = 0; i < file.readUInt16BE(12); i++) {
    const flags = file.readUInt8(at++), tag = flags & 0x3f, version = flags >> 6;
    if (tag === OTHER) at += 4;
    let length = number();
    // Outlines are transformed unless they say 3, all else only when it does not say 0; then a second length follows.
    if (tag === GLYF || tag === LOCA ? version !== 3 : version !== 0) length = number();
    if (tag === CMAP) found = [offset, offset + length];
    offset += length;
  }
  if (!found) throw new Error('The font has no cmap');
  return brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20))).subarray(...found);
}

function read(cmap: Buffer): Set<number> {
  const out = new Set<number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) {
      const twice = table.readUInt16BE(6);
      for (let s = 0; s < twice; s += 2) {
        const end = table.readUInt16BE(14 + s), start = table.readUInt16BE(16 + twice + s), delta = table.readUInt16BE(16 + 2 * twice + s);
        const place = 16 + 3 * twice + s, range = table.readUInt16BE(place);
        for (let code = start; code <= end && code !== 0xffff; code++) {
          const glyph = range === 0 ? code + delta : table.readUInt16BE(place + range + (code - start) * 2);
          if ((glyph & 0xffff) !== 0) out.add(code);
        }
      }
    } else if (format === 12) {
      for (let g = 0, p = 16; g < table.readUInt32BE(12); g++, p += 12) for (let code = table.readUInt32BE(p); code <= table.readUInt32BE(p + 4); code++) out.add(code);
    }
  }
  return out;
}
