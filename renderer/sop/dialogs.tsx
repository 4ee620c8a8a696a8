// Exports: Dialogs. New, save as, rename, remove, and the comparison of two versions.

import { lazy, Suspense, useState } from 'react';
import { type Fault, faultOf } from '../../electron/protocol/faults.ts';
import { useStore } from '../store.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { copyTitle, emptySop, fileNameFor, freePath, pathProblem } from './new-sop.ts';
import { withPane } from './pane.ts';
import { toEditor } from './text.ts';
import { documents, setView, useDocs, useView } from './workspace.ts';

const DiffView = lazy(() => import('./diff-view.tsx'));
const close = (): void => setView({ dialog: undefined });
const PACKAGE = /^[A-Za-z]\w*(?:\.[A-Za-z_]\w*)+$/;

/** A form in a dialog whose work may fail: the fault is shown above the buttons, and the form stays. */
function FormDialog({ title, action, ready, danger, work, children }: { title: string; action: string; ready: boolean; danger?: boolean; work: () => Promise<void>; children: React.ReactNode }) {
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog title={title} onClose={close}>
      <form className="col" onSubmit={(e) => {
        e.preventDefault();
        if (!ready || busy) return;
        setBusy(true);
        setFault(undefined);
        work().then(close, (x: unknown) => { setFault(faultOf(x)); setBusy(false); });
      }}>
        {children}
        {fault && <FaultView fault={fault} />}
        <div className="row"><span className="grow" /><button type="button" className="button" onClick={close}>Cancel</button><button className={`button ${danger ? 'danger' : 'primary'}`} disabled={!ready || busy} data-testid="sop-dialog-ok" autoFocus={danger}>{action}</button></div>
      </form>
    </Dialog>
  );
}

function PathField({ path, problem, onChange }: { path: string; problem: string | undefined; onChange: (path: string) => void }) {
  return (
    <label className="field"><span>File name</span><input className="input mono" value={path} spellCheck={false} aria-invalid={problem !== undefined} data-testid="sop-path" onChange={(e) => onChange(e.target.value)} />
      {problem !== undefined ? <span className="problem" role="alert">{problem}</span> : <span className="hint">In My SOPs. A / makes a folder.</span>}</label>
  );
}

function NewDialog({ given }: { given: { title?: string; path?: string; text?: string; from?: string } }) {
  const library = useStore((s) => s.library);
  const front = useStore((s) => s.snapshot?.package ?? '');
  const [title, setTitle] = useState(given.title ?? '');
  const [path, setPath] = useState(given.path);
  const [app, setApp] = useState(given.text === undefined && !/launcher/i.test(front) ? front : '');
  const name = path ?? freePath(fileNameFor(title), library);
  const problem = pathProblem(name, library);
  const badApp = app !== '' && !PACKAGE.test(app);
  const apps = [...new Set(library.flatMap((e) => e.apps).concat(front === '' ? [] : [front]))].toSorted();
  return (
    <FormDialog title={given.from ? `Copy of ${given.from}` : 'New SOP'} action="Create" ready={title.trim() !== '' && problem === undefined && !badApp} work={async () => {
      await documents.create(name, given.text === undefined ? emptySop({ title, path: name, app }) : title === given.title ? given.text : copyTitle(given.text, title.trim()));
      withPane((p) => p.focus());
    }}>
      <label className="field"><span>Title</span><input className="input" autoFocus value={title} data-testid="sop-title" placeholder="What it achieves, such as: Join the office Wi-Fi" onChange={(e) => setTitle(e.target.value)} /></label>
      <PathField path={name} problem={problem} onChange={setPath} />
      {given.text === undefined && (
        <label className="field"><span>App</span><input className="input mono" value={app} list="sop-apps" spellCheck={false} aria-invalid={badApp} placeholder="Any app" onChange={(e) => setApp(e.target.value.trim())} />
          <datalist id="sop-apps">{apps.map((a) => <option key={a} value={a} />)}</datalist>
          {badApp ? <span className="problem" role="alert">A package name such as com.android.settings</span> : <span className="hint">The app it is for; the one in front of the phone is filled in.</span>}</label>
      )}
    </FormDialog>
  );
}

function RenameDialog({ path }: { path: string }) {
  const library = useStore((s) => s.library);
  const [to, setTo] = useState(path);
  const problem = pathProblem(to, library, path);
  return (
    <FormDialog title="Rename" action="Rename" ready={to !== path && problem === undefined} work={() => documents.rename(path, to)}>
      <PathField path={to} problem={problem} onChange={setTo} />
    </FormDialog>
  );
}

