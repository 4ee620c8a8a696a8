// Exports: engine (part). Time to the first token of a step's answer, by what of its prompt is already there; and that the answer is the same
// every way. A random model: weights decide what is said, not how long it takes. Prompts are those of a run over a library SOP.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { buildPrompt, promptText } from '../agent/prompt.ts';
import { listFiles, readText } from '../base/files.ts';
import { actionGrammar, ANSWER_TOKENS } from '../model/grammar.ts';
import { loadModel, type Completion, type Model } from '../model/llama.ts';
import { randomLlama } from '../model/random.ts';
import type { Snapshot } from '../protocol/screen.ts';
import type { Sop, Step } from '../protocol/sop.ts';
import { snapshotOfDump } from '../screen/snapshot.ts';
import { parseSop } from '../sop/parse.ts';
import { firstAction } from './first.ts';
import { hierarchyXml } from './hierarchies.ts';
import type { Bench, Part } from './part.ts';
import { against, measurePair, spreadOf } from './spread.ts';

/** Narrower models spend most of a long prompt on attention, which small real ones (896 and more) do not. */
const SHAPE = { layers: 2, width: 512 };
const FREE = 'root ::= [a-z]{200}';
/** About as much text as a real screen has: 214 tokens on the mean of a hundred dumps. */
const NODES = 26;

type Prompt = { system: string; user: string };

/** The prompts of consecutive steps of one run: the pointer moves, the history grows, the screen is another. */
function promptsOf(sop: Sop, screens: readonly Snapshot[]): Prompt[] {
  const steps = sop.phases.flatMap((p) => p.steps);
  const done = new Set<string>();
  const history: string[] = [];
  return screens.map((screen, i) => {
    const step = steps[i % steps.length]!;
    const { system, ...rest } = buildPrompt({ sop, values: {}, done, step, stepText: step.text, history, screen });
    done.add(step.id);
    history.push(`Tap "${screen.elements.find((e) => e.role === 'button')?.label ?? ''}"`);
    return { system, user: promptText({ ...rest, system: '' }).trimStart() };
  });
}

const screenOf = (seed: number): Snapshot => {
  const shot = snapshotOfDump(hierarchyXml(NODES, seed), { id: 'bench', device: 'bench', at: 0 });
  if (!shot.ok) throw new Error(`The generated dump cannot be read: ${shot.failure.why}`);
  return shot.snapshot;
};

/** Steps of the library that name what they mean, against those that a mind or a person has to read. */
async function wordsAlone(root: string): Promise<{ named: number; all: number }> {
  const folder = path.join(root, 'sop-library');
  const sops = await Promise.all((await listFiles(folder, '.sop.md')).map(async (f) => parseSop(await readText(path.join(folder, f)), { path: f })));
  const all = (list: readonly Step[]): Step[] => list.flatMap((s) => [s, ...all(s.body), ...s.clauses.flatMap((c) => (c.clause === 'if' ? all([...c.body, ...c.otherwise]) : []))]);
  const steps = sops.flatMap((s) => all(s.phases.flatMap((p) => p.steps)));
  return { named: steps.filter((s) => s.op !== undefined).length, all: steps.length };
}

