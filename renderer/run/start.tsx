// Exports: StartBar. The SOP and its parameters before a run.

import { mdiDebugStepOver, mdiPlay } from '@mdi/js';
import { useEffect, useState } from 'react';
import type { Param } from '../../electron/protocol/sop.ts';
import { chosenDevice, commands, useStore } from '../store.ts';
import { Unlock } from '../privacy/unlock.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { Icon } from '../shell/icon.tsx';
import { fromEnvironment, keptOf, missing } from './missing.ts';
import { PlanView } from './plan.tsx';

const TYPE: Partial<Record<Param['type'], string>> = { date: 'date', email: 'email', phone: 'tel' };
const NONE: Record<string, string> = {};
const said = (v: unknown): string => (v === undefined || v === null ? '' : Array.isArray(v) ? v.join(', ') : String(v));

/** Typed, or one that is kept: then its name alone leaves the window. */
function SecretField({ p, path, value, chosen, first }: { p: Param; path: string; value: string; chosen: string | undefined; first: boolean }) {
  const secrets = useStore((s) => s.secrets);
  const fault = useStore((s) => s.secretsFault);
  const [unlocking, setUnlocking] = useState(false);
  const kept = keptOf(secrets);
  const shut = secrets?.locked === true && secrets.fresh !== true;
  const taken = fromEnvironment(p, secrets);
  const id = `param-${p.name}`;
  const mark = first ? { 'data-first': true } : {};
  useEffect(() => { if (!shut) setUnlocking(false); }, [shut]);
  // What was removed meanwhile cannot be taken.
  const gone = chosen !== undefined && secrets?.locked === false && !kept.some((k) => k.name === chosen);
  const source = unlocking ? '?' : chosen === undefined ? '' : `=${chosen}`;
  return (
    <div className="field">
      <label htmlFor={id} className="ellipsis" title={p.description ?? p.name}>{p.name}<span className="muted"> · secret</span></label>
      <div className="secret-field">
        {(kept.length > 0 || shut || chosen !== undefined) && (
          <select className="select" aria-label={`Where ${p.name} comes from`} value={source} onChange={(e) => {
            const v = e.target.value;
            setUnlocking(v === '?');
            if (v !== '?') commands.chooseSecret(path, p.name, v === '' ? undefined : v.slice(1));
          }}>
            <option value="">{taken ? 'From the environment' : 'Type it'}</option>
            {kept.map((k) => <option key={k.name} value={`=${k.name}`}>Kept secret {k.name}</option>)}
            {chosen !== undefined && !kept.some((k) => k.name === chosen) && <option value={`=${chosen}`}>Kept secret {chosen}</option>}
            {shut && <option value="?">Unlock what is kept…</option>}
          </select>)}
        {unlocking && shut && <Unlock fresh={false} focus />}
        {gone && <span className="problem bad-text">No secret called {chosen} is kept any more.</span>}
        {chosen === undefined && !unlocking && <input id={id} {...mark} className="input" type="password" autoComplete="off" spellCheck={false} value={value} placeholder={taken ? 'Taken from the environment' : ''} aria-label={p.name} onChange={(e) => commands.setValue(path, p.name, e.target.value)} />}
        {fault && <FaultView fault={fault} />}
      </div>
      {p.description && <span className="hint">{p.description}</span>}
      {taken && value === '' && chosen === undefined && <span className="hint">The environment holds it: the run takes it by itself.</span>}
    </div>
  );
}

function Field({ p, path, value, first }: { p: Param; path: string; value: string; first: boolean }) {
  const set = (v: string): void => commands.setValue(path, p.name, v);
  const fallback = said(p.default);
  const id = `param-${p.name}`;
  const mark = first ? { 'data-first': true } : {};
  return (
    <div className="field">
      <label htmlFor={id} className="ellipsis" title={p.description ?? p.name}>{p.name}</label>
      {p.type === 'choice' ? <select id={id} {...mark} className="select" value={value} onChange={(e) => set(e.target.value)}><option value="">{fallback || 'Choose…'}</option>{p.options?.map((o) => <option key={o}>{o}</option>)}</select>
        : p.type === 'boolean' ? <select id={id} {...mark} className="select" value={value} onChange={(e) => set(e.target.value)}><option value="">{fallback || 'Choose…'}</option><option value="true">yes</option><option value="false">no</option></select>
        : <input id={id} {...mark} className="input" type={p.format === undefined ? TYPE[p.type] ?? 'text' : 'text'} inputMode={p.type === 'number' || p.type === 'money' ? 'decimal' : undefined} autoComplete="off" spellCheck={false}
            value={value} placeholder={fallback || (p.example === undefined ? p.type : `e.g. ${said(p.example)}`)} onChange={(e) => set(e.target.value)} />}
      {p.description && <span className="hint">{p.description}{p.currency ? ` (${p.currency})` : ''}</span>}
    </div>
  );
}

export function StartBar() {
  const target = useStore((s) => s.target);
  const device = useStore(chosenDevice);
  const values = useStore((s) => (s.target ? s.values[s.target.sop.path] : undefined)) ?? NONE;
  const stored = useStore((s) => (s.target ? s.stored[s.target.sop.path] : undefined)) ?? NONE;
  const secrets = useStore((s) => s.secrets);
  const wanted = target?.params.some((p) => p.secret) ?? false;
  useEffect(() => { if (wanted) void commands.readSecrets(); }, [wanted, target?.sop.path]);
  if (!target) return <div className="start muted">Open an SOP to run it.</div>;
  const needed = missing(target.params, { values, stored }, secrets);
  const ready = device?.state === 'device' && target.errors === 0;
  const examples = target.params.filter((p) => p.example !== undefined);
  return (
    <form className="start" onSubmit={(e) => { e.preventDefault(); void commands.startRun(); }}>
      <div className="start-title"><strong className="ellipsis">{target.title}</strong><span className="muted ellipsis">on {device?.model || device?.serial || 'no phone'}</span></div>
      {target.params.length > 0 && <fieldset aria-label="Parameters">{target.params.map((p) => (p.secret ? <SecretField key={p.name} p={p} path={target.sop.path} value={values[p.name] ?? ''} chosen={stored[p.name]} first={p === needed[0]} /> : <Field key={p.name} p={p} path={target.sop.path} value={values[p.name] ?? ''} first={p === needed[0]} />))}</fieldset>}
      <div className="row wrap">
        <button className="button primary" {...(needed.length === 0 ? { 'data-first': true } : {})} disabled={!ready || needed.length > 0}><Icon path={mdiPlay} />Run <kbd>F5</kbd></button>
        <button type="button" className="button" disabled={!ready || needed.length > 0} onClick={() => void commands.startRun({ paused: true })}><Icon path={mdiDebugStepOver} />Step by step</button>
        {examples.length > 0 && <button type="button" className="button" onClick={() => { for (const p of examples) if (stored[p.name] === undefined) commands.setValue(target.sop.path, p.name, said(p.example)); }}>Fill examples</button>}
      </div>
      {target.errors === 0 && <PlanView target={target} values={values} />}
      {target.errors > 0 ? <p className="bad-text">{target.errors} error{target.errors === 1 ? '' : 's'} in the SOP: correct {target.errors === 1 ? 'it' : 'them'} first.</p>
        : device?.state !== 'device' ? <p className="warn-text">No phone is ready: choose or connect one at the top left.</p>
        : needed.length > 0 && <p className="muted">Needed: {needed.map((p) => p.name).join(', ')}</p>}
    </form>
  );
}
