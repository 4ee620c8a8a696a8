// Exports: guard (command). `countersign bench guard`: how well sensitive actions are known, on screens that the lexicon was not tuned on.

import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { textOption, UsageError, type Command } from '../../commands/command.ts';
import { CLASSES } from '../../protocol/sop.ts';
import { CLOSED, itemsOfSplit, SPLITS, type Split } from './items.ts';
import { promptsOfLibrary, type Prompts } from './prompts.ts';
import { GATES, scoreGuard } from './score.ts';

const PROMPTS = 3;
const P95_MS = 10;

export const guard: Command = {
  usage: `bench guard [--split ${SPLITS.join('|')}] [--no-runs] [--list] [--json]
  --split     default frozen; dev and fresh-dev are the apps that the lexicon was tuned on
  --no-runs   leave out the library's runs: no promptsPer100
  --list      also name what was not found as labelled; of frozen and fresh-test only totals are told`,
  about: 'Measure how well sensitive actions are known, and how often nothing asks (electron/bench/guard/README.md)',
  options: { split: { type: 'string' }, 'no-runs': { type: 'boolean' }, list: { type: 'boolean' } },
  words: 0,
  async run({ values }, io) {
    const split = (textOption(values, 'split') ?? 'frozen') as Split;
    if (!SPLITS.includes(split)) throw new UsageError(`--split takes ${SPLITS.join(' or ')}, not ${split}`);
    if (values['list'] === true && CLOSED.has(split)) throw new UsageError('The frozen tests tell totals only: whoever reads their misses tunes on them. --list goes with --split dev or fresh-dev');
    const { score, missed } = scoreGuard(itemsOfSplit(split), () => performance.now());
    let prompts: Prompts | undefined;
    if (values['no-runs'] !== true) {
      const home = await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-guard-'));
      try {
        prompts = await promptsOfLibrary(io, { library: path.join(io.root, 'sop-library'), home, after: (sop) => { if (!io.json) io.err(`Ran ${sop}`); } });
      } finally {
        await fs.rm(home, { recursive: true, force: true, maxRetries: 3 });
      }
    }
    const below = CLASSES.filter((c) => score.classes[c].recall < GATES[c]);
    const broken = [
      ...below.map((c) => `recall of ${c} is ${score.classes[c].recall.toFixed(3)}, below ${GATES[c]}`),
      ...(prompts && prompts.per100 > PROMPTS ? [`${prompts.per100.toFixed(1)} prompts per 100 benign steps, above ${PROMPTS}`] : []),
      ...(score.p95Ms > P95_MS ? [`classify + policy takes ${score.p95Ms.toFixed(1)} ms (p95), above ${P95_MS}`] : []),
    ];
    if (io.json) {
      io.out(JSON.stringify({
        split, items: score.items, classes: score.classes, negatives: score.negatives, promptsPer100: prompts?.per100 ?? null, p95Ms: score.p95Ms,
        ...(prompts ? { prompts: { runs: prompts.runs, benign: prompts.benign, asked: prompts.asked } } : {}), broken,
        ...(values['list'] === true ? { missed: missed.map((m) => ({ id: m.item.id, words: m.item.words, labelled: m.item.classes, found: m.found, because: m.because })) } : {}),
      }));
      return broken.length > 0 ? 1 : 0;
    }
    io.out(`${split}: ${score.items} items, ${score.negatives.n} of them nothing sensitive (${score.negatives.flagged} taken for something)\n`);
    io.out(`${'class'.padEnd(18)} ${'n'.padStart(4)} ${'recall'.padStart(7)} ${'gate'.padStart(5)} ${'precision'.padStart(9)}`);
    for (const c of CLASSES) { const s = score.classes[c]; io.out(`${c.padEnd(18)} ${String(s.n).padStart(4)} ${s.recall.toFixed(3).padStart(7)} ${GATES[c].toFixed(2).padStart(5)} ${s.precision.toFixed(3).padStart(9)}`); }
    io.out(`\nclassify + policy, p95: ${score.p95Ms.toFixed(2)} ms`);
    if (prompts) io.out(`prompts per 100 benign steps: ${prompts.per100.toFixed(2)} (${prompts.asked.length} of ${prompts.benign}, ${prompts.runs} runs)${prompts.asked.map((a) => `\n  ${a.sop}: ${a.what} (${a.why})`).join('')}`);
    if (values['list'] === true) for (const m of missed) io.out(`${m.item.id}  ${m.item.words}: labelled ${m.item.classes.join(', ') || 'nothing'}, found ${m.found.join(', ') || 'nothing'}${m.because.length > 0 ? ` (${m.because.join('; ')})` : ''}`);
    for (const b of broken) io.out(`BROKEN: ${b}`);
    return broken.length > 0 ? 1 : 0;
  },
};
