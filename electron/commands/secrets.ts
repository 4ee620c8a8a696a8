// Exports: set, list, remove, secretsOf. Secrets that are kept between runs, from a terminal: an encrypted file with a passphrase.

import * as path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { loadConfig } from '../base/config.ts';
import { ensureFolder } from '../base/files.ts';
import { createSecretStore, environmentName, type SecretStore } from '../control/secret-store.ts';
import { Failure } from '../protocol/faults.ts';
import { UsageError, type Command, type CommandIo } from './command.ts';
import { createTerminal } from './terminal.ts';

const HINT = '  the passphrase is asked for on the terminal, or taken from COUNTERSIGN_PASSPHRASE';

/** @param ask for a passphrase, when the environment names none */
export function secretsOf(io: Pick<CommandIo, 'env' | 'clock'>, data: string, ask?: (prompt: string) => Promise<string>): SecretStore {
  const file = path.join(data, 'secrets.json');
  return createSecretStore({
    file, env: io.env, clock: io.clock,
    source: {
      kind: 'passphrase',
      ask: async (why) => {
        const said = io.env.COUNTERSIGN_PASSPHRASE;
        if (said) return said;
        if (!ask) throw new Failure({ kind: 'secret/locked', path: file, detail: 'Give its passphrase in COUNTERSIGN_PASSPHRASE' });
        return await ask(why === 'new' ? 'Passphrase for the new file of secrets: ' : 'Passphrase: ');
      },
    },
  });
}

/** Works with the store; a terminal is there for what has to be asked. */
async function withSecrets<T>(io: CommandIo, work: (s: SecretStore, ask: (prompt: string) => Promise<string>) => Promise<T>): Promise<T> {
  const { data } = await loadConfig(io.root, io.env);
  await ensureFolder(data);
  let terminal: ReturnType<typeof createTerminal> | undefined;
  const ask = (prompt: string): Promise<string> => (terminal ??= createTerminal(io)).ask(prompt, { secret: true, signal: io.signal });
  try {
    return await work(secretsOf(io, data, process.stdin.isTTY ? ask : undefined), ask);
  } finally {
    terminal?.close();
  }
}

const named = (positionals: readonly string[]): string => {
  const [name] = positionals;
  if (name === undefined) throw new UsageError('Name the secret');
  return name;
};

export const set: Command = {
  usage: `secrets set NAME [--json]\n  the value is asked for on the terminal, or is the first line of standard input\n${HINT}`,
  about: 'Keep a secret for runs: run --secret PARAM=NAME',
  words: 1,
  run: ({ positionals }, io) => withSecrets(io, async (s, ask) => {
    const name = named(positionals);
    const value = process.stdin.isTTY ? await ask(`Value of ${name}: `) : (await readAll(process.stdin)).split(/\r?\n/)[0] ?? '';
    await s.set(name, value);
    io.out(io.json ? JSON.stringify({ kept: name }) : `${name} is kept`);
    return 0;
  }),
};

export const list: Command = {
  usage: `secrets list [--json]\n${HINT}`,
  about: 'List the names of kept secrets, and of those that the environment gives',
  words: 0,
  run: (_, io) => withSecrets(io, async (s) => {
    const secrets = await s.list();
    if (io.json) io.out(JSON.stringify(secrets));
    else for (const x of secrets) io.out(`${x.name.padEnd(24)} ${x.from === 'file' ? `kept ${new Date(x.at ?? 0).toISOString().slice(0, 10)}` : `from ${environmentName(x.name)}`}`);
    if (!io.json && secrets.length === 0) io.out('None yet: countersign secrets set NAME');
    return 0;
  }),
};

export const remove: Command = {
  usage: `secrets remove NAME [--json]\n${HINT}`,
  about: 'Forget a kept secret',
  words: 1,
  run: ({ positionals }, io) => withSecrets(io, async (s) => {
    const name = named(positionals);
    await s.remove(name);
    io.out(io.json ? JSON.stringify({ removed: name }) : `${name} is forgotten`);
    return 0;
  }),
};
