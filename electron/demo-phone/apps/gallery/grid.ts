// Exports: grid, selectionBar, selected, moveToTrash, askDelete, addToAlbum, newAlbum. Pictures in rows, marking them, and what can be done to several at once.

import type { UiElement } from '../../types.ts';
import { col, icon, iconButton, image, listItem, row, scroll, section, stack, text } from '../../ui/elements.ts';
import { DAY, dateLabel, longDate, timeOf } from '../dates.ts';
import { chinese } from '../define.ts';
import { ask, confirm } from '../pieces.ts';
import { subject, tint } from './state.ts';
import type { Api, Photo } from './state.ts';
import { words } from './strings.ts';

export const selected = (api: Api): number[] => ((api.local.selected as number[] | undefined) ?? []).filter((id) => api.state.photos.some((p) => p.id === id));
const toggle = (api: Api, id: number): void => { const now = selected(api); api.setLocal('selected', now.includes(id) ? now.filter((x) => x !== id) : [...now, id]); };
export const edit = (api: Api, ids: readonly number[], how: (p: Photo) => void): void => api.change((s) => { for (const p of s.photos) if (ids.includes(p.id)) how(p); });

/** What a screen reader says of a picture: when it was taken, not what it shows. */
export const spoken = (api: Api, p: Photo): string => words(api)('Photo taken on {0}, {1}', dateLabel(p.at, chinese(api)), timeOf(p.at, chinese(api)));

/** @param o.silent cells with a resource-id only, as albums of many gallery apps have them @param o.from whose list the viewer swipes through */
function cell(api: Api, p: Photo, o: { silent: boolean; from: { [key: string]: string | number } }): UiElement {
  const marked = selected(api);
  const on = marked.includes(p.id);
  const size = api.state.columns === 3 ? 110 : 82;
  return stack({ width: size, height: size, selected: on, id: o.silent ? 'thumbnail' : undefined, desc: o.silent ? undefined : spoken(api, p), onTap: () => (marked.length > 0 ? toggle(api, p.id) : api.go('Photo', { id: p.id, ...o.from })), onLongPress: () => toggle(api, p.id) },
    image(tint(p.id), { width: size, height: size, icon: subject(p.id), radius: on ? 16 : 2 }),
    p.favourite ? icon('mdiHeart', { size: 16, color: '#ffffff', at: { right: 6, bottom: 6 } }) : null,
    on ? icon('mdiCheckCircle', { size: 24, color: '#ffffff', at: { left: 6, top: 6 } }) : null);
}

/** Pictures in rows; with `byDay` under a heading for each day. */
export function grid(api: Api, photos: readonly Photo[], o: { key: string; byDay?: boolean; silent?: boolean; from?: { [key: string]: string | number } }): UiElement {
  const rowsOf = (list: readonly Photo[]): UiElement[] => Array.from({ length: Math.ceil(list.length / api.state.columns) }, (_, i) =>
    row({ gap: 3, pad: [1.5, 12] }, ...list.slice(i * api.state.columns, (i + 1) * api.state.columns).map((p) => cell(api, p, { silent: o.silent === true, from: o.from ?? {} }))));
  const days = Map.groupBy(photos, (p) => Math.floor(p.at / DAY));
  return scroll(o.key, { id: 'recycler_view' }, ...(o.byDay ? [...days].flatMap(([day, list]) => [section(longDate(day * DAY, chinese(api))), ...rowsOf(list)]) : rowsOf(photos)), col({ height: 16 }));
}

export function moveToTrash(api: Api, ids: readonly number[]): void {
  edit(api, ids, (p) => { p.deletedAt = api.now(); });
  api.setLocal('selected', []);
  api.toast(words(api)(ids.length === 1 ? 'Moved to trash' : '{0} items moved to trash', ids.length));
}

export function askDelete(api: Api, ids: readonly number[], onDone: () => void): void {
  const t = words(api);
  confirm(api, {
    title: ids.length === 1 ? t('Move to trash?') : t('Move {0} items to trash?', ids.length), body: t('Items in the trash can be restored for 30 days.'), yes: t('Move to trash'), danger: true,
    onDone: () => { moveToTrash(api, ids); onDone(); },
  });
}

export function newAlbum(api: Api, ids: readonly number[], then: (id: number) => void): void {
  const t = words(api);
  ask(api, {
    title: t('New album'), label: t('Album name'), yes: t('Create'), maxLength: 40,
    check: (name) => (name.trim() === '' ? t('Enter a name') : api.state.albums.some((a) => a.name === name.trim()) ? t('There is an album with this name') : null),
    onDone: (name) => {
      const id = api.state.nextId;
      api.change((s) => { s.albums.push({ id, name: name.trim() }); s.nextId += 1; for (const p of s.photos) if (ids.includes(p.id)) p.albums.push(id); });
      api.setLocal('selected', []);
      api.toast(t('Album created'));
      then(id);
    },
  });
}

export function addToAlbum(api: Api, ids: readonly number[]): void {
  const t = words(api);
  api.dialog({
    as: 'sheet', title: t('Add to album'), cancelable: true, buttons: [],
    content: col({},
      listItem({ title: t('New album'), lead: 'mdiPlus', id: 'new_album', onTap: () => { api.closeDialog(); newAlbum(api, ids, () => {}); } }),
      ...api.state.albums.map((a) => listItem({
        title: a.name, lead: 'mdiImageAlbum', id: 'album', onTap: () => {
          api.closeDialog();
          edit(api, ids, (p) => { if (!p.albums.includes(a.id)) p.albums.push(a.id); });
          api.setLocal('selected', []);
          api.toast(t('Added to {0}', a.name));
        },
      }))),
  });
}

/** The bar while something is marked; its buttons have ids and no words. */
export const selectionBar = (api: Api): UiElement => {
  const marked = selected(api);
  return row({ height: 64, pad: [0, 4], id: 'toolbar', background: 'secondaryContainer' },
    iconButton('mdiClose', words(api)('Clear selection'), () => api.setLocal('selected', []), { id: 'clear_selection' }),
    text(words(api)('{0} selected', marked.length), { size: 20, grow: 1, id: 'selection_count' }),
    iconButton('mdiHeartOutline', '', () => { edit(api, marked, (p) => { p.favourite = true; }); api.setLocal('selected', []); api.toast(words(api)('Added to favorites')); }, { id: 'menu_favorite' }),
    iconButton('mdiImageAlbum', '', () => addToAlbum(api, marked), { id: 'menu_add_to_album' }),
    iconButton('mdiDeleteOutline', '', () => askDelete(api, marked, () => {}), { id: 'menu_delete' }));
};
