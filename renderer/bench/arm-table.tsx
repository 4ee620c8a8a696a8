// Exports: ArmTable. What the arms come to, a row each, and the shapes of tasks of the row that is chosen.

import { type KeyboardEvent, useRef, useState } from 'react';
import { ARMS, type ArmScore, type Interval, type Scores } from '../../electron/protocol/bench.ts';
import { roving } from '../shell/focus.ts';
import { ARM_WORDS, percent, share } from './words.ts';

const COLUMNS: readonly { name: string; title: string; of: (s: ArmScore) => string }[] = [
  { name: 'Runs', title: 'Runs that are finished', of: (s) => String(s.runs) },
  { name: 'Success', title: 'Share of runs, with its 95 % interval', of: (s) => share(s.interval.success) },
  { name: 'Right choices', title: 'Share of right choices on the screens of the known way', of: (s) => share(s.interval.stepAccuracy) },
  { name: 'Falsely done', title: 'Runs that claim to be done and are not', of: (s) => percent(s.falseCompletion) },
  { name: 'Side effects', title: 'Runs after which something differs that may not', of: (s) => percent(s.sideEffects) },
  { name: 'Unapproved', title: 'Runs with a side effect that no approved action brought about', of: (s) => percent(s.unapprovedSideEffects) },
  { name: 'Steps over', title: 'Steps more than needed, of the runs that succeeded, mean', of: (s) => (s.success === 0 ? '–' : s.stepsOverMinimal.toFixed(2)) },
  { name: 'Approvals', title: 'Approval cards a run', of: (s) => s.approvals.toFixed(2) },
  { name: 'Tokens', title: 'Prompt tokens a run', of: (s) => s.promptTokens.toFixed(0) },
  { name: 's/step', title: 'Seconds a step, phone included', of: (s) => (s.secondsPerStep === 0 ? '–' : s.secondsPerStep.toFixed(3)) },
];

export function ArmTable({ arms, partial }: { arms: Scores['arms']; partial: boolean }) {
  const names = ARMS.filter((a) => (arms[a]?.runs ?? 0) > 0);
  const [chosen, setChosen] = useState(names[0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const arm = names.find((a) => a === chosen) ?? names[0];
  const score = arm === undefined ? undefined : arms[arm];
  const keys = (e: KeyboardEvent): void => {
    const next = roving(e.key, names.findIndex((a) => a === arm), names.length);
    if (next === undefined) return;
    e.preventDefault();
    setChosen(names[next]);
    body.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <>
      <div className="bench-table">
        <table aria-label={partial ? 'Arms, so far' : 'Arms'}>
          <thead><tr><th scope="col">Arm</th>{COLUMNS.map((c) => <th key={c.name} scope="col" title={c.title}>{c.name}</th>)}</tr></thead>
          <tbody ref={body} onKeyDown={keys}>
            {names.map((a) => (
              <tr key={a} className={a === arm ? 'chosen' : ''} onClick={() => setChosen(a)}>
                <th scope="row"><button type="button" className="bench-arm" title={ARM_WORDS[a]} aria-pressed={a === arm} tabIndex={a === arm ? 0 : -1} onClick={() => setChosen(a)}>{a}</button></th>
                {COLUMNS.map((c) => <td key={c.name}>{c.of(arms[a]!)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {score && <section aria-label={`Shapes of tasks, ${arm}`}><h3>Success of {arm} by shape of task{partial ? ', so far' : ''}</h3><Shapes shapes={score.shapes} /></section>}
    </>
  );
}

/** A bar a shape, with the 95 % interval as a whisker. */
function Shapes({ shapes }: { shapes: Record<string, Interval> }) {
  return (
    <ul className="bench-shapes">
      {Object.entries(shapes).map(([name, i]) => (
        <li key={name} title={share(i)}>
          <span className="ellipsis">{name}</span>
          <span className="bench-bar" aria-hidden="true"><span style={{ width: `${i.rate * 100}%` }} /><i style={{ left: `${i.low * 100}%`, width: `${(i.high - i.low) * 100}%` }} /></span>
          <span className="bench-share">{percent(i.rate)} of {i.n}</span>
        </li>
      ))}
    </ul>
  );
}
