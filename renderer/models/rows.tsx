// Exports: Rows. A list whose rows are reached with the arrows; Enter does what a row is for, Delete takes it away.

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { roving } from '../shell/focus.ts';

export interface Row { id: string; label: string; body: ReactNode; main?: () => void; remove?: () => void }

export function Rows({ label, rows }: { label: string; rows: readonly Row[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const keys = (e: KeyboardEvent): void => {
    const i = [...(list.current?.children ?? [])].findIndex((c) => c === e.target);
    // Keys inside a row belong to its buttons.
    if (i < 0) return;
    const next = roving(e.key, i, rows.length);
    const act = e.key === 'Enter' ? rows[i]?.main : e.key === 'Delete' ? rows[i]?.remove : undefined;
    if (next === undefined && act === undefined) return;
    e.preventDefault();
    act?.();
    if (next === undefined) return;
    setAt(next);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <ul ref={list} className="models" aria-label={label} onKeyDown={keys}>
      {rows.map((r, i) => <li key={r.id} data-id={r.id} aria-label={r.label} tabIndex={i === Math.min(at, rows.length - 1) ? 0 : -1} onFocus={() => setAt(i)}>{r.body}</li>)}
    </ul>
  );
}
