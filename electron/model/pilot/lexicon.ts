// Exports: Concept, readLexicon. The concepts of resources/pilot/lexicon, checked.

import * as path from 'node:path';
import { z } from 'zod';
import { listFiles, readText } from '../../base/files.ts';
import { Failure } from '../../protocol/faults.ts';

const texts = z.array(z.string().min(1)).min(1);
const shape = z.strictObject({
  /** `domain.name`. */
  id: z.string().regex(/^[a-z][a-z\d-]*\.[a-z\d][a-z\d-]*$/),
  kind: z.enum(['button', 'icon', 'row', 'switch', 'checkbox', 'tab', 'input', 'text']),
  /** Labels as screens show them. */
  en: texts, zh: texts,
  /** What people call it, and steps that lead to it; `{v}` stands for typed text. */
  say: texts, do: texts, zhSay: texts, zhDo: texts,
  /** Words of resource-ids and icon files. */
  icon: texts,
  /** Labels of what is easily taken for it. */
  near: z.array(z.string()), zhNear: z.array(z.string()),
});
export type Concept = z.infer<typeof shape>;

/** @throws Failure `file/damaged` naming the line that is wrong */
export async function readLexicon(folder: string): Promise<Concept[]> {
  const found = new Map<string, Concept>();
  for (const name of (await listFiles(folder, '.jsonl')).sort()) {
    const file = path.join(folder, name);
    (await readText(file)).split('\n').forEach((line, i) => {
      if (line.trim() === '') return;
      const refuse = (detail: string): never => { throw new Failure({ kind: 'file/damaged', path: file, detail: `line ${i + 1}: ${detail}` }); };
      let value: unknown;
      try { value = JSON.parse(line); } catch (e) { return refuse((e as Error).message); }
      const read = shape.safeParse(value);
      if (!read.success) return refuse(read.error.issues.map((x) => `${x.path.join('.')}: ${x.message}`).join('; '));
      if (found.has(read.data.id)) return refuse(`${read.data.id} is there already`);
      found.set(read.data.id, read.data);
    });
  }
  return [...found.values()];
}
