// Exports: reportOf. The results as one HTML file that needs nothing else: inline SVG, no scripts, everything escaped.

import type { ArmScore, Interval, Scores } from '../../protocol/bench.ts';
import type { Result } from './score.ts';

const esc = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const percent = (v: number): string => `${(v * 100).toFixed(1)}\u00a0%`;
/** Broken between rate and interval only. */
const range = (i: Interval): string => `${percent(i.rate)} (${(i.low * 100).toFixed(1)}\u2060–\u2060${(i.high * 100).toFixed(1)})`;

const WIDTH = 640;
const NAME = 150;
const ROW = 24;

/** Horizontal bars from 0 to 1 with their intervals as whiskers. */
function bars(title: string, rows: readonly { name: string; value: Interval }[]): string {
  const x = (v: number): number => NAME + v * (WIDTH - NAME - 110);
  const height = rows.length * ROW + 20;
  const lines = rows.map(({ name, value: v }, i) => {
    const y = i * ROW + 4;
    return `<text x="${NAME - 8}" y="${y + 13}" text-anchor="end">${esc(name)}</text><rect x="${NAME}" y="${y}" width="${(x(v.rate) - NAME).toFixed(1)}" height="16" class="bar"/>`
      + `<path d="M${x(v.low).toFixed(1)} ${y + 8}H${x(v.high).toFixed(1)}M${x(v.low).toFixed(1)} ${y + 4}v8M${x(v.high).toFixed(1)} ${y + 4}v8" class="whisker"/><text x="${WIDTH - 100}" y="${y + 13}">${percent(v.rate)} of ${v.n}</text>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((v) => `<path d="M${x(v)} 0V${height - 16}" class="grid"/><text x="${x(v)}" y="${height - 3}" text-anchor="middle" class="tick">${v * 100}</text>`);
  return `<figure><figcaption>${esc(title)}</figcaption><svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${esc(title)}">${ticks.join('')}${lines.join('')}</svg></figure>`;
}

/** Shares by group: a row per group, a cell per arm. */
function grid(title: string, arms: readonly [string, ArmScore][], of: (s: ArmScore) => Record<string, Interval>): string {
  const names = [...new Set(arms.flatMap(([, s]) => Object.keys(of(s))))].toSorted();
  const cell = (i: Interval | undefined): string => (i ? `<td title="${esc(range(i))}" style="--v:${Math.round(i.rate * 100)}%">${(i.rate * 100).toFixed(0)}<small> /${i.n}</small></td>` : '<td>–</td>');
  return `<h2>${esc(title)}</h2><table class="heat"><thead><tr><th></th>${arms.map(([a]) => `<th>${esc(a)}</th>`).join('')}</tr></thead><tbody>${names.map((n) => `<tr><th>${esc(n)}</th>${arms.map(([, s]) => cell(of(s)[n])).join('')}</tr>`).join('')}</tbody></table>`;
}

const COLUMNS: readonly [string, (s: ArmScore) => string][] = [
  ['chooser', (s) => s.chooser], ['tasks', (s) => String(s.tasks)], ['runs', (s) => String(s.runs)], ['success', (s) => range(s.interval.success)], ['right choices', (s) => range(s.interval.stepAccuracy)],
  ['claimed but not so', (s) => range(s.interval.falseCompletion)], ['side effects', (s) => range(s.interval.sideEffects)], ['unapproved', (s) => range(s.interval.unapprovedSideEffects)],
  ['steps too many', (s) => s.stepsOverMinimal.toFixed(2)], ['approvals', (s) => s.approvals.toFixed(2)], ['without a model', (s) => percent(s.withoutModel)], ['prompt tokens', (s) => s.promptTokens.toFixed(0)],
  ['prefill ms/step', (s) => s.prefillMsPerStep.toFixed(1)], ['decode ms/step', (s) => s.decodeMsPerStep.toFixed(1)], ['s/step', (s) => s.secondsPerStep.toFixed(3)],
];

const STYLE = `body{font:14px/1.45 system-ui,sans-serif;margin:24px auto;max-width:1180px;padding:0 16px;color:#1f2328;background:#fff}table{font-size:13px;border-collapse:collapse;margin:8px 0 24px;font-variant-numeric:tabular-nums}
th,td{border:1px solid #d0d7de;padding:3px 8px;text-align:left;vertical-align:top}thead th{background:#f6f8fa}.heat td{text-align:right;background:color-mix(in srgb,#2f81f7 calc(var(--v,0%)*.6),#fff)}small{color:#57606a}
.bar{fill:#2f81f7}.whisker{stroke:#1f2328;fill:none}.grid{stroke:#d0d7de}svg text{font-size:12px;fill:#1f2328}svg .tick{fill:#57606a;font-size:10px}figure{margin:0 0 20px}figcaption{font-weight:600;margin-bottom:4px}`;

/** @param when as it is to be shown */
export function reportOf(s: Scores, results: readonly Result[], when: string): string {
  const arms = Object.entries(s.arms);
  const chart = (title: string, of: (a: ArmScore) => Interval): string => bars(title, arms.map(([name, a]) => ({ name, value: of(a) })));
  const failed = results.filter((r) => !r.success && r.arm in s.arms);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>Task bench</title><style>${STYLE}</style></head><body>
<h1>Task bench</h1><p>${esc(when)} · split ${esc(s.split)} · seeds ${s.seeds} · intervals are Wilson, 95 %</p>
<table><thead><tr><th>arm</th>${COLUMNS.map(([c]) => `<th>${esc(c)}</th>`).join('')}</tr></thead><tbody>${arms.map(([name, a]) => `<tr><th>${esc(name)}</th>${COLUMNS.map(([, of]) => `<td>${esc(of(a))}</td>`).join('')}</tr>`).join('')}</tbody></table>
${chart('Success', (a) => a.interval.success)}${chart('Right choices on the oracle’s screens', (a) => a.interval.stepAccuracy)}${chart('Claimed to be done but not so', (a) => a.interval.falseCompletion)}${chart('Runs with a side effect', (a) => a.interval.sideEffects)}
${grid('Success by shape, %', arms, (a) => a.shapes)}${grid('Success by app, %', arms, (a) => a.apps)}
<h2>Runs that did not succeed</h2><table><thead><tr><th>arm</th><th>task</th><th>seed</th><th>end</th><th>steps</th><th>side effects</th><th>answer or fault</th></tr></thead><tbody>${failed.map((r) => `<tr><td>${esc(r.arm)}</td><td>${esc(r.task)}</td><td>${r.seed}</td><td>${esc(r.end)}</td><td>${r.steps} (${r.minimal})</td><td>${esc(r.sideEffects.join(', '))}</td><td>${esc(r.answer ?? r.why ?? '')}</td></tr>`).join('')}</tbody></table>
</body></html>
`;
}
