// Exports: openSop, saveShown, checkShown, formatShown, runShown, duplicate, goToProblem. What a person asks of the SOP panel.

import type { SopEntry } from '../../electron/protocol/sop.ts';
import { attempt, call, commands, notify, useStore } from '../store.ts';
import { isDirty } from './documents.ts';
import { type Folder, keyOf } from './library-tree.ts';
import { copyTitle, fileNameFor, freePath } from './new-sop.ts';
import { pane, withPane } from './pane.ts';
import { counts, countWords, nextProblem } from './problem-list.ts';
import { documents, setView, shownDoc, useView } from './workspace.ts';

const shown = () => shownDoc(documents.store.getState());

/** Opens and, unless asked not to, moves the keyboard into the text. */
export function openSop(q: { folder: Folder; path: string }, o: { line?: number } = {}): void {
  void documents.open(q).then((doc) => { if (doc) withPane((p) => (o.line === undefined ? p.focus() : p.go(o.line))); });
}

export async function saveShown(): Promise<boolean> {
  const doc = shown();
  if (!doc) return false;
  if (!isDirty(doc) && !doc.theirs) return true;
  // A library file that was removed has no folder of ours to go to.
  if (doc.version === undefined && doc.folder === 'library') { setView({ dialog: { is: 'save-as', key: doc.key } }); return false; }
  if (doc.theirs) { setView({ dialog: { is: 'theirs', key: doc.key } }); return false; }
  const saved = await documents.save(doc.key);
  const now = documents.store.getState().docs[doc.key];
  if (!saved && now?.theirs) setView({ dialog: { is: 'theirs', key: doc.key } });
  return saved;
}

/** Analyses now and says what was found. */
export async function checkShown(): Promise<void> {
  const doc = shown();
  if (!doc) return;
  const found = await documents.check(doc.key);
  if (!found) return;
  setView({ problems: true });
  const c = counts(found.problems);
  notify({ level: c.error > 0 ? 'warning' : 'info', text: `${found.sop.title || doc.path}: ${countWords(c).toLowerCase()}` });
}

export async function formatShown(): Promise<void> { await pane()?.format(); }

/** Starts the shown SOP as it stands now; where parameters are still missing, the form for them is shown instead. */
export async function runShown(how: Parameters<typeof commands.startRun>[0] = {}): Promise<void> {
  const doc = shown();
  if (!doc) return;
  await documents.check(doc.key);
  await commands.startRun(how);
}

/** Asks for a name and makes a copy in the user's folder. */
export async function duplicate(entry: SopEntry): Promise<void> {
  const open = documents.store.getState().docs[keyOf(entry)];
  const text = open?.text ?? (await attempt(call('sop.read', { folder: entry.folder, path: entry.path })))?.text;
  if (text === undefined) return;
  const { library } = useStore.getState();
  const title = entry.folder === 'library' ? entry.title : `${entry.title} (copy)`;
  const wanted = entry.folder === 'library' ? entry.path.split('/').at(-1) ?? entry.path : fileNameFor(title);
  setView({ dialog: { is: 'new', title, path: freePath(wanted, library), text: entry.folder === 'library' ? text : copyTitle(text, title), from: entry.title } });
}

export function goToProblem(by: 1 | -1): void {
  const doc = shown();
  const p = doc?.analysis && nextProblem(doc.analysis.problems, useView.getState().cursor, by);
  if (p) pane()?.go(p.line, p.column);
}

