// Exports: Command, CommandIo, UsageError, printFault, printPlan, textOption, harmless, escaped. What a command of the command line is.

import type { ParseArgsConfig } from 'node:util';
import type { Clock } from '../base/clock.ts';
import { advise, type Fault } from '../protocol/faults.ts';
import type { Plan } from '../protocol/run.ts';

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

/** What a run will ask, for people. */
export function printPlan(p: Plan): string {
  const rows = p.items.map((i) => `${i.step.number.padEnd(8)} ${(i.sure ? 'asks' : 'may ask').padEnd(8)} ${(i.times === 1 ? '' : i.times === 'some' ? 'each time' : `${i.times}×`).padEnd(10)} ${(i.classes.join(', ') || '-').padEnd(20)} ${i.step.text}${i.why ? `  (${i.why})` : ''}`);
  return [p.words, ...rows].join('\n');
}

// oxlint-disable-next-line no-control-regex -- these are what a terminal obeys, forced directions included
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text for a terminal: what a phone, a model or a file says is shown there, not obeyed. */
export const harmless = (text: string): string => text.replace(CONTROLS, '·');

/** The same for JSON, whose strings keep their meaning. */
export const escaped = (json: string): string => json.replace(CONTROLS, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The value of an option that takes one. */
export const textOption = (values: Record<string, unknown>, name: string): string | undefined => {
  const v = values[name];
  return typeof v === 'string' ? v : undefined;
};
