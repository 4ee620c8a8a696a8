// Exports: TryView. What the edited rules would have decided differently in a past run.

import { useEffect, useState } from 'react';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { DryRun, PolicyRule } from '../../electron/protocol/policy.ts';
import type { EpisodeInfo } from '../../electron/protocol/run.ts';
import { call } from '../store.ts';
import { FaultView } from '../shell/fault-view.tsx';
import { DECISION_TONE, decisionWords } from './words.ts';

export function TryView({ rules, dirty }: { rules: readonly PolicyRule[]; dirty: boolean }) {
  const [list, setList] = useState<EpisodeInfo[]>();
  const [chosen, setChosen] = useState<string>();
  const [result, setResult] = useState<DryRun>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => { call('episode.list').then((l) => setList(l.toSorted((a, b) => b.startedAt - a.startedAt)), (e: unknown) => { setFault(faultOf(e)); setList([]); }); }, []);
  const episode = chosen ?? list?.[0]?.id;
  useEffect(() => {
    let over = false;
    if (episode === undefined) return;
    setResult(undefined);
    call('policy.dryRun', { episode, ...(dirty ? { rules: [...rules] } : {}) }).then((r) => { if (!over) { setResult(r); setFault(undefined); } }, (e: unknown) => { if (!over) setFault(faultOf(e)); });
    return () => { over = true; };
  }, [episode, rules, dirty]);
  return (
    <div className="policy-panel">
      {list === undefined ? <div className="empty"><div className="spinner" /></div> : list.length === 0 && !fault ? <div className="empty"><p>There are no past runs yet.</p></div> : (
        <>
          <label className="field"><span>Past run</span>
            <select className="select" value={episode ?? ''} onChange={(e) => setChosen(e.target.value)}>{list.map((e) => <option key={e.id} value={e.id}>{e.sop?.title ?? e.id} · {new Date(e.startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })} · {e.steps} steps</option>)}</select>
            <span className="hint">{dirty ? 'Judged again with the rules as edited, not yet saved.' : 'Judged again with the policies in force.'} Nothing is sent to a phone.</span></label>
          {fault && <FaultView fault={fault} />}
          {!fault && result === undefined && <div className="row"><div className="spinner" /><span className="muted">Judging the run again…</span></div>}
          {result && (
            <>
              <p role="status">{result.different.length === 0 ? `All ${result.judged} actions would have been decided alike.` : `${result.different.length} of ${result.judged} actions would have been decided differently.`}
                {result.incomplete > 0 && <span className="warn-text"> {result.incomplete} were recorded by an older version without amounts and data.</span>}</p>
              {result.different.length > 0 && (
                <div className="policy-scroll"><table className="policy-table" aria-label="Decided differently">
                  <thead><tr><th>Step</th><th>Action</th><th>Then</th><th>Now</th><th>By</th></tr></thead>
                  <tbody>{result.different.map((d) => (
                    <tr key={d.seq}><td>{d.step ?? '·'}</td><td>{d.what}</td><td><span className={`chip ${DECISION_TONE[d.was.decision]}`}>{decisionWords(d.was)}</span></td><td><span className={`chip ${DECISION_TONE[d.now.decision]}`}>{decisionWords(d.now)}</span></td>
                      <td>{d.now.words}{d.now.rules[0]?.file !== undefined && <span className="faint mono"> {d.now.rules[0].file}:{d.now.rules[0].line}</span>}</td></tr>))}</tbody>
                </table></div>
              )}
            </>
          )}
        </>
      )}
    </div>
  );
}
