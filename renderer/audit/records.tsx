// Exports: Records. The records of one log: filters, a list of which only what is visible is drawn, and everything that the chosen one says.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AuditBad, AuditLine } from '../../electron/protocol/audit.ts';
import { roving } from '../shell/focus.ts';
import { duration } from '../run/words.ts';
import { choices, classesOf, fits, NO_FILTER, wordsOf, type Filter } from './filter.ts';

const clock = (ts: number): string => new Date(ts).toLocaleTimeString(undefined, { hour12: false, hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** Files that are chains: of a run, of the data folder. */
const CHAIN = /(?:audit|index)\.jsonl$/;
const LABELS = { type: 'Type', class: 'Class', decision: 'Decision', actor: 'Who' } as const;

/** @param bad the first bad line of this log, once it was checked */
export function Records({ records, lines, bad }: { records: readonly AuditLine[]; lines: readonly number[]; bad: AuditBad | undefined }) {
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [at, setAt] = useState(0);
  const scroll = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLInputElement>(null);
  const from = useMemo(() => choices(records), [records]);
  const classes = useMemo(() => classesOf(records), [records]);
  const shown = useMemo(() => records.flatMap((r, i) => (fits(r, filter, classes) ? [{ r, line: lines[i] ?? i + 1 }] : [])), [records, lines, filter, classes]);
  const rows = useVirtualizer({ count: shown.length, getScrollElement: () => scroll.current, estimateSize: () => 26, overscan: 12, getItemKey: (i) => shown[i]?.r.seq ?? i });
  const chosen = shown[Math.min(at, shown.length - 1)];
  useEffect(() => { setAt(0); scroll.current?.scrollTo({ top: 0 }); }, [filter, records]);
  useEffect(() => {
    const i = bad !== undefined && CHAIN.test(bad.file) ? shown.findIndex((s) => s.line >= bad.line) : -1;
    if (i >= 0) { setAt(i); rows.scrollToIndex(i, { align: 'center' }); }
    // Only when a check has found it: not with every filter.
  }, [bad?.line]);
  const set = (change: Partial<Filter>): void => setFilter((f) => ({ ...f, ...change }));
  const filtered = Object.values(filter).some((v) => v !== '');
  return (
    <>
      <div className="audit-filters" role="search">
        <input ref={text} className="input" value={filter.text} placeholder="Filter: words, hashes, ids" aria-label="Filter records by text" spellCheck={false} onChange={(e) => set({ text: e.target.value })}
          onKeyDown={(e) => { if (e.key === 'ArrowDown') { e.preventDefault(); scroll.current?.focus(); } }} />
        {(['type', 'class', 'decision', 'actor'] as const).map((name) => (
          <select key={name} className="select" aria-label={LABELS[name]} value={filter[name]} disabled={from[name].length === 0} onChange={(e) => set({ [name]: e.target.value })}>
            <option value="">{LABELS[name]}: all</option>{from[name].map((v) => <option key={v} value={v}>{v}</option>)}
          </select>))}
        <span className="muted audit-count" role="status">{filtered ? `${shown.length} of ${records.length}` : `${records.length} records`}</span>
        {filtered && <button type="button" className="button small" onClick={() => setFilter(NO_FILTER)}>Clear</button>}
      </div>
      <div className="audit-list" ref={scroll} role="listbox" aria-label="Records" aria-activedescendant={chosen ? `audit-${chosen.r.seq}` : undefined} tabIndex={0}
        onKeyDown={(e) => {
          if (e.key === '/') { e.preventDefault(); text.current?.focus(); return; }
          const next = roving(e.key, at, shown.length, 15);
          if (next === undefined) return;
          e.preventDefault();
          setAt(next);
          rows.scrollToIndex(next);
        }}>
        {shown.length === 0 && <p className="muted pad">{records.length === 0 ? 'The log holds no record that can be read.' : 'No record fits the filter.'}</p>}
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((item) => {
            const s = shown[item.index];
            if (!s) return null;
            const { r, line } = s;
            const isBad = bad !== undefined && CHAIN.test(bad.file) && line === bad.line;
            return (
              <div key={item.key} id={`audit-${r.seq}`} role="option" aria-selected={s === chosen} className={`audit-row ${isBad ? 'bad' : ''} ${r.type === 'checkpoint' ? 'checkpoint' : ''}`} style={{ transform: `translateY(${item.start}px)` }} onClick={() => { setAt(item.index); scroll.current?.focus(); }}>
                <span className="number">{line}</span><span className="mono faint">{clock(r.ts)}</span><span className={`audit-type ${r.type}`}>{r.type}</span><span className="ellipsis">{r.actor}{r.step && <span className="muted"> · step {r.step.number}</span>}</span><span className="ellipsis">{wordsOf(r)}</span><span className="faint audit-ms">{r.latencyMs === undefined ? '' : duration(r.latencyMs)}</span>
              </div>
            );
          })}
        </div>
      </div>
      {chosen && <Details r={chosen.r} line={chosen.line} />}
    </>
  );
}

/** Names of fields that are HMACs or hashes, for people. */
const NAMES: Record<string, string> = {
  ts: 'when', actor: 'who', and: 'and', verb: 'what', mono: 'clock of the process', proc: 'process', prev: 'hash of the record before', hash: 'hash of this record', frameSha256: 'picture (SHA-256)', treeSha256: 'text of the screen (SHA-256)', elementFp: 'target (fingerprint)',
  policy: 'policies (digest)', leaves: 'kept leave (digest)', change: 'how', of: 'run', argsHmac: 'arguments (HMAC)', values: 'values (HMAC)', labels: 'sent → where', recordSha256: 'step in the episode (SHA-256)', episodeSha256: 'episode (SHA-256)', latencyMs: 'took', publicKey: 'public key',
};

const FIRST = ['ts', 'actor', 'step', 'verb', 'classes', 'decision', 'and', 'scope', 'rules', 'outcome', 'verified', 'error', 'status', 'latencyMs', 'labels'];
const LAST = ['proc', 'mono', 'prev', 'hash'];

function Details({ r, line }: { r: AuditLine; line: number }) {
  const { v: _v, type, seq, run: _run, ...rest } = r;
  // What people ask first; hashes and clocks behind.
  const rank = (name: string): number => { const i = FIRST.indexOf(name); return i >= 0 ? i : LAST.includes(name) ? FIRST.length + 1 + LAST.indexOf(name) : FIRST.length; };
  const say = (name: string, value: unknown): string => (name === 'step' ? `${r.step?.number ?? ''} (${r.step?.id ?? ''})` : name === 'ts' ? `${new Date(value as number).toLocaleString()} (${String(value)})` : name === 'latencyMs' ? duration(value as number) : name === 'mono' ? `${((value as number) / 1e6).toFixed(6)} s` : typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') || '–' : typeof value === 'object' && value !== null ? Object.entries(value).map(([k, x]) => `${k}: ${String(x)}`).join('\n') : String(value));
  return (
    <div className="audit-details" role="region" aria-label="Record" tabIndex={0}>
      <h3>Line {line}: {type} <span className="muted">(record {seq})</span></h3>
      <dl>{Object.entries(rest).toSorted(([a], [b]) => rank(a) - rank(b)).map(([name, value]) => <div key={name}><dt>{NAMES[name] ?? name}</dt><dd className={/[a-f0-9]{32}/.test(say(name, value)) ? 'mono' : ''}>{say(name, value)}</dd></div>)}</dl>
    </div>
  );
}
