// Exports: gallery. The Gallery app (com.android.gallery3d): all pictures by day, albums, one picture with details, favourites, trash.

import type { UiElement } from '../../types.ts';
import { col, empty, icon, iconButton, image, listItem, row, screen, scroll, stack, text, topBar } from '../../ui/elements.ts';
import { dateLabel, DAY, timeOf } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { ask, confirm } from '../pieces.ts';
import { addToAlbum, askDelete, edit, grid, newAlbum, selected, selectionBar, spoken } from './grid.ts';
import { FIXED, initialGallery, newestFirst, shown, subject, tint } from './state.ts';
import type { Album, Api, GalleryState, Photo } from './state.ts';
import { words } from './strings.ts';

const TABS = [{ screen: 'Main', name: 'Photos', icon: 'mdiImage' }, { screen: 'Albums', name: 'Albums', icon: 'mdiImageAlbum' }, { screen: 'Favorites', name: 'Favorites', icon: 'mdiHeartOutline' }] as const;
const tabs = (api: Api, now: string): UiElement => row({ height: 68, background: 'surfaceContainer', id: 'bottom_navigation' }, ...TABS.map((o) => col({ grow: 1, align: 'center', gap: 2, pad: 8, id: `tab_${o.screen.toLowerCase()}`, selected: o.screen === now, onTap: () => { if (o.screen !== now) api.replace(o.screen); } },
  icon(o.icon, { color: o.screen === now ? 'primary' : 'onSurfaceVariant' }), text(words(api)(o.name), { size: 12, weight: o.screen === now ? 700 : 500 }))));

function main(api: Api): UiElement {
  const t = words(api);
  const photos = shown(api.state);
  return screen(
    selected(api).length > 0 ? selectionBar(api) : topBar(t('Gallery'), {
      actions: [
        iconButton(api.state.columns === 3 ? 'mdiViewGrid' : 'mdiViewComfy', '', () => api.change((s) => { s.columns = s.columns === 3 ? 4 : 3; }), { id: 'grid_size' }),
        iconButton('mdiTrashCanOutline', t('Trash'), () => api.go('Trash'), { id: 'trash' }),
      ],
    }),
    col({ grow: 1 }, photos.length === 0 ? empty('mdiImage', t('No photos')) : grid(api, photos, { key: 'photos', byDay: true }), tabs(api, 'Main')));
}

const photoCount = (api: Api, n: number): string => words(api)(n === 1 ? '{0} item' : '{0} items', n);

function albums(api: Api): UiElement {
  const t = words(api);
  const cards = api.state.albums.map((a) => {
    const photos = shown(api.state, (p) => p.albums.includes(a.id));
    const first = photos[0];
    return col({ width: '50%', pad: 8, gap: 4, id: 'album', onTap: () => api.go('Album', { id: a.id }), onLongPress: () => albumMenu(api, a, () => {}) },
      first ? image(tint(first.id), { height: 130, radius: 12, icon: subject(first.id), id: 'album_cover' }) : stack({ height: 130, radius: 12, background: 'surfaceContainerHigh', align: 'center', justify: 'center' }, icon('mdiImageAlbum', { size: 40, color: 'outline' })),
      text(a.name, { size: 16, lines: 1, weight: 500, id: 'album_name' }), text(photoCount(api, photos.length), { size: 13, color: 'onSurfaceVariant', id: 'album_count' }));
  });
  return screen(topBar(t('Albums'), { actions: [iconButton('mdiPlus', t('New album'), () => newAlbum(api, [], (id) => api.go('Album', { id })), { id: 'new_album' })] }),
    col({ grow: 1 }, scroll('albums', { id: 'album_list' }, row({ wrap: true, align: 'start', pad: [0, 8] }, ...cards)), tabs(api, 'Albums')));
}

