import { mkdtemp, rm, writeFile, readFile, symlink, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import { bindingFor, bindingsFile, noBindings, readBindings, reanchor, withBinding, writeBindings } from '../../electron/sop/bindings.ts';
import { checkFiles, formatFiles, printCheck } from '../../electron/sop/command.ts';
import { createDrafts } from '../../electron/sop/drafts.ts';
import { createLibrary } from '../../electron/sop/library.ts';
import { complete } from '../../electron/sop/complete.ts';
import { hover } from '../../electron/sop/hover.ts';
import { parseSop } from '../../electron/sop/parse.ts';
import { toPrompt } from '../../electron/sop/prompt.ts';
import { fillParams } from '../../electron/sop/values.ts';
import { fixture } from './golden.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'sop-')); await mkdir(join(folder, 'lib')); });
afterEach(() => rm(folder, { recursive: true, force: true }));
const fault = (p: Promise<unknown>): Promise<Fault | 'none'> => p.then(() => 'none' as const, faultOf);
const thrown = (f: () => unknown): Fault | 'none' => { try { f(); return 'none'; } catch (e) { return faultOf(e); } };
const sopText = (steps: string, front = ''): string => `---\nsop: 1\nid: a.b\n${front}---\n# T\n\n## Steps\n${steps}\n`;

test('library: a file in another encoding is listed as faulty and leaves the others alone', async () => {
  const library = createLibrary({ folders: { library: join(folder, 'lib'), user: join(folder, 'user') } });
  await writeFile(join(folder, 'lib/a.sop.md'), sopText('1. Go back'));
  await writeFile(join(folder, 'lib/gbk.sop.md'), Buffer.from([0xc9, 0xe8, 0xd6, 0xc3]));
  expect((await library.list()).map((e) => [e.path, e.title, e.problems])).toEqual([['a.sop.md', 'T', { errors: 0, warnings: 0 }], ['gbk.sop.md', 'gbk.sop.md', { errors: 1, warnings: 0 }]]);
  expect(await fault(library.read({ folder: 'library', path: 'gbk.sop.md' }))).toEqual({ kind: 'file/unreadable', path: join(folder, 'lib/gbk.sop.md'), detail: 'It is no UTF-8 text: save it as UTF-8' });
});

test('library: list, version guard, path safety, circles', async () => {
  const library = createLibrary({ folders: { library: join(folder, 'lib'), user: join(folder, 'user') } });
  await writeFile(join(folder, 'lib/a.sop.md'), sopText('1. Run {{b}}', 'uses:\n  b: ./b.sop.md\n'));
  await writeFile(join(folder, 'lib/b.sop.md'), sopText('1. Run {{a}}', 'uses:\n  a: ./a.sop.md\n'));
  const made = await library.create({ path: 'x/mine.sop.md', text: sopText('1. Go back') });
  expect((await library.list()).map((e) => [e.folder, e.path, e.problems.errors])).toEqual([['library', 'a.sop.md', 1], ['library', 'b.sop.md', 1], ['user', 'x/mine.sop.md', 0]]);
  const saved = await library.write({ ...made, text: sopText('1. Go home') });
  expect(await fault(library.write({ ...made, text: 'late' }))).toEqual({ kind: 'file/changed', path: 'x/mine.sop.md' });
  expect((await library.read(saved)).text).toBe(sopText('1. Go home'));
  expect(await fault(library.read({ folder: 'user', path: '../lib/a.sop.md' }))).toMatchObject({ kind: 'sop/path' });
  await symlink(join(folder, 'lib'), join(folder, 'user/out'));
  expect(await fault(library.read({ folder: 'user', path: 'out/a.sop.md' }))).toMatchObject({ kind: 'sop/path' });
  expect(await fault(library.create({ path: 'x/mine.sop.md', text: '' }))).toMatchObject({ kind: 'sop/path' });
  expect(await fault(library.uses({ folder: 'library', path: 'a.sop.md' }, parseSop((await library.read({ folder: 'library', path: 'a.sop.md' })).text)))).toMatchObject({ kind: 'sop/path' });
  await library.remove(saved);
  expect(await fault(library.read(saved))).toEqual({ kind: 'sop/not-found', path: 'x/mine.sop.md' });
});

test('the first SOP of a person is announced, though their folder was not there', async () => {
  const library = createLibrary({ folders: { library: join(folder, 'lib'), user: join(folder, 'user') }, quietMs: 1 });
  const told: string[][] = [];
  const faults: unknown[] = [];
  const stop = library.watch((entries) => told.push(entries.map((e) => e.path)), (e) => faults.push(e));
  await expect.poll(() => stat(join(folder, 'user')).then((s) => s.isDirectory(), () => false)).toBe(true);
  await library.create({ path: 'mine.sop.md', text: sopText('1. Go back') });
  await expect.poll(() => told.at(-1)).toEqual(['mine.sop.md']);
  stop();
  expect(faults).toEqual([]);
});

test('bindings follow reworded steps; a broken sidecar is told and ignored', async () => {
  const file = bindingsFile(join(folder, 'x.sop.md'));
  const before = parseSop(sopText('1. Tap the big blue button'));
  const step = before.phases[0]?.steps[0];
  if (!step) throw new Error('no step');
  const b = { selectors: [{ by: 'id' as const, value: 'a:id/x' }], package: 'a', structureHash: 'h', by: 'person' as const, verifiedAt: 1 };
  await writeBindings(file, withBinding(noBindings(), step, b));
  const after = parseSop(sopText('1. Tap the big blue buttons'));
  const now = after.phases[0]?.steps[0];
  expect(now && bindingFor(reanchor((await readBindings(file)).bindings, after), now)).toEqual({ ...b, text: now?.text });
  await writeFile(file, '{"v":1');
  expect(await readBindings(file)).toMatchObject({ bindings: noBindings(), fault: { kind: 'file/damaged' } });
});

test('drafts survive and are dropped', async () => {
  const faults: Fault[] = [];
  const drafts = createDrafts({ folder: join(folder, 'drafts'), onFault: (f) => faults.push(f) });
  const draft = { folder: 'user' as const, path: 'a.sop.md', text: 'half', version: 'v', at: 5 };
  await drafts.keep(draft);
  await writeFile(join(folder, 'drafts/zz.draft.json'), '{');
  expect(await drafts.list()).toEqual([draft]);
  expect(faults.map((f) => f.kind)).toEqual(['file/damaged']);
  await drafts.drop(draft);
  expect(await drafts.list()).toEqual([]);
});

test('check and format of files', async () => {
  const file = join(folder, 'lib/a.sop.md');
  await writeFile(file, sopText('1. Tap {{x}}\n3) go BACK'));
  expect(printCheck(await checkFiles([join(folder, 'lib')]))).toContain(`${file}:8:8: error param/undeclared`);
  expect(await formatFiles([file], { check: true })).toMatchObject({ changed: 1, ok: false });
  await formatFiles([file], { check: false });
  expect(await readFile(file, 'utf8')).toBe(sopText('1. Tap {{x}}\n2. Go back'));
});

test('parameters are typed; secrets show as dots and reach no prompt', () => {
  const sop = parseSop(sopText('1. Enter {{pw}} into "Password"\n2. Tap {{day}}', 'params:\n  pw: { type: string, secret: true }\n  day: { type: date, example: 2026-02-28 }\n  sum: { type: money, currency: EUR, max: 50, default: 3 }\n'));
  const filled = fillParams(sop, { pw: 'hunter2', sum: '€ 1,2' .replace(',', '.') }, { examples: true });
  expect([[...filled.values], filled.shown]).toEqual([[['pw', 'hunter2'], ['day', '2026-02-28'], ['sum', '1.2']], { pw: '•••••••', day: '2026-02-28', sum: '1.2' }]);
  const prompt = toPrompt(sop, filled.values, { done: new Set(), next: sop.phases[0]?.steps[0]?.id ?? '' });
  expect(prompt).toBe('GOAL: T\nPLAN:\nsub-procedure: Steps [unfinish]\n  1. Enter <secret:pw> into "Password" [next]\n  2. Tap 2026-02-28');
  expect(thrown(() => fillParams(sop, { pw: 'x', day: '2026-02-30' }, { examples: false }))).toMatchObject({ kind: 'sop/parameter-type', name: 'day' });
  expect(thrown(() => fillParams(sop, { pw: 'x', sum: '51' }, { examples: true }))).toMatchObject({ kind: 'sop/parameter-type', name: 'sum' });
  expect(thrown(() => fillParams(sop, {}, { examples: true }))).toEqual({ kind: 'sop/parameter-missing', name: 'pw' });
  expect(thrown(() => fillParams(sop, { nope: '1' }, { examples: true }))).toMatchObject({ kind: 'sop/parameter-unknown' });
});

test('completion of parameters and clauses; hover tells no secret', () => {
  const text = fixture('guest-wifi.sop.md');
  const at = text.indexOf('{{key}}') + 2;
  expect(complete({ text, offset: at }).map((c) => c.label)).toEqual(['network', 'key']);
  const clause = text.replace('3. Turn on "Wi-Fi".', '3. Turn on "Wi-Fi".\n   - ');
  expect(complete({ text: clause, offset: clause.indexOf('   - \n') + 5 })[0]).toMatchObject({ label: 'Expect', snippet: true, kind: 'clause' });
  expect(hover({ text, offset: at })?.markdown).not.toContain('not-the-key');
});
