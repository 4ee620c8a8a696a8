// Exports: RulesView. The form's rules: list, form of the chosen one, and the Cedar that will be written, as it will be written.

import { mdiPlus, mdiTrashCanOutline } from '@mdi/js';
import { useEffect, useState } from 'react';
import { faultOf, type Fault } from '../../electron/protocol/faults.ts';
import type { PolicyRule, PolicyState } from '../../electron/protocol/policy.ts';
import { call, useStore } from '../store.ts';
import { FaultView } from '../shell/fault-view.tsx';
import { roving } from '../shell/focus.ts';
import { Icon, IconButton } from '../shell/icon.tsx';
import { RuleForm, type PhoneApp } from './rule-form.tsx';
import { freshId, ruleLine } from './words.ts';

const NEW: Record<PolicyRule['kind'], { label: string; make: (id: string) => PolicyRule }> = {
  ask: { label: 'Asking', make: (id) => ({ kind: 'ask', id, class: 'send-message', when: 'every-time' }) },
  limit: { label: 'Limit', make: (id) => ({ kind: 'limit', id, class: 'payment', most: [{ currency: 'CNY', amount: '' }], above: 'never-allow', unread: 'ask' }) },
  destination: { label: 'Data', make: (id) => ({ kind: 'destination', id, label: '', to: [''] }) },
};

const same = (a: readonly PolicyRule[], b: readonly PolicyRule[]): boolean => JSON.stringify(a) === JSON.stringify(b);

export interface Draft { rules: PolicyRule[]; digest: string; at: number }

export function RulesView({ state, draft, setDraft, tryOut }: { state: PolicyState; draft: Draft; setDraft: (d: Draft) => void; tryOut: () => void }) {
  const device = useStore((s) => s.device);
  const [apps, setApps] = useState<PhoneApp[]>([]);
  const [preview, setPreview] = useState<{ text: string; problems: { id: string; message: string }[] }>();
  const [fault, setFault] = useState<Fault>();
  const [saving, setSaving] = useState(false);
  // Names of apps are a convenience: without a phone packages are typed.
  useEffect(() => { if (device !== undefined) call('memory.apps', { device }).then(setApps, () => setApps([])); }, [device]);
  const { rules, at } = draft;
  useEffect(() => {
    let over = false;
    call('policy.preview', { rules }).then((p) => { if (!over) { setPreview(p); } }, (e: unknown) => { if (!over) setFault(faultOf(e)); });
    return () => { over = true; };
  }, [rules]);
  const dirty = !same(rules, state.rules);
  const rule = rules[at];
  const appName = (p: string): string => apps.find((a) => a.package === p)?.label ?? p;
  const edit = (next: PolicyRule[], to = at): void => { setFault(undefined); setDraft({ ...draft, rules: next, at: Math.max(0, Math.min(to, next.length - 1)) }); };
  const save = (): void => {
    setSaving(true);
    call('policy.save', { rules, digest: draft.digest }).then((s) => { setFault(undefined); setDraft({ rules: s.rules, digest: s.digest, at }); }, (e: unknown) => setFault(faultOf(e))).finally(() => setSaving(false));
  };
  const bad = preview?.problems.length ?? 0;
  const moved = state.digest !== draft.digest;
  return (
    <div className="policy-panel" onKeyDown={(e) => { if (e.key === 's' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); if (dirty && bad === 0 && !saving) save(); } }}>
      {fault && <FaultView fault={fault} />}
      {moved && dirty && <p className="warn-text">The policies changed on the disk since you began. <button type="button" className="link" onClick={() => setDraft({ rules: state.rules, digest: state.digest, at: 0 })}>Take what is there and drop these changes</button></p>}
      {state.locked !== undefined && <p className="warn-text">{state.locked}</p>}
      <div className="policy-rules">
        <div>
          <ul className="policy-list" aria-label="Rules" onKeyDown={(e) => {
            const next = roving(e.key, at, rules.length);
            if (next === undefined) return;
            e.preventDefault();
            setDraft({ ...draft, at: next });
            (e.currentTarget.children[next]?.querySelector('button') as HTMLElement | null)?.focus();
          }}>
            {rules.length === 0 && <li className="empty"><p>No rules of your own. The built-in policy asks about every sensitive class and remembers none by itself.</p></li>}
            {rules.map((r, i) => { const l = ruleLine(r, appName); return (
              <li key={i}><button type="button" className="episode" aria-pressed={i === at} onClick={() => setDraft({ ...draft, at: i })}>
                {preview?.problems.some((p) => p.id === r.id) && <span className="dot bad" />}<span className="popup-main"><span className="ellipsis">{l.title}</span><span className="muted ellipsis">{l.says}</span></span>
              </button></li>); })}
          </ul>
          <div className="policy-actions">
            {(Object.keys(NEW) as PolicyRule['kind'][]).map((k) => <button key={k} type="button" className="button small" disabled={state.locked !== undefined} onClick={() => edit([...rules, NEW[k].make(freshId(k, rules))], rules.length)}><Icon path={mdiPlus} size={14} />{NEW[k].label}</button>)}
            <span className="grow" />
            <IconButton path={mdiTrashCanOutline} label="Remove the rule" disabled={!rule} onClick={() => edit(rules.filter((_, i) => i !== at))} />
          </div>
        </div>
        <div>{rule ? <RuleForm key={at} rule={rule} apps={apps} problem={preview?.problems.find((p) => p.id === rule.id)?.message} change={(r) => edit(rules.map((o, i) => (i === at ? r : o)))} /> : <div className="empty"><p>Add a rule on the left. Yours make the built-in policy stricter, or spare questions where that is allowed.</p></div>}</div>
        <div>
          <span className="muted">What is written to form.cedar</span>
          <pre className="policy-cedar" aria-label="Cedar" tabIndex={0}><Cedar text={preview?.text ?? ''} id={rule?.id} /></pre>
        </div>
      </div>
      <div className="policy-actions">
        <button type="button" className="button primary" disabled={!dirty || bad > 0 || saving || state.locked !== undefined} onClick={save}>Save <kbd>Ctrl+S</kbd></button>
        <button type="button" className="button" disabled={!dirty} onClick={() => setDraft({ rules: state.rules, digest: state.digest, at: 0 })}>Discard</button>
        <button type="button" className="button" disabled={bad > 0} onClick={tryOut}>Try on a past run</button>
        <span className="muted" role="status">{saving ? 'Saving…' : bad > 0 ? `${bad} rule${bad === 1 ? '' : 's'} cannot be written yet` : dirty ? 'Not saved; not in force' : state.ok ? 'Saved and in force' : 'Saved; in force once the problems are mended'}</span>
      </div>
    </div>
  );
}

/** The file's text with the chosen rule marked. */
function Cedar({ text, id }: { text: string; id: string | undefined }) {
  const parts = text.split(/\n(?=@id\()/);
  return <>{parts.map((p, i) => { const own = id !== undefined && p.startsWith(`@id("${id}")`); return <span key={i}>{i > 0 && '\n'}{own ? <mark>{p}</mark> : p}</span>; })}</>;
}
