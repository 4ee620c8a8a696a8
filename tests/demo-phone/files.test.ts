// Files: folders and names, copying and moving with all that lies inside, deleting after a question, order and search.

import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { childrenOf, copy, freeName, initialFiles, inside, move, nameProblem, pathTo, ROOT, sizeLabel, sorted, withContents, type FilesState } from '../../electron/demo-phone/apps/files/state.ts';
import { desk, id, type Desk } from './desk.ts';

const named = (s: FilesState, name: string): number => s.entries.find((e) => e.name === name)!.id;
const tree = (s: FilesState, folder: number): string[] => childrenOf(s, folder).flatMap((e) => [pathTo(s, e.id).map((p) => p.name).join('/'), ...tree(s, e.id)]);

describe('a tree of files', () => {
  it('copies a folder with what is in it, under free names', () => {
    const s = initialFiles();
    copy(s, [named(s, 'Invoices')], named(s, 'Documents'), 5);
    copy(s, [named(s, 'Lease.pdf')], named(s, 'Documents'), 5);
    expect(tree(s, named(s, 'Invoices (1)'))).toEqual(['1041', '1042', '1043', '1044', '1045'].map((n) => `Documents/Invoices (1)/Invoice ${n}.pdf`));
    expect(childrenOf(s, named(s, 'Documents')).slice(-2).map((e) => [e.name, e.at, e.starred])).toEqual([['Invoices (1)', 5, false], ['Lease (1).pdf', 5, false]]);
    expect(new Set(s.entries.map((e) => e.id)).size).toBe(s.entries.length);
  });
  it('moves, and nothing into itself', () => {
    const s = initialFiles();
    const [documents, invoices] = [named(s, 'Documents'), named(s, 'Invoices')];
    move(s, [invoices], ROOT);
    expect({ path: pathTo(s, invoices).map((e) => e.name), own: inside(s, documents, [documents]), below: inside(s, named(s, 'Archive 2025'), [documents]), other: inside(s, invoices, [documents]) }).toEqual({ path: ['Invoices'], own: true, below: true, other: false });
  });
  it('knows which names are free and allowed', () => {
    const s = initialFiles();
    const at = named(s, 'Download');
    expect([freeName(s, at, 'manual.pdf'), freeName(s, at, 'new.txt'), nameProblem(s, at, ' '), nameProblem(s, at, 'a/b'), nameProblem(s, at, 'MENU.pdf'), nameProblem(s, at, 'menu.pdf', named(s, 'menu.pdf')), withContents(s, at).length])
      .toEqual(['manual (2).pdf', 'new.txt', 'Enter a name', 'A name can’t contain / \\ : * ? " < > |', 'A file with this name is here already', null, 11]);
  });
  it('is shown folders first, in the chosen order', () => {
    const s = initialFiles();
    const top = (sort: FilesState['sort'], descending = false): string[] => sorted({ ...s, sort, descending }, childrenOf(s, named(s, 'Documents'))).slice(0, 4).map((e) => e.name);
    expect({ name: top('name'), back: top('name', true), size: top('size'), hidden: sorted(s, childrenOf(s, ROOT)).some((e) => e.name.startsWith('.')) }).toEqual({
      name: ['Archive 2025', 'Invoices', 'Curriculum vitae.docx', 'Expenses.xlsx'], back: ['Invoices', 'Archive 2025', '会议纪要.docx', 'Warranty.pdf'], size: ['Invoices', 'Archive 2025', 'Test report February.pdf', 'Test report January.pdf'], hidden: false,
    });
  });
  test.each([[0, '0 B'], [999, '999 B'], [2000, '2 kB'], [3_460_000, '3.5 MB'], [2.5e9, '2.5 GB']])('%d bytes are %s', (bytes, said) => expect(sizeLabel(bytes)).toBe(said));
});

