// Exports: clean, squash, normalise, human, joinParts, withoutInitials, titleOfParts, idWords. What strings of a screen mean as text.

// eslint-disable-next-line no-misleading-character-class -- a set of single code points
const UNSEEN = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffd\u{e0000}-\u{e007f}]|\p{Cc}|\p{Co}|\p{Cn}/gu;

/** What opens a stretch of text with a direction of its own, and closes it: embeddings and overrides, isolates (Unicode Annex 9). */
const OPENS = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/u;
const RIGHT_TO_LEFT = '\u202e';
/** So deep they may lie in each other there. */
const DEEPEST = 125;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Letters in the order in which they are drawn where a right-to-left override (U+202E) forces it: `won yaP` behind one is drawn "Pay now".
 * Texts that are right-to-left by themselves stay as they are written.
 */
function drawn(s: string, turn = false, depth = 0): string {
  if (!turn && !s.includes(RIGHT_TO_LEFT)) return s;
  const parts: string[] = [];
  for (let at = 0; at < s.length;) {
    const next = depth < DEEPEST ? s.slice(at).search(OPENS) : -1;
    const plain = next < 0 ? s.slice(at) : s.slice(at, at + next);
    if (turn) for (const { segment } of GRAPHEMES.segment(plain)) parts.push(segment);
    else parts.push(plain);
    at += plain.length;
    if (next < 0) continue;
    const end = endOf(s, at);
    parts.push(drawn(s.slice(at + 1, end), s[at] === RIGHT_TO_LEFT, depth + 1));
    at = end + 1;
  }
  return (turn ? parts.reverse() : parts).join('');
}

/** Where the stretch that opens at `at` is closed; the end of the text when it is not. */
function endOf(s: string, at: number): number {
  const isolate = s[at]! >= '\u2066';
  let open = 0;
  for (let i = at; i < s.length; i++) {
    const c = s[i]!;
    if (OPENS.test(c) && (c >= '\u2066') === isolate) open++;
    else if (c === (isolate ? '\u2069' : '\u202c') && --open === 0) return i;
  }
  return s.length;
}

/**
 * A string as a person sees it: one line, no characters that show nothing (zero width, bidi controls, private-use icon
 * glyphs), which could also hide what is read; letters in the order in which they are drawn. The joiner U+200D stays inside emoji sequences only.
 */
export function clean(s: string): string {
  if (s === '') return s;
  return drawn(s)
    .replace(/[\s\u2028\u2029\u0085]+/gu, ' ')
    .replace(UNSEEN, '')
    .replace(/(?<!\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d|\u200d(?!\p{Extended_Pictographic})/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Letters and digits only, folded: for asking whether one text already says another. */
export const squash = (s: string): string => s.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu, '') || s.trim();

/** For matching: width and case folded, punctuation and spaces made alike, ellipsis and trailing marks dropped. */
export function normalise(s: string): string {
  return clean(s)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‚‛′`´]/gu, "'")
    .replace(/[“”„‟″«»「」『』]/gu, '"')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/…|\.{3,}/gu, '')
    .replace(/\s*&\s*/gu, ' and ')
    .replace(/[\s_]+/gu, ' ')
    .replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, (m) => m.replace(/[^%$€£¥#@+-]/gu, ''))
    .trim();
}

/** Whether there is anything to read in it. */
export const human = (s: string): boolean => /[\p{L}\p{N}\p{S}\p{P}]/u.test(s);

/**
 * Parts that say something new, in order.
 * @param own what one node says of itself (text, description): of two of which one contains the other the longer stays
 * @param inside what lies inside: left out when the node's own words contain it, or when it is said word for word before
 */
export function joinParts(own: readonly string[], inside: readonly string[] = []): string[] {
  const kept: { text: string; key: string }[] = [];
  for (const text of own) {
    if (!human(text)) continue;
    const key = squash(text);
    if (kept.some((k) => says(k.key, key))) continue;
    const weaker = kept.findIndex((k) => says(key, k.key) && k.key.length > 2);
    if (weaker >= 0) kept[weaker] = { text, key }; else kept.push({ text, key });
  }
  const said = kept.map((k) => k.key);
  for (const text of inside) {
    if (!human(text)) continue;
    const key = squash(text);
    if (said.some((s) => says(s, key)) || (key.length > 2 && kept.some((k) => k.key === key))) continue;
    kept.push({ text, key });
  }
  return kept.map((k) => k.text);
}

/** Without the initials that stand for a picture before the name they begin ("A, Alice Chen"). */
export const withoutInitials = (parts: readonly string[]): string[] =>
  parts.filter((p, i) => !([...p].length === 1 && parts.some((q, k) => k > i && [...q].length > 1 && q.toLowerCase().startsWith(p.toLowerCase()) && /^\p{L}+$/u.test(p))));

/** The part that names the whole: the first with something to read beyond a single sign. */
export const titleOfParts = (parts: readonly string[]): string => parts.find((p) => squash(p).length > 1 && /\p{L}/u.test(p)) ?? parts[0] ?? '';

/** Short keys must be equal: "1" inside "Chapter 21" is no repetition. */
const says = (whole: string, part: string): boolean => whole === part || (part.length > 2 && whole.includes(part));

/** Words that tell what a view is, not what it is for. */
const TYPES = new Set([
  'btn', 'button', 'bt', 'iv', 'img', 'image', 'imageview', 'ic', 'icon', 'icn', 'tv', 'txt', 'text', 'textview', 'label', 'lbl', 'et', 'edit', 'edittext',
  'll', 'rl', 'fl', 'cl', 'lyt', 'layout', 'linear', 'relative', 'frame', 'constraint', 'view', 'views', 'viewgroup', 'group', 'container', 'content', 'wrapper', 'wrap',
  'root', 'parent', 'item', 'list', 'row', 'cell', 'rv', 'recycler', 'id', 'lay', 'box', 'area', 'widget', 'component', 'main', 'holder', 'clickable', 'click', 'fab',
]);

/** `com.app:id/btn_close_2` → `close`; '' when the id is obfuscated or only names a kind of view. */
export function idWords(resourceId: string): string {
  const name = resourceId.slice(resourceId.lastIndexOf('/') + 1).replace(/^.*:id:/, '');
  if (/obfuscated/i.test(name) || /^[\da-f]{8}-[\da-f-]{20,}$/i.test(name)) return '';
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((w) => w.length > 1 && !TYPES.has(w));
  // Shrunk ids ("a1b", "qk") name nothing: a word needs a vowel or a script without case.
  const said = words.filter((w) => /[aeiouyà-ÿ\u0370-\u{10ffff}]/u.test(w) || w.length > 5);
  return said.join('').length > 2 ? said.slice(0, 4).join(' ') : '';
}
