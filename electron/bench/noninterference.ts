// Exports: noninterference, trials, ARMS, Arm, Tally. The two-run test of information flow on the store and the retrieval as they are: two memories that agree
// on all that one reader may read and differ in everything else must answer that reader alike, to the byte (seeds.md §6).

import { textOption, UsageError, type Command } from '../commands/command.ts';
import { buildPrompt, promptText } from '../agent/prompt.ts';
import { createMemory, type AppKey, type Memory } from '../memory/memory.ts';
import { createIndex, type Found } from '../memory/recall.ts';
import { openStore, type Store } from '../memory/store.ts';
import { stateKey } from '../memory/view.ts';
import { mayRead } from '../privacy/labels.ts';
import type { Label } from '../protocol/privacy.ts';
import type { MemoryGraph } from '../protocol/memory.ts';
import type { StepRecord } from '../protocol/run.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { snapshotOfDump } from '../screen/snapshot.ts';
import { parseSop } from '../sop/parse.ts';
import { createRandom, type Random } from './pilot/random.ts';

/** `filter-first` is what ships; the others are broken on purpose, so that a test that sees nothing is known to be able to see. */
export const ARMS = ['filter-first', 'filter-after-top-k', 'global-statistics'] as const;
export type Arm = (typeof ARMS)[number];
/** Trials in which the two answers differed, and in what. `told`: trials in which something was found, and of `filter-first` put into a prompt. */
export interface Tally { arm: Arm; trials: number; told: number; differ: number; share: number; in: { ids: number; order: number; scores: number; prompt: number; rest: number } }

const READER = 'u';
const APP: AppKey = { package: 'com.example.notes', version: '1.0', label: 'Notes' };
/** So few are kept by the arm that filters afterwards. */
const TOP = 5;
const THINGS = ['invoice', 'patient', 'salary', 'contract', 'ticket', 'order', 'photo', 'draft', 'meeting', 'address', 'budget', 'recipe', 'password', 'report', 'visit', 'claim', '工资', '病历', '合同', '订单'];
const DOINGS = ['open', 'delete', 'share', 'rename', 'archive', 'print', 'move', 'export', '打开', '删除', '分享'];
const GOALS = ['open the invoice', 'delete the draft of the meeting', 'share the budget report', 'print the contract', 'find the salary', '删除订单', 'archive the ticket', 'rename the photo of the patient'];

const escape = (s: string): string => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const node = (o: { cls: string; text?: string; id?: string; bounds: string; click?: boolean }): string =>
  `<node index="0" text="${escape(o.text ?? '')}" resource-id="${o.id ?? ''}" class="${o.cls}" package="${APP.package}" content-desc="" checkable="false" checked="false" clickable="${o.click === true}" enabled="true" focusable="${o.click === true}" focused="false" scrollable="false" long-clickable="false" password="false" selected="false" bounds="${o.bounds}" />`;

/** One screen of the app: a title and up to five buttons. The number of rows makes its structure, and so its id. */
function screen(r: Random, n: number): Snapshot {
  const rows = Array.from({ length: 2 + r.below(4) }, (_, i) => node({ cls: 'android.widget.Button', text: `${r.pick(DOINGS)} ${r.pick(THINGS)}${r.chance(0.3) ? ` ${r.pick(THINGS)}` : ''}`, id: `${APP.package}:id/row${n % 9}_${i}`, bounds: `[0,${200 + i * 100}][1080,${290 + i * 100}]`, click: true }));
  const xml = `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"><node index="0" text="" resource-id="" class="android.widget.FrameLayout" package="${APP.package}" content-desc="" checkable="false" checked="false" clickable="false" enabled="true" focusable="false" focused="false" scrollable="false" long-clickable="false" password="false" selected="false" bounds="[0,0][1080,1920]">${node({ cls: 'android.widget.TextView', text: `All ${r.pick(THINGS)}s`, id: `${APP.package}:id/title`, bounds: '[0,60][1080,180]' })}${rows.join('')}</node></hierarchy>`;
  const taken = snapshotOfDump(xml, { id: `s${n}`, device: 'none', at: n });
  if (!taken.ok) throw new TypeError(`A screen of the bench cannot be read: ${taken.failure.why}`);
  return { ...taken.snapshot, activity: `.Screen${n % 9}` };
}

