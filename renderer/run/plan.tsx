// Exports: PlanView. What the run will ask, before it begins: so that somebody is there when it does.

import { useEffect, useState } from 'react';
import { faultOf, advise, type Fault } from '../../electron/protocol/faults.ts';
import type { Plan } from '../../electron/protocol/run.ts';
import { call, type Target, useStore } from '../store.ts';
import { CLASS_WORDS } from './words.ts';

/** Typing goes on this long before it is judged anew, milliseconds. */
const REST_MS = 250;

export function PlanView({ target, values }: { target: Target; values: Readonly<Record<string, string>> }) {
  const [plan, setPlan] = useState<Plan | Fault>();
  const given = JSON.stringify(Object.entries(values).filter(([name, v]) => v !== '' && target.params.some((p) => p.name === name)));
  useEffect(() => {
    const over = new AbortController();
    const timer = setTimeout(() => {
      call('run.plan', { sop: target.sop, params: Object.fromEntries(JSON.parse(given) as [string, string][]) }, over.signal).then(
        (p) => { if (!over.signal.aborted) setPlan(p); }, (e: unknown) => { if (!over.signal.aborted) setPlan(faultOf(e)); });
    }, REST_MS);
    return () => { clearTimeout(timer); over.abort(); };
  }, [target.sop, target.errors, given]);
  if (plan === undefined) return <p className="muted">What will it ask?</p>;
  if ('kind' in plan) return <p className="muted">What it will ask cannot be told yet: {advise(plan).title}</p>;
  if (plan.items.length === 0) return <p className="muted">{plan.words}</p>;
  const path = target.sop.path;
  return (
    <details className="plan">
      <summary>{plan.words}</summary>
      <ul>{plan.items.map((i) => (
        <li key={`${i.step.number} ${i.step.id}`}>
          <button type="button" className="link" disabled={i.step.number.includes('›')} onClick={() => useStore.getState().editor?.reveal(path, i.step.line)}>{i.step.number}</button>
          {i.sure ? <span className="chip warn">{i.classes.map((c) => CLASS_WORDS[c]).join(', ') || 'asks'}</span> : <span className="chip">perhaps{i.classes.length > 0 && `: ${i.classes.map((c) => CLASS_WORDS[c]).join(', ')}`}</span>}
          {i.times !== 1 && <span>{i.times === 'some' ? 'each time' : `${i.times}×`}</span>}
          <span className="muted ellipsis" title={`${i.step.text} (${i.why})`}>{i.why}</span>
        </li>
      ))}</ul>
    </details>
  );
}
