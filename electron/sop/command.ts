// Exports: checkFiles, printCheck, formatFiles, printFormat. The work behind `countersign sop check` and `sop format`.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { fileFault, listFiles, readText, writeAtomic } from '../base/files.ts';
import { Failure } from '../protocol/faults.ts';
import type { Problem } from '../protocol/sop.ts';
import { checkSop } from './check.ts';
import { formatSop } from './format.ts';
import { MAX_BYTES, readSop } from './parse.ts';
import { checkUses } from './uses.ts';

export interface FileCheck { path: string; id: string; title: string; problems: Problem[]; errors: number; warnings: number }
export interface CheckResult { files: FileCheck[]; errors: number; warnings: number; /** No errors. */ ok: boolean }

/** Files as given; folders stand for every `*.sop.md` below them. */
async function expand(paths: readonly string[]): Promise<string[]> {
  const out: string[] = [];
  for (const p of paths) {
    let stat;
    try { stat = await fs.stat(p); } catch (e) { const fault = fileFault(e, p); throw fault ? new Failure(fault) : e; }
    if (stat.isDirectory()) {
      const found = await listFiles(p, '.sop.md');
      // A misspelt folder in a script must not pass as checked.
      if (found.length === 0) throw new Failure({ kind: 'sop/not-found', path: path.join(p, '*.sop.md') });
      out.push(...found.map((f) => path.join(p, f)));
    } else out.push(p);
  }
  return out;
}

/** @throws Failure when a file cannot be read at all */
export async function checkFiles(paths: readonly string[]): Promise<CheckResult> {
  const files: FileCheck[] = [];
  for (const file of await expand(paths)) {
    const text = await readText(file, MAX_BYTES);
    const reading = readSop(text, { path: file });
    const base = path.dirname(file);
    const name = path.basename(file);
    const problems = [...checkSop(reading), ...(await checkUses(name, reading, (p) => readText(path.resolve(base, p), MAX_BYTES)))].sort((a, b) => a.span.start - b.span.start);
    const count = (s: Problem['severity']): number => problems.filter((p) => p.severity === s).length;
    files.push({ path: file, id: reading.sop.meta.id, title: reading.sop.title, problems, errors: count('error'), warnings: count('warning') });
  }
  const errors = files.reduce((n, f) => n + f.errors, 0);
  return { files, errors, warnings: files.reduce((n, f) => n + f.warnings, 0), ok: errors === 0 };
}

/** `file:line:column: severity code: message`, one per line, and a last line with the sums. */
export function printCheck(r: CheckResult, o: { infos?: boolean } = {}): string {
  const lines = r.files.flatMap((f) => f.problems.filter((p) => o.infos === true || p.severity !== 'info').map((p) => `${f.path}:${p.line}:${p.column}: ${p.severity} ${p.code}: ${p.message}${p.fixes[0] ? ` (fix: ${p.fixes[0].title})` : ''}`));
  const n = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [...lines, `${n(r.files.length, 'file')}: ${n(r.errors, 'error')}, ${n(r.warnings, 'warning')}`].join('\n');
}

export interface FormatResult { files: { path: string; changed: boolean }[]; changed: number; /** With `check`: nothing would change. */ ok: boolean }

/** Writes the canonical form; with `check` only says what would change. */
export async function formatFiles(paths: readonly string[], o: { check: boolean }): Promise<FormatResult> {
  const files: FormatResult['files'] = [];
  for (const file of await expand(paths)) {
    const text = await readText(file, MAX_BYTES);
    const formatted = formatSop(text);
    const changed = formatted !== text;
    if (changed && !o.check) await writeAtomic(file, formatted);
    files.push({ path: file, changed });
  }
  const changed = files.filter((f) => f.changed).length;
  return { files, changed, ok: !o.check || changed === 0 };
}

export function printFormat(r: FormatResult, o: { check: boolean }): string {
  return [...r.files.filter((f) => f.changed).map((f) => `${f.path}: ${o.check ? 'is not in canonical form' : 'formatted'}`), `${r.files.length} file${r.files.length === 1 ? '' : 's'}, ${r.changed} ${o.check ? 'to format' : 'changed'}`].join('\n');
}
