// Exports: opensSuggestions, insertion. What typing and inserting do at the cursor.

/** Characters after which suggestions may open by themselves. */
export const TRIGGERS = ['"', '“', '「', '{', '`', '-', '@', ' ', ':', '：'] as const;

/**
 * Whether a just typed trigger character opens the suggestions. A space does only where a clause, step or class begins;
 * a hyphen only at the beginning of a list item; a brace only as the second of two.
 * @param before the line up to the cursor, with the character
 */
export function opensSuggestions(before: string, typed: string): boolean {
  switch (typed) {
    case ' ': return /^\s*(?:[-*+]|\d+[.)、])\s$/.test(before) || /[:：,，]\s$/.test(before) || /(?:["”」`]|\}\})\s$/.test(before);
    case '-': return /^\s*-$/.test(before);
    case '{': return before.endsWith('{{');
    case ':': case '：': return /^\s*(?:[-*+]\s|\w)/.test(before);
    default: return true;
  }
}

/**
 * The text to put at the cursor for a quoted label: without its quotes where the cursor already stands between some.
 * @param before the line before the cursor @param after the line behind it
 */
export function insertion(before: string, after: string, text: string): string {
  const quoted = /^(["`])([\s\S]*)\1$/.exec(text);
  if (!quoted) return text;
  const [, quote = '', inner = ''] = quoted;
  const open = (before.split(quote).length - 1) % 2 === 1;
  if (open) return after.includes(quote) ? inner : inner + quote;
  return /[\p{L}\p{N}.,]$/u.test(before) ? ` ${text}` : text;
}
