// Exports: StartBar. The SOP and its parameters before a run.

import { mdiDebugStepOver, mdiPlay } from '@mdi/js';
import type { Param } from '../../electron/protocol/sop.ts';
import { chosenDevice, commands, useStore } from '../store.ts';
import { Icon } from '../shell/icon.tsx';
import { PlanView } from './plan.tsx';

const TYPE: Partial<Record<Param['type'], string>> = { date: 'date', email: 'email', phone: 'tel' };
const NONE: Record<string, string> = {};
const said = (v: unknown): string => (v === undefined || v === null ? '' : Array.isArray(v) ? v.join(', ') : String(v));

function Field({ p, path, value, first }: { p: Param; path: string; value: string; first: boolean }) {
  const set = (v: string): void => commands.setValue(path, p.name, v);
  const fallback = said(p.default);
  const id = `param-${p.name}`;
  const mark = first ? { 'data-first': true } : {};
  return (
    <div className="field">
      <label htmlFor={id} className="ellipsis" title={p.description ?? p.name}>{p.name}{p.secret && <span className="muted"> · secret</span>}</label>
      {p.type === 'choice' ? <select id={id} {...mark} className="select" value={value} onChange={(e) => set(e.target.value)}><option value="">{fallback || 'Choose…'}</option>{p.options?.map((o) => <option key={o}>{o}</option>)}</select>
        : p.type === 'boolean' ? <select id={id} {...mark} className="select" value={value} onChange={(e) => set(e.target.value)}><option value="">{fallback || 'Choose…'}</option><option value="true">yes</option><option value="false">no</option></select>
        : <input id={id} {...mark} className="input" type={p.secret ? 'password' : p.format === undefined ? TYPE[p.type] ?? 'text' : 'text'} inputMode={p.type === 'number' || p.type === 'money' ? 'decimal' : undefined} autoComplete="off" spellCheck={false}
            value={value} placeholder={p.secret ? '' : fallback || (p.example === undefined ? p.type : `e.g. ${said(p.example)}`)} onChange={(e) => set(e.target.value)} />}
      {p.description && <span className="hint">{p.description}{p.currency ? ` (${p.currency})` : ''}</span>}
    </div>
  );
}

export function StartBar() {
  const target = useStore((s) => s.target);
  const device = useStore(chosenDevice);
  const values = useStore((s) => (s.target ? s.values[s.target.sop.path] : undefined)) ?? NONE;
  if (!target) return <div className="start muted">Open an SOP to run it.</div>;
  const missing = target.params.filter((p) => (values[p.name] ?? '') === '' && p.default === undefined);
  const ready = device?.state === 'device' && target.errors === 0;
  const examples = target.params.filter((p) => p.example !== undefined);
  return (
    <form className="start" onSubmit={(e) => { e.preventDefault(); void commands.startRun(); }}>
      <div className="start-title"><strong className="ellipsis">{target.title}</strong><span className="muted ellipsis">on {device?.model || device?.serial || 'no phone'}</span></div>
      {target.params.length > 0 && <fieldset aria-label="Parameters">{target.params.map((p) => <Field key={p.name} p={p} path={target.sop.path} value={values[p.name] ?? ''} first={p === missing[0]} />)}</fieldset>}
      <div className="row wrap">
        <button className="button primary" {...(missing.length === 0 ? { 'data-first': true } : {})} disabled={!ready || missing.length > 0}><Icon path={mdiPlay} />Run <kbd>F5</kbd></button>
        <button type="button" className="button" disabled={!ready || missing.length > 0} onClick={() => void commands.startRun({ paused: true })}><Icon path={mdiDebugStepOver} />Step by step</button>
        {examples.length > 0 && <button type="button" className="button" onClick={() => { for (const p of examples) commands.setValue(target.sop.path, p.name, said(p.example)); }}>Fill examples</button>}
      </div>
      {target.errors === 0 && <PlanView target={target} values={values} />}
      {target.errors > 0 ? <p className="bad-text">{target.errors} error{target.errors === 1 ? '' : 's'} in the SOP: correct {target.errors === 1 ? 'it' : 'them'} first.</p>
        : device?.state !== 'device' ? <p className="warn-text">No phone is ready: choose or connect one at the top left.</p>
        : missing.length > 0 && <p className="muted">Needed: {missing.map((p) => p.name).join(', ')}</p>}
    </form>
  );
}
