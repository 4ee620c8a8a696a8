// `node electron/bench/pilot/evaluate.ts FILE.gguf… [--count N] [--json]`: how often the pilot's whole answer is right, by split, category and language, beside a
// lexical ranker without a model on the very same examples; what thresholds of sureness make of it; and, of several files, size beside accuracy.

import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../../base/log.ts';
import { systemClock } from '../../base/clock.ts';
import { lexicalScore } from '../../model/pilot/marks.ts';
import { loadPilot } from '../../model/pilot/pilot.ts';
import { quotesOf, refsOf } from '../../model/pilot/refs.ts';
import { pieces } from '../../model/pilot/words.ts';
import { calibrate, cautious, sureOf, type Calibration, type Outcome } from './calibrate.ts';
import { createGenerator, type Example } from './generate.ts';
import { readLexicon, type Concept } from '../../model/pilot/lexicon.ts';
import { createKin } from '../../model/pilot/kin.ts';
import { splitOf, trained, type Split } from './splits.ts';
import { createRandom } from './random.ts';

const SPLITS: readonly Split[] = ['train', 'new-phrase', 'unseen-concept', 'unseen-app'];
/** Thresholds are chosen on other examples than are scored. */
const SCORED = 990_000;
const VALIDATION = 980_000;
const THRESHOLDS = [0, 0.2, 0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Wrong actions that are borne where a step quotes a label and the screen does not show it. */
const NAMED = 0.05;

interface Row { n: number; pilot: number; lexical: number }
interface Report { file: string; bytes: number; rows: Record<string, Record<string, Row>>; ms: number; tokens: number; calibration: Record<string, Calibration[]>; sure: Calibration; named: Calibration }

/** The best-scoring element, or "not here" below a threshold; typing when the step has a text for a field; a switch as wanted is done. */
export function lexicalAnswer(e: Example, threshold = 0.6): { answer: string; element?: number } {
  const scored = e.elements.map((x, i) => ({ i, s: x.role === 'scroll' ? -1 : lexicalScore(e.goal, x) }));
  const top = scored.reduce((a, b) => (b.s > a.s ? b : a), { i: -1, s: -1 });
  if (top.s < threshold) return { answer: '<none>' };
  return { answer: e.elements[top.i]!.role === 'input' && refsOf(e.goal).length > 0 ? '<type>' : '<tap>', element: top.i };
}

/** Whether a step quotes a label that no element has. */
function missesQuote(e: Example): boolean {
  const quoted = quotesOf(e.goal).map((q) => pieces(q).join(' '));
  return quoted.length === 1 && e.answer !== '<type>' && !e.elements.some((x) => x.texts.some((t) => pieces(t).join(' ') === quoted[0]));
}

async function report(file: string, concepts: readonly Concept[], count: number): Promise<Report> {
  const pilot = await loadPilot({ path: file, freeBytes: process.availableMemory(), log: createLog({ clock: systemClock }), now: () => performance.now(), kin: createKin(trained(concepts)) });
  const signal = new AbortController().signal;
  const rows: Report['rows'] = {};
  const [calibration, validation, named]: [Record<string, Calibration[]>, Outcome[], Outcome[]] = [{}, [], []];
  let [ms, n, tokens] = [0, 0, 0];
  /** Answers examples, one after the other. */
  async function ask(split: Split, seed: number, take: (e: Example, o: Outcome) => void): Promise<void> {
    const make = createGenerator({ concepts, split, random: createRandom(seed), most: 30 });
    for (let i = 0; i < count; i++) {
      const e = make();
      const a = await pilot.decide(e, signal);
      ms += a.ms; n++; tokens += a.promptTokens;
      const right = a.answer === e.answer && a.element === e.element && (e.ref === undefined || a.ref?.text === refsOf(e.goal)[e.ref]?.text);
      take(e, { confidence: a.confidence, none: a.answer === '<none>', right, absent: e.answer === '<none>' });
    }
  }
  try {
    for (const [i, split] of SPLITS.entries()) {
      if (!concepts.some((c) => splitOf(c) === split)) continue;
      const outcomes: Outcome[] = [];
      await ask(split, SCORED + i, (e, o) => {
        const lex = lexicalAnswer(e);
        outcomes.push(o);
        for (const key of ['all', e.category, e.zh ? 'zh' : 'en']) {
          const row = ((rows[split] ??= {})[key] ??= { n: 0, pilot: 0, lexical: 0 });
          row.n++; row.pilot += Number(o.right); row.lexical += Number(lex.answer === e.answer && lex.element === e.element);
        }
      });
      calibration[split] = THRESHOLDS.map((t) => calibrate(outcomes, t));
    }
    await ask('new-phrase', VALIDATION, (e, o) => { validation.push(o); if (missesQuote(e)) named.push(o); });
  } finally {
    await pilot.close();
  }
  return { file: path.basename(file), bytes: pilot.info.bytes ?? 0, rows, ms: ms / n, tokens: tokens / n, calibration, sure: sureOf(validation), named: cautious(named, NAMED) };
}

const share = (x: number): string => x.toFixed(3);

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { count: { type: 'string', default: '500' }, lexicon: { type: 'string' }, json: { type: 'boolean' } } });
  const concepts = await readLexicon(values.lexicon ?? path.resolve(import.meta.dirname, '../../../resources/pilot/lexicon'));
  const reports: Report[] = [];
  for (const file of positionals) reports.push(await report(path.resolve(file), concepts, Number(values.count)));
  const out: string[] = [];
  for (const r of reports) {
    out.push(r.file);
    for (const [split, by] of Object.entries(r.rows)) for (const [key, x] of Object.entries(by)) out.push(`${split.padEnd(16)}${key.padEnd(12)}${String(x.n).padStart(6)}  pilot ${share(x.pilot / x.n)}  lexical ${share(x.lexical / x.n)}`);
    for (const [split, table] of Object.entries(r.calibration)) for (const c of table) out.push(`${split.padEnd(16)}from ${c.threshold.toFixed(2)}  right ${share(c.right)}  wrong action ${share(c.wrong)}  left ${share(c.left)}  not here found ${share(c.absentFound)}`);
    out.push(`proposed: ${r.sure.threshold} (right ${share(r.sure.right)}, wrong action ${share(r.sure.wrong)}); for a quoted label that is not there ${r.named.threshold} (wrong action ${share(r.named.wrong)}, not here found ${share(r.named.absentFound)})`);
  }
  for (const r of reports) out.push(`${r.file.padEnd(24)}${(r.bytes / 1e6).toFixed(1).padStart(6)} MB  ${SPLITS.flatMap((s) => { const all = r.rows[s]?.['all']; return all ? [`${s} ${share(all.pilot / all.n)}`] : []; }).join('  ')}  ${r.ms.toFixed(1)} ms and ${r.tokens.toFixed(0)} tokens an answer`);
  process.stdout.write(values.json ? `${JSON.stringify(reports)}\n` : `${out.join('\n')}\n`);
}
