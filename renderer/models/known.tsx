// Exports: Known. The catalogue: models that can be had by name, with their licence and size, and downloads under way.

import type { CatalogueModel, Download } from '../../electron/protocol/models.ts';
import { FaultView } from '../shell/fault-view.tsx';
import { commands } from '../store.ts';
import { FitBar } from './fit-bar.tsx';
import { Rows } from './rows.tsx';
import { bytes, factsLine } from './words.ts';

const active = (d: Download | undefined): boolean => d !== undefined && ['starting', 'running', 'checking'].includes(d.state);

export function Known({ models, downloads }: { models: readonly CatalogueModel[]; downloads: readonly Download[] }) {
  const shown = models.filter((m) => m.source === 'fetch' && (!m.installed || downloads.some((d) => d.id === m.id)));
  if (shown.length === 0) return <p className="muted">Every model of the catalogue is installed.</p>;
  return (
    <Rows label="Models to download" rows={shown.map((m) => {
      const download = downloads.find((d) => d.id === m.id);
      return { id: m.id, label: m.title, body: <KnownRow m={m} download={download} />, main: () => { if (!active(download)) void commands.fetchModel(m.id); }, remove: () => { if (download) void commands.stopDownload(m.id, true); } };
    })} />
  );
}

function KnownRow({ m, download }: { m: CatalogueModel; download: Download | undefined }) {
  const begun = (download?.done ?? 0) > 0;
  return (
    <>
      <div className="model-main">
        <div className="row"><strong className="ellipsis">{m.title}</strong><span className="muted ellipsis">{m.publisher}</span></div>
        <span className="muted">{factsLine(m)}</span>
        <span className="muted">Licence: {m.licence}{m.licenceUrl !== undefined && <> · <code className="selectable">{m.licenceUrl}</code></>}</span>
        <span>{m.about}</span>
        {download?.fault && <FaultView fault={download.fault} />}
      </div>
      <div className="model-side">
        {m.fit && <FitBar fit={m.fit} />}
        {download && <Progress d={download} title={m.title} />}
        <div className="row">
          {active(download)
            ? <button type="button" className="button small" onClick={() => void commands.stopDownload(m.id, false)}>Stop</button>
            : <button type="button" className="button small" onClick={() => void commands.fetchModel(m.id)}>{begun ? 'Go on' : 'Download'}{!begun && m.bytes > 0 ? ` ${bytes(m.bytes)}` : ''}</button>}
          {begun && !active(download) && <button type="button" className="button small danger" onClick={() => void commands.stopDownload(m.id, true)}>Discard</button>}
        </div>
      </div>
    </>
  );
}

const STATE: Record<Download['state'], string> = { starting: 'Asking the server', running: 'Downloading', checking: 'Checking', done: 'Installed', stopped: 'Stopped', failed: 'Failed' };

function Progress({ d, title }: { d: Download; title: string }) {
  const left = d.speed > 0 && d.total > d.done ? Math.ceil((d.total - d.done) / d.speed) : undefined;
  const text = [STATE[d.state], d.done > 0 ? `${bytes(d.done)}${d.total > 0 ? ` of ${bytes(d.total)}` : ''}` : '', d.speed > 0 ? `${bytes(d.speed)}/s` : '', left === undefined ? '' : left < 90 ? `${left} s left` : `${Math.ceil(left / 60)} min left`].filter((p) => p !== '').join(' · ');
  return (
    <div className="download">
      <div className={`progress ${d.state}`} role="progressbar" aria-label={`Download of ${title}`} aria-valuetext={text} {...(d.total > 0 ? { 'aria-valuemin': 0, 'aria-valuemax': d.total, 'aria-valuenow': d.done } : {})}><span style={{ width: d.total > 0 ? `${(100 * d.done) / d.total}%` : 0 }} /></div>
      <span className="muted">{text}</span>
    </div>
  );
}
