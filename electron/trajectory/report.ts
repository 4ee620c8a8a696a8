// Exports: reportHtml, ReportParts. An episode as one HTML file: no scripts, no addresses, images inside. Everything
// that came from a phone, an SOP or a model is escaped; the Content-Security-Policy forbids whatever escaping misses.

import { advise, type Fault } from '../protocol/faults.ts';
import type { Episode, StepRecord } from '../protocol/run.ts';

export interface ReportParts {
  episode: Episode;
  /** PNG bytes by the names in the records. */
  image(name: string): Uint8Array | undefined;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const esc = (s: string): string => s.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c).replace(/[\p{Bidi_Control}]/gu, '\uFFFD');
const time = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
const took = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

const STATUS: Record<Episode['status'], string> = {
  'done-verified': 'Done, verified', 'done-unverified': 'Done, not verified', 'handed-over': 'Handed over', stopped: 'Stopped', failed: 'Failed', interrupted: 'Interrupted',
  starting: 'Starting', running: 'Running', paused: 'Paused', 'waiting-approval': 'Waiting for approval', 'waiting-person': 'Waiting for a person', 'waiting-device': 'Waiting for the phone', 'taken-over': 'Taken over',
};
const mark = { yes: '✓', no: '✗', unknown: '?' } as const;

