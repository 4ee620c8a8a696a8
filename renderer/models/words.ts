// Exports: bytes, count, factsLine, FIT_WORDS. Figures of models in words.

import type { Fit } from '../../electron/protocol/models.ts';

/** `469 MiB`, `1.7 GiB`. */
export const bytes = (n: number): string => (n < 2 ** 20 ? `${Math.ceil(n / 1024)} KiB` : n < 2 ** 30 ? `${Math.round(n / 2 ** 20)} MiB` : `${(n / 2 ** 30).toFixed(1)} GiB`);

/** `494M`, `1.7B`. */
export const count = (n: number): string => (n < 1e6 ? `${Math.round(n / 1e3)}K` : n < 1e9 ? `${Math.round(n / 1e6)}M` : `${(n / 1e9).toFixed(1)}B`);

/** What two lists say of a model, in the same order. Zero and '' are not known and left out. */
export const factsLine = (m: { parameters: number; quantisation: string; bytes: number; context: number; template: string }): string => [
  m.parameters > 0 ? `${count(m.parameters)} parameters` : '', m.quantisation, m.bytes > 0 ? bytes(m.bytes) : '', m.context > 0 ? `context ${m.context.toLocaleString('en')}` : '', m.template === '' ? 'no chat template' : `${m.template} template`,
].filter((p) => p !== '').join(' · ');

export const FIT_WORDS: Record<Fit['verdict'], string> = { fits: 'Fits', tight: 'Fits, tightly', 'too-large': 'Too large' };
