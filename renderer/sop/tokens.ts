// Exports: LEGEND, encodeTokens. The host's colours as the editor takes them: five numbers per token, relative to the token before.

import type { SemanticToken } from '../../electron/protocol/sop.ts';
import { lineStarts, placeOf } from './text.ts';

export const LEGEND = ['verb', 'uiText', 'selector', 'parameter', 'secret', 'class', 'clause', 'freeStep', 'number'] as const satisfies readonly SemanticToken['kind'][];

/**
 * @param tokens sorted, without overlaps; one that spans lines is cut at each line's end, as tokens must not
 * @returns [lines down, characters right, length, index in LEGEND, 0] per token
 */
export function encodeTokens(text: string, tokens: readonly SemanticToken[]): Uint32Array {
  const starts = lineStarts(text);
  const out: number[] = [];
  let lastLine = 1;
  let lastColumn = 1;
  for (const token of tokens) {
    const end = Math.min(token.span.end, text.length);
    for (let from = Math.max(0, token.span.start); from < end;) {
      const { line, column } = placeOf(starts, text.length, from);
      const lineEnd = (starts[line] ?? text.length + 1) - 1;
      const length = Math.min(end, lineEnd) - from;
      if (length > 0) {
        out.push(line - lastLine, line === lastLine ? column - lastColumn : column - 1, length, LEGEND.indexOf(token.kind), 0);
        lastLine = line;
        lastColumn = column;
      }
      from = Math.min(end, lineEnd) + 1;
    }
  }
  return Uint32Array.from(out);
}
