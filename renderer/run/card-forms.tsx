// Exports: DenyForm, EditForm, ScopeForm, BatchTable, SecondPerson, AmountField, ScopeChoice. The parts of the approval card that are filled in. None of them allows by Enter.

import { useState } from 'react';
import { sameAmount, scopesOf } from '../../electron/protocol/approval.ts';
import type { Batch, Card, Scope } from '../../electron/protocol/run.ts';
import { useStore } from '../store.ts';
import { CLASS_WORDS } from './words.ts';

const REASONS = ['Wrong element', 'Wrong value', 'Not now', 'I do it myself'];

export function DenyForm({ deny, back }: { deny: (reason: string) => void; back: () => void }) {
  const [reason, setReason] = useState('');
  return (
    <form className="col" onSubmit={(e) => { e.preventDefault(); deny(reason); }}>
      <div className="row wrap">{REASONS.map((r) => <button key={r} type="button" className={`chip reason ${reason === r ? 'on' : ''}`} aria-pressed={reason === r} onClick={() => setReason(r)}>{r}</button>)}</div>
      <input className="input" autoFocus value={reason} onChange={(e) => setReason(e.target.value)} placeholder="Why not? The agent is told" aria-label="Reason for denying" />
      <div className="row"><button className="button danger">Deny</button><button type="button" className="button" onClick={back}>Back</button></div>
    </form>
  );
}

/** @param change an edited text; the action is judged again before anything is sent */
export function EditForm({ card, text, setText, change, pick, back }: { card: Card; text: string; setText: (t: string) => void; change: () => void; pick: () => void; back: () => void }) {
  const typed = card.action.action === 'input_text';
  return (
    <form className="col" onSubmit={(e) => { e.preventDefault(); if (typed) change(); }}>
      {typed && <label className="col tight"><span className="muted">Text</span><input className="input" autoFocus value={text} onChange={(e) => setText(e.target.value)} /></label>}
      <div className="row wrap">
        {typed && <button className="button">Use this text</button>}
        {'element' in card.action && <button type="button" className="button" onClick={pick}>Pick another element</button>}
        <button type="button" className="button" autoFocus={!typed} onClick={back}>Back</button>
      </div>
      <p className="muted">An edited action is judged again before anything is sent.</p>
    </form>
  );
}

export interface ScopeChoice { kind: Exclude<Scope['kind'], 'once'>; /** `YYYY-MM-DD`; empty: this session. */ until: string }

const reach = (card: Card): Record<ScopeChoice['kind'], string> => ({
  step: 'This step, until the run ends',
  sop: 'This in this SOP',
  app: `${card.verdict.classes.map((c) => CLASS_WORDS[c]).join(', ')} in ${card.app.name}`,
});

/** @param allow what presses its button: the rules of Allow */
export function ScopeForm({ card, choice, setChoice, allow, back }: { card: Card; choice: ScopeChoice; setChoice: (c: ScopeChoice) => void; allow: React.DOMAttributes<HTMLButtonElement>; back: () => void }) {
  const words = reach(card);
  return (
    <fieldset className="col" aria-label="How far this reaches">
      <legend>Allow from now on</legend>
      {scopesOf(card.verdict).map((kind, i) => <label key={kind} className="row"><input type="radio" name="reach" autoFocus={i === 0} checked={choice.kind === kind} onChange={() => setChoice({ ...choice, kind })} />{words[kind]}</label>)}
      {choice.kind !== 'step' && (
        <label className="row"><span className="muted">until</span>
          <input className="input" type="date" value={choice.until} min={new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)} onChange={(e) => setChoice({ ...choice, until: e.target.value })} aria-label="Until this day; empty means this session" />
          {choice.until === '' && <span className="muted nowrap">this session ends</span>}</label>
      )}
      <div className="row"><button type="button" className="button primary" {...allow}>Allow and remember <kbd>A</kbd></button><button type="button" className="button" onClick={back}>Back</button></div>
      <p className="muted">It can be taken back under Policy.</p>
    </fieldset>
  );
}

/** The rounds that are still to come, each to be ticked. */
export function BatchTable({ batch, rows, setRows }: { batch: Batch; rows: ReadonlySet<number>; setRows: (rows: ReadonlySet<number>) => void }) {
  const all = rows.size === batch.rest.length;
  return (
    <fieldset className="batch" aria-label={`Rounds to come: ${batch.name}`}>
      <legend>The same for {batch.rest.length === 1 ? 'the round' : `the ${batch.rest.length} rounds`} to come</legend>
      <label className="row"><input type="checkbox" checked={all} ref={(e) => { if (e) e.indeterminate = !all && rows.size > 0; }} onChange={() => setRows(all ? new Set() : new Set(batch.rest.keys()))} /><span className="muted">{batch.name}</span></label>
      <div className="batch-rows">
        <label className="row now"><input type="checkbox" checked disabled />“{batch.value}” <span className="muted">now</span></label>
        {batch.rest.map((value, i) => <label key={i} className="row"><input type="checkbox" checked={rows.has(i)} onChange={() => { const next = new Set(rows); if (!next.delete(i)) next.add(i); setRows(next); }} />“{value}”</label>)}
      </div>
      <p className="muted">Only where the step finds the same screen with that value; anything else asks again.</p>
    </fieldset>
  );
}

/** The other person, where two have to agree and it is not the one who sits here. */
export function SecondPerson({ agreed, name, setName, passphrase, setPassphrase, leave }: { agreed: string; name: string; setName: (n: string) => void; passphrase: string; setPassphrase: (p: string) => void; leave: () => void }) {
  const people = useStore((s) => s.people);
  const others = people?.profiles.filter((p) => p.name !== agreed) ?? [];
  return (
    <div className="second" role="group" aria-label="Second person">
      <p><strong>{agreed}</strong> has agreed. Another person has to agree as well.</p>
      {people?.me !== undefined && people.me !== 'owner' && people.me !== agreed ? <p className="muted">You have signed in as {people.me}: your leave is the second.</p>
        : others.length === 0 ? <p className="warn-text">There is no other profile: add one (People, in the palette), or deny.</p> : (
          <div className="row">
            <select className="select" value={name} onChange={(e) => setName(e.target.value)} aria-label="Profile of the second person"><option value="">Who?</option>{others.map((p) => <option key={p.name}>{p.name}</option>)}</select>
            <input className="input" type="password" autoComplete="off" value={passphrase} onChange={(e) => setPassphrase(e.target.value)} onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); leave(); } }} placeholder="Passphrase" aria-label="Passphrase of the second person" />
          </div>
        )}
    </div>
  );
}

/** Typing the amount stands for holding. Enter goes back to the card, where A allows. */
export function AmountField({ amount, typed, setTyped, leave }: { amount: string; typed: string; setTyped: (t: string) => void; leave: () => void }) {
  const right = sameAmount(amount, typed);
  return (
    <label className="row amount"><span className="muted">or type the amount</span>
      <input className="input" inputMode="decimal" autoComplete="off" value={typed} aria-invalid={typed !== '' && !right} aria-label={`Type the amount, ${amount}, instead of holding`} onChange={(e) => setTyped(e.target.value)} onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); leave(); } }} />
      <span className={right ? 'ok-text' : 'faint'}>{right ? 'agrees: press A' : amount}</span></label>
  );
}
