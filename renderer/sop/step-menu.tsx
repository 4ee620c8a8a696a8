// Exports: StepMenu, Menu, MenuItem. A small menu at a point: arrows move, Enter chooses, Escape closes.

import { useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { roving } from '../shell/focus.ts';
import { pane } from './pane.ts';
import type { StepRow } from './steps.ts';

export interface MenuItem { id: string; title: string; keys?: string; danger?: boolean; disabled?: boolean; run: () => void }

export function Menu({ x, y, label, items, onClose }: { x: number; y: number; label: string; items: readonly MenuItem[]; onClose: () => void }) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const m = root.current;
    if (!m) return;
    const box = m.getBoundingClientRect();
    m.style.left = `${Math.max(4, Math.min(x, window.innerWidth - box.width - 4))}px`;
    m.style.top = `${Math.max(4, Math.min(y, window.innerHeight - box.height - 4))}px`;
    m.querySelector<HTMLElement>('[role=menuitem]:not(:disabled)')?.focus();
  }, [x, y]);
  useEffect(() => {
    const outside = (e: Event): void => { if (!root.current?.contains(e.target as Node)) onClose(); };
    window.addEventListener('pointerdown', outside);
    window.addEventListener('blur', onClose);
    return () => { window.removeEventListener('pointerdown', outside); window.removeEventListener('blur', onClose); };
  }, [onClose]);
  // In the body: a docked area is drawn below the next one, whatever stands out of it.
  return createPortal((
    <div ref={root} className="sop-menu" role="menu" aria-label={label} data-testid="sop-menu" onContextMenu={(e) => e.preventDefault()} onKeyDown={(e) => {
      if (e.key === 'Escape' || e.key === 'Tab') { e.preventDefault(); e.stopPropagation(); onClose(); return; }
      const all = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? [])];
      const next = roving(e.key, all.indexOf(document.activeElement as HTMLElement), all.length);
      if (next !== undefined) { e.preventDefault(); e.stopPropagation(); all[next]?.focus(); }
    }}>
      {items.map((i) => <button key={i.id} type="button" role="menuitem" tabIndex={-1} data-testid={`sop-menu-${i.id}`} className={i.danger ? 'bad-text' : ''} disabled={i.disabled} onClick={() => { onClose(); i.run(); }}><span>{i.title}</span>{i.keys && <kbd>{i.keys}</kbd>}</button>)}
    </div>
  ), document.body);
}

/** What can be done with a step, from its place in the margin. */
export function StepMenu({ x, y, step, broken, onClose }: { x: number; y: number; step: StepRow; broken: boolean; onClose: () => void }) {
  return (
    <Menu x={x} y={y} label={`Step ${step.number}`} onClose={onClose} items={[
      { id: 'run-from', title: 'Run from here', keys: 'Ctrl+Enter', run: () => pane()?.run('from', step.line) },
      { id: 'run-to', title: 'Run to here', keys: 'Ctrl+F10', run: () => pane()?.run('to', step.line) },
      { id: 'run-only', title: 'Run only this step', keys: 'Ctrl+Shift+Enter', run: () => pane()?.run('only', step.line) },
      { id: 'breakpoint', title: broken ? 'Remove breakpoint' : 'Set breakpoint', keys: 'F9', run: () => pane()?.toggleBreakpoint(step.line) },
    ]} />
  );
}
