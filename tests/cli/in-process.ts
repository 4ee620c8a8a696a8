// Exports: countersign, home, sopFile, ROOT, LIBRARY, NO_ADB. The command line without a process of its own: words in, exit code and output out.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { runCommandLine } from '../../electron/commands/main.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const LIBRARY = path.join(ROOT, 'sop-library');
/** No adb server ever listens there: a phone of this machine must not take part in a test. */
export const NO_ADB = '1';

const folders: string[] = [];
// With the file and not with the test: tests that run at the same time cannot be told apart here.
afterAll(() => { for (const f of folders) fs.rmSync(f, { recursive: true, force: true }); });

/** An empty folder that goes when the test file is through. */
export function home(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-cli-'));
  folders.push(folder);
  return folder;
}

export interface Ran {
  code: number;
  out: string;
  err: string;
  /** The last line of `out` as JSON. */
  json(): any;
}

/** @param data data folder; one is made when absent */
export async function countersign(argv: string[], o: { data?: string; signal?: AbortSignal; env?: NodeJS.ProcessEnv; heard?: (text: string) => void } = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(argv, {
    root: ROOT,
    env: { COUNTERSIGN_HOME: o.data ?? home(), ANDROID_ADB_SERVER_PORT: NO_ADB, ...o.env },
    clock: systemClock,
    signal: o.signal ?? new AbortController().signal,
    out: (t) => { out.push(t); o.heard?.(t); },
    err: (t) => err.push(t),
  });
  return { code, out: out.join('\n'), err: err.join('\n'), json: () => JSON.parse(out.at(-1) ?? '') };
}

/** A small SOP in a folder of its own. @returns its path */
export function sopFile(steps: string, o: { params?: string; outcome?: string; version?: string; folder?: string } = {}): string {
  const file = path.join(o.folder ?? home(), 'small.sop.md');
  fs.writeFileSync(file, `---
sop: ${o.version ?? 1}
id: test.small
title: Small
owner: qa
classification: public
applies:
  - { app: com.android.settings }
${o.params ? `params:\n${o.params}\n` : ''}---
# Small

## Preconditions
- The phone is unlocked.

## Steps
${steps}
${o.outcome ? `\n## Expected result\n${o.outcome}\n` : ''}`);
  return file;
}
