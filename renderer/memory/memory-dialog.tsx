// Exports: MemoryDialog. What is remembered of apps: a list, a picture of each, exploring, and changing by hand.

import { useEffect, useState } from 'react';
import { advise } from '../../electron/protocol/faults.ts';
import type { MemoryApp, MemoryGraph } from '../../electron/protocol/memory.ts';
import { LabelChip, Tip } from '../privacy/chip.tsx';
import { readersWords } from '../privacy/words.ts';
import { Dialog } from '../shell/dialog.tsx';
import { attempt, call, setWindow, useStore } from '../store.ts';
import { ExploreForm } from './explore-form.tsx';
import { GraphView } from './graph-view.tsx';
import { StateView } from './state-view.tsx';
import './memory.css';

const keyOf = (a: { package: string; version: string }): string => `${a.package} ${a.version}`;

export function MemoryDialog() {
  const job = useStore((s) => (s.device === undefined ? undefined : s.explorations[s.device]));
  const [apps, setApps] = useState<MemoryApp[]>();
  const [chosen, setChosen] = useState<string>();
  const [graph, setGraph] = useState<MemoryGraph>();
  const [state, setState] = useState<string>();
  const [sure, setSure] = useState(false);
  const app = apps?.find((a) => keyOf(a) === chosen) ?? apps?.[0];
  const running = job?.status === 'running';
  const locked = running && app !== undefined && job.package === app.package && job.version === app.version;

  useEffect(() => { void attempt(call('memory.list')).then((l) => setApps(l ?? [])); }, [job?.steps, job?.status]);
  const appKey = app && keyOf(app);
  useEffect(() => {
    setSure(false);
    if (!app || app.fault) { setGraph(undefined); return; }
    void attempt(call('memory.read', { package: app.package, version: app.version })).then((g) => setGraph(g));
  }, [appKey, app?.lastAt]);

  const reread = (): void => { void attempt(call('memory.list')).then((l) => { if (l) setApps(l); }); if (app) void attempt(call('memory.read', { package: app.package, version: app.version })).then(setGraph); };
  const forget = (): void => {
    if (!app) return;
    if (!sure) { setSure(true); return; }
    void attempt(call('memory.delete', { package: app.package, version: app.version })).then((l) => { if (l) { setApps(l); setChosen(undefined); setState(undefined); setGraph(undefined); } });
  };
  return (
    <Dialog title="Memory of apps" className="wide memory" onClose={() => setWindow({ dialog: undefined })}>
      <ExploreForm app={app?.package} job={job} />
      {apps === undefined ? <div className="empty"><div className="spinner" /></div> : !app ? <div className="empty"><p>Nothing is remembered yet. Explore an app, or run an SOP: its steps are remembered too.</p></div> : (
        <div className="memory-main">
          <ul className="memory-apps" aria-label="Remembered apps">{apps.map((a) => (
            <li key={keyOf(a)}>
              <button type="button" className="episode" aria-pressed={keyOf(a) === appKey} onClick={() => { setChosen(keyOf(a)); setState(undefined); }}>
                <span className="popup-main"><span className="ellipsis">{a.label} <span className="muted">{a.version}</span></span>
                  <span className="muted">{a.fault ? advise(a.fault).title : `${a.states} screens · ${a.edges} ways · ${a.open} not tried${a.job?.status === 'interrupted' ? ' · cut short' : ''}`}</span>{a.readers?.map((r) => <LabelChip key={String(r)} readers={r} some={a.readers!.length > 1} />)}</span>
              </button>
            </li>))}</ul>
          <div className="memory-app">
            <div className="row"><h2 className="ellipsis grow">{app.label} <span className="muted">{app.package} {app.version}</span></h2>{app.readers?.map((r) => r !== 'all' && <Tip key={String(r)} says={`${app.readers!.length > 1 ? 'A part' : 'All'} of it comes from runs with these readers (${readersWords(r)}): it is shown to them and helps their runs alone.`}>{app.readers!.length > 1 && 'partly '}{readersWords(r)}</Tip>)}
              <button type="button" className="button small danger" disabled={locked} onClick={forget} onBlur={() => setSure(false)}>{sure ? `Forget all ${app.states} screens?` : 'Forget this app'}</button></div>
            {graph && keyOf(graph) === appKey && (
              <>
                <GraphView graph={graph} chosen={state} choose={setState} />
                {state !== undefined
                  ? <StateView key={state} graph={graph} state={state} choose={setState} locked={locked} changed={(g) => { if (g) setGraph(g); else { setState(undefined); reread(); } }} />
                  : <p className="muted">Choose a screen to see its elements and where they lead.</p>}
              </>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}
