// Exports: Tip, LabelChip, LabelChips, OriginChip. Who may read something, whether its words may be trusted, where a value comes from; nothing where nothing limits it.

import { mdiLockOutline } from '@mdi/js';
import { useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Label, Taint } from '../../electron/protocol/privacy.ts';
import { Icon } from '../shell/icon.tsx';
import { integritySays, originOf, readersSay, readersWords } from './words.ts';
import './privacy.css';

/** Of the sentence behind a chip, CSS pixels. */
const WIDE = 250;

/** A chip with its sentence: under the pointer, at the keyboard's focus, and for a screen reader as its description. Escape puts the sentence away. */
export function Tip({ says, tone, children }: { says: string; tone?: string; children: ReactNode }) {
  const id = useId();
  const root = useRef<HTMLSpanElement>(null);
  const [at, setAt] = useState<{ left: number; top: number; over: Element }>();
  // Areas are clipped and drawn one over the other: the sentence stands in the dialog, or in the page.
  const show = (): void => {
    const box = root.current?.getBoundingClientRect();
    if (box) setAt({ left: Math.max(8, Math.min(box.left, window.innerWidth - WIDE - 8)), top: box.bottom + 4, over: root.current?.closest('dialog') ?? document.body });
  };
  const away = (): void => setAt(undefined);
  return (
    <span ref={root} className={`chip tip ${tone ?? ''}`} tabIndex={0} aria-describedby={id} onPointerEnter={show} onPointerLeave={away} onFocus={show} onBlur={away}
      onKeyDown={(e) => { if (at && e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); away(); } }}>
      {children}<span id={id} hidden>{says}</span>
      {at && createPortal(<span role="tooltip" className="tip-box" style={{ left: at.left, top: at.top, maxWidth: WIDE }}>{says}</span>, at.over)}
    </span>
  );
}

/** Inside a row or a button, which is what has the focus: the sentence belongs to its name. @param some only a part of it has this label */
export function LabelChip({ readers, some }: { readers: Label['readers'] | undefined; some?: boolean }) {
  const words = readersWords(readers);
  if (words === undefined) return null;
  const says = some ? `A part of it has these readers: ${words}.` : readersSay(readers);
  return <span className="chip label" title={says}><Icon path={mdiLockOutline} size={11} /><span className="ellipsis">{some ? `partly ${words}` : words}</span><span className="sr-only">. {says}</span></span>;
}

/** At a head, where the chips themselves are reached by the keyboard. @param kind the classification, where it says more than the readers do */
export function LabelChips({ label, kind }: { label: Label | undefined; kind?: string | undefined }) {
  const words = readersWords(label?.readers);
  if (label === undefined || words === undefined) return null;
  return (
    <span className="chips">
      {kind !== undefined && <Tip says={`Its classification is ${kind}.`} tone="warn">{kind}</Tip>}
      <Tip says={readersSay(label.readers)}><Icon path={mdiLockOutline} size={11} />{words}</Tip>
      {label.integrity === 'untrusted' && <Tip says={integritySays(label.integrity)}>words of the phone</Tip>}
    </span>
  );
}

export function OriginChip({ taint }: { taint: Taint }) {
  const o = originOf(taint);
  return <Tip says={o.says} {...(o.doubtful ? { tone: 'warn' } : {})}>{o.chip}</Tip>;
}
