// Exports: leavesOver, otherMeans. What a step says beyond a label: "Log in with Google" leaves Google over, and "我的订单" its orders; a label that is only part of what is said is no match.

import { pieces } from '../model/pilot/words.ts';
import { SILENT } from '../model/pilot/kin.ts';
import { normalise } from '../screen/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { kindred } from './rows.ts';
import { shownOf, textsOf } from './told.ts';

/** Courtesy, roles and what any thing of an app is: no content of its own. */
const EMPTY = new Set(pieces('new existing current whole full all each every only one thing here there screen list menu app application bar just quickly simply please again also some any first step area section detail details big large small little round circle red green blue yellow white black first last top bottom left right what which that who where when how ask want need say show appear do does'));
/** What is done to a thing: whoever does it does not mean the thing's own page. */
const DOES = new Set(pieces('delete remove clear erase add create cancel schedule share send download upload rename export import print buy sell pay rate translate report block uninstall reset copy paste move play record search'));
const ZH_EMPTY = /^(?:请|帮我|给我|麻烦|一下|一个|这个|那个|这条|那条|这里|那里|页面?|界面|按钮|图标|标签|选项|开关|列表|菜单|功能|点击?一?下?|打开|进入|选择|查看|去|到|看看?|找到|切换到?|网站|商城|频道|专区|栏目?|的|了|里|中|上|把|将|在|新)+$/u;

const BY = /^\s*(?:(?:then|now|next|please|and)\s+)*(?:log ?in|sign ?(?:in|up|on)|register|pay|continue|connect|unlock|verify|order|subscribe)\b.*?\b(?:with|using|via|by|through)\s+(.+)$/iu;

/** Whether a text only happens to stand in another, its first and last character each a part of a word: "港股" in "香港股票". */
const within = (text: string, part: string): boolean => text.trim().length === part.length + 2 && text.trim().slice(1, -1) === part;

/** Whether a step says by what it is done and the label does not: "Log in with my fingerprint" is another way in, whatever else the screen says. */
export function otherMeans(step: string, e: Element): boolean {
  const own = new Set(pieces([e.label, ...textsOf(e)].join(' ')));
  return pieces(BY.exec(step)?.[1] ?? '').some((p) => !own.has(p) && !SILENT.has(p));
}

/**
 * Whether a step says more than the label and than what else stands on the screen.
 * @param of the words of the label
 */
export function leavesOver(s: Snapshot, step: string, e: Element, of: readonly string[]): boolean {
  const own = new Set([...of, ...pieces(e.label), ...textsOf(e).flatMap((t) => pieces(t)), ...pieces(e.context ?? '')]);
  const around = new Set([s.title, s.package.replace(/[._]/g, ' '), s.activity.replace(/[._/]|(?<=\p{Ll})(?=\p{Lu})/gu, ' '), ...shownOf(s).filter((o) => o !== e).flatMap((o) => textsOf(o))].flatMap((t) => pieces(t)));
  const han = step.replace(/[^\p{Script=Han}]+/gu, ' ');
  const label = textsOf(e).flatMap((t) => t.match(/\p{Script=Han}+/gu) ?? []).toSorted((a, b) => b.length - a.length);
  // What is short for the step ("美股" of "美国股市") is said between its characters.
  if (label.some((t) => han.includes(t) && !within(han, t))) {
    const left = label.reduce((text, t) => text.replaceAll(t, ' '), han).split(' ').filter((t) => t !== '' && !ZH_EMPTY.test(t));
    const others = shownOf(s).filter((o) => o !== e).flatMap((o) => textsOf(o)).map(normalise);
    if (left.some((t) => !others.some((o) => o.includes(normalise(t.replace(/^(?:的|把|将|在)|的$/gu, '')))))) return true;
  }
  if (otherMeans(step, e)) return true;
  return pieces(step).some((p) => !/\p{Script=Han}/u.test(p) && !own.has(p) && !SILENT.has(p) && !EMPTY.has(p) && (DOES.has(p) || !(around.has(p) || kindred(p).some((k) => around.has(k)))));
}
