// Exports: RuleForm. One rule as a form: "in APP, CLASS: …", a limit on amounts, or where data may go.

import { mdiClose, mdiPlus } from '@mdi/js';
import { ASKING, CURRENCIES, NEVER_REMEMBERED, type Currency, type PolicyRule } from '../../electron/protocol/policy.ts';
import { CLASSES, type Class } from '../../electron/protocol/sop.ts';
import { CLASS_WORDS } from '../run/words.ts';
import { Icon, IconButton } from '../shell/icon.tsx';
import { ASKING_WORDS, neverRemembered } from './words.ts';

export interface PhoneApp { package: string; label: string }

/** A package, chosen from those of the phone or typed; nothing = every app. */
function AppField({ value, apps, set }: { value: string | undefined; apps: readonly PhoneApp[]; set: (v: string | undefined) => void }) {
  return (
    <label className="field"><span>In</span>
      <input className="input" list="policy-apps" value={value ?? ''} placeholder="every app" spellCheck={false} autoComplete="off" onChange={(e) => set(e.target.value.trim() === '' ? undefined : e.target.value.trim())} />
      <datalist id="policy-apps">{apps.map((a) => <option key={a.package} value={a.package}>{a.label}</option>)}</datalist>
      {value !== undefined && <span className="hint">{apps.find((a) => a.package === value)?.label ?? 'a package name, such as com.example.bank'}</span>}
    </label>
  );
}

const withApp = <R extends PolicyRule>(rule: R, app: string | undefined): R => { const { app: _old, ...rest } = rule as R & { app?: string }; return (app === undefined ? rest : { ...rest, app }) as R; };

export function RuleForm({ rule, problem, apps, change }: { rule: PolicyRule; problem: string | undefined; apps: readonly PhoneApp[]; change: (r: PolicyRule) => void }) {
  const classField = (value: Class, set: (c: Class) => void) => (
    <label className="field"><span>Class</span><select className="select" value={value} onChange={(e) => set(e.target.value as Class)}>{CLASSES.map((c) => <option key={c} value={c}>{CLASS_WORDS[c]}</option>)}</select></label>
  );
  return (
    <form className="policy-form" aria-label="Rule" onSubmit={(e) => e.preventDefault()}>
      {rule.kind === 'ask' && (
        <>
          <AppField value={rule.app} apps={apps} set={(app) => change(withApp(rule, app))} />
          {classField(rule.class, (c) => change({ ...rule, class: c, when: NEVER_REMEMBERED.includes(c) && (rule.when === 'once-per-run' || rule.when === 'never-ask') ? 'every-time' : rule.when }))}
          <label className="field"><span>Then</span>
            <select className="select" value={rule.when} onChange={(e) => change({ ...rule, when: e.target.value as typeof rule.when })}>
              {ASKING.map((w) => <option key={w} value={w} disabled={neverRemembered(rule) && (w === 'once-per-run' || w === 'never-ask')}>{ASKING_WORDS[w]}</option>)}
            </select>
            {neverRemembered(rule) && <span className="hint">{CLASS_WORDS[rule.class]} is agreed to each time; no rule can change that.</span>}
          </label>
        </>
      )}
      {rule.kind === 'limit' && (
        <>
          <AppField value={rule.app} apps={apps} set={(app) => change(withApp(rule, app))} />
          {classField(rule.class, (c) => change({ ...rule, class: c }))}
          <div className="field"><span>At most</span>
            <div className="col">
              {rule.most.map((m, i) => (
                <div className="most" key={i}>
                  <select className="select" aria-label="Currency" value={m.currency} onChange={(e) => change({ ...rule, most: rule.most.map((o, j) => (j === i ? { ...o, currency: e.target.value as Currency } : o)) })}>{CURRENCIES.filter((c) => c !== 'XXX' || m.currency === 'XXX').map((c) => <option key={c}>{c}</option>)}</select>
                  <input className="input" aria-label={`Amount in ${m.currency}`} inputMode="decimal" value={m.amount} onChange={(e) => change({ ...rule, most: rule.most.map((o, j) => (j === i ? { ...o, amount: e.target.value } : o)) })} />
                  <IconButton path={mdiClose} size={14} label={`Remove ${m.currency}`} disabled={rule.most.length === 1} onClick={() => change({ ...rule, most: rule.most.filter((_, j) => j !== i) })} />
                </div>))}
              <button type="button" className="button small" onClick={() => change({ ...rule, most: [...rule.most, { currency: CURRENCIES.find((c) => !rule.most.some((m) => m.currency === c)) ?? 'CNY', amount: '' }] })}><Icon path={mdiPlus} size={14} />Currency</button>
            </div>
            <span className="hint">A currency that is not listed is beyond the limit.</span>
          </div>
          <label className="field"><span>Beyond it</span><select className="select" value={rule.above} onChange={(e) => change({ ...rule, above: e.target.value as typeof rule.above })}><option value="never-allow">never do it</option><option value="two-people">two people have to agree</option></select></label>
          <label className="field"><span>No amount</span><select className="select" value={rule.unread} onChange={(e) => change({ ...rule, unread: e.target.value as typeof rule.unread })}><option value="ask">ask as usual</option><option value="as-above">treat as beyond the limit</option></select>
            <span className="hint">Where no amount can be read from the screen.</span></label>
        </>
      )}
      {rule.kind === 'destination' && (
        <>
          <label className="field"><span>Data</span><input className="input" value={rule.label} onChange={(e) => change({ ...rule, label: e.target.value })} />
            <span className="hint">A name after “Data:” in an SOP, or a label.</span></label>
          <label className="field"><span>Goes to</span><textarea className="textarea" rows={3} value={rule.to.join('\n')} onChange={(e) => change({ ...rule, to: e.target.value.split('\n') })} />
            <span className="hint">One destination a line, as the SOP names it; a package where it names none. Nowhere else.</span></label>
        </>
      )}
      <label className="field"><span>Reason</span><input className="input" value={rule.reason ?? ''} placeholder="said on cards and in records" onChange={(e) => { const { reason: _old, ...rest } = rule; change(e.target.value === '' ? rest : { ...rest, reason: e.target.value }); }} /></label>
      <label className="field"><span>Name</span><input className="input mono" value={rule.id} spellCheck={false} onChange={(e) => change({ ...rule, id: e.target.value })} /></label>
      {problem !== undefined && <p className="bad-text" role="alert">{problem}</p>}
    </form>
  );
}
