// Exports: check, format, plan. The SOP checker and printer for scripts and CI, and what a run will ask.

import * as path from 'node:path';
import { printPlan, UsageError, type Command } from './command.ts';

export const check: Command = {
  usage: 'sop check FILE|FOLDER… [--info] [--json]\n  --info   also show what is merely worth knowing',
  about: 'Check SOPs: every problem with its place and, where possible, a fix',
  options: { info: { type: 'boolean' } },
  async run({ values, positionals }, io) {
    if (positionals.length === 0) throw new UsageError('Name the SOP files or folders to check');
    const { checkFiles, printCheck } = await import('../sop/command.ts');
    const result = await checkFiles(positionals);
    io.out(io.json ? JSON.stringify(result) : printCheck(result, { infos: values.info === true }));
    return result.ok ? 0 : 1;
  },
};

export const format: Command = {
  usage: 'sop format FILE|FOLDER… [--check] [--json]\n  --check  change nothing, only say what would change',
  about: 'Write SOPs in their canonical form',
  options: { check: { type: 'boolean' } },
  async run({ values, positionals }, io) {
    if (positionals.length === 0) throw new UsageError('Name the SOP files or folders to format');
    const { formatFiles, printFormat } = await import('../sop/command.ts');
    const o = { check: values.check === true };
    const result = await formatFiles(positionals, o);
    io.out(io.json ? JSON.stringify(result) : printFormat(result, o));
    return result.ok ? 0 : 1;
  },
};

export const plan: Command = {
  usage: 'sop plan FILE [--param NAME=VALUE]… [--examples] [--json]',
  about: 'What a run of the SOP will ask, by its words; no phone is touched',
  options: { param: { type: 'string', multiple: true }, examples: { type: 'boolean' } },
  words: 1,
  async run({ values, positionals }, io) {
    const [file] = positionals;
    if (file === undefined) throw new UsageError('Name one SOP file');
    const [{ readText }, { parseSop }, { planOf }, { knownValues, usedBy }, { paramsOf }] = await Promise.all([import('../base/files.ts'), import('../sop/parse.ts'), import('../control/plan.ts'), import('../services/runs.ts'), import('./run.ts')]);
    const sop = parseSop(await readText(file), { path: file });
    const made = planOf({ sop, values: knownValues(sop, paramsOf(values.param as string[] | undefined), values.examples === true), used: await usedBy(sop, path.basename(file), (p) => readText(path.join(path.dirname(file), p))) });
    io.out(io.json ? JSON.stringify(made) : printPlan(made));
    return 0;
  },
};
