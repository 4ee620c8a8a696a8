// Exports: robustness (part). Damaged SOPs and dumps by the thousand: a result or a typed failure, never a throw; and runs killed in the middle.

import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { listFiles, readBytes } from '../base/files.ts';
import { analyse } from '../sop/check.ts';
import { formatSop } from '../sop/format.ts';
import { decodeDump } from '../screen/hierarchy.ts';
import { snapshotOfDump } from '../screen/snapshot.ts';
import { chance } from './chance.ts';
import { hierarchyXml } from './hierarchies.ts';
import { killedRuns } from './killed.ts';
import { mutate } from './mutate.ts';
import type { Bench, Line, Part, PartResult } from './part.ts';
import { sopText } from './sop-text.ts';
import { spreadOf } from './spread.ts';

interface Barrage { line: Line; counts: Map<string, number>; broken: string[] }

/** @param read names the kind of result. @throws what must not happen */
function barrage(b: Bench, name: string, seeds: readonly string[], n: number, read: (text: string) => string): Barrage {
  const counts = new Map<string, number>();
  const broken: string[] = [];
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    b.signal.throwIfAborted();
    const random = chance(i + 1);
    const text = mutate(random.pick(seeds), random);
    const start = b.now();
    let kind: string;
    try {
      kind = read(text);
    } catch (e) {
      kind = 'throw';
      if (broken.length < 10) broken.push(`${name}: mutation ${i + 1} threw ${e instanceof Error ? (e.stack ?? e.message).split('\n').slice(0, 3).join(' ') : String(e)}`);
    }
    times.push(b.now() - start);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return { line: { name: `read a mutated ${name}`, unit: 'ms', value: spreadOf(times), note: `worst ${spreadOf(times).max.toFixed(1)} ms` }, counts, broken };
}

const textsOf = async (folder: string, suffix: string): Promise<string[]> => (existsSync(folder) ? await Promise.all((await listFiles(folder, suffix)).map(async (f) => decodeDump(await readBytes(path.join(folder, f))))) : []);

export const robustness: Part = {
  name: 'robustness',
  about: 'mutated SOPs and dumps, killed runs',
  async run(b): Promise<PartResult> {
    const n = b.times(5000);
    const sops = [...(await textsOf(path.join(b.root, 'sop-library'), '.sop.md')), sopText(20), sopText(100)];
    const dumps = [...(await textsOf(b.dumps ?? path.join(b.root, 'tests', 'screen', 'fixtures'), '.xml')), ...[50, 200, 600].map((size) => hierarchyXml(size))];
    const sop = barrage(b, 'SOP', sops, n, (text) => {
      const { problems } = analyse(text);
      formatSop(text);
      return problems.some((p) => p.severity === 'error') ? 'with problems' : 'clean';
    });
    const dump = barrage(b, 'dump', dumps, n, (text) => {
      const r = snapshotOfDump(text, { id: 'bench', device: 'bench', at: 0 });
      return r.ok ? 'snapshot' : `typed failure: ${r.failure.why}`;
    });
    const killed = await killedRuns(b);
    const rows = (what: string, r: Barrage): NonNullable<PartResult['counts']> =>
      [...new Set([...r.counts.keys(), 'throw'])].sort().map((kind) => ({ name: `${what}: ${kind}`, count: r.counts.get(kind) ?? 0, of: n }));
    return {
      part: 'robustness',
      lines: [sop.line, dump.line],
      counts: [...rows('mutated SOPs', sop), ...rows('mutated dumps', dump), ...killed.counts],
      broken: [...sop.broken, ...dump.broken, ...killed.broken],
      ...(killed.skipped ? { skipped: killed.skipped } : {}),
    };
  },
};
