// Exports: MusicState, Song, Playlist, Api, initialMusic, byTitle, songsOf, positionOf. Library, playlists and player as data; times in seconds unless they say ms.

import type { AppApi } from '../../types.ts';

export type Song = { id: number; title: string; artist: string; album: string; length: number; liked: boolean };
export type Playlist = { id: number; name: string; songs: number[] };
export type MusicState = {
  songs: Song[];
  playlists: Playlist[];
  nextId: number;
  player: {
    /** Song that is loaded. */
    song: number | null;
    /** What was started, in its own order; shuffling does not touch it. */
    list: number[];
    /** Songs in playing order; `song` is one of them. */
    queue: number[];
    playing: boolean;
    /** Where it stood when it was last paused, moved or started, and when that was (ms); `since` is null while paused. */
    position: number;
    since: number | null;
  };
  shuffle: boolean;
  repeat: 'off' | 'all' | 'one';
  tab: 'songs' | 'albums' | 'artists' | 'playlists';
};
export type Api = AppApi<MusicState>;

/** `title|artist|album|m:ss`; invented. */
const ROWS = `Amber Rooms|The Slow Trains|Night Platform|3:42
Platform Nine|The Slow Trains|Night Platform|4:05
Last Ticket|The Slow Trains|Night Platform|2:58
Paper Lanterns|The Slow Trains|Night Platform|5:11
Quiet Engines|The Slow Trains|Night Platform|3:33
Blue Kettle|Mira Holm|Kitchen Songs|2:47
Sunday Bread|Mira Holm|Kitchen Songs|3:20
Rain on Tin|Mira Holm|Kitchen Songs|3:56
Two Cups|Mira Holm|Kitchen Songs|2:31
Fold and Crease|Mira Holm|Kitchen Songs|4:14
茶山|陈小河|江南|4:28
夜航船|陈小河|江南|3:47
小桥|陈小河|江南|3:02
雨后|陈小河|江南|5:05
Copper Coast|Vela Grande|Tideline|4:44
Saltwater Radio|Vela Grande|Tideline|3:15
Lighthouse Keeper|Vela Grande|Tideline|6:02
Harbour at Six|Vela Grande|Tideline|3:38
Gravel and Gold|Northbound|Long Road|3:51
Mile Marker|Northbound|Long Road|4:20
Diner at Dawn|Northbound|Long Road|2:55
Second Gear|Northbound|Long Road|3:09
Lantern Waltz|Orchestra Lindqvist|Four Seasons Café|5:47
Winter Table|Orchestra Lindqvist|Four Seasons Café|6:21
Window Seat|Orchestra Lindqvist|Four Seasons Café|4:02
Static Bloom|Kilo Hertz|Signal|3:26
Carrier Wave|Kilo Hertz|Signal|4:58
Noise Floor|Kilo Hertz|Signal|3:44
Ground Loop|Kilo Hertz|Signal|2:40
Hello Again|Hello Again|Hello Again|3:30`;

const seconds = (s: string): number => Number(s.split(':')[0]) * 60 + Number(s.split(':')[1]);

export const initialMusic = (): MusicState => ({
  songs: ROWS.split('\n').map((line, i) => {
    const [title = '', artist = '', album = '', length = ''] = line.split('|');
    return { id: i + 1, title, artist, album, length: seconds(length), liked: i === 6 || i === 15 };
  }),
  playlists: [{ id: 1, name: 'Morning', songs: [7, 6, 21, 9] }, { id: 2, name: 'Focus', songs: [26, 27, 28, 23, 24] }, { id: 3, name: '跑步', songs: [19, 20, 22] }],
  nextId: 4,
  player: { song: null, list: [], queue: [], playing: false, position: 0, since: null },
  shuffle: false, repeat: 'off', tab: 'songs',
});

/** Latin titles by alphabet, then the others; the same whatever the machine's locale data. */
export const byTitle = (a: Song, b: Song): number => {
  const [x, y] = [a.title.toLowerCase(), b.title.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : a.id - b.id;
};

/** The songs of a list of ids, in its order; ids of songs that are gone are left out. */
export const songsOf = (s: MusicState, ids: readonly number[]): Song[] => ids.flatMap((id) => s.songs.find((song) => song.id === id) ?? []);

/** Seconds into the loaded song. */
export const positionOf = (s: MusicState, now: number): number => s.player.position + (s.player.since === null ? 0 : (now - s.player.since) / 1000);
