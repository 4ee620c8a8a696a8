// An SOP that somebody else wrote: it names files outside its folder, unfolds without end, is larger than anything, and puts markup into its title.

import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { faultOf } from '../../electron/protocol/faults.ts';
import type { Sop } from '../../electron/protocol/sop.ts';
import { createLibrary } from '../../electron/sop/library.ts';
import { parseSop, readSop } from '../../electron/sop/parse.ts';
import { loadUses } from '../../electron/sop/uses.ts';

let root = '';
beforeEach(async () => { root = await fs.mkdtemp(path.join(tmpdir(), 'countersign-sop-')); for (const f of ['lib', 'user']) await fs.mkdir(path.join(root, f)); });
afterEach(() => fs.rm(root, { recursive: true }));
const text = (steps: string, front = ''): string => `---\nsop: 1\nid: a.b\n${front}---\n# T\n\n## Steps\n${steps}\n`;
const library = () => createLibrary({ folders: { library: path.join(root, 'lib'), user: path.join(root, 'user') } });
const reason = (p: Promise<unknown>): Promise<string> => p.then((found) => (found instanceof Map ? [...found.values()].map((s: Sop) => s.title).join() : 'read'), (e: unknown) => { const f = faultOf(e); return `${f.kind}: ${'why' in f ? String(f.why) : 'detail' in f ? String(f.detail) : ''}`; });

test('Run names a file outside the folder, by dots, by a link', async () => {
  await fs.writeFile(path.join(root, 'outside.sop.md'), text('1. Send {{x}}').replace('# T', '# Private'));
  await fs.symlink(root, path.join(root, 'lib', 'link'));
  const attempts = ['../outside.sop.md', './x/../../outside.sop.md', './link/outside.sop.md'];
  const got: [string, string][] = [];
  for (const at of attempts) {
    const sop = parseSop(text('1. Run {{other}}', `uses:\n  other: ${at}\n`));
    // Switched off: the path is joined and read.
    const off = await reason(loadUses('a.sop.md', sop, (p) => fs.readFile(path.join(root, 'lib', p), 'utf8')));
    got.push([off, await reason(library().uses({ folder: 'library', path: 'a.sop.md' }, sop))]);
  }
  expect(got).toEqual([['Private', 'sop/path: The path leaves the folder'], ['Private', 'sop/path: The path leaves the folder'], ['Private', 'sop/path: A link leads out of the folder']]);
});

test('a YAML bomb', () => {
  const levels = 6;
  const bomb = ['l0: &l0 [x, x, x, x, x, x, x, x, x, x]', ...Array.from({ length: levels }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`)].join('\n');
  // Switched off: aliases are followed without counting. Each is one object, so what follows them is what grows.
  const count = (v: unknown): number => (Array.isArray(v) ? v.reduce((n: number, x) => n + count(x), 0) : typeof v === 'object' && v !== null ? Object.values(v).reduce((n: number, x) => n + count(x), 0) : 1);
  const off = count(parseDocument(bomb).toJS({ maxAliasCount: -1 }));
  const began = performance.now();
  const { problems } = readSop(text('1. Go home', `${bomb}\n`)).sop;
  expect([off > 10 ** levels, problems.map((p) => [p.severity, p.code]).slice(0, 1), performance.now() - began < 10_000]).toEqual([true, [['error', 'meta/yaml']], true]);
});

test('documents without end: by size, by steps, by depth', { timeout: 60_000 }, () => {
  const huge: [string, string][] = [
    ['size', text(`1. Go home\n\n${'x'.repeat(3 * 2 ** 20)}`)], ['front matter', text('1. Go home', `title: ${'x'.repeat(70_000)}\n`)], ['steps', text('1. Go home\n'.repeat(6000))],
    ['depth', text(Array.from({ length: 40 }, (_, i) => `${'   '.repeat(i)}1. If "a" is visible:`).join('\n'))], ['markers', text(`${'> '.repeat(50_000)}1. Go home`)],
  ];
  // Switched off: the Markdown parser is given the line of markers, and whoever walks what it makes runs out of stack.
  const depth = (node: { children?: readonly object[] }): number => 1 + Math.max(0, ...(node.children ?? []).map(depth));
  expect(() => depth(fromMarkdown(`${'> '.repeat(15_000)}1. Go home`))).toThrow(RangeError);
  const said = huge.map(([name, t]) => {
    const began = performance.now();
    const found = readSop(t).sop.problems.filter((p) => p.severity === 'error').map((p) => p.code);
    return [name, found.find((c) => /too-(?:large|deep)/.test(c)), performance.now() - began < 10_000];
  });
  expect(said).toEqual([['size', 'doc/too-large', true], ['front matter', 'meta/too-large', true], ['steps', 'doc/too-large', true], ['depth', 'step/too-deep', true], ['markers', 'doc/too-large', true]]);
});

test('a file larger than memory, and one that never ends, leave the others in the list', async () => {
  await fs.writeFile(path.join(root, 'lib', 'good.sop.md'), text('1. Go home'));
  // Holes cost nothing on the disk; reading it all would take 3 GB.
  await fs.writeFile(path.join(root, 'lib', 'huge.sop.md'), '');
  await fs.truncate(path.join(root, 'lib', 'huge.sop.md'), 3 * 2 ** 30);
  execFileSync('mkfifo', [path.join(root, 'lib', 'pipe.sop.md')]);
  await fs.symlink('/dev/zero', path.join(root, 'lib', 'zero.sop.md'));
  const read = (name: string): Promise<string> => reason(library().read({ folder: 'library', path: `${name}.sop.md` }));
  // Switched off: Node's own reading.
  const off = await fs.readFile(path.join(root, 'lib', 'huge.sop.md')).then(() => 'read', (e: NodeJS.ErrnoException) => e.code);
  // Nobody writes to the pipe: who opens it waits. Ended here by opening its other end.
  const waiting = fs.readFile(path.join(root, 'lib', 'pipe.sop.md')).then(() => 'read');
  const offPipe = await Promise.race([waiting, new Promise((resolve) => { setTimeout(() => resolve('waits'), 300); })]);
  await (await fs.open(path.join(root, 'lib', 'pipe.sop.md'), 'w')).close();
  await waiting;
  expect({ off: [off, offPipe], on: [(await library().list()).map((e) => [e.path, e.problems.errors]), await read('huge'), await read('pipe'), await read('zero')] }).toEqual({
    off: ['ERR_FS_FILE_TOO_LARGE', 'waits'],
    on: [[['good.sop.md', 0], ['huge.sop.md', 1]], 'file/unreadable: It is larger than 8 MB', 'file/unreadable: It is no ordinary file', 'sop/path: A link leads out of the folder'],
  });
});
