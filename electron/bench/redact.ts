// Exports: redact (command), scoreLines, LabelledLine, RedactScore. `countersign bench redact`: how well personal data is found on labelled lines, and how much
// of it would be left standing.

import * as path from 'node:path';
import { z } from 'zod';
import { readText } from '../base/files.ts';
import { textOption, UsageError, type Command } from '../commands/command.ts';
import { recognise } from '../privacy/recognise.ts';
import { PERSONAL, type Personal, type PersonalSpan } from '../protocol/privacy.ts';

const SPLITS = ['dev', 'test'] as const;
type Split = (typeof SPLITS)[number];
/** A span counts as found, and a finding as right, when so much of it is covered. */
const OVERLAP = 0.8;
const RECALL = 0.97;
const PRECISION = 0.95;
/** Kinds that a checksum settles: nothing of them may be left. */
const SETTLED: readonly Personal[] = ['card', 'resident-id', 'iban', 'imei'];

const lineShape = z.object({
  id: z.string(), lang: z.enum(['en', 'zh']), text: z.string(),
  /** `outer`: what may be taken along without being wrong, as a title beside a name. */
  spans: z.array(z.object({ start: z.number(), end: z.number(), kind: z.enum(PERSONAL), outer: z.tuple([z.number(), z.number()]).optional() })),
});
export type LabelledLine = z.infer<typeof lineShape>;

interface Counts { gold: number; found: number; said: number; right: number; characters: number; left: number }
/** `leak`: share of the labelled characters that no finding of any kind covers. A rate of nothing is 1, a leak of nothing 0. */
export interface KindScore { gold: number; found: number; said: number; right: number; recall: number; precision: number; leak: number }
export interface Miss { id: string; text: string; missed: string[]; extra: string[] }
export interface RedactScore { lines: number; empty: number; flagged: number; all: KindScore; kinds: Record<Personal, KindScore>; langs: Record<'en' | 'zh', KindScore>; misses: Miss[] }

const covered = (start: number, end: number, by: readonly { start: number; end: number }[]): number => {
  let n = 0;
  for (let i = start; i < end; i++) if (by.some((b) => b.start <= i && i < b.end)) n++;
  return n;
};
const none = (): Counts => ({ gold: 0, found: 0, said: 0, right: 0, characters: 0, left: 0 });
const rates = ({ gold, found, said, right, characters, left }: Counts): KindScore => ({
  gold, found, said, right, recall: gold === 0 ? 1 : found / gold, precision: said === 0 ? 1 : right / said, leak: characters === 0 ? 0 : left / characters,
});

/** @param find what is under test: spans of a text */
export function scoreLines(lines: readonly LabelledLine[], find: (text: string) => PersonalSpan[] = recognise): RedactScore {
  const kinds = Object.fromEntries(PERSONAL.map((k) => [k, none()])) as Record<Personal, Counts>;
  const langs = { en: none(), zh: none() };
  const all = none();
  const misses: Miss[] = [];
  let flagged = 0;
  for (const line of lines) {
    const said = find(line.text);
    const missed: string[] = [];
    const extra: string[] = [];
    if (line.spans.length === 0 && said.length > 0) flagged++;
    for (const g of line.spans) {
      const size = g.end - g.start;
      const found = covered(g.start, g.end, said.filter((s) => s.kind === g.kind)) >= OVERLAP * size;
      const left = size - covered(g.start, g.end, said);
      if (!found) missed.push(`${g.kind} ${line.text.slice(g.start, g.end)}`);
      for (const c of [kinds[g.kind], langs[line.lang], all]) { c.gold++; c.found += found ? 1 : 0; c.characters += size; c.left += left; }
    }
    for (const s of said) {
      const wide = line.spans.filter((g) => g.kind === s.kind).map((g) => ({ start: g.outer?.[0] ?? g.start, end: g.outer?.[1] ?? g.end }));
      const right = covered(s.start, s.end, wide) >= OVERLAP * (s.end - s.start);
      if (!right) extra.push(`${s.kind} ${line.text.slice(s.start, s.end)}`);
      for (const c of [kinds[s.kind], langs[line.lang], all]) { c.said++; c.right += right ? 1 : 0; }
    }
    if (missed.length + extra.length > 0) misses.push({ id: line.id, text: line.text, missed, extra });
  }
  return {
    lines: lines.length, empty: lines.filter((l) => l.spans.length === 0).length, flagged, all: rates(all),
    kinds: Object.fromEntries(PERSONAL.map((k) => [k, rates(kinds[k])])) as Record<Personal, KindScore>, langs: { en: rates(langs.en), zh: rates(langs.zh) }, misses,
  };
}

