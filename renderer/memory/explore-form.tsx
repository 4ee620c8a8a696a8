// Exports: ExploreForm. Which app to look through, how far, and what is never touched; progress and stop while it goes on.

import { useEffect, useState } from 'react';
import { advise } from '../../electron/protocol/faults.ts';
import { EXPLORE_DEFAULTS, type ExploreJob } from '../../electron/protocol/memory.ts';
import { attempt, call, useStore } from '../store.ts';

export function ExploreForm({ app, job }: { app: string | undefined; job: ExploreJob | undefined }) {
  const device = useStore((s) => s.device);
  const [apps, setApps] = useState<{ package: string; label: string }[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [steps, setSteps] = useState(EXPLORE_DEFAULTS.steps);
  const [minutes, setMinutes] = useState(EXPLORE_DEFAULTS.minutes);
  const [depth, setDepth] = useState(EXPLORE_DEFAULTS.depth);
  const [noGo, setNoGo] = useState('');
  useEffect(() => { setApps([]); if (device !== undefined) void attempt(call('memory.apps', { device })).then((l) => setApps(l ?? [])); }, [device]);
  const target = chosen ?? app ?? apps[0]?.package;
  const number = (label: string, value: number, most: number, set: (n: number) => void) => (
    <label className="memory-bound">{label}<input className="input" type="number" min={1} max={most} value={value} onChange={(e) => set(Math.min(most, Math.max(1, Math.round(Number(e.target.value) || 1))))} /></label>
  );
  if (job?.status === 'running') return (
    <div className="memory-job" role="status">
      <div className="row"><span className="spinner" /><span className="ellipsis grow">{job.label}: {job.now}</span><button type="button" className="button small" onClick={() => void attempt(call('memory.stop', { job: job.id }))}>Stop</button></div>
      <progress max={job.bounds.steps} value={job.steps} aria-label="Steps" />
      <span className="muted">{job.steps} of {job.bounds.steps} steps · {job.states} screens · {job.open} elements not tried</span>
    </div>
  );
  return (
    <form className="memory-job" onSubmit={(e) => {
      e.preventDefault();
      if (device !== undefined && target !== undefined) void attempt(call('memory.explore', { device, app: target, bounds: { steps, minutes, depth, noGo: noGo.split(/[\n,]/).map((s) => s.trim()).filter((s) => s !== '') } }));
    }}>
      <div className="row wrap">
        <label className="memory-bound">App<select className="input" value={target ?? ''} onChange={(e) => setChosen(e.target.value)}>{apps.map((a) => <option key={a.package} value={a.package}>{a.label}</option>)}</select></label>
        {number('Steps', steps, 100_000, setSteps)}{number('Minutes', minutes, 1440, setMinutes)}{number('Depth', depth, 20, setDepth)}
        <label className="memory-bound grow">Never touch<input className="input" value={noGo} placeholder="labels or id:…, separated by commas" onChange={(e) => setNoGo(e.target.value)} /></label>
        <button type="submit" className="button primary" disabled={device === undefined || target === undefined}>Explore</button>
      </div>
      <span className="muted">{job && job.endedAt !== undefined ? `${job.label}: ${job.fault ? advise(job.fault).title : job.why ?? job.status}. ` : ''}Taps what looks harmless, restarts the app, types nothing, and never does what would need an approval. Use a test phone or account.</span>
    </form>
  );
}
