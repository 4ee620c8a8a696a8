// `npm test`: types, lint, unit and integration tests, then the flows in a real browser. Finds a browser and adb, or installs them,
// and ends with one plain line of counts. Options: --only types|lint|unit|e2e (repeatable).

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from '../electron/build.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const BIN = path.join(ROOT, 'node_modules', '.bin');
const PATHS = (process.env.PATH ?? '').split(path.delimiter);

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const wanted = (part: string): boolean => values.only === undefined || values.only.includes(part);
const say = (text: string): void => { process.stdout.write(`${text}\n`); };
const onPath = (...names: string[]): string | undefined => names.flatMap((n) => PATHS.map((p) => path.join(p, n))).find((f) => existsSync(f));
const run = (command: string, args: string[], env: NodeJS.ProcessEnv = {}): number =>
  spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

/** Installs Debian packages when we may; quiet when it works. */
function debian(...packages: string[]): boolean {
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return false;
  say(`Installing ${packages.join(', ')} (Debian packages)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const done = spawnSync('apt-get', args, { encoding: 'utf8', env });
    if (done.status !== 0) { say(done.stderr); return false; }
  }
  return true;
}

function findBrowser(): string | undefined {
  const known = (): string | undefined => process.env.COUNTERSIGN_CHROMIUM ?? onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
    ?? [chromium.executablePath()].find((f) => existsSync(f));
  return known() ?? (debian('chromium') ? known() : run(path.join(BIN, 'playwright'), ['install', 'chromium']) === 0 ? known() : undefined);
}

function findAdb(): string | undefined {
  const known = (): string | undefined => process.env.COUNTERSIGN_ADB ?? onPath('adb', 'adb.exe');
  return known() ?? (debian('adb') ? known() : undefined);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const missing: string[] = [];
/** A part that is no test runner counts as one test. */
const part = (name: string, ok: boolean): void => {
  say(ok ? `✓ ${name}` : `✗ ${name}`);
  if (ok) total.passed++; else total.failed++;
};

const browser = wanted('unit') || wanted('e2e') ? findBrowser() : undefined;
const adb = wanted('unit') || wanted('e2e') ? findAdb() : undefined;
if (browser === undefined && wanted('e2e')) missing.push('No Chromium: the flows in a browser did not run');
if (adb === undefined && wanted('unit')) missing.push('No adb: the tests against the real adb client did not run');
const env = { ...(browser ? { COUNTERSIGN_CHROMIUM: browser } : {}), ...(adb ? { COUNTERSIGN_ADB: adb } : {}) };
const reports = mkdtempSync(path.join(tmpdir(), 'countersign-tests-'));

if (wanted('types')) part('types', run(path.join(BIN, 'tsc'), ['-b']) === 0);
if (wanted('lint')) part('lint', run(path.join(BIN, 'oxlint'), ['--deny-warnings', 'electron', 'renderer', 'tests']) === 0);

if (wanted('unit') || wanted('e2e')) await build(ROOT);

if (wanted('unit')) {
  const file = path.join(reports, 'unit.json');
  const code = run(path.join(BIN, 'vitest'), ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`], env);
  if (existsSync(file)) {
    const r = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number };
    total.passed += r.numPassedTests;
    total.failed += r.numFailedTests;
    total.skipped += r.numPendingTests;
    if (code !== 0 && r.numFailedTests === 0) part('unit tests ended with an error outside a test', false);
  } else part('unit tests', false);
}

if (wanted('e2e') && browser !== undefined) {
  const file = path.join(reports, 'e2e.json');
  const code = run(path.join(BIN, 'playwright'), ['test', '--reporter=list,json'], { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  if (existsSync(file)) {
    const { stats } = JSON.parse(readFileSync(file, 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
    total.passed += stats.expected;
    total.failed += stats.unexpected + stats.flaky;
    total.skipped += stats.skipped;
    if (code !== 0 && stats.unexpected + stats.flaky === 0) part('browser flows ended with an error outside a test', false);
  } else part('browser flows', false);
}

rmSync(reports, { recursive: true });
for (const m of missing) say(m);
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
