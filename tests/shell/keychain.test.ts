// A secret kept through the whole shell on its stand-in: window → host → keychain of the shell, and back for a start of its own.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchShell, type Shell } from './launch.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const chromium = existsSync(process.env.COUNTERSIGN_CHROMIUM ?? '/usr/bin/chromium');
const data = mkdtempSync(path.join(tmpdir(), 'countersign-keychain-'));
beforeAll(async () => {
  if (!chromium) return;
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `import { build } from ${JSON.stringify(path.join(ROOT, 'electron', 'build.ts'))}; await build(${JSON.stringify(ROOT)});`], { cwd: ROOT, env });
}, 120_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** A call of the contract over a port that the page asks for as the window does. */
const call = (shell: Shell, name: string, arg: unknown): Promise<{ value?: unknown; fault?: { kind: string } }> => shell.page.evaluate(({ name: n, arg: a }) => new Promise((resolve) => {
  const take = (event: MessageEvent): void => {
    if (event.data !== 'countersign:port') return;
    window.removeEventListener('message', take);
    const port = event.ports[0]!;
    port.onmessage = (e: MessageEvent<{ t: string; id?: number; value?: unknown; fault?: { kind: string } }>) => {
      if ((e.data.t === 'answer' || e.data.t === 'fault') && e.data.id === 1) resolve(e.data.t === 'answer' ? { value: e.data.value } : { fault: e.data.fault });
    };
    port.postMessage({ t: 'call', id: 1, name: n, arg: a });
  };
  window.addEventListener('message', take);
  window.postMessage('countersign:ready', window.location.origin);
}), { name, arg }) as Promise<{ value?: unknown; fault?: { kind: string } }>;

test.skipIf(!chromium)('the keychain seals the key of the file, once, and no secret crosses to it', { timeout: 60_000 }, async () => {
  const shell = await launchShell({ COUNTERSIGN_HOME: data, ANDROID_ADB_SERVER_PORT: '1' });
  onTestFinished(() => shell.close());
  expect(await call(shell, 'secrets.list', undefined)).toEqual({ value: { kind: 'keychain', locked: false, secrets: [] } });
  const kept = await call(shell, 'secrets.set', { name: 'pin', value: 'quiet-Harbour-88' });
  expect(kept).toEqual({ value: { kind: 'keychain', locked: false, secrets: [{ name: 'pin', from: 'file', at: expect.any(Number) as number }] } });
  // The first is the key of the audit log.
  expect(shell.said.filter((l) => l.startsWith('harness sealed ')).slice(1)).toEqual(['harness sealed 44']);
  expect(JSON.parse(readFileSync(path.join(data, 'secrets.json'), 'utf8'))).toMatchObject({ v: 1, kdf: { name: 'keychain', sealed: expect.any(String) as string } });
  // A host that was killed begins without the key and asks again.
  process.kill(shell.hosts.at(-1)!, 'SIGKILL');
  await shell.until(/^harness host /, 2);
  await shell.page.getByTestId('sop-filter').waitFor();
  expect(await call(shell, 'secrets.list', undefined)).toEqual(kept);
  // The key of the audit log, and that of the secrets.
  await shell.until(/^harness opened$/, 2);
});
