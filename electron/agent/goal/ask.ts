// Exports: question. What the goal wants to know: where the screen says it, else further towards what it names.

import { pieces, STOP } from '../../model/pilot/words.ts';
import { readOut } from '../read.ts';
import { hinted, type Ctx, type Move } from './context.ts';
import { menus, reach, reached } from './reach.ts';
import { overlap, says, textsOf } from './sight.ts';

/** Words that ask and do not tell what about. */
const ASKING = new Set(pieces('what which who when where how many much long is are was were does do did has have there say tell read only name last first newest the this phone on in together stands stand stored switched on cost costs'));
/** Places rather than things. */
const APPS = new Set(pieces('bank shop phone app device'));
const COUNTS = /^(?:how many|count)\b|几个|多少个/iu;

/** What the question is about, without what it names. */
const aboutOf = (c: Ctx): string[] => {
  const names = new Set(c.part.names.flatMap((n) => pieces(n)));
  return pieces(c.part.text).filter((w) => !STOP.has(w) && !ASKING.has(w) && !names.has(w));
};

/** The word of the question as it is written, longest first: what a search is asked for. */
const wordOf = (text: string, about: readonly string[]): string => [...text.matchAll(/[\p{L}\d-]+/gu)].map((m) => m[0]).filter((w) => pieces(w).every((p) => about.includes(p))).sort((a, b) => b.length - a.length)[0] ?? about[0]!;

const MONEY = /[-−+]?\s?[¥$€£]\s?[\d.,]*\d/u;
/** "How much is on A and B together": one amount of each. */
function together(c: Ctx): Move {
  if (!/\b(?:together|in total|altogether|combined|sum of)\b|一共|总共/iu.test(c.part.text) || c.part.names.length < 2) return undefined;
  const amounts = c.part.names.map((n) => c.s.elements.filter((e) => says(e, n)).flatMap((e) => textsOf(e).flatMap((t) => MONEY.exec(t)?.[0] ?? []))[0]);
  if (amounts.some((a) => a === undefined)) return undefined;
  const cents = amounts.reduce((n, a) => n + Math.round(Number(a!.replace(/−/gu, '-').replace(/[^\d.-]/gu, '')) * 100), 0);
  return { action: 'answer', text: `${/[¥$€£]/u.exec(amounts[0]!)?.[0] ?? ''}${(cents / 100).toFixed(2)}` };
}

/** @returns an `answer`, or the way to it */
export async function question(c: Ctx): Promise<Move> {
  const { part, s } = c;
  const about = aboutOf(c);
  const shown = s.elements.filter((e) => e.window === undefined && e.role !== 'input');
  const named = part.names.every((n) => shown.some((e) => says(e, n))) || (part.names.length > 0 && reached(c));
  // Where it is said the words of the question stand, too; what is counted is what the page is called by.
  const place = pieces(`${s.title} ${shown.filter((e) => e.selected || (e.role === 'text' && e.bounds[1] < s.size[1] * 0.15)).map((e) => e.label).join(' ')}`);
  const told = pieces(shown.flatMap(textsOf).join(' '));
  const here = COUNTS.test(part.text) && part.names.length === 0 ? overlap(about.filter((w) => !APPS.has(w)).slice(0, 3), place) >= 0.5 : about.length === 0 || part.names.length > 0 || overlap(about, told) >= 0.7;
  const sum = together(c);
  if (sum) return sum;
  if (named && here && c.acts.length > 0) {
    const a = readOut(s, part.closer ?? part.text, `${part.text} ${c.goal.text}`) ?? (part.closer ? readOut(s, part.text, c.goal.text) : undefined);
    // That nothing was found is no answer.
    if (a?.action === 'answer' && !/^no \p{L}+(?: \p{L}+)? (?:found|here|yet)|没有/iu.test(a.text)) return a;
  }
  if (part.names.length > 0 && !named) { const way = await reach(c, []); if (way) return way; }
  return await hinted(c, [...(part.names.length > 0 ? [] : [part.text]), about.join(' '), ...about]) ?? await reach({ ...c, part: { ...part, place: part.place ?? about.join(' ') } }, [part.kind], part.names.length === 0 && about[0] !== undefined && !/\b\w+est\b|\bmost\b|\bleast\b|最/iu.test(part.text) && !COUNTS.test(part.text) ? { search: wordOf(part.text, about) } : {}) ?? menus(c);
}
