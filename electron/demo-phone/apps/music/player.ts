// Exports: play, pauseOrPlay, skip, seek, ended, refresh, nowPlaying, miniPlayer, queueScreen. What plays, in which order, and the screens that show it.

import type { UiElement } from '../../types.ts';
import { col, empty, iconButton, image, listItem, progress, row, screen, scroll, slider, text, topBar } from '../../ui/elements.ts';
import { duration } from '../dates.ts';
import { positionOf, songsOf } from './state.ts';
import type { Api, MusicState, Song } from './state.ts';
import { words } from './strings.ts';

const COVERS = ['#5c6bc0', '#26a69a', '#ef6c00', '#8e24aa', '#c62828', '#00838f', '#6d4c41', '#558b2f'];
/** An album's cover, always the same for the same name. */
export const cover = (album: string, size: number, desc?: string): UiElement =>
  image(COVERS[[...album].reduce((sum, ch) => (sum * 37 + ch.charCodeAt(0)) % 9973, 5) % COVERS.length]!, { width: size, height: size, radius: size > 100 ? 16 : 6, icon: 'mdiMusicNote', id: 'album_art', desc });

export const loaded = (s: MusicState): Song | undefined => s.songs.find((song) => song.id === s.player.song);

/** Plans the end of what plays. */
function arm(api: Api): void {
  const song = loaded(api.state);
  const { playing } = api.state.player;
  if (song && playing) api.schedule('ended', api.now() + Math.max(0, song.length - positionOf(api.state, api.now())) * 1000); else api.unschedule('ended');
}

/** Redraws once a second while something plays. */
export function refresh(api: Api): void {
  const tick = (): void => { if (api.state.player.playing) { api.setLocal('tick', api.now()); api.after(1000, tick); } };
  if (api.state.player.playing) api.after(1000, tick);
}

const load = (s: MusicState, song: number, now: number): void => { s.player.song = song; s.player.position = 0; s.player.playing = true; s.player.since = now; };

/** The songs in an order drawn by chance, `first` at its front. */
function shuffled(api: Api, ids: readonly number[], first: number): number[] {
  const rest = ids.filter((id) => id !== first);
  for (let i = rest.length - 1; i > 0; i--) { const k = Math.floor(api.random() * (i + 1)); [rest[i], rest[k]] = [rest[k]!, rest[i]!]; }
  return [first, ...rest];
}

/** Plays one song of a list and, after it, the others. */
export function play(api: Api, list: readonly number[], song: number): void {
  const queue = api.state.shuffle ? shuffled(api, list, song) : [...list];
  api.change((s) => { s.player.list = [...list]; s.player.queue = queue; load(s, song, api.now()); });
  arm(api);
  refresh(api);
}

export function pauseOrPlay(api: Api): void {
  const now = api.now();
  api.change((s) => {
    s.player.position = Math.round(positionOf(s, now));
    s.player.playing = !s.player.playing;
    s.player.since = s.player.playing ? now : null;
  });
  arm(api);
  refresh(api);
}

/** To the next (1) or previous (-1) song. At the end of the queue it starts over when everything repeats, and stops otherwise. */
export function skip(api: Api, by: 1 | -1): void {
  const { queue, song } = api.state.player;
  const now = api.now();
  const at = queue.indexOf(song ?? -1);
  // Back within the first seconds goes to the song before, later to this one's beginning.
  const next = by === -1 && positionOf(api.state, now) > 3 ? song ?? undefined : queue[at + by] ?? (api.state.repeat === 'all' ? queue.at(by === 1 ? 0 : -1) : undefined);
  api.change((s) => {
    if (next !== undefined) { const { playing } = s.player; load(s, next, now); if (!playing) { s.player.playing = false; s.player.since = null; } return; }
    s.player.position = 0;
    if (by === 1) { s.player.playing = false; s.player.since = null; } else if (s.player.playing) s.player.since = now;
  });
  arm(api);
}

/** What the end of a song leads to. */
export function ended(api: Api): void {
  if (api.state.repeat === 'one') { api.change((s) => { s.player.position = 0; s.player.since = api.now(); }); arm(api); } else skip(api, 1);
}

function seek(api: Api, to: number): void {
  api.change((s) => { s.player.position = Math.round(to); s.player.since = s.player.playing ? api.now() : null; });
  arm(api);
}

function toggleShuffle(api: Api): void {
  const { player: { list, queue, song }, shuffle } = api.state;
  const next = song === null ? queue : shuffle ? [...list.filter((id) => queue.includes(id)), ...queue.filter((id) => !list.includes(id))] : shuffled(api, queue, song);
  api.change((s) => { s.shuffle = !shuffle; s.player.queue = [...next]; });
  api.toast(words(api)(shuffle ? 'Shuffle is off' : 'Shuffle is on'));
}

function toggleRepeat(api: Api): void {
  const next = { off: 'all', all: 'one', one: 'off' } as const;
  const repeat = next[api.state.repeat];
  api.change((s) => { s.repeat = repeat; });
  api.toast(words(api)({ off: 'Repeat is off', all: 'Repeating all', one: 'Repeating this song' }[repeat]));
}

