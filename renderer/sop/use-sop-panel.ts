// Exports: useSopPanel. What ties the panel to the window: its commands, the run target, the library's changes, drafts.

import { useEffect, useRef } from 'react';
import { ENDED } from '../../electron/protocol/run.ts';
import { commands, shownRun, useStore } from '../store.ts';
import { checkShown, formatShown, goToProblem, openSop, runShown, saveShown } from './do.ts';
import { isDirty } from './documents.ts';
import { pane, withPane } from './pane.ts';
import { counts } from './problem-list.ts';
import { documents, setView, shownDoc, useDocs, useView } from './workspace.ts';

const LAST = 'countersign:sop';
const shown = () => shownDoc(documents.store.getState());
const any = (): boolean => shown() !== undefined;
const writing = (): boolean => pane()?.hasFocus() ?? false;
const idle = (): boolean => {
  const run = shownRun(useStore.getState());
  return run === undefined || ENDED.includes(run.status);
};

export function useSopPanel(): void {
  useEffect(() => commands.addCommands([
    { id: 'sop.new', group: 'SOP', title: 'New', keys: 'Ctrl+Alt+N', run: () => setView({ dialog: { is: 'new' } }) },
    { id: 'sop.save', group: 'SOP', title: 'Save', keys: 'Ctrl+S', run: () => void saveShown() },
    { id: 'sop.save-as', group: 'SOP', title: 'Save to My SOPs', keys: 'Ctrl+Shift+S', enabled: any, run: () => { const d = shown(); if (d) setView({ dialog: { is: 'save-as', key: d.key } }); } },
    { id: 'sop.check', group: 'SOP', title: 'Check', keys: 'F7', enabled: any, run: () => void checkShown() },
    { id: 'sop.format', group: 'SOP', title: 'Format', keys: 'Alt+Shift+F', enabled: any, run: () => void formatShown() },
    { id: 'sop.next-problem', group: 'SOP', title: 'Next problem', keys: 'F8', enabled: () => any() && idle(), run: () => goToProblem(1) },
    { id: 'sop.previous-problem', group: 'SOP', title: 'Previous problem', keys: 'Shift+F8', enabled: any, run: () => goToProblem(-1) },
    { id: 'sop.breakpoint', group: 'SOP', title: 'Toggle breakpoint', keys: 'F9', enabled: any, run: () => pane()?.toggleBreakpoint() },
    { id: 'sop.run-from', group: 'SOP', title: 'Run from the cursor', keys: 'Ctrl+Enter', enabled: writing, run: () => pane()?.run('from') },
    { id: 'sop.run-to', group: 'SOP', title: 'Run to the cursor', keys: 'Ctrl+F10', enabled: any, run: () => pane()?.run('to') },
    { id: 'sop.run-only', group: 'SOP', title: 'Run only the step at the cursor', keys: 'Ctrl+Shift+Enter', enabled: writing, run: () => pane()?.run('only') },
    { id: 'sop.run-examples', group: 'SOP', title: 'Run with the examples', enabled: any, run: () => void runShown({ examples: true }) },
    { id: 'sop.side', group: 'SOP', title: 'Show or hide library and outline', keys: 'Ctrl+B', run: () => setView({ side: !useView.getState().side }) },
    { id: 'sop.problems', group: 'SOP', title: 'Show or hide problems', run: () => setView({ problems: !useView.getState().problems }) },
  ]), []);

  // What other panels may ask of the editor.
  useEffect(() => {
    commands.setEditor({
      insert: (text) => { commands.show('sop'); pane()?.insert(text); },
      reveal: (path, line) => {
        commands.show('sop');
        if (shown()?.path === path) { withPane((p) => p.go(line)); return; }
        const open = Object.values(documents.store.getState().docs).find((d) => d.path === path);
        const entry = useStore.getState().library.toSorted((a, b) => b.folder.localeCompare(a.folder)).find((e) => e.path === path);
        const q = open ?? entry;
        if (q) openSop(q, { line });
      },
      focus: () => { commands.show('sop'); pane()?.focus(); },
    });
    return () => commands.setEditor(undefined);
  }, []);

  // The run target is the text that is shown, saved or not.
  const doc = useDocs(shownDoc);
  const breakpoints = useView((s) => s.breakpoints);
  const { key, folder, path, text, analysis } = doc ?? {};
  const dirty = doc !== undefined && isDirty(doc);
  useEffect(() => {
    if (folder === undefined || path === undefined || text === undefined || analysis === undefined) { if (key === undefined) commands.setTarget(undefined); return; }
    commands.setTarget({ sop: dirty ? { text, path } : { folder, path }, title: analysis.sop.title || path, params: analysis.sop.meta.params, errors: counts(analysis.problems).error, breakpoints });
  }, [key, folder, path, dirty ? text : undefined, dirty, analysis, breakpoints]);
  useEffect(() => () => commands.setTarget(undefined), []);

  // Once connected: drafts of an earlier session, and the document that was open then.
  const link = useStore((s) => s.link);
  useEffect(() => {
    if (link !== 'open') return;
    const last = localStorage.getItem(LAST);
    // In this order: a draft of a document that is open already counts as this window's own and is not offered.
    void documents.readDrafts().then(() => {
      const cut = last?.indexOf('/') ?? -1;
      const entry = last === null ? undefined : useStore.getState().library.find((e) => e.folder === last.slice(0, cut) && e.path === last.slice(cut + 1));
      if (entry && documents.store.getState().shown === undefined) void documents.open(entry);
    });
  }, [link]);
  useEffect(() => { if (key !== undefined) localStorage.setItem(LAST, key); }, [key]);

  const library = useStore((s) => s.library);
  useEffect(() => { if (link === 'open') void documents.follow(library); }, [library, link]);

  const me = useStore((s) => s.people?.me);
  const was = useRef(me);
  useEffect(() => {
    const before = was.current;
    was.current = me;
    if (before !== undefined && me !== undefined && before !== me) void documents.leave(useStore.getState().library);
  }, [me]);

  useEffect(() => {
    const hidden = (): void => { if (document.visibilityState === 'hidden') documents.flush(); };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', documents.flush);
    return () => { document.removeEventListener('visibilitychange', hidden); window.removeEventListener('pagehide', documents.flush); };
  }, []);
}
