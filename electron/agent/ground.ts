// Exports: ground, actionOf, pilotElements, Grounded, SURE, SURE_NAMED. One phrase on one screen, without acting: words first, then the pilot, or "not on this screen".

import type { Pilot } from '../model/pilot/pilot.ts';
import type { PilotElement } from '../model/pilot/marks.ts';
import { quotesOf } from '../model/pilot/refs.ts';
import { pieces } from '../model/pilot/words.ts';
import type { Action, ActionName } from '../protocol/actions.ts';
import type { Bounds, Element, Snapshot } from '../protocol/screen.ts';
import type { Operation, Term } from '../protocol/sop.ts';
import { matchTerm, type Match, type Query } from '../screen/match.ts';
import { area, contains, height } from '../screen/geometry.ts';
import { parseSop } from '../sop/parse.ts';
import { speaksAgainst } from './against.ts';
import { backButton } from './idioms.ts';
import { byName, nameIn } from './named.ts';
import { byPlace } from './place.ts';
import { asksToRead, clearlyAsks, namesPlace, readOut } from './read.ts';
import type { Seen } from './seen.ts';
import { leavesOver, otherMeans } from './leftover.ts';
import { bySkill } from './skills.ts';
import { byReference } from './spoken.ts';
import { actorsOf } from './told.ts';
import { asksToWrite } from './typing.ts';
import { repeated, SURE_REPEATED } from './twins.ts';

export interface Grounded {
  /** Element id of the screen; `null` with `by: 'none'` and for actions that have no element. Going back has one where the screen has a button for it. */
  element: number | null;
  bounds?: Bounds;
  action: ActionName | null;
  text?: string;
  direction?: 'up' | 'down' | 'left' | 'right';
  /** 0–1; 1 where words decided. */
  confidence: number;
  by: 'matcher' | 'model' | 'none';
  /** For an answer and for `status`. */
  status?: 'complete' | 'infeasible';
  /** What the model did for it. */
  cost?: { promptTokens: number; reused: number; ms: number };
}

/** Below this the pilot's answer is not taken for one: chosen on the split of new phrases, where it halves the wrong actions for three points of accuracy. */
export const SURE = 0.45;
/** A label that is quoted and not there is only replaced by an element of which the pilot is this sure. */
export const SURE_NAMED = 0.75;

/** So sure the pilot has to be where the step asks for an operation of which the label says nothing, or says more than a label that is part of it. */
export const SURE_SILENT = 0.9;
/** So sure the pilot has to be of what a place is told by. */
export const SURE_ANCHOR = 0.55;

/** Without what is said for screen readers only: "Matches, tab 4 of 5, unselected". */
const spoken = (label: string): string => label.replace(READER, '').trim();
const READER = /(?:^|[,，;；]\s*)(?:(?:tab|item|page|button|image|row|标签页?|项)\s*\d+\s*(?:of|\/|，?共)\s*\d+|第\s*\d+\s*(?:个|项)[^,，]{0,6}[,，]?\s*共\s*\d+\s*(?:个|项)|(?:un|not )?selected|(?:未)?选中|(?:double[- ]tap|双击)[^,，]*)(?=\s*(?:[,，;；]|$))/giu;

/** Elements as the pilot reads them, and which of the snapshot each is. Bars and keyboard are not the app's. */
export function pilotElements(s: Snapshot, leads?: ReadonlyMap<number, string>): { elements: PilotElement[]; of: Element[] } {
  const of = s.elements.filter((e) => e.window === undefined);
  return {
    of,
    elements: of.map((e): PilotElement => ({
      role: e.role,
      texts: (e.texts?.length ? e.texts : [e.label]).map(spoken).filter((t) => t !== ''),
      ...(e.labelFrom === 'id' ? { icon: true, texts: [e.label] } : {}),
      ...(e.role === 'input' && e.value ? { value: e.value } : {}),
      ...(e.checked === undefined ? {} : { checked: e.checked }),
      ...(e.selected ? { selected: true } : {}),
      ...(e.disabled ? { disabled: true } : {}),
      ...(e.focused ? { focused: true } : {}),
      ...(e.password ? { password: true } : {}),
      ...(e.context === undefined ? {} : { context: e.context }),
      ...(leads?.has(e.id) ? { leads: leads.get(e.id)! } : {}),
    })),
  };
}

