// Model files from the command line: what is there, what a file is, fetching by name and removing.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../../electron/base/files.ts';
import { randomLlama } from '../../electron/model/random.ts';
import { fileServer } from '../model/file-server.ts';
import { countersign, home } from './in-process.ts';

const BODY = randomLlama({ seed: 1, name: 'Tiny', width: 32, chatTemplate: "{{'<|im_start|>'}}" });
const VERSION = sha256(BODY).slice(0, 12);

async function withCatalogue(more: object = {}): Promise<string> {
  const server = await fileServer(BODY);
  onTestFinished(() => server.close());
  const data = home();
  fs.mkdirSync(path.join(data, 'models'));
  fs.writeFileSync(path.join(data, 'models', 'catalogue.json'), JSON.stringify({ catalogue: 1, models: [{
    id: 'tiny', source: 'fetch', title: 'Tiny', publisher: 'Test', uri: `${server.origin}/tiny.gguf`, file: 'tiny.gguf', bytes: BODY.length, parameters: 60_000, quantisation: 'F32', licence: 'MIT', context: 4096, template: 'ChatML', about: 'A test.', ...more,
  }] }));
  return data;
}

test('fetch, list, remove', async () => {
  const data = await withCatalogue();
  expect((await countersign(['models', 'list'], { data })).out).toMatch(/^Installed\n {2}pilot [^]*\n {2}tiny +F32 +60K +0 MiB {2}context 4096, MIT/);
  const fetched = await countersign(['models', 'fetch', 'tiny', '--json'], { data });
  const at = path.join(data, 'models', 'tiny', VERSION, 'tiny.gguf');
  expect([fetched.code, fetched.json(), fs.readFileSync(at).equals(BODY)]).toEqual([0, { id: 'tiny', version: VERSION, path: at }, true]);
  const listed = await countersign(['models', 'list'], { data });
  expect(listed.out).toContain(`\n  tiny                     ${VERSION} F32         37K     0 MiB  context 4096, template ChatML, fits\n`);
  expect((await countersign(['models', 'list', '--json'], { data })).json()).toMatchObject({ installed: [{ id: 'pilot', source: 'embedded' }, { id: 'tiny', source: 'fetched', licence: 'MIT', current: VERSION }], downloads: [] });
  const removed = await countersign(['models', 'remove', 'tiny', '--json'], { data });
  expect([removed.code, removed.json(), fs.existsSync(at)]).toEqual([0, { installed: [expect.objectContaining({ id: 'pilot' })] }, false]);
  const again = await countersign(['models', 'remove', 'tiny', '--json'], { data });
  expect([again.code, again.json()]).toEqual([2, { fault: { kind: 'model/not-found', id: 'tiny', known: ['pilot'] } }]);
});

test('a file that is not the published one is not installed', async () => {
  const data = await withCatalogue({ sha256: '0'.repeat(64) });
  const r = await countersign(['models', 'fetch', 'tiny', '--json'], { data });
  expect([r.code, r.json().fault.kind, (await countersign(['models', 'list', '--json'], { data })).json().installed.map((m: { id: string }) => m.id)]).toEqual([2, 'model/checksum', ['pilot']]);
});

test('inspect says what a file is, and refuses what is none', async () => {
  const folder = home();
  const file = path.join(folder, 'tiny.gguf');
  fs.writeFileSync(file, BODY);
  const r = await countersign(['models', 'inspect', file]);
  expect([r.code, r.out.split('\n').slice(0, 2)]).toEqual([0, ['Tiny: llama, 37K parameters, F32, 0 MiB', 'Context 4096 tokens, chat template ChatML']]);
  expect(r.out).toMatch(/\nfits: needs \d+ MiB \(weights 0 MiB, cache of 4096 tokens 1 MiB, other 200 MiB\), [\d.]+ GiB are free$/);
  expect((await countersign(['models', 'inspect', file, '--json'])).json()).toMatchObject({ architecture: 'llama', parameters: 37_216, fit: { cache: 2 ** 20, verdict: 'fits' } });
  fs.truncateSync(file, 60_000);
  const cut = await countersign(['models', 'inspect', file, '--json']);
  expect([cut.code, cut.json().fault]).toEqual([2, { kind: 'model/file', path: file, detail: expect.stringMatching(/cut short/) as string }]);
});

test('a wrong catalogue of the workplace is named', async () => {
  const data = home();
  fs.mkdirSync(path.join(data, 'models'));
  fs.writeFileSync(path.join(data, 'models', 'catalogue.json'), '{"catalogue":1,"models":[{"id":"x"}]}');
  const r = await countersign(['models', 'list', '--json'], { data });
  expect([r.code, r.json().fault]).toEqual([2, { kind: 'config', path: path.join(data, 'models', 'catalogue.json'), detail: expect.stringContaining('models.0') as string }]);
});
