// Exports: launchShell. Starts the built shell (dist/main.js) on the harness and connects to its window.

import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Shell {
  page: Page;
  /** Process ids of the hosts started so far. */
  hosts: number[];
  /** Every line of the harness so far: host PID, window, ipc CHANNEL URL, post CHANNEL URL, posted CHANNEL, preload-error TEXT, navigation prevented|allowed URL, popup ACTION. */
  said: string[];
  /** Resolves once that many of its lines fit. @throws when the shell ends before */
  until(line: RegExp, times?: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param root folder with `dist/`; another than the built one for tests that break it on purpose
 * @throws when the shell ends before its window is open, with what it wrote to standard error
 */
export async function launchShell(env: NodeJS.ProcessEnv, root = ROOT): Promise<Shell> {
  const child = spawn(process.execPath, ['--import', path.join(import.meta.dirname, 'register.ts'), path.join(root, 'dist', 'main.js')], {
    cwd: ROOT, env: { ...process.env, ...env, HARNESS_ROOT: root }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that is given up does not leave a browser behind.
  const end = (): void => { child.kill('SIGTERM'); };
  process.once('exit', end);
  const exited = new Promise<void>((resolve) => child.once('exit', () => { process.off('exit', end); resolve(); }));
  const hosts: number[] = [];
  const said: string[] = [];
  let errors = '';
  child.stderr.on('data', (d: Buffer) => { errors += d.toString(); });
  const watchers = new Set<() => void>();
  let ended = false;
  void exited.then(() => { ended = true; for (const w of watchers) w(); });
  const until: Shell['until'] = (line, times = 1) => new Promise((resolve, reject) => {
    const look = (): void => {
      if (said.filter((l) => line.test(l)).length >= times) resolve();
      else if (ended) reject(new Error(`The shell ended before it said ${line}:\n${errors}`));
      else { watchers.add(look); return; }
      watchers.delete(look);
    };
    look();
  });
  let where: { cdp: string } | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    if (line.startsWith('harness {')) where = JSON.parse(line.slice(8)) as typeof where;
    if (line.startsWith('harness host ')) hosts.push(Number(line.slice(13)));
    for (const w of watchers) w();
  });
  await until(/^harness window$/);
  if (!where) throw new Error('The harness did not say where it is');
  const browser = await chromium.connectOverCDP(where.cdp);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('The harness has no window');
  return {
    page, hosts, said, until,
    close: async () => {
      await browser.close();
      child.kill('SIGTERM');
      await exited;
    },
  };
}
