// Exports: QuestionCard. What a person is asked besides approving: pick an element, type something, judge, or do a part on the phone.

import { mdiHelpCircleOutline } from '@mdi/js';
import { useEffect, useState } from 'react';
import type { Question } from '../../electron/protocol/run.ts';
import { commands } from '../store.ts';
import { Icon } from '../shell/icon.tsx';

const HEAD: Record<Question['kind'], string> = { pick: 'Which element?', input: 'Your input', judge: 'Is this so?', 'hand-over': 'Your turn on the phone' };

export function QuestionCard({ question: q }: { question: Question }) {
  const [text, setText] = useState('');
  const [remember, setRemember] = useState(true);
  useEffect(() => {
    if (q.kind !== 'pick') return;
    commands.pick({
      text: `Click the element for: ${q.text}`, snapshot: q.snapshot, candidates: q.candidates,
      choose: (element) => void commands.reply(q, { kind: 'pick', element, remember }),
      cancel: () => commands.pick(undefined),
    });
    return () => commands.pick(undefined);
  }, [q, remember]);
  return (
    <section className="card question" role="alertdialog" aria-label={HEAD[q.kind]} tabIndex={-1}>
      <div className="card-head"><Icon path={mdiHelpCircleOutline} /><span>{HEAD[q.kind]}</span></div>
      <h2>{q.text}</h2>
      {q.why && <p className="muted">{q.why}</p>}
      {q.kind === 'pick' && (
        <>
          {q.candidates.length > 0 && <ul className="candidates">{q.candidates.map((id) => {
            const e = q.snapshot.elements.find((x) => x.id === id);
            return e && <li key={id}><button type="button" className="button small" onClick={() => void commands.reply(q, { kind: 'pick', element: id, remember })}><b>{id}</b> {e.role} “{e.label}”</button></li>;
          })}</ul>}
          <p className="muted">Or click it on the phone.</p>
          <label className="row"><input type="checkbox" checked={remember} onChange={(e) => setRemember(e.target.checked)} />Remember the choice for this step</label>
        </>
      )}
      {q.kind === 'input' && (
        <form className="row" onSubmit={(e) => { e.preventDefault(); void commands.reply(q, { kind: 'input', text }); }}>
          <input className="input" data-first autoFocus type={q.secret ? 'password' : 'text'} autoComplete="off" value={text} onChange={(e) => setText(e.target.value)} aria-label={q.text} /><button className="button primary" disabled={text === ''}>Enter</button>
        </form>
      )}
      {q.kind === 'judge' && <div className="row"><button type="button" data-first className="button primary" onClick={() => void commands.reply(q, { kind: 'judge', holds: true })}>Yes, it holds</button><button type="button" className="button" onClick={() => void commands.reply(q, { kind: 'judge', holds: false })}>No</button></div>}
      {q.kind === 'hand-over' && <button type="button" data-first className="button primary" onClick={() => void commands.reply(q, { kind: 'done' })}>I have done it</button>}
      <div className="row"><button type="button" className="button small" onClick={() => void commands.reply(q, { kind: 'skip' })}>Skip the step</button><button type="button" className="button small danger" onClick={() => void commands.reply(q, { kind: 'stop' })}>Stop the run</button></div>
    </section>
  );
}
