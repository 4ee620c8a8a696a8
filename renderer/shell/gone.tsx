// Exports: Gone. The full-window message while there is no host.

import { mdiLanDisconnect } from '@mdi/js';
import { join } from '../link.ts';
import { useStore } from '../store.ts';
import { Icon } from './icon.tsx';

export function Gone() {
  const link = useStore((s) => s.link);
  const fault = useStore((s) => s.linkFault);
  if (link === 'connecting') return <div className="gone" role="status"><div className="spinner" aria-hidden="true" /><p>Connecting to the host…</p></div>;
  return (
    <div className="gone" role="alertdialog" aria-label="Not connected">
      <Icon path={mdiLanDisconnect} size={40} />
      <h1>Not connected</h1>
      <p>{fault?.text ?? 'The connection to the host was lost'}.</p>
      <p className="muted">Nothing is lost: unsaved text is kept on this computer, and a run that was going on is paused with its record. They are offered again once Countersign is back.</p>
      <button type="button" className="button primary" autoFocus onClick={() => void join()}>Reconnect</button>
      <p className="muted">If that does not help: <code>npm start</code></p>
    </div>
  );
}
