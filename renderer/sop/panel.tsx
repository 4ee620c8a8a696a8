// Exports: SopPanel. The library, the editor, what is wrong with the text, and the way to run it.

import { mdiAlertCircleOutline, mdiAlertOutline, mdiCheckCircleOutline, mdiContentSave, mdiFormatAlignLeft, mdiInformationOutline, mdiPageLayoutSidebarLeft, mdiPlay, mdiSpellcheck } from '@mdi/js';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { ENDED } from '../../electron/protocol/run.ts';
import { shownRun, useStore } from '../store.ts';
import { LabelChips } from '../privacy/chip.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { Icon, IconButton } from '../shell/icon.tsx';
import { Dialogs } from './dialogs.tsx';
import { checkShown, formatShown, openSop, runShown, saveShown } from './do.ts';
import { type Doc, isDirty } from './documents.ts';
import { LibraryView } from './library-view.tsx';
import { counts, countWords } from './problem-list.ts';
import { OutlineView, ProblemsView } from './side-lists.tsx';
import { useSopPanel } from './use-sop-panel.ts';
import { Broken } from './broken.tsx';
import { documents, setView, shownDoc, useDocs, useView } from './workspace.ts';
import './sop.css';

const EditorPane = lazy(() => import('./editor-pane.tsx'));

function Toolbar({ doc }: { doc: Doc | undefined }) {
  const side = useView((s) => s.side);
  const live = useStore((s) => { const run = shownRun(s); return run !== undefined && run.device === s.device && !ENDED.includes(run.status); });
  const dirty = doc !== undefined && isDirty(doc);
  const readers = useStore((s) => s.library.find((e) => e.folder === doc?.folder && e.path === doc.path)?.readers);
  const kind = doc?.analysis?.sop.meta.classification;
  const name = doc?.path.split('/').at(-1)?.replace(/\.sop\.md$/, '');
  return (
    <div className="bar" role="toolbar" aria-label="SOP">
      <IconButton path={mdiPageLayoutSidebarLeft} label="Library and outline" keys="Ctrl+B" on={side} data-testid="sop-side-toggle" onClick={() => setView({ side: !side })} />
      {doc && <span className="sop-name ellipsis" title={`${doc.folder === 'library' ? 'Library' : 'My SOPs'}: ${doc.path}`} data-testid="sop-name">{name}{dirty && <span className="sop-dirty" data-testid="sop-dirty"> ● <span className="sr-only">unsaved</span></span>}</span>}
      {readers !== undefined && <LabelChips label={{ readers, integrity: 'trusted' }} {...(kind === 'confidential' || kind === 'restricted' ? { kind } : {})} />}
      <span className="grow" />
      <IconButton path={mdiSpellcheck} label="Check" keys="F7" disabled={!doc} data-testid="sop-check" onClick={() => void checkShown()} />
      <IconButton path={mdiFormatAlignLeft} label="Format" keys="Shift+Alt+F" disabled={!doc} data-testid="sop-format" onClick={() => void formatShown()} />
      <IconButton path={mdiContentSave} label="Save" keys="Ctrl+S" disabled={!doc || (!dirty && !doc.theirs) || doc.saving} data-testid="sop-save" onClick={() => void saveShown()} />
      <button type="button" className="button small primary" disabled={!doc || live} title={live ? 'A run is going on: steer it in the Run area' : 'Run this SOP on the phone (F5)'} data-testid="sop-run" onClick={() => void runShown()}><Icon path={mdiPlay} />Run</button>
    </div>
  );
}

function Banners({ doc }: { doc: Doc | undefined }) {
  const drafts = useDocs((s) => s.drafts);
  const openFault = useDocs((s) => s.openFault);
  const draft = drafts[0];
  const compare = async (): Promise<void> => {
    if (!draft) return;
    await documents.open(draft);
    setView({ dialog: { is: 'draft', folder: draft.folder, path: draft.path } });
  };
  return (
    <>
      {draft && (
        <div className="sop-banner" role="status" data-testid="sop-draft-banner">
          <span>Unsaved text of <strong>{draft.path}</strong> was kept ({new Date(draft.at).toLocaleString([], { dateStyle: 'short', timeStyle: 'short' })}).{drafts.length > 1 ? ` ${drafts.length - 1} more.` : ''}</span>
          <span className="row"><button type="button" className="button small primary" data-testid="sop-draft-restore" onClick={() => void documents.restore(draft)}>Restore</button>
            <button type="button" className="button small" data-testid="sop-draft-compare" onClick={() => void compare()}>Compare</button>
            <button type="button" className="button small danger" data-testid="sop-draft-discard" onClick={() => void documents.discard(draft)}>Discard</button></span>
        </div>
      )}
      {openFault && <FaultView fault={openFault.fault}><button type="button" className="link" onClick={() => documents.store.setState({ openFault: undefined })}>Dismiss</button></FaultView>}
      {doc?.theirs && (
        <div className="sop-banner warn" role="status" data-testid="sop-theirs-banner">
          <span>{doc.theirs.version === undefined ? 'Another program removed this file.' : 'Another program changed this file.'}</span>
          <button type="button" className="button small" onClick={() => setView({ dialog: { is: 'theirs', key: doc.key } })}>Compare…</button>
        </div>
      )}
      {doc?.saveFault && (
        <FaultView fault={doc.saveFault}>
          <div className="row"><button type="button" className="button small primary" data-testid="sop-save-as" onClick={() => setView({ dialog: { is: 'save-as', key: doc.key } })}>Save to My SOPs…</button>
            <button type="button" className="button small" onClick={() => void saveShown()}>Try again</button></div>
        </FaultView>
      )}
      {doc?.analysisFault && <FaultView fault={doc.analysisFault}><button type="button" className="link" onClick={() => void documents.check(doc.key)}>Check again</button></FaultView>}
    </>
  );
}

