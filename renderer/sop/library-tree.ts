// Exports: TreeRow, treeRows, keyOf, parentIndex, typeAhead. The library as visible rows: two roots, folders, files.

import type { SopEntry } from '../../electron/protocol/sop.ts';
import { rank } from '../shell/rank.ts';

export type Folder = SopEntry['folder'];

export type TreeRow =
  | { kind: 'root'; key: string; folder: Folder; title: string; level: 1; open: boolean; count: number }
  | { kind: 'folder'; key: string; folder: Folder; path: string; title: string; level: number; open: boolean }
  | { kind: 'file'; key: string; folder: Folder; path: string; title: string; level: number; entry: SopEntry };

export const keyOf = (q: { folder: Folder; path: string }): string => `${q.folder}/${q.path}`;
const ROOTS: readonly { folder: Folder; title: string }[] = [{ folder: 'library', title: 'Library' }, { folder: 'user', title: 'My SOPs' }];

/**
 * @param closed keys of folded rows; while a filter is set nothing is folded and folders without a hit are left out
 */
export function treeRows(entries: readonly SopEntry[], filter: string, closed: ReadonlySet<string>): TreeRow[] {
  const filtering = filter.trim() !== '';
  const hits = filtering ? rank(filter, entries, (e) => `${e.title} ${e.path} ${e.id} ${e.apps.join(' ')}`) : entries;
  const rows: TreeRow[] = [];
  for (const { folder, title } of ROOTS) {
    const mine = hits.filter((e) => e.folder === folder);
    const key = `${folder}:`;
    const open = filtering || !closed.has(key);
    rows.push({ kind: 'root', key, folder, title, level: 1, open, count: mine.length });
    if (open) addLevel(rows, mine, folder, '', 2, filtering, closed);
  }
  return rows;
}

function addLevel(rows: TreeRow[], entries: readonly SopEntry[], folder: Folder, prefix: string, level: number, filtering: boolean, closed: ReadonlySet<string>): void {
  const folders = new Map<string, SopEntry[]>();
  const files: SopEntry[] = [];
  for (const e of entries) {
    const rest = e.path.slice(prefix.length);
    const slash = rest.indexOf('/');
    if (slash < 0) files.push(e);
    else folders.set(rest.slice(0, slash), [...(folders.get(rest.slice(0, slash)) ?? []), e]);
  }
  for (const [name, inside] of [...folders].toSorted(([a], [b]) => a.localeCompare(b))) {
    const path = `${prefix}${name}/`;
    const key = `${folder}:${path}`;
    const open = filtering || !closed.has(key);
    rows.push({ kind: 'folder', key, folder, path, title: name, level, open });
    if (open) addLevel(rows, inside, folder, path, level + 1, filtering, closed);
  }
  // A filter's order is by how well they match; otherwise by title.
  const ordered = filtering ? files : files.toSorted((a, b) => a.title.localeCompare(b.title) || a.path.localeCompare(b.path));
  for (const entry of ordered) rows.push({ kind: 'file', key: keyOf(entry), folder, path: entry.path, title: entry.title, level, entry });
}

/** Where the left arrow leads: the row that holds this one. */
export function parentIndex(rows: readonly TreeRow[], at: number): number | undefined {
  const level = rows[at]?.level ?? 1;
  for (let i = at - 1; i >= 0; i--) if ((rows[i]?.level ?? 1) < level) return i;
  return undefined;
}

/** The next row after `at`, going round, whose title begins with what was typed. */
export function typeAhead(rows: readonly TreeRow[], at: number, typed: string): number | undefined {
  const wanted = typed.toLowerCase();
  for (let n = 1; n <= rows.length; n++) {
    const i = (at + n) % rows.length;
    if (rows[i]?.title.toLowerCase().startsWith(wanted)) return i;
  }
  return undefined;
}
