// Exports: GalleryState, Photo, Album, Api, initialGallery, newestFirst, shown. Pictures and albums as data. What a picture shows is an icon and a colour.

import type { AppApi } from '../../types.ts';
import { DAY, HOUR, MINUTE } from '../dates.ts';

export type Photo = {
  id: number;
  name: string;
  at: number;
  width: number;
  height: number;
  /** Bytes. */
  size: number;
  place: string;
  favourite: boolean;
  /** In the trash since then, or null. */
  deletedAt: number | null;
  albums: number[];
};
export type Album = { id: number; name: string };
export type GalleryState = { photos: Photo[]; albums: Album[]; nextId: number; columns: 3 | 4 };
export type Api = AppApi<GalleryState>;

/** Camera, Screenshots and Download are there from the start and stay. */
export const FIXED = [1, 2, 3];

/** Sun 1 Mar 2026. */
const NEWEST = Date.UTC(2026, 2, 1, 16, 40);

/** What the pictures show, by their ids from 1. The pictures are the world's, not the app's data. */
const SUBJECTS = ['mdiDog', 'mdiCoffee', 'mdiReceiptText', 'mdiCellphoneScreenshot', 'mdiBeach', 'mdiSailBoat', 'mdiLighthouse', 'mdiFish', 'mdiWeatherSunset', 'mdiBird', 'mdiCat', 'mdiFlower', 'mdiImageFilterHdr', 'mdiTent', 'mdiPineTree', 'mdiCar', 'mdiCity', 'mdiTrain', 'mdiBridge', 'mdiBike', 'mdiCake', 'mdiFood', 'mdiTrophy', 'mdiMonitor', 'mdiQrcode', 'mdiTree', 'mdiSnowflake', 'mdiWeatherNight', 'mdiBookOpenPageVariant', 'mdiPizza', 'mdiParking', 'mdiIdentifier', 'mdiDog', 'mdiFlower', 'mdiCity', 'mdiCoffee'] as const;
const COLORS = ['#8d6e63', '#5d4037', '#90a4ae', '#546e7a', '#4fc3f7', '#0288d1', '#ef6c00', '#00897b', '#f4511e', '#7cb342', '#6d4c41', '#d81b60', '#3949ab', '#558b2f', '#2e7d32', '#c62828', '#455a64', '#6a1b9a', '#37474f', '#00838f'];
const PLACES = ['Hangzhou', 'Lakeside', '', 'Berlin', 'Tideline Beach'];

export const subject = (id: number): string => SUBJECTS[(id - 1) % SUBJECTS.length]!;
export const tint = (id: number): string => COLORS[((id - 1) * 7) % COLORS.length]!;

export function initialGallery(): GalleryState {
  const photos = SUBJECTS.map((what, i): Photo => {
    const id = i + 1;
    const at = NEWEST - Math.floor(i / 3) * 2 * DAY - (i % 3) * HOUR - i * MINUTE;
    const screenshot = what === 'mdiCellphoneScreenshot' || what === 'mdiQrcode' || what === 'mdiMonitor';
    const download = what === 'mdiReceiptText' || what === 'mdiIdentifier';
    const trip = i >= 4 && i <= 9;
    return {
      id, at, name: `${screenshot ? 'Screenshot' : download ? 'Download' : 'IMG'}_${String(80 - id).padStart(4, '0')}.${screenshot ? 'png' : 'jpg'}`, width: screenshot ? 720 : 4032, height: screenshot ? 1600 : 3024, size: screenshot ? 410_000 + id * 1000 : 2_900_000 + id * 37_000,
      place: screenshot || download ? '' : trip ? 'Tideline Beach' : PLACES[i % 4]!, favourite: id === 1 || id === 13, deletedAt: null, albums: [screenshot ? 2 : download ? 3 : 1, ...(trip ? [4] : [])],
    };
  });
  return { photos, albums: [{ id: 1, name: 'Camera' }, { id: 2, name: 'Screenshots' }, { id: 3, name: 'Download' }, { id: 4, name: 'Beach trip' }, { id: 5, name: '家人' }], nextId: 6, columns: 3 };
}

export const newestFirst = (a: Photo, b: Photo): number => b.at - a.at || a.id - b.id;

/** The pictures that are not in the trash, newest first. */
export const shown = (s: GalleryState, which: (p: Photo) => boolean = () => true): Photo[] => s.photos.filter((p) => p.deletedAt === null && which(p)).sort(newestFirst);
