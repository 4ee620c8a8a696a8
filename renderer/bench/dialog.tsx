// Exports: BenchDialog. The task bench: what to measure, how far it is, and what each arm comes to.

import { useEffect, useState } from 'react';
import type { BenchState } from '../../electron/protocol/bench.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { Report } from '../shell/report.tsx';
import { call, commands, setWindow, useStore } from '../store.ts';
import { ArmTable } from './arm-table.tsx';
import { BenchForm } from './form.tsx';
import { nowWords } from './words.ts';
import './bench.css';

export function BenchDialog() {
  const bench = useStore((s) => s.bench);
  const fault = useStore((s) => s.benchFault);
  const [report, setReport] = useState(false);
  useEffect(() => { void commands.readBench(); }, []);
  return (
    <Dialog title="Task bench" className="bench" onClose={() => setWindow({ dialog: undefined })}>
      <p className="muted">Carries out tasks on demo phones of its own and judges each by the phone&apos;s state. It runs beside the window, which stays free for work; figures in seconds suffer when both are busy.</p>
      {fault && <FaultView fault={fault}><button type="button" className="button small" onClick={() => void commands.readBench()}>Read again</button></FaultView>}
      {bench === undefined ? fault === undefined && <div className="row"><div className="spinner" /><span className="muted">Reading the last bench…</span></div> : (
        <>
          <BenchForm bench={bench} />
          {bench.fault && <FaultView fault={bench.fault} />}
          <Progress bench={bench} />
          {Object.values(bench.arms).some((s) => s.runs > 0)
            ? <ArmTable arms={bench.arms} partial={bench.status !== 'done'} />
            : bench.status === 'none' && <div className="empty"><p>Nothing has been measured yet. Choose arms and start.</p></div>}
          {bench.status === 'done' && <div className="row"><span className="grow" /><button type="button" className="button" onClick={() => setReport(true)}>Open the report</button></div>}
          {report && <Report of={String(bench.startedAt)} read={() => call('bench.report')} onClose={() => setReport(false)} />}
        </>
      )}
    </Dialog>
  );
}

const WORDS: Record<BenchState['status'], string> = { none: '', running: 'Running', stopping: 'Stopping', stopped: 'Stopped', failed: 'Failed', done: 'Done' };

function Progress({ bench }: { bench: BenchState }) {
  if (bench.status === 'none' || bench.options === undefined) return null;
  const active = bench.status === 'running' || bench.status === 'stopping';
  const text = bench.of > 0 ? `${WORDS[bench.status]}: ${bench.done} of ${bench.of} runs` : active ? WORDS[bench.status] : `${WORDS[bench.status]} before its first run`;
  return (
    <div className="bench-progress">
      <div className="row" role="status">{active && <span className="spinner" />}<span>{text}</span>{active && <span className="muted ellipsis">{nowWords(bench.now)}</span>}</div>
      <div className={`progress ${bench.status}`} role="progressbar" aria-label="Runs of the bench" aria-valuetext={text} {...(bench.of > 0 ? { 'aria-valuemin': 0, 'aria-valuemax': bench.of, 'aria-valuenow': bench.done } : {})}><span style={{ width: bench.of > 0 ? `${(100 * bench.done) / bench.of}%` : 0 }} /></div>
    </div>
  );
}