describe('on the phone', () => {
  let d: Desk;
  const s = initialFiles();
  beforeEach(() => { d = desk('com.google.android.documentsui'); });
  afterEach(() => d.w.phone.close());
  const menuOf = async (name: string): Promise<void> => { await d.hold(name); await d.tap(id('action_menu_overflow')); };

  it('makes a folder, and refuses a name that is taken', async () => {
    d.open('Folder', { id: ROOT });
    await d.tap(id('overflow'), 'New folder');
    await d.type('Folder name', 'music');
    await d.tap('Create');
    const refused = d.sees('A file with this name is here already');
    await d.type('Folder name', 'Taxes');
    await d.tap('Create');
    expect({ refused, changes: d.changes(), same: d.roundTrips() }).toEqual({
      refused: true, same: true, changes: [
        { change: 'added', path: `entries[${s.nextId}]`, after: { id: s.nextId, name: 'Taxes', folder: ROOT, kind: 'folder', size: 0, at: expect.any(Number), starred: false } },
        { change: 'changed', path: 'nextId', before: s.nextId, after: s.nextId + 1 },
      ],
    });
  });
  it('renames and stars', async () => {
    d.open('Folder', { id: named(s, 'Download') });
    await menuOf('menu.pdf');
    await d.tap('Rename');
    await d.type('Name', 'lunch menu.pdf');
    await d.tap('OK');
    await menuOf('setup.log');
    await d.tap('Add to starred');
    expect(d.changes()).toEqual([{ change: 'changed', path: `entries[${named(s, 'menu.pdf')}].name`, before: 'menu.pdf', after: 'lunch menu.pdf' }, { change: 'changed', path: `entries[${named(s, 'setup.log')}].starred`, before: false, after: true }]);
  });
  it('moves one file and copies two to another folder', async () => {
    d.open('Folder', { id: named(s, 'Download') });
    await menuOf('boarding-pass.pdf');
    await d.tap('Move to…', 'Documents', 'Archive 2025', 'Move here');
    const moved = d.changes();
    d.open('Folder', { id: named(s, 'Recordings') });
    await d.tap(id('overflow'), 'Select all', id('action_menu_overflow'), 'Copy to…', 'Music', 'Copy here');
    expect({ moved, copied: d.changes().map((c) => [c.change, c.path, (c.after as { name?: string }).name ?? c.after]) }).toEqual({
      moved: [{ change: 'changed', path: `entries[${named(s, 'boarding-pass.pdf')}].folder`, before: named(s, 'Download'), after: named(s, 'Archive 2025') }],
      copied: [['added', `entries[${s.nextId}]`, 'Meeting 2 March.m4a'], ['changed', 'nextId', s.nextId + 1]],
    });
  });
  it('lets a folder into neither itself nor where it is', async () => {
    d.open('Pick', { ids: [named(s, 'Invoices')], how: 'move', folder: named(s, 'Documents') });
    expect(d.nodes(/text="Move here"/).map((n) => /enabled="(\w+)"/.exec(n)?.[1])).toEqual(['false']);
    expect(d.nodes(/id\/item_root"/).map((n) => /enabled="(\w+)"/.exec(n)?.[1])).toEqual(['true', 'false']);
  });
  it('deletes a folder with its contents only after the question', async () => {
    d.open('Folder', { id: named(s, 'Documents') });
    await menuOf('Invoices');
    await d.tap('Delete', 'Cancel');
    const kept = d.changes();
    await d.tap({ text: 'Delete' }, { text: 'Delete' });
    expect({ kept, gone: d.changes().map((c) => `${c.change} ${(c.before as { name: string }).name}`) }).toEqual({ kept: [], gone: ['removed Invoices', ...['1041', '1042', '1043', '1044', '1045'].map((n) => `removed Invoice ${n}.pdf`)] });
  });
  it('sorts, turns round, and finds', async () => {
    d.open('Folder', { id: named(s, 'Documents') });
    await d.tap(id('overflow'), 'Sort by…', 'Size', id('overflow'), 'Sort by…', 'Size', id('sub_menu_view'));
    const order = d.changes();
    d.open('Search');
    await d.type('Search files', 'test report d');
    expect({ order, found: d.nodes(/android:id\/title/).map((n) => / text="([^"]*)"/.exec(n)?.[1]), mute: d.nodes(/NAF="true".*id\/action_menu"/).length }).toEqual({
      order: [{ change: 'changed', path: 'sort', before: 'name', after: 'size' }, { change: 'changed', path: 'descending', before: false, after: true }, { change: 'changed', path: 'grid', before: false, after: true }], found: ['Test report December.pdf'], mute: 1,
    });
  });
});
