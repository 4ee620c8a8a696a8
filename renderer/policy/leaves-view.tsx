// Exports: LeavesView. Leaves that are remembered, and forgetting them.

import { useEffect, useState } from 'react';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { Leave } from '../../electron/protocol/policy.ts';
import { CLASS_WORDS } from '../run/words.ts';
import { call } from '../store.ts';
import { FaultView } from '../shell/fault-view.tsx';

const when = (at: number): string => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const SCOPE: Record<Leave['kind'], string> = { step: 'this step of its run', sop: 'its SOP', app: 'the app', run: 'its run' };

export function LeavesView() {
  const [leaves, setLeaves] = useState<Leave[]>();
  const [fault, setFault] = useState<Fault>();
  const failed = (e: unknown): void => setFault(faultOf(e));
  useEffect(() => { call('policy.remembered').then(setLeaves, failed); }, []);
  return (
    <div className="policy-panel">
      {fault && <FaultView fault={fault} />}
      {leaves === undefined ? !fault && <div className="empty"><div className="spinner" /></div> : leaves.length === 0 ? <div className="empty"><p>Nothing is remembered. A card offers it for classes that may be remembered: messages and calls to one recipient, data to one destination, a location for the session, consent in one app.</p></div> : (
        <div className="policy-scroll"><table className="policy-table" aria-label="Remembered leaves">
          <thead><tr><th>Class</th><th>App</th><th>For</th><th>Bound to</th><th>By</th><th>Until</th><th /></tr></thead>
          <tbody>{leaves.map((l) => (
            <tr key={l.id}><td>{l.classes.map((c) => CLASS_WORDS[c]).join(', ') || 'Ask first'}</td><td>{l.app}</td><td>{SCOPE[l.kind]}{l.sop !== undefined && ` (${l.sop})`}</td><td>{l.about ?? ''}</td><td>{l.by}, {when(l.at)}</td><td>{l.until === undefined ? 'the end of this session' : when(l.until)}</td>
              <td><button type="button" className="button small" onClick={() => { call('policy.forget', { id: l.id }).then((n) => { setLeaves(n); setFault(undefined); }, failed); }}>Forget</button></td></tr>))}</tbody>
        </table></div>
      )}
    </div>
  );
}
