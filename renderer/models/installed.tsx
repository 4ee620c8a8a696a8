// Exports: Installed. The models on this computer: what each is, whether it fits, how fast it was, and which version is used.

import { useState } from 'react';
import type { InstalledModel } from '../../electron/protocol/models.ts';
import { FaultView } from '../shell/fault-view.tsx';
import { commands, useStore } from '../store.ts';
import { FitBar } from './fit-bar.tsx';
import { Rows } from './rows.tsx';
import { bytes, factsLine } from './words.ts';

const SOURCE = { embedded: 'built in', fetched: 'downloaded', file: 'local file' } as const;

export function Installed({ models }: { models: readonly InstalledModel[] }) {
  const [removing, setRemoving] = useState<string>();
  if (models.length === 0) return <p className="muted">None yet. Download one below, or name a GGUF file you have.</p>;
  return (
    <Rows label="Installed models" rows={models.map((m) => ({
      id: m.id, label: m.title,
      body: <InstalledRow m={m} removing={removing === m.id} setRemoving={(on) => setRemoving(on ? m.id : undefined)} />,
      main: () => { if (m.loaded !== m.current) void commands.loadInstalled(m.id); },
      ...(m.source === 'embedded' ? {} : { remove: () => setRemoving(m.id) }),
    }))} />
  );
}

function InstalledRow({ m, removing, setRemoving }: { m: InstalledModel; removing: boolean; setRemoving: (on: boolean) => void }) {
  const busy = useStore((s) => s.model?.state === 'loading');
  const loading = useStore((s) => s.model?.state === 'loading' && m.versions.some((v) => v.path === s.model?.path));
  const version = m.versions.find((v) => v.version === m.current) ?? m.versions[0];
  const earlier = version === undefined ? undefined : m.versions[m.versions.indexOf(version) + 1];
  const mark = version?.benchmark;
  return (
    <>
      <div className="model-main">
        <div className="row"><strong className="ellipsis" title={version?.path}>{m.title}</strong><span className="chip">{SOURCE[m.source]}</span>
          {m.loaded !== undefined && <span className="chip ok">in use{m.loaded === m.current ? '' : `: ${m.loaded}`}</span>}{m.pinned && <span className="chip warn">pinned</span>}</div>
        {version?.facts && <span className="muted">{version.facts.architecture} · {factsLine(version.facts)}</span>}
        {m.licence !== undefined && <span className="muted">Licence: {m.licence}</span>}
        {mark && <span className="muted" title={`Measured when it was first loaded, on ${mark.promptTokens} tokens read and ${mark.answerTokens} written`}>Reads {mark.prefill.toLocaleString('en')} tokens/s · writes {mark.decode.toLocaleString('en')} tokens/s · took {bytes(mark.rss)} of memory</span>}
        {m.versions.length > 1 && (
          <label className="row versions"><span className="muted">Version</span>
            <select className="select" value={m.pinned ? m.current : ''} aria-label={`Version of ${m.title}`} onChange={(e) => void commands.pinModel(m.id, e.target.value === '' ? undefined : e.target.value)}>
              <option value="">Newest ({m.versions[0]?.version})</option>
              {m.versions.map((v) => <option key={v.version} value={v.version}>{v.version} · {new Date(v.addedAt).toLocaleDateString()} (pinned)</option>)}
            </select></label>
        )}
        {version?.fault && <FaultView fault={version.fault} />}
        {removing && (
          <div className="row" role="alertdialog" aria-label={`Remove ${m.title}?`}><span>{m.source === 'file' ? 'Take it off the list? The file stays.' : `Delete ${m.versions.length > 1 ? `all ${m.versions.length} versions` : 'it'} from this computer?`}</span>
            <button type="button" className="button small danger" autoFocus onClick={() => { setRemoving(false); void commands.removeModel(m.id); }}>Remove</button>
            <button type="button" className="button small" onClick={() => setRemoving(false)}>Keep</button></div>
        )}
      </div>
      <div className="model-side">
        {version?.facts && <FitBar fit={version.facts.fit} />}
        <div className="row">
          {m.loaded === m.current
            ? <button type="button" className="button small" onClick={() => void commands.unloadModel()}>Unload</button>
            : <button type="button" className="button small primary" disabled={busy || version?.fault !== undefined} onClick={() => void commands.loadInstalled(m.id)}>{loading ? 'Loading…' : 'Load'}</button>}
          {earlier && <button type="button" className="button small" disabled={busy} title={`Pins and loads ${earlier.version}`} onClick={() => void commands.rollBackModel(m.id)}>Roll back</button>}
          {m.source !== 'embedded' && <button type="button" className="button small danger" onClick={() => setRemoving(true)}>{m.source === 'file' ? 'Take off…' : 'Remove…'}</button>}
        </div>
      </div>
    </>
  );
}
