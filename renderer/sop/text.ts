// Exports: Shape, readShape, toEditor, toDisk, lineStarts, placeOf. A file's text and the editor's text (always LF, no byte order mark).
// The host counts offsets in the editor's text, so both sides agree to the character; the file's own line ends come back on saving.

/** What the editor's text leaves out of a file. */
export interface Shape { bom: boolean; eol: '\n' | '\r\n' }

/** A file with mixed line ends keeps the more frequent kind. */
export function readShape(file: string): Shape {
  const all = file.split('\n').length - 1;
  const crlf = file.split('\r\n').length - 1;
  return { bom: file.startsWith('\uFEFF'), eol: crlf > all - crlf ? '\r\n' : '\n' };
}

export const toEditor = (file: string): string => file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

export const toDisk = (text: string, shape: Shape): string =>
  (shape.bom ? '\uFEFF' : '') + (shape.eol === '\r\n' ? text.replace(/\n/g, '\r\n') : text);

/** Offset of the first character of each line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

/** Line and column of an offset, both counted from 1. Offsets outside the text are moved to its ends. */
export function placeOf(starts: readonly number[], length: number, offset: number): { line: number; column: number } {
  const at = Math.max(0, Math.min(length, offset));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle; else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
}
