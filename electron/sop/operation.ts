// Exports: readStep, splitSteps, beginsWithVerb, StepReading. The text of one step → its operation, over flat text.

import type { Operation, Statement, Term } from '../protocol/sop.ts';
import { compileRow, matchAt, type Found } from './pattern.ts';
import { fold, rawOf, tokenAt, type Flat } from './scan.ts';
import { parseStatement, termAt, trimRange } from './statement.ts';
import { VERB_TABLE, headPattern, type VerbRow } from './verbs.ts';

const ROWS = VERB_TABLE.map((row) => {
  const heads = headPattern(row);
  return { row, patterns: compileRow(row), head: new RegExp(`^(?:${heads.en}|${heads.zh})`) };
});
const LEAD_IN = /^(?:(?:please|then|next|now|and|请|然后|再|则|就)\b,? ?|(?:请|然后|再|则|就),? ?)+/;
const HARD = /,? ?\b(?:and )?then\b,? ?|; ?|,?然后 ?/g;
const SOFT = /, ?(?:and )?| and /g;

export interface StepReading {
  op?: Operation;
  /** The row whose head the text begins with, whether or not its form fits. */
  row?: VerbRow;
  /** Flat range of the head word. */
  head?: [number, number];
  /** Flat range of an inline body after the colon. */
  body?: [number, number];
  /** Flat range of what follows an inline `otherwise`. */
  otherwise?: [number, number];
}

/** The verb row a range begins with (longest head), and the flat range of the head. */
export function beginsWithVerb(flat: Flat, start: number, to: number): { row: VerbRow; head: [number, number] } | undefined {
  const from = afterLeadIn(flat, start, to);
  const text = flat.text.slice(from, to);
  let best: { row: VerbRow; head: [number, number] } | undefined;
  for (const { row, head } of ROWS) {
    const m = head.exec(text);
    if (m && m[0].length > (best ? best.head[1] - best.head[0] : 0)) best = { row, head: [from, from + m[0].length] };
  }
  return best;
}

function afterLeadIn(flat: Flat, from: number, to: number): number {
  const m = LEAD_IN.exec(flat.text.slice(from, to));
  return m && from + m[0].length < to ? from + m[0].length : from;
}

/** `tap X, then Y` → ranges of the single steps. Commas divide only where a verb follows. */
export function splitSteps(flat: Flat, start: number, stop: number): [number, number][] {
  const text = flat.text.slice(start, stop);
  const cuts: [number, number][] = [];
  for (const m of text.matchAll(HARD)) cuts.push([start + m.index, start + m.index + m[0].length]);
  for (const m of text.matchAll(SOFT)) {
    const after = start + m.index + m[0].length;
    if (!cuts.some(([a, b]) => start + m.index < b && after > a) && beginsWithVerb(flat, after, stop)) cuts.push([start + m.index, after]);
  }
  cuts.sort((a, b) => a[0] - b[0]);
  const parts: [number, number][] = [];
  let from = start;
  for (const [a, b] of [...cuts, [stop, stop] as [number, number]]) {
    const part = trimRange(flat, from, a);
    if (part[0] < part[1]) parts.push(part);
    from = b;
  }
  return parts;
}

/** Reads one step text; never fails: no `op` means a free step. */
export function readStep(flat: Flat, start: number, stop: number): StepReading {
  const [from0, to] = trimRange(flat, start, stop);
  const from = afterLeadIn(flat, from0, to);
  const begin = beginsWithVerb(flat, from, to);
  const reading: StepReading = begin ? { row: begin.row, head: begin.head } : {};
  let end = to;
  const colon = flat.text.indexOf(':', from);
  if (begin?.row.body) {
    if (colon >= 0 && colon < to) end = colon;
    else if (begin.row.verb === 'otherwise') end = begin.head[1];
    else if (begin.row.verb === 'if') end = conditionEnd(flat, begin.head[1], to);
    let body = trimRange(flat, colon === end ? end + 1 : end, to);
    // `如果 … 出现，就 点击 …`
    body = [afterLeadIn(flat, body[0], body[1]), body[1]];
    if (body[0] < body[1]) {
      if (begin.row.verb === 'if') {
        const other = splitOtherwise(flat, body[0], body[1]);
        if (other) { reading.otherwise = other.after; body = other.before; }
      }
      reading.body = body;
    }
  } else if (colon >= 0 && colon === to - 1) end = colon;
  const [a, b] = trimRange(flat, from, end);
  for (const { row, patterns } of ROWS) {
    if (begin?.row.body && row !== begin.row) continue;
    for (const re of patterns) {
      const found = matchAt(re, flat, a, b);
      const op = found && build(row, found, flat);
      if (op) {
        const head = found['head'];
        return { ...reading, op, row, ...(head ? { head: [head.from, head.to] } : {}) };
      }
    }
  }
  return reading;
}

