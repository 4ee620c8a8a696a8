// Exports: ModelsDialog. Models on this computer and in the catalogue; a file by its path; what is in use and what could not be.

import { useEffect, useState } from 'react';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { ModelFacts } from '../../electron/protocol/models.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { call, commands, setWindow, useStore } from '../store.ts';
import { FitBar } from './fit-bar.tsx';
import { Installed } from './installed.tsx';
import { Known } from './known.tsx';
import { bytes, factsLine } from './words.ts';
import './models.css';

export function ModelsDialog() {
  const models = useStore((s) => s.models);
  const fault = useStore((s) => s.modelsFault);
  useEffect(() => { void commands.readModels(); }, []);
  return (
    <Dialog title="Models" className="models-dialog" onClose={() => setWindow({ dialog: undefined })}>
      <p className="muted">A model is asked where an SOP&apos;s words do not decide. It runs on this computer only. Without one you are asked.</p>
      <InUse />
      {fault && <FaultView fault={fault}><button type="button" className="button small" onClick={() => void commands.readModels()}>Try again</button></FaultView>}
      {models === undefined && fault === undefined && <div className="row"><div className="spinner" /><span className="muted">Reading the list of models…</span></div>}
      {models && (
        <>
          <section aria-label="Installed"><h3>Installed</h3><Installed models={models.installed} /></section>
          <LocalFile />
          <section aria-label="Catalogue"><h3>Catalogue</h3><Known models={models.catalogue} downloads={models.downloads} />
            <p className="muted">Downloads go to <code className="selectable">{models.folder}</code>, where {bytes(models.freeDisk)} are free.</p></section>
        </>
      )}
    </Dialog>
  );
}

/** Said above the lists: what is being loaded, what failed, and what is in use instead of what was asked for. */
function InUse() {
  const model = useStore((s) => s.model);
  if (model?.state === 'loading') {
    const share = Math.round((model.progress ?? 0) * 100);
    return <div className="row" role="status"><div className="spinner" /><span>{share === 100 ? `Measuring ${model.name}` : `Loading ${model.name}: ${share} %`}</span></div>;
  }
  if (model?.instead) return <FaultView fault={model.instead.fault}><p>{model.name} is in use instead.</p></FaultView>;
  return model?.fault ? <FaultView fault={model.fault} /> : null;
}

function LocalFile() {
  const [path, setPath] = useState('');
  const [seen, setSeen] = useState<{ path: string; facts?: ModelFacts; fault?: Fault }>();
  const busy = useStore((s) => s.model?.state === 'loading');
  const file = path.trim();
  const check = (): void => { call('models.inspect', { path: file }).then((facts) => setSeen({ path: file, facts }), (e: unknown) => setSeen({ path: file, fault: faultOf(e) })); };
  return (
    <section aria-label="A file of your own">
      <h3>A file of your own</h3>
      <form className="row" onSubmit={(e) => { e.preventDefault(); if (file !== '') check(); }}>
        <input className="input mono" value={path} onChange={(e) => setPath(e.target.value)} placeholder="Full path of a .gguf file" aria-label="Path of a GGUF file" spellCheck={false} />
        <button className="button" disabled={file === ''}>Check</button>
        <button type="button" className="button primary" disabled={file === '' || busy} onClick={() => { setSeen(undefined); void commands.loadModel(file); }}>Load</button>
      </form>
      {seen?.path === file && seen.facts && <div className="model-seen" role="status"><div className="model-main"><strong>{seen.facts.name || file}</strong><span className="muted">{seen.facts.architecture} · {factsLine(seen.facts)}</span></div><div className="model-side"><FitBar fit={seen.facts.fit} /></div></div>}
      {seen?.path === file && seen.fault && <FaultView fault={seen.fault} />}
    </section>
  );
}
