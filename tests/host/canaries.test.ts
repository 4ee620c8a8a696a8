// Two hundred planted values, a whole run, and what is left: no secret in anything but the phone itself, nothing personal in report, JUnit and logs.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../electron/memory/store.ts';
import { luhn } from '../../electron/privacy/recognisers/digits.ts';
import { checksum } from '../../electron/privacy/recognisers/resident-id.ts';
import { connect } from '../../electron/protocol/rpc.ts';
import { ENDED, type RunState } from '../../electron/protocol/run.ts';
import { host } from './host.ts';
import { portPair } from './port-pair.ts';

const count = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const closing = (digits: string, fits: (n: string) => boolean, ends = '0123456789'): string => [...ends].map((d) => digits + d).find(fits)!;

/** One hundred in ten parameters: each of the ten parts of a value is looked for by itself. */
const SECRETS = count(10, (p) => count(10, (i) => `zq${p}x${i}kv${(p * 97 + i * 31).toString(36)}w`));
const SURNAMES = ['Quillfeather', 'Thistlewood', 'Abernathy', 'Featherstone', 'Winterbourne', 'Hollingsworth', 'Pemberton', 'Ravenscroft', 'Silverstone', 'Blackthorne'];
const PERSONAL: { value: string; said: string }[][] = [
  count(25, (i) => { const value = `138${String(41_000_000 + i * 137_911)}`; return { value, said: `电话 ${value}` }; }),
  count(25, (i) => { const value = `canary.${i}@mail${i}.example.com`; return { value, said: `write to ${value}` }; }),
  count(20, (i) => { const value = closing(`622202${String(100_000_000 + i * 7_654_321)}`, luhn); return { value, said: `卡号 ${value}` }; }),
  count(10, (i) => { const value = closing(`110105194912${String(10 + i)}${String(100 + i * 7)}`, (n) => n.length === 18 && checksum(n), '0123456789X'); return { value, said: `身份证 ${value}` }; }),
  [...SURNAMES.map((value) => ({ value, said: `Mrs ${value}` })), ...count(10, (i) => { const value = `${131 + i} Canary${'abcdefghij'[i]} Road`; return { value, said: `lives at ${value}` }; })],
];

/** As bytes may hold it. */
const forms = (text: string): Buffer[] => [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(encodeURIComponent(text)), ...[0, 1, 2].map((n) => Buffer.from(Buffer.concat([Buffer.alloc(n), Buffer.from(text)]).toString('base64').slice(n === 0 ? 0 : 4, -4)))];
const hits = (data: Buffer, values: readonly string[]): string[] => values.filter((v) => forms(v).some((f) => data.includes(f)));

test('two hundred canaries over a whole run', { timeout: 180_000 }, async () => {
  const secrets = SECRETS.flat();
  const personal = PERSONAL.flat().map((p) => p.value);
  expect([secrets.length, personal.length, new Set([...secrets, ...personal]).size, personal.includes(undefined as never)]).toEqual([100, 100, 200, false]);

  const h = await host();
  /** All that the window is ever told. */
  const told: string[] = [];
  const pair = portPair();
  onTestFinished(() => pair.close());
  h.services.attach({ ...pair.host, post: (m) => { told.push(JSON.stringify(m, (_, v: unknown) => (v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v))); pair.host.post(m); } });
  const w = connect(pair.window);
  const name = (k: 'secret' | 'personal', i: number): string => `${k}${i}`;
  const text = `---
sop: 1
id: test.canaries
title: Canaries
owner: qa
classification: restricted
applies:
  - { app: com.countersign.notes }
params:
${SECRETS.map((_, i) => `  ${name('secret', i)}: { type: string, secret: true, label: credential }`).join('\n')}
${PERSONAL.map((_, i) => `  ${name('personal', i)}: { type: string, label: identity }`).join('\n')}
---
# Canaries

## Steps
1. Go home.
2. Open "Notes".
3. Repeat until \`id:notes_list\` is visible, at most 8 times:
   1. Go back.
4. Tap "New note".
${SECRETS.map((_, i) => `${5 + i}. Enter {{${name('secret', i)}}} into "Title".\n   - Ask first: credential, a secret is typed`).join('\n')}
15. Clear "Title".
${PERSONAL.map((_, i) => `${16 + i}. Enter {{${name('personal', i)}}} into "Note".`).join('\n')}
21. Tap "Save".

## Expected result
- "New note" is visible.
`;
  const params = Object.fromEntries([...SECRETS.map((parts, i) => [name('secret', i), parts.join('-')]), ...PERSONAL.map((list, i) => [name('personal', i), list.map((p) => p.said).join('; ')])]);
  const ended = new Promise<RunState>((resolve, reject) => {
    w.on('run', (s) => {
      if (s.question || s.status === 'paused') reject(new Error(`The run needs somebody: ${s.status} ${JSON.stringify(s.question && { ...s.question, snapshot: undefined })} after ${s.records.at(-1)?.what}`));
      if (s.card) void w.call('run.decide', { run: s.id, card: s.card.id, revision: s.card.revision, decision: { decision: 'allow' } }).catch(() => undefined); // an older revision is answered again
      if (ENDED.includes(s.status)) resolve(s);
    });
  });
  const started = await w.call('run.start', { device: 'demo', sop: { text, path: 'unsaved.sop.md' }, params });
  const end = await ended;
  expect([end.status, end.fault, end.records.filter((r) => r.approval?.decision === 'allow').length]).toEqual(['done-verified', undefined, 10]);
  await expect.poll(() => fs.existsSync(path.join(h.data, 'episodes', started.id, 'junit.xml'))).toBe(true);
  const report = await w.call('episode.report', { id: started.id });
  for (const call of ['run.list', 'episode.list', 'memory.list', 'app.log', 'drafts.list', 'run.interrupted'] as const) await w.call(call);
  await w.call('episode.read', { id: started.id });
  await h.close();

  // The run was there: what has to be seen is seen.
  expect([hits(Buffer.from(told.join('\n')), personal).length, /Enter .*secret/.test(report) || report.includes('•')]).toEqual([100, true]);
  expect(hits(Buffer.from(told.join('\n')), secrets)).toEqual([]);

  const files = (fs.readdirSync(h.data, { recursive: true, withFileTypes: true })).filter((d) => d.isFile()).map((d) => path.join(d.parentPath, d.name));
  expect(files.some((f) => f.endsWith('memory.db')) && files.some((f) => f.endsWith('episode.jsonl')) && files.some((f) => f.endsWith('.jsonl') && f.includes('logs'))).toBe(true);
  // The phone is the phone: what was typed into it is its own.
  const ours = files.filter((f) => path.basename(f) !== 'demo-phone.json');
  expect(ours.flatMap((f) => hits(fs.readFileSync(f), secrets).map((v) => `${path.relative(h.data, f)}: ${v}`))).toEqual([]);
  const told2 = ours.filter((f) => /report\.html$|junit\.xml$|logs/.test(f));
  expect(told2.length).toBeGreaterThanOrEqual(3);
  expect(told2.flatMap((f) => hits(fs.readFileSync(f), personal).map((v) => `${path.relative(h.data, f)}: ${v}`))).toEqual([]);
  // All that the store of apps has in memory.
  const { store } = openStore(path.join(h.data, 'memory.db'), 0);
  onTestFinished(() => store.close());
  const dump = Buffer.from(JSON.stringify(store.apps().map((a) => store.read(a.package, a.version))));
  expect([dump.length > 1000, hits(dump, secrets)]).toEqual([true, []]);
});
