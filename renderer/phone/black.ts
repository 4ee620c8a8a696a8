// Exports: mostlyBlack. Whether a picture shows nothing, as protected screens and screens that are off do.

const W = 8;
const H = 16;
let small: CanvasRenderingContext2D | null | undefined;

/** True when nine tenths of a grid of points are black; the system bars of a protected screen may still be drawn. */
export function mostlyBlack(picture: HTMLCanvasElement): boolean {
  small ??= Object.assign(document.createElement('canvas'), { width: W, height: H }).getContext('2d', { willReadFrequently: true });
  if (!small || picture.width === 0) return false;
  small.drawImage(picture, 0, 0, W, H);
  const { data } = small.getImageData(0, 0, W, H);
  let black = 0;
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) < 8 && (data[i + 1] ?? 0) < 8 && (data[i + 2] ?? 0) < 8) black++;
  return black >= W * H * 0.9;
}
