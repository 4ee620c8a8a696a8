// Exports: renderJunit. An episode as JUnit XML: one test suite per SOP and device, one test case per top-level SOP step. Personal data redacted.

import { advise } from '../protocol/faults.ts';
import type { Episode, StepRecord } from '../protocol/run.ts';
import { withoutPersonal } from './without-personal.ts';

/** Escapes for attribute and text alike; characters XML 1.0 cannot hold become U+FFFD, and so do those that force a direction. */
const escape = (s: string): string => s
  .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|[\u202a-\u202e\u2066-\u2069]/gu, '\uFFFD')
  .replace(/[&<>"'\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`);

/** `4.1` is inside step 4, `4›2` is step 2 of the SOP that step 4 carries out. */
const topLevel = (r: StepRecord): string => r.step?.number.split(/[.›]/)[0] ?? '';

/** What went wrong in a step's records; the last attempt counts, since steps may be retried. */
function failureOf(records: readonly StepRecord[]): string | undefined {
  const last = records.at(-1);
  if (!last) return undefined;
  if (!last.outcome.ok) {
    const a = advise(last.outcome.fault);
    return `${a.title}: ${a.remedies[0].label}`;
  }
  if (last.verified !== 'no') return undefined;
  return last.checks.filter((c) => c.ok === 'no').map((c) => c.text).join('; ') + (last.after?.title ? ` (screen: ${last.after.title})` : '');
}

export function renderJunit(episode: Episode, o: { sha256?: string; report?: string }): string {
  const e = withoutPersonal(episode);
  const groups = [...Map.groupBy(e.records.filter((r) => r.step), topLevel).values()];
  const cases = groups.map((records) => {
    const first = records.find((r) => r.step?.number === topLevel(r)) ?? records[0];
    const failure = failureOf(records);
    // A step that ended inside has no record of its own: its first inner one names it.
    const name = `${first?.step?.number ?? ''}. ${first?.step?.text ?? ''}`;
    // The phase of the SOP that was run, not that of one it carries out.
    const phase = records.find((r) => !r.step?.number.includes('›'))?.step?.phase;
    const ms = records.reduce((sum, r) => sum + r.ms, 0);
    return { failed: failure !== undefined, xml: `    <testcase classname="${escape([e.sop?.path ?? 'episode', phase].filter(Boolean).join(' / '))}" name="${escape(name)}" time="${(ms / 1000).toFixed(3)}">${failure === undefined ? '' : `<failure message="${escape(failure)}"/>`}</testcase>` };
  });
  const ended = e.status === 'done-verified' ? undefined : e.fault ? advise(e.fault).title : `The run ended as ${e.status}`;
  if (ended !== undefined) cases.push({ failed: true, xml: `    <testcase classname="${escape(e.sop?.path ?? 'episode')}" name="Result" time="0.000"><failure message="${escape(ended)}"/></testcase>` });
  const total = (e.endedAt ?? e.startedAt) - e.startedAt;
  const properties = { 'sop.sha256': o.sha256, device: e.device, status: e.status, approvals: String(e.records.filter((r) => r.approval).length), episode: e.id, report: o.report };
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="${escape(`${e.sop?.title ?? e.id} on ${e.device}`)}" tests="${cases.length}" failures="${cases.filter((c) => c.failed).length}" errors="0" skipped="0" time="${(total / 1000).toFixed(3)}" timestamp="${new Date(e.startedAt).toISOString().slice(0, 19)}">
    <properties>
${Object.entries(properties).filter((p): p is [string, string] => p[1] !== undefined).map(([k, v]) => `      <property name="${k}" value="${escape(v)}"/>`).join('\n')}
    </properties>
${cases.map((c) => c.xml).join('\n')}
  </testsuite>
</testsuites>
`;
}
