// Labels from a terminal: another profile finds nothing, and an episode leaves by a decision that is kept.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { countersign, home, sopFile } from './in-process.ts';

test('what a confidential run leaves is the owner\'s, and leaves with a reason', { timeout: 60_000 }, async () => {
  const data = home();
  const file = sopFile('1. Go home.\n2. Open "Settings".\n3. Tap "Display".', { outcome: '- "Dark theme" is visible.' });
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('classification: public', 'classification: confidential'));
  const { episode } = (await countersign(['run', file, '--device', 'demo', '--approve', 'deny', '--json'], { data })).json() as { episode: string };
  const id = path.basename(episode);
  const list = async (as: string[]) => ((await countersign(['episode', 'list', '--json', ...as], { data })).json() as { episodes: { id: string }[] }).episodes.map((e) => e.id);
  const apps = async (as: string[]) => ((await countersign(['memory', 'list', '--json', ...as], { data })).json() as { package: string }[]).map((a) => a.package);
  expect([await list([]), await list(['--as', 'eve']), (await apps([])).includes('com.android.settings'), await apps(['--as', 'eve'])]).toEqual([[id], [], true, []]);
  expect((await countersign(['episode', 'show', id, '--as', 'eve', '--json'], { data })).json()).toEqual({ fault: { kind: 'run/not-found', run: id } });

  const out = path.join(home(), 'for', 'them');
  expect((await countersign(['audit', 'export', id, '--out', path.join(out, 'early'), '--json'], { data })).json()).toMatchObject({ fault: { kind: 'privacy/labelled', what: id } });
  const send = (more: string[] = []) => countersign(['episode', 'export', id, '--out', out, '--json', ...more], { data });
  expect((await send()).json()).toMatchObject({ fault: { kind: 'privacy/labelled', what: id, outlet: 'export', readers: ['owner'] } });
  expect(fs.existsSync(out)).toBe(false);
  expect((await send(['--as', 'eve', '--declassify', 'mine now'])).json()).toEqual({ fault: { kind: 'run/not-found', run: id } });
  const done = await send(['--declassify', 'the auditor asked']);
  expect([done.code, done.json(), ['episode.jsonl', 'report.html', 'junit.xml'].map((f) => fs.existsSync(path.join(out, id, f)))]).toEqual([0, { exported: path.join(out, id), files: expect.any(Number) as number, label: { readers: ['owner'], integrity: 'untrusted' } }, [true, true, true]]);
  const kept = fs.readFileSync(path.join(data, 'declassified.jsonl'), 'utf8').trim().split('\n').map((l) => JSON.parse(l) as unknown);
  expect(kept).toEqual([{ at: expect.any(Number) as number, what: id, outlet: 'export', label: { readers: ['owner'], integrity: 'untrusted' }, by: 'owner', reason: 'the auditor asked' }]);
  // The log's package is let out by the same decision, and the audit log has it.
  const audited = await countersign(['audit', 'export', id, '--out', path.join(out, 'package'), '--json'], { data });
  expect([audited.code, fs.readFileSync(path.join(data, 'audit', 'index.jsonl'), 'utf8').split('\n').flatMap((l) => (l.includes('"declassified"') ? [JSON.parse(l) as unknown] : []))])
    .toEqual([0, [expect.objectContaining({ type: 'declassified', actor: 'owner', note: `${id} for export: the auditor asked` })]]);
  // Nothing is written over.
  expect((await send()).json()).toMatchObject({ fault: { kind: 'file/unwritable' } });
});
