// Exports: H264Writer, scaleFrame. H.264 without a codec: what changed goes out uncompressed, what did not is skipped.
// ITU-T H.264: Constrained Baseline; changed macroblocks I_PCM (7.3.5), unchanged ones P_Skip with zero motion, no
// deblocking, picture order = decoding order. Lossless in YUV; the bandwidth is meant for loopback only.

import type { Buffer as Bytes } from 'node:buffer';

/** Level 5.1: large enough in macroblocks for any phone screen up to 36,864 of them. */
const LEVEL = 51;
const MB_TYPE_I_PCM = 25;
/** In a P slice the intra types come after the five inter types. */
const MB_TYPE_I_PCM_IN_P = 30;

/** Bits of a NAL unit, with emulation prevention (7.4.1.1) done while writing. */
class BitWriter {
  private out: Bytes;
  private at = 0;
  private zeros = 0;
  private acc = 0;
  private count = 0;

  constructor(capacity: number) {
    this.out = Buffer.allocUnsafe(capacity);
  }

  private byte(b: number): void {
    if (this.at + 2 > this.out.length) this.out = Buffer.concat([this.out], this.out.length * 2);
    if (this.zeros >= 2 && b <= 3) {
      this.out[this.at++] = 3;
      this.zeros = 0;
    }
    this.out[this.at++] = b;
    this.zeros = b === 0 ? this.zeros + 1 : 0;
  }

  startCode(header: number): void {
    for (const b of [0, 0, 0, 1, header]) this.out[this.at++] = b;
    this.zeros = 0;
  }

  bit(b: number): void {
    this.acc = (this.acc << 1) | b;
    if (++this.count === 8) {
      this.byte(this.acc);
      this.acc = 0;
      this.count = 0;
    }
  }

  bits(value: number, n: number): void {
    for (let i = n - 1; i >= 0; i--) this.bit((value >>> i) & 1);
  }

  /** Exp-Golomb, unsigned (9.1). */
  ue(value: number): void {
    const v = value + 1;
    const n = 32 - Math.clz32(v);
    this.bits(0, n - 1);
    this.bits(v, n);
  }

  se(value: number): void {
    this.ue(value > 0 ? value * 2 - 1 : -value * 2);
  }

  alignZero(): void {
    while (this.count !== 0) this.bit(0);
  }

  /** 384 samples of a macroblock, byte aligned. Limited range has no sample below 16, so nothing needs escaping. */
  raw(samples: Uint8Array): void {
    if (this.at + samples.length + 16 > this.out.length) this.out = Buffer.concat([this.out], this.out.length * 2 + samples.length);
    // The first sample still ends a possible run of zeros that the header left; it is never ≤ 3.
    this.out.set(samples, this.at);
    this.at += samples.length;
    this.zeros = 0;
  }

  trailing(): void {
    this.bit(1);
    this.alignZero();
  }

  take(): Bytes {
    return this.out.subarray(0, this.at);
  }
}

/** One stream: constant size; a new size needs a new writer. */
export class H264Writer {
  readonly width: number;
  readonly height: number;
  private readonly mbWidth: number;
  private readonly mbHeight: number;
  /** The picture that the decoder has; a copy. */
  private readonly last: Bytes;
  /** Bytes a row. */
  private readonly stride: number;
  private fresh = true;
  private frameNumber = 0;
  private idr = 0;
  private readonly samples = new Uint8Array(384);

  /** Sizes in pixels; both must be even (4:2:0). */
  constructor(width: number, height: number) {
    this.width = width & ~1;
    this.height = height & ~1;
    this.mbWidth = (this.width + 15) >> 4;
    this.mbHeight = (this.height + 15) >> 4;
    this.stride = this.width * 4;
    this.last = Buffer.alloc(this.stride * this.height);
  }

  /** RFC 6381 name for a decoder. */
  get codec(): string {
    return `avc1.42C0${LEVEL.toString(16)}`;
  }

