// Exports: Elements, ScreenText. The screen in words: the list of elements, the one in focus in detail, and what a model reads.

import { useEffect, useMemo, useRef, useState } from 'react';
import { commands, setWindow, useStore } from '../store.ts';
import { roving } from '../shell/focus.ts';
import { rank } from '../shell/rank.ts';

export function Elements() {
  const picking = useStore((s) => s.picking);
  const current = useStore((s) => s.snapshot);
  const hovered = useStore((s) => s.hovered);
  const editor = useStore((s) => s.editor);
  const snapshot = picking?.snapshot ?? current;
  const [query, setQuery] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => rank(query, snapshot?.elements ?? [], (e) => `${e.label} ${e.role} ${e.resourceId} ${e.value ?? ''}`), [query, snapshot]);
  const at = Math.max(0, shown.findIndex((e) => e.id === hovered));
  const detail = snapshot?.elements.find((e) => e.id === hovered);
  useEffect(() => { list.current?.children[at]?.scrollIntoView({ block: 'nearest' }); }, [at]);
  if (!snapshot) return null;
  return (
    <div className="elements">
      <input className="input" value={query} onChange={(e) => setQuery(e.target.value)} placeholder={`Filter ${snapshot.elements.length} elements`} aria-label="Filter elements" />
      <ul ref={list} role="listbox" tabIndex={0} aria-label="Elements of the screen" aria-activedescendant={detail ? `element-${detail.id}` : undefined}
        onKeyDown={(e) => {
          const next = roving(e.key, at, shown.length);
          if (next !== undefined) { e.preventDefault(); setWindow({ hovered: shown[next]?.id }); }
          if (e.key === 'Enter' && detail) { e.preventDefault(); if (picking) picking.choose(detail.id); else if (detail.label) editor?.insert(`"${detail.label}"`); }
        }}>
        {shown.map((e) => (
          <li key={e.id} id={`element-${e.id}`} role="option" aria-selected={e.id === hovered} className={picking?.candidates.includes(e.id) ? 'candidate' : ''}
            onPointerEnter={() => setWindow({ hovered: e.id })} onClick={() => picking?.choose(e.id)} onDoubleClick={() => { if (!picking && e.label) editor?.insert(`"${e.label}"`); }}>
            <span className="faint mono">{e.id}</span><span className="role">{e.role}</span><span className="ellipsis">{e.label || <span className="faint">no label</span>}</span>
          </li>
        ))}
      </ul>
      {detail && (
        <dl className="detail">
          {editor && detail.label && !picking && <><dt /><dd><button type="button" className="button small" onClick={() => editor.insert(`"${detail.label}"`)}>Insert label in the SOP</button></dd></>}
          <dt>Label</dt><dd>{detail.label || '—'} <span className="muted">({detail.labelFrom})</span></dd>
          <dt>Bounds</dt><dd className="mono">{detail.bounds.join(' ')} · tap {detail.tap.join(',')}</dd>
          <dt>Selectors</dt><dd>{detail.selectors.map((s) => <code key={s.by + s.value}>{s.by}:{s.value}{s.nth === undefined ? '' : ` #${s.nth}`}</code>)}</dd>
          <dt>Reads as</dt><dd><code>{detail.line}</code></dd>
        </dl>
      )}
    </div>
  );
}

export function ScreenText() {
  const snapshot = useStore((s) => s.snapshot);
  if (!snapshot) return <div className="empty"><button type="button" className="button" onClick={() => void commands.observe(true)}>Read the screen</button></div>;
  return (
    <div className="screen-text">
      <p className="muted">{snapshot.tokens} tokens · {snapshot.elements.length} elements · {snapshot.package}</p>
      <pre tabIndex={0} aria-label="Screen text">{snapshot.text}</pre>
    </div>
  );
}
