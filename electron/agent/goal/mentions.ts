// Exports: mentionsIn, Mention. What a goal names: quoted texts, times, numbers and names by their capitals (or, among Chinese characters, by their letters). Pure.

/** `start`–`end`: UTF-16 offsets in the text, quotation marks included. */
export interface Mention { kind: 'quote' | 'address' | 'time' | 'phone' | 'number' | 'name'; text: string; start: number; end: number }

const HAN = '[\\p{Script=Han}]';
const PATTERNS: readonly (readonly [Mention['kind'], RegExp])[] = [
  ['quote', /《([^》\n]{1,80})》|"([^"\n]{1,400})"|“([^”\n]{1,400})”|「([^」\n]{1,400})」|『([^』\n]{1,400})』|‘([^’\n]{1,400})’|(?<![\p{L}\p{N}])'([^'\n]{1,400})'(?![\p{L}\p{N}])/gu],
  ['address', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|https?:\/\/\S+[^\s.,;。，]|(?<![\p{L}\d])[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)*\.(?:pdf|docx?|xlsx?|pptx?|txt|md|csv|zip|apk|jpe?g|png|gif|mp[34]|m4a|ics|html?|com|org|net|cn|io)(?![\p{L}\d])/giu],
  ['time', /(?<![\d+])\d{1,2}:\d{2}(?::\d{2})?(?:\s*[（(]?[ap]\.?m\b\.?[）)]?)?|(?<![\d+])\d{1,2}\s*[ap]m\b/giu],
  ['phone', /\+\d[\d\s-]{5,}\d|(?<!\d)\d{3}[\s-]\d{3,4}[\s-]\d{4}(?!\d)|(?<![\d.])\d{7,}(?![\d.])/gu],
  ['number', /(?<![\p{L}\d.])[¥$€£]?\d+(?:[.,]\d+)*%?(?![\p{L}\d])/gu],
];
const CAPITALS = /(?<![\p{L}\d'’-])(?:\p{Lu}[\p{L}\d’'&-]*|\p{Lu}\.)(?:\s+(?:(?:of|de|van|von|in|for)\s+)?(?:\p{Lu}[\p{L}\d’'&-]*|\p{Lu}\.|\d+\p{Lu}?\b))*/gu;
const LETTERS = /[\p{Script=Latin}\d][\p{Script=Latin}\d’'&.-]*(?:\s+[\p{Script=Latin}\d’'&.-]+)*/gu;
/** Capitals that name nothing. */
const NO_NAME = /^(?:I|It|The|A|An|If|Do|Then|AM|PM|SMS|URL|ID|IMEI|PIN|OK)$/;

/**
 * In order of their place; none inside another.
 * @param within the text goes on from a verb: its first word is written large because it is a name
 */
export function mentionsIn(text: string, within = false): Mention[] {
  const found: Mention[] = [];
  const free = (start: number, end: number): boolean => !found.some((f) => start < f.end && f.start < end);
  const add = (kind: Mention['kind'], m: RegExpExecArray | { index: number; length: number }, said: string): void => {
    const start = m.index;
    const end = start + (Array.isArray(m) ? m[0]!.length : m.length);
    if (said.trim() !== '' && free(start, end)) found.push({ kind, text: said.trim(), start, end });
  };
  for (const [kind, pattern] of PATTERNS) for (const m of text.matchAll(pattern)) add(kind, m, kind === 'time' ? m[0].replace(/[（()）]/gu, '').replace(/(\d)\s*([ap])\.?m\.?$/iu, (_, d: string, h: string) => `${d} ${h.toUpperCase()}M`) : m.slice(1).find((g) => g !== undefined) ?? m[0]);
  if (new RegExp(HAN, 'u').test(text)) {
    // A remark in brackets explains the word before it.
    for (const m of text.matchAll(LETTERS)) if (!/[（(]\s*$/u.test(text.slice(0, m.index))) add('name', m, m[0]);
    // A name set apart by spaces: 把 张伟 加入收藏.
    for (const m of text.matchAll(within ? /(?<=\s|^)\p{Script=Han}{2,4}(?=\s\p{Script=Han})/gu : /(?<=\s)\p{Script=Han}{2,4}(?=\s)/gu)) if (!/为|成|入/u.test(m[0])) add('name', m, m[0]);
  } else {
    for (const m of text.matchAll(CAPITALS)) {
      // The first word of a sentence is written large whatever it is.
      const first = (m.index === 0 && !within) || /[.!?;:]\s+$/u.test(text.slice(0, m.index));
      const words = m[0].split(/\s+/);
      if (first && words.length === 1) continue;
      // "Uma Patel's number": whose it is stands behind the name.
      const whole = m[0].replace(/['’]s$/u, '');
      if (!NO_NAME.test(whole)) add('name', { index: m.index, length: whole.length }, whole);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
