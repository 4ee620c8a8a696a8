import * as path from 'node:path';
import { expect, test } from 'vitest';
import { snapshotFile } from '../../electron/screen/command.ts';
import { FOLDER } from './fixture.ts';

let clock = 0;
const now = (): number => (clock += 1.5);

test('a dump file gives its elements, text and tokens', async () => {
  const report = await snapshotFile(path.join(FOLDER, 'game.xml'), now);
  expect(report).toEqual({
    package: 'org.sample.game', title: 'Level 4', size: [720, 1280], dialog: false, ms: 1.5,
    structureHash: expect.stringMatching(/^[0-9a-f]{16}$/), contentHash: expect.stringMatching(/^[0-9a-f]{16}$/),
    text: '<p id=1>Level 4</p>\n<p id=2>Play</p>', tokens: 20,
    elements: [
      expect.objectContaining({ id: 1, role: 'text', label: 'Level 4', bounds: [200, 300, 520, 380], tap: [360, 340] }),
      expect.objectContaining({ id: 2, role: 'text', label: 'Play', bounds: [260, 900, 460, 980], tap: [360, 940] }),
    ],
  });
});

test('what is no dump, and what is not there, is a fault with its remedy', async () => {
  const missing = path.join(FOLDER, 'no-such.xml');
  expect([await snapshotFile(missing), await snapshotFile(import.meta.filename), await snapshotFile(FOLDER)]).toEqual([
    { fault: { kind: 'file/not-found', path: missing } },
    { fault: { kind: 'screen/xml', detail: expect.stringMatching(/^It begins with ".*import/) as string } },
    { fault: { kind: 'file/unreadable', path: FOLDER, detail: 'It is a folder' } },
  ]);
});
