// Exports: AuditDialog. The audit log: runs and the data folder on the left with what is known of their logs, records on the right; checking and packages for others.

import { useEffect, useState } from 'react';
import { AUDIT_WHY, type AuditBad } from '../../electron/protocol/audit.ts';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { Label } from '../../electron/protocol/privacy.ts';
import type { Answer } from '../../electron/protocol/services.ts';
import { LabelChip, LabelChips } from '../privacy/chip.tsx';
import { LetOut, LetOuts } from '../privacy/let-out.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { FaultView } from '../shell/fault-view.tsx';
import { attempt, call, listen, setWindow, useStore } from '../store.ts';
import { Records } from './records.tsx';
import './audit.css';

type List = Awaited<Answer<'audit.list'>>;
type Run = List['runs'][number];
type Check = Awaited<Answer<'audit.verify'>>;
type Read = Awaited<Answer<'audit.read'>>;

/** The data folder's own log, in place of a run's id. */
const FOLDER = ' folder';

const inFolder = (bad: AuditBad | null): boolean => bad?.file.endsWith('index.jsonl') ?? false;

/** What a check said of a run's log. */
interface Known { ok: boolean; firstBad: AuditBad | null; open?: boolean }

const stateOf = (r: Run, k: Known | undefined): { word: string; tone: string } =>
  r.state === 'none' ? { word: 'no log', tone: '' }
    : k?.firstBad && !k.open ? { word: `broken at line ${k.firstBad.line}`, tone: 'bad' }
      : r.live ? { word: 'still goes on', tone: 'busy' }
        : k?.ok ? { word: r.state === 'recovered' ? 'verified, was cut short' : 'verified', tone: 'ok' }
          : r.state === 'open' ? { word: 'not closed', tone: 'warn' } : { word: 'not verified yet', tone: '' };

