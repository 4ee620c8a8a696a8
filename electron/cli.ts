// The `countersign` command. Exit codes: 0 = done and verified, 1 = problems found or not verified, 2 = wrong usage or environment.

import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { printFault, UsageError, type Command, type CommandIo } from './commands/command.ts';
import { systemClock } from './base/clock.ts';
import { faultOf } from './protocol/faults.ts';

/** Loaded on use: `snapshot` must not pay for the demo phone. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  devices: async () => (await import('./commands/devices.ts')).devices,
  snapshot: async () => (await import('./commands/snapshot.ts')).snapshot,
  'sop check': async () => (await import('./commands/sop.ts')).check,
  'sop format': async () => (await import('./commands/sop.ts')).format,
  run: async () => (await import('./commands/run.ts')).run,
  'episode list': async () => (await import('./commands/episode.ts')).list,
  'episode show': async () => (await import('./commands/episode.ts')).show,
  demo: async () => (await import('./commands/demo.ts')).demo,
  bench: async () => (await import('./bench/bench.ts')).bench,
};

async function help(): Promise<string> {
  const rows = await Promise.all(Object.keys(COMMANDS).map(async (name) => `  ${((await COMMANDS[name]!()).usage.split('\n')[0] ?? '').padEnd(64)} ${(await COMMANDS[name]!()).about}`));
  return `countersign: phones under procedure\n\nUsage: npm run -s countersign -- COMMAND …\n\n${rows.join('\n')}\n\nEvery command takes --json and --help.\nExit code: 0 done and verified, 1 problems found or not verified, 2 wrong usage or environment.\n`;
}

async function main(argv: string[]): Promise<number> {
  const two = argv.slice(0, 2).join(' ');
  const name = two in COMMANDS ? two : (argv[0] ?? '');
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    if (name === '' || name === '--help' || name === '-h' || name === 'help') {
      process.stdout.write(await help());
      return name === '' ? 2 : 0;
    }
    throw new UsageError(`There is no command ${two.trim()}. See --help`);
  }
  const command = await load();
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: argv.slice(name.split(' ').length), allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, ...command.options } });
  } catch (e) {
    throw new UsageError((e as Error).message);
  }
  if (parsed.values.help) {
    process.stdout.write(`Usage: npm run -s countersign -- ${command.usage}\n\n${command.about}\n`);
    return 0;
  }
  const stop = new AbortController();
  const end = (): void => stop.abort(new DOMException('Interrupted', 'AbortError'));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const io: CommandIo = {
    root: path.resolve(import.meta.dirname, '..'),
    env: process.env,
    clock: systemClock,
    json: parsed.values.json === true,
    signal: stop.signal,
    out: (text) => { process.stdout.write(`${text}\n`); },
    err: (text) => { process.stderr.write(`${text}\n`); },
  };
  return await command.run({ values: parsed.values, positionals: parsed.positionals }, io);
}

/** `process.exit` would cut off what is still being written to a pipe. */
async function leave(code: number): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map((s) => new Promise<void>((resolve) => { if (s.writableLength === 0) resolve(); else s.write('', () => resolve()); })));
  process.exit(code);
}

process.stdout.on('error', (e: NodeJS.ErrnoException) => { if (e.code === 'EPIPE') process.exit(0); });
try {
  await leave(await main(process.argv.slice(2)));
} catch (e) {
  const fault = e instanceof UsageError ? { kind: 'usage' as const, detail: e.message } : faultOf(e);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ fault })}\n`);
  printFault(fault, (t) => process.stderr.write(`${t}\n`));
  await leave(2);
}
