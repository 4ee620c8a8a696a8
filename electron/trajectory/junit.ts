// Exports: junitXml, JunitSuite. JUnit XML of episodes: a suite per SOP and phone, a case per top-level step of the SOP.

import { advise } from '../protocol/faults.ts';
import type { Episode, RunState, StepRecord } from '../protocol/run.ts';

export interface JunitSuite {
  episode: Episode;
  /** Top-level steps in order: what a case is made of, also of steps that were never reached. */
  steps: readonly { id: string; number: string; text: string; phase?: string }[];
  sopId: string;
  sha256: string;
  /** States by step id, when known. */
  states?: RunState['steps'];
  /** More `<property>`s, such as the app's version. */
  properties?: Record<string, string>;
}

// Characters XML 1.0 cannot carry at all are replaced, not dropped silently.
const esc = (s: string): string => s
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\uFFFD')
  .replace(/[&<>"\n\r\t]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' })[c] ?? c);

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** Texts of records are already without secrets. */
export function junitXml(suites: readonly JunitSuite[]): string {
  const parts = suites.map(suiteXml);
  const sum = (k: 'tests' | 'failures' | 'skipped'): number => parts.reduce((n, p) => n + p[k], 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${sum('tests')}" failures="${sum('failures')}" skipped="${sum('skipped')}">\n${parts.map((p) => p.xml).join('\n')}\n</testsuites>\n`;
}

function suiteXml(s: JunitSuite): { xml: string; tests: number; failures: number; skipped: number } {
  const { episode: e } = s;
  let failures = 0;
  let skipped = 0;
  const belongs = (r: StepRecord, number: string): boolean => r.step?.number === number || (r.step?.number.startsWith(`${number}.`) ?? false);
  const cases = s.steps.map((step) => {
    const records = e.records.filter((r) => belongs(r, step.number));
    const open = `  <testcase classname="${esc(step.phase ? `${s.sopId}.${step.phase}` : s.sopId)}" name="${esc(`${step.number}. ${step.text}`)}" time="${seconds(records.reduce((n, r) => n + r.ms, 0))}"`;
    const state = s.states?.[step.id];
    const wrong = records.findLast((r) => !r.outcome.ok || r.verified === 'no');
    if (state === 'failed' || (state === undefined && wrong)) {
      failures++;
      const message = wrong ? (wrong.outcome.ok ? wrong.checks.find((c) => c.ok === 'no')?.text ?? wrong.what : `${advise(wrong.outcome.fault).title} (screen: ${wrong.after?.title || wrong.before?.title || 'unknown'})`) : 'The step failed';
      return `${open}><failure message="${esc(message)}">${esc(wrong && !wrong.outcome.ok ? advise(wrong.outcome.fault).remedies.map((r) => r.label).join('\n') : '')}</failure></testcase>`;
    }
    if (state === 'skipped' || state === 'idle' || state === 'waiting' || (state === undefined && records.length === 0)) {
      skipped++;
      return `${open}><skipped/></testcase>`;
    }
    return `${open}/>`;
  });
  // The end is a case of its own: every step can pass and the result still not be what was expected.
  const expected = `  <testcase classname="${esc(s.sopId)}" name="Expected result" time="0.000"`;
  if (e.status === 'done-verified') cases.push(`${expected}/>`);
  else {
    failures++;
    cases.push(`${expected}><failure message="${esc(e.fault ? advise(e.fault).title : e.status)}"/></testcase>`);
  }
  const properties: Record<string, string> = { 'sop.sha256': s.sha256, status: e.status, approvals: String(e.records.filter((r) => r.approval).length), episode: e.path, ...s.properties };
  const total = (e.endedAt ?? e.records.at(-1)?.at ?? e.startedAt) - e.startedAt;
  const xml = ` <testsuite name="${esc(`${s.sopId} on ${e.device}`)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}" time="${seconds(total)}" timestamp="${new Date(e.startedAt).toISOString().slice(0, 19)}">\n  <properties>${Object.entries(properties).map(([k, v]) => `<property name="${esc(k)}" value="${esc(v)}"/>`).join('')}</properties>\n${cases.join('\n')}\n </testsuite>`;
  return { xml, tests: cases.length, failures, skipped };
}
