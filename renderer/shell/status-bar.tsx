// Exports: StatusBar. One line of facts: connection, mirror, the run's step, faults.

import { mdiAccountOutline, mdiAlertCircleOutline, mdiAlertOutline } from '@mdi/js';
import { STATUS_WORDS } from '../run/words.ts';
import { chosenDevice, setWindow, shownRun, useStore } from '../store.ts';
import { Icon } from './icon.tsx';
import { tone } from './top-bar.tsx';

export function StatusBar() {
  const info = useStore((s) => s.info);
  const device = useStore(chosenDevice);
  const session = useStore((s) => (s.device === undefined ? undefined : s.sessions[s.device]));
  const mirror = useStore((s) => s.mirror);
  const run = useStore(shownRun);
  const errors = useStore((s) => s.notices.filter((n) => n.level === 'error').length);
  const warnings = useStore((s) => s.notices.filter((n) => n.level === 'warning').length);
  const me = useStore((s) => s.people?.me);
  const problems = useStore((s) => s.target?.errors ?? 0);
  return (
    <footer className="status-bar" aria-label="Status">
      <span><span className={`dot ${tone(device)}`} /> {device ? `${device.serial} · ${device.state === 'device' ? 'connected' : device.state}` : 'no phone'}</span>
      {mirror && <span title="Pictures drawn per second · from the phone's picture to the screen">{mirror.width}×{mirror.height} · {mirror.fps.toFixed(0)} fps · {mirror.latencyMs.toFixed(0)} ms</span>}
      {session && <span className="muted" title="The way in use for video, input and elements">{session.inUse.video} · {session.inUse.input} · {session.inUse.tree}</span>}
      <span className="grow" />
      {run && <span>{run.step ? `step ${run.step.number} · ` : ''}{STATUS_WORDS[run.status]}</span>}
      {problems > 0 && <span className="bad-text">SOP: {problems} error{problems === 1 ? '' : 's'}</span>}
      {me !== undefined && <button type="button" className="who" title="Who approves at this window (Ctrl+Alt+W)" onClick={() => setWindow({ dialog: 'people' })}><Icon path={mdiAccountOutline} size={13} /> {me}</button>}
      <span title="Errors and warnings shown"><Icon path={mdiAlertCircleOutline} size={13} /> {errors} <Icon path={mdiAlertOutline} size={13} /> {warnings}</span>
      <span className="muted">{info ? `${info.mode === 'browser' ? 'browser mode · ' : ''}${info.version}` : ''}</span>
    </footer>
  );
}
