// Exports: RunPanel. Start, steer and follow a run; the approval card and questions stand above the timeline.

import { mdiDebugStepOver, mdiFileDocumentOutline, mdiHandBackRight, mdiHistory, mdiPause, mdiPlay, mdiRobotOutline, mdiStop } from '@mdi/js';
import { useEffect, useRef, useState } from 'react';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import { ENDED, type RunState } from '../../electron/protocol/run.ts';
import { Report } from '../shell/report.tsx';
import { call, commands, shownRun, useStore } from '../store.ts';
import { LabelChip, LabelChips } from '../privacy/chip.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { stepRows } from '../sop/steps.ts';
import { useDocs } from '../sop/workspace.ts';
import { Icon, IconButton } from '../shell/icon.tsx';
import { ApprovalCard } from './card.tsx';
import { History } from './history.tsx';
import { QuestionCard } from './question.tsx';
import { StartBar } from './start.tsx';
import { Timeline } from './timeline.tsx';
import { duration, STATUS_TONE, STATUS_WORDS } from './words.ts';
import './run.css';

function HandBack({ run }: { run: RunState }) {
  const ids = Object.keys(run.steps);
  const [looks, look] = useState(0);
  const chosen = useRef(false);
  // At once, and after each thing the person did in the mirror; what they did on the phone itself they say with a press.
  const acted = run.records.filter((r) => r.actor.kind === 'human').length;
  const [seen, setSeen] = useState<{ done: string[]; next?: string } | Fault>();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let live = true;
    const timer = setTimeout(() => {
      call('run.finished', { run: run.id }).then((f) => {
        if (!live) return;
        setSeen(f);
        setDone(new Set(f.done));
        if (!chosen.current) setNext(f.done.length === 0 ? '' : f.next ?? '');
      }, (e: unknown) => { if (live) setSeen(faultOf(e)); });
    }, 400);
    return () => { live = false; clearTimeout(timer); };
  }, [looks, acted, run.id]);
  // From the open text, and from what was recorded where that text is closed or another one.
  const doc = useDocs((s) => Object.values(s.docs).find((d) => d.path === run.sop.path));
  const known = new Map([
    ...run.records.flatMap((r) => (r.step ? [[r.step.id, `${r.step.number}. ${r.step.text}`] as const] : [])),
    ...(doc?.analysis ? stepRows(doc.analysis.sop).map((r) => [r.id, `${r.number}. ${r.title}`] as const) : []),
  ]);
  const [next, setNext] = useState('');
  // From the step the run stands at, as far as the open text names the steps of the top level.
  const top = doc?.analysis ? doc.analysis.sop.phases.flatMap((p) => p.steps.map((s) => s.id)) : ids;
  const ahead = top.slice(Math.max(0, top.indexOf(run.step?.id ?? '')));
  return (
    <section className="card question" aria-labelledby="hand-back-head">
      <div className="card-head"><Icon path={mdiHandBackRight} /><span id="hand-back-head">You have the phone</span></div>
      <p className="muted">The agent sends nothing and is shown nothing until you hand it back. Of what you do only its kind is recorded, no pictures and no texts.</p>
      <div className="row"><span className="grow">Which steps did you finish?</span><button type="button" className="button small" onClick={() => look(looks + 1)}>Look again</button></div>
      {seen === undefined && <p className="muted">Looking…</p>}
      {seen !== undefined && 'kind' in seen && <FaultView fault={seen} />}
      {seen !== undefined && 'done' in seen && (
        <>
          <p className="muted">{seen.done.length === 0 ? 'The phone shows none of the steps ahead as done.' : 'Ticked by what the phone shows; correct it.'}</p>
          <div className="finished">{ahead.map((id, i) => (
            <label key={id} className="row"><input type="checkbox" checked={done.has(id)} onChange={() => {
              const ticked = new Set(done);
              if (!ticked.delete(id)) ticked.add(id);
              setDone(ticked);
              setNext(ahead[ahead.findLastIndex((x) => ticked.has(x)) + 1] ?? '');
            }} /><span className="ellipsis">{known.get(id) ?? `Step ${i + 1}`}</span></label>
          ))}</div>
        </>
      )}
      <label className="muted" htmlFor="hand-back-next">Go on with</label>
      <select id="hand-back-next" className="select" value={next} onChange={(e) => { setNext(e.target.value); chosen.current = true; }} aria-label="Next step"><option value="">With the step it stands at{run.step ? ` (${run.step.number})` : ''}</option>{ids.map((id, i) => <option key={id} value={id}>{known.get(id) ?? `Step ${i + 1}`}</option>)}</select>
      <button type="button" data-first className="button primary" onClick={() => void commands.handBack(run.id, next === '' ? undefined : next)}>Hand back</button>
    </section>
  );
}