function albumMenu(api: Api, a: Album, onDeleted: () => void): void {
  const t = words(api);
  if (FIXED.includes(a.id)) { api.toast(t('This album can’t be changed')); return; }
  api.dialog({
    as: 'menu', cancelable: true, buttons: [],
    content: col({},
      listItem({ title: t('Rename album'), id: 'menu_rename', onTap: () => { api.closeDialog(); ask(api, { title: t('Rename album'), label: t('Album name'), value: a.name, yes: t('OK'), maxLength: 40, check: (name) => (name.trim() === '' ? t('Enter a name') : null), onDone: (name) => api.change((s) => { for (const o of s.albums) if (o.id === a.id) o.name = name.trim(); }) }); } }),
      listItem({
        title: t('Delete album'), id: 'menu_delete_album', onTap: () => {
          api.closeDialog();
          confirm(api, {
            title: t('Delete album?'), body: t('Photos in this album stay in the gallery.'), yes: t('Delete'), danger: true,
            onDone: () => { api.change((s) => { s.albums = s.albums.filter((o) => o.id !== a.id); for (const p of s.photos) p.albums = p.albums.filter((id) => id !== a.id); }); api.toast(t('Album deleted')); onDeleted(); },
          });
        },
      })),
  });
}

function album(api: Api): UiElement {
  const t = words(api);
  const a = api.state.albums.find((o) => o.id === api.args.id);
  if (!a) return screen(topBar('', { onBack: () => api.back() }), empty('mdiImageAlbum', t('This album no longer exists')));
  const photos = shown(api.state, (p) => p.albums.includes(a.id));
  return screen(
    selected(api).length > 0 ? selectionBar(api) : topBar(a.name, { onBack: () => api.back(), actions: [iconButton('mdiDotsVertical', t('More options'), () => albumMenu(api, a, () => api.back()), { id: 'overflow' })] }),
    photos.length === 0 ? empty('mdiImageAlbum', t('This album is empty'), t('Mark photos and add them to the album')) : grid(api, photos, { key: 'album', silent: true, from: { album: a.id } }));
}

/** The pictures that the viewer goes through. */
const around = (api: Api): Photo[] => shown(api.state, (p) => (typeof api.args.album === 'number' ? p.albums.includes(api.args.album) : api.args.only === 'favourites' ? p.favourite || p.id === api.args.id : true));

function details(api: Api, p: Photo): void {
  const t = words(api);
  const zh = chinese(api);
  const fact = (lead: string, title: string, below: string, id: string): UiElement => listItem({ title, below, lead, id, lines: 1 });
  api.dialog({
    as: 'sheet', title: t('Details'), cancelable: true, buttons: [],
    content: col({ id: 'details_sheet' },
      fact('mdiCalendar', dateLabel(p.at, zh), timeOf(p.at, zh), 'details_date'),
      fact('mdiImage', p.name, `${p.width} × ${p.height} · ${(p.size / 1e6).toFixed(1)} MB`, 'details_file'),
      p.place === '' ? null : fact('mdiMapMarkerOutline', p.place, t('Place'), 'details_place'),
      fact('mdiImageAlbum', p.albums.flatMap((id) => api.state.albums.find((a) => a.id === id)?.name ?? []).join(zh ? '、' : ', ') || t('None'), t('Albums'), 'details_albums')),
  });
}

