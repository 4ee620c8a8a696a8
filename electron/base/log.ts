// Exports: Log, LogLine, createLog.
// One log a process: typed channels, secrets and personal data redacted at the sink, JSON lines on disk (rotated), the last 500 in memory.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { redact, redactAll } from '../privacy/redact.ts';
import type { Clock } from './clock.ts';

export type Channel = 'app' | 'adb' | 'device' | 'demo' | 'screen' | 'sop' | 'control' | 'run' | 'model' | 'rpc' | 'shell';
export type Level = 'debug' | 'info' | 'warning' | 'error';

export interface LogLine { at: number; channel: Channel; level: Level; text: string; data?: unknown }

export interface Log {
  write(channel: Channel, level: Level, text: string, data?: unknown): void;
  /** The last lines, oldest first. */
  recent(): LogLine[];
  /** From now on these values never reach a line. Short ones (under 4 characters) are ignored: they would blank ordinary text. */
  hide(secret: string): void;
}

const KEEP = 500;
const ROTATE_BYTES = 2 ** 20;

/**
 * @param file where lines go; without it they stay in memory. A file that cannot be written costs one line on `stderr`, never the caller.
 */
export function createLog(o: { clock: Clock; file?: string; echo?: (line: LogLine) => void }): Log {
  const lines: LogLine[] = [];
  const secrets = new Set<string>();
  let broken = false;
  const clean = (text: string): string => {
    let out = text;
    for (const s of secrets) out = out.replaceAll(s, '•••').replaceAll(JSON.stringify(s).slice(1, -1), '•••');
    return out;
  };
  const toDisk = (line: LogLine): void => {
    if (o.file === undefined || broken) return;
    try {
      if (lines.length === 1) fs.mkdirSync(path.dirname(o.file), { recursive: true });
      if ((fs.statSync(o.file, { throwIfNoEntry: false })?.size ?? 0) > ROTATE_BYTES) fs.renameSync(o.file, `${o.file}.1`);
      fs.appendFileSync(o.file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch (e) {
      broken = true;
      process.stderr.write(`countersign: the log ${o.file} cannot be written (${(e as Error).message}); logging goes on in memory\n`);
    }
  };
  return {
    write(channel, level, text, data) {
      const line: LogLine = { at: o.clock.now(), channel, level, text: redact(clean(text)), ...(data === undefined ? {} : { data: redactAll(JSON.parse(clean(JSON.stringify(data))) as unknown) }) };
      lines.push(line);
      if (lines.length > KEEP) lines.shift();
      toDisk(line);
      o.echo?.(line);
    },
    recent: () => [...lines],
    hide(secret) { if (secret.length >= 4) secrets.add(secret); },
  };
}
