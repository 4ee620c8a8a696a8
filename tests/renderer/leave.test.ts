// Another person at the window: what is not theirs is closed, what was unsaved in it is kept for whom it belongs to, and their own drafts are offered.

import { expect, test } from 'vitest';
import type { DraftFile } from '../../electron/protocol/services.ts';
import type { SopEntry } from '../../electron/protocol/sop.ts';
import { createDocuments, type DocumentsOptions } from '../../renderer/sop/documents.ts';

test('only what is in their library stays open', async () => {
  const said: [string, unknown][] = [];
  let drafts: DraftFile[] = [];
  const answers: Record<string, (q: never) => unknown> = {
    'sop.read': (q: { folder: 'user'; path: string }) => ({ ...q, text: `text of ${q.path}`, version: 'v1' }),
    'sop.analyse': () => ({ sop: {}, problems: [], tokens: [] }),
    'drafts.list': () => drafts,
    'drafts.keep': () => undefined,
  };
  const call = (async (name: string, q: never) => { said.push([name, q]); return answers[name]!(q); }) as unknown as DocumentsOptions['call'];
  const faults: unknown[] = [];
  const d = createDocuments({ call, after: () => () => {}, now: () => 7, onFault: (f) => faults.push(f) });
  const at = (path: string) => ({ folder: 'user' as const, path });
  await d.open(at('all.sop.md'));
  await d.open(at('mine.sop.md'));
  d.edit('user/mine.sop.md', 'unsaved');
  said.length = 0;
  drafts = [{ ...at('theirs.sop.md'), text: 'from before', version: 'v1', at: 1 }];
  await d.leave([at('all.sop.md'), at('theirs.sop.md')] as SopEntry[]);
  const now = d.store.getState();
  expect({ open: Object.keys(now.docs), shown: now.shown, drafts: now.drafts.map((x) => x.path), faults }).toEqual({ open: ['user/all.sop.md'], shown: undefined, drafts: ['theirs.sop.md'], faults: [] });
  // Kept before the drafts are read again.
  expect(said.map(([name]) => name)).toEqual(['drafts.keep', 'drafts.list', 'sop.read']);
  expect(said[0]![1]).toEqual({ folder: 'user', path: 'mine.sop.md', text: 'unsaved', version: 'v1', at: 7 });
});
