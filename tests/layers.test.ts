// Who may import whom inside electron/. The table is the architecture; the folders must agree with it.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const ELECTRON = path.join(ROOT, 'electron');

/** Besides itself and protocol. */
const MAY: Record<string, readonly string[]> = {
  protocol: [],
  privacy: [],
  base: ['privacy'],
  device: ['base'],
  model: ['base'],
  vision: ['base'],
  'demo-phone': ['base'],
  trajectory: ['base', 'privacy'],
  audit: ['base', 'privacy', 'trajectory'],
  screen: ['base', 'privacy', 'device', 'vision'],
  sop: ['base', 'privacy', 'screen'],
  memory: ['base', 'privacy', 'model', 'trajectory', 'screen'],
  control: ['base', 'privacy', 'device', 'screen', 'sop', 'model'],
  recording: ['base', 'model', 'sop', 'trajectory', 'screen', 'privacy'],
  agent: ['base', 'privacy', 'device', 'model', 'screen', 'memory', 'control', 'sop', 'trajectory', 'audit'],
};
/** Files and folders at the top that may import anything inside electron/. */
const TOP = ['bench', 'services', 'host', 'serve', 'cli', 'commands', 'start', 'main', 'preload', 'build', 'browser'];
/** The only files that import `electron`. */
const SHELL = ['electron/main.ts', 'electron/preload.ts', 'electron/window.ts'];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((d) => {
    const at = path.join(folder, d.name);
    return d.isDirectory() ? sources(at) : /\.tsx?$/.test(d.name) ? [at] : [];
  });
}

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

const owner = (file: string): string => path.relative(ELECTRON, file).split(path.sep)[0]?.replace(/\.ts$/, '') ?? '';

test('imports inside electron/ point down', () => {
  const wrong: string[] = [];
  for (const file of sources(ELECTRON)) {
    const from = owner(file);
    if (TOP.includes(from)) continue;
    for (const name of imports(file)) {
      if (!name.startsWith('.')) continue;
      const target = path.resolve(path.dirname(file), name);
      const to = owner(target);
      const rel = path.relative(ROOT, file);
      if (!target.startsWith(ELECTRON + path.sep)) wrong.push(`${rel} leaves electron/ for ${name}`);
      else if (to !== from && to !== 'protocol' && !(MAY[from] ?? []).includes(to)) wrong.push(`${rel} may not import ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the table and the folders agree', () => {
  const folders = readdirSync(ELECTRON).filter((n) => statSync(path.join(ELECTRON, n)).isDirectory() && !['bench', 'commands', 'services'].includes(n));
  expect(folders.filter((f) => !(f in MAY))).toEqual([]);
  const files = readdirSync(ELECTRON).filter((n) => n.endsWith('.ts')).map((n) => n.replace(/\.ts$/, ''));
  expect(files.filter((f) => !TOP.includes(f) && f !== 'window')).toEqual([]);
});

test('the window imports the contract only', () => {
  const wrong = sources(path.join(ROOT, 'renderer')).flatMap((file) => imports(file)
    .filter((n) => n.startsWith('.'))
    .map((n) => path.relative(ROOT, path.resolve(path.dirname(file), n)))
    .filter((n) => !n.startsWith(`renderer${path.sep}`) && !n.startsWith(path.join('electron', 'protocol')))
    .map((n) => `${path.relative(ROOT, file)} imports ${n}`));
  expect(wrong).toEqual([]);
});

test('only the shell imports electron, and only the executor reaches the input of a phone', () => {
  const electron = sources(ELECTRON).filter((f) => imports(f).includes('electron')).map((f) => path.relative(ROOT, f).split(path.sep).join('/'));
  expect(electron.filter((f) => !SHELL.includes(f))).toEqual([]);
  const touching = sources(ELECTRON)
    .filter((f) => !f.startsWith(path.join(ELECTRON, 'device')) && !f.startsWith(path.join(ELECTRON, 'demo-phone')))
    .filter((f) => /device\/input\.ts|\b(?:session|phone|s)\.input\b|\{[^}]*\binput\b[^}]*\}\s*=\s*(?:\w+\.)*session\b/.test(readFileSync(f, 'utf8')))
    .map((f) => path.relative(ROOT, f).split(path.sep).join('/'));
  expect(touching.filter((f) => !f.startsWith('electron/control/'))).toEqual([]);
});
