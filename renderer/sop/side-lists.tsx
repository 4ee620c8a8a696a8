// Exports: OutlineView, ProblemsView. Phases and steps with their states; what is wrong, to go to.

import { mdiAlertCircleOutline, mdiAlertOutline, mdiInformationOutline, mdiLightbulbOutline } from '@mdi/js';
import { useMemo, useRef, useState } from 'react';
import type { Problem } from '../../electron/protocol/sop.ts';
import { shownRun, useStore } from '../store.ts';
import { roving } from '../shell/focus.ts';
import { Icon } from '../shell/icon.tsx';
import type { Doc } from './documents.ts';
import { pane } from './pane.ts';
import { ordered } from './problem-list.ts';
import { outline, shownState, stepAtLine, stepRows } from './steps.ts';
import { useView } from './workspace.ts';

/** One tab stop; arrows move the focus among the buttons inside. */
function useRovingList(count: number) {
  const [at, setAt] = useState(0);
  const root = useRef<HTMLUListElement>(null);
  const cursor = Math.min(at, Math.max(0, count - 1));
  return {
    root, cursor, setAt,
    onKeyDown: (e: React.KeyboardEvent): void => {
      const next = roving(e.key, cursor, count);
      if (next === undefined) return;
      e.preventDefault();
      e.stopPropagation();
      setAt(next);
      root.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
    },
  };
}

export function OutlineView({ doc }: { doc: Doc }) {
  const run = useStore(shownRun);
  const breakpoints = useView((s) => s.breakpoints);
  const line = useView((s) => s.cursor.line);
  const rows = useMemo(() => (doc.analysis ? outline(doc.analysis.sop) : []), [doc.analysis]);
  const here = useMemo(() => (doc.analysis ? stepAtLine(stepRows(doc.analysis.sop), line)?.key : undefined), [doc.analysis, line]);
  const list = useRovingList(rows.length);
  const mine = run && run.sop.path === doc.path ? run : undefined;
  if (!doc.analysis) return <p className="muted pad">Reading…</p>;
  if (rows.length === 0) return <p className="muted pad">No steps yet. They stand under <code>## Steps</code> as a numbered list.</p>;
  return (
    <ul ref={list.root} className="sop-outline" aria-label="Outline" data-testid="sop-outline" onKeyDown={list.onKeyDown}>
      {rows.map((r, i) => {
        const state = r.kind === 'step' && mine ? shownState(mine, r.id) : undefined;
        const broken = r.kind === 'step' && breakpoints.includes(r.id);
        return (
          <li key={r.key}>
            <button type="button" tabIndex={i === list.cursor ? 0 : -1} className={`sop-row ${r.kind}`} style={{ paddingLeft: 6 + r.depth * 12 }} aria-current={r.key === here ? 'location' : undefined} data-testid="sop-outline-row" title={r.title} onFocus={() => list.setAt(i)} onClick={() => pane()?.go(r.line)}>
              {r.kind === 'step' && <span className={`sop-mini ${state ? `state-${state}` : ''} ${broken ? 'broken' : ''}`} aria-hidden="true" />}
              {r.kind === 'step' && <span className="faint num">{r.number}</span>}
              <span className="ellipsis">{r.title}</span>
              {(state || broken) && <span className="sr-only">{[state, broken ? 'breakpoint' : ''].filter(Boolean).join(', ')}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const ICON: Record<Problem['severity'], string> = { error: mdiAlertCircleOutline, warning: mdiAlertOutline, info: mdiInformationOutline };
const TONE: Record<Problem['severity'], string> = { error: 'bad-text', warning: 'warn-text', info: 'muted' };

export function ProblemsView({ doc }: { doc: Doc }) {
  const problems = useMemo(() => ordered(doc.analysis?.problems ?? []), [doc.analysis]);
  const list = useRovingList(problems.length);
  if (!doc.analysis) return <p className="muted pad">Checking…</p>;
  if (problems.length === 0) return <p className="muted pad" data-testid="sop-no-problems">No problems.</p>;
  return (
    <ul ref={list.root} className="sop-problems" aria-label="Problems" data-testid="sop-problems" onKeyDown={list.onKeyDown}>
      {problems.map((p, i) => (
        <li key={`${p.span.start}:${p.code}:${p.message}`}>
          <button type="button" className="sop-row" tabIndex={i === list.cursor ? 0 : -1} data-testid="sop-problem" data-code={p.code} onFocus={() => list.setAt(i)} onClick={() => pane()?.go(p.line, p.column)}
            onDoubleClick={() => { pane()?.go(p.line, p.column); if (p.fixes.length > 0) void pane()?.fix(); }}>
            <span className={TONE[p.severity]}><Icon path={ICON[p.severity]} size={14} /></span><span className="sr-only">{p.severity}</span>
            <span className="message">{p.message}</span>
            {p.fixes.length > 0 && <span className="muted" title={`Ctrl+. in the text: ${p.fixes.map((f) => f.title).join(' · ')}`}><Icon path={mdiLightbulbOutline} size={13} /></span>}
            <span className="faint num">{p.line}:{p.column}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
