// Exports: Tip, LabelChip, LabelChips, OriginChip. Who may read something, whether its words may be trusted, where a value comes from; nothing where nothing limits it.

import { mdiLockOutline } from '@mdi/js';
import { useId, useState, type ReactNode } from 'react';
import type { Label, Taint } from '../../electron/protocol/privacy.ts';
import { Icon } from '../shell/icon.tsx';
import { integritySays, originOf, readersSay, readersWords } from './words.ts';
import './privacy.css';

/** A chip with its sentence: under the pointer, at the keyboard's focus, and for a screen reader as its description. Escape puts the sentence away. */
export function Tip({ says, tone, children }: { says: string; tone?: string; children: ReactNode }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <span className={`chip tip ${tone ?? ''}`} tabIndex={0} aria-describedby={id} onPointerEnter={() => setOpen(true)} onPointerLeave={() => setOpen(false)} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)}
      onKeyDown={(e) => { if (open && e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); setOpen(false); } }}>
      {children}<span role="tooltip" id={id} className="tip-box" hidden={!open}>{says}</span>
    </span>
  );
}

/** Inside a row or a button, which is what has the focus: the sentence belongs to its name. @param some only a part of it has this label */
export function LabelChip({ readers, some }: { readers: Label['readers'] | undefined; some?: boolean }) {
  const words = readersWords(readers);
  if (words === undefined) return null;
  const says = some ? `A part of it is what ${words} may read.` : readersSay(readers);
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
