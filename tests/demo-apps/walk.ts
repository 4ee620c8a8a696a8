// Exports: walk (carries a parsed SOP out on a demo phone with the project's own matcher), newPhone, Walker.
// It is the shortest reader of an SOP that there can be: no approvals, no model, no recovery. It shows that the words of an SOP and of the apps agree.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { APPS } from '../../electron/demo-phone/apps/index.ts';
import { createPhone } from '../../electron/demo-phone/phone.ts';
import type { Json, Phone } from '../../electron/demo-phone/types.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import type { Sop, Statement, Step, Term } from '../../electron/protocol/sop.ts';
import { matchTerm, type Query } from '../../electron/screen/match.ts';
import { snapshotOfDump } from '../../electron/screen/snapshot.ts';
import { holds } from '../../electron/screen/statement.ts';
import { parseSop } from '../../electron/sop/parse.ts';
import { ManualClock } from '../demo-phone/manual-clock.ts';

export interface Walker {
  phone: Phone;
  clock: ManualClock;
  /** What a person does at a `Hand over` and at a free step, by the step's text. */
  person: (text: string, w: Walker) => Promise<void>;
  look(): Snapshot;
  tap(query: Query): Promise<void>;
  type(query: Query, text: string): Promise<void>;
  app(name: string): Json;
}

export function newPhone(person: Walker['person'] = async (text) => { throw new Error(`Nobody is there for: ${text}`); }): Walker {
  const clock = new ManualClock();
  const phone = createPhone({ clock, apps: APPS });
  const look = (): Snapshot => {
    const d = phone.dump({ compressed: false });
    if (!d.ok) throw new Error(d.message);
    const s = snapshotOfDump(d.xml, { id: 's', device: 'demo', at: clock.now() });
    if (!s.ok) throw new Error(s.failure.raw);
    return s.snapshot;
  };
  const find = (query: Query) => {
    const screen = look();
    const m = matchTerm(screen, query);
    if (m.kind !== 'unique') throw new Error(`${JSON.stringify(query)} is ${m.kind} on:\n${screen.text}`);
    return screen.elements.find((e) => e.id === m.element)!;
  };
  const tap: Walker['tap'] = async (query) => {
    const [x, y] = find(query).tap;
    await clock.through(phone.gesture([[x, y, 0]]));
    await clock.advance(50);
  };
  return {
    phone, clock, person, look, tap,
    type: async (query, text) => {
      await tap({ ...query, role: 'input' });
      // Select all there is by moving to the end and deleting, as an input layer without a helper does.
      const held = find({ ...query, role: 'input' }).value ?? '';
      phone.key('MOVE_END');
      for (let i = 0; i < held.length + 4; i++) phone.key('DEL');
      phone.commitText(text);
      await clock.advance(50);
    },
    app: (name) => phone.save().apps[name] ?? null,
  };
}

type Values = { [name: string]: Json };

export async function walk(w: Walker, path: string, given: Values = {}): Promise<Sop> {
  const sop = parseSop(readFileSync(path, 'utf8'), { path });
  const values: Values = { ...Object.fromEntries(sop.meta.params.map((p) => [p.name, (p.example ?? p.default ?? null) as Json])), ...given };
  const word = (t: Term): string => {
    switch (t.kind) {
      case 'text': return t.text;
      case 'param': return String(values[t.name]);
      case 'number': return String(t.value);
      case 'template': return t.parts.map((p) => (typeof p === 'string' ? p : String(values[p.param]))).join('');
      case 'selector': return t.value;
    }
  };
  const query = (t: Term): Query => (t.kind === 'selector' ? { selector: { by: t.by, value: t.value } } : { text: word(t) });
  const is = (s: Statement): boolean => {
    const answer = holds(w.look(), s, word);
    if (answer === 'unknown') throw new Error(`Nobody can judge ${JSON.stringify(s)} on:\n${w.look().text}`);
    return answer === 'yes';
  };
  const within = async (s: Statement, ms = s.withinMs ?? 2000): Promise<void> => {
    for (let t = 0; !is(s); t += 200) {
      if (t > ms) throw new Error(`Not so: ${JSON.stringify(s)} on:\n${w.look().text}`);
      await w.clock.advance(200);
    }
  };
  const swipe = async (up: boolean): Promise<void> => {
    const [y0, y1] = up ? [700, 1150] : [1150, 700];
    await w.clock.through(w.phone.gesture([[360, y0, 0], [360, (y0 + y1) / 2, 150], [360, y1, 300], [360, y1, 500]]));
    await w.clock.advance(600);
  };
  const guard = async (): Promise<void> => {
    for (const g of sop.guards) if (is(g.condition)) await all(g.body);
  };
  const all = async (steps: readonly Step[]): Promise<void> => {
    let held = false;
    for (const s of steps) held = await one(s, held);
  };
  /** @returns whether the `If` just met held */
  async function one(s: Step, held: boolean): Promise<boolean> {
    const { op } = s;
    if (!steps.has(s)) { steps.add(s); if (sop.guards.every((g) => !g.body.includes(s))) await guard(); }
    switch (op?.verb) {
      case undefined: await w.person(s.text, w); break;
      case 'open': {
        const label = word(op.app);
        const app = w.phone.installed.find((a) => a.label === label);
        if (!app) throw new Error(`No app ${label}`);
        w.phone.startActivity({ package: app.package });
        break;
      }
      case 'home': w.phone.key('HOME'); break;
      case 'back': w.phone.key('BACK'); await w.clock.advance(50); break;
      case 'tap': await w.tap(query(op.target)); break;
      case 'enter': await w.type(query(op.target), word(op.value)); break;
      case 'turn-on': case 'turn-off':
        if (!is({ is: op.verb === 'turn-on' ? 'on' : 'off', target: op.target, span: s.span })) await w.tap({ ...query(op.target), role: 'toggle' });
        break;
      case 'swipe':
        for (let n = 0; op.until && !is(op.until); n++) { if (n > 25) throw new Error(`${s.text}: never, on:\n${w.look().text}`); await swipe(op.direction === 'up'); }
        break;
      case 'wait':
        if (op.until) for (let t = 0; !is(op.until); t += 200) { if (t > 15_000) throw new Error(`${s.text}: never, on:\n${w.look().text}`); await w.clock.advance(200); await guard(); }
        else await w.clock.advance(op.ms ?? 1000);
        break;
      case 'check': await within(op.statement); break;
      case 'run': await walk(w, resolve(dirname(path), sop.meta.uses.find((u) => u.alias === op.alias)!.path)); break;
      case 'for-each': for (const item of values[op.list.kind === 'param' ? op.list.name : ''] as string[]) { values[op.item] = item; await all(s.body); } break;
      case 'repeat': for (let n = 0; op.until ? !is(op.until) : n < (op.times ?? 1); n++) { if (n > 10) throw new Error(`${s.text}: never, on:\n${w.look().text}`); await all(s.body); } break;
      case 'if': { const yes = is(op.condition); if (yes) await all(s.body); return yes; }
      case 'otherwise': if (!held) await all(s.body); break;
      case 'hand-over': await w.person(s.text, w); break;
      default: throw new Error(`No way to do: ${s.text}`);
    }
    for (const c of s.clauses) {
      if (c.clause === 'expect') { await guard(); await within(c.statement); }
      if (c.clause === 'if') await all(is(c.condition) ? c.body : c.otherwise);
    }
    return false;
  }
  const steps = new Set<Step>();
  for (const phase of sop.phases) await all(phase.steps);
  for (const s of sop.outcome) await within(s);
  return sop;
}
