// `npm start`: builds what is out of date, then opens the Electron window, or browser mode where Electron's binary cannot be had.
// Options: --browser (do not try Electron), --port N, --no-open (print the address instead of opening it).

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { openBrowser } from './browser.ts';
import { systemClock } from './base/clock.ts';
import { advise, faultOf } from './protocol/faults.ts';
import { serveBrowser } from './serve.ts';
import { startServices } from './services.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** How long Electron's own installer may take to fetch its binary on the first start. */
const FETCH_MS = 180_000;

/** Path of the Electron binary, fetched on the first start; or why there is none. */
function electronBinary(): { path: string } | { why: string } {
  const at = path.join(ROOT, 'node_modules', 'electron');
  const named = path.join(at, 'path.txt');
  const binary = (): string | undefined => {
    const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron';
    const full = process.env.ELECTRON_OVERRIDE_DIST_PATH ? path.join(process.env.ELECTRON_OVERRIDE_DIST_PATH, name) : path.join(at, 'dist', name);
    return existsSync(full) ? full : undefined;
  };
  const found = binary();
  if (found !== undefined) return { path: found };
  process.stdout.write('Fetching the Electron binary (first start only)…\n');
  const fetched = spawnSync(process.execPath, [path.join(at, 'install.js')], { encoding: 'utf8', timeout: FETCH_MS });
  const now = binary();
  if (now !== undefined) return { path: now };
  const last = `${fetched.stderr ?? ''}`.split('\n').find((l) => /error|ENOTFOUND|EAI_AGAIN|ECONN|HTTP|refused|denied/i.test(l));
  return { why: fetched.error ? fetched.error.message : (last?.trim() ?? `its installer ended with code ${fetched.status}`) };
}

async function browserMode(port: number, open: boolean): Promise<void> {
  const services = await startServices({ mode: 'browser', root: ROOT, env: process.env });
  const server = await serveBrowser({
    folder: path.join(ROOT, 'dist', 'renderer'), port, log: services.log, now: systemClock.now,
    onPort: (p) => services.attach(p),
  }).catch(async (e: unknown) => { await services.close(); throw e; });
  services.tickets(server.ticket);
  const url = server.url();
  const why = open ? await openBrowser(url, services.config.data, process.env) : 'asked not to';
  process.stdout.write(why === undefined
    ? `Countersign runs in your browser (port ${server.port}). Press Ctrl+C to end it.\n`
    : `Countersign is ready. No browser was opened (${why}); open this address, it works once:\n  ${url}\nPress Ctrl+C to end it.\n`);
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(1);
    ending = true;
    void server.close().then(() => services.close()).then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

try {
  const { values } = parseArgs({ options: { browser: { type: 'boolean' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } } });
  if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new TypeError(`--port takes a number, not ${values.port}`);
  process.stdout.write('Preparing the window…\n');
  await build(ROOT);
  const electron = values.browser ? { why: 'asked for with --browser' } : electronBinary();
  if ('path' in electron) {
    const child = spawn(electron.path, [ROOT], { stdio: 'inherit' });
    child.on('exit', (code) => { process.exitCode = code ?? 1; });
  } else {
    process.stdout.write(`Electron's window is not available (${electron.why}); opening browser mode.\n`);
    await browserMode(Number(values.port ?? 0), !values['no-open']);
  }
} catch (e) {
  const advice = advise(e instanceof TypeError ? { kind: 'usage', detail: e.message } : faultOf(e));
  process.stderr.write(`${advice.title}\n${advice.remedies.map((r) => `  ${r.label}${r.command ? `: ${r.command}` : ''}\n`).join('')}`);
  process.exitCode = 2;
}
