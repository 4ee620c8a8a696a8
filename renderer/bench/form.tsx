// Exports: BenchForm. What a bench measures; start, resume, start over, stop.

import { useState } from 'react';
import { ARMS, SPLITS, type Arm, type BenchOptions, type BenchState, type Split } from '../../electron/protocol/bench.ts';
import { commands } from '../store.ts';
import { ARM_WORDS, sameOptions, SPLIT_WORDS } from './words.ts';

const FIRST: BenchOptions = { split: 'dev', arms: ['oracle', 'lexical', 'goal', 'pointer'], seeds: 1 };
const MOST_SEEDS = 1000;

interface Entries { split: Split; arms: readonly Arm[]; seeds: number; tasks: string }

const entriesOf = (o: BenchOptions): Entries => ({ ...o, tasks: o.tasks?.join(', ') ?? '' });

/** Begins with the options of the last bench, and shows those of the one that is going on. */
export function BenchForm({ bench }: { bench: BenchState }) {
  const [own, setOwn] = useState(() => entriesOf(bench.options ?? FIRST));
  const active = bench.status === 'running' || bench.status === 'stopping';
  const { split, arms, seeds, tasks } = active && bench.options ? entriesOf(bench.options) : own;
  const change = (c: Partial<Entries>): void => setOwn({ ...own, ...c });
  const named = [...new Set(tasks.split(/[\s,]+/).filter((t) => t !== ''))];
  const options: BenchOptions = { split, arms: ARMS.filter((a) => arms.includes(a)), seeds, ...(named.length > 0 ? { tasks: named } : {}) };
  const resumes = (bench.status === 'stopped' || bench.status === 'failed') && bench.options !== undefined && bench.done > 0 && sameOptions(bench.options, options);
  const able = arms.length > 0;
  return (
    <form className="bench-form" onSubmit={(e) => { e.preventDefault(); if (able && !active) void commands.startBench(options, false); }}>
      <fieldset disabled={active}>
        <div className="row wrap">
          <label className="bench-field">Tasks of<select className="select" value={split} onChange={(e) => change({ split: SPLITS.find((s) => s === e.target.value) ?? 'dev' })}>{SPLITS.map((s) => <option key={s} value={s}>{SPLIT_WORDS[s]}</option>)}</select></label>
          <label className="bench-field" title="Each task with so many draws of its parameters">Seeds<input className="input" type="number" min={1} max={MOST_SEEDS} value={seeds} onChange={(e) => change({ seeds: Math.min(MOST_SEEDS, Math.max(1, Math.round(Number(e.target.value) || 1))) })} /></label>
          <label className="bench-field grow">Only these<input className="input mono" value={tasks} placeholder="ids such as clock.add-alarm, separated by commas; empty: every task" spellCheck={false} onChange={(e) => change({ tasks: e.target.value })} /></label>
        </div>
        <div className="row wrap" role="group" aria-label="Arms">
          <span className="muted">Arms</span>
          {ARMS.map((a) => <label key={a} className="check" title={ARM_WORDS[a]}><input type="checkbox" checked={arms.includes(a)} onChange={(e) => change({ arms: e.target.checked ? [...arms, a] : arms.filter((o) => o !== a) })} />{a}</label>)}
        </div>
      </fieldset>
      <div className="row">
        {active
          ? <button key="main" type="button" className="button danger" aria-disabled={bench.status === 'stopping'} onClick={() => void commands.stopBench()}>{bench.status === 'stopping' ? 'Stopping…' : 'Stop'}</button>
          : <button key="main" type="submit" className="button primary" disabled={!able}>{resumes ? 'Resume' : 'Start'}</button>}
        {resumes && <button type="button" className="button" disabled={!able} onClick={() => void commands.startBench(options, true)}>Start over</button>}
        <span className="muted">{!able ? 'Choose at least one arm.' : arms.some((a) => a !== 'oracle' && a !== 'lexical') ? 'All arms but oracle and lexical ask the pilot.' : ''}</span>
      </div>
    </form>
  );
}
