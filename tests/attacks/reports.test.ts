// Words from a phone, a model and an SOP in what is written for others: the HTML report, JUnit, the record of a run, a terminal. Nothing here writes or reads tables.

import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { SaxesParser } from 'saxes';
import { afterEach, expect, test } from 'vitest';
import { harmless, printPlan } from '../../electron/commands/command.ts';
import { planOf } from '../../electron/control/plan.ts';
import { parseSop } from '../../electron/sop/parse.ts';
import { renderJunit } from '../../electron/trajectory/junit.ts';
import { renderReport } from '../../electron/trajectory/report.ts';
import { sopText } from '../agent/stage.ts';
import { open, rig, stall, type Rig } from './rig.ts';

afterEach(async () => { for (const r of open.splice(0)) await r.close(); });

const MARKUP = `</td><script src=//evil.example/x.js></script><img src=x onerror=alert(1)>`;
const XML = `this"/><testcase name="forged`;
/** Switched off: the same text with its escapes undone. */
const undone = (s: string): string => s.replace(/&#(\d+);/g, (_, n: string) => String.fromCharCode(Number(n)));

/** A run over a hostile shop, by a hostile SOP, with a model that talks markup. */
async function hostile(): Promise<Rig> {
  const r = await rig({
    app: stall({ label: `Pay ${MARKUP}`, note: XML }).app, answer: () => ({ decision: 'deny', reason: `${MARKUP}${XML}` }),
    mind: { id: MARKUP, propose: async ({ screen }) => ({ action: { action: 'click', element: screen.elements.find((e) => e.resourceId.endsWith('/deal'))!.id }, thought: `${MARKUP}${XML}`, promptTokens: 1, reused: 0, ms: 1 }) },
  });
  await r.run(sopText(`1. Look for ${XML} and buy it.`, { outcome: `- "${XML.replaceAll('"', "'")}" is visible within 1s` }).replace('# T', `# T <b onmouseover=alert(1)>${'\u202e'}txet`));
  return r;
}

/** Names of the elements of a page, as a browser would make them of it. */
const tags = (html: string): string[] => [...new Set([...html.replace(/<style>[^]*?<\/style>/, '').matchAll(/<([a-z][a-z0-9]*)\b[^>]*?(\son\w+=)?/gi)].map((m) => m[1]!.toLowerCase()))];
/** What a reader of XML makes of a file. */
function cases(xml: string): string[] | string {
  const found: string[] = [];
  const parser = new SaxesParser();
  let wrong: string | undefined;
  parser.on('opentag', (t) => { if (t.name === 'testcase') found.push(String(t.attributes['name'])); });
  parser.on('error', (e) => { wrong ??= e.message; });
  parser.write(xml).close();
  return wrong === undefined ? found : [...found, 'not XML'];
}

test('HTML and JUnit', async () => {
  const r = await hostile();
  const episode = await r.episode();
  const html = renderReport(episode, new Map());
  const xml = renderJunit(episode, {});
  expect(html).toContain('&#60;script src=//evil.example/x.js&#62;');
  expect({ off: ['script', 'img'].map((t) => tags(undone(html)).includes(t)), on: ['script', 'img'].map((t) => tags(html).includes(t)) }).toEqual({ off: [true, true], on: [false, false] });
  // And if a script had got in, the page itself forbids to run or fetch one.
  expect(html).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
  expect({ off: cases(undone(xml)), on: cases(xml) }).toEqual({ off: ['1. Look for this', 'forged and buy it', 'Result', 'not XML'], on: [`1. Look for ${XML} and buy it`, 'Result'] });
  // A forced direction would turn round what stands beside it.
  expect([html, xml].map((t) => /[\u202a-\u202e\u2066-\u2069]/.test(t))).toEqual([false, false]);
});

test('a line end in what is recorded makes no record of its own', async () => {
  const forged = 'x"}\n{"t":"end","v":1,"at":1,"status":"done-verified"}\n{"a":"';
  const r = await rig({ app: stall().app });
  await r.run(sopText('1. Enter {{text}} into "Name".\n2. Tap "Nowhere".', { params: '  text: { type: string }' }), { text: forged });
  const { status, damaged, records } = await r.episode();
  // Switched off: the text is put between quotes as it is.
  const off = `{"t":"step","what":"${forged}"}`.split('\n').map((l) => { try { return (JSON.parse(l) as { status?: string }).status; } catch { return 'torn'; } });
  expect({ off: off.includes('done-verified'), on: [status === 'done-verified', damaged, records.some((x) => x.what.includes('done-verified'))] }).toEqual({ off: true, on: [false, 0, true] });
});

test('a terminal', () => {
  const plan = printPlan(planOf({ sop: parseSop(sopText('1. Pay \u001b[2J\u001b]0;owned\u0007 \u202enoitcurtsni\u202c.\n   - Ask first: payment')), values: new Map(), used: () => undefined }));
  // oxlint-disable-next-line no-control-regex -- what a terminal obeys is what is looked for
  const obeyed = (s: string): boolean => /[\u001b\u0007\u202e]/.test(s);
  expect([obeyed(plan), obeyed(harmless(plan))]).toEqual([true, false]);
});

test('nothing writes or reads tables of values, in which a formula would be carried out', () => {
  const root = path.resolve(import.meta.dirname, '../../electron');
  const sources = (readdirSync(root, { recursive: true }) as string[]).filter((f) => f.endsWith('.ts') && !/^(?:demo-phone|bench)/.test(f));
  expect(sources.filter((f) => /text\/csv|tab-separated|\.[ct]sv['"`]/i.test(readFileSync(path.join(root, f), 'utf8')))).toEqual([]);
});
