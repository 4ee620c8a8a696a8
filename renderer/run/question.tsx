// Exports: QuestionCard. What a person is asked besides approving: pick an element, type something, judge, or do a part on the phone.

import { mdiHelpCircleOutline, mdiSelectSearch } from '@mdi/js';
import { useEffect, useRef, useState } from 'react';
import type { Question } from '../../electron/protocol/run.ts';
import { commands, setWindow, useStore } from '../store.ts';
import { Icon } from '../shell/icon.tsx';
import { takesKeys } from '../shell/focus.ts';

const HEAD: Record<Question['kind'], string> = { pick: 'Which element?', input: 'Your input', judge: 'Is this so?', 'hand-over': 'Your turn on the phone' };

export function QuestionCard({ question: q }: { question: Question }) {
  const [text, setText] = useState('');
  const [remember, setRemember] = useState(true);
  const root = useRef<HTMLElement>(null);
  const picking = useStore((s) => s.picking !== undefined);
  const keep = useRef(remember);
  keep.current = remember;
  const pick = (): void => {
    if (q.kind !== 'pick') return;
    commands.pick({
      text: `Click the element for: ${q.text}`, snapshot: q.snapshot, candidates: q.candidates,
      choose: (element) => void commands.reply(q, { kind: 'pick', element, remember: keep.current }),
      cancel: () => { commands.pick(undefined); root.current?.focus(); },
    });
  };
  useEffect(() => {
    pick();
    // As with a card: the keyboard comes here unless somebody is typing elsewhere.
    if (!takesKeys(document.activeElement) && !root.current?.contains(document.activeElement)) (root.current?.querySelector<HTMLElement>('[data-first]') ?? root.current)?.focus();
    return () => { if (q.kind === 'pick') commands.pick(undefined); };
  }, [q.id]);
  return (
    <section className="card question" role="alertdialog" aria-labelledby="question-head question-text" tabIndex={-1} ref={root}>
      <div className="card-head"><Icon path={mdiHelpCircleOutline} /><span id="question-head">{HEAD[q.kind]}</span></div>
      <h2 id="question-text">{q.text}</h2>
      {q.why && !q.text.includes(q.why) && <p className="muted">{q.why}</p>}
      {q.kind === 'pick' && (
        <>
          {q.candidates.length > 0 && <ul className="candidates">{q.candidates.map((id) => {
            const e = q.snapshot.elements.find((x) => x.id === id);
            return e && <li key={id}><button type="button" className="button small" onPointerEnter={() => setWindow({ hovered: id })} onFocus={() => setWindow({ hovered: id })} onClick={() => void commands.reply(q, { kind: 'pick', element: id, remember })}><b>{id}</b> {e.role} “{e.label}”</button></li>;
          })}</ul>}
          {picking ? <p className="muted">{q.candidates.length > 0 ? 'Or click it on the phone.' : 'Click it on the phone; with the keyboard: Alt+1, arrows, Enter.'}</p>
            : <div><button type="button" className="button" onClick={() => { pick(); commands.show('phone'); }}><Icon path={mdiSelectSearch} />Choose on the phone</button></div>}
          <label className="row"><input type="checkbox" checked={remember} onChange={(e) => setRemember(e.target.checked)} />Remember the choice for this step</label>
        </>
      )}
      {q.kind === 'input' && (
        <form className="row" onSubmit={(e) => { e.preventDefault(); void commands.reply(q, { kind: 'input', text }); }}>
          <input className="input" data-first autoFocus type={q.secret ? 'password' : 'text'} autoComplete="off" value={text} onChange={(e) => setText(e.target.value)} aria-label={q.text} /><button className="button primary" disabled={text === ''}>Enter</button>
        </form>
      )}
      {q.kind === 'judge' && <div className="row"><button type="button" data-first className="button primary" onClick={() => void commands.reply(q, { kind: 'judge', holds: true })}>Yes, it holds</button><button type="button" className="button" onClick={() => void commands.reply(q, { kind: 'judge', holds: false })}>No</button></div>}
      {q.kind === 'hand-over' && (
        <>
          <p className="muted">Do it on the phone or in the mirror, then say so. Or give the text that the field on the screen waits for, such as a one-time code: it is typed for you and kept out of every record.</p>
          <form className="row" onSubmit={(e) => { e.preventDefault(); void commands.reply(q, { kind: 'input', text }); }}>
            <input className="input" type="password" autoComplete="off" value={text} onChange={(e) => setText(e.target.value)} aria-label="Text to type on the phone" placeholder="Text to type on the phone" /><button className="button" disabled={text === ''}>Type it</button>
          </form>
          <button type="button" data-first className="button primary" onClick={() => void commands.reply(q, { kind: 'done' })}>I have done it</button>
        </>
      )}
      <div className="row"><button type="button" className="button small" onClick={() => void commands.reply(q, { kind: 'skip' })}>Skip the step</button><button type="button" className="button small danger" onClick={() => void commands.reply(q, { kind: 'stop' })}>Stop the run</button></div>
    </section>
  );
}
