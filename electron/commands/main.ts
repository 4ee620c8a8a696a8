// Exports: runCommandLine. The words of a command line carried out: which command, its options, its faults, its exit code.
// Exit codes: 0 = done and verified, 1 = problems found or not verified, 2 = wrong usage or environment.

import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { readText } from '../base/files.ts';
import { faultOf } from '../protocol/faults.ts';
import { BENCHES } from './bench.ts';
import { escaped, harmless, printFault, UsageError, type Command, type CommandIo } from './command.ts';

/** Loaded on use: `snapshot` must not pay for the demo phone. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  devices: async () => (await import('./devices.ts')).devices,
  snapshot: async () => (await import('./snapshot.ts')).snapshot,
  'sop check': async () => (await import('./sop.ts')).check,
  'sop format': async () => (await import('./sop.ts')).format,
  classify: async () => (await import('./classify.ts')).classify,
  'sop plan': async () => (await import('./sop.ts')).plan,
  ground: async () => (await import('./ground.ts')).ground,
  run: async () => (await import('./run.ts')).run,
  'episode list': async () => (await import('./episode.ts')).list,
  'episode show': async () => (await import('./episode.ts')).show,
  'episode export': async () => (await import('./episode.ts')).exportEpisode,
  explore: async () => (await import('./explore.ts')).explore,
  'memory list': async () => (await import('./memory.ts')).list,
  'memory show': async () => (await import('./memory.ts')).show,
  'memory delete': async () => (await import('./memory.ts')).remove,
  'models list': async () => (await import('./models.ts')).list,
  'models inspect': async () => (await import('./models.ts')).inspect,
  'models fetch': async () => (await import('./models.ts')).fetch,
  'models remove': async () => (await import('./models.ts')).remove,
  'profile add': async () => (await import('./profile.ts')).add,
  'profile list': async () => (await import('./profile.ts')).list,
  'profile remove': async () => (await import('./profile.ts')).remove,
  'policy check': async () => (await import('./policy.ts')).check,
  'policy explain': async () => (await import('./policy.ts')).explain,
  'policy dry-run': async () => (await import('./policy.ts')).dryRun,
  'audit verify': async () => (await import('./audit.ts')).verify,
  'audit list': async () => (await import('./audit.ts')).list,
  'audit show': async () => (await import('./audit.ts')).show,
  'audit match': async () => (await import('./audit.ts')).match,
  'audit export': async () => (await import('./audit.ts')).exportAudit,
  'secrets set': async () => (await import('./secrets.ts')).set,
  'secrets list': async () => (await import('./secrets.ts')).list,
  'secrets remove': async () => (await import('./secrets.ts')).remove,
  redact: async () => (await import('./redact.ts')).redact,
  demo: async () => (await import('./demo.ts')).demo,
  ...BENCHES,
};

const CODES = 'Exit code: 0 done and verified, 1 problems found or not verified, 2 wrong usage or environment.';

async function help(): Promise<string> {
  const rows = await Promise.all(Object.keys(COMMANDS).map(async (name) => `  ${((await COMMANDS[name]!()).usage.split('\n')[0] ?? '').padEnd(64)} ${(await COMMANDS[name]!()).about}`));
  return `countersign: phones under procedure\n\nUsage: npm run -s countersign -- COMMAND …\n\n${rows.join('\n')}\n\nEvery command takes --json and --help.\n${CODES}`;
}

async function carryOut(argv: readonly string[], io: Omit<CommandIo, 'json'>): Promise<number> {
  const two = argv.slice(0, 2).join(' ');
  const name = Object.hasOwn(COMMANDS, two) ? two : (argv[0] ?? '');
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    if (name === '--version') {
      io.out((JSON.parse(await readText(path.join(io.root, 'package.json'))) as { version: string }).version);
      return 0;
    }
    if (['', '--help', '-h', 'help'].includes(name)) {
      io.out(await help());
      return name === '' ? 2 : 0;
    }
    // `countersign sop --help`: the commands of that group.
    const group = Object.keys(COMMANDS).filter((c) => c.startsWith(`${name} `));
    if (group.length > 0 && argv.some((a) => a === '--help' || a === '-h')) {
      for (const c of group) { const { usage, about } = await COMMANDS[c]!(); io.out(`Usage: npm run -s countersign -- ${usage}\n\n${about}\n`); }
      return 0;
    }
    throw new UsageError(group.length > 0 ? `Say which: ${group.join(', ')}` : `There is no command ${name}. See --help`);
  }
  const command = await load();
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: argv.slice(name.split(' ').length), allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, ...command.options } });
  } catch (e) {
    throw new UsageError((e as Error).message.replace(/\. To specify a positional argument.*$/s, ''));
  }
  if (parsed.values.help) {
    const below = Object.keys(COMMANDS).filter((c) => c.startsWith(`${name} `));
    io.out(`Usage: npm run -s countersign -- ${command.usage}\n\n${command.about}\n\n${below.length > 0 ? `See also: ${below.join(', ')}\n\n` : ''}${CODES}`);
    return 0;
  }
  const extra = parsed.positionals[command.words ?? Infinity];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one word too many for ${name}`);
  return await command.run({ values: parsed.values, positionals: parsed.positionals }, { ...io, json: parsed.values.json === true });
}

/** @returns the exit code; what stopped a command is told on `err`, and with `--json` on `out` as `{ fault }` */
export async function runCommandLine(argv: readonly string[], plain: Omit<CommandIo, 'json'>): Promise<number> {
  const data = argv.includes('--json') || argv.includes('--stdin');
  const io = { ...plain, out: (text: string) => plain.out(data ? escaped(text) : harmless(text)), err: (text: string) => plain.err(harmless(text)) };
  try {
    return await carryOut(argv, io);
  } catch (e) {
    const fault = e instanceof UsageError ? { kind: 'usage' as const, detail: e.message } : faultOf(e);
    if (argv.includes('--json')) io.out(JSON.stringify({ fault }));
    printFault(fault, io.err);
    return 2;
  }
}
