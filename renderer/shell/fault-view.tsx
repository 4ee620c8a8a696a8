// Exports: FaultView. A fault in words: title, remedies, and commands that can be copied.

import { mdiAlertCircleOutline, mdiContentCopy } from '@mdi/js';
import { advise, type Fault } from '../../electron/protocol/faults.ts';
import { Icon, IconButton } from './icon.tsx';

export function Remedies({ fault }: { fault: Fault }) {
  return (
    <ul className="remedies">
      {advise(fault).remedies.map((r) => (
        <li key={r.label + (r.command ?? '')}>
          <span>{r.label}</span>
          {r.command !== undefined && (
            <span className="copyable"><code>{r.command}</code><IconButton path={mdiContentCopy} size={13} label="Copy the command" onClick={() => void navigator.clipboard.writeText(r.command ?? '')} /></span>
          )}
        </li>
      ))}
    </ul>
  );
}

export function FaultView({ fault, children }: { fault: Fault; children?: React.ReactNode }) {
  return (
    <div className="fault" role="alert">
      <Icon path={mdiAlertCircleOutline} />
      <div>
        <strong>{advise(fault).title}</strong>
        <Remedies fault={fault} />
        {children}
      </div>
    </div>
  );
}
