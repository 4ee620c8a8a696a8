// Exports: aitw. `countersign bench aitw`: recorded episodes of a file, scored against predictions or against a baseline of words.

import { eachLine } from '../../base/files.ts';
import { textOption, UsageError, type Command } from '../../commands/command.ts';
import { nearestText } from './lexical.ts';
import { episodeReader, FORMATS, predictionReader, type Format } from './read.ts';
import { scoreEpisodes, type Score, type Tally } from './score.ts';

async function read(file: string, add: (line: string) => void, signal: AbortSignal): Promise<void> {
  for await (const line of eachLine(file)) {
    signal.throwIfAborted();
    add(line);
  }
}

export const aitw: Command = {
  usage: `bench aitw FILE.jsonl [--format ${FORMATS.join('|')}] [--predictions FILE.jsonl] [--json]
  --format       of FILE: ${FORMATS[0]} unless said
  --predictions  lines { "episode", "step", "action", … }; without it the element nearest in words is tapped`,
  about: 'Score actions against recorded episodes, as Android in the Wild does',
  options: { format: { type: 'string' }, predictions: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const [file] = positionals;
    if (file === undefined) throw new UsageError('Name the file of episodes');
    const format = textOption(values, 'format') ?? FORMATS[0]!;
    if (!isFormat(format)) throw new UsageError(`There is no format ${format}; there are: ${FORMATS.join(', ')}`);
    const reader = episodeReader(format, file);
    await read(file, reader.add, io.signal);
    const episodes = reader.end();

    const predictionsFile = textOption(values, 'predictions');
    if (predictionsFile === undefined) {
      report({ file, format, by: 'nearest text', ...scoreEpisodes(episodes, (e, s) => nearestText(e.goal, s)) }, io);
      return 0;
    }
    const predictions = predictionReader(episodes, predictionsFile);
    await read(predictionsFile, predictions.add, io.signal);
    const score = scoreEpisodes(episodes, predictions.of);
    if (score.unanswered === score.steps) throw new UsageError(`No line of ${predictionsFile} predicts a step of ${file}: "episode" and "step" must be those of the episodes`);
    report({ file, format, by: predictionsFile, ...score, unused: predictions.unused() }, io);
    return 0;
  },
};

const isFormat = (s: string): s is Format => (FORMATS as readonly string[]).includes(s);

function report(r: Score & { file: string; format: Format; by: string; unused?: number }, io: { json: boolean; out(text: string): void }): void {
  if (io.json) { io.out(JSON.stringify(r)); return; }
  const row = (name: string, matching: string, strict: string, note: string): string => `  ${name.padEnd(16)} ${matching.padStart(8)} ${strict.padStart(8)}  ${note}`.trimEnd();
  const share = (n: number, of: number): string => (n / of).toFixed(3);
  io.out([
    `${r.file}: ${counted(r.episodes, 'episode')}, ${counted(r.steps, 'step')} (${r.format}), predicted by ${r.by}`,
    row('', 'matching', 'strict', ''),
    row('score', r.matching.toFixed(3), r.strict.toFixed(3), 'mean over episodes of matched steps / length'),
    row('whole episodes', String(r.whole.matching), String(r.whole.strict), `of ${r.episodes}`),
    ...(Object.entries(r.kinds) as [string, Tally][]).map(([kind, t]) => row(kind, share(t.matched, t.steps), share(t.strict, t.steps), `of ${counted(t.steps, 'step')}`)),
    ...(r.unanswered > 0 ? [`  ${counted(r.unanswered, 'step')} without a prediction: not matched`] : []),
    ...(r.unused ? [`  ${counted(r.unused, 'prediction')} of steps that are not in the file: not used`] : []),
    ...(r.incomplete > 0 ? [`  ${counted(r.incomplete, 'episode')} of which the file lacks steps: scored over those it has`] : []),
  ].join('\n'));
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
