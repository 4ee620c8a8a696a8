// Exports: actorsOf, fieldsOf, titleSays, says, textsOf, isNamed, overlap, tellingWords, isLauncher, sameNumber. What a planner sees on a screen. Pure.

import { pieces, STOP } from '../../model/pilot/words.ts';
import type { Element, Snapshot } from '../../protocol/screen.ts';
import { isActor, saysWords } from '../../screen/match.ts';
import { normalise } from '../../screen/words.ts';

/** What can be acted on in the app. */
export const actorsOf = (s: Snapshot): Element[] => s.elements.filter((e) => e.window === undefined && isActor(e) && !e.disabled);
export const fieldsOf = (s: Snapshot): Element[] => actorsOf(s).filter((e) => e.role === 'input');

export const textsOf = (e: Element): string[] => [...new Set([e.label, ...(e.texts ?? [])])].filter((t) => t !== '');

const digits = (t: string): string => t.replace(/[^\d+]/gu, '');
/** Numbers as people write them: spaces and hyphens aside. */
export const sameNumber = (a: string, b: string): boolean => /^\+?[\d\s()-]{5,}$/u.test(b.trim()) && digits(b).length > 4 && digits(a).includes(digits(b));

const wordsSaid = (text: string, name: string): boolean => saysWords(text, name) || sameNumber(text, name) || (/^\d{1,2}:\d{2}\s*[AP]M$/iu.test(name) && text.replace(/\s/gu, ' ').toUpperCase().includes(name.toUpperCase()));

/** Whether an element says a name, as its own or beside it. */
export const says = (e: Element, name: string): boolean => textsOf(e).some((t) => wordsSaid(t, name));
/** Whether the name is all that one of its texts says. */
export const isNamed = (e: Element, name: string): boolean => textsOf(e).some((t) => normalise(t) === normalise(name) || sameNumber(t, name) && digits(t) === digits(name));

/** Whether the screen is about a thing: its title, a heading at the top, or a field that holds the name says so. */
export function titleSays(s: Snapshot, name: string): boolean {
  if (name === '') return false;
  if (wordsSaid(s.title, name)) return true;
  const top = s.size[1] * 0.3;
  return s.elements.some((e) => e.window === undefined && ((e.role === 'text' && e.bounds[1] < top && isNamed(e, name)) || (e.role === 'input' && e.value !== undefined && normalise(e.value) === normalise(name) && !/search|搜索|查找/iu.test(`${e.label} ${e.resourceId}`))));
}

export const tellingWords = (text: string): string[] => pieces(text).filter((p) => !STOP.has(p));

/** Share of the words of `of` that `by` says, 0–1. */
export function overlap(of: readonly string[], by: readonly string[]): number {
  if (of.length === 0) return 0;
  const have = new Set(by);
  return of.filter((w) => have.has(w)).length / of.length;
}

/** Android's home screen. */
export const isLauncher = (s: Snapshot): boolean => /launcher|\.home\b|miui\.home/iu.test(s.package);