/** Where the condition of an `If` without a colon ends: before the first comma that a verb follows. */
function conditionEnd(flat: Flat, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    if (flat.text[i] !== ',') continue;
    const [after] = trimRange(flat, i, to);
    if (beginsWithVerb(flat, after, to)) return i;
  }
  return to;
}

/** Splits `tap "A", otherwise tap "B"`. */
export function splitOtherwise(flat: Flat, from: number, to: number): { before: [number, number]; after: [number, number] } | undefined {
  const m = /[,;.] ?(?:otherwise|else|否则|不然)(?![a-z]),?:? ?/.exec(flat.text.slice(from, to));
  if (!m) return undefined;
  return { before: trimRange(flat, from, from + m.index), after: trimRange(flat, from + m.index + m[0].length, to) };
}

const DIRECTIONS: Record<string, 'up' | 'down' | 'left' | 'right'> = { up: 'up', down: 'down', left: 'left', right: 'right', 上: 'up', 下: 'down', 左: 'left', 右: 'right' };

function build(row: VerbRow, found: Found, flat: Flat): Operation | undefined {
  const term = (name: string): Term | undefined => termAt(flat, found[name]?.text);
  const value = (name: string): Term | undefined => termAt(flat, found[name]?.text, true);
  const statement = (name: string): Statement | undefined => {
    const f = found[name];
    return f && parseStatement(flat, f.from, f.to);
  };
  const named = (name: string): string | undefined => { const t = term(name); return t?.kind === 'param' ? t.name : undefined; };
  const duration = (name: string): number | undefined => { const t = tokenAt(flat, found[name]?.text); return t?.kind === 'duration' ? t.ms : undefined; };
  const seen = (): Statement | undefined => { const t = term('see'); return t && { is: 'visible', target: t, span: t.span }; };
  switch (row.verb) {
    case 'open': { const app = term('app'); return app && { verb: 'open', app }; }
    case 'tap': case 'long-press': case 'clear': case 'turn-on': case 'turn-off': { const target = term('target'); return target && { verb: row.verb, target }; }
    case 'enter': { const v = value('value'); const target = term('target'); return v && target && { verb: 'enter', value: v, target }; }
    case 'swipe': {
      const until = statement('until') ?? seen();
      const inside = term('in');
      return { verb: 'swipe', direction: DIRECTIONS[found['direction']?.text ?? 'down'] ?? 'down', ...(inside ? { in: inside } : {}), ...(until ? { until } : {}) };
    }
    case 'back': case 'home': case 'press-enter': case 'otherwise': case 'skip': case 'end-loop': return { verb: row.verb };
    case 'wait': {
      const until = statement('until') ?? seen();
      const max = duration('max');
      const ms = duration('ms');
      return { verb: 'wait', ...(ms === undefined ? {} : { ms }), ...(until ? { until: max === undefined ? until : { ...until, withinMs: until.withinMs ?? max } } : {}) };
    }
    case 'check': { const s = statement('statement'); return s && { verb: 'check', statement: s }; }
    case 'remember': { const target = term('target'); const as = named('as'); return target && as !== undefined ? { verb: 'remember', target, as } : undefined; }
    case 'run': {
      const alias = named('alias');
      const args = found['args'] ? readArgs(flat, found['args'].from, found['args'].to) : [];
      return alias !== undefined && args ? { verb: 'run', alias, args } : undefined;
    }
    case 'for-each': { const item = named('item'); const list = term('list'); return item !== undefined && list ? { verb: 'for-each', item, list } : undefined; }
    case 'repeat': {
      const token = tokenAt(flat, found['times']?.text);
      const until = statement('until');
      return { verb: 'repeat', ...(token?.kind === 'number' ? { times: token.value } : {}), ...(until ? { until } : {}) };
    }
    case 'if': { const condition = statement('condition'); return condition && { verb: 'if', condition }; }
    case 'stop': case 'hand-over': { const why = value('why'); return { verb: row.verb, ...(why ? { why } : {}) }; }
  }
}

/** `ssid = "Lab", password: {{pw}}`; undefined when it is none. */
function readArgs(flat: Flat, from: number, to: number): { name: string; value: Term }[] | undefined {
  const args: { name: string; value: Term }[] = [];
  let at = from;
  while (at < to) {
    const m = /^(?:,|and |和|,? ?and )? ?(?:([^\s=:,]+)|([\uE000-\uE7FF])) ?(?:=|:|为) ?([\uE000-\uF7FF]) ?/.exec(flat.text.slice(at, to));
    if (!m) return undefined;
    const key = m[2] === undefined ? undefined : termAt(flat, m[2]);
    // Flat text is lower case; a parameter's name is not.
    const nameAt = at + m[0].indexOf(m[1] ?? m[2] as string);
    const name = key ? (key.kind === 'param' ? key.name : undefined) : fold(rawOf(flat, nameAt, nameAt + (m[1] as string).length).text);
    const value = termAt(flat, m[3], true);
    if (name === undefined || !value) return undefined;
    args.push({ name, value });
    at += m[0].length;
  }
  return args;
}
