// Music: what plays and what comes next, playlists, liked songs; a song that ends leads to the next.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialMusic, type MusicState } from '../../electron/demo-phone/apps/music/state.ts';
import { desk, id, type Desk } from './desk.ts';

const PKG = 'com.countersign.music';
let d: Desk;
beforeEach(() => { d = desk(PKG); });
afterEach(() => d.w.phone.close());
const state = (): MusicState => d.w.app(PKG) as MusicState;
const player = (): object => { const { song, playing, position, since } = state().player; return { song, playing, position, runs: since !== null }; };
const songs = initialMusic().songs;
const idOf = (title: string): number => songs.find((s) => s.title === title)!.id;

describe('playing', () => {
  it('starts a list at a song, pauses, goes on and skips', async () => {
    d.open('Album', { album: 'Tideline' });
    await d.tap('Saltwater Radio');
    const begun = { ...player(), queue: state().player.queue };
    d.open('NowPlaying');
    await d.w.clock.advance(9_700);
    await d.tap('Pause');
    const paused = player();
    await d.w.clock.advance(60_000);
    const still = player();
    await d.tap('Play', 'Next song');
    expect({ begun, paused, still, next: player(), same: d.roundTrips() }).toEqual({
      begun: { song: 16, playing: true, position: 0, runs: true, queue: [15, 16, 17, 18] }, paused: { song: 16, playing: false, position: 10, runs: false }, still: { song: 16, playing: false, position: 10, runs: false }, next: { song: 17, playing: true, position: 0, runs: true }, same: true,
    });
  });
  it('goes on by itself, stops at the end, and starts over when all repeats', async () => {
    d.open('Album', { album: 'Hello Again' });
    await d.tap('Play all');
    await d.w.clock.advance(211_000);
    const stopped = player();
    d.open('NowPlaying');
    await d.tap(id('repeat'), id('play_pause'));
    await d.w.clock.advance(211_000);
    expect({ stopped, again: player(), repeat: state().repeat }).toEqual({ stopped: { song: 30, playing: false, position: 0, runs: false }, again: { song: 30, playing: true, position: 0, runs: true }, repeat: 'all' });
  });
  it('shuffles what comes next and puts it back in order', async () => {
    d.open('Playlist', { id: 2 });
    await d.tap('Carrier Wave');
    d.open('NowPlaying');
    await d.tap(id('shuffle'));
    const mixed = state().player;
    await d.tap(id('shuffle'));
    expect({ first: mixed.queue[0], all: [...mixed.queue].sort(), back: state().player.queue, shuffle: state().shuffle }).toEqual({ first: 27, all: [23, 24, 26, 27, 28], back: [26, 27, 28, 23, 24], shuffle: false });
  });
  it('has buttons without words on the small player', async () => {
    d.open('Album', { album: 'Tideline' });
    await d.tap('Play all', id('mini_next'), id('mini_play_pause'));
    expect({ player: player(), mute: d.nodes(/NAF="true".*id\/mini_/).length }).toEqual({ player: { song: 16, playing: false, position: 0, runs: false }, mute: 2 });
  });
});

describe('playlists', () => {
  it('are made with a song, renamed, and refuse a second of one name', async () => {
    d.open('AddTo', { song: idOf('Blue Kettle') });
    await d.tap('New playlist');
    await d.type('Name', 'Focus');
    await d.tap('Create');
    const refused = d.sees('There is a playlist with this name');
    await d.type('Name', 'Kitchen');
    await d.tap('Create');
    expect({ refused, changes: d.changes(), same: d.roundTrips() }).toEqual({ refused: true, same: true, changes: [{ change: 'added', path: 'playlists[4]', after: { id: 4, name: 'Kitchen', songs: [6] } }, { change: 'changed', path: 'nextId', before: 4, after: 5 }] });
    d.open('Playlist', { id: 4 });
    await d.tap('More options', 'Rename');
    await d.type('Name', 'Cooking');
    await d.tap('OK');
    expect(d.changes()).toEqual([{ change: 'changed', path: 'playlists[4].name', before: 'Kitchen', after: 'Cooking' }]);
  });
  it('gain songs once and lose them', async () => {
    d.open('AddTo', { song: idOf('Blue Kettle') });
    await d.tap('Morning');
    const twice = { at: d.w.phone.focus.activity, changes: d.changes() };
    await d.tap('Focus');
    const added = d.changes();
    d.open('Playlist', { id: 1 });
    await d.hold('Sunday Bread');
    await d.tap('Remove from playlist');
    expect({ twice, added, removed: d.changes() }).toEqual({
      twice: { at: '.AddToActivity', changes: [] }, added: [{ change: 'added', path: 'playlists[2].songs[5]', after: 6 }], removed: [{ change: 'removed', path: 'playlists[1].songs[0]', before: 7 }],
    });
  });
  it('are filled from a list of songs and deleted only after the question', async () => {
    d.open('AddSongs', { id: 3 });
    await d.tap('Add Amber Rooms');
    const added = d.changes();
    d.open('Playlist', { id: 3 });
    await d.tap('More options', 'Delete', 'Cancel', 'More options', 'Delete', 'Delete');
    expect({ added, gone: d.changes() }).toEqual({ added: [{ change: 'added', path: 'playlists[3].songs[3]', after: 1 }], gone: [{ change: 'removed', path: 'playlists[3]', before: { id: 3, name: '跑步', songs: [19, 20, 22, 1] } }] });
  });
});

it('finds by artist and likes', async () => {
  d.open('Search');
  await d.type('Songs, albums, artists, playlists', '陈小河');
  const found = d.nodes(/song_title/).map((n) => / text="([^"]*)"/.exec(n)?.[1]);
  await d.hold('小桥');
  await d.tap('Add to liked songs');
  expect({ found, changes: d.changes() }).toEqual({ found: ['夜航船', '小桥', '茶山', '雨后'], changes: [{ change: 'changed', path: `songs[${idOf('小桥')}].liked`, before: false, after: true }] });
});