/**
 * @param o.past what was done for this phrase, in lines of `describe`
 * @param o.about the goal, where it is known: it may say what a step leaves out
 * @param o.earlier what the procedure is called and its steps before this one: they may say whose number is meant
 * @param o.seen what earlier screens of the run have shown
 */
export async function ground(s: Snapshot, phrase: string, o: { pilot?: Pilot; past?: readonly string[]; leads?: ReadonlyMap<number, string>; about?: string; earlier?: readonly string[]; seen?: Seen; signal: AbortSignal; sure?: number }): Promise<Grounded> {
  const none: Grounded = { element: null, action: null, confidence: 1, by: 'none' };
  const op = operationOf(phrase);
  const skill = op ? undefined : bySkill(s, phrase, { past: o.past ?? [], about: [...(o.about === undefined ? [] : [o.about]), ...(o.earlier ?? [])].join('\n'), ...(o.seen ? { seen: o.seen } : {}) });
  if (skill === 'absent') return none;
  if (skill) return groundedBy(s, skill);
  const reads = asksToRead(phrase);
  // "当日盈亏右边的表头" begins like a condition and is none.
  const placed = (op && op.verb !== 'if') || reads || asksToWrite(phrase) ? undefined : await byPlace(s, phrase, (words) => anchorBy(s, words, o.pilot, o.signal));
  if (placed === 'absent') return none;
  if (placed) return groundedBy(s, { action: LONG.test(phrase) ? 'long_press' : 'click', element: placed.id });
  const words = byWords(s, phrase, op);
  if (words) return words;
  const read = (): Action | undefined => readOut(s, phrase, o.about, { ...(o.seen ? { seen: o.seen } : {}), ...(o.past ? { past: o.past } : {}) });
  const place = namesPlace(phrase) && o.pilot !== undefined;
  const plain = reads ? (place ? undefined : read()) : byName(s, phrase);
  if (plain) return groundedBy(s, plain.action === 'click' && LONG.test(phrase) ? { ...plain, action: 'long_press' } : plain);
  const meant = reads || o.about === undefined ? undefined : byReference(s, phrase, o.about);
  if (meant) return groundedBy(s, meant);
  const again = reads ? undefined : shownTwice(s, phrase, op);
  if (again) return { ...groundedBy(s, { action: LONG.test(phrase) ? 'long_press' : 'click', element: again.id }), confidence: SURE_REPEATED };
  // What cannot be read is not found by touching something, unless the words may as well name a place.
  if (clearlyAsks(phrase)) return none;
  if (!o.pilot) return none;
  const { elements, of } = pilotElements(s, o.leads);
  if (elements.length === 0) return none;
  const a = await o.pilot.decide({ goal: phrase, past: o.past ?? [], elements }, o.signal);
  const cost = { promptTokens: a.promptTokens, reused: a.reused, ms: a.ms };
  const chosen = a.element === undefined ? undefined : of[a.element];
  const touches = a.answer === '<tap>' || a.answer === '<hold>';
  const element = chosen && touches ? touched(s, chosen) : chosen;
  const against = element && touches ? speaksAgainst(phrase, element) : undefined;
  const part = element !== undefined && touches && !PICTURES.test(phrase) && titleIn(phrase, element) && leavesOver(s, phrase, element, []);
  const unsure = a.confidence < Math.max(o.sure ?? (quotesLabel(phrase) ? SURE_NAMED : SURE), against === 'silent' || part ? SURE_SILENT : 0);
  if (a.answer === '<none>' || against === 'other' || (part && otherMeans(phrase, element)) || unsure) {
    const told = place ? read() : undefined;
    return told ? groundedBy(s, told) : { ...none, confidence: a.answer === '<none>' ? a.confidence : 1 - a.confidence, cost };
  }
  const by = { confidence: a.confidence, by: 'model' as const, cost };
  const on = element ? { element: element.id, bounds: element.target ?? element.bounds } : { element: null };
  switch (a.answer) {
    case '<tap>': return { ...on, action: LONG.test(phrase) ? 'long_press' : 'click', ...by };
    case '<hold>': return { ...on, action: 'long_press', ...by };
    case '<type>': return { ...on, action: 'input_text', text: a.ref?.text ?? '', ...by };
    case '<down>': case '<up>': return { element: null, action: 'scroll', direction: a.answer === '<down>' ? 'down' : 'up', ...by };
    case '<back>': return { element: null, action: 'navigate_back', ...by };
    case '<enter>': return { element: null, action: 'keyboard_enter', ...by };
    case '<done>': return { element: null, action: 'status', ...by };
  }
}

