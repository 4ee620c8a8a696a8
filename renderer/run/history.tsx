// Exports: History. Earlier runs; each can be opened as a timeline or as its report.

import { useEffect, useState } from 'react';
import type { Episode, EpisodeInfo } from '../../electron/protocol/run.ts';
import { attempt, call } from '../store.ts';
import { Report } from '../shell/report.tsx';
import { Timeline } from './timeline.tsx';
import { STATUS_TONE, STATUS_WORDS } from './words.ts';

export function History() {
  const [list, setList] = useState<EpisodeInfo[]>();
  const [open, setOpen] = useState<Episode>();
  const [report, setReport] = useState<string>();
  useEffect(() => { void attempt(call('episode.list')).then((l) => setList(l?.toSorted((a, b) => b.startedAt - a.startedAt) ?? [])); }, []);
  if (open) return (
    <div className="history">
      <div className="bar"><button type="button" className="button small" autoFocus onClick={() => setOpen(undefined)}>Back</button><span className="ellipsis pad">{open.sop?.title ?? open.id}</span><span className="grow" /><button type="button" className="button small" onClick={() => setReport(open.id)}>Report</button></div>
      {open.damaged > 0 && <p className="pad warn-text">{open.damaged} line{open.damaged === 1 ? '' : 's'} of the record could not be read; the run was cut short.</p>}
      <Timeline records={open.records} episode={open.id} path={open.sop?.path ?? ''} live={false} />
      {report !== undefined && <Report of={report} read={() => call('episode.report', { id: report })} onClose={() => setReport(undefined)} />}
    </div>
  );
  return (
    <div className="history">
      {list === undefined ? <div className="empty"><div className="spinner" /></div> : list.length === 0 ? <div className="empty"><p>No runs yet.</p></div> : (
        <ul className="episodes">{list.map((e) => (
          <li key={e.id}>
            <button type="button" className="episode" onClick={() => void attempt(call('episode.read', { id: e.id })).then((x) => { if (x) setOpen(x); })}>
              <span className={`dot ${STATUS_TONE[e.status]}`} /><span className="popup-main"><span className="ellipsis">{e.sop?.title ?? e.id}</span><span className="muted">{STATUS_WORDS[e.status]} · {e.steps} step{e.steps === 1 ? '' : 's'} · {new Date(e.startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</span></span>
            </button>
            <button type="button" className="button small" onClick={() => setReport(e.id)}>Report</button>
          </li>))}</ul>
      )}
      {report !== undefined && <Report of={report} read={() => call('episode.report', { id: report })} onClose={() => setReport(undefined)} />}
    </div>
  );
}
