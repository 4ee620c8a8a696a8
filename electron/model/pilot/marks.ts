// Exports: marks, lexicalScore, PilotElement. How much of an element's words the step says: what a lexical ranker sees, given to the model as a hint
// of six strengths per element. Pure.

import { pieces, STOP } from './words.ts';

/** An element as the pilot reads it. */
export interface PilotElement {
  role: 'button' | 'input' | 'checkbox' | 'switch' | 'scroll' | 'text' | 'image';
  /** What it says, title first. */
  texts: readonly string[];
  /** The label was made from a resource-id or an icon's name. */
  icon?: boolean;
  value?: string;
  checked?: boolean;
  selected?: boolean;
  disabled?: boolean;
  focused?: boolean;
  password?: boolean;
  /** What tells it from others of the same label. */
  context?: string;
  /** What memory says lies behind it. */
  leads?: string;
}

const weight = (piece: string): number => (STOP.has(piece) ? 0.1 : 1);
const total = (list: readonly string[]): number => list.reduce((sum, p) => sum + weight(p), 0);

/** Share of the title's words that the step says, and of the step's words that the element says; 0–1 each. */
export function shares(goal: readonly string[], e: PilotElement): { title: number; goal: number; exact: boolean } {
  const said = new Set(goal);
  const title = pieces(e.texts[0] ?? '', 12);
  const all = new Set([...title, ...e.texts.slice(1).flatMap((t) => pieces(t, 8)), ...pieces(e.context ?? '', 6), ...pieces(e.value ?? '', 6), ...pieces(e.leads ?? '', 12)]);
  const ofTitle = total(title) === 0 ? 0 : total(title.filter((p) => said.has(p))) / total(title);
  const ofGoal = total(goal) === 0 ? 0 : total(goal.filter((p) => all.has(p))) / total(goal);
  const run = title.join(' ');
  return { title: ofTitle, goal: ofGoal, exact: run !== '' && ` ${goal.join(' ')} `.includes(` ${run} `) };
}

/** For ranking without a model: larger is better, 0 says nothing. */
export function lexicalScore(goal: string, e: PilotElement): number {
  const s = shares(pieces(goal), e);
  return s.title * 2 + s.goal + (s.exact ? 0.5 + 0.05 * pieces(e.texts[0] ?? '', 12).length : 0);
}

/**
 * @param quoted texts the step quotes
 * @returns 0–5 for each element: 5 a quoted text is its whole title; 4 its whole title stands in the step; 3–1 parts do
 */
export function marks(goal: string, quoted: readonly string[], elements: readonly PilotElement[]): number[] {
  const words = pieces(goal);
  const quotes = new Set(quoted.map((q) => pieces(q).join(' ')).filter((q) => q !== ''));
  return elements.map((e) => {
    if (e.texts.some((t) => quotes.has(pieces(t, 12).join(' ')))) return 5;
    const s = shares(words, e);
    if (s.exact && s.title > 0.5) return 4;
    const best = Math.max(s.title * 0.9, s.goal);
    return best >= 0.6 ? 3 : best >= 0.3 ? 2 : best >= 0.1 ? 1 : 0;
  });
}
