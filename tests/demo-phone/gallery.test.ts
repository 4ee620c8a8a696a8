// Gallery: pictures without words, favourites, albums, the trash and what leaves it.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialGallery, shown } from '../../electron/demo-phone/apps/gallery/state.ts';
import { desk, id, type Desk } from './desk.ts';

let d: Desk;
beforeEach(() => { d = desk('com.android.gallery3d'); });
afterEach(() => d.w.phone.close());

it('names its pictures by a description in the grid, and by an id alone in albums', () => {
  d.open();
  const cells = d.nodes(/content-desc="Photo taken on/);
  d.open('Album', { id: 4 });
  const silent = d.nodes(/resource-id="com\.android\.gallery3d:id\/thumbnail"/);
  expect({
    many: cells.length >= 9, plain: cells.every((n) => / text="" resource-id="" /.test(n) && /clickable="true"/.test(n)), first: /content-desc="([^"]*)"/.exec(cells[0]!)?.[1],
    silent: silent.length, mute: silent.every((n) => /NAF="true"/.test(n) && /content-desc=""/.test(n)),
  }).toEqual({ many: true, plain: true, first: 'Photo taken on Mar 1, 2026, 4:40 PM', silent: 6, mute: true });
});

it('favours a picture and forgets it again', async () => {
  d.open('Photo', { id: 6, album: 4 });
  await d.tap('Favorite');
  const on = d.changes();
  await d.tap('Remove from favorites');
  expect({ on, off: d.changes(), same: d.roundTrips() }).toEqual({ on: [{ change: 'changed', path: 'photos[6].favourite', before: false, after: true }], off: [{ change: 'changed', path: 'photos[6].favourite', before: true, after: false }], same: true });
});

it('moves to the trash only after the question, shows the next, and restores', async () => {
  d.open('Photo', { id: 6, album: 4 });
  await d.tap(id('delete'), 'Cancel');
  const kept = d.changes();
  await d.tap(id('delete'), 'Move to trash');
  const gone = d.changes();
  const next = d.nodes(/id\/position"/).map((n) => / text="([^"]*)"/.exec(n)?.[1]);
  d.open('Trash');
  await d.tap('Restore IMG_0074.jpg');
  expect({ kept, gone, next, back: d.changes() }).toEqual({
    kept: [], gone: [{ change: 'changed', path: 'photos[6].deletedAt', before: null, after: expect.any(Number) }], next: ['2 / 5'], back: [{ change: 'changed', path: 'photos[6].deletedAt', before: expect.any(Number), after: null }],
  });
});

it('deletes for good from the trash', async () => {
  d.open('Photo', { id: 6 });
  await d.tap(id('delete'), 'Move to trash');
  d.changes();
  d.open('Trash');
  await d.tap(id('delete_forever'), 'Cancel', id('empty_trash'), 'Delete');
  expect({ changes: d.changes().map((c) => [c.change, c.path]), empty: d.sees('Trash is empty') }).toEqual({ changes: [['removed', 'photos[6]']], empty: true });
});

it('marks several and puts them into a new album', async () => {
  const [a, b] = shown(initialGallery());
  d.open();
  await d.hold('Photo taken on Mar 1, 2026, 4:40 PM');
  await d.tap({ text: 'Photo taken on Mar 1, 2026, 3:39 PM' });
  const marked = d.sees('2 selected');
  await d.tap(id('menu_add_to_album'), 'New album');
  await d.type('Album name', 'Sunday');
  await d.tap('Create');
  expect({ marked, changes: d.changes(), same: d.roundTrips() }).toEqual({
    marked: true, same: true, changes: [
      { change: 'added', path: `photos[${a!.id}].albums[1]`, after: 6 }, { change: 'added', path: `photos[${b!.id}].albums[1]`, after: 6 }, { change: 'added', path: 'albums[6]', after: { id: 6, name: 'Sunday' } }, { change: 'changed', path: 'nextId', before: 6, after: 7 },
    ],
  });
});

it('deletes an album and leaves its pictures; the phone’s own albums stay', async () => {
  d.open('Album', { id: 1 });
  await d.tap('More options');
  const fixed = d.sees('Delete album');
  d.open('Album', { id: 4 });
  await d.tap('More options', 'Delete album', 'Delete');
  const changes = d.changes();
  expect({ fixed, album: changes.filter((c) => c.path.startsWith('albums')), photos: changes.filter((c) => c.path.startsWith('photos')).every((c) => /^photos\[\d+\]\.albums\[1\]$/.test(c.path)), left: (d.w.app('com.android.gallery3d') as { photos: unknown[] }).photos.length })
    .toEqual({ fixed: false, album: [{ change: 'removed', path: 'albums[4]', before: { id: 4, name: 'Beach trip' } }], photos: true, left: 36 });
});

it('tells the details of a picture and goes on with a swipe', async () => {
  d.open('Photo', { id: 6, album: 4 });
  await d.tap(id('info'));
  const told = ['IMG_0074.jpg', 'Tideline Beach', 'Camera, Beach trip'].map((words) => d.sees(words));
  d.w.phone.key('BACK');
  await d.w.clock.through(d.w.phone.gesture([[600, 800, 0], [120, 800, 200]]));
  await d.w.clock.advance(200);
  expect({ told, position: d.nodes(/id\/position"/).map((n) => / text="([^"]*)"/.exec(n)?.[1]), changes: d.changes() }).toEqual({ told: [true, true, true], position: ['3 / 6'], changes: [] });
});
