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
  /** Loopback port of `app://`; the Host header is the URL's host. */
  gateway: number;
  /** Every line of the harness so far: host PID, ipc CHANNEL URL, window. */
  said: string[];
  close(): Promise<void>;
}

/**
 * @param root folder with `dist/`; another than the built one for tests that break it on purpose
 * @throws when the shell ends at its start, with what it wrote to standard error
 */
export async function launchShell(env: NodeJS.ProcessEnv, root = ROOT): Promise<Shell> {
  const child = spawn(process.execPath, ['--import', path.join(import.meta.dirname, 'register.ts'), path.join(root, 'dist', 'main.js')], {
    cwd: ROOT, env: { ...process.env, ...env, HARNESS_ROOT: root }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const hosts: number[] = [];
  const said: string[] = [];
  let errors = '';
  child.stderr.on('data', (d: Buffer) => { errors += d.toString(); });
  let where: { cdp: string; gateway: number } | undefined;
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('harness {')) where = JSON.parse(line.slice(8)) as typeof where;
      if (line.startsWith('harness host ')) hosts.push(Number(line.slice(13)));
      if (line === 'harness window') resolve();
    });
    void exited.then(() => reject(new Error(`The shell ended at once:\n${errors}`)));
  });
  if (!where) throw new Error('The harness did not say where it is');
  const browser = await chromium.connectOverCDP(where.cdp);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('The harness has no window');
  return {
    page, hosts, said, gateway: where.gateway,
    close: async () => {
      await browser.close();
      child.kill('SIGTERM');
      await exited;
    },
  };
}
