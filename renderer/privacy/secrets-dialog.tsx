// Exports: SecretsDialog. Secrets that are kept for runs, by their names: where each comes from, adding, removing, unlocking. No value is ever shown.

import { mdiKeyOutline, mdiLockOpenVariantOutline, mdiLockOutline } from '@mdi/js';
import { useEffect, useState } from 'react';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { SecretsState, StoredSecret } from '../../electron/protocol/services.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { Icon } from '../shell/icon.tsx';
import { call, commands, setWindow, useStore } from '../store.ts';
import { Unlock } from './unlock.tsx';
import './privacy.css';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** A value goes straight from its field to the host. */
function Add({ secrets }: { secrets: readonly StoredSecret[] }) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const replaces = secrets.some((s) => s.from === 'file' && s.name === name);
  const go = (): void => {
    setBusy(true);
    setFault(undefined);
    call('secrets.set', { name, value }).then((state) => { useStore.setState({ secrets: state }); setName(''); }, (e: unknown) => setFault(faultOf(e))).finally(() => { setValue(''); setBusy(false); });
  };
  return (
    <form className="col" onSubmit={(e) => { e.preventDefault(); go(); }}>
      <div className="row">
        <input className="input" value={name} onChange={(e) => setName(e.target.value)} placeholder="Name, such as bank-pin" aria-label="Name of the secret" autoComplete="off" spellCheck={false} />
        <input className="input" type="password" autoComplete="off" value={value} onChange={(e) => setValue(e.target.value)} placeholder="Value" aria-label="Value of the secret" />
        <button className="button primary" disabled={busy || name === '' || value === ''}>{replaces ? 'Replace' : 'Keep'}</button>
      </div>
      {replaces && <p className="warn-text">{name} is kept already: its value is replaced.</p>}
      {fault && <FaultView fault={fault} />}
    </form>
  );
}

function Row({ secret }: { secret: StoredSecret }) {
  const [sure, setSure] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const remove = (): void => { call('secrets.remove', { name: secret.name }).then((secrets) => useStore.setState({ secrets }), (e: unknown) => { setFault(faultOf(e)); setSure(false); }); };
  return (
    <li>
      <div className="row">
        <Icon path={mdiKeyOutline} size={14} /><span className="mono ellipsis grow">{secret.name}</span>
        <span className="muted">{secret.from === 'environment' ? 'from the environment' : `in the file${secret.at === undefined ? '' : `, since ${day.format(secret.at)}`}`}</span>
        {secret.from === 'file' && !sure && <button type="button" className="button small" aria-label={`Remove ${secret.name}`} onClick={() => setSure(true)}>Remove…</button>}
      </div>
      {sure && <div className="row" role="group" aria-label={`Remove ${secret.name}?`}><span className="grow warn-text">Its value cannot be brought back.</span><button type="button" className="button small danger" autoFocus onClick={remove}>Remove {secret.name}</button><button type="button" className="button small" onClick={() => setSure(false)}>Keep it</button></div>}
      {fault && <FaultView fault={fault} />}
    </li>
  );
}

function Kind({ s }: { s: SecretsState }) {
  return (
    <p className="row"><Icon path={s.locked ? mdiLockOutline : mdiLockOpenVariantOutline} />
      <span>{s.kind === 'keychain' ? 'Encrypted in one file; the system\'s keychain holds its key.'
        : s.fresh ? 'Nothing is kept yet. Secrets are encrypted in one file under a passphrase of your choice: nobody can bring it back.'
          : s.locked ? 'Locked: what is kept is encrypted under a passphrase.'
            : 'Encrypted in one file under a passphrase; unlocked until the program ends.'}</span></p>
  );
}

export function SecretsDialog() {
  const state = useStore((s) => s.secrets);
  const fault = useStore((s) => s.secretsFault);
  useEffect(() => { void commands.readSecrets(); }, []);
  return (
    <Dialog title="Secrets" onClose={() => setWindow({ dialog: undefined })}>
      {fault && <FaultView fault={fault}><button type="button" className="button small" onClick={() => void commands.readSecrets()}>Read again</button></FaultView>}
      {!state && !fault && <div className="row"><div className="spinner" /><span className="muted">Reading the names…</span></div>}
      {state && (
        <>
          <div className="col"><Kind s={state} />{state.locked && <Unlock fresh={state.fresh === true} focus />}</div>
          <fieldset><legend>Kept</legend>
            {state.secrets.length === 0 ? <p className="muted">{state.locked && !state.fresh ? 'Unlock to see the names.' : 'No secrets.'}</p> : <ul className="secrets" aria-label="Kept secrets">{state.secrets.map((s) => <Row key={`${s.from} ${s.name}`} secret={s} />)}</ul>}
            <p className="muted">A run takes one for a secret parameter of its SOP. The model, the record and the report never hold its value. What the environment holds (<code>COUNTERSIGN_SECRET_NAME</code>) comes first and is read only.</p>
          </fieldset>
          {!state.locked && <fieldset><legend>Keep another</legend><Add secrets={state.secrets} /></fieldset>}
        </>
      )}
    </Dialog>
  );
}
