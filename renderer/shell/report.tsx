// Exports: Report. A report that the host wrote as one HTML text, in a dialog.

import { useEffect, useState } from 'react';
import type { Label } from '../../electron/protocol/privacy.ts';
import { LabelChips } from '../privacy/chip.tsx';
import { attempt } from '../store.ts';
import { Dialog } from './dialog.tsx';

/** @param of what the report is of: another one is read when it changes; `label`: who may read it, shown above it */
export function Report({ of, label, read, onClose }: { of: string; label?: Label | undefined; read: () => Promise<string>; onClose: () => void }) {
  const [html, setHtml] = useState<string>();
  useEffect(() => { void attempt(read()).then((h) => (h === undefined ? onClose() : setHtml(h))); }, [of]);
  // The report quotes what the phone said: it gets neither scripts nor our origin.
  return <Dialog title="Report" className="wide" onClose={onClose}><LabelChips label={label} />{html === undefined ? <div className="spinner" /> : <iframe className="report" title="Report" sandbox="" srcDoc={html} />}</Dialog>;
}
