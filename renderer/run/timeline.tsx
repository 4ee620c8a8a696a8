// Exports: Timeline. The records of a run, newest last: what was done, how it was found, claimed and verified; only what is visible is drawn.

import { mdiCheck, mdiClose, mdiHelp } from '@mdi/js';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { StepRecord, Verified } from '../../electron/protocol/run.ts';
import { useStore } from '../store.ts';
import { Remedies } from '../shell/fault-view.tsx';
import { roving } from '../shell/focus.ts';
import { Icon } from '../shell/icon.tsx';
import { advise } from '../../electron/protocol/faults.ts';
import { Why } from '../policy/why.tsx';
import { Picture } from './picture.tsx';
import { CLASS_WORDS, duration, RESOLVED_WORDS, RUNG_WORDS, SCOPE_WORDS } from './words.ts';

const MARK: Record<Verified, { path: string; tone: string; word: string }> = { yes: { path: mdiCheck, tone: 'ok', word: 'yes' }, no: { path: mdiClose, tone: 'bad', word: 'no' }, unknown: { path: mdiHelp, tone: '', word: 'nothing to check against' } };

function Marks({ r }: { r: StepRecord }) {
  const claim = MARK[r.claimed ? 'yes' : 'no'];
  const shown = MARK[r.verified];
  return <span className="marks"><span className={`mark ${r.claimed ? '' : 'bad'}`} title={`Claimed: ${claim.word}`}>said<Icon path={claim.path} size={12} /></span><span className={`mark ${shown.tone}`} title={`Verified on the phone: ${shown.word}`}>seen<Icon path={shown.path} size={12} /></span></span>;
}

function Details({ r, episode }: { r: StepRecord; episode: string }) {
  return (
    <div className="details">
      <div className="pictures">
        {r.before && <figure><Picture id={r.before.image} episode={episode} alt="Before" /><figcaption title={r.before.title}>before{r.before.title && ` · ${r.before.title}`}</figcaption></figure>}
        {r.after && <figure><Picture id={r.after.image} episode={episode} alt="After" /><figcaption title={r.after.title}>after{r.after.title && ` · ${r.after.title}`}</figcaption></figure>}
      </div>
      <dl>
        {r.target && <><dt>Target</dt><dd>“{r.target.label}” <span className="mono faint">{r.target.bounds.join(' ')}</span></dd></>}
        {r.resolvedBy && <><dt>Found</dt><dd>{RESOLVED_WORDS[r.resolvedBy].long}</dd></>}
        {r.verdict && <><dt>Verdict</dt><dd>{r.verdict.decision}{r.verdict.classes.length > 0 && `: ${r.verdict.classes.map((c) => CLASS_WORDS[c]).join(', ')}`}{r.verdict.because.map((b, i) => <div key={i} className="muted">{RUNG_WORDS[b.rung]}: {b.words}</div>)}<Why verdict={r.verdict} /></dd></>}
        {r.approval && <><dt>Approval</dt><dd>{r.approval.decision} by {r.approval.by}{r.approval.and && ` and ${r.approval.and}`}{r.approval.with === undefined ? ` after ${duration(r.approval.ms)}` : ', with an earlier round'}{r.approval.scope && `, for ${SCOPE_WORDS[r.approval.scope.kind]}`}{r.approval.reason && <> · “{r.approval.reason}”</>}</dd></>}
        {r.checks.length > 0 && <><dt>Checks</dt><dd>{r.checks.map((c, i) => <div key={i} className={c.ok === 'no' ? 'bad-text' : c.ok === 'yes' ? 'ok-text' : 'muted'}>{c.ok === 'yes' ? '✓' : c.ok === 'no' ? '✗' : '?'} {c.text}</div>)}</dd></>}
        {r.model && <><dt>Model</dt><dd>{r.model.id} · {r.model.promptTokens} tokens ({r.model.reused} reused, {r.model.promptTokens - r.model.reused} evaluated{r.model.savedMs ? `, ${duration(r.model.savedMs)} saved` : ''}) · {duration(r.model.ms)}{r.model.confidence !== undefined && ` · ${Math.round(r.model.confidence * 100)} % sure`}{r.model.thought && <blockquote>“{r.model.thought}”</blockquote>}</dd></>}
      </dl>
    </div>
  );
}

export function Timeline({ records, episode, path, live }: { records: readonly StepRecord[]; episode: string; path: string; live: boolean }) {
  const scroll = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState(0);
  const rows = useVirtualizer({ count: records.length, getScrollElement: () => scroll.current, estimateSize: () => 52, overscan: 6, getItemKey: (i) => records[i]?.seq ?? i });
  const end = (): void => { if (live && records.length > 0) rows.scrollToIndex(records.length - 1, { align: 'end' }); };
  useEffect(end, [records.length, live]);
  // A card that opens below takes room: the newest record stays in sight.
  const toEnd = useRef(end);
  toEnd.current = end;
  useEffect(() => {
    if (!scroll.current) return;
    const watch = new ResizeObserver(() => toEnd.current());
    watch.observe(scroll.current);
    return () => watch.disconnect();
  }, []);
  const toggle = (seq: number): void => setOpen((o) => { const n = new Set(o); if (!n.delete(seq)) n.add(seq); return n; });
  return (
    <div className="timeline" ref={scroll} role="list" aria-label="Steps" aria-description="Arrows move, Enter shows pictures and checks" tabIndex={0} data-first
      onKeyDown={(e) => {
        if (e.target !== e.currentTarget) return;
        const next = roving(e.key, at, records.length);
        if (next !== undefined) { e.preventDefault(); setAt(next); rows.scrollToIndex(next); }
        const r = records[at];
        if (r && (e.key === 'Enter' || e.key === ' ')) { e.preventDefault(); toggle(r.seq); }
      }}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map((item) => {
          const r = records[item.index];
          if (!r) return null;
          return (
            <div key={item.key} ref={rows.measureElement} data-index={item.index} role="listitem" aria-current={item.index === at} className={`record ${r.outcome.ok ? '' : 'bad'} ${item.index === at ? 'at' : ''}`} style={{ transform: `translateY(${item.start}px)` }}>
              <div className="record-row" onClick={() => { setAt(item.index); toggle(r.seq); }}>
                <span className="number">{r.step?.number ?? '·'}</span>
                <div className="record-main">
                  <span className="what" title={r.step?.text}>{r.what}</span>
                  <span className="facts">{r.resolvedBy && <span className="chip" title={RESOLVED_WORDS[r.resolvedBy].long}>{RESOLVED_WORDS[r.resolvedBy].chip}</span>}
                    {r.actor.kind === 'human' && <span className="chip">you</span>}{r.approval && <span className={`chip ${r.approval.decision === 'deny' || r.approval.decision === 'stop' ? 'bad' : 'ok'}`}>{r.approval.decision === 'allow' ? 'allowed' : r.approval.decision}</span>}<Marks r={r} /><span className="faint">{duration(r.ms)}</span></span>
                </div>
                <span className="thumbs">{r.before && <Picture id={r.before.image} episode={episode} alt="" className="thumb" />}{r.after && <Picture id={r.after.image} episode={episode} alt="" className="thumb" />}</span>
              </div>
              {!r.outcome.ok && <div className="record-fault"><strong>{advise(r.outcome.fault).title}</strong><Remedies fault={r.outcome.fault} /></div>}
              {open.has(r.seq) && <><Details r={r} episode={episode} />{r.step && <button type="button" className="link show-line" onClick={() => useStore.getState().editor?.reveal(path, r.step?.line ?? 1)}>Show line {r.step.line} in the SOP</button>}</>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
