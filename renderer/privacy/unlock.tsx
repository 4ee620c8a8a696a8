// Exports: Unlock. The passphrase of the kept secrets, wherever it is needed. What was typed is forgotten with the answer.

import { useState } from 'react';
import { PASSPHRASE_MIN } from '../../electron/protocol/approval.ts';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import { FaultView } from '../shell/fault-view.tsx';
import { call, useStore } from '../store.ts';

/** No form of its own: it stands inside others. @param fresh nothing is kept yet, so the passphrase is chosen here, and typed twice */
export function Unlock({ fresh, focus }: { fresh: boolean; focus?: boolean }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const short = fresh && [...passphrase].length < PASSPHRASE_MIN;
  const differs = fresh && again !== '' && again !== passphrase;
  const ready = !busy && passphrase !== '' && !short && (!fresh || again === passphrase);
  const go = (): void => {
    if (!ready) return;
    setBusy(true);
    setFault(undefined);
    call('secrets.unlock', { passphrase }).then((secrets) => useStore.setState({ secrets, secretsFault: undefined }), (e: unknown) => setFault(faultOf(e))).finally(() => { setPassphrase(''); setAgain(''); setBusy(false); });
  };
  const enter = (e: React.KeyboardEvent): void => { if (e.key === 'Enter') { e.preventDefault(); go(); } };
  return (
    <div className="col" role="group" aria-label={fresh ? 'Choose a passphrase' : 'Unlock the kept secrets'}>
      <div className="row">
        <input className="input" type="password" autoFocus={focus} autoComplete="off" value={passphrase} onChange={(e) => setPassphrase(e.target.value)} onKeyDown={enter} placeholder={fresh ? `New passphrase, ${PASSPHRASE_MIN} or more characters` : 'Passphrase'} aria-label={fresh ? 'New passphrase of the secrets' : 'Passphrase of the secrets'} />
        {fresh && <input className="input" type="password" autoComplete="off" value={again} onChange={(e) => setAgain(e.target.value)} onKeyDown={enter} placeholder="The same again" aria-label="The same passphrase again" aria-invalid={differs} />}
        <button type="button" className="button" disabled={!ready} onClick={go}>{busy ? 'Opening…' : fresh ? 'Set' : 'Unlock'}</button>
      </div>
      {differs && <p className="bad-text">The two are not the same.</p>}
      {fault && <FaultView fault={fault} />}
    </div>
  );
}
