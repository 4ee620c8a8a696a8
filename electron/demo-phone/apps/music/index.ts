// Exports: music. The Music app (com.countersign.music): library by song, album, artist and playlist, search, playlists, player.

import type { UiElement } from '../../types.ts';
import { button, col, empty, icon, iconButton, listItem, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { duration } from '../dates.ts';
import { defineApp } from '../define.ts';
import { ask, confirm, searchField } from '../pieces.ts';
import { cover, ended, like, loaded, miniPlayer, nowPlaying, play, queueScreen, refresh } from './player.ts';
import { byTitle, initialMusic, songsOf } from './state.ts';
import type { Api, MusicState, Playlist, Song } from './state.ts';
import { words } from './strings.ts';

const TABS = [{ id: 'songs', name: 'Songs', icon: 'mdiMusicNote' }, { id: 'albums', name: 'Albums', icon: 'mdiAlbum' }, { id: 'artists', name: 'Artists', icon: 'mdiAccountMusic' }, { id: 'playlists', name: 'Playlists', icon: 'mdiPlaylistMusic' }] as const;

const ids = (songs: readonly Song[]): number[] => songs.map((s) => s.id);
const songCount = (api: Api, n: number): string => words(api)(n === 1 ? '{0} song' : '{0} songs', n);
const total = (songs: readonly Song[]): string => duration(songs.reduce((sum, s) => sum + s.length, 0) * 1000);

function songMenu(api: Api, song: Song, from?: Playlist): void {
  const t = words(api);
  const item = (title: string, lead: string, id: string, onTap: () => void): UiElement => listItem({ title, lead, id, onTap: () => { api.closeDialog(); onTap(); } });
  api.dialog({
    as: 'sheet', title: song.title, cancelable: true, buttons: [],
    content: col({},
      item(t('Play next'), 'mdiPlaylistPlay', 'play_next', () => {
        api.change((s) => { const q = s.player.queue.filter((id) => id !== song.id); q.splice(q.indexOf(s.player.song ?? -1) + 1, 0, song.id); if (song.id !== s.player.song) s.player.queue = q; });
        api.toast(t('{0} plays next', song.title));
      }),
      item(t('Add to playlist'), 'mdiPlaylistPlus', 'add_to_playlist', () => api.go('AddTo', { song: song.id })),
      from === undefined ? null : item(t('Remove from playlist'), 'mdiPlaylistRemove', 'remove_from_playlist', () => {
        api.change((s) => { for (const p of s.playlists) if (p.id === from.id) p.songs = p.songs.filter((id) => id !== song.id); });
        api.toast(t('Removed from {0}', from.name));
      }),
      item(song.liked ? t('Remove from liked songs') : t('Add to liked songs'), song.liked ? 'mdiHeart' : 'mdiHeartOutline', 'like', () => like(api, song.id)),
      item(t('Go to album'), 'mdiAlbum', 'go_to_album', () => api.go('Album', { album: song.album })),
      item(t('Go to artist'), 'mdiAccountMusic', 'go_to_artist', () => api.go('Artist', { artist: song.artist }))),
  });
}

/** A song in a list: a tap plays the list from there. */
const songRow = (api: Api, song: Song, list: readonly Song[], from?: Playlist): UiElement => {
  const on = song.id === api.state.player.song;
  return listItem({
    title: song.title, below: `${song.artist} · ${duration(song.length * 1000)}`, lead: cover(song.album, 44), id: 'song', titleId: 'song_title', belowId: 'song_artist', lines: 1, selected: on,
    onTap: () => play(api, ids(list), song.id), onLongPress: () => songMenu(api, song, from),
    trail: row({}, song.liked ? icon('mdiHeart', { size: 16, color: 'primary', desc: words(api)('Liked') }) : null, iconButton('mdiDotsVertical', from ? '' : words(api)('Options for {0}', song.title), () => songMenu(api, song, from), { id: 'song_menu' })),
  });
};

const playButtons = (api: Api, songs: readonly Song[]): UiElement => row({ gap: 12, pad: [8, 16] },
  button(words(api)('Play all'), () => play(api, ids(songs), songs[0]!.id), { icon: 'mdiPlay', id: 'play_all', enabled: songs.length > 0 }),
  button(words(api)('Shuffle'), () => {
    const first = songs[Math.floor(api.random() * songs.length)]!;
    api.change((s) => { s.shuffle = true; });
    play(api, ids(songs), first.id);
  }, { icon: 'mdiShuffle', tone: 'tonal', id: 'shuffle_all', enabled: songs.length > 0 }));

function askName(api: Api, title: string, yes: string, value: string, onDone: (name: string) => void): void {
  const t = words(api);
  ask(api, {
    title, label: t('Name'), value, yes, maxLength: 40, onDone: (name) => onDone(name.trim()),
    check: (name) => (name.trim() === '' ? t('Enter a name') : name.trim() !== value && api.state.playlists.some((p) => p.name === name.trim()) ? t('There is a playlist with this name') : null),
  });
}

/** @param first song that the new playlist begins with */
function newPlaylist(api: Api, first: number | null, then: (id: number) => void): void {
  const t = words(api);
  askName(api, t('New playlist'), t('Create'), '', (name) => {
    const id = api.state.nextId;
    api.change((s) => { s.playlists.push({ id, name, songs: first === null ? [] : [first] }); s.nextId += 1; });
    api.toast(t('{0} created', name));
    then(id);
  });
}

function tabBody(api: Api): UiElement {
  const t = words(api);
  const { songs, playlists, tab } = api.state;
  const groups = (key: 'album' | 'artist'): [string, Song[]][] => [...Map.groupBy(songs, (s) => s[key])].sort(([a], [b]) => (a < b ? -1 : 1));
  switch (tab) {
    case 'songs': {
      const sorted = songs.toSorted(byTitle);
      return scroll('songs', { id: 'song_list' }, playButtons(api, sorted), ...sorted.map((s) => songRow(api, s, sorted)));
    }
    case 'albums': return scroll('albums', { id: 'album_list' }, ...groups('album').map(([album, list]) => listItem({ title: album, below: `${list[0]!.artist} · ${songCount(api, list.length)}`, lead: cover(album, 56), id: 'album', onTap: () => api.go('Album', { album }) })));
    case 'artists': return scroll('artists', { id: 'artist_list' }, ...groups('artist').map(([artist, list]) => listItem({ title: artist, below: songCount(api, list.length), lead: 'mdiAccountMusic', id: 'artist', onTap: () => api.go('Artist', { artist }) })));
    case 'playlists': return scroll('playlists', { id: 'playlist_list' },
      listItem({ title: t('Liked songs'), below: songCount(api, songs.filter((s) => s.liked).length), lead: 'mdiHeart', id: 'liked', onTap: () => api.go('Liked') }),
      ...playlists.map((p) => listItem({ title: p.name, below: songCount(api, p.songs.length), lead: 'mdiPlaylistMusic', id: 'playlist', titleId: 'playlist_name', onTap: () => api.go('Playlist', { id: p.id }), onLongPress: () => askDelete(api, p, () => {}) })), col({ height: 88 }));
  }
}

function main(api: Api): UiElement {
  const t = words(api);
  const { tab } = api.state;
  return screen(
    topBar(t('Music'), { actions: [iconButton('mdiMagnify', t('Search music'), () => api.go('Search'), { id: 'action_search' })] }),
    col({ grow: 1 },
      tab === 'playlists' ? col({ grow: 1 }, tabBody(api), row({ justify: 'end', pad: [8, 16] }, button(t('New playlist'), () => newPlaylist(api, null, (id) => api.go('Playlist', { id })), { icon: 'mdiPlus', id: 'new_playlist' }))) : tabBody(api),
      miniPlayer(api),
      row({ height: 68, background: 'surfaceContainer', id: 'tabs' }, ...TABS.map((o) => col({ grow: 1, align: 'center', gap: 2, pad: 8, id: `tab_${o.id}`, selected: o.id === tab, onTap: () => api.change((s) => { s.tab = o.id; }) },
        icon(o.icon, { color: o.id === tab ? 'primary' : 'onSurfaceVariant' }), text(t(o.name), { size: 12, weight: o.id === tab ? 700 : 500 }))))));
}

function search(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.query ?? '');
  const wanted = query.trim().toLowerCase();
  const found = wanted === '' ? [] : api.state.songs.filter((s) => [s.title, s.artist, s.album].some((w) => w.toLowerCase().includes(wanted))).sort(byTitle);
  const lists = wanted === '' ? [] : api.state.playlists.filter((p) => p.name.toLowerCase().includes(wanted));
  return screen(topBar(t('Search music'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(query, t('Songs, albums, artists, playlists'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    wanted === '' ? empty('mdiMagnify', t('Find something to play')) : found.length + lists.length === 0 ? empty('mdiMagnifyClose', t('No results'), query)
      : scroll('found', {}, lists.length > 0 ? section(t('Playlists')) : null, ...lists.map((p) => listItem({ title: p.name, lead: 'mdiPlaylistMusic', onTap: () => api.go('Playlist', { id: p.id }) })), found.length > 0 ? section(t('Songs')) : null, ...found.map((s) => songRow(api, s, found))),
    miniPlayer(api)));
}

/** A head and the songs below it. */
const songPage = (api: Api, title: string, below: string, songs: readonly Song[], o: { actions?: readonly UiElement[]; from?: Playlist; none: string }): UiElement =>
  screen(topBar(title, { onBack: () => api.back(), actions: o.actions }), col({ grow: 1 },
    text(below, { pad: [0, 16], color: 'onSurfaceVariant', id: 'subtitle' }), playButtons(api, songs),
    songs.length === 0 ? empty('mdiMusicNote', o.none) : scroll('list', { id: 'song_list' }, ...songs.map((s) => songRow(api, s, songs, o.from))),
    miniPlayer(api)));

function askDelete(api: Api, p: Playlist, onDone: () => void): void {
  const t = words(api);
  confirm(api, {
    title: t('Delete playlist?'), body: t('{0} will be deleted. Its songs stay in the library.', p.name), yes: t('Delete'), danger: true,
    onDone: () => { api.change((s) => { s.playlists = s.playlists.filter((o) => o.id !== p.id); }); api.toast(t('Playlist deleted')); onDone(); },
  });
}

function playlist(api: Api): UiElement {
  const t = words(api);
  const p = api.state.playlists.find((o) => o.id === api.args.id);
  if (!p) return screen(topBar('', { onBack: () => api.back() }), empty('mdiPlaylistMusic', t('This playlist no longer exists')));
  const songs = songsOf(api.state, p.songs);
  return songPage(api, p.name, `${songCount(api, songs.length)} · ${total(songs)}`, songs, {
    from: p, none: t('This playlist is empty'),
    actions: [
      iconButton('mdiPlus', t('Add songs'), () => api.go('AddSongs', { id: p.id }), { id: 'add_songs' }),
      iconButton('mdiDotsVertical', t('More options'), () => api.dialog({
        as: 'menu', cancelable: true, buttons: [],
        content: col({},
          listItem({ title: t('Rename'), id: 'rename', onTap: () => { api.closeDialog(); askName(api, t('Rename playlist'), t('OK'), p.name, (name) => api.change((s) => { for (const o of s.playlists) if (o.id === p.id) o.name = name; })); } }),
          listItem({ title: t('Delete'), id: 'delete', onTap: () => { api.closeDialog(); askDelete(api, p, () => api.back()); } })),
      }), { id: 'overflow' }),
    ],
  });
}

/** Chooses the playlist for one song. */
function addTo(api: Api): UiElement {
  const t = words(api);
  const song = api.state.songs.find((s) => s.id === api.args.song);
  if (!song) return screen(topBar(t('Add to playlist'), { onBack: () => api.back() }), empty('mdiMusicNote', t('This song no longer exists')));
  return screen(topBar(t('Add to playlist'), { onBack: () => api.back() }),
    scroll('playlists', {},
      listItem({ title: t('New playlist'), lead: 'mdiPlus', id: 'new_playlist', onTap: () => newPlaylist(api, song.id, () => api.back()) }),
      ...api.state.playlists.map((p) => listItem({
        title: p.name, below: songCount(api, p.songs.length), lead: 'mdiPlaylistMusic', titleId: 'playlist_name', id: 'playlist',
        onTap: () => {
          if (p.songs.includes(song.id)) { api.toast(t('{0} is in {1} already', song.title, p.name)); return; }
          api.change((s) => { for (const o of s.playlists) if (o.id === p.id) o.songs.push(song.id); });
          api.back();
          api.toast(t('Added to {0}', p.name));
        },
      }))));
}

/** Chooses songs for one playlist. */
function addSongs(api: Api): UiElement {
  const t = words(api);
  const p = api.state.playlists.find((o) => o.id === api.args.id);
  const put = (id: number): void => api.change((s) => { for (const o of s.playlists) if (o.id === p?.id) o.songs = o.songs.includes(id) ? o.songs.filter((x) => x !== id) : [...o.songs, id]; });
  return screen(topBar(t('Add songs'), { onBack: () => api.back() }),
    !p ? empty('mdiPlaylistMusic', t('This playlist no longer exists'))
      : scroll('songs', { id: 'song_list' }, ...api.state.songs.toSorted(byTitle).map((song) => {
        const on = p.songs.includes(song.id);
        return listItem({ title: song.title, below: song.artist, lead: cover(song.album, 44), onTap: () => put(song.id), trail: iconButton(on ? 'mdiCheckCircle' : 'mdiPlusCircleOutline', on ? t('Remove {0}', song.title) : t('Add {0}', song.title), () => put(song.id), { id: 'toggle', selected: on }) });
      })));
}

export const music = defineApp<MusicState>({
  package: 'com.countersign.music', label: 'Music', names: { zh: '音乐' }, icon: 'mdiMusic', color: '#d81b60', version: '3.4', initial: initialMusic, home: 'Main',
  screens: {
    Main: main, Search: search, Playlist: playlist, AddTo: addTo, AddSongs: addSongs, NowPlaying: nowPlaying, Queue: queueScreen,
    Album: (api) => {
      const songs = api.state.songs.filter((s) => s.album === api.args.album);
      return songPage(api, String(api.args.album ?? words(api)('Album')), `${songs[0]?.artist ?? ''} · ${songCount(api, songs.length)} · ${total(songs)}`, songs, { none: words(api)('No songs') });
    },
    Artist: (api) => {
      const songs = api.state.songs.filter((s) => s.artist === api.args.artist);
      return songPage(api, String(api.args.artist ?? words(api)('Artist')), `${songCount(api, songs.length)} · ${total(songs)}`, songs, { none: words(api)('No songs') });
    },
    Liked: (api) => {
      const songs = api.state.songs.filter((s) => s.liked).sort(byTitle);
      return songPage(api, words(api)('Liked songs'), `${songCount(api, songs.length)} · ${total(songs)}`, songs, { none: words(api)('Songs you like appear here') });
    },
  },
  onOpen: (api, name) => { if (name === 'Main' || name === 'NowPlaying') refresh(api); },
  timers: { ended: (api) => { ended(api); if (loaded(api.state)) refresh(api); } },
});
