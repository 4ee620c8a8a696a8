// `node electron/bench/pilot/export.ts DATA WEIGHTS FILE.gguf [--as q8_0|q5_0|q4_0|f16|f32] [--name NAME]`: what train.py wrote, as a GGUF file of the llama architecture. Its
// token table is the pilot's vocabulary, so the file is all that is needed to use it.

import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { readBytes, readText, writeAtomic } from '../../base/files.ts';
import { BYTES } from '../../model/pilot/tokens.ts';
import { writeGguf, type GgufTensor, type GgufValue } from '../../model/gguf.ts';

export interface Weights { tensors: { name: string; shape: number[] }[]; width: number; layers: number; heads: number; ff: number }

/** @param control how many tokens of the table are structure */
export function pilotGguf(o: { weights: Weights; data: Float32Array; tokens: readonly string[]; control: number; as: NonNullable<GgufTensor['as']>; name: string }): Buffer {
  const { weights: w } = o;
  const tokens = [...o.tokens, ...BYTES];
  let at = 0;
  const tensors = w.tensors.map(({ name, shape }): GgufTensor => {
    const n = shape.reduce((a, b) => a * b, 1);
    const rows = shape[0] === o.tokens.length ? [shape[0] + BYTES.length, ...shape.slice(1)] : shape;
    const data = new Float32Array(rows.reduce((a, b) => a * b, 1));
    data.set(o.data.subarray(at, at + n));
    at += n;
    // ggml names the fastest dimension first. Norms stay exact: they are small and llama.cpp wants them so.
    return { name, shape: rows.toReversed(), data, as: shape.length === 1 ? 'f32' : o.as };
  });
  const u32 = (value: number): GgufValue => ({ type: 'uint32', value });
  return writeGguf([
    ['general.architecture', { type: 'string', value: 'llama' }],
    ['general.name', { type: 'string', value: o.name }],
    ['countersign.pilot', u32(1)],
    ['llama.context_length', u32(2048)],
    ['llama.embedding_length', u32(w.width)],
    ['llama.block_count', u32(w.layers)],
    ['llama.feed_forward_length', u32(w.ff)],
    ['llama.attention.head_count', u32(w.heads)],
    ['llama.attention.head_count_kv', u32(w.heads)],
    ['llama.rope.dimension_count', u32(w.width / w.heads)],
    ['llama.attention.layer_norm_rms_epsilon', { type: 'float32', value: 1e-5 }],
    ['tokenizer.ggml.model', { type: 'string', value: 'llama' }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: tokens }],
    ['tokenizer.ggml.scores', { type: 'floats', value: tokens.map(() => 0) }],
    ['tokenizer.ggml.token_type', { type: 'ints', value: tokens.map((_, i) => (i === 0 ? 2 : i < o.control ? 3 : i < o.tokens.length ? 1 : 6)) }],
    ['tokenizer.ggml.bos_token_id', u32(1)],
    ['tokenizer.ggml.eos_token_id', u32(2)],
    ['tokenizer.ggml.unknown_token_id', u32(0)],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: false }],
  ], tensors);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { as: { type: 'string', default: 'q8_0' }, name: { type: 'string', default: 'Countersign pilot' } } });
  const [data, folder, file] = positionals;
  if (data === undefined || folder === undefined || file === undefined) throw new TypeError('Name the data folder, the folder of the weights, and the file to write');
  const { tokens, control } = JSON.parse(await readText(path.join(data, 'vocabulary.json'))) as { tokens: string[]; control: number };
  const raw = await readBytes(path.join(folder, 'weights.bin'));
  await writeAtomic(file, pilotGguf({
    weights: JSON.parse(await readText(path.join(folder, 'weights.json'))) as Weights, data: new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength)),
    tokens, control, as: values.as as 'q8_0', name: values.name,
  }));
}
