// Exports: quote, quoteCommand.
// Words for the phone's shell (mksh, POSIX). Nothing else may build a command line: text of a screen or a model
// reaches the shell as one quoted word or not at all.

import { Failure } from '../protocol/faults.ts';

/** Words that no shell touches: no `=` (an assignment in front), no `~`, no glob, no leading anything special. */
const PLAIN = /^(?:[A-Za-z0-9_./:,+@-]|%)+$/;
/** Options such as `--output-format=h264`: `=` is harmless behind a dash. */
const OPTION = /^-[A-Za-z0-9_./:,+@%=-]*$/;

/** One word, in single quotes unless it needs none. @throws Failure when it holds a NUL, which no command line can carry */
export function quote(word: string): string {
  if (word.includes('\0')) throw new Failure({ kind: 'device/unsupported', what: 'a NUL character in a command', why: 'Remove the NUL character from the text' });
  if (PLAIN.test(word) || OPTION.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** @throws Failure on an empty command */
export function quoteCommand(words: readonly string[]): string {
  if (words.length === 0 || words[0] === '') throw new Failure({ kind: 'internal', detail: 'An empty command for the phone' });
  return words.map(quote).join(' ');
}
