// Exports: ground, actionOf, pilotElements, Grounded, SURE, SURE_NAMED. One phrase on one screen, without acting: words first, then the pilot, or "not on this screen".

import type { Pilot } from '../model/pilot/pilot.ts';
import type { PilotElement } from '../model/pilot/marks.ts';
import { quotesOf } from '../model/pilot/refs.ts';
import type { Action, ActionName } from '../protocol/actions.ts';
import type { Bounds, Element, Snapshot } from '../protocol/screen.ts';
import type { Operation, Term } from '../protocol/sop.ts';
import { matchTerm, type Match, type Query } from '../screen/match.ts';
import { inRelation, relationOf } from '../screen/relation.ts';
import { parseSop } from '../sop/parse.ts';
import { byName, nameIn } from './named.ts';
import { asksToRead, readOut } from './read.ts';
import type { Seen } from './seen.ts';
import { bySkill } from './skills.ts';
import { byReference } from './spoken.ts';
import { repeated, SURE_REPEATED } from './twins.ts';

export interface Grounded {
  /** Element id of the screen; `null` with `by: 'none'` and for actions that have no element. */
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
  const words = byWords(s, phrase, op);
  if (words) return words;
  const reads = asksToRead(phrase);
  const plain = reads ? readOut(s, phrase, o.about, { ...(o.seen ? { seen: o.seen } : {}), ...(o.past ? { past: o.past } : {}) }) : byName(s, phrase);
  if (plain) return groundedBy(s, plain.action === 'click' && LONG.test(phrase) ? { ...plain, action: 'long_press' } : plain);
  const meant = reads || o.about === undefined ? undefined : byReference(s, phrase, o.about);
  if (meant) return groundedBy(s, meant);
  const again = reads ? undefined : shownTwice(s, phrase, op);
  if (again) return { ...groundedBy(s, { action: LONG.test(phrase) ? 'long_press' : 'click', element: again.id }), confidence: SURE_REPEATED };
  // What cannot be read is not found by touching something.
  if (reads) return none;
  if (!o.pilot) return none;
  const { elements, of } = pilotElements(s, o.leads);
  if (elements.length === 0) return none;
  const a = await o.pilot.decide({ goal: phrase, past: o.past ?? [], elements }, o.signal);
  const cost = { promptTokens: a.promptTokens, reused: a.reused, ms: a.ms };
  const element = a.element === undefined ? undefined : of[a.element];
  if (a.answer === '<none>') return { ...none, confidence: a.confidence, cost };
  if (a.confidence < (o.sure ?? (quotesLabel(phrase) ? SURE_NAMED : SURE))) return { ...none, confidence: 1 - a.confidence, cost };
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
    case 'back': return { element: null, action: 'navigate_back', confidence: 1, by: 'matcher' };
    case 'home': return { element: null, action: 'navigate_home', confidence: 1, by: 'matcher' };
    case 'press-enter': return { element: null, action: 'keyboard_enter', confidence: 1, by: 'matcher' };
    case 'swipe': return op.until || op.in ? undefined : { element: null, action: 'scroll', direction: op.direction, confidence: 1, by: 'matcher' };
    default: break;
  }
  if (op) return undefined;
  const relation = relationOf(phrase);
  if (relation) {
    const e = inRelation(s, relation);
    return e && !e.disabled ? { element: e.id, bounds: e.target ?? e.bounds, action: LONG.test(phrase) ? 'long_press' : 'click', confidence: 1, by: 'matcher' } : undefined;
  }
  const quotes = quotesOf(phrase);
  // Words around a quotation may be about another thing ("below …", "next to …"): only a plain step is taken by its quotation.
  if (quotes.length !== 1 || !PLAIN.test(phrase)) return undefined;
  return sure(matchTerm(s, { text: quotes[0]! }), { action: 'click' });
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
