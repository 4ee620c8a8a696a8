// Exports: check, format. The SOP checker and printer for scripts and CI.

import { UsageError, type Command } from './command.ts';

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
