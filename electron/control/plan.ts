// Exports: planOf, planWords. What a run will ask, before it begins: the steps of an SOP judged by what their words and marks say. Pure.
// It is a preview and grants nothing: what counts is what stands on the phone when a step is done. What only the phone can tell is said to be so.

import type { Action } from '../protocol/actions.ts';
import type { Plan, PlanItem } from '../protocol/run.ts';
import type { Element } from '../protocol/screen.ts';
import { CLASSES, type Class, type Sop, type Step, type Term } from '../protocol/sop.ts';
import { clausesOf } from '../sop/flow.ts';
import { classify } from './classify.ts';
import { fold } from './fold.ts';
import { isGeneric } from './lexicon.ts';

export interface PlanFacts {
  sop: Sop;
  /** Values of its parameters as far as they are known; lists as lists. */
  values: ReadonlyMap<string, unknown>;
  /** An SOP that `Run` names, by its alias. */
  used?(sop: Sop, alias: string): Sop | undefined;
}

/** Where a step stands: how often it is reached, and what that hangs on. */
interface Around { sop: Sop; values: ReadonlyMap<string, unknown>; prefix: string; times: number | 'some'; unless: string; depth: number }

const DEPTH = 5;
const text = (v: unknown): string => (Array.isArray(v) ? v.map(String).join(', ') : String(v));

/** The words of a term; `undefined`: only the run knows them. */
function wordsOf(t: Term, values: ReadonlyMap<string, unknown>): string | undefined {
  switch (t.kind) {
    case 'text': return t.text;
    case 'number': return String(t.value);
    case 'selector': return undefined;
    case 'param': return values.has(t.name) ? text(values.get(t.name)) : undefined;
    case 'template': {
      const parts = t.parts.map((p) => (typeof p === 'string' ? p : values.has(p.param) ? text(values.get(p.param)) : undefined));
      return parts.includes(undefined) ? undefined : parts.join('');
    }
  }
}

const element = (label: string, role: Element['role'], id: string): Element => ({
  id: 0, role, label, labelFrom: label === '' ? 'id' : 'text', bounds: [0, 0, 1, 1], tap: [0, 0], package: '', resourceId: id, className: '', selectors: [], source: 'tree', line: '', ...(role === 'input' ? {} : { clickable: true }),
});

/** What a step does to the phone, as the executor would be asked; `undefined`: it only looks or steers. */
function actionOf(step: Step, a: Around): { action: Action; element?: Element; words?: string; target?: Term } | undefined {
  const { op } = step;
  const secrets = new Set(a.sop.meta.params.filter((p) => p.secret).map((p) => p.name));
  const at = (t: Term, role: Element['role']): { element: Element; words?: string; target: Term } => {
    const words = wordsOf(t, a.values);
    return { element: element(words ?? '', role, t.kind === 'selector' && t.by === 'id' ? t.value : ''), target: t, ...(words === undefined ? {} : { words }) };
  };
  switch (op?.verb) {
    case 'tap': return { action: { action: 'click', element: 0 }, ...at(op.target, 'button') };
    case 'long-press': return { action: { action: 'long_press', element: 0 }, ...at(op.target, 'button') };
    case 'turn-on': case 'turn-off': return { action: { action: 'click', element: 0 }, ...at(op.target, 'switch') };
    case 'clear': return { action: { action: 'input_text', element: 0, text: '' }, ...at(op.target, 'input') };
    case 'enter': {
      const names = op.value.kind === 'param' ? [op.value.name] : op.value.kind === 'template' ? op.value.parts.flatMap((p) => (typeof p === 'string' ? [] : [p.param])) : [];
      const secret = names.find((n) => secrets.has(n));
      return { action: { action: 'input_text', element: 0, text: secret === undefined ? wordsOf(op.value, a.values) ?? '' : `<secret:${secret}>` }, ...at(op.target, 'input') };
    }
    case 'open': return { action: { action: 'open_app', app: wordsOf(op.app, a.values) ?? '' } };
    case 'back': return { action: { action: 'navigate_back' } };
    case 'home': return { action: { action: 'navigate_home' } };
    case 'press-enter': return { action: { action: 'keyboard_enter' } };
    case 'swipe': return { action: { action: 'scroll', direction: op.direction } };
    case 'wait': return op.until ? undefined : { action: { action: 'wait', seconds: (op.ms ?? 1000) / 1000 } };
    default: return undefined;
  }
}

/** Waiting sends nothing through the executor. */
const asks = (step: Step): boolean => step.op === undefined || !['wait', 'check', 'remember', 'run', 'for-each', 'repeat', 'if', 'otherwise', 'skip', 'stop', 'end-loop', 'hand-over'].includes(step.op.verb);

