// Exports: classify. What touching a point of a screen would do, as the guard sees it: for scripts and tests of the classes alone.

import * as path from 'node:path';
import { z } from 'zod';
import { readBytes, readText } from '../base/files.ts';
import type { Judgement } from '../control/judgement.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import { textOption, UsageError, type Command } from './command.ts';

const ACTIONS = ['click', 'long_press', 'input_text'] as const;
const lineShape = z.object({
  id: z.union([z.string(), z.number()]), xml: z.string(), at: z.tuple([z.number(), z.number()]), action: z.enum(ACTIONS).nullish(), text: z.string().nullish(), secure: z.boolean().nullish(),
});

export const classify: Command = {
  usage: `classify FILE.xml --at X,Y [--action ${ACTIONS.join('|')}] [--text TEXT] [--secure] [--json]
  classify --batch FILE.jsonl   lines { id, xml, at: [x, y], action, text?, secure? }, \`xml\` a path or the XML itself; one JSON line out for each
  --at       pixels of the dump
  --text     what is typed, with --action input_text
  --secure   the window refuses screenshots, which a dump does not say`,
  about: 'Show what a tap or a text would do: sensitive classes, why, whether it can be taken back, whom it concerns',
  options: { at: { type: 'string' }, action: { type: 'string' }, text: { type: 'string' }, secure: { type: 'boolean' }, batch: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const batch = textOption(values, 'batch');
    const [file] = positionals;
    const { judgePoint } = await import('../control/judgement.ts');
    if (batch !== undefined) {
      if (file !== undefined || ['at', 'action', 'text', 'secure'].some((o) => values[o] !== undefined)) throw new UsageError('With --batch the lines of the file say everything');
      let wrong = 0;
      for (const [i, text] of (await readText(batch)).split('\n').entries()) {
        if (text.trim() === '') continue;
        io.signal.throwIfAborted();
        let id: string | number = i + 1;
        try {
          const q = readLine(text, i + 1, (known) => { id = known; });
          const xml = /^\s*</.test(q.xml) ? q.xml : await readBytes(path.resolve(path.dirname(batch), q.xml));
          io.out(JSON.stringify({ id, ...judgePoint({ xml, at: q.at, action: q.action ?? 'click', ...(typeof q.text === 'string' ? { text: q.text } : {}), ...(q.secure ? { secure: true } : {}) }) }));
        } catch (e) {
          wrong++;
          io.out(JSON.stringify({ id, fault: faultOf(e) satisfies Fault }));
        }
      }
      return wrong === 0 ? 0 : 1;
    }
    if (file === undefined) throw new UsageError('Name a dump file and --at X,Y, or --batch and a file of lines');
    const at = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(textOption(values, 'at') ?? '');
    if (!at) throw new UsageError('--at takes a point as X,Y, such as --at 540,1200');
    const action = ACTIONS.find((a) => a === (textOption(values, 'action') ?? 'click'));
    if (!action) throw new UsageError(`--action takes ${ACTIONS.join(', ')}, not ${String(values['action'])}`);
    const text = textOption(values, 'text');
    if (text !== undefined && action !== 'input_text') throw new UsageError('--text goes with --action input_text');
    const j = judgePoint({ xml: await readBytes(file), at: [Number(at[1]), Number(at[2])], action, ...(text === undefined ? {} : { text }), ...(values['secure'] === true ? { secure: true } : {}) });
    io.out(io.json ? JSON.stringify(j) : inWords(j));
    return 0;
  },
};

function readLine(text: string, line: number, known: (id: string | number) => void): z.infer<typeof lineShape> {
  let value: unknown;
  try { value = JSON.parse(text); } catch (e) { throw new Failure({ kind: 'usage', detail: `Line ${line} is not JSON: ${(e as Error).message}` }); }
  const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  if (id.success) known(id.data.id);
  const read = lineShape.safeParse(value);
  if (!read.success) throw new Failure({ kind: 'usage', detail: `Line ${line} wants { id, xml, at: [x, y], action, text? }: ${read.error.issues[0]?.path.join('.') ?? ''} ${read.error.issues[0]?.message ?? ''}` });
  return read.data;
}

const AFFECTS = { you: 'you alone', someone: 'someone else', everyone: 'everyone' } as const;
const inWords = (j: Judgement): string => (j.classes.length === 0
  ? `${j.element.role} "${j.element.label}": nothing sensitive`
  : `${j.element.role} "${j.element.label}": ${j.classes.join(', ')}\n${j.because.map((b) => `  ${b.rung}  ${b.class ?? ''}  ${b.words}`).join('\n')}\n  ${j.reversible ? 'can be taken back' : 'cannot be taken back'}, concerns ${AFFECTS[j.affects]}`);