function SaveAsDialog({ id }: { id: string }) {
  const library = useStore((s) => s.library);
  const doc = useDocs((s) => s.docs[id]);
  const [path, setPath] = useState(() => freePath(doc?.path.split('/').at(-1) ?? 'copy.sop.md', library));
  const problem = pathProblem(path, library);
  return (
    <FormDialog title="Save to My SOPs" action="Save" ready={problem === undefined} work={() => documents.saveAs(id, path)}>
      <PathField path={path} problem={problem} onChange={setPath} />
    </FormDialog>
  );
}

function RemoveDialog({ path, title }: { path: string; title: string }) {
  return (
    <FormDialog title="Remove an SOP" action="Remove" danger ready work={() => documents.remove(path)}>
      <p>Remove <strong>{title}</strong> (<code>{path}</code>) from My SOPs? The file is deleted. Records of its runs stay.</p>
    </FormDialog>
  );
}

const Comparison = ({ left, right, leftTitle, rightTitle }: { left: string; right: string; leftTitle: string; rightTitle: string }) => (
  <div className="sop-compare">
    <div className="sop-compare-heads"><span>{leftTitle}</span><span>{rightTitle}</span></div>
    <Suspense fallback={<div className="sop-diff"><div className="spinner" /></div>}><DiffView left={left} right={right} /></Suspense>
  </div>
);

function TheirsDialog({ id }: { id: string }) {
  const doc = useDocs((s) => s.docs[id]);
  if (!doc?.theirs) return null;
  const gone = doc.theirs.version === undefined;
  const keep = async (): Promise<void> => {
    if (gone && doc.folder === 'library') { setView({ dialog: { is: 'save-as', key: id } }); return; }
    if (await documents.keepMine(id) || !documents.store.getState().docs[id]?.theirs) close();
  };
  return (
    <Dialog title={gone ? `${doc.path} was removed by another program` : `${doc.path} was changed by another program`} className="sop-wide" onClose={close}>
      <Comparison left={toEditor(doc.theirs.text)} right={doc.text} leftTitle={gone ? 'On disk: nothing' : 'On disk (theirs)'} rightTitle="Here, unsaved (mine)" />
      {doc.saveFault && <FaultView fault={doc.saveFault} />}
      <div className="row"><span className="grow" />
        <button type="button" className="button" onClick={close}>Decide later</button>
        <button type="button" className="button" data-testid="sop-take-theirs" onClick={() => { documents.takeTheirs(id); close(); }}>{gone ? 'Close without saving' : 'Take theirs'}</button>
        <button type="button" className="button primary" data-testid="sop-keep-mine" autoFocus onClick={() => void keep()}>Keep mine</button></div>
    </Dialog>
  );
}

function DraftDialog({ folder, path }: { folder: 'library' | 'user'; path: string }) {
  const draft = useDocs((s) => s.drafts.find((d) => d.folder === folder && d.path === path));
  const disk = useDocs((s) => s.docs[`${folder}/${path}`]?.disk);
  if (!draft) return null;
  return (
    <Dialog title={`Unsaved text of ${path}`} className="sop-wide" onClose={close}>
      <Comparison left={disk ?? ''} right={toEditor(draft.text)} leftTitle={disk === undefined ? 'On disk: nothing' : 'On disk'} rightTitle={`Unsaved, of ${new Date(draft.at).toLocaleString()}`} />
      <div className="row"><span className="grow" />
        <button type="button" className="button danger" onClick={() => { void documents.discard(draft); close(); }}>Discard</button>
        <button type="button" className="button primary" autoFocus onClick={() => { void documents.restore(draft); close(); }}>Restore</button></div>
    </Dialog>
  );
}

export function Dialogs() {
  const dialog = useView((s) => s.dialog);
  switch (dialog?.is) {
    case undefined: return null;
    case 'new': return <NewDialog given={dialog} />;
    case 'rename': return <RenameDialog path={dialog.path} />;
    case 'remove': return <RemoveDialog path={dialog.path} title={dialog.title} />;
    case 'save-as': return <SaveAsDialog id={dialog.key} />;
    case 'theirs': return <TheirsDialog id={dialog.key} />;
    case 'draft': return <DraftDialog folder={dialog.folder} path={dialog.path} />;
  }
}