function* ofStep(step: Step, a: Around, f: PlanFacts): Generator<PlanItem> {
  const marks = clausesOf(step, 'ask');
  const item = (classes: readonly Class[], sure: boolean, why: string): PlanItem => ({
    step: { id: step.id, number: `${a.prefix}${step.number}`, text: step.text, line: step.line }, classes: [...classes], sure: sure && a.unless === '', times: a.times, why: [why, a.unless].filter((w) => w !== '').join('; '),
  });
  const act = actionOf(step, a);
  if (asks(step)) {
    const found = act ? classify({ action: act.action, ...(act.element ? { element: act.element } : {}) }) : { classes: [], because: [] };
    const marked = [...new Set(marks.flatMap((m) => m.classes))].filter((c): c is Class => (CLASSES as readonly string[]).includes(c));
    const classes = [...new Set([...marked, ...found.classes])];
    const toggle = step.op?.verb === 'turn-on' || step.op?.verb === 'turn-off';
    const reason = marks[0]?.reason;
    if (marks.length > 0) yield { ...item(classes, !toggle, toggle ? 'Ask first, unless it is so already' : `Ask first${reason === undefined ? '' : `: ${reason}`}`), ...(step.op === undefined ? { times: 'some' as const } : {}) };
    else if (classes.length > 0) yield item(classes, !toggle && act?.words !== undefined, found.because.map((b) => b.words).join(', '));
    else if (act?.words !== undefined && (act.action.action === 'click' || act.action.action === 'long_press') && isGeneric(fold(act.words))) yield item([], false, `"${act.words}" takes the class of what stands around it`);
    else if (act?.target && act.words === undefined && act.action.action !== 'input_text') yield item([], false, act.target.kind === 'selector' ? 'Only the phone shows what it says' : 'Only the run knows its words');
    else if (act?.action.action === 'keyboard_enter') yield item([], false, 'Enter may press a button of the form');
    else if (act === undefined) yield { ...item(proseClasses(step, a), false, 'Prose: what is done is decided on the screen'), times: 'some' };
  }
  const inner = (more: Partial<Around>): Around => ({ ...a, ...more });
  const times = (n: number | undefined): number | 'some' => (n === undefined || a.times === 'some' ? 'some' : n * a.times);
  const { op } = step;
  if (op?.verb === 'for-each') {
    const list = op.list.kind === 'param' ? a.values.get(op.list.name) : wordsOf(op.list, a.values);
    const items = Array.isArray(list) ? list.map(String) : typeof list === 'string' ? list.split(/[,，、;；\n]/).filter((s) => s.trim() !== '') : undefined;
    const values = new Map(a.values);
    if (items?.length === 1) values.set(op.item, items[0]); else values.delete(op.item);
    yield* ofSteps(step.body, inner({ values, times: times(items?.length) }), f);
  } else if (op?.verb === 'repeat') {
    // "Until" may be reached at once.
    yield* ofSteps(step.body, inner(op.until ? { times: 'some', unless: a.unless || 'only if the loop is entered' } : { times: times(op.times) }), f);
  } else if (op?.verb === 'if' || op?.verb === 'otherwise') yield* ofSteps(step.body, inner({ unless: a.unless || 'only on one side of an If' }), f);
  else if (op?.verb === 'run' && a.depth < DEPTH) {
    const sop = f.used?.(a.sop, op.alias);
    if (sop) {
      const given = op.args.flatMap((g): [string, unknown][] => { const v = g.value.kind === 'param' ? a.values.get(g.value.name) : wordsOf(g.value, a.values); return v === undefined ? [] : [[g.name, v]]; });
      const values = new Map<string, unknown>([...sop.meta.params.flatMap((p): [string, unknown][] => { const v = a.values.get(p.name) ?? p.default; return v === undefined || v === null ? [] : [[p.name, v]]; }), ...given]);
      for (const p of sop.phases) yield* ofSteps(p.steps, { ...a, sop, values, prefix: `${a.prefix}${step.number}›`, depth: a.depth + 1 }, f);
    } else yield item([], false, 'It runs another SOP, which was not read');
  } else if (op) yield* ofSteps(step.body, a, f);
  for (const c of step.clauses) if (c.clause === 'if') yield* ofSteps([...c.body, ...c.otherwise], inner({ unless: a.unless || 'only on one side of an If' }), f);
}

function* ofSteps(steps: readonly Step[], a: Around, f: PlanFacts): Generator<PlanItem> {
  for (const s of steps) yield* ofStep(s, a, f);
}

/** Classes that the quoted words of a step in prose have. */
function proseClasses(step: Step, a: Around): Class[] {
  return [...new Set(step.terms.flatMap((t) => { const words = wordsOf(t, a.values); return words === undefined ? [] : classify({ action: { action: 'click', element: 0 }, element: element(words, 'button', '') }).classes; }))];
}

export function planOf(f: PlanFacts): Plan {
  const start: Around = { sop: f.sop, values: f.values, prefix: '', times: 1, unless: '', depth: 0 };
  const items = [...f.sop.phases.flatMap((p) => [...ofSteps(p.steps, start, f)]), ...f.sop.guards.flatMap((g) => [...ofSteps(g.body, { ...start, unless: 'only when a Whenever applies' }, f)])];
  const sure = items.filter((i) => i.sure);
  const plan = { asks: sure.reduce((n, i) => n + (i.times === 'some' ? 1 : i.times), 0), atLeast: sure.some((i) => i.times === 'some'), perhaps: items.filter((i) => !i.sure).length, items };
  return { ...plan, words: planWords(plan) };
}

/** "This run will ask 3 times: payment at 8, 10 and 11. 2 more steps may ask." */
export function planWords(p: Omit<Plan, 'words'>): string {
  const sure = p.items.filter((i) => i.sure);
  const by = new Map<string, string[]>();
  for (const i of sure) { const name = i.classes.join(' and ') || 'Ask first'; by.set(name, [...(by.get(name) ?? []), `${i.step.number}${i.times === 1 ? '' : i.times === 'some' ? ' (each time)' : ` (${i.times}×)`}`]); }
  const list = [...by].map(([name, at]) => `${name} at ${at.join(', ')}`).join('; ');
  const head = p.asks === 0 ? 'By its words this run asks nothing' : `This run will ask ${p.atLeast ? 'at least ' : ''}${p.asks === 1 ? 'once' : `${p.asks} times`}: ${list}`;
  return `${head}.${p.perhaps === 0 ? '' : ` ${p.perhaps === 1 ? 'One more step' : `${p.perhaps} more steps`} may ask, by what the phone shows.`}`;
}