  private sps(): Bytes {
    const w = new BitWriter(64);
    w.startCode(0x67);
    w.bits(66, 8);
    w.bits(0b11000000, 8);
    w.bits(LEVEL, 8);
    w.ue(0);
    w.ue(4); // log2_max_frame_num: 8 bits
    w.ue(2); // picture order is decoding order: a decoder need hold nothing back
    w.ue(1); // one reference frame
    w.bit(0);
    w.ue(this.mbWidth - 1);
    w.ue(this.mbHeight - 1);
    w.bit(1);
    w.bit(1);
    const right = (this.mbWidth * 16 - this.width) >> 1;
    const bottom = (this.mbHeight * 16 - this.height) >> 1;
    if (right + bottom > 0) {
      w.bit(1);
      w.ue(0); w.ue(right); w.ue(0); w.ue(bottom);
    } else w.bit(0);
    w.bit(1); // VUI: colours and "no reordering"
    w.bit(0); // aspect ratio
    w.bit(0); // overscan
    w.bit(1); // video signal type
    w.bits(5, 3);
    w.bit(0); // limited range
    w.bit(1);
    w.bits(1, 8); // primaries: those of sRGB
    w.bits(13, 8); // transfer: sRGB
    w.bits(6, 8); // matrix: BT.601
    w.bit(0); // chroma location
    w.bit(0); // timing
    w.bit(0); w.bit(0); // HRD
    w.bit(0); // pic_struct
    w.bit(1); // bitstream restriction
    w.bit(1);
    w.ue(0); w.ue(0); w.ue(16); w.ue(16);
    w.ue(0); // no frame is reordered
    w.ue(1); // one frame is buffered
    w.trailing();
    return w.take();
  }

  private pps(): Bytes {
    const w = new BitWriter(32);
    w.startCode(0x68);
    w.ue(0); w.ue(0);
    w.bit(0); // CAVLC
    w.bit(0);
    w.ue(0); // one slice group
    w.ue(0); w.ue(0);
    w.bit(0); w.bits(0, 2);
    w.se(0); w.se(0); w.se(0);
    w.bit(1); // deblocking is switched off in the slice
    w.bit(0);
    w.bit(0);
    w.trailing();
    return w.take();
  }

  /** Starts the next picture as a key frame. */
  restart(): void {
    this.fresh = true;
  }

  /**
   * One Annex-B access unit of a picture of `width` × `height`; `null` when nothing changed.
   * An access unit ends with the delimiter of the next one, so that a reader of the bare stream sees its end at once
   * instead of with the next picture.
   */
  encode(data: Uint8Array): { key: boolean; data: Bytes } | null {
    const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const key = this.fresh;
    const changed = key ? null : this.changes(pixels);
    if (key) pixels.copy(this.last);
    if (changed?.count === 0) return null;
    const total = this.mbWidth * this.mbHeight;
    const w = new BitWriter((changed?.count ?? total) * 400 + 256);
    if (key) this.frameNumber = 0;
    w.startCode(key ? 0x65 : 0x41);
    w.ue(0);
    w.ue(key ? 7 : 5);
    w.ue(0);
    w.bits(this.frameNumber & 0xff, 8);
    if (key) w.ue(this.idr++ & 1);
    else { w.bit(0); w.bit(0); }
    if (key) { w.bit(0); w.bit(0); } else w.bit(0);
    w.se(0);
    w.ue(1);
    let skipped = 0;
    for (let mb = 0; mb < total; mb++) {
      if (changed && changed.map[mb] === 0) { skipped++; continue; }
      if (!key) { w.ue(skipped); skipped = 0; }
      w.ue(key ? MB_TYPE_I_PCM : MB_TYPE_I_PCM_IN_P);
      w.alignZero();
      this.convert(pixels, mb % this.mbWidth, Math.floor(mb / this.mbWidth));
      w.raw(this.samples);
    }
    if (skipped > 0) w.ue(skipped);
    w.trailing();
    this.frameNumber++;
    this.fresh = false;
    const delimiter = Buffer.from([0, 0, 0, 1, 9, 0xf0]);
    const slice = w.take();
    return { key, data: key ? Buffer.concat([...(this.idr === 1 ? [delimiter] : []), this.sps(), this.pps(), slice, delimiter]) : Buffer.concat([slice, delimiter]) };
  }