/** An anchor said in other words, by the pilot where it is surer than of an answer: what stands beside it is one step further. */
async function anchorBy(s: Snapshot, words: string, pilot: Pilot | undefined, signal: AbortSignal): Promise<Element | undefined> {
  const { elements, of } = pilotElements(s);
  if (!pilot || elements.length === 0) return undefined;
  const a = await pilot.decide({ goal: words, past: [], elements }, signal);
  return a.element !== undefined && a.confidence >= SURE_ANCHOR ? of[a.element] : undefined;
}

/** An action that words alone have decided on. */
function groundedBy(s: Snapshot, action: Action): Grounded {
  const element = 'element' in action ? s.elements.find((e) => e.id === action.element) : undefined;
  return {
    element: element?.id ?? null, ...(element ? { bounds: element.target ?? element.bounds } : {}), action: action.action,
    ...('text' in action ? { text: action.text } : {}), ...(action.action === 'scroll' ? { direction: action.direction } : {}), ...(action.action === 'status' ? { status: action.status } : {}), confidence: 1, by: 'matcher',
  };
}

/** A canonical step, or a phrase whose one quotation names one thing. */
function byWords(s: Snapshot, phrase: string, op: Operation | undefined): Grounded | undefined {
  const sure = (m: Match, more: Omit<Grounded, 'element' | 'bounds' | 'confidence' | 'by'>): Grounded | undefined => {
    const e = m.kind === 'unique' ? s.elements.find((x) => x.id === m.element) : undefined;
    return e && { element: e.id, bounds: e.target ?? e.bounds, ...more, confidence: 1, by: 'matcher' };
  };
  const find = (t: Term, role: NonNullable<Query['role']>): Match => matchTerm(s, t.kind === 'selector' ? { selector: { by: t.by, value: t.value }, role } : { text: t.kind === 'text' ? t.text : '', role });
  switch (op?.verb) {
    case 'tap': return sure(find(op.target, 'any'), { action: 'click' });
    case 'long-press': return sure(find(op.target, 'any'), { action: 'long_press' });
    case 'clear': return sure(find(op.target, 'input'), { action: 'input_text', text: '' });
    case 'enter': return op.value.kind === 'text' ? sure(find(op.target, 'input'), { action: 'input_text', text: op.value.text }) : undefined;
    case 'turn-on': case 'turn-off': {
      const found = sure(find(op.target, 'toggle'), { action: 'click' });
      const e = found && s.elements.find((x) => x.id === found.element);
      return e?.checked === (op.verb === 'turn-on') ? { element: null, action: 'status', confidence: 1, by: 'matcher' } : found;
    }
    case 'back': { const e = backButton(s); return { element: e?.id ?? null, ...(e ? { bounds: e.bounds } : {}), action: 'navigate_back', confidence: 1, by: 'matcher' }; }
    case 'home': return { element: null, action: 'navigate_home', confidence: 1, by: 'matcher' };
    case 'press-enter': return { element: null, action: 'keyboard_enter', confidence: 1, by: 'matcher' };
    case 'swipe': return op.until || op.in ? undefined : { element: null, action: 'scroll', direction: op.direction, confidence: 1, by: 'matcher' };
    default: break;
  }
  if (op) return undefined;
  const quotes = quotesOf(phrase);
  // Words around a quotation may be about another thing ("below …", "next to …"): only a plain step is taken by its quotation.
  if (quotes.length !== 1 || !PLAIN.test(phrase)) return undefined;
  return sure(matchTerm(s, { text: quotes[0]! }), { action: 'click' });
}

