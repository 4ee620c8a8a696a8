// Exports: Why. "Why?" on a verdict: the rules that decided, the facts they saw, and whether the policies of now would say the same.

import { useState } from 'react';
import { advise, faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { Why as Explained } from '../../electron/protocol/policy.ts';
import type { Verdict } from '../../electron/protocol/run.ts';
import { call } from '../store.ts';
import { decisionWords } from './words.ts';
import './why.css';

export function Why({ verdict }: { verdict: Verdict }) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState<Explained>();
  const [fault, setFault] = useState<Fault>();
  const toggle = (): void => {
    setOpen(!open);
    if (!open) call('policy.why', { verdict }).then((w) => { setWhy(w); setFault(undefined); }, (e: unknown) => setFault(faultOf(e)));
  };
  return (
    <div className="verdict-why">
      <button type="button" className="link" aria-expanded={open} onClick={toggle}>Why?</button>
      {open && (
        <div className="verdict-why-box" role="region" aria-label="Why it was decided so">
          {fault ? <p className="bad-text">{advise(fault).title}</p> : why === undefined ? <p className="muted">Looking…</p> : (
            <>
              {why.rules.map((r, i) => (
                <div key={i} className="verdict-rule">
                  <span><strong>{r.id}</strong> <span className="muted">{r.effect} · {r.file}{r.line !== undefined && `:${r.line}`}{r.column !== undefined && `:${r.column}`}</span></span>
                  {r.words !== '' && <span>{r.words}</span>}
                  {r.text !== undefined && <pre>{r.text}</pre>}
                </div>))}
              {why.rules.length === 0 && why.decision === 'deny' && <p className="muted">No policy permits it.</p>}
              {why.facts.length > 0 ? <dl>{why.facts.map((f) => <div key={f.name}><dt>{f.name}</dt><dd>{f.value}</dd></div>)}</dl> : <p className="muted">The facts were not recorded.</p>}
              {why.now && <p className={why.now.same ? 'muted' : 'warn-text'}>{why.now.same ? 'The policies of now say the same.' : `The policies of now: ${decisionWords(why.now)}${why.now.rules[0] ? ` (${why.now.rules[0].words || why.now.rules[0].id})` : ''}.`}</p>}
            </>
          )}
        </div>
      )}
    </div>
  );
}
