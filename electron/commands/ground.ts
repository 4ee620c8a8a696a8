// Exports: ground. Which element a phrase means on a screen, or that it is not there: for scripts and tests of the grounding alone.

import * as path from 'node:path';
import { z } from 'zod';
import type { Grounded } from '../agent/ground.ts';
import { readBytes, readText } from '../base/files.ts';
import { createLog } from '../base/log.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import { textOption, UsageError, type Command } from './command.ts';

const lineShape = z.object({ id: z.union([z.string(), z.number()]), xml: z.string(), phrase: z.string() });

export const ground: Command = {
  usage: 'ground FILE.xml "PHRASE" [--model FILE.gguf|none] [--json]\n  ground --batch FILE.jsonl   lines { id, xml, phrase }, `xml` a path or the XML itself; one JSON line out for each\n  --model   default: the embedded pilot',
  about: 'Show which element of a screen a phrase means, or that it is not there',
  options: { batch: { type: 'string' }, model: { type: 'string' } },
  words: 2,
  async run({ values, positionals }, io) {
    const batch = textOption(values, 'batch');
    const [file, phrase] = positionals;
    if (batch === undefined ? file === undefined || phrase === undefined : file !== undefined) throw new UsageError('Name a dump file and a phrase, or --batch and a file of lines');
    const [{ ground: find }, { snapshotOfDump }] = [await import('../agent/ground.ts'), await import('../screen/snapshot.ts')];
    const name = textOption(values, 'model');
    const log = createLog({ clock: io.clock });
    const pilot = name === 'none' ? undefined : await (await import('../model/pilot/embedded.ts')).loadEmbedded(path.join(io.root, 'resources'), { freeBytes: process.availableMemory(), log, now: () => performance.now(), signal: io.signal }, name === undefined ? undefined : path.resolve(name));
    const one = async (xml: Uint8Array | string, text: string): Promise<Grounded> => {
      const taken = snapshotOfDump(xml, { id: '', device: '', at: 0 });
      if (!taken.ok) throw new Failure(taken.failure.why === 'malformed' || taken.failure.why === 'empty' ? { kind: 'screen/xml', detail: taken.failure.raw.slice(0, 300) } : { kind: 'screen/tree', ...taken.failure });
      const { cost: _cost, ...found } = await find(taken.snapshot, text, { signal: io.signal, ...(pilot ? { pilot } : {}) });
      return found;
    };
    try {
      if (batch === undefined) {
        const g = await one(await readBytes(file!), phrase!);
        io.out(io.json ? JSON.stringify(g) : wordsOf(g));
        return g.by === 'none' ? 1 : 0;
      }
      let wrong = 0;
      for (const [i, text] of (await readText(batch)).split('\n').entries()) {
        if (text.trim() === '') continue;
        let id: string | number = i + 1;
        try {
          const q = readLine(text, i + 1);
          id = q.id;
          io.out(JSON.stringify({ id, ...await one(/^\s*</.test(q.xml) ? q.xml : await readBytes(path.resolve(path.dirname(batch), q.xml)), q.phrase) }));
        } catch (e) {
          io.signal.throwIfAborted();
          wrong++;
          io.out(JSON.stringify({ id, fault: faultOf(e) satisfies Fault }));
        }
      }
      return wrong === 0 ? 0 : 1;
    } finally {
      await pilot?.close();
    }
  },
};

function readLine(text: string, line: number): z.infer<typeof lineShape> {
  let value: unknown;
  try { value = JSON.parse(text); } catch (e) { throw new Failure({ kind: 'usage', detail: `Line ${line} is not JSON: ${(e as Error).message}` }); }
  const read = lineShape.safeParse(value);
  if (!read.success) throw new Failure({ kind: 'usage', detail: `Line ${line} wants { id, xml, phrase }: ${read.error.issues[0]?.path.join('.') ?? ''} ${read.error.issues[0]?.message ?? ''}` });
  return read.data;
}

const wordsOf = (g: Grounded): string => (g.by === 'none' ? 'Not on this screen'
  : `${g.action ?? ''}${g.element === null ? '' : ` element ${g.element} at ${g.bounds?.join(', ') ?? ''}`}${g.text === undefined ? '' : ` "${g.text}"`}${g.direction === undefined ? '' : ` ${g.direction}`}   (${g.by}, ${(g.confidence * 100).toFixed(0)} %)`);
