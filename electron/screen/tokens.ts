// Exports: estimateTokens.

/**
 * Tokens of screen text, estimated without a tokenizer, as a present-day large vocabulary (o200k) would count.
 * Words up to a usual length are one token, longer ones gain one per six letters; digits go in threes; CJK runs about
 * 1.2 characters a token; a run of marks is one token per 2–3 of them, and the `<` of a tag joins its name. Calibrated on screen text of real dumps.
 */
export function estimateTokens(text: string): number {
  let n = 0;
  for (const m of text.matchAll(/ ?([A-Za-z]+)|( ?\d+)|([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+)|( ?\p{L}[\p{L}\p{M}]*)|(\s+)|([^\s\p{L}\p{N}]+)/gu)) {
    const length = m[0].length;
    if (m[1] !== undefined) n += m[1].length <= 7 ? 1 : 1 + (m[1].length - 7) / 6;
    else if (m[2] !== undefined) n += Math.ceil(m[2].trim().length / 3);
    else if (m[3] !== undefined) n += length / 1.2;
    else if (m[4] !== undefined) n += 1 + Math.max(0, length - 4) / 3;
    else if (m[5] !== undefined) n += length > 1 ? 1 : 0;
    else n += m[0] === '<' ? 0.3 : Math.max(1, length / 2.5);
  }
  return Math.round(n);
}
