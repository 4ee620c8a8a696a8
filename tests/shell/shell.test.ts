// The shell on its stand-in: what it keeps a page from, shown on the true build and by breaking one guard after the other;
// and that it outlives its host. The guard that no page can reach alone, the sender check, is shown behind a missing one, and as a function.

import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isOurs, mayConnect } from '../../electron/window.ts';
import { factsOf, GOOD, startStranger, type Facts, type Stranger } from './facts.ts';
import { launchShell, type Shell } from './launch.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const chromium = existsSync(process.env.COUNTERSIGN_CHROMIUM ?? '/usr/bin/chromium');

const scratch = mkdtempSync(path.join(tmpdir(), 'countersign-shell-test-'));
let stranger: Stranger;
beforeAll(async () => {
  stranger = await startStranger();
  if (!chromium) return;
  // In a process of its own, without the test runner's environment: the window is built as `npm start` builds it.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `import { build } from ${JSON.stringify(path.join(ROOT, 'electron', 'build.ts'))}; await build(${JSON.stringify(ROOT)});`], { cwd: ROOT, env });
}, 120_000);
afterAll(async () => {
  await stranger.close();
  rmSync(scratch, { recursive: true, force: true });
});

type Change = [file: 'main.js' | 'preload.cjs', from: string, to: string];

/** The product with its built shell changed. @throws when a text to change is not there exactly once */
function broken(changes: Change[]): string {
  const root = mkdtempSync(path.join(scratch, 'root-'));
  mkdirSync(path.join(root, 'dist'));
  for (const name of ['package.json', 'node_modules', 'sop-library', 'resources', 'dist/renderer', 'dist/host.js']) if (existsSync(path.join(ROOT, name))) symlinkSync(path.join(ROOT, name), path.join(root, name));
  for (const name of ['main.js', 'preload.cjs'] as const) cpSync(path.join(ROOT, 'dist', name), path.join(root, 'dist', name));
  for (const [name, from, to] of changes) {
    const file = path.join(root, 'dist', name);
    const parts = readFileSync(file, 'utf8').split(from);
    if (parts.length !== 2) throw new Error(`${name} holds ${parts.length - 1} times: ${from}`);
    writeFileSync(file, parts.join(to));
  }
  return root;
}

/** The same with a page that only asks for the port and a host that does nothing: main and preload are all that is tried, in half the time. */
function bare(changes: Change[]): string {
  const root = broken(changes);
  for (const name of ['renderer', 'host.js']) rmSync(path.join(root, 'dist', name));
  writeFileSync(path.join(root, 'dist', 'host.js'), "process.parentPort.on('message', (e) => { if (e.data === 'quit') process.exit(0); });\n");
  mkdirSync(path.join(root, 'dist', 'renderer'));
  writeFileSync(path.join(root, 'dist', 'renderer', 'index.html'), '<!doctype html><title>Bare</title><script src="/ask.js"></script>');
  writeFileSync(path.join(root, 'dist', 'renderer', 'ask.js'), 'postMessage("countersign:ready", location.origin);');
  return root;
}

async function launch(root?: string): Promise<Shell> {
  const shell = await launchShell({ COUNTERSIGN_HOME: mkdtempSync(path.join(scratch, 'home-')), ANDROID_ADB_SERVER_PORT: '1' }, root);
  onTestFinished(() => shell.close());
  return shell;
}

const NAVIGATION: Change = ['main.js', 'contents.on("will-navigate", (event) => event.preventDefault());', ''];
const SENDER: Change = ['main.js', ' || !mayConnect(frame)', ''];

