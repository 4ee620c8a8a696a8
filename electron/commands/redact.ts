// Exports: redact. A text without personal data and secrets, and where they stood: for scripts, and for tests of the recognisers alone.

import { text as readAll } from 'node:stream/consumers';
import { z } from 'zod';
import { eachLine, readText } from '../base/files.ts';
import { createPlaceholders } from '../privacy/redact.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import { textOption, UsageError, type Command } from './command.ts';

const lineShape = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

export const redact: Command = {
  usage: `redact FILE|- [--json]
  redact --batch FILE.jsonl   lines { id, text }; out comes { id, text, spans } for each, spans of the text as given
  -        reads standard input
  --json   { text, spans }: spans are { start, end, kind, score } in UTF-16 units`,
  about: 'Replace personal data and secrets in a text by <phone:1> and the like',
  options: { batch: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const batch = textOption(values, 'batch');
    const [file] = positionals;
    if ((batch === undefined) === (file === undefined)) throw new UsageError('Name one file, or - for standard input, or --batch and a file of lines');
    if (batch === undefined) {
      const { text, spans } = createPlaceholders().hide(file === '-' ? await readAll(process.stdin) : await readText(file!));
      io.out(io.json ? JSON.stringify({ text, spans }) : text);
      return 0;
    }
    let wrong = 0;
    let n = 0;
    for await (const line of eachLine(batch)) {
      io.signal.throwIfAborted();
      n++;
      if (line.trim() === '') continue;
      try {
        const { id, text } = readLine(line, batch, n);
        io.out(JSON.stringify({ id, ...createPlaceholders().hide(text) }));
      } catch (e) {
        wrong++;
        io.out(JSON.stringify({ id: n, fault: faultOf(e) satisfies Fault }));
      }
    }
    return wrong === 0 ? 0 : 1;
  },
};

function readLine(line: string, path: string, n: number): z.infer<typeof lineShape> {
  let value: unknown;
  try { value = JSON.parse(line); } catch (e) { throw new Failure({ kind: 'file/line', path, line: n, detail: `It is not JSON: ${(e as Error).message}` }); }
  const read = lineShape.safeParse(value);
  if (!read.success) throw new Failure({ kind: 'file/line', path, line: n, detail: `It wants { id, text }: ${read.error.issues[0]?.path.join('.') ?? ''} ${read.error.issues[0]?.message ?? ''}` });
  return read.data;
}
