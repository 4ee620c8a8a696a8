// Exports: ApprovalCard. What is about to happen, in words first; the person allows, edits, denies, takes over or stops.

import { mdiAccountMultipleOutline, mdiShieldAlertOutline } from '@mdi/js';
import { useEffect, useReducer, useRef, useState } from 'react';
import { HOLD_MS, needsHold, sameAmount, scopesOf } from '../../electron/protocol/approval.ts';
import type { Card, Decision } from '../../electron/protocol/run.ts';
import { commands, notify, setWindow, useStore } from '../store.ts';
import { takesKeys } from '../shell/focus.ts';
import { Icon } from '../shell/icon.tsx';
import { CardFacts } from './card-facts.tsx';
import { AmountField, BatchTable, DenyForm, EditForm, ScopeForm, type ScopeChoice, SecondPerson } from './card-forms.tsx';
import { type CardEvent, DEAD_MS, fresh, KEYS, onCard, revised } from './card-keys.ts';

/** What is typed belongs to a field; a tick or a choice has no letters of its own. */
const typing = (e: Element | null): boolean => takesKeys(e) && !(e instanceof HTMLInputElement && (e.type === 'checkbox' || e.type === 'radio'));

export function ApprovalCard({ card }: { card: Card }) {
  const root = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState('');
  const [rows, setRows] = useState<ReadonlySet<number>>(new Set());
  const [scope, setScope] = useState<ScopeChoice>({ kind: scopesOf(card.verdict)[0] ?? 'step', until: '' });
  const [second, setSecond] = useState({ name: '', passphrase: '' });
  const me = useStore((s) => s.people?.me ?? 'owner');
  const [text, setText] = useState(card.action.action === 'input_text' ? card.action.text : '');
  const state = useRef(fresh(card, performance.now(), false));
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const dispatch = (e: CardEvent): void => {
    const { heldSince, mode } = state.current;
    const [next, command] = onCard(state.current, e);
    state.current = next;
    redraw();
    if (command === 'focus') root.current?.focus();
    if (command === 'allow') allow(heldSince === undefined || !('at' in e) ? undefined : e.at - heldSince, mode === 'scope');
    if (command === 'take-over') void decide({ decision: 'take-over' });
    if (command === 'stop') void decide({ decision: 'stop' });
  };
  const decide = (decision: Decision, as?: { name: string; passphrase: string }): Promise<boolean> => commands.decide(card.run, card.id, card.revision, decision, as);
  const toCard = (): void => root.current?.focus();
  const back = (): void => { dispatch({ on: 'mode', mode: 'rest' }); toCard(); };
  /** Somebody else than who agreed has to sign, unless it is they who have signed in here. */
  const asksSecond = card.agreed !== undefined && (me === 'owner' || me === card.agreed);
  const allow = (held: number | undefined, remember: boolean): void => {
    if (asksSecond && (second.name === '' || second.passphrase === '')) {
      const missing = root.current?.querySelector<HTMLElement>(second.name === '' ? '.second select' : '.second input');
      if (missing) missing.focus(); else notify({ level: 'warning', text: 'Another person has to agree: there is no other profile yet' });
      return;
    }
    const until = scope.until === '' ? undefined : new Date(`${scope.until}T23:59:59`).getTime();
    const reach = scope.kind === 'step' ? { kind: scope.kind } : { kind: scope.kind, ...(until === undefined ? {} : { until }) };
    void decide({
      decision: 'allow',
      ...(held === undefined ? {} : { held: Math.round(held) }), ...(typed === '' ? {} : { typed }), ...(remember ? { scope: reach } : {}),
      ...(card.batch && rows.size > 0 ? { rows: card.batch.rest.filter((_, i) => rows.has(i)) } : {}),
    }, asksSecond ? second : undefined).then((counted) => { if (!counted) setSecond((s) => ({ ...s, passphrase: '' })); });
  };

  useEffect(() => {
    // The keyboard is moved here only when nobody is typing elsewhere; otherwise the live region speaks.
    if (!takesKeys(document.activeElement)) root.current?.focus();
    state.current = fresh(card, performance.now(), root.current?.contains(document.activeElement) ?? false);
    redraw();
  }, [card.id]);
  useEffect(() => {
    if (state.current.card !== fresh(card, 0, false).card) {
      state.current = revised(state.current, card, performance.now());
      // What was typed and ticked was for what stood here before.
      setTyped('');
      setRows(new Set());
      redraw();
    }
    if (card.action.action === 'input_text' && state.current.mode !== 'edit') setText(card.action.text);
    setWindow({ pulse: card.target?.bounds });
    return () => setWindow({ pulse: undefined });
  }, [card.id, card.revision]);

  useEffect(() => {
    const outside = (e: KeyboardEvent): void => {
      if (root.current?.contains(document.activeElement) || takesKeys(document.activeElement) || e.ctrlKey || e.metaKey || e.altKey) return;
      dispatch({ on: 'down', key: e.key, repeat: e.repeat, at: performance.now(), shift: e.shiftKey });
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
      choose: (element) => { commands.pick(undefined); void decide({ decision: 'edit', action: { ...action, element } }); },
      cancel: () => { commands.pick(undefined); root.current?.focus(); },
    });
    commands.show('phone');
  };
  const { mode, hold } = state.current;
  const press = (key: string) => ({ onClick: () => { dispatch({ on: 'focus', focused: true }); dispatch({ on: 'down', key, repeat: false, at: performance.now() }); } });
  const quiet = (e: React.KeyboardEvent): void => { if (e.key === 'Enter' || e.key === ' ') e.preventDefault(); };
  /** Pressing with the pointer is holding the key. */
  const pressA: React.DOMAttributes<HTMLButtonElement> = {
    onKeyDown: quiet,
    onPointerDown: () => { if (mode === 'rest') toCard(); dispatch({ on: 'focus', focused: true }); dispatch({ on: 'down', key: 'a', repeat: false, at: performance.now() }); },
    onPointerUp: () => dispatch({ on: 'up', key: 'a', at: performance.now() }),
    onPointerLeave: () => dispatch({ on: 'up', key: 'a', at: performance.now() }),
  };
  return (
    <section
      className="card" data-card={`${card.id}:${card.revision}`} ref={root} tabIndex={-1} role="alertdialog" aria-labelledby="card-what" aria-describedby="card-why" data-first
      onFocus={() => dispatch({ on: 'focus', focused: true })}
      onBlur={(e) => { if (!e.currentTarget.contains(e.relatedTarget)) dispatch({ on: 'focus', focused: false }); }}
      onKeyDown={(e) => {
        if (e.ctrlKey || e.metaKey || e.altKey) return;
        if (typing(e.target as Element) && e.key !== 'Escape') return;
        if (KEYS.includes(e.key.toLowerCase())) { e.preventDefault(); dispatch({ on: 'down', key: e.key, repeat: e.repeat, at: performance.now(), shift: e.shiftKey }); }
      }}
      onKeyUp={(e) => dispatch({ on: 'up', key: e.key, at: performance.now() })}
    >
      <div className="card-head"><Icon path={mdiShieldAlertOutline} /><span>Approval needed</span>{card.step && <button type="button" className="link" onClick={() => useStore.getState().editor?.reveal(useStore.getState().runs[card.run]?.sop.path ?? '', card.step?.line ?? 1)}>step {card.step.number}</button>}</div>
      {card.changed && <p className="card-changed" role="status">The screen changed while this was open: {card.changed}. Look again.</p>}
      <h2 id="card-what">{card.what}</h2>
      <CardFacts card={card} />
      <div className="card-foot">
        {card.verdict.people === 2 && card.agreed === undefined && <p className="card-advice row" role="note"><Icon path={mdiAccountMultipleOutline} />Two people have to agree: you, and another with their own profile.</p>}
        {card.agreed !== undefined && mode === 'rest' && <SecondPerson agreed={card.agreed} name={second.name} setName={(name) => setSecond((s) => ({ ...s, name }))} passphrase={second.passphrase} setPassphrase={(passphrase) => setSecond((s) => ({ ...s, passphrase }))} leave={toCard} />}
        {mode === 'deny' && <DenyForm deny={(reason) => void decide({ decision: 'deny', reason })} back={back} />}
        {mode === 'edit' && <EditForm card={card} text={text} setText={setText} change={() => { if (card.action.action === 'input_text') void decide({ decision: 'edit', action: { ...card.action, text } }); }} pick={() => void pickAnother()} back={back} />}
        {mode === 'scope' && <ScopeForm card={card} choice={scope} setChoice={setScope} allow={pressA} back={back} />}
        {mode === 'rest' && card.batch && card.batch.rest.length > 0 && <BatchTable batch={card.batch} rows={rows} setRows={setRows} />}
        {mode === 'rest' && needsHold(card.verdict) && card.amount !== undefined && <AmountField amount={card.amount} typed={typed} leave={toCard} setTyped={(t) => { setTyped(t); dispatch({ on: 'amount', typed: card.amount !== undefined && sameAmount(card.amount, t) }); }} />}
        {mode === 'rest' && (
          <div className="card-actions" data-armed={armed}>
            <button type="button" className={`button ${card.advice === 'take-over' ? '' : 'primary'} allow ${held === undefined ? '' : 'holding'}`} title={hold ? 'Hold A or the button' : 'Allow this one action'} {...pressA}>{hold ? 'Hold to allow' : card.agreed !== undefined ? 'Allow as second' : rows.size > 0 ? `Allow ${rows.size + 1}` : 'Allow once'} <kbd>A</kbd></button>
            {state.current.scopes && card.agreed === undefined && <button type="button" className="button" onKeyDown={quiet} onClick={(e) => { if (e.detail === 0) return; dispatch({ on: 'focus', focused: true }); dispatch({ on: 'down', key: 'a', shift: true, repeat: false, at: performance.now() }); }}>Allow for… <kbd>⇧A</kbd></button>}
            <button type="button" className="button" {...press('e')}>Edit <kbd>E</kbd></button>
            <button type="button" className="button" {...press('d')}>Deny <kbd>D</kbd></button>
            <button type="button" className={`button ${card.advice === 'take-over' ? 'primary' : ''}`} {...press('t')}>Take over <kbd>T</kbd></button>
            <button type="button" className="button danger" onClick={() => void decide({ decision: 'stop' })}>Stop <kbd>Esc Esc</kbd></button>
          </div>
        )}
      </div>
    </section>
  );
}