function Controls({ run }: { run: RunState }) {
  const paused = run.status === 'paused';
  return (
    <>
      <IconButton path={paused ? mdiPlay : mdiPause} label={paused ? 'Resume' : 'Pause'} keys="F8" disabled={run.status === 'taken-over'} onClick={() => void (paused ? commands.resume(run.id) : commands.pause(run.id))} />
      <IconButton path={mdiDebugStepOver} label="One step" keys="F10" disabled={!paused} onClick={() => void commands.step(run.id)} />
      <IconButton path={run.status === 'taken-over' ? mdiRobotOutline : mdiHandBackRight} label={run.status === 'taken-over' ? 'Hand back' : 'Take over'} keys="Ctrl+Alt+O" onClick={() => void (run.status === 'taken-over' ? commands.handBack(run.id) : commands.takeOver(run.id))} />
      <IconButton path={mdiStop} label="Stop" keys="Alt+F5" onClick={() => void commands.stop(run.id)} />
    </>
  );
}

function Interrupted() {
  const list = useStore((s) => s.interrupted);
  return <>{list.map(({ episode, options }) => (
    <div key={episode.id} className="interrupted" role="status"><p><strong>{episode.sop?.title ?? episode.id}</strong> <LabelChip readers={episode.label?.readers} /> was cut short after {episode.steps} step{episode.steps === 1 ? '' : 's'}. Its record is kept.</p>
      <div className="row"><button type="button" className="button small" onClick={() => void commands.startAgain(options, episode.id)}>Start again</button><button type="button" className="button small" onClick={() => void commands.forget(episode.id)}>Dismiss</button></div></div>
  ))}</>;
}

export function RunPanel() {
  const run = useStore(shownRun);
  const [history, setHistory] = useState(false);
  const [report, setReport] = useState(false);
  const ended = run !== undefined && ENDED.includes(run.status);
  return (
    <>
      <div className="bar" role="toolbar" aria-label="Run controls">
        {run && !history && <>{!ended && <><Controls run={run} /><span className="sep" /></>}<span className={`chip ${STATUS_TONE[run.status]}`} role="status">{STATUS_WORDS[run.status]}</span></>}
        <span className="grow" />
        {ended && !history && <><IconButton path={mdiFileDocumentOutline} label="Report" onClick={() => setReport(true)} /><button type="button" className="button small" onClick={() => commands.showRun(undefined)}>New run</button></>}
        <IconButton path={mdiHistory} label="Earlier runs" on={history} onClick={() => setHistory(!history)} />
      </div>
      <div className="sr-only" aria-live="assertive">{run?.card ? `Approval needed: ${run.card.what}. In ${run.card.app.name}.` : run?.question ? run.question.text : ''}</div>
      {history ? <History /> : (
        <>
          <Interrupted />
          {run === undefined ? <><StartBar /><div className="empty"><p>The steps of the run appear here.</p></div></> : (
            <>
              <div className="run-head"><strong className="ellipsis">{run.sop.title}</strong><LabelChips label={run.label} /><span className="muted">{run.records.length} actions{run.endedAt === undefined ? '' : ` · ${duration(run.endedAt - run.startedAt)}`}</span></div>
              {run.fault && <FaultView fault={run.fault} />}
              {run.status === 'waiting-device' && !run.fault && <p className="pad warn-text">The phone is away. The run goes on from here when it is back.</p>}
              <Timeline records={run.records} episode={run.episode} path={run.sop.path} live={!ended} />
              {run.card && <ApprovalCard key={run.card.id} card={run.card} />}
              {run.question && <QuestionCard key={run.question.id} question={run.question} />}
              {run.status === 'taken-over' && <HandBack run={run} />}
            </>
          )}
        </>
      )}
      {report && run && <Report of={run.episode} label={run.label} read={() => call('episode.report', { id: run.episode })} onClose={() => setReport(false)} />}
    </>
  );
}