export const engine: Part = {
  name: 'engine',
  about: 'first token of an answer: from cold, with the prefix kept, foreseen, after a warm start',
  async run(b: Bench) {
    const file = path.join(b.folder, 'random.gguf');
    await fs.writeFile(file, randomLlama({ seed: 1, ...(b.alone ? {} : SHAPE) }));
    const load = (warm?: string): Promise<Model> => loadModel({ path: file, freeBytes: 2 ** 34, log: b.log, now: b.now, ...(warm === undefined ? {} : { warm }) });
    const n = b.times(12);
    const screens = Array.from({ length: n + 1 }, (_, i) => screenOf(i + 1));
    const prompts = promptsOf(parseSop(await readText(path.join(b.root, 'sop-library', 'send-message.sop.md'))), screens);
    const grammars = screens.map((s) => actionGrammar({ press: s.elements.filter((e) => e.role !== 'text').map((e) => e.id), type: [], scroll: [] }));
    const ask = (m: Model, i: number, key?: string): Promise<Completion> => m.complete({ ...prompts[i]!, grammar: grammars[i]!, maxTokens: ANSWER_TOKENS, signal: b.signal, ...(key === undefined ? {} : { key }) });
    const broken: string[] = [];
    const times: Record<'cold' | 'kept' | 'hit' | 'miss' | 'warm' | 'start', number[]> = { cold: [], kept: [], hit: [], miss: [], warm: [], start: [] };
    let reused = 0;
    const answers: string[] = [];
    const same = (way: string, i: number, a: Completion): void => { if (a.text !== answers[i]) broken.push(`The answer to step ${i} is another one ${way}`); };

    // A model of its own for each way, all asked the same step one after the other, so that a machine that grows busy slows all of them.
    const [cold, kept, hit, miss] = [await load(), await load(), await load(), await load()];
    try {
      for (let i = 0; i <= n; i++) {
        b.signal.throwIfAborted();
        // Another first word makes every token another one: nothing is reused.
        await cold.complete({ system: '~', user: String(i), grammar: 'root ::= [a-z]', maxTokens: 1, signal: b.signal });
        const c = await ask(cold, i);
        answers.push(c.text);
        if (c.reused > 0) broken.push(`A cold prompt reused ${c.reused} tokens`);
        const k = await ask(kept, i);
        hit.prepare(prompts[i]!);
        await hit.prepared();
        const h = await ask(hit, i);
        // Foreseen was the screen that is there already, as a run without memory foresees it.
        if (i > 0) {
          miss.prepare({ ...prompts[i]!, user: prompts[i]!.user.replace(screens[i]!.text, screens[i - 1]!.text) });
          await miss.prepared();
        }
        const m = await ask(miss, i);
        for (const [way, a] of [['with its prefix kept', k], ['foreseen', h], ['after something else was foreseen', m]] as const) same(way, i, a);
        // The first step has no step before it.
        if (i === 0) continue;
        times.cold.push(c.firstMs); times.kept.push(k.firstMs); times.hit.push(h.firstMs); times.miss.push(m.firstMs);
        reused += k.reused / k.promptTokens / n;
      }
      const rates: { held: number[]; free: number[] } = { held: [], free: [] };
      const rate = async (grammar: string, into: number[]): Promise<void> => {
        const a = await kept.complete({ ...prompts[0]!, grammar, maxTokens: ANSWER_TOKENS, signal: b.signal });
        // The vocabulary is bytes, so the bytes of the answer are its tokens.
        into.push(Buffer.byteLength(a.text) * 1000 / (a.ms - a.firstMs));
      };
      await measurePair({ ...b, n: b.times(8) }, () => rate(grammars[0]!, rates.held), () => rate(FREE, rates.free));

      const folder = path.join(b.folder, 'warm');
      const first = await load(folder);
      await ask(first, 0, 'sop');
      await first.close();
      for (let i = 0; i < b.times(5); i++) {
        for (const [way, where, into] of [['after a warm start', folder, times.warm], ['after a cold start', undefined, times.start]] as const) {
          const m = await load(where);
          const began = b.now();
          const a = await ask(m, 1, 'sop');
          into.push(b.now() - began - (a.ms - a.firstMs));
          same(way, 1, a);
          await m.close();
        }
      }
      const words = await wordsAlone(b.root);
      const tokens = prompts.reduce((sum, p) => sum + Buffer.byteLength(p.system + p.user), 0) / prompts.length;
      return {
        part: 'engine',
        ...(b.alone ? { skipped: ['first action of the pilot: other processes are not wanted here'] } : {}),
        lines: [
          ...(b.alone ? [] : [await firstAction(b)]),
          against('first token, prefix kept', 'ms', spreadOf(times.kept), 'all of it evaluated', spreadOf(times.cold), `${Math.round(tokens)} tokens, ${Math.round(reused * 100)} % of them kept`),
          against('first token, foreseen rightly', 'ms', spreadOf(times.hit), 'all of it evaluated', spreadOf(times.cold)),
          against('first token, foreseen wrongly', 'ms', spreadOf(times.miss), 'prefix kept, nothing foreseen', spreadOf(times.kept)),
          against('first token after a warm start', 'ms', spreadOf(times.warm), 'after a cold start', spreadOf(times.start), 'reading and checking the file included'),
          against('answer held by the action grammar', 'tokens/s', spreadOf(rates.held), 'letters only', spreadOf(rates.free), `${SHAPE.layers} layers of ${SHAPE.width}, random weights; more is better`),
        ],
        counts: [{ name: 'library steps that need no model', count: words.named, of: words.all }],
        broken,
      };
    } finally {
      for (const m of [cold, kept, hit, miss]) await m.close();
    }
  },
};
