// Exports: Ctx, Lead, Move, click, fresh, times, lastAct, tapped, words, hinted, said. What the rules of the planner share.

import type { Action } from '../../protocol/actions.ts';
import type { Element, Snapshot } from '../../protocol/screen.ts';
import type { Goal, Part } from './frame.ts';
import type { Meanings } from './meanings.ts';
import { fold } from '../../control/fold.ts';
import { wordsOf } from '../../control/lexicon.ts';
import { isToggle } from '../../screen/match.ts';
import { actorsOf, overlap, tellingWords } from './sight.ts';
import type { Done } from './trace.ts';

/** What memory says of an element of this screen, or of an app. `steps`: actions until then, this one included. */
export interface Lead { element?: number; app?: string; leadsTo: string; steps: number; confidence: number }

export interface Ctx {
  goal: Goal;
  part: Part;
  s: Snapshot;
  /** Of this part, oldest first. */
  acts: readonly Done[];
  means: Meanings;
  /** What earlier parts have read. */
  seen?: string;
  recall(query: string): Promise<readonly Lead[]>;
  /** A step in words on this screen: words first, then the pilot. */
  ask(step: string): Promise<Action | undefined>;
}

/** `none`: nothing here serves the goal. `undefined`: this rule has nothing to say. */
export type Move = Action | 'done' | 'none' | undefined;

export const click = (e: Element): Action => ({ action: 'click', element: e.id });

/** How often this was done to an element of that label on this very screen. */
export const times = (c: Ctx, e: Element, did: Done['did'] = 'tap'): number => c.acts.filter((a) => a.did === did && a.label === e.label && a.on?.contentHash === c.s.contentHash).length;
export const fresh = (c: Ctx, e: Element): boolean => times(c, e) === 0;

/** The last act that changed where one is: scrolling and waiting aside. */
export const lastAct = (c: Ctx): Done | undefined => c.acts.findLast((a) => a.did !== 'scroll' && a.did !== 'wait');
export const tapped = (c: Ctx, test: (label: string) => boolean): Done | undefined => c.acts.findLast((a) => (a.did === 'tap' || a.did === 'hold') && test(a.label));

export const words = (c: Ctx): string[] => tellingWords(c.goal.text);

const FRAME = new Set(tellingWords('turn on off open use mode app'));

/** The best hint of memory for one of the queries that was not followed here before. */
export async function hinted(c: Ctx, queries: readonly string[], o: { sure?: number; makes?: boolean; must?: (leadsTo: string) => boolean; whole?: boolean } = {}): Promise<Action | undefined> {
  const list = actorsOf(c.s);
  for (const q of queries) {
    const wanted = tellingWords(q).filter((w) => !FRAME.has(w));
    for (const l of await c.recall(q)) {
      const e = l.element === undefined ? undefined : list.find((x) => x.id === l.element);
      // Where one is already, and what is sensitive, memory leads nobody.
      if (e?.selected || (e && wordsOf(fold(e.label)).length > 0 && !['create', 'send', 'change'].includes(c.part.op))) continue;
      if (!e || l.confidence < (o.sure ?? 0.6) || !fresh(c, e) || e.role === 'input' || isToggle(e)) continue;
      // The way back is no way on, and what makes something new is only meant where something is to be made.
      if (c.means.begins(e.label, 'back') || (c.means.begins(e.label, 'acts') && overlap(tellingWords(c.part.verb), tellingWords(e.label)) < 1) || (!o.makes && (c.means.begins(e.label, 'add') || c.means.begins(e.label, 'compose')))) continue;
      if (overlap(wanted, tellingWords(`${l.leadsTo} ${e.label}`)) < (o.whole ? 1 : 0.5) || (o.must && !o.must(l.leadsTo))) continue;
      return click(e);
    }
  }
  return undefined;
}

/** As Meanings.scores, for elements of the screen by their first text. */
export const said = (c: Ctx, phrase: string, list: readonly Element[]): number[] => c.means.scores(phrase, list.map((e) => ({ role: e.role, texts: e.texts?.length ? e.texts.slice(0, 1) : e.label === '' ? [] : [e.label], ...(e.labelFrom === 'id' ? { icon: true } : {}) })));
