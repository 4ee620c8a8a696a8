// Exports: GgufInfo, inspectGguf, writeGguf, GgufValue, GgufTensor.
// The GGUF container (ggml's format document, version 3): little-endian, a header of typed key-values, a table of tensors, aligned data.
// The reader looks at the header only and tells whether the file is whole; the writer makes small files (F32, F16, Q8_0 tensors).

import type * as fs from 'node:fs/promises';
import { Failure } from '../protocol/faults.ts';
import { fileFault, openAtOnce } from '../base/files.ts';

export type GgufValue =
  | { type: 'uint32' | 'int32' | 'float32'; value: number }
  | { type: 'uint64'; value: bigint }
  | { type: 'bool'; value: boolean }
  | { type: 'string'; value: string }
  | { type: 'strings'; value: readonly string[] }
  | { type: 'floats'; value: readonly number[] }
  | { type: 'ints'; value: readonly number[] };

/** `shape` as ggml has it: fastest dimension first. Data is row after row. `as`: how it is stored, default F32; Q… need rows of a multiple of 32. */
export interface GgufTensor { name: string; shape: readonly number[]; data: Float32Array; as?: 'f32' | 'f16' | 'q8_0' | 'q5_0' | 'q4_0' }

export interface GgufInfo {
  version: number;
  architecture: string;
  name: string;
  layers: number;
  embedding: number;
  heads: number;
  kvHeads: number;
  /** Size of a key of one head. */
  headDim: number;
  /** Size of a value of one head; the same as a key's where the file does not say. */
  valueDim: number;
  trainedContext: number;
  vocabulary: number;
  chatTemplate?: string;
  /** Version of the pilot's format, for pilots only. */
  pilot?: number;
  tensors: number;
  /** Numbers in all tensors together. */
  parameters: number;
  /** llama.cpp's `general.file_type`, where the file names one. */
  fileType?: number;
  /** ggml type of the most parameters. */
  weightType: number;
  bytes: number;
  /** When the file was last changed, milliseconds since the epoch. */
  changed: number;
}

const KIND = { uint8: 0, int8: 1, uint16: 2, int16: 3, uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9, uint64: 10, int64: 11, float64: 12 } as const;
const WIDTH: Record<number, number> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

/** ggml type → [elements a block, bytes a block]. Types added after this table make the size check pass by. */
const BLOCK: Record<number, readonly [number, number]> = {
  0: [1, 4], 1: [1, 2], 2: [32, 18], 3: [32, 20], 6: [32, 22], 7: [32, 24], 8: [32, 34], 9: [32, 36], 10: [256, 84], 11: [256, 110], 12: [256, 144],
  13: [256, 176], 14: [256, 210], 15: [256, 292], 16: [256, 66], 17: [256, 74], 18: [256, 98], 19: [256, 50], 20: [32, 18], 21: [256, 110], 22: [256, 82],
  23: [256, 136], 24: [1, 1], 25: [1, 2], 26: [1, 4], 27: [1, 8], 28: [1, 8], 29: [256, 56], 30: [1, 2],
};

const ALIGN = 32;
const CHUNK = 4 * 2 ** 20;
/** No real header is larger; a foreign file with a lucky magic would otherwise be read to its end. */
const MAX_HEADER = 256 * 2 ** 20;

/** A list of lists of lists … costs 12 bytes a level; no real key has more than two. */
const MOST_NESTED = 4;
/** A template is text for one prompt; real ones reach 20 KB. */
const MOST_TEMPLATE = 256 * 2 ** 10;

/** llama.cpp has room for so many; one more is not an error there but the end of its process. */
const MOST_BLOCKS = 512;
/** Short lists of whole numbers say something of each layer and are kept; of other lists only the length is. */
const MOST_LAYERS = 4096;

class Truncated extends Error {}

