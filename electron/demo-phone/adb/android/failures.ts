// Exports: exception, usageError. How Android's shell commands report trouble.

import type { Invocation } from '../shell/shell.ts';

/** What a service's shell command prints when its Java code throws. @returns the exit code, 255 */
export async function exception(c: Invocation, what: string, error: string, at: string): Promise<number> {
  await c.io.err(`\nException occurred while executing '${what}':\n${error}\n\tat ${at}\n\tat android.os.BasicShellCommandHandler.exec(BasicShellCommandHandler.java:97)\n\tat android.os.ShellCommand.exec(ShellCommand.java:38)\n`);
  return 255;
}

/** `getNextArgRequired` found nothing. */
export const argumentExpected = (c: Invocation, what: string, after: string, at: string): Promise<number> =>
  exception(c, what, `java.lang.IllegalArgumentException: Argument expected after "${after}"`, at);