interface Visit { before: Snapshot; after: Snapshot; step: StepRecord; readers: Label['readers'] }

function visit(r: Random, pool: readonly Snapshot[], readers: Label['readers'], at: number): Visit {
  const before = { ...r.pick(pool), at };
  const after = { ...r.pick(pool), at: at + 1 };
  const buttons = before.elements.filter((e) => e.role === 'button');
  const element = r.pick(buttons);
  return {
    before, after, readers,
    step: { v: 1, seq: at, at, actor: { kind: 'agent', run: 'r' }, action: { action: 'click', element: element.id }, what: `Tap "${element.label}"`, outcome: { ok: true, sent: true, how: 'input tap' }, claimed: true, verified: 'yes', checks: [], ms: 1 },
  };
}

/** Two histories: the same visits for the reader, in the same order, and others between them that differ. */
function histories(r: Random, pool: readonly Snapshot[]): [Visit[], Visit[]] {
  const mine = Array.from({ length: r.between(2, 4) }, (_, i) => visit(r, pool, r.pick<Label['readers']>(['all', 'all', [READER], [READER, 'v']]), 1000 + i * 10));
  const with_ = (): Visit[] => {
    const out: Visit[] = [];
    for (const m of mine) {
      for (let n = r.below(2); n > 0; n--) out.push(visit(r, pool, r.pick<Label['readers']>([['v'], ['v', 'w'], []]), 500 + r.below(1000)));
      out.push(m);
    }
    for (let n = r.between(1, 2); n > 0; n--) out.push(visit(r, pool, ['v'], 500 + r.below(1000)));
    return out;
  };
  return [with_(), with_()];
}

const SOP = parseSop('---\nsop: 1\nid: bench.flow\ntitle: Tidy up\nowner: bench\nclassification: public\napplies:\n  - { app: com.example.notes }\n---\n# Tidy up\n\n## Steps\n1. Tidy up what is left over.\n');

interface Answer { found: Found[]; prompts: string[]; rest: string }

/** What the reader is told. */
async function answer(memory: Memory, store: Store, arm: Arm, goals: readonly string[], shown: readonly Snapshot[], signal: AbortSignal): Promise<Answer> {
  const found: Found[] = [];
  for (const goal of goals) found.push(...arm === 'filter-first' ? await memory.search(APP, goal, signal) : await leaking(store, arm, goal));
  if (arm !== 'filter-first') return { found, prompts: [], rest: '' };
  const prompts: string[] = [];
  const step = SOP.phases[0]!.steps[0]!;
  for (const s of shown) {
    const leads = new Map([...await memory.hints(APP, s, goals[0]!, signal)].map(([id, l]) => [id, l.text]));
    prompts.push(promptText(buildPrompt({ sop: SOP, values: {}, done: new Set(), step, stepText: goals[0]!, history: [], screen: s, leads })));
  }
  return { found, prompts, rest: JSON.stringify([memory.store.apps(), memory.labels(APP.package), await memory.begins(APP, goals[0]!, signal), memory.store.read(APP.package, APP.version)]) };
}

/** One index over everything, read by everybody: the mistakes that are easily made. */
async function leaking(store: Store, arm: Arm, goal: string): Promise<Found[]> {
  const g = store.read(APP.package, APP.version);
  if (!g) return [];
  const whole: MemoryGraph = { ...g, states: g.states.map((s) => ({ ...s, id: stateKey(s) })), edges: [] };
  const readers = new Map(g.states.map((s) => [stateKey(s), s.readers]));
  const index = createIndex(whole);
  try {
    const all = await index.search(goal, { limit: arm === 'filter-after-top-k' ? TOP : 10_000 });
    return all.filter((f) => mayRead(READER, readers.get(f.state)));
  } finally {
    index.close();
  }
}