function photo(api: Api): UiElement {
  const t = words(api);
  const list = around(api);
  const at = list.findIndex((p) => p.id === api.args.id);
  const p = list[at];
  if (!p) return screen(topBar('', { onBack: () => api.back() }), empty('mdiImage', t('This photo is no longer here')));
  const step = (by: number): void => { const next = list[at + by]; if (next) api.replace('Photo', { ...api.args, id: next.id }); };
  return screen(
    topBar('', {
      onBack: () => api.back(), actions: [
        iconButton(p.favourite ? 'mdiHeart' : 'mdiHeartOutline', p.favourite ? t('Remove from favorites') : t('Favorite'), () => { edit(api, [p.id], (o) => { o.favourite = !o.favourite; }); api.toast(p.favourite ? t('Removed from favorites') : t('Added to favorites')); }, { id: 'favorite', selected: p.favourite }),
        iconButton('mdiDotsVertical', t('More options'), () => api.dialog({
          as: 'menu', cancelable: true, buttons: [],
          content: col({},
            listItem({ title: t('Add to album'), id: 'menu_add_to_album', onTap: () => { api.closeDialog(); addToAlbum(api, [p.id]); } }),
            typeof api.args.album === 'number' && !FIXED.includes(api.args.album) ? listItem({ title: t('Remove from album'), id: 'menu_remove_from_album', onTap: () => { api.closeDialog(); edit(api, [p.id], (o) => { o.albums = o.albums.filter((id) => id !== api.args.album); }); api.back(); } }) : null,
            listItem({ title: t('Details'), id: 'menu_details', onTap: () => { api.closeDialog(); details(api, p); } })),
        }), { id: 'overflow' }),
      ],
    }),
    col({ grow: 1 },
      col({ grow: 1, justify: 'center', onSwipe: { left: () => step(1), right: () => step(-1), up: () => details(api, p) } },
        image(tint(p.id), { height: p.width > p.height ? 270 : 520, icon: subject(p.id), desc: spoken(api, p), id: 'photo' })),
      text(`${at + 1} / ${list.length}`, { size: 12, align: 'center', color: 'onSurfaceVariant', id: 'position' }),
      // The lower bar of many galleries: icons with ids and no words.
      row({ justify: 'between', pad: [8, 24], id: 'photo_actions' },
        iconButton('mdiShareVariant', '', () => { api.copy(p.name); api.toast(t('Copied to clipboard')); }, { id: 'share' }),
        iconButton('mdiInformationOutline', '', () => details(api, p), { id: 'info' }),
        iconButton('mdiImageAlbum', '', () => addToAlbum(api, [p.id]), { id: 'add_to_album' }),
        iconButton('mdiTrashCanOutline', '', () => askDelete(api, [p.id], () => { const next = list[at + 1] ?? list[at - 1]; if (next) api.replace('Photo', { ...api.args, id: next.id }); else api.back(); }), { id: 'delete' }))));
}

function trash(api: Api): UiElement {
  const t = words(api);
  const photos = api.state.photos.filter((p) => p.deletedAt !== null).sort(newestFirst);
  const remove = (ids: readonly number[]): void => api.change((s) => { s.photos = s.photos.filter((p) => !ids.includes(p.id)); });
  return screen(
    topBar(t('Trash'), {
      onBack: () => api.back(), actions: [iconButton('mdiDeleteSweepOutline', t('Empty trash'), () => confirm(api, { title: t('Empty trash?'), body: t('{0} will be deleted forever.', photoCount(api, photos.length)), yes: t('Delete'), danger: true, onDone: () => remove(photos.map((p) => p.id)) }), { id: 'empty_trash', enabled: photos.length > 0 })],
    }),
    photos.length === 0 ? empty('mdiTrashCanOutline', t('Trash is empty'))
      : scroll('trash', { id: 'recycler_view' }, ...photos.map((p) => listItem({
        title: p.name, below: t('{0} days left', Math.max(0, 30 - Math.floor((api.now() - (p.deletedAt ?? 0)) / DAY))), lead: image(tint(p.id), { width: 56, height: 56, radius: 8, icon: subject(p.id) }),
        trail: row({}, iconButton('mdiRestore', t('Restore {0}', p.name), () => { edit(api, [p.id], (o) => { o.deletedAt = null; }); api.toast(t('Restored')); }, { id: 'restore' }),
          iconButton('mdiDeleteForeverOutline', '', () => confirm(api, { title: t('Delete forever?'), body: p.name, yes: t('Delete'), danger: true, onDone: () => remove([p.id]) }), { id: 'delete_forever' })),
      }))));
}

export const gallery = defineApp<GalleryState>({
  package: 'com.android.gallery3d', label: 'Gallery', names: { zh: '图库' }, icon: 'mdiImageMultiple', color: '#7b1fa2', version: '1.1.4', initial: initialGallery, home: 'Main',
  screens: {
    Main: main, Albums: albums, Album: album, Photo: photo, Trash: trash,
    Favorites: (api) => {
      const t = words(api);
      const photos = shown(api.state, (p) => p.favourite);
      return screen(selected(api).length > 0 ? selectionBar(api) : topBar(t('Favorites')), col({ grow: 1 }, photos.length === 0 ? empty('mdiHeartOutline', t('No favorites yet'), t('Photos you mark with a heart appear here')) : grid(api, photos, { key: 'favorites', from: { only: 'favourites' } }), tabs(api, 'Favorites')));
    },
  },
  onBack: (api, name) => {
    if (selected(api).length > 0) { api.setLocal('selected', []); return true; }
    if (name !== 'Albums' && name !== 'Favorites') return false;
    api.replace('Main');
    return true;
  },
});
