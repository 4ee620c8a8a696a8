// Exports: termsOf, indexed, tellingTerms, matchQuery. Text as terms of the full-text index. Pure.
// Scripts without spaces are split into characters, and two neighbours are asked for as a phrase: BM25 over characters
// alone finds too much (设 stands in half of a settings app).

const CONTINUOUS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Words that say nothing of what is wanted. */
const EMPTY = new Set(('a an the and or of to in on at for from with by is are be it its this that my me your you i we our please can could would want need like let '
  + 'app screen page phone button then into up out as open go 的 了 把 在 我 请 要 想 里 中 到 和 个 一').split(' '));

/** Words and single characters of continuous scripts, in order, folded. */
export function termsOf(text: string): string[] {
  return [...text.normalize('NFKC').toLowerCase().matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{L}\p{N}\p{M}]|$)/gu)].map((m) => m[0]);
}

/** As it goes into the index: characters apart, so that the tokeniser sees each. */
export const indexed = (text: string): string => termsOf(text).join(' ');

/** Terms of a goal that say something; all of them when none does. */
export function tellingTerms(goal: string): string[] {
  const all = termsOf(goal);
  const some = all.filter((t) => !EMPTY.has(t));
  return [...new Set(some.length > 0 ? some : all)];
}

/** An FTS5 query: any of the terms, neighbouring characters as phrases. `''` when there is nothing to ask. */
export function matchQuery(goal: string): string {
  const all = termsOf(goal);
  const phrases = all.flatMap((t, i) => { const next = all[i + 1]; return next !== undefined && CONTINUOUS.test(t) && CONTINUOUS.test(next) ? [`"${t} ${next}"`] : []; });
  return [...tellingTerms(goal).map((t) => `"${t}"`), ...phrases].join(' OR ');
}
