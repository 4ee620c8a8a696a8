// Exports: FilesState, Entry, Kind, Api, initialFiles, ROOT, and what can be asked of and done to a tree of entries. All pure but for the state passed in.

import type { AppApi } from '../../types.ts';
import { DAY, HOUR } from '../dates.ts';

export type Kind = 'folder' | 'image' | 'video' | 'audio' | 'document' | 'archive' | 'app';
export type Entry = { id: number; name: string; /** Id of the folder it lies in, `ROOT` for the top. */ folder: number; kind: Kind; /** Bytes; 0 for folders. */ size: number; at: number; starred: boolean };
export type FilesState = {
  entries: Entry[];
  nextId: number;
  sort: 'name' | 'date' | 'size' | 'kind';
  descending: boolean;
  grid: boolean;
  /** Names with a leading dot. */
  showHidden: boolean;
};
export type Api = AppApi<FilesState>;

/** The top of the internal storage. */
export const ROOT = 0;

/** Mon 2 Mar 2026. */
const NEWEST = Date.UTC(2026, 2, 2, 17, 5);
const KINDS: { readonly [ending: string]: Kind } = { jpg: 'image', png: 'image', mp4: 'video', mp3: 'audio', m4a: 'audio', pdf: 'document', docx: 'document', txt: 'document', xlsx: 'document', csv: 'document', log: 'document', zip: 'archive', apk: 'app' };
export const kindOf = (name: string): Kind => KINDS[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'document';

/** Folders with their files and sizes in kB; a folder follows the one it lies in. */
const TREE: readonly [path: string, files: string][] = [
  ['Documents', 'Lease.pdf 412|Test report February.pdf 1830|Test report January.pdf 1755|Expenses.xlsx 96|Curriculum vitae.docx 64|Packing list.txt 2|会议纪要.docx 58|Warranty.pdf 240'],
  ['Documents/Invoices', 'Invoice 1041.pdf 88|Invoice 1042.pdf 91|Invoice 1043.pdf 87|Invoice 1044.pdf 93|Invoice 1045.pdf 90'],
  ['Documents/Archive 2025', 'Test report December.pdf 1690|Old lease.pdf 405'],
  ['Download', 'countersign-demo.apk 24310|boarding-pass.pdf 118|menu.pdf 760|photos-from-rosa.zip 15820|devices.csv 14|setup.log 33|manual (1).pdf 5210|manual.pdf 5210|ringtone.mp3 1440|wallpaper.png 2830'],
  ['Music', 'Interview.m4a 8800|Birdsong.mp3 4100'],
  ['Pictures', ''],
  ['Pictures/Screenshots', 'Screenshot_20260226.png 410|Screenshot_20260227.png 395|Screenshot_20260301.png 520'],
  ['DCIM', ''],
  ['DCIM/Camera', 'IMG_0039.jpg 3100|IMG_0040.jpg 3320|IMG_0041.jpg 2980|IMG_0042.jpg 3460|VID_0007.mp4 48200'],
  ['Movies', 'Screen recording.mp4 22400'],
  ['Recordings', 'Meeting 2 March.m4a 12600'],
  ['Android', ''],
];

export function initialFiles(): FilesState {
  const entries: Entry[] = [];
  const at: { [path: string]: number } = { '': ROOT };
  const add = (name: string, folder: number, kind: Kind, size: number): number => {
    const id = entries.length + 1;
    entries.push({ id, name, folder, kind, size, at: NEWEST - ((id * 7) % 40) * DAY - (id % 9) * HOUR, starred: name === 'Lease.pdf' });
    return id;
  };
  for (const [path, files] of TREE) {
    const cut = path.lastIndexOf('/');
    at[path] = add(path.slice(cut + 1), at[path.slice(0, Math.max(0, cut))]!, 'folder', 0);
    for (const file of files === '' ? [] : files.split('|')) {
      const space = file.lastIndexOf(' ');
      const name = file.slice(0, space);
      add(name, at[path], kindOf(name), Number(file.slice(space + 1)) * 1000);
    }
  }
  add('.nomedia', ROOT, 'document', 0);
  return { entries, nextId: entries.length + 1, sort: 'name', descending: false, grid: false, showHidden: false };
}

type State = Pick<FilesState, 'entries'>;

export const entryOf = (s: State, id: number): Entry | undefined => s.entries.find((e) => e.id === id);
export const childrenOf = (s: State, folder: number): Entry[] => s.entries.filter((e) => e.folder === folder);

/** The folders from the top to this one, without the top. */
export function pathTo(s: State, folder: number): Entry[] {
  const out: Entry[] = [];
  for (let e = entryOf(s, folder); e; e = entryOf(s, e.folder)) out.unshift(e);
  return out;
}

/** An entry and all that lies in it. */
export function withContents(s: State, id: number): Entry[] {
  const e = entryOf(s, id);
  return e ? [e, ...childrenOf(s, id).flatMap((c) => withContents(s, c.id))] : [];
}

const ORDER: { readonly [S in FilesState['sort']]: (a: Entry, b: Entry) => number } = {
  name: (a, b) => { const [x, y] = [a.name.toLowerCase(), b.name.toLowerCase()]; return x < y ? -1 : x > y ? 1 : a.id - b.id; },
  date: (a, b) => b.at - a.at || a.id - b.id,
  size: (a, b) => b.size - a.size || a.id - b.id,
  kind: (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : ORDER.name(a, b)),
};

/** As a list shows them: folders first, then by the chosen order. */
export const sorted = (s: FilesState, entries: readonly Entry[]): Entry[] =>
  entries.filter((e) => s.showHidden || !e.name.startsWith('.')).toSorted((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || (s.descending ? -1 : 1) * ORDER[s.sort](a, b));

/** What is wrong with a name in a folder, or null. @param self the entry that has it already */
export function nameProblem(s: State, folder: number, name: string, self?: number): string | null {
  if (name.trim() === '') return 'Enter a name';
  if (/[/\\:*?"<>|]/.test(name)) return 'A name can’t contain / \\ : * ? " < > |';
  return childrenOf(s, folder).some((e) => e.id !== self && e.name.toLowerCase() === name.trim().toLowerCase()) ? 'A file with this name is here already' : null;
}

/** `Report.pdf`, or `Report (1).pdf` and so on where that name is taken. */
export function freeName(s: State, folder: number, name: string): string {
  const [, stem = name, ending = ''] = /^(.+?)(\.\w+)?$/.exec(name) ?? [];
  for (let n = 0; ; n++) {
    const tried = n === 0 ? name : `${stem} (${n})${ending}`;
    if (!childrenOf(s, folder).some((e) => e.name.toLowerCase() === tried.toLowerCase())) return tried;
  }
}

/** Whether a folder lies in one of the entries, or is one of them: nothing can go into itself. */
export const inside = (s: State, folder: number, ids: readonly number[]): boolean => ids.some((id) => id === folder || pathTo(s, folder).some((e) => e.id === id));

/** Moves entries; one whose name is taken gets a free one. */
export function move(s: FilesState, ids: readonly number[], folder: number): void {
  for (const e of s.entries) if (ids.includes(e.id) && e.folder !== folder) { e.name = freeName(s, folder, e.name); e.folder = folder; }
}

/** Copies entries with all that lies in them. */
export function copy(s: FilesState, ids: readonly number[], folder: number, now: number): void {
  for (const id of ids) {
    const to = new Map<number, number>();
    for (const e of withContents(s, id)) {
      const into = to.get(e.folder) ?? folder;
      s.entries.push({ ...e, id: s.nextId, folder: into, name: freeName(s, into, e.name), at: now, starred: false });
      to.set(e.id, s.nextId);
      s.nextId += 1;
    }
  }
}

/** `3.4 MB`. */
export function sizeLabel(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
