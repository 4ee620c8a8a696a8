// Exports: add, list, remove. Local people who approve. A passphrase is typed, or comes from the environment or a pipe; never from the command's words.

import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { loadConfig } from '../base/config.ts';
import { openProfiles, type Profiles } from '../control/profiles.ts';
import type { Profile } from '../protocol/services.ts';
import { readHabits } from '../services/habits.ts';
import { UsageError, type Command, type CommandIo } from './command.ts';

const data = async (io: CommandIo): Promise<string> => (await loadConfig(io.root, io.env)).data;
const open = async (io: CommandIo): Promise<Profiles> => openProfiles({ file: path.join(await data(io), 'profiles.json'), clock: io.clock });

/** From COUNTERSIGN_PASSPHRASE, else one line of stdin, without echo on a terminal. */
async function passphrase(prompt: string, io: CommandIo): Promise<string> {
  const given = io.env['COUNTERSIGN_PASSPHRASE'];
  if (given !== undefined) return given;
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY });
  const write = (lines as unknown as { _writeToOutput?: (s: string) => void })._writeToOutput?.bind(lines);
  let muted = false;
  if (write) (lines as unknown as { _writeToOutput: (s: string) => void })._writeToOutput = (s) => { if (!muted) write(s); };
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('close', () => reject(new UsageError('No passphrase was given: type it, pipe it in, or set COUNTERSIGN_PASSPHRASE')));
      lines.question(prompt, { signal: io.signal }, resolve);
      muted = process.stdin.isTTY;
    });
  } finally {
    if (muted) io.err('');
    lines.close();
  }
}

const tell = (profiles: readonly Profile[], io: CommandIo): void => {
  if (io.json) io.out(JSON.stringify({ profiles }));
  else if (profiles.length === 0) io.out('No profiles');
  else for (const p of profiles) io.out(`${p.name.padEnd(24)} since ${new Date(p.created).toISOString().slice(0, 10)}`);
};

const named = (positionals: readonly string[]): string => {
  const [name] = positionals;
  if (name === undefined) throw new UsageError('Name the profile');
  return name;
};

export const add: Command = {
  usage: 'profile add NAME [--json]\n  The passphrase is asked for, read from stdin, or taken from COUNTERSIGN_PASSPHRASE.',
  about: 'Add a person who approves, for policies that demand two',
  words: 1,
  async run({ positionals }, io) {
    const name = named(positionals);
    tell(await (await open(io)).create(name, await passphrase(`Passphrase of ${name}: `, io)), io);
    return 0;
  },
};

export const list: Command = {
  usage: 'profile list [--habits] [--json]\n  --habits  how people have approved: decisions, share allowed, median time, share under a second',
  about: 'List the people who approve',
  options: { habits: { type: 'boolean' } },
  words: 0,
  async run({ values }, io) {
    if (values.habits !== true) { tell(await (await open(io)).list(), io); return 0; }
    const habits = await readHabits(path.join(await data(io), 'episodes'));
    if (io.json) io.out(JSON.stringify({ profiles: await (await open(io)).list(), habits }));
    else if (habits.length === 0) io.out('Nobody has decided anything yet');
    else for (const h of habits) io.out(`${h.by.padEnd(24)} ${String(h.decisions).padStart(5)} decisions  ${Math.round(h.allowed * 100)} % allowed  median ${Math.round(h.medianMs)} ms  ${Math.round(h.quick * 100)} % under 1 s`);
    return 0;
  },
};

export const remove: Command = {
  usage: 'profile remove NAME [--json]\n  Its passphrase is asked for, read from stdin, or taken from COUNTERSIGN_PASSPHRASE.',
  about: 'Remove a person who approves',
  words: 1,
  async run({ positionals }, io) {
    const name = named(positionals);
    tell(await (await open(io)).remove(name, await passphrase(`Passphrase of ${name}: `, io)), io);
    return 0;
  },
};
