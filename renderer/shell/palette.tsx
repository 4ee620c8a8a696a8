// Exports: Palette. Every command with its key; type to filter, arrows to choose, Enter to run.

import { useMemo, useRef, useState } from 'react';
import { setWindow, useStore } from '../store.ts';
import { roving } from './focus.ts';
import { rank } from './rank.ts';
import { Dialog } from './dialog.tsx';

export function Palette() {
  const all = useStore((s) => s.commands);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => rank(query, all, (c) => `${c.group} ${c.title}`), [all, query]);
  const close = (): void => setWindow({ palette: false });
  const run = (i: number): void => {
    const c = shown[i];
    if (!c || !(c.enabled?.() ?? true)) return;
    close();
    // After the dialog has given the focus back, so that a command may move it.
    setTimeout(c.run, 0);
  };
  return (
    <Dialog title="Commands" className="palette" onClose={close}>
      <input
        className="input" autoFocus value={query} placeholder="Type a command" aria-label="Filter commands" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={`palette-${at}`}
        onChange={(e) => { setQuery(e.target.value); setAt(0); }}
        onKeyDown={(e) => {
          if (e.key === 'Enter') { e.preventDefault(); run(at); return; }
          const next = e.key === 'Home' || e.key === 'End' ? undefined : roving(e.key, at, shown.length);
          if (next === undefined) return;
          e.preventDefault();
          setAt(next);
          list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
        }}
      />
      <ul id="palette-list" ref={list} role="listbox" aria-label="Commands">
        {shown.map((c, i) => (
          <li key={c.id} id={`palette-${i}`} role="option" aria-selected={i === at} aria-disabled={!(c.enabled?.() ?? true)} onMouseMove={() => setAt(i)} onClick={() => run(i)}>
            <span className="muted">{c.group}</span><span>{c.title}</span>{c.keys && <kbd>{c.keys}</kbd>}
          </li>
        ))}
        {shown.length === 0 && <li className="muted">No command is called so</li>}
      </ul>
    </Dialog>
  );
}
