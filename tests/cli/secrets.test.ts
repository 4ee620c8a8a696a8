// Kept secrets from a terminal: kept, listed by name, typed by a run that only knows the name, forgotten.

import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { countersign, home, NO_ADB, ROOT, sopFile } from './in-process.ts';

const PASS = { COUNTERSIGN_PASSPHRASE: 'correct horse battery' };
const SECRET = 'quiet-Harbour-88';

const keep = (data: string, name: string, value: string): { code: number | null; out: string } => {
  const r = spawnSync(path.join(ROOT, 'node_modules/node/bin/node'), [path.join(ROOT, 'electron/cli.ts'), 'secrets', 'set', name, '--json'], { input: `${value}\n`, encoding: 'utf8', env: { PATH: process.env.PATH, COUNTERSIGN_HOME: data, ANDROID_ADB_SERVER_PORT: NO_ADB, ...PASS } });
  return { code: r.status, out: r.stdout };
};

test('kept, listed, used by its name, forgotten', { timeout: 60_000 }, async () => {
  const data = home();
  expect(keep(data, 'wifi', SECRET)).toEqual({ code: 0, out: '{"kept":"wifi"}\n' });
  expect((await countersign(['secrets', 'list', '--json'], { data, env: { ...PASS, COUNTERSIGN_SECRET_PIN: '1234' } })).json()).toEqual([{ name: 'wifi', from: 'file', at: expect.any(Number) as number }, { name: 'pin', from: 'environment' }]);
  const sop = sopFile('1. Go home.\n2. Open "Settings".\n3. Tap "Network & internet".', { params: '  password: { type: string, secret: true, label: credential }\n  title: { type: string, default: x }' });
  const run = (more: string[], env: NodeJS.ProcessEnv = PASS) => countersign(['run', sop, '--device', 'demo', '--approve', 'deny', '--json', ...more], { data, env });
  const done = await run(['--secret', 'password=wifi']);
  expect(done.json()).toMatchObject({ status: expect.stringMatching(/^done/) as string });
  expect(done.out).not.toContain(SECRET);
  expect((await run([])).json()).toMatchObject({ fault: { kind: 'sop/parameter-missing', name: 'password' } });
  expect((await run(['--secret', 'password=nothing'])).json()).toMatchObject({ fault: { kind: 'secret/not-found', name: 'nothing', known: ['wifi'] } });
  expect((await run(['--secret', 'title=wifi'])).json()).toMatchObject({ fault: { kind: 'usage' } });
  expect((await run(['--secret', 'password=wifi'], { COUNTERSIGN_PASSPHRASE: 'another passphrase' })).json()).toMatchObject({ fault: { kind: 'secret/locked' } });
  // Said for this run, without a file.
  expect((await run([], { COUNTERSIGN_SECRET_PASSWORD: SECRET })).json()).toMatchObject({ status: expect.stringMatching(/^done/) as string });
  const left = (fs.readdirSync(data, { recursive: true }) as string[]).map((f) => path.join(data, f)).filter((f) => fs.statSync(f).isFile() && fs.readFileSync(f).includes(SECRET));
  expect(left).toEqual([]);
  expect((await countersign(['secrets', 'remove', 'wifi', '--json'], { data, env: PASS })).json()).toEqual({ removed: 'wifi' });
  expect((await countersign(['secrets', 'remove', 'wifi', '--json'], { data, env: PASS })).json()).toMatchObject({ fault: { kind: 'secret/not-found' } });
  expect((await countersign(['secrets', 'list'], { data, env: { COUNTERSIGN_PASSPHRASE: 'wrong passphrase' } })).code).toBe(2);
});
