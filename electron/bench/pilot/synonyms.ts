// Exports: Synonyms, readSynonyms. Groups of words that mean much the same on a phone's screen, and pairs of opposites: resources/pilot/synonyms,
// one a line, entries between commas, `#` begins a remark.

import * as path from 'node:path';
import { readText } from '../../base/files.ts';
import { Failure } from '../../protocol/faults.ts';

export interface Synonyms {
  /** As written, lower case. */
  readonly groups: readonly (readonly string[])[];
  readonly opposites: readonly (readonly [string, string])[];
}

/**
 * @param folder with en.txt, zh.txt (groups) and opposites.txt (pairs)
 * @throws Failure `file/damaged` naming the line that is wrong, `file/not-found`
 */
export async function readSynonyms(folder: string): Promise<Synonyms> {
  const read = async (name: string, fits: (n: number) => boolean): Promise<string[][]> => {
    const file = path.join(folder, name);
    return (await readText(file)).split('\n').flatMap((line, i) => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      const entries = line.split(',').map((e) => e.trim().toLowerCase());
      if (!fits(entries.length) || entries.includes('')) throw new Failure({ kind: 'file/damaged', path: file, detail: `line ${i + 1}: ${line}` });
      return [entries];
    });
  };
  const several = (n: number): boolean => n > 1;
  return {
    groups: [...await read('en.txt', several), ...await read('zh.txt', several)],
    opposites: (await read('opposites.txt', (n) => n === 2)) as [string, string][],
  };
}