  /** Which macroblocks differ from the last picture; takes their rows over into it. */
  private changes(now: Bytes): { map: Uint8Array; count: number } {
    const { last, stride } = this;
    const map = new Uint8Array(this.mbWidth * this.mbHeight);
    let count = 0;
    for (let my = 0; my < this.mbHeight; my++) {
      const top = my * 16;
      const bottom = Math.min(top + 16, this.height);
      if (now.compare(last, top * stride, bottom * stride, top * stride, bottom * stride) === 0) continue;
      for (let y = top; y < bottom; y++) {
        const row = y * stride;
        if (now.compare(last, row, row + stride, row, row + stride) === 0) continue;
        for (let mx = 0; mx < this.mbWidth; mx++) {
          const at = my * this.mbWidth + mx;
          if (map[at] !== 0) continue;
          const from = row + mx * 64;
          const to = Math.min(from + 64, row + stride);
          if (now.compare(last, from, to, from, to) !== 0) {
            map[at] = 1;
            count++;
          }
        }
      }
      now.copy(last, top * stride, top * stride, bottom * stride);
    }
    return { map, count };
  }

  /** RGB → BT.601 limited range into `samples`: 256 Y, 64 Cb, 64 Cr. Beyond the edge the last pixel repeats. */
  private convert(p: Bytes, mx: number, my: number): void {
    const { stride } = this;
    const s = this.samples;
    const x0 = mx * 16;
    const y0 = my * 16;
    for (let by = 0; by < 16; by += 2) {
      const ya = Math.min(y0 + by, this.height - 1) * stride;
      const yb = Math.min(y0 + by + 1, this.height - 1) * stride;
      for (let bx = 0; bx < 16; bx += 2) {
        const xa = Math.min(x0 + bx, this.width - 1) * 4;
        const xb = Math.min(x0 + bx + 1, this.width - 1) * 4;
        let r = 0;
        let g = 0;
        let b = 0;
        for (let k = 0; k < 4; k++) {
          const at = (k < 2 ? ya : yb) + ((k & 1) === 0 ? xa : xb);
          const pr = p[at] as number;
          const pg = p[at + 1] as number;
          const pb = p[at + 2] as number;
          r += pr;
          g += pg;
          b += pb;
          s[(by + (k >> 1)) * 16 + bx + (k & 1)] = ((66 * pr + 129 * pg + 25 * pb + 128) >> 8) + 16;
        }
        const at = (by >> 1) * 8 + (bx >> 1);
        s[256 + at] = ((-38 * r - 74 * g + 112 * b + 512) >> 10) + 128;
        s[320 + at] = ((112 * r - 94 * g - 18 * b + 512) >> 10) + 128;
      }
    }
  }
}

/** Nearest-neighbour scaling into `width`×`height`, the picture's shape kept, black around it, as screenrecord does. */
export function scaleFrame(frame: { width: number; height: number; data: Uint8Array }, width: number, height: number): Buffer {
  const out = Buffer.alloc(width * height * 4);
  const to = new Uint32Array(out.buffer, out.byteOffset, width * height);
  to.fill(0xff000000);
  const from = new Uint32Array(frame.data.buffer.slice(frame.data.byteOffset, frame.data.byteOffset + frame.data.byteLength));
  const scale = Math.min(width / frame.width, height / frame.height);
  const w = Math.max(1, Math.floor(frame.width * scale));
  const h = Math.max(1, Math.floor(frame.height * scale));
  const left = (width - w) >> 1;
  const top = (height - h) >> 1;
  const columns = Uint32Array.from({ length: w }, (_, x) => Math.min(frame.width - 1, Math.floor((x + 0.5) / scale)));
  for (let y = 0; y < h; y++) {
    const row = Math.min(frame.height - 1, Math.floor((y + 0.5) / scale)) * frame.width;
    const at = (top + y) * width + left;
    for (let x = 0; x < w; x++) to[at + x] = from[row + (columns[x] as number)] as number;
  }
  return out;
}