function Empty() {
  const library = useStore((s) => s.library);
  const opening = useDocs((s) => s.opening);
  if (opening !== undefined) return <div className="empty" role="status"><div className="spinner" aria-hidden="true" /><p>Opening…</p></div>;
  const first = [...library.filter((e) => e.folder === 'user'), ...library.filter((e) => e.folder === 'library')].slice(0, 8);
  return (
    <div className="empty" data-testid="sop-empty">
      <h2>No SOP is open</h2>
      <p>An SOP says in plain sentences what is to be done on the phone. Open one to read, change and run it.</p>
      {first.length > 0 && <ul className="sop-quick">{first.map((e) => <li key={`${e.folder}/${e.path}`}><button type="button" className="link" data-testid="sop-quick" onClick={() => openSop(e)}>{e.title}</button></li>)}</ul>}
      <button type="button" className="button" onClick={() => setView({ dialog: { is: 'new' } })}>New SOP…</button>
    </div>
  );
}

const SEVERITIES = [['error', mdiAlertCircleOutline, 'bad-text'], ['warning', mdiAlertOutline, 'warn-text'], ['info', mdiInformationOutline, 'muted']] as const;

function StatusRow({ doc }: { doc: Doc }) {
  const open = useView((s) => s.problems);
  const cursor = useView((s) => s.cursor);
  const found = doc.analysis && counts(doc.analysis.problems);
  const stale = doc.analysis?.text !== doc.text;
  return (
    <div className="sop-status">
      <button type="button" className="quiet" aria-expanded={open} aria-label={`Problems: ${found ? countWords(found) : 'checking'}`} data-testid="sop-problems-toggle" title="Problems (F8: next)" onClick={() => setView({ problems: !open })}>
        {found === undefined ? 'Checking…' : found.error + found.warning + found.info === 0 ? <span className="ok-text row"><Icon path={mdiCheckCircleOutline} size={13} />No problems</span>
          : SEVERITIES.map(([s, icon, tone]) => (found[s] > 0 || s === 'error' ? <span key={s} className={`${found[s] > 0 ? tone : 'faint'} row`}><Icon path={icon} size={13} />{found[s]}</span> : null))}
      </button>
      <span className="grow" />
      <span className="faint" role="status">{doc.saving ? 'Saving…' : stale ? 'Checking…' : ''}</span>
      <span className="faint">{doc.folder === 'library' ? 'Library' : 'My SOPs'}</span>
      <span className="faint num">Ln {cursor.line}, Col {cursor.column}</span>
    </div>
  );
}

export function SopPanel() {
  const doc = useDocs(shownDoc);
  const side = useView((s) => s.side);
  const problems = useView((s) => s.problems);
  const root = useRef<HTMLDivElement>(null);
  const shownProblems = (doc?.analysis?.problems.length ?? 0) > 0;
  useSopPanel();
  // A panel too narrow for both gives the room to the text.
  useEffect(() => {
    const box = root.current;
    if (!box) return;
    let wide = true;
    const watch = new ResizeObserver(() => {
      const now = box.clientWidth >= 420;
      if (now !== wide && box.clientWidth > 0) { wide = now; setView({ side: now }); }
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={root} className="sop">
      <Toolbar doc={doc} />
      <Banners doc={doc} />
      <div className="sop-body">
        {side && (
          <div className="sop-side">
            <LibraryView />
            {doc && <details className="sop-outline-box" open><summary data-testid="sop-outline-toggle">Outline</summary><OutlineView doc={doc} /></details>}
          </div>
        )}
        <div className="sop-main">
          {doc ? (
            <>
              <Broken what="The editor"><Suspense fallback={<div className="empty" role="status"><div className="spinner" aria-hidden="true" /><p>Loading the editor…</p></div>}><EditorPane doc={doc} /></Suspense></Broken>
              {problems && shownProblems && <div className="sop-problem-box"><ProblemsView key={doc.key} doc={doc} /></div>}
              <StatusRow doc={doc} />
            </>
          ) : <Empty />}
        </div>
      </div>
      <Dialogs />
    </div>
  );
}

