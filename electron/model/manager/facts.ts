// Exports: factsOf, templateFamily. What a GGUF header says, in the words its makers use.

import { GgmlType, GgufFileType } from 'node-llama-cpp';
import type { ModelFacts } from '../../protocol/models.ts';
import { contextOf, fitOf } from '../fit.ts';
import type { GgufInfo } from '../gguf.ts';

/** By the words that only this family's templates have; the more telling ones first. */
const FAMILIES: readonly (readonly [family: string, words: RegExp])[] = [
  ['ChatML', /<\|im_start\|>/],
  ['Llama 3', /<\|start_header_id\|>/],
  ['Gemma', /<start_of_turn>/],
  ['Phi 3', /<\|user\|>[\s\S]*<\|end\|>/],
  ['Mistral', /\[INST\]/],
];

/** @returns `own` for a template of no known family, '' for none */
export const templateFamily = (template: string | undefined): string =>
  template === undefined || template.trim() === '' ? '' : (FAMILIES.find(([, words]) => words.test(template))?.[0] ?? 'own');

/** `MOSTLY_Q4_K_M` → `Q4_K_M`; where the file does not say, the type of most of its numbers. */
const quantisationOf = (g: GgufInfo): string =>
  (g.fileType === undefined ? undefined : GgufFileType[g.fileType]?.replace(/^(ALL|MOSTLY)_/, '')) ?? GgmlType[g.weightType] ?? `type ${g.weightType}`;

/** @param freeMemory bytes a program may take now */
export function factsOf(g: GgufInfo, freeMemory: number): ModelFacts {
  return {
    architecture: g.architecture, name: g.name, parameters: g.parameters, quantisation: quantisationOf(g),
    context: g.trainedContext, template: templateFamily(g.chatTemplate), bytes: g.bytes, fit: fitOf(g, contextOf(g.trainedContext), freeMemory),
  };
}
