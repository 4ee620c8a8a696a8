// Exports: renderReport. An episode as one HTML file: no scripts, no outside references, every text from the phone escaped, personal data in texts
// redacted. Its pictures are as the phone showed them.

import { advise } from '../protocol/faults.ts';
import type { Episode, StepRecord } from '../protocol/run.ts';
import { withoutPersonal } from './without-personal.ts';

/** Forced directions would turn round what stands beside them, too. */
const escape = (s: string): string => s.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\uFFFD').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const time = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const STYLE = `
:root{color-scheme:light dark;--fg:#1c1e22;--dim:#5d6470;--bg:#fff;--line:#d9dce2;--ok:#14723c;--bad:#b3261e;--warn:#8a5a00;--box:#f5f6f8}
@media(prefers-color-scheme:dark){:root{--fg:#e6e8ec;--dim:#9aa1ad;--bg:#16181d;--line:#333842;--ok:#6fd08c;--bad:#ff8a80;--warn:#f0c36a;--box:#1e2128}}
body{font:14px/1.45 system-ui,sans-serif;color:var(--fg);background:var(--bg);margin:24px auto;max-width:1040px;padding:0 16px}
h1{font-size:20px;margin:0 0 4px}h2{font-size:15px;margin:24px 0 8px}.dim{color:var(--dim)}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:3px 12px 3px 0;vertical-align:top}.step{border:1px solid var(--line);border-radius:6px;padding:10px 12px;margin:8px 0;background:var(--box)}
.step header{display:flex;gap:8px;align-items:baseline;flex-wrap:wrap}.chip{border:1px solid var(--line);border-radius:10px;padding:0 7px;font-size:12px}
.yes{color:var(--ok)}.no{color:var(--bad)}.unknown{color:var(--warn)}.shots{display:flex;gap:10px;margin-top:8px}.shots figure{margin:0}.shots img{max-height:320px;border:1px solid var(--line);border-radius:4px}
figcaption{font-size:12px;color:var(--dim)}q{quotes:none;background:var(--bg);border-left:3px solid var(--line);padding-left:6px;white-space:pre-wrap}ul{margin:4px 0;padding-left:20px}`;

const WORD = { yes: 'verified', no: 'not verified', unknown: 'not checked' } as const;

/** @param images picture name → bytes; those missing are left out */
export function renderReport(episode: Episode, images: ReadonlyMap<string, Uint8Array>): string {
  const e = withoutPersonal(episode);
  const shot = (caption: string, name: string | undefined): string => {
    const png = name === undefined ? undefined : images.get(name);
    return png === undefined ? '' : `<figure><img alt="${escape(caption)}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}"><figcaption>${escape(caption)}</figcaption></figure>`;
  };
  const step = (r: StepRecord): string => {
    const fault = r.outcome.ok ? undefined : r.outcome.fault;
    const advice = fault && advise(fault);
    return `<article class="step"><header><strong>${escape(r.step ? `${r.step.number}. ${r.step.text}` : r.what)}</strong>
<span class="chip">${escape(r.actor.kind === 'human' ? 'a person' : r.actor.kind)}</span>${r.resolvedBy ? `<span class="chip">found by: ${escape(r.resolvedBy)}</span>` : ''}
<span class="${r.outcome.ok ? 'yes' : 'no'}">${r.outcome.ok ? (r.claimed ? 'claimed done' : 'done') : 'failed'}</span><span class="${r.verified}">${WORD[r.verified]}</span><span class="dim">${seconds(r.ms)}</span></header>
<div class="dim">${escape(r.what)}</div>
${r.verdict && r.verdict.classes.length ? `<div>Sensitive: ${r.verdict.classes.map(escape).join(', ')} — ${r.verdict.because.map((b) => `${escape(b.rung)}: <q>${escape(b.words)}</q>`).join('; ')}</div>` : ''}
${r.approval ? `<div>Approval: <strong>${escape(r.approval.decision)}</strong> by ${escape(r.approval.by)}${r.approval.and === undefined ? '' : ` and ${escape(r.approval.and)}`}${r.approval.with === undefined ? ` after ${seconds(r.approval.ms)}` : ', with an earlier round'}${r.approval.scope === undefined || r.approval.scope.kind === 'once' ? '' : `, remembered for this ${escape(r.approval.scope.kind)}`}${r.approval.reason ? ` — ${escape(r.approval.reason)}` : ''}</div>` : ''}
${r.checks.length ? `<ul>${r.checks.map((c) => `<li class="${c.ok}">${escape(c.text)}: ${WORD[c.ok]}</li>`).join('')}</ul>` : ''}
${r.model?.thought ? `<div class="dim">The model's words: <q>${escape(r.model.thought)}</q></div>` : ''}
${advice ? `<div class="no">${escape(advice.title)}<ul>${advice.remedies.map((m) => `<li>${escape(m.label)}</li>`).join('')}</ul></div>` : ''}
<div class="shots">${shot('Before', r.before?.image)}${r.after?.image === r.before?.image ? '' : shot('After', r.after?.image)}</div></article>`;
  };
  const approvals = e.records.filter((r) => r.approval);
  const fault = e.fault && advise(e.fault);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><title>${escape(e.sop?.title ?? e.id)}</title><style>${STYLE}</style></head>
<body><h1>${escape(e.sop?.title ?? 'Episode')}</h1><div class="dim">${escape(e.sop?.path ?? '')} on ${escape(e.device)}, ${time(e.startedAt)} UTC</div>
<table><tr><th>Result</th><td class="${e.status === 'done-verified' ? 'yes' : e.status === 'done-unverified' ? 'unknown' : 'no'}">${escape(e.status)}</td></tr>
<tr><th>Steps recorded</th><td>${e.records.length}</td></tr><tr><th>Approvals</th><td>${approvals.length} asked, ${approvals.filter((r) => r.approval?.decision === 'allow').length} allowed</td></tr>
${e.endedAt === undefined ? '' : `<tr><th>Duration</th><td>${seconds(e.endedAt - e.startedAt)}</td></tr>`}
${Object.entries(e.params).map(([k, v]) => `<tr><th>${escape(k)}</th><td>${escape(v)}</td></tr>`).join('')}
${e.damaged ? `<tr><th>Damaged lines</th><td class="no">${e.damaged}</td></tr>` : ''}</table>
${fault ? `<p class="no">${escape(fault.title)}: ${fault.remedies.map((r) => escape(r.label)).join('; ')}</p>` : ''}
<h2>Steps</h2>
${e.records.map(step).join('\n')}
</body></html>
`;
}
