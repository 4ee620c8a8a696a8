// Exports: repeated, SURE_REPEATED. A row that a list shows twice: once under its favourites, once in its place. Both are the same thing; rows that only share a name are not.

import { normalise } from '../screen/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { level, shownOf, textsOf, width } from './told.ts';

/** Headings of sections that show again what the list has anyway. */
const AGAIN = /^(?:favou?rites?|starred|pinned|recents?|recently (?:used|opened|viewed|contacted)|frequent(?:ly (?:used|contacted|called))?|frequents|suggest(?:ed|ions)|top|most used|quick access|收藏|个人收藏|星标(?:联系人)?|置顶|最近(?:使用|联系|打开)?|常用(?:联系人|应用)?|推荐|建议)$/iu;

/** How sure one is that the first of them will do, 0–1. */
export const SURE_REPEATED = 0.6;

/**
 * @param ids elements that carry the same words
 * @returns the first, when they are wide rows of one kind whose every visible word is the same and the first stands under such a heading
 */
export function repeated(s: Snapshot, ids: readonly number[]): Element | undefined {
  const rows = ids.map((id) => s.elements.find((e) => e.id === id)!).sort((a, b) => a.bounds[1] - b.bounds[1]);
  const [first, second] = rows;
  if (!first || !second || rows.length > 2) return undefined;
  const shown = shownOf(s);
  const said = (e: Element): string => [...textsOf(e), ...shown.filter((o) => o !== e && o.bounds[1] >= e.bounds[1] - 4 && o.bounds[3] <= e.bounds[3] + 4).flatMap((o) => [o.label, String(o.checked ?? '')])].map(normalise).join('\n');
  const alike = first.role === second.role && first.className === second.className && first.resourceId === second.resourceId && width(first) === width(second) && width(first) >= s.size[0] * 0.6;
  if (!alike || first.labelFrom === 'id' || said(first) !== said(second) || first.checked !== second.checked) return undefined;
  const heads = shown.filter((e) => e.role === 'text' && !shown.some((o) => o !== e && level(o, e)));
  const over = (e: Element): Element | undefined => heads.filter((h) => h.bounds[3] <= e.bounds[1] + 4).at(-1);
  const [a, b] = [over(first), over(second)];
  return a && b && a !== b && AGAIN.test(a.label.trim()) ? first : undefined;
}