/** The gates of `bench redact`, in words: those that do not hold. */
export const brokenOf = (score: RedactScore): string[] => [
  ...(score.all.recall < RECALL ? [`recall is ${score.all.recall.toFixed(3)}, below ${RECALL}`] : []),
  ...(score.all.precision < PRECISION ? [`precision is ${score.all.precision.toFixed(3)}, below ${PRECISION}`] : []),
  ...SETTLED.filter((k) => score.kinds[k].leak > 0).map((k) => `${(100 * score.kinds[k].leak).toFixed(1)} % of the characters of ${k} are left, though a checksum settles it`),
];

/** @param root of the program's sources */
export async function labelledLines(root: string, split: Split): Promise<LabelledLine[]> {
  return (await readText(path.join(root, 'tests', 'privacy', `lines-${split}.jsonl`))).trim().split('\n').map((l) => lineShape.parse(JSON.parse(l)));
}

export const redact: Command = {
  usage: `bench redact [--split ${SPLITS.join('|')}] [--list] [--json]
  --split  default test; dev are the lines that the recognisers were improved on
  --list   also name what was missed and what was taken for something; goes with --split dev only`,
  about: 'Measure how well personal data is found, and how much of it would be left (electron/privacy/README.md)',
  options: { split: { type: 'string' }, list: { type: 'boolean' } },
  words: 0,
  async run({ values }, io) {
    const split = (textOption(values, 'split') ?? 'test') as Split;
    if (!SPLITS.includes(split)) throw new UsageError(`--split takes ${SPLITS.join(' or ')}, not ${split}`);
    const list = values['list'] === true;
    if (list && split === 'test') throw new UsageError('Of the test only totals are told: whoever reads its misses tunes on it. --list goes with --split dev');
    const lines = await labelledLines(io.root, split);
    const score = scoreLines(lines);
    const times = lines.map((l) => { const began = performance.now(); recognise(l.text); return performance.now() - began; }).sort((a, b) => a - b);
    const ms = { p50: times[Math.floor(times.length * 0.5)] ?? 0, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
    const broken = brokenOf(score);
    const { misses, ...told } = score;
    if (io.json) {
      io.out(JSON.stringify({ split, ...told, ms, broken, ...(list ? { misses } : {}) }));
      return broken.length > 0 ? 1 : 0;
    }
    const row = (name: string, s: KindScore): string => `${name.padEnd(12)} ${String(s.gold).padStart(4)} ${s.recall.toFixed(3).padStart(7)} ${s.precision.toFixed(3).padStart(9)} ${`${(100 * s.leak).toFixed(1)} %`.padStart(7)}`;
    io.out(`${split}: ${score.lines} lines, ${score.empty} of them hold nothing (${score.flagged} taken for something)\n`);
    io.out(`${'kind'.padEnd(12)} ${'n'.padStart(4)} ${'recall'.padStart(7)} ${'precision'.padStart(9)} ${'leak'.padStart(7)}`);
    for (const k of PERSONAL) io.out(row(k, score.kinds[k]));
    for (const l of ['en', 'zh'] as const) io.out(row(l, score.langs[l]));
    io.out(row('all', score.all));
    io.out(`\na line: ${ms.p50.toFixed(2)} ms (p50), ${ms.p95.toFixed(2)} ms (p95)`);
    if (list) for (const m of misses) io.out(`${m.id}  ${m.text}${m.missed.map((x) => `\n    missed ${x}`).join('')}${m.extra.map((x) => `\n    extra ${x}`).join('')}`);
    for (const b of broken) io.out(`BROKEN: ${b}`);
    return broken.length > 0 ? 1 : 0;
  },
};
