// Exports: createImages, Images. Pictures of the screen by content, kept in memory while they are fresh.

import { sha256 } from '../base/files.ts';

export interface Images {
  /** @returns the picture's id: a hash of its bytes, ending in `.png` */
  put(png: Uint8Array): string;
  get(id: string): Uint8Array | undefined;
}

/** @param maxBytes the oldest pictures go when the sum is larger */
export function createImages(maxBytes = 96 * 2 ** 20): Images {
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  return {
    put(png) {
      const id = `${sha256(png).slice(0, 32)}.png`;
      const known = kept.get(id);
      kept.delete(id);
      kept.set(id, known ?? png);
      if (known === undefined) bytes += png.byteLength;
      for (const [old, data] of kept) {
        if (bytes <= maxBytes || old === id) break;
        kept.delete(old);
        bytes -= data.byteLength;
      }
      return id;
    },
    get: (id) => kept.get(id),
  };
}
