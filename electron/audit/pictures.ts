// Exports: redactPicture, fillBoxes. Pictures of an episode as others may see them: what was known to be personal when they were taken is filled with one colour.

import { decodePng, encodePng } from '../base/png.ts';
import type { Bounds } from '../protocol/screen.ts';
import { readHidden } from '../trajectory/reader.ts';

/** Neither a colour of an app nor transparent: seen at once to be ours. */
const FILL = Buffer.from([0x40, 0x40, 0x48, 0xff]);

/**
 * Fills boxes in an RGBA picture, in place.
 * @param size of the screen that the boxes are measured on; the picture may be a scaled one
 * @returns false when the picture is not of that screen (turned meanwhile): then the boxes mean nothing on it
 */
export function fillBoxes(picture: { width: number; height: number; data: Buffer }, size: readonly [number, number], boxes: readonly Bounds[]): boolean {
  const { width, height, data } = picture;
  const [sx, sy] = [width / size[0], height / size[1]];
  // A scaled picture is rounded by less than a pixel on either side.
  if (Math.abs(sx - sy) * Math.max(size[0], size[1]) > 2) return false;
  for (const [l, t, r, b] of boxes) {
    const [from, to] = [Math.max(0, Math.floor(l * sx)), Math.min(width, Math.ceil(r * sx))];
    for (let y = Math.max(0, Math.floor(t * sy)); y < Math.min(height, Math.ceil(b * sy)); y++) if (to > from) data.fill(FILL, (y * width + from) * 4, (y * width + to) * 4);
  }
  return true;
}

/**
 * @param folder of the episode
 * @returns the picture itself when nothing in it has to be hidden; undefined when nobody can say what it shows, or it is no picture that can be changed
 * @throws Failure `file/*`
 */
export async function redactPicture(folder: string, name: string, png: Uint8Array): Promise<Uint8Array | undefined> {
  const hidden = await readHidden(folder, name);
  if (!hidden) return undefined;
  const picture = decodePng(png);
  if (!picture || !fillBoxes(picture, hidden.size, hidden.boxes)) return undefined;
  return hidden.boxes.length === 0 ? png : await encodePng(picture);
}
