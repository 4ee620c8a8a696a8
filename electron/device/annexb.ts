// Exports: AccessUnit, createSplitter, parseSps.
// H.264 byte streams (ITU-T H.264, Annex B and 7.3.2.1.1): cut into access units as decoders want them.

export interface AccessUnit {
  /** One picture with start codes; a key picture carries its parameter sets. */
  data: Uint8Array;
  key: boolean;
  /** Of the parameter set in force; pixels after cropping. */
  width: number;
  height: number;
}

export interface Splitter {
  push(chunk: Uint8Array): void;
  /**
   * Says that no byte came for a while: what is held is taken as a whole picture. Without it the last picture of a
   * screen at rest would wait for the next one, since only the next start code shows where a unit ends.
   */
  flush(): void;
  /** Times that bytes went on in the middle of a unit after `flush`: the caller should wait longer next time. */
  readonly torn: number;
  /** Bytes waiting for their end. */
  readonly held: number;
}

const SLICE = 1;
const IDR = 5;
const SEI = 6;
const SPS = 7;
const PPS = 8;
const AUD = 9;
/** A unit larger than this is no picture of a phone's screen. */
const MOST_BYTES = 32 * 2 ** 20;
const START = Uint8Array.of(0, 0, 0, 1);

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) { out.set(p, at); at += p.length; }
  return out;
}

/** @param on called for each whole picture; pictures before the first key picture are left out, nothing can decode them */
export function createSplitter(on: (unit: AccessUnit) => void): Splitter {
  /** Bytes since the last start code, that one included; empty until the first start code. */
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  /** Zero bytes just seen: start codes may be cut by chunks. */
  let zeros = 0;
  let inUnit = false;
  let skipping = false;
  let torn = 0;

  let sps: Uint8Array | undefined;
  let pps: Uint8Array[] = [];
  let size: { width: number; height: number } | undefined;
  let started = false;

  /** NAL units of the picture being gathered. */
  let picture: Uint8Array[] = [];
  let hasSlice = false;
  let isKey = false;

  const emit = (): void => {
    if (hasSlice && size && sps) {
      if (isKey) started = true;
      if (started) {
        const bare = picture.filter((n) => { const t = n[0]! & 31; return t !== AUD && !(isKey && (t === SPS || t === PPS)); });
        const nals = isKey ? [sps, ...pps, ...bare] : bare;
        on({ data: join(nals.flatMap((n) => [START, n])), key: isKey, ...size });
      }
    }
    picture = [];
    hasSlice = false;
    isKey = false;
  };

  const take = (nal: Uint8Array): void => {
    // Zero bytes in front of the next start code belong to that.
    let end = nal.length;
    while (end > 0 && nal[end - 1] === 0) end--;
    if (end === 0) return;
    const unit = nal.subarray(0, end);
    const type = unit[0]! & 31;
    if (type >= SLICE && type <= IDR) {
      // first_mb_in_slice is the first Exp-Golomb number of the slice header: one set bit means 0, a new picture.
      const first = ((unit[1] ?? 0) & 0x80) !== 0;
      if (hasSlice && first) emit();
      // The rest of a picture that `flush` gave away too early.
      if (!hasSlice && !first) { torn++; return; }
      hasSlice = true;
      if (type === IDR) isKey = true;
      picture.push(unit);
      return;
    }
    if (hasSlice && (type === AUD || type === SPS || type === PPS || type === SEI || (type >= 14 && type <= 18))) emit();
    if (type === SPS) {
      const parsed = parseSps(unit);
      if (parsed) { sps = unit.slice(); size = parsed; pps = []; }
    }
    if (type === PPS) pps = [...pps.filter((p) => p[1] !== unit[1] || p.length !== unit.length || !p.every((b, i) => b === unit[i])), unit.slice()].slice(-8);
    picture.push(unit);
  };

  const close = (): void => {
    if (inUnit && pendingBytes > 0 && !skipping) take(join(pending));
    pending = [];
    pendingBytes = 0;
  };
  const keep = (bytes: Uint8Array): void => {
    if (!inUnit || skipping || bytes.length === 0) return;
    pending.push(bytes);
    pendingBytes += bytes.length;
    if (pendingBytes > MOST_BYTES) { pending = []; pendingBytes = 0; skipping = true; }
  };

  /** True right after `flush`: the next byte decides whether the unit really was over. */
  let flushed = false;

  return {
    push(chunk) {
      if (chunk.length === 0) return;
      if (flushed) {
        flushed = false;
        // A new unit begins with a zero byte of its start code; anything else continues the one given away.
        if (chunk[0] !== 0) torn++;
      }
      let from = 0;
      for (let i = 0; i < chunk.length; i++) {
        const b = chunk[i]!;
        if (b === 0) { zeros++; continue; }
        if (b === 1 && zeros >= 2) {
          // The zeros may lie in earlier chunks; they are trimmed as trailing zeros of the unit.
          keep(chunk.subarray(from, Math.max(from, i)));
          close();
          inUnit = true;
          skipping = false;
          from = i + 1;
        }
        zeros = 0;
      }
      keep(chunk.subarray(from));
    },
    flush() {
      // No unit ends in a zero byte: this is the middle of a start code and more is on its way.
      if (zeros > 0 || !inUnit || pendingBytes === 0) return;
      close();
      // Parameter sets alone stay, for the picture that follows them.
      if (hasSlice) emit();
      inUnit = false;
      flushed = true;
    },
    get torn() { return torn; },
    get held() { return pendingBytes; },
  };
}