export function reportHtml({ episode: e, image }: ReportParts): string {
  const approvals = e.records.filter((r) => r.approval);
  const verified = e.records.filter((r) => r.verified === 'yes').length;
  const rows = [
    ['Status', `<b class="s-${e.status}">${STATUS[e.status]}</b>`],
    ['Phone', esc(e.device)],
    ['Started', `${time(e.startedAt)} UTC`],
    ...(e.endedAt === undefined ? [] : [['Took', took(e.endedAt - e.startedAt)]]),
    ['Steps', `${e.records.length}, ${verified} verified by a check`],
    ['Approvals', String(approvals.length)],
    ...Object.entries(e.params).map(([k, v]) => [`Parameter ${esc(k)}`, esc(v)]),
    ...(e.damaged ? [['Damaged lines', String(e.damaged)]] : []),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<title>${esc(e.sop?.title ?? 'Episode')} · ${STATUS[e.status]}</title>
<style>${STYLE}</style></head><body><main>
<h1>${esc(e.sop?.title ?? 'Episode')}</h1><p class="path">${esc(e.sop?.path ?? '')} <span>${esc(e.id)}</span></p>
<table class="facts">${rows.map(([k, v]) => `<tr><th>${k}</th><td>${v}</td></tr>`).join('')}</table>
${e.fault ? faultHtml(e.fault) : ''}
<h2>Steps</h2>
${e.records.map((r) => stepHtml(r, image)).join('\n')}
${approvals.length ? `<h2>Approvals</h2><table class="list"><tr><th>Step</th><th>Action</th><th>Classes</th><th>Decision</th><th>By</th><th>After</th></tr>${approvals.map((r) => `<tr><td>${esc(r.step?.number ?? '')}</td><td>${esc(r.what)}</td><td>${esc(r.verdict?.classes.join(', ') ?? '')}</td><td>${esc(r.approval?.decision ?? '')}${r.approval?.reason ? `: ${esc(r.approval.reason)}` : ''}</td><td>${esc(r.approval?.by ?? '')}</td><td>${took(r.approval?.ms ?? 0)}</td></tr>`).join('')}</table>` : ''}
</main></body></html>
`;
}

function faultHtml(f: Fault): string {
  const { title, remedies } = adviceOf(f);
  return `<section class="fault"><b>${esc(title)}</b><ul>${remedies.map((r) => `<li>${esc(r.label)}${r.command ? ` <code>${esc(r.command)}</code>` : ''}</li>`).join('')}</ul></section>`;
}

/** A fault kind of a newer version has no advice here. */
function adviceOf(f: Fault): { title: string; remedies: readonly { label: string; command?: string }[] } {
  const known = advise(f) as ReturnType<typeof advise> | undefined;
  return known ?? { title: (f as { kind: string }).kind, remedies: [] };
}

function stepHtml(r: StepRecord, image: ReportParts['image']): string {
  const picture = (side: StepRecord['before'], name: string): string => {
    const bytes = side?.image === undefined ? undefined : image(side.image);
    const words = `${name}: ${side?.title || side?.package || 'not looked at'}`;
    return `<figure>${bytes ? `<img loading="lazy" alt="${esc(words)}" src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}">` : '<div class="none">no picture</div>'}<figcaption>${esc(words)}</figcaption></figure>`;
  };
  const actor = r.actor.kind === 'human' ? `person (${r.actor.via})` : r.actor.kind;
  return `<article class="${r.outcome.ok ? (r.verified === 'no' ? 'bad' : 'ok') : 'bad'}">
<header><span class="n">${esc(r.step?.number ?? '·')}</span><div><b>${esc(r.what)}</b>${r.step ? `<p>${esc(r.step.text)} <small>line ${Number(r.step.line)}${r.step.phase ? ` · ${esc(r.step.phase)}` : ''}</small></p>` : ''}</div><span class="ms">${took(Number(r.ms))}</span></header>
<p class="chips"><i>${esc(actor)}</i>${r.resolvedBy ? `<i>found by ${esc(r.resolvedBy)}</i>` : ''}<i>claimed ${r.claimed ? '✓' : '✗'}</i><i class="v-${r.verified}">verified ${mark[r.verified]}</i>${(r.verdict?.classes ?? []).map((c) => `<i class="class">${esc(c)}</i>`).join('')}${r.approval ? `<i class="class">${esc(r.approval.decision)} by ${esc(r.approval.by)}</i>` : ''}</p>
${r.checks.length ? `<ul class="checks">${r.checks.map((c) => `<li class="v-${c.ok}">${mark[c.ok]} ${esc(c.text)}</li>`).join('')}</ul>` : ''}
${r.verdict && r.verdict.decision !== 'auto' ? `<p class="why">${r.verdict.because.map((b) => `${esc(b.rung)}: ${esc(b.words)}`).join(' · ')}</p>` : ''}
${r.outcome.ok ? '' : faultHtml(r.outcome.fault)}
${r.before || r.after ? `<details><summary>Before and after</summary><div class="pair">${picture(r.before, 'Before')}${picture(r.after, 'After')}</div></details>` : ''}
${r.model ? `<p class="why">model ${esc(r.model.id)}, ${Number(r.model.promptTokens)} tokens (${Number(r.model.reused)} reused), ${took(Number(r.model.ms))}${r.model.thought ? `; in its own words: “${esc(r.model.thought)}”` : ''}</p>` : ''}
</article>`;
}

const STYLE = `:root{color-scheme:light dark;--bg:#fff;--fg:#1b1d22;--dim:#636a76;--line:#dfe2e8;--card:#f7f8fa;--ok:#11734b;--bad:#b3261e;--warn:#8a5a00}
@media(prefers-color-scheme:dark){:root{--bg:#14161a;--fg:#e7e9ee;--dim:#9aa2b1;--line:#2c3038;--card:#1b1e24;--ok:#5fd09c;--bad:#ff8f87;--warn:#f0bd5c}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}main{max-width:960px;margin:0 auto;padding:32px 20px}
h1{margin:0;font-size:26px}h2{margin:32px 0 12px;font-size:18px}.path{color:var(--dim);margin:2px 0 20px}.path span{font-family:monospace;font-size:12px}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:500;color:var(--dim);padding:4px 16px 4px 0;vertical-align:top}td{padding:4px 8px 4px 0;overflow-wrap:anywhere}.facts{width:auto}.list td,.list th{border-bottom:1px solid var(--line)}
article{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--ok);border-radius:8px;padding:12px 16px;margin:10px 0}article.bad{border-left-color:var(--bad)}
header{display:flex;gap:12px;align-items:baseline}header div{flex:1;overflow-wrap:anywhere}header p{margin:0;color:var(--dim)}.n{min-width:2.2em;color:var(--dim);font-variant-numeric:tabular-nums}.ms{color:var(--dim);white-space:nowrap}
.chips{margin:6px 0 0}.chips i{font-style:normal;font-size:12px;border:1px solid var(--line);border-radius:99px;padding:1px 9px;margin-right:6px}.class{border-color:var(--warn)!important;color:var(--warn)}
.v-yes{color:var(--ok)}.v-no{color:var(--bad)}.checks{margin:6px 0;padding-left:4px;list-style:none}.why{color:var(--dim);font-size:13px;margin:6px 0}.fault{border:1px solid var(--bad);border-radius:8px;padding:8px 14px;margin:10px 0}.fault ul{margin:4px 0}
.pair{display:flex;gap:16px;flex-wrap:wrap}figure{margin:8px 0}figure img{height:420px;max-width:100%;border:1px solid var(--line);border-radius:8px}figcaption{font-size:12px;color:var(--dim)}.none{width:190px;height:120px;border:1px dashed var(--line);border-radius:8px;display:grid;place-items:center;color:var(--dim)}
.s-done-verified{color:var(--ok)}.s-failed,.s-stopped,.s-interrupted{color:var(--bad)}.s-done-unverified,.s-handed-over{color:var(--warn)}summary{cursor:pointer;color:var(--dim)}code{font-size:13px}`;