/** @param seed the same trials for the same one */
export async function trials(o: { arm: Arm; count: number; seed: number; signal: AbortSignal; after?: (done: number) => void }): Promise<Tally> {
  const tally: Tally = { arm: o.arm, trials: o.count, told: 0, differ: 0, share: 0, in: { ids: 0, order: 0, scores: 0, prompt: 0, rest: 0 } };
  const build = createRandom(o.seed);
  const pool = Array.from({ length: 40 }, (_, n) => screen(build, n));
  const worlds = [0, 1].map(() => {
    const { store } = openStore(':memory:', 0);
    let now = 0;
    // The clocks of the two go differently: when something else was written must not show.
    return { store, memory: createMemory({ store, clock: { now: () => (now += 7), sleep: async () => {} }, reader: () => READER }), skip: (n: number) => { now += n; } };
  });
  try {
    for (let i = 0; i < o.count; i++) {
      o.signal.throwIfAborted();
      const r = createRandom(o.seed * 1_000_003 + i);
      const [a, b] = histories(r, pool);
      const goals = r.some(GOALS, 2);
      const shown = [a, b].map((h) => h.filter((v) => mayRead(READER, v.readers)).slice(0, 2).map((v) => v.before));
      const answers: Answer[] = [];
      for (const [w, world] of worlds.entries()) {
        world.skip(r.below(1000));
        for (const v of w === 0 ? a : b) await world.memory.learn(async () => APP, v.step, v.before, v.after, v.readers);
        answers.push(await answer(world.memory, world.store, o.arm, goals, shown[w]!, o.signal));
        world.store.remove(APP.package, APP.version);
      }
      count(tally, answers[0]!, answers[1]!);
      o.after?.(i + 1);
    }
  } finally {
    for (const w of worlds) w.memory.close();
  }
  return { ...tally, share: o.count === 0 ? 0 : tally.differ / o.count };
}

function count(t: Tally, a: Answer, b: Answer): void {
  const name = (f: Found): string => `${f.state} ${f.element}`;
  const [x, y] = [a.found.map(name), b.found.map(name)];
  const differ = {
    ids: JSON.stringify([...x].sort()) !== JSON.stringify([...y].sort()),
    order: JSON.stringify(x) !== JSON.stringify(y),
    scores: JSON.stringify(a.found.map((f) => [f.score, f.coverage])) !== JSON.stringify(b.found.map((f) => [f.score, f.coverage])),
    prompt: JSON.stringify(a.prompts) !== JSON.stringify(b.prompts),
    rest: a.rest !== b.rest,
  };
  for (const k of ['ids', 'order', 'scores', 'prompt', 'rest'] as const) if (differ[k]) t.in[k]++;
  if (Object.values(differ).some(Boolean)) t.differ++;
  if (a.found.length > 0 && (t.arm !== 'filter-first' || a.prompts.some((p) => p.includes(' leads-to="')))) t.told++;
}

export const noninterference: Command = {
  usage: `bench noninterference [--trials N] [--seed N] [--json]
  --trials  of the retrieval that ships; the two broken ones get a tenth of them (default 10000)`,
  about: 'Show that what one may not read changes nothing that one is told, and that the test can tell',
  options: { trials: { type: 'string' }, seed: { type: 'string' } },
  words: 0,
  async run({ values }, io) {
    const number = (name: string, otherwise: number): number => {
      const text = textOption(values, name) ?? String(otherwise);
      if (!/^\d{1,7}$/.test(text) || Number(text) === 0) throw new UsageError(`--${name} takes a number, not ${text}`);
      return Number(text);
    };
    const n = number('trials', 10_000);
    const seed = number('seed', 1);
    const began = performance.now();
    const arms: Tally[] = [];
    for (const arm of ARMS) arms.push(await trials({ arm, count: arm === 'filter-first' ? n : Math.max(50, Math.ceil(n / 10)), seed, signal: io.signal }));
    const seconds = (performance.now() - began) / 1000;
    const ok = arms.every((a) => (a.arm === 'filter-first' ? a.differ === 0 : a.share >= 0.5));
    if (io.json) io.out(JSON.stringify({ ok, seed, seconds, arms }));
    else for (const a of arms) io.out(`${a.arm.padEnd(20)} ${String(a.differ).padStart(6)} of ${a.trials} trials differ (${(a.share * 100).toFixed(1)} %; something was told in ${a.told}): ids ${a.in.ids}, order ${a.in.order}, scores ${a.in.scores}, prompts ${a.in.prompt}, lists ${a.in.rest}`);
    return ok ? 0 : 1;
  },
};