/** Size of the pictures a sequence parameter set announces. @param nal without start code; `undefined` when it cannot be read */
export function parseSps(nal: Uint8Array): { width: number; height: number } | undefined {
  // Emulation prevention: 00 00 03 stands for 00 00.
  const bytes: number[] = [];
  for (let i = 1; i < nal.length; i++) {
    if (nal[i] === 3 && nal[i - 1] === 0 && nal[i - 2] === 0 && i >= 3) continue;
    bytes.push(nal[i]!);
  }
  let at = 0;
  let over = false;
  const bit = (): number => {
    const byte = bytes[at >> 3];
    if (byte === undefined) { over = true; return 1; }
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const bits = (n: number): number => { let v = 0; for (let i = 0; i < n; i++) v = v * 2 + bit(); return v; };
  const ue = (): number => { let n = 0; while (bit() === 0) { if (++n > 31) { over = true; return 0; } } return 2 ** n - 1 + bits(n); };
  const se = (): number => { const k = ue(); return k % 2 ? (k + 1) / 2 : -k / 2; };

  const profile = bits(8);
  bits(16); // constraint flags, level
  ue(); // seq_parameter_set_id
  let chroma = 1;
  let separate = 0;
  if ([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135].includes(profile)) {
    chroma = ue();
    if (chroma === 3) separate = bit();
    ue(); ue(); bit(); // bit depths, transform bypass
    if (bit()) {
      for (let list = 0; list < (chroma === 3 ? 12 : 8); list++) {
        if (!bit()) continue;
        let last = 8;
        let next = 8;
        for (let j = 0; j < (list < 6 ? 16 : 64) && !over; j++) {
          if (next !== 0) next = (last + se() + 256) % 256;
          if (next !== 0) last = next;
        }
      }
    }
  }
  ue(); // log2_max_frame_num
  const order = ue();
  if (order === 0) ue();
  else if (order === 1) {
    bit(); se(); se();
    const cycle = ue();
    for (let i = 0; i < cycle && i < 256; i++) se();
  }
  ue(); bit(); // reference frames, gaps
  const mbWidth = ue() + 1;
  const mapHeight = ue() + 1;
  const frameOnly = bit();
  if (!frameOnly) bit();
  bit(); // direct_8x8_inference
  const crop = bit() ? { l: ue(), r: ue(), t: ue(), b: ue() } : { l: 0, r: 0, t: 0, b: 0 };
  if (over) return undefined;
  const array = separate ? 0 : chroma;
  const unitX = array === 1 || array === 2 ? 2 : 1;
  const unitY = (array === 1 ? 2 : 1) * (2 - frameOnly);
  const width = mbWidth * 16 - unitX * (crop.l + crop.r);
  const height = mapHeight * 16 * (2 - frameOnly) - unitY * (crop.t + crop.b);
  return width > 0 && height > 0 && width <= 16_384 && height <= 16_384 ? { width, height } : undefined;
}