export function AuditDialog() {
  const [list, setList] = useState<List>();
  const [fault, setFault] = useState<Fault>();
  const [chosen, setChosen] = useState<string>();
  const [read, setRead] = useState<Read & { run: string }>();
  const [readFault, setReadFault] = useState<Fault>();
  const [known, setKnown] = useState<Record<string, Known>>({});
  const [check, setCheck] = useState<{ of: string | undefined; found: Check }>();
  const [progress, setProgress] = useState<{ done: number; of: number }>();
  const [busy, setBusy] = useState<'verify' | 'export'>();
  const [packed, setPacked] = useState<string>();
  const [pictures, setPictures] = useState(false);
  const [deciding, setDeciding] = useState<{ run: Run; label: Label }>();
  const [outs, setOuts] = useState(false);
  const dataFolder = useStore((s) => s.info?.dataFolder);
  // A run that ends meanwhile has more to show.
  const ended = useStore((s) => Object.values(s.runs).map((r) => `${r.id} ${r.endedAt ?? ''}`).join());
  const load = (): void => { setFault(undefined); call('audit.list').then(setList, (e: unknown) => setFault(faultOf(e))); };
  useEffect(load, [ended]);
  useEffect(() => listen('audit.progress', setProgress), []);
  const folder = chosen === FOLDER;
  const run = folder ? undefined : list?.runs.find((r) => r.run === chosen) ?? list?.runs[0];
  const id = run?.run;
  useEffect(() => {
    setReadFault(undefined);
    setPacked(undefined);
    const of = folder ? FOLDER : run?.run;
    if (of === undefined || run?.state === 'none') { setRead(undefined); return; }
    call('audit.read', folder ? {} : { run: of }).then((r) => setRead({ ...r, run: of }), (e: unknown) => setReadFault(faultOf(e)));
  }, [id, folder, run?.records, run?.state]);

  const verify = async (of: string | undefined): Promise<void> => {
    setBusy('verify');
    setProgress(undefined);
    const found = await attempt(call('audit.verify', of === undefined ? {} : { run: of }));
    setBusy(undefined);
    if (!found) return;
    setCheck({ of, found });
    setKnown((k) => ({ ...k, ...(of === undefined ? { ...Object.fromEntries((found.runs ?? []).map((r) => [r.run, r])), [FOLDER]: { ok: !inFolder(found.firstBad), firstBad: inFolder(found.firstBad) ? found.firstBad : null } } : { [of]: found }) }));
  };
  const pack = async (): Promise<void> => {
    if (id === undefined) return;
    setBusy('export');
    // The host's word counts: the list may be older than the run's end.
    const label = await attempt(call('labels.of', { episode: id }));
    if (label && label.readers !== 'all' && run) setDeciding({ run, label });
    else if (label) await attempt(write(id));
    setBusy(undefined);
  };
  const write = async (of: string): Promise<void> => {
    const made = await call('audit.export', { run: of, pictures });
    setPacked(`${made.path}: ${made.files.length} files${made.redacted > 0 ? `, personal data filled in ${count(made.redacted)}` : ''}${made.left > 0 ? `, ${count(made.left)} left out` : ''}`);
  };
  const said = check && (check.of === undefined || check.of === id) ? check : undefined;
  return (
    <Dialog title="Audit log" className="wide audit" onClose={() => setWindow({ dialog: undefined })}>
      {fault ? <FaultView fault={fault}><button type="button" className="button small" onClick={load}>Read again</button></FaultView>
        : list === undefined ? <div className="empty"><div className="spinner" /></div>
          : (
            <div className="audit-main">
              <div className="audit-runs">
                <div className="row"><button type="button" className="button grow" disabled={busy !== undefined} onClick={() => void verify(undefined)}>Verify everything</button><button type="button" className="button" aria-pressed={outs} title="What labelled runs were let out, by whom and why" onClick={() => setOuts(!outs)}>Let out</button></div>
                {busy === 'verify' && <div className="audit-progress" role="progressbar" aria-label="Logs checked" aria-valuemin={0} aria-valuemax={progress?.of ?? 1} aria-valuenow={progress?.done ?? 0}><span style={{ width: progress && progress.of > 0 ? `${(100 * progress.done) / progress.of}%` : '8%' }} /></div>}
                <ul aria-label="Runs">{list.runs.map((r) => {
                  const s = stateOf(r, known[r.run]);
                  return (
                    <li key={r.run}><button type="button" className="episode" aria-pressed={r.run === id && !outs} autoFocus={r.run === id} onClick={() => { setChosen(r.run); setOuts(false); }}>
                      <span className={`dot ${s.tone}`} /><span className="popup-main"><span className="ellipsis">{r.title}</span><span className="muted ellipsis">{new Date(r.startedAt).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' })} · {r.records} records</span><span className={`ellipsis ${s.tone === 'bad' ? 'bad-text' : s.tone === 'ok' ? 'ok-text' : 'muted'}`}>{s.word}</span><LabelChip readers={r.label?.readers} /></span>
                    </button></li>);
                })}
                  <li><button type="button" className="episode" aria-pressed={folder && !outs} autoFocus={list.runs.length === 0} onClick={() => { setChosen(FOLDER); setOuts(false); }}>
                    <span className={`dot ${known[FOLDER] ? (known[FOLDER].ok ? 'ok' : 'bad') : ''}`} /><span className="popup-main"><span className="ellipsis">Data folder</span><span className="muted ellipsis">Runs begun and ended, other policies</span></span>
                  </button></li></ul>
                <p className="faint audit-key" title={list.key}>Signing key {list.key.slice(0, 16)}…<br /><span title={list.mirror}>Heads also in {list.mirror}</span></p>
              </div>
              {outs ? <div className="audit-run"><h2>What was let out</h2><LetOuts titles={new Map(list.runs.map((r) => [r.run, r.title]))} /></div> : folder ? (
                <div className="audit-run">
                  <div className="row"><h2 className="ellipsis grow">Data folder</h2></div>
                  {check && check.of === undefined && <Said check={check.found} all live={false} />}
                  {readFault ? <FaultView fault={readFault} />
                    : read?.run !== FOLDER ? <div className="empty"><div className="spinner" /></div>
                      : <Records key={FOLDER} records={read.records} lines={read.lines} bad={known[FOLDER]?.firstBad ?? undefined} />}
                </div>)
                : !run ? <div className="audit-run"><div className="empty"><h2>No runs yet</h2><p>Every run leaves a log that shows whether it was changed afterwards: what was proposed, how it was judged, who decided, what was sent.</p></div></div> : (
              <div className="audit-run">
                <div className="row"><h2 className="ellipsis grow">{run.title} <span className="muted mono">{run.run}</span></h2><LabelChips label={run.label} />
                  <label className="audit-pictures"><input type="checkbox" checked={pictures} onChange={(e) => setPictures(e.target.checked)} /> pictures as they are</label>
                  <button type="button" className="button small" disabled={busy !== undefined || run.live || run.state === 'none' || run.state === 'open'} title={run.live || run.state === 'open' ? 'Its log is not closed yet' : 'A package that others check offline. Without "pictures as they are" recognised personal data in pictures is filled'} onClick={() => void pack()}>{busy === 'export' ? 'Exporting…' : 'Export…'}</button>
                  <button type="button" className="button small primary" disabled={busy !== undefined || run.state === 'none'} onClick={() => void verify(run.run)}>Verify</button></div>
                {packed !== undefined && <p className="audit-said ok" role="status">Package written: <code className="selectable">{packed}</code></p>}
                {said && <Said check={said.found} all={said.of === undefined} live={run.live} />}
                {run.state === 'none' ? <div className="empty"><p>This run has no audit log: it was recorded before there was one, or the log was deleted. Verify everything to know.</p></div>
                  : readFault ? <FaultView fault={readFault} />
                    : read?.run !== run.run ? <div className="empty"><div className="spinner" /></div>
                      : <>{read.unreadable > 0 && <p className="audit-said bad">{read.unreadable} line{read.unreadable === 1 ? '' : 's'} cannot be read as records.</p>}<Records key={run.run} records={read.records} lines={read.lines} bad={known[run.run]?.firstBad ?? undefined} /></>}
              </div>)}
            </div>
          )}
      {deciding && <LetOut episode={deciding.run.run} what={deciding.run.title} outlet="export" label={deciding.label} where={`A package in ${dataFolder ?? 'the data folder'}/exports`} with={`Log, steps with their texts, ${pictures ? 'pictures as they are' : 'pictures with recognised personal data filled'}`} done={() => write(deciding.run.run)} close={() => setDeciding(undefined)} />}
    </Dialog>
  );
}

const count = (n: number): string => `${n} picture${n === 1 ? '' : 's'}`;
const sentence = (t: string): string => t.charAt(0).toUpperCase() + t.slice(1);

function Said({ check, all, live }: { check: Check; all: boolean; live: boolean }) {
  const bad = check.firstBad;
  const going = live && !all && bad?.why === 'missing checkpoint at the end';
  return (
    <div className={`audit-said ${going ? 'busy' : check.ok ? 'ok' : 'bad'}`} role="status">
      {going ? <strong>Whole so far: {check.records} records. The run still goes on, so its end is not signed yet.</strong>
        : bad ? <><strong>{bad.file}, line {bad.line}: {bad.why}</strong><span>{sentence(AUDIT_WHY[bad.why])}{bad.detail === undefined ? '' : ` (${bad.detail})`}.{bad.after === undefined ? '' : ` Up to line ${bad.after} a checkpoint vouches for it.`}</span></>
          : <strong>{all ? 'Everything is' : 'This log is'} as it was written: {check.records} records, {check.checkpoints} signed checkpoints{check.mirror === 'agrees' ? ', and the second copy agrees' : ''}.</strong>}
      {check.notes.map((n) => <span key={n}>{n}</span>)}
      <details><summary>What this does not show</summary><ul>{check.limits.map((l) => <li key={l}>{l}</li>)}</ul></details>
    </div>
  );
}
