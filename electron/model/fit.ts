// Exports: memoryOf, fitOf, verdictOf, contextOf. Whether a model fits into memory, judged from its header before anything is loaded. Pure.

import type { Fit } from '../protocol/models.ts';
import type { GgufInfo } from './gguf.ts';

/** What the formula reads of a header; a catalogue entry has it too, before there is a file. */
export type Shape = Pick<GgufInfo, 'bytes' | 'layers' | 'kvHeads' | 'headDim' | 'valueDim'>;

/** Tokens of one prompt with its answer; more costs memory that most machines do not have. */
const CONTEXT = 8192;
/** Compute buffers and allocator slack beside weights and KV cache; measured 60–180 MiB on small models. */
const OVERHEAD = 200 * 2 ** 20;
/** An f16. */
const CELL = 2;
/** Above this share of what is free, other programs have to give way. */
const TIGHT = 0.85;

/** Tokens of the context a model is loaded with. */
export const contextOf = (trainedContext: number): number => Math.min(CONTEXT, trainedContext || CONTEXT);

/**
 * Bytes by part: the weights as the file has them, the KV cache (layers · context · kvHeads · (key + value) · 2 B, f16), and the overhead.
 * Layers that differ were counted as the largest, so it errs towards more.
 */
export function memoryOf(g: Shape, context: number): Pick<Fit, 'weights' | 'cache' | 'overhead' | 'need'> {
  const cache = g.layers * context * g.kvHeads * (g.headDim + g.valueDim) * CELL;
  return { weights: g.bytes, cache, overhead: OVERHEAD, need: g.bytes + cache + OVERHEAD };
}

export const verdictOf = (need: number, free: number): Fit['verdict'] => (need > free ? 'too-large' : need > free * TIGHT ? 'tight' : 'fits');

/** @param free bytes of memory a program may take now */
export function fitOf(g: Shape, context: number, free: number): Fit {
  const parts = memoryOf(g, context);
  return { ...parts, context, free, verdict: verdictOf(parts.need, free) };
}
