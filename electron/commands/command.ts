// Exports: Command, CommandIo, UsageError, printFault, textOption. What a command of the command line is.

import type { ParseArgsConfig } from 'node:util';
import type { Clock } from '../base/clock.ts';
import { advise, type Fault } from '../protocol/faults.ts';

/** Wrong words on the command line; becomes the fault `usage`. */
export class UsageError extends Error {}

export interface CommandIo {
  /** Folder of the program. */
  root: string;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  json: boolean;
  /** Fires on Ctrl+C and SIGTERM. */
  signal: AbortSignal;
  out(text: string): void;
  err(text: string): void;
}

export interface Command {
  /** First line: name and arguments. More lines: options. */
  usage: string;
  about: string;
  options?: NonNullable<ParseArgsConfig['options']>;
  /** How many words may follow the name; more is wrong usage. Absent = any number. */
  words?: number;
  /** @returns the exit code */
  run(args: { values: Record<string, unknown>; positionals: string[] }, io: CommandIo): Promise<number>;
}

export function printFault(fault: Fault, err: (text: string) => void): void {
  const advice = advise(fault);
  err(`${advice.title} [${fault.kind}]`);
  for (const r of advice.remedies) err(`  ${r.label}${r.command ? `: ${r.command}` : ''}`);
}

/** The value of an option that takes one. */
export const textOption = (values: Record<string, unknown>, name: string): string | undefined => {
  const v = values[name];
  return typeof v === 'string' ? v : undefined;
};
