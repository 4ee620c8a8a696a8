// Exports: History. Earlier runs; each can be opened as a timeline or as its report.

import { useEffect, useState } from 'react';
import type { Episode, EpisodeInfo } from '../../electron/protocol/run.ts';
import { attempt, call, useStore } from '../store.ts';
import { LabelChip, LabelChips } from '../privacy/chip.tsx';
import { Report } from '../shell/report.tsx';
import { Timeline } from './timeline.tsx';
import { STATUS_TONE, STATUS_WORDS } from './words.ts';

export function History() {
  const [list, setList] = useState<EpisodeInfo[]>();
  const [open, setOpen] = useState<Episode>();
  const [report, setReport] = useState<string>();
  const me = useStore((s) => s.people?.me);
  useEffect(() => {
    // Another person may read others.
    setOpen(undefined);
    setReport(undefined);
    void attempt(call('episode.list')).then((l) => setList(l?.toSorted((a, b) => b.startedAt - a.startedAt) ?? []));
  }, [me]);
  if (open) return (
    <div className="history">
      <div className="bar"><button type="button" className="button small" autoFocus onClick={() => setOpen(undefined)}>Back</button><span className="ellipsis pad">{open.sop?.title ?? open.id}</span><LabelChips label={open.label} /><span className="grow" /><button type="button" className="button small" onClick={() => setReport(open.id)}>Report</button></div>
      {open.damaged > 0 && <p className="pad warn-text">{open.damaged} line{open.damaged === 1 ? '' : 's'} of the record could not be read; the run was cut short.</p>}
      <Timeline records={open.records} episode={open.id} path={open.sop?.path ?? ''} live={false} />
      {report !== undefined && <Report of={report} label={open.label} read={() => call('episode.report', { id: report })} onClose={() => setReport(undefined)} />}
    </div>
  );
  return (
    <div className="history">
      {list === undefined ? <div className="empty"><div className="spinner" /></div> : list.length === 0 ? <div className="empty"><p>No runs yet.</p></div> : (
        <ul className="episodes">{list.map((e) => (
          <li key={e.id}>
            <button type="button" className="episode" onClick={() => void attempt(call('episode.read', { id: e.id })).then((x) => { if (x) setOpen(x); })}>
              <span className={`dot ${STATUS_TONE[e.status]}`} /><span className="popup-main"><span className="ellipsis">{e.sop?.title ?? e.id}</span><span className="muted">{STATUS_WORDS[e.status]} · {e.steps} step{e.steps === 1 ? '' : 's'} · {new Date(e.startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</span><LabelChip readers={e.label?.readers} /></span>
            </button>
            <button type="button" className="button small" onClick={() => setReport(e.id)}>Report</button>
          </li>))}</ul>
      )}
      {report !== undefined && <Report of={report} label={list?.find((e) => e.id === report)?.label} read={() => call('episode.report', { id: report })} onClose={() => setReport(undefined)} />}
    </div>
  );
}
