// Exports: Dialog. A modal on the platform's own <dialog>: it traps the keyboard and gives the focus back.

import { mdiClose } from '@mdi/js';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './icon.tsx';

export function Dialog({ title, onClose, children, className }: { title: string; onClose: () => void; children: ReactNode; className?: string }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const d = ref.current;
    if (d && !d.open) d.showModal();
    return () => d?.close();
  }, []);
  // A dialog may stand in another: React hands its events on to the outer one.
  return (
    <dialog ref={ref} className={`dialog ${className ?? ''}`} aria-label={title} onCancel={(e) => { e.preventDefault(); if (e.target === ref.current) onClose(); }} onMouseDown={(e) => { if (e.target === ref.current) onClose(); }}>
      <div className="dialog-box">
        <header><h2>{title}</h2><IconButton path={mdiClose} label="Close" keys="Escape" onClick={onClose} /></header>
        <div className="dialog-body">{children}</div>
      </div>
    </dialog>
  );
}
