// Exports: build. Makes `dist/`: the window, the shell's three files (main, preload, host), and what the host starts (the thread that downloads models, the command
// line for the task bench). Skips what is up to date.

import { readdirSync, statSync, existsSync } from 'node:fs';
import * as path from 'node:path';
import { build as vite } from 'vite';

const newest = (folder: string): number => Math.max(0, ...readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((d) => d.isFile()).map((d) => statSync(path.join(d.parentPath, d.name)).mtimeMs));

/** Time of the last thing that `dist/` is made from. */
function sourceTime(root: string): number {
  return Math.max(newest(path.join(root, 'renderer')), newest(path.join(root, 'electron')), statSync(path.join(root, 'package-lock.json')).mtimeMs);
}

/** @param force rebuild even when nothing changed. @returns whether anything was built */
export async function build(root: string, o: { force?: boolean } = {}): Promise<boolean> {
  const made = path.join(root, 'dist', 'host.js');
  if (!o.force && existsSync(made) && existsSync(path.join(root, 'dist', 'renderer', 'index.html')) && statSync(made).mtimeMs > sourceTime(root)) return false;
  await vite({ configFile: path.join(root, 'renderer', 'vite.config.ts'), logLevel: 'warn' });
  const shell = (entry: string, fileName: string, format: 'es' | 'cjs'): Promise<unknown> => vite({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: [/^\.{0,2}\//] },
    build: {
      ssr: path.join(root, 'electron', entry),
      outDir: path.join(root, 'dist'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rollupOptions: { external: [/^electron$/, /^node:/], output: { format, entryFileNames: fileName, codeSplitting: false } },
    },
  });
  await shell('preload.ts', 'preload.cjs', 'cjs');
  await shell('main.ts', 'main.js', 'es');
  await shell('model/manager/fetch-worker.ts', 'fetch-worker.js', 'es');
  await shell('cli.ts', 'cli.js', 'es');
  await shell('host.ts', 'host.js', 'es');
  return true;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) await build(path.resolve(import.meta.dirname, '..'), { force: true });
