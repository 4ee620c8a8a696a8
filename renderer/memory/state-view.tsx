// Exports: StateView. One remembered screen: its elements, where they lead, and what a person changes about them.

import { useState } from 'react';
import type { MemoryElement, MemoryGraph } from '../../electron/protocol/memory.ts';
import { attempt, call } from '../store.ts';

const TRIED: Record<NonNullable<MemoryElement['tried']>, string> = { acted: 'tried', alike: 'like the others of its list', refused: 'refused', failed: 'could not be done' };

export function StateView({ graph, state: id, changed, choose, locked }: { graph: MemoryGraph; state: string; changed: (graph: MemoryGraph | undefined) => void; choose: (state: string) => void; locked: boolean }) {
  const state = graph.states.find((s) => s.id === id);
  const [editing, setEditing] = useState<string>();
  if (!state) return null;
  const app = { package: graph.package, version: graph.version };
  const edit = (element: string, change: { hint?: string; noGo?: boolean }): void => { void attempt(call('memory.edit', { ...app, state: id, element, ...change })).then((g) => { if (g) changed(g); }); };
  const forget = (): void => { void attempt(call('memory.delete', { ...app, state: id })).then((list) => { if (list) changed(undefined); }); };
  const shown = state.elements.filter((e) => e.role !== 'text' && e.role !== 'image');
  return (
    <section className="memory-state" aria-label="Screen">
      <div className="row"><h3 className="ellipsis grow">{state.title || state.activity || state.id}</h3><span className="muted">{state.activity} · {state.visits} visit{state.visits === 1 ? '' : 's'}</span>
        <button type="button" className="button small danger" disabled={locked} onClick={forget}>Forget this screen</button></div>
      <ul className="memory-elements">{shown.map((e) => {
        const to = [...new Set(graph.edges.filter((x) => x.from === id && x.element === e.key).map((x) => x.to ?? `leaves for ${x.leaves ?? ''}`))];
        return (
          <li key={e.key}>
            {editing === e.key
              ? <input className="input grow" aria-label={`Hint of ${e.label}`} defaultValue={e.hint ?? e.task} autoFocus maxLength={200}
                onKeyDown={(k) => { if (k.key === 'Escape') { k.stopPropagation(); k.preventDefault(); setEditing(undefined); } if (k.key === 'Enter') { const words = k.currentTarget.value; edit(e.key, { hint: words === e.task ? '' : words }); setEditing(undefined); } }} />
              : <button type="button" className="link ellipsis grow" title="Rename this hint" onClick={() => setEditing(e.key)}>{e.hint ?? (e.task || e.resourceId || e.role)}</button>}
            <span className="muted">{e.noGo ? '' : e.classes.length > 0 ? `never: ${e.classes.join(', ')}` : e.tried ? TRIED[e.tried] : e.acts ? 'not tried' : e.role}</span>
            {to.map((t) => { const s = graph.states.find((x) => x.id === t); return s ? <button key={t} type="button" className="link" onClick={() => choose(t)}>→ {s.title || s.activity || s.id}</button> : <span key={t} className="muted">{t}</span>; })}
            <label className="no-go"><input type="checkbox" checked={e.noGo === true} onChange={(c) => edit(e.key, { noGo: c.target.checked })} aria-label={`Never touch ${e.label}`} />no-go</label>
          </li>);
      })}</ul>
      {shown.length === 0 && <p className="muted">Nothing on this screen can be acted on.</p>}
    </section>
  );
}
