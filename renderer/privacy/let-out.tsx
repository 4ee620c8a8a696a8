// Exports: LetOut, LetOuts. Letting a labelled run out: a decision with a reason, by who sits here; and the decisions that were made.

import { useEffect, useState } from 'react';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import { OWNER, type Declassification, type Label, type Outlet } from '../../electron/protocol/privacy.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { call, useStore } from '../store.ts';
import { LabelChips } from './chip.tsx';
import { OUTLET_WORDS, readersWords } from './words.ts';
import './privacy.css';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const who = (name: string): string => (name === OWNER ? 'the owner (nobody has signed in)' : name);

/**
 * @param what the run's title; `where`: the place it goes to, for people
 * @param done after the decision is written; it may still fail, which is shown here
 */
export function LetOut({ episode, what, where, with: contents, outlet, label, done, close }: { episode: string; what: string; where: string; with: string; outlet: Outlet; label: Label; done: () => Promise<void>; close: () => void }) {
  const me = useStore((s) => s.people?.me ?? OWNER);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const [before, setBefore] = useState<Declassification[]>([]);
  useEffect(() => { call('labels.declassified').then((all) => setBefore(all.filter((d) => d.what === episode && d.outlet === outlet)), (e: unknown) => setFault(faultOf(e))); }, [episode, outlet]);
  const go = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      await call('labels.declassify', { episode, outlet, reason });
      await done();
      close();
    } catch (e) {
      setFault(faultOf(e));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title="Let it out?" className="let-out" onClose={close}>
      <form className="col" onSubmit={(e) => { e.preventDefault(); if (reason.trim() !== '' && !busy) void go(); }}>
        <dl>
          <dt>What</dt><dd>{what} <span className="muted mono">{episode}</span><br /><span className="muted">{contents}</span></dd>
          <dt>To where</dt><dd>{where}</dd>
          <dt>May read it now</dt><dd><LabelChips label={label} /></dd>
          <dt>Afterwards</dt><dd>Whoever gets the file.</dd>
          <dt>Decided by</dt><dd>{who(me)}</dd>
        </dl>
        <label className="col tight"><span>Reason</span><textarea className="textarea" rows={2} autoFocus required maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} placeholder="Why may others have it? It is kept with your name, in the audit log too" /></label>
        {before.length > 0 && <div className="muted"><p>Let out before:</p><ul>{before.map((d) => <li key={`${d.at}`}>{when.format(d.at)}, by {d.by}: {d.reason}</li>)}</ul></div>}
        {fault && <FaultView fault={fault} />}
        <div className="row"><span className="grow" /><button type="button" className="button" onClick={close}>Back</button><button className="button primary" disabled={busy || reason.trim() === ''}>{busy ? 'Writing…' : 'Decide and export'}</button></div>
      </form>
    </Dialog>
  );
}

/** @param titles of the runs the window knows, by id */
export function LetOuts({ titles }: { titles: ReadonlyMap<string, string> }) {
  const [list, setList] = useState<Declassification[]>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => { call('labels.declassified').then((l) => setList(l.toSorted((a, b) => b.at - a.at)), (e: unknown) => setFault(faultOf(e))); }, []);
  if (fault) return <FaultView fault={fault} />;
  if (list === undefined) return <div className="empty"><div className="spinner" /></div>;
  if (list.length === 0) return <div className="empty"><h2>Nothing was let out</h2><p>A run that not everybody may read leaves by a decision with a reason; the decisions stand here.</p></div>;
  return (
    <div className="let-outs"><table aria-label="What was let out">
      <thead><tr><th style={{ width: 140 }}>When</th><th>What</th><th style={{ width: 90 }}>For</th><th style={{ width: 130 }}>Could read it</th><th style={{ width: 110 }}>By</th><th>Reason</th></tr></thead>
      <tbody>{list.map((d) => <tr key={`${d.at} ${d.what}`}><td>{when.format(d.at)}</td><td>{titles.get(d.what) ?? d.what}{titles.has(d.what) && <><br /><span className="muted mono">{d.what}</span></>}</td><td>{OUTLET_WORDS[d.outlet]}</td><td>{readersWords(d.label.readers) ?? 'everybody'}</td><td>{d.by}</td><td>{d.reason}</td></tr>)}</tbody>
    </table></div>
  );
}
