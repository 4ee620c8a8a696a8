// Exports: bench (command), PARTS, runParts. `npm run bench [-- PART…]`: figures as ratios against a baseline measured in the same run.

import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createLog } from '../base/log.ts';
import { textOption, UsageError, type Command } from '../commands/command.ts';
import { adb } from './adb.ts';
import { approval } from './approval.ts';
import { engine } from './engine.ts';
import { executor } from './executor.ts';
import { memory } from './memory.ts';
import { mirror } from './mirror.ts';
import type { Bench, Part, PartResult } from './part.ts';
import { robustness } from './robustness.ts';
import { screen } from './screen.ts';
import { sop } from './sop.ts';
import { headerOf, tableOf, type Machine } from './table.ts';

export const PARTS: readonly Part[] = [mirror, screen, sop, executor, adb, engine, robustness, memory, approval];

/** One after the other, each with an empty folder of its own. A part that fails is reported and the others go on. */
export async function runParts(parts: readonly Part[], o: Omit<Bench, 'folder'>, after?: (r: PartResult) => void): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const part of parts) {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'countersign-bench-'));
    let result: PartResult;
    try {
      result = await part.run({ ...o, folder });
    } catch (e) {
      o.signal.throwIfAborted();
      result = { part: part.name, lines: [], broken: [e instanceof Error ? e.message : String(e)] };
      o.log.write('app', 'error', `bench ${part.name}`, { error: e instanceof Error ? e.stack : String(e) });
    } finally {
      await fs.rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
    results.push(result);
    after?.(result);
  }
  return results;
}

function machine(): Machine {
  const cores = os.cpus();
  return { cores: os.availableParallelism(), model: cores[0]?.model.trim() ?? 'unknown processor', system: `${os.type()} ${os.arch()}`, node: process.versions.node, load: os.loadavg()[0] ?? 0 };
}

export const bench: Command = {
  usage: `bench [PART…] [--scale N] [--dumps DIR] [--json]\n  PART         ${PARTS.map((p) => p.name).join(' ')}; all of them when none is named\n  --scale N    N times the usual repetitions (0.1 for a quick look)\n  --dumps DIR  also measure a folder of real uiautomator dumps`,
  about: 'Measure, as ratios against baselines of the same run (electron/bench/README.md)',
  options: { scale: { type: 'string' }, dumps: { type: 'string' } },
  async run({ values, positionals }, io) {
    const unknown = positionals.find((p) => !PARTS.some((part) => part.name === p));
    if (unknown !== undefined) throw new UsageError(`There is no part ${unknown}; there are ${PARTS.map((p) => p.name).join(', ')}`);
    const scale = Number(textOption(values, 'scale') ?? 1);
    if (!(scale > 0 && scale <= 100)) throw new UsageError(`--scale takes a number above 0 and up to 100, not ${String(values['scale'])}`);
    const dumps = textOption(values, 'dumps');
    const parts = positionals.length === 0 ? PARTS : PARTS.filter((p) => positionals.includes(p.name));
    const here = machine();
    if (!io.json) io.out(`${headerOf(here)}\nratio = p50 against the baseline's p50, both measured in this run\n`);
    const results = await runParts(parts, {
      root: io.root, env: io.env, clock: io.clock, log: createLog({ clock: io.clock }), now: () => performance.now(), signal: io.signal,
      times: (full) => Math.max(1, Math.round(full * scale)),
      ...(dumps === undefined ? {} : { dumps: path.resolve(dumps) }),
    }, (r) => { if (!io.json) io.out(`${tableOf([r])}\n`); });
    if (io.json) io.out(JSON.stringify({ machine: here, at: new Date(io.clock.now()).toISOString(), scale, parts: results }));
    return results.some((r) => (r.broken ?? []).length > 0) ? 1 : 0;
  },
};