/** Whether the step says the whole title of an element and more: then the rest has to be said too. */
function titleIn(phrase: string, e: Element): boolean {
  const title = e.texts?.[0] ?? e.label;
  const [all, own] = [pieces(phrase).join(' '), pieces(title).join(' ')];
  // Not by the stem alone: "random" is no part of Randomize.
  return own !== '' && all !== own && ` ${all} `.includes(` ${own} `) && letters(phrase).includes(letters(title));
}

/** What describes a picture says more than its name. */
const PICTURES = /\b(?:icon|symbol|sign|logo|arrow)\b|图标|符号|箭头|标志/iu;
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What is touched for a text or a picture: the row around it. */
function touched(s: Snapshot, e: Element): Element {
  if (e.role !== 'text' && e.role !== 'image') return e;
  const around = actorsOf(s).filter((o) => contains(o.bounds, e.bounds) && height(o.bounds) < s.size[1] * 0.35).toSorted((a, b) => area(a.bounds) - area(b.bounds))[0];
  return around ?? e;
}

/** What the phrase names is there twice, and is the same. */
function shownTwice(s: Snapshot, phrase: string, op: Operation | undefined): Element | undefined {
  const name = op ? ((op.verb === 'tap' || op.verb === 'long-press') && op.target.kind === 'text' ? op.target.text : undefined) : nameIn(phrase);
  const m = name === undefined ? undefined : matchTerm(s, { text: name });
  return m?.kind === 'many' ? repeated(s, m.elements) : undefined;
}

/** Whether a step names its element by a quoted label. */
const quotesLabel = (phrase: string): boolean => {
  const op = operationOf(phrase);
  return op !== undefined && 'target' in op && op.target.kind === 'text';
};

const LONG = /^\s*(?:long[- ]press|hold|长按)/i;
const PLAIN = /^\s*(?:then\s+|now\s+|please\s+|user\s+)?(?:tap|press|click|select|choose|open|hit|touch|go to|pick|use|navigate to|点击|点|按|打开|选择|进入|轻触)[a-z\s]{0,16}(?:on\s+|the\s+|an?\s+)*["“「『‘'`][^"”」』’'`]*["”」』’'`]\s*(?:button|icon|option|tab|link|item|row|entry|menu|field|switch|toggle|按钮|图标|选项|标签)?\s*[.。]?\s*$/iu;

function operationOf(phrase: string): Operation | undefined {
  const line = phrase.replace(/\s+/g, ' ').trim();
  const sop = parseSop(`---\nsop: 1\nid: a.b\ntitle: a\n---\n# a\n\n## Steps\n1. ${line}\n`);
  const steps = sop.phases.flatMap((p) => p.steps);
  return steps.length === 1 ? steps[0]!.op : undefined;
}

/** What an agent does about it; `undefined` when it is not here. */
export function actionOf(g: Grounded): Action | undefined {
  if (g.by === 'none') return undefined;
  switch (g.action) {
    case 'click': case 'long_press': return g.element === null ? undefined : { action: g.action, element: g.element };
    case 'input_text': return g.element === null ? undefined : { action: 'input_text', element: g.element, text: g.text ?? '' };
    case 'scroll': return { action: 'scroll', direction: g.direction ?? 'down' };
    case 'navigate_back': case 'navigate_home': case 'keyboard_enter': return { action: g.action };
    case 'answer': return { action: 'answer', text: g.text ?? '' };
    case 'status': return { action: 'status', status: g.status ?? 'complete' };
    default: return undefined;
  }
}
