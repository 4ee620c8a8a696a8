// Exports: documents, useDocs, shownDoc, useView, setView, View. This window's open documents and what the SOP panel shows of them.

import { create, useStore as useZustand } from 'zustand';
import { call, notify, useStore } from '../store.ts';
import { createDocuments, type Doc, type DocumentsState } from './documents.ts';
import type { Folder } from './library-tree.ts';

export const documents = createDocuments({
  call,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  now: () => Date.now(),
  // A lost connection has its own full-window message.
  onFault: (fault) => { if (useStore.getState().link === 'open') notify({ level: 'error', fault }); },
});

export const useDocs = <T,>(select: (s: DocumentsState) => T): T => useZustand(documents.store, select);
export const shownDoc = (s: DocumentsState): Doc | undefined => (s.shown === undefined ? undefined : s.docs[s.shown]);

export interface View {
  side: boolean;
  problems: boolean;
  cursor: { line: number; column: number };
  /** Step ids, of the shown document. */
  breakpoints: readonly string[];
  dialog?:
    | { is: 'new'; title?: string; path?: string; text?: string; from?: string }
    | { is: 'rename'; path: string }
    | { is: 'remove'; path: string; title: string }
    | { is: 'save-as'; key: string }
    | { is: 'theirs'; key: string }
    | { is: 'draft'; folder: Folder; path: string };
}

export const useView = create<View>()(() => ({ side: true, problems: true, cursor: { line: 1, column: 1 }, breakpoints: [] }));
export const setView = (change: Partial<View>): void => useView.setState(change);