/** One line of a foreign file, as it may be shown and kept: no control characters, at most 200 long. */
// oxlint-disable-next-line no-control-regex -- these are what a terminal obeys
const plain = (text: unknown): string => (typeof text === 'string' ? text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ').trim().slice(0, 200) : '');

/** Reads forward through the header, a chunk at a time. */
class Cursor {
  at = 0;
  #buffer = Buffer.alloc(0);
  #start = 0;
  readonly #file: fs.FileHandle;
  constructor(file: fs.FileHandle) { this.#file = file; }
  async take(n: number): Promise<Buffer> {
    if (this.at + n > MAX_HEADER) throw new RangeError('the header has no end');
    if (this.at + n > this.#start + this.#buffer.length) {
      const next = Buffer.alloc(Math.max(n, CHUNK));
      const { bytesRead } = await this.#file.read(next, 0, next.length, this.at);
      if (bytesRead < n) throw new Truncated();
      this.#buffer = next.subarray(0, bytesRead);
      this.#start = this.at;
    }
    const part = this.#buffer.subarray(this.at - this.#start, this.at - this.#start + n);
    this.at += n;
    return part;
  }
  async u32(): Promise<number> { return (await this.take(4)).readUInt32LE(); }
  async size(): Promise<number> {
    const n = (await this.take(8)).readBigUInt64LE();
    if (n > BigInt(2 ** 48)) throw new RangeError('a length beyond reason');
    return Number(n);
  }
  async string(): Promise<string> { return (await this.take(await this.size())).toString('utf8'); }
  async value(type: number, depth = 0): Promise<unknown> {
    switch (type) {
      case KIND.uint8: return (await this.take(1)).readUInt8();
      case KIND.uint16: return (await this.take(2)).readUInt16LE();
      case KIND.uint32: return await this.u32();
      case KIND.int32: return (await this.take(4)).readInt32LE();
      case KIND.uint64: case KIND.int64: return Number((await this.take(8)).readBigInt64LE());
      case KIND.float32: return (await this.take(4)).readFloatLE();
      case KIND.bool: return (await this.take(1))[0] !== 0;
      case KIND.string: return await this.string();
      case KIND.array: {
        const inner = await this.u32();
        const count = await this.size();
        if ((inner === KIND.int32 || inner === KIND.uint32) && count <= MOST_LAYERS) {
          const items: number[] = [];
          for (let i = 0; i < count; i++) items.push((await this.value(inner)) as number);
          return items;
        }
        if (inner === KIND.string) {
          let newline = false;
          for (let i = 0; i < count; i++) newline = (await this.string()) === '<0x0A>' || newline;
          return { count, newline };
        }
        if (inner === KIND.array) {
          if (depth >= MOST_NESTED) throw new RangeError('lists within lists without end');
          for (let i = 0; i < count; i++) await this.value(inner, depth + 1);
        }
        else {
          const width = WIDTH[inner];
          if (width === undefined) throw new RangeError(`value type ${inner}`);
          for (let left = count * width; left > 0; left -= CHUNK) await this.take(Math.min(left, CHUNK));
        }
        return count;
      }
      default: {
        const width = WIDTH[type];
        if (width === undefined) throw new RangeError(`value type ${type}`);
        await this.take(width);
        return undefined;
      }
    }
  }
}

/**
 * What the header says, after checking that the file is as long as its tensors need.
 * @throws Failure `model/file` (foreign, damaged, truncated), `file/not-found`, `file/unwritable`
 */
export async function inspectGguf(path: string): Promise<GgufInfo> {
  const bad = (detail: string): never => { throw new Failure({ kind: 'model/file', path, detail }); };
  const file = await openAtOnce(path).catch((e: unknown) => {
    const fault = fileFault(e, path);
    throw fault ? new Failure(fault.kind === 'file/unwritable' ? { kind: 'model/file', path, detail: fault.detail } : fault) : e;
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) bad(stat.isDirectory() ? 'It is a folder, not a file' : 'It is no ordinary file');
    const c = new Cursor(file);
    try {
      if ((await c.take(4)).toString('latin1') !== 'GGUF') bad('It does not begin as a GGUF file does');
      const version = await c.u32();
      if (version !== 2 && version !== 3) bad(`GGUF version ${version} is not known here (2 and 3 are)`);
      const tensors = await c.size();
      const pairs = await c.size();
      if (tensors > 1_000_000 || pairs > 1_000_000) bad('Its header is damaged');
      const meta = new Map<string, unknown>();
      for (let i = 0; i < pairs; i++) {
        const key = await c.string();
        meta.set(key, await c.value(await c.u32()));
      }
      const [part, parts] = [meta.get('split.no'), meta.get('split.count')];
      if (typeof parts === 'number' && parts > 1) bad(`It is part ${Number(part) + 1} of ${parts} of a split model. Join them with "llama-gguf-split --merge" and choose the whole file`);
      let dataEnd = 0;
      let sized = true;
      const ofType = new Map<number, number>();
      let attends = false;
      for (let i = 0; i < tensors; i++) {
        if (/^blk\.\d+\.attn_(q|k|qkv)\.weight$/.test(await c.string())) attends = true;
        const dims = await c.u32();
        if (dims > 8) bad('Its tensor table is damaged');
        let elements = 1;
        for (let d = 0; d < dims; d++) elements *= await c.size();
        const type = await c.u32();
        ofType.set(type, (ofType.get(type) ?? 0) + elements);
        const block = BLOCK[type];
        const offset = await c.size();
        if (block === undefined) sized = false;
        else dataEnd = Math.max(dataEnd, offset + Math.ceil(elements / block[0]) * block[1]);
      }
      const align = meta.get('general.alignment') ?? ALIGN;
      if (typeof align !== 'number' || align < 1 || align > 2 ** 20 || !Number.isInteger(Math.log2(align))) return bad('Its header is damaged (an alignment that is no power of two)');
      const need = Math.ceil(c.at / align) * align + dataEnd;
      if (sized && stat.size < need) bad(`It is cut short: ${stat.size} of ${need} bytes are there. Download it again`);
      if (tensors === 0) bad('It holds no weights');
      const architecture = plain(meta.get('general.architecture'));
      if (architecture === '') bad('It does not name its architecture');
      // Models whose layers differ give a list: its largest number errs towards more memory.
      const number = (key: string, otherwise: number): number => { const v = meta.get(`${architecture}.${key}`); return typeof v === 'number' ? v : Array.isArray(v) && v.length > 0 ? Math.max(...(v as number[])) : otherwise; };
      // What memory is judged by: a number beyond these would make the judgement nonsense, and no model has it.
      const bounded = (key: string, otherwise: number, most: number): number => {
        const n = number(key, otherwise);
        return Number.isInteger(n) && n >= 0 && n <= most ? n : bad(`Its metadata cannot be true: ${architecture.slice(0, 40)}.${key} is ${n}`);
      };
      const heads = bounded('attention.head_count', 1, 4096);
      const embedding = bounded('embedding_length', 0, 2 ** 20);
      const kvHeads = bounded('attention.head_count_kv', heads, 4096);
      // Tensors of no size end llama.cpp's process too.
      if (attends && (heads === 0 || kvHeads === 0)) bad('Its metadata cannot be true: there is attention without heads');
      const headDim = bounded('attention.key_length', heads > 0 ? Math.floor(embedding / heads) : 0, 2 ** 16);
      const vocabulary = meta.get('tokenizer.ggml.tokens') as { count: number; newline: boolean } | undefined;
      // Not an error in llama.cpp but the end of its process, and of the host with it.
      if (meta.get('tokenizer.ggml.model') === 'llama' && vocabulary?.newline === false) bad('Its vocabulary has no tokens for single bytes');
      const template = meta.get('tokenizer.chat_template');
      if (typeof template === 'string' && template.length > MOST_TEMPLATE) bad(`Its chat template is ${template.length} characters long`);
      const fileType = meta.get('general.file_type');
      return {
        version, architecture, tensors, heads, embedding,
        name: plain(meta.get('general.name')),
        layers: bounded('block_count', 0, MOST_BLOCKS),
        kvHeads,
        headDim,
        valueDim: bounded('attention.value_length', headDim, 2 ** 16),
        trainedContext: bounded('context_length', 0, 2 ** 30),
        vocabulary: vocabulary?.count ?? 0,
        parameters: [...ofType.values()].reduce((a, b) => a + b, 0),
        weightType: [...ofType].reduce((most, one) => (one[1] > most[1] ? one : most))[0],
        ...(typeof fileType === 'number' ? { fileType } : {}),
        ...(typeof template === 'string' ? { chatTemplate: template } : {}),
        ...(typeof meta.get('countersign.pilot') === 'number' ? { pilot: meta.get('countersign.pilot') as number } : {}),
        bytes: stat.size,
        changed: stat.mtimeMs,
      };
    } catch (e) {
      if (e instanceof Truncated) return bad('It ends within its header. Download it again');
      if (e instanceof RangeError) return bad(`Its header is damaged (${e.message})`);
      throw e;
    }
  } finally {
    await file.close();
  }
}

const STORED = { f32: 0, f16: 1, q4_0: 2, q5_0: 6, q8_0: 8 } as const;

/** IEEE half precision, rounded to nearest even. */
export function toHalf(value: number): number {
  const bits = new Uint32Array(new Float32Array([value]).buffer)[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) return sign | (((bits >>> 23) & 0xff) === 255 && fraction ? 0x7e00 : 0x7c00);
  if (exponent <= 0) {
    if (exponent < -10) return sign;
    const full = (fraction | 0x800000) >>> (1 - exponent);
    const half = full >>> 13;
    const rest = full & 0x1fff;
    return sign | (rest > 0x1000 || (rest === 0x1000 && half & 1) ? half + 1 : half);
  }
  const half = (exponent << 10) | (fraction >>> 13);
  const rest = fraction & 0x1fff;
  return sign | (rest > 0x1000 || (rest === 0x1000 && half & 1) ? half + 1 : half);
}

/**
 * A tensor's bytes. Blocks of 32 weights behind a half-precision scale, as ggml's reference quantisation makes them: Q8_0 signed bytes (scale: largest
 * magnitude / 127); Q5_0 and Q4_0 five and four bits from the weight of the largest magnitude, which becomes the lowest number.
 */
function bytesOf(t: GgufTensor): Buffer {
  const n = t.data.length;
  switch (t.as ?? 'f32') {
    case 'f32': return Buffer.from(t.data.buffer, t.data.byteOffset, t.data.byteLength);
    case 'q4_0': return nibbles(t, 4);
    case 'q5_0': return nibbles(t, 5);
    case 'f16': {
      const out = Buffer.alloc(n * 2);
      for (let i = 0; i < n; i++) out.writeUInt16LE(toHalf(t.data[i]!), i * 2);
      return out;
    }
    case 'q8_0': {
      inBlocks(t);
      const out = Buffer.alloc((n / 32) * 34);
      for (let b = 0; b < n / 32; b++) {
        let most = 0;
        for (let i = 0; i < 32; i++) most = Math.max(most, Math.abs(t.data[b * 32 + i]!));
        const scale = most / 127;
        out.writeUInt16LE(toHalf(scale), b * 34);
        for (let i = 0; i < 32; i++) out.writeInt8(scale === 0 ? 0 : Math.round(t.data[b * 32 + i]! / scale), b * 34 + 2 + i);
      }
      return out;
    }
  }
}

function inBlocks(t: GgufTensor): void {
  if ((t.shape[0] ?? 0) % 32 !== 0) throw new RangeError(`${t.name} has rows of ${t.shape[0]}, and blocks want a multiple of 32`);
}

/** Q4_0 and Q5_0: a nibble of each of two weights in a byte (j and j + 16), the fifth bits before them. */
function nibbles(t: GgufTensor, bits: 4 | 5): Buffer {
  inBlocks(t);
  const size = bits === 4 ? 18 : 22;
  const half = 2 ** (bits - 1);
  const out = Buffer.alloc((t.data.length / 32) * size);
  for (let b = 0; b < t.data.length / 32; b++) {
    const block = t.data.subarray(b * 32, b * 32 + 32);
    const most = block.reduce((m, x) => (Math.abs(x) > Math.abs(m) ? x : m), 0);
    const scale = most / -half;
    out.writeUInt16LE(toHalf(scale), b * size);
    const whole = Array.from(block, (x) => (scale === 0 ? half : Math.max(0, Math.min(2 * half - 1, Math.floor(x / scale + half + 0.5)))));
    let high = 0;
    for (let j = 0; j < 16; j++) {
      out.writeUInt8((whole[j]! & 15) | ((whole[j + 16]! & 15) << 4), b * size + size - 16 + j);
      if (bits === 5) high = (high | ((whole[j]! >> 4) << j) | ((whole[j + 16]! >> 4) << (j + 16))) >>> 0;
    }
    if (bits === 5) out.writeUInt32LE(high, b * size + 2);
  }
  return out;
}

/** A whole GGUF file (version 3). */
export function writeGguf(meta: readonly (readonly [key: string, value: GgufValue])[], tensors: readonly GgufTensor[]): Buffer {
  const parts: Buffer[] = [];
  const u32 = (n: number): Buffer => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b; };
  const i32 = (n: number): Buffer => { const b = Buffer.alloc(4); b.writeInt32LE(n); return b; };
  const f32 = (n: number): Buffer => { const b = Buffer.alloc(4); b.writeFloatLE(n); return b; };
  const u64 = (n: number | bigint): Buffer => { const b = Buffer.alloc(8); b.writeBigUInt64LE(BigInt(n)); return b; };
  const str = (s: string): Buffer => { const b = Buffer.from(s, 'utf8'); return Buffer.concat([u64(b.length), b]); };
  const array = (kind: number, items: readonly Buffer[]): Buffer => Buffer.concat([u32(KIND.array), u32(kind), u64(items.length), ...items]);
  const value = (v: GgufValue): Buffer => {
    switch (v.type) {
      case 'uint32': return Buffer.concat([u32(KIND.uint32), u32(v.value)]);
      case 'int32': return Buffer.concat([u32(KIND.int32), i32(v.value)]);
      case 'float32': return Buffer.concat([u32(KIND.float32), f32(v.value)]);
      case 'uint64': return Buffer.concat([u32(KIND.uint64), u64(v.value)]);
      case 'bool': return Buffer.concat([u32(KIND.bool), Buffer.from([v.value ? 1 : 0])]);
      case 'string': return Buffer.concat([u32(KIND.string), str(v.value)]);
      case 'strings': return array(KIND.string, v.value.map(str));
      case 'floats': return array(KIND.float32, v.value.map(f32));
      case 'ints': return array(KIND.int32, v.value.map(i32));
    }
  };
  parts.push(Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(meta.length));
  for (const [key, v] of meta) parts.push(str(key), value(v));
  let offset = 0;
  const padded = (n: number): number => Math.ceil(n / ALIGN) * ALIGN;
  const stored = tensors.map(bytesOf);
  tensors.forEach((t, i) => {
    parts.push(str(t.name), u32(t.shape.length), ...t.shape.map((n) => u64(n)), u32(STORED[t.as ?? 'f32']), u64(offset));
    offset += padded(stored[i]!.length);
  });
  const head = Buffer.concat(parts);
  const body = stored.map((data) => Buffer.concat([data, Buffer.alloc(padded(data.length) - data.length)]));
  return Buffer.concat([head, Buffer.alloc(padded(head.length) - head.length), ...body]);
}
