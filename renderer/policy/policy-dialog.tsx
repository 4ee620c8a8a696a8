// Exports: PolicyDialog. The policies in force: rules as a form beside the Cedar it writes, what is remembered, a dry run, every rule as text; problems above all.

import { useEffect, useState } from 'react';
import type { PolicyProblem, PolicyState } from '../../electron/protocol/policy.ts';
import { commands, setWindow, useStore } from '../store.ts';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { LeavesView } from './leaves-view.tsx';
import { RulesView, type Draft } from './rules-view.tsx';
import { TryView } from './try-view.tsx';
import './policy.css';

const TABS = [['rules', 'Rules'], ['try', 'Dry run'], ['remembered', 'Remembered'], ['text', 'Every rule']] as const;
type Tab = (typeof TABS)[number][0];

export function PolicyDialog() {
  const state = useStore((s) => s.policy);
  const fault = useStore((s) => s.policyFault);
  const [tab, setTab] = useState<Tab>('rules');
  const [draft, setDraft] = useState<Draft>();
  useEffect(() => { void commands.readPolicy(); }, []);
  // What is not edited follows the disk.
  const clean = draft === undefined || (state !== undefined && draft.digest !== state.digest && JSON.stringify(draft.rules) === JSON.stringify(state.rules));
  useEffect(() => { if (state && clean) setDraft({ rules: state.rules, digest: state.digest, at: draft?.at ?? 0 }); }, [state, clean]);
  return (
    <Dialog title="Policy" className="policy" onClose={() => setWindow({ dialog: undefined })}>
      {fault && <FaultView fault={fault}><button type="button" className="button small" onClick={() => void commands.readPolicy()}>Try again</button></FaultView>}
      {!state && !fault && <div className="row"><div className="spinner" /><span className="muted">Reading the policies…</span></div>}
      {state && (
        <>
          <div className="policy-state">
            <span className={`chip ${state.ok ? 'ok' : 'bad'}`}>{state.ok ? 'in force' : 'cannot be used'}</span>
            <span className="ellipsis grow">{state.ok ? `${state.rules.length + state.others.length} rules in ${state.files.length} file${state.files.length === 1 ? '' : 's'}` : 'Nothing of an agent is sent until this is mended. People can still act on the phone.'} <code title={`Digest ${state.digest}`}>{state.digest.slice(0, 12)}</code></span>
            <code className="ellipsis" title={state.folder}>{state.folder}</code>
          </div>
          <Problems list={state.problems} />
          <div className="tabs" role="tablist" aria-label="Parts of the policy" onKeyDown={(e) => {
            const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
            if (by === 0) return;
            e.preventDefault();
            const next = (TABS.findIndex(([t]) => t === tab) + by + TABS.length) % TABS.length;
            setTab(TABS[next]![0]);
            (e.currentTarget.children[next] as HTMLElement).focus();
          }}>{TABS.map(([t, words]) => <button key={t} type="button" role="tab" aria-selected={t === tab} tabIndex={t === tab ? 0 : -1} onClick={() => setTab(t)}>{words}</button>)}</div>
          {tab === 'rules' && draft && <RulesView state={state} draft={draft} setDraft={setDraft} tryOut={() => setTab('try')} />}
          {tab === 'try' && <TryView rules={draft?.rules ?? state.rules} dirty={draft !== undefined && JSON.stringify(draft.rules) !== JSON.stringify(state.rules)} />}
          {tab === 'remembered' && <LeavesView />}
          {tab === 'text' && <EveryRule state={state} />}
        </>
      )}
    </Dialog>
  );
}

function Problems({ list }: { list: readonly PolicyProblem[] }) {
  if (list.length === 0) return null;
  return <ul className="policy-problems" aria-label="Problems">{list.map((p, i) => <li key={i}><code className={p.severity === 'error' ? 'bad-text' : 'warn-text'}>{p.file}{p.line > 0 && `:${p.line}:${p.column}`}</code><span>{p.message}{p.help !== undefined && <span className="muted"> · {p.help}</span>}</span></li>)}</ul>;
}

function EveryRule({ state }: { state: PolicyState }) {
  return (
    <div className="policy-panel"><div className="policy-scroll"><table className="policy-table" aria-label="Every rule">
      <thead><tr><th style={{ width: 180 }}>Rule</th><th style={{ width: 170 }}>Where</th><th>Text</th></tr></thead>
      <tbody>{state.others.map((r) => <tr key={`${r.file}:${r.line}:${r.column}`}><td>{r.id}<br /><span className={`chip ${r.effect === 'forbid' ? 'bad' : 'ok'}`}>{r.effect}</span></td><td className="mono">{r.file}:{r.line}{r.builtIn && <><br /><span className="muted">built in</span></>}</td><td>{r.words}<pre>{r.text}</pre></td></tr>)}</tbody>
    </table></div></div>
  );
}
