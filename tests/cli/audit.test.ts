// The audit log from the command line: a run, its log, a package that Node alone checks, a changed line, a value that is shown to be the one.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { decodePng } from '../../electron/base/png.ts';
import { countersign, home, sopFile } from './in-process.ts';

/** The checker of a package as a third party starts it: plain Node, an empty environment, another folder. */
function script(folder: string, ...args: string[]): { code: number | null; said: any } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'verify.mjs'), '--json', ...args], { cwd: '/', env: {}, encoding: 'utf8' });
  return { code: status, said: status === 2 ? stderr : JSON.parse(stdout) };
}

test('run, list, show, verify, match, export; then changes are named', { timeout: 60_000 }, async () => {
  const data = home();
  const cli = (...argv: string[]) => countersign([...argv, '--json'], { data });
  const sop = sopFile('1. Open "Notes".\n2. Tap "New note".\n3. Enter "Canary 4711" into "Title".', { outcome: '- "Canary 4711" is visible' });
  expect((await cli('run', sop, '--device', 'demo', '--approve', 'deny')).json()).toMatchObject({ status: 'done-verified' });
  const id = readdirSync(path.join(data, 'episodes'))[0]!;
  const folder = path.join(data, 'episodes', id);
  const log = path.join(folder, 'audit.jsonl');

  expect((await cli('audit', 'list')).json()).toMatchObject({ runs: [{ run: id, title: 'Small', state: 'closed' }] });
  const { records } = (await cli('audit', 'show', id)).json() as { records: { seq: number; type: string; verb?: string; values?: object }[] };
  expect(records.map((r) => r.type).slice(-2)).toEqual(['closed', 'checkpoint']);
  expect(readFileSync(log, 'utf8')).not.toContain('Canary');
  for (const target of [data, path.join(data, 'episodes'), folder, log]) {
    const { code, json } = await cli('audit', 'verify', target);
    expect([code, json()]).toMatchObject([0, { ok: true, firstBad: null, key: 'workspace' }]);
  }
  const key = path.join(data, 'audit', 'keys', readdirSync(path.join(data, 'audit', 'keys'))[0]!);
  expect((await cli('audit', 'verify', log, '--key', key, '--mirror', path.join(data, 'audit', 'audit-heads.jsonl'))).json()).toMatchObject({ ok: true, key: 'given', mirror: 'agrees', limits: [expect.stringMatching(/^Whoever holds the signing key/)] });

  const typed = records.find((r) => r.type === 'injected' && r.values)!;
  expect(await cli('audit', 'match', `${id}:${typed.seq}`, 'Canary 4711').then((r) => [r.code, r.json()])).toEqual([0, { same: true, names: ['text'] }]);
  expect(await cli('audit', 'match', `${id}:${typed.seq}`, 'Canary 4712').then((r) => [r.code, r.json()])).toEqual([1, { same: false, names: [] }]);
  expect((await cli('audit', 'match', `${id}:0`, 'x')).json()).toMatchObject({ fault: { kind: 'usage' } });

  // --- a package, checked by Node alone ---
  const out = path.join(home(), 'package');
  expect((await cli('audit', 'export', id, '--out', out)).json()).toMatchObject({ left: 0, files: expect.arrayContaining(['VERIFY.md', 'audit.jsonl', 'checkpoint.json', 'episode.jsonl', 'manifest.json', 'policy/program/base.cedar', 'policy/program/countersign.cedarschema', 'public-key.pem', 'verify.mjs']) });
  expect(script(out)).toMatchObject({ code: 0, said: { ok: true, firstBad: null, records: records.length } });
  expect((await countersign(['audit', 'verify', out, '--json'])).json()).toMatchObject({ ok: true, key: 'embedded', mirror: 'none' });
  expect((await cli('audit', 'export', id, '--out', out)).json()).toMatchObject({ fault: { kind: 'file/unwritable' } });
  const tar = path.join(home(), 'package.tar.gz');
  expect((await cli('audit', 'export', folder, '--out', tar, '--with-pictures')).json()).toMatchObject({ left: 0 });
  const unpacked = home();
  execFileSync('tar', ['-xzf', tar, '-C', unpacked]);
  expect(script(path.join(unpacked, 'package'), '--key', key)).toMatchObject({ code: 0, said: { ok: true } });
  const image = path.join(unpacked, 'package', 'images', readdirSync(path.join(unpacked, 'package', 'images'))[0]!);
  const changes: [string, (folder: string) => void, string][] = [
    ['the log', (f) => edit(path.join(f, 'audit.jsonl'), '"decision":"auto"', '"decision":"deny"'), 'hash'],
    ['the episode', (f) => edit(path.join(f, 'episode.jsonl'), 'Canary 4711', 'Canary 4712'), 'episode differs'],
    ['a picture', (f) => writeFileSync(path.join(f, 'images', path.basename(image)), 'x'), 'picture differs'],
    ['the SOP\'s hash', (f) => edit(path.join(f, 'manifest.json'), /"sha256": "\w/, '"sha256": "_'), 'it names another SOP than the log'],
    ['the key', (f) => writeFileSync(path.join(f, 'public-key.pem'), '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n'), 'checkpoint signature'],
  ];
  for (const [name, change, why] of changes) {
    const copy = home();
    cpSync(path.join(unpacked, 'package'), copy, { recursive: true });
    change(copy);
    expect([name, script(copy)]).toMatchObject([name, { code: 1, said: { ok: false, firstBad: { why } } }]);
  }
  expect(script(unpackedWithout(path.join(unpacked, 'package'), 'audit.jsonl')).code).toBe(2);

  // --- the log itself: edited in place, cut off, and a copy written anew elsewhere ---
  const text = readFileSync(log, 'utf8');
  edit(log, '"decision":"auto"', '"decision":"deny"');
  const line = text.split('\n').findIndex((l) => l.includes('"decision":"auto"')) + 1;
  expect(await cli('audit', 'verify', log).then((r) => [r.code, r.json().firstBad])).toMatchObject([1, { file: 'audit.jsonl', line, why: 'hash' }]);
  expect((await countersign(['audit', 'verify', data], { data })).out).toContain(`BROKEN: episodes/${id}/audit.jsonl, line ${line}: hash`);
  writeFileSync(log, text);
  const elsewhere = path.join(home(), 'log.jsonl');
  writeFileSync(elsewhere, `${text.split('\n').slice(0, 5).join('\n')}\n`);
  // The data folder knows this run: its second copy counts more.
  expect((await cli('audit', 'verify', elsewhere)).json().firstBad).toMatchObject({ line: 5, why: 'count below checkpoint' });
  expect((await countersign(['audit', 'verify', elsewhere, '--json'])).json().firstBad).toMatchObject({ line: 5, why: 'missing checkpoint at the end' });
});

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(file, changed);
}

function unpackedWithout(folder: string, name: string): string {
  const copy = home();
  for (const f of readdirSync(folder)) if (f !== name && f !== 'images') cpSync(path.join(folder, f), path.join(copy, f), { recursive: true });
  return copy;
}

test('pictures leave with what is personal in them filled, and the package still checks', { timeout: 60_000 }, async () => {
  const data = home();
  const cli = (...argv: string[]) => countersign([...argv, '--json'], { data });
  const sop = sopFile('1. Open "Notes".\n2. Tap "New note".\n3. Enter "Call 13800138000" into "Title".', { outcome: '- "New note" is visible' });
  await cli('run', sop, '--device', 'demo', '--approve', 'deny');
  const id = readdirSync(path.join(data, 'episodes'))[0]!;
  const images = path.join(data, 'episodes', id, 'images');
  const hidden = readdirSync(images).filter((n) => n.endsWith('.hide.json')).map((n) => ({ name: n.replace('.hide.json', '.png'), ...JSON.parse(readFileSync(path.join(images, n), 'utf8')) as { size: [number, number]; boxes: [number, number, number, number][] } }));
  const marked = hidden.filter((h) => h.boxes.length > 0);
  const out = path.join(home(), 'package');
  // A picture of which nobody knows what it shows.
  writeFileSync(path.join(images, 'unknown.png'), readFileSync(path.join(images, hidden[0]!.name)));
  expect((await cli('audit', 'export', id, '--out', out)).json()).toMatchObject({ pictures: hidden.length, redacted: marked.length, left: 1 });
  expect(marked.length).toBeGreaterThan(0);
  expect(readdirSync(path.join(out, 'images')).sort()).toEqual(hidden.map((h) => h.name).sort());
  for (const { name, size, boxes } of marked) {
    const [before, after] = [images, path.join(out, 'images')].map((f) => decodePng(readFileSync(path.join(f, name)))!);
    expect([after!.width, after!.height]).toEqual(size);
    const inside = (x: number, y: number): boolean => boxes.some(([l, t, r, b]) => x >= l && x < r && y >= t && y < b);
    const wrong: [number, number][] = [];
    for (let y = 0; y < size[1]; y += 7) for (let x = 0; x < size[0]; x += 5) {
      const at = (y * size[0] + x) * 4;
      if (after!.data.readUInt32BE(at) !== (inside(x, y) ? 0x404048ff : before!.data.readUInt32BE(at))) wrong.push([x, y]);
    }
    expect(wrong).toEqual([]);
  }
  expect(script(out)).toMatchObject({ code: 0, said: { ok: true } });
  const { code, json } = await cli('audit', 'verify', out);
  expect([code, json()]).toMatchObject([0, { ok: true, notes: [`${marked.length} picture${marked.length === 1 ? ' was' : 's were'} redacted for the package: what they showed cannot be checked`] }]);
  // Where runs are kept, no manifest excuses a picture that is another.
  writeFileSync(path.join(data, 'episodes', id, 'manifest.json'), JSON.stringify({ pictures: { redacted: readdirSync(images) } }));
  for (const name of hidden.map((h) => h.name)) writeFileSync(path.join(images, name), 'x');
  expect((await cli('audit', 'verify', path.join(data, 'episodes', id))).json()).toMatchObject({ ok: false, firstBad: { why: 'picture differs' } });
});

test('wrong usage and what is not there', async () => {
  const empty = home();
  mkdirSync(path.join(empty, 'x'));
  expect(await Promise.all([['audit', 'verify'], ['audit', 'verify', path.join(empty, 'nowhere')], ['audit', 'verify', path.join(empty, 'x')], ['audit', 'show', 'nobody'], ['audit', 'export', 'nobody'], ['audit', 'match', 'x', 'y'], ['audit', 'export', 'nobody', '--out', path.join(empty, 'o')]]
    .map((argv) => countersign([...argv, '--json']).then((r) => [r.code, r.json().fault.kind as string])))).toEqual([
    [2, 'usage'], [2, 'file/not-found'], [2, 'audit/none'], [2, 'audit/none'], [2, 'usage'], [2, 'usage'], [2, 'run/not-found'],
  ]);
  expect(existsSync(path.join(empty, 'o'))).toBe(false);
});

test('bench audit: a hundred changes, all named', { timeout: 60_000 }, async () => {
  const r = await countersign(['bench', 'audit', '--tamperings', '96', '--appends', '20', '--json']);
  expect([r.code, r.json()]).toMatchObject([0, { tamperings: 96, named: 96, namedWithoutMirror: 96, untouchedRefused: 0, kinds: { edit: { n: 16, named: 16 }, delete: { n: 16 }, insert: { n: 16 }, reorder: { n: 16 }, truncate: { n: 16 }, restamp: { n: 16, named: 16 } }, appendUs: { synced: { n: 20 } } }]);
});