/** A guard taken away, and what of a good shell no longer holds. */
const FAULTS: [name: string, changes: Change[], gone: Partial<Facts>][] = [
  ['main and preload call their channel differently', [['preload.cjs', 'send("countersign:connect")', 'send("countersign:konnect")']], { asked: ['countersign:konnect', 'countersign:konnect'], port: false }],
  ['the preload asks for whoever speaks', [['preload.cjs', 'event.source === window && ', '']], { asked: ['countersign:connect', 'countersign:connect', 'countersign:connect'] }],
  ['the preload wants Node', [['preload.cjs', 'let electron = require("electron");', 'let electron = require("electron"); require("node:fs");']], { preload: ['Error: A sandboxed preload cannot require node:fs'], asked: [], port: false }],
  ['the preload hands the port to another origin', [['preload.cjs', 'window.location.origin === "null" ? "*" : window.location.origin', '"https://elsewhere.example"']], { port: false }],
  ['main takes another page for its own', [['main.js', 'u.host === "window"', 'u.host === "elsewhere"']], { port: false, permissions: { ...GOOD.permissions, 'clipboard-write': 'denied' } }],
  ['no content security policy', [['main.js', 'headers: {\n\t\t\t...HEADERS,\n', 'headers: {\n']], { headers: [[null, null, null, null, null], GOOD.headers[1]!], inline: 'ran', request: 'sent' }],
  ['popups', [['main.js', '{ action: "deny" }', '{ action: "allow" }']], { popup: 'allow' }],
  ['permissions', [
    ['main.js', 'answer(permission === "clipboard-sanitized-write" && isOurs(details.requestingUrl))', 'answer(true)'],
    ['main.js', 'permission === "clipboard-sanitized-write" && isOurs(`${origin}/`)', 'true'],
  ], { permissions: Object.fromEntries(Object.keys(GOOD.permissions).map((name) => [name, 'granted'])) }],
  ['navigation: the sender check still refuses the stranger', [NAVIGATION], { navigation: 'allowed', stranger: 'refused' }],
  ['navigation and the sender check', [NAVIGATION, SENDER], { navigation: 'allowed', stranger: 'got the port' }],
];

/** What the stand-in refuses to open at all, as it says. */
const REFUSED: [name: string, change: Change, why: RegExp][] = [
  ['a window without a sandbox', ['main.js', 'sandbox: true', 'sandbox: false'], /not sandboxed and isolated/],
  ['an app without a sandbox', ['main.js', 'app.enableSandbox();', ''], /not sandboxed and isolated/],
  ['a page that shares the preload\'s world', ['main.js', 'contextIsolation: true', 'contextIsolation: false'], /not sandboxed and isolated/],
  ['Node in the page', ['main.js', 'nodeIntegration: false', 'nodeIntegration: true'], /not sandboxed and isolated/],
  ['a page of another origin', ['main.js', 'app://window/index.html', 'app://elsewhere/index.html'], /net::ERR_ABORTED at app:\/\/elsewhere/],
];

const alive = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };
const connected = (shell: Shell): Promise<void> => shell.page.getByTestId('sop-filter').waitFor();
/** The host that runs now, killed as a crash of native code ends it. */
const kill = (shell: Shell): void => { process.kill(shell.hosts.at(-1)!, 'SIGKILL'); };