export const like = (api: Api, id: number): void => api.change((s) => { for (const song of s.songs) if (song.id === id) song.liked = !song.liked; });

export function nowPlaying(api: Api): UiElement {
  const t = words(api);
  const song = loaded(api.state);
  if (!song) return screen(topBar(t('Now playing'), { onBack: () => api.back() }), empty('mdiMusicNote', t('Nothing is playing')));
  const { playing } = api.state.player;
  const at = Math.min(song.length, Math.max(0, positionOf(api.state, api.now())));
  const { repeat, shuffle } = api.state;
  return screen(
    row({ height: 64, pad: [0, 4], id: 'toolbar' }, iconButton('mdiChevronDown', t('Collapse player'), () => api.back(), { id: 'collapse' }), text(t('Now playing'), { grow: 1, size: 16, align: 'center' }),
      iconButton('mdiPlaylistMusic', t('Queue'), () => api.go('Queue'), { id: 'queue' })),
    col({ grow: 1, align: 'center', justify: 'center', gap: 20, pad: 24 },
      cover(song.album, 260, t('Cover of {0}', song.album)),
      row({ width: '100%' },
        col({ grow: 1, gap: 4 }, text(song.title, { size: 24, lines: 1, id: 'title' }), text(`${song.artist} · ${song.album}`, { size: 16, lines: 1, color: 'onSurfaceVariant', id: 'artist' })),
        iconButton('mdiPlaylistPlus', t('Add to playlist'), () => api.go('AddTo', { song: song.id }), { id: 'add_to_playlist' }),
        iconButton(song.liked ? 'mdiHeart' : 'mdiHeartOutline', song.liked ? t('Remove from liked songs') : t('Add to liked songs'), () => like(api, song.id), { id: 'like', selected: song.liked })),
      col({ width: '100%' }, slider(Math.round(at), 0, song.length, (v) => seek(api, v), { id: 'seek_bar' }), row({ justify: 'between' }, text(duration(at * 1000), { size: 12, id: 'elapsed' }), text(duration(song.length * 1000), { size: 12, id: 'length' }))),
      row({ width: '100%', justify: 'between' },
        iconButton('mdiShuffle', shuffle ? t('Turn shuffle off') : t('Turn shuffle on'), () => toggleShuffle(api), { id: 'shuffle', selected: shuffle }),
        iconButton('mdiSkipPrevious', t('Previous song'), () => skip(api, -1), { id: 'previous' }),
        iconButton(playing ? 'mdiPause' : 'mdiPlay', playing ? t('Pause') : t('Play'), () => pauseOrPlay(api), { id: 'play_pause', width: 72, height: 72, radius: 36, background: 'primaryContainer' }),
        iconButton('mdiSkipNext', t('Next song'), () => skip(api, 1), { id: 'next' }),
        iconButton(repeat === 'one' ? 'mdiRepeatOnce' : 'mdiRepeat', t({ off: 'Repeat off', all: 'Repeat all', one: 'Repeat one' }[repeat]), () => toggleRepeat(api), { id: 'repeat', selected: repeat !== 'off' }))));
}

/** The bar above the tabs; its buttons have no words, like those of many players. */
export function miniPlayer(api: Api): UiElement | null {
  const song = loaded(api.state);
  if (!song) return null;
  return col({ background: 'surfaceContainerHigh', id: 'mini_player', onTap: () => api.go('NowPlaying'), desc: words(api)('Open player') },
    progress({ value: Math.min(1, positionOf(api.state, api.now()) / song.length), height: 2 }),
    row({ pad: [6, 8], gap: 8 }, cover(song.album, 40), col({ grow: 1 }, text(song.title, { lines: 1, weight: 500, id: 'mini_title' }), text(song.artist, { lines: 1, size: 12, color: 'onSurfaceVariant' })),
      iconButton(api.state.player.playing ? 'mdiPause' : 'mdiPlay', '', () => pauseOrPlay(api), { id: 'mini_play_pause' }),
      iconButton('mdiSkipNext', '', () => skip(api, 1), { id: 'mini_next' })));
}

export function queueScreen(api: Api): UiElement {
  const t = words(api);
  const songs = songsOf(api.state, api.state.player.queue);
  return screen(topBar(t('Queue'), { onBack: () => api.back() }),
    songs.length === 0 ? empty('mdiPlaylistMusic', t('The queue is empty'))
      : scroll('queue', { id: 'queue_list' }, ...songs.map((song) => listItem({
        title: song.title, below: song.artist, lead: song.id === api.state.player.song ? 'mdiVolumeHigh' : 'mdiMusicNote', selected: song.id === api.state.player.song,
        onTap: () => { api.change((s) => load(s, song.id, api.now())); arm(api); refresh(api); },
        trail: song.id === api.state.player.song ? text(t('Playing'), { size: 12, color: 'primary' })
          : iconButton('mdiClose', t('Remove {0}', song.title), () => api.change((s) => { s.player.queue = s.player.queue.filter((id) => id !== song.id); }), { id: 'remove' }),
      }))));
}
