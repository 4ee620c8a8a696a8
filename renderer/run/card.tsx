// Exports: ApprovalCard. What is about to happen, in words first; the person allows, edits, denies, takes over or stops.
// Words from the phone appear only inside quotations: a page must not be able to imitate the card.

import { mdiFormatQuoteOpen, mdiShieldAlertOutline } from '@mdi/js';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { Card } from '../../electron/protocol/run.ts';
import { commands, notify, setWindow, useStore } from '../store.ts';
import { takesKeys } from '../shell/focus.ts';
import { Icon } from '../shell/icon.tsx';
import { type CardEvent, DEAD_MS, fresh, HOLD_MS, onCard, revised } from './card-keys.ts';
import { Crop } from './picture.tsx';
import { CLASS_WORDS, RUNG_WORDS } from './words.ts';

const REASONS = ['Wrong element', 'Wrong value', 'Not now', 'I do it myself'];

export function ApprovalCard({ card }: { card: Card }) {
  const root = useRef<HTMLElement>(null);
  const [reason, setReason] = useState('');
  const [text, setText] = useState(card.action.action === 'input_text' ? card.action.text : '');
  const state = useRef(fresh(card, performance.now(), false));
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const dispatch = (e: CardEvent): void => {
    const [next, command] = onCard(state.current, e);
    state.current = next;
    redraw();
    if (command === 'focus') root.current?.focus();
    if (command === 'allow') decide({ decision: 'allow' });
    if (command === 'take-over') decide({ decision: 'take-over' });
    if (command === 'stop') decide({ decision: 'stop' });
  };
  const decide = (decision: Parameters<typeof commands.decide>[3]): void => void commands.decide(card.run, card.id, card.revision, decision);

  useEffect(() => {
    // The keyboard is moved here only when nobody is typing elsewhere; otherwise the live region speaks.
    if (!takesKeys(document.activeElement)) root.current?.focus();
    state.current = fresh(card, performance.now(), root.current?.contains(document.activeElement) ?? false);
    redraw();
  }, [card.id]);
  useEffect(() => {
    if (state.current.card !== fresh(card, 0, false).card) { state.current = revised(state.current, card, performance.now()); redraw(); }
    if (card.action.action === 'input_text' && state.current.mode !== 'edit') setText(card.action.text);
    setWindow({ pulse: card.target?.bounds });
    return () => setWindow({ pulse: undefined });
  }, [card.id, card.revision]);

  useEffect(() => {
    const outside = (e: KeyboardEvent): void => {
      if (root.current?.contains(document.activeElement) || takesKeys(document.activeElement) || e.ctrlKey || e.metaKey || e.altKey) return;
      dispatch({ on: 'down', key: e.key, repeat: e.repeat, at: performance.now() });
    };
    window.addEventListener('keydown', outside);
    return () => window.removeEventListener('keydown', outside);
  });
  const { shownAt } = state.current;
  const armed = performance.now() - shownAt >= DEAD_MS;
  useEffect(() => {
    const timer = setTimeout(redraw, shownAt + DEAD_MS - performance.now() + 5);
    return () => clearTimeout(timer);
  }, [shownAt]);
  const held = state.current.heldSince;
  useEffect(() => {
    if (held === undefined) return;
    const timer = setTimeout(() => dispatch({ on: 'tick', at: performance.now() }), HOLD_MS - (performance.now() - held) + 5);
    return () => clearTimeout(timer);
  }, [held]);

  /** Ids mean something only in their snapshot: the screen is looked at again, and must still hold the card's own target. */
  const pickAnother = async (): Promise<void> => {
    if (!('element' in card.action) || card.action.element === undefined) return;
    const { action } = card;
    const now = await commands.observe();
    const same = now?.elements.find((e) => e.id === action.element);
    if (!now || !card.target || same?.label !== card.target.label || same.bounds.join() !== card.target.bounds.join()) {
      notify({ level: 'warning', text: 'The screen is no longer the one of this card. Deny, or take over' });
      return;
    }
    commands.pick({
      text: 'Click the element to use instead', snapshot: now, candidates: [],
      choose: (element) => { commands.pick(undefined); decide({ decision: 'edit', action: { ...action, element } }); },
      cancel: () => { commands.pick(undefined); root.current?.focus(); },
    });
    commands.show('phone');
  };
  const { mode, hold } = state.current;
  const press = (key: string) => ({ onClick: () => { dispatch({ on: 'focus', focused: true }); dispatch({ on: 'down', key, repeat: false, at: performance.now() }); } });
  const origins = new Map<string, string[]>();
  for (const b of card.verdict.because) origins.set(b.class ?? '', [...(origins.get(b.class ?? '') ?? []), `${RUNG_WORDS[b.rung]}: ${b.words}`]);
  return (
    <section
      className="card" data-card={`${card.id}:${card.revision}`} ref={root} tabIndex={-1} role="alertdialog" aria-labelledby="card-what" aria-describedby="card-why" data-first
      onFocus={() => dispatch({ on: 'focus', focused: true })}
      onBlur={(e) => { if (!e.currentTarget.contains(e.relatedTarget)) dispatch({ on: 'focus', focused: false }); }}
      onKeyDown={(e) => {
        if (e.ctrlKey || e.metaKey || e.altKey) return;
        const field = takesKeys(e.target as Element);
        if (field && e.key !== 'Escape') return;
        if (['a', 'e', 'd', 't', 'escape'].includes(e.key.toLowerCase())) { e.preventDefault(); dispatch({ on: 'down', key: e.key, repeat: e.repeat, at: performance.now() }); }
      }}
      onKeyUp={(e) => dispatch({ on: 'up', key: e.key, at: performance.now() })}
    >
      <div className="card-head"><Icon path={mdiShieldAlertOutline} /><span>Approval needed</span>{card.step && <button type="button" className="link" onClick={() => useStore.getState().editor?.reveal(useStore.getState().runs[card.run]?.sop.path ?? '', card.step?.line ?? 1)}>step {card.step.number}</button>}</div>
      {card.changed && <p className="card-changed" role="status">The screen changed while this was open: {card.changed}. Look again.</p>}
      <h2 id="card-what">{card.what}</h2>
      <p className="row"><strong>{card.app.name}</strong><span className="muted mono ellipsis">{card.app.package}</span></p>
      <div id="card-why" className="col tight">
        {card.verdict.classes.map((c) => (
          <div key={c} className="why"><span className={`chip ${hold && (c === 'payment' || c === 'transfer') ? 'bad' : 'warn'}`}>{CLASS_WORDS[c]}</span><span className="muted">{origins.get(c)?.join(' · ')}</span></div>
        ))}
        {origins.has('') && <div className="why muted">{origins.get('')?.join(' · ')}</div>}
      </div>
      {card.values.length > 0 && (
        <dl className="values">
          {card.values.map((v) => <div key={v.name}><dt>{v.name}</dt><dd className={v.secret ? 'mono' : ''}>{v.shown}{v.destination && <span className="muted"> → {v.destination}</span>}</dd></div>)}
        </dl>
      )}
      {card.target && <Crop id={card.image} bounds={card.target.bounds} alt={`The target on the screen before the action: ${card.target.role}`} />}
      {(card.quoted.title || card.quoted.near.length > 0) && (
        <figure className="quoted"><figcaption><Icon path={mdiFormatQuoteOpen} size={13} /> The phone shows</figcaption>
          <blockquote>{[card.quoted.title, ...card.quoted.near].filter((q) => q !== '').map((q, i) => <span key={i}>“{q}”</span>)}</blockquote></figure>
      )}
      {card.advice === 'take-over' && <p className="card-advice" role="note">Credentials are best entered by their owner: take over, type them on the phone, then hand back.</p>}
      {card.expected && <p><span className="muted">Expected after: </span>{card.expected}</p>}
      {card.thought && <details className="thought"><summary>The model's own words (not checked)</summary><blockquote>“{card.thought}”</blockquote></details>}
      {mode === 'deny' && (
        <form className="col" onSubmit={(e) => { e.preventDefault(); decide({ decision: 'deny', reason }); }}>
          <div className="row wrap">{REASONS.map((r) => <button key={r} type="button" className={`chip reason ${reason === r ? 'on' : ''}`} aria-pressed={reason === r} onClick={() => setReason(r)}>{r}</button>)}</div>
          <input className="input" autoFocus value={reason} onChange={(e) => setReason(e.target.value)} placeholder="Why not? The agent is told" aria-label="Reason for denying" />
          <div className="row"><button className="button danger">Deny</button><button type="button" className="button" onClick={() => { dispatch({ on: 'mode', mode: 'rest' }); root.current?.focus(); }}>Back</button></div>
        </form>
      )}
      {mode === 'edit' && (
        <form className="col" onSubmit={(e) => { e.preventDefault(); if (card.action.action === 'input_text') decide({ decision: 'edit', action: { ...card.action, text } }); }}>
          {card.action.action === 'input_text' && <label className="col tight"><span className="muted">Text</span><input className="input" autoFocus value={text} onChange={(e) => setText(e.target.value)} /></label>}
          <div className="row wrap">
            {card.action.action === 'input_text' && <button className="button">Use this text</button>}
            {'element' in card.action && <button type="button" className="button" onClick={() => void pickAnother()}>Pick another element</button>}
            <button type="button" className="button" autoFocus={card.action.action !== 'input_text'} onClick={() => { dispatch({ on: 'mode', mode: 'rest' }); root.current?.focus(); }}>Back</button>
          </div>
          <p className="muted">An edited action is judged again before anything is sent.</p>
        </form>
      )}
      {mode === 'rest' && (
        <div className="card-actions" data-armed={armed}>
          <button type="button" className={`button ${card.advice === 'take-over' ? '' : 'primary'} allow ${held === undefined ? '' : 'holding'}`} title={hold ? 'Hold A or the button' : 'Allow this one action'}
            onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') e.preventDefault(); }}
            onPointerDown={() => { root.current?.focus(); dispatch({ on: 'focus', focused: true }); dispatch({ on: 'down', key: 'a', repeat: false, at: performance.now() }); }}
            onPointerUp={() => dispatch({ on: 'up', key: 'a', at: performance.now() })} onPointerLeave={() => dispatch({ on: 'up', key: 'a', at: performance.now() })}
          >{hold ? 'Hold to allow' : 'Allow once'} <kbd>A</kbd></button>
          <button type="button" className="button" {...press('e')}>Edit <kbd>E</kbd></button>
          <button type="button" className="button" {...press('d')}>Deny <kbd>D</kbd></button>
          <button type="button" className={`button ${card.advice === 'take-over' ? 'primary' : ''}`} {...press('t')}>Take over <kbd>T</kbd></button>
          <button type="button" className="button danger" onClick={() => decide({ decision: 'stop' })}>Stop <kbd>Esc Esc</kbd></button>
        </div>
      )}
    </section>
  );
}