describe.skipIf(!chromium)('on the stand-in', { timeout: 40_000 }, () => {
  test('the shell as it is: nothing but its own page, which is connected; it comes back when the host is killed', async () => {
    const shell = await launch();
    expect(await factsOf(shell, stranger)).toEqual(GOOD);
    await connected(shell);
    const asked = shell.said.filter((l) => l.startsWith('harness ipc')).length;
    await shell.page.evaluate(() => { document.documentElement.dataset.before = 'yes'; });
    kill(shell);
    await shell.until(/^harness ipc /, asked + 1);
    await connected(shell);
    expect([shell.hosts.length, shell.hosts.map(alive), await shell.page.evaluate(() => document.documentElement.dataset.before)]).toEqual([2, [false, true], undefined]);
    await shell.close();
    expect(shell.hosts.map(alive)).toEqual([false, false]);
  });

  test('the audit log\'s keys are sealed by the shell\'s keychain, and read again by the next start', async () => {
    const home = mkdtempSync(path.join(scratch, 'home-'));
    const ids: string[] = [];
    for (let i = 0; i < 2; i++) {
      const shell = await launchShell({ COUNTERSIGN_HOME: home, ANDROID_ADB_SERVER_PORT: '1' });
      onTestFinished(() => shell.close());
      await connected(shell);
      expect(shell.said.filter((l) => l.startsWith('harness sealed ')).length).toBe(i === 0 ? 1 : 0);
      expect([existsSync(path.join(home, 'audit', 'key.json')), Object.keys(JSON.parse(readFileSync(path.join(home, 'audit', 'key-sealed.json'), 'utf8')) as object)]).toEqual([false, ['v', 'sealed']]);
      ids.push(readdirSync(path.join(home, 'audit', 'keys')).join());
      await shell.close();
    }
    expect(ids[1]).toBe(ids[0]);
  });

  test('so is its bare copy, in which faults are looked for', async () => {
    expect(await factsOf(await launch(bare([])), stranger)).toEqual(GOOD);
  });

  test.each(FAULTS)('a fault is seen: %s', async (_, changes, gone) => {
    const shell = await launch(bare(changes));
    const facts = await factsOf(shell, stranger);
    expect(facts).toEqual({ ...GOOD, ...gone });
    expect(facts).not.toEqual(GOOD);
  });

  test.each(REFUSED)('a fault is seen: %s', async (_, change, why) => {
    await expect(launch(bare([change]))).rejects.toThrow(why);
  });

  test('a host that ends three times at once is left alone; the window says so, and a person can start it again', async () => {
    // Every life is short, however slow this machine is.
    const shell = await launch(broken([['main.js', 'SHORT_LIFE_MS = 1e4', 'SHORT_LIFE_MS = 6e5']]));
    for (const life of [1, 2, 3]) {
      await shell.until(/^harness ipc /, life);
      await connected(shell);
      kill(shell);
    }
    const gone = shell.page.getByRole('alertdialog', { name: 'Not connected' });
    await gone.waitFor();
    expect([await gone.getByText('The host process has ended').isVisible(), shell.hosts.length, shell.hosts.map(alive)]).toEqual([true, 3, [false, false, false]]);
    await gone.getByRole('button', { name: 'Reconnect' }).click();
    await shell.until(/^harness host /, 4);
    await connected(shell);
    expect([shell.hosts.length, shell.hosts.map(alive)]).toEqual([4, [false, false, false, true]]);
  });

  test('a host that lived for long is started again each time', async () => {
    const shell = await launch(bare([['main.js', 'SHORT_LIFE_MS = 1e4', 'SHORT_LIFE_MS = 0']]));
    for (const life of [1, 2, 3, 4]) {
      await shell.until(/^harness host /, life);
      kill(shell);
    }
    await shell.until(/^harness host /, 5);
  });
});

describe('the sender check', () => {
  const top = (url: string): { url: string; parent: null } => ({ url, parent: null });
  test('knows the window\'s own page', () => {
    const urls = {
      'app://window/index.html': true, 'app://window/': true, 'app://window/index.html#x': true,
      'app://elsewhere/index.html': false, 'app://window.evil/': false, 'app://window:1/': false, 'app://evil@elsewhere/': false, 'http://window/index.html': false, 'https://window/': false, 'file:///app://window/': false,
      'apps://window/': false, 'about:blank': false, 'data:text/html,app://window/': false, 'blob:app://window/1': false, 'javascript:0': false, 'app:window': false, '': false, window: false,
    };
    expect(Object.fromEntries(Object.keys(urls).map((u) => [u, isOurs(u)]))).toEqual(urls);
  });
  test('lets only its top frame ask for the port', () => {
    expect([mayConnect(top('app://window/index.html')), mayConnect({ url: 'app://window/index.html', parent: {} }), mayConnect(top('https://elsewhere.example/')), mayConnect(null)]).toEqual([true, false, false, false]);
  });
});
