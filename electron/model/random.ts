// Exports: randomLlama. A llama-architecture GGUF with random weights: says nothing sensible, but is loaded, evaluated and held
// by a grammar exactly as a real model is. For tests, and for trying the model path where nothing can be downloaded.

import { writeGguf, type GgufTensor, type GgufValue } from './gguf.ts';

/** Deterministic uniform numbers in [0, 1) (mulberry32). */
function randomOf(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param chatTemplate Jinja text, as instruct models carry it; leave out for a plain model
 * @param special words of the vocabulary that stand for one token each (`<|im_start|>`), after unk, bos, eos and the 256 bytes
 * @param addBos whether the tokenizer puts `<s>` before every text
 * @returns the bytes of the file (about 470 KB at the default size)
 */
export function randomLlama(o: { seed: number; context?: number; layers?: number; width?: number; name?: string; chatTemplate?: string; special?: readonly string[]; addBos?: boolean }): Buffer {
  const { seed, context = 4096, layers = 2, width = 64, name = 'random' } = o;
  const random = randomOf(seed);
  const heads = 4;
  const ff = width * 2;
  // Byte-level SentencePiece vocabulary: unk, bos, eos, then the 256 bytes; every text is tokens.
  const tokens = ['<unk>', '<s>', '</s>', ...Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`), ...(o.special ?? [])];
  const types = tokens.map((_, i) => (i === 0 ? 2 : i < 3 || i >= 259 ? 3 : 6));
  const matrix = (label: string, columns: number, rows: number): GgufTensor => {
    const scale = 1 / Math.sqrt(columns);
    return { name: label, shape: [columns, rows], data: Float32Array.from({ length: columns * rows }, () => (random() * 2 - 1) * scale) };
  };
  const ones = (label: string): GgufTensor => ({ name: label, shape: [width], data: new Float32Array(width).fill(1) });
  const u32 = (value: number): GgufValue => ({ type: 'uint32', value });
  return writeGguf([
    ['general.architecture', { type: 'string', value: 'llama' }],
    ['general.name', { type: 'string', value: name }],
    ['llama.context_length', u32(context)],
    ['llama.embedding_length', u32(width)],
    ['llama.block_count', u32(layers)],
    ['llama.feed_forward_length', u32(ff)],
    ['llama.attention.head_count', u32(heads)],
    ['llama.attention.head_count_kv', u32(heads)],
    ['llama.rope.dimension_count', u32(width / heads)],
    ['llama.attention.layer_norm_rms_epsilon', { type: 'float32', value: 1e-5 }],
    ['tokenizer.ggml.model', { type: 'string', value: 'llama' }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: tokens }],
    ['tokenizer.ggml.scores', { type: 'floats', value: tokens.map(() => 0) }],
    ['tokenizer.ggml.token_type', { type: 'ints', value: types }],
    ['tokenizer.ggml.bos_token_id', u32(1)],
    ['tokenizer.ggml.eos_token_id', u32(2)],
    ['tokenizer.ggml.unknown_token_id', u32(0)],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: false }],
    ...(o.addBos === undefined ? [] : [['tokenizer.ggml.add_bos_token', { type: 'bool', value: o.addBos }] as const]),
    ...(o.chatTemplate === undefined ? [] : [['tokenizer.chat_template', { type: 'string', value: o.chatTemplate }] as const]),
  ], [
    matrix('token_embd.weight', width, tokens.length),
    ...Array.from({ length: layers }, (_, i) => [
      ones(`blk.${i}.attn_norm.weight`),
      matrix(`blk.${i}.attn_q.weight`, width, width), matrix(`blk.${i}.attn_k.weight`, width, width),
      matrix(`blk.${i}.attn_v.weight`, width, width), matrix(`blk.${i}.attn_output.weight`, width, width),
      ones(`blk.${i}.ffn_norm.weight`),
      matrix(`blk.${i}.ffn_gate.weight`, width, ff), matrix(`blk.${i}.ffn_up.weight`, width, ff), matrix(`blk.${i}.ffn_down.weight`, ff, width),
    ]).flat(),
    ones('output_norm.weight'),
    matrix('output.weight', width, tokens.length),
  ]);
}
