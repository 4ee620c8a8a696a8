// Exports: PeopleDialog. Who approves here: signing in, profiles with their passphrases, and how people have approved so far.

import { useEffect, useState } from 'react';
import { PASSPHRASE_MIN } from '../../electron/protocol/approval.ts';
import { OWNER } from '../../electron/protocol/privacy.ts';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { Answer, Habit } from '../../electron/protocol/services.ts';
import { duration } from '../run/words.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { call, commands, setWindow, useStore } from '../store.ts';

type People = Awaited<Answer<'profiles.list'>>;
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A name is given, a passphrase is typed, something is done with both. `clear` after it was done. */
function useForm(what: (name: string, passphrase: string) => Promise<People>): { name: string; setName: (n: string) => void; passphrase: string; setPassphrase: (p: string) => void; fault: Fault | undefined; busy: boolean; go: () => void } {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const go = (): void => {
    setBusy(true);
    setFault(undefined);
    what(name, passphrase).then((people) => { useStore.setState({ people }); setName(''); }, (e: unknown) => setFault(faultOf(e))).finally(() => { setPassphrase(''); setBusy(false); });
  };
  return { name, setName, passphrase, setPassphrase, fault, busy, go };
}

function SignIn({ people }: { people: People }) {
  const f = useForm((name, passphrase) => call('profiles.signIn', { name, passphrase }));
  if (people.me !== OWNER) {
    return <div className="row"><span className="grow">You have signed in as <strong>{people.me}</strong>. What you approve is recorded under this name.</span><button type="button" className="button" onClick={() => void commands.signOut()}>Sign out</button></div>;
  }
  return (
    <form onSubmit={(e) => { e.preventDefault(); f.go(); }} className="col">
      <p className="muted">Nobody has signed in: what is approved here is recorded as the owner's. The owner can agree first where two people have to, never second.</p>
      {people.profiles.length > 0 && (
        <div className="row">
          <select className="select" value={f.name} onChange={(e) => f.setName(e.target.value)} aria-label="Sign in as"><option value="">Who are you?</option>{people.profiles.map((p) => <option key={p.name}>{p.name}</option>)}</select>
          <input className="input" type="password" autoComplete="off" value={f.passphrase} onChange={(e) => f.setPassphrase(e.target.value)} placeholder="Passphrase" aria-label="Passphrase" />
          <button className="button primary" disabled={f.busy || f.name === '' || f.passphrase === ''}>Sign in</button>
        </div>
      )}
      {f.fault && <FaultView fault={f.fault} />}
    </form>
  );
}

function Remove({ name, done }: { name: string; done: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [fault, setFault] = useState<Fault>();
  return (
    <form className="col" onSubmit={(e) => { e.preventDefault(); call('profiles.remove', { name, passphrase }).then((people) => { useStore.setState({ people }); done(); }, (x: unknown) => { setFault(faultOf(x)); setPassphrase(''); }); }}>
      <div className="row"><input className="input" type="password" autoFocus autoComplete="off" value={passphrase} onChange={(e) => setPassphrase(e.target.value)} placeholder={`Passphrase of ${name}`} aria-label={`Passphrase of ${name}`} /><button className="button danger" disabled={passphrase === ''}>Remove</button><button type="button" className="button" onClick={done}>Back</button></div>
      {fault && <FaultView fault={fault} />}
    </form>
  );
}

function Profiles({ people }: { people: People }) {
  const [removing, setRemoving] = useState<string>();
  const f = useForm((name, passphrase) => call('profiles.create', { name, passphrase }));
  return (
    <>
      {people.profiles.length === 0 ? <p className="muted">No profiles yet. Where a policy demands two people, the second signs with one.</p> : (
        <ul className="people">
          {people.profiles.map((p) => <li key={p.name} className="col tight"><div className="row"><span className="grow ellipsis">{p.name}{p.name === people.me && <span className="muted"> · you</span>}</span><span className="muted">since {day.format(p.created)}</span><button type="button" className="button small" onClick={() => setRemoving(p.name)} aria-label={`Remove ${p.name}`}>Remove…</button></div>{removing === p.name && <Remove name={p.name} done={() => setRemoving(undefined)} />}</li>)}
        </ul>
      )}
      <form onSubmit={(e) => { e.preventDefault(); f.go(); }} className="col">
        <div className="row">
          <input className="input" value={f.name} onChange={(e) => f.setName(e.target.value)} placeholder="New name" aria-label="Name of the new profile" autoComplete="off" />
          <input className="input" type="password" autoComplete="new-password" value={f.passphrase} onChange={(e) => f.setPassphrase(e.target.value)} placeholder={`Passphrase, ${PASSPHRASE_MIN} or more characters`} aria-label="Passphrase of the new profile" />
          <button className="button" disabled={f.busy || f.name === '' || [...f.passphrase].length < PASSPHRASE_MIN}>Add</button>
        </div>
        {f.fault && <FaultView fault={f.fault} />}
      </form>
    </>
  );
}

function Habits() {
  const [habits, setHabits] = useState<Habit[] | Fault>();
  useEffect(() => { call('approvals.habits').then(setHabits, (e: unknown) => setHabits(faultOf(e))); }, []);
  if (habits === undefined) return <p className="muted">Reading the recorded runs…</p>;
  if (!Array.isArray(habits)) return <FaultView fault={habits} />;
  if (habits.length === 0) return <p className="muted">Nobody has decided anything yet.</p>;
  return (
    <table className="habits">
      <thead><tr><th>Who</th><th>Decisions</th><th>Allowed</th><th>Median</th><th title="Faster than anybody reads a card">Under 1 s</th></tr></thead>
      <tbody>{habits.map((h) => <tr key={h.by}><td className="ellipsis">{h.by}</td><td>{h.decisions}</td><td>{percent(h.allowed)}</td><td>{duration(h.medianMs)}</td><td className={h.quick > 0.2 ? 'warn-text' : ''}>{percent(h.quick)}</td></tr>)}</tbody>
    </table>
  );
}

export function PeopleDialog() {
  const people = useStore((s) => s.people);
  const [fault, setFault] = useState<Fault>();
  useEffect(() => { call('profiles.list').then((p) => useStore.setState({ people: p }), (e: unknown) => setFault(faultOf(e))); }, []);
  return (
    <Dialog title="People" onClose={() => setWindow({ dialog: undefined })}>
      {fault ? <FaultView fault={fault} /> : people === undefined ? <p className="muted">Reading the profiles…</p> : (
        <>
          <fieldset><legend>At this window</legend><SignIn key={people.me} people={people} /></fieldset>
          <fieldset><legend>Profiles</legend><Profiles people={people} /></fieldset>
        </>
      )}
      <fieldset><legend>How people have approved</legend><Habits /></fieldset>
    </Dialog>
  );
}
