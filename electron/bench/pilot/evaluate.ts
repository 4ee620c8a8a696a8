// `node electron/bench/pilot/evaluate.ts FILE.gguf [--count N] [--json]`: how often the pilot's whole answer is right, by split, category and language, beside a
// lexical ranker without a model on the very same examples.

import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../../base/log.ts';
import { systemClock } from '../../base/clock.ts';
import { lexicalScore } from '../../model/pilot/marks.ts';
import { loadPilot } from '../../model/pilot/pilot.ts';
import { refsOf } from '../../model/pilot/refs.ts';
import { createGenerator, type Example } from './generate.ts';
import { readLexicon } from '../../model/pilot/lexicon.ts';
import { createKin } from '../../model/pilot/kin.ts';
import { splitOf, trained, type Split } from './splits.ts';
import { createRandom } from './random.ts';

/** The best-scoring element, or "not here" below a threshold; typing when the step has a text for a field; a switch as wanted is done. */
export function lexicalAnswer(e: Example, threshold = 0.6): { answer: string; element?: number } {
  const scored = e.elements.map((x, i) => ({ i, s: x.role === 'scroll' ? -1 : lexicalScore(e.goal, x) }));
  const top = scored.reduce((a, b) => (b.s > a.s ? b : a), { i: -1, s: -1 });
  if (top.s < threshold) return { answer: '<none>' };
  return { answer: e.elements[top.i]!.role === 'input' && refsOf(e.goal).length > 0 ? '<type>' : '<tap>', element: top.i };
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { count: { type: 'string', default: '500' }, lexicon: { type: 'string' }, json: { type: 'boolean' } } });
  const concepts = await readLexicon(values.lexicon ?? path.resolve(import.meta.dirname, '../../../resources/pilot/lexicon'));
  const pilot = await loadPilot({ path: path.resolve(positionals[0]!), freeBytes: process.availableMemory(), log: createLog({ clock: systemClock }), now: () => performance.now(), kin: createKin(trained(concepts)) });
  const rows: Record<string, Record<string, { n: number; pilot: number; lexical: number }>> = {};
  let ms = 0;
  let count = 0;
  let tokens = 0;
  for (const [i, split] of (['train', 'new-phrase', 'unseen-concept', 'unseen-app'] as Split[]).entries()) {
    if (!concepts.some((c) => splitOf(c) === split)) continue;
    const make = createGenerator({ concepts, split, random: createRandom(990_000 + i), most: 30 });
    for (let n = 0; n < Number(values.count); n++) {
      const e = make();
      const a = await pilot.decide(e, new AbortController().signal);
      ms += a.ms; count++; tokens += a.promptTokens;
      const right = a.answer === e.answer && a.element === e.element && (e.ref === undefined || a.ref?.text === refsOf(e.goal)[e.ref]?.text);
      const lex = lexicalAnswer(e);
      for (const key of ['all', e.category, e.zh ? 'zh' : 'en']) {
        const row = ((rows[split] ??= {})[key] ??= { n: 0, pilot: 0, lexical: 0 });
        row.n++; row.pilot += Number(right); row.lexical += Number(lex.answer === e.answer && lex.element === e.element);
      }
    }
  }
  await pilot.close();
  if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else {
    for (const [split, by] of Object.entries(rows)) for (const [key, r] of Object.entries(by)) process.stdout.write(`${split.padEnd(16)}${key.padEnd(12)}${String(r.n).padStart(6)}  pilot ${(r.pilot / r.n).toFixed(3)}  lexical ${(r.lexical / r.n).toFixed(3)}\n`);
    process.stdout.write(`${(ms / count).toFixed(1)} ms and ${(tokens / count).toFixed(0)} tokens an answer\n`);
  }
}
